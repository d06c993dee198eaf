/* conversation.h: who goes on speaking, and who speaks in turns. */
#ifndef ORDO_CONVERSATION_H
#define ORDO_CONVERSATION_H

#include "antecedent.h"

/* Whether the quotation, whose first item is `at`, is attributed as a direct one. In '' '' a
 * quotation is reported as indirect, since its marks are no sure sign, and is attributed as any
 * other. */
bool ordo_is_direct(const struct search *search, const struct ordo_quote *quote, size_t at);

/* Gives the quotation the speaker of the one before, as `by` tells. */
void ordo_take_speaker(struct ordo_quote *quote, const struct ordo_quote *before,
                       enum ordo_evidence by);

/* Both fill the speaker of statement `i` of the quotations and return whose voice it is; before:
 * the last statement in marks before it, or SIZE_MAX. */

/* Of a quotation that nothing in its own sentence attributes. */
struct voice ordo_conversation_goes_on(const struct search *search, struct ordo_quotes *quotes,
                                       size_t i, size_t before, const struct heard *heard);
/* Of one that the finding attributes: its own, or, where that is a thing or the question's voice,
 * another's. */
struct voice ordo_conversation_resolve(const struct search *search, struct ordo_quotes *quotes,
                                       size_t i, size_t before, const struct finding *finding,
                                       const struct heard *heard);

#endif
