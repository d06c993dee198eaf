/* kin.h: whom "her husband", "Silva's older brother" means. */
#ifndef ORDO_KIN_H
#define ORDO_KIN_H

#include "antecedent.h"

/* The fullest name of whose kin or lawyer the phrase is, or SIZE_MAX. */
size_t ordo_kin_owner(const struct search *search, const struct finding *finding,
                      const struct voice *last);
/* Somebody of the article, as the family's name tells, or SIZE_MAX. finding: the phrase, which
 * begins with "his" or "her" or holds a name in the genitive. */
size_t ordo_kin(const struct search *search, const struct finding *finding,
                const struct voice *last);

#endif
