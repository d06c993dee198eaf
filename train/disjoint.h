/* disjoint.h: disjoint sets of examples that links unite (Galler and Fischer 1964). set[i] leads to
 * the lowest member of i's set, which stands for it; alone, set[i] = i. */
#ifndef ORDO_DISJOINT_H
#define ORDO_DISJOINT_H

#include <stdint.h>

/* The lowest member; paths are halved on the way. */
static inline uint32_t disjoint_root(uint32_t *set, uint32_t which)
{
    while (set[which] != which) {
        set[which] = set[set[which]];
        which = set[which];
    }
    return which;
}

static inline void disjoint_link(uint32_t *set, uint32_t a, uint32_t b)
{
    a = disjoint_root(set, a);
    b = disjoint_root(set, b);
    set[a > b ? a : b] = a < b ? a : b;
}

#endif
