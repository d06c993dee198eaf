/* metrics.c: the figures of a tally, with intervals. */
#include "metrics.h"

#include <stdlib.h>
#include <string.h>

/* What a resample works on. */
struct measuring {
    const struct predictions *predictions;
    struct point *points; /* [n], what does not change between resamples */
    double *whole;        /* values of all examples; NULL: not known yet */
    struct tally tally;
};

struct point *metrics_points(const struct predictions *predictions)
{
    uint32_t n_classes = predictions->n_classes;
    struct point *points = malloc((predictions->n + 1) * sizeof *points);

    for (size_t i = 0; points != NULL && i < predictions->n; i++)
        points[i] = point_of(predictions->gold[i], ORDO_NONE,
                             predictions->probability + i * n_classes, n_classes);
    return points;
}

/* values: N_MEASURES; then precision, recall and F1 of each class. */
static void compute(void *context, const uint32_t *weight, double *values)
{
    struct measuring *measuring = context;
    const double *whole = measuring->whole == NULL ? NULL : measuring->whole + N_MEASURES;

    tally_clear(&measuring->tally);
    for (size_t i = 0; i < measuring->predictions->n; i++)
        if (weight[i] > 0)
            tally_add(&measuring->tally, &measuring->points[i], weight[i]);
    tally_measures(&measuring->tally, measuring->predictions->averaged, whole, values,
                   values + N_MEASURES);
}

static int allocate(struct measuring *measuring, struct metrics *metrics, struct figure **figures,
                    struct ordo_error *error)
{
    size_t k = measuring->predictions->n_classes;

    *figures = malloc((N_MEASURES + 3 * k) * sizeof **figures);
    measuring->points = metrics_points(measuring->predictions);
    metrics->precision = malloc(k * sizeof *metrics->precision);
    metrics->recall = malloc(k * sizeof *metrics->recall);
    metrics->f1 = malloc(k * sizeof *metrics->f1);
    metrics->confusion = malloc(k * k * sizeof *metrics->confusion);
    metrics->support = calloc(k, sizeof *metrics->support);
    if (*figures == NULL || measuring->points == NULL || metrics->precision == NULL ||
        metrics->recall == NULL || metrics->f1 == NULL || metrics->confusion == NULL ||
        metrics->support == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    return tally_init(&measuring->tally, (uint32_t)k, error);
}

/* The tally holds the whole sample: bootstrap() computes it last. */
static void keep(struct metrics *metrics, const struct measuring *measuring,
                 const struct figure *figures)
{
    const struct predictions *predictions = measuring->predictions;
    size_t k = predictions->n_classes;

    memcpy(metrics->measures, figures, N_MEASURES * sizeof *figures);
    for (size_t i = 0; i < k; i++) {
        metrics->precision[i] = figures[N_MEASURES + 3 * i];
        metrics->recall[i] = figures[N_MEASURES + 3 * i + 1];
        metrics->f1[i] = figures[N_MEASURES + 3 * i + 2];
    }
    memcpy(metrics->confusion, measuring->tally.confusion, k * k * sizeof *metrics->confusion);
    for (size_t i = 0; i < predictions->n; i++)
        metrics->support[predictions->gold[i]]++;
}

int metrics_resample(struct metrics *metrics, const struct predictions *predictions,
                     const struct resampling *resampling, struct ordo_error *error)
{
    struct measuring measuring = {.predictions = predictions};
    struct figure *figures = NULL;
    size_t n_classes = predictions->n_classes, n_values = N_MEASURES + 3 * n_classes;
    int result;

    memset(metrics, 0, sizeof *metrics);
    if (predictions->n == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no labelled examples to evaluate");
    if (n_classes > CLASSES_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d classes", CLASSES_MAX);
    metrics->n = predictions->n;
    metrics->n_classes = predictions->n_classes;
    result = allocate(&measuring, metrics, &figures, error);
    if (result == 0 &&
        (measuring.whole = bootstrap_whole(n_values, compute, &measuring, predictions->n)) == NULL)
        result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (result == 0)
        result = bootstrap(figures, n_values, compute, &measuring, predictions->n,
                           predictions->group, resampling, error);
    if (result == 0)
        keep(metrics, &measuring, figures);
    else
        metrics_release(metrics);
    tally_release(&measuring.tally);
    free(measuring.points);
    free(measuring.whole);
    free(figures);
    return result;
}

int metrics_compute(struct metrics *metrics, const struct predictions *predictions, size_t rounds,
                    uint64_t seed, struct ordo_error *error)
{
    struct resampling resampling = {rounds, seed, 0};

    return metrics_resample(metrics, predictions, &resampling, error);
}

uint32_t metrics_commonest(const struct metrics *metrics, double *accuracy, double *macro_f1)
{
    uint32_t commonest = 0, n_occurring = 0;

    for (uint32_t k = 0; k < metrics->n_classes; k++) {
        n_occurring += metrics->support[k] > 0;
        if (metrics->support[k] > metrics->support[commonest])
            commonest = k;
    }
    *accuracy = (double)metrics->support[commonest] / (double)metrics->n;
    *macro_f1 = 2 * *accuracy / (1 + *accuracy) / n_occurring;
    return commonest;
}

void metrics_release(struct metrics *metrics)
{
    free(metrics->precision);
    free(metrics->recall);
    free(metrics->f1);
    free(metrics->confusion);
    free(metrics->support);
    memset(metrics, 0, sizeof *metrics);
}
