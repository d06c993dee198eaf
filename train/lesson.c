/* lesson.c: which examples a fit sees, and its solvers. */
#include "lesson.h"
#include "self_train.h"

#include <stdlib.h>
#include <string.h>

static int allocate(struct lesson *lesson, size_t n, uint32_t n_classes, struct ordo_error *error)
{
    lesson->rows = malloc((n + 1) * sizeof *lesson->rows);
    lesson->class = malloc((n + 1) * sizeof *lesson->class);
    lesson->group = malloc((n + 1) * sizeof *lesson->group);
    lesson->weight = malloc((n + 1) * sizeof *lesson->weight);
    lesson->target = malloc((n + 1) * sizeof *lesson->target);
    lesson->pool = malloc((n + 1) * sizeof *lesson->pool);
    lesson->class_weight = malloc(((size_t)n_classes + 1) * sizeof *lesson->class_weight);
    if (lesson->rows != NULL && lesson->class != NULL && lesson->group != NULL &&
        lesson->weight != NULL && lesson->target != NULL && lesson->pool != NULL &&
        lesson->class_weight != NULL)
        return 0;
    lesson_release(lesson);
    return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
}

/* By the labelled examples, the first n. Regression has no weights of classes: those of ordered
 * classes go into the examples'. */
static int weigh_classes(struct lesson *lesson, size_t n, struct ordo_error *error)
{
    const struct fitted_head *head = lesson->head;

    if (head_class_weights(lesson->class_weight, &lesson->options->heads[lesson->which],
                           lesson->class, n, head->classes, head->head.n_classes, error) != 0) {
        lesson_release(lesson);
        return -1;
    }
    for (size_t i = 0; head->head.kind == ORDO_HEAD_ORDERED && i < lesson->n; i++)
        lesson->weight[i] *= lesson->class_weight[lesson->class[i]];
    return 0;
}

int lesson_init(struct lesson *lesson, const struct fitted_head *head,
                const struct fit_options *options, size_t which, size_t fold, const bool *held,
                struct ordo_error *error)
{
    size_t n_labelled = 0;

    memset(lesson, 0, sizeof *lesson);
    lesson->head = head;
    lesson->options = options;
    lesson->which = which;
    lesson->seed = (unsigned)(options->seed + (fold == SIZE_MAX ? 0 : options->n_folds - fold) *
                                                  head->head.n_outputs);
    if (allocate(lesson, head->n_all, head->head.n_classes, error) != 0)
        return -1;
    for (size_t i = 0; i < head->n_all; i++) {
        if (head->fold[i] == fold || (held != NULL && held[head->group[i]]))
            continue;
        if (i >= head->n_learnt) {
            lesson->pool[lesson->n_pool++] = head->rows[i];
            continue;
        }
        lesson->rows[lesson->n] = head->rows[i];
        lesson->class[lesson->n] = head->class[i];
        lesson->group[lesson->n] = head->group[i];
        lesson->weight[lesson->n] = head->example_weight[i];
        lesson->target[lesson->n++] = head->target[i];
        n_labelled += i < head->n;
    }
    return weigh_classes(lesson, n_labelled, error);
}

int lesson_copy(struct lesson *copy, const struct lesson *lesson, struct ordo_error *error)
{
    uint32_t n_classes = lesson->head->head.n_classes;

    *copy = *lesson;
    if (allocate(copy, lesson->head->n_all, n_classes, error) != 0)
        return -1;
    memcpy(copy->rows, lesson->rows, lesson->n * sizeof *copy->rows);
    memcpy(copy->class, lesson->class, lesson->n * sizeof *copy->class);
    memcpy(copy->group, lesson->group, lesson->n * sizeof *copy->group);
    memcpy(copy->weight, lesson->weight, lesson->n * sizeof *copy->weight);
    memcpy(copy->target, lesson->target, lesson->n * sizeof *copy->target);
    memcpy(copy->pool, lesson->pool, lesson->n_pool * sizeof *copy->pool);
    memcpy(copy->class_weight, lesson->class_weight, n_classes * sizeof *copy->class_weight);
    return 0;
}

void lesson_release(struct lesson *lesson)
{
    free(lesson->rows);
    free(lesson->class);
    free(lesson->group);
    free(lesson->weight);
    free(lesson->target);
    free(lesson->pool);
    free(lesson->class_weight);
    memset(lesson, 0, sizeof *lesson);
}

static struct examples examples_of(const struct lesson *lesson)
{
    return (struct examples){.matrix = lesson->matrix,
                             .rows = lesson->rows,
                             .class = lesson->class,
                             .weight = lesson->weight,
                             .n = lesson->n,
                             .n_classes = lesson->head->head.n_classes,
                             .target = lesson->target};
}

static struct solve_options options_of(const struct lesson *lesson)
{
    const struct fit_options *options = lesson->options;
    const struct head_options *solving = &options->heads[lesson->which];

    return (struct solve_options){.solver = solving->solver,
                                  .C = solving->C,
                                  .epsilon = options->epsilon,
                                  .class_weight = lesson->class_weight,
                                  .naive_bayes = options->naive_bayes,
                                  .interpolation = options->interpolation,
                                  .seed = lesson->seed,
                                  .tube = options->tube};
}

int lesson_solve(double *weights, const struct lesson *lesson, uint32_t output,
                 struct ordo_error *error)
{
    struct examples examples = examples_of(lesson);
    struct solve_options options = options_of(lesson);

    options.seed += output;
    return solve(weights, &examples, &options, output, error);
}

static int solve_outputs(double *weights, const struct lesson *lesson, struct ordo_error *error)
{
    const struct ordo_head *head = &lesson->head->head;
    struct examples examples = examples_of(lesson);
    struct solve_options options = options_of(lesson);
    int result = 0;

    if (solves_together(options.solver, head->n_classes, options.naive_bayes))
        return solve_together(weights, &examples, &options, error);
    for (uint32_t k = 0; result == 0 && k < head->n_outputs; k++)
        result = lesson_solve(weights + k * (size_t)lesson->matrix->n_columns, lesson, k, error);
    return result;
}

int lesson_learn(double *weights, struct lesson *lesson, uint32_t *taken, struct ordo_error *error)
{
    if (solve_outputs(weights, lesson, error) != 0)
        return -1;
    return lesson->n_pool == 0 ? 0 : self_train(weights, lesson, taken, error);
}

double lesson_center(const struct lesson *lesson)
{
    struct examples examples = examples_of(lesson);

    return lesson->head->head.kind == ORDO_HEAD_CLASSES ? 0 : solve_center(&examples);
}
