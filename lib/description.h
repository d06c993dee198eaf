/* description.h: what the article says somebody is, and whom a description stands for. */
#ifndef ORDO_DESCRIPTION_H
#define ORDO_DESCRIPTION_H

#include "antecedent.h"

/* Items [first, past). */
static inline struct ordo_span ordo_items_span(const struct search *search, size_t first,
                                               size_t past)
{
    return (struct ordo_span){search->items[first].begin, search->items[past - 1].end};
}

/* The title before the name or the apposition after it, looked for once; empty: none. */
struct ordo_span ordo_role_of(const struct search *search, size_t which);
/* The gender that a description tells whose last word has these classes. */
enum gender ordo_described_gender(uint64_t head);
/* Whether a noun tells what one person is: "senator", "widow", "46-year-old". */
bool ordo_is_calling(const struct search *search, size_t at);
/* Whether the role holds the word at item `at`, or the title for it: "senator" of "Sen.". */
bool ordo_role_holds(const struct search *search, struct ordo_span role, size_t at);
/* Whether [first, past) names a person who may be of the gender. */
bool ordo_names_person(const struct search *search, size_t first, size_t past, enum gender gender);
/* "The minister", "the group": the name of whoever was spoken of before, or SIZE_MAX. last: who
 * spoke before. */
size_t ordo_described_name(const struct search *search, const struct finding *finding,
                           const struct voice *last);
/* "The engineer turned 52. "...," she said.": whom the description that begins the sentence of item
 * `at`, or the one before, stands for, if it is of the gender and nobody is named in between;
 * SIZE_MAX. */
size_t ordo_described_before(const struct search *search, size_t at, enum gender gender,
                             const struct voice *last);

#endif
