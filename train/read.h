/* read.h: every row of a file to whoever wants it. All commands read their data here. */
#ifndef ORDO_READ_H
#define ORDO_READ_H

#include "../lib/program/rows_file.h"
#include "talk.h"

struct reading {
    const struct talk *talk;
    size_t *n_bad; /* counts what was told to talk->bad_row */
    void *context;
    /* NULL, or called before the first row; -1 with error: there is nothing to read. */
    int (*begin)(void *context, const struct rows_file *file, struct ordo_error *error);
    /* -1 with error: the row is bad. A place is added where the error has none. */
    int (*take)(void *context, const struct rows_file *file, const struct rows_row *row,
                struct ordo_error *error);
};

/* Tells bad rows and goes on; -1 when the file cannot be opened, or memory runs out. A file that
 * was converted from another character set is told, too. */
int read_rows(const struct rows_request *request, const struct reading *reading,
              struct ordo_error *error);

#endif
