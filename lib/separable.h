/* separable.h: German verbs whose prefix stands at the end of their clause. */
#ifndef ORDO_SEPARABLE_H
#define ORDO_SEPARABLE_H

#include "narration.h"

/* Gives the verbs in a German narration the classes that they have with their prefixes: "teilte der
 * Minister mit" reports as "mitteilte" does. */
void ordo_separable_read(struct narration *narration, const char *text);

#endif
