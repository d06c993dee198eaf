/* json.h: JSON written piece by piece into one growing buffer. Strings must be well-formed UTF-8;
 * numbers are written in the shortest form with at most the given digits. */
#ifndef ORDO_JSON_H
#define ORDO_JSON_H

#include "../ordo.h"

#include <string.h>

#define JSON_SLACK 16 /* bytes behind the capacity that may be written to, and mean nothing */

struct json {
    char *bytes; /* owned; [capacity + JSON_SLACK] */
    size_t length, capacity;
    bool failed;      /* memory ran out; stays set */
    bool after_value; /* a comma is due before the next item */
};

void json_release(struct json *json);
void json_clear(struct json *json);
void json_open(struct json *json, char bracket);  /* '{' or '[' */
void json_close(struct json *json, char bracket); /* '}' or ']' */
void json_key(struct json *json, const char *key);
void json_string(struct json *json, const char *bytes, size_t length);
void json_text(struct json *json, const char *text);                /* NUL-terminated */
void json_raw(struct json *json, const char *bytes, size_t length); /* JSON as it is */
void json_integer(struct json *json, int64_t value);
void json_number(struct json *json, double value,
                 int decimals); /* up to 9, no trailing zeros; not finite: null */
void json_bool(struct json *json, bool value);
void json_null(struct json *json);
void json_pairs(struct json *json, const size_t *pairs, size_t n); /* "[[0,4],[7,9]]" */
void json_newline(struct json *json);                              /* ends a JSONL record */
/* Makes room for so many more bytes; false: there is no memory. */
bool json_reserve(struct json *json, size_t more);
/* Appends bytes as they are, without a comma. */
static inline void json_bytes(struct json *json, const char *bytes, size_t length)
{
    if (length == 0 || (length > json->capacity - json->length && !json_reserve(json, length)))
        return;
    memcpy(json->bytes + json->length, bytes, length);
    json->length += length;
}
/* The same of bytes that as many as JSON_SLACK readable ones follow, which costs less. */
static inline void json_padded(struct json *json, const char *bytes, size_t length)
{
    char *out;

    if (length > json->capacity - json->length && !json_reserve(json, length))
        return;
    out = json->bytes + json->length;
    json->length += length;
    for (; length > JSON_SLACK; length -= JSON_SLACK, bytes += JSON_SLACK, out += JSON_SLACK)
        memcpy(out, bytes, JSON_SLACK);
    if (length > 0)
        memcpy(out, bytes, JSON_SLACK);
}
/* Appends text that is no JSON, formatted as printf does. */
void json_format(struct json *json, const char *format, ...) ORDO_PRINTF(2, 3);

#endif
