/* stage.c: what a statement looks like at a stage before its scores (--print), and behind them
 * (--explain), as JSON. */
#include "worker.h"

#include <string.h>

enum { DIGITS_VALUE = 6 };

static const char *const KINDS[] = {"word", "number", "url", "mention", "hashtag", "mark"};

/* A span of the statement's text in code points, as [begin, end]. */
static void put_span(const struct worker *worker, const struct statement *statement,
                     struct ordo_span span, struct json *json)
{
    size_t first, past;

    if (statement->from != NULL && span.end > span.begin) {
        span.end = statement->from[span.end - 1] + 1;
        span.begin = statement->from[span.begin];
    }
    article_span(&worker->article, span.begin, span.end, &first, &past);
    json_open(json, '[');
    json_integer(json, (int64_t)first);
    json_integer(json, (int64_t)past);
    json_close(json, ']');
}

static void put_tokens(struct worker *worker, const struct statement *statement, size_t field,
                       struct json *json)
{
    const struct ordo_text *text = ordo_scratch_text(worker->scratch);
    const struct ordo_tokens *tokens = ordo_scratch_tokens(worker->scratch);
    bool is_text = statement->fields[field].bytes == statement->text.bytes;

    for (size_t i = 0; i < tokens->n; i++) {
        const struct ordo_token *token = &tokens->items[i];
        struct ordo_span span = {token->begin, token->end};
        json_open(json, '{');
        json_key(json, "token");
        json_string(json, text->bytes + token->begin, token->end - token->begin);
        json_key(json, "kind");
        json_text(json, KINDS[token->kind]);
        if (is_text) {
            json_key(json, "span");
            put_span(worker, statement, ordo_text_source(text, span), json);
        }
        json_close(json, '}');
    }
}

static void put_ngrams(struct worker *worker, struct json *json)
{
    char name[512];

    for (size_t i = 0; i < worker->ngrams.n; i++) {
        size_t length = ordo_ngram_name(&worker->ngrams.items[i], &worker->plan->spec,
                                        worker->scratch, name, sizeof name);
        json_string(json, name, length);
    }
}

static int put_fields(struct worker *worker, const struct statement *statement, bool tokens,
                      struct json *json, struct ordo_error *error)
{
    const struct ordo_spec *spec = &worker->plan->spec;

    json_open(json, '[');
    for (size_t i = 0; i < spec->n_fields; i++) {
        if (statement->fields[i].length == 0)
            continue;
        if (ordo_ngrams_find(&worker->ngrams, spec, i, statement->fields[i], worker->scratch,
                             error) != 0)
            return -1;
        if (tokens)
            put_tokens(worker, statement, i, json);
        else
            put_ngrams(worker, json);
    }
    json_close(json, ']');
    return 0;
}

/* Feature number or, where the model knows names, name, and value. */
static int put_vector(struct worker *worker, const struct statement *statement, struct json *json,
                      struct ordo_error *error)
{
    const struct ordo_model *model = worker->plan->model;
    struct ordo_vector vector;

    if (ordo_vector_make(&vector, &model->spec, &model->table, model->rows, model->row_size,
                         statement->fields, worker->scratch, error) != 0)
        return -1;
    json_open(json, '[');
    for (size_t i = 0; i < vector.n; i++) {
        uint32_t feature = vector.index[i];
        json_open(json, '[');
        if (model->name_at != NULL)
            json_string(json, model->names + model->name_at[feature],
                        model->name_at[feature + 1] - model->name_at[feature]);
        else
            json_integer(json, feature);
        json_number(json, (double)vector.value[i], DIGITS_VALUE);
        json_close(json, ']');
    }
    json_close(json, ']');
    return 0;
}

int record_stage(struct worker *worker, const struct statement *statement, struct json *json,
                 struct ordo_error *error)
{
    enum print_stage stage = (enum print_stage)worker->plan->settings->stage;

    if (stage == PRINT_VECTOR)
        return put_vector(worker, statement, json, error);
    return put_fields(worker, statement, stage == PRINT_TOKENS, json, error);
}

int record_explain(struct worker *worker, const struct statement *statement, uint32_t head,
                   uint32_t label, struct json *json, struct ordo_error *error)
{
    struct ordo_explanation *explanation = &worker->explanation;
    const struct ordo_model *model = worker->plan->model;

    if (ordo_explain(explanation, model, head, label, statement->fields,
                     worker->plan->settings->explain, worker->scratch, error) != 0)
        return -1;
    json_open(json, '{');
    json_key(json, "decision");
    json_number(json, explanation->decision, DIGITS_VALUE);
    json_key(json, "bias");
    json_number(json, explanation->bias, DIGITS_VALUE);
    json_key(json, "rest");
    json_number(json, explanation->rest, DIGITS_VALUE);
    json_key(json, "features");
    json_open(json, '[');
    for (size_t i = 0; i < explanation->n_reasons; i++) {
        const struct ordo_reason *reason = &explanation->reasons[i];
        json_open(json, '{');
        json_key(json, "feature");
        json_string(json, reason->name, reason->name_length);
        json_key(json, "contribution");
        json_number(json, reason->contribution, DIGITS_VALUE);
        if (statement->fields[reason->field].bytes == statement->text.bytes) {
            json_key(json, "spans");
            json_open(json, '[');
            for (size_t j = 0; j < reason->n_spans; j++)
                put_span(worker, statement, explanation->spans[reason->first_span + j], json);
            json_close(json, ']');
        }
        json_close(json, '}');
    }
    json_close(json, ']');
    json_close(json, '}');
    return 0;
}
