/* verdict.h: tests of contenders -> tables and sentences. */
#ifndef ORDO_VERDICT_H
#define ORDO_VERDICT_H

#include "paired.h"
#include "report.h"

/* adjusted: a p-value for each of paired->differences, corrected for all that was asked. */
int verdict_add(struct report *report, const struct lineup *lineup,
                const struct paired_options *options, const struct paired *paired,
                const double *adjusted, struct ordo_error *error);

#endif
