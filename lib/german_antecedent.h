/* german_antecedent.h: whom "er" and "sie" mean who has no name in the article. */
#ifndef ORDO_GERMAN_ANTECEDENT_H
#define ORDO_GERMAN_ANTECEDENT_H

#include "phrase.h"

/* "Der Papst", of this gender, before the pronoun at `at` in its sentence or those before. */
bool ordo_german_antecedent(const struct search *search, size_t at, enum gender gender,
                            struct finding *finding);

/* The gender of the person whom the phrase names by a noun, if by that alone. */
enum gender ordo_german_gender(const struct search *search, size_t first, size_t past);

/* "Belgier", "Syrer": not "Moldau". */
bool ordo_german_is_native(const struct search *search, size_t at);

#endif
