/* tables.h: figures of a head -> tables of a report. */
#ifndef ORDO_TABLES_H
#define ORDO_TABLES_H

#include "abstention.h"
#include "judge.h"
#include "ranking.h"
#include "regression.h"
#include "reliability.h"
#include "report.h"
#include "slices.h"

/* All that is computed of one head of classes. */
struct findings {
    struct metrics metrics;
    struct ranking ranking;
    struct reliability reliability;
    struct abstention abstention;
};

/* averaged: the classes of mean F1 as given, NULL: none. all: text has the tables of bins and
 * thresholds of each class, too. Names of classes are borrowed until the
 * report is written. */
void tables_head(struct report *report, const struct judged *judged,
                 const struct findings *findings, const char *averaged, size_t n_groups, bool all);
void tables_values(struct report *report, const struct judged *judged,
                   const struct regression *regression, size_t n_groups);
/* names: [n_values] of the field's values. */
void tables_slices(struct report *report, const char *field, bool of_values,
                   const struct slices *slices, const char *const *names,
                   const struct slicing *slicing);
int tables_curves(struct report *report, const struct predictions *predictions,
                  const char *const *classes, struct ordo_error *error);

#endif
