/* split.c: labelled data -> parts that share no group, document, speaker or near-duplicate. */
#include "split.h"
#include "../lib/destination.h"
#include "disjoint.h"
#include "duplicates.h"
#include "folds.h"
#include "moment.h"
#include "read.h"
#include "strata.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIELD_TIME 1 /* behind the text */

struct splitting {
    const struct split_options *options;
    struct dataset dataset;
    struct duplicates duplicates;
    uint32_t *unit; /* [n] examples that stay together have the lowest one's number */
    struct strata strata;
    uint32_t *part; /* [n] */
    struct ordo_output outputs[PARTS_MAX];
    size_t n_open;
    char *header; /* of the first file, owned; "" where it has none */
};

/* Groups and near-duplicates together: what either links is one unit. */
static int make_units(struct splitting *splitting, struct ordo_error *error)
{
    const struct dataset *dataset = &splitting->dataset;
    uint32_t n = (uint32_t)dataset->n;
    uint32_t *first = malloc((n + 1) * sizeof *first); /* example of a group */

    splitting->unit = malloc((n + 1) * sizeof *splitting->unit);
    splitting->part = malloc((n + 1) * sizeof *splitting->part);
    if (first == NULL || splitting->unit == NULL || splitting->part == NULL) {
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
        disjoint_link(splitting->unit, first[group], i);
    }
    free(first);
    if (splitting->options->near > 0 &&
        duplicates_find(&splitting->duplicates, dataset->fields, n, dataset->n_fields,
                        splitting->options->near, error) != 0)
        return -1;
    for (size_t i = 0; i < splitting->duplicates.n_pairs; i++)
        disjoint_link(splitting->unit, splitting->duplicates.pairs[i].first,
                      splitting->duplicates.pairs[i].second);
    for (uint32_t i = 0; i < n; i++)
        splitting->unit[i] = disjoint_root(splitting->unit, i);
    return 0;
}

static size_t count_units(const struct splitting *splitting)
{
    size_t n = 0;

    for (uint32_t i = 0; i < splitting->dataset.n; i++)
        n += splitting->unit[i] == i;
    return n;
}

static int check_units(const struct splitting *splitting, struct ordo_error *error)
{
    const struct split_options *options = splitting->options;
    size_t n = count_units(splitting);

    return n >= options->n_parts
               ? 0
               : ordo_fail(error, ORDO_ERR_OPTION,
                           "%zu parts of %zu unit%s that stay%s together%s%s", options->n_parts, n,
                           n == 1 ? "" : "s", n == 1 ? "s" : "",
                           options->near > 0 ? ": --near links texts that are alike" : "",
                           options->names.group == NULL ? ""
                           : options->near > 0          ? ", --group rows"
                                                        : ": --group links rows");
}

static int check_parts(const struct splitting *splitting, struct ordo_error *error)
{
    size_t examples[PARTS_MAX] = {0};

    for (size_t i = 0; i < splitting->dataset.n; i++)
        examples[splitting->part[i]]++;
    for (size_t p = 0; p < splitting->options->n_parts; p++)
        if (examples[p] == 0)
            return ordo_fail(error, ORDO_ERR_OPTION, "nothing is left for part '%s': give it more",
                             splitting->options->parts[p]);
    return 0;
}

/* ---- by time -------------------------------------------------------------------------------- */

struct dated {
    double time; /* the latest of the unit */
    uint32_t unit, size;
};

static int by_time(const void *a, const void *b)
{
    const struct dated *x = a, *y = b;

    if (x->time != y->time)
        return x->time < y->time ? -1 : 1;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

static void fill_in_order(struct splitting *splitting, const struct dated *units, size_t n_units,
                          uint32_t *part_of)
{
    const struct split_options *options = splitting->options;
    double n = (double)splitting->dataset.n, limit = options->shares[0] * n, done = 0;
    size_t part = 0;

    for (size_t i = 0; i < n_units; i++) {
        while (part + 1 < options->n_parts && done + units[i].size / 2.0 >= limit)
            limit += options->shares[++part] * n;
        part_of[units[i].unit] = (uint32_t)part;
        done += units[i].size;
    }
}

/* time[n]; numbers and dates have no order between them. */
static int read_times(double *time, const struct splitting *splitting, struct ordo_error *error)
{
    const struct dataset *dataset = &splitting->dataset;
    struct moment first, moment;

    for (size_t i = 0; i < dataset->n; i++) {
        struct ordo_string text = dataset->fields[i * dataset->n_fields + FIELD_TIME];
        moment_read(&moment, text, error); /* it was checked */
        first = i == 0 ? moment : first;
        if (moment.is_date != first.is_date)
            return ordo_fail(error, ORDO_ERR_OPTION,
                             "'%s' has numbers and dates: '%.*s' and '%.*s'",
                             splitting->options->time, (int)dataset->fields[FIELD_TIME].length,
                             dataset->fields[FIELD_TIME].bytes, (int)text.length, text.bytes);
        time[i] = moment.at;
    }
    return 0;
}

static void divide_by_time(struct splitting *splitting, const double *time, struct dated *units,
                           uint32_t *part_of)
{
    const struct dataset *dataset = &splitting->dataset;
    size_t n = 0;

    for (uint32_t i = 0; i < dataset->n; i++) {
        struct dated *unit = &units[splitting->unit[i]];
        if (unit->size++ == 0 || time[i] > unit->time)
            unit->time = time[i];
        unit->unit = splitting->unit[i];
    }
    for (size_t i = 0; i < dataset->n; i++)
        if (units[i].size > 0)
            units[n++] = units[i];
    qsort(units, n, sizeof *units, by_time);
    fill_in_order(splitting, units, n, part_of);
    for (size_t i = 0; i < dataset->n; i++)
        splitting->part[i] = part_of[splitting->unit[i]];
}

static int order_by_time(struct splitting *splitting, struct ordo_error *error)
{
    size_t n = splitting->dataset.n;
    double *time = malloc((n + 1) * sizeof *time);
    struct dated *units = calloc(n + 1, sizeof *units);
    uint32_t *part_of = calloc(n + 1, sizeof *part_of);
    int result = time == NULL || units == NULL || part_of == NULL
                     ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                     : read_times(time, splitting, error);

    if (result == 0)
        divide_by_time(splitting, time, units, part_of);
    free(time);
    free(units);
    free(part_of);
    return result;
}

/* ---- files ---------------------------------------------------------------------------------- */

/* ".csv" of "data.csv" and of "data.csv.gz": parts are not compressed. */
static void ending_of(const char *path, char *ending, size_t size)
{
    static const char *const compressed[] = {".gz", ".xz", ".zst", ".bz2", ".lzma", ".lz4"};
    const char *name = strrchr(path, '/') == NULL ? path : strrchr(path, '/') + 1;
    const char *dot = strrchr(name, '.');
    size_t length = strlen(name);

    for (size_t i = 0; dot != NULL && i < sizeof compressed / sizeof compressed[0]; i++)
        if (strcmp(dot, compressed[i]) == 0) {
            length = (size_t)(dot - name);
            dot = memrchr(name, '.', length);
            break;
        }
    if (dot == NULL)
        snprintf(ending, size, ".jsonl");
    else
        snprintf(ending, size, "%.*s", (int)(name + length - dot), dot);
}

static int open_outputs(struct splitting *splitting, struct ordo_error *error)
{
    const struct split_options *options = splitting->options;
    char path[4096], ending[256];

    ending_of(options->paths[0], ending, sizeof ending);
    for (size_t i = 0; i < options->n_parts; i++) {
        int length =
            snprintf(path, sizeof path, "%s.%s%s", options->prefix, options->parts[i], ending);
        if (length < 0 || (size_t)length >= sizeof path)
            return ordo_fail(error, ORDO_ERR_LIMIT, "the name of an output file is too long");
        for (size_t j = 0; j < options->n_paths; j++)
            if (ordo_destination_same(path, options->paths[j]))
                return ordo_fail(error, ORDO_ERR_OPTION, "a part would write over the input '%s'",
                                 options->paths[j]);
        if (ordo_output_open(&splitting->outputs[i], path, error) != 0)
            return -1;
        splitting->n_open++;
    }
    return 0;
}

/* Copies records while the input is read once more. */
struct copying {
    struct splitting *splitting;
    uint32_t path;
    size_t next;               /* the first example that stands in this input or behind */
    struct ordo_error failure; /* to write */
};

static int copy_header(void *context, const struct rows_file *file, struct ordo_error *error)
{
    struct copying *copying = context;
    struct splitting *splitting = copying->splitting;
    struct ordo_string header = rows_header_of(file);
    size_t line = header.length;

    if (rows_reader_of(file)->dialect.format == ROWS_JSON)
        return ordo_fail(error, ORDO_ERR_FORMAT,
                         "split copies lines: make JSONL of this JSON with import jsonl");
    while (line > 0 && (header.bytes[line - 1] == '\n' || header.bytes[line - 1] == '\r'))
        line--;
    if (copying->path > 0) /* its rows go under the header that was written */
        return line == strlen(splitting->header) &&
                       (line == 0 || memcmp(header.bytes, splitting->header, line) == 0)
                   ? 0
                   : ordo_fail(error, ORDO_ERR_FORMAT,
                               "split copies lines: its header is not that of %s",
                               splitting->options->paths[0]);
    splitting->header = line == 0 ? strdup("") : strndup(header.bytes, line);
    if (splitting->header == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < splitting->options->n_parts; i++)
        if (ordo_output_write(&splitting->outputs[i], header.bytes, header.length, error) != 0)
            return -1;
    return 0;
}

static int copy_row(void *context, const struct rows_file *file, const struct rows_row *row,
                    struct ordo_error *error)
{
    struct copying *copying = context;
    struct splitting *splitting = copying->splitting;
    const struct dataset *dataset = &splitting->dataset;
    const struct place *place = &dataset->places[copying->next];
    struct ordo_output *output = &splitting->outputs[splitting->part[copying->next]];

    (void)file;
    (void)error;
    if (copying->failure.code != ORDO_OK || copying->next == dataset->n ||
        place->path != copying->path || place->byte != row->byte)
        return 0; /* the row was bad */
    copying->next++;
    if (ordo_output_write(output, row->record.bytes, row->record.length, &copying->failure) == 0 &&
        row->record.bytes[row->record.length - 1] != '\n')
        ordo_output_write(output, "\n", 1, &copying->failure);
    return 0;
}

/* What is bad was told when the data were read first. */
static int copy_file(struct copying *copying, struct ordo_error *error)
{
    static const struct talk silent = {talk_of_no_row, talk_of_no_progress, NULL, NULL};
    size_t n_bad = 0;
    struct reading reading = {&silent, &n_bad, copying, copy_header, copy_row};
    struct rows_request request = {.path = copying->splitting->options->paths[copying->path]};
    const struct dataset *dataset = &copying->splitting->dataset;

    if (read_rows(&request, &reading, error) != 0)
        return -1;
    if (copying->failure.code != ORDO_OK) {
        *error = copying->failure;
        return -1;
    }
    if (copying->next < dataset->n && dataset->places[copying->next].path == copying->path)
        return ordo_fail(error, ORDO_ERR_IO, "%s changed while it was read", request.path);
    return 0;
}

static int write_parts(struct splitting *splitting, struct ordo_error *error)
{
    struct copying copying = {.splitting = splitting};

    if (open_outputs(splitting, error) != 0)
        return -1;
    for (; copying.path < splitting->options->n_paths; copying.path++)
        if (copy_file(&copying, error) != 0)
            return -1;
    for (size_t i = 0; i < splitting->options->n_parts; i++)
        if (ordo_output_commit(&splitting->outputs[i], error) != 0)
            return -1;
    return 0;
}

/* ---- report --------------------------------------------------------------------------------- */

static void say_row(struct json *out, const char *name, const size_t *counts, size_t n_parts)
{
    json_format(out, "%-24.24s", name);
    for (size_t p = 0; p < n_parts; p++)
        json_format(out, " %9zu", counts[p]);
    json_format(out, "\n");
}

/* The classes of a stratum: "stance oppose", "score 1.5 to 3". */
static void say_stratum(const struct splitting *splitting, size_t head, uint32_t first,
                        uint32_t last, const size_t *counts, struct json *out)
{
    char *const *items = splitting->dataset.classes[head].items;
    char name[256];

    snprintf(name, sizeof name, "%s %s%s%s", splitting->options->names.labels[head], items[first],
             first < last ? " to " : "", first < last ? items[last] : "");
    say_row(out, name, counts, splitting->options->n_parts);
}

/* A row for each stratum of a head. */
static int say_head(const struct splitting *splitting, size_t head, struct json *out,
                    struct ordo_error *error)
{
    const struct dataset *dataset = &splitting->dataset;
    const uint32_t *stratum = splitting->strata.of_class[head];
    size_t n_parts = splitting->options->n_parts;
    uint32_t n_classes = dataset->classes[head].n, first = 0;
    size_t *counts = calloc(n_classes * n_parts + 1, sizeof *counts);

    if (counts == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < dataset->n; i++) {
        uint32_t class = dataset->labels[i * dataset->n_labels + head];
        if (class != ORDO_NONE)
            counts[stratum[class] * n_parts + splitting->part[i]]++;
    }
    for (uint32_t k = 0; k < n_classes; k++) {
        if (k + 1 < n_classes && stratum[k + 1] == stratum[k])
            continue;
        say_stratum(splitting, head, first, k, counts + stratum[k] * n_parts, out);
        first = k + 1;
    }
    free(counts);
    return 0;
}

static int say(const struct splitting *splitting, struct json *out, struct ordo_error *error)
{
    const struct dataset *dataset = &splitting->dataset;
    size_t n_parts = splitting->options->n_parts, n_linked = 0;
    size_t examples[PARTS_MAX] = {0};

    for (uint32_t i = 0; i < dataset->n; i++) {
        n_linked += splitting->duplicates.cluster != NULL && splitting->duplicates.cluster[i] != i;
        examples[splitting->part[i]]++;
    }
    json_format(out, "%-24s", "");
    for (size_t p = 0; p < n_parts; p++)
        json_format(out, " %9.9s", splitting->options->parts[p]);
    json_format(out, "\n");
    say_row(out, "examples", examples, n_parts);
    for (size_t h = 0; h < dataset->n_labels; h++)
        if (say_head(splitting, h, out, error) != 0)
            return -1;
    json_format(out,
                "%zu units that stay together in %zu examples; %zu examples nearly repeat an "
                "earlier one\n",
                count_units(splitting), dataset->n, n_linked);
    return 0;
}

static int divide(struct splitting *splitting, struct ordo_error *error)
{
    const struct split_options *options = splitting->options;
    const struct strata *strata = &splitting->strata;

    return folds_divide(splitting->part, strata->combination, 1, splitting->unit,
                        splitting->dataset.n, strata->n_combinations, (uint32_t)options->n_parts,
                        options->shares, options->seed, error);
}

static int run(struct splitting *splitting, const struct talk *talk, struct json *out,
               struct ordo_error *error)
{
    const struct split_options *options = splitting->options;
    struct dataset_names names = options->names;
    double least = 1;
    int result;

    names.unlabelled = true;
    for (size_t p = 0; p < options->n_parts; p++)
        least = fmin(least, options->shares[p]);
    if (options->time != NULL) {
        names.time = FIELD_TIME;
        names.fields[names.n_fields++] = options->time;
    }
    if (dataset_read(&splitting->dataset, &names, options->paths, options->n_paths, talk, error) !=
        0)
        return -1;
    if (splitting->dataset.n == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no examples in the data");
    for (size_t h = 0; options->labelled && h < names.n_labels; h++)
        if (splitting->dataset.classes[h].n == 0)
            return ordo_fail(error, ORDO_ERR_OPTION, "no row has the field '%s'", names.labels[h]);
    if (strata_find(&splitting->strata, &splitting->dataset, least, error) != 0 ||
        make_units(splitting, error) != 0 || check_units(splitting, error) != 0)
        return -1;
    result = options->time != NULL ? order_by_time(splitting, error) : divide(splitting, error);
    return result != 0 || check_parts(splitting, error) != 0 || write_parts(splitting, error) != 0
               ? -1
               : say(splitting, out, error);
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
    strata_release(&splitting->strata);
    duplicates_release(&splitting->duplicates);
    dataset_release(&splitting->dataset);
    free(splitting->unit);
    free(splitting->part);
    free(splitting->header);
    free(splitting);
    return result;
}
