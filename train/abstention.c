/* abstention.c: selective classification (El-Yaniv and Wiener 2010): a threshold on the label's
 * probability trades coverage for risk. */
#include "abstention.h"
#include "ranking.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double LEVELS[THRESHOLDS_MAX] = {0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99};

struct withholding {
    const struct predictions *predictions;
    struct point *points;
    uint32_t *order; /* rows by falling confidence */
    uint32_t *level; /* [n] thresholds from the first on that the row passes */
    size_t n_levels;
    double *counts; /* [n_levels + 1][n_classes + 1][3]: gold, predicted, both; last: the sum */
};

static double *count_of(const struct withholding *withholding, size_t level, uint32_t class)
{
    return withholding->counts + (level * (withholding->predictions->n_classes + 1) + class) * 3;
}

/* Mean over rows of the risk at each row's own coverage. */
static double area(const struct withholding *withholding, const uint32_t *weight)
{
    const struct point *points = withholding->points;
    const uint32_t *order = withholding->order;
    double covered = 0, wrong = 0, step = 0, sum = 0;

    for (size_t i = 0; i < withholding->predictions->n; i++) {
        const struct point *point = &points[order[i]];
        step += weight[order[i]];
        wrong += point->gold != point->label ? weight[order[i]] : 0;
        if (i + 1 < withholding->predictions->n &&
            points[order[i + 1]].confidence == point->confidence)
            continue; /* no threshold parts them */
        covered += step;
        sum += covered > 0 ? step * wrong / covered : 0;
        step = 0;
    }
    return sum / covered;
}

/* Counts of rows that pass exactly so many thresholds; then of at least so many. */
static void count(const struct withholding *withholding, const uint32_t *weight)
{
    uint32_t n_classes = withholding->predictions->n_classes;
    size_t size = 3 * ((size_t)n_classes + 1);

    memset(withholding->counts, 0, (withholding->n_levels + 1) * size * sizeof(double));
    for (size_t i = 0; i < withholding->predictions->n; i++) {
        const struct point *point = &withholding->points[i];
        size_t level = withholding->level[i];
        double w = weight[i], right = point->gold == point->label ? w : 0;
        count_of(withholding, level, point->gold)[0] += w;
        count_of(withholding, level, point->label)[1] += w;
        count_of(withholding, level, point->label)[2] += right;
        count_of(withholding, level, n_classes)[1] += w;
        count_of(withholding, level, n_classes)[2] += right;
    }
    for (size_t level = withholding->n_levels; level-- > 0;)
        for (size_t i = 0; i < size; i++)
            withholding->counts[level * size + i] += withholding->counts[(level + 1) * size + i];
}

/* values: area; then for each threshold coverage, accuracy, precision and recall of each class. */
static void compute(void *context, const uint32_t *weight, double *values)
{
    const struct withholding *withholding = context;
    uint32_t n_classes = withholding->predictions->n_classes;
    double total;

    count(withholding, weight);
    total = count_of(withholding, 0, n_classes)[1];
    *values++ = area(withholding, weight);
    for (size_t l = 1; l <= withholding->n_levels; l++) {
        const double *all = count_of(withholding, l, n_classes);
        *values++ = all[1] / total;
        *values++ = all[1] > 0 ? all[2] / all[1] : NAN;
        for (uint32_t k = 0; k < n_classes; k++) {
            const double *passed = count_of(withholding, l, k);
            double gold = count_of(withholding, 0, k)[0];
            *values++ = passed[1] > 0 ? passed[2] / passed[1] : NAN;
            *values++ = gold > 0 ? passed[2] / gold : NAN;
        }
    }
}

/* Chooses the thresholds that part rows. Returns 0 or -1. */
static int prepare(struct withholding *withholding, struct abstention *abstention,
                   struct ordo_error *error)
{
    const struct predictions *predictions = withholding->predictions;
    size_t n = predictions->n;
    double lowest = 1;

    withholding->points = metrics_points(predictions);
    withholding->order = malloc((n + 1) * sizeof *withholding->order);
    withholding->level = calloc(n + 1, sizeof *withholding->level);
    withholding->counts =
        malloc((THRESHOLDS_MAX + 1) * 3 * ((size_t)predictions->n_classes + 1) * sizeof(double));
    if (withholding->points == NULL || withholding->order == NULL || withholding->level == NULL ||
        withholding->counts == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < n; i++)
        lowest = fmin(lowest, withholding->points[i].confidence);
    for (size_t l = 0; l < THRESHOLDS_MAX; l++)
        if (l == 0 || LEVELS[l] > lowest)
            abstention->thresholds[withholding->n_levels++].at = LEVELS[l];
    for (size_t i = 0; i < n; i++)
        while (withholding->level[i] < withholding->n_levels &&
               withholding->points[i].confidence >=
                   abstention->thresholds[withholding->level[i]].at)
            withholding->level[i]++;
    return ranking_order(withholding->order, &withholding->points[0].confidence,
                         sizeof *withholding->points / sizeof(double), n, error);
}

/* Gives the figures their places. */
static void place(struct abstention *abstention)
{
    struct figure *figure = abstention->figures, *each;

    abstention->aurc = *figure++;
    each = figure + 2 * abstention->n_thresholds * (1 + (size_t)abstention->n_classes);
    for (size_t l = 0; l < abstention->n_thresholds; l++) {
        struct threshold *threshold = &abstention->thresholds[l];
        threshold->coverage = *figure++;
        threshold->accuracy = *figure++;
        threshold->precision = each;
        threshold->recall = each + abstention->n_classes;
        each += 2 * (size_t)abstention->n_classes;
        for (uint32_t k = 0; k < abstention->n_classes; k++) {
            threshold->precision[k] = *figure++;
            threshold->recall[k] = *figure++;
        }
    }
}

int abstention_compute(struct abstention *abstention, const struct predictions *predictions,
                       const struct resampling *resampling, struct ordo_error *error)
{
    struct withholding withholding = {.predictions = predictions};
    size_t n_values;
    int result;

    memset(abstention, 0, sizeof *abstention);
    abstention->n_classes = predictions->n_classes;
    result = prepare(&withholding, abstention, error);
    abstention->n_thresholds = withholding.n_levels;
    n_values = 1 + 2 * withholding.n_levels * (1 + (size_t)predictions->n_classes);
    if (result == 0)
        abstention->figures = malloc(2 * n_values * sizeof *abstention->figures);
    if (result == 0 && abstention->figures == NULL)
        result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (result == 0)
        result = bootstrap(abstention->figures, n_values, compute, &withholding, predictions->n,
                           predictions->group, resampling, error);
    if (result == 0)
        place(abstention);
    free(withholding.points);
    free(withholding.order);
    free(withholding.level);
    free(withholding.counts);
    if (result != 0)
        abstention_release(abstention);
    return result;
}

void abstention_release(struct abstention *abstention)
{
    free(abstention->figures);
    memset(abstention, 0, sizeof *abstention);
}

int abstention_curve(struct risk_point *points, size_t *n, const struct predictions *predictions,
                     struct ordo_error *error)
{
    struct withholding withholding = {.predictions = predictions};
    struct abstention unused = {0};
    double covered = 0, wrong = 0;
    int result = prepare(&withholding, &unused, error);

    *n = 0;
    for (size_t i = 0; result == 0 && i < predictions->n; i++) {
        const struct point *point = &withholding.points[withholding.order[i]];
        covered++;
        wrong += point->gold != point->label;
        if (i + 1 == predictions->n ||
            withholding.points[withholding.order[i + 1]].confidence < point->confidence)
            points[(*n)++] = (struct risk_point){point->confidence,
                                                 covered / (double)predictions->n, wrong / covered};
    }
    free(withholding.points);
    free(withholding.order);
    free(withholding.level);
    free(withholding.counts);
    return result;
}
