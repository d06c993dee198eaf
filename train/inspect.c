/* inspect.c: a model's specification, heads, strongest features and record; or one of the other
 * views. */
#include "inspect.h"
#include "calibrate.h"
#include "card.h"
#include "dump.h"
#include "json_tree.h"
#include "model_diff.h"
#include "occurrences.h"
#include "record.h"
#include "weights.h"

#include <stdlib.h>

#define HEADS_SHOWN 4096

static void show_top(struct json *out, const struct ordo_model *model, const struct ordo_head *head,
                     uint32_t side, size_t top, struct pull *pulls, bool json)
{
    char number[FEATURE_NUMBER_SIZE];

    weights_sort(pulls, model, head, side);
    if (json) {
        json_key(out, weights_side(head, side));
        json_open(out, '[');
    } else {
        json_format(out, "  %s:", weights_side(head, side));
    }
    for (size_t i = 0; i < top && i < model->n_features; i++) {
        struct ordo_string name = weights_name(model, pulls[i].feature, number);
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
    bool json = options->form == REPORT_JSON;
    char name[2 * ORDO_NAME_MAX + 256];

    weights_head_name(model, head, name, sizeof name);
    if (json) {
        json_key(out, name);
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
    } else if (head->kind == ORDO_HEAD_VALUE) {
        json_format(out, "\nhead %s: a number\n", name);
    } else {
        json_format(out, "\nhead %s: %u classes, calibration %s\n", name, head->n_classes,
                    CALIBRATION_NAMES[head->calibration]);
    }
    for (uint32_t k = 0; k < weights_sides(head); k++)
        show_top(out, model, head, k, options->top, pulls, json);
    if (json) {
        json_close(out, '}');
        json_close(out, '}');
    }
}

/* The record goes into the output as it stands. */
static int check_record(const struct ordo_model *model, struct ordo_error *error)
{
    struct json_tree tree;
    struct ordo_error why;

    if (json_tree_parse(&tree, model->record.bytes, model->record.length, &why) != 0)
        return ordo_fail(error, ORDO_ERR_DAMAGED, "model is damaged: section 'record': %s",
                         why.message);
    json_tree_release(&tree);
    return 0;
}

static int show_model(struct json *out, const struct ordo_model *model,
                      const struct inspect_options *options, struct ordo_error *error)
{
    struct pull *pulls = malloc(((size_t)model->n_features + 1) * sizeof *pulls);
    const struct ordo_head **heads = malloc(HEADS_SHOWN * sizeof *heads);
    char spec[ORDO_SPEC_TEXT_MAX];
    size_t n;
    int result = pulls == NULL || heads == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                                                : check_record(model, error);

    if (result != 0) {
        free(pulls);
        free(heads);
        return -1;
    }
    n = weights_heads(model, heads, HEADS_SHOWN);
    ordo_spec_format(&model->spec, spec, sizeof spec);
    if (options->form == REPORT_JSON) {
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
    for (size_t h = 0; h < n; h++)
        show_head(out, model, heads[h], options, pulls);
    if (options->form == REPORT_JSON) {
        json_close(out, '}');
        json_key(out, "record");
        json_raw(out, model->record.bytes, model->record.length);
        json_close(out, '}');
        json_newline(out);
    } else {
        json_format(out, "\n--card tells what it learnt from; --json has the training record\n");
    }
    free(pulls);
    free(heads);
    return 0;
}

static int show_spec(struct json *out, const struct ordo_model *model)
{
    char spec[ORDO_SPEC_TEXT_MAX];

    ordo_spec_format(&model->spec, spec, sizeof spec);
    json_format(out, "%s", spec);
    return 0;
}

/* The views that are reports: a feature, and a difference. */
static int show_report(struct json *out, const struct ordo_model *model,
                       const struct inspect_options *options, const struct talk *talk,
                       size_t *n_bad, struct ordo_error *error)
{
    struct report report = {0};
    int result = options->feature != NULL ? occurrences(&report, model, options, talk, n_bad, error)
                                          : model_diff(&report, model, options, talk, n_bad, error);

    if (result == 0)
        result = report_write(&report, options->form, out, error);
    report_release(&report);
    return result;
}

static int show(struct json *out, const struct ordo_model *model,
                const struct inspect_options *options, const struct talk *talk, size_t *n_bad,
                struct ordo_error *error)
{
    if (options->spec)
        return show_spec(out, model);
    if (options->card)
        return card(out, model, options, talk, n_bad, error);
    if (options->exported)
        return export_weights(out, model, options->export_form, error);
    if (options->dump != NULL)
        return dump_matrix(model, options, talk, n_bad, error);
    if (options->feature != NULL || options->other != NULL)
        return show_report(out, model, options, talk, n_bad, error);
    return show_model(out, model, options, error);
}

int inspect(const struct inspect_options *options, const struct talk *talk, struct json *out,
            size_t *n_bad, struct ordo_error *error)
{
    struct ordo_model *model;
    int result;

    if (ordo_model_open(&model, options->model, error) != 0)
        return -1;
    result = show(out, model, options, talk, n_bad, error);
    ordo_model_free(model);
    if (result == 0 && out->failed)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    return result;
}
