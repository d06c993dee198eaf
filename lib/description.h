/* description.h: whom a description stands for. */
#ifndef ORDO_DESCRIPTION_H
#define ORDO_DESCRIPTION_H

#include "antecedent.h"
#include "role.h"

/* Whether [first, past) names a person who may be of the gender. */
bool ordo_names_person(const struct search *search, size_t first, size_t past, enum gender gender);
/* "The minister", "the group": the name of whoever was spoken of before, or SIZE_MAX. last: who
 * spoke before. */
size_t ordo_described_name(const struct search *search, const struct finding *finding,
                           const struct voice *last);
/* "The engineer turned 52. "...," she said.": whom the description that begins the sentence of item
 * `at`, or the one before, stands for, if it is of the gender and nobody is named in between;
 * SIZE_MAX. */
size_t ordo_described_before(const struct search *search, size_t at, enum gender gender,
                             const struct voice *last);

/* The one person of the gender whom the article has named before item `at`, or SIZE_MAX. */
size_t ordo_only_person(const struct search *search, size_t at, enum gender gender);
/* The one whom the sentence before names, or SIZE_MAX. */
size_t ordo_only_before(const struct search *search, size_t at, enum gender gender);

#endif
