/* memory.c: preloaded, makes the FAIL_AT-th allocation of the process and its children fail, or
 * with FAIL_AT=0 writes their number to standard error when the process ends. */
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *old, size_t size);

static atomic_long *n_allocations; /* shared with what is forked; NULL: not counted */
static long fail_at;

__attribute__((constructor)) static void begin(void)
{
    const char *value = getenv("FAIL_AT");
    void *shared;

    if (value == NULL)
        return;
    fail_at = atol(value);
    shared = mmap(NULL, sizeof *n_allocations, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                  -1, 0);
    if (shared == MAP_FAILED)
        abort();
    n_allocations = shared;
}

__attribute__((destructor)) static void end(void)
{
    if (n_allocations != NULL && fail_at == 0)
        fprintf(stderr, "%ld\n", atomic_load(n_allocations));
}

static int fails(void)
{
    if (n_allocations == NULL || atomic_fetch_add(n_allocations, 1) + 1 != fail_at)
        return 0;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
    return fails() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *old, size_t size)
{
    return fails() ? NULL : __libc_realloc(old, size);
}
