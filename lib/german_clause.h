/* german_clause.h: the clauses of a German sentence. */
#ifndef ORDO_GERMAN_CLAUSE_H
#define ORDO_GERMAN_CLAUSE_H

#include "clause.h"

/* Whether [first, past) is in the mood of reported speech; "sollen" is its neighbour. */
bool ordo_german_is_subjunctive(const struct search *search, size_t first, size_t past);
/* Where the words from `first` on end that no comma parts, at most `end`. */
size_t ordo_german_part_end(const struct search *search, size_t first, size_t end);
/* Whether these words, [first, past), are a clause whose verb is its last word: behind "dass",
 * "weil", "der". */
bool ordo_german_is_subordinate(const struct search *search, size_t first, size_t past);
/* Whether they hold no finite verb: "sagte Weber, die Leiterin, ..." */
bool ordo_german_is_nominal(const struct search *search, size_t first, size_t past);
/* Whether in [first, past), before any comma, a word in no list stands where a verb does: "Die
 * Pläne verstießen gegen das Recht". */
bool ordo_german_has_unknown_verb(const struct search *search, size_t first, size_t past);
/* The main clause around item `at` of the sentence [begin, end), with the clauses that hang on it;
 * where `at` stands in one of those, that alone. */
struct clause ordo_german_clause_around(const struct search *search, size_t at, size_t begin,
                                        size_t end);
/* Where the reported clause that begins at `first` ends, at most `end`. */
size_t ordo_german_clause_end(const struct search *search, size_t first, size_t end);
/* Whether the clause behind the comma at `comma` is reported by its form; *clause receives it. */
bool ordo_german_clause_behind(const struct search *search, size_t comma, size_t end,
                               struct clause *clause);
/* From the colon before `at` in the clause to the colon behind it that a quotation follows. */
struct clause ordo_german_between_colons(const struct search *search, size_t at,
                                         struct clause clause);
/* Whether the main clause of [begin, at] is in the subjunctive: another sentence reports it. */
bool ordo_german_is_reported(const struct search *search, size_t begin, size_t at);

#endif
