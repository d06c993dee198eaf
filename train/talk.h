/* talk.h: how the stages of ordo-train speak to whoever runs them. main.c prints; nothing else
 * does. */
#ifndef ORDO_TALK_H
#define ORDO_TALK_H

#include "../lib/ordo.h"

struct talk {
    void (*bad_row)(void *context, const struct ordo_error *error); /* left out, the rest goes on */
    void (*progress)(void *context, const char *line);
    void *context;
};

#endif
