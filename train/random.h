/* random.h: the one source of randomness of ordo-train outside of LIBLINEAR: splitmix64 (Steele,
 * Lea and Flood 2014), the same on every machine. */
#ifndef ORDO_RANDOM_H
#define ORDO_RANDOM_H

#include <stdint.h>

static inline uint64_t random_next(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15ULL);

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

/* A number below n > 0; the bias of at most n / 2^32 is beneath notice. */
static inline uint32_t random_below(uint64_t *state, uint32_t n)
{
    return (uint32_t)((random_next(state) >> 32) * n >> 32);
}

#endif
