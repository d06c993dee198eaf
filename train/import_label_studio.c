/* import_label_studio.c: Label Studio's JSON, full and min. */
#include "import_tree.h"

#include <string.h>

/* The task's text: what --text names, "text", or its only string. */
static yajl_val task_text(const struct importing *importing, yajl_val data)
{
    const char *asked = importing->options->text;
    yajl_val found = tree_at(data, asked != NULL ? asked : "text"), only = NULL;

    if (found != NULL || asked != NULL || !YAJL_IS_OBJECT(data))
        return found;
    for (size_t i = 0; i < data->u.object.len; i++)
        if (YAJL_IS_STRING(data->u.object.values[i])) {
            if (only != NULL)
                return NULL;
            only = data->u.object.values[i];
        }
    return only;
}

/* The values of a control: an array's items, taxonomies as paths, or the value itself. */
static void add_labels(struct example *example, const char *member, yajl_val labels)
{
    if (!YAJL_IS_ARRAY(labels)) {
        example_label(example, member, tree_value(labels), SIZE_MAX);
        return;
    }
    for (size_t i = 0; i < labels->u.array.len; i++) {
        yajl_val item = labels->u.array.values[i];
        struct value path = tree_value(item);
        for (size_t k = 0; YAJL_IS_ARRAY(item) && k < item->u.array.len; k++) {
            struct value part = tree_value(item->u.array.values[k]);
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
static void take_result(struct importing *importing, yajl_val result)
{
    static const char *const kinds[] = {"choices", "rating",          "number",         "taxonomy",
                                        "labels",  "hypertextlabels", "paragraphlabels"};
    struct example *example = &importing->example;
    yajl_val name = tree_at(result, "from_name"), value = tree_at(result, "value"), written;
    const char *member =
        YAJL_IS_STRING(name) ? import_label_member(importing, name->u.string) : NULL;

    if (member == NULL)
        return;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (tree_at(value, kinds[i]) != NULL)
            add_labels(example, member, tree_at(value, kinds[i]));
    written = tree_at(value, "text");
    if (YAJL_IS_ARRAY(written) && written->u.array.len > 0)
        example_member(example, member, tree_value(written->u.array.values[0]));
}

static bool has_span(yajl_val result)
{
    return YAJL_IS_NUMBER(tree_at(result, "value.start")) &&
           YAJL_IS_NUMBER(tree_at(result, "value.end"));
}

static bool same_region(yajl_val a, yajl_val b)
{
    yajl_val x = tree_at(a, "id"), y = tree_at(b, "id");

    return a == b ||
           (YAJL_IS_STRING(x) && YAJL_IS_STRING(y) && strcmp(x->u.string, y->u.string) == 0);
}

static void begin_task(struct importing *importing, yajl_val task, yajl_val annotation)
{
    const struct import_options *options = importing->options;
    struct example *example = &importing->example;
    yajl_val data = tree_at(task, "data") != NULL ? tree_at(task, "data") : task;
    yajl_val who = tree_at(annotation, "completed_by");

    example_clear(example);
    example->id = options->id != NULL && tree_at(data, options->id) != NULL
                      ? tree_value(tree_at(data, options->id))
                      : tree_chosen(task, NULL, "id");
    if (YAJL_IS_OBJECT(who))
        who = tree_at(who, "email") != NULL ? tree_at(who, "email") : tree_at(who, "id");
    example->annotator = tree_value(who);
    if (options->group != NULL)
        example->group = tree_value(tree_at(data, options->group));
    if (options->weight != NULL)
        example->weight = tree_value(tree_at(data, options->weight));
    tree_fields(importing, data);
}

/* An example for each region, and one for what is said of the whole text. */
static int take_annotation(struct importing *importing, yajl_val task, yajl_val annotation,
                           struct ordo_error *error)
{
    yajl_val results = tree_at(annotation, "result"),
             text = task_text(importing, tree_at(task, "data"));
    size_t n = YAJL_IS_ARRAY(results) ? results->u.array.len : 0, n_regions = 0;

    if (n > TREE_SPANS_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d results of one text", TREE_SPANS_MAX);
    for (size_t i = 0; i < n; i++) {
        yajl_val region = results->u.array.values[i];
        bool first = has_span(region);
        for (size_t k = 0; k < i; k++)
            first = first && !same_region(results->u.array.values[k], region);
        if (!first)
            continue;
        begin_task(importing, task, annotation);
        for (size_t k = i; k < n; k++)
            if (same_region(results->u.array.values[k], region))
                take_result(importing, results->u.array.values[k]);
        if (tree_span(importing, task, text, ++n_regions,
                      YAJL_GET_DOUBLE(tree_at(region, "value.start")),
                      YAJL_GET_DOUBLE(tree_at(region, "value.end")), UTF16_UNITS, error) != 0)
            return -1;
    }
    begin_task(importing, task, annotation);
    for (size_t i = 0; i < n; i++)
        if (!has_span(results->u.array.values[i]))
            take_result(importing, results->u.array.values[i]);
    if (n_regions > 0 && importing->example.n_labels == 0)
        return 0;
    if (tree_text(importing, text, error) != 0)
        return -1;
    return example_write(importing, error);
}

/* JSON_MIN: data and controls are members of one object, so --label must say which are labels where
 * they have none of the usual names. */
static int take_min(struct importing *importing, yajl_val task, struct ordo_error *error)
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
        yajl_val labels = tree_at(task, columns[i].column);
        for (size_t k = 0; YAJL_IS_ARRAY(labels) && k < labels->u.array.len; k++) {
            yajl_val item = labels->u.array.values[k];
            if (!YAJL_IS_NUMBER(tree_at(item, "start")) || !YAJL_IS_NUMBER(tree_at(item, "end")))
                continue;
            begin_task(importing, task, NULL);
            importing->example.annotator = tree_chosen(task, NULL, "annotator");
            add_labels(&importing->example, columns[i].member, tree_at(item, "labels"));
            if (tree_span(importing, task, task_text(importing, task), ++n_spans,
                          YAJL_GET_DOUBLE(tree_at(item, "start")),
                          YAJL_GET_DOUBLE(tree_at(item, "end")), UTF16_UNITS, error) != 0)
                return -1;
        }
    }
    begin_task(importing, task, NULL);
    importing->example.annotator = tree_chosen(task, NULL, "annotator");
    for (size_t i = 0; i < n; i++) {
        yajl_val labels = tree_at(task, columns[i].column);
        if (tree_at(labels, "choices") != NULL)
            labels = tree_at(labels, "choices");
        if (YAJL_IS_ARRAY(labels) && labels->u.array.len == 1 &&
            tree_at(labels->u.array.values[0], "rating") != NULL)
            labels = tree_at(labels->u.array.values[0], "rating");
        add_labels(&importing->example, columns[i].member, labels);
    }
    if (n_spans > 0 && importing->example.n_labels == 0)
        return 0;
    if (tree_text(importing, task_text(importing, task), error) != 0)
        return -1;
    return example_write(importing, error);
}

static int take_task(struct importing *importing, yajl_val task, struct ordo_error *error)
{
    yajl_val annotations = tree_at(task, "annotations");
    size_t n_taken = 0;

    if (annotations == NULL)
        annotations = tree_at(task, "completions"); /* before version 1.0 */
    if (annotations == NULL && !YAJL_IS_OBJECT(tree_at(task, "data")))
        return take_min(importing, task, error);
    for (size_t i = 0; YAJL_IS_ARRAY(annotations) && i < annotations->u.array.len; i++) {
        yajl_val annotation = annotations->u.array.values[i];
        if (YAJL_IS_TRUE(tree_at(annotation, "was_cancelled")))
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
    (void)file;
    return tree_take(importing, row, take_task, error);
}
