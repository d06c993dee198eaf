/* german_indirect.h: what a German sentence reports. */
#ifndef ORDO_GERMAN_INDIRECT_H
#define ORDO_GERMAN_INDIRECT_H

#include "indirect.h"

/* Who was reported last. */
struct german_voice {
    size_t end; /* the item behind the sentence; the number of items: nobody */
    struct finding finding;
    bool known;    /* not by a quotation */
    bool reported; /* the sentence was */
};

/* Adds what the sentence reports; voice goes from sentence to sentence. */
int ordo_german_read(struct ordo_reading *reading, const struct search *search,
                     struct clause sentence, struct german_voice *voice, struct ordo_error *error);

#endif
