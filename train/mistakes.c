/* mistakes.c: what to read first when one wants to know how a model errs. */
#include "mistakes.h"
#include "excerpt.h"
#include "ranking.h"

#include <stdio.h>
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
                       const struct judged *judged, size_t i, uint32_t label,
                       struct ordo_explanation *explanation, struct ordo_scratch *scratch,
                       struct ordo_error *error)
{
    uint32_t row = judged->row[i], in_model = 0;
    const struct ordo_string *fields = judging_fields(judging, row);
    struct ordo_string id = judging_id(judging, row);
    char text[512];

    while (judged->place[in_model] != label)
        in_model++;
    if (ordo_explain(explanation, judging->model, judged->head, in_model, fields, REASONS, scratch,
                     error) != 0)
        return -1;
    report_count(report, (uint64_t)row + 1);
    excerpt_make(text, sizeof text, id, 64);
    report_text(report, text);
    report_number(report, judged->probability[i * judged->n_classes + label]);
    report_text(report, judged->classes[judged->gold[i]]);
    report_text(report, judged->classes[label]);
    excerpt_make(text, sizeof text, fields[0], CHARACTERS);
    report_text(report, text);
    put_reasons(report, explanation);
    return 0;
}

int mistakes(struct report *report, const struct judging *judging, const struct judged *judged,
             size_t most, struct ordo_error *error)
{
    static const struct report_column columns[] = {
        {"row", "row"},
        {"id", "id"},
        {"p", "p"},
        {"gold", "gold"},
        {"predicted", "predicted"},
        {"text", "text"},
        {"reasons", "what spoke for the predicted label"}};
    struct ordo_explanation explanation = {0};
    struct ordo_scratch *scratch = ordo_scratch_new();
    double *sure = malloc((judged->n + 1) * sizeof *sure);
    uint32_t *order = malloc((judged->n + 1) * sizeof *order);
    uint32_t *label = malloc((judged->n + 1) * sizeof *label);
    size_t n_wrong = 0;
    int result = scratch == NULL || sure == NULL || order == NULL || label == NULL
                     ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                     : 0;

    for (size_t i = 0; result == 0 && i < judged->n; i++) {
        struct point point =
            point_of(judged->gold[i], ORDO_NONE, judged->probability + i * judged->n_classes,
                     judged->n_classes);
        label[i] = point.label;
        sure[i] = point.label == point.gold ? -1 : point.confidence;
        n_wrong += point.label != point.gold;
    }
    if (result == 0)
        result = ranking_order(order, sure, 1, judged->n, error);
    if (result == 0 && n_wrong == 0)
        report_note(report, "there are no errors to show");
    else if (result == 0)
        report_table(report, TABLE_LIST, "errors", "errors of which the head was surest", columns,
                     7);
    for (size_t i = 0; result == 0 && i < most && i < n_wrong; i++)
        result = put_mistake(report, judging, judged, order[i], label[order[i]], &explanation,
                             scratch, error);
    ordo_explanation_release(&explanation);
    ordo_scratch_free(scratch);
    free(sure);
    free(order);
    free(label);
    return result;
}
