/* turn_label.h: what stands before a turn of a transcript, and what may be one. */
#ifndef ORDO_TURN_LABEL_H
#define ORDO_TURN_LABEL_H

#include "mark.h"

struct turn_label {
    size_t past;   /* behind it, spaces and brackets; 0: no label */
    uint64_t name; /* hash of its last word, in small letters */
    unsigned words;
    bool capitals; /* all letters are */
    bool answer;   /* "A. I won't.", which follows a question */
    bool named;    /* a word of it is neither a title nor an office */
    bool person;   /* a title, an office or a first name shows it */
};

/* The label at the head of a paragraph. */
struct turn_label ordo_turn_label(const char *text, struct ordo_span paragraph);
/* Whether what follows a label is said, not a fact of few words: "VESSEL FLAG: Peru", "Silva: 547."
 */
bool ordo_turn_is_spoken(const char *text, struct ordo_span words);
/* "Silva: How the Treaty Was Won" at the head of an article: most longer words have capitals. */
bool ordo_turn_is_headline(const char *text, struct ordo_span words);
/* Whether it ends in the mark, spaces apart. */
bool ordo_turn_ends_in(const char *text, struct ordo_span words, const char *mark);

#endif
