/* parallel.h: independent tasks in forked children. */
#ifndef ORDO_PARALLEL_H
#define ORDO_PARALLEL_H

#include "../lib/ordo.h"

/* Zeroed memory that forked children share; NULL when there is none. */
void *parallel_share(size_t size);
void parallel_unshare(void *memory, size_t size);

/* 0, or -1 with error. */
typedef int parallel_task(void *context, size_t i, struct ordo_error *error);

/* Runs task(context, i) for i in 0..n_tasks in n_processes children. Each task seeds whatever it
 * draws from, so that results depend neither on n_processes nor on timing, and writes them to
 * shared memory. A task that fails, or a child that dies, fails the whole; error is that of the
 * first task that failed. */
int parallel_run(size_t n_tasks, size_t n_processes, parallel_task *task, void *context,
                 struct ordo_error *error);

#endif
