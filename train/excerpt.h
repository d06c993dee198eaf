/* excerpt.h: the beginning of a text, for people to see. */
#ifndef ORDO_EXCERPT_H
#define ORDO_EXCERPT_H

#include "../lib/ordo.h"

/* At most `characters` long, white space folded to single spaces, "…" where it was cut; well-formed
 * and NUL-terminated in out. Empty without memory. */
void excerpt_make(char *out, size_t size, struct ordo_string text, size_t characters);

#endif
