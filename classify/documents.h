/* documents.h: a piece -> its articles, one after another. */
#ifndef ORDO_DOCUMENTS_H
#define ORDO_DOCUMENTS_H

#include "../lib/program/charset.h"
#include "../lib/program/language.h"
#include "article.h"
#include "dates.h"
#include "input.h"
#include "newsml.h"
#include "page.h"
#include "plan.h"
#include "warc.h"

#define DOCUMENT_NAME_ROOM 4300

/* One worker's, its memory reused from piece to piece. */
struct documents {
    const struct plan *plan;
    const struct piece *piece;
    struct rows_reader reader; /* of rows */
    struct rows_row row;
    bool reading; /* rows are being read */
    bool done;    /* the one article of the piece was given */
    bool given;   /* an article was */
    bool again;   /* the one article is given once more as it is */
    uint64_t met; /* of plan->names, a bit for each that a row of the piece had */
    struct page page;
    struct newsml newsml;
    struct warc_body body;
    char *converted; /* owned; text in UTF-8 */
    size_t converted_capacity;
    char *joined; /* owned; several fields of a row */
    size_t joined_capacity;
    char *mended[8]; /* owned; facts that were ill-formed */
    size_t mended_capacity[8];
    char name[DOCUMENT_NAME_ROOM];
    char date[DATE_ROOM];
    char language[LANGUAGE_ROOM];
    char encoding[CHARSET_ROOM]; /* that the newest article was converted from; empty: none */
    uint64_t n_replaced;
    struct ordo_error lost; /* why the rest of its page could not be read; code ORDO_OK: all was */
};

/* Begins with a piece. -1: nothing in it can be read. */
int documents_open(struct documents *documents, const struct piece *piece,
                   struct ordo_error *error);
/* 1: an article, whose language is what it says itself; 0: no more; -1: a bad one, with its place:
 * call again. What an article borrows lasts until the next call. */
int documents_next(struct documents *documents, struct article *article, struct ordo_error *error);
/* Begins again with the same piece. */
int documents_rewind(struct documents *documents, struct ordo_error *error);
/* The row that the newest article stands in, NULL: none. */
const struct rows_row *documents_row(const struct documents *documents);
void documents_release(struct documents *documents);

#endif
