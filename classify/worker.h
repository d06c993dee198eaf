/* worker.h: one piece of input -> records. One worker a thread, nothing shared but the plan. */
#ifndef ORDO_WORKER_H
#define ORDO_WORKER_H

#include "../lib/program/json.h"
#include "article.h"
#include "plan.h"

struct counts {
    uint64_t articles, statements, failed;
};

/* What came of one piece. */
struct output {
    struct json records;  /* JSONL */
    struct json messages; /* one line each, for standard error; no JSON */
    struct counts counts;
};

/* The statement in hand. */
struct statement {
    struct ordo_string article; /* its id */
    uint64_t number;            /* within the article, from 1 */
    struct ordo_string text;
    struct ordo_string fields[ORDO_COLUMNS_MAX]; /* the model's columns */
    const struct ordo_quote *quote;              /* NULL: the row was the statement */
    const uint32_t *from; /* of each byte of text, the byte of the article's text; NULL: the same */
};

struct worker {
    const struct plan *plan;
    struct ordo_scratch *scratch;
    struct article article;
    struct ordo_quotes quotes;
    struct ordo_ngrams ngrams;
    struct ordo_explanation explanation;
    char *words; /* of the statement in hand */
    uint32_t *from;
    size_t words_capacity, from_capacity;
};

int worker_init(struct worker *worker, const struct plan *plan, struct ordo_error *error);
/* Fills output, whose memory is reused. Bad rows and articles become messages; -1 only when nothing
 * can go on (memory). */
int worker_run(struct worker *worker, const struct piece *piece, struct output *output,
               struct ordo_error *error);
void worker_release(struct worker *worker);
void output_tell(struct output *output, const struct ordo_error *error);
void output_clear(struct output *output);
void output_release(struct output *output);

#endif
