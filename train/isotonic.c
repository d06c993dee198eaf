/* isotonic.c: pool adjacent violators (Ayer et al. 1955; Zadrozny and Elkan 2002 for classifiers).
 *
 * Each pool becomes one knot at its mean decision value, with straight lines between: centred
 * isotonic regression (Oron and Flournoy 2017), which has no flat stretches within the data and is
 * closer to the truth than the steps where the truth is smooth. */
#include "isotonic.h"

#include <math.h>
#include <stdlib.h>

static int by_x(const void *a, const void *b)
{
    const struct pooled *x = a, *y = b;

    if (x->x != y->x)
        return x->x < y->x ? -1 : 1;
    return x->outcome < y->outcome ? -1 : x->outcome > y->outcome;
}

static struct pooled join(struct pooled a, struct pooled b)
{
    double weight = a.weight + b.weight;

    return (struct pooled){(a.x * a.weight + b.x * b.weight) / weight,
                           (a.outcome * a.weight + b.outcome * b.weight) / weight, weight};
}

/* What joining two neighbours adds to the sum of squared errors. */
static double cost(struct pooled a, struct pooled b)
{
    double step = b.outcome - a.outcome;

    return a.weight * b.weight / (a.weight + b.weight) * step * step;
}

/* The cheapest joins one at a time: there are few pools by now. */
static size_t thin(struct pooled *points, size_t n, size_t most)
{
    while (n > most) {
        size_t at = 0;
        for (size_t i = 1; i + 1 < n; i++)
            if (cost(points[i], points[i + 1]) < cost(points[at], points[at + 1]))
                at = i;
        points[at] = join(points[at], points[at + 1]);
        for (size_t i = at + 1; i + 1 < n; i++)
            points[i] = points[i + 1];
        n--;
    }
    return n;
}

size_t isotonic_pool(struct pooled *points, size_t n, size_t most)
{
    size_t m = 0, ties = 0;

    if (n == 0)
        return 0;
    qsort(points, n, sizeof *points, by_x);
    for (size_t i = 1; i < n; i++) { /* equal decision values have one probability */
        double x = points[ties].x;
        if (points[i].x != x) {
            points[++ties] = points[i];
            continue;
        }
        points[ties] = join(points[ties], points[i]);
        points[ties].x = x; /* as it was, not as its mean is rounded */
    }
    for (size_t i = 0; i <= ties; i++) {
        struct pooled next = points[i];
        while (m > 0 && (points[m - 1].outcome >= next.outcome || points[m - 1].x >= next.x))
            next = join(points[--m], next);
        points[m++] = next;
    }
    return thin(points, m, most);
}
