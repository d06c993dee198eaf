/* status.h: how both programs exit. */
#ifndef ORDO_STATUS_H
#define ORDO_STATUS_H

#include "../ordo.h"

enum status {
    EXIT_DONE = 0,
    EXIT_SOME_FAILED = 1, /* the rest was done */
    EXIT_USAGE = 2,       /* the command line makes no sense */
    EXIT_CANNOT = 3,      /* it could not go on */
    EXIT_STOPPED = 4      /* a signal stopped it; what was in hand was finished */
};

static inline int status_of(const struct ordo_error *error)
{
    return error->code == ORDO_ERR_OPTION ? EXIT_USAGE : EXIT_CANNOT;
}

#endif
