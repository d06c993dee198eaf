/* processes.c: tasks in forked children. */
#include "../../train/parallel.h"
#include "tap.h"

#include <signal.h>
#include <string.h>

static int square(void *context, size_t i, struct ordo_error *error)
{
    size_t *squares = context;

    (void)error;
    squares[i] = i * i;
    return 0;
}

static int refuse_five(void *context, size_t i, struct ordo_error *error)
{
    (void)context;
    return i != 5 ? 0 : ordo_fail(error, ORDO_ERR_LIMIT, "task %zu is too much", i);
}

static int die(void *context, size_t i, struct ordo_error *error)
{
    (void)context;
    (void)error;
    return i != 5 ? 0 : raise(SIGKILL);
}

int main(void)
{
    enum { N = 40 };
    size_t *squares = parallel_share(N * sizeof *squares);
    struct ordo_error error;
    bool right = true;

    if (!OK(squares != NULL, "memory is shared"))
        return tap_done();
    OK(parallel_run(N, 3, square, squares, &error) == 0, "three processes take forty tasks");
    for (size_t i = 0; i < N; i++)
        right = right && squares[i] == i * i;
    OK(right, "each is done");
    OK(parallel_run(N, 3, refuse_five, NULL, &error) == -1 && error.code == ORDO_ERR_LIMIT &&
           strcmp(error.message, "task 5 is too much") == 0,
       "the error of a task reaches the caller");
    OK(parallel_run(N, 3, die, NULL, &error) == -1 && strstr(error.message, "signal 9") != NULL,
       "a process that is killed is told as such");
    OK(parallel_run(0, 3, die, NULL, &error) == 0, "no tasks are done at once");
    parallel_unshare(squares, N * sizeof *squares);
    return tap_done();
}
