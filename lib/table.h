/* table.h: the feature table's look-up in its steps, so that the vector stage can run them in
 * batches and let memory arrive in between. */
#ifndef ORDO_TABLE_H
#define ORDO_TABLE_H

#include "ordo.h"

/* bits that give buckets of about two keys. */
unsigned ordo_table_bits(uint32_t n_features);
/* Fills bucket[2^bits + 1]; -1 when the keys do not strictly ascend. */
int ordo_table_buckets(const uint64_t *keys, uint32_t n_features, unsigned bits, uint32_t *bucket);
/* Allocates and fills table->filter. */
int ordo_table_filter(struct ordo_table *table, struct ordo_error *error);

/* The filter takes low bits of the key, the buckets high ones. Three bits stand for a key, all in
 * one word: a Bloom filter of one load (Putze, Sanders and Singler, "Cache-, hash- and
 * space-efficient Bloom filters", 2009). */
static inline uint64_t table_filter_bits(uint64_t key)
{
    return (uint64_t)1 << (key & 63) | (uint64_t)1 << (key >> 6 & 63) |
           (uint64_t)1 << (key >> 12 & 63);
}

static inline size_t table_filter_word(const struct ordo_table *table, uint64_t key)
{
    return (size_t)(key >> 18 & (((uint64_t)1 << (table->filter_bits - 6)) - 1));
}

static inline bool table_filter_has(const struct ordo_table *table, uint64_t key)
{
    uint64_t bits = table_filter_bits(key);
    size_t word = table_filter_word(table, key);

    return (table->filter[word] & bits) == bits;
}

/* Whether the key may be a feature: no says the filter, and of hashed tables nothing can. */
static inline bool table_may_have(const struct ordo_table *table, uint64_t key)
{
    return table->key == NULL || table_filter_has(table, key);
}

/* at: the first feature of the key's bucket. */
static inline uint32_t table_search(const struct ordo_table *table, uint64_t key, uint32_t at)
{
    if (at + 4 <= table->n_features) { /* without a branch, wherever in its bucket the key is */
        const uint64_t *four = table->key + at;
        uint32_t found = ORDO_NONE;
        found = four[0] == key ? at : found;
        found = four[1] == key ? at + 1 : found;
        found = four[2] == key ? at + 2 : found;
        found = four[3] == key ? at + 3 : found;
        if (found != ORDO_NONE)
            return found;
    }
    for (uint32_t end = table->bucket[(key >> (64 - table->bits)) + 1]; at < end; at++)
        if (table->key[at] == key)
            return at;
    return ORDO_NONE;
}

#endif
