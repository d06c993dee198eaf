/* judge.c: scores every row with every head that the data has labels for, in parallel. */
#include "judge.h"
#include "json_tree.h"
#include "number.h"
#include "order.h"
#include "parallel.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_A_TASK 256

static void add_judged(struct judging *judging, uint32_t head, const char *column)
{
    struct judged *judged = &judging->judged[judging->n_judged++];
    const struct ordo_head *of = &judging->model->heads[head];

    judged->head = head;
    judged->of_values = of->kind == ORDO_HEAD_VALUE;
    judged->n_classes = of->n_classes;
    strcpy(judged->name, of->name);
    strcpy(judged->column, column);
}

static int choose_heads(struct judging *judging, struct ordo_error *error)
{
    const struct judge_options *options = judging->options;
    const struct ordo_model *model = judging->model;

    for (uint32_t h = 0; options->n_labels == 0 && h < model->n_heads && h < HEADS_MAX; h++)
        add_judged(judging, h, model->heads[h].name);
    for (size_t i = 0; i < options->n_labels && i < HEADS_MAX; i++) {
        const char *column = strchr(options->labels[i], '=');
        char name[ORDO_NAME_MAX];
        size_t length =
            column == NULL ? strlen(options->labels[i]) : (size_t)(column - options->labels[i]);
        uint32_t head;
        column = column == NULL ? options->labels[i] : column + 1;
        if (length >= sizeof name || strlen(column) >= sizeof name)
            return ordo_fail(error, ORDO_ERR_OPTION, "name '%s' is too long", options->labels[i]);
        memcpy(name, options->labels[i], length);
        name[length] = '\0';
        head = ordo_model_head(model, name);
        if (head == ORDO_NONE && model->n_heads == 1)
            head = 0; /* a model with one head needs no name */
        if (head == ORDO_NONE)
            return ordo_fail(error, ORDO_ERR_OPTION, "model has no head '%s'", name);
        add_judged(judging, head, column);
    }
    return 0;
}

static int read_data(struct judging *judging, const struct talk *talk, struct ordo_error *error)
{
    const struct judge_options *options = judging->options;
    const struct ordo_model *model = judging->model;
    struct dataset_names names = {.n_labels = judging->n_judged, .group = options->group};

    for (size_t f = 0; f < model->n_columns; f++)
        names.fields[names.n_fields++] = f == 0 ? options->text : model->columns[f];
    names.fields[names.n_fields++] = options->id;
    for (size_t i = 0; i < options->n_by; i++)
        names.fields[names.n_fields++] = options->by[i];
    for (size_t i = 0; i < judging->n_judged; i++)
        names.labels[i] = judging->judged[i].column;
    if (dataset_read(&judging->dataset, &names, options->paths, options->n_paths, talk, error) != 0)
        return -1;
    if (judging->dataset.n == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no labelled examples in the data");
    return dataset_check_fields(&judging->dataset, &names, 1, model->n_columns, error) != 0 ||
                   dataset_check_fields(&judging->dataset, &names, model->n_columns + 1,
                                        names.n_fields, error) != 0
               ? -1
               : 0;
}

static int allocate(struct judging *judging, struct judged *judged, struct ordo_error *error)
{
    const struct ordo_head *head = &judging->model->heads[judged->head];
    size_t n = judging->dataset.n;
    uint32_t *order;
    int result = 0;

    if (judged->n_classes > CLASSES_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d classes", CLASSES_MAX);
    judged->row = malloc(n * sizeof *judged->row);
    judged->group = malloc(n * sizeof *judged->group);
    judged->gold = malloc(n * sizeof *judged->gold);
    judged->gold_value = malloc(n * sizeof *judged->gold_value);
    judged->value = malloc(n * sizeof *judged->value);
    judged->probability = malloc((n * judged->n_classes + 1) * sizeof *judged->probability);
    judged->classes = malloc((judged->n_classes + 1) * sizeof *judged->classes);
    judged->place = malloc((judged->n_classes + 1) * sizeof *judged->place);
    order = malloc((judged->n_classes + 1) * sizeof *order);
    if (judged->row == NULL || judged->group == NULL || judged->gold == NULL ||
        judged->gold_value == NULL || judged->value == NULL || judged->probability == NULL ||
        judged->classes == NULL || judged->place == NULL || order == NULL) {
        free(order);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    result = order_classes(order, NULL, &judged->ordered, head->classes, head->n_classes,
                           judging->options->order, error);
    for (uint32_t k = 0; result == 0 && k < head->n_classes; k++) {
        if (head->kind == ORDO_HEAD_ORDERED)
            order[k] = k; /* the model knows */
        judged->classes[k] = head->classes[order[k]];
        judged->place[order[k]] = k;
    }
    judged->ordered = judged->ordered || head->kind == ORDO_HEAD_ORDERED;
    free(order);
    return result;
}

/* What the children score; the arrays are shared with them. */
struct scoring {
    const struct judging *judging;
    struct ordo_scratch *scratch; /* of each process its own */
    double *probability;          /* [n][model->n_classes] */
    double *value;                /* [n][model->n_heads] */
};

static int score_rows(void *context, size_t task, struct ordo_error *error)
{
    struct scoring *scoring = context;
    const struct ordo_model *model = scoring->judging->model;
    size_t n = scoring->judging->dataset.n;
    struct ordo_scores scores;

    if (scoring->scratch == NULL)
        scoring->scratch = ordo_scratch_new();
    if (scoring->scratch == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = task * ROWS_A_TASK; i < n && i < (task + 1) * ROWS_A_TASK; i++) {
        if (ordo_score(&scores, model, judging_fields(scoring->judging, (uint32_t)i),
                       scoring->scratch, error) != 0)
            return -1;
        if (model->n_classes > 0)
            memcpy(scoring->probability + i * model->n_classes, scores.probability,
                   model->n_classes * sizeof(double));
        for (uint32_t h = 0; h < model->n_heads; h++)
            scoring->value[i * model->n_heads + h] = scores.estimate[h].value;
    }
    return 0;
}

/* The head's class of a name in the model's numbering, or ORDO_NONE. */
static uint32_t class_of(const struct ordo_head *head, const char *name)
{
    for (uint32_t k = 0; k < head->n_classes; k++)
        if (strcmp(head->classes[k], name) == 0)
            return k;
    return ORDO_NONE;
}

/* Puts a row beside its label; false where the head does not know the label. */
static bool add_row(struct judged *judged, const struct scoring *scoring, size_t row,
                    const char *label)
{
    const struct ordo_model *model = scoring->judging->model;
    const struct ordo_head *head = &model->heads[judged->head];
    const double *p = scoring->probability + row * model->n_classes + head->first_class;
    size_t n = judged->n;
    uint32_t gold = judged->of_values ? ORDO_NONE : class_of(head, label);
    struct ordo_string text = {label, strlen(label)};

    if (judged->of_values ? !number_read(text, &judged->gold_value[n]) : gold == ORDO_NONE) {
        judged->n_unknown++;
        return false;
    }
    judged->row[n] = (uint32_t)row;
    judged->group[n] = scoring->judging->dataset.groups[row];
    judged->gold[n] = gold == ORDO_NONE ? ORDO_NONE : judged->place[gold];
    judged->value[n] = scoring->value[row * model->n_heads + judged->head];
    for (uint32_t k = 0; k < judged->n_classes; k++)
        judged->probability[n * judged->n_classes + judged->place[k]] = p[k];
    judged->n++;
    return true;
}

static void name_unknown(struct judged *judged, const struct strings *labels, const size_t *count)
{
    const size_t room = sizeof judged->unknown - sizeof ", …";
    size_t length = 0;

    for (uint32_t k = 0; k < labels->n; k++) {
        char one[100];
        int n = snprintf(one, sizeof one, "%s'%.60s' %zu", length > 0 ? ", " : "", labels->items[k],
                         count[k]);
        if (count[k] == 0)
            continue;
        if (length + (size_t)n > room) {
            strcpy(judged->unknown + length, ", …");
            return;
        }
        memcpy(judged->unknown + length, one, (size_t)n + 1);
        length += (size_t)n;
    }
}

static int add_rows(struct judging *judging, size_t which, const struct scoring *scoring,
                    struct ordo_error *error)
{
    const struct dataset *dataset = &judging->dataset;
    const struct strings *labels = &dataset->classes[which];
    struct judged *judged = &judging->judged[which];
    size_t *unknown = calloc((size_t)labels->n + 1, sizeof *unknown);

    if (unknown == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < dataset->n; i++) {
        uint32_t label = dataset->labels[i * dataset->n_labels + which];
        if (label != ORDO_NONE && !add_row(judged, scoring, i, labels->items[label]))
            unknown[label]++;
    }
    name_unknown(judged, labels, unknown);
    free(unknown);
    return 0;
}

/* Whether the data have the checksums that the training record has. */
static void recognise(struct judging *judging)
{
    const struct ordo_model *model = judging->model;
    struct ordo_error unread;
    struct json_tree record;
    char checksum[24];

    if (json_tree_parse(&record, model->record.bytes, model->record.length, &unread) != 0)
        return;
    for (size_t j = 0; j < judging->n_judged; j++) {
        const struct json_node *head =
            json_member(json_member(record.root, "heads"), judging->judged[j].name);
        snprintf(checksum, sizeof checksum, "%016llx",
                 (unsigned long long)dataset_checksum(&judging->dataset, model->n_columns, j));
        judging->judged[j].learnt = strcmp(json_member_text(head, "data_xxh64", ""), checksum) == 0;
    }
    json_tree_release(&record);
}

static int score(struct judging *judging, struct ordo_error *error)
{
    const struct dataset *dataset = &judging->dataset;
    struct scoring scoring = {.judging = judging};
    size_t p_size = dataset->n * judging->model->n_classes * sizeof(double);
    size_t value_size = dataset->n * judging->model->n_heads * sizeof(double);
    int result;

    scoring.probability = parallel_share(p_size);
    scoring.value = parallel_share(value_size);
    if (scoring.probability == NULL || scoring.value == NULL)
        result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    else
        result = parallel_run((dataset->n + ROWS_A_TASK - 1) / ROWS_A_TASK,
                              judging->options->processes, score_rows, &scoring, error);
    for (size_t j = 0; result == 0 && j < judging->n_judged; j++)
        result = add_rows(judging, j, &scoring, error);
    ordo_scratch_free(scoring.scratch);
    parallel_unshare(scoring.probability, p_size);
    parallel_unshare(scoring.value, value_size);
    return result;
}

static void release_judged(struct judged *judged)
{
    free(judged->classes);
    free(judged->place);
    free(judged->row);
    free(judged->group);
    free(judged->gold);
    free(judged->gold_value);
    free(judged->value);
    free(judged->probability);
}

/* Heads that were not asked for by name may lack labels, but not all of them. */
static int check_judged(struct judging *judging, struct ordo_error *error)
{
    size_t kept = 0;

    for (size_t j = 0; j < judging->n_judged; j++) {
        struct judged *judged = &judging->judged[j];
        if (judged->n == 0 && judged->n_unknown > 0)
            return ordo_fail(error, ORDO_ERR_FORMAT,
                             "head '%s' knows none of the labels in column '%s'", judged->name,
                             judged->column);
        if (judged->n == 0 && judging->options->n_labels > 0)
            return ordo_fail(error, ORDO_ERR_FORMAT, "no row has a label in column '%s'",
                             judged->column);
        kept += judged->n > 0;
    }
    if (kept == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no labelled examples to evaluate");
    kept = 0;
    for (size_t j = 0; j < judging->n_judged; j++) {
        if (judging->judged[j].n > 0)
            judging->judged[kept++] = judging->judged[j];
        else
            release_judged(&judging->judged[j]);
    }
    judging->n_judged = kept;
    return 0;
}

int judge(struct judging *judging, const struct judge_options *options, const struct talk *talk,
          struct ordo_error *error)
{
    memset(judging, 0, sizeof *judging);
    judging->options = options;
    if (options->n_by > BY_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d fields", BY_MAX);
    if (ordo_model_open(&judging->model, options->model, error) != 0 ||
        choose_heads(judging, error) != 0 || read_data(judging, talk, error) != 0)
        return -1;
    for (size_t j = 0; j < judging->n_judged; j++)
        if (allocate(judging, &judging->judged[j], error) != 0)
            return -1;
    recognise(judging);
    return score(judging, error) != 0 ? -1 : check_judged(judging, error);
}

void judging_release(struct judging *judging)
{
    for (size_t j = 0; j < judging->n_judged; j++)
        release_judged(&judging->judged[j]);
    dataset_release(&judging->dataset);
    ordo_model_free(judging->model);
    memset(judging, 0, sizeof *judging);
}

const struct ordo_string *judging_fields(const struct judging *judging, uint32_t row)
{
    return judging->dataset.fields + (size_t)row * judging->dataset.n_fields;
}

struct ordo_string judging_id(const struct judging *judging, uint32_t row)
{
    return judging_fields(judging, row)[judging->model->n_columns];
}

struct ordo_string judging_by(const struct judging *judging, uint32_t row, size_t i)
{
    return judging_fields(judging, row)[judging->model->n_columns + 1 + i];
}

uint32_t judged_label(const struct judged *judged, size_t i)
{
    return point_of(judged->gold[i], ORDO_NONE, judged->probability + i * judged->n_classes,
                    judged->n_classes)
        .label;
}
