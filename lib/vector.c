/* vector.c: fields -> sparse vector. The one function that both programs call.
 *
 * Works in batches over the keys of a whole field, so that the table's cache lines are asked for
 * some keys before they are needed: filter, bucket, key, count. */
#include "key.h"
#include "scratch.h"
#include "table.h"

#include <math.h>
#include <stdlib.h>

#define AHEAD      12 /* keys between asking for a cache line and using it */
#define MEMO_SLOTS (1U << 14)
#define MEMO_IDS   (1U << 20)

#define PREFETCH(address) __builtin_prefetch(address)

static int reserve_ids(struct ordo_scratch *scratch, size_t more, struct ordo_error *error)
{
    return ordo_reserve(&scratch->ids, &scratch->id_capacity, scratch->n_ids + more,
                        sizeof *scratch->ids, error);
}

/* Appends the features among keys[0..n) to ids, which has room for n. keys is overwritten. */
static void find_features(const struct ordo_table *table, uint64_t *keys, size_t n,
                          struct ordo_scratch *scratch)
{
    uint32_t *ids = scratch->ids;
    size_t n_ids = scratch->n_ids, left = 0;

    if (table->key == NULL) {
        for (size_t i = 0; i < n; i++)
            ids[n_ids++] = (uint32_t)(keys[i] >> (64 - table->bits));
        scratch->n_ids = n_ids;
        return;
    }
    for (size_t i = 0; i < n; i++) {
        uint64_t key = keys[i];
        keys[left] = key; /* kept only if the next line counts it: no branch to mispredict */
        left += table_filter_has(table, key);
    }
    for (size_t i = 0; i < left + AHEAD; i++) {
        if (i < left)
            PREFETCH(&table->bucket[keys[i] >> (64 - table->bits)]);
        if (i >= AHEAD / 2 && i - AHEAD / 2 < left)
            PREFETCH(&table->key[table->bucket[keys[i - AHEAD / 2] >> (64 - table->bits)]]);
        if (i >= AHEAD) {
            uint32_t id = table_search(table, keys[i - AHEAD]);
            ids[n_ids] = id;
            n_ids += id != ORDO_NONE;
        }
    }
    scratch->n_ids = n_ids;
}

static int find_words(const struct ordo_spec *spec, const struct ordo_table *table, size_t field,
                      struct ordo_scratch *scratch, struct ordo_error *error)
{
    const struct ordo_field_spec *field_spec = &spec->fields[field];
    size_t n_tokens = scratch->tokens.n, n = 0;

    if (field_spec->words == 0 && field_spec->skip == 0)
        return 0;
    if (ordo_reserve(&scratch->keys, &scratch->key_capacity,
                     n_tokens * (field_spec->words + field_spec->skip) + WORD_KEYS_MAX,
                     sizeof *scratch->keys, error) != 0)
        return -1;
    for (size_t i = 0; i < n_tokens; i++)
        n += ordo_word_keys(scratch, field_spec, field, i, scratch->keys + n);
    if (reserve_ids(scratch, n + 1, error) != 0)
        return -1;
    find_features(table, scratch->keys, n, scratch);
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
    if (count == 1 || tf == ORDO_TF_BINARY)
        return 1.0F;
    return tf == ORDO_TF_LOG ? (float)(1.0 + log((double)count)) : (float)count;
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
        if (rows != NULL) {
            if (i + AHEAD < n)
                PREFETCH(&rows[(size_t)scratch->index[i + AHEAD] * stride]);
            if (spec->idf)
                value *= rows[(size_t)id * stride];
        }
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

static int reserve_features(struct ordo_scratch *scratch, size_t n_features,
                            struct ordo_error *error)
{
    size_t distinct = scratch->n_ids + 1, capacity = scratch->distinct_capacity;
    uint32_t *count;

    if (ordo_reserve(&scratch->index, &capacity, distinct, sizeof *scratch->index, error) != 0 ||
        ordo_reserve(&scratch->value, &scratch->distinct_capacity, distinct, sizeof *scratch->value,
                     error) != 0)
        return -1;
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
    for (size_t field = 0; field < spec->n_fields; field++) {
        if (fields[field].length == 0)
            continue;
        if (ordo_field_prepare(scratch, spec, field, fields[field], error) != 0 ||
            find_words(spec, table, field, scratch, error) != 0)
            return -1;
        if (spec->fields[field].chars_max > 0 &&
            find_chars(spec, table, field, scratch, error) != 0)
            return -1;
    }
    if (reserve_features(scratch, table->n_features, error) != 0)
        return -1;
    weigh(vector, spec, rows, stride, scratch);
    return 0;
}
