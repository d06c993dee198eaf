/* reading.h: what quotes and speakers are found in. */
#ifndef ORDO_READING_H
#define ORDO_READING_H

#include "narration.h"

/* Behind struct ordo_quotes; reused from text to text. */
struct ordo_reading {
    struct marks marks;
    struct narration narration;
    size_t *item_of; /* [n_pairs] where each pair stands in the narration */
    size_t item_capacity;
    uint32_t *pair_of; /* [n_spans] of the quotes: which pair each span is */
    size_t pair_capacity;
    struct names *names; /* of speaker.c */
};

void ordo_names_free(struct names *names);

#endif
