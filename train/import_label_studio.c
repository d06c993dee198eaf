/* import_label_studio.c: Label Studio's JSON, full and min. */
#include "import_tree.h"

#include <string.h>

static bool is_true(const struct tree *tree)
{
    return tree_is(tree, TREE_TRUTH) && tree->text.length == 4;
}

/* The task's text: what --text names, "text", or its only string. */
static const struct tree *task_text(const struct importing *importing, const struct tree *data)
{
    const char *asked = importing->options->text;
    const struct tree *found = tree_at(data, asked != NULL ? asked : "text"), *only = NULL;

    if (found != NULL || asked != NULL || !tree_is(data, TREE_OBJECT))
        return found;
    for (size_t i = 0; i < data->n; i++)
        if (tree_is(data->items[i], TREE_STRING)) {
            if (only != NULL)
                return NULL;
            only = data->items[i];
        }
    return only;
}

/* The values of a control: an array's items, taxonomies as paths, or the value itself. */
static void add_labels(struct example *example, const char *member, const struct tree *labels)
{
    if (!tree_is(labels, TREE_ARRAY)) {
        example_label(example, member, tree_value(labels), SIZE_MAX);
        return;
    }
    for (size_t i = 0; i < labels->n; i++) {
        const struct tree *item = labels->items[i];
        struct value path = tree_value(item);
        for (size_t k = 0; tree_is(item, TREE_ARRAY) && k < item->n; k++) {
            struct value part = tree_value(item->items[k]);
            path = k == 0
                       ? part
                       : example_format(example, "%.*s/%.*s", (int)path.bytes.length,
                                        path.bytes.bytes, (int)part.bytes.length, part.bytes.bytes);
        }
        example_label(example, member, path, SIZE_MAX);
    }
}

/* One result of an annotation: choices, rating, number, taxonomy, labels of a span. What somebody
 * wrote (textarea) is a member, no label. */
static void take_result(struct importing *importing, const struct tree *result)
{
    static const char *const kinds[] = {"choices", "rating",          "number",         "taxonomy",
                                        "labels",  "hypertextlabels", "paragraphlabels"};
    struct example *example = &importing->example;
    const struct tree *name = tree_at(result, "from_name"), *value = tree_at(result, "value"),
                      *written;
    const char *member =
        tree_is(name, TREE_STRING) ? import_label_member(importing, name->text.bytes) : NULL;

    if (member == NULL)
        return;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (tree_at(value, kinds[i]) != NULL)
            add_labels(example, member, tree_at(value, kinds[i]));
    written = tree_at(value, "text");
    if (tree_is(written, TREE_ARRAY) && written->n > 0)
        example_member(example, member, tree_value(written->items[0]));
}

static bool has_span(const struct tree *result)
{
    return tree_is(tree_at(result, "value.start"), TREE_NUMBER) &&
           tree_is(tree_at(result, "value.end"), TREE_NUMBER);
}

static bool same_region(const struct tree *a, const struct tree *b)
{
    const struct tree *x = tree_at(a, "id"), *y = tree_at(b, "id");

    return a == b || (tree_is(x, TREE_STRING) && tree_is(y, TREE_STRING) &&
                      strcmp(x->text.bytes, y->text.bytes) == 0);
}

static void begin_task(struct importing *importing, const struct tree *task,
                       const struct tree *annotation)
{
    const struct import_options *options = importing->options;
    struct example *example = &importing->example;
    const struct tree *data = tree_at(task, "data") != NULL ? tree_at(task, "data") : task;
    const struct tree *who = tree_at(annotation, "completed_by");

    example_clear(example);
    example->id = options->id != NULL && tree_at(data, options->id) != NULL
                      ? tree_value(tree_at(data, options->id))
                      : tree_chosen(task, NULL, "id");
    if (tree_is(who, TREE_OBJECT))
        who = tree_at(who, "email") != NULL ? tree_at(who, "email") : tree_at(who, "id");
    example->annotator = tree_value(who);
    if (options->group != NULL)
        example->group = tree_value(tree_at(data, options->group));
    if (options->weight != NULL)
        example->weight = tree_value(tree_at(data, options->weight));
    tree_fields(importing, data);
}

/* An example for each region, and one for what is said of the whole text. */
static int take_annotation(struct importing *importing, const struct tree *task,
                           const struct tree *annotation, struct ordo_error *error)
{
    const struct tree *results = tree_at(annotation, "result"),
                      *text = task_text(importing, tree_at(task, "data"));
    size_t n = tree_is(results, TREE_ARRAY) ? results->n : 0, n_regions = 0;

    if (n > TREE_SPANS_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d results of one text", TREE_SPANS_MAX);
    for (size_t i = 0; i < n; i++) {
        const struct tree *region = results->items[i];
        bool first = has_span(region);
        for (size_t k = 0; k < i; k++)
            first = first && !same_region(results->items[k], region);
        if (!first)
            continue;
        begin_task(importing, task, annotation);
        for (size_t k = i; k < n; k++)
            if (same_region(results->items[k], region))
                take_result(importing, results->items[k]);
        if (tree_span(importing, task, text, region, ++n_regions,
                      tree_number(tree_at(region, "value.start")),
                      tree_number(tree_at(region, "value.end")), UTF16_UNITS, error) != 0)
            return -1;
    }
    begin_task(importing, task, annotation);
    for (size_t i = 0; i < n; i++)
        if (!has_span(results->items[i]))
            take_result(importing, results->items[i]);
    if (n_regions > 0 && importing->example.n_labels == 0)
        return 0;
    if (tree_text(importing, text, error) != 0)
        return -1;
    return example_write(importing, error);
}

/* JSON_MIN: data and controls are members of one object, so --label must say which are labels where
 * they have none of the usual names. */
static int take_min(struct importing *importing, const struct tree *task, struct ordo_error *error)
{
    static const struct import_column usual[] = {{"label", "label"},
                                                 {"sentiment", "sentiment"},
                                                 {"stance", "stance"},
                                                 {"choice", "choice"},
                                                 {"rating", "rating"}};
    const struct import_options *options = importing->options;
    const struct import_column *columns = options->n_labels > 0 ? options->labels : usual;
    size_t n = options->n_labels > 0 ? options->n_labels : sizeof usual / sizeof usual[0];
    size_t n_spans = 0;

    for (size_t i = 0; i < n; i++) {
        const struct tree *labels = tree_at(task, columns[i].column);
        for (size_t k = 0; tree_is(labels, TREE_ARRAY) && k < labels->n; k++) {
            const struct tree *item = labels->items[k];
            if (!tree_is(tree_at(item, "start"), TREE_NUMBER) ||
                !tree_is(tree_at(item, "end"), TREE_NUMBER))
                continue;
            begin_task(importing, task, NULL);
            importing->example.annotator = tree_chosen(task, NULL, "annotator");
            add_labels(&importing->example, columns[i].member, tree_at(item, "labels"));
            if (tree_span(importing, task, task_text(importing, task), item, ++n_spans,
                          tree_number(tree_at(item, "start")), tree_number(tree_at(item, "end")),
                          UTF16_UNITS, error) != 0)
                return -1;
        }
    }
    begin_task(importing, task, NULL);
    importing->example.annotator = tree_chosen(task, NULL, "annotator");
    for (size_t i = 0; i < n; i++) {
        const struct tree *labels = tree_at(task, columns[i].column);
        if (tree_at(labels, "choices") != NULL)
            labels = tree_at(labels, "choices");
        if (tree_is(labels, TREE_ARRAY) && labels->n == 1 &&
            tree_at(labels->items[0], "rating") != NULL)
            labels = tree_at(labels->items[0], "rating");
        add_labels(&importing->example, columns[i].member, labels);
    }
    if (n_spans > 0 && importing->example.n_labels == 0)
        return 0;
    if (tree_text(importing, task_text(importing, task), error) != 0)
        return -1;
    return example_write(importing, error);
}

static int take_task(struct importing *importing, const struct tree *task, struct ordo_error *error)
{
    const struct tree *annotations = tree_at(task, "annotations");
    size_t n_taken = 0;

    if (annotations == NULL)
        annotations = tree_at(task, "completions"); /* before version 1.0 */
    if (annotations == NULL && !tree_is(tree_at(task, "data"), TREE_OBJECT))
        return take_min(importing, task, error);
    for (size_t i = 0; tree_is(annotations, TREE_ARRAY) && i < annotations->n; i++) {
        const struct tree *annotation = annotations->items[i];
        if (is_true(tree_at(annotation, "was_cancelled")))
            continue;
        n_taken++;
        if (take_annotation(importing, task, annotation, error) != 0)
            return -1;
    }
    if (n_taken > 0)
        return 0;
    begin_task(importing, task, NULL); /* nobody has labelled it, or they skipped it */
    if (tree_text(importing, task_text(importing, tree_at(task, "data")), error) != 0)
        return -1;
    if (importing->options->unlabelled)
        return example_write(importing, error);
    importing->n_unlabelled++;
    return 0;
}

int import_label_studio(struct importing *importing, const struct rows_file *file,
                        const struct rows_row *row, struct ordo_error *error)
{
    return tree_take(importing, file, row, take_task, error);
}
