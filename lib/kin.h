/* kin.h: whom "her husband", "Silva's older brother" means. */
#ifndef ORDO_KIN_H
#define ORDO_KIN_H

#include "antecedent.h"

/* Somebody of the article, as the family's name tells, or SIZE_MAX. finding: the phrase, which
 * begins with "his" or "her" or holds a name in the genitive. */
size_t ordo_kin(const struct search *search, const struct finding *finding,
                const struct voice *last);

#endif
