/* input.h: files and folders -> pieces of work, in a fixed order and bounded memory. */
#ifndef ORDO_INPUT_H
#define ORDO_INPUT_H

#include "../lib/program/charset.h"
#include "recognise.h"
#include "records.h"

/* Where a piece begins: enough to open the input there again. */
struct position {
    uint64_t source; /* number in the list of inputs, from 0 */
    uint64_t member; /* of an archive, from 0; 0 for a plain file */
    uint64_t byte;   /* of the member, unpacked and, for rows, in UTF-8; from 0 */
    uint64_t line;   /* from 1 */
};

/* A whole document, or whole rows. Reused from one piece to the next. */
struct piece {
    enum piece_kind kind;
    struct rows_dialect dialect;
    char *path; /* owned; well-formed, as stream_member has it */
    size_t path_capacity;
    struct ordo_string header; /* of CSV and TSV, in header_bytes */
    char *header_bytes;        /* owned */
    size_t header_capacity;
    char *bytes; /* owned */
    size_t length, capacity;
    uint64_t number;             /* in the order of the input, from 0 */
    char encoding[CHARSET_ROOM]; /* that rows are converted from, in the first piece of a file that
                                    is; empty: nothing to tell */
    char records[RECORDS_PATH_MAX]; /* where its rows were found to stand, told in the same way */
    uint64_t line, byte;            /* where it begins, from 1 */
    struct position at, after;      /* where it begins, and where what follows it does */
};

struct input; /* a list of files being read */

int input_new(struct input **input, const struct settings *settings, struct ordo_error *error);
/* 1: a piece; 0: no more; -1: a file, or a part of one, could not be read (its path is told), call
 * again. */
int input_next(struct input *input, struct piece *piece, struct ordo_error *error);
/* Goes on from a position that a piece had (its at or after), before the first input_next. What
 * cannot be jumped over is read and thrown away. */
void input_seek(struct input *input, struct position position);
/* Bytes read so far of all files, packed as they are. */
uint64_t input_bytes(const struct input *input);
/* Files of folders and members of archives that were passed over so far because of their names. */
uint64_t input_left_out(const struct input *input);
/* The file in hand, or the one that could not be opened; empty: none. Until the next call. */
const char *input_path(const struct input *input);
void input_free(struct input *input);
void piece_release(struct piece *piece);

#endif
