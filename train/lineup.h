/* lineup.h: contenders' predictions for one head, paired row by row. */
#ifndef ORDO_LINEUP_H
#define ORDO_LINEUP_H

#include "metrics.h"
#include "prediction_set.h"

struct lineup {
    const char *head;
    bool of_values, has_p, ordered, grouped;
    size_t n, n_contenders;
    const char **names;        /* [n_contenders], owned, names borrowed */
    struct strings classes;    /* from low to high where ordered; owned, as all below */
    uint32_t *order;           /* [classes.n] class numbers from low to high */
    uint32_t *group, n_groups; /* [n] from 0 without gaps */
    struct point **points;     /* [n_contenders][n]; without has_p, losses mean nothing */
    double *gold_value;        /* [n] */
    double **value;            /* [n_contenders][n] */
};

/* Pairs by position where ids (where there are none, row numbers) agree all along, else by id. It
 * is an error, which names the first rows, when contenders have other rows or other gold labels. */
int lineup_make(struct lineup *lineup, const struct prediction_set *const *sets,
                size_t n_contenders, const char *order, struct ordo_error *error);
void lineup_release(struct lineup *lineup);

#endif
