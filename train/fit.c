/* fit.c: data -> vocabulary -> matrix -> weights -> calibration -> model file. */
#include "fit.h"
#include "copies.h"
#include "parallel.h"
#include "prune.h"
#include "record.h"
#include "tongue.h"

#include <math.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SPARE 1024 /* bytes, for sections' alignment and longer figures */

/* Everything that one run makes, in the order in which it is made. */
struct fitting {
    const struct fit_options *options;
    const struct talk *talk;
    struct dataset dataset;
    char language[LANGUAGE_ROOM]; /* of the texts; empty: not known */
    struct vocabulary vocabulary;
    struct matrices matrices;
    struct fitted_head heads[HEADS_MAX];
    size_t n_heads;
    struct pruning pruning; /* n_kept 0: the features are all kept */
    struct unpruned unpruned;
};

/* Distant labels and unlabelled texts, behind the labelled examples. */
static int read_further(struct fitting *fitting, struct ordo_error *error)
{
    const struct fit_options *options = fitting->options;
    struct dataset *dataset = &fitting->dataset;
    size_t n = dataset->n, n_distant;

    if (dataset_add(dataset, &options->names, options->distant.paths, options->distant.n_paths,
                    ROLE_DISTANT, fitting->talk, error) != 0)
        return -1;
    n_distant = dataset->n - n;
    for (size_t i = n; i < dataset->n; i++)
        dataset->weights[i] = options->distant.weight;
    if (dataset_add(dataset, &options->names, options->self_training.paths,
                    options->self_training.n_paths, ROLE_UNLABELLED, fitting->talk, error) != 0)
        return -1;
    talk_progress(fitting->talk, "%zu examples, %zu rows left out", n, dataset->n_bad);
    if (dataset->n > n)
        talk_progress(fitting->talk, "%zu more with distant labels, %zu unlabelled", n_distant,
                      dataset->n - n - n_distant);
    return 0;
}

static int order_head(struct fitting *fitting, size_t which, struct ordo_error *error)
{
    const struct head_options *head = &fitting->options->heads[which];
    bool is_ranked = head->kind == ORDO_HEAD_ORDERED, ordered;

    if (dataset_order_classes(&fitting->dataset, which, is_ranked ? head->order : NULL, &ordered,
                              error) != 0)
        return -1;
    return ordered || !is_ranked
               ? 0
               : ordo_fail(error, ORDO_ERR_OPTION,
                           "which class of '%s' is lower than which? (--order A,B,C)",
                           fitting->options->names.labels[which]);
}

static int read_data(struct fitting *fitting, struct ordo_error *error)
{
    const struct fit_options *options = fitting->options;

    if (dataset_read(&fitting->dataset, &options->names, options->paths, options->n_paths,
                     fitting->talk, error) != 0)
        return -1;
    if (fitting->dataset.n == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no labelled examples in the data");
    if (read_further(fitting, error) != 0 ||
        dataset_check_fields(&fitting->dataset, &options->names, 1,
                             options->spec.n_fields + (options->per != NULL), error) != 0 ||
        copies_join(&fitting->dataset, options->id, error) != 0)
        return -1;
    for (size_t h = 0; h < options->names.n_labels; h++)
        if (order_head(fitting, h, error) != 0)
            return -1;
    if (options->language == NULL)
        return tongue_of(&fitting->dataset, fitting->language, error);
    snprintf(fitting->language, sizeof fitting->language, "%s", options->language);
    return 0;
}

static int make_features(struct fitting *fitting, struct ordo_error *error)
{
    const struct fit_options *options = fitting->options;
    struct ordo_spec all = options->spec;

    all.max_features = 0; /* each fold has its own most frequent ones */
    if (vocabulary_build(&fitting->vocabulary, &all, &fitting->dataset, error) != 0)
        return -1;
    if (fitting->vocabulary.n_features == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no n-gram occurs in %u examples (--min-df)",
                         options->spec.min_df);
    if (matrices_build(&fitting->matrices, &options->spec, &options->selection,
                       &fitting->vocabulary, &fitting->dataset, options->bias, error) != 0)
        return -1;
    talk_progress(fitting->talk, "%u features", fitting->vocabulary.n_features);
    return 0;
}

/* Tasks of all heads in one line, so that a long head does not leave processes idle. */
static int run_task(void *context, size_t task, struct ordo_error *error)
{
    struct fitting *fitting = context;

    for (size_t h = 0; h < fitting->n_heads; h++) {
        size_t n = head_tasks(&fitting->heads[h], fitting->options, h);
        if (task < n)
            return head_solve(&fitting->heads[h], fitting->options, h, &fitting->matrices, task,
                              error);
        task -= n;
    }
    return 0;
}

static void set_pruning(struct fitted_head *head, const struct pruning *pruning)
{
    head->pruning = pruning;
    for (size_t v = 0; v < head->n_variants; v++)
        head->variants[v].pruning = pruning;
}

static void release_heads(struct fitting *fitting)
{
    for (size_t h = 0; h < fitting->n_heads; h++)
        head_release(&fitting->heads[h]);
    fitting->n_heads = 0;
}

static void tell_head(const struct fitting *fitting, const struct fitted_head *head)
{
    const struct figure *r = &head->regression.measures[PEARSON];
    const struct figure *f1 = &head->metrics.macro_f1;

    if (!head->has_metrics)
        return;
    if (head->head.kind == ORDO_HEAD_VALUE && isnan(r->value))
        talk_progress(fitting->talk, "%s: cross-validated mean absolute error %.3f; nothing varies",
                      head->head.name, head->regression.measures[MAE].value);
    else if (head->head.kind == ORDO_HEAD_VALUE)
        talk_progress(fitting->talk,
                      "%s: cross-validated Pearson's r %.3f [%.3f, %.3f], mean absolute error %.3f",
                      head->head.name, r->value, r->low, r->high,
                      head->regression.measures[MAE].value);
    else
        talk_progress(fitting->talk,
                      "%s: cross-validated accuracy %.3f, macro-F1 %.3f [%.3f, %.3f]",
                      head->head.name, head->metrics.accuracy.value, f1->value, f1->low, f1->high);
    if (head->n_variants > 0 && head->head.kind == ORDO_HEAD_VALUE)
        talk_progress(fitting->talk, "%s: with %zu variants; were it one for all, Pearson's r %.3f",
                      head->head.name, head->n_variants,
                      head->pooled_regression.measures[PEARSON].value);
    else if (head->n_variants > 0)
        talk_progress(fitting->talk, "%s: with %zu variants; were it one for all, macro-F1 %.3f",
                      head->head.name, head->n_variants, head->pooled.macro_f1.value);
}

/* Classes that some fold has no example of. */
static void tell_rare(const struct fitting *fitting, const struct fitted_head *head)
{
    size_t n_folds = fitting->options->n_folds, n_rare = 0, fewest = n_folds;
    const char *rarest = "";

    for (uint32_t k = 0; k < head->head.n_classes; k++) {
        size_t count = 0;
        for (size_t i = 0; i < head->n; i++)
            count += head->class[i] == k;
        n_rare += count < n_folds;
        if (count < fewest) {
            fewest = count;
            rarest = head->classes[k];
        }
    }
    if (n_rare > 0)
        talk_progress(
            fitting->talk,
            "%s: %zu class%s with fewer examples than the %zu folds ('%.60s': %zu); nothing can be "
            "told of %s",
            head->head.name, n_rare, n_rare == 1 ? "" : "es", n_folds, rarest, fewest,
            n_rare == 1 ? "it" : "them");
}

/* Over the features of the matrix, or over those that pruning leaves. */
static int fit_heads(struct fitting *fitting, struct ordo_error *error)
{
    const struct fit_options *options = fitting->options;
    const struct pruning *pruning = fitting->pruning.n_kept > 0 ? &fitting->pruning : NULL;
    const struct matrix *matrix = pruning != NULL ? &pruning->all : &fitting->matrices.all;
    size_t n_tasks = 0;

    for (size_t h = 0; h < options->names.n_labels; h++) {
        fitting->n_heads++; /* also a head that fails must be released */
        if (head_init(&fitting->heads[h], options, &fitting->dataset, h, matrix->n_columns,
                      error) != 0)
            return -1;
        if (pruning == NULL) /* once */
            tell_rare(fitting, &fitting->heads[h]);
        set_pruning(&fitting->heads[h], pruning);
        n_tasks += head_tasks(&fitting->heads[h], options, h);
    }
    fitting->pruning.n_heads = fitting->n_heads;
    talk_progress(fitting->talk, "%zu problems to solve", n_tasks);
    if (parallel_run(n_tasks, options->threads, run_task, fitting, error) != 0)
        return -1;
    for (size_t h = 0; h < fitting->n_heads; h++) {
        if (head_finish(&fitting->heads[h], options, h, matrix->n_features, error) != 0)
            return -1;
        tell_head(fitting, &fitting->heads[h]);
    }
    return 0;
}

static size_t count_outputs(const struct fitting *fitting)
{
    size_t n = 0;

    for (size_t h = 0; h < fitting->n_heads; h++)
        n += fitting->heads[h].head.n_outputs * (1 + fitting->heads[h].n_variants);
    return n;
}

/* Figures before anything is dropped, while the heads have them. */
static void keep_figures(struct fitting *fitting)
{
    for (size_t h = 0; h < fitting->n_heads; h++) {
        const struct fitted_head *head = &fitting->heads[h];
        fitting->unpruned.accuracy[h] = head->metrics.accuracy;
        fitting->unpruned.macro_f1[h] = head->metrics.macro_f1;
        fitting->unpruned.pearson[h] = head->regression.measures[PEARSON];
    }
}

/* Puts one head's weights into its columns. Returns how many there are. */
static size_t put_weights(float *to, size_t stride, const struct fitted_head *head, uint32_t n)
{
    size_t n_columns = head->weights_size / sizeof *head->weights / head->head.n_outputs;

    for (uint32_t j = 0; j < n; j++)
        for (uint32_t k = 0; k < head->head.n_outputs; k++)
            to[j * stride + k] = (float)head->weights[k * n_columns + j];
    return head->head.n_outputs;
}

/* idf and all heads' weights of each feature side by side, then their variants'. */
static float *make_rows(struct fitting *fitting)
{
    uint32_t n = fitting->vocabulary.n_features;
    size_t stride = 1 + count_outputs(fitting), at = 1;
    float *rows;

    rows = malloc((size_t)n * stride * sizeof *rows);
    if (rows == NULL)
        return NULL;
    for (uint32_t j = 0; j < n; j++)
        rows[j * stride] = fitting->vocabulary.idf[j];
    for (size_t h = 0; h < fitting->n_heads; h++)
        at += put_weights(rows + at, stride, &fitting->heads[h], n);
    for (size_t h = 0; h < fitting->n_heads; h++)
        for (size_t v = 0; v < fitting->heads[h].n_variants; v++)
            at += put_weights(rows + at, stride, &fitting->heads[h].variants[v], n);
    return rows;
}

/* Numbers of the heads' classes and outputs, then of their variants' outputs. */
static void number_heads(struct fitting *fitting, struct ordo_head *heads)
{
    uint32_t first_class = 0, first_output = 0;

    for (size_t h = 0; h < fitting->n_heads; h++) {
        heads[h] = fitting->heads[h].head;
        heads[h].first_class = first_class;
        heads[h].first_output = first_output;
        first_class += heads[h].n_classes;
        first_output += heads[h].n_outputs;
    }
    for (size_t h = 0; h < fitting->n_heads; h++)
        for (size_t v = 0; v < fitting->heads[h].n_variants; v++) {
            fitting->heads[h].variant_heads[v].first_output = first_output;
            first_output += heads[h].n_outputs;
        }
}

/* The model as it stands. The record, the rows and the heads' numbers are made for it: release
 * them. */
struct parts {
    struct ordo_model_parts model;
    struct ordo_head heads[HEADS_MAX];
    struct json record;
    float *rows;
};

static void release_parts(struct parts *parts)
{
    json_release(&parts->record);
    free(parts->rows);
}

static int make_parts(struct parts *parts, struct fitting *fitting, struct ordo_error *error)
{
    const struct vocabulary *vocabulary = &fitting->vocabulary;

    memset(parts, 0, sizeof *parts);
    parts->model = (struct ordo_model_parts){.spec = &fitting->options->spec,
                                             .n_features = vocabulary->n_features,
                                             .keys = vocabulary->keys,
                                             .name_at = vocabulary->name_at,
                                             .names = vocabulary->names,
                                             .df = vocabulary->df,
                                             .per = fitting->options->per,
                                             .n_heads = (uint32_t)fitting->n_heads,
                                             .heads = parts->heads};
    number_heads(fitting, parts->heads);
    parts->rows = make_rows(fitting);
    if (parts->rows == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (record_write(&parts->record, fitting->options, &fitting->dataset, fitting->language,
                     fitting->heads, fitting->unpruned.n_features > 0 ? &fitting->unpruned : NULL,
                     error) != 0)
        return -1;
    parts->record.bytes[parts->record.length - 1] = '\0'; /* in place of the line feed */
    parts->model.record = parts->record.bytes;
    parts->model.rows = parts->rows;
    return 0;
}

static int write_model(struct fitting *fitting, struct ordo_error *error)
{
    struct parts parts;
    int result = make_parts(&parts, fitting, error);

    if (result == 0)
        result = ordo_model_write(fitting->options->output, &parts.model, error);
    release_parts(&parts);
    return result;
}

/* Bytes of each feature in the model file. */
static uint32_t *costs(const struct fitting *fitting)
{
    const struct vocabulary *vocabulary = &fitting->vocabulary;
    uint32_t *cost = malloc(((size_t)vocabulary->n_features + 1) * sizeof *cost);
    size_t each = sizeof *vocabulary->keys + sizeof(uint32_t) + sizeof *vocabulary->df +
                  sizeof *vocabulary->name_at +
                  ordo_model_row_size((uint32_t)count_outputs(fitting)) * sizeof(float);

    for (uint32_t j = 0; cost != NULL && j < vocabulary->n_features; j++)
        cost[j] = (uint32_t)each + vocabulary->name_at[j + 1] - vocabulary->name_at[j];
    return cost;
}

/* Bytes of the whole file, and of what is not features, with the figures that pruning adds to the
 * record and to spare for those that get longer by it. */
static int sizes(uint64_t *whole, uint64_t *fixed, struct fitting *fitting,
                 struct ordo_error *error)
{
    struct parts parts;
    int result = make_parts(&parts, fitting, error);

    if (result == 0)
        result = ordo_model_size(whole, &parts.model, error);
    release_parts(&parts);
    if (result != 0)
        return -1;
    fitting->unpruned.n_features = fitting->vocabulary.n_features;
    keep_figures(fitting);
    result = make_parts(&parts, fitting, error);
    parts.model.n_features = 0;
    if (result == 0)
        result = ordo_model_size(fixed, &parts.model, error);
    *fixed += SPARE + parts.record.length / 16;
    fitting->unpruned.n_features = 0;
    release_parts(&parts);
    return result;
}

/* The vocabulary and the matrix of all examples without what is least important. */
static int drop_features(struct fitting *fitting, const double *importance,
                         struct ordo_error *error)
{
    struct vocabulary *vocabulary = &fitting->vocabulary;
    uint32_t n = vocabulary->n_features, n_kept = fitting->pruning.n_kept;
    uint32_t *place = malloc(((size_t)n + 1) * sizeof *place);
    struct column *columns = malloc(((size_t)n + 1) * sizeof *columns);
    int result = place == NULL || columns == NULL
                     ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                     : prune_choose(place, importance, n, n_kept, error);

    if (result == 0)
        result = prune_matrix(&fitting->pruning.all, &fitting->matrices.all, place, n_kept,
                              fitting->options->spec.l2, error);
    for (uint32_t j = 0; result == 0 && j < n; j++)
        columns[j] = (struct column){place[j], vocabulary->idf[j]};
    if (result == 0)
        result = vocabulary_keep(vocabulary, columns, error);
    free(place);
    free(columns);
    return result;
}

/* How many features there is room for, and which. */
static int choose_features(struct fitting *fitting, double *importance, const uint32_t *cost,
                           struct ordo_error *error)
{
    uint32_t n = fitting->vocabulary.n_features, n_kept;
    uint64_t whole, fixed, max_size = fitting->options->max_size;

    if (sizes(&whole, &fixed, fitting, error) != 0)
        return -1;
    if (whole <= max_size) {
        talk_progress(fitting->talk, "all features fit into %llu bytes",
                      (unsigned long long)max_size);
        return 0;
    }
    if (prune_importance(importance, &fitting->pruning, &fitting->matrices.all, error) != 0 ||
        prune_count(&n_kept, importance, cost, n, max_size > fixed ? max_size - fixed : 0, error) !=
            0)
        return -1;
    if (n_kept == 0)
        return ordo_fail(error, ORDO_ERR_OPTION,
                         "no feature fits into the size; the rest takes %llu bytes (--max-size)",
                         (unsigned long long)fixed);
    talk_progress(fitting->talk, "%u of %u features fit into %llu bytes", n_kept, n,
                  (unsigned long long)max_size);
    fitting->pruning.n_kept = n_kept;
    fitting->unpruned.n_features = n;
    return drop_features(fitting, importance, error);
}

/* Fits into the size asked for: chooses features by the heads that were fitted to all of them, and
 * fits the heads anew. */
static int prune(struct fitting *fitting, struct ordo_error *error)
{
    double *importance = calloc((size_t)fitting->vocabulary.n_features + 1, sizeof *importance);
    uint32_t *cost = costs(fitting);
    int result = importance == NULL || cost == NULL
                     ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                     : choose_features(fitting, importance, cost, error);

    free(importance);
    free(cost);
    if (result != 0 || fitting->pruning.n_kept == 0)
        return result;
    release_heads(fitting);
    return fit_heads(fitting, error);
}

int fit(const struct fit_options *options, const struct talk *talk, size_t *n_bad,
        struct ordo_error *error)
{
    struct fitting *fitting = calloc(1, sizeof *fitting);
    int result;

    if (fitting == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    fitting->options = options;
    fitting->talk = talk;
    fitting->pruning.heads = fitting->heads;
    result = read_data(fitting, error) != 0 || make_features(fitting, error) != 0 ||
                     fit_heads(fitting, error) != 0 ||
                     (options->max_size > 0 && prune(fitting, error) != 0) ||
                     write_model(fitting, error) != 0
                 ? -1
                 : 0;
    *n_bad = fitting->dataset.n_bad;
    release_heads(fitting);
    matrix_release(&fitting->pruning.all);
    matrices_release(&fitting->matrices);
    vocabulary_release(&fitting->vocabulary);
    dataset_release(&fitting->dataset);
    free(fitting);
    return result;
}
