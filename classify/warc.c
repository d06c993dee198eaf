/* warc.c: header fields of records, HTTP header fields, chunks and content codings. */
#include "warc.h"
#include "../lib/reserve.h"

#include <brotli/decode.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

/* ---- header fields -------------------------------------------------------------------------- */

/* Takes one "Name: value" line off; the value of a line that goes on below is its first line. */
static bool next_field(struct ordo_string *rest, struct ordo_string *name,
                       struct ordo_string *value)
{
    const char *end = memchr(rest->bytes, '\n', rest->length), *colon;
    size_t line = end == NULL ? rest->length : (size_t)(end - rest->bytes);

    *name = (struct ordo_string){rest->bytes, 0};
    *value = *name;
    if (line == 0 || (line == 1 && rest->bytes[0] == '\r'))
        return false;
    colon = memchr(rest->bytes, ':', line);
    if (colon != NULL) {
        name->length = (size_t)(colon - rest->bytes);
        value->bytes = colon + 1;
        value->length = line - name->length - 1;
        while (value->length > 0 && strchr(" \t", value->bytes[0]) != NULL) {
            value->bytes++;
            value->length--;
        }
        while (value->length > 0 && strchr(" \t\r", value->bytes[value->length - 1]) != NULL)
            value->length--;
    }
    line += end != NULL;
    rest->bytes += line;
    rest->length -= line;
    return true;
}

static bool is_word(struct ordo_string word, const char *other)
{
    return word.length == strlen(other) && strncasecmp(word.bytes, other, word.length) == 0;
}

static bool begins_with(struct ordo_string word, const char *other)
{
    return word.length >= strlen(other) && strncasecmp(word.bytes, other, strlen(other)) == 0;
}

/* The length of a header with the empty line that ends it; 0: it does not end. */
static size_t header_length(struct ordo_string bytes)
{
    for (const char *p = bytes.bytes, *end = p + bytes.length;
         p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL;) {
        p++;
        if (p < end && *p == '\n')
            return (size_t)(p - bytes.bytes) + 1;
        if (end - p >= 2 && p[0] == '\r' && p[1] == '\n')
            return (size_t)(p - bytes.bytes) + 2;
    }
    return 0;
}

static bool read_length(struct ordo_string value, uint64_t *length)
{
    *length = 0;
    for (size_t i = 0; i < value.length; i++) {
        if (value.bytes[i] < '0' || value.bytes[i] > '9' || *length > UINT64_MAX / 20)
            return false;
        *length = *length * 10 + (uint64_t)(value.bytes[i] - '0');
    }
    return value.length > 0 && *length < UINT64_C(1) << 60;
}

static struct ordo_string unbracketed(struct ordo_string value)
{
    if (value.length >= 2 && value.bytes[0] == '<' && value.bytes[value.length - 1] == '>')
        return (struct ordo_string){value.bytes + 1, value.length - 2};
    return value;
}

int warc_read(struct warc_record *record, struct ordo_string bytes, struct ordo_error *error)
{
    struct ordo_string rest, name, value;
    bool has_length = false;

    memset(record, 0, sizeof *record);
    if (bytes.length > WARC_HEAD_MAX)
        bytes.length = WARC_HEAD_MAX;
    if (!begins_with(bytes, "WARC/"))
        return ordo_fail(error, ORDO_ERR_FORMAT,
                         "no WARC record begins here, the rest is left out");
    record->head_length = header_length(bytes);
    if (record->head_length == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT,
                         "WARC header does not end within %zu bytes, the rest is left out",
                         WARC_HEAD_MAX);
    rest = (struct ordo_string){bytes.bytes, record->head_length};
    while (next_field(&rest, &name, &value)) {
        if (is_word(name, "WARC-Type"))
            record->type = value;
        else if (is_word(name, "WARC-Record-ID"))
            record->id = unbracketed(value);
        else if (is_word(name, "WARC-Target-URI"))
            record->url = unbracketed(value);
        else if (is_word(name, "WARC-Date"))
            record->date = value;
        else if (is_word(name, "Content-Type"))
            record->content_type = value;
        else if (is_word(name, "Content-Length"))
            has_length = read_length(value, &record->length);
    }
    if (record->content_type.length == 0 && is_word(record->type, "response") &&
        begins_with(record->url, "http")) /* which the standard says it should, not must have */
        record->content_type = (struct ordo_string){"application/http", 16};
    if (!has_length)
        return ordo_fail(error, ORDO_ERR_FORMAT,
                         "WARC record without Content-Length, the rest is left out");
    return 1;
}

bool warc_may_hold_article(const struct warc_record *record)
{
    if (is_word(record->type, "response"))
        return begins_with(record->content_type, "application/http");
    return (is_word(record->type, "resource") || is_word(record->type, "conversion")) &&
           (begins_with(record->content_type, "text/") ||
            begins_with(record->content_type, "application/xhtml"));
}

/* ---- HTTP ----------------------------------------------------------------------------------- */

static void read_media(struct warc_body *body, struct ordo_string value)
{
    const char *at = memchr(value.bytes, ';', value.length), *end = value.bytes + value.length;
    size_t length;

    body->media = value;
    if (at == NULL)
        return;
    body->media.length = (size_t)(at - value.bytes);
    while (body->media.length > 0 && body->media.bytes[body->media.length - 1] == ' ')
        body->media.length--;
    for (; at < end; at++)
        if (end - at > 8 && strncasecmp(at, "charset=", 8) == 0)
            break;
    if (at == end)
        return;
    at += 8;
    while (at < end && (*at == '"' || *at == '\''))
        at++;
    for (length = 0; at + length < end && strchr("\"'; \t,", at[length]) == NULL; length++)
        ;
    if (length < sizeof body->encoding) {
        memcpy(body->encoding, at, length);
        body->encoding[length] = '\0';
    }
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* Joins the chunks (RFC 9112, 7.1). What is not chunked in truth stays as it is. */
static int join_chunks(struct warc_body *body, struct ordo_error *error)
{
    const char *at = body->bytes.bytes, *end = at + body->bytes.length;
    size_t length = 0;

    if (ordo_reserve(&body->joined, &body->joined_capacity, body->bytes.length, 1, error) != 0)
        return -1;
    while (at < end && is_hex(*at)) {
        uint64_t size = 0;
        const char *line;
        for (; at < end && is_hex(*at); at++)
            size = (size > UINT32_MAX ? UINT32_MAX : size) * 16 +
                   (uint64_t)(*at <= '9' ? *at - '0' : (*at | 0x20) - 'a' + 10);
        line = memchr(at, '\n', (size_t)(end - at));
        if (line == NULL || line - at > 256 || size == 0)
            break;
        at = line + 1;
        if (size > (uint64_t)(end - at))
            size = (uint64_t)(end - at); /* cut short: what there is */
        memcpy(body->joined + length, at, (size_t)size);
        length += (size_t)size;
        at += size;
        while (at < end && (*at == '\r' || *at == '\n'))
            at++;
    }
    if (length > 0)
        body->bytes = (struct ordo_string){body->joined, length};
    return 0;
}

static int fail_long(size_t limit, struct ordo_error *error)
{
    return ordo_fail(error, ORDO_ERR_LIMIT, "body unfolds to more than %zu bytes, left out", limit);
}

/* window: as inflateInit2 wants it. 0: it is not so packed. */
static int inflate_body(struct warc_body *body, int window, size_t limit, struct ordo_error *error)
{
    z_stream z = {0};
    size_t length = 0;
    int status = Z_OK;

    if (inflateInit2(&z, window) != Z_OK)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    z.next_in = (unsigned char *)(uintptr_t)body->bytes.bytes;
    z.avail_in = (unsigned)body->bytes.length;
    while (status == Z_OK && length <= limit) {
        size_t room = length + (length < 65536 ? 65536 : length);
        if (ordo_reserve(&body->unpacked, &body->unpacked_capacity, room, 1, error) != 0) {
            inflateEnd(&z);
            return -1;
        }
        z.next_out = (unsigned char *)body->unpacked + length;
        z.avail_out = (unsigned)(room - length);
        status = inflate(&z, Z_NO_FLUSH);
        length = room - z.avail_out;
    }
    inflateEnd(&z);
    if (length > limit)
        return fail_long(limit, error);
    if (length == 0)
        return 0;
    body->bytes = (struct ordo_string){body->unpacked, length}; /* cut short: what there is */
    return 1;
}

static int unbrotli(struct warc_body *body, size_t limit, struct ordo_error *error)
{
    BrotliDecoderState *state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    const uint8_t *in = (const uint8_t *)body->bytes.bytes;
    size_t left = body->bytes.length, length = 0;
    BrotliDecoderResult status = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;

    if (state == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    while (status == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && length <= limit) {
        size_t room = (length < 65536 ? 65536 : length);
        uint8_t *out;
        if (ordo_reserve(&body->unpacked, &body->unpacked_capacity, length + room, 1, error) != 0) {
            BrotliDecoderDestroyInstance(state);
            return -1;
        }
        out = (uint8_t *)body->unpacked + length;
        status = BrotliDecoderDecompressStream(state, &left, &in, &room, &out, NULL);
        length = (size_t)(out - (uint8_t *)body->unpacked);
    }
    BrotliDecoderDestroyInstance(state);
    if (length > limit)
        return fail_long(limit, error);
    if (length > 0 && status != BROTLI_DECODER_RESULT_ERROR)
        body->bytes = (struct ordo_string){body->unpacked, length};
    return 0;
}

static int decode(struct warc_body *body, struct ordo_string coding, size_t limit,
                  struct ordo_error *error)
{
    int found = 0;

    if (body->bytes.length > UINT32_MAX)
        return fail_long(limit, error);
    if (is_word(coding, "br"))
        return unbrotli(body, limit, error);
    if (is_word(coding, "gzip") || is_word(coding, "x-gzip") || is_word(coding, "deflate"))
        found = inflate_body(body, 32 + MAX_WBITS, limit, error);
    if (found == 0 && is_word(coding, "deflate")) /* without zlib's header, as some servers send */
        found = inflate_body(body, -MAX_WBITS, limit, error);
    return found < 0 ? -1 : 0;
}

int warc_body_read(struct warc_body *body, const struct warc_record *record,
                   struct ordo_string block, size_t limit, struct ordo_error *error)
{
    struct ordo_string rest = block, name, value, coding = {NULL, 0};
    bool chunked = false;
    size_t head;

    body->bytes = block;
    body->media = (struct ordo_string){NULL, 0};
    body->encoding[0] = '\0';
    body->status = 200;
    if (!begins_with(record->content_type, "application/http")) {
        read_media(body, record->content_type);
        return 0;
    }
    head = header_length(block);
    if (head == 0 || !begins_with(block, "HTTP/"))
        return ordo_fail(error, ORDO_ERR_FORMAT, "no HTTP response in the record");
    rest.length = head;
    body->status = 0;
    for (const char *p = memchr(rest.bytes, ' ', head);
         p != NULL && p[1] >= '0' && p[1] <= '9' && body->status < 1000; p++)
        body->status = body->status * 10 + (unsigned)(p[1] - '0');
    while (next_field(&rest, &name, &value)) {
        if (is_word(name, "Content-Type"))
            read_media(body, value);
        else if (is_word(name, "Content-Encoding"))
            coding = value;
        else if (is_word(name, "Transfer-Encoding"))
            chunked =
                value.length >= 7 &&
                begins_with((struct ordo_string){value.bytes + value.length - 7, 7}, "chunked");
    }
    body->bytes = (struct ordo_string){block.bytes + head, block.length - head};
    if (chunked && join_chunks(body, error) != 0)
        return -1;
    return coding.length == 0 ? 0 : decode(body, coding, limit, error);
}

void warc_body_release(struct warc_body *body)
{
    free(body->unpacked);
    free(body->joined);
    memset(body, 0, sizeof *body);
}
