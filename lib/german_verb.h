/* german_verb.h: what German verbs are by the words around them. */
#ifndef ORDO_GERMAN_VERB_H
#define ORDO_GERMAN_VERB_H

#include "narration.h"

/* Gives the verbs in a German narration the classes that they have with their prefixes ("teilte der
 * Minister mit" reports as "mitteilte" does), and the subjunctive to those in no list. */
void ordo_german_verbs_read(struct narration *narration, const char *text);

#endif
