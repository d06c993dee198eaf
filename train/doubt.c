/* doubt.c: labels that cross-validated prediction contradicts. */
#include "doubt.h"
#include "head.h"
#include "parallel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct doubting {
    struct fit_options options;
    struct vocabulary vocabulary;
    struct matrices matrices;
    struct fitted_head head;
    size_t label;
    double *probability; /* [n][n_classes] */
    uint32_t *counts;    /* [n_classes][n_features] examples that hold a feature */
    uint32_t *examples;  /* [n_classes] */
};

static int solve_task(void *context, size_t task, struct ordo_error *error)
{
    struct doubting *doubting = context;

    return head_solve(&doubting->head, &doubting->options, doubting->label, &doubting->matrices,
                      task, error);
}

/* Cross-validated probabilities of every labelled example. */
static int predict(struct doubting *doubting, const struct dataset *dataset,
                   struct ordo_error *error)
{
    struct fitted_head *head = &doubting->head;
    const struct fit_options *options = &doubting->options;

    if (vocabulary_build(&doubting->vocabulary, &options->spec, dataset, error) != 0)
        return -1;
    if (doubting->vocabulary.n_features == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no word occurs in two examples");
    if (matrices_build(&doubting->matrices, &options->spec, &options->selection,
                       &doubting->vocabulary, dataset, options->bias, error) != 0 ||
        head_init(head, options, dataset, doubting->label, doubting->matrices.all.n_columns,
                  error) != 0)
        return -1;
    if (parallel_run(head_tasks(head, options, doubting->label), options->threads, solve_task,
                     doubting, error) != 0)
        return -1;
    if (head_finish(head, options, doubting->label, doubting->vocabulary.n_features, error) != 0)
        return -1;
    doubting->probability =
        malloc((head->n + 1) * head->head.n_classes * sizeof *doubting->probability);
    if (doubting->probability == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < head->n; i++)
        ordo_head_probabilities(&head->head, head->decision + i * head->head.n_outputs,
                                doubting->probability + i * head->head.n_classes);
    return 0;
}

/* Mean probability of each class among its own examples. */
static int set_thresholds(struct doubts *doubts, const struct doubting *doubting,
                          struct ordo_error *error)
{
    const struct fitted_head *head = &doubting->head;
    uint32_t n_classes = head->head.n_classes;

    doubts->threshold = calloc(n_classes, sizeof *doubts->threshold);
    if (doubts->threshold == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (uint32_t k = 0; k < n_classes; k++) {
        size_t count = 0;
        for (size_t i = 0; i < head->n; i++)
            if (head->class[i] == k) {
                doubts->threshold[k] += doubting->probability[i * n_classes + k];
                count++;
            }
        doubts->threshold[k] = count == 0 ? INFINITY : doubts->threshold[k] / (double)count;
    }
    return 0;
}

/* How many examples of each class hold each feature, into doubting->counts. */
static int count_features(struct doubting *doubting, struct ordo_error *error)
{
    const struct fitted_head *head = &doubting->head;
    size_t n_features = doubting->vocabulary.n_features;

    doubting->counts = calloc(n_features * head->head.n_classes, sizeof *doubting->counts);
    doubting->examples = calloc(head->head.n_classes, sizeof *doubting->examples);
    if (doubting->counts == NULL || doubting->examples == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < head->n; i++) {
        const struct entry *entry = doubting->matrices.all.rows[head->rows[i]];
        doubting->examples[head->class[i]]++;
        for (; entry->index >= 0; entry++)
            if ((size_t)entry->index <= n_features)
                doubting->counts[head->class[i] * n_features + (size_t)entry->index - 1]++;
    }
    return 0;
}

/* Logarithm of how much likelier a feature is among the suggested class's examples than among those
 * of the given one, the doubted example apart: the model that learnt from it excuses it. */
static double ratio_of(const struct doubting *doubting, const struct doubt *doubt, size_t feature)
{
    size_t n_features = doubting->vocabulary.n_features;
    double suggested = doubting->counts[doubt->suggested * n_features + feature] + 0.5;
    double given = doubting->counts[doubt->given * n_features + feature] - 1 + 0.5;

    return log(suggested / (doubting->examples[doubt->suggested] + 1.0) /
               (given / doubting->examples[doubt->given]));
}

/* The words that speak most for the suggested class. */
static void give_reasons(const struct doubting *doubting, struct doubt *doubt)
{
    const struct entry *entry = doubting->matrices.all.rows[doubt->example];

    for (; entry->index >= 0; entry++) {
        int feature = entry->index - 1;
        double weight;
        size_t at;
        if ((uint32_t)feature >= doubting->vocabulary.n_features)
            continue; /* the bias */
        weight = ratio_of(doubting, doubt, (size_t)feature) * entry->value;
        if (weight <= 0)
            continue;
        at = doubt->n_reasons < DOUBT_REASONS ? doubt->n_reasons++ : DOUBT_REASONS;
        while (at > 0 && doubt->reasons[at - 1].weight < weight) {
            if (at < DOUBT_REASONS)
                doubt->reasons[at] = doubt->reasons[at - 1];
            at--;
        }
        if (at < DOUBT_REASONS) {
            doubt->reasons[at].feature = (uint32_t)feature;
            doubt->reasons[at].weight = weight;
        }
    }
}

static int by_margin(const void *a, const void *b)
{
    const struct doubt *x = a, *y = b;
    double left = x->p_given - x->p_suggested, right = y->p_given - y->p_suggested;

    if (left != right)
        return left < right ? -1 : 1;
    return (x->example > y->example) - (x->example < y->example);
}

static int collect(struct doubts *doubts, const struct doubting *doubting, struct ordo_error *error)
{
    const struct fitted_head *head = &doubting->head;
    uint32_t n_classes = head->head.n_classes;

    doubts->items = malloc((head->n + 1) * sizeof *doubts->items);
    if (doubts->items == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < head->n; i++) {
        const double *p = doubting->probability + i * n_classes;
        uint32_t given = head->class[i], best = ORDO_NONE;
        for (uint32_t k = 0; k < n_classes; k++)
            if (k != given && p[k] >= doubts->threshold[k] && (best == ORDO_NONE || p[k] > p[best]))
                best = k;
        if (best == ORDO_NONE || p[given] >= doubts->threshold[given] || p[best] <= p[given])
            continue;
        doubts->items[doubts->n] = (struct doubt){.example = head->rows[i],
                                                  .given = given,
                                                  .suggested = best,
                                                  .p_given = p[given],
                                                  .p_suggested = p[best]};
        give_reasons(doubting, &doubts->items[doubts->n++]);
    }
    qsort(doubts->items, doubts->n, sizeof *doubts->items, by_margin);
    return 0;
}

int doubts_find(struct doubts *doubts, const struct dataset *dataset, size_t label,
                const struct doubt_options *options, struct ordo_error *error)
{
    struct doubting *doubting = calloc(1, sizeof *doubting);
    int result;

    memset(doubts, 0, sizeof *doubts);
    if (doubting == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    doubting->label = label;
    ordo_spec_default(&doubting->options.spec);
    doubting->options.spec.min_df = 2;
    doubting->options.spec.idf = true;
    doubting->options.names = *options->names;
    doubting->options.heads[label] =
        (struct head_options){.solver = SOLVER_L2R_LR_DUAL, .C = 10, .balanced = true};
    doubting->options.calibration = -1;
    doubting->options.bias = 1;
    doubting->options.interpolation = 1;
    doubting->options.n_folds = options->n_folds;
    doubting->options.threads = options->threads;
    doubting->options.seed = options->seed;
    result = predict(doubting, dataset, error) != 0 ||
                     set_thresholds(doubts, doubting, error) != 0 ||
                     count_features(doubting, error) != 0
                 ? -1
                 : collect(doubts, doubting, error);
    if (result == 0) {
        doubts->accuracy = doubting->head.metrics.accuracy.value;
        doubts->macro_f1 = doubting->head.metrics.macro_f1.value;
        doubts->n_examples = doubting->head.n;
        doubts->names = doubting->vocabulary.names; /* taken over */
        doubts->name_at = doubting->vocabulary.name_at;
        doubting->vocabulary.names = NULL;
        doubting->vocabulary.name_at = NULL;
    } else {
        doubts_release(doubts);
    }
    free(doubting->probability);
    free(doubting->counts);
    free(doubting->examples);
    head_release(&doubting->head);
    matrices_release(&doubting->matrices);
    vocabulary_release(&doubting->vocabulary);
    free(doubting);
    return result;
}

const char *doubt_reason(const struct doubts *doubts, uint32_t feature, size_t *length)
{
    *length = doubts->name_at[feature + 1] - doubts->name_at[feature];
    return doubts->names + doubts->name_at[feature];
}

void doubts_release(struct doubts *doubts)
{
    free(doubts->items);
    free(doubts->threshold);
    free(doubts->names);
    free(doubts->name_at);
    memset(doubts, 0, sizeof *doubts);
}
