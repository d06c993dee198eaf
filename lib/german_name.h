/* german_name.h: what makes names of words in German quotation marks. */
#ifndef ORDO_GERMAN_NAME_H
#define ORDO_GERMAN_NAME_H

#include "narration.h"

/* Whether an item of [first, past) is of one of these classes; a verb with a capital is none. */
bool ordo_german_has_class(const struct narration *narration, size_t first, size_t past,
                           uint64_t classes);
/* Whether words beside the quotation at `at`, in the sentence [begin, end), make a name of it. */
bool ordo_german_is_named(const struct narration *narration, size_t at, size_t begin, size_t end,
                          const char *text);
/* "eine „Reuters“-Reporterin" */
bool ordo_german_is_in_compound(const struct item *item, const char *text);
/* „iPod“, „amazon.de“ */
bool ordo_german_is_brand(const struct item *item, const char *text);
/* Whether there are words in the marks that all begin with a capital letter or a digit, and no
 * comma: „Black Stars“, „Do 228“. */
bool ordo_german_is_all_capital(const struct item *item, const char *text);

#endif
