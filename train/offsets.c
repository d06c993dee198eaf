/* offsets.c: coordinate ascent. For one class at a time, with the others' offsets as they are, each
 * example has a value from which on it would be labelled with the class; between two such values
 * nothing changes. All of them are walked through in order, with the confusion counts kept up to
 * date, and the middle of the best gap is taken (for F1: Fan and Lin 2007). */
#include "offsets.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS 3

uint32_t offsets_label(const double *decision, const double *offsets, uint32_t n_classes)
{
    uint32_t best = 0;

    if (n_classes == 2)
        return decision[0] + (offsets == NULL ? 0 : offsets[1] - offsets[0]) > 0;
    for (uint32_t k = 1; k < n_classes; k++)
        if (decision[k] + (offsets == NULL ? 0 : offsets[k]) >
            decision[best] + (offsets == NULL ? 0 : offsets[best]))
            best = k;
    return best;
}

/* An example and the offset of the class in hand from which on it gets the class. */
struct turn {
    double at;
    uint32_t gold, other;
};

static int by_place(const void *a, const void *b)
{
    const struct turn *x = a, *y = b;

    if (x->at != y->at)
        return x->at > y->at ? -1 : 1; /* the first to turn away stand last */
    if (x->gold != y->gold)
        return x->gold < y->gold ? -1 : 1;
    return x->other < y->other ? -1 : x->other > y->other;
}

/* With the class out of the race. */
static struct turn turn_of(const double *decision, const double *offsets, uint32_t class,
                           uint32_t n_classes, uint32_t gold)
{
    struct turn turn = {0, gold, class == 0 ? 1 : 0};

    if (n_classes == 2)
        return (struct turn){-decision[0] + offsets[0], gold, 0};
    for (uint32_t k = 0; k < n_classes; k++)
        if (k != class && decision[k] + offsets[k] > decision[turn.other] + offsets[turn.other])
            turn.other = k;
    turn.at = decision[turn.other] + offsets[turn.other] - decision[class];
    return turn;
}

/* Walks the class's offset from high, where all examples have the class, to low. */
static void climb(double *offsets, uint32_t class, enum criterion_kind kind, const bool *averaged,
                  const struct turn *turns, size_t n, uint32_t n_classes, double *confusion,
                  double *highest)
{
    memset(confusion, 0, (size_t)n_classes * n_classes * sizeof *confusion);
    for (size_t i = 0; i < n; i++)
        confusion[(size_t)turns[i].gold * n_classes + class]++;
    for (size_t i = 0; i < n; i++) {
        double value;
        confusion[(size_t)turns[i].gold * n_classes + class]--;
        confusion[(size_t)turns[i].gold * n_classes + turns[i].other]++;
        if (i + 1 == n || turns[i + 1].at == turns[i].at)
            continue;
        value = criterion_of_counts(kind, confusion, n_classes, averaged);
        if (value > *highest + 1e-12) {
            *highest = value;
            offsets[class] = (turns[i].at + turns[i + 1].at) / 2;
        }
    }
}

static double value_now(const double *offsets, enum criterion_kind kind, const bool *averaged,
                        const uint32_t *gold, const double *decision, size_t n, uint32_t n_classes,
                        double *confusion)
{
    uint32_t n_outputs = n_classes == 2 ? 1 : n_classes;

    memset(confusion, 0, (size_t)n_classes * n_classes * sizeof *confusion);
    for (size_t i = 0; i < n; i++)
        confusion[(size_t)gold[i] * n_classes +
                  offsets_label(decision + i * n_outputs, offsets, n_classes)]++;
    return criterion_of_counts(kind, confusion, n_classes, averaged);
}

int offsets_choose(double *offsets, enum criterion_kind kind, const bool *averaged,
                   const uint32_t *gold, const double *decision, size_t n, uint32_t n_classes,
                   struct ordo_error *error)
{
    uint32_t n_outputs = n_classes == 2 ? 1 : n_classes, first = n_classes == 2 ? 1 : 0;
    struct turn *turns = malloc((n + 1) * sizeof *turns);
    double *confusion = malloc((size_t)n_classes * n_classes * sizeof *confusion), highest;

    for (uint32_t k = 0; k < n_classes; k++)
        offsets[k] = 0;
    if (turns == NULL || confusion == NULL) {
        free(turns);
        free(confusion);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    highest = value_now(offsets, kind, averaged, gold, decision, n, n_classes, confusion);
    for (int round = 0; round < ROUNDS; round++) {
        double before = highest;
        for (uint32_t k = first; k < n_classes; k++) {
            for (size_t i = 0; i < n; i++)
                turns[i] = turn_of(decision + i * n_outputs, offsets, k, n_classes, gold[i]);
            qsort(turns, n, sizeof *turns, by_place);
            climb(offsets, k, kind, averaged, turns, n, n_classes, confusion, &highest);
        }
        if (highest <= before)
            break;
    }
    free(turns);
    free(confusion);
    return 0;
}
