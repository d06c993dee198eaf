/* import_tree.c: a JSON object as a whole, by yajl. */
#include "import_tree.h"

#include <stdlib.h>
#include <string.h>

yajl_val tree_at(yajl_val object, const char *path)
{
    for (size_t i = 0; YAJL_IS_OBJECT(object) && i < object->u.object.len; i++) {
        const char *key = object->u.object.keys[i];
        size_t n = strlen(key);
        yajl_val inner;
        if (strcmp(key, path) == 0)
            return object->u.object.values[i];
        if (strncmp(key, path, n) == 0 && path[n] == '.' &&
            (inner = tree_at(object->u.object.values[i], path + n + 1)) != NULL)
            return inner;
    }
    return NULL;
}

struct value tree_value(yajl_val tree)
{
    if (YAJL_IS_STRING(tree))
        return value_text(tree->u.string);
    if (YAJL_IS_NUMBER(tree))
        return (struct value){{tree->u.number.r, strlen(tree->u.number.r)}, true};
    if (YAJL_IS_TRUE(tree) || YAJL_IS_FALSE(tree))
        return (struct value){{YAJL_IS_TRUE(tree) ? "true" : "false", YAJL_IS_TRUE(tree) ? 4 : 5},
                              true};
    return value_of(NULL, 0);
}

struct value tree_chosen(yajl_val object, const char *asked, const char *own)
{
    return tree_value(tree_at(object, asked != NULL ? asked : own));
}

void tree_fields(struct importing *importing, yajl_val object)
{
    const struct import_options *options = importing->options;

    for (size_t i = 0; i < options->n_fields; i++)
        example_member(&importing->example, options->fields[i].member,
                       tree_value(tree_at(object, options->fields[i].column)));
}

int tree_text(struct importing *importing, yajl_val text, struct ordo_error *error)
{
    if (text != NULL && !YAJL_IS_STRING(text))
        return ordo_fail(error, ORDO_ERR_FORMAT, "%s where a text is wanted",
                         YAJL_IS_NUMBER(text) ? "number" : "no string");
    importing->example.text = tree_value(text);
    return 0;
}

int tree_take(struct importing *importing, const struct rows_row *row, tree_taker *take,
              struct ordo_error *error)
{
    struct ordo_string record = row->record;
    char reason[160], *copy;
    yajl_val tree;
    int result;

    while (record.length > 0 &&
           record.bytes[0] != '{') { /* what separates it from the one before */
        record.bytes++;
        record.length--;
    }
    while (record.length > 0 && record.bytes[record.length - 1] != '}')
        record.length--;
    copy = strndup(record.bytes, record.length);
    if (copy == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    tree = yajl_tree_parse(copy, reason, sizeof reason);
    free(copy);
    if (tree == NULL)
        return ordo_fail(error, ORDO_ERR_FORMAT, "invalid JSON: %.*s", (int)strcspn(reason, "\n"),
                         reason);
    result = take(importing, tree, error);
    example_clear(&importing->example); /* it borrows from the tree */
    yajl_tree_free(tree);
    return result;
}

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
            *span = (struct ordo_string){text.bytes + from, from == SIZE_MAX ? 0 : i - from};
            return n == end && from != SIZE_MAX && end > begin;
        }
        n += unit == UTF16_UNITS && c >= 0xF0 ? 2 : 1;
    }
    return false;
}

static int fail_span(double begin, double end, struct ordo_error *error)
{
    return ordo_fail(error, ORDO_ERR_FORMAT, "span %.0f to %.0f is not in the text", begin, end);
}

int tree_span(struct importing *importing, yajl_val object, yajl_val text, size_t number,
              double begin, double end, enum unit unit, struct ordo_error *error)
{
    struct example *example = &importing->example;
    struct ordo_string words;
    struct value id = tree_chosen(object, importing->options->id, "id");

    if (!YAJL_IS_STRING(text) ||
        !span_of((struct ordo_string){text->u.string, strlen(text->u.string)}, begin, end, unit,
                 &words))
        return fail_span(begin, end, error);
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
