/* folds.c: stratified group folds.
 *
 * Groups are taken in random order, those that sway the classes most first, and each goes to the
 * fold that it makes least uneven (the greedy scheme of scikit-learn's StratifiedGroupKFold). With
 * one example a group this is ordinary stratification. */
#include "folds.h"
#include "random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct group {
    uint32_t id, size;
    uint64_t order;   /* random */
    double spread;    /* of its class counts */
    uint32_t *counts; /* [n_classes] */
};

static int by_spread(const void *a, const void *b)
{
    const struct group *x = a, *y = b;

    if (x->spread != y->spread)
        return x->spread < y->spread ? 1 : -1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static double spread(const uint32_t *counts, uint32_t n)
{
    double sum = 0, squares = 0;

    for (uint32_t i = 0; i < n; i++) {
        sum += counts[i];
        squares += (double)counts[i] * counts[i];
    }
    return squares / n - sum / n * (sum / n);
}

/* How much farther from its share of every class the fold would be with the group in it, squared
 * and relative to the share. The part of other folds does not change. */
static double cost(const uint32_t *fold_counts, uint32_t fold_size, const struct group *group,
                   const uint32_t *totals, uint32_t n_classes, double share)
{
    double sum = 0;

    for (uint32_t k = 0; k < n_classes; k++) {
        double before = fold_counts[k], after = before + group->counts[k];
        if (totals[k] > 0)
            sum += ((after * after - before * before) / ((double)totals[k] * totals[k]) -
                    2 * share * (after - before) / totals[k]) /
                   share;
    }
    /* among equals the smaller fold */
    return sum + 1e-9 * fold_size / share;
}

static void assign(const struct group *groups, uint32_t n_groups, const uint32_t *totals,
                   uint32_t n_classes, uint32_t n_folds, const double *shares,
                   uint32_t *fold_counts, uint32_t *fold_sizes, uint32_t *fold_of)
{
    for (uint32_t g = 0; g < n_groups; g++) {
        uint32_t best = 0;
        double lowest = INFINITY;
        for (uint32_t f = 0; f < n_folds; f++) {
            double c = cost(fold_counts + (size_t)f * n_classes, fold_sizes[f], &groups[g], totals,
                            n_classes, shares == NULL ? 1.0 / n_folds : shares[f]);
            if (c < lowest) {
                lowest = c;
                best = f;
            }
        }
        fold_of[groups[g].id] = best;
        fold_sizes[best] += groups[g].size;
        for (uint32_t k = 0; k < n_classes; k++)
            fold_counts[(size_t)best * n_classes + k] += groups[g].counts[k];
    }
}

int folds_divide(uint32_t *fold, const uint32_t *labels, size_t label_stride,
                 const uint32_t *groups, size_t n, uint32_t n_classes, uint32_t n_folds,
                 const double *shares, uint64_t seed, struct ordo_error *error)
{
    uint32_t highest = 0, n_groups = 0;
    uint32_t *counts = NULL, *fold_of = NULL, *totals = NULL, *fold_counts = NULL;
    struct group *table = NULL;
    int result = -1;

    for (size_t i = 0; i < n; i++)
        highest = groups[i] > highest ? groups[i] : highest;
    table = calloc((size_t)highest + 1, sizeof *table);
    counts = calloc(((size_t)highest + 1) * n_classes, sizeof *counts);
    fold_of = calloc((size_t)highest + 1, sizeof *fold_of);
    totals = calloc(n_classes, sizeof *totals);
    fold_counts = calloc((size_t)n_folds * (n_classes + 1), sizeof *fold_counts);
    if (table == NULL || counts == NULL || fold_of == NULL || totals == NULL ||
        fold_counts == NULL) {
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        goto done;
    }
    for (size_t i = 0; i < n; i++) {
        uint32_t class = labels[i * label_stride];
        if (class == ORDO_NONE)
            continue;
        counts[(size_t)groups[i] * n_classes + class]++;
        table[groups[i]].size++;
        totals[class]++;
    }
    for (uint32_t g = 0; g <= highest; g++) {
        if (table[g].size == 0)
            continue;
        table[n_groups] =
            (struct group){g, table[g].size, random_next(&seed), 0, counts + (size_t)g * n_classes};
        table[n_groups].spread = spread(table[n_groups].counts, n_classes);
        n_groups++;
    }
    if (n_groups < n_folds) {
        ordo_fail(error, ORDO_ERR_OPTION, "%u group%s: too few for %u folds", n_groups,
                  n_groups == 1 ? "" : "s", n_folds);
        goto done;
    }
    qsort(table, n_groups, sizeof *table, by_spread);
    assign(table, n_groups, totals, n_classes, n_folds, shares, fold_counts + n_folds, fold_counts,
           fold_of);
    for (size_t i = 0; i < n; i++)
        fold[i] = labels[i * label_stride] == ORDO_NONE ? ORDO_NONE : fold_of[groups[i]];
    result = 0;

done:
    free(table);
    free(counts);
    free(fold_of);
    free(totals);
    free(fold_counts);
    return result;
}

int folds_make(uint32_t *fold, const uint32_t *labels, size_t label_stride, const uint32_t *groups,
               size_t n, uint32_t n_classes, uint32_t n_folds, uint64_t seed,
               struct ordo_error *error)
{
    return folds_divide(fold, labels, label_stride, groups, n, n_classes, n_folds, NULL, seed,
                        error);
}
