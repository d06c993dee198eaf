/* evaluate.h: model and labelled data -> figures. */
#ifndef ORDO_EVALUATE_H
#define ORDO_EVALUATE_H

#include "../lib/program/json.h"
#include "dataset.h"

struct evaluate_options {
    const char *model;
    const char *const *paths;
    size_t n_paths;
    const char *const
        *labels; /* HEAD=COLUMN or COLUMN of the head's name; none: all heads' names */
    size_t n_labels;
    const char *text; /* column of the model's field "text" */
    const char *group;
    const char *averaged; /* "A,B": classes of mean F1; NULL: no mean F1 */
    size_t bootstrap, seed;
    bool json;
};

/* Writes the report, text or JSON, into out. */
int evaluate(const struct evaluate_options *options, const struct talk *talk, struct json *out,
             size_t *n_bad, struct ordo_error *error);

#endif
