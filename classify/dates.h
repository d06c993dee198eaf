/* dates.h: dates as pages and feeds write them -> ISO 8601. */
#ifndef ORDO_DATES_H
#define ORDO_DATES_H

#include "../lib/ordo.h"

#define DATE_ROOM 40

/* Writes "2016-10-11" or "2016-10-11T09:00:00Z" (with the offset where one is given) of ISO 8601,
 * basic ISO 8601, RFC 5322, written-out English dates and numbers; false where it is none of these,
 * could be read in two ways (10/11/2016) or is in no calendar (31/02/2024). */
bool date_read(struct ordo_string given, char out[DATE_ROOM]);

#endif
