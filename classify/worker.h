/* worker.h: one piece of input -> records. One worker a thread, nothing shared but the plan. */
#ifndef ORDO_WORKER_H
#define ORDO_WORKER_H

#include "../lib/program/json.h"
#include "documents.h"
#include "duplicates.h"
#include "record.h"

struct counts {
    uint64_t articles, statements, failed;
    uint64_t skipped[SKIP_REASONS]; /* articles; those in another language are in `articles`, too */
    uint64_t bytes;                 /* of texts */
    uint64_t met;                   /* of plan->names, a bit for each that some row had */
};

/* What came of one piece. */
struct output {
    struct json records;  /* as the output's emitter writes them */
    struct json messages; /* for standard error, by messages_add; no JSON */
    struct counts counts;
    struct json failed;    /* path of the input if anything of it failed, and its end's sign */
    bool readable;         /* a piece was read, and `after` is known */
    struct position after; /* where what follows the piece begins */
    uint64_t bytes_read;   /* of the inputs, when the piece was taken from them */
};

/* The statement in hand. */
struct statement {
    struct ordo_string article; /* its id */
    uint64_t number;            /* within the article, from 1 */
    struct ordo_string text;
    struct ordo_string fields[ORDO_COLUMNS_MAX]; /* the model's columns */
    const struct ordo_quote *quote;              /* NULL: the row was the statement */
    uint32_t *from; /* of each byte of text, the byte of the article's text; NULL: the same, or not
                       asked for */
};

/* What was found of an article of the piece by looking at those before it. */
struct verdict {
    struct fingerprint fingerprint;
    size_t id, id_length; /* in worker->ids: its own, then that of the one it repeats */
    bool repeats, near;
    double similarity;
};

struct worker {
    const struct plan *plan;
    struct duplicates *duplicates; /* of all workers; NULL: not looked for */
    struct ordo_scratch *scratch;
    struct documents documents;
    struct article article;
    char language[LANGUAGE_ROOM]; /* of the article, recognised */
    struct shingles shingles;
    struct verdict *verdicts; /* owned */
    size_t n_verdicts, verdict_capacity;
    char *ids; /* owned */
    size_t ids_length, ids_capacity;
    struct ordo_quotes quotes;
    struct ordo_ngrams ngrams;
    struct ordo_explanation explanation;
    struct record record;
    char *words; /* of the statement in hand */
    uint32_t *from;
    size_t words_capacity, from_capacity;
};

int worker_init(struct worker *worker, const struct plan *plan, struct duplicates *duplicates,
                struct ordo_error *error);
/* Lets the turn of a piece that could not be read go by. */
void worker_pass(struct worker *worker, uint64_t number);
/* Fills output, whose memory is reused. Bad rows and articles become messages; -1 only when nothing
 * can go on (memory). */
int worker_run(struct worker *worker, const struct piece *piece, struct output *output,
               struct ordo_error *error);
/* Only remembers the articles of a piece that an earlier run has written, for duplicates of them.
 */
int worker_replay(struct worker *worker, const struct piece *piece, struct ordo_error *error);
void worker_release(struct worker *worker);
void output_tell(struct output *output, const struct ordo_error *error);
void output_clear(struct output *output);
size_t output_size(const struct output *output); /* bytes */
void output_release(struct output *output);

#endif
