/* explain.c: which features decided.
 *
 * A linear model explains itself: each feature's contribution is its value times its weight, and
 * all of them with the bias add up to the decision value. */
#include "scratch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int by_contribution(const void *left, const void *right)
{
    const struct ordo_reason *a = left, *b = right;
    double x = fabs(a->contribution), y = fabs(b->contribution);

    if (x != y)
        return x < y ? 1 : -1;
    return a->feature < b->feature ? -1 : a->feature > b->feature;
}

/* All features of the vector as reasons, strongest first. */
static int rank(struct ordo_explanation *explanation, const struct ordo_model *model,
                const struct ordo_head *head, uint32_t label, const struct ordo_vector *vector,
                struct ordo_error *error)
{
    uint32_t output = head->first_output + (head->n_outputs == 1 ? 0 : label);
    double sign = head->n_outputs == 1 && label == 0 ? -1.0 : 1.0;
    size_t stride = 1 + (size_t)model->n_outputs;

    if (ordo_reserve(&explanation->reasons, &explanation->reason_capacity, vector->n + 1,
                     sizeof *explanation->reasons, error) != 0)
        return -1;
    explanation->bias = sign * head->bias[output - head->first_output];
    explanation->decision = explanation->bias;
    for (size_t i = 0; i < vector->n; i++) {
        struct ordo_reason *reason = &explanation->reasons[i];
        memset(reason, 0, sizeof *reason);
        reason->feature = vector->index[i];
        reason->contribution = sign * (double)vector->value[i] *
                               (double)model->rows[reason->feature * stride + 1 + output];
        explanation->decision += reason->contribution;
    }
    explanation->n_reasons = vector->n;
    qsort(explanation->reasons, vector->n, sizeof *explanation->reasons, by_contribution);
    return 0;
}

/* A hashed model knows no names: the first n-gram that is met gives its own. */
static int take_name(struct ordo_explanation *explanation, const struct ordo_model *model,
                     struct ordo_reason *reason, const struct ordo_ngram *ngram,
                     const struct ordo_scratch *scratch, struct ordo_error *error)
{
    char name[256];
    size_t length;

    if (model->names != NULL || reason->n_spans > 0)
        return 0;
    length = ordo_ngram_name(ngram, &model->spec, scratch, name, sizeof name);
    if (ordo_reserve(&explanation->names, &explanation->names_capacity,
                     explanation->names_length + length, 1, error) != 0)
        return -1;
    memcpy(explanation->names + explanation->names_length, name, length);
    reason->name_at = explanation->names_length;
    reason->name_length = length;
    explanation->names_length += length;
    return 0;
}

/* Walks all n-grams that are reasons. The first walk counts each reason's places, the second, once
 * it is known where each reason's spans begin, writes them. scratch->count leads from feature to
 * reason. */
static int walk(struct ordo_explanation *explanation, const struct ordo_model *model,
                const struct ordo_string *fields, bool write, struct ordo_scratch *scratch,
                struct ordo_error *error)
{
    for (size_t field = 0; field < model->spec.n_fields; field++) {
        if (fields[field].length == 0)
            continue;
        if (ordo_ngrams_find(&scratch->ngrams, &model->spec, field, fields[field], scratch,
                             error) != 0)
            return -1;
        for (size_t i = 0; i < scratch->ngrams.n; i++) {
            const struct ordo_ngram *ngram = &scratch->ngrams.items[i];
            uint32_t feature = ordo_table_find(&model->table, ngram->key);
            struct ordo_reason *reason;
            if (feature == ORDO_NONE || scratch->count[feature] == 0)
                continue;
            reason = &explanation->reasons[scratch->count[feature] - 1];
            if (write)
                explanation->spans[reason->first_span + reason->n_spans] =
                    ordo_text_source(&scratch->text, (struct ordo_span){ngram->begin, ngram->end});
            else if (take_name(explanation, model, reason, ngram, scratch, error) != 0)
                return -1;
            reason->field = (uint32_t)field;
            reason->n_spans++;
        }
    }
    return 0;
}

static int locate(struct ordo_explanation *explanation, const struct ordo_model *model,
                  const struct ordo_string *fields, struct ordo_scratch *scratch,
                  struct ordo_error *error)
{
    size_t n_spans = 0;

    if (walk(explanation, model, fields, false, scratch, error) != 0)
        return -1;
    for (size_t i = 0; i < explanation->n_reasons; i++) {
        struct ordo_reason *reason = &explanation->reasons[i];
        reason->first_span = (uint32_t)n_spans;
        n_spans += reason->n_spans;
        reason->n_spans = 0;
    }
    if (ordo_reserve(&explanation->spans, &explanation->span_capacity, n_spans + 1,
                     sizeof *explanation->spans, error) != 0)
        return -1;
    explanation->n_spans = n_spans;
    return walk(explanation, model, fields, true, scratch, error);
}

static void attach_names(struct ordo_explanation *explanation, const struct ordo_model *model)
{
    for (size_t i = 0; i < explanation->n_reasons; i++) {
        struct ordo_reason *reason = &explanation->reasons[i];
        if (model->names != NULL) {
            uint32_t begin = model->name_at[reason->feature];
            reason->name = model->names + begin;
            reason->name_length = model->name_at[reason->feature + 1] - begin;
        } else {
            reason->name = explanation->names + reason->name_at;
        }
    }
}

int ordo_explain(struct ordo_explanation *explanation, const struct ordo_model *model,
                 uint32_t head, uint32_t label, const struct ordo_string *fields,
                 size_t max_reasons, struct ordo_scratch *scratch, struct ordo_error *error)
{
    struct ordo_vector vector;
    double told = 0.0;
    int result;

    explanation->n_reasons = 0;
    explanation->n_spans = 0;
    explanation->names_length = 0;
    if (ordo_vector_make(&vector, &model->spec, &model->table, model->rows,
                         1 + (size_t)model->n_outputs, fields, scratch, error) != 0 ||
        rank(explanation, model, &model->heads[head], label, &vector, error) != 0)
        return -1;
    if (explanation->n_reasons > max_reasons)
        explanation->n_reasons = max_reasons;
    for (size_t i = 0; i < explanation->n_reasons; i++) {
        told += explanation->reasons[i].contribution;
        scratch->count[explanation->reasons[i].feature] = (uint32_t)i + 1;
    }
    explanation->rest = explanation->decision - explanation->bias - told;
    result = locate(explanation, model, fields, scratch, error);
    for (size_t i = 0; i < explanation->n_reasons; i++)
        scratch->count[explanation->reasons[i].feature] = 0;
    if (result == 0)
        attach_names(explanation, model);
    return result;
}

void ordo_explanation_release(struct ordo_explanation *explanation)
{
    free(explanation->reasons);
    free(explanation->spans);
    free(explanation->names);
    memset(explanation, 0, sizeof *explanation);
}
