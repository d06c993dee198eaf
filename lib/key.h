/* key.h: 64-bit keys of n-grams.
 *
 * The key of an n-gram is a hash of its field, kind and content; the table is exact over the
 * vocabulary (the trainer refuses two features with one key), and an n-gram outside of the
 * vocabulary passes for a feature with a probability below n_features / 2^61. Mixing by 64 x 64 ->
 * 128 bit multiplication after Wang Yi's wyhash.
 */
#ifndef ORDO_KEY_H
#define ORDO_KEY_H

#include "ordo.h"

#include <string.h>

__extension__ typedef unsigned __int128 ordo_wide;

#define KEY_A       0xa0761d6478bd642fULL
#define KEY_B       0xe7037ed1a0b428dbULL
#define KEY_C       0x8ebc6af09c88c6e3ULL
#define KEY_D       0x589965cc75374cc3ULL
#define KEY_NEGATED 0x1d8e4e27c47d124fULL
#define KEY_SKIP    0xeb44accab455d165ULL

static inline uint64_t key_mix(uint64_t a, uint64_t b)
{
    ordo_wide product = (ordo_wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t key_load(const char *p)
{
    uint64_t x;
    memcpy(&x, p, sizeof x);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    x = __builtin_bswap64(x); /* keys are the same on every machine */
#endif
    return x;
}

/* Hash of length > 0 bytes; reads up to 8 bytes past the end, which every normalised text has. */
static inline uint64_t key_bytes(const char *p, size_t length)
{
    if (length <= 8) {
        uint64_t x = key_load(p) & (~0ULL >> (64 - 8 * length));
        return key_mix(x ^ KEY_A, (uint64_t)length ^ KEY_B);
    }
    if (length <= 16)
        return key_mix(key_load(p) ^ KEY_A, key_load(p + length - 8) ^ KEY_B ^ (uint64_t)length);
    uint64_t hash = (uint64_t)length ^ KEY_C;
    for (; length > 16; length -= 16, p += 16)
        hash = key_mix(key_load(p) ^ KEY_A, key_load(p + 8) ^ hash);
    if (length <= 8)
        return key_mix(hash ^ KEY_D, key_bytes(p, length));
    return key_mix(key_load(p) ^ KEY_D, key_load(p + length - 8) ^ hash);
}

/* The key of a word alone; of words that go on; of a pair with a gap; of characters within a word.
 */
static inline uint64_t key_word(size_t field, uint64_t word)
{
    return key_mix(word ^ ((uint64_t)field + 1) * KEY_C, KEY_D);
}

static inline uint64_t key_next(uint64_t key, uint64_t word)
{
    return key_mix(key ^ word, KEY_C);
}

static inline uint64_t key_skip(uint64_t key, uint64_t word)
{
    return key_mix(key ^ word ^ KEY_SKIP, KEY_B);
}

static inline uint64_t key_chars(size_t field, uint64_t hash)
{
    return key_mix(hash ^ ((uint64_t)field + 1) * KEY_D, KEY_A);
}

#endif
