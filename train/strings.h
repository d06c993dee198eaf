/* strings.h: strings numbered in order of first appearance. */
#ifndef ORDO_STRINGS_H
#define ORDO_STRINGS_H

#include "../lib/ordo.h"

struct strings {
    char **items; /* [n], owned, NUL-terminated */
    uint32_t n;
    size_t capacity;
    uint32_t *slots; /* open addressing, number + 1; 0: free */
    size_t n_slots;
};

/* The number of a string, a new one when it was not there; ORDO_NONE when there is no memory. */
uint32_t strings_intern(struct strings *strings, struct ordo_string string);
/* The number of a new one, the empty string, which is never found; ORDO_NONE likewise. */
uint32_t strings_add_nameless(struct strings *strings);
void strings_release(struct strings *strings);

#endif
