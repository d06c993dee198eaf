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

/* An ASCII letter or digit. */
static inline bool bytes_is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Sixteen bytes, which are compared at once: 0xFF where it is so. */
typedef uint8_t bytes16 __attribute__((vector_size(16)));

/* Those of the n <= 128 values from `first` on. SSE2 compares signed bytes alone. */
static inline bytes16 bytes_among(bytes16 bytes, uint8_t first, uint8_t n)
{
    typedef int8_t signed16 __attribute__((vector_size(16)));

    return (bytes16)((signed16)(bytes - (uint8_t)(first + 128)) < (int8_t)(n - 128));
}

/* ASCII letters and, with `digits`, digits. */
static inline bytes16 bytes_plain(bytes16 bytes, bool digits)
{
    bytes16 letters = bytes_among(bytes | 0x20, 'a', 26);

    return digits ? letters | bytes_among(bytes, '0', 10) : letters;
}

static inline bytes16 bytes_load(const char *at)
{
    bytes16 bytes;

    memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

static inline void bytes_store(char *at, bytes16 bytes)
{
    memcpy(at, &bytes, sizeof bytes);
}

/* The n < 16 bytes there, zeros behind; reads no others. */
static inline bytes16 bytes_load_few(const char *at, size_t n)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    typedef uint64_t two __attribute__((vector_size(16)));
    uint64_t low = 0, high = 0;
    uint32_t first, last;

    if (n >= 8) { /* the middle ones twice: no loop, and nothing is stored only to be loaded */
        memcpy(&low, at, 8);
        memcpy(&high, at + n - 8, 8);
        high = high >> 1 >> (8 * (16 - n) - 1);
    } else if (n >= 4) {
        memcpy(&first, at, 4);
        memcpy(&last, at + n - 4, 4);
        low = first | (uint64_t)last << (8 * (n - 4));
    } else if (n > 0) {
        low = (uint64_t)(unsigned char)at[0] | (uint64_t)(unsigned char)at[n / 2] << (8 * (n / 2)) |
              (uint64_t)(unsigned char)at[n - 1] << (8 * (n - 1));
    }
    return (bytes16)(two){low, high};
#else
    char few[16] = {0};

    memcpy(few, at, n);
    return bytes_load(few);
#endif
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
    return bytes | (bytes_among(bytes, 'A', 26) & 0x20);
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

/* Each byte one place later, behind a zero. */
static inline bytes16 bytes_later(bytes16 bytes)
{
#ifdef __SSE2__
    return (bytes16)_mm_slli_si128((__m128i)bytes, 1);
#else
    bytes16 later = {0};

    for (size_t i = 1; i < 16; i++)
        later[i] = bytes[i - 1];
    return later;
#endif
}

static inline size_t bytes_sum(bytes16 bytes)
{
#ifdef __SSE2__
    __m128i halves = _mm_sad_epu8((__m128i)bytes, _mm_setzero_si128());

    return (size_t)(_mm_cvtsi128_si32(halves) + _mm_extract_epi16(halves, 4));
#else
    size_t sum = 0;

    for (size_t i = 0; i < 16; i++)
        sum += bytes[i];
    return sum;
#endif
}

/* How many ASCII bytes the text begins with. */
static inline size_t bytes_ascii(const char *text, size_t length)
{
    for (size_t at = 0; at < length; at += 16) {
        size_t left = length - at;
        bytes16 some = left < 16 ? bytes_load_few(text + at, left) : bytes_load(text + at);
        uint64_t wide = bytes_bits((bytes16)(some >= 0x80));
        if (wide != 0)
            return at + (size_t)__builtin_ctzll(wide);
    }
    return length;
}

#endif
