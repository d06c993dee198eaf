/* points.h: byte offsets of a text -> Unicode code points, as Python, R and JavaScript's iterators
 * count. */
#ifndef ORDO_POINTS_H
#define ORDO_POINTS_H

#include "../lib/ordo.h"

struct points {
    struct points_step {
        uint64_t begins; /* a bit for each byte that begins a code point */
        size_t before;   /* code points before the first of these bytes */
    } * steps;           /* owned, one for every 64 bytes */
    size_t capacity;
    bool ascii;
};

int points_init(struct points *points, struct ordo_string text, struct ordo_error *error);
size_t points_at(const struct points *points, size_t byte);
void points_release(struct points *points);

#endif
