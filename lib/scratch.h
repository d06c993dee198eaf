/* scratch.h: one thread's working memory, and the steps that the stages share through it. */
#ifndef ORDO_SCRATCH_H
#define ORDO_SCRATCH_H

#include "key.h"
#include "ordo.h"
#include "reserve.h"

#define WORD_KEYS_MAX  (ORDO_WORDS_MAX + 8) /* n-grams that begin at one token */
#define FREQUENCIES    32                   /* counts whose tf is looked up */
#define CHARS_WORD     64                   /* characters of a word that n-grams are taken from */
#define CHAR_KEYS_MAX  ((CHARS_WORD + 2) * ORDO_CHARS_MAX)
#define TOKEN_KEYS_MAX (1 + CHAR_KEYS_MAX)

/* Features of a token alone, the word and its character n-grams, remembered from one occurrence to
 * the next. A slot is a cache line, which holds the features of most words. */
#define MEMO_INLINE 12
struct memo {
    struct memo_slot {
        uint64_t key; /* of token, field and range; 0: empty */
        uint32_t n;
        uint32_t more; /* where in memo->more those behind the first are */
        uint32_t ids[MEMO_INLINE];
    } * slots;      /* [2^MEMO_BITS] */
    uint32_t *more; /* [MEMO_MORE] */
    uint32_t n_more;
    uint64_t *keys; /* [token_capacity] of the tokens of the field in hand */
    size_t token_capacity;
    uint64_t identity; /* of the table whose features these are */
};

struct ordo_scratch {
    struct ordo_text text;
    struct ordo_tokens tokens;
    struct ordo_ngrams ngrams;

    uint64_t *hashes; /* [token_capacity] of the field's tokens, negation included */
    bool *negated;    /* [token_capacity]; all false in a field without negation */
    size_t token_capacity;

    uint64_t *keys; /* [key_capacity] */
    size_t key_capacity;
    uint32_t *ids; /* [id_capacity] features of a field's n-grams, with repeats */
    size_t n_ids, id_capacity;

    uint32_t *count; /* [feature_capacity], all 0 between calls */
    uint32_t *index; /* [distinct_capacity] features with count > 0, in order of first occurrence */
    float *value;    /* [distinct_capacity] */
    size_t n_distinct, feature_capacity, distinct_capacity;

    float frequency[FREQUENCIES]; /* tf of counts below, by the tf that frequency_tf names */
    int frequency_tf;             /* enum ordo_tf + 1; 0: not filled yet */

    double *decision, *probability;
    uint32_t *label, *variant;
    struct ordo_estimate *estimate;
    size_t output_capacity, class_capacity, label_capacity, variant_capacity, estimate_capacity;

    struct memo memo;
};

/* Normalises and splits one field and hashes its tokens into the scratch. */
int ordo_field_prepare(struct ordo_scratch *scratch, const struct ordo_spec *spec, size_t field,
                       struct ordo_string source, struct ordo_error *error);

/* Keys of the word n-grams that begin at the first of the tokens with these hashes, shortest first,
 * then skip pairs. Returns how many. */
static inline size_t word_keys(const uint64_t *hash, size_t n_tokens,
                               const struct ordo_field_spec *spec, size_t field, uint64_t *keys)
{
    size_t n = 0;
    uint64_t first = key_word(field, hash[0]), key = first;

    if (spec->words > 0)
        keys[n++] = key;
    for (size_t k = 1; k < spec->words && k < n_tokens; k++) {
        key = key_next(key, hash[k]);
        keys[n++] = key;
    }
    for (size_t k = 2; k <= spec->skip + 1 && k < n_tokens; k++)
        keys[n++] = key_skip(first, hash[k]);
    return n;
}

/* A character n-gram's key and where it lies in the word; begin -1 and end word length + 1 are the
 * edges. */
struct char_key {
    uint64_t key;
    int32_t begin, end;
};

/* Character n-grams of one token. Returns how many; at most CHAR_KEYS_MAX. */
size_t ordo_char_keys(const struct ordo_scratch *scratch, const struct ordo_field_spec *spec,
                      size_t field, size_t i, struct char_key *keys);

#endif
