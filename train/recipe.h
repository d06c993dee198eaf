/* recipe.h: everything that is chosen when a model is fitted, as a small text file: the feature
 * specification and how it is learnt from (docs/spec.md). `ordo-train tune` writes it and
 * `ordo-train fit --spec` reads it. */
#ifndef ORDO_RECIPE_H
#define ORDO_RECIPE_H

#include "../lib/program/json.h"
#include "fit.h"

struct recipe_head {
    char name[ORDO_NAME_MAX];
    struct head_options options;
};

struct recipe {
    struct ordo_spec spec;
    struct selection selection;
    bool naive_bayes;
    double interpolation, bias, epsilon;
    struct head_options common;          /* of heads that have no line of their own */
    struct recipe_head heads[HEADS_MAX]; /* each owns what it points to */
    size_t n_heads;
};

void recipe_init(struct recipe *recipe); /* the defaults of `ordo-train fit` */
/* Errors carry the line. Releases nothing on failure: release it in any case. */
int recipe_parse(struct recipe *recipe, const char *text, size_t length, struct ordo_error *error);
void recipe_write(struct json *out, const struct recipe *recipe);
const struct head_options *recipe_head(const struct recipe *recipe, const char *name);
/* Gives a head copies of what it points to. */
int recipe_own(struct head_options *options, struct ordo_error *error);
void recipe_release(struct recipe *recipe);

/* Solver of that name or number. */
/* Whether a specification can have this name of a field or head: it stands there as one word. */
int recipe_check_name(const char *name, struct ordo_error *error);

int recipe_solver(enum solver *solver, const char *name, struct ordo_error *error);
const char *recipe_solver_name(enum solver solver);
/* "none", "chi2 N", "gain N", "l1 N", with a space or a colon between. */
int recipe_selection(struct selection *selection, const char *text, struct ordo_error *error);

#endif
