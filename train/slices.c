/* slices.c: accuracy and macro-F1 of parts of the data, and whether a part differs from the rest.
 *
 * The difference of two accuracies is held against its standard error by groups: each group adds
 * its examples' residuals to the difference, and the sum of their squares is the variance (Liang
 * and Zeger 1986; with a group for each example this is Welch's). It is at least that of the
 * chi-square test of two proportions, which a part where all is right has, too. The statistic goes
 * by t with the part's groups minus one degrees of freedom.
 */
#include "slices.h"
#include "multiple.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct cutting {
    const struct predictions *predictions;
    struct point *points;
    uint32_t *part; /* [n] slice of the example */
    uint32_t *group, n_groups;
    size_t n_parts;
    uint64_t *counts; /* [n_parts][n_classes][3]: gold, predicted, both */
    double *share;    /* [n_groups] of the difference */
};

static void count(const struct cutting *cutting, const uint32_t *weight)
{
    size_t n_classes = cutting->predictions->n_classes;

    memset(cutting->counts, 0, cutting->n_parts * n_classes * 3 * sizeof *cutting->counts);
    for (size_t i = 0; i < cutting->predictions->n; i++) {
        const struct point *point = &cutting->points[i];
        uint64_t *counts = cutting->counts + cutting->part[i] * n_classes * 3;
        counts[3 * (size_t)point->gold] += weight[i];
        counts[3 * (size_t)point->label + 1] += weight[i];
        counts[3 * (size_t)point->gold + 2] += point->gold == point->label ? weight[i] : 0;
    }
}

/* Rows and right ones of a part; its macro-F1. */
static double macro_f1(const struct cutting *cutting, size_t part, double *n, double *right)
{
    size_t n_classes = cutting->predictions->n_classes;
    const uint64_t *counts = cutting->counts + part * n_classes * 3;
    double sum = 0, occurring = 0;

    *n = *right = 0;
    for (size_t k = 0; k < n_classes; k++) {
        double gold = (double)counts[3 * k], label = (double)counts[3 * k + 1];
        double both = (double)counts[3 * k + 2];
        *n += gold;
        *right += both;
        sum += gold + label > 0 ? 2 * both / (gold + label) : 0;
        occurring += gold + label > 0;
    }
    return occurring > 0 ? sum / occurring : NAN;
}

/* values: accuracy, macro-F1 and difference of each part; NaN where nothing of it was drawn. */
static void compute(void *context, const uint32_t *weight, double *values)
{
    const struct cutting *cutting = context;
    double n, right, all = 0, all_right = 0;

    count(cutting, weight);
    for (size_t s = 0; s < cutting->n_parts; s++) {
        macro_f1(cutting, s, &n, &right);
        all += n;
        all_right += right;
    }
    for (size_t s = 0; s < cutting->n_parts; s++) {
        values[3 * s + 1] = macro_f1(cutting, s, &n, &right);
        values[3 * s] = right / n;
        values[3 * s + 2] = right / n - (all_right - right) / (all - n);
    }
}

/* p of the hypothesis that a part's accuracy is that of the rest. */
static double test(const struct cutting *cutting, uint32_t part, const struct slice *slice)
{
    double n[2] = {0, 0}, right[2] = {0, 0}; /* the rest, here */
    double variance = 0, least, all, groups = cutting->n_groups;

    for (size_t i = 0; i < cutting->predictions->n; i++) {
        bool here = cutting->part[i] == part;
        n[here]++;
        right[here] += cutting->points[i].gold == cutting->points[i].label;
    }
    if (slice->n_groups < 2 || n[0] == 0)
        return NAN;
    memset(cutting->share, 0, cutting->n_groups * sizeof *cutting->share);
    for (size_t i = 0; i < cutting->predictions->n; i++) {
        bool here = cutting->part[i] == part;
        double residual =
            (cutting->points[i].gold == cutting->points[i].label ? 1 : 0) - right[here] / n[here];
        cutting->share[cutting->group[i]] += (here ? residual : -residual) / n[here];
    }
    for (uint32_t g = 0; g < cutting->n_groups; g++)
        variance += cutting->share[g] * cutting->share[g];
    variance *= groups / (groups - 1);
    all = (right[0] + right[1]) / (n[0] + n[1]);
    least = all * (1 - all) * (1 / n[0] + 1 / n[1]);
    variance = variance > least ? variance : least;
    return variance > 0 ? 2 * gsl_cdf_tdist_Q(fabs(slice->difference.value) / sqrt(variance),
                                              slice->n_groups - 1)
                        : NAN; /* all are right, or none */
}

static void count_groups(const struct cutting *cutting, struct slice *slice, uint32_t part)
{
    memset(cutting->share, 0, cutting->n_groups * sizeof *cutting->share);
    for (size_t i = 0; i < cutting->predictions->n; i++)
        if (cutting->part[i] == part && cutting->share[cutting->group[i]] == 0) {
            cutting->share[cutting->group[i]] = 1;
            slice->n_groups++;
        }
}

/* Numbers the parts: frequent values in their order, then all rare ones as one. */
static int cut(struct cutting *cutting, struct slices *slices, const uint32_t *value,
               uint32_t n_values, size_t least, struct ordo_error *error)
{
    size_t n = cutting->predictions->n;
    size_t *rows = calloc((size_t)n_values + 1, sizeof *rows);
    uint32_t *part = malloc(((size_t)n_values + 1) * sizeof *part);
    struct slice rare = {.value = ORDO_NONE};

    slices->items = calloc((size_t)n_values + 1, sizeof *slices->items);
    if (rows == NULL || part == NULL || slices->items == NULL) {
        free(rows);
        free(part);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    for (size_t i = 0; i < n; i++)
        rows[value[i]]++;
    for (uint32_t v = 0; v < n_values; v++) {
        part[v] = ORDO_NONE;
        if (rows[v] > 0 && rows[v] >= least) {
            part[v] = (uint32_t)slices->n;
            slices->items[slices->n++] = (struct slice){.value = v, .n_values = 1, .n = rows[v]};
        } else if (rows[v] > 0) {
            rare.n_values++;
            rare.n += rows[v];
        }
    }
    for (size_t i = 0; i < n; i++)
        cutting->part[i] = part[value[i]] != ORDO_NONE ? part[value[i]] : (uint32_t)slices->n;
    if (rare.n > 0)
        slices->items[slices->n++] = rare;
    cutting->n_parts = slices->n;
    free(rows);
    free(part);
    return 0;
}

static int prepare(struct cutting *cutting, struct ordo_error *error)
{
    const struct predictions *predictions = cutting->predictions;
    size_t n = predictions->n;

    cutting->points = metrics_points(predictions);
    cutting->part = malloc((n + 1) * sizeof *cutting->part);
    cutting->group = malloc((n + 1) * sizeof *cutting->group);
    cutting->share = malloc((n + 1) * sizeof *cutting->share);
    if (cutting->points == NULL || cutting->part == NULL || cutting->group == NULL ||
        cutting->share == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    cutting->n_groups = bootstrap_groups(cutting->group, predictions->group, n);
    return cutting->n_groups == ORDO_NONE ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}

static int by_size(const void *a, const void *b)
{
    const struct slice *x = a, *y = b;

    if ((x->value == ORDO_NONE) != (y->value == ORDO_NONE))
        return x->value == ORDO_NONE ? 1 : -1;
    if (x->n != y->n)
        return x->n < y->n ? 1 : -1;
    return x->value < y->value ? -1 : x->value > y->value;
}

static int by_difference(const void *a, const void *b)
{
    const struct slice *x = a, *y = b;

    if (x->value == ORDO_NONE || y->value == ORDO_NONE ||
        !(x->difference.value < y->difference.value || x->difference.value > y->difference.value))
        return by_size(a, b);
    return x->difference.value < y->difference.value ? -1 : 1;
}

/* Figures, tests and their adjustment; figures: [n_parts][3]. */
static int fill(struct slices *slices, const struct cutting *cutting, const struct figure *figures,
                struct ordo_error *error)
{
    double *p = malloc((slices->n + 1) * 2 * sizeof *p);

    if (p == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t s = 0; s < slices->n; s++) {
        struct slice *slice = &slices->items[s];
        slice->accuracy = figures[3 * s];
        slice->macro_f1 = figures[3 * s + 1];
        slice->difference = figures[3 * s + 2];
        count_groups(cutting, slice, (uint32_t)s);
        slice->p = slice->value == ORDO_NONE ? NAN : test(cutting, (uint32_t)s, slice);
        p[s] = slice->p;
    }
    if (multiple_holm(p + slices->n, p, slices->n, error) != 0) {
        free(p);
        return -1;
    }
    for (size_t s = 0; s < slices->n; s++)
        slices->items[s].p_adjusted = p[slices->n + s];
    free(p);
    return 0;
}

int slices_compute(struct slices *slices, const struct predictions *predictions,
                   const uint32_t *value, uint32_t n_values, const struct slicing *slicing,
                   const struct resampling *resampling, struct ordo_error *error)
{
    struct cutting cutting = {.predictions = predictions};
    struct figure *figures = NULL;
    int result = prepare(&cutting, error);

    memset(slices, 0, sizeof *slices);
    if (result == 0)
        result = cut(&cutting, slices, value, n_values, slicing->least, error);
    if (result == 0) {
        cutting.counts =
            malloc((cutting.n_parts * predictions->n_classes * 3 + 1) * sizeof *cutting.counts);
        figures = malloc((cutting.n_parts * 3 + 1) * sizeof *figures);
        if (cutting.counts == NULL || figures == NULL)
            result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    if (result == 0)
        result = bootstrap(figures, 3 * cutting.n_parts, compute, &cutting, predictions->n,
                           predictions->group, resampling, error);
    if (result == 0)
        result = fill(slices, &cutting, figures, error);
    if (result == 0)
        qsort(slices->items, slices->n, sizeof *slices->items,
              slicing->worst_first ? by_difference : by_size);
    else
        slices_release(slices);
    free(cutting.points);
    free(cutting.part);
    free(cutting.group);
    free(cutting.share);
    free(cutting.counts);
    free(figures);
    return result;
}

void slices_release(struct slices *slices)
{
    free(slices->items);
    memset(slices, 0, sizeof *slices);
}
