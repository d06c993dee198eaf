/* trial.c: one task is one matrix under one fold of one head: it chooses the features by the
 * training examples, weighs the counts, and solves all candidates that share the matrix. Tasks run
 * in forked children and leave decision values of the examples held out in shared memory; scores
 * are then worked out from these, in children again. */
#include "trial.h"
#include "folds.h"
#include "offsets.h"
#include "parallel.h"
#include "path.h"

#include <stdlib.h>
#include <string.h>

#define INNER_FOLDS 3 /* of the training examples, for offsets */

/* Examples inside and outside of a fold, in one block of memory each. */
struct parts {
    uint32_t *held, *kept, *rows, *class; /* held, kept: numbers among the head's examples */
    double *weight;
    size_t n_held, n_kept;
};

static int make_parts(struct parts *parts, const struct sample_head *head, const uint32_t *among,
                      size_t n, const uint32_t *fold, uint32_t which, struct ordo_error *error)
{
    memset(parts, 0, sizeof *parts);
    parts->held = malloc((4 * n + 1) * sizeof *parts->held);
    parts->weight = malloc((n + 1) * sizeof *parts->weight);
    if (parts->held == NULL || parts->weight == NULL) {
        free(parts->held);
        free(parts->weight);
        memset(parts, 0, sizeof *parts);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    parts->kept = parts->held + n;
    parts->rows = parts->kept + n;
    parts->class = parts->rows + n;
    for (size_t k = 0; k < n; k++) {
        uint32_t i = among == NULL ? (uint32_t)k : among[k];
        if (fold[k] == which) {
            parts->held[parts->n_held++] = i;
            continue;
        }
        parts->rows[parts->n_kept] = head->rows[i];
        parts->class[parts->n_kept] = head->class[i];
        parts->weight[parts->n_kept] = head->weight[i];
        parts->kept[parts->n_kept++] = i;
    }
    return 0;
}

static void release_parts(struct parts *parts)
{
    free(parts->held);
    free(parts->weight);
}

static struct job job_of(const struct sample *sample, const struct sample_head *head,
                         const struct matrix *matrix, const struct parts *parts, size_t seed,
                         size_t step_seed, bool warm)
{
    return (struct job){head,
                        (const char *const *)sample->dataset->classes[head->label].items,
                        matrix,
                        {.matrix = matrix,
                         .rows = parts->rows,
                         .class = parts->class,
                         .weight = parts->weight,
                         .n = parts->n_kept,
                         .n_classes = head->n_classes},
                        parts->held,
                        parts->n_held,
                        seed,
                        step_seed,
                        warm};
}

/* Decision values of the training examples themselves, each from a model that did not see it. */
static int solve_inside(struct trials *trials, const struct sample_head *head,
                        const struct parts *parts, const struct candidate *const *list,
                        double *const *decision, size_t n, size_t seed, struct ordo_error *error)
{
    uint32_t *fold = malloc((2 * parts->n_kept + 1) * sizeof *fold), *group;
    int result = fold == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;

    group = fold + parts->n_kept;
    for (size_t i = 0; result == 0 && i < parts->n_kept; i++)
        group[i] = head->group[parts->kept[i]];
    if (result == 0)
        result = folds_make(fold, parts->class, 1, group, parts->n_kept, head->n_classes,
                            INNER_FOLDS, seed, error);
    for (uint32_t f = 0; result == 0 && f < INNER_FOLDS; f++) {
        struct parts inner;
        struct job job;
        result = make_parts(&inner, head, parts->kept, parts->n_kept, fold, f, error);
        if (result != 0)
            break;
        job = job_of(trials->sample, head, &trials->matrix, &inner, seed + 7919 * (f + 1), 1,
                     trials->options->warm);
        result = solve_path(&job, list, decision, n, error);
        release_parts(&inner);
    }
    free(fold);
    return result;
}

/* Offsets of the candidates that want them, from the training examples. */
static int choose_offsets(struct trials *trials, const struct sample_head *head,
                          const struct parts *parts, const struct candidate *candidate,
                          double *offsets, size_t seed, struct ordo_error *error)
{
    uint32_t n_outputs = sample_outputs(head);
    double *decision = calloc(head->n * n_outputs + 1, sizeof *decision);
    double *kept = malloc((parts->n_kept * n_outputs + 1) * sizeof *kept);
    bool *averaged = malloc(head->n_classes * sizeof *averaged);
    int result = -1;

    if (decision == NULL || kept == NULL || averaged == NULL) {
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    } else if (criterion_classes(
                   averaged, &trials->options->criterion,
                   (const char *const *)trials->sample->dataset->classes[head->label].items,
                   head->n_classes, error) == 0 &&
               solve_inside(trials, head, parts, &candidate, &decision, 1, seed, error) == 0) {
        for (size_t i = 0; i < parts->n_kept; i++)
            memcpy(kept + i * n_outputs, decision + (size_t)parts->kept[i] * n_outputs,
                   n_outputs * sizeof *kept);
        result = offsets_choose(offsets, trials->options->criterion.kind, averaged, parts->class,
                                kept, parts->n_kept, head->n_classes, error);
    }
    free(decision);
    free(kept);
    free(averaged);
    return result;
}

/* Where a task's results go. */
struct task {
    size_t block, head, repeat, fold;
};

static struct task task_of(const struct trials *trials, size_t i)
{
    size_t folds = trials->sample->n_folds, repeats = trials->sample->n_repeats;
    struct task task = {0, 0, 0, i % folds};

    i /= folds;
    task.repeat = i % repeats;
    i /= repeats;
    task.head = i % trials->sample->n_heads;
    task.block = i / trials->sample->n_heads;
    return task;
}

static int solve_block(struct trials *trials, const struct task *task, const struct parts *parts,
                       struct ordo_error *error)
{
    const struct sample *sample = trials->sample;
    const struct sample_head *head = &sample->heads[task->head];
    size_t first = trials->blocks[task->block], n = trials->blocks[task->block + 1] - first;
    uint32_t n_outputs = sample_outputs(head);
    size_t seed = trials->options->seed + task->repeat * 1000003;
    const struct candidate **list = calloc(n, sizeof *list);
    double **decision = calloc(n, sizeof *decision);
    struct job job =
        job_of(sample, head, &trials->matrix, parts,
               seed + (sample->n_folds - task->fold) * n_outputs, 1, trials->options->warm);
    int result =
        list == NULL || decision == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;

    for (size_t c = 0; result == 0 && c < n; c++) {
        list[c] = &trials->candidates[first + c];
        decision[c] = trials->decision + (first + c) * trials->decision_stride +
                      trials->decision_at[task->head] + task->repeat * head->n * n_outputs;
    }
    if (result == 0)
        result = solve_path(&job, list, decision, n, error);
    for (size_t c = 0; result == 0 && c < n; c++)
        if (list[c]->offsets)
            result = choose_offsets(
                trials, head, parts, list[c],
                trials->moves + (first + c) * trials->moves_stride + trials->moves_at[task->head] +
                    (task->repeat * sample->n_folds + task->fold) * head->n_classes,
                seed + task->fold, error);
    free(list);
    free(decision);
    return result;
}

static int run_task(void *context, size_t i, struct ordo_error *error)
{
    struct trials *trials = context;
    struct task task = task_of(trials, i);
    const struct sample_head *head = &trials->sample->heads[task.head];
    const struct candidate *candidate = &trials->candidates[trials->blocks[task.block]];
    size_t n_places = trials->sample->n_repeats * trials->sample->n_folds;
    struct subset subset = {0};
    struct parts parts;
    struct training training;
    int result = make_parts(&parts, head, NULL, head->n, head->fold + task.repeat * head->n,
                            (uint32_t)task.fold, error);

    if (result != 0)
        return -1;
    training = (struct training){parts.rows, parts.n_kept, trials->sample->dataset};
    result = subset_choose(&subset, &trials->superset->counts, trials->superset->shape,
                           &candidate->spec, &candidate->selection, &training, error);
    if (result == 0)
        result = matrix_weigh(&trials->matrix, &trials->superset->counts, &subset, &candidate->spec,
                              head->rows, head->n, candidate->bias, error);
    for (size_t c = trials->blocks[task.block]; c < trials->blocks[task.block + 1]; c++)
        trials->features[(c * trials->sample->n_heads + task.head) * n_places +
                         task.repeat * trials->sample->n_folds + task.fold] = subset.n;
    /* without any feature all decision values stay 0 */
    if (result == 0 && subset.n > 0)
        result = solve_block(trials, &task, &parts, error);
    subset_release(&subset);
    release_parts(&parts);
    return result;
}

static void lay_out(struct trials *trials)
{
    const struct sample *sample = trials->sample;

    for (size_t h = 0; h < sample->n_heads; h++) {
        const struct sample_head *head = &sample->heads[h];
        trials->decision_at[h] = trials->decision_stride;
        trials->decision_stride += sample->n_repeats * head->n * sample_outputs(head);
        trials->moves_at[h] = trials->moves_stride;
        trials->moves_stride += sample->n_repeats * sample->n_folds * head->n_classes;
        trials->offsets_at[h] = trials->offsets_stride;
        trials->offsets_stride += head->n_classes;
    }
}

size_t trials_bytes(const struct sample *sample)
{
    size_t n = 0;

    for (size_t h = 0; h < sample->n_heads; h++)
        n += sample->n_repeats * sample->heads[h].n * sample_outputs(&sample->heads[h]);
    return n * sizeof(double);
}

static void mark_blocks(struct trials *trials)
{
    for (size_t c = 0; c < trials->n; c++)
        if (c == 0 || trials->candidates[c].block != trials->candidates[c - 1].block)
            trials->blocks[trials->n_blocks++] = c;
    trials->blocks[trials->n_blocks] = trials->n;
}

int trials_solve(struct trials *trials, const struct candidate *candidates, size_t n,
                 const struct sample *sample, const struct superset *superset,
                 const struct trial_options *options, struct ordo_error *error)
{
    size_t n_places = sample->n_heads * sample->n_repeats * sample->n_folds;

    memset(trials, 0, sizeof *trials);
    trials->options = options;
    trials->sample = sample;
    trials->superset = superset;
    trials->candidates = candidates;
    trials->n = n;
    lay_out(trials);
    trials->blocks = malloc((n + 1) * sizeof *trials->blocks);
    trials->results = parallel_share(n * sample->n_heads * sizeof *trials->results);
    trials->offsets = parallel_share(n * trials->offsets_stride * sizeof *trials->offsets);
    trials->decision = parallel_share(n * trials->decision_stride * sizeof *trials->decision);
    trials->moves = parallel_share(n * trials->moves_stride * sizeof *trials->moves);
    trials->features = parallel_share(n * n_places * sizeof *trials->features);
    if (trials->blocks == NULL || trials->results == NULL || trials->offsets == NULL ||
        trials->decision == NULL || trials->moves == NULL || trials->features == NULL) {
        trials_release(trials);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    mark_blocks(trials);
    if (parallel_run(trials->n_blocks * n_places, options->n_processes, run_task, trials, error) !=
        0) {
        trials_release(trials);
        return -1;
    }
    return 0;
}

int trials_score(struct trials *trials, struct ordo_error *error)
{
    return parallel_run(trials->n * trials->sample->n_heads, trials->options->n_processes,
                        trial_score, trials, error);
}

void trials_release(struct trials *trials)
{
    const struct sample *sample = trials->sample;
    size_t n = trials->n, n_places;

    if (sample == NULL)
        return;
    n_places = sample->n_heads * sample->n_repeats * sample->n_folds;
    parallel_unshare(trials->results, n * sample->n_heads * sizeof *trials->results);
    parallel_unshare(trials->offsets, n * trials->offsets_stride * sizeof *trials->offsets);
    parallel_unshare(trials->decision, n * trials->decision_stride * sizeof *trials->decision);
    parallel_unshare(trials->moves, n * trials->moves_stride * sizeof *trials->moves);
    parallel_unshare(trials->features, n * n_places * sizeof *trials->features);
    free(trials->blocks);
    matrix_release(&trials->matrix);
    memset(trials, 0, sizeof *trials);
}
