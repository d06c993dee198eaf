/* trial_score.c: decision values of examples held out -> the metric with its interval. */
#include "trial.h"
#include "calibrate.h"
#include "offsets.h"

#include <math.h>
#include <stdlib.h>

/* What the labels are worth that the decision values give. */
struct judging {
    struct trials *trials;
    const struct candidate *candidate;
    const struct sample_head *head;
    struct trial *result;
    const double *decision, *moves;
    double *offsets, *log_p;
    uint32_t *gold, *predicted, *group; /* [n_repeats * head->n] */
    bool *averaged;
    size_t n;
};

static int label_by_offsets(struct judging *judging, struct ordo_error *error)
{
    const struct sample_head *head = judging->head;
    const struct sample *sample = judging->trials->sample;

    for (size_t i = 0; i < judging->n; i++) {
        size_t place = i / head->n * sample->n_folds + head->fold[i];
        judging->predicted[i] =
            offsets_label(judging->decision + i * sample_outputs(head),
                          judging->moves + place * head->n_classes, head->n_classes);
    }
    return offsets_choose(judging->offsets, judging->trials->options->criterion.kind,
                          judging->averaged, judging->gold, judging->decision, judging->n,
                          head->n_classes, error);
}

/* As a model labels: by calibrated probability. A temperature changes no label, so that it is
 * looked for only when the metric asks for probabilities. */
static int label_by_probability(struct judging *judging, struct ordo_error *error)
{
    const struct sample_head *head = judging->head;
    uint32_t k = head->n_classes, n_outputs = sample_outputs(head);
    struct ordo_head model = {.n_classes = k, .n_outputs = n_outputs};
    struct held_out held_out = {
        .head = &model, .decision = judging->decision, .class = judging->gold, .n = judging->n};
    struct calibration calibration = {0};
    double *p = malloc(k * sizeof *p);
    bool losses = judging->trials->options->criterion.kind == CRITERION_LOG_LOSS;
    int result = 0;

    if (p == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (k == 2 || losses) {
        result = calibrate(&calibration, &held_out,
                           k == 2 ? ORDO_CALIBRATION_PLATT : ORDO_CALIBRATION_TEMPERATURE,
                           ORDO_NONE, error);
        if (result == 0) {
            calibration_lend(&model, &calibration);
            judging->result->a = model.a[0];
            judging->result->b = model.b[0];
        }
    }
    for (size_t i = 0; result == 0 && i < judging->n; i++) {
        const double *decision = judging->decision + i * n_outputs;
        if (k > 2)
            judging->predicted[i] = offsets_label(decision, NULL, k);
        if (k > 2 && !losses)
            continue;
        ordo_head_probabilities(&model, decision, p);
        judging->log_p[i] = log(fmax(p[judging->gold[i]], 1e-15));
        if (k == 2)
            judging->predicted[i] = p[1] > p[0];
    }
    calibration_release(&calibration);
    free(p);
    return result;
}

/* As `fit` does: by the kind of calibration of least cross-validated log loss, fitted without the
 * example's fold. */
static int label_as_fit(struct judging *judging, struct ordo_error *error)
{
    const struct sample_head *head = judging->head;
    uint32_t k = head->n_classes;
    struct ordo_head model = {.n_classes = k, .n_outputs = sample_outputs(head)};
    struct held_out held_out = {.head = &model,
                                .decision = judging->decision,
                                .class = judging->gold,
                                .fold = head->fold,
                                .n = judging->n,
                                .n_folds = (uint32_t)judging->trials->sample->n_folds};
    enum ordo_calibration how;
    double loss[ORDO_CALIBRATION_ISOTONIC + 1];
    double *probability = malloc((judging->n * k + 1) * sizeof *probability);
    int result = probability == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;

    if (result == 0)
        result = calibrate_choose(&how, loss, &held_out, error);
    if (result == 0)
        result = calibrate_across(probability, NULL, &held_out, how, error);
    for (size_t i = 0; result == 0 && i < judging->n; i++) {
        const double *p = probability + i * k;
        judging->predicted[i] = 0;
        for (uint32_t c = 1; c < k; c++)
            if (p[c] > p[judging->predicted[i]])
                judging->predicted[i] = c;
        judging->log_p[i] = log(fmax(p[judging->gold[i]], 1e-15));
    }
    free(probability);
    return result;
}

static int judge(struct judging *judging, struct ordo_error *error)
{
    const struct sample_head *head = judging->head;
    const struct trial_options *options = judging->trials->options;
    struct judged judged = {judging->n,     head->n_classes, judging->gold,  judging->predicted,
                            judging->log_p, judging->group,  head->n_groups, judging->averaged};

    for (size_t i = 0; i < judging->n; i++) {
        judging->gold[i] = head->class[i % head->n];
        judging->group[i] = head->group[i % head->n];
    }
    judging->result->a = 1;
    if (criterion_classes(
            judging->averaged, &options->criterion,
            (const char *const *)judging->trials->sample->dataset->classes[head->label].items,
            head->n_classes, error) != 0)
        return -1;
    if ((judging->candidate->offsets ? label_by_offsets(judging, error)
         : options->as_fit           ? label_as_fit(judging, error)
                                     : label_by_probability(judging, error)) != 0)
        return -1;
    return criterion_score(&judging->result->score, options->criterion.kind, &judged,
                           options->bootstrap, options->seed, error);
}

int trial_score(void *context, size_t i, struct ordo_error *error)
{
    struct trials *trials = context;
    size_t n_heads = trials->sample->n_heads, c = i / n_heads, h = i % n_heads;
    size_t n_places = trials->sample->n_repeats * trials->sample->n_folds;
    const struct sample_head *head = &trials->sample->heads[h];
    struct judging judging = {
        .trials = trials,
        .candidate = &trials->candidates[c],
        .head = head,
        .result = &trials->results[i],
        .decision = trials->decision + c * trials->decision_stride + trials->decision_at[h],
        .moves = trials->moves + c * trials->moves_stride + trials->moves_at[h],
        .offsets = trials->offsets + c * trials->offsets_stride + trials->offsets_at[h],
        .n = trials->sample->n_repeats * head->n};
    int result;

    for (size_t p = 0; p < n_places; p++)
        judging.result->n_features += trials->features[i * n_places + p] / (double)n_places;
    judging.gold = malloc((3 * judging.n + 1) * sizeof *judging.gold);
    judging.log_p = malloc((judging.n + 1) * sizeof *judging.log_p);
    judging.averaged = malloc(head->n_classes * sizeof *judging.averaged);
    judging.predicted = judging.gold + judging.n;
    judging.group = judging.predicted + judging.n;
    result = judging.gold == NULL || judging.log_p == NULL || judging.averaged == NULL
                 ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                 : judge(&judging, error);
    free(judging.gold);
    free(judging.log_p);
    free(judging.averaged);
    return result;
}
