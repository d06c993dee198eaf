/* affiliation.h: the country or organisation that a phrase puts a speaker under. */
#ifndef ORDO_AFFILIATION_H
#define ORDO_AFFILIATION_H

#include "ordo.h"

#include <stddef.h>

#define AFFILIATION_NAME_MAX 63 /* bytes */

/* What lib/lexicon/places.txt marks a name with, and which words decide about a name beside them.
 */
enum place_flag {
    PLACE_SURNAME = 1, /* "Jim Jordan" */
    PLACE_GIVEN = 2,   /* "Chad Smith" */
    PLACE_WEAK = 4,    /* counts when nothing else in the phrase does */
    PLACE_POSTED = 8,  /* "UN ambassador": sent there */
    PLACE_NONE = 16,   /* "Latin American" is not American */
    PLACE_ROLE = 32,
    PLACE_ENVOY = 64,
    PLACE_VOICE = 128,
    PLACE_TOPIC = 256,
    PLACE_OPENER = 512
};

struct ordo_place {
    const char *key;  /* the name in small letters */
    const char *name; /* its capital letters must be capital in the text */
    size_t length;    /* of both */
    unsigned flags;
    char code[8];
};

/* Sorted by key; behind the last there is an empty one. */
extern const struct ordo_place ordo_places[];

#define PLACE_SLOTS 8192

/* Hash table of the first words of keys: place + 1 of the first key with it, 0: free. A word stands
 * in its slot or, past others, in the next free one. */
extern const uint16_t ordo_places_from[PLACE_SLOTS];

/* The slot of a word is 0 at first and this behind each of its bytes, all modulo PLACE_SLOTS. */
static inline size_t place_slot_behind(size_t slot, unsigned char byte)
{
    return slot * 31 + byte;
}

/* Reads a title, office or description ("the foreign minister of Portugal", "a Kremlin spokesman").
 * Writes the code of the country (ISO 3166-1 alpha-2) or organisation to `code` and where its name
 * stands to `where`. False: none, or only that of somebody spoken about ("China analyst"). */
bool ordo_affiliation_find(const char *text, struct ordo_span phrase, char code[ORDO_CODE_ROOM],
                           struct ordo_span *where);

#endif
