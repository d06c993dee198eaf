/* self_train.c: self-training (Scudder 1965; Yarowsky 1995) with balanced selection.
 *
 * A round labels the whole pool with the model of the round before, takes what it is confident of,
 * and learns anew from the labelled examples and these. Labels are given afresh in every round, so
 * that an early mistake can be taken back. The classes keep the shares that they have among the
 * labelled examples, else the commonest would soon have the pool to itself. Confidence is a
 * probability that means what it says: it is calibrated on a fifth of the lesson's own groups, by a
 * model of the other four. Nothing outside of the lesson is looked at. */
#include "self_train.h"
#include "folds.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PARTS 5 /* one of them for calibration */

/* An unlabelled row that the model is sure of. */
struct candidate {
    double probability;
    uint32_t row, class;
};

static int by_probability(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;

    if (x->probability != y->probability)
        return x->probability < y->probability ? 1 : -1;
    return x->row < y->row ? -1 : x->row > y->row;
}

static void decide(double *decision, const double *weights, const struct lesson *lesson,
                   uint32_t row)
{
    size_t n_columns = lesson->matrix->n_columns;

    for (uint32_t k = 0; k < lesson->head->head.n_outputs; k++)
        decision[k] = solve_decision(weights + k * n_columns, lesson->matrix->rows[row]);
}

/* The lesson without the examples of one part. */
static struct lesson without_part(const struct lesson *lesson, const uint32_t *part, uint32_t which)
{
    struct lesson less = *lesson;

    less.n = less.n_pool = 0;
    for (size_t i = 0; i < lesson->n; i++) {
        if (part[i] == which)
            continue;
        less.rows[less.n] = lesson->rows[i];
        less.class[less.n] = lesson->class[i];
        less.weight[less.n] = lesson->weight[i];
        less.target[less.n++] = lesson->target[i];
    }
    return less;
}

/* Learns from all parts but the first and calibrates by that. The lesson given is a copy that may
 * be written over. */
static int calibrate_part(struct calibration *calibration, double *weights, struct lesson *copy,
                          const uint32_t *part, struct ordo_error *error)
{
    const struct ordo_head *head = &copy->head->head;
    size_t n = 0;
    uint32_t *rows = malloc((copy->n + 1) * sizeof *rows);
    uint32_t *class = malloc((copy->n + 1) * sizeof *class);
    double *decision = malloc((copy->n + 1) * head->n_outputs * sizeof *decision);
    struct held_out held_out = {.head = head, .decision = decision, .class = class};
    struct lesson less;
    int result = rows == NULL || class == NULL || decision == NULL
                     ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                     : 0;

    for (size_t i = 0; result == 0 && i < copy->n; i++)
        if (part[i] == 0) {
            rows[n] = copy->rows[i];
            class[n++] = copy->class[i];
        }
    if (result == 0) {
        less = without_part(copy, part, 0);
        result = lesson_learn(weights, &less, NULL, error);
    }
    for (size_t i = 0; result == 0 && i < n; i++)
        decide(decision + i * head->n_outputs, weights, &less, rows[i]);
    held_out.n = n;
    if (result == 0)
        result =
            calibrate(calibration, &held_out,
                      head->n_classes == 2 ? ORDO_CALIBRATION_PLATT : ORDO_CALIBRATION_TEMPERATURE,
                      ORDO_NONE, error);
    free(rows);
    free(class);
    free(decision);
    return result;
}

/* How far decision values of texts that were not learnt from can be trusted. */
static int calibrate_inside(struct calibration *calibration, const struct lesson *lesson,
                            struct ordo_error *error)
{
    const struct fitted_head *head = lesson->head;
    size_t size = head->head.n_outputs * (size_t)lesson->matrix->n_columns;
    uint32_t *part = malloc((lesson->n + 1) * sizeof *part);
    double *weights = malloc(size * sizeof *weights);
    struct lesson copy;
    int result = -1;

    if (part == NULL || weights == NULL)
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    else if (folds_make(part, lesson->class, 1, lesson->group, lesson->n, head->head.n_classes,
                        PARTS, lesson->seed, error) == 0 &&
             lesson_copy(&copy, lesson, error) == 0) {
        result = calibrate_part(calibration, weights, &copy, part, error);
        lesson_release(&copy);
    }
    free(part);
    free(weights);
    return result;
}

/* Candidates of one model, most probable first. Returns how many. */
static size_t find_candidates(struct candidate *candidates, const double *weights,
                              const struct lesson *lesson, const struct ordo_head *head,
                              double *decision, double *probability)
{
    size_t n = 0;

    for (size_t i = 0; i < lesson->n_pool; i++) {
        uint32_t best = 0;
        decide(decision, weights, lesson, lesson->pool[i]);
        ordo_head_probabilities(head, decision, probability);
        for (uint32_t k = 1; k < head->n_classes; k++)
            if (probability[k] > probability[best])
                best = k;
        if (probability[best] >= lesson->options->self_training.confidence)
            candidates[n++] = (struct candidate){probability[best], lesson->pool[i], best};
    }
    qsort(candidates, n, sizeof *candidates, by_probability);
    return n;
}

/* quota[n_classes]: how many candidates of each class keep the labelled examples' shares. The class
 * that is scarcest among the candidates, measured by its share, sets all numbers. */
static void set_quotas(uint32_t *quota, const struct lesson *lesson, size_t own,
                       const struct candidate *candidates, size_t n)
{
    double least = INFINITY;

    for (uint32_t k = 0; k < lesson->head->head.n_classes; k++) {
        size_t labelled = 0, found = 0;
        for (size_t i = 0; i < own; i++)
            labelled += lesson->class[i] == k;
        for (size_t c = 0; c < n; c++)
            found += candidates[c].class == k;
        quota[k] = (uint32_t)labelled;
        if (labelled > 0)
            least = fmin(least, (double)found / (double)labelled);
    }
    for (uint32_t k = 0; k < lesson->head->head.n_classes; k++)
        quota[k] = (uint32_t)ceil(least * quota[k] - 1e-9);
}

/* Puts the most probable candidates behind the lesson's own examples, of each class as many as its
 * quota. Returns whether they differ from those of the round before. */
static bool take(struct lesson *lesson, size_t own, const struct candidate *candidates, size_t n,
                 uint32_t *quota, uint32_t *taken)
{
    size_t before = lesson->n;
    bool differs = false;

    set_quotas(quota, lesson, own, candidates, n);
    lesson->n = own;
    memset(taken, 0, lesson->head->head.n_classes * sizeof *taken);
    for (size_t c = 0; c < n; c++) {
        const struct candidate *candidate = &candidates[c];
        size_t at = lesson->n;
        if (taken[candidate->class] >= quota[candidate->class])
            continue;
        differs = differs || at >= before || lesson->rows[at] != candidate->row ||
                  lesson->class[at] != candidate->class;
        lesson->rows[at] = candidate->row;
        lesson->class[at] = candidate->class;
        lesson->weight[at] = lesson->options->self_training.weight;
        lesson->target[at] = 0;
        lesson->n++;
        taken[candidate->class]++;
    }
    return differs || lesson->n != before;
}

static int run_rounds(double *weights, struct lesson *lesson, const struct ordo_head *head,
                      uint32_t *taken, struct ordo_error *error)
{
    size_t own = lesson->n, pool = lesson->n_pool;
    struct candidate *candidates = malloc((pool + 1) * sizeof *candidates);
    double *decision = malloc(head->n_outputs * sizeof *decision);
    double *probability = malloc(head->n_classes * sizeof *probability);
    uint32_t *quota = malloc(head->n_classes * sizeof *quota);
    int result = candidates == NULL || decision == NULL || probability == NULL || quota == NULL
                     ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                     : 0;

    for (size_t r = 0; result == 0 && r < lesson->options->self_training.rounds; r++) {
        size_t n = find_candidates(candidates, weights, lesson, head, decision, probability);
        if (!take(lesson, own, candidates, n, quota, taken))
            break;
        lesson->n_pool = 0; /* learn from the examples alone */
        result = lesson_learn(weights, lesson, NULL, error);
        lesson->n_pool = pool;
    }
    lesson->n = own;
    free(candidates);
    free(decision);
    free(probability);
    free(quota);
    return result;
}

int self_train(double *weights, struct lesson *lesson, uint32_t *taken, struct ordo_error *error)
{
    struct ordo_head head = lesson->head->head;
    struct calibration calibration;
    uint32_t *counts = calloc(head.n_classes, sizeof *counts);
    int result;

    if (counts == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    result = calibrate_inside(&calibration, lesson, error);
    if (result == 0) {
        calibration_lend(&head, &calibration);
        result = run_rounds(weights, lesson, &head, counts, error);
        calibration_release(&calibration);
    }
    if (result == 0 && taken != NULL)
        memcpy(taken, counts, head.n_classes * sizeof *taken);
    free(counts);
    return result;
}
