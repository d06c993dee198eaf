/* export.c: weights as svmlight, CSV or JSON. */
#include "export.h"
#include "report.h"
#include "weights.h"

#include <stdio.h>
#include <stdlib.h>

#define HEADS_EXPORTED 4096

/* What one output speaks for with positive values. */
struct output {
    char head[2 * ORDO_NAME_MAX + 256];
    const char *class;
    double bias;
};

static const float *row_of(const struct ordo_model *model, uint32_t feature)
{
    return model->rows + feature * model->row_size;
}

static bool is_empty(const struct ordo_model *model, uint32_t feature)
{
    const float *row = row_of(model, feature);

    for (uint32_t o = 0; o < model->n_outputs; o++)
        if (row[1 + o] < 0 || row[1 + o] > 0)
            return false;
    return true;
}

static void as_svmlight(struct json *out, const struct ordo_model *model,
                        const struct output *outputs)
{
    for (uint32_t o = 0; o < model->n_outputs; o++) {
        json_format(out, "%u", o + 1);
        for (uint32_t j = 0; j < model->n_features; j++) {
            double weight = (double)row_of(model, j)[1 + o];
            if (weight < 0 || weight > 0)
                json_format(out, " %u:%.9g", j + 1, weight);
        }
        json_format(out, " # %s %s bias %.9g\n", outputs[o].head, outputs[o].class,
                    outputs[o].bias);
    }
}

/* The feature's name, NUL-terminated: a few hundred bytes at most. */
static const char *name_of(const struct ordo_model *model, uint32_t feature, char *out, size_t size)
{
    char number[FEATURE_NUMBER_SIZE];
    struct ordo_string name = weights_name(model, feature, number);

    snprintf(out, size, "%.*s", (int)name.length, name.bytes);
    return out;
}

static void as_csv(struct json *out, const struct ordo_model *model, const struct output *outputs)
{
    char text[1024];

    json_format(out, "feature,name,df,idf");
    for (uint32_t o = 0; o < model->n_outputs; o++) {
        snprintf(text, sizeof text, "%s: %s", outputs[o].head, outputs[o].class);
        json_format(out, ",");
        report_csv_field(out, text);
    }
    json_format(out, "\n0,(bias),,");
    for (uint32_t o = 0; o < model->n_outputs; o++)
        json_format(out, ",%.9g", outputs[o].bias);
    json_format(out, "\n");
    for (uint32_t j = 0; j < model->n_features; j++) {
        if (is_empty(model, j))
            continue;
        json_format(out, "%u,", j + 1);
        report_csv_field(out, name_of(model, j, text, sizeof text));
        json_format(out, ",%u,%.9g", model->df[j], (double)row_of(model, j)[0]);
        for (uint32_t o = 0; o < model->n_outputs; o++)
            json_format(out, ",%.9g", (double)row_of(model, j)[1 + o]);
        json_format(out, "\n");
    }
}

static void as_json(struct json *out, const struct ordo_model *model, const struct output *outputs)
{
    char text[1024];

    json_open(out, '{');
    json_key(out, "outputs");
    json_open(out, '[');
    for (uint32_t o = 0; o < model->n_outputs; o++) {
        json_open(out, '{');
        json_key(out, "head");
        json_text(out, outputs[o].head);
        json_key(out, "class");
        json_text(out, outputs[o].class);
        json_key(out, "bias");
        json_number(out, outputs[o].bias, 9);
        json_close(out, '}');
    }
    json_close(out, ']');
    json_key(out, "features");
    json_open(out, '[');
    for (uint32_t j = 0; j < model->n_features; j++) {
        if (is_empty(model, j))
            continue;
        json_open(out, '{');
        json_key(out, "feature");
        json_integer(out, (int64_t)j + 1);
        json_key(out, "name");
        json_text(out, name_of(model, j, text, sizeof text));
        json_key(out, "df");
        json_integer(out, model->df[j]);
        json_key(out, "idf");
        json_number(out, (double)row_of(model, j)[0], 9);
        json_key(out, "weights");
        json_open(out, '[');
        for (uint32_t o = 0; o < model->n_outputs; o++)
            json_number(out, (double)row_of(model, j)[1 + o], 9);
        json_close(out, ']');
        json_close(out, '}');
    }
    json_close(out, ']');
    json_close(out, '}');
    json_newline(out);
}

int export_weights(struct json *out, const struct ordo_model *model, enum export_form form,
                   struct ordo_error *error)
{
    static void (*const FORMS[])(struct json *, const struct ordo_model *,
                                 const struct output *) = {
        [EXPORT_SVMLIGHT] = as_svmlight, [EXPORT_CSV] = as_csv, [EXPORT_JSON] = as_json};
    const struct ordo_head **heads = malloc(HEADS_EXPORTED * sizeof *heads);
    struct output *outputs = calloc((size_t)model->n_outputs + 1, sizeof *outputs);
    size_t n = 0;

    if (heads == NULL || outputs == NULL) {
        free(heads);
        free(outputs);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    n = weights_heads(model, heads, HEADS_EXPORTED);
    for (size_t h = 0; h < n; h++)
        for (uint32_t o = 0; o < heads[h]->n_outputs; o++) {
            struct output *output = &outputs[heads[h]->first_output + o];
            weights_head_name(model, heads[h], output->head, sizeof output->head);
            output->class = weights_side(heads[h], heads[h]->n_outputs == 1 ? 1 : o);
            output->bias = heads[h]->bias[o];
        }
    FORMS[form](out, model, outputs);
    free(heads);
    free(outputs);
    return 0;
}
