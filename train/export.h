/* export.h: a model's weights for other programs. */
#ifndef ORDO_EXPORT_H
#define ORDO_EXPORT_H

#include "../lib/program/json.h"

enum export_form {
    EXPORT_SVMLIGHT, /* a line for each output: its number, feature:weight (features from 1), and
                        after # its head and class */
    EXPORT_CSV,      /* feature, name, df, idf, then a column for each output */
    EXPORT_JSON      /* an object: outputs (head, class, bias), features (name, df, idf, weights) */
};

/* Weights as they are multiplied with a vector that idf is already in (--dump-matrix). Features of
 * which every weight is 0 are left out. */
int export_weights(struct json *out, const struct ordo_model *model, enum export_form form,
                   struct ordo_error *error);

#endif
