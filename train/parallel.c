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

/* What the children share. */
struct ledger {
    size_t next;
    bool has_failed;
    struct ordo_error error; /* of the first that failed */
};

/* Takes tasks in turn until none is left or one failed. */
static int work(struct ledger *ledger, size_t n_tasks, parallel_task *task, void *context)
{
    struct ordo_error error;

    for (;;) {
        size_t i = __atomic_fetch_add(&ledger->next, 1, __ATOMIC_RELAXED);
        if (i >= n_tasks)
            return 0;
        if (task(context, i, &error) == 0)
            continue;
        if (!__atomic_exchange_n(&ledger->has_failed, true, __ATOMIC_RELAXED))
            ledger->error = error; /* read when all children have ended */
        return -1;
    }
}

static int wait_for(pid_t child, struct ordo_error *error)
{
    int status;

    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return ordo_fail(error, ORDO_ERR_IO, "lost a training process: %s", strerror(errno));
    if (WIFSIGNALED(status))
        return ordo_fail(error, ORDO_ERR_MEMORY, "a training process was ended by signal %d (%s)",
                         WTERMSIG(status), strsignal(WTERMSIG(status)));
    return WEXITSTATUS(status) == 0 ? 0 : -1; /* the ledger says why */
}

int parallel_run(size_t n_tasks, size_t n_processes, parallel_task *task, void *context,
                 struct ordo_error *error)
{
    pid_t children[PROCESSES_MAX], parent = getpid();
    struct ledger *ledger = parallel_share(sizeof *ledger);
    size_t n = 0;
    int result = 0;

    if (ledger == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (n_processes > n_tasks)
        n_processes = n_tasks;
    /* one task alone is forked too: what LIBLINEAR does when memory runs out then ends the child */
    for (; n < n_processes && n < PROCESSES_MAX; n++) {
        children[n] = fork();
        if (children[n] == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL); /* whoever kills the parent means all of it */
            _exit(getppid() == parent && work(ledger, n_tasks, task, context) == 0 ? 0 : 1);
        }
        if (children[n] < 0)
            break; /* those that run take all tasks */
    }
    if (n == 0)
        result = work(ledger, n_tasks, task, context);
    for (size_t i = 0; i < n; i++)
        if (wait_for(children[i], error) != 0)
            result = -1;
    if (ledger->has_failed)
        *error = ledger->error;
    parallel_unshare(ledger, sizeof *ledger);
    return result;
}
