/* vocabulary.c: which n-grams become features.
 *
 * One pass counts in how many examples each key occurs, in an open-addressing table whose cache
 * lines are asked for ahead; a second pass over the examples in which kept features first occurred
 * gives them their names and finds keys that two different n-grams share. */
#include "vocabulary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define AHEAD 8

struct slot {
    uint64_t key; /* 0: free */
    uint32_t df, last, first;
    uint8_t shape;
};

struct counter {
    struct slot *slots;
    size_t n_slots, n;
};

static struct slot *find(const struct counter *counter, uint64_t key)
{
    size_t mask = counter->n_slots - 1, at = (size_t)(key >> 20) & mask;

    while (counter->slots[at].key != key && counter->slots[at].key != 0)
        at = (at + 1) & mask;
    return &counter->slots[at];
}

static int grow(struct counter *counter, struct ordo_error *error)
{
    struct counter larger = {NULL, counter->n_slots == 0 ? 1 << 16 : counter->n_slots * 2,
                             counter->n};

    larger.slots = calloc(larger.n_slots, sizeof *larger.slots);
    if (larger.slots == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < counter->n_slots; i++)
        if (counter->slots[i].key != 0)
            *find(&larger, counter->slots[i].key) = counter->slots[i];
    free(counter->slots);
    *counter = larger;
    return 0;
}

static uint8_t shape_of_ngram(const struct ordo_ngram *ngram, const struct ordo_scratch *scratch)
{
    const char *bytes = ordo_scratch_text(scratch)->bytes;
    unsigned size = 0;

    switch ((enum ordo_ngram_kind)ngram->kind) {
    case ORDO_NGRAM_WORDS:
        size = ngram->last - ngram->first + 1;
        break;
    case ORDO_NGRAM_SKIP:
        size = ngram->last - ngram->first - 1;
        break;
    case ORDO_NGRAM_CHARS:
        size = (ngram->edges & 1U) + (ngram->edges >> 1U);
        for (uint32_t at = ngram->begin; at < ngram->end; at++)
            size += ((unsigned char)bytes[at] & 0xC0) != 0x80;
        break;
    }
    return shape_of(ngram->field, (enum ordo_ngram_kind)ngram->kind, size);
}

static int count_example(struct counter *counter, const struct ordo_ngrams *ngrams,
                         uint32_t example, const struct ordo_scratch *scratch,
                         struct ordo_error *error)
{
    for (size_t i = 0; i < ngrams->n; i++) {
        struct slot *slot;
        if (10 * counter->n >= 7 * counter->n_slots && grow(counter, error) != 0)
            return -1;
        if (i + AHEAD < ngrams->n)
            __builtin_prefetch(
                &counter->slots[(ngrams->items[i + AHEAD].key >> 20) & (counter->n_slots - 1)]);
        slot = find(counter, ngrams->items[i].key);
        if (slot->key == 0) {
            *slot = (struct slot){ngrams->items[i].key, 1, example, example,
                                  shape_of_ngram(&ngrams->items[i], scratch)};
            counter->n++;
        } else if (slot->last != example) {
            slot->df++;
            slot->last = example;
        }
    }
    return 0;
}

/* Calls `visit` with the n-grams of every field of every example. */
typedef int visitor(void *context, const struct ordo_ngrams *ngrams, uint32_t example,
                    const struct ordo_scratch *scratch, struct ordo_error *error);

static int each_field(const struct ordo_spec *spec, const struct dataset *dataset,
                      const bool *wanted, visitor *visit, void *context, struct ordo_error *error)
{
    struct ordo_scratch *scratch = ordo_scratch_new();
    struct ordo_ngrams ngrams = {0};
    int result = scratch == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;

    for (size_t i = 0; result == 0 && i < dataset->n; i++)
        for (size_t f = 0; result == 0 && f < spec->n_fields && (wanted == NULL || wanted[i]);
             f++) {
            struct ordo_string field = dataset->fields[i * dataset->n_fields + f];
            if (field.length == 0)
                continue;
            result = ordo_ngrams_find(&ngrams, spec, f, field, scratch, error);
            if (result == 0)
                result = visit(context, &ngrams, (uint32_t)i, scratch, error);
        }
    ordo_ngrams_release(&ngrams);
    ordo_scratch_free(scratch);
    return result;
}

static int visit_count(void *context, const struct ordo_ngrams *ngrams, uint32_t example,
                       const struct ordo_scratch *scratch, struct ordo_error *error)
{
    return count_example(context, ngrams, example, scratch, error);
}

static int by_df(const void *a, const void *b)
{
    const struct slot *x = a, *y = b;

    if (x->df != y->df)
        return x->df < y->df ? 1 : -1;
    return x->key < y->key ? -1 : x->key > y->key;
}

static int by_key(const void *a, const void *b)
{
    const struct slot *x = a, *y = b;

    return x->key < y->key ? -1 : x->key > y->key;
}

/* The kept slots, ascending by key, moved to the front of the counter's own memory. */
static size_t select_features(struct counter *counter, const struct ordo_spec *spec)
{
    size_t n = 0;

    for (size_t i = 0; i < counter->n_slots; i++)
        if (counter->slots[i].key != 0 && counter->slots[i].df >= spec->min_df)
            counter->slots[n++] = counter->slots[i];
    if (spec->max_features > 0 && n > spec->max_features) {
        qsort(counter->slots, n, sizeof *counter->slots, by_df);
        n = spec->max_features;
    }
    qsort(counter->slots, n, sizeof *counter->slots, by_key);
    return n;
}

/* Names in the order in which they are met, put in the order of features at the end. */
struct naming {
    const struct ordo_spec *spec;
    const struct vocabulary *vocabulary;
    char *bytes;
    size_t length, capacity;
    size_t *at;       /* [n_features] */
    uint8_t *lengths; /* [n_features]; 0: not met yet */
};

static int visit_name(void *context, const struct ordo_ngrams *ngrams, uint32_t example,
                      const struct ordo_scratch *scratch, struct ordo_error *error)
{
    struct naming *naming = context;
    char name[256];

    (void)example;
    for (size_t i = 0; i < ngrams->n; i++) {
        uint32_t feature = ordo_table_find(&naming->vocabulary->table, ngrams->items[i].key);
        size_t length;
        if (feature == ORDO_NONE || naming->lengths[feature] != 0)
            continue;
        length = ordo_ngram_name(&ngrams->items[i], naming->spec, scratch, name, sizeof name);
        if (naming->length + length > naming->capacity) {
            size_t capacity = naming->capacity * 2 + sizeof name;
            char *bytes = realloc(naming->bytes, capacity);
            if (bytes == NULL)
                return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
            naming->bytes = bytes;
            naming->capacity = capacity;
        }
        memcpy(naming->bytes + naming->length, name, length);
        naming->at[feature] = naming->length;
        naming->lengths[feature] = (uint8_t)length;
        naming->length += length;
    }
    return 0;
}

static int order_names(struct vocabulary *vocabulary, const struct naming *naming,
                       struct ordo_error *error)
{
    uint32_t n = vocabulary->n_features;

    vocabulary->name_at = malloc(((size_t)n + 1) * sizeof *vocabulary->name_at);
    vocabulary->names = malloc(naming->length + 1);
    if (vocabulary->name_at == NULL || vocabulary->names == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (naming->length >= UINT32_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "feature names of more than 4 GiB");
    vocabulary->name_at[0] = 0;
    for (uint32_t i = 0; i < n; i++) {
        memcpy(vocabulary->names + vocabulary->name_at[i], naming->bytes + naming->at[i],
               naming->lengths[i]);
        vocabulary->name_at[i + 1] = vocabulary->name_at[i] + naming->lengths[i];
    }
    return 0;
}

static int name_features(struct vocabulary *vocabulary, const struct ordo_spec *spec,
                         const struct dataset *dataset, const bool *first, struct ordo_error *error)
{
    struct naming naming = {spec, vocabulary, NULL, 0, 0, NULL, NULL};
    int result = -1;

    naming.at = malloc(((size_t)vocabulary->n_features + 1) * sizeof *naming.at);
    naming.lengths = calloc((size_t)vocabulary->n_features + 1, sizeof *naming.lengths);
    if (naming.at == NULL || naming.lengths == NULL)
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    else if (each_field(spec, dataset, first, visit_name, &naming, error) == 0)
        result = order_names(vocabulary, &naming, error);
    free(naming.bytes);
    free(naming.at);
    free(naming.lengths);
    return result;
}

static int build_exact(struct vocabulary *vocabulary, const struct ordo_spec *spec,
                       const struct dataset *dataset, bool named, struct ordo_error *error)
{
    struct counter counter = {NULL, 0, 0};
    bool *first = calloc(dataset->n + 1, sizeof *first);
    size_t n = 0;
    int result = first == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                               : each_field(spec, dataset, NULL, visit_count, &counter, error);

    if (result == 0) {
        n = select_features(&counter, spec);
        vocabulary->n_features = (uint32_t)n;
        vocabulary->keys = malloc((n + 1) * sizeof *vocabulary->keys);
        vocabulary->df = malloc((n + 1) * sizeof *vocabulary->df);
        vocabulary->shape = malloc(n + 1);
        if (vocabulary->keys == NULL || vocabulary->df == NULL || vocabulary->shape == NULL)
            result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    for (size_t i = 0; result == 0 && i < n; i++) {
        vocabulary->keys[i] = counter.slots[i].key;
        vocabulary->df[i] = counter.slots[i].df;
        vocabulary->shape[i] = counter.slots[i].shape;
        first[counter.slots[i].first] = true;
    }
    free(counter.slots); /* before anything else large is made */
    if (result == 0)
        result = ordo_table_init(&vocabulary->table, vocabulary->keys, NULL, vocabulary->n_features,
                                 error);
    if (result == 0 && named)
        result = name_features(vocabulary, spec, dataset, first, error);
    free(first);
    return result;
}

struct hashed {
    uint32_t *df, *last; /* [n_features] */
    unsigned shift;
};

static int visit_hashed(void *context, const struct ordo_ngrams *ngrams, uint32_t example,
                        const struct ordo_scratch *scratch, struct ordo_error *error)
{
    struct hashed *hashed = context;

    (void)scratch;
    (void)error;
    for (size_t i = 0; i < ngrams->n; i++) {
        size_t feature = (size_t)(ngrams->items[i].key >> hashed->shift);
        if (hashed->last[feature] != example + 1) {
            hashed->last[feature] = example + 1;
            hashed->df[feature]++;
        }
    }
    return 0;
}

static int build_hashed(struct vocabulary *vocabulary, const struct ordo_spec *spec,
                        const struct dataset *dataset, struct ordo_error *error)
{
    struct hashed hashed = {NULL, NULL, 64 - spec->hash_bits};
    int result;

    vocabulary->n_features = 1U << spec->hash_bits;
    vocabulary->table = (struct ordo_table){
        .bits = spec->hash_bits, .n_features = vocabulary->n_features, .identity = spec->hash_bits};
    vocabulary->df = calloc(vocabulary->n_features, sizeof *vocabulary->df);
    hashed.df = vocabulary->df;
    hashed.last = calloc(vocabulary->n_features, sizeof *hashed.last);
    result = hashed.df == NULL || hashed.last == NULL
                 ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                 : each_field(spec, dataset, NULL, visit_hashed, &hashed, error);
    free(hashed.last);
    return result;
}

float vocabulary_idf(size_t n, uint32_t df)
{
    return (float)(log((1.0 + (double)n) / (1.0 + df)) + 1.0);
}

static int build(struct vocabulary *vocabulary, const struct ordo_spec *spec,
                 const struct dataset *dataset, bool named, struct ordo_error *error)
{
    int result;

    memset(vocabulary, 0, sizeof *vocabulary);
    result = spec->hash_bits > 0 ? build_hashed(vocabulary, spec, dataset, error)
                                 : build_exact(vocabulary, spec, dataset, named, error);
    if (result == 0) {
        vocabulary->idf = malloc(((size_t)vocabulary->n_features + 1) * sizeof *vocabulary->idf);
        if (vocabulary->idf == NULL)
            result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    for (uint32_t i = 0; result == 0 && i < vocabulary->n_features; i++)
        vocabulary->idf[i] = spec->idf ? vocabulary_idf(dataset->n, vocabulary->df[i]) : 1.0F;
    if (result != 0)
        vocabulary_release(vocabulary);
    return result;
}

int vocabulary_build(struct vocabulary *vocabulary, const struct ordo_spec *spec,
                     const struct dataset *dataset, struct ordo_error *error)
{
    return build(vocabulary, spec, dataset, true, error);
}

int vocabulary_count(struct vocabulary *vocabulary, const struct ordo_spec *spec,
                     const struct dataset *dataset, struct ordo_error *error)
{
    return build(vocabulary, spec, dataset, false, error);
}

int vocabulary_keep(struct vocabulary *vocabulary, const struct column *columns,
                    struct ordo_error *error)
{
    uint32_t n = 0, name_at = 0;

    for (uint32_t j = 0; j < vocabulary->n_features; j++) {
        uint32_t from = vocabulary->name_at[j], length = vocabulary->name_at[j + 1] - from;
        if (columns[j].index == ORDO_NONE)
            continue;
        vocabulary->keys[n] = vocabulary->keys[j];
        vocabulary->df[n] = vocabulary->df[j];
        vocabulary->idf[n] = vocabulary->idf[j];
        vocabulary->shape[n] = vocabulary->shape[j];
        memmove(vocabulary->names + name_at, vocabulary->names + from, length);
        vocabulary->name_at[n++] = name_at;
        name_at += length;
    }
    vocabulary->name_at[n] = name_at;
    vocabulary->n_features = n;
    ordo_table_release(&vocabulary->table);
    return ordo_table_init(&vocabulary->table, vocabulary->keys, NULL, n, error);
}

void vocabulary_release(struct vocabulary *vocabulary)
{
    ordo_table_release(&vocabulary->table);
    free(vocabulary->keys);
    free(vocabulary->df);
    free(vocabulary->idf);
    free(vocabulary->name_at);
    free(vocabulary->names);
    free(vocabulary->shape);
    memset(vocabulary, 0, sizeof *vocabulary);
}
