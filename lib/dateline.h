/* dateline.h: where and when a report was written, at its head: nobody's words. */
#ifndef ORDO_DATELINE_H
#define ORDO_DATELINE_H

#include "phrase.h"

/* Behind "PORT ESPERANZA, May 3 - " at `begin`, or `begin`. */
size_t ordo_behind_dateline(const struct search *search, size_t begin, size_t end);

#endif
