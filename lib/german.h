/* german.h: where German puts the subject of a reporting verb, and what else only German does. */
#ifndef ORDO_GERMAN_H
#define ORDO_GERMAN_H

#include "german_phrase.h"

/* All take items of a search and fill a finding; those about German alone find nothing in another
 * language. */

/* The subject of the finite verb or closing participle at `at` in the sentence that begins at
 * `begin`; also of other languages that put it behind the verb. */
bool ordo_german_subject(const struct search *search, size_t at, size_t begin,
                         struct finding *finding);
/* Whether the participle at `participle` closes a clause in the passive: "wurde ... aufgefordert",
 * and who did it: "von der Opposition". */
bool ordo_german_is_passive(const struct search *search, size_t participle, size_t begin);
bool ordo_german_agent(const struct search *search, size_t participle, size_t begin,
                       struct finding *finding);
/* The subject of a sentence whose verb is in no list. */
bool ordo_german_first_phrase(const struct search *search, size_t begin, size_t end,
                              struct finding *finding);
/* Whether the noun at `at` tells whose view something is: "Ansicht", "Polizeiangaben". */
bool ordo_german_is_view(const struct search *search, size_t at);
/* "hieß es" at `verb`: what stands beside it is not who says it. */
bool ordo_german_is_said(const struct search *search, size_t verb);
/* "hieß es dazu in der Rede": what the preposition behind the "es" at `es` leads to. */
bool ordo_german_place_of_es(const struct search *search, size_t es, struct finding *finding);
/* "hieß es dazu in der Rede", "Auf der Seite heißt es", "Aus dem Amt verlautete": where the verb at
 * `verb` of the clause that begins at `clause` tells that something is said. */
bool ordo_german_place(const struct search *search, size_t verb, size_t clause,
                       struct finding *finding);
/* "Pressemitteilung", "Brandbrief": a noun for what is written or spoken in public. */
bool ordo_german_is_document(const struct search *search, size_t at);
/* The first of [begin, end) that tells where something is said: "in einem Bericht der Partei". */
bool ordo_german_document(const struct search *search, size_t begin, size_t end,
                          struct finding *finding);
/* Whether the "nach" at `at` tells what is sought: "die Frage nach seinen Plänen". */
bool ordo_german_is_aim(const struct search *search, size_t at);
/* "nach Ansicht des Ministers", "seiner Ansicht nach" at `at` */
bool ordo_german_source(const struct search *search, size_t at, struct finding *finding);
/* "so der Minister" at `at` */
bool ordo_german_so(const struct search *search, size_t at, struct finding *finding);
/* "..., so der Minister" anywhere in [begin, end) */
bool ordo_german_so_in(const struct search *search, size_t begin, size_t end,
                       struct finding *finding);
/* "Wie der Minister am Montag sagte, ..." where the sentence begins at `begin` */
bool ordo_german_wie(const struct search *search, size_t begin, struct finding *finding);
/* "Weber sagte laut „Rundschau“: „...“": who speaks before the "laut" at `at`, or was found behind
 * it. */
bool ordo_german_says_before(const struct search *search, size_t at, size_t begin,
                             struct finding *finding);
/* „...“, strich der Minister heraus: any verb may follow the comma behind the quotation. */
bool ordo_german_beside(const struct search *search, size_t quote, struct finding *finding);
/* ..., hatte der Minister damals gesagt: the auxiliary of the participle at `participle`, where a
 * comma stands before it, else SIZE_MAX. */
size_t ordo_german_trailing(const struct search *search, size_t participle,
                            struct finding *finding);
/* Whether the quotation stands in a relative clause. */
bool ordo_german_in_clause(const struct search *search, size_t quote);
/* "X spricht von „...“, Y von „...“": the second clause has the verb of the first. */
bool ordo_german_gap(const struct search *search, size_t quote, struct finding *finding);
/* ..., der das als „Skandal“ bezeichnete | weil der Minister das als „Skandal“ bezeichnete */
bool ordo_german_verb_last(const struct search *search, size_t quote, struct finding *finding);
/* "Mit den Worten „...“ ging der Minister.", "Von „...“ will der Minister nicht sprechen." */
bool ordo_german_with_words(const struct search *search, size_t quote, struct finding *finding);
/* "Für den Minister sei das ...": whose view it is. */
bool ordo_german_view(const struct search *search, size_t at, struct finding *finding);
/* "Weber („...“)": who stands before the brackets. */
bool ordo_german_bracket(const struct search *search, size_t quote, struct finding *finding);
/* "Weber sagte: „...“, Berg: „...“": the second sayer, whose verb is missing. */
bool ordo_german_gapped(const struct search *search, size_t quote, struct finding *finding);
/* "Weber wörtlich: „...“", "Ein Minister nach der Sitzung: „...“": the first phrase of words
 * without a verb. */
bool ordo_german_heading(const struct search *search, size_t quote, struct finding *finding);
/* Whether the verb at `at` is "zitieren": its subject is not who speaks. */
bool ordo_german_cites(const struct search *search, size_t at);
/* „...“. Das erklärte der Minister: the sentence behind tells who said it. */
bool ordo_german_das(const struct search *search, size_t at, struct finding *finding);
/* Who was last said to speak in the sentences before the one around `at`, when that is in the
 * subjunctive of reported speech, or a "soll" of hearsay stands at `at`. */
bool ordo_german_voice(const struct search *search, size_t at, struct finding *finding);

#endif
