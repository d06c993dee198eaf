/* checksum.c: XXH64 by Yann Collet (github.com/Cyan4973/xxHash, doc/xxhash_spec.md), chosen because
 * its digits can be checked with the stock `xxhsum` and it runs far faster than a disk. */
#include "ordo.h"

#include <string.h>

#define P1 0x9E3779B185EBCA87ULL
#define P2 0xC2B2AE3D27D4EB4FULL
#define P3 0x165667B19E3779F9ULL
#define P4 0x85EBCA77C2B2AE63ULL
#define P5 0x27D4EB2F165667C5ULL

static uint64_t rotate(uint64_t x, unsigned by)
{
    return (x << by) | (x >> (64 - by));
}

static uint64_t load64(const unsigned char *p)
{
    uint64_t x = 0;
    for (int i = 7; i >= 0; i--) /* little-endian on every machine; compilers make it one load */
        x = (x << 8) | p[i];
    return x;
}

static uint64_t load32(const unsigned char *p)
{
    return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24;
}

static uint64_t mix(uint64_t lane, uint64_t input)
{
    return rotate(lane + input * P2, 31) * P1;
}

static uint64_t merge(uint64_t hash, uint64_t lane)
{
    return (hash ^ mix(0, lane)) * P1 + P4;
}

uint64_t ordo_checksum(const void *bytes, size_t length, uint64_t seed)
{
    const unsigned char *p = bytes;
    size_t left = length;
    uint64_t hash = seed + P5;

    if (left >= 32) {
        uint64_t lane[4] = {seed + P1 + P2, seed + P2, seed, seed - P1};
        for (; left >= 32; left -= 32, p += 32)
            for (int i = 0; i < 4; i++)
                lane[i] = mix(lane[i], load64(p + 8 * i));
        hash = rotate(lane[0], 1) + rotate(lane[1], 7) + rotate(lane[2], 12) + rotate(lane[3], 18);
        for (int i = 0; i < 4; i++)
            hash = merge(hash, lane[i]);
    }
    hash += length;
    for (; left >= 8; left -= 8, p += 8)
        hash = rotate(hash ^ mix(0, load64(p)), 27) * P1 + P4;
    if (left >= 4) {
        hash = rotate(hash ^ (load32(p) * P1), 23) * P2 + P3;
        left -= 4;
        p += 4;
    }
    for (; left > 0; left--, p++)
        hash = rotate(hash ^ (*p * P5), 11) * P1;
    hash = (hash ^ (hash >> 33)) * P2;
    hash = (hash ^ (hash >> 29)) * P3;
    return hash ^ (hash >> 32);
}
