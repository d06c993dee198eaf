/* compare.h: two or more models or prediction files -> which is better, and how sure that is. */
#ifndef ORDO_COMPARE_H
#define ORDO_COMPARE_H

#include "judge.h"
#include "report.h"

struct compare_options {
    struct judge_options judge;    /* paths: the data for models; model is set for each */
    const char *const *contenders; /* models or prediction files */
    size_t n_contenders;
    const char *const *measures; /* each may be a list "accuracy,macro-f1"; none: the usual ones */
    size_t n_measures;
    const char *averaged; /* "A,B": classes of mean F1 */
    bool of_values;       /* take whole numbers in files for numbers, not classes */
    size_t permutations;
    struct resampling resampling;
    enum report_form form;
};

int compare(const struct compare_options *options, const struct talk *talk, struct json *out,
            size_t *n_bad, struct ordo_error *error);

#endif
