/* agree_read.c: annotators' files or columns -> a table of ratings. */
#include "../lib/reserve.h"
#include "agree_private.h"
#include "order.h"
#include "read.h"
#include "tally.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- reading -------------------------------------------------------------------------------- */

static int add(struct agreeing *agreeing, struct ordo_string item, struct ordo_string annotator,
               struct ordo_string label, struct ordo_error *error)
{
    struct judgement judgement;

    if (label.length == 0)
        return 0;
    judgement.item = strings_intern(&agreeing->items, item);
    judgement.annotator = strings_intern(&agreeing->annotators, annotator);
    judgement.class = strings_intern(&agreeing->classes, label);
    if (judgement.item == ORDO_NONE || judgement.annotator == ORDO_NONE ||
        judgement.class == ORDO_NONE)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (ordo_reserve(&agreeing->judgements, &agreeing->capacity, agreeing->n + 1,
                     sizeof *agreeing->judgements, error) != 0)
        return -1;
    agreeing->judgements[agreeing->n++] = judgement;
    return 0;
}

static struct ordo_string string_of(const char *text)
{
    return (struct ordo_string){text, strlen(text)};
}

/* values: item, then annotator and label, or the columns of labels. */
static int take_row(void *context, const struct rows_file *file, const struct rows_row *row,
                    struct ordo_error *error)
{
    struct agreeing *agreeing = context;
    const char *path = rows_reader_of(file)->path;
    const struct agree_options *options = agreeing->options;
    const struct ordo_string *values = row->values;
    struct ordo_string item = values[0];
    char place[512];

    if (item.length == 0 && (options->annotator != NULL || options->n_labels == 1))
        return ordo_fail(error, ORDO_ERR_FORMAT, "row has no item in field '%s'", options->item);
    if (item.length == 0) { /* a row is an item: its place will do */
        if (options->n_paths > 1)
            snprintf(place, sizeof place, "%.400s line %llu", path, (unsigned long long)row->line);
        else
            snprintf(place, sizeof place, "line %llu", (unsigned long long)row->line);
        item = string_of(place);
    }
    if (options->annotator != NULL) {
        if (values[1].length == 0)
            return ordo_fail(error, ORDO_ERR_FORMAT, "row has no annotator in field '%s'",
                             options->annotator);
        return add(agreeing, item, values[1], values[2], error);
    }
    for (size_t i = 0; i < options->n_labels; i++)
        if (add(agreeing, item, string_of(options->n_labels == 1 ? path : options->labels[i]),
                values[1 + i], error) != 0)
            return -1;
    return 0;
}

static int read_file(struct agreeing *agreeing, const char *path, const char *const *columns,
                     size_t n_columns, const struct talk *talk, struct ordo_error *error)
{
    struct reading reading = {talk, &agreeing->n_bad, agreeing, NULL, take_row};
    struct rows_request request = {.path = path, .names = columns, .n_names = n_columns};

    return read_rows(&request, &reading, error);
}

int agree_read(struct agreeing *agreeing, const struct talk *talk, struct ordo_error *error)
{
    const struct agree_options *options = agreeing->options;
    const char *columns[64] = {options->item};
    size_t n = 1;

    if (options->n_labels > 62)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than 62 columns of labels");
    if (options->annotator != NULL)
        columns[n++] = options->annotator;
    for (size_t i = 0; i < options->n_labels; i++)
        columns[n++] = options->labels[i];
    for (size_t i = 0; i < options->n_paths; i++)
        if (read_file(agreeing, options->paths[i], columns, n, talk, error) != 0)
            return -1;
    if (agreeing->annotators.n < 2)
        return ordo_fail(error, ORDO_ERR_FORMAT, "labels of %u annotators: two are needed to agree",
                         agreeing->annotators.n);
    return agreeing->classes.n <= CLASSES_MAX
               ? 0
               : ordo_fail(error, ORDO_ERR_LIMIT, "more than %d classes", CLASSES_MAX);
}

/* ---- classes -------------------------------------------------------------------------------- */

/* Sorts the classes; those on a scale get values: numbers their own, others their place. to: [n]
 * the new number of each. */
static int sort_classes(struct agreeing *agreeing, uint32_t *to, struct ordo_error *error)
{
    struct strings *classes = &agreeing->classes;
    uint32_t n = classes->n, *order = malloc((n + 1) * sizeof *order);
    char **items = malloc((n + 1) * sizeof *items);
    double *value = malloc((n + 1) * sizeof *value);
    int result;

    agreeing->values = malloc((n + 1) * sizeof *agreeing->values);
    if (order == NULL || items == NULL || value == NULL || agreeing->values == NULL)
        result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    else
        result =
            order_classes(order, value, &agreeing->ordered, (const char *const *)classes->items, n,
                          agreeing->options->order, error);
    for (uint32_t k = 0; result == 0 && k < n; k++) {
        items[k] = classes->items[order[k]];
        agreeing->values[k] = value[order[k]];
        to[order[k]] = k;
    }
    if (result == 0 && n > 0)
        memcpy(classes->items, items, n * sizeof *items);
    free(order);
    free(items);
    free(value);
    return result;
}

/* The judgements as a table, with classes in their order. */
int agree_rate(struct agreeing *agreeing, struct ordo_error *error)
{
    struct ratings *ratings = &agreeing->ratings;
    uint32_t n_classes = agreeing->classes.n;
    uint32_t *to = malloc((n_classes + 1) * sizeof *to);
    size_t size;
    int result;

    *ratings = (struct ratings){agreeing->items.n, agreeing->annotators.n, n_classes, NULL, NULL};
    size = ratings->n_items * ratings->n_annotators;
    ratings->label = malloc((size + 1) * sizeof *ratings->label);
    result = to == NULL || ratings->label == NULL
                 ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                 : sort_classes(agreeing, to, error);
    if (result != 0) {
        free(to);
        return -1;
    }
    for (size_t i = 0; i < size; i++)
        ratings->label[i] = ORDO_NONE;
    for (size_t i = 0; i < agreeing->n; i++) {
        const struct judgement *judgement = &agreeing->judgements[i];
        uint32_t *label =
            &ratings->label[judgement->item * ratings->n_annotators + judgement->annotator];
        agreeing->n_repeated += *label != ORDO_NONE; /* the last one counts */
        *label = to[judgement->class];
    }
    ratings->value = agreeing->ordered ? agreeing->values : NULL;
    free(to);
    return 0;
}
