/* check.h: a report on a data set before anyone trains on it. */
#ifndef ORDO_CHECK_H
#define ORDO_CHECK_H

#include "../lib/program/json.h"
#include "dataset.h"

struct check_options {
    const char *text, *id, *group;
    const char *part;          /* column that names the part of a row; NULL: each file is one */
    const char *const *labels; /* [n_labels] columns */
    size_t n_labels;
    const char *const *allowed; /* [n_allowed] as struct dataset_names has them */
    size_t n_allowed;
    const char *const *fields; /* [n_fields] columns whose values are counted */
    size_t n_fields;
    const char *language;            /* expected code; NULL: the commonest */
    double near;                     /* similarity of near-duplicates */
    size_t long_words, top, n_folds; /* n_folds 0: labels are not doubted */
    size_t threads, seed;
    bool json;
    const char *list; /* JSONL file of every problem; NULL: none */
    const char *const *paths;
    size_t n_paths;
};

/* Writes the report, text or JSON, into out. */
int check(const struct check_options *options, const struct talk *talk, struct json *out,
          size_t *n_bad, struct ordo_error *error);

#endif
