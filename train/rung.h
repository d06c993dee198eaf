/* rung.h: what the files of a search share. */
#ifndef ORDO_RUNG_H
#define ORDO_RUNG_H

#include "search.h"

/* One rung being climbed. */
struct rung {
    struct searching *searching;
    struct findings *findings;
    struct sample sample;
    int outer;
    size_t number;
    const size_t *alive; /* [n] candidates, ascending */
    size_t n;
    struct json json;
};

/* rung_log.c: one line of the log for one candidate and head: written, and read back exactly. False
 * when the line is of something else. */
void rung_write(struct rung *rung, size_t candidate, size_t head);
bool rung_read(struct rung *rung, const char *line, size_t candidate, size_t head);

/* choose.c: the worth of a candidate among those measured on `rung` rungs; the choice. */
double findings_worth(const struct searching *searching, const struct findings *findings,
                      size_t rung, size_t candidate);
void findings_choose(struct findings *findings, const struct searching *searching);

#endif
