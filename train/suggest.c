/* suggest.c: which unlabelled texts to label next.
 *
 * Labelled and unlabelled texts share one feature space (word 1-2-grams, tf-idf); a logistic
 * regression, or a committee of them on bootstrap samples of the labelled ones, gives each
 * unlabelled text its probabilities; those make its score; the batch is then chosen one by one,
 * each time the text whose score is highest after what it shares with those chosen before is taken
 * off. */
#include "suggest.h"
#include "bootstrap.h"
#include "copies.h"
#include "matrix.h"
#include "parallel.h"
#include "random.h"
#include "solve.h"
#include "tally.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CANDIDATES 20 /* times the batch, that diversity is sought among */

enum { FIELD_TEXT, FIELD_ID, N_FIELDS };

struct candidate {
    uint32_t row;
    double score, similarity; /* to the nearest one chosen */
    double *probability;      /* [n_classes], borrowed */
    uint64_t order;           /* random, among equals */
};

struct suggesting {
    const struct suggest_options *options;
    struct dataset dataset;
    struct ordo_spec spec;
    struct vocabulary vocabulary;
    struct matrix matrix;
    uint32_t n_classes, n_outputs;
    size_t n_models;
    uint32_t *rows, *class; /* [n_labelled] */
    double *weight;         /* [n_models][n_labelled] times that a row is in the sample */
    size_t n_labelled;
    double *weights; /* [n_models][n_outputs][n_columns], shared with children */
    size_t weights_size;
    struct candidate *candidates; /* [n] unlabelled */
    size_t n;
    double *probability; /* [n][n_classes] mean over the models */
    double *dense;       /* [n_columns] one row, or a mean of them */
};

/* ---- learning ------------------------------------------------------------------------------- */

static int read_data(struct suggesting *suggesting, const struct talk *talk,
                     struct ordo_error *error)
{
    const struct suggest_options *options = suggesting->options;
    struct dataset_names names = {.fields = {options->text, options->id},
                                  .n_fields = N_FIELDS,
                                  .labels = {options->label},
                                  .n_labels = 1,
                                  .group = options->group,
                                  .unlabelled = true};

    return dataset_read(&suggesting->dataset, &names, options->labelled, options->n_labelled, talk,
                        error) != 0 ||
                   dataset_add(&suggesting->dataset, &names, options->unlabelled,
                               options->n_unlabelled, ROLE_UNLABELLED, talk, error) != 0
               ? -1
               : dataset_order_classes(&suggesting->dataset, 0, NULL, NULL, error);
}

/* Rows of the unlabelled files, and rows without a label among the others, are candidates, but for
 * those that are known[n]. */
static int take_rows(struct suggesting *suggesting, const bool *known, struct ordo_error *error)
{
    struct dataset *dataset = &suggesting->dataset;
    size_t n = dataset->n + 1;
    uint64_t state = suggesting->options->seed;

    suggesting->rows = malloc(n * sizeof *suggesting->rows);
    suggesting->class = malloc(n * sizeof *suggesting->class);
    suggesting->candidates = calloc(n, sizeof *suggesting->candidates);
    if (suggesting->rows == NULL || suggesting->class == NULL || suggesting->candidates == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (uint32_t i = 0; i < dataset->n; i++) {
        uint32_t label = dataset->labels[i];
        if (label != ORDO_NONE) {
            suggesting->rows[suggesting->n_labelled] = i;
            suggesting->class[suggesting->n_labelled++] = label;
        } else if (!known[i]) {
            suggesting->candidates[suggesting->n].row = i;
            suggesting->candidates[suggesting->n++].order = random_next(&state);
        }
    }
    suggesting->n_classes = dataset->classes[0].n;
    suggesting->n_outputs = suggesting->n_classes == 2 ? 1 : suggesting->n_classes;
    if (suggesting->n == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no unlabelled texts in the data");
    if (suggesting->options->by != SUGGEST_RANDOM && suggesting->n_classes < 2)
        return ordo_fail(error, ORDO_ERR_FORMAT,
                         "labels of at least two classes are needed to learn from; --by random "
                         "needs none");
    if (suggesting->options->by != SUGGEST_RANDOM && suggesting->n_classes > CLASSES_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d classes", CLASSES_MAX);
    return 0;
}

static int divide(struct suggesting *suggesting, const struct talk *talk, struct ordo_error *error)
{
    size_t n = suggesting->dataset.n, n_left_out;
    bool *known = malloc(n + 1);
    int result = known == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                               : copies_known(known, &suggesting->dataset, FIELD_ID, error);

    if (result == 0)
        result = take_rows(suggesting, known, error);
    free(known);
    n_left_out = n - suggesting->n_labelled - suggesting->n;
    if (result == 0 && n_left_out > 0)
        talk_progress(talk, "%zu texts left out, which are labelled already", n_left_out);
    return result;
}

/* How often each labelled row is in each model's sample: once, or as a bootstrap over groups has
 * it. */
static int draw_samples(struct suggesting *suggesting, struct ordo_error *error)
{
    size_t n = suggesting->n_labelled;
    uint64_t state = suggesting->options->seed + 1;
    uint32_t *group = malloc(2 * (n + 1) * sizeof *group), *times = group + n + 1, n_groups = 0;

    suggesting->weight = malloc((suggesting->n_models * n + 1) * sizeof *suggesting->weight);
    for (size_t i = 0; group != NULL && i < n; i++)
        times[i] = suggesting->dataset.groups[suggesting->rows[i]];
    if (group != NULL)
        n_groups = bootstrap_groups(group, times, n);
    if (group == NULL || n_groups == ORDO_NONE || suggesting->weight == NULL) {
        free(group);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    for (size_t m = 0; m < suggesting->n_models; m++) {
        double *weight = suggesting->weight + m * n;
        memset(times, 0, n_groups * sizeof *times);
        for (uint32_t g = 0; g < n_groups && suggesting->n_models > 1; g++)
            times[random_below(&state, n_groups)]++;
        for (size_t i = 0; i < n; i++)
            weight[i] = suggesting->n_models == 1 ? 1 : times[group[i]];
    }
    free(group);
    return 0;
}

static int solve_task(void *context, size_t task, struct ordo_error *error)
{
    struct suggesting *suggesting = context;
    size_t model = task / suggesting->n_outputs, output = task % suggesting->n_outputs;
    const double *weight = suggesting->weight + model * suggesting->n_labelled;
    struct solve_options options = {.solver = SOLVER_L2R_LR_DUAL,
                                    .C = suggesting->options->C,
                                    .epsilon = -1,
                                    .interpolation = 1,
                                    .seed = (unsigned)(suggesting->options->seed + task)};
    struct examples examples = {.matrix = &suggesting->matrix, .n_classes = suggesting->n_classes};
    size_t n = suggesting->n_labelled;
    uint32_t *rows = malloc((2 * n + 1) * sizeof *rows);
    double *class_weight = malloc(suggesting->n_classes * sizeof *class_weight);
    double *kept = malloc((n + 1) * sizeof *kept);
    int result = -1;

    for (size_t i = 0; rows != NULL && kept != NULL && i < n; i++) {
        if (weight[i] <= 0)
            continue;
        rows[examples.n] = suggesting->rows[i];
        rows[n + examples.n] = suggesting->class[i];
        kept[examples.n++] = weight[i];
    }
    for (size_t k = 0; class_weight != NULL && k < suggesting->n_classes; k++)
        class_weight[k] = 1;
    if (rows == NULL || class_weight == NULL || kept == NULL)
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    else {
        examples.rows = rows;
        examples.class = rows + n;
        examples.weight = kept;
        options.class_weight = class_weight;
        result = solve(suggesting->weights +
                           (model * suggesting->n_outputs + output) * suggesting->matrix.n_columns,
                       &examples, &options, (uint32_t)output, error);
    }
    free(rows);
    free(class_weight);
    free(kept);
    return result;
}

static int learn(struct suggesting *suggesting, struct ordo_error *error)
{
    const struct suggest_options *options = suggesting->options;

    ordo_spec_default(&suggesting->spec);
    suggesting->spec.idf = true;
    if (vocabulary_build(&suggesting->vocabulary, &suggesting->spec, &suggesting->dataset, error) !=
        0)
        return -1;
    if (suggesting->vocabulary.n_features == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no word occurs in two texts");
    if (matrix_build(&suggesting->matrix, &suggesting->spec, &suggesting->vocabulary,
                     &suggesting->dataset, 1, error) != 0)
        return -1;
    suggesting->dense = calloc(suggesting->matrix.n_columns + 1, sizeof *suggesting->dense);
    if (suggesting->dense == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (options->by == SUGGEST_RANDOM)
        return 0;
    suggesting->n_models = options->by == SUGGEST_COMMITTEE ? options->committee : 1;
    suggesting->weights_size = suggesting->n_models * suggesting->n_outputs *
                               suggesting->matrix.n_columns * sizeof *suggesting->weights;
    suggesting->weights = parallel_share(suggesting->weights_size);
    if (suggesting->weights == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (draw_samples(suggesting, error) != 0)
        return -1;
    return parallel_run(suggesting->n_models * suggesting->n_outputs, options->threads, solve_task,
                        suggesting, error);
}

/* ---- scores --------------------------------------------------------------------------------- */

static double entropy(const double *p, uint32_t n)
{
    double sum = 0;

    for (uint32_t k = 0; k < n; k++)
        sum -= p[k] > 0 ? p[k] * log(p[k]) : 0;
    return sum;
}

static double margin(const double *p, uint32_t n)
{
    double first = 0, second = 0;

    for (uint32_t k = 0; k < n; k++) {
        if (p[k] > first) {
            second = first;
            first = p[k];
        } else if (p[k] > second) {
            second = p[k];
        }
    }
    return 1 - (first - second);
}

/* Mean probabilities of the models, and the share of their votes for each class. */
static void ask(const struct suggesting *suggesting, uint32_t row, double *mean, double *votes)
{
    struct ordo_head head = {.n_classes = suggesting->n_classes,
                             .n_outputs = suggesting->n_outputs,
                             .calibration = ORDO_CALIBRATION_NONE};
    double decision[CLASSES_MAX], p[CLASSES_MAX];

    memset(mean, 0, suggesting->n_classes * sizeof *mean);
    memset(votes, 0, suggesting->n_classes * sizeof *votes);
    for (size_t m = 0; m < suggesting->n_models; m++) {
        uint32_t best = 0;
        for (size_t k = 0; k < suggesting->n_outputs; k++)
            decision[k] = solve_decision(suggesting->weights + (m * suggesting->n_outputs + k) *
                                                                   suggesting->matrix.n_columns,
                                         suggesting->matrix.rows[row]);
        ordo_head_probabilities(&head, decision, p);
        for (uint32_t k = 0; k < suggesting->n_classes; k++) {
            mean[k] += p[k] / (double)suggesting->n_models;
            best = p[k] > p[best] ? k : best;
        }
        votes[best] += 1.0 / (double)suggesting->n_models;
    }
}

static double dot(const struct entry *entry, const double *dense, uint32_t n_features)
{
    double sum = 0;

    for (; entry->index >= 0; entry++)
        if ((uint32_t)entry->index <= n_features) /* not the bias */
            sum += entry->value * dense[entry->index - 1];
    return sum;
}

static double norm(const struct entry *entry, uint32_t n_features)
{
    double sum = 0;

    for (; entry->index >= 0; entry++)
        if ((uint32_t)entry->index <= n_features)
            sum += entry->value * entry->value;
    return sum > 0 ? sqrt(sum) : 1;
}

/* Adds a row of length 1, times a factor, to the dense vector. */
static void scatter(struct suggesting *suggesting, uint32_t row, double factor)
{
    const struct entry *entry = suggesting->matrix.rows[row];
    uint32_t n_features = suggesting->vocabulary.n_features;
    double length = norm(entry, n_features);

    for (; entry->index >= 0; entry++)
        if ((uint32_t)entry->index <= n_features)
            suggesting->dense[entry->index - 1] += factor * entry->value / length;
}

static int score(struct suggesting *suggesting, struct ordo_error *error)
{
    const struct suggest_options *options = suggesting->options;
    uint32_t n_classes = suggesting->n_classes, n_features = suggesting->vocabulary.n_features;
    double votes[CLASSES_MAX];

    suggesting->probability = calloc(suggesting->n * n_classes + 1, sizeof(double));
    if (suggesting->probability == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; options->by == SUGGEST_DENSITY && i < suggesting->n; i++)
        scatter(suggesting, suggesting->candidates[i].row, 1.0 / (double)suggesting->n);
    for (size_t i = 0; i < suggesting->n; i++) {
        struct candidate *candidate = &suggesting->candidates[i];
        const struct entry *row = suggesting->matrix.rows[candidate->row];
        double *p = candidate->probability = suggesting->probability + i * n_classes;
        if (options->by == SUGGEST_RANDOM)
            continue;
        ask(suggesting, candidate->row, p, votes);
        candidate->score = options->by == SUGGEST_MARGIN ? margin(p, n_classes)
                           : options->by == SUGGEST_COMMITTEE
                               ? entropy(votes, n_classes) + 1e-3 * entropy(p, n_classes)
                               : entropy(p, n_classes);
        if (options->by == SUGGEST_DENSITY)
            candidate->score *= dot(row, suggesting->dense, n_features) / norm(row, n_features);
    }
    return 0;
}

/* ---- choice --------------------------------------------------------------------------------- */

static int by_score(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;

    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static double worth(const struct suggesting *suggesting, const struct candidate *candidate)
{
    return (candidate->score + 1e-9) *
           (1 - suggesting->options->diversity * fmin(1, candidate->similarity));
}

/* Puts the batch to the head of the candidates. Returns its size. */
static size_t choose(struct suggesting *suggesting)
{
    const struct suggest_options *options = suggesting->options;
    struct candidate *candidates = suggesting->candidates;
    size_t n = options->n < suggesting->n ? options->n : suggesting->n;
    size_t limit = n * CANDIDATES < suggesting->n ? n * CANDIDATES : suggesting->n;
    uint32_t n_features = suggesting->vocabulary.n_features;

    qsort(candidates, suggesting->n, sizeof *candidates, by_score);
    if (options->diversity <= 0 || options->by == SUGGEST_RANDOM)
        return n;
    for (size_t i = 0; i < n; i++) {
        size_t best = i;
        struct candidate chosen;
        for (size_t k = i + 1; k < limit; k++)
            if (worth(suggesting, &candidates[k]) > worth(suggesting, &candidates[best]))
                best = k;
        chosen = candidates[best];
        memmove(&candidates[i + 1], &candidates[i], (best - i) * sizeof *candidates);
        candidates[i] = chosen;
        memset(suggesting->dense, 0, n_features * sizeof *suggesting->dense);
        scatter(suggesting, chosen.row, 1);
        for (size_t k = i + 1; k < limit; k++) {
            const struct entry *row = suggesting->matrix.rows[candidates[k].row];
            double similarity = dot(row, suggesting->dense, n_features) / norm(row, n_features);
            candidates[k].similarity = fmax(candidates[k].similarity, similarity);
        }
    }
    return n;
}

/* ---- output --------------------------------------------------------------------------------- */

static void put_id(const struct suggesting *suggesting, const struct candidate *candidate,
                   struct json *out)
{
    struct ordo_string id =
        suggesting->dataset.fields[(size_t)candidate->row * N_FIELDS + FIELD_ID];

    if (id.length == 0)
        return;
    json_key(out, "id");
    json_string(out, id.bytes, id.length);
}

static void put_text(const struct suggesting *suggesting, const struct candidate *candidate,
                     struct json *out)
{
    struct ordo_string text =
        suggesting->dataset.fields[(size_t)candidate->row * N_FIELDS + FIELD_TEXT];

    json_key(out, "text");
    json_string(out, text.bytes, text.length);
}

static void put_prediction(const struct suggesting *suggesting, const struct candidate *candidate,
                           struct json *out)
{
    if (suggesting->options->by == SUGGEST_RANDOM)
        return;
    json_key(out, "score");
    json_number(out, candidate->score, 4);
    json_key(out, "predicted");
    json_open(out, '{');
    for (uint32_t k = 0; k < suggesting->n_classes; k++) {
        json_key(out, suggesting->dataset.classes[0].items[k]);
        json_number(out, candidate->probability[k], 4);
    }
    json_close(out, '}');
}

static void put_suggestion(const struct suggesting *suggesting, const struct candidate *candidate,
                           struct json *out)
{
    json_open(out, '{');
    switch (suggesting->options->format) {
    case SUGGEST_JSONL:
        put_id(suggesting, candidate, out);
        put_text(suggesting, candidate, out);
        put_prediction(suggesting, candidate, out);
        break;
    case SUGGEST_DOCCANO: /* further members become its metadata */
        put_text(suggesting, candidate, out);
        json_key(out, "label");
        json_open(out, '[');
        json_close(out, ']');
        put_id(suggesting, candidate, out);
        break;
    case SUGGEST_LABEL_STUDIO:
        json_key(out, "data");
        json_open(out, '{');
        put_text(suggesting, candidate, out);
        put_id(suggesting, candidate, out);
        json_close(out, '}');
        break;
    }
    json_close(out, '}');
}

static void put(const struct suggesting *suggesting, size_t n, struct json *out)
{
    bool list = suggesting->options->format == SUGGEST_LABEL_STUDIO;

    if (list)
        json_open(out, '[');
    for (size_t i = 0; i < n; i++) {
        put_suggestion(suggesting, &suggesting->candidates[i], out);
        if (!list)
            json_newline(out);
    }
    if (list) {
        json_close(out, ']');
        json_newline(out);
    }
}

int suggest(const struct suggest_options *options, const struct talk *talk, struct json *out,
            size_t *n_bad, struct ordo_error *error)
{
    struct suggesting *suggesting = calloc(1, sizeof *suggesting);
    int result;

    if (suggesting == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    suggesting->options = options;
    result = read_data(suggesting, talk, error) != 0 || divide(suggesting, talk, error) != 0 ||
                     learn(suggesting, error) != 0 || score(suggesting, error) != 0
                 ? -1
                 : 0;
    if (result == 0)
        put(suggesting, choose(suggesting), out);
    if (result == 0 && out->failed)
        result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    *n_bad = suggesting->dataset.n_bad;
    parallel_unshare(suggesting->weights, suggesting->weights_size);
    matrix_release(&suggesting->matrix);
    vocabulary_release(&suggesting->vocabulary);
    dataset_release(&suggesting->dataset);
    free(suggesting->rows);
    free(suggesting->class);
    free(suggesting->weight);
    free(suggesting->candidates);
    free(suggesting->probability);
    free(suggesting->dense);
    free(suggesting);
    return result;
}
