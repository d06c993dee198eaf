/* utf8.c: validation, repair and single code points. */
#include "utf8.h"
#include "bytes.h"
#include "ordo.h"

#include <string.h>

/* Length of a sequence by its first byte, and the range that its second byte must lie in. The
 * ranges exclude overlong forms, surrogates and values past U+10FFFF. */
static unsigned lead(unsigned char first, unsigned char *low, unsigned char *high)
{
    *low = 0x80;
    *high = 0xBF;
    if (first >= 0xC2 && first <= 0xDF)
        return 2;
    if (first >= 0xE0 && first <= 0xEF) {
        if (first == 0xE0)
            *low = 0xA0;
        if (first == 0xED)
            *high = 0x9F;
        return 3;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        if (first == 0xF0)
            *low = 0x90;
        if (first == 0xF4)
            *high = 0x8F;
        return 4;
    }
    return 0;
}

static bool is_tail(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

size_t ordo_utf8_decode(const char *p, const char *end, uint32_t *point, bool *ill_formed)
{
    unsigned char first = (unsigned char)*p, low, high;
    unsigned length;
    uint32_t value;

    if (first < 0x80) {
        *point = first;
        return 1;
    }
    if (first == 0xE2 && end - p >= 3 && is_tail(p[1]) && is_tail(p[2])) {
        *point = 0x2000U | ((unsigned char)p[1] & 0x3FU) << 6 | ((unsigned char)p[2] & 0x3FU);
        return 3; /* marks and dashes, the commonest */
    }
    length = lead(first, &low, &high);
    value = first & (0x7FU >> length);
    for (unsigned i = 1; i < length; i++) {
        unsigned char next = p + i < end ? (unsigned char)p[i] : 0;
        if (next < low || next > high) {
            length = i;
            goto ill;
        }
        value = value << 6 | (next & 0x3FU);
        low = 0x80;
        high = 0xBF;
    }
    if (length != 0) {
        *point = value;
        return length;
    }
    length = 1;
ill:
    *point = ORDO_REPLACEMENT;
    if (ill_formed != NULL)
        *ill_formed = true;
    return length;
}

size_t ordo_utf8_encode(uint32_t point, char *out)
{
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    if (point < 0x800) {
        out[0] = (char)(0xC0 | point >> 6);
        out[1] = (char)(0x80 | (point & 0x3F));
        return 2;
    }
    if (point < 0x10000) {
        out[0] = (char)(0xE0 | point >> 12);
        out[1] = (char)(0x80 | (point >> 6 & 0x3F));
        out[2] = (char)(0x80 | (point & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | point >> 18);
    out[1] = (char)(0x80 | (point >> 12 & 0x3F));
    out[2] = (char)(0x80 | (point >> 6 & 0x3F));
    out[3] = (char)(0x80 | (point & 0x3F));
    return 4;
}

/* The first byte of p .. end that is not ASCII, or end. */
static const char *skip_ascii(const char *p, const char *end)
{
    for (; end - p >= 64; p += 64) {
        bytes16 four = bytes_load(p) | bytes_load(p + 16) | bytes_load(p + 32) | bytes_load(p + 48);
        if (bytes_bits((bytes16)(four >= 0x80)) != 0)
            break;
    }
    for (; end - p >= 16; p += 16) {
        uint64_t wide = bytes_bits((bytes16)(bytes_load(p) >= 0x80));
        if (wide != 0)
            return p + __builtin_ctzll(wide);
    }
    while (p < end && (unsigned char)*p < 0x80)
        p++;
    return p;
}

size_t ordo_utf8_valid(const char *bytes, size_t length)
{
    const char *p = bytes, *end = bytes + length;
    bool ill_formed = false;
    uint32_t point;

    for (;;) {
        size_t taken;
        p = skip_ascii(p, end);
        if (p == end)
            return length;
        taken = ordo_utf8_decode(p, end, &point, &ill_formed);
        if (ill_formed)
            return (size_t)(p - bytes);
        p += taken;
    }
}

size_t ordo_utf8_repair(const char *bytes, size_t length, char *out, size_t *n_ill_formed)
{
    const char *p = bytes, *end = bytes + length;
    char *to = out;

    *n_ill_formed = 0;
    while (p < end) {
        bool ill_formed = false;
        uint32_t point;
        size_t taken = ordo_utf8_decode(p, end, &point, &ill_formed);
        to += ordo_utf8_encode(point, to);
        *n_ill_formed += ill_formed;
        p += taken;
    }
    return (size_t)(to - out);
}

/* 0xFF for each byte that begins no character: 10xxxxxx. */
static inline bytes16 continuing(bytes16 bytes)
{
    return (bytes16)((bytes & 0xC0) == 0x80);
}

size_t ordo_utf8_count(const char *bytes, size_t length)
{
    size_t n = length, at = 0;
    bytes16 counts = {0};

    for (; length - at >= 64; at += 64) {
        bytes16 four =
            continuing(bytes_load(bytes + at)) + continuing(bytes_load(bytes + at + 16)) +
            continuing(bytes_load(bytes + at + 32)) + continuing(bytes_load(bytes + at + 48));
        n -= bytes_sum(-four);
    }
    for (; length - at >= 16; at += 16)
        counts -= continuing(bytes_load(bytes + at));
    if (at < length)
        counts -= continuing(bytes_load_few(bytes + at, length - at));
    return n - bytes_sum(counts);
}
