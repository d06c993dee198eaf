/* explain.c: which words decided.
 *
 * A linear model explains itself: each feature's contribution is its value times its weight, and
 * all of them with the bias add up to the decision value. A feature's contribution is shared out
 * among its occurrences in the text. Those of a word n-gram make one reason; those of all character
 * n-grams of a word make another, because twenty pieces of a word tell a reader less than the word.
 */
#include "scratch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Where reasons are found again by what they stand for. */
struct reason_slot {
    uint64_t key;
    uint32_t reason; /* + 1; 0: free */
};

/* One place of one reason, in the order of the text. */
struct reason_place {
    uint32_t reason;
    struct ordo_span span;
};

struct walk {
    struct ordo_explanation *explanation;
    const struct ordo_model *model;
    const struct ordo_string *fields;
    struct ordo_scratch *scratch;
    double *share; /* [n_features of the vector] of one occurrence; before that, how many */
    struct reason_slot *slots;
    size_t n_slots, n_ngrams;
    struct reason_place *places;
    size_t n_places, place_capacity;
    struct ordo_error *error;
};

static int by_contribution(const void *left, const void *right)
{
    const struct ordo_reason *a = left, *b = right;
    double x = fabs(a->contribution), y = fabs(b->contribution);

    if (x != y)
        return x < y ? 1 : -1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* Calls `visit` for every n-gram that is a feature of the vector; scratch->count leads from feature
 * to place in the vector. */
static int each_ngram(struct walk *walk,
                      int (*visit)(struct walk *walk, const struct ordo_ngram *ngram,
                                   uint32_t place))
{
    struct ordo_scratch *scratch = walk->scratch;
    const struct ordo_spec *spec = &walk->model->spec;

    for (size_t field = 0; field < spec->n_fields; field++) {
        if (walk->fields[field].length == 0)
            continue;
        if (ordo_ngrams_find(&scratch->ngrams, spec, field, walk->fields[field], scratch,
                             walk->error) != 0)
            return -1;
        for (size_t i = 0; i < scratch->ngrams.n; i++) {
            const struct ordo_ngram *ngram = &scratch->ngrams.items[i];
            uint32_t feature = ordo_table_find(&walk->model->table, ngram->key);
            if (feature != ORDO_NONE && scratch->count[feature] > 0 &&
                visit(walk, ngram, scratch->count[feature] - 1) != 0)
                return -1;
        }
    }
    return 0;
}

static int count_occurrence(struct walk *walk, const struct ordo_ngram *ngram, uint32_t place)
{
    (void)ngram;
    walk->share[place] += 1.0;
    walk->n_ngrams++;
    return 0;
}

static uint64_t reason_key(const struct walk *walk, const struct ordo_ngram *ngram)
{
    const struct ordo_scratch *scratch = walk->scratch;

    if (ngram->kind != ORDO_NGRAM_CHARS)
        return ngram->key;
    return key_mix(scratch->hashes[ngram->first] ^ ((uint64_t)ngram->field + 1) * KEY_A, KEY_D);
}

/* A new reason with its name: the n-gram's, or "~" and the word. */
static int add_reason(struct walk *walk, const struct ordo_ngram *ngram)
{
    struct ordo_explanation *explanation = walk->explanation;
    struct ordo_ngram named = *ngram;
    struct ordo_reason *reason;
    char name[512] = "~";
    size_t at = ngram->kind == ORDO_NGRAM_CHARS ? 1 : 0, length;

    if (at > 0)
        named.kind = ORDO_NGRAM_WORDS;
    length = at + ordo_ngram_name(&named, &walk->model->spec, walk->scratch, name + at,
                                  sizeof name - at);
    if (ordo_reserve(&explanation->names, &explanation->names_capacity,
                     explanation->names_length + length, 1, walk->error) != 0 ||
        ordo_reserve(&explanation->reasons, &explanation->reason_capacity,
                     explanation->n_reasons + 1, sizeof *explanation->reasons, walk->error) != 0)
        return -1;
    memcpy(explanation->names + explanation->names_length, name, length);
    reason = &explanation->reasons[explanation->n_reasons++];
    *reason = (struct ordo_reason){
        .name_at = explanation->names_length, .name_length = length, .field = ngram->field};
    explanation->names_length += length;
    return 0;
}

static int add_place(struct walk *walk, uint32_t reason, const struct ordo_ngram *ngram)
{
    const struct ordo_scratch *scratch = walk->scratch;
    struct ordo_span span = {ngram->begin, ngram->end};

    if (ngram->kind == ORDO_NGRAM_CHARS) {
        span.begin = scratch->tokens.items[ngram->first].begin;
        span.end = scratch->tokens.items[ngram->first].end;
    }
    span = ordo_text_source(&scratch->text, span);
    if (walk->n_places > 0 && walk->places[walk->n_places - 1].reason == reason &&
        walk->places[walk->n_places - 1].span.begin == span.begin)
        return 0; /* another piece of the same word */
    if (ordo_reserve(&walk->places, &walk->place_capacity, walk->n_places + 1, sizeof *walk->places,
                     walk->error) != 0)
        return -1;
    walk->places[walk->n_places++] = (struct reason_place){reason, span};
    return 0;
}

static int add_occurrence(struct walk *walk, const struct ordo_ngram *ngram, uint32_t place)
{
    uint64_t key = reason_key(walk, ngram);
    size_t at = (size_t)(key >> 8) & (walk->n_slots - 1);

    while (walk->slots[at].reason != 0 && walk->slots[at].key != key)
        at = (at + 1) & (walk->n_slots - 1);
    if (walk->slots[at].reason == 0) {
        if (add_reason(walk, ngram) != 0)
            return -1;
        walk->slots[at] = (struct reason_slot){key, (uint32_t)walk->explanation->n_reasons};
    }
    walk->explanation->reasons[walk->slots[at].reason - 1].contribution += walk->share[place];
    return add_place(walk, walk->slots[at].reason - 1, ngram);
}

/* Contributions of the vector's features -> shares of their occurrences; bias and decision value.
 */
static void share_out(struct walk *walk, const struct ordo_head *head, uint32_t label,
                      const struct ordo_vector *vector)
{
    struct ordo_explanation *explanation = walk->explanation;
    uint32_t output = head->first_output + (head->n_outputs == 1 ? 0 : label);
    bool against = head->kind == ORDO_HEAD_CLASSES && head->n_outputs == 1 && label == 0;
    double sign = against ? -1.0 : 1.0;
    size_t stride = walk->model->row_size;

    explanation->bias = sign * head->bias[output - head->first_output];
    explanation->decision = explanation->bias;
    for (size_t i = 0; i < vector->n; i++) {
        double contribution = sign * (double)vector->value[i] *
                              (double)walk->model->rows[vector->index[i] * stride + 1 + output];
        explanation->decision += contribution;
        walk->share[i] = walk->share[i] > 0.0 ? contribution / walk->share[i] : 0.0;
    }
}

/* Sorts, keeps the strongest and puts their places side by side. */
static int finish(struct walk *walk, size_t max_reasons)
{
    struct ordo_explanation *explanation = walk->explanation;
    size_t n = explanation->n_reasons, n_spans = 0;
    uint32_t *rank;
    double told = 0.0;

    if (ordo_reserve(&explanation->spans, &explanation->span_capacity, walk->n_places + 1,
                     sizeof *explanation->spans, walk->error) != 0)
        return -1;
    for (size_t i = 0; i < n; i++)
        explanation->reasons[i].order = (uint32_t)i;
    if (n > 0)
        qsort(explanation->reasons, n, sizeof *explanation->reasons, by_contribution);
    rank = malloc((n + 1) * sizeof *rank);
    if (rank == NULL)
        return ordo_fail(walk->error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < n; i++)
        rank[explanation->reasons[i].order] = (uint32_t)i;
    for (size_t i = 0; i < walk->n_places; i++)
        explanation->reasons[rank[walk->places[i].reason]].n_spans++;
    explanation->n_reasons = n < max_reasons ? n : max_reasons;
    for (size_t i = 0; i < explanation->n_reasons; i++) {
        struct ordo_reason *reason = &explanation->reasons[i];
        told += reason->contribution;
        reason->name = explanation->names + reason->name_at;
        reason->first_span = (uint32_t)n_spans;
        n_spans += reason->n_spans;
        reason->n_spans = 0;
    }
    for (size_t i = 0; i < walk->n_places; i++) {
        struct ordo_reason *reason = &explanation->reasons[rank[walk->places[i].reason]];
        if (rank[walk->places[i].reason] < explanation->n_reasons)
            explanation->spans[reason->first_span + reason->n_spans++] = walk->places[i].span;
    }
    free(rank);
    explanation->n_spans = n_spans;
    explanation->rest = explanation->decision - explanation->bias - told;
    return 0;
}

static int collect(struct walk *walk, const struct ordo_head *head, uint32_t label,
                   const struct ordo_vector *vector)
{
    walk->share = calloc(vector->n + 1, sizeof *walk->share);
    if (walk->share == NULL)
        return ordo_fail(walk->error, ORDO_ERR_MEMORY, "out of memory");
    if (each_ngram(walk, count_occurrence) != 0)
        return -1;
    share_out(walk, head, label, vector);
    for (walk->n_slots = 16; walk->n_slots < 2 * walk->n_ngrams; walk->n_slots *= 2)
        continue;
    walk->slots = calloc(walk->n_slots, sizeof *walk->slots);
    if (walk->slots == NULL)
        return ordo_fail(walk->error, ORDO_ERR_MEMORY, "out of memory");
    return each_ngram(walk, add_occurrence);
}

int ordo_explain(struct ordo_explanation *explanation, const struct ordo_model *model,
                 uint32_t head, uint32_t label, const struct ordo_string *fields,
                 size_t max_reasons, struct ordo_scratch *scratch, struct ordo_error *error)
{
    struct walk walk = {.explanation = explanation,
                        .model = model,
                        .fields = fields,
                        .scratch = scratch,
                        .error = error};
    struct ordo_vector vector;
    int result;

    explanation->n_reasons = 0;
    explanation->n_spans = 0;
    explanation->names_length = 0;
    if (ordo_vector_make(&vector, &model->spec, &model->table, model->rows, model->row_size, fields,
                         scratch, error) != 0)
        return -1;
    for (size_t i = 0; i < vector.n; i++)
        scratch->count[vector.index[i]] = (uint32_t)i + 1;
    result = collect(&walk, ordo_head_choose(model, head, fields), label, &vector);
    for (size_t i = 0; i < vector.n; i++)
        scratch->count[vector.index[i]] = 0;
    if (result == 0)
        result = finish(&walk, max_reasons);
    free(walk.share);
    free(walk.slots);
    free(walk.places);
    return result;
}

void ordo_explanation_release(struct ordo_explanation *explanation)
{
    free(explanation->reasons);
    free(explanation->spans);
    free(explanation->names);
    memset(explanation, 0, sizeof *explanation);
}
