/* head.c: which examples one head and its variants learn from. head_solve.c learns, head_finish.c
 * calibrates and measures. */
#include "head.h"
#include "folds.h"
#include "parallel.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define VALUE_STRATA  10
#define VARIANT_LEAST 20 /* labelled examples of a value that has a variant */

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

int head_check_name(const char *name, struct ordo_error *error)
{
    return strlen(name) < ORDO_NAME_MAX
               ? 0
               : ordo_fail(error, ORDO_ERR_LIMIT, "head name '%s' is too long", name);
}

int head_check_classes(const char *name, uint32_t n, struct ordo_error *error)
{
    return n >= 2 && n <= CLASSES_MAX
               ? 0
               : ordo_fail(error, ORDO_ERR_FORMAT, "head '%s' has %u class%s; 2 to %d are possible",
                           name, n, n == 1 ? "" : "es", CLASSES_MAX);
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
    size_t *const ends[] = {&head->n, &head->n_learnt, &head->n_all};

    head->rows = malloc(n * sizeof *head->rows);
    head->class = malloc(n * sizeof *head->class);
    head->target = malloc(n * sizeof *head->target);
    head->fold = malloc(n * sizeof *head->fold);
    head->group = malloc(n * sizeof *head->group);
    head->example_weight = malloc(n * sizeof *head->example_weight);
    if (head->rows == NULL || head->class == NULL || head->target == NULL || head->fold == NULL ||
        head->group == NULL || head->example_weight == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (int role = ROLE_LABELLED; role <= ROLE_UNLABELLED; role++) {
        for (size_t i = 0; i < dataset->n; i++) {
            uint32_t class = dataset->labels[i * dataset->n_labels + which];
            double value = dataset->values[i * dataset->n_labels + which];
            if (dataset->roles[i] != role ||
                (role == ROLE_UNLABELLED && head->head.kind != ORDO_HEAD_CLASSES) ||
                (role != ROLE_UNLABELLED && class == ORDO_NONE && isnan(value)))
                continue;
            head->rows[head->n_all] = (uint32_t)i;
            head->class[head->n_all] = class;
            head->target[head->n_all] = head->head.kind == ORDO_HEAD_ORDERED ? class : value;
            head->group[head->n_all] = dataset->groups[i];
            head->fold[head->n_all] = ORDO_NONE;
            head->example_weight[head->n_all++] = dataset->weights[i];
        }
        *ends[role] = head->n_all;
    }
    return 0;
}

/* Tenths of the values from low to high, in place of classes, so that every fold has its share. */
static int value_strata(uint32_t *stratum, const struct fitted_head *head, struct ordo_error *error)
{
    size_t *order = malloc((head->n + 1) * sizeof *order);

    if (order == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    gsl_sort_index(order, head->target, 1, head->n);
    for (size_t i = 0; i < head->n; i++)
        stratum[order[i]] = (uint32_t)(i * VALUE_STRATA / head->n);
    free(order);
    return 0;
}

/* Folds of the labelled examples; others are in the fold of their group, if it is in any. */
static int make_folds(struct fitted_head *head, const struct fit_options *options, size_t n_groups,
                      struct ordo_error *error)
{
    bool values = head->head.kind == ORDO_HEAD_VALUE;
    uint32_t *stratum = malloc((head->n + 1) * sizeof *stratum);
    uint32_t *fold_of = malloc((n_groups + 1) * sizeof *fold_of);
    int result =
        stratum == NULL || fold_of == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;

    if (result == 0 && values)
        result = value_strata(stratum, head, error);
    if (result == 0)
        result = folds_make(head->fold, values ? stratum : head->class, 1, head->group, head->n,
                            values ? VALUE_STRATA : head->head.n_classes,
                            (uint32_t)options->n_folds, options->seed, error);
    if (result == 0) {
        for (size_t g = 0; g < n_groups; g++)
            fold_of[g] = ORDO_NONE;
        for (size_t i = 0; i < head->n; i++)
            fold_of[head->group[i]] = head->fold[i];
        for (size_t i = head->n; i < head->n_all; i++)
            head->fold[i] = fold_of[head->group[i]];
    }
    free(stratum);
    free(fold_of);
    return result;
}

static int allocate(struct fitted_head *head, uint32_t n_columns, struct ordo_error *error)
{
    uint32_t n_outputs = head->head.n_outputs, n_classes = head->head.n_classes;

    head->bias = calloc(n_outputs, sizeof *head->bias);
    head->weights_size = (size_t)n_outputs * n_columns * sizeof *head->weights;
    head->decision_size = (head->n + 1) * n_outputs * sizeof *head->decision;
    head->taken_size = ((size_t)n_classes + 1) * sizeof *head->taken;
    head->weights = parallel_share(head->weights_size);
    head->decision = parallel_share(head->decision_size);
    head->taken = parallel_share(head->taken_size);
    if (head->bias == NULL || head->weights == NULL || head->decision == NULL ||
        head->taken == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    head->head.bias = head->bias;
    for (int i = 0; i <= ORDO_CALIBRATION_ISOTONIC; i++)
        head->loss[i] = NAN;
    return 0;
}

/* What there is to learn: classes, outputs, and the calibration asked for. */
static int set_shape(struct fitted_head *head, const struct fit_options *options,
                     const struct dataset *dataset, size_t which, struct ordo_error *error)
{
    const struct head_options *solving = &options->heads[which];
    const struct strings *classes = &dataset->classes[which];
    const char *name = options->names.labels[which];

    if (head_check_name(name, error) != 0)
        return -1;
    strcpy(head->head.name, name);
    head->head.kind = solving->kind;
    head->head.n_outputs = 1;
    if (solving->kind == ORDO_HEAD_VALUE)
        return 0;
    if (head_check_classes(name, classes->n, error) != 0)
        return -1;
    if (solving->n_offsets > 0 && solving->n_offsets != classes->n)
        return ordo_fail(error, ORDO_ERR_OPTION, "head '%s' has %u classes and %zu offsets", name,
                         classes->n, solving->n_offsets);
    head->head.n_classes = classes->n;
    if (solving->kind == ORDO_HEAD_CLASSES && classes->n > 2)
        head->head.n_outputs = classes->n;
    head->classes = (const char **)classes->items;
    head->head.classes = head->classes;
    return 0;
}

/* The value that a row has in the column of the variants, which is the first behind those of
 * features. */
static struct ordo_string value_of(const struct dataset *dataset, const struct fit_options *options,
                                   uint32_t row)
{
    return dataset->fields[(size_t)row * dataset->n_fields + options->spec.n_fields];
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The distinct values of the labelled examples, ascending. */
static int find_values(struct fitted_head *head, const struct fit_options *options,
                       const struct dataset *dataset, struct ordo_error *error)
{
    struct strings found = {0};
    int result = 0;

    for (size_t i = 0; result == 0 && i < head->n; i++) {
        struct ordo_string value = value_of(dataset, options, head->rows[i]);
        if (value.length > 0 && memchr(value.bytes, '\0', value.length) == NULL &&
            strings_intern(&found, value) == ORDO_NONE)
            result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    if (found.n > 0)
        qsort(found.items, found.n, sizeof *found.items, by_bytes);
    head->values = found.items; /* the strings change owner */
    head->n_values = found.n;
    free(found.slots);
    return result;
}

/* The whole's examples with one value, in their order and in their folds. */
static int take_variant(struct fitted_head *variant, const struct fitted_head *whole,
                        const char *value, const struct fit_options *options,
                        const struct dataset *dataset, struct ordo_error *error)
{
    size_t n = whole->n_all + 1, length = strlen(value);

    *variant = (struct fitted_head){.head = whole->head, .classes = whole->classes};
    variant->whole = whole;
    variant->value = variant->head.value = value;
    variant->rows = malloc(n * sizeof *variant->rows);
    variant->class = malloc(n * sizeof *variant->class);
    variant->target = malloc(n * sizeof *variant->target);
    variant->fold = malloc(n * sizeof *variant->fold);
    variant->group = malloc(n * sizeof *variant->group);
    variant->example_weight = malloc(n * sizeof *variant->example_weight);
    variant->place = malloc(n * sizeof *variant->place);
    if (variant->rows == NULL || variant->class == NULL || variant->target == NULL ||
        variant->fold == NULL || variant->group == NULL || variant->example_weight == NULL ||
        variant->place == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < whole->n_all; i++) {
        struct ordo_string own = value_of(dataset, options, whole->rows[i]);
        size_t at = variant->n_all;
        if (own.length != length || memcmp(own.bytes, value, length) != 0)
            continue;
        variant->rows[at] = whole->rows[i];
        variant->class[at] = whole->class[i];
        variant->target[at] = whole->target[i];
        variant->fold[at] = whole->fold[i];
        variant->group[at] = whole->group[i];
        variant->example_weight[at] = whole->example_weight[i];
        variant->place[at] = (uint32_t)i;
        variant->n_all++;
        variant->n += i < whole->n;
        variant->n_learnt += i < whole->n_learnt;
    }
    return 0;
}

/* Whether there is something to learn: enough examples, of more than one class. */
static bool can_learn(const struct fitted_head *variant)
{
    size_t other = 0;

    for (size_t i = 1; i < variant->n; i++)
        other += variant->target[i] != variant->target[0] || variant->class[i] != variant->class[0];
    return variant->n >= VARIANT_LEAST && other > 0;
}

/* A variant for each value with enough examples; rows of other values have the whole head. */
static int make_variants(struct fitted_head *head, const struct fit_options *options,
                         const struct dataset *dataset, uint32_t n_columns,
                         struct ordo_error *error)
{
    if (find_values(head, options, dataset, error) != 0)
        return -1;
    head->variants = calloc(head->n_values + 1, sizeof *head->variants);
    head->variant_heads = calloc(head->n_values + 1, sizeof *head->variant_heads);
    if (head->variants == NULL || head->variant_heads == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t v = 0; v < head->n_values; v++) {
        struct fitted_head *variant = &head->variants[head->n_variants++];
        if (take_variant(variant, head, head->values[v], options, dataset, error) != 0)
            return -1;
        if (!can_learn(variant)) {
            head_release(variant);
            head->n_variants--;
            continue;
        }
        if (allocate(variant, n_columns, error) != 0)
            return -1;
    }
    if (head->n_variants == 0)
        return ordo_fail(error, ORDO_ERR_OPTION,
                         "no value of '%s' has %d examples of several classes for head '%s'",
                         options->per, VARIANT_LEAST, head->head.name);
    return 0;
}

int head_init(struct fitted_head *head, const struct fit_options *options,
              const struct dataset *dataset, size_t which, uint32_t n_columns,
              struct ordo_error *error)
{
    uint32_t n_groups = 0;

    memset(head, 0, sizeof *head);
    head->whole = head;
    if (set_shape(head, options, dataset, which, error) != 0 ||
        take_examples(head, dataset, which, error) != 0)
        return -1;
    if (head->n == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "head '%s' has no labelled examples",
                         head->head.name);
    head->class_weight = calloc((size_t)head->head.n_classes + 1, sizeof *head->class_weight);
    if (head->class_weight == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (allocate(head, n_columns, error) != 0 ||
        head_class_weights(head->class_weight, &options->heads[which], head->class, head->n,
                           head->classes, head->head.n_classes, error) != 0)
        return -1;
    for (size_t i = 0; i < dataset->n; i++)
        n_groups = dataset->groups[i] >= n_groups ? dataset->groups[i] + 1 : n_groups;
    if (options->n_folds > 0 && make_folds(head, options, n_groups, error) != 0)
        return -1;
    return options->per == NULL ? 0 : make_variants(head, options, dataset, n_columns, error);
}

void head_release(struct fitted_head *head)
{
    for (size_t v = 0; v < head->n_variants; v++)
        head_release(&head->variants[v]);
    for (size_t v = 0; v < head->n_values; v++)
        free(head->values[v]);
    free(head->values);
    free(head->variants);
    free(head->variant_heads);
    free(head->place);
    parallel_unshare(head->weights, head->weights_size);
    parallel_unshare(head->decision, head->decision_size);
    parallel_unshare(head->taken, head->taken_size);
    calibration_release(&head->calibration);
    free(head->bias);
    free(head->class_weight);
    free(head->rows);
    free(head->class);
    free(head->target);
    free(head->fold);
    free(head->group);
    free(head->example_weight);
    metrics_release(&head->metrics);
    metrics_release(&head->pooled);
    memset(head, 0, sizeof *head);
}
