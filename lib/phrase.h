/* phrase.h: noun phrases in the reporter's narration, without a parser. */
#ifndef ORDO_PHRASE_H
#define ORDO_PHRASE_H

#include "names.h"

#define REACH_MAX 40 /* items between a quotation or a verb and what belongs to it */

/* The narration that is searched; borrowed. */
struct search {
    const struct ordo_reading *reading;
    const struct item *items;
    size_t n;
    const char *text;
};

/* A reporting word and the phrase that names the speaker. */
struct finding {
    size_t cue, cue_past; /* items; none: cue == cue_past */
    size_t first, past;   /* of the noun phrase */
    bool found;
};

/* Word lists that NULL ends. */
extern const char *const ordo_pronouns[];
extern const char *const ordo_determiners[];
extern const char *const ordo_stoppers[]; /* cannot stand in a noun phrase */
extern const char *const ordo_chains[];   /* prepositions that can: "minister of trade" */
extern const char *const ordo_skipped[];  /* stand between subject and verb, or verb and subject */

/* Of item `at`, which may lie outside: whether its word is in a list, its kind, whether it is
 * an English adverb. */
bool ordo_at_in(const struct search *search, size_t at, const char *const *words);
bool ordo_at_kind(const struct search *search, size_t at, enum item_kind kind);
bool ordo_at_adverb(const struct search *search, size_t at);

/* The noun phrase that begins at item `at`. Returns its end, or `at`. */
size_t ordo_phrase_right(const struct search *search, size_t at);
/* Goes left from `past` over a noun phrase that ends there. Returns its beginning, or `past`. */
size_t ordo_phrase_left(const struct search *search, size_t past, size_t limit);
/* The subject of the verb at item `verb`, over appositions and relative clauses, looking left no
 * further than `limit`. */
bool ordo_phrase_subject(const struct search *search, size_t verb, size_t limit,
                         struct finding *finding);

#endif
