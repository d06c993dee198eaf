/* metrics.c: figures and their intervals.
 *
 * Percentile bootstrap (Efron 1979) over groups: statements of one document or speaker are not
 * independent, and resampling them one by one would make the interval too narrow. */
#include "metrics.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ACCURACY, MACRO_F1, MEAN_F1, LOG_LOSS, BRIER, ECE, N_OVERALL };

/* What each example contributes, computed once. */
struct point {
    uint32_t gold, label, bin;
    double confidence, log_loss, brier;
};

/* Sums over a resample; all figures follow from them. */
struct sums {
    uint64_t *confusion; /* [n_classes][n_classes] */
    uint64_t n;
    double log_loss, brier;
    double bin_confidence[ECE_BINS];
    uint64_t bin_n[ECE_BINS], bin_right[ECE_BINS];
};

static void make_points(struct point *points, const struct predictions *predictions)
{
    uint32_t n_classes = predictions->n_classes;

    for (size_t i = 0; i < predictions->n; i++) {
        const double *p = predictions->probability + i * n_classes;
        struct point *point = &points[i];
        double gold_p;
        *point = (struct point){predictions->gold[i], 0, 0, 0, 0, 0};
        for (uint32_t k = 0; k < n_classes; k++) {
            double miss = (k == point->gold ? 1 : 0) - p[k];
            point->brier += miss * miss;
            if (p[k] > p[point->label])
                point->label = k;
        }
        gold_p = p[point->gold];
        point->log_loss = -log(gold_p > 1e-15 ? gold_p : 1e-15);
        point->confidence = p[point->label];
        point->bin = (uint32_t)(point->confidence * ECE_BINS);
        if (point->bin >= ECE_BINS)
            point->bin = ECE_BINS - 1;
    }
}

static void clear(struct sums *sums, uint32_t n_classes)
{
    uint64_t *confusion = sums->confusion;

    memset(confusion, 0, (size_t)n_classes * n_classes * sizeof *confusion);
    memset(sums, 0, sizeof *sums);
    sums->confusion = confusion;
}

static void add(struct sums *sums, const struct point *point, uint32_t n_classes)
{
    sums->confusion[(size_t)point->gold * n_classes + point->label]++;
    sums->n++;
    sums->log_loss += point->log_loss;
    sums->brier += point->brier;
    sums->bin_n[point->bin]++;
    sums->bin_confidence[point->bin] += point->confidence;
    sums->bin_right[point->bin] += point->gold == point->label;
}

/* Precision, recall and F1 of a class; 0 where undefined. Returns whether the class occurs at all.
 */
static bool class_figures(const struct sums *sums, uint32_t n_classes, uint32_t k, double out[3])
{
    uint64_t gold = 0, label = 0, both = sums->confusion[(size_t)k * n_classes + k];

    for (uint32_t j = 0; j < n_classes; j++) {
        gold += sums->confusion[(size_t)k * n_classes + j];
        label += sums->confusion[(size_t)j * n_classes + k];
    }
    out[0] = label > 0 ? (double)both / (double)label : 0;
    out[1] = gold > 0 ? (double)both / (double)gold : 0;
    out[2] = gold + label > 0 ? 2.0 * (double)both / (double)(gold + label) : 0;
    return gold + label > 0;
}

/* All figures of one resample: N_OVERALL, then three for each class. */
static void compute(const struct sums *sums, const struct predictions *predictions, double *out)
{
    uint32_t n_classes = predictions->n_classes, n_macro = 0, n_mean = 0;
    uint64_t right = 0;
    double n = (double)sums->n, gap = 0;

    memset(out, 0, (N_OVERALL + 3 * (size_t)n_classes) * sizeof *out);
    for (uint32_t k = 0; k < n_classes; k++) {
        double *figures = out + N_OVERALL + 3 * (size_t)k;
        bool occurs = class_figures(sums, n_classes, k, figures);
        right += sums->confusion[(size_t)k * n_classes + k];
        if (occurs) {
            out[MACRO_F1] += figures[2];
            n_macro++;
        }
        if (predictions->averaged == NULL ? occurs : predictions->averaged[k]) {
            out[MEAN_F1] += figures[2];
            n_mean++;
        }
    }
    for (int bin = 0; bin < ECE_BINS; bin++)
        gap += fabs((double)sums->bin_right[bin] - sums->bin_confidence[bin]);
    out[ACCURACY] = (double)right / n;
    out[MACRO_F1] /= n_macro > 0 ? n_macro : 1;
    out[MEAN_F1] /= n_mean > 0 ? n_mean : 1;
    out[LOG_LOSS] = sums->log_loss / n;
    out[BRIER] = sums->brier / n;
    out[ECE] = gap / n;
}

/* Examples in the order of their groups: group g is members[start[g]] .. members[start[g + 1]]. */
struct groups {
    uint32_t *start, *members;
    uint32_t n;
};

static int make_groups(struct groups *groups, const struct predictions *predictions,
                       struct ordo_error *error)
{
    uint32_t highest = 0, n = 0;

    for (size_t i = 0; i < predictions->n; i++)
        highest = predictions->group[i] > highest ? predictions->group[i] : highest;
    groups->start = calloc((size_t)highest + 2, sizeof *groups->start);
    groups->members = malloc(predictions->n * sizeof *groups->members);
    if (groups->start == NULL || groups->members == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < predictions->n; i++)
        groups->start[predictions->group[i] + 1]++;
    for (uint32_t g = 0; g <= highest; g++)
        groups->start[g + 1] += groups->start[g];
    for (size_t i = predictions->n; i-- > 0;)
        groups->members[--groups->start[predictions->group[i] + 1]] = (uint32_t)i;
    /* start[g + 1] now holds the beginning of g; close the gaps of groups without examples */
    for (uint32_t g = 0; g <= highest; g++) {
        uint32_t end = g < highest ? groups->start[g + 2] : (uint32_t)predictions->n;
        if (end > groups->start[g + 1])
            groups->start[n++] = groups->start[g + 1];
    }
    groups->start[n] = (uint32_t)predictions->n;
    groups->n = n;
    return 0;
}

static void resample(struct sums *sums, const struct groups *groups, const struct point *points,
                     uint32_t n_classes, gsl_rng *rng)
{
    clear(sums, n_classes);
    for (uint32_t g = 0; g < groups->n; g++) {
        uint32_t drawn = (uint32_t)gsl_rng_uniform_int(rng, groups->n);
        for (uint32_t m = groups->start[drawn]; m < groups->start[drawn + 1]; m++)
            add(sums, &points[groups->members[m]], n_classes);
    }
}

static void set_interval(struct figure *figure, double value, double *samples, size_t rounds)
{
    *figure = (struct figure){value, NAN, NAN};
    if (rounds == 0)
        return;
    gsl_sort(samples, 1, rounds);
    figure->low = gsl_stats_quantile_from_sorted_data(samples, 1, rounds, 0.025);
    figure->high = gsl_stats_quantile_from_sorted_data(samples, 1, rounds, 0.975);
}

/* samples: [figure][round]. */
static void set_figures(struct metrics *metrics, const double *values, double *samples,
                        size_t rounds)
{
    struct figure *overall[N_OVERALL] = {&metrics->accuracy, &metrics->macro_f1, &metrics->mean_f1,
                                         &metrics->log_loss, &metrics->brier,    &metrics->ece};

    for (int i = 0; i < N_OVERALL; i++)
        set_interval(overall[i], values[i], samples + (size_t)i * rounds, rounds);
    for (uint32_t k = 0; k < metrics->n_classes; k++) {
        struct figure *each[3] = {&metrics->precision[k], &metrics->recall[k], &metrics->f1[k]};
        for (size_t i = 0; i < 3; i++) {
            size_t at = N_OVERALL + 3 * (size_t)k + i;
            set_interval(each[i], values[at], samples + at * rounds, rounds);
        }
    }
}

/* Working memory of one computation. */
struct work {
    struct point *points;
    struct groups groups;
    struct sums sums;
    double *values, *samples;
    gsl_rng *rng;
};

static void release_work(struct work *work)
{
    free(work->points);
    free(work->groups.start);
    free(work->groups.members);
    free(work->sums.confusion);
    free(work->values);
    free(work->samples);
    gsl_rng_free(work->rng);
}

static int allocate(struct work *work, struct metrics *metrics,
                    const struct predictions *predictions, size_t rounds, struct ordo_error *error)
{
    size_t k = predictions->n_classes, n_figures = N_OVERALL + 3 * k;

    work->points = malloc(predictions->n * sizeof *work->points);
    work->sums.confusion = malloc(k * k * sizeof *work->sums.confusion);
    work->values = malloc(n_figures * sizeof *work->values);
    work->samples = malloc((n_figures * rounds + 1) * sizeof *work->samples);
    work->rng = gsl_rng_alloc(gsl_rng_mt19937);
    metrics->precision = malloc(k * sizeof *metrics->precision);
    metrics->recall = malloc(k * sizeof *metrics->recall);
    metrics->f1 = malloc(k * sizeof *metrics->f1);
    metrics->confusion = malloc(k * k * sizeof *metrics->confusion);
    metrics->support = calloc(k, sizeof *metrics->support);
    if (work->points == NULL || work->sums.confusion == NULL || work->values == NULL ||
        work->samples == NULL || work->rng == NULL || metrics->precision == NULL ||
        metrics->recall == NULL || metrics->f1 == NULL || metrics->confusion == NULL ||
        metrics->support == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    return make_groups(&work->groups, predictions, error);
}

int metrics_compute(struct metrics *metrics, const struct predictions *predictions, size_t rounds,
                    uint64_t seed, struct ordo_error *error)
{
    struct work work = {0};
    size_t k = predictions->n_classes, n_figures = N_OVERALL + 3 * k;

    memset(metrics, 0, sizeof *metrics);
    if (predictions->n == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no labelled examples to evaluate");
    gsl_set_error_handler_off();
    metrics->n = predictions->n;
    metrics->n_classes = predictions->n_classes;
    if (allocate(&work, metrics, predictions, rounds, error) != 0) {
        release_work(&work);
        metrics_release(metrics);
        return -1;
    }
    make_points(work.points, predictions);
    gsl_rng_set(work.rng, (unsigned long)seed);
    for (size_t r = 0; r < rounds; r++) {
        resample(&work.sums, &work.groups, work.points, predictions->n_classes, work.rng);
        compute(&work.sums, predictions, work.values);
        for (size_t i = 0; i < n_figures; i++)
            work.samples[i * rounds + r] = work.values[i];
    }
    clear(&work.sums, predictions->n_classes);
    for (size_t i = 0; i < predictions->n; i++) {
        add(&work.sums, &work.points[i], predictions->n_classes);
        metrics->support[predictions->gold[i]]++;
    }
    compute(&work.sums, predictions, work.values);
    memcpy(metrics->confusion, work.sums.confusion, k * k * sizeof *metrics->confusion);
    set_figures(metrics, work.values, work.samples, rounds);
    release_work(&work);
    return 0;
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
