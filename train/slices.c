/* slices.c: scores of parts of the data, and whether a part differs from the rest.
 *
 * The difference of two mean scores is held against its standard error by groups: each group adds
 * its examples' residuals to the difference, and the sum of their squares is the variance (Liang
 * and Zeger 1986; with a group for each example this is Welch's). It is at least what the examples'
 * scores as a whole would give if they were independent, for right and wrong the chi-square test of
 * two proportions: a part where all is right has a variance, too. The statistic goes by t with the
 * part's groups minus one degrees of freedom. */
#include "slices.h"
#include "multiple.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct sums {
    double n, score, miss;
};

struct cutting {
    size_t n;
    const struct point *points; /* [n]; NULL: numbers */
    uint32_t n_classes;
    double *score;  /* [n] 1 where right, 0 where wrong; of numbers the absolute error */
    double *miss;   /* [n] of numbers: predicted minus gold */
    uint32_t *part; /* [n] slice of the example */
    uint32_t *group, n_groups;
    size_t n_parts;
    struct sums *sums; /* [n_parts] */
    uint64_t *counts;  /* [n_parts][n_classes][3]: gold, predicted, both */
    double *f1;        /* [n_parts][n_classes] in all examples; NaN where undefined */
    double *share;     /* [n_groups] of the difference */
};

static void count(const struct cutting *cutting, const uint32_t *weight)
{
    memset(cutting->sums, 0, cutting->n_parts * sizeof *cutting->sums);
    memset(cutting->counts, 0, cutting->n_parts * cutting->n_classes * 3 * sizeof *cutting->counts);
    for (size_t i = 0; i < cutting->n; i++) {
        struct sums *sums = &cutting->sums[cutting->part[i]];
        uint64_t *counts;
        sums->n += weight[i];
        sums->score += weight[i] * cutting->score[i];
        if (cutting->points == NULL) {
            sums->miss += weight[i] * cutting->miss[i];
            continue;
        }
        counts = cutting->counts + (size_t)cutting->part[i] * cutting->n_classes * 3;
        counts[3 * (size_t)cutting->points[i].gold] += weight[i];
        counts[3 * (size_t)cutting->points[i].label + 1] += weight[i];
        if (cutting->points[i].gold == cutting->points[i].label)
            counts[3 * (size_t)cutting->points[i].gold + 2] += weight[i];
    }
}

static double f1_of(const uint64_t *counts)
{
    return 2 * (double)counts[2] / (double)(counts[0] + counts[1]);
}

/* Over the classes that the part has in all examples, as tally_measures does it. */
static double macro_f1(const struct cutting *cutting, size_t part)
{
    const uint64_t *counts = cutting->counts + part * cutting->n_classes * 3;
    const double *whole = cutting->f1 + part * cutting->n_classes;
    double sum = 0, occurring = 0;

    for (size_t k = 0; k < cutting->n_classes; k++) {
        double f1 = f1_of(counts + 3 * k);
        sum += isnan(whole[k]) ? 0 : isnan(f1) ? whole[k] : f1;
        occurring += !isnan(whole[k]);
    }
    return occurring > 0 ? sum / occurring : NAN;
}

static int find_f1(struct cutting *cutting, struct ordo_error *error)
{
    size_t n = cutting->n_parts * cutting->n_classes;
    uint32_t *once = bootstrap_once(cutting->n);

    if (once == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    count(cutting, once);
    free(once);
    for (size_t i = 0; i < n; i++)
        cutting->f1[i] = f1_of(cutting->counts + 3 * i);
    return 0;
}

/* values: score, detail and difference of each part; NaN where nothing of it was drawn. */
static void compute(void *context, const uint32_t *weight, double *values)
{
    const struct cutting *cutting = context;
    double all = 0, all_score = 0;

    count(cutting, weight);
    for (size_t s = 0; s < cutting->n_parts; s++) {
        all += cutting->sums[s].n;
        all_score += cutting->sums[s].score;
    }
    for (size_t s = 0; s < cutting->n_parts; s++) {
        const struct sums *sums = &cutting->sums[s];
        values[3 * s] = sums->score / sums->n;
        values[3 * s + 1] =
            cutting->points == NULL || sums->n == 0 ? sums->miss / sums->n : macro_f1(cutting, s);
        values[3 * s + 2] = sums->score / sums->n - (all_score - sums->score) / (all - sums->n);
    }
}

/* p of the hypothesis that a part's mean score is that of the rest. */
static double test(const struct cutting *cutting, uint32_t part, const struct slice *slice)
{
    double n[2] = {0, 0}, mean[2] = {0, 0}; /* the rest, here */
    double sum = 0, squares = 0, variance = 0, least, groups = cutting->n_groups;

    for (size_t i = 0; i < cutting->n; i++) {
        bool here = cutting->part[i] == part;
        n[here]++;
        mean[here] += cutting->score[i];
        sum += cutting->score[i];
        squares += cutting->score[i] * cutting->score[i];
    }
    if (slice->n_groups < 2 || n[0] == 0)
        return NAN;
    mean[0] /= n[0];
    mean[1] /= n[1];
    memset(cutting->share, 0, cutting->n_groups * sizeof *cutting->share);
    for (size_t i = 0; i < cutting->n; i++) {
        bool here = cutting->part[i] == part;
        double residual = cutting->score[i] - mean[here];
        cutting->share[cutting->group[i]] += (here ? residual : -residual) / n[here];
    }
    for (uint32_t g = 0; g < cutting->n_groups; g++)
        variance += cutting->share[g] * cutting->share[g];
    variance *= groups / (groups - 1);
    sum /= n[0] + n[1];
    least = (squares / (n[0] + n[1]) - sum * sum) * (1 / n[0] + 1 / n[1]);
    variance = variance > least ? variance : least;
    return variance > 1e-15 ? 2 * gsl_cdf_tdist_Q(fabs(slice->difference.value) / sqrt(variance),
                                                  slice->n_groups - 1)
                            : NAN;
}

static void count_groups(const struct cutting *cutting, struct slice *slice, uint32_t part)
{
    memset(cutting->share, 0, cutting->n_groups * sizeof *cutting->share);
    for (size_t i = 0; i < cutting->n; i++)
        if (cutting->part[i] == part && cutting->share[cutting->group[i]] == 0) {
            cutting->share[cutting->group[i]] = 1;
            slice->n_groups++;
        }
}

/* Numbers the parts: frequent values in their order, then all rare ones as one. */
static int cut(struct cutting *cutting, struct slices *slices, const uint32_t *value,
               uint32_t n_values, size_t least, struct ordo_error *error)
{
    size_t n = cutting->n;
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

static int prepare(struct cutting *cutting, const uint32_t *group, struct ordo_error *error)
{
    size_t n = cutting->n;

    cutting->score = malloc((n + 1) * sizeof *cutting->score);
    cutting->miss = malloc((n + 1) * sizeof *cutting->miss);
    cutting->part = malloc((n + 1) * sizeof *cutting->part);
    cutting->group = malloc((n + 1) * sizeof *cutting->group);
    cutting->share = malloc((n + 1) * sizeof *cutting->share);
    if (cutting->score == NULL || cutting->miss == NULL || cutting->part == NULL ||
        cutting->group == NULL || cutting->share == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    cutting->n_groups = bootstrap_groups(cutting->group, group, n);
    return cutting->n_groups == ORDO_NONE ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}

static void release(struct cutting *cutting)
{
    free(cutting->score);
    free(cutting->miss);
    free(cutting->part);
    free(cutting->group);
    free(cutting->share);
    free(cutting->sums);
    free(cutting->counts);
    free(cutting->f1);
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

static int by_worse(const void *a, const void *b)
{
    const struct slice *x = a, *y = b;

    if (x->value == ORDO_NONE || y->value == ORDO_NONE ||
        !(x->worse_by < y->worse_by || x->worse_by > y->worse_by))
        return by_size(a, b);
    return x->worse_by > y->worse_by ? -1 : 1;
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
        slice->score = figures[3 * s];
        slice->detail = figures[3 * s + 1];
        slice->difference = figures[3 * s + 2];
        slice->worse_by =
            cutting->points == NULL ? slice->difference.value : -slice->difference.value;
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

/* Cuts, once the scores are there. */
static int slice_up(struct slices *slices, struct cutting *cutting, const uint32_t *value,
                    uint32_t n_values, const struct slicing *slicing,
                    const struct resampling *resampling, struct ordo_error *error)
{
    struct figure *figures = NULL;
    int result = cut(cutting, slices, value, n_values, slicing->least, error);

    if (result == 0) {
        cutting->sums = malloc((cutting->n_parts + 1) * sizeof *cutting->sums);
        cutting->counts =
            malloc((cutting->n_parts * cutting->n_classes * 3 + 1) * sizeof *cutting->counts);
        cutting->f1 = malloc((cutting->n_parts * cutting->n_classes + 1) * sizeof *cutting->f1);
        figures = malloc((cutting->n_parts * 3 + 1) * sizeof *figures);
        result = cutting->sums == NULL || cutting->counts == NULL || cutting->f1 == NULL ||
                         figures == NULL
                     ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                     : find_f1(cutting, error);
    }
    if (result == 0)
        result = bootstrap(figures, 3 * cutting->n_parts, compute, cutting, cutting->n,
                           cutting->group, resampling, error);
    if (result == 0)
        result = fill(slices, cutting, figures, error);
    if (result == 0)
        qsort(slices->items, slices->n, sizeof *slices->items,
              slicing->worst_first ? by_worse : by_size);
    else
        slices_release(slices);
    free(figures);
    return result;
}

int slices_compute(struct slices *slices, const struct predictions *predictions,
                   const uint32_t *value, uint32_t n_values, const struct slicing *slicing,
                   const struct resampling *resampling, struct ordo_error *error)
{
    struct point *points = metrics_points(predictions);
    struct cutting cutting = {
        .n = predictions->n, .points = points, .n_classes = predictions->n_classes};
    int result = prepare(&cutting, predictions->group, error);

    memset(slices, 0, sizeof *slices);
    if (points == NULL)
        result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; result == 0 && i < cutting.n; i++)
        cutting.score[i] = points[i].gold == points[i].label ? 1 : 0;
    if (result == 0)
        result = slice_up(slices, &cutting, value, n_values, slicing, resampling, error);
    release(&cutting);
    free(points);
    return result;
}

int slices_of_numbers(struct slices *slices, const double *gold, const double *predicted,
                      const uint32_t *group, size_t n, const uint32_t *value, uint32_t n_values,
                      const struct slicing *slicing, const struct resampling *resampling,
                      struct ordo_error *error)
{
    struct cutting cutting = {.n = n};
    int result = prepare(&cutting, group, error);

    memset(slices, 0, sizeof *slices);
    for (size_t i = 0; result == 0 && i < n; i++) {
        cutting.miss[i] = predicted[i] - gold[i];
        cutting.score[i] = fabs(cutting.miss[i]);
    }
    if (result == 0)
        result = slice_up(slices, &cutting, value, n_values, slicing, resampling, error);
    release(&cutting);
    return result;
}

void slices_release(struct slices *slices)
{
    free(slices->items);
    memset(slices, 0, sizeof *slices);
}
