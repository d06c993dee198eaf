/* duplicates.c: MinHash signatures in bands (Leskovec, Rajaraman and Ullman, Mining of Massive
 * Datasets, chapter 3), of the newest articles.
 *
 * Articles lie in a ring. Each is listed in one chain a band, from the newest back; a chain ends at
 * the first entry that the ring has lost, so nothing is ever taken out of one. Eight bands of four
 * hashes find an article of similarity 0.8 with probability 0.985, one of 0.9 with 0.9998. */
#include "duplicates.h"
#include "../lib/reserve.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define BAND      4
#define CHAIN_MAX 16 /* articles of a chain that a new one is compared with */

struct remembered {
    uint64_t checksum;
    uint32_t before[DUPLICATE_CHAINS]; /* the article before in the chain, its number's low half */
    uint8_t signature[SIGNATURE_HASHES];
    char *of; /* owned; id of the first of those that are alike */
    size_t of_length;
};

struct duplicates {
    struct remembered *ring; /* [window] */
    uint32_t *newest;        /* [DUPLICATE_CHAINS][n_buckets] number of an article + 1; 0: none */
    size_t window, n_buckets;
    uint64_t n; /* articles seen that had words */
    double threshold;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    uint64_t turn;
    bool given_up;
};

int fingerprint_make(struct fingerprint *fingerprint, struct shingles *shingles,
                     struct ordo_string text, struct ordo_error *error)
{
    uint32_t signature[SIGNATURE_HASHES];

    if (shingles_read(shingles, text, error) != 0)
        return -1;
    fingerprint->empty = shingles->n == 0;
    if (fingerprint->empty)
        return 0;
    shingles_sketch(shingles, signature);
    fingerprint->checksum = shingles->checksum;
    for (size_t band = 0; band < DUPLICATE_BANDS; band++)
        fingerprint->keys[band] =
            (uint32_t)ordo_checksum(signature + band * BAND, BAND * sizeof *signature, band + 1);
    fingerprint->keys[DUPLICATE_BANDS] = (uint32_t)shingles->checksum;
    for (size_t k = 0; k < SIGNATURE_HASHES; k++)
        fingerprint->signature[k] = (uint8_t)(signature[k] >> 8);
    return 0;
}

int duplicates_new(struct duplicates **out, size_t window, double threshold,
                   struct ordo_error *error)
{
    struct duplicates *duplicates = calloc(1, sizeof *duplicates);

    *out = NULL;
    if (duplicates == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    pthread_mutex_init(&duplicates->lock, NULL);
    pthread_cond_init(&duplicates->changed, NULL);
    duplicates->window = window;
    duplicates->threshold = threshold;
    for (duplicates->n_buckets = 64; duplicates->n_buckets < window;)
        duplicates->n_buckets *= 2;
    duplicates->ring = calloc(window, sizeof *duplicates->ring);
    duplicates->newest =
        calloc(DUPLICATE_CHAINS * duplicates->n_buckets, sizeof *duplicates->newest);
    if (duplicates->ring == NULL || duplicates->newest == NULL) {
        duplicates_free(duplicates);
        return ordo_fail(error, ORDO_ERR_MEMORY, "no memory for %zu articles (--duplicates-window)",
                         window);
    }
    *out = duplicates;
    return 0;
}

void duplicates_free(struct duplicates *duplicates)
{
    if (duplicates == NULL)
        return;
    for (size_t i = 0; duplicates->ring != NULL && i < duplicates->window; i++)
        free(duplicates->ring[i].of);
    free(duplicates->ring);
    free(duplicates->newest);
    pthread_cond_destroy(&duplicates->changed);
    pthread_mutex_destroy(&duplicates->lock);
    free(duplicates);
}

/* ---- turns ---------------------------------------------------------------------------------- */

bool duplicates_take_turn(struct duplicates *duplicates, uint64_t number)
{
    bool goes_on;

    pthread_mutex_lock(&duplicates->lock);
    while (duplicates->turn < number && !duplicates->given_up)
        pthread_cond_wait(&duplicates->changed, &duplicates->lock);
    goes_on = duplicates->turn == number && !duplicates->given_up;
    pthread_mutex_unlock(&duplicates->lock);
    return goes_on;
}

void duplicates_end_turn(struct duplicates *duplicates, uint64_t number)
{
    pthread_mutex_lock(&duplicates->lock);
    if (duplicates->turn == number)
        duplicates->turn = number + 1;
    pthread_cond_broadcast(&duplicates->changed);
    pthread_mutex_unlock(&duplicates->lock);
}

void duplicates_give_up(struct duplicates *duplicates)
{
    pthread_mutex_lock(&duplicates->lock);
    duplicates->given_up = true;
    pthread_cond_broadcast(&duplicates->changed);
    pthread_mutex_unlock(&duplicates->lock);
}

/* ---- looking -------------------------------------------------------------------------------- */

/* Two different hashes agree in a byte once in 256 times. */
static double similarity_of(const uint8_t *a, const uint8_t *b)
{
    int agreeing = 0;
    double share;

    for (size_t k = 0; k < SIGNATURE_HASHES; k++)
        agreeing += a[k] == b[k];
    share = ((double)agreeing / SIGNATURE_HASHES - 1 / 256.) / (1 - 1 / 256.);
    return share < 0 ? 0 : share;
}

static uint32_t *bucket_of(struct duplicates *duplicates, const struct fingerprint *fingerprint,
                           size_t chain)
{
    return &duplicates->newest[chain * duplicates->n_buckets +
                               (fingerprint->keys[chain] & (duplicates->n_buckets - 1))];
}

/* The full number of an article from its low half plus one; false: the ring has lost it. */
static bool recall(const struct duplicates *duplicates, uint32_t listed, uint64_t *number)
{
    uint64_t age = (uint32_t)duplicates->n - (listed - 1); /* modulo 2^32 */

    age &= UINT32_MAX;
    if (listed == 0 || age == 0 || age > duplicates->window || age > duplicates->n)
        return false;
    *number = duplicates->n - age;
    return true;
}

/* The most similar one, of those the earliest; NULL: none is similar enough. */
static const struct remembered *find(struct duplicates *duplicates,
                                     const struct fingerprint *fingerprint, double *similarity)
{
    const struct remembered *best = NULL;

    *similarity = 0;
    for (size_t i = 0; i < DUPLICATE_CHAINS; i++) {
        size_t chain = i == 0 ? DUPLICATE_BANDS : i - 1; /* the same words first */
        uint32_t listed = *bucket_of(duplicates, fingerprint, chain);
        uint64_t number;
        for (int n = 0; n < CHAIN_MAX && recall(duplicates, listed, &number); n++) {
            const struct remembered *earlier = &duplicates->ring[number % duplicates->window];
            double found = earlier->checksum == fingerprint->checksum
                               ? 1
                               : similarity_of(earlier->signature, fingerprint->signature);
            if (found > *similarity || (found == *similarity && best != NULL && earlier < best)) {
                *similarity = found;
                best = earlier;
            }
            listed = earlier->before[chain];
        }
        if (i == 0 && *similarity == 1 && best->checksum == fingerprint->checksum)
            return best;
    }
    return *similarity >= duplicates->threshold ? best : NULL;
}

static int remember(struct duplicates *duplicates, const struct fingerprint *fingerprint,
                    struct ordo_string of, struct ordo_error *error)
{
    struct remembered *new = &duplicates->ring[duplicates->n % duplicates->window];
    char *copy = malloc(of.length + 1);

    if (copy == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (of.length > 0)
        memcpy(copy, of.bytes, of.length);
    free(new->of);
    new->of = copy;
    new->of_length = of.length;
    new->checksum = fingerprint->checksum;
    memcpy(new->signature, fingerprint->signature, sizeof new->signature);
    for (size_t chain = 0; chain < DUPLICATE_CHAINS; chain++) {
        uint32_t *bucket = bucket_of(duplicates, fingerprint, chain);
        new->before[chain] = *bucket;
        *bucket = (uint32_t)duplicates->n + 1;
    }
    duplicates->n++;
    return 0;
}

int duplicates_look(struct duplicates *duplicates, const struct fingerprint *fingerprint,
                    struct ordo_string id, struct duplicate *duplicate, struct ordo_error *error)
{
    const struct remembered *earlier;

    *duplicate = (struct duplicate){{NULL, 0}, 0, false};
    if (fingerprint->empty)
        return 0;
    earlier = find(duplicates, fingerprint, &duplicate->similarity);
    if (earlier == NULL)
        return remember(duplicates, fingerprint, id, error);
    duplicate->of = (struct ordo_string){earlier->of, earlier->of_length};
    duplicate->near = earlier->checksum != fingerprint->checksum;
    /* a near one is listed too: the next may be nearer to it than to the first */
    if (duplicate->near) {
        char first[4300];
        size_t length = duplicate->of.length < sizeof first ? duplicate->of.length : 0;
        memcpy(first, duplicate->of.bytes, length);
        if (remember(duplicates, fingerprint, (struct ordo_string){first, length}, error) != 0)
            return -1;
        duplicate->of = (struct ordo_string){
            duplicates->ring[(duplicates->n - 1) % duplicates->window].of, length};
    }
    return 1;
}
