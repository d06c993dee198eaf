/* article.h: bytes as given -> a text that the stages can read, with its places. */
#ifndef ORDO_ARTICLE_H
#define ORDO_ARTICLE_H

#include "input.h"
#include "markdown.h"
#include "points.h"

/* Reused from one article to the next. Offsets count code points of `source`: the given text
 * without a byte order mark, ill-formed bytes replaced. */
struct article {
    struct ordo_string id, title;          /* borrowed */
    struct ordo_string source, text;       /* text is the source, or a Markdown source's words */
    size_t n_ill_formed, first_ill_formed; /* replaced; byte offset of the first */
    char *repaired;                        /* owned */
    size_t repaired_capacity;
    struct markdown markdown;
    bool is_markdown;
    struct points points;
};

int article_set(struct article *article, struct ordo_string given, bool is_markdown,
                struct ordo_error *error);
/* Counts the code points, which article_span needs and scores alone do not. */
int article_count(struct article *article, struct ordo_error *error);
/* Code points of a span of `text`, whose end is that of its last byte. */
void article_span(const struct article *article, size_t begin, size_t end, size_t *first,
                  size_t *past);
void article_release(struct article *article);

#endif
