/* path.c: costs are walked through from low to high, each solution beginning at the last one where
 * the solver can begin anywhere; it needs few steps from there, and few at a low cost. Candidates
 * that differ in the interpolation of NBSVM alone have one solution. */
#include "path.h"
#include "head.h"
#include "naive_bayes.h"

#include <stdlib.h>
#include <string.h>

static bool same_path(const struct candidate *a, const struct candidate *b)
{
    const struct head_options *x = &a->learning, *y = &b->learning;

    return a->naive_bayes == b->naive_bayes && a->epsilon == b->epsilon && x->solver == y->solver &&
           x->balanced == y->balanced && x->class_weights == y->class_weights;
}

static bool same_solution(const struct candidate *a, const struct candidate *b)
{
    return same_path(a, b) && a->learning.C == b->learning.C;
}

static void decide(const struct job *job, const double *weights, uint32_t output, double *decision)
{
    uint32_t n_outputs = sample_outputs(job->head);

    for (size_t i = 0; i < job->n_held; i++) {
        uint32_t held = job->held[i];
        decision[(size_t)held * n_outputs + output] =
            solve_decision(weights, job->matrix->rows[job->head->rows[held]]);
    }
}

/* Working memory of one output's solutions. */
struct solution {
    double *class_weight, *raw, *folded;
    const struct candidate *of; /* whose solution raw is */
    struct scaled scaled;
};

static int solve_candidate(const struct job *job, const struct candidate *candidate,
                           struct solution *solution, uint32_t output, struct ordo_error *error)
{
    const struct head_options *learning = &candidate->learning;
    struct examples examples = job->examples;
    struct solve_options options = {.solver = learning->solver,
                                    .C = learning->C,
                                    .epsilon = candidate->epsilon,
                                    .class_weight = solution->class_weight,
                                    .seed = (unsigned)(job->seed + job->step_seed * output)};
    int result = head_class_weights(solution->class_weight, learning, examples.class, examples.n,
                                    job->classes, job->head->n_classes, error);

    if (result == 0 && candidate->naive_bayes && solution->scaled.ratio == NULL)
        result = naive_bayes_scale(&solution->scaled, &job->examples,
                                   job->head->n_classes == 2 ? 1 : output, error);
    if (candidate->naive_bayes)
        examples.matrix = &solution->scaled.matrix;
    if (job->warm && solution->of != NULL && same_path(solution->of, candidate))
        options.start = solution->raw;
    return result == 0 ? solve(solution->raw, &examples, &options, output, error) : -1;
}

static bool together(const struct job *job, const struct candidate *candidate)
{
    return solves_together(candidate->learning.solver, job->head->n_classes,
                           candidate->naive_bayes);
}

static int walk_output(const struct job *job, const struct candidate *const *list,
                       double *const *decision, size_t n, struct solution *solution,
                       uint32_t output, struct ordo_error *error)
{
    int result = 0;

    for (size_t c = 0; result == 0 && c < n; c++) {
        const double *weights = solution->raw;
        if (together(job, list[c]))
            continue;
        if (solution->of == NULL || !same_solution(solution->of, list[c])) {
            result = solve_candidate(job, list[c], solution, output, error);
            solution->of = list[c];
        }
        if (result == 0 && list[c]->naive_bayes) {
            memcpy(solution->folded, solution->raw,
                   job->matrix->n_columns * sizeof *solution->folded);
            naive_bayes_fold(solution->folded, &solution->scaled, list[c]->interpolation);
            weights = solution->folded;
        }
        if (result == 0)
            decide(job, weights, output, decision[c]);
    }
    return result;
}

/* The candidates that are solved one output after the other. */
static int walk_outputs(const struct job *job, const struct candidate *const *list,
                        double *const *decision, size_t n, struct ordo_error *error)
{
    size_t columns = job->matrix->n_columns + 1;
    int result = 0;

    for (uint32_t output = 0; result == 0 && output < sample_outputs(job->head); output++) {
        struct solution solution = {.class_weight = malloc(job->head->n_classes * sizeof(double)),
                                    .raw = calloc(columns, sizeof(double)),
                                    .folded = calloc(columns, sizeof(double))};
        result = solution.class_weight == NULL || solution.raw == NULL || solution.folded == NULL
                     ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                     : walk_output(job, list, decision, n, &solution, output, error);
        free(solution.class_weight);
        free(solution.raw);
        free(solution.folded);
        naive_bayes_release(&solution.scaled);
    }
    return result;
}

/* The candidates whose outputs are solved together. */
static int walk_together(const struct job *job, const struct candidate *const *list,
                         double *const *decision, size_t n, struct ordo_error *error)
{
    uint32_t n_outputs = sample_outputs(job->head), n_classes = job->head->n_classes;
    size_t columns = job->matrix->n_columns, n_shares = job->examples.n * n_classes;
    double *class_weight = malloc(n_classes * sizeof *class_weight);
    double *weights = malloc(n_outputs * columns * sizeof *weights + 1);
    float *share = malloc((n_shares + 1) * sizeof *share);
    const struct candidate *last = NULL;
    int result = class_weight == NULL || weights == NULL || share == NULL
                     ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                     : 0;

    for (size_t c = 0; result == 0 && c < n; c++) {
        const struct head_options *learning = &list[c]->learning;
        struct solve_options options = {.solver = learning->solver,
                                        .C = learning->C,
                                        .epsilon = list[c]->epsilon,
                                        .class_weight = class_weight,
                                        .share = share,
                                        .seed = (unsigned)job->seed};
        if (!together(job, list[c]))
            continue;
        if (!job->warm || last == NULL || !same_path(last, list[c]))
            memset(share, 0, n_shares * sizeof *share);
        last = list[c];
        result = head_class_weights(class_weight, learning, job->examples.class, job->examples.n,
                                    job->classes, n_classes, error);
        if (result == 0)
            result = solve_together(weights, &job->examples, &options, error);
        for (uint32_t k = 0; result == 0 && k < n_outputs; k++)
            decide(job, weights + k * columns, k, decision[c]);
    }
    free(class_weight);
    free(weights);
    free(share);
    return result;
}

int solve_path(const struct job *job, const struct candidate *const *list, double *const *decision,
               size_t n, struct ordo_error *error)
{
    size_t n_together = 0;

    for (size_t c = 0; c < n; c++)
        n_together += together(job, list[c]);
    if (n_together > 0 && walk_together(job, list, decision, n, error) != 0)
        return -1;
    return n_together < n ? walk_outputs(job, list, decision, n, error) : 0;
}
