/* inflect.h: what lexicon/compile.c and lexicon/inflect.c share. Neither is part of the library. */
#ifndef ORDO_INFLECT_H
#define ORDO_INFLECT_H

#include "../lexicon.h"

/* Adds a word's classes to the table. */
void lexicon_add(const char *text, enum lexicon_language language, uint64_t classes);
/* Tells what is wrong at the line that is read, and ends the program. */
void lexicon_fail(const char *problem, const char *subject);

/* Add every form of a verb; `given` is cut up. */
void lexicon_inflect_english(char *given, uint64_t class);
void lexicon_inflect_german(char *given, uint64_t class);

#endif
