/* tune.c: data -> candidates -> search -> recipe. */
#include "tune.h"
#include "copies.h"
#include "deliver.h"
#include "head.h"
#include "metrics.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int check_head(const struct tuning *tuning, size_t h, struct ordo_error *error)
{
    const struct strings *classes = &tuning->dataset.classes[h];
    const char *const *names = (const char *const *)classes->items;
    const char *name = tuning->options->names.labels[h];
    bool averaged[CLASSES_MAX];
    double weights[CLASSES_MAX];

    if (head_check_name(name, error) != 0 || head_check_classes(name, classes->n, error) != 0)
        return -1;
    if (criterion_classes(averaged, &tuning->search.trial.criterion, names, classes->n, error) != 0)
        return -1;
    for (size_t c = 0; c < tuning->n; c++)
        if (tuning->candidates[c].learning.class_weights != NULL &&
            head_class_weights(weights, &tuning->candidates[c].learning, NULL, 0, names, classes->n,
                               error) != 0)
            return -1;
    return 0;
}

static int read_data(struct tuning *tuning, struct ordo_error *error)
{
    const struct tune_options *options = tuning->options;

    if (dataset_read(&tuning->dataset, &options->names, options->paths, options->n_paths,
                     tuning->talk, error) != 0)
        return -1;
    if (tuning->dataset.n == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no labelled examples in the data");
    for (size_t h = 0; h < options->names.n_labels; h++) {
        bool ordered;
        if (dataset_order_classes(&tuning->dataset, h, NULL, &ordered, error) != 0)
            return -1;
        if (tuning->search.trial.criterion.kind == CRITERION_WEIGHTED_KAPPA && !ordered)
            return ordo_fail(error, ORDO_ERR_OPTION,
                             "metric 'weighted-kappa' needs an order of the classes of '%s'; "
                             "'kappa' does not",
                             options->names.labels[h]);
    }
    return dataset_check_fields(&tuning->dataset, &options->names, 1, options->names.n_fields,
                                error) != 0
               ? -1
               : copies_join(&tuning->dataset, 0, error);
}

/* Draws that a budget of trials suffices for: halving measures a third of all costs of all draws a
 * second time, and a third of these a third time. Better few that are measured to the end. */
static size_t draws_within(const struct tune_options *options)
{
    const struct dimension *costs = &options->space->dimensions[options->space->n_dimensions - 1];
    size_t each = options->search.halving ? 3 * costs->n / 2 : costs->n;
    size_t most = options->search.max_trials / (each == 0 ? 1 : each);

    if (options->draws == 0 || options->search.max_trials == 0 || most >= options->draws)
        return options->draws;
    return most == 0 ? 1 : most;
}

static int find_candidates(struct tuning *tuning, struct ordo_error *error)
{
    const struct tune_options *options = tuning->options;

    if (space_candidates(&tuning->candidates, &tuning->n, options->space, draws_within(options),
                         options->search.seed, error) != 0)
        return -1;
    for (size_t c = 0; c < tuning->n; c++)
        if (tuning->candidates[c].offsets &&
            tuning->search.trial.criterion.kind == CRITERION_LOG_LOSS)
            return ordo_fail(error, ORDO_ERR_OPTION,
                             "offsets change labels, which log loss does not see");
    return 0;
}

/* What a log belongs to: everything that its numbers depend on. */
static uint64_t identity_of(const struct tuning *tuning, struct ordo_error *error)
{
    const struct tune_options *options = tuning->options;
    const struct search_options *search = &options->search;
    const struct dataset *dataset = &tuning->dataset;
    struct json text = {0};
    uint64_t identity = ordo_checksum(dataset->groups, dataset->n * sizeof *dataset->groups, 0);

    identity = ordo_checksum(dataset->weights, dataset->n * sizeof *dataset->weights, identity);
    for (size_t h = 0; h < dataset->n_labels; h++)
        identity ^= dataset_checksum(dataset, dataset->n_fields, h) * (2 * h + 1);
    json_format(&text, "%s %zu %zu %zu %zu %d %zu %zu", options->metric, options->outer_folds,
                search->n_folds, search->n_repeats, search->least_examples, search->halving,
                (size_t)search->seed, search->trial.bootstrap);
    for (size_t c = 0; c < tuning->n; c++) {
        struct recipe recipe;
        candidate_recipe(&recipe, &tuning->candidates[c]);
        recipe_write(&text, &recipe);
        json_format(&text, "%d", tuning->candidates[c].offsets);
    }
    if (text.failed)
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    else
        identity = ordo_checksum(text.bytes, text.length, identity);
    json_release(&text);
    return text.failed ? 0 : identity;
}

static int open_log(struct tuning *tuning, struct ordo_error *error)
{
    struct json head = {0};
    char identity[24];
    int result;

    snprintf(identity, sizeof identity, "%016llx", (unsigned long long)identity_of(tuning, error));
    json_open(&head, '{');
    json_key(&head, "program");
    json_text(&head, "ordo-train tune " ORDO_VERSION);
    json_key(&head, "metric");
    json_text(&head, tuning->options->metric);
    json_key(&head, "candidates");
    json_integer(&head, (int64_t)tuning->n);
    json_key(&head, "search_xxh64");
    json_text(&head, identity);
    json_close(&head, '}');
    json_newline(&head);
    result = head.failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                         : journal_open(&tuning->searching.journal, tuning->options->log,
                                        tuning->options->resume,
                                        &(struct ordo_string){head.bytes, head.length}, error);
    json_release(&head);
    return result;
}

/* The chosen candidate measured as `fit` measures: from a cold start, as along a path of costs a
 * solution is as near to the optimum, but not the same; and with a calibration chosen for it. */
static int confirm(struct tuning *tuning, struct ordo_error *error)
{
    const struct search_options *search = &tuning->search;
    struct trial_options cold = search->trial;
    struct sample sample;
    int result = 0;

    cold.warm = false;
    cold.as_fit = true;
    if (sample_make(&sample, &tuning->dataset, NULL, search->n_folds, search->n_repeats,
                    search->seed, error) != 0)
        return -1;
    for (size_t h = 0; result == 0 && h < sample.n_heads; h++) {
        const struct candidate *chosen = &tuning->candidates[tuning->findings.chosen[h]];
        const struct superset *superset;
        struct trials trials = {0};
        superset = searching_superset(&tuning->searching, chosen, error);
        result = superset == NULL
                     ? -1
                     : trials_solve(&trials, chosen, 1, &sample, superset, &cold, error);
        if (result == 0)
            result = trials_score(&trials, error);
        if (result == 0)
            tuning->confirmed[h] = trials.results[h].score;
        tuning->n_groups[h] = sample.heads[h].n_groups;
        trials_release(&trials);
    }
    sample_release(&sample);
    return result;
}

/* The recipe of the choice; release it. */
static int make_recipe(struct recipe *recipe, const struct tuning *tuning,
                       const struct findings *findings, struct ordo_error *error)
{
    const struct candidate *first = &tuning->candidates[findings->chosen[0]];

    candidate_recipe(recipe, first);
    recipe->common.class_weights = NULL;
    for (size_t h = 0; h < tuning->dataset.n_labels; h++) {
        const struct candidate *chosen = &tuning->candidates[findings->chosen[h]];
        const double *offsets = findings->offsets + findings->chosen[h] * findings->offsets_stride +
                                findings->offsets_at[h];
        struct recipe_head *head = &recipe->heads[recipe->n_heads++];
        memset(head, 0, sizeof *head);
        strcpy(head->name, tuning->options->names.labels[h]);
        head->options = chosen->learning;
        if (chosen->offsets) {
            head->options.offsets = offsets;
            head->options.n_offsets = tuning->dataset.classes[h].n;
        }
        if (recipe_own(&head->options, error) != 0)
            return -1;
    }
    return 0;
}

static int write_recipe(struct tuning *tuning, struct ordo_error *error)
{
    struct recipe recipe;
    struct json text = {0};
    int result = make_recipe(&recipe, tuning, &tuning->findings, error);

    if (result == 0) {
        recipe_write(&text, &recipe);
        result = deliver(tuning->options->output, &text, error);
    }
    recipe_release(&recipe);
    return result;
}

static int run(struct tuning *tuning, struct json *out, struct ordo_error *error)
{
    if (criterion_parse(&tuning->search.trial.criterion, tuning->options->metric, error) != 0 ||
        find_candidates(tuning, error) != 0 || read_data(tuning, error) != 0)
        return -1;
    for (size_t h = 0; h < tuning->dataset.n_labels; h++)
        if (check_head(tuning, h, error) != 0)
            return -1;
    tuning->searching.options = &tuning->search;
    tuning->searching.dataset = &tuning->dataset;
    tuning->searching.fields = (const char(*)[ORDO_NAME_MAX])tuning->options->space->fields;
    tuning->searching.candidates = tuning->candidates;
    tuning->searching.n = tuning->n;
    tuning->searching.talk = tuning->talk;
    if (open_log(tuning, error) != 0 || searching_init(&tuning->searching, error) != 0 ||
        search(&tuning->findings, &tuning->searching, NULL, -1, error) != 0 ||
        confirm(tuning, error) != 0)
        return -1;
    if (tuning->options->outer_folds > 0 && tune_nested(tuning, error) != 0)
        return -1;
    return tune_report(out, tuning, error) != 0 ? -1 : write_recipe(tuning, error);
}

int tune(const struct tune_options *options, const struct talk *talk, struct json *out,
         size_t *n_bad, struct ordo_error *error)
{
    struct tuning *tuning = calloc(1, sizeof *tuning);
    int result;

    if (tuning == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    tuning->options = options;
    tuning->talk = talk;
    tuning->search = options->search;
    result = run(tuning, out, error);
    *n_bad = tuning->dataset.n_bad;
    findings_release(&tuning->findings);
    searching_release(&tuning->searching);
    dataset_release(&tuning->dataset);
    free(tuning->candidates);
    free(tuning);
    return result;
}
