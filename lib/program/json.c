/* json.c: a small JSON writer: appending to a buffer is all that a record needs. */
#include "json.h"

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
    bytes = json->failed ? NULL : realloc(json->bytes, capacity);
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
static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c != '"' && c != '\\' && c != 0x7F;
}

/* Whether one of eight bytes is no plain one: below 0x20, or zero when taken from what it is
 * compared with (Mycroft's test). */
static bool any_escaped(uint64_t eight)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t quote = eight ^ ones * '"', backslash = eight ^ ones * '\\',
             rubout = eight ^ ones * 0x7F;

    return ((((eight - ones * 0x20) & ~eight) | ((quote - ones) & ~quote) |
             ((backslash - ones) & ~backslash) | ((rubout - ones) & ~rubout)) &
            ones * 0x80) != 0;
}

/* How many bytes stand before the first that is escaped. */
static size_t plain_length(const char *bytes, size_t length)
{
    uint64_t eight;
    size_t n = 0;

    for (; length - n >= sizeof eight; n += sizeof eight) {
        memcpy(&eight, bytes + n, sizeof eight);
        if (any_escaped(eight))
            break;
    }
    while (n < length && is_plain((unsigned char)bytes[n]))
        n++;
    return n;
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

static void put_quoted(struct json *json, const char *bytes, size_t length)
{
    if (!json_reserve(json, length + 2))
        return;
    put_char(json, '"');
    while (length > 0) {
        size_t n = plain_length(bytes, length);
        json_bytes(json, bytes, n);
        if (n < length)
            put_escaped(json, (unsigned char)bytes[n++]);
        bytes += n;
        length -= n;
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

/* Decimal digits of value into the end of a buffer; returns where they begin. */
static char *digits(uint64_t value, char *end)
{
    do
        *--end = (char)('0' + value % 10);
    while ((value /= 10) != 0);
    return end;
}

void json_integer(struct json *json, int64_t value)
{
    char buffer[24], *end = buffer + sizeof buffer;
    char *begin = digits(value < 0 ? 0 - (uint64_t)value : (uint64_t)value, end);

    if (value < 0)
        *--begin = '-';
    before_value(json);
    json_bytes(json, begin, (size_t)(end - begin));
}

void json_number(struct json *json, double value, int decimals)
{
    static const uint32_t scales[] = {1,      10,      100,      1000,      10000,
                                      100000, 1000000, 10000000, 100000000, 1000000000};
    char buffer[48], *end = buffer + sizeof buffer, *begin = end;
    uint32_t scale = scales[decimals];
    double exact = fabs(value) * (double)scale;
    uint64_t scaled, fraction;

    if (!(exact < 1e18)) { /* no measure of this program is that large */
        json_null(json);
        return;
    }
    scaled = (uint64_t)exact;
    scaled += exact - (double)scaled >= 0.5; /* halves away from zero */
    fraction = scaled < scale ? scaled : scaled % scale;
    if (fraction != 0) {
        for (int i = 0; i < decimals; i++, fraction /= 10)
            *--begin = (char)('0' + fraction % 10);
        while (end[-1] == '0')
            end--;
        *--begin = '.';
    }
    begin = digits(scaled < scale ? 0 : scaled / scale, begin);
    if (value < 0 && scaled != 0)
        *--begin = '-';
    before_value(json);
    json_bytes(json, begin, (size_t)(end - begin));
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
