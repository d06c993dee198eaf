/* rows_json.c: one JSON object -> values, by simdjson; where it refuses, by yajl, which repairs
 * what it may and can say what is wrong and where.
 *
 * Chosen by measurement, id, title and text of 200 MB of news articles on one core: jansson 125
 * MB/s, json-c 1050, yajl 740 to 1100 (escapes in every sentence, or none), simdjson 3000 to 3900.
 * simdjson refuses ill-formed UTF-8, which is to be repaired here, and reads behind the record. */
#include "json_walk.h"
#include "rows_private.h"
#include "../reserve.h"
#include "yajl_memory.h"

#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_parse.h>

#define DEPTH_MAX 64
#define WALK_MAX  ((size_t)1 << 20) /* bytes of a record; simdjson wants five times its memory */
#define PATH_MAX_ 512

/* Where the parser stands: the dotted path of keys, and how many arrays are open. */
struct place {
    struct rows_reader *reader;
    struct ordo_string record;
    yajl_handle parser; /* NULL: simdjson reads, which knows where values stand */
    size_t key_end;     /* offset behind the newest key, or of its value */
    char path[PATH_MAX_];
    size_t end[DEPTH_MAX + 1]; /* of the path at each depth of objects */
    size_t depth, arrays;
    bool lists; /* the strings of the array in hand are wanted */
    bool too_deep;
};

/* Where the value of the newest key begins: behind its colon. */
static size_t value_offset(const struct place *place)
{
    size_t at = place->key_end;

    while (at < place->record.length && memchr(": \t\r\n", place->record.bytes[at], 5) != NULL)
        at++;
    return at;
}

/* Whether the newest key is the i-th name. */
static bool is_wanted(const struct place *place, size_t i)
{
    const char *name = place->reader->names[i];
    size_t size = place->end[place->depth];

    return strlen(name) == size && memcmp(name, place->path, size) == 0;
}

static int value(struct place *place, const char *bytes, size_t length, enum rows_kind kind)
{
    struct rows_reader *reader = place->reader;

    if (place->arrays > 0 || place->depth == 0)
        return 1;
    for (size_t i = 0; i < reader->n_names; i++) {
        if (!is_wanted(place, i))
            continue;
        if (kind == ROWS_TRUTH)
            rows_copy(reader, i, bytes, length);
        else if (kind != ROWS_NULL)
            rows_set(reader, i, bytes, length);
        reader->private_part->kinds[i] = kind;
        reader->private_part->offset[i] = value_offset(place);
    }
    return 1;
}

/* A string of an array that stands right behind a key. */
static int add_to_list(struct place *place, const char *bytes, size_t length)
{
    struct rows_private *own = place->reader->private_part;
    char *end;

    if (ordo_reserve(&own->list, &own->list_capacity, own->list_length + length + 1, 1, NULL) !=
        0) {
        own->failed = true;
        return 0;
    }
    end = own->list + own->list_length;
    if (length > 0)
        memcpy(end, bytes, length);
    end[length] = '\0';
    own->list_length += length + 1;
    return 1;
}

/* The list's strings with the name's joint between them. */
static void set_list(struct rows_reader *reader, size_t name)
{
    struct rows_private *own = reader->private_part;
    size_t before = own->length;

    for (const char *at = own->list, *end = at + own->list_length, *next; at < end; at = next) {
        next = (const char *)memchr(at, '\0', (size_t)(end - at)) + 1;
        if (at > own->list)
            rows_copy(reader, name, reader->joints[name], strlen(reader->joints[name]));
        rows_copy(reader, name, at, (size_t)(next - 1 - at));
    }
    own->place[name] = before;
    own->values[name].length = own->length - before;
    own->kinds[name] = ROWS_STRING;
}

static int on_null(void *context)
{
    return value(context, NULL, 0, ROWS_NULL);
}

static int on_string(void *context, const unsigned char *bytes, size_t length)
{
    const struct place *place = context;

    if (place->arrays == 1 && place->lists)
        return add_to_list(context, (const char *)bytes, length);
    return value(context, (const char *)bytes, length, ROWS_STRING);
}

static int on_number(void *context, const char *bytes, size_t length)
{
    return value(context, bytes, length, ROWS_NUMBER);
}

static int on_boolean(void *context, int truth)
{
    return value(context, truth ? "true" : "false", truth ? 4 : 5, ROWS_TRUTH);
}

static int on_key(void *context, const unsigned char *bytes, size_t length)
{
    struct place *place = context;
    size_t at;

    if (place->arrays > 0)
        return 1;
    at = place->end[place->depth - 1];
    if (place->parser != NULL)
        place->key_end = yajl_get_bytes_consumed(place->parser);
    if (at > 0 && at < sizeof place->path)
        place->path[at++] = '.';
    if (length > sizeof place->path - at) { /* longer than any name: matches none */
        at = 0;
        length = 0;
    }
    memcpy(place->path + at, bytes, length);
    place->end[place->depth] = at + length;
    return 1;
}

static int on_open_map(void *context)
{
    struct place *place = context;

    if (place->depth + place->arrays >= DEPTH_MAX) {
        place->too_deep = true;
        return 0;
    }
    if (place->arrays > 0) {
        place->arrays++;
        return 1;
    }
    place->depth++;
    place->end[place->depth] = place->end[place->depth - 1];
    return 1;
}

static int on_close_map(void *context)
{
    struct place *place = context;

    if (place->arrays > 0)
        place->arrays--;
    else
        place->depth--;
    return 1;
}

static bool lists_here(const struct place *place)
{
    const struct rows_reader *reader = place->reader;

    for (size_t i = 0; place->depth > 0 && reader->joints != NULL && i < reader->n_names; i++)
        if (is_wanted(place, i))
            return true;
    return false;
}

static int on_open_array(void *context)
{
    struct place *place = context;

    place->too_deep = place->depth + place->arrays >= DEPTH_MAX;
    if (place->arrays++ == 0) {
        place->lists = lists_here(place);
        place->reader->private_part->list_length = 0;
    }
    return !place->too_deep;
}

static int on_close_array(void *context)
{
    struct place *place = context;
    const struct rows_reader *reader = place->reader;

    if (--place->arrays > 0 || !place->lists || reader->private_part->list_length == 0)
        return 1;
    for (size_t i = 0; i < reader->n_names; i++)
        if (is_wanted(place, i))
            set_list(place->reader, i);
    return 1;
}

static const yajl_callbacks CALLBACKS = {.yajl_null = on_null,
                                         .yajl_boolean = on_boolean,
                                         .yajl_number = on_number,
                                         .yajl_string = on_string,
                                         .yajl_start_map = on_open_map,
                                         .yajl_map_key = on_key,
                                         .yajl_end_map = on_close_map,
                                         .yajl_start_array = on_open_array,
                                         .yajl_end_array = on_close_array};

static int refuse(yajl_handle parser, struct place *place, bool ended, size_t length,
                  struct ordo_error *error)
{
    size_t byte = ended ? length : yajl_get_bytes_consumed(parser);
    unsigned char *text;

    if (place->too_deep) {
        ordo_fail(error, ORDO_ERR_LIMIT, "JSON nested deeper than %d", DEPTH_MAX);
    } else {
        text = yajl_get_error(parser, 0, NULL, 0);
        ordo_fail(error, ORDO_ERR_FORMAT, "invalid JSON: %.*s",
                  text == NULL ? 0 : (int)strcspn((char *)text, ".\n"),
                  text == NULL ? "" : (char *)text);
        if (text != NULL)
            yajl_free_error(parser, text);
    }
    return ordo_fail_at(error, NULL, 0, byte > 0 ? byte : 1); /* of the record */
}

static int parse(struct yajl_memory *memory, struct place *place, struct ordo_string record,
                 struct ordo_error *error)
{
    yajl_alloc_funcs functions = yajl_memory_functions(memory);
    yajl_handle parser = yajl_alloc(&CALLBACKS, &functions, place);
    int result = 0;

    place->parser = parser;
    yajl_config(parser, yajl_dont_validate_strings, 1); /* the text stage repairs and counts */
    if (yajl_parse(parser, (const unsigned char *)record.bytes, record.length) != yajl_status_ok)
        result = refuse(parser, place, false, record.length, error);
    else if (yajl_complete_parse(parser) != yajl_status_ok)
        result = refuse(parser, place, true, record.length, error);
    yajl_free(parser);
    return result;
}

/* Whether simdjson could read it. */
static bool walk(struct rows_reader *reader, struct ordo_string record)
{
    struct rows_private *own = reader->private_part;
    struct place place = {.reader = reader, .record = record};
    size_t behind = (size_t)(own->piece.bytes + own->piece.length - record.bytes) - record.length;

    if (record.length > WALK_MAX || behind < JSON_WALK_PADDING)
        return false;
    if (own->walker == NULL)
        own->walker = json_walker_new();
    if (own->walker != NULL &&
        json_walk(own->walker, record.bytes, record.length, &CALLBACKS, &place, &place.key_end))
        return true;
    rows_clear(reader);
    return false;
}

int rows_read_json(struct rows_reader *reader, struct ordo_string record, struct ordo_error *error)
{
    struct place place = {.reader = reader, .record = record};
    struct yajl_memory memory;
    size_t at;

    for (at = 0; at < record.length && (record.bytes[at] == ' ' || record.bytes[at] == '\t'); at++)
        ;
    if (at == record.length || record.bytes[at] != '{')
        return ordo_fail(error, ORDO_ERR_FORMAT, "no JSON object");
    if (walk(reader, record))
        return 0;
    yajl_memory_init(&memory);
    if (setjmp(memory.out) == 0)
        return parse(&memory, &place, record, error);
    yajl_memory_release(&memory);
    return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
}
