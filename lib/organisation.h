/* organisation.h: which organisation a description stands for. */
#ifndef ORDO_ORGANISATION_H
#define ORDO_ORGANISATION_H

#include "antecedent.h"

/* "The group", "the ministry": the organisation spoken of before that has the word in its name, the
 * only firm, or the one that a pronoun would mean; SIZE_MAX: none. last: who spoke before. */
size_t ordo_organisation(const struct search *search, const struct finding *finding,
                         const struct voice *last);

#endif
