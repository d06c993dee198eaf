/* join.h: labels kept apart from the text they stand for, and both put together again.
 *
 * Stand-off labels say where a text stands in a published corpus, and its checksum, but not the
 * text: what may not be redistributed can still be shared and checked. Offsets are code points of
 * the document after every run of white space is folded to one space, the first one too. */
#ifndef ORDO_JOIN_H
#define ORDO_JOIN_H

#include "../lib/program/json.h"
#include "talk.h"

/* Where a corpus is: a folder whose files are named after the documents, with any ending, or a
 * JSONL, CSV or TSV file with a column that names them (its last part where it is an address). */
struct corpus {
    const char *source; /* value of the column "source" */
    const char *path;
    const char *id, *text; /* columns */
};

#define CORPORA_MAX 64
#define COLUMNS_MAX 64 /* of labels */

struct join_options {
    const char *labels; /* TSV: source, doc, begin, end, checksum and any other columns */
    struct corpus corpora[CORPORA_MAX];
    size_t n_corpora;
    const char *output;
};

/* Writes JSONL, one example for each label whose text was found and has the right checksum, in the
 * order of the labels, with all columns but begin, end and checksum. out receives what was not
 * found or differs; *n_bad counts it. */
int join(const struct join_options *options, const struct talk *talk, struct json *out,
         size_t *n_bad, struct ordo_error *error);

struct detach_options {
    const char *text, *begin, *end;
    const char *const *keep; /* [n_keep] columns to write as they are */
    size_t n_keep;
    const char *const *paths;
    size_t n_paths;
};

/* The reverse: writes the TSV of stand-off labels into out. */
int detach(const struct detach_options *options, const struct talk *talk, struct json *out,
           size_t *n_bad, struct ordo_error *error);

#endif
