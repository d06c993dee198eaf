/* score.c: vector -> decision values -> calibrated probabilities -> label, for every head at once.
 */
#include "scratch.h"

#include <math.h>

/* Both tails without overflow. */
static double logistic(double x)
{
    return x >= 0 ? 1.0 / (1.0 + exp(-x)) : exp(x) / (1.0 + exp(x));
}

static void softmax(const struct ordo_head *head, const double *decision, double *probability)
{
    double highest = -INFINITY, sum = 0.0;

    for (uint32_t k = 0; k < head->n_classes; k++)
        if (head->a[k] * decision[k] > highest)
            highest = head->a[k] * decision[k];
    for (uint32_t k = 0; k < head->n_classes; k++) {
        probability[k] = exp(head->a[k] * decision[k] - highest);
        sum += probability[k];
    }
    for (uint32_t k = 0; k < head->n_classes; k++)
        probability[k] /= sum;
}

void ordo_head_probabilities(const struct ordo_head *head, const double *decision,
                             double *probability)
{
    bool platt = head->calibration == ORDO_CALIBRATION_PLATT;
    double sum = 0.0;

    if (head->n_outputs == 1) {
        double a = head->calibration == ORDO_CALIBRATION_NONE ? 1.0 : head->a[0];
        double b = platt ? head->b[0] : 0.0;
        probability[1] = logistic(a * decision[0] + b);
        probability[0] = logistic(-(a * decision[0] + b));
        return;
    }
    if (head->calibration == ORDO_CALIBRATION_TEMPERATURE) {
        softmax(head, decision, probability);
        return;
    }
    for (uint32_t k = 0; k < head->n_classes; k++) {
        probability[k] = logistic(platt ? head->a[k] * decision[k] + head->b[k] : decision[k]);
        sum += probability[k];
    }
    for (uint32_t k = 0; k < head->n_classes; k++)
        probability[k] = sum > 0.0 ? probability[k] / sum : 1.0 / head->n_classes;
}

static int reserve(struct ordo_scratch *scratch, const struct ordo_model *model,
                   struct ordo_error *error)
{
    if (ordo_reserve(&scratch->decision, &scratch->output_capacity, model->n_outputs,
                     sizeof *scratch->decision, error) != 0 ||
        ordo_reserve(&scratch->probability, &scratch->class_capacity, model->n_classes,
                     sizeof *scratch->probability, error) != 0)
        return -1;
    return ordo_reserve(&scratch->label, &scratch->head_capacity, model->n_heads,
                        sizeof *scratch->label, error);
}

/* Adds up n outputs, one or two, from `first` on; n is a constant wherever this is called, so that
 * the sums stay in registers. */
static inline void add_outputs(const struct ordo_model *model, const struct ordo_vector *vector,
                               uint32_t first, unsigned n, double *decision)
{
    size_t stride = 1 + (size_t)model->n_outputs;
    const float *column = model->rows + 1 + first;
    double sum[2] = {0};

    for (size_t i = 0; i < vector->n; i++) {
        const float *weight = column + vector->index[i] * stride;
        double value = (double)vector->value[i];
        for (unsigned o = 0; o < n; o++)
            sum[o] += value * (double)weight[o];
    }
    for (unsigned o = 0; o < n; o++)
        decision[first + o] += sum[o];
}

static void decide(const struct ordo_model *model, const struct ordo_vector *vector,
                   double *decision)
{
    for (uint32_t h = 0; h < model->n_heads; h++)
        for (uint32_t k = 0; k < model->heads[h].n_outputs; k++)
            decision[model->heads[h].first_output + k] = model->heads[h].bias[k];
    for (uint32_t first = 0; first < model->n_outputs; first += 2) {
        if (model->n_outputs - first > 1)
            add_outputs(model, vector, first, 2, decision);
        else
            add_outputs(model, vector, first, 1, decision);
    }
}

int ordo_score(struct ordo_scores *scores, const struct ordo_model *model,
               const struct ordo_string *fields, struct ordo_scratch *scratch,
               struct ordo_error *error)
{
    struct ordo_vector vector;

    if (ordo_vector_make(&vector, &model->spec, &model->table, model->rows,
                         1 + (size_t)model->n_outputs, fields, scratch, error) != 0 ||
        reserve(scratch, model, error) != 0)
        return -1;
    decide(model, &vector, scratch->decision);
    for (uint32_t h = 0; h < model->n_heads; h++) {
        const struct ordo_head *head = &model->heads[h];
        double *probability = scratch->probability + head->first_class;
        uint32_t best = 0;
        ordo_head_probabilities(head, scratch->decision + head->first_output, probability);
        for (uint32_t k = 1; k < head->n_classes; k++)
            if (probability[k] > probability[best])
                best = k;
        scratch->label[h] = best;
    }
    scores->decision = scratch->decision;
    scores->probability = scratch->probability;
    scores->label = scratch->label;
    return 0;
}
