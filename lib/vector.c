/* vector.c: fields -> sparse vector. The one function that both programs call.
 *
 * Works in batches over the keys of a whole field, so that the table's cache lines are asked for
 * before they are needed: filter, bucket, key, count. */
#include "key.h"
#include "scratch.h"
#include "table.h"

#include <math.h>
#include <stdlib.h>

#define BATCH     64 /* keys between asking for a cache line and using it */
#define MEMO_BITS 16
#define MEMO_MORE (1U << 20) /* 4 MiB */

#define PREFETCH(address) __builtin_prefetch(address)

/* Where the idf and weights of a feature stand. */
struct rows {
    const float *first;
    size_t stride;
};

/* Three walks over a batch of keys, so that the cache lines that one asks for are there for the
 * next. Returns how many are features. */
static size_t find_batch(const struct ordo_table *table, const uint64_t *keys, size_t n,
                         uint32_t *ids, const uint32_t *count)
{
    uint32_t at[BATCH];
    size_t n_ids = 0;
    unsigned shift = 64 - table->bits;

    for (size_t i = 0; i < n; i++)
        PREFETCH(&table->bucket[keys[i] >> shift]);
    for (size_t i = 0; i < n; i++) {
        at[i] = table->bucket[keys[i] >> shift];
        PREFETCH(&table->entry[at[i]]);
        PREFETCH(&table->entry[at[i] + 3]);
    }
    for (size_t i = 0; i < n; i++) {
        uint32_t id = table_search(table, keys[i], at[i]);
        ids[n_ids] = id;
        if (id == ORDO_NONE) /* the filter was wrong, which is rare */
            continue;
        n_ids++;
        PREFETCH(&count[id]);
    }
    return n_ids;
}

/* Writes the features among keys[0..n), which passed the filter, to ids, which has room for n.
 * Returns how many. */
static size_t find_features(const struct ordo_table *table, const uint64_t *keys, size_t n,
                            uint32_t *ids, const uint32_t *count)
{
    size_t n_ids = 0;

    if (table->key == NULL) {
        for (size_t i = 0; i < n; i++)
            ids[i] = (uint32_t)(keys[i] >> (64 - table->bits));
        return n;
    }
    for (size_t from = 0; from < n; from += BATCH) {
        size_t batch = n - from < BATCH ? n - from : BATCH;
        n_ids += find_batch(table, keys + from, batch, ids + n_ids, count);
    }
    return n_ids;
}

static int reserve_distinct(struct ordo_scratch *scratch, size_t more, struct ordo_error *error)
{
    size_t distinct = scratch->n_distinct + more + 1, capacity = scratch->distinct_capacity;

    if (ordo_reserve(&scratch->index, &capacity, distinct, sizeof *scratch->index, error) != 0)
        return -1;
    return ordo_reserve(&scratch->value, &scratch->distinct_capacity, distinct,
                        sizeof *scratch->value, error);
}

/* Counts the ids of a field, and asks for their rows, which are needed next. */
static int count_ids(struct rows rows, struct ordo_scratch *scratch, struct ordo_error *error)
{
    const uint32_t *ids = scratch->ids;
    uint32_t *count = scratch->count, *index;
    size_t n_new = 0;

    if (reserve_distinct(scratch, scratch->n_ids, error) != 0)
        return -1;
    index = scratch->index + scratch->n_distinct;
    for (size_t i = 0, n = scratch->n_ids; i < n; i++) {
        uint32_t id = ids[i], before = count[id];
        count[id] = before + 1;
        if (rows.first != NULL)
            PREFETCH(&rows.first[id * rows.stride]);
        index[n_new] = id;
        n_new += before == 0;
    }
    scratch->n_distinct += n_new;
    return 0;
}

static int reserve_ids(struct ordo_scratch *scratch, size_t more, struct ordo_error *error)
{
    return ordo_reserve(&scratch->ids, &scratch->id_capacity, scratch->n_ids + more,
                        sizeof *scratch->ids, error);
}

/* n-grams of one token are left to the memo where the field has one. */
static int find_words(const struct ordo_spec *spec, const struct ordo_table *table, size_t field,
                      struct ordo_scratch *scratch, struct ordo_error *error)
{
    const struct ordo_field_spec *field_spec = &spec->fields[field];
    size_t n_tokens = scratch->tokens.n, n = 0;
    size_t first = field_spec->chars_max > 0 && field_spec->words > 0;
    uint64_t *keys;

    if (field_spec->words == first && field_spec->skip == 0)
        return 0;
    if (ordo_reserve(&scratch->keys, &scratch->key_capacity,
                     n_tokens * (field_spec->words + field_spec->skip) + WORD_KEYS_MAX,
                     sizeof *scratch->keys, error) != 0)
        return -1;
    keys = scratch->keys;
    for (size_t i = 0; i < n_tokens; i++) {
        uint64_t some[WORD_KEYS_MAX];
        size_t n_some = word_keys(scratch->hashes + i, n_tokens - i, field_spec, field, some);
        for (size_t k = first; k < n_some; k++) {
            keys[n] = some[k]; /* kept only if counted: no branch to mispredict */
            n += table_may_have(table, some[k]);
        }
    }
    if (reserve_ids(scratch, n + 1, error) != 0)
        return -1;
    scratch->n_ids += find_features(table, keys, n, scratch->ids + scratch->n_ids, scratch->count);
    return 0;
}

static void forget(struct memo *memo, const struct ordo_table *table)
{
    memset(memo->slots, 0, ((size_t)1 << MEMO_BITS) * sizeof *memo->slots);
    memo->n_more = 0;
    memo->identity = table->identity;
}

static int reserve_memo(struct memo *memo, const struct ordo_table *table, size_t n_tokens,
                        struct ordo_error *error)
{
    size_t size = ((size_t)1 << MEMO_BITS) * sizeof *memo->slots;

    if (memo->slots == NULL) {
        memo->slots = aligned_alloc(sizeof *memo->slots, size);
        memo->more = malloc(MEMO_MORE * sizeof *memo->more);
        if (memo->slots == NULL || memo->more == NULL) {
            free(memo->slots);
            free(memo->more);
            memo->slots = NULL;
            memo->more = NULL;
            return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        }
        memo->identity = ~table->identity;
    }
    return ordo_reserve(&memo->keys, &memo->token_capacity, n_tokens + 1, sizeof *memo->keys,
                        error);
}

/* The keys of all tokens in the memo, and the slots on their way. */
static int ask_memo(const struct ordo_spec *spec, const struct ordo_table *table, size_t field,
                    struct ordo_scratch *scratch, struct ordo_error *error)
{
    const struct ordo_field_spec *field_spec = &spec->fields[field];
    struct memo *memo = &scratch->memo;
    uint64_t place =
        key_mix(field + 1, (uint64_t)(field_spec->words > 0) << 16 |
                               (uint64_t)field_spec->chars_min << 8 | field_spec->chars_max);

    if (reserve_memo(memo, table, scratch->tokens.n, error) != 0)
        return -1;
    if (memo->identity != table->identity)
        forget(memo, table);
    for (size_t i = 0; i < scratch->tokens.n; i++) {
        uint64_t key = key_mix(scratch->hashes[i] ^ place, KEY_C) | 1;
        memo->keys[i] = key;
        PREFETCH(&memo->slots[key >> (64 - MEMO_BITS)]);
    }
    return 0;
}

/* Looks up a token's n-grams and remembers them in its slot. */
static void fill_memo(const struct ordo_spec *spec, const struct ordo_table *table, size_t field,
                      size_t token, struct memo_slot *slot, struct ordo_scratch *scratch)
{
    struct memo *memo = &scratch->memo;
    struct char_key chars[CHAR_KEYS_MAX];
    uint64_t keys[TOKEN_KEYS_MAX];
    uint32_t ids[TOKEN_KEYS_MAX];
    size_t n = 0, n_chars = ordo_char_keys(scratch, &spec->fields[field], field, token, chars);

    if (memo->n_more + TOKEN_KEYS_MAX > MEMO_MORE)
        forget(memo, table);
    if (spec->fields[field].words > 0) {
        keys[0] = key_word(field, scratch->hashes[token]);
        n += table_may_have(table, keys[0]);
    }
    for (size_t i = 0; i < n_chars; i++) {
        keys[n] = chars[i].key;
        n += table_may_have(table, chars[i].key);
    }
    n = find_features(table, keys, n, ids, scratch->count);
    slot->key = memo->keys[token];
    slot->n = (uint32_t)n;
    slot->more = memo->n_more;
    memcpy(slot->ids, ids, (n < MEMO_INLINE ? n : MEMO_INLINE) * sizeof *ids);
    if (n <= MEMO_INLINE)
        return;
    memcpy(memo->more + memo->n_more, ids + MEMO_INLINE, (n - MEMO_INLINE) * sizeof *ids);
    memo->n_more += (uint32_t)n - MEMO_INLINE;
}

/* What n-grams lie within one token does not depend on its neighbours, save that they negate it,
 * and few words make up most of a text: each token's features are looked up once and remembered.
 */
static int find_within(const struct ordo_spec *spec, const struct ordo_table *table, size_t field,
                       struct ordo_scratch *scratch, struct ordo_error *error)
{
    struct memo *memo = &scratch->memo;

    for (size_t i = 0; i < scratch->tokens.n; i++) {
        struct memo_slot *slot = &memo->slots[memo->keys[i] >> (64 - MEMO_BITS)];
        uint32_t *out;
        if (slot->key != memo->keys[i])
            fill_memo(spec, table, field, i, slot, scratch);
        if (reserve_ids(scratch, slot->n + MEMO_INLINE, error) != 0)
            return -1;
        out = scratch->ids + scratch->n_ids;
        memcpy(out, slot->ids, sizeof slot->ids); /* all of them: no branch to mispredict */
        if (slot->n > MEMO_INLINE)
            memcpy(out + MEMO_INLINE, memo->more + slot->more,
                   (slot->n - MEMO_INLINE) * sizeof *out);
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

static void fill_frequencies(struct ordo_scratch *scratch, enum ordo_tf tf)
{
    if (scratch->frequency_tf == (int)tf + 1)
        return;
    for (uint32_t count = 0; count < FREQUENCIES; count++)
        scratch->frequency[count] = count == 0 ? 0.0F : frequency(tf, count);
    scratch->frequency_tf = (int)tf + 1;
}

/* The sum of squares. Four sums: one would wait for itself at every step. */
static double sum_squares(const float *value, size_t n)
{
    double sum[4] = {0};
    size_t i = 0;

    for (; i + 4 <= n; i += 4)
        for (size_t k = 0; k < 4; k++)
            sum[k] += (double)value[i + k] * (double)value[i + k];
    for (; i < n; i++)
        sum[0] += (double)value[i] * (double)value[i];
    return (sum[0] + sum[2]) + (sum[1] + sum[3]);
}

/* Counts -> tf, times idf where there are rows to take it from; leaves all counts zero again. */
static void take_counts(enum ordo_tf tf, struct rows idf, struct ordo_scratch *scratch)
{
    const uint32_t *index = scratch->index;
    const float *known = scratch->frequency;
    uint32_t *count = scratch->count;
    float *value = scratch->value;

    fill_frequencies(scratch, tf);
    for (size_t i = 0, n = scratch->n_distinct; i < n; i++) {
        uint32_t id = index[i], times = count[id];
        float weight = times < FREQUENCIES ? known[times] : frequency(tf, times);
        count[id] = 0;
        value[i] = idf.first == NULL ? weight : weight * idf.first[id * idf.stride];
    }
}

/* Counts -> weights. */
static void weigh(struct ordo_vector *vector, const struct ordo_spec *spec, struct rows rows,
                  struct ordo_scratch *scratch)
{
    float *value = scratch->value;
    size_t n = scratch->n_distinct;
    double squares;

    take_counts(spec->tf, spec->idf ? rows : (struct rows){NULL, 0}, scratch);
    squares = spec->l2 ? sum_squares(value, n) : 0.0;
    if (squares > 0.0) {
        float scale = (float)(1.0 / sqrt(squares));
        for (size_t i = 0; i < n; i++)
            value[i] *= scale;
    }
    vector->index = scratch->index;
    vector->value = scratch->value;
    vector->n = n;
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

/* The slots of the memo arrive while what spans several tokens is looked up. */
static int count_field(const struct ordo_spec *spec, const struct ordo_table *table,
                       struct rows rows, size_t field, struct ordo_string source,
                       struct ordo_scratch *scratch, struct ordo_error *error)
{
    bool remembers = spec->fields[field].chars_max > 0;

    if (source.length == 0)
        return 0;
    scratch->n_ids = 0;
    if (ordo_field_prepare(scratch, spec, field, source, error) != 0 ||
        (remembers && ask_memo(spec, table, field, scratch, error) != 0) ||
        find_words(spec, table, field, scratch, error) != 0 ||
        (remembers && find_within(spec, table, field, scratch, error) != 0))
        return -1;
    return count_ids(rows, scratch, error);
}

int ordo_vector_make(struct ordo_vector *vector, const struct ordo_spec *spec,
                     const struct ordo_table *table, const float *rows, size_t stride,
                     const struct ordo_string *fields, struct ordo_scratch *scratch,
                     struct ordo_error *error)
{
    int result = 0;

    scratch->n_distinct = 0;
    if (reserve_counts(scratch, table->n_features, error) != 0 ||
        reserve_distinct(scratch, 0, error) != 0)
        return -1;
    for (size_t field = 0; result == 0 && field < spec->n_fields; field++)
        result = count_field(spec, table, (struct rows){rows, stride}, field, fields[field],
                             scratch, error);
    if (result == 0)
        weigh(vector, spec, (struct rows){rows, stride}, scratch);
    for (size_t i = 0; result != 0 && i < scratch->n_distinct; i++)
        scratch->count[scratch->index[i]] = 0;
    return result;
}
