/* points.c: a row of bits, one for each byte, counted once for every 64. */
#include "points.h"
#include "../lib/bytes.h"
#include "../lib/reserve.h"

#include <stdlib.h>
#include <string.h>

#define STEP 64

/* Of 64 bytes those that begin a code point: all but 10xxxxxx. */
static uint64_t begins(const char *bytes)
{
    uint64_t others = 0;

    for (size_t i = 0; i < STEP; i += 16)
        others |= bytes_bits(bytes_among(bytes_load(bytes + i), 0x80, 64)) << i;
    return ~others;
}

int points_init(struct points *points, struct ordo_string text, struct ordo_error *error)
{
    size_t n = text.length / STEP + 1, total = 0;
    char last[STEP] = {0};

    points->ascii = ordo_utf8_count(text.bytes, text.length) == text.length;
    if (points->ascii)
        return 0;
    if (ordo_reserve(&points->steps, &points->capacity, n, sizeof *points->steps, error) != 0)
        return -1;
    memcpy(last, text.bytes + (n - 1) * STEP, text.length % STEP);
    for (size_t i = 0; i < n; i++) {
        uint64_t bits = begins(i + 1 < n ? text.bytes + i * STEP : last);
        points->steps[i] = (struct points_step){bits, total};
        total += bits_count(bits);
    }
    return 0;
}

size_t points_at(const struct points *points, size_t byte)
{
    const struct points_step *step;

    if (points->ascii)
        return byte;
    step = &points->steps[byte / STEP];
    return step->before + bits_count(step->begins & ((UINT64_C(1) << byte % STEP) - 1));
}

void points_release(struct points *points)
{
    free(points->steps);
    memset(points, 0, sizeof *points);
}
