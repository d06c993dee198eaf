/* record.c: the training record, and metrics as JSON. */
#include "record.h"
#include "recipe.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

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

/* {"accuracy":{"value":..,"low":..,"high":..},...,"classes":{...},"confusion":[[..]]} */
static void put_metrics(struct json *json, const struct metrics *metrics,
                        const char *const *classes)
{
    json_key(json, "examples");
    json_integer(json, (int64_t)metrics->n);
    put_figure(json, "accuracy", &metrics->accuracy);
    put_figure(json, "macro_f1", &metrics->macro_f1);
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

static void put_text(struct json *json, const char *key, const char *text)
{
    json_key(json, key);
    json_text(json, text);
}

static void put_integer(struct json *json, const char *key, size_t number)
{
    json_key(json, key);
    json_integer(json, (int64_t)number);
}

static void put_number(struct json *json, const char *key, double number, int decimals)
{
    json_key(json, key);
    json_number(json, number, decimals);
}

/* Cross-validated figures of a head, or of one of its variants. */
static void put_figures(struct json *json, const char *key, const struct fitted_head *head,
                        const struct metrics *metrics, const struct regression *regression)
{
    json_key(json, key);
    if (!head->has_metrics) {
        json_null(json);
        return;
    }
    json_open(json, '{');
    if (head->head.kind == ORDO_HEAD_VALUE) {
        put_integer(json, "examples", regression->n);
        for (int i = 0; i < N_REGRESSION; i++)
            put_figure(json, REGRESSION_MEASURES[i].key, &regression->measures[i]);
    } else {
        put_metrics(json, metrics, head->classes);
    }
    json_close(json, '}');
}

/* How the calibration was chosen, and of values what it is. */
static void put_calibration(struct json *json, const struct fitted_head *head)
{
    bool chosen = false;

    put_text(json, "calibration", CALIBRATION_NAMES[head->head.calibration]);
    for (int i = 0; i <= ORDO_CALIBRATION_ISOTONIC; i++)
        chosen = chosen || !isnan(head->loss[i]);
    if (chosen) {
        json_key(json, "calibration_log_loss"); /* cross-validated; the least was chosen */
        json_open(json, '{');
        for (int i = 0; i <= ORDO_CALIBRATION_ISOTONIC; i++)
            if (!isnan(head->loss[i]))
                put_number(json, CALIBRATION_NAMES[i], head->loss[i], 6);
        json_close(json, '}');
    }
    if (head->head.calibration == ORDO_CALIBRATION_RESIDUALS) {
        put_number(json, "half_width", head->head.parameters[0], 6);
        put_number(json, "coverage", head->head.parameters[1], 6);
        put_number(json, "cross_validated_coverage", head->coverage, 6);
    }
}

static void put_learning(struct json *json, const struct fit_options *options,
                         const struct head_options *solving, const struct fitted_head *head)
{
    put_text(json, "solver", recipe_solver_name(solving->solver));
    if (solves_together(solving->solver, head->head.n_classes, options->naive_bayes))
        put_text(json, "solved", "together"); /* all classes at once */
    put_number(json, "C", solving->C, 9);
    json_key(json, "class_weight");
    json_open(json, '{');
    for (uint32_t k = 0; k < head->head.n_classes; k++)
        put_number(json, head->classes[k], head->class_weight[k], 6);
    json_close(json, '}');
    if (solving->n_offsets > 0) {
        json_key(json, "offsets");
        json_open(json, '[');
        for (size_t k = 0; k < solving->n_offsets; k++)
            json_number(json, solving->offsets[k], 9);
        json_close(json, ']');
    }
}

/* Where the examples came from that nobody labelled one by one. */
static void put_weak(struct json *json, const struct fitted_head *head)
{
    if (head->n_learnt > head->n)
        put_integer(json, "distant", head->n_learnt - head->n);
    if (head->n_all == head->n_learnt)
        return;
    put_integer(json, "unlabelled", head->n_all - head->n_learnt);
    json_key(json, "self_labelled"); /* of them, in the last round */
    json_open(json, '{');
    for (uint32_t k = 0; k < head->head.n_classes; k++)
        put_integer(json, head->classes[k], head->taken[k]);
    json_close(json, '}');
}

static void put_variants(struct json *json, const struct fitted_head *head)
{
    json_key(json, "variants");
    json_open(json, '{');
    for (size_t v = 0; v < head->n_variants; v++) {
        const struct fitted_head *variant = &head->variants[v];
        json_key(json, variant->value);
        json_open(json, '{');
        put_integer(json, "examples", variant->n);
        put_weak(json, variant);
        put_calibration(json, variant);
        put_figures(json, "cross_validated", variant, &variant->metrics, &variant->regression);
        json_close(json, '}');
    }
    json_close(json, '}');
    put_figures(json, "cross_validated_without_variants", head, &head->pooled,
                &head->pooled_regression);
}

static void put_head(struct json *json, const struct fit_options *options,
                     const struct dataset *dataset, const struct fitted_head *head, size_t which)
{
    static const char *const kinds[] = {"classes", "ordered", "value"};
    size_t n_fields = options->spec.n_fields + (options->per != NULL);
    char checksum[24];

    snprintf(checksum, sizeof checksum, "%016llx",
             (unsigned long long)dataset_checksum(dataset, n_fields, which));
    json_key(json, head->head.name);
    json_open(json, '{');
    put_text(json, "kind", kinds[head->head.kind]);
    put_text(json, "data_xxh64", checksum);
    put_integer(json, "examples", head->n);
    put_weak(json, head);
    put_learning(json, options, &options->heads[which], head);
    put_calibration(json, head);
    put_figures(json, "cross_validated", head, &head->metrics, &head->regression);
    if (head->n_variants > 0)
        put_variants(json, head);
    json_close(json, '}');
}

/* What the size cost: the same folds before features were dropped; after that, it stands with the
 * head. */
static void put_unpruned(struct json *json, const struct fit_options *options,
                         const struct fitted_head *heads, const struct unpruned *unpruned)
{
    json_key(json, "unpruned");
    json_open(json, '{');
    put_integer(json, "features", unpruned->n_features);
    for (size_t h = 0; h < options->names.n_labels; h++) {
        if (!heads[h].has_metrics)
            continue;
        json_key(json, heads[h].head.name);
        json_open(json, '{');
        if (heads[h].head.kind == ORDO_HEAD_VALUE) {
            put_figure(json, REGRESSION_MEASURES[PEARSON].key, &unpruned->pearson[h]);
        } else {
            put_figure(json, "accuracy", &unpruned->accuracy[h]);
            put_figure(json, "macro_f1", &unpruned->macro_f1[h]);
        }
        json_close(json, '}');
    }
    json_close(json, '}');
}

static void put_options(struct json *json, const struct fit_options *options)
{
    json_key(json, "naive_bayes");
    json_bool(json, options->naive_bayes);
    if (options->naive_bayes)
        put_number(json, "interpolation", options->interpolation, 6);
    if (options->selection.by != SELECT_NONE) {
        put_text(json, "select", SELECTING_NAMES[options->selection.by]);
        put_integer(json, "selected", options->selection.n);
    }
    put_number(json, "bias", options->bias, 6);
    put_number(json, "epsilon", options->epsilon, 9);
    put_number(json, "tube", options->tube, 9);
    put_integer(json, "seed", options->seed);
    put_integer(json, "folds", options->n_folds);
    json_key(json, "grouped");
    json_bool(json, options->names.group != NULL);
    if (options->per != NULL)
        put_text(json, "per", options->per);
    if (options->distant.n_paths > 0)
        put_number(json, "distant_weight", options->distant.weight, 6);
    if (options->self_training.n_paths > 0) {
        put_integer(json, "rounds", options->self_training.rounds);
        put_number(json, "confidence", options->self_training.confidence, 6);
        put_number(json, "unlabelled_weight", options->self_training.weight, 6);
    }
    if (options->max_size > 0)
        put_integer(json, "max_size", options->max_size);
}

int record_write(struct json *json, const struct fit_options *options,
                 const struct dataset *dataset, const char *language,
                 const struct fitted_head *heads, const struct unpruned *unpruned,
                 struct ordo_error *error)
{
    char spec[ORDO_SPEC_TEXT_MAX];

    ordo_spec_format(&options->spec, spec, sizeof spec);
    json_open(json, '{');
    put_text(json, "program", "ordo-train " ORDO_VERSION);
    if (options->title != NULL)
        put_text(json, "title", options->title);
    if (language[0] != '\0')
        put_text(json, "language", language);
    put_text(json, "spec", spec);
    put_options(json, options);
    json_key(json, "heads");
    json_open(json, '{');
    for (size_t h = 0; h < options->names.n_labels; h++)
        put_head(json, options, dataset, &heads[h], h);
    json_close(json, '}');
    if (unpruned != NULL)
        put_unpruned(json, options, heads, unpruned);
    json_close(json, '}');
    json_newline(json);
    return json->failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}
