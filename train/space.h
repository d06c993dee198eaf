/* space.h: which settings a search may choose among. */
#ifndef ORDO_SPACE_H
#define ORDO_SPACE_H

#include "recipe.h"

/* One choice of everything. What it points to is the space's. */
struct candidate {
    struct ordo_spec spec;
    struct selection selection;
    double bias;
    bool naive_bayes;
    double interpolation, epsilon;
    struct head_options learning; /* without offsets */
    bool offsets;                 /* to be chosen for the metric */
    uint32_t texts;               /* equal numbers: superset_share */
    uint32_t block;               /* equal numbers: the same matrix */
    uint32_t shared; /* equal numbers: the same in all that the heads of a model share */
};

struct dimension {
    const struct setting *setting; /* of the table in space.c */
    size_t field;
    char **values; /* [n], owned */
    size_t n;
    bool given; /* not by default */
};

#define DIMENSIONS_MAX (4 * ORDO_FIELDS_MAX + 16)

struct space {
    char fields[ORDO_FIELDS_MAX][ORDO_NAME_MAX];
    size_t n_fields;
    struct dimension dimensions[DIMENSIONS_MAX]; /* the cost C is the last */
    size_t n_dimensions;
};

/* The default values of a text and of more fields. */
int space_init(struct space *space, const char *const *fields, size_t n, struct ordo_error *error);
/* Lines of settings with their values (docs/spec.md); each takes the place of the values before.
 * Errors carry the line. */
int space_parse(struct space *space, const char *text, size_t length, struct ordo_error *error);
void space_release(struct space *space);
/* Puts the choice-th value of each dimension into a candidate. */
void space_put(struct candidate *candidate, const struct space *space, const size_t *choice);

/* All combinations that make sense, or of `draws` random ones of everything but C each with all
 * values of C; 0: all. Different ones only, those that share work side by side. */
int space_candidates(struct candidate **candidates, size_t *n, const struct space *space,
                     size_t draws, uint64_t seed, struct ordo_error *error);

/* The candidate as a recipe whose strings stay borrowed: do not release it. */
void candidate_recipe(struct recipe *recipe, const struct candidate *candidate);

#endif
