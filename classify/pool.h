/* pool.h: workers side by side, results in the order of the input. */
#ifndef ORDO_POOL_H
#define ORDO_POOL_H

#include "worker.h"

/* Takes one piece's output, in order, one call at a time. 1 ends the run, -1 with error too. */
struct pool_sink {
    int (*take)(void *context, const struct output *output, struct ordo_error *error);
    void *context;
};

/* Runs all input through plan->settings->threads workers. Each holds one piece at a time and a few
 * results, of settings->memory at most, wait for their turn, so memory does not depend on the
 * input's size. replayed: where a run that is gone on with left off, when what stands before it
 * must be read again (NULL: it need not). 1: stopped, by a signal or the sink; what was in hand was
 * taken.
 */
int pool_run(const struct plan *plan, struct input *input, const struct position *replayed,
             struct pool_sink sink, struct ordo_error *error);

#endif
