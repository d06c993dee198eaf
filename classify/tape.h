/* tape.h: typed values one after another in memory, from the workers to a sink that is no file of
 * lines. Never leaves the process, so its layout is no format. */
#ifndef ORDO_TAPE_H
#define ORDO_TAPE_H

#include "columns.h"

/* What follows: values of the articles' columns, of a statement's, speaker's and scores', or the
 * text of an article or more of its annotation. */
enum tape_mark { TAPE_ARTICLE = 1, TAPE_STATEMENT };

void tape_put_mark(enum tape_mark mark, struct json *out);
/* Spans are put as the JSON text that SQLite's json_each reads. */
void tape_put(const struct cell *cell, struct json *out);

struct tape {
    const char *at, *end; /* borrowed */
};

/* All that was put into `out`, perhaps nothing. */
struct tape tape_of(const struct json *out);
/* 0: at the end. */
int tape_mark(struct tape *tape);
/* The text borrows from the tape. */
void tape_take(struct tape *tape, struct cell *cell);

#endif
