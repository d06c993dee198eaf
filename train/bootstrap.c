/* bootstrap.c: percentile bootstrap (Efron 1979) over groups: statements of one document or speaker
 * are not independent, and resampling them one by one would make the interval too narrow.
 *
 * A resample is a weight for each example, and a statistic is computed from weights. So sorting by
 * confidence, which ranking figures need, is done once and not in every round. */
#include "bootstrap.h"
#include "parallel.h"
#include "random.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS_A_TASK 16

struct drawing {
    statistic *compute;
    void *context;
    size_t n, n_values, rounds;
    uint64_t seed;
    uint32_t *group, n_groups; /* [n] from 0 without gaps */
    uint32_t *weight, *drawn;  /* [n]; [n_groups] */
    double *values, *samples;  /* [n_values]; shared with children */
};

uint64_t bootstrap_seed(uint64_t seed, size_t round)
{
    uint64_t state = seed;

    state = random_next(&state) + round;
    return random_next(&state);
}

uint32_t bootstrap_groups(uint32_t *dense, const uint32_t *group, size_t n)
{
    uint32_t highest = 0, n_groups = 0, *number;

    for (size_t i = 0; group == NULL && i < n; i++)
        dense[i] = (uint32_t)i;
    if (group == NULL)
        return (uint32_t)n;
    for (size_t i = 0; i < n; i++)
        highest = group[i] > highest ? group[i] : highest;
    number = calloc((size_t)highest + 1, sizeof *number);
    if (number == NULL)
        return ORDO_NONE;
    for (size_t i = 0; i < n; i++) {
        if (number[group[i]] == 0)
            number[group[i]] = ++n_groups;
        dense[i] = number[group[i]] - 1;
    }
    free(number);
    return n_groups;
}

static void one_round(const struct drawing *drawing, size_t round)
{
    uint64_t state = bootstrap_seed(drawing->seed, round);

    memset(drawing->drawn, 0, drawing->n_groups * sizeof *drawing->drawn);
    for (uint32_t g = 0; g < drawing->n_groups; g++)
        drawing->drawn[random_below(&state, drawing->n_groups)]++;
    for (size_t i = 0; i < drawing->n; i++)
        drawing->weight[i] = drawing->drawn[drawing->group[i]];
    drawing->compute(drawing->context, drawing->weight, drawing->values);
    for (size_t v = 0; v < drawing->n_values; v++)
        drawing->samples[v * drawing->rounds + round] = drawing->values[v];
}

static int some_rounds(void *context, size_t task, struct ordo_error *error)
{
    const struct drawing *drawing = context;

    (void)error;
    for (size_t r = task * ROUNDS_A_TASK; r < drawing->rounds && r < (task + 1) * ROUNDS_A_TASK;
         r++)
        one_round(drawing, r);
    return 0;
}

static int draw(struct drawing *drawing, const uint32_t *group, size_t processes,
                struct ordo_error *error)
{
    size_t n = drawing->n;

    drawing->group = malloc((n + 1) * sizeof *drawing->group);
    drawing->weight = malloc((n + 1) * sizeof *drawing->weight);
    drawing->drawn = malloc((n + 1) * sizeof *drawing->drawn);
    drawing->values = malloc((drawing->n_values + 1) * sizeof *drawing->values);
    if (drawing->group == NULL || drawing->weight == NULL || drawing->drawn == NULL ||
        drawing->values == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    drawing->n_groups = bootstrap_groups(drawing->group, group, n);
    if (drawing->n_groups == ORDO_NONE)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    return parallel_run((drawing->rounds + ROUNDS_A_TASK - 1) / ROUNDS_A_TASK, processes,
                        some_rounds, drawing, error);
}

int bootstrap_draw(double *samples, size_t n_values, statistic *compute, void *context, size_t n,
                   const uint32_t *group, const struct resampling *resampling,
                   struct ordo_error *error)
{
    struct drawing drawing = {.compute = compute,
                              .context = context,
                              .n = n,
                              .n_values = n_values,
                              .rounds = resampling->rounds,
                              .seed = resampling->seed};
    size_t size = n_values * resampling->rounds * sizeof *samples;
    int result;

    if (size == 0 || n == 0)
        return 0;
    drawing.samples = parallel_share(size);
    if (drawing.samples == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    result = draw(&drawing, group, resampling->processes, error);
    if (result == 0)
        memcpy(samples, drawing.samples, size);
    parallel_unshare(drawing.samples, size);
    free(drawing.group);
    free(drawing.weight);
    free(drawing.drawn);
    free(drawing.values);
    return result;
}

struct figure bootstrap_interval(double value, double *samples, size_t rounds)
{
    struct figure figure = {value, NAN, NAN};
    size_t n = 0;

    for (size_t r = 0; r < rounds; r++)
        if (!isnan(samples[r]))
            samples[n++] = samples[r];
    if (n == 0 || isnan(value))
        return figure;
    gsl_sort(samples, 1, n);
    figure.low = gsl_stats_quantile_from_sorted_data(samples, 1, n, 0.025);
    figure.high = gsl_stats_quantile_from_sorted_data(samples, 1, n, 0.975);
    return figure;
}

uint32_t *bootstrap_once(size_t n)
{
    uint32_t *once = malloc((n + 1) * sizeof *once);

    for (size_t i = 0; once != NULL && i < n; i++)
        once[i] = 1;
    return once;
}

double *bootstrap_whole(size_t n_values, statistic *compute, void *context, size_t n)
{
    double *values = malloc((n_values + 1) * sizeof *values);
    uint32_t *once = bootstrap_once(n);

    if (values != NULL && once != NULL) {
        compute(context, once, values);
    } else {
        free(values);
        values = NULL;
    }
    free(once);
    return values;
}

int bootstrap(struct figure *figures, size_t n_values, statistic *compute, void *context, size_t n,
              const uint32_t *group, const struct resampling *resampling, struct ordo_error *error)
{
    size_t rounds = resampling->rounds;
    double *samples = malloc((n_values * rounds + 1) * sizeof *samples);
    double *values = NULL;
    int result = samples == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                                 : bootstrap_draw(samples, n_values, compute, context, n, group,
                                                  resampling, error);

    if (result == 0 && (values = bootstrap_whole(n_values, compute, context, n)) == NULL)
        result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t v = 0; result == 0 && v < n_values; v++)
        figures[v] = bootstrap_interval(values[v], samples + v * rounds, rounds);
    free(samples);
    free(values);
    return result;
}
