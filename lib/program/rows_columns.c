/* rows_columns.c: CSV (by libcsv) and TSV records -> values, and their header line. */
#include "rows_private.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define COLUMN_TWICE (SIZE_MAX - 1)

/* Called for each field of a record: what to do with it differs between header and rows. */
typedef void field_taker(struct rows_reader *reader, size_t column, const char *bytes,
                         size_t length);

struct context {
    struct rows_reader *reader;
    field_taker *take;
};

static void take_value(struct rows_reader *reader, size_t column, const char *bytes, size_t length)
{
    for (size_t i = 0; i < reader->n_names; i++)
        if (reader->private_part->column[i] == column)
            rows_copy(reader, i, bytes, length);
}

/* The column of a name that stands twice is COLUMN_TWICE. */
static void take_name(struct rows_reader *reader, size_t column, const char *bytes, size_t length)
{
    for (size_t i = 0; i < reader->n_names; i++) {
        size_t *own = &reader->private_part->column[i];
        if (strlen(reader->names[i]) == length && memcmp(reader->names[i], bytes, length) == 0)
            *own = *own == COLUMN_NONE ? column : COLUMN_TWICE;
    }
}

static void on_field(void *bytes, size_t length, void *data)
{
    struct context *context = data;

    context->take(context->reader, context->reader->private_part->n_fields++, bytes, length);
}

static void on_record(int terminator, void *data)
{
    (void)terminator;
    (void)data;
}

static int keep_spaces(unsigned char c)
{
    (void)c;
    return 0;
}

static int split_csv(struct rows_reader *reader, struct ordo_string record, field_taker *take,
                     struct ordo_error *error)
{
    struct rows_private *own = reader->private_part;
    struct context context = {reader, take};

    own->n_fields = 0;
    csv_set_space_func(&own->csv, keep_spaces); /* RFC 4180: spaces are part of a field */
    if (csv_parse(&own->csv, record.bytes, record.length, on_field, on_record, &context) !=
            record.length ||
        csv_fini(&own->csv, on_field, on_record, &context) != 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "invalid CSV: %s",
                         csv_strerror(csv_error(&own->csv)));
    return 0;
}

static void split_tsv(struct rows_reader *reader, struct ordo_string record, field_taker *take)
{
    struct rows_private *own = reader->private_part;
    const char *at = record.bytes, *end = record.bytes + record.length;

    own->n_fields = 0;
    for (;;) {
        const char *tab = memchr(at, '\t', (size_t)(end - at));
        take(reader, own->n_fields++, at, (size_t)((tab == NULL ? end : tab) - at));
        if (tab == NULL)
            return;
        at = tab + 1;
    }
}

static int check_fields(struct rows_reader *reader, struct ordo_error *error)
{
    struct rows_private *own = reader->private_part;

    if (own->n_columns == 0) /* headless: the first row counts */
        own->n_columns = own->n_fields;
    if (own->n_fields == own->n_columns)
        return 0;
    return ordo_fail(error, ORDO_ERR_FORMAT,
                     "row has %zu field%s, the %s has %zu: a delimiter too many, or one that needs "
                     "quotation marks?",
                     own->n_fields, own->n_fields == 1 ? "" : "s",
                     reader->dialect.headless ? "first" : "header", own->n_columns);
}

int rows_read_csv(struct rows_reader *reader, struct ordo_string record, struct ordo_error *error)
{
    return split_csv(reader, record, take_value, error) != 0 ? -1 : check_fields(reader, error);
}

int rows_read_tsv(struct rows_reader *reader, struct ordo_string record, struct ordo_error *error)
{
    split_tsv(reader, record, take_value);
    return check_fields(reader, error);
}

size_t rows_field_offset(struct rows_dialect dialect, struct ordo_string record, size_t column)
{
    char delimiter = rows_delimiter(dialect);
    bool quoted = false;
    size_t at = 0;

    for (; at < record.length && column > 0; at++) {
        if (record.bytes[at] == '"' && dialect.format == ROWS_CSV)
            quoted = !quoted;
        else if (record.bytes[at] == delimiter && !quoted)
            column--;
    }
    return at;
}

/* Without a header the names are numbers of columns. */
static int number_columns(struct rows_reader *reader, size_t n_required, struct ordo_error *error)
{
    for (size_t i = 0; i < reader->n_names; i++) {
        char *end;
        unsigned long number = strtoul(reader->names[i], &end, 10);
        if (*end == '\0' && number > 0)
            reader->private_part->column[i] = number - 1;
        else if (i < n_required && reader->names[i][0] != '\0')
            return ordo_fail(error, ORDO_ERR_OPTION,
                             "'%s' is no column number: without a header columns are 1, 2, ...",
                             reader->names[i]);
    }
    return 0;
}

/* Takes a byte order mark, the line "sep=" and the line's end off a header. */
static struct ordo_string bare(struct ordo_string header)
{
    const char *end = header.length == 0 ? NULL : memchr(header.bytes, '\n', header.length);

    if (header.length >= 3 && memcmp(header.bytes, "\xEF\xBB\xBF", 3) == 0) {
        header.bytes += 3;
        header.length -= 3;
    }
    if (end != NULL && header.length > 5 && strncasecmp(header.bytes, "sep=", 4) == 0 &&
        end - header.bytes <= 6) {
        header.length -= (size_t)(end + 1 - header.bytes);
        header.bytes = end + 1;
    }
    while (header.length > 0 && memchr("\r\n", header.bytes[header.length - 1], 2) != NULL)
        header.length--;
    return header;
}

int rows_read_header(struct rows_reader *reader, size_t n_required, struct ordo_string header,
                     struct ordo_error *error)
{
    struct rows_private *own = reader->private_part;

    for (size_t i = 0; i < reader->n_names; i++)
        own->column[i] = COLUMN_NONE;
    if (reader->dialect.headless)
        return number_columns(reader, n_required, error);
    header = bare(header);
    if (header.length == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no header line");
    if (reader->dialect.format == ROWS_TSV)
        split_tsv(reader, header, take_name);
    else if (split_csv(reader, header, take_name, error) != 0)
        return -1;
    own->n_columns = own->n_fields;
    for (size_t i = 0; i < reader->n_names; i++)
        if (own->column[i] == COLUMN_TWICE)
            return ordo_fail(error, ORDO_ERR_FORMAT,
                             "column '%s' stands twice in the header: rename one",
                             reader->names[i]);
    for (size_t i = 0; i < n_required; i++)
        if (rows_check_column(reader, i, header, error) != 0)
            return -1;
    return 0;
}

int rows_check_column(const struct rows_reader *reader, size_t name, struct ordo_string header,
                      struct ordo_error *error)
{
    bool columns = reader->dialect.format == ROWS_CSV || reader->dialect.format == ROWS_TSV;

    if (!columns || reader->private_part->column[name] != COLUMN_NONE)
        return 0;
    header = bare(header);
    return ordo_fail(error, ORDO_ERR_FORMAT, "no column '%s' in the header: it has %.*s",
                     reader->names[name], header.length < 120 ? (int)header.length : 120,
                     header.bytes);
}
