/* join.c: labels kept apart from the text they stand for, and both put together again. */
#include "join.h"
#include "../lib/reserve.h"
#include "read.h"

#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS_MAX 64

enum { SOURCE, DOC, BEGIN, END, CHECKSUM, N_NEEDED };
static const char *const NEEDED[N_NEEDED] = {"source", "doc", "begin", "end", "checksum"};

struct label {
    char *record;                   /* owned, without the line's end */
    struct ordo_string source, doc; /* in the record */
    size_t begin, end;              /* code points */
    uint64_t checksum;
    uint64_t line;
    char *text; /* owned; NULL: not found yet */
    size_t length;
    bool differs; /* found, with another checksum */
};

struct joining {
    const struct join_options *options;
    const struct talk *talk;
    const char *columns[COLUMNS_MAX];
    char *column_names; /* owned */
    size_t n_columns, needed[N_NEEDED];
    struct label *labels;
    size_t n, capacity;
    struct label **order; /* [n] by source, then document */
    char *folded;         /* a document, white space folded */
    size_t folded_capacity;
};

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

static int compare_keys(const struct label *a, const struct label *b)
{
    int difference = compare_strings(a->source, b->source);

    return difference != 0 ? difference : compare_strings(a->doc, b->doc);
}

static int by_key(const void *a, const void *b)
{
    return compare_keys(*(struct label *const *)a, *(struct label *const *)b);
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

/* The first label of a document in the order, or n. */
static size_t first_of(const struct joining *joining, struct ordo_string source,
                       struct ordo_string doc)
{
    struct label key = {.source = source, .doc = doc};
    size_t low = 0, high = joining->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_keys(joining->order[middle], &key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < joining->n && compare_keys(joining->order[low], &key) == 0 ? low : joining->n;
}

/* ---- documents ------------------------------------------------------------------------------ */

/* Bytes of the white space at `at` (Unicode's White_Space and the separators U+001C to U+001F), or
 * 0.
 */
static size_t space_at(const char *text, size_t at, size_t end)
{
    unsigned char c = (unsigned char)text[at];
    unsigned char next = at + 1 < end ? (unsigned char)text[at + 1] : 0;
    unsigned char last = at + 2 < end ? (unsigned char)text[at + 2] : 0;

    if (c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F))
        return 1;
    if (c == 0xC2)
        return next == 0x85 || next == 0xA0 ? 2 : 0;
    if (c == 0xE1)
        return next == 0x9A && last == 0x80 ? 3 : 0;
    if (c == 0xE3)
        return next == 0x80 && last == 0x80 ? 3 : 0;
    if (c != 0xE2)
        return 0;
    return (next == 0x80 &&
            ((last >= 0x80 && last <= 0x8A) || last == 0xA8 || last == 0xA9 || last == 0xAF)) ||
                   (next == 0x81 && last == 0x9F)
               ? 3
               : 0;
}

/* Folds white space into joining->folded. Returns its length, or SIZE_MAX with error. */
static size_t fold(struct joining *joining, struct ordo_string text, struct ordo_error *error)
{
    size_t n = 0, at = 0;

    if (ordo_reserve(&joining->folded, &joining->folded_capacity, text.length + 1, 1, error) != 0)
        return SIZE_MAX;
    while (at < text.length) {
        size_t space = space_at(text.bytes, at, text.length);
        if (space == 0) {
            joining->folded[n++] = text.bytes[at++];
            continue;
        }
        while (at < text.length && (space = space_at(text.bytes, at, text.length)) > 0)
            at += space;
        joining->folded[n++] = ' ';
    }
    return n;
}

/* The byte of a code point, or SIZE_MAX when the text is shorter. */
static size_t byte_of(const char *text, size_t length, size_t point)
{
    size_t at = 0;

    for (; at < length; at++)
        if (((unsigned char)text[at] & 0xC0) != 0x80 && point-- == 0)
            return at;
    return point == 0 ? at : SIZE_MAX;
}

static int cut(struct joining *joining, struct label *label, size_t length,
               struct ordo_error *error)
{
    size_t begin = byte_of(joining->folded, length, label->begin);
    size_t end = byte_of(joining->folded, length, label->end);

    label->differs = true;
    if (begin == SIZE_MAX || end == SIZE_MAX ||
        ordo_checksum(joining->folded + begin, end - begin, 0) != label->checksum)
        return 0;
    label->differs = false;
    label->length = end - begin;
    label->text = strndup(joining->folded + begin, end - begin);
    return label->text == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}

/* Cuts the texts of all labels of a document. */
static int take_document(struct joining *joining, const struct corpus *corpus,
                         struct ordo_string doc, struct ordo_string text, struct ordo_error *error)
{
    struct ordo_string source = {corpus->source, strlen(corpus->source)};
    size_t i = first_of(joining, source, doc), length;
    struct label key = {.source = source, .doc = doc};

    if (i == joining->n)
        return 0;
    length = fold(joining, text, error);
    if (length == SIZE_MAX)
        return -1;
    for (; i < joining->n && compare_keys(joining->order[i], &key) == 0; i++)
        if (joining->order[i]->text == NULL && cut(joining, joining->order[i], length, error) != 0)
            return -1;
    return 0;
}

/* "name.txt" for the document "name.txt" or "name". */
static int take_file(struct joining *joining, const struct corpus *corpus, const char *path,
                     const char *name, struct ordo_error *error)
{
    const char *dot = strrchr(name, '.');
    struct ordo_string source = {corpus->source, strlen(corpus->source)};
    struct ordo_string whole = {name, strlen(name)};
    struct ordo_string bare = {name, dot == NULL ? strlen(name) : (size_t)(dot - name)};
    struct ordo_file file;
    int result;

    if (first_of(joining, source, whole) == joining->n)
        whole = bare;
    if (first_of(joining, source, whole) == joining->n)
        return 0;
    if (ordo_file_open(&file, path, error) != 0)
        return -1;
    result =
        take_document(joining, corpus, whole, (struct ordo_string){file.bytes, file.length}, error);
    ordo_file_release(&file);
    return result;
}

static int take_folder(struct joining *joining, const struct corpus *corpus, bool *is_folder,
                       struct ordo_error *error)
{
    char path[4096];
    char *paths[] = {path, NULL};
    FTS *tree;
    int result = 0;

    snprintf(path, sizeof path, "%s", corpus->path);
    tree = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR | FTS_COMFOLLOW, NULL);
    if (tree == NULL)
        return ordo_fail(error, ORDO_ERR_IO, "cannot read %s", corpus->path);
    *is_folder = false;
    for (FTSENT *entry = fts_read(tree); result == 0 && entry != NULL; entry = fts_read(tree)) {
        if (entry->fts_info == FTS_D && entry->fts_level == 0)
            *is_folder = true;
        else if (entry->fts_info == FTS_F && *is_folder)
            result = take_file(joining, corpus, entry->fts_path, entry->fts_name, error);
        else if (entry->fts_info == FTS_NS && entry->fts_level == 0)
            result = ordo_fail(error, ORDO_ERR_IO, "cannot read %s", corpus->path);
    }
    fts_close(tree);
    return result;
}

/* "https://host/name/" -> "name" */
static struct ordo_string last_part(struct ordo_string id)
{
    size_t begin;

    while (id.length > 0 && id.bytes[id.length - 1] == '/')
        id.length--;
    for (begin = id.length; begin > 0 && id.bytes[begin - 1] != '/'; begin--)
        continue;
    return (struct ordo_string){id.bytes + begin, id.length - begin};
}

struct taking {
    struct joining *joining;
    const struct corpus *corpus;
};

static int take_row(void *context, const struct rows_file *file, const struct rows_row *row,
                    struct ordo_error *error)
{
    struct taking *taking = context;

    (void)file;
    if (row->values[0].length == 0 || row->values[1].length == 0)
        return 0;
    return take_document(taking->joining, taking->corpus, last_part(row->values[0]), row->values[1],
                         error);
}

static int take_rows(struct joining *joining, const struct corpus *corpus, struct ordo_error *error)
{
    const char *columns[2] = {corpus->id, corpus->text};
    struct taking taking = {joining, corpus};
    size_t n_bad = 0; /* what is missed by them is counted */
    struct reading reading = {joining->talk, &n_bad, &taking, NULL, take_row};
    struct rows_request request = {
        .path = corpus->path, .names = columns, .n_names = 2, .n_required = 2};

    return read_rows(&request, &reading, error);
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
    struct ordo_output output;
    struct json json = {0};
    int result = 0;

    if (ordo_output_open(&output, joining->options->output, error) != 0)
        return -1;
    for (size_t i = 0; i < joining->n; i++)
        if (joining->labels[i].text != NULL)
            put_example(joining, &joining->labels[i], &json);
    result = json.failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                         : ordo_output_write(&output, json.bytes, json.length, error);
    if (result == 0)
        result = ordo_output_commit(&output, error);
    ordo_output_release(&output);
    json_release(&json);
    return result;
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
        if (take_folder(joining, &options->corpora[i], &is_folder, error) != 0 ||
            (!is_folder && take_rows(joining, &options->corpora[i], error) != 0))
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

/* ---- the reverse ---------------------------------------------------------------------------- */

static int put_label(const struct detach_options *options, const struct ordo_string *values,
                     struct json *out, struct ordo_error *error)
{
    for (size_t i = 0; i < options->n_keep + 3; i++)
        if (values[i].length > 0 && memchr(values[i].bytes, '\t', values[i].length) != NULL &&
            i != 0)
            return ordo_fail(error, ORDO_ERR_FORMAT, "a value holds a tab");
    if (values[0].length == 0 || values[1].length == 0 || values[2].length == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "row lacks '%s', '%s' or '%s'", options->text,
                         options->begin, options->end);
    for (size_t i = 0; i < options->n_keep; i++)
        json_format(out, "%.*s\t", (int)values[3 + i].length,
                    values[3 + i].length == 0 ? "" : values[3 + i].bytes);
    json_format(out, "%.*s\t%.*s\t%016llx\n", (int)values[1].length, values[1].bytes,
                (int)values[2].length, values[2].bytes,
                (unsigned long long)ordo_checksum(values[0].bytes, values[0].length, 0));
    return 0;
}

struct detaching {
    const struct detach_options *options;
    struct json *out;
};

static int detach_row(void *context, const struct rows_file *file, const struct rows_row *row,
                      struct ordo_error *error)
{
    struct detaching *detaching = context;

    (void)file;
    return put_label(detaching->options, row->values, detaching->out, error);
}

int detach(const struct detach_options *options, const struct talk *talk, struct json *out,
           size_t *n_bad, struct ordo_error *error)
{
    const char *columns[COLUMNS_MAX + 3] = {options->text, options->begin, options->end};
    struct detaching detaching = {options, out};
    struct reading reading = {talk, n_bad, &detaching, NULL, detach_row};
    struct rows_request request = {
        .names = columns, .n_names = options->n_keep + 3, .n_required = options->n_keep + 3};

    if (options->n_keep > COLUMNS_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d columns", COLUMNS_MAX);
    for (size_t i = 0; i < options->n_keep; i++) {
        columns[3 + i] = options->keep[i];
        json_format(out, "%s\t", options->keep[i]);
    }
    json_format(out, "begin\tend\tchecksum\n");
    for (size_t i = 0; i < options->n_paths; i++) {
        request.path = options->paths[i];
        if (read_rows(&request, &reading, error) != 0)
            return -1;
    }
    return out->failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}
