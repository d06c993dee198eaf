/* progress.h: what a run tells while it goes: messages, and how far it has come. */
#ifndef ORDO_PROGRESS_H
#define ORDO_PROGRESS_H

#include "../lib/program/messages.h"
#include "worker.h"

struct progress {
    bool silent, bar;     /* bar: standard error is a terminal */
    bool shown;           /* a bar stands on the terminal's line */
    double begun, last;   /* seconds */
    uint64_t total;       /* bytes of the inputs; 0: not known */
    bool resumed;         /* and nothing has come of it yet */
    uint64_t bytes_begun; /* read already when a resumed run began */
    struct counts counts_begun;
    struct messages messages; /* told so far */
};

double progress_seconds(void); /* of a clock that only goes forward */
void progress_begin(struct progress *progress, bool quiet, uint64_t total, bool resumed);
/* Shows the messages of a piece. */
void progress_messages(struct progress *progress, const struct json *messages);
/* Shows how far the run is, if it is time to. */
void progress_step(struct progress *progress, const struct counts *counts, uint64_t bytes_read);
/* Takes the bar away. */
void progress_end(struct progress *progress);

#endif
