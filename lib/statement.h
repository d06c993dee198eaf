/* statement.h: what a quotation is: direct or mixed, a statement or a term. */
#ifndef ORDO_STATEMENT_H
#define ORDO_STATEMENT_H

#include "narration.h"

/* What the words between the marks of a quotation look like. */
struct look ordo_look_inside(const struct marks *marks, const char *text, struct ordo_span span);
/* ORDO_DIRECT or ORDO_MIXED, of the quotation at item `at`. */
enum ordo_kind ordo_kind_of(const struct narration *narration, size_t at, struct look look);
/* Whether it is a statement, and no title, term, nickname or scare quote. */
bool ordo_is_statement(const struct narration *narration, size_t at, struct look look,
                       enum ordo_kind kind, const char *text);

#endif
