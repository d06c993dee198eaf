/* dataset.c: labelled rows -> examples. */
#include "dataset.h"
#include "../lib/program/json_fields.h"
#include "moment.h"
#include "number.h"
#include "order.h"
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
    void *fields, *labels, *values, *groups, *weights, *places, *roles;

    if (dataset->n < dataset->capacity)
        return 0;
    fields = realloc(dataset->fields, capacity * dataset->n_fields * sizeof *dataset->fields);
    if (fields != NULL)
        dataset->fields = fields;
    labels = realloc(dataset->labels, capacity * (dataset->n_labels + 1) * sizeof *dataset->labels);
    if (labels != NULL)
        dataset->labels = labels;
    values = realloc(dataset->values, capacity * (dataset->n_labels + 1) * sizeof *dataset->values);
    if (values != NULL)
        dataset->values = values;
    groups = realloc(dataset->groups, capacity * sizeof *dataset->groups);
    if (groups != NULL)
        dataset->groups = groups;
    weights = realloc(dataset->weights, capacity * sizeof *dataset->weights);
    if (weights != NULL)
        dataset->weights = weights;
    places = realloc(dataset->places, capacity * sizeof *dataset->places);
    if (places != NULL)
        dataset->places = places;
    roles = realloc(dataset->roles, capacity * sizeof *dataset->roles);
    if (roles != NULL)
        dataset->roles = roles;
    if (fields == NULL || labels == NULL || values == NULL || roles == NULL || groups == NULL ||
        weights == NULL || places == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    dataset->capacity = capacity;
    return 0;
}

static int read_weight(struct ordo_string value, double *weight, struct ordo_error *error)
{
    if (number_read(value, weight) && *weight >= 0)
        return 0;
    return ordo_fail(error, ORDO_ERR_FORMAT, "weight '%.*s' is no number from 0",
                     value.length < 63 ? (int)value.length : 63,
                     value.length == 0 ? "" : value.bytes);
}

/* The group of the row being added; one that has none is a group of its own. */
static int intern_group(struct dataset *dataset, struct ordo_string name)
{
    uint32_t *group = &dataset->groups[dataset->n];

    dataset->n_grouped += name.length > 0;
    *group = name.length > 0 ? strings_intern(&dataset->group_names, name)
                             : strings_add_nameless(&dataset->group_names);
    return *group == ORDO_NONE ? -1 : 0;
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

int dataset_check_heads(const char *const *values, size_t n_values, const char *option,
                        const char *const *heads, size_t n_heads, struct ordo_error *error)
{
    for (size_t i = 0; i < n_values; i++) {
        size_t length = strcspn(values[i], ":"), h = 0;
        while (h < n_heads &&
               (strlen(heads[h]) != length || memcmp(heads[h], values[i], length) != 0))
            h++;
        if (values[i][length] == ':' && h == n_heads)
            return ordo_fail(error, ORDO_ERR_OPTION, "no head '%.*s' for --%s '%s'", (int)length,
                             values[i], option, values[i]);
    }
    return 0;
}

/* A label that is none, or no number where one is wanted. */
static int check_label(const struct dataset_names *names, size_t which, struct ordo_string label,
                       struct ordo_error *error)
{
    double number;

    if (label.length == 0)
        return 0;
    if (names->numbers[which] && !number_read(label, &number))
        return ordo_fail(error, ORDO_ERR_FORMAT, "label '%.*s' of '%s' is no number up to 1e100",
                         label.length < 60 ? (int)label.length : 60, label.bytes,
                         names->labels[which]);
    return dataset_check_label(names->allowed, names->n_allowed, names->labels[which], label,
                               error);
}

/* A row of JSON that lacks the field of the text: which ones it has. */
static int fail_textless(const struct dataset_names *names, const struct rows_row *row,
                         struct ordo_error *error)
{
    char fields[JSON_FIELDS_ROOM];
    bool deeper;

    if (json_fields_names(row->content, fields, &deeper, error) != 0)
        return -1;
    return ordo_fail(error, ORDO_ERR_FORMAT, "row has no text in field '%.48s'%s%s%s",
                     names->fields[0], fields[0] != '\0' ? ": it has " : "", fields,
                     fields[0] != '\0' ? " (--text names another)" : "");
}

static int check_time(const struct dataset_names *names, struct ordo_string time,
                      struct ordo_error *error)
{
    struct moment moment;

    return time.length == 0 ? ordo_fail(error, ORDO_ERR_FORMAT, "row has no time in field '%s'",
                                        names->fields[names->time])
                            : moment_read(&moment, time, error);
}

/* What a row may not hold: a number where a text is wanted, a label that is none. */
static int check_row(const struct dataset_names *names, enum role role,
                     const struct rows_reader *reader, const struct rows_row *row, double *weight,
                     struct ordo_error *error)
{
    size_t at = names->n_fields + names->n_labels + (names->group != NULL);

    *weight = 1;
    if (names->weight != NULL && role == ROLE_LABELLED &&
        read_weight(row->values[at], weight, error) != 0)
        return rows_fail_at(reader, at, error);
    if (row->kinds[0] > ROWS_STRING) {
        ordo_fail(error, ORDO_ERR_FORMAT, "%s where a text is wanted in field '%s'",
                  row->kinds[0] == ROWS_NUMBER ? "number" : "true or false", names->fields[0]);
        return rows_fail_at(reader, 0, error);
    }
    if (row->kinds[0] == ROWS_ABSENT)
        return fail_textless(names, row, error);
    if (names->time > 0 && check_time(names, row->values[names->time], error) != 0)
        return rows_fail_at(reader, names->time, error);
    for (size_t i = 0; role != ROLE_UNLABELLED && i < names->n_labels; i++)
        if (check_label(names, i, row->values[names->n_fields + i], error) != 0)
            return rows_fail_at(reader, names->n_fields + i, error);
    return 0;
}

/* Class or number of one label; absent ones stay ORDO_NONE and NAN. */
static int add_label(struct dataset *dataset, const struct dataset_names *names, size_t which,
                     struct ordo_string label, struct ordo_error *error)
{
    size_t at = dataset->n * dataset->n_labels + which;

    dataset->labels[at] = ORDO_NONE;
    dataset->values[at] = NAN;
    if (label.length == 0)
        return 0;
    if (names->numbers[which]) {
        number_read(label, &dataset->values[at]); /* it was checked */
        return 0;
    }
    dataset->labels[at] = strings_intern(&dataset->classes[which], label);
    return dataset->labels[at] != ORDO_NONE ? 0
                                            : ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
}

static int add_labels(struct dataset *dataset, const struct dataset_names *names, enum role role,
                      const struct ordo_string *label, struct ordo_error *error)
{
    static const struct ordo_string none = {NULL, 0};
    bool unlabelled = names->unlabelled || role == ROLE_UNLABELLED;
    size_t n_labelled = 0;

    for (size_t i = 0; i < names->n_labels; i++)
        n_labelled += label[i].length > 0;
    if (n_labelled == 0 && !unlabelled)
        return ordo_fail(error, ORDO_ERR_FORMAT, "row has no label in field '%s'",
                         names->labels[0]);
    for (size_t i = 0; i < names->n_labels; i++)
        if (add_label(dataset, names, i, role == ROLE_UNLABELLED ? none : label[i], error) != 0)
            return -1;
    return 0;
}

/* values: fields, labels, then group and weight where asked for. */
static int add_row(struct dataset *dataset, const struct dataset_names *names, enum role role,
                   const struct ordo_string *values, double weight, struct ordo_error *error)
{
    const struct ordo_string *label = values + names->n_fields, *rest = label + names->n_labels;
    size_t n = dataset->n;

    if (reserve(dataset, error) != 0)
        return -1;
    if (values[0].length == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "row has no text in field '%s'", names->fields[0]);
    if (add_labels(dataset, names, role, label, error) != 0)
        return -1;
    dataset->roles[n] = (uint8_t)role;
    dataset->weights[n] = weight;
    for (size_t i = 0; i < names->n_fields; i++) {
        const char *bytes = keep(dataset, values[i]);
        if (bytes == NULL)
            return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        dataset->fields[n * dataset->n_fields + i] = (struct ordo_string){bytes, values[i].length};
    }
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
    enum role role;
};

/* Columns without which no row is one of the data set's. */
static int check_header(void *context, const struct rows_file *file, struct ordo_error *error)
{
    const struct taking *taking = context;
    const struct dataset_names *names = taking->names;
    const struct rows_reader *reader = rows_reader_of(file);
    struct ordo_string header = rows_header_of(file);
    bool labelled = names->unlabelled || taking->role == ROLE_UNLABELLED || names->n_labels == 0;

    if (names->time > 0 && rows_check_column(reader, names->time, header, error) != 0)
        return -1;
    for (size_t i = names->n_labels; !labelled && i-- > 0;)
        labelled = rows_check_column(reader, names->n_fields + i, header, error) == 0;
    return labelled ? 0 : -1;
}

static int take_row(void *context, const struct rows_file *file, const struct rows_row *row,
                    struct ordo_error *error)
{
    struct taking *taking = context;
    struct dataset *dataset = taking->dataset;
    double weight;

    if (check_row(taking->names, taking->role, rows_reader_of(file), row, &weight, error) != 0 ||
        add_row(dataset, taking->names, taking->role, row->values, weight, error) != 0)
        return -1;
    dataset->places[dataset->n - 1] =
        (struct place){taking->path, row->line, row->byte, row->record.length};
    return 0;
}

static int read_files(struct dataset *dataset, const struct dataset_names *names,
                      const char *const *paths, size_t n_paths, enum role role,
                      const struct talk *talk, struct ordo_error *error)
{
    const char *columns[DATASET_FIELDS_MAX + HEADS_MAX + 2];
    struct taking taking = {dataset, names, 0, role};
    struct reading reading = {talk, &dataset->n_bad, &taking, check_header, take_row};
    struct rows_request request = {.names = columns,
                                   .n_required = names->n_fields > 0 ? 1 : 0,
                                   .ill_formed = names->ill_formed};

    for (size_t i = 0; i < names->n_fields; i++)
        columns[request.n_names++] = names->fields[i];
    for (size_t i = 0; i < names->n_labels; i++)
        columns[request.n_names++] = names->labels[i];
    if (names->group != NULL)
        columns[request.n_names++] = names->group;
    if (names->weight != NULL)
        columns[request.n_names++] = names->weight;
    for (size_t i = 0; i < n_paths; i++) {
        request.path = paths[i];
        taking.path = (uint32_t)i;
        if (read_rows(&request, &reading, error) != 0)
            return -1;
    }
    return dataset->n <= UINT32_MAX / 2
               ? 0
               : ordo_fail(error, ORDO_ERR_LIMIT, "more than 2^31 examples");
}

static int check_utf8(const char *name, struct ordo_error *error)
{
    return ordo_utf8_valid(name, strlen(name)) == strlen(name)
               ? 0
               : ordo_fail(error, ORDO_ERR_OPTION, "column '%s' is named in no UTF-8", name);
}

int dataset_check_names(const struct dataset_names *names, struct ordo_error *error)
{
    for (size_t i = 0; i < names->n_fields; i++)
        if (check_utf8(names->fields[i], error) != 0)
            return -1;
    for (size_t h = 0; h < names->n_labels; h++) {
        if (check_utf8(names->labels[h], error) != 0)
            return -1;
        for (size_t i = 0; i < names->n_fields; i++)
            if (strcmp(names->labels[h], names->fields[i]) == 0)
                return ordo_fail(error, ORDO_ERR_OPTION, "column '%s' cannot be label and field",
                                 names->labels[h]);
        for (size_t k = 0; k < h; k++)
            if (strcmp(names->labels[h], names->labels[k]) == 0)
                return ordo_fail(error, ORDO_ERR_OPTION, "head '%s' named twice", names->labels[h]);
    }
    return 0;
}

int dataset_read(struct dataset *dataset, const struct dataset_names *names,
                 const char *const *paths, size_t n_paths, const struct talk *talk,
                 struct ordo_error *error)
{
    int result;

    memset(dataset, 0, sizeof *dataset);
    dataset->n_fields = names->n_fields;
    dataset->n_labels = names->n_labels;
    result = read_files(dataset, names, paths, n_paths, ROLE_LABELLED, talk, error);
    if (result == 0 && names->group != NULL && dataset->n > 0 && dataset->n_grouped == 0)
        result = ordo_fail(error, ORDO_ERR_OPTION, "no row has the group field '%s'", names->group);
    if (result != 0)
        dataset_release(dataset);
    return result;
}

int dataset_add(struct dataset *dataset, const struct dataset_names *names,
                const char *const *paths, size_t n_paths, enum role role, const struct talk *talk,
                struct ordo_error *error)
{
    return read_files(dataset, names, paths, n_paths, role, talk, error);
}

int dataset_check_fields(const struct dataset *dataset, const struct dataset_names *names,
                         size_t first, size_t end, struct ordo_error *error)
{
    for (size_t f = first; f < end; f++) {
        size_t i = 0;
        while (i < dataset->n && dataset->fields[i * dataset->n_fields + f].length == 0)
            i++;
        if (i == dataset->n)
            return ordo_fail(error, ORDO_ERR_OPTION, "no row has the field '%s'", names->fields[f]);
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
    free(dataset->values);
    free(dataset->roles);
    free(dataset->places);
    memset(dataset, 0, sizeof *dataset);
}

/* order: [n] class numbers; each class gets its place there as its new number. */
static void renumber(struct dataset *dataset, size_t label, const uint32_t *order, uint32_t *to,
                     char **items)
{
    struct strings *classes = &dataset->classes[label];

    for (uint32_t i = 0; i < classes->n; i++) {
        items[i] = classes->items[order[i]];
        to[order[i]] = i;
    }
    if (classes->n > 0)
        memcpy(classes->items, items, classes->n * sizeof *items);
    for (size_t i = 0; i < dataset->n; i++) {
        uint32_t *class = &dataset->labels[i * dataset->n_labels + label];
        if (*class != ORDO_NONE)
            *class = to[*class];
    }
    free(classes->slots); /* numbers changed: the look-up would lie */
    classes->slots = NULL;
    classes->n_slots = 0;
    classes->capacity = 0;
}

int dataset_order_classes(struct dataset *dataset, size_t label, const char *list, bool *ordered,
                          struct ordo_error *error)
{
    struct strings *classes = &dataset->classes[label];
    uint32_t *order = malloc(2 * ((size_t)classes->n + 1) * sizeof *order);
    char **items = malloc(((size_t)classes->n + 1) * sizeof *items);
    bool has_order;
    int result;

    if (order == NULL || items == NULL)
        result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    else
        result = order_classes(order, NULL, &has_order, (const char *const *)classes->items,
                               classes->n, list, error);
    if (result == 0)
        renumber(dataset, label, order, order + classes->n, items);
    if (result == 0 && ordered != NULL)
        *ordered = has_order;
    free(order);
    free(items);
    return result;
}

uint64_t dataset_checksum(const struct dataset *dataset, size_t n_fields, size_t label)
{
    uint64_t checksum = 0;

    for (size_t i = 0; i < dataset->n; i++) {
        uint32_t class = dataset->labels[i * dataset->n_labels + label];
        double value = dataset->values[i * dataset->n_labels + label];
        if (class == ORDO_NONE && isnan(value))
            continue;
        for (size_t f = 0; f < n_fields; f++) {
            struct ordo_string field = dataset->fields[i * dataset->n_fields + f];
            checksum = ordo_checksum(field.bytes, field.length, checksum);
        }
        checksum = class == ORDO_NONE
                       ? ordo_checksum(&value, sizeof value, checksum)
                       : ordo_checksum(dataset->classes[label].items[class],
                                       strlen(dataset->classes[label].items[class]), checksum);
    }
    return checksum;
}
