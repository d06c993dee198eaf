/* inspect.h: what is in a model. */
#ifndef ORDO_INSPECT_H
#define ORDO_INSPECT_H

#include "../lib/program/json.h"

#include "../lib/ordo.h"

struct inspect_options {
    const char *model;
    const char *feature; /* NULL: the model as a whole */
    size_t top;          /* features per class */
    bool json;
};

int inspect(const struct inspect_options *options, struct json *out, struct ordo_error *error);

#endif
