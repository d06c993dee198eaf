/* import_doccano.c: doccano's JSONL. */
#include "import_tree.h"

#include <string.h>

/* [0, 5, "PER"], or {"start_offset": 0, "end_offset": 5, "label": "PER"}. */
static bool is_span(const struct tree *item, double *begin, double *end, const struct tree **label)
{
    const struct tree *first, *last;

    if (tree_is(item, TREE_ARRAY) && item->n == 3) {
        first = item->items[0];
        last = item->items[1];
        *label = item->items[2];
    } else {
        first = tree_at(item, "start_offset");
        last = tree_at(item, "end_offset");
        *label = tree_at(item, "label");
    }
    if (!tree_is(first, TREE_NUMBER) || !tree_is(last, TREE_NUMBER))
        return false;
    *begin = tree_number(first);
    *end = tree_number(last);
    return true;
}

static void begin_doccano(struct importing *importing, const struct tree *object)
{
    const struct import_options *options = importing->options;
    struct example *example = &importing->example;

    example_clear(example);
    example->id = tree_chosen(object, options->id, "id");
    if (options->group != NULL)
        example->group = tree_chosen(object, options->group, "");
    if (options->weight != NULL)
        example->weight = tree_chosen(object, options->weight, "");
    tree_fields(importing, object);
}

static int take_doccano(struct importing *importing, const struct tree *object,
                        struct ordo_error *error)
{
    static const char *const names[] = {"label", "labels", "entities", "annotations", "cats"};
    const struct import_options *options = importing->options;
    const char *head = options->n_labels > 0 ? options->labels[0].member : "label";
    const struct tree *text = tree_at(object, options->text != NULL ? options->text : "text"),
                      *labels = NULL;
    size_t n_spans = 0, n;

    if (text == NULL && options->text == NULL)
        text = tree_at(object, "data");
    if (options->n_labels > 0)
        labels = tree_at(object, options->labels[0].column);
    for (size_t i = 0; labels == NULL && i < sizeof names / sizeof names[0]; i++)
        labels = tree_at(object, names[i]);
    begin_doccano(importing, object);
    n = tree_is(labels, TREE_ARRAY) ? labels->n : 0;
    if (n > TREE_SPANS_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d labels of one text", TREE_SPANS_MAX);
    if (!tree_is(labels, TREE_ARRAY))
        example_label(&importing->example, head, tree_value(labels), SIZE_MAX);
    for (size_t i = 0; i < n; i++) {
        const struct tree *item = labels->items[i], *label;
        double begin, end;
        if (!is_span(item, &begin, &end, &label)) {
            label = tree_is(item, TREE_OBJECT) ? tree_at(item, "label") : item;
            example_label(&importing->example, head, tree_value(label), SIZE_MAX);
            continue;
        }
        begin_doccano(importing, object);
        example_label(&importing->example, head, tree_value(label), SIZE_MAX);
        if (tree_span(importing, object, text, item, ++n_spans, begin, end, CODE_POINTS, error) !=
            0)
            return -1;
    }
    if (n_spans > 0)
        return 0;
    if (tree_text(importing, text, error) != 0)
        return -1;
    return example_write(importing, error);
}

int import_doccano(struct importing *importing, const struct rows_file *file,
                   const struct rows_row *row, struct ordo_error *error)
{
    return tree_take(importing, file, row, take_doccano, error);
}
