/* fuller.h: which names are the same one said shorter. */
#ifndef ORDO_FULLER_H
#define ORDO_FULLER_H

#include "names.h"

/* Fills `fuller` of all names, and of the fullest ones what all their mentions show. */
int ordo_fuller_find(struct ordo_reading *reading, const char *text, struct ordo_error *error);

#endif
