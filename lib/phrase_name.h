/* phrase_name.h: the name that a phrase tells by itself. */
#ifndef ORDO_PHRASE_NAME_H
#define ORDO_PHRASE_NAME_H

#include "phrase.h"

/* The name in the phrase or in apposition to it, that of whoever wrote the letter that speaks, or
 * one that somebody gives; or SIZE_MAX. *past: receives the item behind an apposition, if there is
 * one. */
size_t ordo_phrase_name(const struct search *search, const struct finding *finding, size_t *past);
/* "die Juristin", "ihr Jurist": the name is one word of a German phrase with an article or a
 * possessive, and maybe none. */
bool ordo_phrase_is_noun(const struct search *search, const struct finding *finding, size_t name);
/* Whether it tells an office or calling. */
bool ordo_phrase_is_role(const struct search *search, const struct finding *finding);

/* "die Kantonspolizei Zürich", "den Minister": German whose article is no part of who it is, before
 * the name of a body or as an object. */
bool ordo_phrase_drops_article(const struct search *search, const struct finding *finding);

#endif
