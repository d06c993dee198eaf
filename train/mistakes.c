/* mistakes.c: what to read first when one wants to know how a model errs. */
#include "mistakes.h"
#include "excerpt.h"
#include "ranking.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define REASONS    6
#define CHARACTERS 72

/* "word +0.41, other -0.20" and the same as JSON. */
static void put_reasons(struct report *report, const struct ordo_explanation *explanation)
{
    struct json text = {0}, json = {0};

    json_open(&json, '[');
    for (size_t i = 0; i < explanation->n_reasons; i++) {
        const struct ordo_reason *reason = &explanation->reasons[i];
        json_format(&text, "%s%.*s %+.2f", i > 0 ? ", " : "", (int)reason->name_length,
                    reason->name, reason->contribution);
        json_open(&json, '{');
        json_key(&json, "feature");
        json_string(&json, reason->name, reason->name_length);
        json_key(&json, "contribution");
        json_number(&json, reason->contribution, 6);
        json_close(&json, '}');
    }
    json_close(&json, ']');
    json_format(&json, "%c", '\0');
    json_format(&text, "%c", '\0');
    if (text.failed || json.failed)
        report->failed = true;
    else
        report_list(report, text.bytes, json.bytes);
    json_release(&text);
    json_release(&json);
}

static int put_mistake(struct report *report, const struct judging *judging,
                       const struct judged *judged, size_t i, struct ordo_explanation *explanation,
                       struct ordo_scratch *scratch, struct ordo_error *error)
{
    uint32_t row = judged->row[i], in_model = 0;
    uint32_t label = judged->of_values ? 0 : judged_label(judged, i);
    const struct ordo_string *fields = judging_fields(judging, row);
    char text[512];

    while (!judged->of_values && judged->place[in_model] != label)
        in_model++;
    if (ordo_explain(explanation, judging->model, judged->head, in_model, fields, REASONS, scratch,
                     error) != 0)
        return -1;
    report_count(report, (uint64_t)row + 1);
    excerpt_make(text, sizeof text, judging_id(judging, row), 64);
    report_text(report, text);
    if (judged->of_values) {
        report_number(report, judged->value[i] - judged->gold_value[i]);
        report_number(report, judged->gold_value[i]);
        report_number(report, judged->value[i]);
    } else {
        report_number(report, judged->probability[i * judged->n_classes + label]);
        report_text(report, judged->classes[judged->gold[i]]);
        report_text(report, judged->classes[label]);
    }
    excerpt_make(text, sizeof text, fields[0], CHARACTERS);
    report_text(report, text);
    put_reasons(report, explanation);
    return 0;
}

/* How bad each is: of right labels below 0. Returns how many are wrong. */
static size_t weigh(const struct judged *judged, double *bad)
{
    size_t n_wrong = 0;

    for (size_t i = 0; i < judged->n; i++) {
        if (judged->of_values) {
            bad[i] = fabs(judged->value[i] - judged->gold_value[i]);
            n_wrong += bad[i] > 0;
        } else {
            uint32_t label = judged_label(judged, i);
            bool wrong = label != judged->gold[i];
            bad[i] = wrong ? judged->probability[i * judged->n_classes + label] : -1;
            n_wrong += wrong;
        }
    }
    return n_wrong;
}

static void open_table(struct report *report, bool of_values)
{
    static const struct report_column classes[] = {
        {"row", "row"},
        {"id", "id"},
        {"p", "p"},
        {"gold", "gold"},
        {"predicted", "predicted"},
        {"text", "text"},
        {"reasons", "what spoke for the predicted label"}};
    static const struct report_column numbers[] = {{"row", "row"},
                                                   {"id", "id"},
                                                   {"error", "error"},
                                                   {"gold", "gold"},
                                                   {"predicted", "predicted"},
                                                   {"text", "text"},
                                                   {"reasons", "what made it higher, or lower"}};

    if (of_values)
        report_table(report, TABLE_LIST, "errors", "largest errors", numbers, 7);
    else
        report_table(report, TABLE_LIST, "errors", "errors of which the head was surest", classes,
                     7);
}

int mistakes(struct report *report, const struct judging *judging, const struct judged *judged,
             size_t most, struct ordo_error *error)
{
    struct ordo_explanation explanation = {0};
    struct ordo_scratch *scratch = ordo_scratch_new();
    double *bad = malloc((judged->n + 1) * sizeof *bad);
    uint32_t *order = malloc((judged->n + 1) * sizeof *order);
    size_t n_wrong = 0;
    int result = scratch == NULL || bad == NULL || order == NULL
                     ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                     : 0;

    if (result == 0) {
        n_wrong = weigh(judged, bad);
        result = ranking_order(order, bad, 1, judged->n, error);
    }
    if (result == 0 && n_wrong == 0)
        report_note(report, "there are no errors to show");
    else if (result == 0)
        open_table(report, judged->of_values);
    for (size_t i = 0; result == 0 && i < most && i < n_wrong; i++)
        result = put_mistake(report, judging, judged, order[i], &explanation, scratch, error);
    ordo_explanation_release(&explanation);
    ordo_scratch_free(scratch);
    free(bad);
    free(order);
    return result;
}
