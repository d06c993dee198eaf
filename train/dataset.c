/* dataset.c: labelled rows -> examples. */
#include "dataset.h"
#include "read.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE ((size_t)1 << 20)

struct block {
    struct block *next;
    size_t used, size;
    char bytes[];
};

static const char *const SCALES[][3] = {{"oppose", "neutral", "support"},
                                        {"negative", "neutral", "positive"}};

/* A copy of a string that lives as long as the data set. */
static const char *keep(struct dataset *dataset, struct ordo_string string)
{
    struct block *block = dataset->blocks;

    if (block == NULL || block->size - block->used < string.length) {
        size_t size = string.length > BLOCK_SIZE ? string.length : BLOCK_SIZE;
        block = malloc(sizeof *block + size);
        if (block == NULL)
            return NULL;
        *block = (struct block){dataset->blocks, 0, size};
        dataset->blocks = block;
    }
    if (string.length > 0)
        memcpy(block->bytes + block->used, string.bytes, string.length);
    block->used += string.length;
    return block->bytes + block->used - string.length;
}

static int reserve(struct dataset *dataset, struct ordo_error *error)
{
    size_t capacity = dataset->capacity == 0 ? 1024 : dataset->capacity * 2;
    void *fields, *labels, *groups, *weights, *places;

    if (dataset->n < dataset->capacity)
        return 0;
    fields = realloc(dataset->fields, capacity * dataset->n_fields * sizeof *dataset->fields);
    if (fields != NULL)
        dataset->fields = fields;
    labels = realloc(dataset->labels, capacity * (dataset->n_labels + 1) * sizeof *dataset->labels);
    if (labels != NULL)
        dataset->labels = labels;
    groups = realloc(dataset->groups, capacity * sizeof *dataset->groups);
    if (groups != NULL)
        dataset->groups = groups;
    weights = realloc(dataset->weights, capacity * sizeof *dataset->weights);
    if (weights != NULL)
        dataset->weights = weights;
    places = realloc(dataset->places, capacity * sizeof *dataset->places);
    if (places != NULL)
        dataset->places = places;
    if (fields == NULL || labels == NULL || groups == NULL || weights == NULL || places == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    dataset->capacity = capacity;
    return 0;
}

static int read_weight(struct ordo_string value, double *weight, struct ordo_error *error)
{
    char text[64], *end;

    snprintf(text, sizeof text, "%.*s", value.length < 63 ? (int)value.length : 0,
             value.length == 0 ? "" : value.bytes);
    *weight = strtod(text, &end);
    if (end == text || *end != '\0' || !isfinite(*weight) || *weight < 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "weight '%s' is no number from 0", text);
    return 0;
}

/* The group of the row being added; one that has none is a group of its own. */
static int intern_group(struct dataset *dataset, struct ordo_string name)
{
    char own[32] = "\0"; /* no text begins so */
    size_t n = dataset->n;

    if (name.length == 0)
        name = (struct ordo_string){own, 1 + (size_t)snprintf(own + 1, sizeof own - 1, "%zu", n)};
    else
        dataset->n_grouped++;
    dataset->groups[n] = strings_intern(&dataset->group_names, name);
    return dataset->groups[n] == ORDO_NONE ? -1 : 0;
}

/* Whether "a,b,c" or "HEAD:a,b,c" lets a label be; a list of another head has no say. */
static bool is_allowed(const char *list, const char *head, struct ordo_string label)
{
    const char *colon = strchr(list, ':');

    if (colon != NULL) {
        if (strncmp(list, head, (size_t)(colon - list)) != 0 || head[colon - list] != '\0')
            return true;
        list = colon + 1;
    }
    while (*list != '\0') {
        size_t n = strcspn(list, ",");
        if (n == label.length && memcmp(list, label.bytes, n) == 0)
            return true;
        list += n + (list[n] == ',');
    }
    return false;
}

int dataset_check_label(const char *const *allowed, size_t n_allowed, const char *head,
                        struct ordo_string label, struct ordo_error *error)
{
    for (size_t k = 0; k < n_allowed; k++)
        if (!is_allowed(allowed[k], head, label))
            return ordo_fail(
                error, ORDO_ERR_FORMAT, "unknown label '%.*s' of '%s': --labels has %s",
                label.length < 60 ? (int)label.length : 60, label.bytes, head, allowed[k]);
    return 0;
}

/* What a row may not hold: a number where a text is wanted, a label that is none. */
static int check_row(const struct dataset_names *names, const struct rows_reader *reader,
                     const struct rows_row *row, double *weight, struct ordo_error *error)
{
    size_t at = names->n_fields + names->n_labels + (names->group != NULL);

    *weight = 1;
    if (names->weight != NULL && read_weight(row->values[at], weight, error) != 0)
        return rows_fail_at(reader, at, error);
    if (row->kinds[0] > ROWS_STRING) {
        ordo_fail(error, ORDO_ERR_FORMAT, "%s where a text is wanted in field '%s'",
                  row->kinds[0] == ROWS_NUMBER ? "number" : "true or false", names->fields[0]);
        return rows_fail_at(reader, 0, error);
    }
    for (size_t i = 0; i < names->n_labels; i++) {
        struct ordo_string label = row->values[names->n_fields + i];
        if (label.length > 0 && dataset_check_label(names->allowed, names->n_allowed,
                                                    names->labels[i], label, error) != 0)
            return rows_fail_at(reader, names->n_fields + i, error);
    }
    return 0;
}

/* values: fields, labels, then group and weight where asked for. */
static int add_row(struct dataset *dataset, const struct dataset_names *names,
                   const struct ordo_string *values, double weight, struct ordo_error *error)
{
    const struct ordo_string *label = values + names->n_fields, *rest = label + names->n_labels;
    size_t n = dataset->n, n_labelled = 0;

    if (reserve(dataset, error) != 0)
        return -1;
    for (size_t i = 0; i < names->n_labels; i++)
        n_labelled += label[i].length > 0;
    if (values[0].length == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "row has no text in field '%s'", names->fields[0]);
    if (n_labelled == 0 && !names->unlabelled)
        return ordo_fail(error, ORDO_ERR_FORMAT, "row has no label in field '%s'",
                         names->labels[0]);
    for (size_t i = 0; i < names->n_fields; i++) {
        const char *bytes = keep(dataset, values[i]);
        if (bytes == NULL)
            return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        dataset->fields[n * dataset->n_fields + i] = (struct ordo_string){bytes, values[i].length};
    }
    for (size_t i = 0; i < names->n_labels; i++) {
        uint32_t class = ORDO_NONE;
        if (label[i].length > 0 &&
            (class = strings_intern(&dataset->classes[i], label[i])) == ORDO_NONE)
            return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        dataset->labels[n * dataset->n_labels + i] = class;
    }
    dataset->weights[n] = weight;
    dataset->groups[n] = (uint32_t)n;
    if (names->group != NULL && intern_group(dataset, rest[0]) != 0)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    dataset->n++;
    return 0;
}

struct taking {
    struct dataset *dataset;
    const struct dataset_names *names;
    uint32_t path; /* number */
};

static int take_row(void *context, const struct rows_file *file, const struct rows_row *row,
                    struct ordo_error *error)
{
    struct taking *taking = context;
    struct dataset *dataset = taking->dataset;
    double weight;

    if (check_row(taking->names, rows_reader_of(file), row, &weight, error) != 0 ||
        add_row(dataset, taking->names, row->values, weight, error) != 0)
        return -1;
    dataset->places[dataset->n - 1] =
        (struct place){taking->path, row->line, row->byte, row->record.length};
    return 0;
}

static int read_file(struct dataset *dataset, const struct dataset_names *names,
                     const char *const *columns, size_t n_columns, const char *path,
                     uint32_t path_number, const struct talk *talk, struct ordo_error *error)
{
    struct taking taking = {dataset, names, path_number};
    struct reading reading = {talk, &dataset->n_bad, &taking, NULL, take_row};
    struct rows_request request = {.path = path,
                                   .names = columns,
                                   .n_names = n_columns,
                                   .n_required = names->n_fields > 0 ? 1 : 0,
                                   .ill_formed = names->ill_formed};

    return read_rows(&request, &reading, error);
}

int dataset_read(struct dataset *dataset, const struct dataset_names *names,
                 const char *const *paths, size_t n_paths, const struct talk *talk,
                 struct ordo_error *error)
{
    const char *columns[DATASET_FIELDS_MAX + HEADS_MAX + 2];
    size_t n = 0;

    memset(dataset, 0, sizeof *dataset);
    dataset->n_fields = names->n_fields;
    dataset->n_labels = names->n_labels;
    for (size_t i = 0; i < names->n_fields; i++)
        columns[n++] = names->fields[i];
    for (size_t i = 0; i < names->n_labels; i++)
        columns[n++] = names->labels[i];
    if (names->group != NULL)
        columns[n++] = names->group;
    if (names->weight != NULL)
        columns[n++] = names->weight;
    for (size_t i = 0; i < n_paths; i++)
        if (read_file(dataset, names, columns, n, paths[i], (uint32_t)i, talk, error) != 0) {
            dataset_release(dataset);
            return -1;
        }
    if (names->group != NULL && dataset->n > 0 && dataset->n_grouped == 0) {
        dataset_release(dataset);
        return ordo_fail(error, ORDO_ERR_OPTION, "no row has the group field '%s'", names->group);
    }
    if (dataset->n > UINT32_MAX / 2) {
        dataset_release(dataset);
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than 2^31 examples");
    }
    return 0;
}

void dataset_release(struct dataset *dataset)
{
    struct block *block = dataset->blocks;

    while (block != NULL) {
        struct block *next = block->next;
        free(block);
        block = next;
    }
    for (size_t i = 0; i < dataset->n_labels; i++)
        strings_release(&dataset->classes[i]);
    strings_release(&dataset->group_names);
    free(dataset->fields);
    free(dataset->labels);
    free(dataset->groups);
    free(dataset->weights);
    free(dataset->places);
    memset(dataset, 0, sizeof *dataset);
}

/* Place of a class on the scale, or -1. */
static int place_on(const char *const *scale, const char *class)
{
    for (int i = 0; i < 3; i++)
        if (strcmp(scale[i], class) == 0)
            return i;
    return -1;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static int by_scale(const char *const *scale, char **items, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (place_on(scale, items[i]) < 0)
            return -1;
    for (uint32_t i = 1; i < n; i++) /* at most three */
        for (uint32_t k = i; k > 0 && place_on(scale, items[k]) < place_on(scale, items[k - 1]);
             k--) {
            char *other = items[k];
            items[k] = items[k - 1];
            items[k - 1] = other;
        }
    return 0;
}

int dataset_order_classes(struct dataset *dataset, size_t label, struct ordo_error *error)
{
    struct strings *classes = &dataset->classes[label];
    uint32_t n = classes->n;
    char **before;
    uint32_t *to;

    if (n < 2)
        return 0;
    before = malloc(n * sizeof *before);
    to = malloc(n * sizeof *to);
    if (before == NULL || to == NULL) {
        free(before);
        free(to);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    memcpy(before, classes->items, n * sizeof *before);
    if (by_scale(SCALES[0], classes->items, n) != 0 && by_scale(SCALES[1], classes->items, n) != 0)
        qsort(classes->items, n, sizeof *classes->items, by_bytes);
    for (uint32_t old = 0; old < n; old++)
        for (uint32_t i = 0; i < n; i++)
            if (classes->items[i] == before[old])
                to[old] = i;
    for (size_t i = 0; i < dataset->n; i++) {
        uint32_t *class = &dataset->labels[i * dataset->n_labels + label];
        if (*class != ORDO_NONE)
            *class = to[*class];
    }
    free(before);
    free(to);
    free(classes->slots); /* numbers changed: the look-up would lie */
    classes->slots = NULL;
    classes->n_slots = 0;
    classes->capacity = 0;
    return 0;
}

uint64_t dataset_checksum(const struct dataset *dataset, size_t label)
{
    uint64_t checksum = 0;

    for (size_t i = 0; i < dataset->n; i++) {
        uint32_t class = dataset->labels[i * dataset->n_labels + label];
        if (class == ORDO_NONE)
            continue;
        for (size_t f = 0; f < dataset->n_fields; f++) {
            struct ordo_string field = dataset->fields[i * dataset->n_fields + f];
            checksum = ordo_checksum(field.bytes, field.length, checksum);
        }
        checksum = ordo_checksum(dataset->classes[label].items[class],
                                 strlen(dataset->classes[label].items[class]), checksum);
    }
    return checksum;
}
