/* cue.h: the words with which reporters introduce what somebody said. */
#ifndef ORDO_CUE_H
#define ORDO_CUE_H

#include <stddef.h>

enum cue {
    CUE_NONE,
    CUE_VERB,       /* a finite form: "said", "erklärte" */
    CUE_PARTICIPLE, /* "adding": its subject is the main clause's */
    CUE_BASE,       /* "say": after an auxiliary, or with a plural subject */
    CUE_ACCORDING   /* "according" before "to", "laut", "selon": what follows is the speaker */
};

/* What the word (any case) is as a cue, in English, German, French or Spanish. Inflected forms are
 * worked out from the verb. */
enum cue ordo_cue_of(const char *word, size_t length);

#endif
