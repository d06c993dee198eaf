/* ranking.h: how well probabilities put examples of each class before others. */
#ifndef ORDO_RANKING_H
#define ORDO_RANKING_H

#include "metrics.h"

/* One point of a precision-recall curve: examples whose probability is at least the threshold are
 * taken for the class. */
struct pr_point {
    double threshold, precision, recall, false_positive_rate;
};

struct ranking {
    uint32_t n_classes;
    struct figure *average_precision; /* [n_classes], owned. Sum of precision times the step of
                                         recall, without interpolation; NaN without examples */
    struct figure *auc;               /* [n_classes], owned. Area under the ROC curve: how often an
                                         example of the class has the higher probability than one of
                                         another, ties half; NaN without one of either */
    struct figure mean_average_precision, mean_auc; /* over the classes that have one */
};

/* Intervals by resampling groups. */
int ranking_compute(struct ranking *ranking, const struct predictions *predictions,
                    const struct resampling *resampling, struct ordo_error *error);
void ranking_release(struct ranking *ranking);

/* Receives at most predictions->n points, by falling threshold, one for each distinct probability;
 * *n how many. */
int ranking_curve(struct pr_point *points, size_t *n, const struct predictions *predictions,
                  uint32_t class, struct ordo_error *error);

/* Row numbers by falling score; equal ones by number. score: [n] with the given stride. */
int ranking_order(uint32_t *order, const double *score, size_t stride, size_t n,
                  struct ordo_error *error);

#endif
