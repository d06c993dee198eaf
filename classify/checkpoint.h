/* checkpoint.h: how far a run has come: enough to go on from there, and to refuse to where
 * something that decides the output has changed since. docs/resume.md describes the promise. */
#ifndef ORDO_CHECKPOINT_H
#define ORDO_CHECKPOINT_H

#include "worker.h"

#define CHECKPOINT_FORMAT 2

struct checkpoint {
    struct position position; /* where the input goes on */
    uint64_t length;          /* bytes of the output that are written */
    uint64_t number;          /* of articles written, where the output counts them */
    uint64_t failed_length;   /* bytes of the list of failed inputs */
    struct counts counts;
    struct json binding; /* what decides the output, a line each: "option kinds direct" */
    struct json pending; /* bytes of the output that wait for their frame */
};

/* Writes what decides the output: version, model, options, inputs. */
int checkpoint_bind(struct checkpoint *checkpoint, const struct plan *plan,
                    struct ordo_string inputs, struct ordo_error *error);
/* Whether an option decides what is written. */
bool checkpoint_binds(const struct option_row *row);
/* Fails with ORDO_ERR_OPTION and the first thing that differs. */
int checkpoint_same(const struct checkpoint *then, const struct checkpoint *now,
                    struct ordo_error *error);

/* As text with a checksum, and back. */
void checkpoint_write(const struct checkpoint *checkpoint, struct json *out);
int checkpoint_read(struct checkpoint *checkpoint, struct ordo_string text,
                    struct ordo_error *error);
void checkpoint_release(struct checkpoint *checkpoint);

#endif
