/* text.h: what tests hold the normalisation against. */
#ifndef ORDO_TEXT_H
#define ORDO_TEXT_H

#include "ordo.h"

/* ordo_text_normalise without its fast path for ASCII. */
int ordo_text_normalise_reference(struct ordo_text *text, const char *source, size_t length,
                                  struct ordo_error *error);

#endif
