/* input.h: files and folders -> pieces of work, in a fixed order and bounded memory. */
#ifndef ORDO_INPUT_H
#define ORDO_INPUT_H

#include "../lib/program/rows.h"
#include "settings.h"

enum piece_kind { PIECE_ARTICLE, PIECE_MARKDOWN, PIECE_ROWS };

/* Where a piece begins: enough to open the input there again. */
struct position {
    uint64_t source; /* number in the list of inputs, from 0 */
    uint64_t member; /* of an archive or of a file of documents, from 0; 0 for a plain file */
    uint64_t byte;   /* in the unpacked and converted stream, from 0 */
    uint64_t line;   /* from 1 */
};

/* A whole article, or whole rows. Reused from one piece to the next. */
struct piece {
    enum piece_kind kind;
    struct rows_dialect dialect;
    const char *path;          /* lives as long as the input */
    struct ordo_string header; /* of CSV and TSV; lives as long as the input */
    char *bytes;               /* owned */
    size_t length, capacity;
    uint64_t line, byte;       /* where it begins, from 1 */
    struct position at, after; /* where it begins, and where what follows it does */
};

struct input; /* a list of files being read */

int input_new(struct input **input, const struct settings *settings, struct ordo_error *error);
/* 1: a piece; 0: no more; -1: a file could not be read, call again. */
int input_next(struct input *input, struct piece *piece, struct ordo_error *error);
/* Goes on from a position that a piece had (its at or after), before the first input_next. What
 * cannot be jumped over is read and thrown away. */
int input_seek(struct input *input, struct position position, struct ordo_error *error);
void input_free(struct input *input);

#endif
