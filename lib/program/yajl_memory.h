/* yajl_memory.h: memory for yajl, which does not look at what its allocator returns: when there is
 * none, control leaves yajl. All that it had, and what was taken from here besides, is in a list
 * and is freed at once. */
#ifndef ORDO_YAJL_MEMORY_H
#define ORDO_YAJL_MEMORY_H

#include <setjmp.h>
#include <stddef.h>
#include <yajl/yajl_common.h>

struct yajl_block {
    struct yajl_block *next, *previous;
};

struct yajl_memory {
    struct yajl_block blocks; /* the list's ends */
    jmp_buf out;              /* where control goes to: set it before anything is taken */
};

void yajl_memory_init(struct yajl_memory *memory);
yajl_alloc_funcs yajl_memory_functions(struct yajl_memory *memory);
void *yajl_memory_take(struct yajl_memory *memory, size_t size);
void yajl_memory_release(struct yajl_memory *memory);

#endif
