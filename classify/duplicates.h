/* duplicates.h: articles that came before, the same or nearly. */
#ifndef ORDO_DUPLICATES_H
#define ORDO_DUPLICATES_H

#include "../lib/program/shingles.h"

#define DUPLICATE_BANDS  8
#define DUPLICATE_CHAINS (DUPLICATE_BANDS + 1) /* and one for the same words */

/* What is remembered of an article; made by any thread. */
struct fingerprint {
    uint64_t checksum;                   /* of its words */
    uint32_t keys[DUPLICATE_CHAINS];     /* where it is listed */
    uint8_t signature[SIGNATURE_HASHES]; /* low byte of each MinHash (Li and Koenig 2010) */
    bool empty;                          /* no words: nobody's duplicate */
};

int fingerprint_make(struct fingerprint *fingerprint, struct shingles *shingles,
                     struct ordo_string text, struct ordo_error *error);

struct duplicate {
    struct ordo_string of; /* id of the first of those that are alike; until the next call */
    double similarity;     /* estimated; 1: the same words */
    bool near;
};

/* The newest `window` articles, about 200 bytes each and their ids. */
struct duplicates;

int duplicates_new(struct duplicates **duplicates, size_t window, double threshold,
                   struct ordo_error *error);
void duplicates_free(struct duplicates *duplicates);

/* Articles are looked up in the order of the input at any number of threads: a thread takes the
 * turn of its piece, looks up its articles, and ends it. Every number from 0 must have its turn.
 * false: it was taken before, or another thread gave up. */
bool duplicates_take_turn(struct duplicates *duplicates, uint64_t number);
void duplicates_end_turn(struct duplicates *duplicates, uint64_t number);
void duplicates_give_up(struct duplicates *duplicates);

/* 1: it is one; 0: it is new. Remembers it. */
int duplicates_look(struct duplicates *duplicates, const struct fingerprint *fingerprint,
                    struct ordo_string id, struct duplicate *duplicate, struct ordo_error *error);

#endif
