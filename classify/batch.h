/* batch.h: a whole run: from where it begins to the output under its name. */
#ifndef ORDO_BATCH_H
#define ORDO_BATCH_H

#include "progress.h"

enum batch_end {
    BATCH_DONE,
    BATCH_STOPPED, /* by a signal */
    BATCH_ERRORS   /* more inputs failed than --max-errors allows */
};

struct batch_result {
    enum batch_end end;
    struct counts counts;
    double seconds;
    uint64_t bytes_read;  /* of the inputs as they are */
    uint64_t left_out;    /* files of folders, because of their names */
    uint64_t text_before; /* bytes of the counts that the run was before it was resumed */
    bool resumed;         /* it went on where another had stopped */
    bool was_whole;       /* and there was nothing left to do */
    bool can_resume;      /* not done, and a checkpoint tells how far it came */
};

/* -1: it could not go on; result tells how far it came all the same. */
int batch_run(const struct plan *plan, struct batch_result *result, struct ordo_error *error);

#endif
