/* rows.c: records of a piece, one after another, whatever the format. */
#include "json_walk.h"
#include "rows_private.h"

#include <stdlib.h>
#include <string.h>

void rows_clear(struct rows_reader *reader)
{
    struct rows_private *own = reader->private_part;

    for (size_t i = 0; i < reader->n_names; i++) {
        own->values[i] = (struct ordo_string){NULL, 0};
        own->kinds[i] = ROWS_ABSENT;
        own->place[i] = BORROWED;
        own->offset[i] = 0;
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
    own->kinds[name] = ROWS_STRING;
    own->length += length;
}

void rows_set(struct rows_reader *reader, size_t name, const char *bytes, size_t length)
{
    struct rows_private *own = reader->private_part;
    uintptr_t value = (uintptr_t)bytes, piece = (uintptr_t)own->piece.bytes;

    if (value >= piece && value + length <= piece + own->piece.length) {
        own->values[name] = (struct ordo_string){bytes, length};
        own->kinds[name] = ROWS_STRING;
        own->place[name] = BORROWED;
    } else {
        rows_copy(reader, name, bytes, length);
    }
}

int rows_reader_init(struct rows_reader *reader, struct rows_dialect dialect, const char *path,
                     const char *const *names, size_t n_names, size_t n_required,
                     struct ordo_string header, struct ordo_error *error)
{
    struct rows_private *own = calloc(1, sizeof *own);

    *reader = (struct rows_reader){dialect, ROWS_ANY_BYTES, names, n_names, path, NULL, own};
    if (own != NULL) {
        own->values = calloc(n_names + 1, sizeof *own->values);
        own->kinds = calloc(n_names + 1, sizeof *own->kinds);
        own->place = calloc(n_names + 1, sizeof *own->place);
        own->offset = calloc(n_names + 1, sizeof *own->offset);
        own->column = calloc(n_names + 1, sizeof *own->column);
    }
    if (own == NULL || own->values == NULL || own->kinds == NULL || own->place == NULL ||
        own->offset == NULL || own->column == NULL) {
        rows_reader_release(reader);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    if (dialect.format == ROWS_CSV) {
        csv_init(&own->csv, 0);
        csv_set_delim(&own->csv, (unsigned char)rows_delimiter(dialect));
        own->csv_ready = true;
    }
    if ((dialect.format == ROWS_CSV || dialect.format == ROWS_TSV) &&
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
    json_walker_free(own->walker);
    free(own->values);
    free(own->kinds);
    free(own->place);
    free(own->offset);
    free(own->column);
    free(own->arena);
    free(own->list);
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

void rows_reader_place(const struct rows_reader *reader, uint64_t *line, uint64_t *byte)
{
    *line = reader->private_part->line;
    *byte = reader->private_part->byte;
}

int rows_fail_within(const struct rows_reader *reader, size_t offset, struct ordo_error *error)
{
    const struct rows_private *own = reader->private_part;
    const char *bytes = own->record.bytes;
    uint64_t line = own->record_line, column = 1;

    if (error == NULL || error->line != 0)
        return ordo_fail_at(error, reader->path, 0, 0);
    for (size_t i = 0; i < offset && i < own->record.length; i++) {
        column += ((unsigned char)bytes[i] & 0xC0) != 0x80; /* a code point begins */
        if (bytes[i] != '\n')
            continue;
        line++;
        column = 1;
    }
    error->column = column;
    return ordo_fail_at(error, reader->path, line, own->record_byte + offset);
}

int rows_fail_at(const struct rows_reader *reader, size_t name, struct ordo_error *error)
{
    const struct rows_private *own = reader->private_part;
    bool stands = name < reader->n_names && own->kinds[name] != ROWS_ABSENT;
    bool columns = reader->dialect.format == ROWS_CSV || reader->dialect.format == ROWS_TSV;

    if (!stands)
        return ordo_fail_at(error, reader->path, own->record_line, own->record_byte);
    return rows_fail_within(reader,
                            columns
                                ? rows_field_offset(reader->dialect, own->record, own->column[name])
                                : own->offset[name],
                            error);
}

static int read_record(struct rows_reader *reader, enum record_end end, struct ordo_error *error)
{
    struct ordo_string record = reader->private_part->record;

    if (end == RECORD_UNCLOSED)
        return ordo_fail(error, ORDO_ERR_FORMAT,
                         "quotation mark is not closed: close it, or double it where it is text");
    if (end == RECORD_STRAY)
        return ordo_fail(error, ORDO_ERR_FORMAT,
                         "quotation mark within quoted text is not doubled (\"\")");
    switch (reader->dialect.format) {
    case ROWS_JSONL:
    case ROWS_JSON:
        return rows_read_json(reader, record, error);
    case ROWS_CSV:
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

/* What no text holds. *offset: where it stands. */
static int check_bytes(struct ordo_string record, enum rows_bytes bytes, size_t *offset,
                       struct ordo_error *error)
{
    const char *zero = memchr(record.bytes, '\0', record.length);
    size_t valid =
        bytes == ROWS_TEXT ? ordo_utf8_valid(record.bytes, record.length) : record.length;

    if (zero != NULL && (size_t)(zero - record.bytes) < valid) {
        *offset = (size_t)(zero - record.bytes);
        return ordo_fail(error, ORDO_ERR_FORMAT,
                         "NUL byte: no text, or a damaged file; row left out");
    }
    if (valid == record.length)
        return 0;
    *offset = valid;
    return ordo_fail(
        error, ORDO_ERR_FORMAT,
        "ill-formed UTF-8 (byte 0x%02X): another character set in this row? It is left "
        "out: convert it, or name the file's with import --encoding",
        (unsigned char)record.bytes[valid]);
}

/* Takes what only separates records off both ends. */
static void strip(struct rows_private *own, enum rows_format format)
{
    static const char between[] = {' ', '\t', '\r', '\n', ',', ']'};
    struct ordo_string *record = &own->record;

    /* A byte order mark stands also within, where files were put together. */
    if (record->length >= 3 && memcmp(record->bytes, "\xEF\xBB\xBF", 3) == 0) {
        record->bytes += 3;
        record->length -= 3;
        own->record_byte += 3;
    }
    if (format != ROWS_JSON) {
        if (record->length > 0 && record->bytes[record->length - 1] == '\n')
            record->length--;
        if (record->length > 0 && record->bytes[record->length - 1] == '\r')
            record->length--;
        return;
    }
    while (record->length > 0 && memchr(between, record->bytes[0], sizeof between) != NULL) {
        own->record_line += record->bytes[0] == '\n';
        own->record_byte++;
        record->bytes++;
        record->length--;
    }
    while (record->length > 0 && memchr(between, record->bytes[record->length - 1], 5) != NULL)
        record->length--;
}

/* Nothing, or nothing but delimiters, as Excel puts behind the last row. */
static bool is_empty(struct ordo_string record, struct rows_dialect dialect)
{
    char delimiter = rows_delimiter(dialect);
    size_t at = 0;

    while (at < record.length && record.bytes[at] == delimiter && delimiter != '\0')
        at++;
    return at == record.length;
}

static int refuse(struct rows_reader *reader, size_t mark, struct ordo_error *error)
{
    size_t offset = error->byte > 0 ? (size_t)error->byte - 1 : mark;

    if (error->code == ORDO_ERR_MEMORY)
        return ordo_fail_at(error, reader->path, reader->private_part->record_line, 0);
    error->byte = 0;
    return rows_fail_within(reader, offset, error);
}

int rows_next(struct rows_reader *reader, struct rows_row *row, struct ordo_error *error)
{
    struct rows_private *own = reader->private_part;

    while (own->at < own->piece.length) {
        const char *bytes = own->piece.bytes + own->at;
        enum record_end end;
        size_t mark, length = rows_record(reader->dialect, bytes, own->piece.length - own->at, true,
                                          &end, &mark);
        int result = 0;

        own->record = row->record = (struct ordo_string){bytes, length};
        own->record_line = own->line;
        own->record_byte = own->byte;
        own->at += length;
        own->byte += length;
        for (const char *p = bytes; (p = memchr(p, '\n', (size_t)(bytes + length - p))) != NULL;
             p++)
            own->line++;
        strip(own, reader->dialect.format);
        row->line = own->record_line;
        row->byte = own->byte - length; /* of all of it */
        if (is_empty(own->record, reader->dialect))
            continue;
        rows_clear(reader);
        if (mark >= (size_t)(own->record.bytes - bytes))
            mark -= (size_t)(own->record.bytes - bytes);
        if (own->record.length > ROWS_RECORD_MAX)
            result = ordo_fail(error, ORDO_ERR_LIMIT, "record longer than %zu MiB, left out",
                               ROWS_RECORD_MAX >> 20);
        else if (reader->bytes != ROWS_ANY_BYTES && end == RECORD_WHOLE)
            result = check_bytes(own->record, reader->bytes, &mark, error);
        if (result == 0)
            result = read_record(reader, end, error);
        if (result == 0 && own->failed)
            result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        if (result != 0)
            return refuse(reader, mark, error);
        for (size_t i = 0; i < reader->n_names; i++)
            if (own->place[i] != BORROWED)
                own->values[i].bytes = own->arena + own->place[i];
        row->content = own->record;
        row->values = own->values;
        row->kinds = own->kinds;
        return 1;
    }
    return 0;
}
