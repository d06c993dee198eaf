/* bytes.h: what kind each byte of a text is of, a bit for each: sixty-four are asked at once. */
#ifndef ORDO_BYTES_H
#define ORDO_BYTES_H

#include "ordo.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Working memory, reused from text to text. */
struct bytes {
    uint64_t *plain; /* ASCII letters and digits; zeros behind the text */
    uint64_t *marks; /* " ' ` and the first bytes of characters beyond ASCII */
    size_t plain_capacity, mark_capacity;
};

int ordo_bytes_read(struct bytes *bytes, const char *text, size_t length, struct ordo_error *error);
void ordo_bytes_release(struct bytes *bytes);

/* Sixteen bytes, which are compared at once: 0xFF where it is so. */
typedef uint8_t bytes16 __attribute__((vector_size(16)));

/* ASCII letters and, with `digits`, digits. */
static inline bytes16 bytes_plain(bytes16 bytes, bool digits)
{
    bytes16 letters = (bytes16)((bytes | 0x20) - 'a' < 26);

    return digits ? letters | (bytes16)(bytes - '0' < 10) : letters;
}

/* A bit for each byte that is 0xFF, the first one's lowest. */
static inline uint64_t bytes_bits(bytes16 bytes)
{
#ifdef __SSE2__
    return (uint64_t)_mm_movemask_epi8((__m128i)bytes);
#else
    uint64_t bits = 0;

    for (size_t i = 0; i < 16; i++)
        bits |= (uint64_t)(bytes[i] & 1) << i;
    return bits;
#endif
}

#define BYTES_RUN_MAX 57

/* How many bytes from `at` on have their bits set, up to BYTES_RUN_MAX. */
static inline size_t bytes_run(const uint64_t *bits, size_t at)
{
    uint64_t from;

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    memcpy(&from, (const char *)bits + at / 8, sizeof from);
    from >>= at % 8;
#else
    from = bits[at / 64] >> at % 64;
    from |= at % 64 == 0 ? 0 : bits[at / 64 + 1] << (64 - at % 64);
#endif
    return (size_t)__builtin_ctzll(~from | UINT64_C(1) << BYTES_RUN_MAX);
}

/* The first byte at or behind `at`, before `length`, whose bit is set; else `length`. */
static inline size_t bytes_next(const uint64_t *bits, size_t at, size_t length)
{
    uint64_t from;

    if (at >= length)
        return length;
    from = bits[at / 64] >> at % 64 << at % 64;
    for (at /= 64; from == 0;) {
        if (++at * 64 >= length)
            return length;
        from = bits[at];
    }
    return at * 64 + (size_t)__builtin_ctzll(from);
}

#endif
