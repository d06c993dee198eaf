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

/* The examples of one class in a group. */
struct count {
    uint32_t group, class, n;
};

struct group {
    uint32_t id, size;
    uint64_t order; /* random */
    double spread;  /* of its class counts */
    const struct count *counts;
    uint32_t n_counts; /* classes that it has */
};

struct dividing {
    struct count *counts; /* by group, then class */
    size_t n_counts;
    struct group *groups;
    uint32_t n_groups, n_classes, n_folds;
    const double *shares;  /* NULL: equal ones */
    uint32_t *totals;      /* [n_classes] */
    uint32_t *fold_counts; /* [n_folds][n_classes] */
    uint32_t *fold_sizes;  /* [n_folds] */
    uint32_t *fold_of;     /* [highest group + 1] */
};

static int by_group(const void *a, const void *b)
{
    const struct count *x = a, *y = b;

    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    return x->class < y->class ? -1 : x->class > y->class;
}

static int by_spread(const void *a, const void *b)
{
    const struct group *x = a, *y = b;

    if (x->spread != y->spread)
        return x->spread < y->spread ? 1 : -1;
    return x->order < y->order ? -1 : x->order > y->order;
}

/* Classes of each group, and examples of each class. */
static void count(struct dividing *dividing, const uint32_t *labels, size_t label_stride,
                  const uint32_t *groups, size_t n)
{
    struct count *counts = dividing->counts;
    size_t m = 0;

    for (size_t i = 0; i < n; i++) {
        uint32_t class = labels[i * label_stride];
        if (class == ORDO_NONE)
            continue;
        counts[dividing->n_counts++] = (struct count){groups[i], class, 1};
        dividing->totals[class]++;
    }
    qsort(counts, dividing->n_counts, sizeof *counts, by_group);
    for (size_t i = 0; i < dividing->n_counts; i++)
        if (m > 0 && by_group(&counts[m - 1], &counts[i]) == 0)
            counts[m - 1].n++;
        else
            counts[m++] = counts[i];
    dividing->n_counts = m;
}

static double spread(const struct group *group, uint32_t n_classes)
{
    double sum = group->size, squares = 0;

    for (uint32_t i = 0; i < group->n_counts; i++)
        squares += (double)group->counts[i].n * group->counts[i].n;
    return squares / n_classes - sum / n_classes * (sum / n_classes);
}

static void gather(struct dividing *dividing, uint64_t seed)
{
    const struct count *counts = dividing->counts;
    struct group *group = NULL;

    for (size_t i = 0; i < dividing->n_counts; i++) {
        if (group == NULL || group->id != counts[i].group) {
            group = &dividing->groups[dividing->n_groups++];
            *group = (struct group){counts[i].group, 0, random_next(&seed), 0, &counts[i], 0};
        }
        group->size += counts[i].n;
        group->n_counts++;
    }
    for (uint32_t g = 0; g < dividing->n_groups; g++)
        dividing->groups[g].spread = spread(&dividing->groups[g], dividing->n_classes);
    qsort(dividing->groups, dividing->n_groups, sizeof *dividing->groups, by_spread);
}

/* How much farther from its share of every class the fold would be with the group in it, squared
 * and relative to the share. The part of other folds does not change. */
static double cost(const struct dividing *dividing, const struct group *group, uint32_t fold)
{
    const uint32_t *fold_counts = dividing->fold_counts + (size_t)fold * dividing->n_classes;
    double share = dividing->shares == NULL ? 1.0 / dividing->n_folds : dividing->shares[fold];
    double sum = 0;

    for (uint32_t i = 0; i < group->n_counts; i++) {
        const struct count *own = &group->counts[i];
        double total = dividing->totals[own->class];
        double before = fold_counts[own->class], after = before + own->n;
        sum += ((after * after - before * before) / (total * total) -
                2 * share * (after - before) / total) /
               share;
    }
    /* among equals the smaller fold */
    return sum + 1e-9 * dividing->fold_sizes[fold] / share;
}

static void assign(struct dividing *dividing)
{
    for (uint32_t g = 0; g < dividing->n_groups; g++) {
        const struct group *group = &dividing->groups[g];
        uint32_t best = 0;
        double lowest = INFINITY;
        for (uint32_t f = 0; f < dividing->n_folds; f++) {
            double c = cost(dividing, group, f);
            if (c < lowest) {
                lowest = c;
                best = f;
            }
        }
        dividing->fold_of[group->id] = best;
        dividing->fold_sizes[best] += group->size;
        for (uint32_t i = 0; i < group->n_counts; i++)
            dividing->fold_counts[(size_t)best * dividing->n_classes + group->counts[i].class] +=
                group->counts[i].n;
    }
}

static int allocate(struct dividing *dividing, const uint32_t *groups, size_t n,
                    struct ordo_error *error)
{
    uint32_t highest = 0;

    for (size_t i = 0; i < n; i++)
        highest = groups[i] > highest ? groups[i] : highest;
    dividing->counts = malloc((n + 1) * sizeof *dividing->counts);
    dividing->groups = malloc((n + 1) * sizeof *dividing->groups);
    dividing->fold_of = calloc((size_t)highest + 1, sizeof *dividing->fold_of);
    dividing->totals = calloc(dividing->n_classes, sizeof *dividing->totals);
    dividing->fold_counts =
        calloc((size_t)dividing->n_folds * dividing->n_classes, sizeof *dividing->fold_counts);
    dividing->fold_sizes = calloc(dividing->n_folds, sizeof *dividing->fold_sizes);
    return dividing->counts == NULL || dividing->groups == NULL || dividing->fold_of == NULL ||
                   dividing->totals == NULL || dividing->fold_counts == NULL ||
                   dividing->fold_sizes == NULL
               ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
               : 0;
}

static void release(struct dividing *dividing)
{
    free(dividing->counts);
    free(dividing->groups);
    free(dividing->fold_of);
    free(dividing->totals);
    free(dividing->fold_counts);
    free(dividing->fold_sizes);
}

int folds_divide(uint32_t *fold, const uint32_t *labels, size_t label_stride,
                 const uint32_t *groups, size_t n, uint32_t n_classes, uint32_t n_folds,
                 const double *shares, uint64_t seed, struct ordo_error *error)
{
    struct dividing dividing = {.n_classes = n_classes, .n_folds = n_folds, .shares = shares};
    int result = allocate(&dividing, groups, n, error);

    if (result == 0) {
        count(&dividing, labels, label_stride, groups, n);
        gather(&dividing, seed);
        if (dividing.n_groups < n_folds)
            result = ordo_fail(error, ORDO_ERR_OPTION,
                               "%u group%s: too few for %u folds (the copies of a text are in one)",
                               dividing.n_groups, dividing.n_groups == 1 ? "" : "s", n_folds);
    }
    if (result == 0)
        assign(&dividing);
    for (size_t i = 0; result == 0 && i < n; i++)
        fold[i] = labels[i * label_stride] == ORDO_NONE ? ORDO_NONE : dividing.fold_of[groups[i]];
    release(&dividing);
    return result;
}

int folds_make(uint32_t *fold, const uint32_t *labels, size_t label_stride, const uint32_t *groups,
               size_t n, uint32_t n_classes, uint32_t n_folds, uint64_t seed,
               struct ordo_error *error)
{
    return folds_divide(fold, labels, label_stride, groups, n, n_classes, n_folds, NULL, seed,
                        error);
}
