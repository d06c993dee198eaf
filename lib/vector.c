/* vector.c: fields -> sparse vector. The one function that both programs call.
 *
 * Works in batches over the keys of a whole field, so that the table's cache lines are asked for
 * some keys before they are needed: filter, bucket, key, count. */
#include "key.h"
#include "scratch.h"
#include "table.h"

#include <math.h>
#include <stdlib.h>

#define BATCH      64 /* keys between asking for a cache line and using it */
#define MEMO_SLOTS (1U << 14)
#define MEMO_IDS   (1U << 20)

#define PREFETCH(address) __builtin_prefetch(address)

static int reserve_ids(struct ordo_scratch *scratch, size_t more, struct ordo_error *error)
{
    return ordo_reserve(&scratch->ids, &scratch->id_capacity, scratch->n_ids + more,
                        sizeof *scratch->ids, error);
}

/* What a found feature's weight needs next: its count and its row. */
struct rows {
    const float *first;
    size_t stride;
};

/* Three walks over a batch of keys, so that the cache lines that one asks for are there for the
 * next. Returns the new number of ids. */
static size_t find_batch(const struct ordo_table *table, struct rows rows, const uint64_t *keys,
                         size_t n, uint32_t *ids, size_t n_ids, const uint32_t *count)
{
    uint32_t at[BATCH];
    unsigned shift = 64 - table->bits;

    for (size_t i = 0; i < n; i++)
        PREFETCH(&table->bucket[keys[i] >> shift]);
    for (size_t i = 0; i < n; i++) {
        at[i] = table->bucket[keys[i] >> shift];
        PREFETCH(&table->key[at[i]]);
        PREFETCH(&table->key[at[i] + 3]);
    }
    for (size_t i = 0; i < n; i++) {
        uint32_t id = table_search(table, keys[i], at[i]);
        ids[n_ids] = id;
        if (id == ORDO_NONE) /* the filter was wrong, which is rare */
            continue;
        n_ids++;
        PREFETCH(&count[id]);
        if (rows.first != NULL)
            PREFETCH(&rows.first[(size_t)id * rows.stride]);
    }
    return n_ids;
}

/* Appends the features among keys[0..n), which passed the filter, to ids, which has room for n. */
static void find_features(const struct ordo_table *table, struct rows rows, const uint64_t *keys,
                          size_t n, struct ordo_scratch *scratch)
{
    uint32_t *ids = scratch->ids;
    size_t n_ids = scratch->n_ids;

    if (table->key == NULL) {
        for (size_t i = 0; i < n; i++)
            ids[n_ids++] = (uint32_t)(keys[i] >> (64 - table->bits));
        scratch->n_ids = n_ids;
        return;
    }
    for (size_t from = 0; from < n; from += BATCH) {
        size_t batch = n - from < BATCH ? n - from : BATCH;
        n_ids = find_batch(table, rows, keys + from, batch, ids, n_ids, scratch->count);
    }
    scratch->n_ids = n_ids;
}

static int find_words(const struct ordo_spec *spec, const struct ordo_table *table,
                      struct rows rows, size_t field, struct ordo_scratch *scratch,
                      struct ordo_error *error)
{
    const struct ordo_field_spec *field_spec = &spec->fields[field];
    size_t n_tokens = scratch->tokens.n, n = 0;

    if (field_spec->words == 0 && field_spec->skip == 0)
        return 0;
    if (ordo_reserve(&scratch->keys, &scratch->key_capacity,
                     n_tokens * (field_spec->words + field_spec->skip) + WORD_KEYS_MAX,
                     sizeof *scratch->keys, error) != 0)
        return -1;
    for (size_t i = 0; i < n_tokens; i++) {
        uint64_t some[WORD_KEYS_MAX];
        size_t n_some = word_keys(scratch, field_spec, field, i, some);
        for (size_t k = 0; k < n_some; k++) {
            scratch->keys[n] = some[k]; /* kept only if counted: no branch to mispredict */
            n += table->key == NULL || table_filter_has(table, some[k]);
        }
    }
    if (reserve_ids(scratch, n + 1, error) != 0)
        return -1;
    find_features(table, rows, scratch->keys, n, scratch);
    return 0;
}

static int prepare_memo(struct memo *memo, const struct ordo_table *table, struct ordo_error *error)
{
    if (memo->slots == NULL) {
        memo->slots = calloc(MEMO_SLOTS, sizeof *memo->slots);
        memo->ids = malloc(MEMO_IDS * sizeof *memo->ids);
        if (memo->slots == NULL || memo->ids == NULL) {
            free(memo->slots);
            free(memo->ids);
            memo->slots = NULL;
            memo->ids = NULL;
            return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        }
        memo->identity = ~table->identity;
    }
    if (memo->identity != table->identity || memo->n_ids + CHAR_KEYS_MAX > MEMO_IDS) {
        memset(memo->slots, 0, MEMO_SLOTS * sizeof *memo->slots);
        memo->n_ids = 0;
        memo->identity = table->identity;
    }
    return 0;
}

/* Looks up a word's character n-grams and remembers them in its slot. */
static void fill_memo(const struct ordo_spec *spec, const struct ordo_table *table, size_t field,
                      size_t token, uint64_t key, struct memo_slot *slot,
                      struct ordo_scratch *scratch)
{
    struct char_key chars[CHAR_KEYS_MAX];
    size_t n = ordo_char_keys(scratch, &spec->fields[field], field, token, chars);

    slot->key = key;
    slot->first = scratch->memo.n_ids;
    for (size_t i = 0; i < n; i++) {
        uint32_t id = ordo_table_find(table, chars[i].key);
        if (id != ORDO_NONE)
            scratch->memo.ids[scratch->memo.n_ids++] = id;
    }
    slot->n = scratch->memo.n_ids - slot->first;
}

/* The character n-grams of a word do not depend on its neighbours, and few words make up most of a
 * text: each word's features are looked up once and remembered. */
static int find_chars(const struct ordo_spec *spec, const struct ordo_table *table, size_t field,
                      struct ordo_scratch *scratch, struct ordo_error *error)
{
    const struct ordo_field_spec *field_spec = &spec->fields[field];
    uint64_t place =
        key_mix(field + 1, (uint64_t)field_spec->chars_min << 8 | field_spec->chars_max);

    for (size_t i = 0; i < scratch->tokens.n; i++) {
        const struct ordo_token *token = &scratch->tokens.items[i];
        uint64_t word =
            scratch->hashes[i] ^ (scratch->negated[i] && field_spec->negation ? KEY_NEGATED : 0);
        uint64_t key = key_mix(word ^ place, KEY_C) | 1;
        struct memo_slot *slot;
        if (token->mapped || token->kind == ORDO_TOKEN_MARK)
            continue;
        if (prepare_memo(&scratch->memo, table, error) != 0)
            return -1;
        slot = &scratch->memo.slots[key >> (64 - 14)];
        if (slot->key != key)
            fill_memo(spec, table, field, i, key, slot, scratch);
        if (reserve_ids(scratch, slot->n + 1, error) != 0)
            return -1;
        memcpy(scratch->ids + scratch->n_ids, scratch->memo.ids + slot->first,
               slot->n * sizeof *scratch->ids);
        scratch->n_ids += slot->n;
    }
    return 0;
}

static float frequency(enum ordo_tf tf, uint32_t count)
{
    if (tf == ORDO_TF_BINARY)
        return 1.0F;
    if (tf == ORDO_TF_COUNT ||
        count == 1) /* in this order: the first is the same for all features */
        return (float)count;
    return (float)(1.0 + log((double)count));
}

/* ids with repeats -> distinct features with weights; leaves all counts zero again. */
static void weigh(struct ordo_vector *vector, const struct ordo_spec *spec, const float *rows,
                  size_t stride, struct ordo_scratch *scratch)
{
    uint32_t *count = scratch->count;
    double squares = 0.0;
    size_t n = 0;

    for (size_t i = 0; i < scratch->n_ids; i++) {
        uint32_t id = scratch->ids[i];
        scratch->index[n] = id;
        n += count[id]++ == 0;
    }
    for (size_t i = 0; i < n; i++) {
        uint32_t id = scratch->index[i];
        float value = frequency(spec->tf, count[id]);
        if (rows != NULL && spec->idf)
            value *= rows[(size_t)id * stride];
        count[id] = 0;
        scratch->value[i] = value;
        squares += (double)value * (double)value;
    }
    if (spec->l2 && squares > 0.0) {
        float scale = (float)(1.0 / sqrt(squares));
        for (size_t i = 0; i < n; i++)
            scratch->value[i] *= scale;
    }
    vector->index = scratch->index;
    vector->value = scratch->value;
    vector->n = n;
}

static int reserve_distinct(struct ordo_scratch *scratch, struct ordo_error *error)
{
    size_t distinct = scratch->n_ids + 1, capacity = scratch->distinct_capacity;

    if (ordo_reserve(&scratch->index, &capacity, distinct, sizeof *scratch->index, error) != 0)
        return -1;
    return ordo_reserve(&scratch->value, &scratch->distinct_capacity, distinct,
                        sizeof *scratch->value, error);
}

static int reserve_counts(struct ordo_scratch *scratch, size_t n_features, struct ordo_error *error)
{
    uint32_t *count;

    if (n_features <= scratch->feature_capacity)
        return 0;
    count = calloc(n_features, sizeof *count);
    if (count == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    free(scratch->count);
    scratch->count = count;
    scratch->feature_capacity = n_features;
    return 0;
}

int ordo_vector_make(struct ordo_vector *vector, const struct ordo_spec *spec,
                     const struct ordo_table *table, const float *rows, size_t stride,
                     const struct ordo_string *fields, struct ordo_scratch *scratch,
                     struct ordo_error *error)
{
    scratch->n_ids = 0;
    if (reserve_counts(scratch, table->n_features, error) != 0)
        return -1;
    for (size_t field = 0; field < spec->n_fields; field++) {
        if (fields[field].length == 0)
            continue;
        if (ordo_field_prepare(scratch, spec, field, fields[field], error) != 0 ||
            find_words(spec, table, (struct rows){rows, stride}, field, scratch, error) != 0)
            return -1;
        if (spec->fields[field].chars_max > 0 &&
            find_chars(spec, table, field, scratch, error) != 0)
            return -1;
    }
    if (reserve_distinct(scratch, error) != 0)
        return -1;
    weigh(vector, spec, rows, stride, scratch);
    return 0;
}
