/* suggest.h: which unlabelled texts to label next (active learning; Settles 2009). */
#ifndef ORDO_SUGGEST_H
#define ORDO_SUGGEST_H

#include "../lib/program/json.h"
#include "dataset.h"

enum suggest_by {
    SUGGEST_MARGIN,    /* 1 - (p of the likeliest class - p of the next) */
    SUGGEST_ENTROPY,   /* of p, in nats */
    SUGGEST_DENSITY,   /* entropy times mean cosine similarity to the unlabelled texts */
    SUGGEST_COMMITTEE, /* entropy of the votes of bootstrap models, ties by that of their mean p */
    SUGGEST_RANDOM
};

enum suggest_format { SUGGEST_JSONL, SUGGEST_DOCCANO, SUGGEST_LABEL_STUDIO };

struct suggest_options {
    const char *text, *id, *label, *group;
    const char *const *labelled; /* [n_labelled] paths */
    size_t n_labelled;
    const char *const *unlabelled; /* [n_unlabelled] paths; labels in them are not looked at */
    size_t n_unlabelled;
    enum suggest_by by;
    enum suggest_format format;
    size_t n;         /* texts to suggest */
    size_t committee; /* models */
    double
        diversity; /* 0: none; 1: a text as similar as can be to one suggested is worth nothing */
    double C;
    size_t seed, threads;
};

/* Writes the texts to out, best first: JSONL with id, text, score and predicted probabilities; or
 * what doccano or Label Studio import, without predictions, which would sway the annotator. */
int suggest(const struct suggest_options *options, const struct talk *talk, struct json *out,
            size_t *n_bad, struct ordo_error *error);

#endif
