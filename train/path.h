/* path.h: solutions of candidates that share a matrix. */
#ifndef ORDO_PATH_H
#define ORDO_PATH_H

#include "matrix.h"
#include "sample.h"
#include "space.h"

/* What is learnt from, and whose decision values are wanted. */
struct job {
    const struct sample_head *head;
    const char *const *classes;
    const struct matrix *matrix;
    struct examples examples;
    const uint32_t *held; /* [n_held] numbers among the head's examples */
    size_t n_held;
    size_t seed, step_seed; /* as `fit` counts its tasks */
    bool warm;
};

/* decision[c]: [head->n][n_outputs] of the c-th candidate; the held examples' are filled. The
 * candidates are in the order of space_candidates, so that what one solution gives the next can
 * use.
 */
int solve_path(const struct job *job, const struct candidate *const *list, double *const *decision,
               size_t n, struct ordo_error *error);

#endif
