/* json_tree.c: yajl's events -> nodes.
 *
 * yajl does not look at what its allocator returns. So it gets its memory from blocks that belong
 * to the tree, and when there is no more, control leaves it by longjmp. */
#include "json_tree.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_parse.h>

#define DEPTH_MAX  64
#define BLOCK_SIZE ((size_t)1 << 16)

struct json_block {
    struct json_block *next;
    size_t used, size;
    _Alignas(16) char bytes[];
};

struct parser {
    struct json_tree *tree;
    struct json_node *open[DEPTH_MAX + 1]; /* the containers that stand open; 0: the document */
    struct json_node document;
    size_t depth;
    const char *key;
    jmp_buf no_memory;
};

/* Before each piece stands its size, so that it can be made larger. */
static void *take(struct parser *parser, size_t size)
{
    struct json_block *block = parser->tree->blocks;
    size_t need = 16 + (size + 15) / 16 * 16;
    char *piece;

    if (block == NULL || block->size - block->used < need) {
        size_t room = need > BLOCK_SIZE ? need : BLOCK_SIZE;
        block = malloc(sizeof *block + room);
        if (block == NULL)
            longjmp(parser->no_memory, 1);
        block->next = parser->tree->blocks;
        block->used = 0;
        block->size = room;
        parser->tree->blocks = block;
    }
    piece = block->bytes + block->used;
    block->used += need;
    memcpy(piece, &size, sizeof size);
    return piece + 16;
}

static void *allocate(void *context, size_t size)
{
    return take(context, size);
}

static void *reallocate(void *context, void *old, size_t size)
{
    void *piece = take(context, size);
    size_t old_size = 0;

    if (old == NULL)
        return piece;
    memcpy(&old_size, (char *)old - 16, sizeof old_size);
    memcpy(piece, old, old_size < size ? old_size : size);
    return piece;
}

static void keep(void *context, void *piece)
{
    (void)context; /* all goes with the tree */
    (void)piece;
}

static const char *copy(struct parser *parser, const unsigned char *bytes, size_t length)
{
    char *text = take(parser, length + 1);

    memcpy(text, bytes, length);
    text[length] = '\0';
    return text;
}

static struct json_node *add(struct parser *parser, enum json_kind kind)
{
    struct json_node *node = take(parser, sizeof *node), *in = parser->open[parser->depth];

    *node = (struct json_node){.kind = kind, .key = parser->key};
    parser->key = NULL;
    if (in->last != NULL)
        in->last->next = node;
    else
        in->first = node;
    in->last = node;
    return node;
}

static int on_null(void *context)
{
    add(context, JSON_NULL);
    return 1;
}

static int on_bool(void *context, int truth)
{
    add(context, JSON_BOOL)->number = truth;
    return 1;
}

static int on_number(void *context, const char *bytes, size_t length)
{
    struct parser *parser = context;
    const char *text = copy(parser, (const unsigned char *)bytes, length);

    add(parser, JSON_NUMBER)->number = strtod(text, NULL);
    return 1;
}

static int on_string(void *context, const unsigned char *bytes, size_t length)
{
    struct parser *parser = context;
    const char *text = copy(parser, bytes, length);

    add(parser, JSON_TEXT)->text = text;
    return 1;
}

static int on_key(void *context, const unsigned char *bytes, size_t length)
{
    struct parser *parser = context;

    parser->key = copy(parser, bytes, length);
    return 1;
}

static int open_one(struct parser *parser, enum json_kind kind)
{
    struct json_node *node;

    if (parser->depth == DEPTH_MAX)
        return 0;
    node = add(parser, kind);
    parser->open[++parser->depth] = node;
    return 1;
}

static int on_open_object(void *context)
{
    return open_one(context, JSON_OBJECT);
}

static int on_open_array(void *context)
{
    return open_one(context, JSON_ARRAY);
}

static int on_close(void *context)
{
    ((struct parser *)context)->depth--;
    return 1;
}

static const yajl_callbacks CALLBACKS = {.yajl_null = on_null,
                                         .yajl_boolean = on_bool,
                                         .yajl_number = on_number,
                                         .yajl_string = on_string,
                                         .yajl_map_key = on_key,
                                         .yajl_start_map = on_open_object,
                                         .yajl_end_map = on_close,
                                         .yajl_start_array = on_open_array,
                                         .yajl_end_array = on_close};

static int parse(struct parser *parser, const char *bytes, size_t length, struct ordo_error *error)
{
    yajl_alloc_funcs memory = {allocate, reallocate, keep, parser};
    yajl_handle handle;
    bool well_formed;

    if (setjmp(parser->no_memory) != 0)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    handle = yajl_alloc(&CALLBACKS, &memory, parser);
    yajl_config(handle, yajl_allow_trailing_garbage, 1); /* the comma of an array's item */
    well_formed = yajl_parse(handle, (const unsigned char *)bytes, length) == yajl_status_ok &&
                  yajl_complete_parse(handle) == yajl_status_ok;
    if (!well_formed || parser->document.first == NULL)
        return ordo_fail(error, ORDO_ERR_FORMAT, "invalid JSON");
    return 0;
}

int json_tree_parse(struct json_tree *tree, const char *bytes, size_t length,
                    struct ordo_error *error)
{
    struct parser *parser = calloc(1, sizeof *parser);
    int result;

    memset(tree, 0, sizeof *tree);
    if (parser == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    parser->tree = tree;
    parser->open[0] = &parser->document;
    result = parse(parser, bytes, length, error);
    if (result == 0)
        tree->root = parser->document.first;
    else
        json_tree_release(tree);
    free(parser);
    return result;
}

void json_tree_release(struct json_tree *tree)
{
    struct json_block *block = tree->blocks;

    while (block != NULL) {
        struct json_block *next = block->next;
        free(block);
        block = next;
    }
    memset(tree, 0, sizeof *tree);
}

const struct json_node *json_member(const struct json_node *node, const char *key)
{
    const struct json_node *member = node != NULL && node->kind == JSON_OBJECT ? node->first : NULL;

    while (member != NULL && strcmp(member->key, key) != 0)
        member = member->next;
    return member;
}

const char *json_member_text(const struct json_node *node, const char *key, const char *otherwise)
{
    const struct json_node *member = json_member(node, key);

    return member != NULL && member->kind == JSON_TEXT ? member->text : otherwise;
}

double json_member_number(const struct json_node *node, const char *key, double otherwise)
{
    const struct json_node *member = json_member(node, key);

    return member != NULL && (member->kind == JSON_NUMBER || member->kind == JSON_BOOL)
               ? member->number
               : otherwise;
}
