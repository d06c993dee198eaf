/* record.h: what a model file says of its own making. */
#ifndef ORDO_RECORD_H
#define ORDO_RECORD_H

#include "../lib/program/json.h"
#include "head.h"

/* language: empty, not known. JSON: program, options, and for each head its data, class counts and cross-validated figures.
 * Holds neither times nor paths, so that the same work gives the same bytes. */
int record_write(struct json *json, const struct fit_options *options,
                 const struct dataset *dataset, const char *language,
                 const struct fitted_head *heads, struct ordo_error *error);

/* {"accuracy":{"value":..,"low":..,"high":..},...,"classes":{...},"confusion":[[..]]} */
void record_metrics(struct json *json, const struct metrics *metrics, const char *const *classes,
                    bool mean_f1);

extern const char *const CALIBRATION_NAMES[]; /* by enum ordo_calibration */

#endif
