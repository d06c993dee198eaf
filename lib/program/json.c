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

/* "00" to "99" */
#define TENS(x) x "0" x "1" x "2" x "3" x "4" x "5" x "6" x "7" x "8" x "9"
static const char PAIRS[] = TENS("0") TENS("1") TENS("2") TENS("3") TENS("4") TENS("5") TENS("6")
    TENS("7") TENS("8") TENS("9");

/* The last n decimal digits of value, leading zeros included. */
static void put_digits(uint64_t value, size_t n, char *out)
{
    for (; n >= 2; n -= 2, value /= 100)
        memcpy(out + n - 2, PAIRS + 2 * (value % 100), 2);
    if (n > 0)
        *out = (char)('0' + value % 10);
}

static size_t count_digits(uint64_t value)
{
    size_t n = 1;

    for (; value >= 10000; value /= 10000)
        n += 4;
    return n + (value >= 10) + (value >= 100) + (value >= 1000);
}

#define NUMBER_ROOM 48

/* A whole number at out; returns its digits. */
static size_t put_whole(uint64_t value, char *out)
{
    size_t n = count_digits(value);

    put_digits(value, n, out);
    return n;
}

void json_integer(struct json *json, int64_t value)
{
    before_value(json);
    if (!json_reserve(json, NUMBER_ROOM))
        return;
    if (value < 0)
        json->bytes[json->length++] = '-';
    json->length += put_whole(value < 0 ? 0 - (uint64_t)value : (uint64_t)value,
                              json->bytes + json->length);
}

void json_number(struct json *json, double value, int decimals)
{
    static const uint32_t scales[] = {1,      10,      100,      1000,      10000,
                                      100000, 1000000, 10000000, 100000000, 1000000000};
    uint32_t scale = scales[decimals];
    double exact = fabs(value) * (double)scale;
    uint64_t scaled, whole = 0, fraction;
    char *out;

    if (!(exact < 1e18)) { /* no measure of this program is that large */
        json_null(json);
        return;
    }
    before_value(json);
    if (!json_reserve(json, NUMBER_ROOM))
        return;
    out = json->bytes + json->length;
    scaled = (uint64_t)exact;
    scaled += exact - (double)scaled >= 0.5; /* halves away from zero */
    fraction = scaled;
    if (scaled >= scale) { /* a division less for probabilities */
        whole = scaled / scale;
        fraction = scaled % scale;
    }
    if (value < 0 && scaled != 0)
        *out++ = '-';
    out += put_whole(whole, out);
    if (fraction != 0) {
        *out++ = '.';
        put_digits(fraction, (size_t)decimals, out);
        for (out += decimals; out[-1] == '0'; out--)
            ;
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
