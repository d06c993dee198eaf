/* tap.h: test results in the Test Anything Protocol. */
#ifndef ORDO_TAP_H
#define ORDO_TAP_H

#include <stdbool.h>
#include <stdio.h>

static int tap_run, tap_failed;

static inline bool tap_ok(bool passed, const char *name, const char *file, int line)
{
    tap_run++;
    printf("%sok %d - %s\n", passed ? "" : "not ", tap_run, name);
    if (!passed) {
        tap_failed++;
        printf("# failed at %s:%d\n", file, line);
    }
    fflush(stdout); /* under valgrind a forked process would write it once more */
    return passed;
}

#define OK(condition, name) tap_ok((condition), (name), __FILE__, __LINE__)

static inline void tap_skip(const char *name, const char *why)
{
    printf("ok %d - %s # SKIP %s\n", ++tap_run, name, why);
    fflush(stdout);
}

static inline int tap_done(void)
{
    printf("1..%d\n", tap_run);
    return tap_failed == 0 ? 0 : 1;
}

#endif
