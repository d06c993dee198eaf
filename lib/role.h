/* role.h: what the article says somebody is. */
#ifndef ORDO_ROLE_H
#define ORDO_ROLE_H

#include "phrase.h"

/* Items [first, past). */
static inline struct ordo_span ordo_items_span(const struct search *search, size_t first,
                                               size_t past)
{
    return (struct ordo_span){
        search->items[first].begin,
        ordo_item_past(&search->items[past - 1], search->text, search->reading->narration.length)};
}

/* The title before the name or the apposition after it, looked for once; empty: none. */
struct ordo_span ordo_role_of(const struct search *search, size_t which);
/* The apposition after it alone. */
struct ordo_span ordo_apposition_of(const struct search *search, size_t which);
/* The gender that a description tells whose last word has these classes. */
enum gender ordo_described_gender(uint64_t head);
/* "the senator", "the radioman", "the 46-year-old": who can only be somebody spoken of before. */
bool ordo_is_office(const struct search *search, size_t at);
/* Whether a noun tells what one person is: "senator", "widow", "46-year-old". */
bool ordo_is_calling(const struct search *search, size_t at);
/* Whether the role holds the word at item `at`, or the title for it: "senator" of "Sen.". */
bool ordo_role_holds(const struct search *search, struct ordo_span role, size_t at);
/* "former President Silva" is the president only where nobody else is. */
bool ordo_role_is_former(const struct search *search, struct ordo_span role);
/* Whether the word stands in the span; that of item `at`, without 's. */
bool ordo_span_holds(const struct search *search, struct ordo_span span, const char *word,
                     size_t length);
bool ordo_span_has_word(const struct search *search, struct ordo_span span, size_t at);

#endif
