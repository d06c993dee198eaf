/* matrix.c: vectors -> matrix, in one block of memory that forked solvers share. */
#include "matrix.h"

#include <stdlib.h>
#include <string.h>

#define DIGIT_BITS 10

/* One row while it is sorted by index: least significant digit first. */
struct sorter {
    struct pair {
        uint32_t index;
        float value;
    } * pairs, *spare; /* [capacity] */
    size_t capacity;
};

static int take_row(struct sorter *sorter, const struct ordo_vector *vector,
                    struct ordo_error *error)
{
    if (vector->n > sorter->capacity) {
        size_t capacity = vector->n * 2;
        free(sorter->pairs);
        free(sorter->spare);
        sorter->pairs = malloc(capacity * sizeof *sorter->pairs);
        sorter->spare = malloc(capacity * sizeof *sorter->spare);
        sorter->capacity = capacity;
    }
    if (vector->n > 0 && (sorter->pairs == NULL || sorter->spare == NULL))
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < vector->n; i++)
        sorter->pairs[i] = (struct pair){vector->index[i], vector->value[i]};
    return 0;
}

static void sort_row(struct sorter *sorter, size_t n, uint32_t n_features)
{
    for (unsigned shift = 0; shift < 32 && (n_features >> shift) != 0; shift += DIGIT_BITS) {
        uint32_t at[(1U << DIGIT_BITS) + 1] = {0};
        struct pair *sorted = sorter->spare;
        for (size_t i = 0; i < n; i++)
            at[(sorter->pairs[i].index >> shift & ((1U << DIGIT_BITS) - 1)) + 1]++;
        for (size_t d = 0; d < 1U << DIGIT_BITS; d++)
            at[d + 1] += at[d];
        for (size_t i = 0; i < n; i++)
            sorted[at[sorter->pairs[i].index >> shift & ((1U << DIGIT_BITS) - 1)]++] =
                sorter->pairs[i];
        sorter->spare = sorter->pairs;
        sorter->pairs = sorted;
    }
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
    struct sorter sorter = {NULL, NULL, 0};
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
            reserve(matrix, &capacity, vector.n + 2, error) != 0 ||
            take_row(&sorter, &vector, error) != 0)
            goto done;
        sort_row(&sorter, vector.n, vocabulary->n_features);
        start[i] = matrix->n_entries;
        row = matrix->entries + matrix->n_entries;
        for (size_t k = 0; k < vector.n; k++)
            row[k] = (struct entry){(int)sorter.pairs[k].index + 1, (double)sorter.pairs[k].value};
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
    free(sorter.pairs);
    free(sorter.spare);
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
