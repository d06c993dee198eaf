/* head.c: the steps of fitting one head. */
#include "head.h"
#include "calibrate.h"
#include "folds.h"
#include "parallel.h"

#include <stdlib.h>
#include <string.h>

/* "CLASS=W,CLASS=W" over weights that are 1. */
static int parse_weights(double *weights, const char *text, const char *const *classes,
                         uint32_t n_classes, struct ordo_error *error)
{
    while (*text != '\0') {
        size_t length = strcspn(text, ",");
        const char *equals = memchr(text, '=', length);
        uint32_t k = 0;
        char *end;
        double weight;
        if (equals == NULL)
            return ordo_fail(error, ORDO_ERR_OPTION, "no CLASS=WEIGHT in '%s'", text);
        while (k < n_classes && (strlen(classes[k]) != (size_t)(equals - text) ||
                                 memcmp(classes[k], text, (size_t)(equals - text)) != 0))
            k++;
        if (k == n_classes)
            return ordo_fail(error, ORDO_ERR_OPTION, "no class '%.*s' to weigh",
                             (int)(equals - text), text);
        weight = strtod(equals + 1, &end);
        if (end == equals + 1 || end != text + length || !(weight > 0))
            return ordo_fail(error, ORDO_ERR_OPTION, "no weight above 0 in '%s'", text);
        weights[k] = weight;
        text += length + (text[length] == ',');
    }
    return 0;
}

int head_class_weights(double *weights, const struct head_options *options, const uint32_t *class,
                       size_t n, const char *const *classes, uint32_t n_classes,
                       struct ordo_error *error)
{
    for (uint32_t k = 0; k < n_classes; k++) {
        size_t count = 0;
        for (size_t i = 0; options->balanced && i < n; i++)
            count += class[i] == k;
        weights[k] = count > 0 ? (double)n / ((double)n_classes * (double)count) : 1;
    }
    return options->class_weights == NULL
               ? 0
               : parse_weights(weights, options->class_weights, classes, n_classes, error);
}

static int take_examples(struct fitted_head *head, const struct dataset *dataset, size_t which,
                         struct ordo_error *error)
{
    size_t n = dataset->n + 1;

    head->rows = malloc(n * sizeof *head->rows);
    head->class = malloc(n * sizeof *head->class);
    head->fold = malloc(n * sizeof *head->fold);
    head->group = malloc(n * sizeof *head->group);
    head->example_weight = malloc(n * sizeof *head->example_weight);
    if (head->rows == NULL || head->class == NULL || head->fold == NULL || head->group == NULL ||
        head->example_weight == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < dataset->n; i++) {
        uint32_t class = dataset->labels[i * dataset->n_labels + which];
        if (class == ORDO_NONE)
            continue;
        head->rows[head->n] = (uint32_t)i;
        head->class[head->n] = class;
        head->group[head->n] = dataset->groups[i];
        head->example_weight[head->n++] = dataset->weights[i];
    }
    return 0;
}

static int allocate(struct fitted_head *head, uint32_t n_columns, struct ordo_error *error)
{
    uint32_t n_outputs = head->head.n_outputs;

    head->bias = calloc(n_outputs, sizeof *head->bias);
    head->a = calloc(n_outputs, sizeof *head->a);
    head->b = calloc(n_outputs, sizeof *head->b);
    head->class_weight = calloc(head->head.n_classes, sizeof *head->class_weight);
    head->weights_size = (size_t)n_outputs * n_columns * sizeof *head->weights;
    head->decision_size = (head->n + 1) * n_outputs * sizeof *head->decision;
    head->weights = parallel_share(head->weights_size);
    head->decision = parallel_share(head->decision_size);
    if (head->bias == NULL || head->a == NULL || head->b == NULL || head->class_weight == NULL ||
        head->weights == NULL || head->decision == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (uint32_t k = 0; k < n_outputs; k++)
        head->a[k] = 1;
    head->head.bias = head->bias;
    head->head.a = head->a;
    head->head.b = head->b;
    return 0;
}

int head_init(struct fitted_head *head, const struct fit_options *options,
              const struct dataset *dataset, size_t which, uint32_t n_columns,
              struct ordo_error *error)
{
    const struct strings *classes = &dataset->classes[which];
    const char *name = options->names.labels[which];

    memset(head, 0, sizeof *head);
    if (strlen(name) >= sizeof head->head.name)
        return ordo_fail(error, ORDO_ERR_LIMIT, "head name '%s' is too long", name);
    strcpy(head->head.name, name);
    if (classes->n < 2 || classes->n > CLASSES_MAX)
        return ordo_fail(error, ORDO_ERR_FORMAT, "head '%s' has %u classes; 2 to %d are possible",
                         name, classes->n, CLASSES_MAX);
    head->head.n_classes = classes->n;
    head->head.n_outputs = classes->n == 2 ? 1 : classes->n;
    head->head.calibration = (enum ordo_calibration)options->calibration;
    if (options->calibration < 0)
        head->head.calibration =
            classes->n == 2 ? ORDO_CALIBRATION_PLATT : ORDO_CALIBRATION_TEMPERATURE;
    if (options->calibration < 0 && options->heads[which].n_offsets > 0)
        head->head.calibration = ORDO_CALIBRATION_TEMPERATURE; /* keeps the order they make */
    if (options->n_folds == 0)
        head->head.calibration = ORDO_CALIBRATION_NONE;
    if (options->heads[which].n_offsets > 0 && options->heads[which].n_offsets != classes->n)
        return ordo_fail(error, ORDO_ERR_OPTION, "head '%s' has %u classes and %zu offsets", name,
                         classes->n, options->heads[which].n_offsets);
    head->classes = (const char **)classes->items;
    head->head.classes = head->classes;
    if (take_examples(head, dataset, which, error) != 0 || allocate(head, n_columns, error) != 0 ||
        head_class_weights(head->class_weight, &options->heads[which], head->class, head->n,
                           head->classes, classes->n, error) != 0)
        return -1;
    if (options->n_folds > 0 &&
        folds_make(head->fold, head->class, 1, head->group, head->n, classes->n,
                   (uint32_t)options->n_folds, options->seed, error) != 0)
        return -1;
    return 0;
}

void head_release(struct fitted_head *head)
{
    parallel_unshare(head->weights, head->weights_size);
    parallel_unshare(head->decision, head->decision_size);
    free(head->bias);
    free(head->a);
    free(head->b);
    free(head->class_weight);
    free(head->rows);
    free(head->class);
    free(head->fold);
    free(head->group);
    free(head->example_weight);
    metrics_release(&head->metrics);
    memset(head, 0, sizeof *head);
}

static size_t outputs_of_task(const struct fitted_head *head, const struct fit_options *options,
                              size_t which)
{
    return options->heads[which].solver == SOLVER_MCSVM_CS ? head->head.n_outputs : 1;
}

size_t head_tasks(const struct fitted_head *head, const struct fit_options *options, size_t which)
{
    return (options->n_folds + 1) * head->head.n_outputs / outputs_of_task(head, options, which);
}

/* The examples outside of a fold, in memory that the caller frees as one block. */
static uint32_t *outside(struct examples *examples, const struct fitted_head *head, size_t fold)
{
    uint32_t *block = malloc((head->n + 1) * (2 * sizeof(uint32_t) + sizeof(double)));
    double *weight = (double *)(void *)block;
    uint32_t *rows, *class;

    if (block == NULL)
        return NULL;
    rows = (uint32_t *)(void *)(weight + head->n + 1);
    class = rows + head->n + 1;
    examples->n = 0;
    for (size_t i = 0; i < head->n; i++) {
        if (head->fold[i] == fold)
            continue;
        rows[examples->n] = head->rows[i];
        class[examples->n] = head->class[i];
        weight[examples->n++] = head->example_weight[i];
    }
    examples->rows = rows;
    examples->class = class;
    examples->weight = weight;
    return block;
}

/* Features of the fold are those of the examples outside of it. */
static const struct matrix *fold_matrix(struct matrices *matrices, const struct fitted_head *head,
                                        size_t key, const struct examples *outside,
                                        struct ordo_error *error)
{
    struct training training = {outside->rows, outside->n, matrices->dataset};

    return matrices_fold(matrices, key, &training, head->rows, head->n, error);
}

int head_solve(struct fitted_head *head, const struct fit_options *options, size_t which,
               struct matrices *matrices, size_t task, struct ordo_error *error)
{
    const struct matrix *matrix = &matrices->all;
    size_t step = outputs_of_task(head, options, which), n_outputs = head->head.n_outputs;
    size_t fold = options->n_folds - task * step / n_outputs; /* all examples, the longest, first */
    size_t output = task * step % n_outputs;
    struct solve_options solving = {.solver = options->heads[which].solver,
                                    .C = options->heads[which].C,
                                    .epsilon = options->epsilon,
                                    .class_weight = head->class_weight,
                                    .naive_bayes = options->naive_bayes,
                                    .interpolation = options->interpolation,
                                    .seed = (unsigned)(options->seed + task)};
    struct examples examples = {matrix,  head->rows,          head->class, head->example_weight,
                                head->n, head->head.n_classes};
    double *weights;
    uint32_t *block;
    int result;

    if (fold == options->n_folds)
        return solve(head->weights + output * matrix->n_columns, &examples, &solving,
                     (uint32_t)output, error);
    block = outside(&examples, head, fold);
    if (block == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    matrix = fold_matrix(matrices, head, which * options->n_folds + fold + 1, &examples, error);
    weights = matrix == NULL ? NULL : malloc(step * matrix->n_columns * sizeof *weights);
    examples.matrix = matrix;
    result = matrix == NULL    ? -1
             : weights == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                               : solve(weights, &examples, &solving, (uint32_t)output, error);
    for (size_t i = 0; result == 0 && i < head->n; i++)
        for (size_t k = 0; head->fold[i] == fold && k < step; k++)
            head->decision[i * n_outputs + output + k] =
                solve_decision(weights + k * matrix->n_columns, matrix->rows[head->rows[i]]);
    free(block);
    free(weights);
    return result;
}

static int measure(struct fitted_head *head, const struct fit_options *options,
                   struct ordo_error *error)
{
    uint32_t n_classes = head->head.n_classes;
    double *probability = malloc((head->n + 1) * n_classes * sizeof *probability);
    struct predictions predictions = {head->n,     n_classes,   head->class,
                                      probability, head->group, NULL};
    int result;

    if (probability == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < head->n; i++)
        ordo_head_probabilities(&head->head, head->decision + i * head->head.n_outputs,
                                probability + i * n_classes);
    result =
        metrics_compute(&head->metrics, &predictions, options->bootstrap, options->seed, error);
    head->has_metrics = result == 0;
    free(probability);
    return result;
}

/* The offset of an output's decision value. */
static double offset_of(const struct head_options *options, uint32_t n_outputs, uint32_t k)
{
    if (options->n_offsets == 0)
        return 0;
    return n_outputs == 1 ? options->offsets[1] - options->offsets[0] : options->offsets[k];
}

int head_finish(struct fitted_head *head, const struct fit_options *options, size_t which,
                uint32_t n_features, struct ordo_error *error)
{
    uint32_t n_outputs = head->head.n_outputs;
    size_t n_columns = head->weights_size / sizeof *head->weights / n_outputs;

    for (uint32_t k = 0; n_columns > n_features && k < n_outputs; k++)
        head->bias[k] = head->weights[k * n_columns + n_features] * options->bias;
    for (uint32_t k = 0; k < n_outputs; k++) {
        double offset = offset_of(&options->heads[which], n_outputs, k);
        head->bias[k] += offset;
        for (size_t i = 0; i < head->n; i++)
            head->decision[i * n_outputs + k] += offset;
    }
    if (options->n_folds == 0)
        return 0;
    if (calibrate(&head->head, head->decision, head->class, head->n, head->a, head->b, error) != 0)
        return -1;
    return measure(head, options, error);
}
