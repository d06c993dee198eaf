/* resolve.h: mention -> speaker: the fullest name of whoever a phrase stands for. */
#ifndef ORDO_RESOLVE_H
#define ORDO_RESOLVE_H

#include "phrase.h"

/* Fills cue, mention, speaker, role, by and confidence of a quote from what was found for it.
 * last_speaker: name of the speaker before it, or SIZE_MAX. Returns the fullest name of this one,
 * or SIZE_MAX. */
size_t ordo_resolve(const struct search *search, const struct finding *finding, size_t last_speaker,
                    struct ordo_quote *quote);
/* Fills the affiliation of every quote from its speaker's roles, wherever the article names them,
 * and from its mention. speakers: [n quotes] name of each one's speaker, or SIZE_MAX. */
void ordo_resolve_affiliations(const struct search *search, struct ordo_quotes *quotes,
                               const size_t *speakers);
/* Sets by, and the confidence that goes with it. */
void ordo_set_evidence(struct ordo_quote *quote, enum ordo_evidence by);

#endif
