/* messages.h: what went wrong, for standard error, so that a mistake made in every row of an input
 * does not bury the others. */
#ifndef ORDO_MESSAGES_H
#define ORDO_MESSAGES_H

#include "../lib/program/json.h"

#include <stdio.h>

#define MESSAGES_EACH  10 /* of the same problem in one input that are shown */
#define MESSAGES_KINDS 16 /* of problems in one input that are told apart; others are shown */

/* Zeroed: begins. */
struct messages {
    char path[256]; /* of the input in hand */
    struct {
        char text[256];
        uint64_t n;
    } kinds[MESSAGES_KINDS];
    size_t n_kinds;
};

/* Adds a message to the lines that a worker hands over. */
void messages_add(struct json *lines, const struct ordo_error *error);
/* Prints such lines, each behind the program's name; counts what was shown often enough. */
void messages_print(struct messages *messages, const struct json *lines, FILE *out);
/* Behind an input's last: how often those that were not shown came. */
void messages_end(struct messages *messages, FILE *out);

#endif
