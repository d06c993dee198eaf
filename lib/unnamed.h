/* unnamed.h: whom a pronoun means that the article gives no name: "a neighbour", "the family". */
#ifndef ORDO_UNNAMED_H
#define ORDO_UNNAMED_H

#include "description.h"

/* Each fills the quote's speaker and role where it knows whom the pronoun of the finding means, and
 * the description of the voice. last: who spoke before. */
/* "They", "it": those, or the thing, that spoke last and has no person's name. */
bool ordo_goes_on_plural(const struct search *search, const struct finding *finding,
                         const struct voice *last, struct ordo_quote *quote);
/* "The family thanked the nurses. "...," they said.": the group that the sentence before is about,
 * if that begins at item `after` or behind it. one: a thing. */
bool ordo_goes_on_group(const struct search *search, const struct finding *finding, bool one,
                        size_t after, struct voice *voice, struct ordo_quote *quote);
/* "A neighbour had seen it, she said. "..."": the person without a name who spoke last, where
 * nobody has been named since. name: the nearest that the pronoun may mean, or SIZE_MAX. */
bool ordo_goes_on_unnamed(const struct search *search, const struct finding *finding, size_t name,
                          const struct voice *last, struct voice *voice, struct ordo_quote *quote);
/* The stranger who spoke before, though others have since. name: of a person who did, or SIZE_MAX.
 */
bool ordo_comes_back(const struct search *search, const struct finding *finding, size_t name,
                     const struct voice *stranger, struct voice *voice, struct ordo_quote *quote);
/* "One diplomat in Lima said ... The diplomat, ...": the stranger who spoke last and was called so,
 * unless somebody of the calling was named since. name: that somebody, or SIZE_MAX. */
bool ordo_is_told_again(const struct search *search, const struct finding *finding, size_t name,
                        const struct voice *stranger, struct voice *voice,
                        struct ordo_quote *quote);
/* "A letter came. It said": the document that the sentence before begins with; "a banner hangs
 * outside. "...," it reads": that it holds. */
bool ordo_goes_on_document(const struct search *search, const struct finding *finding,
                           struct voice *voice, struct ordo_quote *quote);
/* "In a statement, Grano said ... "...," the statement said": whoever spoke last, in a document
 * that is called so again. */
bool ordo_goes_on_in_document(const struct search *search, const struct finding *finding,
                              const struct voice *last, struct voice *voice,
                              struct ordo_quote *quote);
/* "The army denied what it called "baseless claims"": whether "it" stands for the subject of the
 * verb before "what". */
bool ordo_what_it(const struct search *search, const struct finding *finding,
                  struct finding *subject);
/* "A report by the Fund put the cost at ... It ...": receives in *subject the document that the
 * sentence before begins with. */
bool ordo_what_report(const struct search *search, const struct finding *finding,
                      struct finding *subject);
/* "For the boy's father, it is over. "...," he said.": the person without a name whom the sentence
 * before is about. name: as for ordo_goes_on_unnamed(). */
bool ordo_goes_on_topic(const struct search *search, const struct finding *finding, size_t name,
                        struct voice *voice, struct ordo_quote *quote);
/* "Der Papst kam. „...“, sagte er.": the person without a name who was spoken of since the name
 * that the pronoun would mean else; not of "sagten sie". */
bool ordo_goes_on_german(const struct search *search, const struct finding *finding, size_t name,
                         const struct voice *last, struct voice *voice, struct ordo_quote *quote);

#endif
