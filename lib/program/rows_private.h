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

    struct ordo_string *values; /* [n_names] */
    size_t *place;              /* [n_names] where a copied value lies in the arena, or BORROWED */
    char *arena;                /* copies of values that do not stand in the piece as they are */
    size_t length, capacity;

    size_t *column; /* CSV, TSV: [n_names] */
    size_t n_columns;
    struct csv_parser csv;
    bool csv_ready;
    size_t n_fields; /* of the record being read */
    bool failed;     /* memory ran out inside a callback */
};

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

#endif
