/* resolve.h: mention -> speaker: the fullest name of whoever a phrase stands for. */
#ifndef ORDO_RESOLVE_H
#define ORDO_RESOLVE_H

#include "antecedent.h"

/* Fills cue, mention, speaker, role, by and confidence of a quote from what was found for it.
 */
struct voice ordo_resolve(const struct search *search, const struct finding *finding,
                          const struct heard *heard, struct ordo_quote *quote);
/* Fills cue, mention, by and confidence where the words that tell the source name nobody: "nach
 * ersten Angaben". */
void ordo_resolve_nobody(const struct search *search, const struct finding *finding,
                         struct ordo_quote *quote);
/* By speaker_affiliation.c: fills the affiliation of every quote from its speaker's roles, wherever
 * the article names them, and from its mention. voices: [n quotes] */
void ordo_resolve_affiliations(const struct search *search, struct ordo_quotes *quotes,
                               const struct voice *voices);
/* Sets by, and the confidence that goes with it. */
void ordo_set_evidence(struct ordo_quote *quote, enum ordo_evidence by);

#endif
