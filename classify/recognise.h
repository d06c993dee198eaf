/* recognise.h: the first bytes of a stream -> what it holds. */
#ifndef ORDO_RECOGNISE_H
#define ORDO_RECOGNISE_H

#include "../lib/program/rows.h"
#include "settings.h"

enum piece_kind {
    PIECE_ARTICLE, /* plain text */
    PIECE_MARKDOWN,
    PIECE_PAGE, /* HTML */
    PIECE_NEWS, /* NewsML-G2, NewsML 1, NITF */
    PIECE_WARC, /* one record of a web archive */
    PIECE_ROWS  /* JSONL, JSON, CSV, TSV, lines */
};

struct recognised {
    enum piece_kind kind;
    struct rows_dialect dialect; /* of rows */
};

/* By settings->format where that says it, else by content; `name` (may be NULL) decides only where
 * content leaves it open: CSV, TSV and Markdown look like text, and a file named .jsonl is JSONL
 * even where its first line is broken. Fails with ORDO_ERR_FORMAT for what is no text (error->byte
 * is set), or XML that is no news. */
int recognise(struct recognised *recognised, struct ordo_string bytes, const char *name,
              const struct settings *settings, struct ordo_error *error);

/* Whether a text begins with an element of HTML. */
bool recognise_markup(struct ordo_string text);

#endif
