/* western.h: Windows-1252, the character set of western Europe, told from the rarer ones that a
 * detector takes a text for in which one word has an accent. */
#ifndef ORDO_WESTERN_H
#define ORDO_WESTERN_H

#include "../ordo.h"

/* *western: text that is not UTF-8 makes words in Windows-1252, and its language, read in the other
 * set that it may be in, is none that has letters which the first lacks. */
int western_looks(struct ordo_string text, const char *other, bool *western,
                  struct ordo_error *error);

#endif
