/* trial.h: candidates of one superset, cross-validated. */
#ifndef ORDO_TRIAL_H
#define ORDO_TRIAL_H

#include "criterion.h"
#include "matrix.h"
#include "sample.h"
#include "space.h"
#include "superset.h"

struct trial_options {
    struct criterion criterion;
    size_t bootstrap, n_processes;
    uint64_t seed;
    bool warm;   /* start a cost's solution from the last one's, where LIBLINEAR can */
    bool as_fit; /* label by the calibration that `fit` would choose, which takes longer */
};

/* What one candidate came to under one head. */
struct trial {
    struct score score;
    double n_features; /* mean over the folds */
    double a, b;       /* calibration of the decision values (Platt's for two classes, else a
                          temperature); 1, 0 where the metric needs none */
};

struct trials {
    const struct trial_options *options;
    const struct sample *sample;
    const struct superset *superset;
    const struct candidate *candidates; /* [n] as space_candidates orders them */
    size_t n;
    struct trial *results; /* [n][n_heads], shared */
    double *offsets;       /* [n][of all heads: n_classes], final ones, shared */
    size_t offsets_stride, offsets_at[HEADS_MAX];
    double *decision; /* [n][of all heads: [n_repeats][head->n][n_outputs]], shared */
    size_t decision_stride, decision_at[HEADS_MAX];
    double *moves; /* [n][of all heads: [n_repeats][n_folds][n_classes]] offsets by fold, shared */
    size_t moves_stride, moves_at[HEADS_MAX];
    uint32_t *features; /* [n][n_heads][n_repeats][n_folds], shared */
    size_t *blocks;     /* [n_blocks + 1] first candidate of each matrix */
    size_t n_blocks;
    struct matrix matrix; /* of the process */
};

/* Bytes that a candidate's decision values take. */
size_t trials_bytes(const struct sample *sample);
/* Decision values of held out examples; then scores from them. */
int trials_solve(struct trials *trials, const struct candidate *candidates, size_t n,
                 const struct sample *sample, const struct superset *superset,
                 const struct trial_options *options, struct ordo_error *error);
int trials_score(struct trials *trials, struct ordo_error *error);
void trials_release(struct trials *trials);

/* The task of trials_score: the i-th result. */
int trial_score(void *trials, size_t i, struct ordo_error *error);

#endif
