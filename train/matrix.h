/* matrix.h: the examples' vectors in the shape that LIBLINEAR reads. */
#ifndef ORDO_MATRIX_H
#define ORDO_MATRIX_H

#include "subset.h"
#include "vocabulary.h"

/* Laid out as LIBLINEAR's feature_node; solve.c asserts it. */
struct entry {
    int index; /* feature + 1; -1 ends a row */
    double value;
};

struct matrix {
    size_t n_rows;
    uint32_t n_features, n_columns; /* n_columns one more where there is a bias */
    struct entry **rows;            /* [n_rows] into entries; NULL: not made */
    struct entry *entries;          /* owned; ascending in each row, bias last */
    size_t n_entries, capacity;
};

/* Weighs the kept features of some rows (NULL: of all n). bias < 0: none. A matrix that was built
 * before lends its memory. */
int matrix_weigh(struct matrix *matrix, const struct counts *counts, const struct subset *subset,
                 const struct ordo_spec *spec, const uint32_t *rows, size_t n, double bias,
                 struct ordo_error *error);
/* All examples over all of a vocabulary. */
int matrix_build(struct matrix *matrix, const struct ordo_spec *spec,
                 const struct vocabulary *vocabulary, const struct dataset *dataset, double bias,
                 struct ordo_error *error);
void matrix_release(struct matrix *matrix);

/* What a model is fitted from: all examples over the features that it will have, and on demand the
 * same of a fold, whose features, document frequencies and selection come from the examples outside
 * of it alone. */
struct matrices {
    struct matrix all;
    struct subset kept; /* of the vocabulary as it was before any were left out */
    struct ordo_spec spec;
    struct selection selection;
    const struct dataset *dataset;
    double bias;
    struct counts counts;
    struct matrix fold; /* the last one asked for */
    size_t fold_key;    /* its head and fold; 0: none yet */
};

/* Of a vocabulary of all examples with all their features, which loses those that are not among the
 * most frequent or not selected. */
int matrices_build(struct matrices *matrices, const struct ordo_spec *spec,
                   const struct selection *selection, struct vocabulary *vocabulary,
                   const struct dataset *dataset, double bias, struct ordo_error *error);
/* The matrix of `rows` [n] when the training examples alone are known; lent until the next. The key
 * above 0 tells head and fold apart. NULL with error. */
const struct matrix *matrices_fold(struct matrices *matrices, size_t key,
                                   const struct training *training, const uint32_t *rows, size_t n,
                                   struct ordo_error *error);
void matrices_release(struct matrices *matrices);

#endif
