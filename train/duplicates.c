/* duplicates.c: texts that are the same, or nearly. */
#include "duplicates.h"
#include "disjoint.h"
#include "../lib/program/shingles.h"
#include "../lib/reserve.h"

#include <stdlib.h>
#include <string.h>

#define HASHES     SIGNATURE_HASHES
#define BAND       4 /* hashes that must all agree */
#define N_BANDS    (HASHES / BAND)
#define BUCKET_MAX 8 /* texts of a bucket that a new one is compared with */

struct bucket {
    uint64_t key;    /* 0: free */
    uint32_t newest; /* text */
};

struct finder {
    const struct ordo_string *texts;
    size_t n, stride;
    double threshold;
    struct shingles shingles, other;
    uint32_t *signatures;   /* [n][HASHES] */
    struct bucket *buckets; /* [2^bits] */
    size_t n_buckets;
    uint32_t *before; /* [n][N_BANDS] the text before in the same bucket, ORDO_NONE for none */
};

/* The bucket of a band's hashes, a free one when it is new. */
static struct bucket *bucket_of(struct finder *finder, const uint32_t *signature, size_t band)
{
    uint64_t key = ordo_checksum(signature + band * BAND, BAND * sizeof *signature, band + 1) | 1;
    size_t at = (size_t)key & (finder->n_buckets - 1);

    while (finder->buckets[at].key != 0 && finder->buckets[at].key != key)
        at = (at + 1) & (finder->n_buckets - 1);
    if (finder->buckets[at].key == 0)
        finder->buckets[at] = (struct bucket){key, ORDO_NONE};
    return &finder->buckets[at];
}

/* Whether the signatures agree as texts of the threshold's similarity do, or nearly: they estimate
 * it with a standard error of at most 0.0625, and four of those are allowed for. */
static bool may_be(const struct finder *finder, uint32_t a, uint32_t b)
{
    const uint32_t *x = finder->signatures + (size_t)a * HASHES;
    const uint32_t *y = finder->signatures + (size_t)b * HASHES;
    int agreeing = 0;

    for (size_t k = 0; k < HASHES; k++)
        agreeing += x[k] == y[k];
    return agreeing >= (finder->threshold - 0.25) * HASHES;
}

/* Compares text `which` with an earlier one, once. */
static int compare(struct finder *finder, struct duplicates *duplicates, uint32_t earlier,
                   uint32_t which, struct ordo_error *error)
{
    double similarity;

    for (size_t i = duplicates->n_pairs; i-- > 0 && duplicates->pairs[i].second == which;)
        if (duplicates->pairs[i].first == earlier)
            return 0;
    if (shingles_read(&finder->other, finder->texts[earlier * finder->stride], error) != 0)
        return -1;
    shingles_sort(&finder->other);
    shingles_sort(&finder->shingles);
    similarity = shingles_jaccard(&finder->shingles, &finder->other);
    if (similarity < finder->threshold)
        return 0;
    if (ordo_reserve(&duplicates->pairs, &duplicates->capacity, duplicates->n_pairs + 1,
                     sizeof *duplicates->pairs, error) != 0)
        return -1;
    duplicates->pairs[duplicates->n_pairs++] = (struct duplicate){earlier, which, similarity};
    disjoint_link(duplicates->cluster, earlier, which);
    return 0;
}

/* Compares a text with those before it that share a band, and lists it under its bands. Of texts
 * that are linked already one is enough. */
static int take(struct finder *finder, struct duplicates *duplicates, uint32_t which,
                struct ordo_error *error)
{
    uint32_t *signature = finder->signatures + (size_t)which * HASHES;

    if (shingles_read(&finder->shingles, finder->texts[which * finder->stride], error) != 0)
        return -1;
    for (size_t band = 0; band < N_BANDS; band++)
        finder->before[(size_t)which * N_BANDS + band] = ORDO_NONE;
    if (finder->shingles.n == 0)
        return 0;
    shingles_sign(&finder->shingles, signature);
    for (size_t band = 0; band < N_BANDS; band++) {
        struct bucket *bucket = bucket_of(finder, signature, band);
        uint32_t earlier = bucket->newest;
        for (int n = 0; earlier != ORDO_NONE && n < BUCKET_MAX; n++) {
            if (may_be(finder, earlier, which) &&
                disjoint_root(duplicates->cluster, earlier) !=
                    disjoint_root(duplicates->cluster, which) &&
                compare(finder, duplicates, earlier, which, error) != 0)
                return -1;
            earlier = finder->before[(size_t)earlier * N_BANDS + band];
        }
        finder->before[(size_t)which * N_BANDS + band] = bucket->newest;
        bucket->newest = which;
    }
    return 0;
}

static int by_place(const void *a, const void *b)
{
    const struct duplicate *x = a, *y = b;

    if (x->second != y->second)
        return x->second < y->second ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

static int find(struct finder *finder, struct duplicates *duplicates, struct ordo_error *error)
{
    for (finder->n_buckets = 64; finder->n_buckets < finder->n * N_BANDS * 2;)
        finder->n_buckets *= 2;
    duplicates->cluster = malloc((finder->n + 1) * sizeof *duplicates->cluster);
    finder->signatures = malloc((finder->n + 1) * HASHES * sizeof *finder->signatures);
    finder->before = malloc((finder->n + 1) * N_BANDS * sizeof *finder->before);
    finder->buckets = calloc(finder->n_buckets, sizeof *finder->buckets);
    if (duplicates->cluster == NULL || finder->signatures == NULL || finder->before == NULL ||
        finder->buckets == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (uint32_t i = 0; i < finder->n; i++)
        duplicates->cluster[i] = i;
    for (uint32_t i = 0; i < finder->n; i++)
        if (take(finder, duplicates, i, error) != 0)
            return -1;
    for (uint32_t i = 0; i < finder->n; i++)
        duplicates->cluster[i] = disjoint_root(duplicates->cluster, i);
    if (duplicates->n_pairs > 0)
        qsort(duplicates->pairs, duplicates->n_pairs, sizeof *duplicates->pairs, by_place);
    return 0;
}

int duplicates_find(struct duplicates *duplicates, const struct ordo_string *texts, size_t n,
                    size_t stride, double threshold, struct ordo_error *error)
{
    struct finder finder = {.texts = texts, .n = n, .stride = stride, .threshold = threshold};
    int result;

    memset(duplicates, 0, sizeof *duplicates);
    result = find(&finder, duplicates, error);
    shingles_release(&finder.shingles);
    shingles_release(&finder.other);
    free(finder.signatures);
    free(finder.before);
    free(finder.buckets);
    if (result != 0)
        duplicates_release(duplicates);
    return result;
}

void duplicates_release(struct duplicates *duplicates)
{
    free(duplicates->cluster);
    free(duplicates->pairs);
    memset(duplicates, 0, sizeof *duplicates);
}
