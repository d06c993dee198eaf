/* table.c: key -> feature.
 *
 * Keys are stored once, ascending, without gaps: half the memory of a hash table. A key's top bits
 * lead to a bucket of about two; before that a bit filter, small enough for the second-level cache,
 * turns away most n-grams that are no feature (three in four of the word pairs of ordinary text).
 *
 * A bucket's entries lack the bits that lead to it, which leaves room for the features' numbers. Of
 * an n-gram that is no feature this compares 64 - number_bits bits with four entries. */
#include "table.h"

#include <stdlib.h>
#include <string.h>

/* Bits, at least: of keys that are no feature one in thirty passes, or fewer. */
#define FILTER_PER_KEY 8

static unsigned bits_for(uint64_t n, unsigned low, unsigned high)
{
    unsigned bits = low;

    while (bits < high && ((uint64_t)1 << bits) < n)
        bits++;
    return bits;
}

/* bits that give buckets of about two keys. */
static unsigned bucket_bits(uint32_t n_features)
{
    return bits_for((uint64_t)n_features / 2, 4, 28);
}

/* Fills bucket[2^bits + 1]; -1 when the keys do not ascend by what their entries keep. */
static int fill_buckets(const struct ordo_table *table, uint32_t *bucket)
{
    const uint64_t *keys = table->key;
    uint64_t n_buckets = (uint64_t)1 << table->bits;
    unsigned lost = table->number_bits > table->bits ? table->number_bits - table->bits : 0;
    uint32_t at = 0;

    for (uint64_t b = 0; b < n_buckets; b++) {
        bucket[b] = at;
        while (at < table->n_features && keys[at] >> (64 - table->bits) == b) {
            if (at > 0 && keys[at] >> lost <= keys[at - 1] >> lost)
                return -1;
            at++;
        }
    }
    bucket[n_buckets] = at;
    return at == table->n_features ? 0 : -1; /* keys left over: they do not ascend */
}

static void fill_entries(const struct ordo_table *table, uint64_t *entry)
{
    uint64_t numbers = ((uint64_t)1 << table->number_bits) - 1;

    for (uint32_t i = 0; i < table->n_features; i++)
        entry[i] = (table->key[i] << table->bits & ~numbers) |
                   (table->number == NULL ? i : table->number[i]);
}

static void fill_filter(const struct ordo_table *table, uint64_t *filter)
{
    for (uint32_t i = 0; i < table->n_features; i++) {
        uint64_t key = table->key[i];
        filter[table_filter_word(table, key)] |= table_filter_bits(key);
    }
}

int ordo_table_init(struct ordo_table *table, const uint64_t *keys, const uint32_t *numbers,
                    uint32_t n_features, struct ordo_error *error)
{
    uint32_t *bucket;
    uint64_t *entry, *filter;

    memset(table, 0, sizeof *table);
    table->key = keys;
    table->number = numbers;
    table->n_features = n_features;
    table->bits = bucket_bits(n_features);
    table->number_bits = bits_for(n_features, 1, 32);
    table->filter_bits = bits_for((uint64_t)n_features * FILTER_PER_KEY, 9, 32);
    table->identity = ordo_checksum(keys, n_features * sizeof *keys, n_features);
    if (numbers != NULL)
        table->identity = ordo_checksum(numbers, n_features * sizeof *numbers, table->identity);
    table->bucket = bucket = malloc((((size_t)1 << table->bits) + 1) * sizeof *bucket);
    table->entry = entry = malloc(((size_t)n_features + 1) * sizeof *entry);
    table->filter = filter = calloc((size_t)1 << (table->filter_bits - 6), sizeof *filter);
    if (bucket == NULL || entry == NULL || filter == NULL) {
        ordo_table_release(table);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    if (fill_buckets(table, bucket) != 0) {
        ordo_table_release(table);
        return ordo_fail(error, ORDO_ERR_FORMAT, "feature keys do not ascend");
    }
    fill_entries(table, entry);
    fill_filter(table, filter);
    return 0;
}

void ordo_table_release(struct ordo_table *table)
{
    free((void *)(uintptr_t)table->bucket);
    free((void *)(uintptr_t)table->entry);
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
