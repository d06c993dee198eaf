/* import_tree.c: a JSON object as a whole: yajl's events -> a tree. */
#include "import_tree.h"
#include "../lib/program/yajl_memory.h"

#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_parse.h>

#define DEPTH_MAX 128 /* rows_json.c lets less through */

/* ---- building ------------------------------------------------------------------------------- */

struct building {
    struct yajl_memory memory;
    yajl_handle parser;
    struct tree *open[DEPTH_MAX];
    size_t depth;
    struct tree *root;
    const char *key; /* of the value that comes next */
};

static const char *copy(struct building *building, const void *bytes, size_t length)
{
    char *text = yajl_memory_take(&building->memory, length + 1);

    if (length > 0)
        memcpy(text, bytes, length);
    text[length] = '\0';
    return text;
}

/* length: of the token that was just read. */
static struct tree *add(struct building *building, enum tree_kind kind, size_t length)
{
    struct tree *tree = yajl_memory_take(&building->memory, sizeof *tree);
    struct tree *parent = building->depth == 0 ? NULL : building->open[building->depth - 1];

    *tree = (struct tree){.kind = kind, .offset = yajl_get_bytes_consumed(building->parser)};
    tree->offset -= tree->offset > length ? length : tree->offset;
    if (parent == NULL) {
        building->root = tree;
        return tree;
    }
    tree->key = parent->kind == TREE_OBJECT ? building->key : NULL;
    tree->sibling = parent->first;
    parent->first = tree;
    parent->n++;
    return tree;
}

static int add_text(struct building *building, enum tree_kind kind, const void *bytes,
                    size_t length)
{
    struct tree *tree = add(building, kind, length + (kind == TREE_STRING ? 2 : 0));

    tree->text = (struct ordo_string){copy(building, bytes, length), length};
    return 1;
}

static int on_null(void *context)
{
    add(context, TREE_NULL, 4);
    return 1;
}

static int on_boolean(void *context, int truth)
{
    return add_text(context, TREE_TRUTH, truth ? "true" : "false", truth ? 4 : 5);
}

static int on_number(void *context, const char *bytes, size_t length)
{
    return add_text(context, TREE_NUMBER, bytes, length);
}

static int on_string(void *context, const unsigned char *bytes, size_t length)
{
    return add_text(context, TREE_STRING, bytes, length);
}

static int on_key(void *context, const unsigned char *bytes, size_t length)
{
    struct building *building = context;

    building->key = copy(building, bytes, length);
    return 1;
}

static int open_container(struct building *building, enum tree_kind kind)
{
    struct tree *tree;

    if (building->depth == DEPTH_MAX)
        return 0;
    tree = add(building, kind, 1);
    building->open[building->depth++] = tree;
    return 1;
}

static int on_open_map(void *context)
{
    return open_container(context, TREE_OBJECT);
}

static int on_open_array(void *context)
{
    return open_container(context, TREE_ARRAY);
}

/* The children, which were put before each other, into their order. */
static int on_close(void *context)
{
    struct building *building = context;
    struct tree *tree = building->open[--building->depth];
    size_t at = tree->n;

    tree->items = yajl_memory_take(&building->memory, (tree->n + 1) * sizeof(struct tree *));
    for (const struct tree *child = tree->first; child != NULL; child = child->sibling)
        tree->items[--at] = child;
    return 1;
}

static const yajl_callbacks CALLBACKS = {.yajl_null = on_null,
                                         .yajl_boolean = on_boolean,
                                         .yajl_number = on_number,
                                         .yajl_string = on_string,
                                         .yajl_map_key = on_key,
                                         .yajl_start_map = on_open_map,
                                         .yajl_end_map = on_close,
                                         .yajl_start_array = on_open_array,
                                         .yajl_end_array = on_close};

/* The root, or NULL where the object is ill-formed. */
static const struct tree *build(struct building *building, struct ordo_string record)
{
    yajl_alloc_funcs functions = yajl_memory_functions(&building->memory);

    building->parser = yajl_alloc(&CALLBACKS, &functions, building);
    yajl_config(building->parser, yajl_dont_validate_strings, 1);
    if (yajl_parse(building->parser, (const unsigned char *)record.bytes, record.length) !=
            yajl_status_ok ||
        yajl_complete_parse(building->parser) != yajl_status_ok)
        return NULL;
    return building->root;
}

int tree_take(struct importing *importing, const struct rows_file *file, const struct rows_row *row,
              tree_taker *take, struct ordo_error *error)
{
    struct building *building = calloc(1, sizeof *building);
    const struct tree *tree;
    int result;

    if (building == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    yajl_memory_init(&building->memory);
    importing->offset = SIZE_MAX;
    if (setjmp(building->memory.out) == 0) {
        tree = build(building, row->content);
        result = tree == NULL ? ordo_fail(error, ORDO_ERR_FORMAT, "invalid JSON")
                              : take(importing, tree, error);
    } else {
        result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    example_clear(&importing->example); /* it borrows from the tree */
    yajl_memory_release(&building->memory);
    free(building);
    if (result != 0 && importing->offset != SIZE_MAX)
        rows_fail_within(rows_reader_of(file), importing->offset, error);
    return result;
}

/* ---- reading -------------------------------------------------------------------------------- */

bool tree_is(const struct tree *tree, enum tree_kind kind)
{
    return tree != NULL && tree->kind == kind;
}

const struct tree *tree_at(const struct tree *object, const char *path)
{
    for (size_t i = 0; tree_is(object, TREE_OBJECT) && i < object->n; i++) {
        const char *key = object->items[i]->key;
        size_t n = strlen(key);
        const struct tree *inner;
        if (strcmp(key, path) == 0)
            return object->items[i];
        if (strncmp(key, path, n) == 0 && path[n] == '.' &&
            (inner = tree_at(object->items[i], path + n + 1)) != NULL)
            return inner;
    }
    return NULL;
}

double tree_number(const struct tree *tree)
{
    return tree_is(tree, TREE_NUMBER) ? strtod(tree->text.bytes, NULL) : 0;
}

struct value tree_value(const struct tree *tree)
{
    if (tree == NULL || tree->kind < TREE_TRUTH || tree->kind > TREE_STRING)
        return value_of(NULL, 0);
    return (struct value){tree->text, tree->kind != TREE_STRING};
}

struct value tree_chosen(const struct tree *object, const char *asked, const char *own)
{
    return tree_value(tree_at(object, asked != NULL ? asked : own));
}

void tree_fields(struct importing *importing, const struct tree *object)
{
    const struct import_options *options = importing->options;

    for (size_t i = 0; i < options->n_fields; i++)
        example_member(&importing->example, options->fields[i].member,
                       tree_value(tree_at(object, options->fields[i].column)));
}

int tree_text(struct importing *importing, const struct tree *text, struct ordo_error *error)
{
    importing->offset = text == NULL ? SIZE_MAX : text->offset;
    if (text != NULL && text->kind != TREE_STRING)
        return ordo_fail(error, ORDO_ERR_FORMAT, "%s where a text is wanted",
                         tree_is(text, TREE_NUMBER) ? "number" : "no string");
    importing->example.text = tree_value(text);
    importing->offset = SIZE_MAX;
    return 0;
}

/* ---- spans ---------------------------------------------------------------------------------- */

/* The bytes of a span of a text; false when it does not lie in it. */
static bool span_of(struct ordo_string text, double begin, double end, enum unit unit,
                    struct ordo_string *span)
{
    double n = 0;
    size_t from = SIZE_MAX;

    for (size_t i = 0; i <= text.length; i++) {
        unsigned char c = i < text.length ? (unsigned char)text.bytes[i] : 0;
        if ((c & 0xC0) == 0x80)
            continue;
        if (n == begin && from == SIZE_MAX)
            from = i;
        if (n >= end) {
            if (n > end || from == SIZE_MAX || begin >= end)
                return false;
            *span = (struct ordo_string){text.bytes + from, i - from};
            return true;
        }
        n += unit == UTF16_UNITS && c >= 0xF0 ? 2 : 1;
    }
    return false;
}

int tree_span(struct importing *importing, const struct tree *object, const struct tree *text,
              const struct tree *item, size_t number, double begin, double end, enum unit unit,
              struct ordo_error *error)
{
    struct example *example = &importing->example;
    struct ordo_string words;
    struct value id = tree_chosen(object, importing->options->id, "id");

    importing->offset = item->offset;
    if (!tree_is(text, TREE_STRING) || !span_of(text->text, begin, end, unit, &words))
        return ordo_fail(error, ORDO_ERR_FORMAT, "span %.0f to %.0f is not in the text", begin,
                         end);
    example->text = (struct value){words, false};
    if (example->group.bytes.bytes == NULL)
        example->group = id;
    if (id.bytes.bytes != NULL)
        example->id =
            example_format(example, "%.*s/%zu", (int)id.bytes.length, id.bytes.bytes, number);
    example_member(example, "begin", example_number(example, begin));
    example_member(example, "end", example_number(example, end));
    return example_write(importing, error);
}
