/* phrase.h: noun phrases in the reporter's narration, without a parser. */
#ifndef ORDO_PHRASE_H
#define ORDO_PHRASE_H

#include "names.h"

#define REACH_MAX 40 /* items between a quotation or a verb and what belongs to it */

/* A reporting word and the phrase that names the speaker. */
struct finding {
    size_t cue, cue_past; /* items; none: cue == cue_past */
    size_t first, past;   /* of the noun phrase */
    size_t relative;      /* "who", by which the sentence names it: outside [first, past) */
    enum ordo_evidence by;
    bool found;
};

/* A pronoun that can be a subject by itself. */
static inline bool ordo_at_pronoun(const struct search *search, size_t at)
{
    return ordo_has(search, at, TRAIT_PRONOUN);
}

/* "the", "his" */
static inline bool ordo_at_determiner(const struct search *search, size_t at)
{
    return ordo_has(search, at, TRAIT_DETERMINER);
}

static inline bool ordo_is_and(const struct search *search, size_t at)
{
    return ordo_is_word(search, at, "and") || ordo_is_word(search, at, "und");
}

/* "a", "an": governs no plural. */
static inline bool ordo_at_indefinite(const struct search *search, size_t at)
{
    return ordo_is_word(search, at, "a") || ordo_is_word(search, at, "an");
}

/* A preposition inside a noun phrase: "of", and "to" for those who are sent: "ambassador to China".
 */
static inline bool ordo_at_chain(const struct search *search, size_t at)
{
    return ordo_has(search, at, TRAIT_CHAIN);
}

/* Stands between a subject and its verb, or a verb and the subject after it: "later", "has". */
static inline bool ordo_at_skipped(const struct search *search, size_t at)
{
    return ordo_has(search, at, TRAIT_SKIPPED);
}

/* The prepositions that can begin a clause as well. */
static inline bool ordo_may_begin_clause(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {"after", "before", "since", "until", ""};

    return ordo_is_any(search, at, words);
}

/* A finite verb, a clause's predicate: "left", "has". */
static inline bool ordo_at_predicate(const struct search *search, size_t at)
{
    return ordo_has(search, at, TRAIT_PREDICATE);
}

/* Whether no verb, and nothing else that reports, stands in [first, past). */
static inline bool ordo_is_nominal(const struct search *search, size_t first, size_t past)
{
    return ordo_next(search, first, past, TRAIT_PREDICATE) == past &&
           ordo_next(search, first, past, TRAIT_CUE) == past;
}

/* By phrase_rows.c, as the next three. In German a name can stand in marks: "die „Computerwoche“".
 */
bool ordo_german_is_marked_name(const struct search *search, size_t at);
/* Reads the rows from TRAIT_CUE to TRAIT_CONTINUES, which the functions above and below ask. */
void ordo_phrases_read(struct ordo_reading *reading, const char *text);

/* Whether the "and" at `at` joins two callings of one person: "economist and author Ana Silva". */
bool ordo_joins_roles(const struct search *search, size_t at);
/* Whether it joins the portfolios of one office, before item `past`: "Energy and Natural Resources
 * Minister Ana Silva". */
bool ordo_joins_portfolios(const struct search *search, size_t at, size_t past);

/* Behind appositions, relative clauses and brackets that follow a noun phrase at `past`: where its
 * verb may stand. */
size_t ordo_phrase_behind(const struct search *search, size_t past, size_t end);
/* The noun phrase that begins at item `at`. Returns its end, or `at`. */
size_t ordo_phrase_right(const struct search *search, size_t at);
/* Goes left from `past` over a noun phrase that ends there. Returns its beginning, or `past`. */
size_t ordo_phrase_left(const struct search *search, size_t past, size_t limit);
/* "Her" before "sister" is whose she is; before "the truth" or at an end it is whom it is about. */
bool ordo_owns_nothing(const struct search *search, size_t at);
/* "Bankers, including Maria Silva,": one of those before, no other name for them. */
bool ordo_leads_to_example(const struct search *search, size_t at);
/* Whether a subject can stand behind the verb: "said the minister", not "told the minister". */
bool ordo_phrase_may_invert(const struct search *search, size_t verb);
/* Whether the phrase can be a person's: a pronoun, a name or a role. */
bool ordo_phrase_is_person(const struct search *search, size_t first, size_t past);
/* "(a source) familiar", "close", "briefed": what tells why somebody knows. */
bool ordo_tells_access(const struct search *search, size_t at);
/* By subject.c: "a source close to the talks", "people familiar with the matter", whose phrase ends
 * at `past`: the end of all that tells who they are, at most `verb`. */
size_t ordo_phrase_past_of_source(const struct search *search, size_t first, size_t past,
                                  size_t verb);
/* By subject.c: the subject of the verb at item `verb`, over appositions and relative clauses,
 * looking left no further than `limit`. */
bool ordo_phrase_subject(const struct search *search, size_t verb, size_t limit,
                         struct finding *finding);

/* The last word before what is chained to the phrase: "members" of "members of the committee". */
size_t ordo_phrase_head(const struct search *search, size_t first, size_t past);

/* "(the Department for) Arms Control | Ana Torres": whether somebody's name stands right behind
 * what an office is for, as agencies write it. */
bool ordo_phrase_is_behind_field(const struct search *search, size_t name);

#endif
