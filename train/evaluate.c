/* evaluate.c: for each head, all figures, then what else was asked for. */
#include "evaluate.h"
#include "deliver.h"
#include "mistakes.h"
#include "order.h"
#include "prediction_file.h"
#include "strings.h"
#include "tables.h"

#include <stdlib.h>
#include <string.h>

static int count_groups(const struct judged *judged, size_t *n_groups, struct ordo_error *error)
{
    uint32_t *dense = malloc((judged->n + 1) * sizeof *dense), n = ORDO_NONE;

    if (dense != NULL)
        n = bootstrap_groups(dense, judged->group, judged->n);
    free(dense);
    *n_groups = n;
    return n == ORDO_NONE ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}

static int slice_up(struct slices *slices, const struct judged *judged,
                    const struct predictions *predictions, const uint32_t *value, uint32_t n_values,
                    const struct evaluate_options *options, struct ordo_error *error)
{
    if (predictions == NULL)
        return slices_of_numbers(slices, judged->gold_value, judged->value, judged->group,
                                 judged->n, value, n_values, &options->slicing,
                                 &options->resampling, error);
    return slices_compute(slices, predictions, value, n_values, &options->slicing,
                          &options->resampling, error);
}

/* The table of one field of --by; predictions NULL: of numbers. */
static int add_slices(struct report *report, const struct judging *judging,
                      const struct judged *judged, const struct predictions *predictions,
                      const struct evaluate_options *options, size_t by, struct ordo_error *error)
{
    uint32_t *value = malloc((judged->n + 1) * sizeof *value);
    struct strings names = {0};
    struct slices slices;
    int result = value == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;

    for (size_t i = 0; result == 0 && i < judged->n; i++) {
        value[i] = strings_intern(&names, judging_by(judging, judged->row[i], by));
        if (value[i] == ORDO_NONE)
            result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    if (result == 0)
        result = slice_up(&slices, judged, predictions, value, names.n, options, error);
    if (result == 0) {
        tables_slices(report, options->judge.by[by], predictions == NULL, &slices,
                      (const char *const *)names.items, &options->slicing);
        slices_release(&slices);
    }
    free(value);
    strings_release(&names);
    return result;
}

/* What was asked for beyond the figures. */
static int add_details(struct report *report, const struct judging *judging,
                       const struct judged *judged, const struct predictions *predictions,
                       const struct evaluate_options *options, struct ordo_error *error)
{
    for (size_t by = 0; by < options->judge.n_by; by++)
        if (add_slices(report, judging, judged, predictions, options, by, error) != 0)
            return -1;
    return options->errors == 0 ? 0 : mistakes(report, judging, judged, options->errors, error);
}

static int find(struct findings *findings, const struct predictions *predictions,
                const struct resampling *resampling, struct ordo_error *error)
{
    memset(findings, 0, sizeof *findings);
    if (metrics_resample(&findings->metrics, predictions, resampling, error) != 0 ||
        ranking_compute(&findings->ranking, predictions, resampling, error) != 0 ||
        reliability_compute(&findings->reliability, predictions, resampling, error) != 0 ||
        abstention_compute(&findings->abstention, predictions, resampling, error) != 0)
        return -1;
    return 0;
}

static int add_classes(struct report *report, const struct judging *judging,
                       const struct judged *judged, const struct evaluate_options *options,
                       size_t n_groups, struct ordo_error *error)
{
    bool averaged[CLASSES_MAX] = {false};
    struct predictions predictions = {judged->n,     judged->n_classes,
                                      judged->gold,  judged->probability,
                                      judged->group, options->averaged == NULL ? NULL : averaged};
    struct findings findings;
    int result = options->averaged == NULL
                     ? 0
                     : order_choose(averaged, (const char *const *)judged->classes,
                                    judged->n_classes, options->averaged, judged->name, error);

    if (result != 0)
        return -1;
    result = find(&findings, &predictions, &options->resampling, error);
    if (result == 0)
        tables_head(report, judged, &findings, options->averaged, n_groups, options->all);
    metrics_release(&findings.metrics);
    ranking_release(&findings.ranking);
    reliability_release(&findings.reliability);
    abstention_release(&findings.abstention);
    if (result == 0)
        result = add_details(report, judging, judged, &predictions, options, error);
    if (result == 0 && (options->form == REPORT_JSON || options->curves != NULL))
        result = tables_curves(report, &predictions, judged->classes, error);
    return result;
}

static int add_values(struct report *report, const struct judging *judging,
                      const struct judged *judged, const struct evaluate_options *options,
                      size_t n_groups, struct ordo_error *error)
{
    struct regression regression;

    if (regression_compute(&regression, judged->gold_value, judged->value, judged->group, judged->n,
                           &options->resampling, error) != 0)
        return -1;
    tables_values(report, judged, &regression, n_groups);
    return add_details(report, judging, judged, NULL, options, error);
}

static int write_curves(const struct report *report, const char *path, struct ordo_error *error)
{
    struct json out = {0};

    if (report_curves(report, &out, error) != 0) {
        json_release(&out);
        return -1;
    }
    return deliver(path, &out, error);
}

static int run(struct report *report, const struct judging *judging,
               const struct evaluate_options *options, struct json *out, struct ordo_error *error)
{
    for (size_t j = 0; j < judging->n_judged; j++) {
        const struct judged *judged = &judging->judged[j];
        size_t n_groups;
        if (count_groups(judged, &n_groups, error) != 0)
            return -1;
        if (judged->of_values ? add_values(report, judging, judged, options, n_groups, error) != 0
                              : add_classes(report, judging, judged, options, n_groups, error) != 0)
            return -1;
    }
    /* files last: they appear only when nothing else can fail */
    if (report_write(report, options->form, out, error) != 0 ||
        (options->curves != NULL && write_curves(report, options->curves, error) != 0))
        return -1;
    return options->predictions == NULL
               ? 0
               : prediction_file_write(options->predictions, judging, error);
}

int evaluate(const struct evaluate_options *options, const struct talk *talk, struct json *out,
             size_t *n_bad, struct ordo_error *error)
{
    struct judging *judging = malloc(sizeof *judging);
    struct report report = {0};
    int result;

    if (judging == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    result = judge(judging, &options->judge, talk, error);
    *n_bad = judging->dataset.n_bad;
    if (result == 0)
        result = run(&report, judging, options, out, error);
    report_release(&report);
    judging_release(judging);
    free(judging);
    return result;
}
