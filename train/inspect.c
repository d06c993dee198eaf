/* inspect.c: a model's specification, heads, strongest features and record; one feature's weights.
 */
#include "inspect.h"
#include "calibrate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A feature and its pull toward a side. */
struct pull {
    uint32_t feature;
    double weight; /* idf times weight: what one occurrence adds before length is divided out */
};

static int by_pull(const void *a, const void *b)
{
    const struct pull *x = a, *y = b;

    if (x->weight != y->weight)
        return x->weight < y->weight ? 1 : -1;
    return x->feature < y->feature ? -1 : x->feature > y->feature;
}

/* What weights speak for: a class, or along one output the lower and the higher end. */
static uint32_t n_sides(const struct ordo_head *head)
{
    return head->kind == ORDO_HEAD_CLASSES ? head->n_classes : 2;
}

static const char *side_name(const struct ordo_head *head, uint32_t side)
{
    if (head->kind == ORDO_HEAD_CLASSES)
        return head->classes[side];
    return side == 0 ? "lower" : "higher";
}

static double weight_of(const struct ordo_model *model, const struct ordo_head *head, uint32_t side,
                        uint32_t feature)
{
    const float *row = model->rows + (size_t)feature * (1 + model->n_outputs);
    double sign = head->n_outputs == 1 && side == 0 ? -1 : 1;
    uint32_t output = head->first_output + (head->n_outputs == 1 ? 0 : side);

    return sign * (double)row[0] * (double)row[1 + output];
}

static struct ordo_string name_of(const struct ordo_model *model, uint32_t feature, char *number)
{
    if (model->names == NULL) {
        int n = snprintf(number, 16, "#%u", feature);
        return (struct ordo_string){number, (size_t)n};
    }
    return (struct ordo_string){model->names + model->name_at[feature],
                                model->name_at[feature + 1] - model->name_at[feature]};
}

static void show_top(struct json *out, const struct ordo_model *model, const struct ordo_head *head,
                     uint32_t side, size_t top, struct pull *pulls, bool json)
{
    char number[16];

    for (uint32_t j = 0; j < model->n_features; j++)
        pulls[j] = (struct pull){j, weight_of(model, head, side, j)};
    qsort(pulls, model->n_features, sizeof *pulls, by_pull);
    if (json) {
        json_key(out, side_name(head, side));
        json_open(out, '[');
    } else {
        json_format(out, "  %s:", side_name(head, side));
    }
    for (size_t i = 0; i < top && i < model->n_features; i++) {
        struct ordo_string name = name_of(model, pulls[i].feature, number);
        if (json) {
            json_open(out, '[');
            json_string(out, name.bytes, name.length);
            json_number(out, pulls[i].weight, 6);
            json_close(out, ']');
        } else {
            json_format(out, "%s %.*s (%.2f)", i > 0 ? "," : "", (int)name.length, name.bytes,
                        pulls[i].weight);
        }
    }
    if (json)
        json_close(out, ']');
    else
        json_format(out, "\n");
}

static void show_head(struct json *out, const struct ordo_model *model,
                      const struct ordo_head *head, const struct inspect_options *options,
                      struct pull *pulls)
{
    if (options->json) {
        json_key(out, head->name);
        json_open(out, '{');
        json_key(out, "calibration");
        json_text(out, CALIBRATION_NAMES[head->calibration]);
        json_key(out, "bias");
        json_open(out, '[');
        for (uint32_t k = 0; k < head->n_outputs; k++)
            json_number(out, head->bias[k], 6);
        json_close(out, ']');
        json_key(out, "top");
        json_open(out, '{');
    } else {
        json_format(out, "\nhead %s: %u classes, calibration %s\n", head->name, head->n_classes,
                    CALIBRATION_NAMES[head->calibration]);
    }
    for (uint32_t k = 0; k < n_sides(head); k++)
        show_top(out, model, head, k, options->top, pulls, options->json);
    if (options->json) {
        json_close(out, '}');
        json_close(out, '}');
    }
}

static int show_model(struct json *out, const struct ordo_model *model,
                      const struct inspect_options *options, struct ordo_error *error)
{
    struct pull *pulls = malloc(((size_t)model->n_features + 1) * sizeof *pulls);
    char spec[ORDO_SPEC_TEXT_MAX];

    if (pulls == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    ordo_spec_format(&model->spec, spec, sizeof spec);
    if (options->json) {
        json_open(out, '{');
        json_key(out, "size");
        json_integer(out, (int64_t)model->size);
        json_key(out, "features");
        json_integer(out, model->n_features);
        json_key(out, "spec");
        json_text(out, spec);
        json_key(out, "heads");
        json_open(out, '{');
    } else {
        json_format(out, "%llu bytes, %u features\n\n%s", (unsigned long long)model->size,
                    model->n_features, spec);
    }
    for (uint32_t h = 0; h < model->n_heads; h++)
        show_head(out, model, &model->heads[h], options, pulls);
    if (options->json) {
        json_close(out, '}');
        json_key(out, "record");
        json_raw(out, model->record.bytes, model->record.length);
        json_close(out, '}');
        json_newline(out);
    } else {
        json_format(out,
                    "\n--json adds the training record: data, options, cross-validated figures\n");
    }
    free(pulls);
    return 0;
}

static int show_feature(struct json *out, const struct ordo_model *model,
                        const struct inspect_options *options, struct ordo_error *error)
{
    size_t length = strlen(options->feature);
    uint32_t j = 0;

    if (model->names == NULL)
        return ordo_fail(error, ORDO_ERR_OPTION, "a hashed model has no feature names");
    while (j < model->n_features &&
           (model->name_at[j + 1] - model->name_at[j] != length ||
            memcmp(model->names + model->name_at[j], options->feature, length) != 0))
        j++;
    if (j == model->n_features)
        return ordo_fail(error, ORDO_ERR_OPTION, "model has no feature '%s'", options->feature);
    if (options->json) {
        json_open(out, '{');
        json_key(out, "feature");
        json_text(out, options->feature);
        json_key(out, "df");
        json_integer(out, model->df[j]);
    } else {
        json_format(out, "%s: in %u training examples\n", options->feature, model->df[j]);
    }
    for (uint32_t h = 0; h < model->n_heads; h++) {
        const struct ordo_head *head = &model->heads[h];
        if (options->json) {
            json_key(out, head->name);
            json_open(out, '{');
        }
        for (uint32_t k = 0; k < n_sides(head); k++) {
            double weight = weight_of(model, head, k, j);
            if (options->json) {
                json_key(out, side_name(head, k));
                json_number(out, weight, 6);
            } else {
                json_format(out, "  %s %s %+.4f\n", head->name, side_name(head, k), weight);
            }
        }
        if (options->json)
            json_close(out, '}');
    }
    if (options->json) {
        json_close(out, '}');
        json_newline(out);
    }
    return 0;
}

int inspect(const struct inspect_options *options, struct json *out, struct ordo_error *error)
{
    struct ordo_model *model;
    int result;

    if (ordo_model_open(&model, options->model, error) != 0)
        return -1;
    result = options->feature != NULL ? show_feature(out, model, options, error)
                                      : show_model(out, model, options, error);
    ordo_model_free(model);
    if (result == 0 && out->failed)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    return result;
}
