/* agree_private.h: what the parts of agree share. */
#ifndef ORDO_AGREE_PRIVATE_H
#define ORDO_AGREE_PRIVATE_H

#include "agree.h"
#include "agreement.h"
#include "bootstrap.h"
#include "strings.h"

struct judgement {
    uint32_t item, annotator, class;
};

struct agreeing {
    const struct agree_options *options;
    struct strings items, annotators, classes;
    struct judgement *judgements;
    size_t n, capacity, n_repeated;
    struct ratings ratings;
    double *values; /* [n_classes] */
    bool ordered;
    struct figure alpha[N_LEVELS];
    double *posterior, *error_rates; /* of Dawid and Skene */
    uint32_t *divided;               /* [n_items] most divided first */
    size_t n_bad;
};

/* agree_read.c: the judgements of all files, then the table of them, with the classes in their
 * order and the values of those that are on a scale. */
int agree_read(struct agreeing *agreeing, const struct talk *talk, struct ordo_error *error);
int agree_rate(struct agreeing *agreeing, struct ordo_error *error);

/* agree_report.c: the report as text and as JSON; the labels of an item by annotator. */
int agree_say(const struct agreeing *agreeing, struct json *out, struct ordo_error *error);
int agree_put(const struct agreeing *agreeing, struct json *out, struct ordo_error *error);
void agree_put_labels(const struct agreeing *agreeing, size_t item, struct json *json);

#endif
