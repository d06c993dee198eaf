/* german_term.h: statements, terms and names in German quotation marks. */
#ifndef ORDO_GERMAN_TERM_H
#define ORDO_GERMAN_TERM_H

#include "narration.h"

/* Whether the quotation at item `at` of a German narration is a statement. */
bool ordo_german_is_statement(const struct narration *narration, size_t at, const struct look *look,
                              enum ordo_kind kind, const char *text);

#endif
