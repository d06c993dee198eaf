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

/* The filter takes low bits, the buckets high ones. */
static inline uint64_t table_filter_bit(const struct ordo_table *table, uint64_t key)
{
    return key & (((uint64_t)1 << table->filter_bits) - 1);
}

static inline bool table_filter_has(const struct ordo_table *table, uint64_t key)
{
    uint64_t bit = table_filter_bit(table, key);

    return (table->filter[bit >> 6] >> (bit & 63) & 1) != 0;
}

static inline uint32_t table_search(const struct ordo_table *table, uint64_t key)
{
    const uint32_t *bucket = table->bucket + (key >> (64 - table->bits));

    for (uint32_t i = bucket[0]; i < bucket[1]; i++)
        if (table->key[i] == key)
            return i;
    return ORDO_NONE;
}

#endif
