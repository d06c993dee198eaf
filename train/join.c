/* join.c: labels kept apart from the text they stand for, and both put together again. */
#include "../lib/reserve.h"
#include "deliver.h"
#include "join_private.h"
#include "read.h"

#include <stdlib.h>
#include <string.h>

static const char *const NEEDED[N_NEEDED] = {"source", "doc", "begin", "end", "checksum"};

/* ---- labels --------------------------------------------------------------------------------- */

static int read_header(void *context, const struct rows_file *file, struct ordo_error *error)
{
    struct joining *joining = context;
    struct ordo_string header = rows_header_of(file);
    char *at;

    joining->column_names = strndup(header.bytes, header.length);
    if (joining->column_names == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    at = joining->column_names;
    at[strcspn(at, "\r\n")] = '\0';
    for (char *name = strsep(&at, "\t"); name != NULL; name = strsep(&at, "\t")) {
        if (joining->n_columns == COLUMNS_MAX)
            return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d columns", COLUMNS_MAX);
        joining->columns[joining->n_columns++] = name;
    }
    for (size_t k = 0; k < N_NEEDED; k++) {
        joining->needed[k] = 0;
        while (joining->needed[k] < joining->n_columns &&
               strcmp(joining->columns[joining->needed[k]], NEEDED[k]) != 0)
            joining->needed[k]++;
        if (joining->needed[k] == joining->n_columns)
            return ordo_fail(error, ORDO_ERR_FORMAT, "no column '%s'", NEEDED[k]);
    }
    return 0;
}

static int read_number(struct ordo_string value, int base, uint64_t *number)
{
    char text[32], *end;

    if (value.length == 0 || value.length >= sizeof text)
        return -1;
    memcpy(text, value.bytes, value.length);
    text[value.length] = '\0';
    if (text[0] == '-')
        return -1;
    *number = strtoull(text, &end, base);
    return *end == '\0' ? 0 : -1;
}

/* A column of a label's record. */
static struct ordo_string column_of(const struct label *label, size_t column)
{
    const char *at = label->record, *end = at + strlen(at), *tab;

    while ((tab = memchr(at, '\t', (size_t)(end - at))) != NULL && column-- > 0)
        at = tab + 1;
    return (struct ordo_string){at, (size_t)((tab == NULL ? end : tab) - at)};
}

static int add_label(struct joining *joining, struct label label, struct ordo_error *error)
{
    uint64_t begin, end;

    if (read_number(column_of(&label, joining->needed[BEGIN]), 10, &begin) != 0 ||
        read_number(column_of(&label, joining->needed[END]), 10, &end) != 0 || end <= begin)
        return ordo_fail(error, ORDO_ERR_FORMAT, "begin and end are no span");
    if (read_number(column_of(&label, joining->needed[CHECKSUM]), 16, &label.checksum) != 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "checksum is no hexadecimal number");
    if (ordo_reserve(&joining->labels, &joining->capacity, joining->n + 1, sizeof *joining->labels,
                     error) != 0)
        return -1;
    label.source = column_of(&label, joining->needed[SOURCE]);
    label.doc = column_of(&label, joining->needed[DOC]);
    label.begin = begin;
    label.end = end;
    joining->labels[joining->n++] = label;
    return 0;
}

static int take_label(void *context, const struct rows_file *file, const struct rows_row *row,
                      struct ordo_error *error)
{
    struct label label = {.line = row->line};

    (void)file;
    label.record = strndup(row->record.bytes, row->record.length);
    if (label.record == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    label.record[strcspn(label.record, "\r\n")] = '\0';
    if (add_label(context, label, error) == 0)
        return 0;
    free(label.record);
    return -1;
}

static int compare_strings(struct ordo_string a, struct ordo_string b)
{
    size_t shorter = a.length < b.length ? a.length : b.length;
    int difference = shorter == 0 ? 0 : memcmp(a.bytes, b.bytes, shorter);

    return difference != 0 ? difference : (a.length > b.length) - (a.length < b.length);
}

int join_compare(const struct label *a, const struct label *b)
{
    int difference = compare_strings(a->source, b->source);

    return difference != 0 ? difference : compare_strings(a->doc, b->doc);
}

static int by_key(const void *a, const void *b)
{
    return join_compare(*(struct label *const *)a, *(struct label *const *)b);
}

static int read_labels(struct joining *joining, size_t *n_bad, struct ordo_error *error)
{
    struct reading reading = {joining->talk, n_bad, joining, read_header, take_label};
    struct rows_request request = {
        .path = joining->options->labels, .known = true, .dialect = {.format = ROWS_TSV}};

    if (read_rows(&request, &reading, error) != 0)
        return -1;
    joining->order = malloc((joining->n + 1) * sizeof(struct label *));
    if (joining->order == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < joining->n; i++)
        joining->order[i] = &joining->labels[i];
    if (joining->n > 0)
        qsort(joining->order, joining->n, sizeof(struct label *), by_key);
    return 0;
}

size_t join_first(const struct joining *joining, struct ordo_string source, struct ordo_string doc)
{
    struct label key = {.source = source, .doc = doc};
    size_t low = 0, high = joining->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (join_compare(joining->order[middle], &key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < joining->n && join_compare(joining->order[low], &key) == 0 ? low : joining->n;
}

/* ---- output --------------------------------------------------------------------------------- */

static bool is_kept(const struct joining *joining, size_t column)
{
    return column != joining->needed[BEGIN] && column != joining->needed[END] &&
           column != joining->needed[CHECKSUM];
}

static void put_example(const struct joining *joining, const struct label *label, struct json *json)
{
    json_open(json, '{');
    for (size_t i = 0; i < joining->n_columns; i++) {
        struct ordo_string value = column_of(label, i);
        if (!is_kept(joining, i))
            continue;
        json_key(json, joining->columns[i]);
        json_string(json, value.bytes, value.length);
    }
    json_key(json, "text");
    json_string(json, label->text, label->length);
    json_close(json, '}');
    json_newline(json);
}

static int write_examples(const struct joining *joining, struct ordo_error *error)
{
    struct json json = {0};

    for (size_t i = 0; i < joining->n; i++)
        if (joining->labels[i].text != NULL)
            put_example(joining, &joining->labels[i], &json);
    return deliver(joining->options->output, &json, error);
}

static size_t say(const struct joining *joining, struct json *out)
{
    size_t found = 0, missing = 0, differing = 0;

    for (size_t i = 0; i < joining->n; i++) {
        const struct label *label = &joining->labels[i];
        found += label->text != NULL;
        missing += label->text == NULL && !label->differs;
        differing += label->text == NULL && label->differs;
    }
    json_format(out, "%zu of %zu examples found, %zu not found, %zu with another text\n", found,
                joining->n, missing, differing);
    for (size_t i = 0; i < joining->n; i++) {
        const struct label *label = &joining->labels[i];
        if (label->text == NULL)
            json_format(out, "%s:%llu: %.*s %.*s %s\n", joining->options->labels,
                        (unsigned long long)label->line, (int)label->source.length,
                        label->source.bytes, (int)label->doc.length, label->doc.bytes,
                        label->differs ? "differs from the text that was labelled"
                                       : "is in none of the corpora given");
    }
    return missing + differing;
}

static int run(struct joining *joining, struct json *out, size_t *n_bad, struct ordo_error *error)
{
    const struct join_options *options = joining->options;

    if (read_labels(joining, n_bad, error) != 0)
        return -1;
    for (size_t i = 0; i < options->n_corpora; i++) {
        bool is_folder;
        if (join_folder(joining, &options->corpora[i], &is_folder, error) != 0 ||
            (!is_folder && join_rows(joining, &options->corpora[i], error) != 0))
            return -1;
    }
    if (write_examples(joining, error) != 0)
        return -1;
    *n_bad += say(joining, out);
    return 0;
}

int join(const struct join_options *options, const struct talk *talk, struct json *out,
         size_t *n_bad, struct ordo_error *error)
{
    struct joining *joining = calloc(1, sizeof *joining);
    int result;

    if (joining == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    joining->options = options;
    joining->talk = talk;
    result = run(joining, out, n_bad, error);
    for (size_t i = 0; i < joining->n; i++) {
        free(joining->labels[i].text);
        free(joining->labels[i].record);
    }
    free(joining->labels);
    free(joining->order);
    free(joining->folded);
    free(joining->column_names);
    free(joining);
    return result;
}
