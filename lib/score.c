/* score.c: vector -> decision values -> calibrated probabilities -> label, for every head at once.
 */
#include "scratch.h"

#include <math.h>
#include <string.h>

#define OUTPUTS_AT_ONCE 6 /* two heads of three classes */

/* Both tails without overflow. */
static double logistic(double x)
{
    return x >= 0 ? 1.0 / (1.0 + exp(-x)) : exp(x) / (1.0 + exp(x));
}

/* softmax(a d + b); Guo et al. 2017. */
static void softmax(const struct ordo_head *head, const double *decision, double *probability)
{
    bool vector = head->calibration == ORDO_CALIBRATION_VECTOR;
    double highest = -INFINITY;

    for (uint32_t k = 0; k < head->n_classes; k++) {
        probability[k] = head->a[k] * decision[k] + (vector ? head->b[k] : 0.0);
        if (probability[k] > highest)
            highest = probability[k];
    }
    for (uint32_t k = 0; k < head->n_classes; k++)
        probability[k] = exp(probability[k] - highest);
}

/* A rising table of m knots, straight between them and level beyond: [m] decision values, [m]
 * probabilities. */
static double interpolate(const double *knots, size_t m, double decision)
{
    const double *x = knots, *p = knots + m;
    size_t low = 0, high = m - 1;

    if (!(decision > x[0]))
        return p[0];
    if (decision >= x[high])
        return p[high];
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        *(x[middle] <= decision ? &low : &high) = middle;
    }
    return p[low] + (p[high] - p[low]) * ((decision - x[low]) / (x[high] - x[low]));
}

static void isotonic(const struct ordo_head *head, const double *decision, double *probability)
{
    const double *at = head->parameters;

    for (uint32_t k = 0; k < head->n_outputs; k++) {
        size_t m = (size_t)at[0];
        probability[head->n_outputs == 1 ? 1 : k] = interpolate(at + 1, m, decision[k]);
        at += 1 + 2 * m;
    }
    if (head->n_outputs == 1)
        probability[0] = 1.0 - probability[1];
}

/* The cumulative logit model (McCullagh 1980): p(above class k) falls with the thresholds. */
static void thresholds(const struct ordo_head *head, double decision, double *probability)
{
    double x = head->a[0] * decision, above = 1.0;

    for (uint32_t k = 0; k < head->n_classes; k++) {
        double next = k + 1 < head->n_classes ? logistic(x - head->parameters[k]) : 0.0;
        probability[k] = above > next ? above - next : 0.0;
        above = next;
    }
}

/* Logistic function of each output. */
static void logistic_each(const struct ordo_head *head, const double *decision, double *probability)
{
    for (uint32_t k = 0; k < head->n_outputs; k++) {
        double a = head->calibration == ORDO_CALIBRATION_NONE ? 1.0 : head->a[k];
        double b = head->calibration == ORDO_CALIBRATION_PLATT ||
                           head->calibration == ORDO_CALIBRATION_VECTOR
                       ? head->b[k]
                       : 0.0;
        probability[head->n_outputs == 1 ? 1 : k] = logistic(a * decision[k] + b);
        if (head->n_outputs == 1)
            probability[0] = logistic(-(a * decision[k] + b));
    }
}

void ordo_head_probabilities(const struct ordo_head *head, const double *decision,
                             double *probability)
{
    bool soft = head->calibration == ORDO_CALIBRATION_TEMPERATURE ||
                head->calibration == ORDO_CALIBRATION_VECTOR;
    double sum = 0.0;

    if (head->kind == ORDO_HEAD_ORDERED)
        thresholds(head, decision[0], probability);
    else if (head->calibration == ORDO_CALIBRATION_ISOTONIC)
        isotonic(head, decision, probability);
    else if (soft && head->n_outputs > 1)
        softmax(head, decision, probability);
    else
        logistic_each(head, decision, probability);
    for (uint32_t k = 0; k < head->n_classes; k++)
        sum += probability[k];
    if (head->n_outputs == 1 && head->kind == ORDO_HEAD_CLASSES)
        return; /* one the complement of the other */
    for (uint32_t k = 0; k < head->n_classes; k++)
        probability[k] = sum > 0.0 ? probability[k] / sum : 1.0 / head->n_classes;
}

const struct ordo_head *ordo_head_choose(const struct ordo_model *model, uint32_t head,
                                         const struct ordo_string *fields)
{
    const struct ordo_head *whole = &model->heads[head];
    uint32_t low = 0, high = whole->n_variants;
    struct ordo_string value;

    if (high == 0)
        return whole;
    value = fields[model->n_columns - 1];
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const char *own = whole->variants[middle].value;
        size_t length = strlen(own), shorter = length < value.length ? length : value.length;
        int order = shorter == 0 ? 0 : memcmp(own, value.bytes, shorter);
        if (order == 0 && length == value.length)
            return &whole->variants[middle];
        if (order < 0 || (order == 0 && length < value.length))
            low = middle + 1;
        else
            high = middle;
    }
    return whole;
}

static int reserve(struct ordo_scratch *scratch, const struct ordo_model *model,
                   struct ordo_error *error)
{
    size_t n = model->n_heads;

    if (ordo_reserve(&scratch->decision, &scratch->output_capacity, model->n_outputs,
                     sizeof *scratch->decision, error) != 0 ||
        ordo_reserve(&scratch->probability, &scratch->class_capacity, model->n_classes,
                     sizeof *scratch->probability, error) != 0 ||
        ordo_reserve(&scratch->label, &scratch->label_capacity, n, sizeof *scratch->label, error) !=
            0 ||
        ordo_reserve(&scratch->variant, &scratch->variant_capacity, n, sizeof *scratch->variant,
                     error) != 0)
        return -1;
    return ordo_reserve(&scratch->estimate, &scratch->estimate_capacity, n,
                        sizeof *scratch->estimate, error);
}

/* Adds up n outputs from column `first` on; n is a constant wherever this is called, so that the
 * sums stay in registers. */
static inline void add_outputs(const struct ordo_model *model, const struct ordo_vector *vector,
                               uint32_t first, unsigned n, double *decision)
{
    size_t stride = model->row_size;
    const float *column = model->rows + 1 + first;
    double sum[OUTPUTS_AT_ONCE] = {0};

    for (size_t i = 0; i < vector->n; i++) {
        const float *weight = column + vector->index[i] * stride;
        double value = (double)vector->value[i];
        for (unsigned o = 0; o < n; o++)
            sum[o] += value * (double)weight[o];
    }
    for (unsigned o = 0; o < n; o++)
        decision[o] += sum[o];
}

/* Adds the vector's share to decision[n], whose weights begin in column `first`. One walk over the
 * vector serves as many outputs as may be: they lie side by side in a row. */
static void add_columns(const struct ordo_model *model, const struct ordo_vector *vector,
                        uint32_t first, uint32_t n, double *decision)
{
    uint32_t k = 0;

    for (; n - k >= OUTPUTS_AT_ONCE; k += OUTPUTS_AT_ONCE)
        add_outputs(model, vector, first + k, OUTPUTS_AT_ONCE, decision + k);
    for (; n - k >= 3; k += 3)
        add_outputs(model, vector, first + k, 3, decision + k);
    for (; n - k >= 2; k += 2)
        add_outputs(model, vector, first + k, 2, decision + k);
    if (n > k)
        add_outputs(model, vector, first + k, 1, decision + k);
}

/* Without variants the outputs of all heads lie side by side and are added up as one. */
static void decide(const struct ordo_model *model, const struct ordo_vector *vector,
                   const struct ordo_head *const head, uint32_t h, double *decision)
{
    uint32_t first = model->heads[h].first_output;

    for (uint32_t k = 0; k < head->n_outputs; k++)
        decision[first + k] = head->bias[k];
    if (model->per != NULL)
        add_columns(model, vector, head->first_output, head->n_outputs, decision + first);
}

static struct ordo_estimate estimate_of(const struct ordo_head *head, double decision,
                                        const double *probability)
{
    struct ordo_estimate estimate = {NAN, NAN, NAN};

    if (head->kind == ORDO_HEAD_VALUE) {
        estimate.value = decision;
        if (head->calibration == ORDO_CALIBRATION_RESIDUALS) {
            estimate.low = decision - head->parameters[0];
            estimate.high = decision + head->parameters[0];
        }
    } else if (head->kind == ORDO_HEAD_ORDERED) {
        estimate.value = 0.0;
        for (uint32_t k = 1; k < head->n_classes; k++)
            estimate.value += (double)k * probability[k];
    }
    return estimate;
}

/* Decision values of a head -> probabilities, label and estimate. */
static void conclude(struct ordo_scratch *scratch, const struct ordo_head *head, uint32_t h,
                     const double *decision)
{
    /* a model of numbers alone has no room for it */
    double *probability = head->n_classes > 0 ? scratch->probability + head->first_class : NULL;
    uint32_t best = 0;

    if (head->n_classes > 0)
        ordo_head_probabilities(head, decision, probability);
    for (uint32_t k = 1; k < head->n_classes; k++)
        if (probability[k] > probability[best])
            best = k;
    scratch->label[h] = head->n_classes > 0 ? best : ORDO_NONE;
    scratch->estimate[h] = estimate_of(head, decision[0], probability);
}

int ordo_score(struct ordo_scores *scores, const struct ordo_model *model,
               const struct ordo_string *fields, struct ordo_scratch *scratch,
               struct ordo_error *error)
{
    struct ordo_vector vector;

    if (ordo_vector_make(&vector, &model->spec, &model->table, model->rows, model->row_size, fields,
                         scratch, error) != 0 ||
        reserve(scratch, model, error) != 0)
        return -1;
    for (uint32_t h = 0; h < model->n_heads; h++)
        decide(model, &vector, ordo_head_choose(model, h, fields), h, scratch->decision);
    if (model->per == NULL)
        add_columns(model, &vector, 0, model->n_outputs, scratch->decision);
    for (uint32_t h = 0; h < model->n_heads; h++) {
        const struct ordo_head *head = ordo_head_choose(model, h, fields);
        scratch->variant[h] =
            head->value == NULL ? ORDO_NONE : (uint32_t)(head - model->heads[h].variants);
        conclude(scratch, head, h, scratch->decision + model->heads[h].first_output);
    }
    *scores = (struct ordo_scores){scratch->decision, scratch->probability, scratch->label,
                                   scratch->estimate, scratch->variant};
    return 0;
}
