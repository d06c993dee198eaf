/* transcript.h: "LAVROV: ...", "President of Russia Vladimir Putin: ...": whether a text is a
 * transcript, and where its turns begin. */
#ifndef ORDO_TRANSCRIPT_H
#define ORDO_TRANSCRIPT_H

#include "mark.h"

#define TRANSCRIPT_SLOTS 256 /* in which labels are told apart */

struct transcript {
    bool found;
    bool capitals; /* its labels are in capitals alone */
    bool goes_on;  /* what follows a turn without a label of its own belongs to it */
    bool asked;    /* one of them ends in a question */
    uint32_t turns[TRANSCRIPT_SLOTS]; /* of each label, by its name */
};

/* Tells from all paragraphs whether the text is a transcript. */
void ordo_transcript_read(struct transcript *transcript, const struct marks *marks,
                          const char *text);
/* Where the words of the turn begin that paragraph i begins with, behind its label, which may be
 * all of the paragraph; 0: it has none. */
size_t ordo_transcript_turn(const struct transcript *transcript, const struct marks *marks,
                            size_t i, const char *text);

#endif
