/* article.h: bytes as given -> a text that the stages can read, with its places. */
#ifndef ORDO_ARTICLE_H
#define ORDO_ARTICLE_H

#include "markdown.h"
#include "points.h"

/* What is known of an article besides its text. Borrowed from the piece or the worker's memory;
 * length 0: not known. */
struct article_facts {
    struct ordo_string id;   /* the input's own, else path or path:line */
    struct ordo_string path; /* file, members of archives behind '!': "a.tar.gz!b/c.html" */
    struct ordo_string title, author, source, url;
    struct ordo_string speaker, affiliation; /* of a row that is a statement */
    struct ordo_string date;                 /* ISO 8601 where it can be read, else as given */
    struct ordo_string language;             /* ISO 639 code, given or recognised */
    struct ordo_string duplicate_of;         /* id of the earlier article; empty: none */
    bool near_duplicate;                     /* not the same words, but nearly */
    double duplicate_similarity;             /* estimated Jaccard similarity; 1 where the same */
};

/* Why an article was not looked at, or not scored. */
enum article_skip {
    SKIP_NOT,
    SKIP_LANGUAGE,  /* not one that the model was trained for: statements, but no scores */
    SKIP_DUPLICATE, /* of an earlier article, with --duplicates skip */
    SKIP_EMPTY,     /* no text */
    SKIP_REASONS
};
/* "language", "duplicate", "empty" */
const char *article_skip_name(enum article_skip skip);

/* Reused from one article to the next. Offsets count code points of `source`: the given text
 * without a byte order mark, ill-formed bytes replaced. */
struct article {
    struct article_facts facts;
    enum article_skip skipped;
    struct ordo_string source, text;       /* text is the source, or a Markdown source's words */
    size_t n_ill_formed, first_ill_formed; /* replaced; byte offset of the first */
    char *repaired;                        /* owned */
    size_t repaired_capacity;
    struct markdown markdown;
    bool is_markdown;
    struct points points;
    uint64_t line, byte; /* where it stands in the file, from 1; 0: at its beginning */
};

/* Forgets the article, keeps the memory. */
void article_clear(struct article *article);

int article_set(struct article *article, struct ordo_string given, bool is_markdown,
                struct ordo_error *error);
/* Counts the code points, which article_span needs and scores alone do not. */
int article_count(struct article *article, struct ordo_error *error);
/* Code points of a span of `text`, whose end is that of its last byte. */
void article_span(const struct article *article, size_t begin, size_t end, size_t *first,
                  size_t *past);
/* Bytes of the source of a span of `text`, and their code points. */
void article_bytes(const struct article *article, struct ordo_span span, size_t *begin,
                   size_t *end);
void article_points(const struct article *article, size_t begin, size_t end, size_t *first,
                    size_t *past);
void article_release(struct article *article);

#endif
