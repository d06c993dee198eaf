/* json.c: a small JSON writer: appending to a buffer is all that a record needs. */
#include "json.h"
#include "../bytes.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void json_release(struct json *json)
{
    free(json->bytes);
    memset(json, 0, sizeof *json);
}

void json_clear(struct json *json)
{
    json->length = 0;
    json->after_value = false;
}

bool json_reserve(struct json *json, size_t more)
{
    size_t capacity = json->capacity;
    char *bytes;

    if (json->length + more <= capacity)
        return true;
    capacity = capacity * 2 > json->length + more ? capacity * 2 : json->length + more + 256;
    bytes = json->failed ? NULL : realloc(json->bytes, capacity + JSON_SLACK);
    if (bytes == NULL) {
        json->failed = true;
        return false;
    }
    json->bytes = bytes;
    json->capacity = capacity;
    return true;
}

static void put_char(struct json *json, char c)
{
    if (json->length < json->capacity || json_reserve(json, 1))
        json->bytes[json->length++] = c;
}

static void before_value(struct json *json)
{
    if (json->after_value)
        put_char(json, ',');
    json->after_value = true;
}

void json_open(struct json *json, char bracket)
{
    before_value(json);
    put_char(json, bracket);
    json->after_value = false;
}

void json_close(struct json *json, char bracket)
{
    put_char(json, bracket);
    json->after_value = true;
}

/* Control characters, quotation mark and backslash are escaped; everything else stands as it is. */
static inline bytes16 escaped(bytes16 bytes)
{
    return (bytes16)(bytes < 0x20) | (bytes16)(bytes == '"') | (bytes16)(bytes == '\\') |
           (bytes16)(bytes == 0x7F);
}

static void put_escaped(struct json *json, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    char escape[6] = {'\\', (char)c, '0', '0', hex[c >> 4], hex[c & 15]};
    bool is_short = c == '"' || c == '\\' || c == '\n' || c == '\t' || c == '\r';

    if (c == '\n' || c == '\t' || c == '\r')
        escape[1] = c == '\n' ? 'n' : c == '\t' ? 't' : 'r';
    else if (!is_short)
        escape[1] = 'u';
    json_bytes(json, escape, is_short ? 2 : 6);
}

/* Copies sixteen bytes at a time and stays where one of them must be escaped. */
static void put_quoted(struct json *json, const char *bytes, size_t length)
{
    put_char(json, '"');
    while (length > 0 && json_reserve(json, length)) {
        size_t n = length < 16 ? length : 16;
        bytes16 some = n < 16 ? bytes_load_few(bytes, n) : bytes_load(bytes);
        uint64_t found = bytes_bits(escaped(some)) | UINT64_C(1) << n;
        size_t plain = (size_t)__builtin_ctzll(found);
        bytes_store(json->bytes + json->length, some);
        json->length += plain;
        if (plain < n)
            put_escaped(json, (unsigned char)bytes[plain++]);
        bytes += plain;
        length -= plain;
    }
    put_char(json, '"');
}

void json_key(struct json *json, const char *key)
{
    before_value(json);
    put_quoted(json, key, strlen(key));
    put_char(json, ':');
    json->after_value = false;
}

void json_string(struct json *json, const char *bytes, size_t length)
{
    before_value(json);
    put_quoted(json, bytes, length);
}

void json_text(struct json *json, const char *text)
{
    json_string(json, text, strlen(text));
}

void json_raw(struct json *json, const char *bytes, size_t length)
{
    before_value(json);
    json_bytes(json, bytes, length);
}

/* Eight decimal digits of a value below 10^8, a byte each, the first one lowest. Halves, then
 * quarters, then digits are taken apart side by side, so that there is no branch to mispredict. */
static uint64_t eight_digits(uint64_t value)
{
    uint64_t halves = value / 10000 | value % 10000 << 32;
    uint64_t hundreds = (halves * 10486) >> 20 & UINT64_C(0x7F0000007F);
    uint64_t quarters = hundreds | (halves - 100 * hundreds) << 16;
    uint64_t tens = (quarters * 103) >> 10 & UINT64_C(0x000F000F000F000F);

    return tens | (quarters - 10 * tens) << 8;
}

static void put_eight(uint64_t digits, char *out)
{
    digits |= UINT64_C(0x3030303030303030);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    digits = __builtin_bswap64(digits);
#endif
    memcpy(out, &digits, sizeof digits);
}

#define NUMBER_ROOM 48
#define EIGHT       100000000

/* A whole number; returns its end. */
static char *put_whole(uint64_t value, char *out)
{
    uint64_t digits;
    size_t zeros; /* that it does not begin with */

    if (value >= EIGHT) {
        out = put_whole(value / EIGHT, out);
        put_eight(eight_digits(value % EIGHT), out);
        return out + 8;
    }
    digits = eight_digits(value);
    zeros = (size_t)__builtin_ctzll(digits | UINT64_C(1) << 56) / 8;
    put_eight(digits >> (8 * zeros), out);
    return out + 8 - zeros;
}

void json_integer(struct json *json, int64_t value)
{
    char *end;

    before_value(json);
    if (!json_reserve(json, NUMBER_ROOM))
        return;
    json->bytes[json->length] = '-';
    end = put_whole(value < 0 ? 0 - (uint64_t)value : (uint64_t)value,
                    json->bytes + json->length + (value < 0));
    json->length = (size_t)(end - json->bytes);
}

/* Eight digits behind the point, or nine, that are not all zeros; the last ones that are, the
 * highest bytes, are left out. Returns the end. */
static char *put_fraction(uint64_t fraction, bool nine, char *out)
{
    uint64_t ninth = nine ? fraction % 10 : 0;
    uint64_t digits = eight_digits(nine ? fraction / 10 : fraction);

    put_eight(digits, out);
    out[8] = (char)('0' + ninth);
    return ninth > 0 ? out + 9 : out + 8 - (size_t)__builtin_clzll(digits) / 8;
}

void json_number(struct json *json, double value, int decimals)
{
    static const uint32_t scales[] = {1,      10,      100,      1000,  10000,
                                      100000, 1000000, 10000000, EIGHT, 1000000000};
    uint32_t scale = scales[decimals];
    double exact = fabs(value) * (double)scale;
    uint64_t scaled, fraction;
    char *out;

    if (!(exact < 1e18)) { /* no measure of this program is that large */
        json_null(json);
        return;
    }
    before_value(json);
    if (!json_reserve(json, NUMBER_ROOM))
        return;
    out = json->bytes + json->length;
    scaled = (uint64_t)(int64_t)exact;
    scaled += exact - (double)(int64_t)scaled >= 0.5; /* halves away from zero */
    fraction = scaled;
    if (value < 0 && scaled != 0)
        *out++ = '-';
    if (scaled < scale) { /* no division for probabilities */
        *out++ = '0';
    } else {
        out = put_whole(scaled / scale, out);
        fraction = scaled % scale;
    }
    if (fraction != 0) {
        *out++ = '.';
        out = put_fraction(decimals > 8 ? fraction : fraction * scales[8 - decimals], decimals > 8,
                           out);
    }
    json->length = (size_t)(out - json->bytes);
}

void json_bool(struct json *json, bool value)
{
    before_value(json);
    json_bytes(json, value ? "true" : "false", value ? 4 : 5);
}

void json_null(struct json *json)
{
    before_value(json);
    json_bytes(json, "null", 4);
}

void json_pairs(struct json *json, const size_t *pairs, size_t n)
{
    json_open(json, '[');
    for (size_t i = 0; i < n; i++) {
        json_open(json, '[');
        json_integer(json, (int64_t)pairs[2 * i]);
        json_integer(json, (int64_t)pairs[2 * i + 1]);
        json_close(json, ']');
    }
    json_close(json, ']');
}

void json_newline(struct json *json)
{
    put_char(json, '\n');
    json->after_value = false;
}

void json_format(struct json *json, const char *format, ...)
{
    va_list arguments;
    int n;

    va_start(arguments, format);
    n = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (n < 0 || !json_reserve(json, (size_t)n + 1))
        return;
    va_start(arguments, format);
    vsnprintf(json->bytes + json->length, (size_t)n + 1, format, arguments);
    va_end(arguments);
    json->length += (size_t)n;
    json->after_value = false;
}
