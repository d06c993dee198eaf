/* shingles.c: words -> 5-grams -> MinHashes by multiplication, whose high bits are well mixed. */
#include "shingles.h"
#include "../reserve.h"

#include <stdlib.h>
#include <string.h>

#define SHINGLE 5 /* bytes of normalised text */

/* Odd numbers from SplitMix64 (Steele, Lea and Flood 2014), seed 1. */
static void multipliers(uint32_t out[SIGNATURE_HASHES])
{
    uint64_t state = 1;

    for (size_t k = 0; k < SIGNATURE_HASHES; k++) {
        uint64_t z = (state += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        out[k] = (uint32_t)((z ^ (z >> 31)) >> 32) | 1;
    }
}

/* The words of a text with single spaces, in shingles->words; their length to *length. */
static int read_words(struct shingles *shingles, struct ordo_string text, size_t *length,
                      struct ordo_error *error)
{
    struct ordo_text *normal = &shingles->text;
    char *out;

    *length = 0;
    if (ordo_text_normalise(normal, text.bytes, text.length, error) != 0 ||
        ordo_tokens_find(&shingles->tokens, normal->bytes, normal->length, 0, error) != 0 ||
        ordo_reserve(&shingles->words, &shingles->words_capacity, normal->length * 2 + SHINGLE + 1,
                     1, error) != 0)
        return -1;
    out = shingles->words;
    for (size_t i = 0; i < shingles->tokens.n; i++) {
        struct ordo_token token = shingles->tokens.items[i];
        memcpy(out, normal->bytes + token.begin, token.end - token.begin);
        out += token.end - token.begin;
        *out++ = ' ';
    }
    memset(out, 0, SHINGLE);
    *length = (size_t)(out - shingles->words);
    return 0;
}

int shingles_read(struct shingles *shingles, struct ordo_string text, struct ordo_error *error)
{
    size_t length, n = 0;

    shingles->n = 0;
    shingles->sorted = false;
    if (read_words(shingles, text, &length, error) != 0 ||
        ordo_reserve(&shingles->items, &shingles->capacity, length + 1, sizeof *shingles->items,
                     error) != 0)
        return -1;
    for (size_t i = 0; i < length && (i == 0 || i + SHINGLE <= length); i++) {
        uint64_t bytes = 0; /* five of them, or all there are */
        memcpy(&bytes, shingles->words + i, SHINGLE);
        bytes = (bytes ^ bytes >> 29) * UINT64_C(0xBF58476D1CE4E5B9);
        shingles->items[n++] = bytes ^ bytes >> 32;
    }
    shingles->n = n;
    shingles->checksum = ordo_checksum(shingles->words, length, 0);
    return 0;
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

void shingles_sort(struct shingles *shingles)
{
    size_t n = shingles->n;

    if (shingles->sorted)
        return;
    qsort(shingles->items, n, sizeof *shingles->items, by_value);
    shingles->n = 0;
    for (size_t i = 0; i < n; i++)
        if (i == 0 || shingles->items[i] != shingles->items[i - 1])
            shingles->items[shingles->n++] = shingles->items[i];
    shingles->sorted = true;
}

double shingles_jaccard(const struct shingles *a, const struct shingles *b)
{
    size_t i = 0, k = 0, both = 0;

    while (i < a->n && k < b->n) {
        both += a->items[i] == b->items[k];
        if (a->items[i] < b->items[k])
            i++;
        else if (a->items[i] > b->items[k])
            k++;
        else {
            i++;
            k++;
        }
    }
    return a->n + b->n == both ? 0 : (double)both / (double)(a->n + b->n - both);
}

void shingles_sign(const struct shingles *shingles, uint32_t signature[SIGNATURE_HASHES])
{
    uint32_t multiplier[SIGNATURE_HASHES];

    multipliers(multiplier);
    for (size_t k = 0; k < SIGNATURE_HASHES; k++)
        signature[k] = UINT32_MAX;
    for (size_t i = 0; i < shingles->n; i++) {
        uint32_t shingle = (uint32_t)shingles->items[i];
        for (size_t k = 0; k < SIGNATURE_HASHES; k++) {
            uint32_t hash = shingle * multiplier[k];
            signature[k] = hash < signature[k] ? hash : signature[k];
        }
    }
}

void shingles_sketch(const struct shingles *shingles, uint32_t signature[SIGNATURE_HASHES])
{
    uint32_t own[SIGNATURE_HASHES];

    for (size_t k = 0; k < SIGNATURE_HASHES; k++)
        own[k] = UINT32_MAX;
    for (size_t i = 0; i < shingles->n; i++) {
        uint32_t hash = (uint32_t)(shingles->items[i] >> 20);
        uint32_t *place = &own[shingles->items[i] >> 58];
        *place = hash < *place ? hash : *place;
    }
    for (size_t k = 0; k < SIGNATURE_HASHES; k++) {
        uint32_t distance = 0;
        while (distance < SIGNATURE_HASHES && own[(k + distance) % SIGNATURE_HASHES] == UINT32_MAX)
            distance++;
        signature[k] = own[(k + distance) % SIGNATURE_HASHES] + distance * 0x9E3779B1U;
    }
}

void shingles_release(struct shingles *shingles)
{
    ordo_text_release(&shingles->text);
    ordo_tokens_release(&shingles->tokens);
    free(shingles->items);
    free(shingles->words);
    memset(shingles, 0, sizeof *shingles);
}
