/* number.h: numbers in columns of data. */
#ifndef ORDO_NUMBER_H
#define ORDO_NUMBER_H

#include "../lib/ordo.h"

/* A whole field that is a finite number, and no larger than that squares can be added up: 1e100.
 */
bool number_read(struct ordo_string field, double *number);

#endif
