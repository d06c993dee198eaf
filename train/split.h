/* split.h: labelled data -> parts that share no group, document, speaker or near-duplicate. */
#ifndef ORDO_SPLIT_H
#define ORDO_SPLIT_H

#include "../lib/program/json.h"
#include "dataset.h"

#define PARTS_MAX 64

struct split_options {
    struct dataset_names names;   /* text; labels to stratify by; group */
    bool labelled;                /* the columns of labels were asked for: some row has each */
    const char *time;             /* column: earlier rows go to earlier parts; NULL: none */
    const char *parts[PARTS_MAX]; /* names, in order */
    double shares[PARTS_MAX];     /* of the examples, sum 1 */
    size_t n_parts;
    double near; /* similarity from which texts stay together; 0: they need not */
    uint64_t seed;
    const char *prefix; /* files are PREFIX.PART.ENDING */
    const char *const *paths;
    size_t n_paths;
};

/* Writes the records as they are, each to its part's file, in the order of the input, and a table
 * of what went where into out. Rows with bad data are told and left out. */
int split(const struct split_options *options, const struct talk *talk, struct json *out,
          size_t *n_bad, struct ordo_error *error);

#endif
