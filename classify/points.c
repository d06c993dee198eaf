/* points.c: counts once for every so many bytes, then from the nearest count. */
#include "points.h"
#include "../lib/reserve.h"

#include <stdlib.h>
#include <string.h>

#define POINTS_STEP ((size_t)64)

int points_init(struct points *points, struct ordo_string text, struct ordo_error *error)
{
    size_t n = text.length / POINTS_STEP + 1, total = 0;

    points->bytes = text.bytes;
    points->ascii = ordo_utf8_count(text.bytes, text.length) == text.length;
    if (points->ascii)
        return 0;
    if (ordo_reserve(&points->before, &points->capacity, n, sizeof *points->before, error) != 0)
        return -1;
    for (size_t i = 0; i < n; i++) {
        size_t at = i * POINTS_STEP, left = text.length - at;
        points->before[i] = total;
        total += ordo_utf8_count(text.bytes + at, left < POINTS_STEP ? left : POINTS_STEP);
    }
    return 0;
}

size_t points_at(const struct points *points, size_t byte)
{
    size_t step = byte / POINTS_STEP;

    if (points->ascii)
        return byte;
    return points->before[step] +
           ordo_utf8_count(points->bytes + step * POINTS_STEP, byte - step * POINTS_STEP);
}

void points_release(struct points *points)
{
    free(points->before);
    memset(points, 0, sizeof *points);
}
