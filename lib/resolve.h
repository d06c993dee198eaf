/* resolve.h: mention -> speaker: the fullest name of whoever a phrase stands for. */
#ifndef ORDO_RESOLVE_H
#define ORDO_RESOLVE_H

#include "phrase.h"

/* Fills cue, mention, speaker, role, by and confidence of a quote from what was found for it.
 * last_speaker: name of the speaker before it, SIZE_MAX for none; moved on to this one. */
void ordo_resolve(const struct search *search, const struct finding *finding,
                  struct ordo_quote *quote, size_t *last_speaker);
/* Sets by, and the confidence that goes with it. */
void ordo_set_evidence(struct ordo_quote *quote, enum ordo_evidence by);

#endif
