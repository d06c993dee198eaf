/* fit.c: data -> vocabulary -> matrix -> weights -> calibration -> model file. */
#include "fit.h"
#include "../lib/program/language.h"
#include "head.h"
#include "parallel.h"
#include "record.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Everything that one run makes, in the order in which it is made. */
struct fitting {
    const struct fit_options *options;
    const struct talk *talk;
    struct dataset dataset;
    char language[LANGUAGE_ROOM]; /* of the texts; empty: not known */
    struct vocabulary vocabulary;
    struct matrices matrices;
    struct fitted_head heads[HEADS_MAX];
    size_t n_heads, n_outputs;
    struct ordo_error task_error;
};

static void tell(const struct talk *talk, const char *format, ...) ORDO_PRINTF(2, 3);

static void tell(const struct talk *talk, const char *format, ...)
{
    char line[256];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    talk->progress(talk->context, line);
}

/* The language that nine of ten texts that can be told are in. Boyer and Moore's vote finds the
 * only one that can be. */
static int find_language(struct fitting *fitting, struct ordo_error *error)
{
    const struct dataset *dataset = &fitting->dataset;
    char *language = fitting->language, code[LANGUAGE_ROOM];
    size_t lead = 0, n_in = 0, n = 0;

    if (fitting->options->language != NULL) {
        snprintf(language, LANGUAGE_ROOM, "%s", fitting->options->language);
        return 0;
    }
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < dataset->n; i++) {
            struct ordo_string text = dataset->fields[i * dataset->n_fields];
            if (!language_of(text.bytes, text.length, code))
                return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
            if (code[0] == '\0')
                continue;
            if (pass == 0 && lead == 0)
                strcpy(language, code);
            if (pass == 0)
                lead = strcmp(language, code) == 0 ? lead + 1 : lead - 1;
            n += pass == 1;
            n_in += pass == 1 && strcmp(language, code) == 0;
        }
    if (n_in * 10 < n * 9)
        language[0] = '\0';
    return 0;
}

static int read_data(struct fitting *fitting, struct ordo_error *error)
{
    const struct fit_options *options = fitting->options;

    if (dataset_read(&fitting->dataset, &options->names, options->paths, options->n_paths,
                     fitting->talk, error) != 0)
        return -1;
    if (fitting->dataset.n == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no labelled examples in the data");
    for (size_t h = 0; h < options->names.n_labels; h++)
        if (dataset_order_classes(&fitting->dataset, h, error) != 0)
            return -1;
    tell(fitting->talk, "%zu examples, %zu rows left out", fitting->dataset.n,
         fitting->dataset.n_bad);
    return find_language(fitting, error);
}

static int make_features(struct fitting *fitting, struct ordo_error *error)
{
    const struct fit_options *options = fitting->options;

    if (vocabulary_build(&fitting->vocabulary, &options->spec, &fitting->dataset, error) != 0)
        return -1;
    if (fitting->vocabulary.n_features == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no n-gram occurs in %u examples (--min-df)",
                         options->spec.min_df);
    if (matrices_build(&fitting->matrices, &options->spec, &options->selection,
                       &fitting->vocabulary, &fitting->dataset, options->bias, error) != 0)
        return -1;
    tell(fitting->talk, "%u features", fitting->vocabulary.n_features);
    return 0;
}

/* Tasks of all heads in one line, so that a long head does not leave processes idle. */
static int run_task(void *context, size_t task)
{
    struct fitting *fitting = context;

    for (size_t h = 0; h < fitting->n_heads; h++) {
        size_t n = head_tasks(&fitting->heads[h], fitting->options, h);
        if (task < n)
            return head_solve(&fitting->heads[h], fitting->options, h, &fitting->matrices, task,
                              &fitting->task_error);
        task -= n;
    }
    return 0;
}

static int solve_heads(struct fitting *fitting, struct ordo_error *error)
{
    const struct fit_options *options = fitting->options;
    size_t n_tasks = 0;

    for (size_t h = 0; h < options->names.n_labels; h++) {
        fitting->n_heads++; /* also a head that fails must be released */
        if (head_init(&fitting->heads[h], options, &fitting->dataset, h,
                      fitting->matrices.all.n_columns, error) != 0)
            return -1;
        n_tasks += head_tasks(&fitting->heads[h], options, h);
    }
    tell(fitting->talk, "%zu problems to solve", n_tasks);
    fitting->task_error.message[0] = '\0';
    if (parallel_run(n_tasks, options->threads, run_task, fitting, error) != 0) {
        if (fitting->task_error.message[0] != '\0')
            *error = fitting->task_error; /* known when the task ran in this process */
        return -1;
    }
    for (size_t h = 0; h < fitting->n_heads; h++) {
        struct fitted_head *head = &fitting->heads[h];
        if (head_finish(head, options, h, fitting->vocabulary.n_features, error) != 0)
            return -1;
        if (head->has_metrics)
            tell(fitting->talk, "%s: cross-validated accuracy %.3f, macro-F1 %.3f [%.3f, %.3f]",
                 head->head.name, head->metrics.accuracy.value, head->metrics.macro_f1.value,
                 head->metrics.macro_f1.low, head->metrics.macro_f1.high);
    }
    return 0;
}

/* idf and all heads' weights of each feature side by side. */
static float *make_rows(struct fitting *fitting)
{
    uint32_t n = fitting->vocabulary.n_features;
    size_t stride;
    float *rows;

    fitting->n_outputs = 0;
    for (size_t h = 0; h < fitting->n_heads; h++)
        fitting->n_outputs += fitting->heads[h].head.n_outputs;
    stride = 1 + fitting->n_outputs;
    rows = malloc((size_t)n * stride * sizeof *rows);
    for (uint32_t j = 0; rows != NULL && j < n; j++) {
        float *to = rows + j * stride;
        *to++ = fitting->vocabulary.idf[j];
        for (size_t h = 0; h < fitting->n_heads; h++)
            for (uint32_t k = 0; k < fitting->heads[h].head.n_outputs; k++)
                *to++ = (float)fitting->heads[h]
                            .weights[(size_t)k * fitting->matrices.all.n_columns + j];
    }
    return rows;
}

static int write_model(struct fitting *fitting, struct ordo_error *error)
{
    const struct vocabulary *vocabulary = &fitting->vocabulary;
    struct ordo_head heads[HEADS_MAX];
    struct ordo_model_parts parts = {.spec = &fitting->options->spec,
                                     .n_features = vocabulary->n_features,
                                     .keys = vocabulary->keys,
                                     .name_at = vocabulary->name_at,
                                     .names = vocabulary->names,
                                     .df = vocabulary->df,
                                     .n_heads = (uint32_t)fitting->n_heads,
                                     .heads = heads};
    struct json record = {0};
    uint32_t first_class = 0, first_output = 0;
    float *rows = make_rows(fitting);
    int result = rows == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                              : record_write(&record, fitting->options, &fitting->dataset,
                                             fitting->language, fitting->heads, error);

    for (size_t h = 0; h < fitting->n_heads; h++) {
        heads[h] = fitting->heads[h].head;
        heads[h].first_class = first_class;
        heads[h].first_output = first_output;
        first_class += heads[h].n_classes;
        first_output += heads[h].n_outputs;
    }
    if (result == 0) {
        record.bytes[record.length - 1] = '\0'; /* in place of the line feed */
        parts.record = record.bytes;
        parts.rows = rows;
        result = ordo_model_write(fitting->options->output, &parts, error);
    }
    json_release(&record);
    free(rows);
    return result;
}

int fit(const struct fit_options *options, const struct talk *talk, size_t *n_bad,
        struct ordo_error *error)
{
    struct fitting *fitting = calloc(1, sizeof *fitting);
    int result;

    if (fitting == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    fitting->options = options;
    fitting->talk = talk;
    result = read_data(fitting, error) != 0 || make_features(fitting, error) != 0 ||
                     solve_heads(fitting, error) != 0 || write_model(fitting, error) != 0
                 ? -1
                 : 0;
    *n_bad = fitting->dataset.n_bad;
    for (size_t h = 0; h < fitting->n_heads; h++)
        head_release(&fitting->heads[h]);
    matrices_release(&fitting->matrices);
    vocabulary_release(&fitting->vocabulary);
    dataset_release(&fitting->dataset);
    free(fitting);
    return result;
}
