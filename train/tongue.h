/* tongue.h: the language of a data set. */
#ifndef ORDO_TONGUE_H
#define ORDO_TONGUE_H

#include "../lib/program/language.h"
#include "dataset.h"

/* The language that nine of ten texts are in that are long enough to tell; "" where there is none.
 */
int tongue_of(const struct dataset *dataset, char code[LANGUAGE_ROOM], struct ordo_error *error);

#endif
