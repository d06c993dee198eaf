/* talk.h: how the stages of ordo-train speak to whoever runs them. main.c prints; nothing else
 * does. */
#ifndef ORDO_TALK_H
#define ORDO_TALK_H

#include "../lib/program/json.h"

struct talk {
    void (*bad_row)(void *context, const struct ordo_error *error); /* left out, the rest goes on */
    void (*progress)(void *context, const char *line);
    /* Puts out what a long output has so far, and clears it. */
    int (*print)(void *context, struct json *out, struct ordo_error *error);
    void *context;
};

/* Tells a line of progress, cut at 511 bytes. */
void talk_progress(const struct talk *talk, const char *format, ...) ORDO_PRINTF(2, 3);

/* For what is read twice and told once. */
static inline void talk_of_no_row(void *context, const struct ordo_error *error)
{
    (void)context;
    (void)error;
}

static inline void talk_of_no_progress(void *context, const char *line)
{
    (void)context;
    (void)line;
}

#endif
