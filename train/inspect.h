/* inspect.h: what is in a model. */
#ifndef ORDO_INSPECT_H
#define ORDO_INSPECT_H

#include "export.h"
#include "report.h"
#include "talk.h"

struct inspect_options {
    const char *model;
    /* one of these, else the model as a whole */
    const char *feature;
    const char *other; /* a model to compare with */
    bool spec, card;
    const char *dump; /* what the names of the files begin with */
    bool exported;
    enum export_form export_form;

    const char *const *data; /* labelled or not */
    size_t n_data;
    const char *text, *id, *group;
    const char *notes; /* hand-written parts of the card */
    size_t top;        /* features per class */
    size_t examples;
    bool svmlight; /* the matrix in this form */
    size_t bootstrap, seed, processes;
    enum report_form form;
};

int inspect(const struct inspect_options *options, const struct talk *talk, struct json *out,
            size_t *n_bad, struct ordo_error *error);

#endif
