/* german_phrase.h: case and number of German noun phrases, and what stands before them. */
#ifndef ORDO_GERMAN_PHRASE_H
#define ORDO_GERMAN_PHRASE_H

#include "phrase.h"

/* Whether the noun phrase at `at` is in the accusative, dative or genitive by its first word, or
 * none at all: "Kritisch sagte". */
bool ordo_german_is_oblique(const struct search *search, size_t at);
/* "er", "wir", "der Minister": surely the subject, also behind an object. */
bool ordo_german_is_nominative(const struct search *search, size_t at);
/* "Die tibetischen Mönche beschrieb das Amt als ...", "Das Gesetz lobten die Verbände": whether the
 * phrase before the verb is an object, since one of them is in the plural. */
bool ordo_german_disagrees(const struct search *search, const struct finding *left, size_t verb);
/* "Das erklärte der Minister": what was said before. */
static inline bool ordo_german_is_das(const struct search *search, size_t at)
{
    return ordo_is_word(search, at, "das") || ordo_is_word(search, at, "dies");
}
/* "Auch | Anna Weber": behind adverbs before a subject. */
size_t ordo_german_behind_also(const struct search *search, size_t at);
/* "Autobauer", "Reederei", "Fahrgastverband": whether the noun tells a body, whose name may follow.
 */
bool ordo_german_tells_body(const struct search *search, size_t at);
/* "Am Montag reiste | Anna Weber", "Zuvor hatte sich | der Minister": whether the phrase at `first`
 * stands behind the verb of a sentence that begins with when, where or how, as its subject does. */
bool ordo_german_is_inverted(const struct search *search, size_t first);
/* Behind objects that are pronouns, adverbs and days: "erklärte ihm am Montag auch der Minister".
 */
size_t ordo_german_behind_adverbs(const struct search *search, size_t at);

#endif
