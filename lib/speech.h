/* speech.h: what is said without quotation marks: the lines of a transcript, dialogue after dashes.
 */
#ifndef ORDO_SPEECH_H
#define ORDO_SPEECH_H

#include "mark.h"

/* Adds a pair without glyphs for every speech of a transcript ("LAVROV: ...", "Q: ...") and of a
 * dialogue ("— ..., — said X."), in place of the pairs inside it. Most texts have none. */
int ordo_speech_find(struct marks *marks, const char *text, size_t length,
                     struct ordo_error *error);

#endif
