/* judge.h: model and labelled data -> what each head predicts beside what is right. */
#ifndef ORDO_JUDGE_H
#define ORDO_JUDGE_H

#include "dataset.h"
#include "metrics.h"

#define BY_MAX       8
#define UNKNOWN_ROOM 200

struct judge_options {
    const char *model;
    const char *const *paths;
    size_t n_paths;
    const char *const
        *labels; /* HEAD=COLUMN or COLUMN of the head's name; none: all heads' names */
    size_t n_labels;
    const char *text;      /* column of the model's first field */
    const char *group;     /* NULL: each row is one */
    const char *id;        /* column that names a row */
    const char *order;     /* classes from low to high; NULL: the known ones */
    const char *const *by; /* columns kept for each row */
    size_t n_by;
    size_t processes;
};

/* One head's predictions on the rows that have a label for it. */
struct judged {
    uint32_t head; /* in the model */
    char name[ORDO_NAME_MAX], column[ORDO_NAME_MAX];
    bool of_values; /* a head of numbers: gold_value and value below; else classes */
    uint32_t n_classes;
    const char **classes; /* [n_classes], owned; the names are the model's. From low to high where
                             they have an order */
    uint32_t *place;      /* [n_classes] of the model's class in `classes` */
    bool ordered;
    bool learnt; /* the data are those that the head learned from */
    size_t n;
    uint32_t *row, *group;      /* [n] in the data; owned, as all below */
    uint32_t *gold;             /* [n] */
    double *probability;        /* [n][n_classes] */
    double *gold_value, *value; /* [n] */
    size_t n_unknown;           /* labels that the head does not know, or that are no numbers */
    char unknown[UNKNOWN_ROOM]; /* which, and how often each: 'pro' 12, 'con' 8 */
};

struct judging {
    const struct judge_options *options;
    struct ordo_model *model;
    struct dataset dataset; /* fields: the model's columns, the id, then options->by */
    struct judged judged[HEADS_MAX];
    size_t n_judged;
};

/* Reads and scores. Fails when there is nothing to judge. judging_release() it in any case. */
int judge(struct judging *judging, const struct judge_options *options, const struct talk *talk,
          struct ordo_error *error);
void judging_release(struct judging *judging);

/* The label of the head's i-th prediction, in the order of `classes`. */
uint32_t judged_label(const struct judged *judged, size_t i);
/* The row's fields as the model wants them; its id (length 0: none); its value of options->by[i].
 */
const struct ordo_string *judging_fields(const struct judging *judging, uint32_t row);
struct ordo_string judging_id(const struct judging *judging, uint32_t row);
struct ordo_string judging_by(const struct judging *judging, uint32_t row, size_t i);

#endif
