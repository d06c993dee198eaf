/* parallel.h: independent tasks in forked children. */
#ifndef ORDO_PARALLEL_H
#define ORDO_PARALLEL_H

#include "../lib/ordo.h"

/* Zeroed memory that forked children share; NULL when there is none. */
void *parallel_share(size_t size);
void parallel_unshare(void *memory, size_t size);

/* Runs task(context, i) for i in 0..n_tasks in n_processes children (1: in this process). Each task
 * seeds whatever it draws from, so that results depend neither on n_processes nor on timing, and
 * writes them to shared memory. A task that returns non-zero, or a child that dies, fails the
 * whole. */
int parallel_run(size_t n_tasks, size_t n_processes, int (*task)(void *context, size_t i),
                 void *context, struct ordo_error *error);

#endif
