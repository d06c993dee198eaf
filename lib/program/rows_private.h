/* rows_private.h: what the readers of the formats share. */
#ifndef ORDO_ROWS_PRIVATE_H
#define ORDO_ROWS_PRIVATE_H

#include "rows.h"

#include <csv.h>

#define COLUMN_NONE SIZE_MAX
#define BORROWED    SIZE_MAX

struct rows_private {
    struct ordo_string piece;
    size_t at; /* of the next record in the piece */
    uint64_t line, byte;

    struct ordo_string record; /* the newest, its line break left out */
    uint64_t record_line, record_byte;

    struct ordo_string *values; /* [n_names] */
    enum rows_kind *kinds;      /* [n_names] */
    size_t *place;              /* [n_names] where a copied value lies in the arena, or BORROWED */
    size_t *offset;             /* [n_names] where the value stands in the record */
    char *arena;                /* copies of values that do not stand in the piece as they are */
    size_t length, capacity;

    char *list; /* owned: the strings of the array in hand, each ended by NUL */
    size_t list_length, list_capacity;

    struct json_walker *walker; /* JSON; owned; NULL: not needed yet */

    size_t *column; /* CSV, TSV: [n_names] */
    size_t n_columns;
    struct csv_parser csv;
    bool csv_ready;
    size_t n_fields; /* of the record being read */
    bool failed;     /* memory ran out inside a callback */
};

/* What stands between the fields of a row; 0 where there are none. */
static inline char rows_delimiter(struct rows_dialect dialect)
{
    if (dialect.format == ROWS_TSV)
        return '\t';
    return dialect.format != ROWS_CSV ? '\0' : dialect.delimiter == 0 ? ',' : dialect.delimiter;
}

/* How a record ends. */
enum record_end {
    RECORD_WHOLE,
    RECORD_PARTIAL,  /* not within these bytes */
    RECORD_UNCLOSED, /* a quotation mark has no end: its line alone is the record */
    RECORD_STRAY     /* a quotation mark within quoted text is not doubled: the same */
};

/* The length of the record that these bytes begin with. last: no bytes follow them. *mark: for an
 * unclosed or stray mark, its offset. */
size_t rows_record(struct rows_dialect dialect, const char *bytes, size_t length, bool last,
                   enum record_end *end, size_t *mark);

/* Forgets all values. */
void rows_clear(struct rows_reader *reader);
/* Sets a value: borrowed when it lies in the piece and stays there, else copied. */
void rows_set(struct rows_reader *reader, size_t name, const char *bytes, size_t length);
/* Copies a value whatever it lies in. */
void rows_copy(struct rows_reader *reader, size_t name, const char *bytes, size_t length);

/* Read one record (line breaks stripped) into the values; -1 with error, whose byte counts from the
 * record's first. */
int rows_read_json(struct rows_reader *reader, struct ordo_string record, struct ordo_error *error);
int rows_read_csv(struct rows_reader *reader, struct ordo_string record, struct ordo_error *error);
int rows_read_tsv(struct rows_reader *reader, struct ordo_string record, struct ordo_error *error);
/* Finds each name's column in the header line. */
int rows_read_header(struct rows_reader *reader, size_t n_required, struct ordo_string header,
                     struct ordo_error *error);
/* Where a field of a CSV or TSV record begins. */
size_t rows_field_offset(struct rows_dialect dialect, struct ordo_string record, size_t column);

#endif
