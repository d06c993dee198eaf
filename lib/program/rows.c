/* rows.c: records of a piece, one after another, whatever the format. */
#include "rows_private.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool ends_with(const char *path, const char *ending)
{
    size_t n = strlen(path), m = strlen(ending);

    return n >= m && strcasecmp(path + n - m, ending) == 0;
}

enum rows_format rows_format_of(const char *path, const char *bytes, size_t length)
{
    size_t at = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    if (path != NULL &&
        (ends_with(path, ".jsonl") || ends_with(path, ".ndjson") || ends_with(path, ".json")))
        return ROWS_JSONL;
    if (path != NULL && ends_with(path, ".csv"))
        return ROWS_CSV;
    if (path != NULL && (ends_with(path, ".tsv") || ends_with(path, ".tab")))
        return ROWS_TSV;
    while (at < length && memchr(" \t\r\n", bytes[at], 4) != NULL)
        at++;
    return at < length && bytes[at] == '{' ? ROWS_JSONL : ROWS_LINES;
}

void rows_clear(struct rows_reader *reader)
{
    struct rows_private *own = reader->private_part;

    for (size_t i = 0; i < reader->n_names; i++) {
        own->values[i] = (struct ordo_string){NULL, 0};
        own->place[i] = BORROWED;
    }
    own->length = 0;
    own->failed = false;
}

void rows_copy(struct rows_reader *reader, size_t name, const char *bytes, size_t length)
{
    struct rows_private *own = reader->private_part;

    if (own->length + length + 1 > own->capacity) {
        size_t capacity = (own->length + length + 1) * 2;
        char *arena = realloc(own->arena, capacity);
        if (arena == NULL) {
            own->failed = true;
            return;
        }
        own->arena = arena;
        own->capacity = capacity;
    }
    if (length > 0)
        memcpy(own->arena + own->length, bytes, length);
    own->place[name] =
        own->length; /* the arena may move: pointers are made when the row is whole */
    own->values[name].length = length;
    own->length += length;
}

void rows_set(struct rows_reader *reader, size_t name, const char *bytes, size_t length)
{
    struct rows_private *own = reader->private_part;
    uintptr_t value = (uintptr_t)bytes, piece = (uintptr_t)own->piece.bytes;

    if (value >= piece && value + length <= piece + own->piece.length) {
        own->values[name] = (struct ordo_string){bytes, length};
        own->place[name] = BORROWED;
    } else {
        rows_copy(reader, name, bytes, length);
    }
}

int rows_reader_init(struct rows_reader *reader, enum rows_format format, const char *path,
                     const char *const *names, size_t n_names, size_t n_required,
                     struct ordo_string header, struct ordo_error *error)
{
    struct rows_private *own = calloc(1, sizeof *own);

    *reader = (struct rows_reader){format, names, n_names, path, own};
    if (own != NULL) {
        own->values = calloc(n_names + 1, sizeof *own->values);
        own->place = calloc(n_names + 1, sizeof *own->place);
        own->column = calloc(n_names + 1, sizeof *own->column);
    }
    if (own == NULL || own->values == NULL || own->place == NULL || own->column == NULL) {
        rows_reader_release(reader);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    if (format == ROWS_CSV) {
        csv_init(&own->csv, 0);
        own->csv_ready = true;
    }
    if ((format == ROWS_CSV || format == ROWS_TSV) &&
        rows_read_header(reader, n_required, header, error) != 0) {
        rows_reader_release(reader);
        return ordo_fail_at(error, path, 1, 0);
    }
    return 0;
}

void rows_reader_release(struct rows_reader *reader)
{
    struct rows_private *own = reader->private_part;

    if (own == NULL)
        return;
    if (own->csv_ready)
        csv_free(&own->csv);
    free(own->values);
    free(own->place);
    free(own->column);
    free(own->arena);
    free(own);
    reader->private_part = NULL;
}

void rows_reader_feed(struct rows_reader *reader, struct ordo_string piece, uint64_t line,
                      uint64_t byte)
{
    struct rows_private *own = reader->private_part;

    own->piece = piece;
    own->at = 0;
    own->line = line;
    own->byte = byte;
}

/* The end of a CSV record: the first line break outside of quotation marks. A mark that is never
 * closed makes an open record of its line alone, so that one stray mark costs one line. */
static size_t csv_record(const char *bytes, size_t length, bool *open)
{
    bool quoted = false;

    *open = false;
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '"')
            quoted = !quoted;
        else if (bytes[i] == '\n' && !quoted)
            return i + 1;
    }
    if (quoted) {
        const char *end = memchr(bytes, '\n', length);
        *open = true;
        return end == NULL ? length : (size_t)(end - bytes) + 1;
    }
    return length;
}

static size_t record_length(enum rows_format format, const char *bytes, size_t length, bool *open)
{
    const char *end;

    *open = false;
    if (format == ROWS_CSV)
        return csv_record(bytes, length, open);
    end = memchr(bytes, '\n', length);
    return end == NULL ? length : (size_t)(end - bytes) + 1;
}

size_t rows_header_length(enum rows_format format, const char *bytes, size_t length)
{
    bool open;

    return format == ROWS_CSV || format == ROWS_TSV ? record_length(format, bytes, length, &open)
                                                    : 0;
}

size_t rows_boundary(enum rows_format format, const char *bytes, size_t length)
{
    size_t last = 0;
    bool quoted = false;
    const char *end;

    if (format != ROWS_CSV) {
        end = memrchr(bytes, '\n', length);
        return end == NULL ? 0 : (size_t)(end - bytes) + 1;
    }
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '"')
            quoted = !quoted;
        else if (bytes[i] == '\n' && !quoted)
            last = i + 1;
    }
    return last;
}

static int read_record(struct rows_reader *reader, struct ordo_string record, bool open,
                       struct ordo_error *error)
{
    switch (reader->format) {
    case ROWS_JSONL:
        return rows_read_json(reader, record, error);
    case ROWS_CSV:
        if (open)
            return ordo_fail(error, ORDO_ERR_FORMAT, "quotation mark is not closed");
        return rows_read_csv(reader, record, error);
    case ROWS_TSV:
        return rows_read_tsv(reader, record, error);
    case ROWS_LINES:
        if (reader->n_names > 0)
            rows_set(reader, 0, record.bytes, record.length);
        return 0;
    }
    return 0;
}

static struct ordo_string without_break(struct ordo_string record, bool first)
{
    if (first && record.length >= 3 && memcmp(record.bytes, "\xEF\xBB\xBF", 3) == 0) {
        record.bytes += 3;
        record.length -= 3;
    }
    if (record.length > 0 && record.bytes[record.length - 1] == '\n')
        record.length--;
    if (record.length > 0 && record.bytes[record.length - 1] == '\r')
        record.length--;
    return record;
}

int rows_next(struct rows_reader *reader, struct rows_row *row, struct ordo_error *error)
{
    struct rows_private *own = reader->private_part;

    while (own->at < own->piece.length) {
        const char *bytes = own->piece.bytes + own->at;
        bool open;
        size_t length = record_length(reader->format, bytes, own->piece.length - own->at, &open);
        struct ordo_string record =
            without_break((struct ordo_string){bytes, length}, own->byte == 1);
        int result;

        row->line = own->line;
        row->byte = own->byte;
        row->length = length;
        own->at += length;
        own->byte += length;
        own->line++;
        if (reader->format == ROWS_CSV)
            for (const char *p = bytes;
                 (p = memchr(p, '\n', (size_t)(bytes + length - 1 - p))) != NULL; p++)
                own->line++;
        if (record.length == 0)
            continue;
        rows_clear(reader);
        result = read_record(reader, record, open, error);
        if (result == 0 && own->failed)
            result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        if (result != 0) {
            if (error->byte > 0) /* from the record's beginning to the file's */
                error->byte += row->byte - 1 + (uint64_t)(record.bytes - bytes);
            return ordo_fail_at(error, reader->path, row->line, row->byte);
        }
        for (size_t i = 0; i < reader->n_names; i++)
            if (own->place[i] != BORROWED)
                own->values[i].bytes = own->arena + own->place[i];
        row->values = own->values;
        return 1;
    }
    return 0;
}
