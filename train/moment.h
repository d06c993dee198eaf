/* moment.h: when something was, written as a number or after ISO 8601. */
#ifndef ORDO_MOMENT_H
#define ORDO_MOMENT_H

#include "../lib/ordo.h"

struct moment {
    bool is_date; /* else a number of the user's own: a year, a sitting */
    double at;    /* the number, or seconds since 1970 */
};

/* Dates are YYYY-MM, YYYY-MM-DD, or the latter with a time behind T or a space: hh:mm, seconds and
 * their fraction if there are, and Z or an offset. Without an offset they are taken for UTC, and
 * what they leave open for its beginning. Fails for any other form. */
int moment_read(struct moment *moment, struct ordo_string text, struct ordo_error *error);

#endif
