/* german_noun.h: what German nouns are by their last part. */
#ifndef ORDO_GERMAN_NOUN_H
#define ORDO_GERMAN_NOUN_H

#include "narration.h"

/* Classes of a capitalised word that is in no list. */
uint64_t ordo_german_noun_classes(const struct item *item, const char *text);

#endif
