/* antecedent.h: whom "he", "she" and "the senator" mean. */
#ifndef ORDO_ANTECEDENT_H
#define ORDO_ANTECEDENT_H

#include "phrase.h"

/* Who speaks. */
struct voice {
    size_t name;        /* the fullest one, or SIZE_MAX: nobody, or somebody without a name */
    size_t at;          /* item where they were named for it */
    size_t first, past; /* items that describe somebody without a name; empty: none do */
    const struct ordo_quote *quote; /* their statement; NULL: nobody spoke */
};

#define NOBODY ((struct voice){.name = SIZE_MAX, .at = SIZE_MAX})

/* Who has spoken so far. */
struct heard {
    struct voice last, stranger; /* stranger: the last one without a name */
    size_t question;             /* item of the first "Q:" of an interview; SIZE_MAX: none yet */
};

/* The gender of "he", "his", "she" and "her" at item `at`. */
enum gender ordo_pronoun_gender(const struct search *search, size_t at);
/* The name, as it stands nearest before item `at`, of the person or thing that a pronoun or
 * description of this gender at `at` most likely means, or SIZE_MAX. *sure receives whether
 * nothing else came near it. */
size_t ordo_antecedent(const struct search *search, size_t at, enum gender gender,
                       const struct voice *last, bool *sure);
/* For a pronoun at `at` that nobody near fits: of those who have spoken whom the article named
 * last, else anybody of the gender, or SIZE_MAX. */
size_t ordo_spoken_before(const struct search *search, size_t at);
/* Where the subject of a question that begins at item `begin` stands: "What did Maria Silva say?";
 * `begin` where it is none. */
size_t ordo_behind_question(const struct search *search, size_t begin);
/* Whether the name is the subject of its clause. */
bool ordo_is_subject_name(const struct search *search, struct name *name);

#endif
