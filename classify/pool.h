/* pool.h: workers side by side, results in the order of the input. */
#ifndef ORDO_POOL_H
#define ORDO_POOL_H

#include "worker.h"

/* Takes one piece's output, in order, one call at a time. -1 with error ends the run. */
struct pool_sink {
    int (*take)(void *context, const struct output *output, struct ordo_error *error);
    void *context;
};

/* Runs all input through plan->settings->threads workers. Each holds one piece at a time and a few
 * results wait for their turn, so memory does not depend on the input's size. */
int pool_run(const struct plan *plan, struct input *input, struct pool_sink sink,
             struct ordo_error *error);

#endif
