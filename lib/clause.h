/* clause.h: the clauses that are reported: their first words and their ends. */
#ifndef ORDO_CLAUSE_H
#define ORDO_CLAUSE_H

#include "cue.h"

struct clause {
    size_t first, past; /* items */
};

/* What one reporting word reports: one clause, or the two that it stands between. */
struct report {
    struct clause clauses[2];
    size_t n;
    struct finding finding;
};

/* Behind the word at `at` and all that it reports. */
static inline size_t ordo_report_past(const struct report *report, size_t at)
{
    size_t past = report->clauses[report->n - 1].past;

    return past > at ? past : at + 1;
}

/* What begins a reported clause: "that", "dass"; "whether", "ob". */
bool ordo_is_that(const struct search *search, size_t at);
bool ordo_is_question(const struct search *search, size_t at);

/* Reads the rows from TRAIT_MAY_GO_ON to TRAIT_CLAUSE_VERB. */
void ordo_clauses_read(struct ordo_reading *reading, const char *text);

/* Whether a verb stands in [first, past). */
static inline bool ordo_clause_has_predicate(const struct search *search, size_t first, size_t past)
{
    return ordo_next(search, first, past, TRAIT_CLAUSE_VERB) < past;
}
/* Whether a quotation that is a statement of its own stands in it. */
bool ordo_clause_has_quotation(const struct search *search, struct clause clause);
/* Where the clause that begins at `first` ends, at most `end`. */
size_t ordo_clause_end(const struct search *search, size_t first, size_t end);
/* Where the object of a verb that begins before `at` ends: at a comma, a quotation or "because". */
size_t ordo_object_end(const struct search *search, size_t at, size_t end);
/* The same of an object that is a noun phrase from `first` on: it ends before what its verb has
 * beside it, "during the talks", "and left the hall". */
size_t ordo_thing_end(const struct search *search, size_t first, size_t at, size_t end);
/* Whether it goes on in marks: then that quotation tells what is said. */
bool ordo_goes_on_in_quotation(const struct search *search, struct clause clause);
/* Whether item `to` begins an infinitive: "to keep", not "to the allies". */
bool ordo_is_infinitive(const struct search *search, size_t to);
/* Takes off what is no word at its edges, and a quotation with its own clause. False: too little is
 * left. */
bool ordo_clause_trim(const struct search *search, struct clause *clause);

#endif
