/* mistakes.h: the errors of which a head was surest, and the words that led to them; of numbers the
 * largest errors. */
#ifndef ORDO_MISTAKES_H
#define ORDO_MISTAKES_H

#include "judge.h"
#include "report.h"

/* Adds a table of the `most` mistakes with the highest probability of the wrong label, or the
 * largest difference from the number that is right. */
int mistakes(struct report *report, const struct judging *judging, const struct judged *judged,
             size_t most, struct ordo_error *error);

#endif
