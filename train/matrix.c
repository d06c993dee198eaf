/* matrix.c: vectors -> matrix, in one block of memory that forked solvers share. */
#include "matrix.h"

#include <stdlib.h>
#include <string.h>

static int by_index(const void *a, const void *b)
{
    return ((const struct entry *)a)->index - ((const struct entry *)b)->index;
}

static int reserve(struct matrix *matrix, size_t *capacity, size_t more, struct ordo_error *error)
{
    size_t larger = *capacity + *capacity / 4 + more + (1 << 16);
    struct entry *entries;

    if (matrix->n_entries + more <= *capacity)
        return 0;
    entries = realloc(matrix->entries, larger * sizeof *entries);
    if (entries == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    matrix->entries = entries;
    *capacity = larger;
    return 0;
}

int matrix_build(struct matrix *matrix, const struct ordo_spec *spec,
                 const struct vocabulary *vocabulary, const struct dataset *dataset, double bias,
                 struct ordo_error *error)
{
    struct ordo_scratch *scratch = ordo_scratch_new();
    size_t *start = malloc((dataset->n + 1) * sizeof *start), capacity = 0;
    int result = -1;

    *matrix = (struct matrix){
        dataset->n, vocabulary->n_features, vocabulary->n_features + (bias >= 0), NULL, NULL, 0};
    matrix->rows = malloc((dataset->n + 1) * sizeof *matrix->rows);
    if (scratch == NULL || start == NULL || matrix->rows == NULL) {
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        goto done;
    }
    for (size_t i = 0; i < dataset->n; i++) {
        struct ordo_vector vector;
        struct entry *row;
        if (ordo_vector_make(&vector, spec, &vocabulary->table, vocabulary->idf, 1,
                             &dataset->fields[i * dataset->n_fields], scratch, error) != 0 ||
            reserve(matrix, &capacity, vector.n + 2, error) != 0)
            goto done;
        start[i] = matrix->n_entries;
        row = matrix->entries + matrix->n_entries;
        for (size_t k = 0; k < vector.n; k++)
            row[k] = (struct entry){(int)vector.index[k] + 1, (double)vector.value[k]};
        qsort(row, vector.n, sizeof *row, by_index);
        row += vector.n;
        if (bias >= 0)
            *row++ = (struct entry){(int)vocabulary->n_features + 1, bias};
        *row++ = (struct entry){-1, 0};
        matrix->n_entries = (size_t)(row - matrix->entries);
    }
    for (size_t i = 0; i < dataset->n; i++)
        matrix->rows[i] = matrix->entries + start[i];
    result = 0;

done:
    ordo_scratch_free(scratch);
    free(start);
    if (result != 0)
        matrix_release(matrix);
    return result;
}

void matrix_release(struct matrix *matrix)
{
    free(matrix->rows);
    free(matrix->entries);
    memset(matrix, 0, sizeof *matrix);
}
