/* parallel.c: processes, not threads, because LIBLINEAR draws from the C library's one rand(). */
#include "parallel.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROCESSES_MAX 256

void *parallel_share(size_t size)
{
    void *memory =
        mmap(NULL, size > 0 ? size : 1, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    return memory == MAP_FAILED ? NULL : memory;
}

void parallel_unshare(void *memory, size_t size)
{
    if (memory != NULL)
        munmap(memory, size > 0 ? size : 1);
}

/* Takes tasks in turn until none is left. */
static int work(size_t *next, size_t n_tasks, int (*task)(void *context, size_t i), void *context)
{
    for (;;) {
        size_t i = __atomic_fetch_add(next, 1, __ATOMIC_RELAXED);
        if (i >= n_tasks)
            return 0;
        if (task(context, i) != 0)
            return 1;
    }
}

static int wait_for(pid_t child)
{
    int status;

    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -1;
}

int parallel_run(size_t n_tasks, size_t n_processes, int (*task)(void *context, size_t i),
                 void *context, struct ordo_error *error)
{
    pid_t children[PROCESSES_MAX], parent = getpid();
    size_t n = 0, *next = parallel_share(sizeof *next);
    int result = 0;

    if (next == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (n_processes > n_tasks)
        n_processes = n_tasks;
    /* one task alone is forked too: what LIBLINEAR does when memory runs out then ends the child */
    for (; n < n_processes && n < PROCESSES_MAX; n++) {
        children[n] = fork();
        if (children[n] == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL); /* whoever kills the parent means all of it */
            _exit(getppid() == parent ? work(next, n_tasks, task, context) : 1);
        }
        if (children[n] < 0)
            break; /* those that run take all tasks */
    }
    if (n == 0)
        result = work(next, n_tasks, task, context);
    for (size_t i = 0; i < n; i++)
        if (wait_for(children[i]) != 0)
            result = -1;
    parallel_unshare(next, sizeof *next);
    return result == 0 ? 0 : ordo_fail(error, ORDO_ERR_MEMORY, "a training process failed");
}
