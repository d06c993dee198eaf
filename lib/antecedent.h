/* antecedent.h: whom "he", "she" and "the senator" mean. */
#ifndef ORDO_ANTECEDENT_H
#define ORDO_ANTECEDENT_H

#include "phrase.h"

/* Who speaks. */
struct voice {
    size_t name; /* the fullest one, or SIZE_MAX: nobody, or somebody without a name */
    size_t at;   /* item where they were named for it */
    const struct ordo_quote *quote; /* their statement; NULL: nobody spoke */
};

/* The name, as it stands nearest before item `at`, of the person or thing that a pronoun or
 * description of this gender at `at` most likely means, or SIZE_MAX. *sure receives whether
 * nothing else came near it. */
size_t ordo_antecedent(const struct search *search, size_t at, enum gender gender,
                       const struct voice *last, bool *sure);
/* Whether the name is the subject of its clause. */
bool ordo_is_subject_name(const struct search *search, struct name *name);

#endif
