/* agree.h: several annotators' labels -> how far they agree, and one label for each item. */
#ifndef ORDO_AGREE_H
#define ORDO_AGREE_H

#include "../lib/program/json.h"
#include "agreement.h"
#include "talk.h"

enum adjudicate_by { ADJUDICATE_MAJORITY, ADJUDICATE_DAWID_SKENE };

struct agree_options {
    const char *item;
    const char *annotator;     /* column, one row for each judgement; NULL: see labels */
    const char *const *labels; /* [n_labels] columns: several are annotators; one: files are */
    size_t n_labels;
    const char *order; /* "a,b,c"; NULL: numbers and known scales have theirs */
    size_t top, bootstrap, seed;
    bool json;
    const char *adjudicated; /* JSONL file; NULL: none */
    enum adjudicate_by by;
    const char *const *paths;
    size_t n_paths;
};

/* Writes the report, text or JSON, into out. */
int agree(const struct agree_options *options, const struct talk *talk, struct json *out,
          size_t *n_bad, struct ordo_error *error);

#endif
