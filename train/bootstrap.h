/* bootstrap.h: a statistic of examples -> its 95 % interval. */
#ifndef ORDO_BOOTSTRAP_H
#define ORDO_BOOTSTRAP_H

#include "../lib/ordo.h"

#define GROUPS_ENOUGH 20 /* with fewer, intervals are too narrow, and reports say so */

/* A figure with its 95 % percentile bootstrap interval; NaN where there is none. */
struct figure {
    double value, low, high;
};

/* How a figure is called in JSON, CSV and options, and in text. */
struct measure_name {
    const char *key, *title;
    bool less_is_better;
};

struct resampling {
    size_t rounds; /* 0: no intervals */
    uint64_t seed;
    size_t processes; /* 0: in this process */
};

/* Writes the statistic's values on a sample that holds example i weight[i] times; NaN where it is
 * undefined there. */
typedef void statistic(void *context, const uint32_t *weight, double *values);

/* samples: [n_values][rounds], or NULL. Draws as many groups as there are, with replacement, in
 * each round; group: [n], NULL: each example is one. Each round has a seed of its own, so that
 * results do not depend on the number of processes. */
int bootstrap_draw(double *samples, size_t n_values, statistic *compute, void *context, size_t n,
                   const uint32_t *group, const struct resampling *resampling,
                   struct ordo_error *error);

/* Values on all examples once, with intervals. */
int bootstrap(struct figure *figures, size_t n_values, statistic *compute, void *context, size_t n,
              const uint32_t *group, const struct resampling *resampling, struct ordo_error *error);

/* Sorts samples[rounds] and takes their 2.5 and 97.5 % quantiles; NaNs are left out. */
struct figure bootstrap_interval(double value, double *samples, size_t rounds);

/* weight[n] of the whole sample, and the statistic's values on it: the caller's to free; NULL
 * without memory. */
uint32_t *bootstrap_once(size_t n);
double *bootstrap_whole(size_t n_values, statistic *compute, void *context, size_t n);

/* The state of random.h for one round of one seed. */
uint64_t bootstrap_seed(uint64_t seed, size_t round);

/* Groups renumbered from 0 without gaps into dense[n]; NULL: 0, 1, ... Returns how many, or
 * ORDO_NONE without memory. */
uint32_t bootstrap_groups(uint32_t *dense, const uint32_t *group, size_t n);

#endif
