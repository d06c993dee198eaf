/* tune.h: labelled data and a search space -> the best recipe. */
#ifndef ORDO_TUNE_H
#define ORDO_TUNE_H

#include "search.h"

struct tune_options {
    struct dataset_names names; /* fields in the order of the space's */
    struct space *space;
    size_t draws; /* candidates to draw, each with all costs; 0: the whole grid */
    const char *metric;
    struct search_options search;
    size_t outer_folds; /* of nested cross-validation; 0: none */
    size_t show;        /* rows of the table */
    const char *output, *log;
    bool resume;
    const char *const *paths; /* [n_paths] data */
    size_t n_paths;
};

/* The table goes to `out`, the recipe to options->output. *n_bad counts rows that were left out. */
int tune(const struct tune_options *options, const struct talk *talk, struct json *out,
         size_t *n_bad, struct ordo_error *error);

/* What a run is made of, in the order in which it is made. */
struct tuning {
    const struct tune_options *options;
    const struct talk *talk;
    struct dataset dataset;
    struct candidate *candidates; /* [n], owned */
    size_t n;
    struct search_options search;
    struct searching searching;
    struct findings findings;
    struct score confirmed[HEADS_MAX]; /* of what was chosen, as `fit` will find it */
    uint32_t n_groups[HEADS_MAX];      /* that its interval is drawn from */
    struct score nested[HEADS_MAX];
    bool has_nested;
};

/* tune_nested.c: the whole procedure on the examples outside of each outer fold, judged on those in
 * it (Varma and Simon 2006; Cawley and Talbot 2010). */
int tune_nested(struct tuning *tuning, struct ordo_error *error);
/* tune_report.c: the table of trials, the choice and what it is worth. */
int tune_report(struct json *out, const struct tuning *tuning, struct ordo_error *error);

#endif
