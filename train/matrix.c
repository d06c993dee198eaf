/* matrix.c: counts -> matrix, in one block of memory that forked solvers share. The weights are
 * those of the library's vector stage, whose sum of squares runs in another order. */
#include "matrix.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FREQUENCIES 64 /* counts whose tf is looked up */

static float frequency(enum ordo_tf tf, uint32_t times)
{
    if (tf == ORDO_TF_BINARY)
        return 1.0F;
    return tf == ORDO_TF_COUNT || times == 1 ? (float)times : (float)(1.0 + log((double)times));
}

/* Weighs one row; returns where the next begins. */
static struct entry *weigh_row(struct entry *row, const struct count *items, size_t n,
                               const struct column *columns, const struct ordo_spec *spec,
                               const float *frequencies)
{
    struct entry *end = row;
    double sum[2] = {0, 0}; /* one sum waits for itself at every step */

    for (size_t i = 0; i < n; i++) {
        struct column column = columns[items[i].feature];
        uint32_t times = items[i].times;
        float value;
        if (column.index == ORDO_NONE)
            continue;
        value = times < FREQUENCIES ? frequencies[times] : frequency(spec->tf, times);
        value *= column.idf;
        sum[(end - row) & 1] += (double)value * (double)value;
        *end++ = (struct entry){(int)column.index + 1, (double)value};
    }
    if (spec->l2 && end > row) {
        float scale = (float)(1.0 / sqrt(sum[0] + sum[1]));
        for (struct entry *entry = row; entry < end; entry++)
            entry->value = (double)((float)entry->value * scale);
    }
    return end;
}

/* Room for the rows as if every counted feature were kept: pages that are not written to cost
 * nothing. */
static int reserve(struct matrix *matrix, const struct counts *counts, const uint32_t *rows,
                   size_t n, struct ordo_error *error)
{
    size_t most = 2 * n + 1;

    for (size_t i = 0; i < n; i++) {
        size_t row = rows == NULL ? i : rows[i];
        most += counts->start[row + 1] - counts->start[row];
    }
    if (matrix->n_rows != counts->n_rows || matrix->rows == NULL) {
        free(matrix->rows);
        matrix->rows = malloc((counts->n_rows + 1) * sizeof *matrix->rows);
    }
    if (most > matrix->capacity || matrix->entries == NULL) {
        free(matrix->entries);
        matrix->entries = malloc(most * sizeof *matrix->entries);
        matrix->capacity = most;
    }
    if (matrix->rows != NULL && matrix->entries != NULL)
        return 0;
    matrix_release(matrix);
    return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
}

int matrix_weigh(struct matrix *matrix, const struct counts *counts, const struct subset *subset,
                 const struct ordo_spec *spec, const uint32_t *rows, size_t n, double bias,
                 struct ordo_error *error)
{
    float frequencies[FREQUENCIES];
    struct entry *at;

    if (reserve(matrix, counts, rows, n, error) != 0)
        return -1;
    for (uint32_t times = 0; times < FREQUENCIES; times++)
        frequencies[times] = frequency(spec->tf, times == 0 ? 1 : times);
    matrix->n_rows = counts->n_rows;
    matrix->n_features = subset->n;
    matrix->n_columns = subset->n + (bias >= 0);
    memset(matrix->rows, 0, (counts->n_rows + 1) * sizeof *matrix->rows);
    at = matrix->entries;
    for (size_t i = 0; i < n; i++) {
        size_t row = rows == NULL ? i : rows[i], start = counts->start[row];
        matrix->rows[row] = at;
        at = weigh_row(at, counts->items + start, counts->start[row + 1] - start, subset->columns,
                       spec, frequencies);
        if (bias >= 0)
            *at++ = (struct entry){(int)subset->n + 1, bias};
        *at++ = (struct entry){-1, 0};
    }
    matrix->n_entries = (size_t)(at - matrix->entries);
    return 0;
}

/* A vocabulary's own features and weights. */
static int whole(struct subset *subset, const struct vocabulary *vocabulary,
                 struct ordo_error *error)
{
    subset->n = vocabulary->n_features;
    subset->columns = malloc(((size_t)subset->n + 1) * sizeof *subset->columns);
    if (subset->columns == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (uint32_t j = 0; j < subset->n; j++)
        subset->columns[j] = (struct column){j, vocabulary->idf[j]};
    return 0;
}

int matrix_build(struct matrix *matrix, const struct ordo_spec *spec,
                 const struct vocabulary *vocabulary, const struct dataset *dataset, double bias,
                 struct ordo_error *error)
{
    struct counts counts = {0};
    struct subset subset = {0};
    int result;

    memset(matrix, 0, sizeof *matrix);
    result =
        whole(&subset, vocabulary, error) != 0 ||
                counts_build(&counts, spec, &vocabulary->table, dataset, error) != 0 ||
                matrix_weigh(matrix, &counts, &subset, spec, NULL, dataset->n, bias, error) != 0
            ? -1
            : 0;
    counts_release(&counts);
    subset_release(&subset);
    return result;
}

void matrix_release(struct matrix *matrix)
{
    free(matrix->rows);
    free(matrix->entries);
    memset(matrix, 0, sizeof *matrix);
}

/* Whether a vocabulary has features that the model will not have. */
static bool chooses(const struct ordo_spec *spec, const struct selection *selection)
{
    return selection->by != SELECT_NONE || (spec->max_features > 0 && spec->hash_bits == 0);
}

/* Chooses among the vocabulary's features by all examples. */
static int choose_all(struct matrices *matrices, struct vocabulary *vocabulary,
                      struct ordo_error *error)
{
    size_t n = matrices->dataset->n;
    uint32_t *rows = malloc((n + 1) * sizeof *rows);
    struct training training = {rows, n, matrices->dataset};
    int result = -1;

    if (rows == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < n; i++)
        rows[i] = (uint32_t)i;
    if (subset_choose(&matrices->kept, &matrices->counts, NULL, &matrices->spec,
                      &matrices->selection, &training, error) == 0)
        result = vocabulary_keep(vocabulary, matrices->kept.columns, error);
    free(rows);
    return result;
}

int matrices_build(struct matrices *matrices, const struct ordo_spec *spec,
                   const struct selection *selection, struct vocabulary *vocabulary,
                   const struct dataset *dataset, double bias, struct ordo_error *error)
{
    memset(matrices, 0, sizeof *matrices);
    matrices->spec = *spec;
    matrices->selection = *selection;
    matrices->dataset = dataset;
    matrices->bias = bias;
    if (counts_build(&matrices->counts, spec, &vocabulary->table, dataset, error) == 0 &&
        (chooses(spec, selection) ? choose_all(matrices, vocabulary, error)
                                  : whole(&matrices->kept, vocabulary, error)) == 0 &&
        matrix_weigh(&matrices->all, &matrices->counts, &matrices->kept, spec, NULL, dataset->n,
                     bias, error) == 0)
        return 0;
    matrices_release(matrices);
    return -1;
}

const struct matrix *matrices_fold(struct matrices *matrices, size_t key,
                                   const struct training *training, const uint32_t *rows, size_t n,
                                   struct ordo_error *error)
{
    struct subset subset = {0};
    int result;

    if (matrices->fold_key == key)
        return &matrices->fold;
    matrices->fold_key = 0;
    result = subset_choose(&subset, &matrices->counts, NULL, &matrices->spec, &matrices->selection,
                           training, error) != 0 ||
                     matrix_weigh(&matrices->fold, &matrices->counts, &subset, &matrices->spec,
                                  rows, n, matrices->bias, error) != 0
                 ? -1
                 : 0;
    subset_release(&subset);
    if (result != 0)
        return NULL;
    matrices->fold_key = key;
    return &matrices->fold;
}

void matrices_release(struct matrices *matrices)
{
    matrix_release(&matrices->all);
    matrix_release(&matrices->fold);
    subset_release(&matrices->kept);
    counts_release(&matrices->counts);
    memset(matrices, 0, sizeof *matrices);
}
