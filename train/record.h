/* record.h: what a model file says of its own making. */
#ifndef ORDO_RECORD_H
#define ORDO_RECORD_H

#include "../lib/program/json.h"
#include "head.h"

/* Figures of the model before features were dropped for its size, by head. */
struct unpruned {
    uint32_t n_features;
    struct figure accuracy[HEADS_MAX], macro_f1[HEADS_MAX];
    struct figure pearson[HEADS_MAX]; /* of values */
};

/* JSON: program, options, and for each head its data, class counts and cross-validated figures.
 * Holds neither times nor paths, so that the same work gives the same bytes. language: empty where
 * it is not known. unpruned: NULL unless features were dropped. */
int record_write(struct json *json, const struct fit_options *options,
                 const struct dataset *dataset, const char *language,
                 const struct fitted_head *heads, const struct unpruned *unpruned,
                 struct ordo_error *error);

#endif
