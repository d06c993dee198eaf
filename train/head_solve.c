/* head_solve.c: the tasks of a head: a fold, or all examples, for one output or all of them. */
#include "lesson.h"
#include "prune.h"

#include <stdlib.h>
#include <string.h>

/* Outputs that are learnt in one task. */
static uint32_t outputs_of_task(const struct fitted_head *head, const struct fit_options *options,
                                size_t which)
{
    bool together =
        solves_together(options->heads[which].solver, head->head.n_classes, options->naive_bayes) ||
        head->n_all > head->n_learnt || head->pruning != NULL;

    return together ? head->head.n_outputs : 1;
}

static size_t own_tasks(const struct fitted_head *head, const struct fit_options *options,
                        size_t which)
{
    return (options->n_folds + 1) * head->head.n_outputs / outputs_of_task(head, options, which);
}

size_t head_tasks(const struct fitted_head *head, const struct fit_options *options, size_t which)
{
    size_t n = own_tasks(head, options, which);

    for (size_t v = 0; v < head->n_variants; v++)
        n += own_tasks(&head->variants[v], options, which);
    return n;
}

/* Features of a fold are those of the examples outside of it, of the head of all rows. Pruning
 * needs the rows of every head, and so matrices of its own. */
static const struct matrix *fold_matrix(struct matrices *matrices, const struct fitted_head *head,
                                        const struct fit_options *options, size_t which,
                                        size_t fold, struct ordo_error *error)
{
    const struct fitted_head *whole = head->whole;
    bool all = head->pruning != NULL;
    size_t key = ((all ? HEADS_MAX : 0) + which) * options->n_folds + fold + 1;
    uint32_t *outside = malloc((whole->n_all + 1) * sizeof *outside);
    struct training training = {outside, 0, matrices->dataset};
    const struct matrix *matrix;

    if (outside == NULL) {
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        return NULL;
    }
    for (size_t i = 0; i < whole->n_all; i++)
        if (whole->fold[i] != fold)
            outside[training.n++] = whole->rows[i];
    matrix = all ? matrices_fold(matrices, key, &training, NULL, matrices->dataset->n, error)
                 : matrices_fold(matrices, key, &training, whole->rows, whole->n_all, error);
    free(outside);
    return matrix;
}

/* A fold's matrix with the features that are worth most to what is outside of it. */
static int prune(struct matrix *pruned, const struct fitted_head *head,
                 const struct fit_options *options, const struct matrix *matrix, size_t fold,
                 size_t n_groups, struct ordo_error *error)
{
    bool *held = calloc(n_groups + 1, sizeof *held);
    int result;

    if (held == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < head->whole->n_all; i++)
        if (head->whole->fold[i] == fold)
            held[head->whole->group[i]] = true;
    result = prune_fold(pruned, head->pruning, options, matrix, held, error);
    free(held);
    return result;
}

static size_t count_groups(const struct dataset *dataset)
{
    size_t n = 0;

    for (size_t i = 0; i < dataset->n; i++)
        n = dataset->groups[i] >= n ? (size_t)dataset->groups[i] + 1 : n;
    return n;
}

/* Decision values of the examples of a fold (SIZE_MAX: of all). */
static void decide(struct fitted_head *head, const double *weights, const struct lesson *lesson,
                   size_t fold, uint32_t output, uint32_t step)
{
    const struct matrix *matrix = lesson->matrix;
    double center = lesson_center(lesson);

    for (size_t i = 0; i < head->n; i++)
        for (uint32_t k = 0; (fold == SIZE_MAX || head->fold[i] == fold) && k < step; k++)
            head->decision[i * head->head.n_outputs + output + k] =
                center + solve_decision(weights + (size_t)k * matrix->n_columns,
                                        matrix->rows[head->rows[i]]);
}

static int learn(double *weights, struct fitted_head *head, struct lesson *lesson, uint32_t output,
                 uint32_t step, uint32_t *taken, struct ordo_error *error)
{
    if (lesson->n == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "head '%s' has no examples outside of a fold",
                         head->head.name);
    return step < head->head.n_outputs ? lesson_solve(weights, lesson, output, error)
                                       : lesson_learn(weights, lesson, taken, error);
}

static int solve_fold(struct fitted_head *head, const struct fit_options *options, size_t which,
                      struct matrices *matrices, size_t fold, uint32_t output, uint32_t step,
                      struct ordo_error *error)
{
    struct lesson lesson = {0};
    struct matrix pruned = {0};
    const struct matrix *matrix = fold_matrix(matrices, head, options, which, fold, error);
    double *weights = NULL;
    int result = matrix == NULL ? -1 : 0;

    if (result == 0 && head->pruning != NULL)
        result =
            prune(&pruned, head, options, matrix, fold, count_groups(matrices->dataset), error);
    if (result == 0)
        result = lesson_init(&lesson, head, options, which, fold, NULL, error);
    if (result == 0) {
        lesson.matrix = head->pruning != NULL ? &pruned : matrix;
        weights = malloc(((size_t)step * lesson.matrix->n_columns + 1) * sizeof *weights);
        result = weights == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                                 : learn(weights, head, &lesson, output, step, NULL, error);
    }
    if (result == 0)
        decide(head, weights, &lesson, fold, output, step);
    free(weights);
    lesson_release(&lesson);
    matrix_release(&pruned);
    return result;
}

static int solve_all(struct fitted_head *head, const struct fit_options *options, size_t which,
                     const struct matrix *matrix, uint32_t output, uint32_t step,
                     struct ordo_error *error)
{
    struct lesson lesson;
    double *weights = head->weights + (size_t)output * matrix->n_columns;
    int result = lesson_init(&lesson, head, options, which, SIZE_MAX, NULL, error);

    lesson.matrix = matrix;
    if (result == 0)
        result = learn(weights, head, &lesson, output, step, head->taken, error);
    if (result == 0 && options->n_folds == 0)
        decide(head, weights, &lesson, SIZE_MAX, output, step);
    lesson_release(&lesson);
    return result;
}

int head_solve(struct fitted_head *head, const struct fit_options *options, size_t which,
               struct matrices *matrices, size_t task, struct ordo_error *error)
{
    uint32_t step, n_outputs, output;
    size_t fold;

    for (size_t v = 0; task >= own_tasks(head, options, which); v++) {
        task -= own_tasks(head, options, which);
        head = &head->whole->variants[v];
    }
    step = outputs_of_task(head, options, which);
    n_outputs = head->head.n_outputs;
    fold = options->n_folds - task * step / n_outputs; /* all examples, the longest, first */
    output = (uint32_t)(task * step % n_outputs);
    if (fold == options->n_folds)
        return solve_all(head, options, which,
                         head->pruning != NULL ? &head->pruning->all : &matrices->all, output, step,
                         error);
    return solve_fold(head, options, which, matrices, fold, output, step, error);
}
