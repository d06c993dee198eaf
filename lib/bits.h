/* bits.h: rows of bits, one for each byte of a text or item of its narration. Sixty-four are looked
 * at once. */
#ifndef ORDO_BITS_H
#define ORDO_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define BITS_RUN_MAX 57

/* Room for a row of n bits: with zeros behind them, which bits_run() reads. */
static inline size_t bits_room(size_t n)
{
    return n / 64 + 2;
}

/* The bits from `at` on, the first one lowest: BITS_RUN_MAX of them and whatever follows. */
static inline uint64_t bits_from(const uint64_t *bits, size_t at)
{
    uint64_t from;

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    memcpy(&from, (const char *)bits + at / 8, sizeof from);
    from >>= at % 8;
#else
    from = bits[at / 64] >> at % 64;
    from |= at % 64 == 0 ? 0 : bits[at / 64 + 1] << (64 - at % 64);
#endif
    return from;
}

/* How many bits from `at` on are set, up to BITS_RUN_MAX. */
static inline size_t bits_run(const uint64_t *bits, size_t at)
{
    return (size_t)__builtin_ctzll(~bits_from(bits, at) | UINT64_C(1) << BITS_RUN_MAX);
}

/* How many bits from `at` on are not set, up to BITS_RUN_MAX. */
static inline size_t bits_gap(const uint64_t *bits, size_t at)
{
    return (size_t)__builtin_ctzll(bits_from(bits, at) | UINT64_C(1) << BITS_RUN_MAX);
}

/* How many are set: pairs, fours, eights, without the processor's own instruction, which not all
 * have. */
static inline size_t bits_count(uint64_t bits)
{
    bits -= bits >> 1 & UINT64_C(0x5555555555555555);
    bits = (bits & UINT64_C(0x3333333333333333)) + (bits >> 2 & UINT64_C(0x3333333333333333));
    bits = (bits + (bits >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
    return (size_t)(bits * UINT64_C(0x0101010101010101) >> 56);
}

/* The first set bit of [at, end), or `end`. */
static inline size_t bits_next(const uint64_t *bits, size_t at, size_t end)
{
    uint64_t from;

    if (at >= end)
        return end;
    from = bits[at / 64] >> at % 64 << at % 64;
    for (at /= 64; from == 0 && (at + 1) * 64 < end; from = bits[at])
        at++;
    if (from == 0)
        return end;
    at = at * 64 + (size_t)__builtin_ctzll(from);
    return at < end ? at : end;
}

#endif
