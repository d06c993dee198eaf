/* record.c: a scored statement -> one JSON object. */
#include "record.h"

#include <string.h>

enum { DIGITS_P = 4, DIGITS_VALUE = 6 };

static void put_span(struct json *json, const struct article *article, struct ordo_span span)
{
    size_t first, past;

    article_span(article, span.begin, span.end, &first, &past);
    json_open(json, '[');
    json_integer(json, (int64_t)first);
    json_integer(json, (int64_t)past);
    json_close(json, ']');
}

void record_span(const struct worker *worker, const struct statement *statement,
                 struct ordo_span span, struct json *json)
{
    if (statement->from != NULL && span.end > span.begin) {
        span.end = statement->from[span.end - 1] + 1;
        span.begin = statement->from[span.begin];
    }
    put_span(json, &worker->article, span);
}

/* Words of the article with white space folded, as a quote's words are. */
static void put_folded(struct json *json, const struct article *article, struct ordo_span span)
{
    char folded[512];
    size_t n = 0;
    bool space = false;

    for (size_t i = span.begin; i < span.end && n + 1 < sizeof folded; i++) {
        char c = article->text.bytes[i];
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
            space = n > 0;
            continue;
        }
        if (space)
            folded[n++] = ' ';
        space = false;
        folded[n++] = c;
    }
    n = ordo_utf8_valid(folded, n);
    json_string(json, folded, n);
}

static void put_quote(const struct worker *worker, const struct statement *statement,
                      struct json *json)
{
    const struct ordo_quote *quote = statement->quote;
    const struct ordo_span *spans = worker->quotes.spans + quote->first_span;
    const struct article *article = &worker->article;
    size_t first, past;

    article_span(article, spans[0].begin, spans[quote->n_spans - 1].end, &first, &past);
    json_key(json, "begin");
    json_integer(json, (int64_t)first);
    json_key(json, "end");
    json_integer(json, (int64_t)past);
    json_key(json, "spans");
    json_open(json, '[');
    for (size_t i = 0; i < quote->n_spans; i++)
        put_span(json, article, spans[i]);
    json_close(json, ']');
}

static void put_speaker(const struct worker *worker, const struct statement *statement,
                        struct json *json)
{
    const struct ordo_quote *quote = statement->quote;
    const struct article *article = &worker->article;
    size_t first, past;

    json_key(json, "kind");
    json_text(json, ordo_kind_name(quote->kind));
    json_key(json, "speaker");
    if (quote->speaker.end > quote->speaker.begin)
        put_folded(json, article, quote->speaker);
    else
        json_null(json);
    json_key(json, "speaker_role");
    if (quote->role.end > quote->role.begin)
        put_folded(json, article, quote->role);
    else
        json_null(json);
    json_key(json, "speaker_affiliation");
    if (quote->affiliation_code[0] != '\0')
        json_text(json, quote->affiliation_code);
    else
        json_null(json);
    json_key(json, "speaker_by");
    json_text(json, ordo_evidence_name(quote->by));
    json_key(json, "speaker_confidence");
    json_number(json, (double)quote->confidence, 2);
    json_key(json, "speaker_mention");
    if (quote->mention.end > quote->mention.begin) {
        article_span(article, quote->mention.begin, quote->mention.end, &first, &past);
        json_open(json, '{');
        json_key(json, "text");
        put_folded(json, article, quote->mention);
        json_key(json, "begin");
        json_integer(json, (int64_t)first);
        json_key(json, "end");
        json_integer(json, (int64_t)past);
        json_close(json, '}');
    } else {
        json_null(json);
    }
    json_key(json, "cue");
    if (quote->cue.end > quote->cue.begin)
        put_folded(json, article, quote->cue);
    else
        json_null(json);
}

void record_open(struct worker *worker, const struct statement *statement, struct json *json)
{
    json_open(json, '{');
    json_key(json, "article");
    json_string(json, statement->article.bytes, statement->article.length);
    json_key(json, "statement");
    json_integer(json, (int64_t)statement->number);
    if (statement->quote != NULL)
        put_quote(worker, statement, json);
    if (!worker->plan->settings->no_text) {
        json_key(json, "text");
        json_string(json, statement->text.bytes, statement->text.length);
    }
    if (statement->quote != NULL)
        put_speaker(worker, statement, json);
}

/* Stance heads, and they alone, have a score: p(support) - p(oppose). */
static void put_score(const struct ordo_head *head, const double *probability, struct json *json)
{
    double support = -1, oppose = -1;

    for (uint32_t i = 0; i < head->n_classes; i++) {
        if (strcmp(head->classes[i], "support") == 0)
            support = probability[i];
        if (strcmp(head->classes[i], "oppose") == 0)
            oppose = probability[i];
    }
    if (support < 0 || oppose < 0)
        return;
    json_key(json, "score");
    json_number(json, support - oppose, DIGITS_P);
}

static int put_explanation(struct worker *worker, const struct statement *statement, uint32_t head,
                           uint32_t label, struct json *json, struct ordo_error *error)
{
    struct ordo_explanation *explanation = &worker->explanation;
    const struct ordo_model *model = worker->plan->model;

    if (ordo_explain(explanation, model, head, label, statement->fields,
                     worker->plan->settings->explain, worker->scratch, error) != 0)
        return -1;
    json_key(json, "explain");
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
                record_span(worker, statement, explanation->spans[reason->first_span + j], json);
            json_close(json, ']');
        }
        json_close(json, '}');
    }
    json_close(json, ']');
    json_close(json, '}');
    return 0;
}

static void put_classes(const struct ordo_head *head, const double *probability, uint32_t label,
                        double abstain, struct json *json)
{
    json_key(json, "label");
    if (probability[label] < abstain)
        json_null(json);
    else
        json_text(json, head->classes[label]);
    json_key(json, "p");
    json_open(json, '{');
    for (uint32_t j = 0; j < head->n_classes; j++) {
        json_key(json, head->classes[j]);
        json_number(json, probability[j], DIGITS_P);
    }
    json_close(json, '}');
    put_score(head, probability, json);
}

/* A number with the interval that holds it as often as the coverage says. */
static void put_estimate(const struct ordo_head *head, const struct ordo_estimate *estimate,
                         struct json *json)
{
    json_key(json, "value");
    json_number(json, estimate->value, DIGITS_VALUE);
    if (head->calibration != ORDO_CALIBRATION_RESIDUALS)
        return;
    json_key(json, "low");
    json_number(json, estimate->low, DIGITS_VALUE);
    json_key(json, "high");
    json_number(json, estimate->high, DIGITS_VALUE);
    json_key(json, "coverage");
    json_number(json, head->parameters[1], DIGITS_P);
}

int record_heads(struct worker *worker, const struct statement *statement, struct json *json,
                 struct ordo_error *error)
{
    const struct plan *plan = worker->plan;
    struct ordo_scores scores;

    if (ordo_score(&scores, plan->model, statement->fields, worker->scratch, error) != 0)
        return -1;
    for (size_t i = 0; i < plan->n_heads; i++) {
        uint32_t which = plan->heads[i], label = scores.label[which];
        const struct ordo_head *head = ordo_head_choose(plan->model, which, statement->fields);
        json_key(json, head->name);
        json_open(json, '{');
        if (head->kind == ORDO_HEAD_VALUE)
            put_estimate(head, &scores.estimate[which], json);
        else
            put_classes(head, scores.probability + head->first_class, label,
                        plan->settings->abstain, json);
        if (plan->model->heads[which].n_variants > 0) {
            json_key(json, "variant");
            if (head->value != NULL)
                json_text(json, head->value);
            else
                json_null(json); /* no variant for the row's value: the head of all rows */
        }
        if (plan->settings->explain > 0 &&
            put_explanation(worker, statement, which, label, json, error) != 0)
            return -1;
        json_close(json, '}');
    }
    return 0;
}
