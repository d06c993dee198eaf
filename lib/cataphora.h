/* cataphora.h: whom a description or pronoun means that stands before the name. */
#ifndef ORDO_CATAPHORA_H
#define ORDO_CATAPHORA_H

#include "description.h"

#define CATAPHORA_MAX 150 /* items from the beginning of the article to [first, past) */

/* "A Winnipeg woman says ... / Tanya Kowalchuk, 34, ...": the person whom the paragraph behind
 * [first, past) begins to name, or SIZE_MAX. */
size_t ordo_cataphora(const struct search *search, size_t first, size_t past, enum gender gender);
/* "After he praised the film, Luis Ortega left": whom the pronoun at `at`, in a clause that begins
 * its sentence, means, or SIZE_MAX. */
size_t ordo_cataphora_within(const struct search *search, size_t at, enum gender gender);

/* "The shoe's designer sees it otherwise ... The designer, Luis Ortega, ran": who is called so
 * again with a name, or SIZE_MAX. */
size_t ordo_named_later(const struct search *search, size_t first, size_t past);

#endif
