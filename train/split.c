/* split.c: labelled data -> parts that share no group, document, speaker or near-duplicate. */
#include "split.h"
#include "../lib/program/rows.h"
#include "duplicates.h"
#include "folds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct splitting {
    const struct split_options *options;
    struct dataset dataset;
    struct duplicates duplicates;
    uint32_t *unit;  /* [n] examples that stay together have the lowest one's number */
    uint32_t *class; /* [n] combination of labels */
    uint32_t *part;  /* [n] */
    struct strings combinations;
    struct ordo_output outputs[PARTS_MAX];
    size_t n_open;
};

static uint32_t root(uint32_t *unit, uint32_t which)
{
    while (unit[which] != which) {
        unit[which] = unit[unit[which]];
        which = unit[which];
    }
    return which;
}

static void link(uint32_t *unit, uint32_t a, uint32_t b)
{
    a = root(unit, a);
    b = root(unit, b);
    unit[a > b ? a : b] = a < b ? a : b;
}

/* Groups and near-duplicates together: what either links is one unit. */
static int make_units(struct splitting *splitting, struct ordo_error *error)
{
    const struct dataset *dataset = &splitting->dataset;
    uint32_t n = (uint32_t)dataset->n;
    uint32_t *first = malloc((n + 1) * sizeof *first); /* example of a group */

    splitting->unit = malloc((n + 1) * sizeof *splitting->unit);
    if (first == NULL || splitting->unit == NULL) {
        free(first);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    for (uint32_t i = 0; i < n; i++) {
        first[i] = ORDO_NONE;
        splitting->unit[i] = i;
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t group = dataset->groups[i];
        if (first[group] == ORDO_NONE)
            first[group] = i;
        link(splitting->unit, first[group], i);
    }
    free(first);
    if (splitting->options->near > 0 &&
        duplicates_find(&splitting->duplicates, dataset->fields, n, dataset->n_fields,
                        splitting->options->near, error) != 0)
        return -1;
    for (size_t i = 0; i < splitting->duplicates.n_pairs; i++)
        link(splitting->unit, splitting->duplicates.pairs[i].first,
             splitting->duplicates.pairs[i].second);
    for (uint32_t i = 0; i < n; i++)
        splitting->unit[i] = root(splitting->unit, i);
    return 0;
}

/* The combination of an example's labels, joined by tabs. */
static int make_classes(struct splitting *splitting, struct ordo_error *error)
{
    const struct dataset *dataset = &splitting->dataset;
    char text[4096];

    splitting->class = malloc((dataset->n + 1) * sizeof *splitting->class);
    splitting->part = malloc((dataset->n + 1) * sizeof *splitting->part);
    if (splitting->class == NULL || splitting->part == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < dataset->n; i++) {
        size_t length = 0;
        for (size_t h = 0; h < dataset->n_labels; h++) {
            uint32_t label = dataset->labels[i * dataset->n_labels + h];
            const char *name = label == ORDO_NONE ? "" : dataset->classes[h].items[label];
            int written =
                snprintf(text + length, sizeof text - length, "%s%s", h == 0 ? "" : "\t", name);
            length +=
                (size_t)written < sizeof text - length ? (size_t)written : sizeof text - length - 1;
        }
        splitting->class[i] =
            strings_intern(&splitting->combinations, (struct ordo_string){text, length});
        if (splitting->class[i] == ORDO_NONE)
            return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    return 0;
}

/* ---- by time -------------------------------------------------------------------------------- */

struct moment {
    struct ordo_string time; /* the latest of the unit */
    uint32_t unit, size;
};

/* Numbers as numbers, all else bytewise, as ISO 8601 dates are meant to be. */
static int compare_times(struct ordo_string a, struct ordo_string b)
{
    char *end_a, *end_b, x[64], y[64];
    double left, right;
    size_t shorter = a.length < b.length ? a.length : b.length;
    int difference;

    snprintf(x, sizeof x, "%.*s", a.length < 63 ? (int)a.length : 63, a.bytes);
    snprintf(y, sizeof y, "%.*s", b.length < 63 ? (int)b.length : 63, b.bytes);
    left = strtod(x, &end_a);
    right = strtod(y, &end_b);
    if (end_a > x && *end_a == '\0' && end_b > y && *end_b == '\0')
        return (left > right) - (left < right);
    difference = shorter == 0 ? 0 : memcmp(a.bytes, b.bytes, shorter);
    return difference != 0 ? difference : (a.length > b.length) - (a.length < b.length);
}

static int by_time(const void *a, const void *b)
{
    const struct moment *x = a, *y = b;
    int difference = compare_times(x->time, y->time);

    return difference != 0 ? difference : (x->unit > y->unit) - (x->unit < y->unit);
}

static void fill_in_order(struct splitting *splitting, const struct moment *moments,
                          size_t n_moments, uint32_t *part_of)
{
    const struct split_options *options = splitting->options;
    double n = (double)splitting->dataset.n, limit = options->shares[0] * n, done = 0;
    size_t part = 0;

    for (size_t i = 0; i < n_moments; i++) {
        while (part + 1 < options->n_parts && done + moments[i].size / 2.0 >= limit)
            limit += options->shares[++part] * n;
        part_of[moments[i].unit] = (uint32_t)part;
        done += moments[i].size;
    }
}

static int divide_by_time(struct splitting *splitting, struct ordo_error *error)
{
    const struct dataset *dataset = &splitting->dataset;
    struct moment *moments = calloc(dataset->n + 1, sizeof *moments);
    uint32_t *part_of = calloc(dataset->n + 1, sizeof *part_of);
    size_t n = 0;

    if (moments == NULL || part_of == NULL) {
        free(moments);
        free(part_of);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    for (uint32_t i = 0; i < dataset->n; i++) {
        struct moment *moment = &moments[splitting->unit[i]];
        struct ordo_string time = dataset->fields[i * dataset->n_fields + 1];
        if (moment->size++ == 0 || compare_times(time, moment->time) > 0)
            moment->time = time;
        moment->unit = splitting->unit[i];
    }
    for (size_t i = 0; i < dataset->n; i++)
        if (moments[i].size > 0)
            moments[n++] = moments[i];
    qsort(moments, n, sizeof *moments, by_time);
    fill_in_order(splitting, moments, n, part_of);
    for (size_t i = 0; i < dataset->n; i++)
        splitting->part[i] = part_of[splitting->unit[i]];
    free(moments);
    free(part_of);
    return 0;
}

/* ---- files ---------------------------------------------------------------------------------- */

static const char *ending_of(const char *path)
{
    const char *dot = strrchr(path, '.');

    return dot == NULL || strchr(dot, '/') != NULL ? ".jsonl" : dot;
}

static int open_outputs(struct splitting *splitting, struct ordo_error *error)
{
    const struct split_options *options = splitting->options;
    char path[4096];

    for (size_t i = 0; i < options->n_parts; i++) {
        int length = snprintf(path, sizeof path, "%s.%s%s", options->prefix, options->parts[i],
                              ending_of(options->paths[0]));
        if (length < 0 || (size_t)length >= sizeof path)
            return ordo_fail(error, ORDO_ERR_LIMIT, "the name of an output file is too long");
        if (ordo_output_open(&splitting->outputs[i], path, error) != 0)
            return -1;
        splitting->n_open++;
    }
    return 0;
}

/* Copies the records of one input; `next` is the first example that stands in it or behind. */
static int copy_file(struct splitting *splitting, uint32_t path, size_t *next,
                     struct ordo_error *error)
{
    const struct split_options *options = splitting->options;
    const struct dataset *dataset = &splitting->dataset;
    struct ordo_file file;
    size_t header;
    int result = 0;

    if (ordo_file_open(&file, options->paths[path], error) != 0)
        return -1;
    header = rows_header_length(rows_format_of(options->paths[path], file.bytes, file.length),
                                file.bytes, file.length);
    for (size_t i = 0; path == 0 && result == 0 && header > 0 && i < options->n_parts; i++)
        result = ordo_output_write(&splitting->outputs[i], file.bytes, header, error);
    for (; result == 0 && *next < dataset->n && dataset->places[*next].path == path; ++*next) {
        const struct place *place = &dataset->places[*next];
        struct ordo_output *output = &splitting->outputs[splitting->part[*next]];
        const char *record = file.bytes + place->byte - 1;
        if (place->byte - 1 + place->length > file.length)
            result =
                ordo_fail(error, ORDO_ERR_IO, "%s changed while it was read", options->paths[path]);
        else
            result = ordo_output_write(output, record, place->length, error);
        if (result == 0 && record[place->length - 1] != '\n')
            result = ordo_output_write(output, "\n", 1, error);
    }
    ordo_file_release(&file);
    return result;
}

static int write_parts(struct splitting *splitting, struct ordo_error *error)
{
    size_t next = 0;

    if (open_outputs(splitting, error) != 0)
        return -1;
    for (uint32_t i = 0; i < splitting->options->n_paths; i++)
        if (copy_file(splitting, i, &next, error) != 0)
            return -1;
    for (size_t i = 0; i < splitting->options->n_parts; i++)
        if (ordo_output_commit(&splitting->outputs[i], error) != 0)
            return -1;
    return 0;
}

/* ---- report --------------------------------------------------------------------------------- */

static size_t count(const struct splitting *splitting, uint32_t part, size_t head, uint32_t class)
{
    const struct dataset *dataset = &splitting->dataset;
    size_t n = 0;

    for (size_t i = 0; i < dataset->n; i++)
        n += splitting->part[i] == part &&
             (head == SIZE_MAX || dataset->labels[i * dataset->n_labels + head] == class);
    return n;
}

static void say_row(const struct splitting *splitting, struct json *out, const char *name,
                    size_t head, uint32_t class)
{
    json_format(out, "%-24.24s", name);
    for (uint32_t p = 0; p < splitting->options->n_parts; p++)
        json_format(out, " %9zu", count(splitting, p, head, class));
    json_format(out, "\n");
}

static void say(const struct splitting *splitting, struct json *out)
{
    const struct dataset *dataset = &splitting->dataset;
    size_t n_units = 0, n_linked = 0;

    for (uint32_t i = 0; i < dataset->n; i++)
        n_units += splitting->unit[i] == i;
    for (uint32_t i = 0; splitting->duplicates.cluster != NULL && i < dataset->n; i++)
        n_linked += splitting->duplicates.cluster[i] != i;
    json_format(out, "%-24s", "");
    for (size_t p = 0; p < splitting->options->n_parts; p++)
        json_format(out, " %9.9s", splitting->options->parts[p]);
    json_format(out, "\n");
    say_row(splitting, out, "examples", SIZE_MAX, 0);
    for (size_t h = 0; h < dataset->n_labels; h++)
        for (uint32_t k = 0; k < dataset->classes[h].n; k++) {
            char name[128];
            snprintf(name, sizeof name, "%s %s", splitting->options->names.labels[h],
                     dataset->classes[h].items[k]);
            say_row(splitting, out, name, h, k);
        }
    json_format(out,
                "%zu units that stay together in %zu examples; %zu examples nearly repeat an "
                "earlier one\n",
                n_units, dataset->n, n_linked);
}

static int run(struct splitting *splitting, const struct talk *talk, struct json *out,
               struct ordo_error *error)
{
    const struct split_options *options = splitting->options;
    struct dataset_names names = options->names;
    int result;

    names.unlabelled = true;
    if (options->time != NULL)
        names.fields[names.n_fields++] = options->time;
    if (dataset_read(&splitting->dataset, &names, options->paths, options->n_paths, talk, error) !=
        0)
        return -1;
    if (splitting->dataset.n == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no examples in the data");
    for (size_t h = 0; h < names.n_labels; h++)
        if (dataset_order_classes(&splitting->dataset, h, error) != 0)
            return -1;
    if (make_units(splitting, error) != 0 || make_classes(splitting, error) != 0)
        return -1;
    result = options->time != NULL
                 ? divide_by_time(splitting, error)
                 : folds_divide(splitting->part, splitting->class, 1, splitting->unit,
                                splitting->dataset.n, splitting->combinations.n,
                                (uint32_t)options->n_parts, options->shares, options->seed, error);
    if (result != 0 || write_parts(splitting, error) != 0)
        return -1;
    say(splitting, out);
    return 0;
}

int split(const struct split_options *options, const struct talk *talk, struct json *out,
          size_t *n_bad, struct ordo_error *error)
{
    struct splitting *splitting = calloc(1, sizeof *splitting);
    int result;

    if (splitting == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    splitting->options = options;
    result = run(splitting, talk, out, error);
    *n_bad = splitting->dataset.n_bad;
    for (size_t i = 0; i < splitting->n_open; i++)
        ordo_output_release(&splitting->outputs[i]);
    strings_release(&splitting->combinations);
    duplicates_release(&splitting->duplicates);
    dataset_release(&splitting->dataset);
    free(splitting->unit);
    free(splitting->class);
    free(splitting->part);
    free(splitting);
    return result;
}
