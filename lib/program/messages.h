/* messages.h: what went wrong, for standard error, so that a mistake made in every row of an input
 * does not bury the others. */
#ifndef ORDO_MESSAGES_H
#define ORDO_MESSAGES_H

#include "json.h"

#include <stdio.h>

#define MESSAGES_EACH  10 /* of the same problem, whatever it quotes, that are shown of an input */
#define MESSAGES_KINDS 16 /* of problems in one input that are told apart; others are shown */

struct messages {
    const char *program; /* stands before each; borrowed */
    char path[256];      /* of the input in hand */
    struct {
        char text[256]; /* the first of its kind */
        uint64_t kind, n;
    } kinds[MESSAGES_KINDS];
    size_t n_kinds;
};

/* Prints a message, or counts what was shown often enough. */
void messages_tell(struct messages *messages, const struct ordo_error *error);
/* The same later: adds one to the lines that a thread hands over, and prints such lines. */
void messages_add(struct json *lines, const struct ordo_error *error);
void messages_print(struct messages *messages, const struct json *lines);
/* Behind an input's last: how often those that were not shown came. */
void messages_end(struct messages *messages);

#endif
