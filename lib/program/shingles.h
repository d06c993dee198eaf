/* shingles.h: text -> its character n-grams, and a signature from which the similarity of two texts
 * is estimated. */
#ifndef ORDO_SHINGLES_H
#define ORDO_SHINGLES_H

#include "../ordo.h"

#define SIGNATURE_HASHES 64

/* Character 5-grams of the words of a normalised text with single spaces between them. Signatures
 * are MinHashes (Broder 1997): the share of their numbers in which two agree estimates the Jaccard
 * similarity of the two sets, with a standard error of at most 0.0625. Reused from text to text. */
struct shingles {
    uint64_t *items; /* owned; ascending and each once where sorted */
    size_t n, capacity;
    bool sorted;
    uint64_t checksum; /* of the words and spaces: equal for texts with the same words */
    struct ordo_text text;
    struct ordo_tokens tokens;
    char *words; /* owned */
    size_t words_capacity;
};

/* A text without words has no shingles. */
int shingles_read(struct shingles *shingles, struct ordo_string text, struct ordo_error *error);
void shingles_sort(struct shingles *shingles);
/* Of sorted ones. */
double shingles_jaccard(const struct shingles *a, const struct shingles *b);
void shingles_sign(const struct shingles *shingles, uint32_t signature[SIGNATURE_HASHES]);
/* The same for long texts, in a time that does not grow with the length of the signature: every
 * shingle is hashed once and counts in one of the places (Li, Owen and Zhang 2012, One Permutation
 * Hashing); a place without any takes its neighbour's (Shrivastava and Li 2014). Not to be compared
 * with the other's. */
void shingles_sketch(const struct shingles *shingles, uint32_t signature[SIGNATURE_HASHES]);
void shingles_release(struct shingles *shingles);

#endif
