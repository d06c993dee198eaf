/* occurrences.c: a feature's weights say what a model does with it; its occurrences say why. */
#include "occurrences.h"
#include "excerpt.h"
#include "model_data.h"
#include "weights.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEADS_SHOWN 4096
#define AROUND      40 /* bytes of context on each side */

static int put_weights(struct report *report, const struct ordo_model *model, uint32_t feature,
                       struct ordo_error *error)
{
    static const struct report_column columns[] = {
        {"head", "head"}, {"class", "class"}, {"weight", "weight"}};
    const struct ordo_head **heads = malloc(HEADS_SHOWN * sizeof *heads);
    size_t n;

    if (heads == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    n = weights_heads(model, heads, HEADS_SHOWN);
    report_table(report, TABLE_LIST, "weights", "idf times weight", columns, 3);
    for (size_t h = 0; h < n; h++)
        for (uint32_t k = 0; k < weights_sides(heads[h]); k++) {
            char name[2 * ORDO_NAME_MAX + 256];
            weights_head_name(model, heads[h], name, sizeof name);
            report_text(report, name);
            report_text(report, weights_side(heads[h], k));
            report_number(report, weights_pull(model, heads[h], k, feature));
        }
    free(heads);
    return 0;
}

/* Where in a row's fields the feature first stands. */
struct place_found {
    bool found;
    size_t field;
    struct ordo_span source;
};

static int look(struct place_found *place, const struct ordo_model *model, uint32_t feature,
                const struct ordo_string *fields, struct ordo_ngrams *ngrams,
                struct ordo_scratch *scratch, struct ordo_error *error)
{
    place->found = false;
    for (size_t f = 0; f < model->spec.n_fields; f++) {
        if (fields[f].length == 0)
            continue;
        if (ordo_ngrams_find(ngrams, &model->spec, f, fields[f], scratch, error) != 0)
            return -1;
        for (size_t i = 0; i < ngrams->n; i++) {
            struct ordo_span span = {ngrams->items[i].begin, ngrams->items[i].end};
            if (ordo_table_find(&model->table, ngrams->items[i].key) != feature)
                continue;
            *place =
                (struct place_found){true, f, ordo_text_source(ordo_scratch_text(scratch), span)};
            return 0;
        }
    }
    return 0;
}

/* The words around the place, cut between characters. */
static void put_context(struct report *report, struct ordo_string field, struct ordo_span span)
{
    size_t begin = span.begin > AROUND ? span.begin - AROUND : 0;
    size_t end = span.end + AROUND < field.length ? span.end + AROUND : field.length;
    char text[512], context[600];

    while (begin > 0 && ((unsigned char)field.bytes[begin] & 0xC0) == 0x80)
        begin--;
    while (end < field.length && ((unsigned char)field.bytes[end] & 0xC0) == 0x80)
        end++;
    excerpt_make(text, sizeof text, (struct ordo_string){field.bytes + begin, end - begin}, 160);
    snprintf(context, sizeof context, "%s%s%s", begin > 0 ? "…" : "", text,
             end < field.length ? "…" : "");
    report_text(report, context);
}

/* "stance oppose, sentiment negative" */
static void put_labels(struct report *report, const struct model_data *data, size_t row)
{
    char text[512] = "";
    size_t length = 0;

    for (uint32_t h = 0; h < data->n_labels && length < sizeof text; h++) {
        const char *label = model_data_label(data, row, h);
        if (label != NULL)
            length += (size_t)snprintf(text + length, sizeof text - length, "%s%s %s",
                                       length > 0 ? ", " : "", data->model->heads[h].name, label);
    }
    report_text(report, text);
}

struct counting {
    uint64_t rows, with;
};

/* Rows of each label, and how many of them have the feature. */
static void put_counts(struct report *report, const struct model_data *data, const bool *with)
{
    static const struct report_column columns[] = {
        {"head", "head"}, {"label", "label"}, {"rows", "rows"}, {"with", "with it"}};

    report_table(report, TABLE_LIST, "labels", "labels of rows", columns, 4);
    for (uint32_t h = 0; h < data->n_labels; h++)
        for (uint32_t k = 0; k < data->dataset.classes[h].n; k++) {
            struct counting counting = {0, 0};
            for (size_t i = 0; i < data->dataset.n; i++) {
                if (data->dataset.labels[i * data->dataset.n_labels + h] != k)
                    continue;
                counting.rows++;
                counting.with += with[i];
            }
            report_text(report, data->model->heads[h].name);
            report_text(report, data->dataset.classes[h].items[k]);
            report_count(report, counting.rows);
            report_count(report, counting.with);
        }
}

static int put_examples(struct report *report, const struct model_data *data, uint32_t feature,
                        size_t most, bool *with, struct ordo_error *error)
{
    static const struct report_column columns[] = {
        {"row", "row"}, {"id", "id"}, {"labels", "labels"}, {"context", "context"}};
    struct ordo_scratch *scratch = ordo_scratch_new();
    struct ordo_ngrams ngrams = {0};
    size_t n = 0;
    int result = scratch == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;

    report_table(report, TABLE_LIST, "examples", "where it stands", columns, 4);
    for (size_t i = 0; result == 0 && i < data->dataset.n; i++) {
        const struct ordo_string *fields = model_data_fields(data, i);
        struct place_found place;
        char id[512];
        result = look(&place, data->model, feature, fields, &ngrams, scratch, error);
        with[i] = result == 0 && place.found;
        if (!with[i] || n++ >= most)
            continue;
        excerpt_make(id, sizeof id, model_data_id(data, i), 64);
        report_count(report, i + 1);
        report_text(report, id);
        put_labels(report, data, i);
        put_context(report, fields[place.field], place.source);
    }
    report_note(report, "%zu of %zu rows have it", n, data->dataset.n);
    ordo_ngrams_release(&ngrams);
    ordo_scratch_free(scratch);
    return result;
}

int occurrences(struct report *report, const struct ordo_model *model,
                const struct inspect_options *options, const struct talk *talk, size_t *n_bad,
                struct ordo_error *error)
{
    static const struct report_column columns[] = {{"feature", "feature"},
                                                   {"df", "training examples"}};
    struct model_data data;
    uint32_t feature;
    bool *with;
    int result;

    if (weights_find(model, options->feature, &feature, error) != 0)
        return -1;
    report_section(report, "");
    report_table(report, TABLE_FIGURES, "overall", "one feature", columns, 2);
    report_text(report, options->feature);
    report_count(report, model->df[feature]);
    if (put_weights(report, model, feature, error) != 0)
        return -1;
    if (options->n_data == 0)
        return 0;
    result = model_data_read(&data, model, options->text, options->id, options->data,
                             options->n_data, talk, error);
    *n_bad = data.dataset.n_bad;
    with = result == 0 ? calloc(data.dataset.n, sizeof *with) : NULL;
    if (result == 0 && with == NULL)
        result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (result == 0)
        result = put_examples(report, &data, feature, options->examples, with, error);
    if (result == 0)
        put_counts(report, &data, with);
    free(with);
    model_data_release(&data);
    return result;
}
