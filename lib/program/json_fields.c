/* json_fields.c: yajl's events -> dotted names. */
#include "json_fields.h"
#include "yajl_memory.h"

#include <stdio.h>
#include <string.h>
#include <yajl/yajl_parse.h>

#define DEPTH_MAX 64
#define NAME_MAX_ 512

struct level {
    size_t end; /* of its name */
    bool array, begun;
};

struct walk {
    json_fields_visitor visit;
    void *context;
    char name[NAME_MAX_]; /* NUL-terminated, of the newest key */
    size_t length;
    struct level open[DEPTH_MAX];
    size_t depth, passed; /* containers open: walked through; passed over within them */
};

static bool append(struct walk *walk, const char *bytes, size_t length)
{
    if (length >= sizeof walk->name - walk->length)
        return false;
    if (length > 0)
        memcpy(walk->name + walk->length, bytes, length);
    walk->length += length;
    walk->name[walk->length] = '\0';
    return true;
}

/* Whether the value that begins now is told: not in what is passed over, and of an array the first
 * one. */
static bool is_told(struct walk *walk)
{
    struct level *level = walk->depth == 0 ? NULL : &walk->open[walk->depth - 1];

    if (walk->passed > 0 || (level != NULL && level->array && level->begun))
        return false;
    if (level != NULL && level->array)
        walk->length = level->end;
    if (level != NULL)
        level->begun = true;
    return true;
}

static int value(struct walk *walk, enum rows_kind kind)
{
    if (!is_told(walk))
        return 1;
    walk->name[walk->length] = '\0';
    return walk->depth == 0 || walk->visit(walk->context, walk->name, kind);
}

static int on_null(void *context)
{
    return value(context, ROWS_NULL);
}

static int on_boolean(void *context, int truth)
{
    (void)truth;
    return value(context, ROWS_TRUTH);
}

static int on_number(void *context, const char *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return value(context, ROWS_NUMBER);
}

static int on_string(void *context, const unsigned char *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return value(context, ROWS_STRING);
}

static int on_key(void *context, const unsigned char *bytes, size_t length)
{
    struct walk *walk = context;

    if (walk->passed > 0)
        return 1;
    walk->length = walk->open[walk->depth - 1].end;
    /* a name too long for any option ends the walk */
    return append(walk, ".", walk->length > 0) && append(walk, (const char *)bytes, length);
}

static int open_level(struct walk *walk, bool array)
{
    if (!is_told(walk) || walk->depth == DEPTH_MAX) {
        walk->passed++;
        return 1;
    }
    if (array && !append(walk, "[]", 2))
        return 0;
    walk->open[walk->depth++] = (struct level){walk->length, array, false};
    return 1;
}

static int on_open_map(void *context)
{
    return open_level(context, false);
}

static int on_open_array(void *context)
{
    return open_level(context, true);
}

static int on_close(void *context)
{
    struct walk *walk = context;
    const struct level *level;

    if (walk->passed > 0)
        return walk->passed--, 1;
    level = &walk->open[--walk->depth];
    if (level->array && !level->begun && !walk->visit(walk->context, walk->name, ROWS_ABSENT))
        return 0;
    return walk->depth > 0;
}

static const yajl_callbacks CALLBACKS = {.yajl_null = on_null,
                                         .yajl_boolean = on_boolean,
                                         .yajl_number = on_number,
                                         .yajl_string = on_string,
                                         .yajl_start_map = on_open_map,
                                         .yajl_map_key = on_key,
                                         .yajl_end_map = on_close,
                                         .yajl_start_array = on_open_array,
                                         .yajl_end_array = on_close};

int json_fields(struct ordo_string bytes, json_fields_visitor visit, void *context,
                struct ordo_error *error)
{
    struct walk walk = {.visit = visit, .context = context};
    struct yajl_memory memory;
    yajl_alloc_funcs functions;
    yajl_handle parser;

    yajl_memory_init(&memory);
    if (setjmp(memory.out) != 0) {
        yajl_memory_release(&memory);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    functions = yajl_memory_functions(&memory);
    parser = yajl_alloc(&CALLBACKS, &functions, &walk);
    yajl_config(parser, yajl_dont_validate_strings, 1);
    yajl_parse(parser, (const unsigned char *)bytes.bytes, bytes.length);
    yajl_free(parser);
    return 0;
}

/* ---- names for a message -------------------------------------------------------------------- */

struct names {
    char *bytes; /* [JSON_FIELDS_ROOM] */
    size_t length;
    bool deeper;
};

static bool is_printable(const char *name)
{
    size_t length = strlen(name);

    for (size_t i = 0; i < length; i++)
        if ((unsigned char)name[i] < ' ' || name[i] == 0x7F)
            return false;
    return ordo_utf8_valid(name, length) == length;
}

static bool add_name(void *context, const char *name, enum rows_kind kind)
{
    struct names *names = context;
    bool fits = names->length + strlen(name) + sizeof ", , ..." <= JSON_FIELDS_ROOM;
    int n;

    names->deeper = names->deeper || strstr(name, "[].") != NULL || kind == ROWS_ABSENT;
    if (kind != ROWS_STRING || !is_printable(name))
        return true;
    n = snprintf(names->bytes + names->length, JSON_FIELDS_ROOM - names->length, "%s%s",
                 names->length > 0 ? ", " : "", fits ? name : "...");
    names->length += n > 0 ? (size_t)n : 0;
    return fits;
}

int json_fields_names(struct ordo_string object, char names[JSON_FIELDS_ROOM], bool *deeper,
                      struct ordo_error *error)
{
    struct names list = {names, 0, false};
    int result;

    names[0] = '\0';
    result = json_fields(object, add_name, &list, error);
    *deeper = list.deeper;
    return result;
}
