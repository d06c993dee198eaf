/* attribution.h: the reporting word of a quotation, and the noun phrase that is its subject. */
#ifndef ORDO_ATTRIBUTION_H
#define ORDO_ATTRIBUTION_H

#include "phrase.h"

#define ATTRIBUTION_MAX 16 /* between a quotation and a subject and verb that follow it */

/* All look around the quotation at item `quote` and fill the finding. */

/* Whether the subject of the verb stands behind it, ", said X", and none before it: not ", while X,
 * the minister, said Y must go". By attribution_after.c, as the next three. */
bool ordo_attribution_inverts(const struct search *search, size_t verb, size_t limit);
/* "...", said X  |  "...", X, the minister, said  |  "...", according to X */
bool ordo_attribution_after(const struct search *search, size_t quote, struct finding *finding);
/* Calling it "...", X left */
bool ordo_attribution_participle(const struct search *search, size_t quote,
                                 struct finding *finding);
/* "...," the senator shot back: after a comma within the marks even an unknown verb attributes. */
bool ordo_attribution_beside(const struct search *search, size_t quote, struct finding *finding);
/* ... "a fragment" in the sentence, said X. | ..., X said.: the whole sentence is X's. */
bool ordo_attribution_trailing(const struct search *search, size_t quote, struct finding *finding);
/* X said, "..."  |  According to X, "..."  |  X: "..."  |  X arrived, adding: "..." */
bool ordo_attribution_before(const struct search *search, size_t quote, struct finding *finding);
/* ... called "a fragment" by X  |  seen by X as "a fragment". By agent.c, as the next two. */
bool ordo_attribution_agent(const struct search *search, size_t quote, struct finding *finding);
/* "Silva was accused of "fraud" (by the union)", "was told he was "old"": true, and in the finding
 * who did so, or nobody, who is not the subject. */
bool ordo_attribution_passive(const struct search *search, size_t quote, struct finding *finding);
/* Y was asked by X, "..." */
bool ordo_attribution_asked(const struct search *search, size_t quote, struct finding *finding);
/* In X's words, "..."  |  "...", in the view of X */
bool ordo_attribution_words(const struct search *search, size_t quote, struct finding *finding);
/* "LAVROV: ..." at the head of a line, at item `begin`. By label.c, as all before
 * ordo_attribution_run_in(). */
bool ordo_attribution_label(const struct search *search, size_t quote, size_t begin,
                            struct finding *finding);
/* "her remark that ...", "Silva's promise of ...", "a claim by Silva": who owns the noun. */
bool ordo_attribution_noun(const struct search *search, size_t quote, struct finding *finding);
/* "More from Silva: ...": a name before the colon and no verb. */
bool ordo_attribution_colon(const struct search *search, size_t quote, struct finding *finding);
/* "It does not surprise Maria Silva: ...", "Here is Maria Silva in May: ..." */
bool ordo_attribution_shown(const struct search *search, size_t quote, struct finding *finding);
/* "For Maria Silva, the treaty was "a betrayal"": whose view the sentence from `begin` tells, up to
 * `end`. */
bool ordo_attribution_view(const struct search *search, size_t begin, size_t end,
                           struct finding *finding);
/* "Excerpts from the talk with Maria Silva:" as the sentence [begin, end) before a list. */
bool ordo_attribution_lead(const struct search *search, size_t begin, size_t end,
                           struct finding *finding);
/* "..." was Silva's only reply; "..." is how she puts it; "...," came the answer from Silva. */
bool ordo_attribution_reply(const struct search *search, size_t quote, struct finding *finding);
/* "..." and, in the next sentence, "That's how Maria Silva describes it.", "So says Silva." */
bool ordo_attribution_pointing(const struct search *search, size_t quote, struct finding *finding);
/* "Maria Silva, Bank of Lima. Prices rise. "..."": a heading within the paragraph. By signature.c,
 * as the next three. */
bool ordo_attribution_run_in(const struct search *search, size_t quote, struct finding *finding);
/* A name that is the paragraph before the quotation's. */
bool ordo_attribution_heading(const struct search *search, size_t quote, struct finding *finding);
/* "..." at the end of a paragraph, and "- Maria Silva." in the next: a signature. */
bool ordo_attribution_signature(const struct search *search, size_t quote, struct finding *finding);
/* "..." - Maria Silva, mayor of Lima: one in the same line. */
bool ordo_attribution_dash(const struct search *search, size_t quote, struct finding *finding);

/* "She says that people should choose. "It is their life."": the subject of the sentence before the
 * quotation at `at`. By floating.c, as the next two. */
bool ordo_floating_subject(const struct search *search, size_t at, struct finding *finding);
/* "Silva broke down when a nurse came in. / "..."": of those whom it names, the one who has spoken.
 */
bool ordo_floating_named(const struct search *search, size_t at, struct finding *finding);
/* "..." / Maria Silva laughs when she says it.: the subject of the sentence behind a quotation that
 * opens the article. */
bool ordo_floating_ahead(const struct search *search, size_t at, struct finding *finding);

#endif
