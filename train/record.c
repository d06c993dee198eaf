/* record.c: the training record, and metrics as JSON. */
#include "record.h"
#include "recipe.h"

#include <stdio.h>
#include <string.h>

const char *const CALIBRATION_NAMES[] = {"none",     "platt",      "temperature", "vector",
                                         "isotonic", "thresholds", "residuals"};
static void put_figure(struct json *json, const char *name, const struct figure *figure)
{
    json_key(json, name);
    json_open(json, '{');
    json_key(json, "value");
    json_number(json, figure->value, 6);
    json_key(json, "low");
    json_number(json, figure->low, 6);
    json_key(json, "high");
    json_number(json, figure->high, 6);
    json_close(json, '}');
}

void record_metrics(struct json *json, const struct metrics *metrics, const char *const *classes,
                    bool mean_f1)
{
    json_key(json, "examples");
    json_integer(json, (int64_t)metrics->n);
    put_figure(json, "accuracy", &metrics->accuracy);
    put_figure(json, "macro_f1", &metrics->macro_f1);
    if (mean_f1)
        put_figure(json, "mean_f1", &metrics->mean_f1);
    put_figure(json, "log_loss", &metrics->log_loss);
    put_figure(json, "brier", &metrics->brier);
    put_figure(json, "ece", &metrics->ece);
    json_key(json, "classes");
    json_open(json, '{');
    for (uint32_t k = 0; k < metrics->n_classes; k++) {
        json_key(json, classes[k]);
        json_open(json, '{');
        json_key(json, "examples");
        json_integer(json, (int64_t)metrics->support[k]);
        put_figure(json, "precision", &metrics->precision[k]);
        put_figure(json, "recall", &metrics->recall[k]);
        put_figure(json, "f1", &metrics->f1[k]);
        json_close(json, '}');
    }
    json_close(json, '}');
    json_key(json, "confusion"); /* rows gold, columns predicted, in the order of the classes */
    json_open(json, '[');
    for (uint32_t g = 0; g < metrics->n_classes; g++) {
        json_open(json, '[');
        for (uint32_t p = 0; p < metrics->n_classes; p++)
            json_integer(json, (int64_t)metrics->confusion[(size_t)g * metrics->n_classes + p]);
        json_close(json, ']');
    }
    json_close(json, ']');
}

static void put_head(struct json *json, const struct fit_options *options,
                     const struct dataset *dataset, const struct fitted_head *head, size_t which)
{
    const struct head_options *solving = &options->heads[which];
    char checksum[24];

    snprintf(checksum, sizeof checksum, "%016llx",
             (unsigned long long)dataset_checksum(dataset, which));
    json_key(json, head->head.name);
    json_open(json, '{');
    json_key(json, "data_xxh64");
    json_text(json, checksum);
    json_key(json, "examples");
    json_integer(json, (int64_t)head->n);
    json_key(json, "solver");
    json_text(json, recipe_solver_name(solving->solver));
    json_key(json, "C");
    json_number(json, solving->C, 9);
    json_key(json, "class_weight");
    json_open(json, '{');
    for (uint32_t k = 0; k < head->head.n_classes; k++) {
        json_key(json, head->classes[k]);
        json_number(json, head->class_weight[k], 6);
    }
    json_close(json, '}');
    if (solving->n_offsets > 0) {
        json_key(json, "offsets");
        json_open(json, '[');
        for (size_t k = 0; k < solving->n_offsets; k++)
            json_number(json, solving->offsets[k], 9);
        json_close(json, ']');
    }
    json_key(json, "calibration");
    json_text(json, CALIBRATION_NAMES[head->head.calibration]);
    json_key(json, "cross_validated");
    if (head->has_metrics) {
        json_open(json, '{');
        record_metrics(json, &head->metrics, head->classes, false);
        json_close(json, '}');
    } else {
        json_null(json);
    }
    json_close(json, '}');
}

int record_write(struct json *json, const struct fit_options *options,
                 const struct dataset *dataset, const char *language,
                 const struct fitted_head *heads, struct ordo_error *error)
{
    char spec[ORDO_SPEC_TEXT_MAX];

    ordo_spec_format(&options->spec, spec, sizeof spec);
    json_open(json, '{');
    json_key(json, "program");
    json_text(json, "ordo-train " ORDO_VERSION);
    if (options->title != NULL) {
        json_key(json, "title");
        json_text(json, options->title);
    }
    json_key(json, "language");
    if (language[0] != '\0')
        json_text(json, language);
    else
        json_null(json);
    json_key(json, "spec");
    json_text(json, spec);
    json_key(json, "naive_bayes");
    json_bool(json, options->naive_bayes);
    if (options->naive_bayes) {
        json_key(json, "interpolation");
        json_number(json, options->interpolation, 6);
    }
    if (options->selection.by != SELECT_NONE) {
        json_key(json, "select");
        json_text(json, SELECTING_NAMES[options->selection.by]);
        json_key(json, "selected");
        json_integer(json, options->selection.n);
    }
    json_key(json, "bias");
    json_number(json, options->bias, 6);
    json_key(json, "epsilon");
    json_number(json, options->epsilon, 9);
    json_key(json, "seed");
    json_integer(json, (int64_t)options->seed);
    json_key(json, "folds");
    json_integer(json, (int64_t)options->n_folds);
    json_key(json, "grouped");
    json_bool(json, options->names.group != NULL);
    json_key(json, "heads");
    json_open(json, '{');
    for (size_t h = 0; h < options->names.n_labels; h++)
        put_head(json, options, dataset, &heads[h], h);
    json_close(json, '}');
    json_close(json, '}');
    json_newline(json);
    return json->failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}
