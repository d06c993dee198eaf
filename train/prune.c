/* prune.c: a feature is as important as what it adds to decision values: the sum over a head's
 * outputs of |weight| times the mean value of the feature in the head's examples, as a share of
 * what all features add, summed over the heads. A large weight on what hardly ever occurs is cheap
 * to lose, and so is a small one on what is everywhere. The heads then learn anew from what is
 * left, so that features which are kept can take over from those that are not. */
#include "prune.h"
#include "lesson.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Adds one head's share. mean: [n_features] room. */
static void add_head(double *importance, double *mean, const double *weights,
                     const struct fitted_head *head, const uint32_t *rows, size_t n,
                     const struct matrix *matrix)
{
    double total = 0;

    memset(mean, 0, matrix->n_features * sizeof *mean);
    for (size_t i = 0; i < n; i++)
        for (const struct entry *e = matrix->rows[rows[i]]; e->index != -1; e++)
            if ((uint32_t)e->index <= matrix->n_features)
                mean[e->index - 1] += fabs(e->value) / (double)n;
    for (uint32_t j = 0; j < matrix->n_features; j++) {
        double size = 0;
        for (uint32_t k = 0; k < head->head.n_outputs; k++)
            size += fabs(weights[(size_t)k * matrix->n_columns + j]);
        mean[j] *= size;
        total += mean[j];
    }
    for (uint32_t j = 0; total > 0 && j < matrix->n_features; j++)
        importance[j] += mean[j] / total;
}

int prune_importance(double *importance, const struct pruning *pruning, const struct matrix *matrix,
                     struct ordo_error *error)
{
    double *mean = malloc(((size_t)matrix->n_features + 1) * sizeof *mean);

    if (mean == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t h = 0; h < pruning->n_heads; h++) {
        const struct fitted_head *head = &pruning->heads[h];
        add_head(importance, mean, head->weights, head, head->rows, head->n_learnt, matrix);
        for (size_t v = 0; v < head->n_variants; v++)
            add_head(importance, mean, head->variants[v].weights, &head->variants[v],
                     head->variants[v].rows, head->variants[v].n_learnt, matrix);
    }
    free(mean);
    return 0;
}

struct ranked {
    double importance;
    uint32_t feature;
};

static int by_importance(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    if (x->importance != y->importance)
        return x->importance < y->importance ? 1 : -1;
    return x->feature < y->feature ? -1 : x->feature > y->feature;
}

/* Features by falling importance, to be freed; NULL with error. */
static struct ranked *rank(const double *importance, uint32_t n_features, struct ordo_error *error)
{
    struct ranked *ranked = malloc(((size_t)n_features + 1) * sizeof *ranked);

    if (ranked == NULL) {
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        return NULL;
    }
    for (uint32_t j = 0; j < n_features; j++)
        ranked[j] = (struct ranked){importance[j], j};
    qsort(ranked, n_features, sizeof *ranked, by_importance);
    return ranked;
}

int prune_count(uint32_t *n_kept, const double *importance, const uint32_t *cost,
                uint32_t n_features, uint64_t room, struct ordo_error *error)
{
    struct ranked *ranked = rank(importance, n_features, error);
    uint64_t taken = 0;

    if (ranked == NULL)
        return -1;
    for (*n_kept = 0; *n_kept < n_features; ++*n_kept) {
        taken += cost[ranked[*n_kept].feature];
        if (taken > room)
            break;
    }
    free(ranked);
    return 0;
}

int prune_choose(uint32_t *column, const double *importance, uint32_t n_features, uint32_t n_kept,
                 struct ordo_error *error)
{
    struct ranked *ranked = rank(importance, n_features, error);
    uint32_t n = 0;

    if (ranked == NULL)
        return -1;
    for (uint32_t j = 0; j < n_features; j++)
        column[j] = ORDO_NONE;
    for (uint32_t i = 0; i < n_kept && i < n_features; i++)
        column[ranked[i].feature] = 0;
    for (uint32_t j = 0; j < n_features; j++)
        if (column[j] != ORDO_NONE)
            column[j] = n++;
    free(ranked);
    return 0;
}

/* Copies one row; returns where the next begins. */
static struct entry *prune_row(struct entry *to, const struct entry *from,
                               const struct matrix *matrix, const uint32_t *column, uint32_t n_kept,
                               bool l2)
{
    struct entry *begin = to;
    double squares = 0;

    for (; from->index != -1 && (uint32_t)from->index <= matrix->n_features; from++) {
        if (column[from->index - 1] == ORDO_NONE)
            continue;
        *to++ = (struct entry){(int)column[from->index - 1] + 1, from->value};
        squares += from->value * from->value;
    }
    for (; l2 && squares > 0 && begin < to; begin++)
        begin->value /= sqrt(squares);
    if (from->index != -1) /* the bias */
        *to++ = (struct entry){(int)n_kept + 1, from->value};
    *to++ = (struct entry){-1, 0};
    return to;
}

int prune_matrix(struct matrix *pruned, const struct matrix *matrix, const uint32_t *column,
                 uint32_t n_kept, bool l2, struct ordo_error *error)
{
    struct entry *at;

    memset(pruned, 0, sizeof *pruned);
    pruned->n_rows = matrix->n_rows;
    pruned->n_features = n_kept;
    pruned->n_columns = n_kept + (matrix->n_columns - matrix->n_features);
    pruned->rows = calloc(matrix->n_rows + 1, sizeof *pruned->rows);
    pruned->entries = malloc((matrix->n_entries + 1) * sizeof *pruned->entries);
    if (pruned->rows == NULL || pruned->entries == NULL) {
        matrix_release(pruned);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    at = pruned->entries;
    for (size_t i = 0; i < matrix->n_rows; i++) {
        if (matrix->rows[i] == NULL)
            continue;
        pruned->rows[i] = at;
        at = prune_row(at, matrix->rows[i], matrix, column, n_kept, l2);
    }
    pruned->n_entries = pruned->capacity = (size_t)(at - pruned->entries);
    return 0;
}

/* What one head, or variant, learns from the examples that are not held out. */
static int add_lesson(double *importance, double *mean, const struct fitted_head *head,
                      const struct fit_options *options, size_t which, const struct matrix *matrix,
                      const bool *held, struct ordo_error *error)
{
    struct lesson lesson;
    double *weights = malloc(head->head.n_outputs * (size_t)matrix->n_columns * sizeof *weights);
    int result;

    if (weights == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    result = lesson_init(&lesson, head, options, which, SIZE_MAX, held, error);
    if (result == 0 && lesson.n > 0) {
        lesson.matrix = matrix;
        result = lesson_learn(weights, &lesson, NULL, error);
        if (result == 0)
            add_head(importance, mean, weights, head, lesson.rows, lesson.n, matrix);
    }
    lesson_release(&lesson);
    free(weights);
    return result;
}

int prune_fold(struct matrix *pruned, const struct pruning *pruning,
               const struct fit_options *options, const struct matrix *matrix, const bool *held,
               struct ordo_error *error)
{
    double *importance = calloc((size_t)matrix->n_features + 1, sizeof *importance);
    double *mean = malloc(((size_t)matrix->n_features + 1) * sizeof *mean);
    uint32_t *column = malloc(((size_t)matrix->n_features + 1) * sizeof *column);
    uint32_t n_kept = pruning->n_kept < matrix->n_features ? pruning->n_kept : matrix->n_features;
    int result = importance == NULL || mean == NULL || column == NULL
                     ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                     : 0;

    for (size_t h = 0; result == 0 && h < pruning->n_heads; h++) {
        const struct fitted_head *head = &pruning->heads[h];
        result = add_lesson(importance, mean, head, options, h, matrix, held, error);
        for (size_t v = 0; result == 0 && v < head->n_variants; v++)
            result =
                add_lesson(importance, mean, &head->variants[v], options, h, matrix, held, error);
    }
    if (result == 0)
        result = prune_choose(column, importance, matrix->n_features, n_kept, error);
    if (result == 0)
        result = prune_matrix(pruned, matrix, column, n_kept, options->spec.l2, error);
    free(importance);
    free(mean);
    free(column);
    return result;
}
