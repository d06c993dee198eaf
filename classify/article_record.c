/* article_record.c: an article -> one JSON object (--print articles), which can be read again. */
#include "record.h"

static void put(struct json *json, const char *key, struct ordo_string value)
{
    json_key(json, key);
    if (value.length > 0)
        json_string(json, value.bytes, value.length);
    else
        json_null(json);
}

int record_article(struct worker *worker, struct json *json, struct ordo_error *error)
{
    const struct article *article = &worker->article;
    const struct article_facts *facts = &article->facts;

    json_open(json, '{');
    put(json, "id", facts->id);
    put(json, "path", facts->path);
    put(json, "title", facts->title);
    put(json, "date", facts->date);
    put(json, "author", facts->author);
    put(json, "source", facts->source);
    put(json, "url", facts->url);
    put(json, "language", facts->language);
    if (facts->duplicate_of.length > 0) {
        put(json, "duplicate_of", facts->duplicate_of);
        json_key(json, "duplicate_similarity");
        json_number(json, facts->duplicate_similarity, 3);
    }
    if (article->skipped != SKIP_NOT) {
        json_key(json, "skipped");
        json_text(json, article_skip_name(article->skipped));
    }
    if (!worker->plan->settings->no_text) {
        json_key(json, "text");
        json_string(json, article->text.bytes, article->text.length);
    }
    json_close(json, '}');
    json_newline(json);
    return json->failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}

void record_unscored(struct worker *worker, struct json *json)
{
    const struct plan *plan = worker->plan;

    for (size_t i = 0; plan->settings->stage == PRINT_SCORES && i < plan->n_heads; i++) {
        json_key(json, plan->model->heads[plan->heads[i]].name);
        json_null(json);
    }
    json_key(json, "skipped");
    json_text(json, article_skip_name(worker->article.skipped));
}
