/* prediction_set.h: one contender's predictions for one head, from a model or a file. */
#ifndef ORDO_PREDICTION_SET_H
#define ORDO_PREDICTION_SET_H

#include "judge.h"
#include "strings.h"

struct prediction_set {
    const char *path; /* borrowed: the model or file */
    char head[ORDO_NAME_MAX];
    bool of_values, has_p;
    char unknown[UNKNOWN_ROOM];          /* labels of the data that a model does not know */
    struct strings classes, ids, groups; /* owned, as all below */
    size_t n, capacity;
    uint64_t *row;              /* [n] number in the data, or in the file, from 1 */
    uint32_t *id;               /* [n] among ids, ORDO_NONE: none */
    uint32_t *group;            /* [n] among groups, ORDO_NONE: none */
    uint32_t *gold, *label;     /* [n] among classes */
    double *gold_value, *value; /* [n] of values */
    uint32_t n_p;               /* the first n_p classes have probabilities */
    double *p;                  /* [n][n_p] */
};

struct prediction_sets {
    size_t n;
    struct prediction_set *items; /* owned */
};

/* Adds a set for each head of the file (format: prediction_file.h). A record without gold or
 * predicted is told to talk and counted in *n_bad. Numbers that are not whole are values; so are
 * all where of_values is asked for. */
int prediction_sets_read(struct prediction_sets *sets, const char *path, bool of_values,
                         const struct talk *talk, size_t *n_bad, struct ordo_error *error);
/* Adds a set for each head that a model was judged on. path is borrowed. */
int prediction_sets_judged(struct prediction_sets *sets, const char *path,
                           const struct judging *judging, struct ordo_error *error);
void prediction_sets_release(struct prediction_sets *sets);

#endif
