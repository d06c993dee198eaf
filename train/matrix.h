/* matrix.h: the examples' vectors in the shape that LIBLINEAR reads. */
#ifndef ORDO_MATRIX_H
#define ORDO_MATRIX_H

#include "vocabulary.h"

/* Laid out as LIBLINEAR's feature_node; solve.c asserts it. */
struct entry {
    int index; /* feature + 1; -1 ends a row */
    double value;
};

struct matrix {
    size_t n_rows;
    uint32_t n_features, n_columns; /* n_columns one more where there is a bias */
    struct entry **rows;            /* [n_rows] into entries */
    struct entry *entries;          /* owned; ascending in each row, bias last */
    size_t n_entries;
};

/* bias < 0: none. */
int matrix_build(struct matrix *matrix, const struct ordo_spec *spec,
                 const struct vocabulary *vocabulary, const struct dataset *dataset, double bias,
                 struct ordo_error *error);
void matrix_release(struct matrix *matrix);

#endif
