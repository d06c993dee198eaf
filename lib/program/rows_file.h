/* rows_file.h: the rows of one file, from opening it to its last row, in bounded memory. */
#ifndef ORDO_ROWS_FILE_H
#define ORDO_ROWS_FILE_H

#include "rows.h"

struct rows_request {
    const char *path;         /* "-": standard input */
    const char *encoding;     /* NULL: detected (source.h) */
    const char *const *names; /* [n_names] as rows_reader has them */
    size_t n_names, n_required;
    bool json;                   /* it is JSONL or JSON: which, is found */
    bool known;                  /* the dialect is given, not found */
    struct rows_dialect dialect; /* with delimiter 0: that of CSV is found */
    bool ill_formed;             /* rows with ill-formed UTF-8 are rows all the same */
};

/* All borrowed until close. Fails when the file cannot be opened, or is no rows, or lacks a
 * required column. */
struct rows_file;
int rows_open(struct rows_file **file, const struct rows_request *request,
              struct ordo_error *error);
/* 1: a row; 0: no more; -1: this record is bad, or longer than ROWS_RECORD_MAX, or the rest of the
 * file cannot be read: call again. */
int rows_read(struct rows_file *file, struct rows_row *row, struct ordo_error *error);
const struct rows_reader *rows_reader_of(const struct rows_file *file);
struct ordo_string rows_header_of(const struct rows_file *file); /* its bytes */
/* The character set that the file is converted from, NULL: none; *n_replaced as in source.h. */
const char *rows_encoding_of(const struct rows_file *file, uint64_t *n_replaced);
void rows_close(struct rows_file *file);

#endif
