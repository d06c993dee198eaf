/* reserve.h: arrays that grow. Also for the programs, which link this library statically. */
#ifndef ORDO_RESERVE_H
#define ORDO_RESERVE_H

#include "ordo.h"

/* ordo_reserve() where it does not hold them yet. */
int ordo_grow(void *array, size_t *capacity, size_t need, size_t size, struct ordo_error *error);

/* Makes *array, a pointer to elements of `size` bytes, hold at least `need` of them; contents kept.
 */
static inline int ordo_reserve(void *array, size_t *capacity, size_t need, size_t size,
                               struct ordo_error *error)
{
    return need <= *capacity ? 0 : ordo_grow(array, capacity, need, size, error);
}

#endif
