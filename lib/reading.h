/* reading.h: what quotes and speakers are found in. */
#ifndef ORDO_READING_H
#define ORDO_READING_H

#include "narration.h"

/* Behind struct ordo_quotes; reused from text to text. */
struct ordo_reading {
    struct marks marks;
    struct narration narration;
    struct names *names;
    struct finding *findings; /* [n quotes] who speaks, of the indirect ones */
    size_t finding_capacity;
    struct finding *reporters; /* [narration.n_quotes] of those in reported clauses, in German */
    size_t reporter_capacity;
    uint32_t *span_items; /* [n_spans quotes] the item that each span begins with */
    size_t span_item_capacity;
    struct voice *voices; /* [n quotes] who speaks */
    size_t voice_capacity;
    struct indirect *indirect; /* [n_indirect] reported clauses, ascending */
    size_t n_indirect, indirect_capacity;
};

void ordo_names_free(struct names *names);

/* The language of the article. */
static inline bool ordo_in_english(const struct search *search)
{
    return search->reading->narration.language == LEXICON_ENGLISH;
}

static inline bool ordo_in_german(const struct search *search)
{
    return search->reading->narration.language == LEXICON_GERMAN;
}

/* Whether item `quote` is a line of a transcript or dialogue. */
static inline bool ordo_is_turn(const struct search *search, size_t quote)
{
    return ordo_at_kind(search, quote, ITEM_QUOTE) &&
           search->reading->marks.pairs[search->items[quote].pair].family == MARK_NONE;
}

#endif
