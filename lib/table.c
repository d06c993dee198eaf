/* table.c: key -> feature.
 *
 * Keys are stored once, ascending, without gaps: half the memory of a hash table, and a feature's
 * number is its place. A key's top bits lead to a bucket of about two keys; before that a bit
 * filter, small enough for the second-level cache, turns away most n-grams that are no feature
 * (three in four of the word pairs of ordinary text). */
#include "table.h"

#include <stdlib.h>
#include <string.h>

#define FILTER_PER_KEY 8 /* bits, at least: one key in thirty that is no feature passes, or fewer  \
                          */

static unsigned bits_for(uint64_t n, unsigned low, unsigned high)
{
    unsigned bits = low;

    while (bits < high && ((uint64_t)1 << bits) < n)
        bits++;
    return bits;
}

unsigned ordo_table_bits(uint32_t n_features)
{
    return bits_for((uint64_t)n_features / 2, 4, 28);
}

int ordo_table_buckets(const uint64_t *keys, uint32_t n_features, unsigned bits, uint32_t *bucket)
{
    uint64_t n_buckets = (uint64_t)1 << bits;
    uint32_t at = 0;

    for (uint64_t b = 0; b < n_buckets; b++) {
        bucket[b] = at;
        while (at < n_features && keys[at] >> (64 - bits) == b) {
            if (at > 0 && keys[at] <= keys[at - 1])
                return -1;
            at++;
        }
    }
    bucket[n_buckets] = at;
    return at == n_features ? 0 : -1; /* keys left over: they do not ascend */
}

int ordo_table_filter(struct ordo_table *table, struct ordo_error *error)
{
    unsigned bits = bits_for((uint64_t)table->n_features * FILTER_PER_KEY, 9, 32);
    uint64_t *filter = calloc((size_t)1 << (bits - 6), sizeof *filter);

    if (filter == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    table->filter = filter;
    table->filter_bits = bits;
    for (uint32_t i = 0; i < table->n_features; i++) {
        uint64_t key = table->key[i];
        filter[table_filter_word(table, key)] |= table_filter_bits(key);
    }
    return 0;
}

int ordo_table_init(struct ordo_table *table, const uint64_t *keys, uint32_t n_features,
                    struct ordo_error *error)
{
    uint32_t *bucket;

    memset(table, 0, sizeof *table);
    table->bits = ordo_table_bits(n_features);
    bucket = malloc((((size_t)1 << table->bits) + 1) * sizeof *bucket);
    if (bucket == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    table->owned = bucket;
    table->bucket = bucket;
    table->key = keys;
    table->n_features = n_features;
    table->identity = ordo_checksum(keys, n_features * sizeof *keys, n_features);
    if (ordo_table_buckets(keys, n_features, table->bits, bucket) != 0) {
        ordo_table_release(table);
        return ordo_fail(error, ORDO_ERR_FORMAT, "feature keys do not ascend");
    }
    if (ordo_table_filter(table, error) != 0) {
        ordo_table_release(table);
        return -1;
    }
    return 0;
}

void ordo_table_release(struct ordo_table *table)
{
    free(table->owned);
    free((void *)(uintptr_t)table->filter);
    memset(table, 0, sizeof *table);
}

uint32_t ordo_table_find(const struct ordo_table *table, uint64_t key)
{
    if (table->key == NULL)
        return table->n_features == 0 ? ORDO_NONE : (uint32_t)(key >> (64 - table->bits));
    return table_filter_has(table, key)
               ? table_search(table, key, table->bucket[key >> (64 - table->bits)])
               : ORDO_NONE;
}
