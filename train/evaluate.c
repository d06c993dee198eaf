/* evaluate.c: scores every row with every head that the data has labels for. */
#include "evaluate.h"
#include "metrics.h"
#include "record.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One head and the column that holds its gold labels. */
struct judged {
    uint32_t head;
    char column[ORDO_NAME_MAX];
    size_t n;
    uint32_t *gold, *group;
    double *probability;
    size_t n_unknown; /* labels that the head does not know */
};

struct evaluation {
    const struct evaluate_options *options;
    struct ordo_model *model;
    struct dataset dataset;
    struct judged judged[HEADS_MAX];
    size_t n_judged;
};

static int choose_heads(struct evaluation *evaluation, struct ordo_error *error)
{
    const struct evaluate_options *options = evaluation->options;
    const struct ordo_model *model = evaluation->model;

    for (uint32_t h = 0; options->n_labels == 0 && h < model->n_heads && h < HEADS_MAX; h++) {
        evaluation->judged[h].head = h;
        strcpy(evaluation->judged[h].column, model->heads[h].name);
        evaluation->n_judged++;
    }
    for (size_t i = 0; i < options->n_labels && i < HEADS_MAX; i++) {
        const char *column = strchr(options->labels[i], '=');
        char name[ORDO_NAME_MAX];
        size_t length =
            column == NULL ? strlen(options->labels[i]) : (size_t)(column - options->labels[i]);
        column = column == NULL ? options->labels[i] : column + 1;
        if (length >= sizeof name || strlen(column) >= sizeof name)
            return ordo_fail(error, ORDO_ERR_OPTION, "name '%s' is too long", options->labels[i]);
        memcpy(name, options->labels[i], length);
        name[length] = '\0';
        evaluation->judged[i].head = ordo_model_head(model, name);
        if (evaluation->judged[i].head == ORDO_NONE && model->n_heads == 1)
            evaluation->judged[i].head = 0; /* a model with one head needs no name */
        if (evaluation->judged[i].head == ORDO_NONE)
            return ordo_fail(error, ORDO_ERR_OPTION, "model has no head '%s'", name);
        strcpy(evaluation->judged[i].column, column);
        evaluation->n_judged++;
    }
    return 0;
}

static int read_data(struct evaluation *evaluation, const struct talk *talk,
                     struct ordo_error *error)
{
    const struct evaluate_options *options = evaluation->options;
    const struct ordo_model *model = evaluation->model;
    struct dataset_names names = {
        .n_fields = model->n_columns, .n_labels = evaluation->n_judged, .group = options->group};

    for (size_t f = 0; f < model->n_columns; f++)
        names.fields[f] = f == 0 ? options->text : model->columns[f];
    for (size_t i = 0; i < evaluation->n_judged; i++)
        names.labels[i] = evaluation->judged[i].column;
    if (dataset_read(&evaluation->dataset, &names, options->paths, options->n_paths, talk, error) !=
        0)
        return -1;
    return evaluation->dataset.n > 0
               ? 0
               : ordo_fail(error, ORDO_ERR_FORMAT, "no labelled examples in the data");
}

static int allocate(struct evaluation *evaluation, struct ordo_error *error)
{
    size_t n = evaluation->dataset.n;

    for (size_t i = 0; i < evaluation->n_judged; i++) {
        struct judged *judged = &evaluation->judged[i];
        judged->gold = malloc(n * sizeof *judged->gold);
        judged->group = malloc(n * sizeof *judged->group);
        judged->probability = malloc(n * evaluation->model->heads[judged->head].n_classes *
                                     sizeof *judged->probability);
        if (judged->gold == NULL || judged->group == NULL || judged->probability == NULL)
            return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    return 0;
}

/* The head's number of a class by its name, or ORDO_NONE. */
static uint32_t class_of(const struct ordo_head *head, const char *name)
{
    for (uint32_t k = 0; k < head->n_classes; k++)
        if (strcmp(head->classes[k], name) == 0)
            return k;
    return ORDO_NONE;
}

static int score_rows(struct evaluation *evaluation, struct ordo_error *error)
{
    const struct dataset *dataset = &evaluation->dataset;
    struct ordo_scratch *scratch = ordo_scratch_new();
    int result = scratch == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;

    for (size_t i = 0; result == 0 && i < dataset->n; i++) {
        struct ordo_scores scores;
        result = ordo_score(&scores, evaluation->model, &dataset->fields[i * dataset->n_fields],
                            scratch, error);
        for (size_t j = 0; result == 0 && j < evaluation->n_judged; j++) {
            struct judged *judged = &evaluation->judged[j];
            const struct ordo_head *head = &evaluation->model->heads[judged->head];
            uint32_t label = dataset->labels[i * dataset->n_labels + j], gold;
            if (label == ORDO_NONE)
                continue;
            gold = class_of(head, dataset->classes[j].items[label]);
            if (gold == ORDO_NONE) {
                judged->n_unknown++;
                continue;
            }
            memcpy(judged->probability + judged->n * head->n_classes,
                   scores.probability + head->first_class, head->n_classes * sizeof(double));
            judged->group[judged->n] = dataset->groups[i];
            judged->gold[judged->n++] = gold;
        }
    }
    ordo_scratch_free(scratch);
    return result;
}

static void say_figure(struct json *out, const char *name, const struct figure *figure)
{
    if (isnan(figure->low))
        json_format(out, "  %-22s %7.4f\n", name, figure->value);
    else
        json_format(out, "  %-22s %7.4f  [%.4f, %.4f]\n", name, figure->value, figure->low,
                    figure->high);
}

static void say_metrics(struct json *out, const struct metrics *metrics,
                        const struct ordo_head *head, const char *averaged)
{
    json_format(out, "%s: %zu examples\n", head->name, metrics->n);
    say_figure(out, "accuracy", &metrics->accuracy);
    say_figure(out, "macro-F1", &metrics->macro_f1);
    if (averaged != NULL) {
        char name[64];
        snprintf(name, sizeof name, "mean F1 (%s)", averaged);
        say_figure(out, name, &metrics->mean_f1);
    }
    say_figure(out, "log loss", &metrics->log_loss);
    say_figure(out, "Brier score", &metrics->brier);
    say_figure(out, "calibration error", &metrics->ece);
    json_format(out, "  %-16s %9s %9s %9s %9s\n", "class", "precision", "recall", "F1", "examples");
    for (uint32_t k = 0; k < head->n_classes; k++)
        json_format(out, "  %-16s %9.4f %9.4f %9.4f %9llu\n", head->classes[k],
                    metrics->precision[k].value, metrics->recall[k].value, metrics->f1[k].value,
                    (unsigned long long)metrics->support[k]);
    json_format(out, "  confusion (rows gold, columns predicted)\n  %-16s", "");
    for (uint32_t k = 0; k < head->n_classes; k++)
        json_format(out, " %9.9s", head->classes[k]);
    for (uint32_t g = 0; g < head->n_classes; g++) {
        json_format(out, "\n  %-16s", head->classes[g]);
        for (uint32_t p = 0; p < head->n_classes; p++)
            json_format(out, " %9llu",
                        (unsigned long long)metrics->confusion[(size_t)g * head->n_classes + p]);
    }
    json_format(out, "\n");
}

/* Which classes mean F1 is over. */
static int choose_averaged(bool *averaged, const struct ordo_head *head, const char *list,
                           struct ordo_error *error)
{
    while (list != NULL && *list != '\0') {
        size_t length = strcspn(list, ",");
        uint32_t k = 0;
        while (k < head->n_classes &&
               (strlen(head->classes[k]) != length || memcmp(head->classes[k], list, length) != 0))
            k++;
        if (k == head->n_classes)
            return ordo_fail(error, ORDO_ERR_OPTION, "head '%s' has no class '%.*s'", head->name,
                             (int)length, list);
        averaged[k] = true;
        list += length + (list[length] == ',');
    }
    return 0;
}

static int judge(struct evaluation *evaluation, const struct judged *judged, struct json *out,
                 struct ordo_error *error)
{
    const struct evaluate_options *options = evaluation->options;
    const struct ordo_head *head = &evaluation->model->heads[judged->head];
    bool averaged[CLASSES_MAX] = {false};
    struct predictions predictions = {judged->n,     head->n_classes,
                                      judged->gold,  judged->probability,
                                      judged->group, options->averaged == NULL ? NULL : averaged};
    struct metrics metrics;

    if (head->kind == ORDO_HEAD_VALUE)
        return ordo_fail(error, ORDO_ERR_OPTION, "head '%s' predicts numbers, not classes",
                         head->name);
    if (head->n_classes > CLASSES_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d classes", CLASSES_MAX);
    if (choose_averaged(averaged, head, options->averaged, error) != 0)
        return -1;
    if (judged->n_unknown > 0 && judged->n == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT,
                         "head '%s' knows none of the labels in column '%s'", head->name,
                         judged->column);
    if (metrics_compute(&metrics, &predictions, options->bootstrap, options->seed, error) != 0)
        return -1;
    if (options->json) {
        json_key(out, head->name);
        json_open(out, '{');
        json_key(out, "unknown_labels");
        json_integer(out, (int64_t)judged->n_unknown);
        record_metrics(out, &metrics, head->classes, options->averaged != NULL);
        json_close(out, '}');
    } else {
        say_metrics(out, &metrics, head, options->averaged);
        if (judged->n_unknown > 0)
            json_format(out,
                        "  %zu examples with labels that the head does not know were left out\n",
                        judged->n_unknown);
    }
    metrics_release(&metrics);
    return 0;
}

static int run(struct evaluation *evaluation, const struct talk *talk, struct json *out,
               struct ordo_error *error)
{
    const struct evaluate_options *options = evaluation->options;

    if (ordo_model_open(&evaluation->model, options->model, error) != 0 ||
        choose_heads(evaluation, error) != 0 || read_data(evaluation, talk, error) != 0 ||
        allocate(evaluation, error) != 0 || score_rows(evaluation, error) != 0)
        return -1;
    if (options->json)
        json_open(out, '{');
    for (size_t i = 0; i < evaluation->n_judged; i++)
        if (judge(evaluation, &evaluation->judged[i], out, error) != 0)
            return -1;
    if (options->json) {
        json_close(out, '}');
        json_newline(out);
    }
    return out->failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}

int evaluate(const struct evaluate_options *options, const struct talk *talk, struct json *out,
             size_t *n_bad, struct ordo_error *error)
{
    struct evaluation *evaluation = calloc(1, sizeof *evaluation);
    int result;

    if (evaluation == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    evaluation->options = options;
    result = run(evaluation, talk, out, error);
    *n_bad = evaluation->dataset.n_bad;
    for (size_t i = 0; i < evaluation->n_judged; i++) {
        free(evaluation->judged[i].gold);
        free(evaluation->judged[i].group);
        free(evaluation->judged[i].probability);
    }
    dataset_release(&evaluation->dataset);
    ordo_model_free(evaluation->model);
    free(evaluation);
    return result;
}
