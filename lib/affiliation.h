/* affiliation.h: the country or organisation that a phrase puts a speaker under. */
#ifndef ORDO_AFFILIATION_H
#define ORDO_AFFILIATION_H

#include "narration.h"
#include "ordo.h"

#include <stddef.h>

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
    PLACE_OPENER = 512,
    PLACE_SHARED = 1024 /* "Foreign Office": of several countries */
};

struct ordo_place {
    const char *key;  /* the name in small letters */
    const char *name; /* its capital letters must be capital in the text */
    size_t length;    /* of both */
    bool more;        /* the key of the next place begins with the same word */
    unsigned flags;
    char code[8];
};

/* Sorted by key; that of a first word is found by its struct lexicon_entry. */
extern const struct ordo_place ordo_places[];

/* Reads a title, office or description ("the foreign minister of Portugal", "a Kremlin spokesman").
 * Writes the code of the country (ISO 3166-1 alpha-2) or organisation to `code` and where its name
 * stands to `where`. False: none, or only that of somebody spoken about ("China analyst"). length:
 * bytes of the text, which may go on behind the phrase. items: [n_items] those of the text from the
 * phrase on, so that their words need not be looked up again; may be none. */
bool ordo_affiliation_find(const char *text, size_t length, struct ordo_span phrase,
                           const struct item *items, size_t n_items, char code[ORDO_CODE_ROOM],
                           struct ordo_span *where);

/* Whether what was found at `where` is a name of several countries' bodies, "Foreign Office". */
bool ordo_affiliation_is_shared(const char *text, size_t length, struct ordo_span where);
/* Whether the items of the whole text name the country or organisation otherwise. */
bool ordo_affiliation_is_named(const char *text, size_t length, const struct item *items,
                               size_t n_items, const char *code);

#endif
