/* dump.h: data under a model's features, for R, Python and LIBLINEAR's own programs. */
#ifndef ORDO_DUMP_H
#define ORDO_DUMP_H

#include "inspect.h"

/* Writes PREFIX.mtx (Matrix Market: rows, features; both from 1) or PREFIX.svmlight (label of the
 * first head as class number from 1, 0 without one), and PREFIX.features.tsv (feature, name, df,
 * idf) and PREFIX.rows.tsv (row, id, a column of labels for each head) beside it. */
int dump_matrix(const struct ordo_model *model, const struct inspect_options *options,
                const struct talk *talk, size_t *n_bad, struct ordo_error *error);

#endif
