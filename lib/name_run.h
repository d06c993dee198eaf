/* name_run.h: where proper names stand: runs of capitalised words, with what joins them. */
#ifndef ORDO_NAME_RUN_H
#define ORDO_NAME_RUN_H

#include "narration.h"

/* Capitalised at the head of a sentence, and no names. */
#define NO_NAME                                                                                    \
    (WORD(STARTER) | WORD_FUNCTION | WORD_ANY_PRONOUN | WORD(SUBORDINATOR) | WORD(ADVERB) |        \
     WORD(POSSESSIVE) | WORD(NEGATION) | WORD(ACCORDING))

/* Fills the rows of a block of items, the first of which is `first`, that tell where a name can
 * begin and go on; forgets the classes of acronyms. */
void ordo_name_rows(const struct search *search, struct item *items, struct block *block,
                    size_t first);

#define NAME_MAX 12 /* words of a name; what is longer is a headline */

/* The name that begins at `at` and has n < NAME_MAX items goes on with the words that follow. */
static inline size_t name_words(const struct search *search, size_t at, size_t n)
{
    uint64_t others = ~ordo_window(search, at + n, TRAIT_EXTENDS_NAME);

    return n + (size_t)__builtin_ctzll(others | UINT64_C(1) << (NAME_MAX - n));
}

/* Goes on over what joins its n items to others: "of", a nickname. */
size_t ordo_name_run_on(const struct search *search, size_t at, size_t n);

/* Items of the name that begins at `at`. */
static inline size_t ordo_name_run(const struct search *search, size_t at)
{
    size_t n = name_words(search, at, 1);

    return ordo_has(search, at + n, TRAIT_JOINS_NAME) ? ordo_name_run_on(search, at, n) : n;
}

/* "Speaker of the House Ana Silva", "President of the United States Ana Silva": where the name
 * begins behind the "of" or "for" of an office, after what it is for, or at a first name that is
 * known; 0 where none does. */
size_t ordo_name_behind_office(const struct search *search, size_t of);

#endif
