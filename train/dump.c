/* dump.c: the vectors that the model sees: term frequencies weighted by idf, of length one where
 * the specification says so. */
#include "dump.h"
#include "deliver.h"
#include "excerpt.h"
#include "model_data.h"
#include "weights.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int by_index(const void *a, const void *b)
{
    const struct pull *x = a, *y = b;

    return x->feature < y->feature ? -1 : x->feature > y->feature;
}

/* Number of the row's class in the model from 1; 0 without one, or an unknown one. */
static uint32_t class_number(const struct model_data *data, size_t row)
{
    const char *label = data->model->n_heads == 0 ? NULL : model_data_label(data, row, 0);

    for (uint32_t k = 0; label != NULL && k < data->model->heads[0].n_classes; k++)
        if (strcmp(label, data->model->heads[0].classes[k]) == 0)
            return k + 1;
    return 0;
}

static void put_row(struct json *out, const struct model_data *data, size_t row, bool svmlight,
                    const struct pull *entries, size_t n)
{
    if (svmlight && data->model->n_heads > 0 && data->model->heads[0].kind == ORDO_HEAD_VALUE) {
        const char *label = model_data_label(data, row, 0);
        json_format(out, "%s", label == NULL ? "0" : label);
    } else if (svmlight) {
        json_format(out, "%u", class_number(data, row));
    }
    for (size_t i = 0; i < n; i++) {
        if (svmlight)
            json_format(out, " %u:%.9g", entries[i].feature + 1, entries[i].weight);
        else
            json_format(out, "%zu %u %.9g\n", row + 1, entries[i].feature + 1, entries[i].weight);
    }
    if (svmlight)
        json_format(out, "\n");
}

/* All entries, row by row, in ascending order of features. */
static int put_entries(struct json *out, size_t *n_entries, const struct model_data *data,
                       bool svmlight, struct ordo_error *error)
{
    const struct ordo_model *model = data->model;
    struct ordo_scratch *scratch = ordo_scratch_new();
    struct pull *entries = malloc(((size_t)model->n_features + 1) * sizeof *entries);
    struct ordo_vector vector;
    int result =
        scratch == NULL || entries == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;

    *n_entries = 0;
    for (size_t i = 0; result == 0 && i < data->dataset.n; i++) {
        result = ordo_vector_make(&vector, &model->spec, &model->table, model->rows,
                                  model->row_size, model_data_fields(data, i), scratch, error);
        if (result != 0)
            break;
        for (size_t k = 0; k < vector.n; k++)
            entries[k] = (struct pull){vector.index[k], (double)vector.value[k]};
        qsort(entries, vector.n, sizeof *entries, by_index);
        put_row(out, data, i, svmlight, entries, vector.n);
        *n_entries += vector.n;
    }
    ordo_scratch_free(scratch);
    free(entries);
    return result;
}

/* Tabs and line breaks would break the table; the rest stands as it is. */
static void put_cell(struct json *out, struct ordo_string text)
{
    char cell[1024];

    excerpt_make(cell, sizeof cell, text, 256);
    json_format(out, "%s", cell);
}

static void put_features(struct json *out, const struct ordo_model *model)
{
    char number[FEATURE_NUMBER_SIZE];

    json_format(out, "feature\tname\tdf\tidf\n");
    for (uint32_t j = 0; j < model->n_features; j++) {
        struct ordo_string name = weights_name(model, j, number);
        json_format(out, "%u\t%.*s\t%u\t%.9g\n", j + 1, (int)name.length, name.bytes, model->df[j],
                    (double)model->rows[j * model->row_size]);
    }
}

static void put_rows(struct json *out, const struct model_data *data)
{
    json_format(out, "row\tid");
    for (uint32_t h = 0; h < data->n_labels; h++)
        json_format(out, "\t%s", data->model->heads[h].name);
    json_format(out, "\n");
    for (size_t i = 0; i < data->dataset.n; i++) {
        json_format(out, "%zu\t", i + 1);
        put_cell(out, model_data_id(data, i));
        for (uint32_t h = 0; h < data->n_labels; h++) {
            const char *label = model_data_label(data, i, h);
            json_format(out, "\t");
            if (label != NULL)
                put_cell(out, (struct ordo_string){label, strlen(label)});
        }
        json_format(out, "\n");
    }
}

static int deliver_as(const char *prefix, const char *ending, struct json *out,
                      struct ordo_error *error)
{
    char path[4096];
    int length = snprintf(path, sizeof path, "%s.%s", prefix, ending);

    if (length < 0 || (size_t)length >= sizeof path) {
        json_release(out);
        return ordo_fail(error, ORDO_ERR_LIMIT, "the name of an output file is too long");
    }
    return deliver(path, out, error);
}

static int write_matrix(const struct model_data *data, const struct inspect_options *options,
                        struct ordo_error *error)
{
    struct json entries = {0}, out = {0};
    size_t n_entries;

    if (put_entries(&entries, &n_entries, data, options->svmlight, error) != 0) {
        json_release(&entries);
        return -1;
    }
    if (options->svmlight)
        return deliver_as(options->dump, "svmlight", &entries, error);
    json_format(&out, "%%%%MatrixMarket matrix coordinate real general\n%zu %u %zu\n",
                data->dataset.n, data->model->n_features, n_entries);
    json_raw(&out, entries.bytes, entries.length);
    out.failed = out.failed || entries.failed;
    json_release(&entries);
    return deliver_as(options->dump, "mtx", &out, error);
}

int dump_matrix(const struct ordo_model *model, const struct inspect_options *options,
                const struct talk *talk, size_t *n_bad, struct ordo_error *error)
{
    struct json features = {0}, rows = {0};
    struct model_data data;
    int result = model_data_read(&data, model, options->text, options->id, options->data,
                                 options->n_data, talk, error);

    *n_bad = data.dataset.n_bad;
    if (result == 0) {
        put_features(&features, model);
        result = deliver_as(options->dump, "features.tsv", &features, error);
    }
    if (result == 0) {
        put_rows(&rows, &data);
        result = deliver_as(options->dump, "rows.tsv", &rows, error);
    }
    if (result == 0)
        result = write_matrix(&data, options, error);
    model_data_release(&data);
    return result;
}
