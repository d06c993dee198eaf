/* memory.c: preloaded, makes the FAIL_AT-th allocation of the process fail. */
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *old, size_t size);

static atomic_long n_allocations;
static long fail_at;

__attribute__((constructor)) static void read_environment(void)
{
    const char *value = getenv("FAIL_AT");

    fail_at = value == NULL ? 0 : atol(value);
    atomic_store(&n_allocations, 0);
}

static int fails(void)
{
    if (fail_at == 0 || atomic_fetch_add(&n_allocations, 1) + 1 != fail_at)
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
