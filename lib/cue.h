/* cue.h: reporting words, and the noun phrases that are their subjects. */
#ifndef ORDO_CUE_H
#define ORDO_CUE_H

#include "phrase.h"

/* "Western states fell", not "the pact states that": "states" before what it does not say. */
bool ordo_cue_is_states(const struct search *search, size_t at);
/* "his", "the minister's" */
bool ordo_is_owner(const struct search *search, size_t at);
/* Whether the participle at `at` is passive: its subject did not speak. */
bool ordo_cue_is_passive(const struct search *search, size_t at);
/* Reads the rows TRAIT_PASSIVE and TRAIT_FINITE. */
void ordo_cues_read(struct ordo_reading *reading, const char *text);
/* Whether item `at` is a reporting verb in a finite form whose subject may speak. */
static inline bool ordo_cue_is_finite(const struct search *search, size_t at)
{
    return ordo_has(search, at, TRAIT_FINITE);
}
/* "Silva's answer", which ends at `past`: behind Silva; of what is no word of somebody's, `past`.
 */
size_t ordo_past_of_owner(const struct search *search, size_t first, size_t past);
/* "according to X", "laut X": finding receives X. */
bool ordo_cue_according(const struct search *search, size_t at, struct finding *finding);
/* The subject of the reporting verb at `at` in the sentence that begins at `begin`, before or
 * after it. */
bool ordo_cue_subject(const struct search *search, size_t at, size_t begin,
                      struct finding *finding);
/* Whether the verb at `at` tells somebody else's words: "quoted", "cites". By agent.c, as the next.
 */
bool ordo_cue_quotes(const struct search *search, size_t at);
/* "The agency quoted Silva as saying", "Silva was cited by the agency as saying": Silva, of the
 * gerund at `at`. */
bool ordo_cue_quoted(const struct search *search, size_t at, size_t begin, struct finding *finding);
/* The first name or pronoun of [begin, end) that no preposition governs: what stands for the
 * subject when no verb leads to one. */
bool ordo_cue_first_phrase(const struct search *search, size_t begin, size_t end,
                           struct finding *finding);

/* "condemns the attack and calls for restraint": whether the word at `at`, which may be a noun, is
 * a second verb of the present behind "and". */
bool ordo_cue_goes_on(const struct search *search, size_t at);

#endif
