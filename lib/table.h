/* table.h: the feature table's look-up in its steps, so that the vector stage can run them in
 * batches and let memory arrive in between. */
#ifndef ORDO_TABLE_H
#define ORDO_TABLE_H

#include "ordo.h"

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

/* at: the place of the first key of the key's bucket. Returns the feature. */
static inline uint32_t table_search(const struct ordo_table *table, uint64_t key, uint32_t at)
{
    uint64_t numbers = ((uint64_t)1 << table->number_bits) - 1, own = key << table->bits;
    uint32_t end;

    if (at + 4 <= table->n_features) { /* without a branch, wherever in its bucket the key is */
        const uint64_t *four = table->entry + at;
        uint64_t found = ORDO_NONE; /* the first that fits: those behind the bucket lack its bits */
        found = (four[3] ^ own) <= numbers ? four[3] & numbers : found;
        found = (four[2] ^ own) <= numbers ? four[2] & numbers : found;
        found = (four[1] ^ own) <= numbers ? four[1] & numbers : found;
        found = (four[0] ^ own) <= numbers ? four[0] & numbers : found;
        if (found != ORDO_NONE)
            return (uint32_t)found;
    }
    for (end = table->bucket[(key >> (64 - table->bits)) + 1]; at < end; at++)
        if ((table->entry[at] ^ own) <= numbers)
            return (uint32_t)(table->entry[at] & numbers);
    return ORDO_NONE;
}

#endif
