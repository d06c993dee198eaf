/* agreement.h: figures of how far annotators agree. */
#ifndef ORDO_AGREEMENT_H
#define ORDO_AGREEMENT_H

#include "../lib/ordo.h"

/* Labels that annotators gave to items. */
struct ratings {
    size_t n_items, n_annotators;
    uint32_t n_classes;
    uint32_t *label;     /* [n_items][n_annotators] class, or ORDO_NONE */
    const double *value; /* [n_classes] of a class on an interval scale; NULL: it has none */
};

/* What a difference between two labels counts. Ordinal: classes are in their order. */
enum agreement_level { LEVEL_NOMINAL, LEVEL_ORDINAL, LEVEL_INTERVAL, N_LEVELS };

/* Krippendorff's alpha (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability") over the
 * items of a list (NULL: all, once each; else n of them, repeats allowed). NaN where it is
 * undefined: fewer than two labels on every item, or one class alone. */
double agreement_alpha(const struct ratings *ratings, enum agreement_level level,
                       const uint32_t *items, size_t n);

/* Of two annotators, over the items that both labelled: Cohen's kappa (Cohen 1960), weighted by
 * squared distance of the classes' places (Cohen 1968) where asked for. *n receives how many items.
 * NaN: none, or agreement by chance alone would be perfect. */
double agreement_kappa(const struct ratings *ratings, size_t a, size_t b, bool weighted, size_t *n);

/* Fleiss' kappa (Fleiss 1971); NaN where items differ in their number of labels, or it is below 2.
 */
double agreement_fleiss(const struct ratings *ratings);

/* Share of pairs of labels of the same item that agree. */
double agreement_share(const struct ratings *ratings);

/* Mean difference between the pairs of labels of one item, by level (ordinal: of the places). */
double agreement_divided(const struct ratings *ratings, enum agreement_level level, size_t item);

/* The class most annotators gave to an item, one annotator left out (SIZE_MAX: none); ORDO_NONE
 * without labels. *tied: another class has as many. */
uint32_t agreement_majority(const struct ratings *ratings, size_t item, size_t without, bool *tied);

/* Dawid and Skene (1979): classes that the labels speak for when annotators err each in their own
 * way, by EM from vote shares. p: [n_items][n_classes] receives the posterior; error_rates:
 * [n_annotators] [n_classes][n_classes] (true, given). Returns iterations done, or -1 with error.
 */
int agreement_dawid_skene(const struct ratings *ratings, double *p, double *error_rates,
                          struct ordo_error *error);

#endif
