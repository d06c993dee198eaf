/* import_json.c: annotation tools' JSON, one object after another, each read into a tree by yajl.
 */
#include "import_format.h"

#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_tree.h>

/* ---- trees ---------------------------------------------------------------------------------- */

/* The member of a dotted path, which may itself hold dots ("Input.gid"); NULL: there is none. */
static yajl_val at(yajl_val object, const char *path)
{
    for (size_t i = 0; YAJL_IS_OBJECT(object) && i < object->u.object.len; i++) {
        const char *key = object->u.object.keys[i];
        size_t n = strlen(key);
        yajl_val inner;
        if (strcmp(key, path) == 0)
            return object->u.object.values[i];
        if (strncmp(key, path, n) == 0 && path[n] == '.' &&
            (inner = at(object->u.object.values[i], path + n + 1)) != NULL)
            return inner;
    }
    return NULL;
}

static struct value value_at(yajl_val tree)
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

/* What --text, --id and so on name, else what the format calls it. */
static struct value chosen(yajl_val object, const char *asked, const char *own)
{
    return value_at(at(object, asked != NULL ? asked : own));
}

static void take_fields(struct importing *importing, yajl_val object)
{
    const struct import_options *options = importing->options;

    for (size_t i = 0; i < options->n_fields; i++)
        example_member(&importing->example, options->fields[i].member,
                       value_at(at(object, options->fields[i].column)));
}

static int take_text(struct importing *importing, yajl_val text, struct ordo_error *error)
{
    if (text != NULL && !YAJL_IS_STRING(text))
        return ordo_fail(error, ORDO_ERR_FORMAT, "%s where a text is wanted",
                         YAJL_IS_NUMBER(text) ? "number" : "no string");
    importing->example.text = value_at(text);
    return 0;
}

/* Takes one object, already known to be well-formed and not too deep. */
typedef int tree_taker(struct importing *importing, yajl_val object, struct ordo_error *error);

static int take_tree(struct importing *importing, const struct rows_row *row, tree_taker *take,
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

/* ---- spans ---------------------------------------------------------------------------------- */

enum unit { CODE_POINTS, UTF16_UNITS };

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

/* ---- doccano -------------------------------------------------------------------------------- */

/* [0, 5, "PER"], or {"start_offset": 0, "end_offset": 5, "label": "PER"}. */
static bool is_span(yajl_val item, double *begin, double *end, yajl_val *label)
{
    yajl_val first, last;

    if (YAJL_IS_ARRAY(item) && item->u.array.len == 3) {
        first = item->u.array.values[0];
        last = item->u.array.values[1];
        *label = item->u.array.values[2];
    } else {
        first = at(item, "start_offset");
        last = at(item, "end_offset");
        *label = at(item, "label");
    }
    if (!YAJL_IS_NUMBER(first) || !YAJL_IS_NUMBER(last))
        return false;
    *begin = YAJL_GET_DOUBLE(first);
    *end = YAJL_GET_DOUBLE(last);
    return true;
}

static void begin_doccano(struct importing *importing, yajl_val object)
{
    const struct import_options *options = importing->options;
    struct example *example = &importing->example;

    example_clear(example);
    example->id = chosen(object, options->id, "id");
    if (options->group != NULL)
        example->group = chosen(object, options->group, "");
    if (options->weight != NULL)
        example->weight = chosen(object, options->weight, "");
    take_fields(importing, object);
}

/* A span is an example of its own: its words, its place, and its text as its group. */
static int write_span(struct importing *importing, yajl_val object, yajl_val text, size_t number,
                      double begin, double end, enum unit unit, struct ordo_error *error)
{
    struct example *example = &importing->example;
    struct ordo_string words;
    struct value id = chosen(object, importing->options->id, "id");

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

static int take_doccano(struct importing *importing, yajl_val object, struct ordo_error *error)
{
    static const char *const names[] = {"label", "labels", "entities", "annotations", "cats"};
    const struct import_options *options = importing->options;
    const char *head = options->n_labels > 0 ? options->labels[0].member : "label";
    yajl_val text = at(object, options->text != NULL ? options->text : "text"), labels = NULL;
    size_t n_spans = 0, n;

    if (text == NULL && options->text == NULL)
        text = at(object, "data");
    if (options->n_labels > 0)
        labels = at(object, options->labels[0].column);
    for (size_t i = 0; labels == NULL && i < sizeof names / sizeof names[0]; i++)
        labels = at(object, names[i]);
    begin_doccano(importing, object);
    n = YAJL_IS_ARRAY(labels) ? labels->u.array.len : 0;
    if (!YAJL_IS_ARRAY(labels))
        example_label(&importing->example, head, value_at(labels), SIZE_MAX);
    for (size_t i = 0; i < n; i++) {
        yajl_val item = labels->u.array.values[i], label;
        double begin, end;
        if (!is_span(item, &begin, &end, &label)) {
            label = YAJL_IS_OBJECT(item) ? at(item, "label") : item;
            example_label(&importing->example, head, value_at(label), SIZE_MAX);
            continue;
        }
        begin_doccano(importing, object);
        example_label(&importing->example, head, value_at(label), SIZE_MAX);
        if (write_span(importing, object, text, ++n_spans, begin, end, CODE_POINTS, error) != 0)
            return -1;
    }
    if (n_spans > 0)
        return 0;
    if (take_text(importing, text, error) != 0)
        return -1;
    return example_write(importing, error);
}

int import_doccano(struct importing *importing, const struct rows_file *file,
                   const struct rows_row *row, struct ordo_error *error)
{
    (void)file;
    return take_tree(importing, row, take_doccano, error);
}

/* ---- Label Studio --------------------------------------------------------------------------- */

/* The task's text: what --text names, "text", or its only string. */
static yajl_val task_text(const struct importing *importing, yajl_val data)
{
    const char *asked = importing->options->text;
    yajl_val found = at(data, asked != NULL ? asked : "text"), only = NULL;

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
        example_label(example, member, value_at(labels), SIZE_MAX);
        return;
    }
    for (size_t i = 0; i < labels->u.array.len; i++) {
        yajl_val item = labels->u.array.values[i];
        struct value path = value_at(item);
        for (size_t k = 0; YAJL_IS_ARRAY(item) && k < item->u.array.len; k++) {
            struct value part = value_at(item->u.array.values[k]);
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
    yajl_val name = at(result, "from_name"), value = at(result, "value"), written;
    const char *member =
        YAJL_IS_STRING(name) ? import_label_member(importing, name->u.string) : NULL;

    if (member == NULL)
        return;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (at(value, kinds[i]) != NULL)
            add_labels(example, member, at(value, kinds[i]));
    written = at(value, "text");
    if (YAJL_IS_ARRAY(written) && written->u.array.len > 0)
        example_member(example, member, value_at(written->u.array.values[0]));
}

static bool has_span(yajl_val result)
{
    return YAJL_IS_NUMBER(at(result, "value.start")) && YAJL_IS_NUMBER(at(result, "value.end"));
}

static bool same_region(yajl_val a, yajl_val b)
{
    yajl_val x = at(a, "id"), y = at(b, "id");

    return a == b ||
           (YAJL_IS_STRING(x) && YAJL_IS_STRING(y) && strcmp(x->u.string, y->u.string) == 0);
}

static void begin_task(struct importing *importing, yajl_val task, yajl_val annotation)
{
    const struct import_options *options = importing->options;
    struct example *example = &importing->example;
    yajl_val data = at(task, "data") != NULL ? at(task, "data") : task;
    yajl_val who = at(annotation, "completed_by");

    example_clear(example);
    example->id = options->id != NULL && at(data, options->id) != NULL
                      ? value_at(at(data, options->id))
                      : chosen(task, NULL, "id");
    if (YAJL_IS_OBJECT(who))
        who = at(who, "email") != NULL ? at(who, "email") : at(who, "id");
    example->annotator = value_at(who);
    if (options->group != NULL)
        example->group = value_at(at(data, options->group));
    if (options->weight != NULL)
        example->weight = value_at(at(data, options->weight));
    take_fields(importing, data);
}

/* An example for each region, and one for what is said of the whole text. */
static int take_annotation(struct importing *importing, yajl_val task, yajl_val annotation,
                           struct ordo_error *error)
{
    yajl_val results = at(annotation, "result"), text = task_text(importing, at(task, "data"));
    size_t n = YAJL_IS_ARRAY(results) ? results->u.array.len : 0, n_regions = 0;

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
        if (write_span(importing, task, text, ++n_regions,
                       YAJL_GET_DOUBLE(at(region, "value.start")),
                       YAJL_GET_DOUBLE(at(region, "value.end")), UTF16_UNITS, error) != 0)
            return -1;
    }
    begin_task(importing, task, annotation);
    for (size_t i = 0; i < n; i++)
        if (!has_span(results->u.array.values[i]))
            take_result(importing, results->u.array.values[i]);
    if (n_regions > 0 && importing->example.n_labels == 0)
        return 0;
    if (take_text(importing, text, error) != 0)
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
        yajl_val labels = at(task, columns[i].column);
        for (size_t k = 0; YAJL_IS_ARRAY(labels) && k < labels->u.array.len; k++) {
            yajl_val item = labels->u.array.values[k];
            if (!YAJL_IS_NUMBER(at(item, "start")) || !YAJL_IS_NUMBER(at(item, "end")))
                continue;
            begin_task(importing, task, NULL);
            importing->example.annotator = chosen(task, NULL, "annotator");
            add_labels(&importing->example, columns[i].member, at(item, "labels"));
            if (write_span(importing, task, task_text(importing, task), ++n_spans,
                           YAJL_GET_DOUBLE(at(item, "start")), YAJL_GET_DOUBLE(at(item, "end")),
                           UTF16_UNITS, error) != 0)
                return -1;
        }
    }
    begin_task(importing, task, NULL);
    importing->example.annotator = chosen(task, NULL, "annotator");
    for (size_t i = 0; i < n; i++) {
        yajl_val labels = at(task, columns[i].column);
        if (at(labels, "choices") != NULL)
            labels = at(labels, "choices");
        if (YAJL_IS_ARRAY(labels) && labels->u.array.len == 1 &&
            at(labels->u.array.values[0], "rating") != NULL)
            labels = at(labels->u.array.values[0], "rating");
        add_labels(&importing->example, columns[i].member, labels);
    }
    if (n_spans > 0 && importing->example.n_labels == 0)
        return 0;
    if (take_text(importing, task_text(importing, task), error) != 0)
        return -1;
    return example_write(importing, error);
}

static int take_task(struct importing *importing, yajl_val task, struct ordo_error *error)
{
    yajl_val annotations = at(task, "annotations");
    size_t n_taken = 0;

    if (annotations == NULL)
        annotations = at(task, "completions"); /* before version 1.0 */
    if (annotations == NULL && !YAJL_IS_OBJECT(at(task, "data")))
        return take_min(importing, task, error);
    for (size_t i = 0; YAJL_IS_ARRAY(annotations) && i < annotations->u.array.len; i++) {
        yajl_val annotation = annotations->u.array.values[i];
        if (YAJL_IS_TRUE(at(annotation, "was_cancelled")))
            continue;
        n_taken++;
        if (take_annotation(importing, task, annotation, error) != 0)
            return -1;
    }
    if (n_taken > 0)
        return 0;
    begin_task(importing, task, NULL); /* nobody has labelled it, or they skipped it */
    if (take_text(importing, task_text(importing, at(task, "data")), error) != 0)
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
    return take_tree(importing, row, take_task, error);
}

/* ---- NewsMTSC ------------------------------------------------------------------------------- */

/* 2, 4 and 6 are the scale's ends and middle. */
static const char *polarity_of(yajl_val polarity)
{
    double number = YAJL_IS_NUMBER(polarity) ? YAJL_GET_DOUBLE(polarity) : 0;

    return number == 2 ? "negative" : number == 4 ? "neutral" : number == 6 ? "positive" : NULL;
}

static int take_targets(struct importing *importing, yajl_val sentence, struct ordo_error *error)
{
    const struct import_options *options = importing->options;
    struct example *example = &importing->example;
    yajl_val targets = at(sentence, "targets");

    if (!YAJL_IS_ARRAY(targets) || targets->u.array.len == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no targets");
    for (size_t i = 0; i < targets->u.array.len; i++) {
        yajl_val target = targets->u.array.values[i];
        const char *polarity = polarity_of(at(target, "polarity"));
        example_clear(example);
        if (polarity == NULL)
            return ordo_fail(error, ORDO_ERR_FORMAT, "polarity of target %zu is not 2, 4 or 6",
                             i + 1);
        if (take_text(importing,
                      at(sentence, options->text != NULL ? options->text : "sentence_normalized"),
                      error) != 0)
            return -1;
        example->id = value_at(at(target, "Input.gid"));
        example->group = chosen(sentence, options->group, "primary_gid");
        example_label(example, options->n_labels > 0 ? options->labels[0].member : "label",
                      value_text(polarity), SIZE_MAX);
        example_member(example, "target", value_at(at(target, "mention")));
        example_member(example, "begin", value_at(at(target, "from")));
        example_member(example, "end", value_at(at(target, "to")));
        take_fields(importing, sentence);
        if (example_write(importing, error) != 0)
            return -1;
    }
    return 0;
}

int import_newsmtsc(struct importing *importing, const struct rows_file *file,
                    const struct rows_row *row, struct ordo_error *error)
{
    (void)file;
    return take_tree(importing, row, take_targets, error);
}
