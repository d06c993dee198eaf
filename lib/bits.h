/* bits.h: rows of bits, one for each byte of a text or item of its narration. Sixty-four are looked
 * at once. */
#ifndef ORDO_BITS_H
#define ORDO_BITS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define BITS_RUN_MAX 57

/* Room for a row of n bits: with zeros behind them, which bits_run() reads. */
static inline size_t bits_room(size_t n)
{
    return n / 64 + 2;
}

/* How many bits from `at` on are set, up to BITS_RUN_MAX. */
static inline size_t bits_run(const uint64_t *bits, size_t at)
{
    uint64_t from;

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    memcpy(&from, (const char *)bits + at / 8, sizeof from);
    from >>= at % 8;
#else
    from = bits[at / 64] >> at % 64;
    from |= at % 64 == 0 ? 0 : bits[at / 64 + 1] << (64 - at % 64);
#endif
    return (size_t)__builtin_ctzll(~from | UINT64_C(1) << BITS_RUN_MAX);
}

/* The first set bit of [at, end), or `end`. */
static inline size_t bits_next(const uint64_t *bits, size_t at, size_t end)
{
    for (; at < end; at += 64) {
        uint64_t from = bits[at / 64] >> at % 64 | bits[at / 64 + 1] << 1 << (63 - at % 64);
        if (from != 0) {
            at += (size_t)__builtin_ctzll(from);
            return at < end ? at : end;
        }
    }
    return end;
}

#endif
