/* article.c: bytes as given -> a text that the stages can read. */
#include "article.h"
#include "../lib/reserve.h"

#include <stdlib.h>
#include <string.h>

const char *article_skip_name(enum article_skip skip)
{
    static const char *const names[SKIP_REASONS] = {"", "language", "duplicate", "empty"};

    return names[skip];
}

void article_clear(struct article *article)
{
    memset(&article->facts, 0, sizeof article->facts);
    article->skipped = SKIP_NOT;
    article->source = article->text = (struct ordo_string){NULL, 0};
    article->n_ill_formed = article->first_ill_formed = 0;
    article->line = article->byte = 0;
}

static int repair(struct article *article, struct ordo_string given, struct ordo_error *error)
{
    size_t valid;

    if (given.length == 0)
        given.bytes = "";
    valid = ordo_utf8_valid(given.bytes, given.length);
    article->source = given;
    article->n_ill_formed = 0;
    if (valid == given.length)
        return 0;
    if (ordo_reserve(&article->repaired, &article->repaired_capacity, given.length * 3, 1, error) !=
        0)
        return -1;
    article->first_ill_formed = valid;
    article->source.length =
        ordo_utf8_repair(given.bytes, given.length, article->repaired, &article->n_ill_formed);
    article->source.bytes = article->repaired;
    return 0;
}

int article_set(struct article *article, struct ordo_string given, bool is_markdown,
                struct ordo_error *error)
{
    if (given.length >= 3 && memcmp(given.bytes, "\xEF\xBB\xBF", 3) == 0) {
        given.bytes += 3;
        given.length -= 3;
    }
    if (repair(article, given, error) != 0)
        return -1;
    if (article->source.length > ORDO_TEXT_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "text longer than %zu bytes", ORDO_TEXT_MAX);
    article->text = article->source;
    article->is_markdown = is_markdown;
    if (is_markdown) {
        if (markdown_read(&article->markdown, article->source.bytes, article->source.length,
                          error) != 0)
            return -1;
        article->text = (struct ordo_string){article->markdown.bytes, article->markdown.length};
    }
    return 0;
}

int article_count(struct article *article, struct ordo_error *error)
{
    return points_init(&article->points, article->source, error);
}

void article_bytes(const struct article *article, struct ordo_span span, size_t *begin, size_t *end)
{
    *begin = span.begin;
    *end = span.end;
    if (!article->is_markdown)
        return;
    *begin = markdown_source(&article->markdown, span.begin).begin;
    *end = span.end == 0 ? 0 : markdown_source(&article->markdown, span.end - 1).end;
    if (*end < *begin)
        *end = *begin;
}

void article_points(const struct article *article, size_t begin, size_t end, size_t *first,
                    size_t *past)
{
    *first = points_at(&article->points, begin);
    *past = points_at(&article->points, end);
}

void article_span(const struct article *article, size_t begin, size_t end, size_t *first,
                  size_t *past)
{
    struct ordo_span span = {(uint32_t)begin, (uint32_t)end};
    size_t from, to;

    article_bytes(article, span, &from, &to);
    article_points(article, from, to, first, past);
}

void article_release(struct article *article)
{
    free(article->repaired);
    markdown_release(&article->markdown);
    points_release(&article->points);
    memset(article, 0, sizeof *article);
}
