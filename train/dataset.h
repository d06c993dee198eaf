/* dataset.h: labelled rows -> examples. */
#ifndef ORDO_DATASET_H
#define ORDO_DATASET_H

#include "strings.h"
#include "talk.h"

#define HEADS_MAX          32
#define DATASET_FIELDS_MAX (ORDO_COLUMNS_MAX + 16)

/* What to read from the rows. */
struct dataset_names {
    const char *fields[DATASET_FIELDS_MAX]; /* columns of text: the specification's fields in its
                                               order, then others */
    size_t n_fields;
    const char *labels[HEADS_MAX]; /* columns, one for each head */
    bool numbers[HEADS_MAX];       /* labels that are numbers, not classes */
    size_t n_labels;
    const char *group;  /* NULL: each example is a group of its own, as is a row without one */
    const char *weight; /* NULL: all weigh 1 */
    size_t time;        /* number of a field that must be a moment (moment.h); 0: none */
    bool unlabelled;    /* rows without any label are kept, too */
    bool ill_formed;    /* so are rows with ill-formed UTF-8 */
    /* [n_allowed], borrowed: "A,B,C" or "HEAD:A,B,C", the only labels; none: all are */
    const char *const *allowed;
    size_t n_allowed;
};

/* Where an example's record stands. */
struct place {
    uint32_t path;       /* number among the paths read */
    uint64_t line, byte; /* from 1 */
    uint64_t length;     /* bytes, line break included */
};

/* What an example is good for. */
enum role {
    ROLE_LABELLED,  /* to learn from and to be judged by */
    ROLE_DISTANT,   /* to learn from, by labels that nobody vouches for */
    ROLE_UNLABELLED /* to be labelled by what was learnt */
};

struct block; /* memory of the texts */

struct dataset {
    size_t n, capacity, n_fields, n_labels;
    struct ordo_string *fields; /* [n][n_fields], owned */
    uint32_t *labels;           /* [n][n_labels] number in classes, or ORDO_NONE */
    double *values;             /* [n][n_labels] of labels that are numbers; else NAN */
    uint32_t *groups;           /* [n] */
    double *weights;            /* [n] */
    struct place *places;       /* [n] */
    uint8_t *roles;             /* [n] enum role */
    struct strings classes[HEADS_MAX];
    struct strings group_names;
    size_t n_grouped; /* rows that name a group */
    size_t n_bad;     /* rows left out */
    struct block *blocks;
};

/* Refuses what would tell a label by itself: a column that is a label and a field, too; and a label
 * that is named twice, and names that are no UTF-8. */
int dataset_check_names(const struct dataset_names *names, struct ordo_error *error);

/* Reads all files ("-" is standard input). A row without text, or without any label, or with a bad
 * weight is told to talk and left out. */
int dataset_read(struct dataset *dataset, const struct dataset_names *names,
                 const char *const *paths, size_t n_paths, const struct talk *talk,
                 struct ordo_error *error);
/* Reads further files of the same columns, of another role, behind those read before. Labels of
 * unlabelled rows are not looked at. */
int dataset_add(struct dataset *dataset, const struct dataset_names *names,
                const char *const *paths, size_t n_paths, enum role role, const struct talk *talk,
                struct ordo_error *error);
/* Fails when one of the fields [first, end) has no value in any row. */
int dataset_check_fields(const struct dataset *dataset, const struct dataset_names *names,
                         size_t first, size_t end, struct ordo_error *error);
void dataset_release(struct dataset *dataset);

/* Fails when a list of struct dataset_names does not let a head have this label. */
int dataset_check_label(const char *const *allowed, size_t n_allowed, const char *head,
                        struct ordo_string label, struct ordo_error *error);

/* Puts the classes of a head into the order that order.h gives them. ordered may be NULL. */
int dataset_order_classes(struct dataset *dataset, size_t label, const char *list, bool *ordered,
                          struct ordo_error *error);

/* XXH64 over the first n_fields and the label of a head's examples. */
uint64_t dataset_checksum(const struct dataset *dataset, size_t n_fields, size_t label);

/* Whether all of "HEAD:..." in an option's values name one of the heads; values without a colon are
 * for all. */
int dataset_check_heads(const char *const *values, size_t n_values, const char *option,
                        const char *const *heads, size_t n_heads, struct ordo_error *error);

#endif
