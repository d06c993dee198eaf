/* tables.c: which figures stand in which table, and what they are called. */
#include "tables.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void title_of(char *title, size_t size, const struct judged *judged, size_t n_groups)
{
    if (n_groups < judged->n)
        snprintf(title, size, "%s: %zu examples in %zu groups", judged->name, judged->n, n_groups);
    else
        snprintf(title, size, "%s: %zu examples", judged->name, judged->n);
}

/* Figures of the head as a whole, in the order of the report. */
struct row {
    const char *key, *title;
    const struct figure *figure;
};

static void measures(struct row *rows, size_t *n, const struct metrics *metrics, enum measure first,
                     enum measure last)
{
    for (size_t m = first; m <= last; m++)
        rows[(*n)++] = (struct row){MEASURES[m].key, MEASURES[m].title, &metrics->measures[m]};
}

static size_t overall_rows(struct row *rows, const struct judged *judged,
                           const struct findings *findings, const char *averaged)
{
    const struct metrics *metrics = &findings->metrics;
    const struct reliability *reliability = &findings->reliability;
    const struct row brier[] = {{"brier_reliability", "  reliability", &reliability->reliability},
                                {"brier_resolution", "  resolution", &reliability->resolution},
                                {"brier_uncertainty", "  uncertainty", &reliability->uncertainty},
                                {"brier_within", "  within bins", &reliability->within}};
    const struct row ranks[] = {
        {"adaptive_ece", "  in bins of equal mass", &reliability->adaptive_ece},
        {"mean_average_precision", "mean average precision",
         &findings->ranking.mean_average_precision},
        {"mean_auc", "mean ROC AUC", &findings->ranking.mean_auc},
        {"aurc", "area under risk-coverage", &findings->abstention.aurc}};
    size_t n = 0;

    measures(rows, &n, metrics, ACCURACY, MACRO_F1);
    if (averaged != NULL)
        measures(rows, &n, metrics, MEAN_F1, MEAN_F1);
    measures(rows, &n, metrics, BALANCED_ACCURACY, KAPPA);
    if (judged->ordered && judged->n_classes > 2) /* of two classes it is Cohen's */
        measures(rows, &n, metrics, WEIGHTED_KAPPA, WEIGHTED_KAPPA);
    measures(rows, &n, metrics, MCC, BRIER);
    for (size_t i = 0; i < sizeof brier / sizeof *brier; i++)
        rows[n++] = brier[i];
    measures(rows, &n, metrics, ECE, ECE);
    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++)
        rows[n++] = ranks[i];
    return n;
}

/* A table of counts, which the title tells in text, and figures. */
static void overall(struct report *report, const struct judged *judged, const struct row *rows,
                    size_t n, size_t n_groups)
{
    struct report_column columns[N_MEASURES + 16] = {
        {"unknown_labels", NULL}, {"examples", NULL}, {"groups", NULL}};
    char title[160];

    for (size_t i = 0; i < n; i++)
        columns[3 + i] = (struct report_column){rows[i].key, rows[i].title};
    title_of(title, sizeof title, judged, n_groups);
    report_section(report, judged->name);
    if (judged->n_unknown > 0)
        report_note(report, "%zu more left out, whose label %s: %s", judged->n_unknown,
                    judged->of_values ? "is no number" : "the head does not know", judged->unknown);
    if (judged->learnt)
        report_note(report,
                    "it learned from these very rows: the figures do not tell how good it is on "
                    "others");
    report_table_of(report, TABLE_FIGURES, "overall", title, columns, 3 + n, NULL, 0);
    report_count(report, judged->n_unknown);
    report_count(report, judged->n);
    report_count(report, n_groups);
    for (size_t i = 0; i < n; i++)
        report_figure(report, rows[i].figure);
    if (n_groups < GROUPS_ENOUGH)
        report_note(report, "with %zu %s alone, intervals are too narrow", n_groups,
                    n_groups < judged->n ? "groups" : "examples");
}

static void by_class(struct report *report, const struct judged *judged,
                     const struct findings *findings)
{
    static const struct report_column columns[] = {{"class", "class"},
                                                   {"examples", "examples"},
                                                   {"precision", "precision"},
                                                   {"recall", "recall"},
                                                   {"f1", "F1"}};
    static const struct report_column ranks[] = {
        {"class", "class"}, {"average_precision", "average precision"}, {"auc", "ROC AUC"}};
    const struct metrics *metrics = &findings->metrics;

    report_table(report, TABLE_KEYED, "classes", "by class", columns, 5);
    for (uint32_t k = 0; k < judged->n_classes; k++) {
        report_text(report, judged->classes[k]);
        report_count(report, metrics->support[k]);
        report_figure(report, &metrics->precision[k]);
        report_figure(report, &metrics->recall[k]);
        report_figure(report, &metrics->f1[k]);
    }
    report_table(report, TABLE_KEYED, "ranking", "by probability of the class", ranks, 3);
    for (uint32_t k = 0; k < judged->n_classes; k++) {
        report_text(report, judged->classes[k]);
        report_figure(report, &findings->ranking.average_precision[k]);
        report_figure(report, &findings->ranking.auc[k]);
    }
}

static void confusion(struct report *report, const struct judged *judged,
                      const struct metrics *metrics)
{
    static const struct report_column first = {"gold", ""};
    uint32_t n = judged->n_classes;

    report_table_of(report, TABLE_MATRIX, "confusion", "confusion (rows gold, columns predicted)",
                    &first, 1, judged->classes, n);
    for (uint32_t g = 0; g < n; g++) {
        report_text(report, judged->classes[g]);
        for (uint32_t p = 0; p < n; p++)
            report_count(report, metrics->confusion[(size_t)g * n + p]);
    }
}

static void thresholds(struct report *report, const struct judged *judged,
                       const struct abstention *abstention, bool all)
{
    static const struct report_column columns[] = {
        {"threshold", "threshold"}, {"coverage", "coverage"}, {"accuracy", "accuracy"}};
    static const struct report_column each[] = {{"threshold", "threshold"},
                                                {"class", "class"},
                                                {"precision", "precision"},
                                                {"recall", "recall"}};

    report_table(report, TABLE_LIST, "thresholds",
                 "labels with a probability of at least the threshold", columns, 3);
    for (size_t t = 0; t < abstention->n_thresholds; t++) {
        const struct threshold *threshold = &abstention->thresholds[t];
        report_number(report, threshold->at);
        report_figure(report, &threshold->coverage);
        report_figure(report, &threshold->accuracy);
    }
    report_table(report, TABLE_LIST, "threshold_classes",
                 all ? "the same by class (rows without a label are not recalled)" : "", each, 4);
    for (size_t t = 0; t < abstention->n_thresholds; t++)
        for (uint32_t k = 0; k < judged->n_classes; k++) {
            report_number(report, abstention->thresholds[t].at);
            report_text(report, judged->classes[k]);
            report_figure(report, &abstention->thresholds[t].precision[k]);
            report_figure(report, &abstention->thresholds[t].recall[k]);
        }
}

static void reliability(struct report *report, const struct judged *judged,
                        const struct reliability *found, bool all)
{
    static const struct report_column columns[] = {
        {"class", "class"},       {"from", "p from"},   {"to", "to"},
        {"examples", "examples"}, {"mean_p", "mean p"}, {"observed", "observed share"}};

    report_table(report, TABLE_LIST, "reliability",
                 all ? "reliability: predicted probability and what came of it" : "", columns, 6);
    for (uint32_t k = 0; k < judged->n_classes; k++)
        for (int b = 0; b < RELIABILITY_BINS; b++) {
            const struct reliability_bin *bin = &found->bins[k * RELIABILITY_BINS + (uint32_t)b];
            if (bin->n == 0)
                continue;
            report_text(report, judged->classes[k]);
            report_number(report, (double)b / RELIABILITY_BINS);
            report_number(report, (double)(b + 1) / RELIABILITY_BINS);
            report_count(report, bin->n);
            report_number(report, bin->mean_p);
            report_figure(report, &bin->observed);
        }
}

void tables_head(struct report *report, const struct judged *judged,
                 const struct findings *findings, const char *averaged, size_t n_groups, bool all)
{
    struct row rows[N_MEASURES + 13];
    double accuracy, macro_f1;
    uint32_t commonest;

    overall(report, judged, rows, overall_rows(rows, judged, findings, averaged), n_groups);
    commonest = metrics_commonest(&findings->metrics, &accuracy, &macro_f1);
    report_note(report, "always answering '%s' would have accuracy %.4f and macro-F1 %.4f",
                judged->classes[commonest], accuracy, macro_f1);
    if (averaged != NULL)
        report_note(report, "mean F1 is of the classes %s", averaged);
    by_class(report, judged, findings);
    confusion(report, judged, &findings->metrics);
    thresholds(report, judged, &findings->abstention, all);
    reliability(report, judged, &findings->reliability, all);
}

void tables_values(struct report *report, const struct judged *judged,
                   const struct regression *regression, size_t n_groups)
{
    struct row rows[N_REGRESSION];

    for (size_t m = 0; m < N_REGRESSION; m++)
        rows[m] = (struct row){REGRESSION_MEASURES[m].key, REGRESSION_MEASURES[m].title,
                               &regression->measures[m]};
    overall(report, judged, rows, N_REGRESSION, n_groups);
}

static const char *verdict(const struct slice *slice)
{
    if (isnan(slice->p))
        return slice->value == ORDO_NONE ? "too rare to test" : "not testable";
    if (slice->p_adjusted > 0.05)
        return "";
    return slice->worse_by > 0 ? "worse than the rest" : "better than the rest";
}

/* Columns of slices of classes, and of numbers. */
static const struct report_column OF_CLASSES[] = {{"value", "value"},
                                                  {"n", "n"},
                                                  {"groups", "groups"},
                                                  {"accuracy", "accuracy"},
                                                  {"macro_f1", "macro-F1"},
                                                  {"difference", "accuracy - rest"},
                                                  {"p", "p"},
                                                  {"p_holm", "p, Holm"},
                                                  {"verdict", ""}};
static const struct report_column OF_NUMBERS[] = {{"value", "value"},
                                                  {"n", "n"},
                                                  {"groups", "groups"},
                                                  {"mae", "mean absolute error"},
                                                  {"mean_error", "mean error"},
                                                  {"difference", "absolute error - rest"},
                                                  {"p", "p"},
                                                  {"p_holm", "p, Holm"},
                                                  {"verdict", ""}};

void tables_slices(struct report *report, const char *field, bool of_values,
                   const struct slices *slices, const char *const *names,
                   const struct slicing *slicing)
{
    char text[512], name[512];
    size_t n_worse = 0, n_better = 0;

    snprintf(text, sizeof text, "by %s", field);
    snprintf(name, sizeof name, "by_%s", field);
    report_table(report, TABLE_LIST, name, text, of_values ? OF_NUMBERS : OF_CLASSES, 9);
    for (size_t s = 0; s < slices->n; s++) {
        const struct slice *slice = &slices->items[s];
        bool differs = slice->p_adjusted <= 0.05; /* not of NaN */
        snprintf(text, sizeof text, "(%u with n < %zu)", slice->n_values, slicing->least);
        report_text(report, slice->value == ORDO_NONE        ? text
                            : names[slice->value][0] == '\0' ? "(none)"
                                                             : names[slice->value]);
        report_count(report, slice->n);
        report_count(report, slice->n_groups);
        report_figure(report, &slice->score);
        report_figure(report, &slice->detail);
        report_figure(report, &slice->difference);
        report_number(report, slice->p);
        report_number(report, slice->p_adjusted);
        report_text(report, verdict(slice));
        n_worse += differs && slice->worse_by > 0;
        n_better += differs && slice->worse_by < 0;
    }
    report_note(report,
                "%s differs from the rest beyond chance (p after Holm at most 0.05) for %zu values "
                "of %s: %zu worse, %zu better",
                of_values ? "absolute error" : "accuracy", n_worse + n_better, field, n_worse,
                n_better);
}

static int precision_recall(struct report *report, const struct predictions *predictions,
                            const char *const *classes, struct ordo_error *error)
{
    static const struct report_column columns[] = {{"class", NULL},
                                                   {"threshold", NULL},
                                                   {"precision", NULL},
                                                   {"recall", NULL},
                                                   {"false_positive_rate", NULL}};
    struct pr_point *points = malloc((predictions->n + 1) * sizeof *points);
    size_t n;

    if (points == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    report_table(report, TABLE_CURVE, "precision_recall", "", columns, 5);
    for (uint32_t k = 0; k < predictions->n_classes; k++) {
        if (ranking_curve(points, &n, predictions, k, error) != 0) {
            free(points);
            return -1;
        }
        for (size_t i = 0; i < n; i++) {
            report_text(report, classes[k]);
            report_number(report, points[i].threshold);
            report_number(report, points[i].precision);
            report_number(report, points[i].recall);
            report_number(report, points[i].false_positive_rate);
        }
    }
    free(points);
    return 0;
}

int tables_curves(struct report *report, const struct predictions *predictions,
                  const char *const *classes, struct ordo_error *error)
{
    static const struct report_column columns[] = {
        {"threshold", NULL}, {"coverage", NULL}, {"risk", NULL}};
    struct risk_point *points = malloc((predictions->n + 1) * sizeof *points);
    size_t n;

    if (points == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (precision_recall(report, predictions, classes, error) != 0 ||
        abstention_curve(points, &n, predictions, error) != 0) {
        free(points);
        return -1;
    }
    report_table(report, TABLE_CURVE, "risk_coverage", "", columns, 3);
    for (size_t i = 0; i < n; i++) {
        report_number(report, points[i].threshold);
        report_number(report, points[i].coverage);
        report_number(report, points[i].risk);
    }
    free(points);
    return 0;
}
