/* evaluate.h: model and labelled data -> figures. */
#ifndef ORDO_EVALUATE_H
#define ORDO_EVALUATE_H

#include "judge.h"
#include "report.h"
#include "slices.h"

struct evaluate_options {
    struct judge_options judge;
    const char *averaged; /* "A,B": classes of mean F1; NULL: no mean F1 */
    struct slicing slicing;
    size_t errors;           /* mistakes shown */
    const char *predictions; /* files that are written; NULL: none */
    const char *curves;
    struct resampling resampling;
    enum report_form form;
    bool all; /* text has the tables of each class, too */
};

/* Writes the report into out. */
int evaluate(const struct evaluate_options *options, const struct talk *talk, struct json *out,
             size_t *n_bad, struct ordo_error *error);

#endif
