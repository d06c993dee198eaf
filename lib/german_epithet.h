/* german_epithet.h: whom German news calls by a description so as not to say the name again. */
#ifndef ORDO_GERMAN_EPITHET_H
#define ORDO_GERMAN_EPITHET_H

#include "antecedent.h"

/* "Die Regierungschefin", "der 39-Jährige": the name of whoever was just named, where nobody
 * without a name has been spoken of since; or SIZE_MAX. last: who spoke before. */
size_t ordo_german_epithet(const struct search *search, const struct finding *finding,
                           const struct voice *last);
/* "Der SPD-Politiker": many are, so the nearest is meant, not whoever was called so. */
bool ordo_german_is_politician(const struct search *search, const struct finding *finding);

#endif
