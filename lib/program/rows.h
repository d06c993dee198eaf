/* rows.h: labelled or unlabelled rows from JSONL, CSV and TSV, for both programs.
 *
 * A reader is given the whole input or a piece that ends at a record boundary (rows_boundary finds
 * one), so that pieces can be read by several threads at once, each with a reader of its own.
 * JSON by yajl, CSV by libcsv (RFC 4180); TSV has no quoting (text/tab-separated-values).
 */
#ifndef ORDO_ROWS_H
#define ORDO_ROWS_H

#include "../ordo.h"

enum rows_format { ROWS_JSONL, ROWS_CSV, ROWS_TSV, ROWS_LINES }; /* lines: one text a line */

/* By file name ending, else by the first bytes ('{' opens JSONL). */
enum rows_format rows_format_of(const char *path, const char *bytes, size_t length);

/* Which fields a caller wants: the i-th name's value arrives as values[i]. JSON paths may be nested
 * with dots ("article.body"). With CSV and TSV the header line gives the columns. */
struct rows_reader {
    enum rows_format format;
    const char *const *names; /* [n_names], borrowed */
    size_t n_names;
    const char *path; /* for errors, borrowed */
    struct rows_private *private_part;
};

struct rows_row {
    struct ordo_string *values; /* [n_names]; bytes NULL when the row lacks the field; strings,
                                   numbers, true and false as text; valid until the next row */
    uint64_t line, byte;        /* where the record begins, from 1 */
    uint64_t length;            /* of the record, its line break included */
};

/* CSV and TSV: header holds the header line's bytes (rows_header_length of the file's first bytes);
 * fails when a name of `required` (first n_required names) is not among the columns. JSONL: header
 * empty. */
int rows_reader_init(struct rows_reader *reader, enum rows_format format, const char *path,
                     const char *const *names, size_t n_names, size_t n_required,
                     struct ordo_string header, struct ordo_error *error);
/* Starts on a piece that begins at this line and byte of the file (from 1). Borrowed until the
 * next. */
void rows_reader_feed(struct rows_reader *reader, struct ordo_string piece, uint64_t line,
                      uint64_t byte);
/* 1: a row; 0: the piece is done; -1: this record is bad (error has its line and byte) and was
 * skipped: call again. Empty lines are skipped. */
int rows_next(struct rows_reader *reader, struct rows_row *row, struct ordo_error *error);
void rows_reader_release(struct rows_reader *reader);

size_t rows_header_length(enum rows_format format, const char *bytes, size_t length);
/* The largest prefix of bytes that ends right after a record; 0 when no record ends in it. Knows
 * quoted line breaks in CSV; bytes must begin at a record. */
size_t rows_boundary(enum rows_format format, const char *bytes, size_t length);

#endif
