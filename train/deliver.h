/* deliver.h: what was made in memory -> a file. */
#ifndef ORDO_DELIVER_H
#define ORDO_DELIVER_H

#include "../lib/program/json.h"

/* Writes the bytes to a file that appears only when whole, and releases them in any case. */
int deliver(const char *path, struct json *bytes, struct ordo_error *error);

#endif
