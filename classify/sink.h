/* sink.h: what workers wrote, in order -> a file of lines, a database, a folder. One of them is
 * open in a run; one thread at a time calls it. */
#ifndef ORDO_SINK_H
#define ORDO_SINK_H

#include "journal.h"

struct sink;

struct sink_kind {
    /* Reads the checkpoint that was left at settings->output; returns enum found, or -1. */
    int (*load)(const struct settings *settings, struct checkpoint *checkpoint,
                struct ordo_error *error);
    /* Begins anew, or goes on from a checkpoint that load gave (resumed). */
    int (*open)(struct sink *sink, const struct checkpoint *from, bool resumed,
                struct ordo_error *error);
    int (*take)(struct sink *sink, const struct output *output, struct ordo_error *error);
    /* Makes all that was taken last, then the checkpoint that says so; fills its length, number and
     * pending. */
    int (*save)(struct sink *sink, struct checkpoint *checkpoint, struct ordo_error *error);
    /* Everything was taken: gives the output its name, and takes the checkpoint away; `last` stays
     * with the output, by which this run is known as whole. */
    int (*finish)(struct sink *sink, const struct checkpoint *last, struct ordo_error *error);
    /* What was not finished stays when `keep`, and goes otherwise. */
    void (*close)(struct sink *sink, bool keep);
};

struct sink {
    const struct sink_kind *kind;
    const struct plan *plan;
    bool saves;           /* it can go on from a checkpoint; false: standard output, a pipe */
    struct json messages; /* owned; for standard error, of what was found when it was opened */
    void *state;          /* owned by the kind */
};

/* The kind for settings->to. */
const struct sink_kind *sink_kind_of(const struct settings *settings);

extern const struct sink_kind SINK_LINES, SINK_DATABASE, SINK_FOLDER;

#endif
