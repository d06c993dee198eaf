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

static void put(struct json *json, const char *bytes, size_t length)
{
    if (length == 0 || !json_reserve(json, length))
        return;
    memcpy(json->bytes + json->length, bytes, length);
    json->length += length;
}

static void put_char(struct json *json, char c)
{
    put(json, &c, 1);
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
static void put_quoted(struct json *json, const char *bytes, size_t length)
{
    static const char hex[] = "0123456789abcdef";
    size_t from = 0;

    if (!json_reserve(json, length + 2))
        return;
    put_char(json, '"');
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        char escape[6] = {'\\', 'u', '0', '0', 0, 0};
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F)
            continue;
        put(json, bytes + from, i - from);
        from = i + 1;
        escape[4] = hex[c >> 4];
        escape[5] = hex[c & 15];
        if (c == '"' || c == '\\') {
            escape[1] = (char)c;
            put(json, escape, 2);
        } else if (c == '\n' || c == '\t' || c == '\r') {
            escape[1] = c == '\n' ? 'n' : c == '\t' ? 't' : 'r';
            put(json, escape, 2);
        } else {
            put(json, escape, 6);
        }
    }
    put(json, bytes + from, length - from);
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

void json_bytes(struct json *json, const char *bytes, size_t length)
{
    put(json, bytes, length);
}

void json_raw(struct json *json, const char *bytes, size_t length)
{
    before_value(json);
    put(json, bytes, length);
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
    put(json, begin, (size_t)(end - begin));
}

void json_number(struct json *json, double value, int decimals)
{
    static const double scale[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    char buffer[48], *end = buffer + sizeof buffer, *begin = end;
    double scaled = round(fabs(value) * scale[decimals]);
    uint64_t whole, fraction;

    if (!isfinite(value) || scaled >= 1e18) { /* no measure of this program is that large */
        json_null(json);
        return;
    }
    whole = (uint64_t)scaled / (uint64_t)scale[decimals];
    fraction = (uint64_t)scaled % (uint64_t)scale[decimals];
    if (fraction != 0) {
        char *point;
        begin = digits(fraction, end);
        while (end - begin < decimals)
            *--begin = '0';
        while (end[-1] == '0')
            end--;
        point = --begin;
        *point = '.';
    }
    begin = digits(whole, begin);
    if (value < 0 && scaled != 0)
        *--begin = '-';
    before_value(json);
    put(json, begin, (size_t)(end - begin));
}

void json_bool(struct json *json, bool value)
{
    before_value(json);
    put(json, value ? "true" : "false", value ? 4 : 5);
}

void json_null(struct json *json)
{
    before_value(json);
    put(json, "null", 4);
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
