/* regression.c: Spearman's rho is Pearson's r of ranks, equal values sharing the mean of theirs. In
 * a resample the ranks are those of the resample. */
#include "regression.h"
#include "ranking.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct measure_name REGRESSION_MEASURES[N_REGRESSION] = {
    [PEARSON] = {"pearson", "Pearson's r", false},
    [SPEARMAN] = {"spearman", "Spearman's rho", false},
    [MAE] = {"mae", "mean absolute error", true},
    [RMSE] = {"rmse", "root mean squared error", true}};

struct pairs {
    const double *value[2]; /* gold, predicted */
    uint32_t *order[2];     /* rows by falling value */
    double *rank[2];
    size_t n;
};

/* Weighted mean, from the first value that counts on: the mean of equal values is theirs exactly.
 */
static double mean(const double *x, const uint32_t *weight, size_t n)
{
    double sum = 0, apart = 0, first = 0;

    for (size_t i = 0; i < n; i++) {
        first = sum == 0 ? x[i] : first;
        sum += weight[i];
        apart += weight[i] * (x[i] - first);
    }
    return first + apart / sum;
}

static double correlation(const double *x, const double *y, const uint32_t *weight, size_t n)
{
    double mean_x = mean(x, weight, n), mean_y = mean(y, weight, n), xx = 0, yy = 0, xy = 0;

    for (size_t i = 0; i < n; i++) {
        xx += weight[i] * (x[i] - mean_x) * (x[i] - mean_x);
        yy += weight[i] * (y[i] - mean_y) * (y[i] - mean_y);
        xy += weight[i] * (x[i] - mean_x) * (y[i] - mean_y);
    }
    return xx > 0 && yy > 0 ? xy / sqrt(xx) / sqrt(yy) : NAN;
}

static void set_ranks(const struct pairs *pairs, int side, const uint32_t *weight)
{
    const uint32_t *order = pairs->order[side];
    const double *value = pairs->value[side];
    double before = 0;

    for (size_t first = 0, end; first < pairs->n; first = end) {
        double tied = 0;
        for (end = first; end < pairs->n && value[order[end]] == value[order[first]]; end++)
            tied += weight[order[end]];
        for (size_t i = first; i < end; i++)
            pairs->rank[side][order[i]] = before + (tied + 1) / 2;
        before += tied;
    }
}

static void compute(void *context, const uint32_t *weight, double *values)
{
    const struct pairs *pairs = context;
    double sum = 0, absolute = 0, squared = 0;

    set_ranks(pairs, 0, weight);
    set_ranks(pairs, 1, weight);
    for (size_t i = 0; i < pairs->n; i++) {
        double miss = pairs->value[1][i] - pairs->value[0][i];
        sum += weight[i];
        absolute += weight[i] * fabs(miss);
        squared += weight[i] * miss * miss;
    }
    values[PEARSON] = correlation(pairs->value[0], pairs->value[1], weight, pairs->n);
    values[SPEARMAN] = correlation(pairs->rank[0], pairs->rank[1], weight, pairs->n);
    values[MAE] = absolute / sum;
    values[RMSE] = sqrt(squared / sum);
}

static int prepare(struct pairs *pairs, const double *gold, const double *predicted, size_t n,
                   struct ordo_error *error)
{
    *pairs = (struct pairs){.value = {gold, predicted}, .n = n};
    for (int side = 0; side < 2; side++) {
        pairs->order[side] = malloc((n + 1) * sizeof **pairs->order);
        pairs->rank[side] = malloc((n + 1) * sizeof **pairs->rank);
        if (pairs->order[side] == NULL || pairs->rank[side] == NULL)
            return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        if (ranking_order(pairs->order[side], pairs->value[side], 1, n, error) != 0)
            return -1;
    }
    return 0;
}

static void release(struct pairs *pairs)
{
    for (int side = 0; side < 2; side++) {
        free(pairs->order[side]);
        free(pairs->rank[side]);
    }
}

int regression_compute(struct regression *regression, const double *gold, const double *predicted,
                       const uint32_t *group, size_t n, const struct resampling *resampling,
                       struct ordo_error *error)
{
    struct pairs pairs;
    int result;

    memset(regression, 0, sizeof *regression);
    if (n == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no labelled examples to evaluate");
    regression->n = n;
    result = prepare(&pairs, gold, predicted, n, error);
    if (result == 0)
        result = bootstrap(regression->measures, N_REGRESSION, compute, &pairs, n, group,
                           resampling, error);
    release(&pairs);
    return result;
}

int regression_draw(double *samples, double *measures, const double *gold, const double *predicted,
                    const uint32_t *group, size_t n, const struct resampling *resampling,
                    struct ordo_error *error)
{
    struct pairs pairs;
    int result = prepare(&pairs, gold, predicted, n, error);

    if (result == 0)
        result =
            bootstrap_draw(samples, N_REGRESSION, compute, &pairs, n, group, resampling, error);
    if (result == 0)
        result = regression_measures(measures, gold, predicted, n, error);
    release(&pairs);
    return result;
}

int regression_measures(double *measures, const double *gold, const double *predicted, size_t n,
                        struct ordo_error *error)
{
    struct resampling none = {0, 0, 0};
    struct regression regression;

    if (regression_compute(&regression, gold, predicted, NULL, n, &none, error) != 0)
        return -1;
    for (size_t m = 0; m < N_REGRESSION; m++)
        measures[m] = regression.measures[m].value;
    return 0;
}
