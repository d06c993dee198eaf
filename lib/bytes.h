/* bytes.h: what kind each byte of a text is of, as rows of bits. */
#ifndef ORDO_BYTES_H
#define ORDO_BYTES_H

#include "bits.h"
#include "ordo.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Working memory, reused from text to text. */
struct bytes {
    uint64_t *plain; /* ASCII letters and digits; zeros behind the text */
    uint64_t *marks; /* " ' ` and the first bytes of characters beyond ASCII */
    uint64_t *lines; /* the newlines */
    size_t plain_capacity, mark_capacity, line_capacity;
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

static inline bytes16 bytes_load(const char *at)
{
    bytes16 bytes;

    memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

/* The first n <= 16 of them, zeros behind. */
static inline bytes16 bytes_keep(bytes16 bytes, size_t n)
{
    static const char kept[32] = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};

    return bytes & bytes_load(kept + 16 - n);
}

/* a-z for A-Z. */
static inline bytes16 bytes_small(bytes16 bytes)
{
    return bytes | ((bytes16)(bytes - 'A' < 26) & 0x20);
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

#endif
