/* reliability.c: reliability diagrams as numbers, the decomposition of the Brier score (Murphy
 * 1973, "A new vector partition of the probability score"), and calibration error over bins of
 * equal mass.
 */
#include "reliability.h"
#include "ranking.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct cell {
    double n, p, observed; /* sums */
};

struct binning {
    const struct predictions *predictions;
    struct point *points;
    uint8_t *bin;       /* [n][n_classes] */
    uint8_t *equal_bin; /* [n] of the label's probability, equal mass */
    struct cell *cells; /* [n_classes][RELIABILITY_BINS] */
};

enum { ADAPTIVE, RELIABILITY, RESOLUTION, UNCERTAINTY, WITHIN, N_OVERALL };

static void fill(const struct binning *binning, const uint32_t *weight, double *brier)
{
    uint32_t n_classes = binning->predictions->n_classes;

    memset(binning->cells, 0, (size_t)n_classes * RELIABILITY_BINS * sizeof *binning->cells);
    *brier = 0;
    for (size_t i = 0; i < binning->predictions->n; i++) {
        const double *p = binning->predictions->probability + i * n_classes;
        double w = weight[i];
        if (weight[i] == 0)
            continue;
        *brier += w * binning->points[i].brier;
        for (uint32_t k = 0; k < n_classes; k++) {
            struct cell *cell =
                &binning->cells[k * RELIABILITY_BINS + binning->bin[i * n_classes + k]];
            cell->n += w;
            cell->p += w * p[k];
            cell->observed += binning->points[i].gold == k ? w : 0;
        }
    }
}

static double adaptive(const struct binning *binning, const uint32_t *weight)
{
    double gap[ECE_BINS] = {0}, n = 0, sum = 0;

    for (size_t i = 0; i < binning->predictions->n; i++) {
        const struct point *point = &binning->points[i];
        gap[binning->equal_bin[i]] +=
            weight[i] * ((point->gold == point->label ? 1 : 0) - point->confidence);
        n += weight[i];
    }
    for (int b = 0; b < ECE_BINS; b++)
        sum += fabs(gap[b]);
    return sum / n;
}

/* values: N_OVERALL; then the observed share of every bin of every class. */
static void compute(void *context, const uint32_t *weight, double *values)
{
    const struct binning *binning = context;
    double brier, n = 0;

    fill(binning, weight, &brier);
    for (int b = 0; b < RELIABILITY_BINS; b++)
        n += binning->cells[b].n;
    memset(values, 0, N_OVERALL * sizeof *values);
    values[ADAPTIVE] = adaptive(binning, weight);
    for (uint32_t k = 0; k < binning->predictions->n_classes; k++) {
        const struct cell *cells = binning->cells + k * RELIABILITY_BINS;
        double share = 0;
        for (int b = 0; b < RELIABILITY_BINS; b++)
            share += cells[b].observed / n;
        values[UNCERTAINTY] += share * (1 - share);
        for (int b = 0; b < RELIABILITY_BINS; b++) {
            double observed = cells[b].observed / cells[b].n, p = cells[b].p / cells[b].n;
            values[N_OVERALL + k * RELIABILITY_BINS + (uint32_t)b] = observed; /* empty: NaN */
            if (cells[b].n == 0)
                continue;
            values[RELIABILITY] += cells[b].n / n * (p - observed) * (p - observed);
            values[RESOLUTION] += cells[b].n / n * (observed - share) * (observed - share);
        }
    }
    values[WITHIN] = brier / n - (values[RELIABILITY] - values[RESOLUTION] + values[UNCERTAINTY]);
}

/* As many rows in each bin as equal probabilities allow. */
static int equal_mass(struct binning *binning, struct ordo_error *error)
{
    size_t n = binning->predictions->n;
    uint32_t *order = malloc((n + 1) * sizeof *order);

    if (order == NULL || ranking_order(order, &binning->points[0].confidence,
                                       sizeof *binning->points / sizeof(double), n, error) != 0) {
        free(order);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    for (size_t i = 0; i < n; i++) {
        if (i > 0 &&
            binning->points[order[i]].confidence == binning->points[order[i - 1]].confidence)
            binning->equal_bin[order[i]] = binning->equal_bin[order[i - 1]];
        else
            binning->equal_bin[order[i]] = (uint8_t)(i * ECE_BINS / n);
    }
    free(order);
    return 0;
}

static int prepare(struct binning *binning, struct ordo_error *error)
{
    const struct predictions *predictions = binning->predictions;
    size_t n = predictions->n, n_classes = predictions->n_classes;

    binning->points = metrics_points(predictions);
    binning->bin = malloc(n * n_classes + 1);
    binning->equal_bin = malloc(n + 1);
    binning->cells = malloc(n_classes * RELIABILITY_BINS * sizeof *binning->cells);
    if (binning->points == NULL || binning->bin == NULL || binning->equal_bin == NULL ||
        binning->cells == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < n; i++) {
        const double *p = predictions->probability + i * n_classes;
        for (size_t k = 0; k < n_classes; k++)
            binning->bin[i * n_classes + k] =
                (uint8_t)(p[k] < 1 ? p[k] * RELIABILITY_BINS : RELIABILITY_BINS - 1);
    }
    return equal_mass(binning, error);
}

/* The cells hold the whole sample: bootstrap() computes it last. */
static int keep(struct reliability *reliability, const struct binning *binning,
                const struct figure *figures, struct ordo_error *error)
{
    size_t n = (size_t)reliability->n_classes * RELIABILITY_BINS;

    reliability->bins = malloc(n * sizeof *reliability->bins);
    if (reliability->bins == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t b = 0; b < n; b++) {
        const struct cell *cell = &binning->cells[b];
        reliability->bins[b] =
            (struct reliability_bin){(uint64_t)cell->n, cell->p / cell->n, figures[N_OVERALL + b]};
    }
    reliability->adaptive_ece = figures[ADAPTIVE];
    reliability->reliability = figures[RELIABILITY];
    reliability->resolution = figures[RESOLUTION];
    reliability->uncertainty = figures[UNCERTAINTY];
    reliability->within = figures[WITHIN];
    return 0;
}

int reliability_compute(struct reliability *reliability, const struct predictions *predictions,
                        const struct resampling *resampling, struct ordo_error *error)
{
    struct binning binning = {.predictions = predictions};
    size_t n_values = N_OVERALL + (size_t)predictions->n_classes * RELIABILITY_BINS;
    struct figure *figures = malloc(n_values * sizeof *figures);
    int result = figures == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                                 : prepare(&binning, error);

    memset(reliability, 0, sizeof *reliability);
    reliability->n_classes = predictions->n_classes;
    if (result == 0)
        result = bootstrap(figures, n_values, compute, &binning, predictions->n, predictions->group,
                           resampling, error);
    if (result == 0)
        result = keep(reliability, &binning, figures, error);
    free(binning.points);
    free(binning.bin);
    free(binning.equal_bin);
    free(binning.cells);
    free(figures);
    return result;
}

void reliability_release(struct reliability *reliability)
{
    free(reliability->bins);
    memset(reliability, 0, sizeof *reliability);
}
