/* rows.h: labelled or unlabelled rows from JSONL, JSON, CSV and TSV, for both programs.
 *
 * A reader is given the whole input or a piece that ends at a record boundary (rows_boundary finds
 * one), so that pieces can be read by several threads at once, each with a reader of its own;
 * rows_file.h reads a whole file so, in bounded memory. JSON by simdjson and yajl, CSV by libcsv
 * (RFC 4180); TSV has no quoting (text/tab-separated-values).
 */
#ifndef ORDO_ROWS_H
#define ORDO_ROWS_H

#include "../ordo.h"

#define ROWS_RECORD_MAX ((size_t)64 << 20) /* bytes of one record; a longer one is left out */

enum rows_format {
    ROWS_JSONL,
    ROWS_CSV,
    ROWS_TSV,
    ROWS_LINES, /* one text a line */
    ROWS_JSON   /* the objects of one array, or objects one after another, over any lines */
};

struct rows_dialect {
    enum rows_format format;
    char delimiter; /* of CSV; 0: a comma */
    bool headless;  /* CSV and TSV without a header line: names are column numbers from 1 */
};

/* By file name ending (before one of compression), else by the first bytes ('{' opens JSONL, '[' a
 * JSON array). The delimiter of CSV is what a first line "sep=;" says, else the commonest of
 * , ; tab and | in the header. */
struct rows_dialect rows_dialect_of(const char *path, const char *bytes, size_t length);
char rows_delimiter_of(const char *bytes, size_t length);

enum rows_bytes { ROWS_ANY_BYTES, ROWS_NO_NUL, ROWS_TEXT /* no NUL, no ill-formed UTF-8 */ };

/* Which fields a caller wants: the i-th name's value arrives as values[i]. JSON paths may be nested
 * with dots ("article.body"). With CSV and TSV the header line gives the columns. */
struct rows_reader {
    struct rows_dialect dialect;
    enum rows_bytes bytes;    /* which bytes make a row bad */
    const char *const *names; /* [n_names], borrowed */
    size_t n_names;
    const char *path;          /* for errors, borrowed */
    const char *const *joints; /* [n_names] what the strings of a JSON array are joined by,
                                  borrowed; NULL: an array is no value */
    struct rows_private *private_part;
};

enum rows_kind { ROWS_ABSENT, ROWS_NULL, ROWS_STRING, ROWS_NUMBER, ROWS_TRUTH };

struct rows_row {
    struct ordo_string *values; /* [n_names]; bytes NULL when the row lacks the field or it is null;
                                   strings, numbers, true and false as text; valid until the next
                                   row */
    const enum rows_kind *kinds; /* [n_names] */
    uint64_t line, byte;         /* where the record begins, from 1 */
    struct ordo_string record;   /* as it stands in the piece, its line break included */
    struct ordo_string content;  /* without that, and without what separates it in an array */
};

/* CSV and TSV: header holds the header line's bytes (rows_header_length of the file's first bytes);
 * fails when a name of `required` (first n_required names) is not among the columns, or any name
 * stands there twice. JSON: header empty. */
int rows_reader_init(struct rows_reader *reader, struct rows_dialect dialect, const char *path,
                     const char *const *names, size_t n_names, size_t n_required,
                     struct ordo_string header, struct ordo_error *error);
/* Fails, in CSV and TSV, when one of the other names is not among the header's columns. */
int rows_check_column(const struct rows_reader *reader, size_t name, struct ordo_string header,
                      struct ordo_error *error);
/* Starts on a piece that begins at this line and byte of the file (from 1). Borrowed until the
 * next. */
void rows_reader_feed(struct rows_reader *reader, struct ordo_string piece, uint64_t line,
                      uint64_t byte);
/* 1: a row; 0: the piece is done; -1: this record is bad (error has its place) and was skipped:
 * call again. Empty lines, and rows of empty fields, are skipped. */
int rows_next(struct rows_reader *reader, struct rows_row *row, struct ordo_error *error);
/* Adds the place of a value of the newest row, or of the row where it lacks it, to an error that
 * has none. Returns -1. */
int rows_fail_at(const struct rows_reader *reader, size_t name, struct ordo_error *error);
/* The same for a byte offset in that row's record. */
int rows_fail_within(const struct rows_reader *reader, size_t offset, struct ordo_error *error);
/* Where the record behind the newest one begins. */
void rows_reader_place(const struct rows_reader *reader, uint64_t *line, uint64_t *byte);
void rows_reader_release(struct rows_reader *reader);

/* The header line (with "sep=" before it) of CSV and TSV; of JSON the bracket that opens the array.
 */
size_t rows_header_length(struct rows_dialect dialect, const char *bytes, size_t length);
/* Whether lines end with CR alone, as a Macintosh once wrote them, told from a file's first bytes;
 * then every CR is to become a line feed before records are looked for. */
bool rows_has_returns(const char *bytes, size_t length);
void rows_mend_returns(char *bytes, size_t length);
/* Keeps in *last the newest byte that is no space or comma, of what stands behind the header. */
void rows_note_last(char *last, const char *bytes, size_t length);
/* Fails where that byte ends a JSON array which was opened and not closed: between two objects
 * nothing else tells that some are missing. */
int rows_check_closed(struct rows_dialect dialect, size_t header_length, char last,
                      struct ordo_error *error);
/* The largest prefix of bytes that ends right after a record; 0 when no record ends in it. Knows
 * quoted line breaks in CSV; bytes must begin at a record. */
size_t rows_boundary(struct rows_dialect dialect, const char *bytes, size_t length);

/* Where one stands in a record that is too long to be held. Zeroed: before it. */
struct rows_skip {
    bool quoted, escaped; /* in quotation marks; behind a backslash there */
    bool within;          /* CSV: behind the first byte of a field; JSON: of the record */
    size_t depth;         /* JSON: brackets that are open */
};

/* How many of the bytes that come next belong to it; *ends: the next record begins behind them. */
size_t rows_skip(struct rows_skip *skip, struct rows_dialect dialect, const char *bytes,
                 size_t length, bool *ends);
/* Behind the last byte of the file: fails where the record is still open. */
int rows_skip_end(const struct rows_skip *skip, struct ordo_error *error);

#endif
