/* verb_clause.h: what a reporting verb in English reports, by the words behind it. */
#ifndef ORDO_VERB_CLAUSE_H
#define ORDO_VERB_CLAUSE_H

#include "clause.h"

/* What the verb at `verb` reports, when the words behind it, before `end`, begin it. */
bool ordo_clause_behind(const struct search *search, size_t verb, size_t end,
                        struct clause *clause);

#endif
