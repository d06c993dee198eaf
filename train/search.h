/* search.h: which candidates are measured, on how many examples, and which is taken. */
#ifndef ORDO_SEARCH_H
#define ORDO_SEARCH_H

#include "journal.h"
#include "trial.h"

#define RUNGS_MAX 8

struct search_options {
    struct trial_options trial;
    size_t n_folds, n_repeats;
    bool halving;
    size_t least_examples; /* of the first rung */
    size_t max_trials;     /* of one search; 0: no limit */
    double minutes;        /* of all searches together; 0: no limit */
    bool one_se;
    uint64_t seed;
};

/* What all searches of a run share. */
struct searching {
    const struct search_options *options;
    const struct dataset *dataset;
    const char (*fields)[ORDO_NAME_MAX]; /* of the data set */
    const struct candidate *candidates;  /* [n] */
    size_t n;
    const struct talk *talk;
    struct journal journal;
    struct superset *supersets; /* [n] by the candidates' `texts`; most are empty */
    size_t *used;               /* [n] when a superset was last asked for */
    size_t clock;
    double began; /* seconds, monotonic */
    bool out_of_time;
};

/* What one search came to. */
struct findings {
    size_t n_rungs, examples[RUNGS_MAX];
    size_t *measured;      /* [n] rungs that a candidate was measured on */
    struct trial *results; /* [n][n_heads] on its last rung */
    double *offsets;       /* [n][of all heads: n_classes] */
    size_t offsets_stride, offsets_at[HEADS_MAX];
    size_t n_trials;
    bool stopped;             /* by a budget, before all was measured */
    size_t last;              /* rungs that those the choice is among were measured on */
    size_t chosen[HEADS_MAX]; /* candidate of each head; equal in all that heads share */
    double best;              /* mean metric of the heads */
};

/* Among the examples with in[row] (NULL: all). outer: number of the outer fold, -1: none; for the
 * log. */
int search(struct findings *findings, struct searching *searching, const bool *in, int outer,
           struct ordo_error *error);
void findings_release(struct findings *findings);

/* Rungs of successive halving: the last has all examples, each before it a third of them, as long
 * as examples, groups and candidates suffice. */
size_t search_rungs(size_t n_candidates, size_t n_examples, size_t n_groups, size_t n_folds,
                    size_t least_examples);

/* The superset of a candidate's texts, built if need be. */
const struct superset *searching_superset(struct searching *searching,
                                          const struct candidate *candidate,
                                          struct ordo_error *error);
int searching_init(struct searching *searching, struct ordo_error *error);
void searching_release(struct searching *searching);

#endif
