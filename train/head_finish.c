/* head_finish.c: weights and decision values of examples held out -> bias, calibration, figures.
 *
 * The model's calibration is fitted to all decision values. The figures come from calibrations that
 * did not see the example's fold, so that nothing is judged by what it was fitted to. */
#include "lesson.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The offset of an output's decision value. */
static double offset_of(const struct head_options *options, uint32_t n_outputs, uint32_t k)
{
    if (options->n_offsets == 0)
        return 0;
    return n_outputs == 1 ? options->offsets[1] - options->offsets[0] : options->offsets[k];
}

static int set_bias(struct fitted_head *head, const struct fit_options *options, size_t which,
                    uint32_t n_features, struct ordo_error *error)
{
    uint32_t n_outputs = head->head.n_outputs;
    size_t n_columns = head->weights_size / sizeof *head->weights / n_outputs;
    struct lesson lesson;

    if (lesson_init(&lesson, head, options, which, SIZE_MAX, NULL, error) != 0)
        return -1;
    for (uint32_t k = 0; k < n_outputs; k++) {
        double offset = offset_of(&options->heads[which], n_outputs, k);
        head->bias[k] = offset + lesson_center(&lesson);
        if (n_columns > n_features)
            head->bias[k] += head->weights[k * n_columns + n_features] * options->bias;
        for (size_t i = 0; i < head->n; i++)
            head->decision[i * n_outputs + k] += offset;
    }
    lesson_release(&lesson);
    return 0;
}

static struct held_out held_out_of(const struct fitted_head *head,
                                   const struct fit_options *options)
{
    return (struct held_out){.head = &head->head,
                             .decision = head->decision,
                             .class = head->class,
                             .target = head->target,
                             .fold = head->fold,
                             .n = head->n,
                             .n_folds = (uint32_t)options->n_folds};
}

static int choose_calibration(enum ordo_calibration *how, struct fitted_head *head,
                              const struct fit_options *options, size_t which,
                              struct ordo_error *error)
{
    struct held_out held_out = held_out_of(head, options);

    *how = ORDO_CALIBRATION_NONE;
    if (head->head.kind == ORDO_HEAD_ORDERED)
        *how = ORDO_CALIBRATION_THRESHOLDS;
    else if (options->n_folds == 0)
        return 0;
    else if (head->head.kind == ORDO_HEAD_VALUE)
        *how = ORDO_CALIBRATION_RESIDUALS;
    else if (options->calibration >= 0)
        *how = (enum ordo_calibration)options->calibration;
    else if (options->heads[which].n_offsets > 0)
        *how = ORDO_CALIBRATION_TEMPERATURE; /* keeps the order that the offsets make */
    else
        return calibrate_choose(how, head->loss, NULL, &held_out, error);
    return 0;
}

static int fit_calibration(struct fitted_head *head, const struct fit_options *options,
                           size_t which, struct ordo_error *error)
{
    struct held_out held_out = held_out_of(head, options);
    enum ordo_calibration how;

    if (choose_calibration(&how, head, options, which, error) != 0 ||
        calibrate(&head->calibration, &held_out, how, ORDO_NONE, error) != 0)
        return -1;
    calibration_lend(&head->head, &head->calibration);
    return 0;
}

/* Probabilities or estimates of a head's examples, all from other folds. */
struct outcome {
    double *probability; /* [n][n_classes] */
    struct ordo_estimate *estimate;
    double *value;
};

static void release_outcome(struct outcome *outcome)
{
    free(outcome->probability);
    free(outcome->estimate);
    free(outcome->value);
}

static int find_outcome(struct outcome *outcome, const struct fitted_head *head,
                        const struct fit_options *options, struct ordo_error *error)
{
    struct held_out held_out = held_out_of(head, options);
    bool values = head->head.kind == ORDO_HEAD_VALUE;
    enum ordo_calibration how = values ? ORDO_CALIBRATION_RESIDUALS : head->calibration.how;

    memset(outcome, 0, sizeof *outcome);
    outcome->probability =
        malloc((head->n + 1) * ((size_t)head->head.n_classes + 1) * sizeof(double));
    outcome->estimate = malloc((head->n + 1) * sizeof *outcome->estimate);
    outcome->value = malloc((head->n + 1) * sizeof *outcome->value);
    if (outcome->probability == NULL || outcome->estimate == NULL || outcome->value == NULL) {
        release_outcome(outcome);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    if (calibrate_across(values ? NULL : outcome->probability, values ? outcome->estimate : NULL,
                         &held_out, how, error) != 0) {
        release_outcome(outcome);
        return -1;
    }
    return 0;
}

/* Figures of values. */
static int measure_values(struct regression *regression, double *coverage,
                          const struct fitted_head *head, const struct fit_options *options,
                          struct outcome *outcome, struct ordo_error *error)
{
    struct resampling resampling = {options->bootstrap, options->seed, 0};
    double within = 0, known = 0;

    for (size_t i = 0; i < head->n; i++) {
        const struct ordo_estimate *estimate = &outcome->estimate[i];
        outcome->value[i] = estimate->value;
        known += !isnan(estimate->low);
        within += estimate->low <= head->target[i] && head->target[i] <= estimate->high;
    }
    *coverage = known > 0 ? within / known : (double)NAN;
    return regression_compute(regression, head->target, outcome->value, head->group, head->n,
                              &resampling, error);
}

static int measure_classes(struct metrics *metrics, const struct fitted_head *head,
                           const struct fit_options *options, const struct outcome *outcome,
                           struct ordo_error *error)
{
    struct predictions predictions = {
        head->n, head->head.n_classes, head->class, outcome->probability, head->group, NULL};

    return metrics_compute(metrics, &predictions, options->bootstrap, options->seed, error);
}

static int measure_outcome(struct fitted_head *head, const struct fit_options *options,
                           struct outcome *outcome, bool pooled, struct ordo_error *error)
{
    double coverage;

    if (head->head.kind != ORDO_HEAD_VALUE)
        return measure_classes(pooled ? &head->pooled : &head->metrics, head, options, outcome,
                               error);
    return measure_values(pooled ? &head->pooled_regression : &head->regression,
                          pooled ? &coverage : &head->coverage, head, options, outcome, error);
}

/* Puts a variant's outcome in the place of the whole's. */
static void take_over(struct outcome *whole, const struct outcome *own,
                      const struct fitted_head *variant)
{
    uint32_t n_classes = variant->head.n_classes;

    for (size_t i = 0; i < variant->n; i++) {
        size_t to = variant->place[i];
        if (variant->head.kind == ORDO_HEAD_VALUE)
            whole->estimate[to] = own->estimate[i];
        else
            memcpy(whole->probability + to * n_classes, own->probability + i * n_classes,
                   n_classes * sizeof(double));
    }
}

static int measure(struct fitted_head *head, const struct fit_options *options,
                   struct ordo_error *error)
{
    struct outcome outcome;
    int result = find_outcome(&outcome, head, options, error);

    if (result != 0)
        return -1;
    if (head->n_variants > 0)
        result = measure_outcome(head, options, &outcome, true, error);
    for (size_t v = 0; result == 0 && v < head->n_variants; v++) {
        struct fitted_head *variant = &head->variants[v];
        struct outcome own;
        result = find_outcome(&own, variant, options, error);
        if (result == 0) {
            take_over(&outcome, &own, variant);
            result = measure_outcome(variant, options, &own, false, error);
            release_outcome(&own);
        }
        variant->has_metrics = result == 0;
    }
    if (result == 0)
        result = measure_outcome(head, options, &outcome, false, error);
    head->has_metrics = result == 0;
    release_outcome(&outcome);
    return result;
}

int head_finish(struct fitted_head *head, const struct fit_options *options, size_t which,
                uint32_t n_features, struct ordo_error *error)
{
    if (set_bias(head, options, which, n_features, error) != 0 ||
        fit_calibration(head, options, which, error) != 0)
        return -1;
    for (size_t v = 0; v < head->n_variants; v++) {
        struct fitted_head *variant = &head->variants[v];
        if (set_bias(variant, options, which, n_features, error) != 0 ||
            fit_calibration(variant, options, which, error) != 0)
            return -1;
        head->variant_heads[v] = variant->head;
    }
    head->head.variants = head->variant_heads;
    head->head.n_variants = (uint32_t)head->n_variants;
    return options->n_folds == 0 ? 0 : measure(head, options, error);
}
