/* order.h: whether classes have an order, and which. */
#ifndef ORDO_ORDER_H
#define ORDO_ORDER_H

#include "../lib/ordo.h"

/* Sorts class numbers 0..n into order[n], from low to high: by `list` ("A,B,C"; NULL: none), as a
 * known scale (oppose-neutral-support, negative-neutral-positive), or as numbers; classes without
 * an order bytewise. *ordered: whether they have one. value (may be NULL): [n] by class number, its
 * place in list or scale, or its number; NaN without an order. Fails when the list lacks a class.
 */
int order_classes(uint32_t *order, double *value, bool *ordered, const char *const *classes,
                  uint32_t n, const char *list, struct ordo_error *error);

/* Adds to chosen[n] the classes that "A,B" names. Fails when a head has none of that name. */
int order_choose(bool *chosen, const char *const *classes, uint32_t n, const char *list,
                 const char *head, struct ordo_error *error);

#endif
