/* subset.c: the kinds of n-gram that the specification names, document frequency, the most
 * frequent, and then the selection by labels, in this order. */
#include "subset.h"
#include "select.h"
#include "vocabulary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* allowed[shape] */
static void allow(bool *allowed, const struct ordo_spec *spec)
{
    memset(allowed, 0, SHAPES * sizeof *allowed);
    for (unsigned f = 0; f < spec->n_fields; f++) {
        const struct ordo_field_spec *field = &spec->fields[f];
        for (unsigned n = 1; n <= field->words; n++)
            allowed[shape_of(f, ORDO_NGRAM_WORDS, n)] = true;
        for (unsigned n = 1; n <= field->skip; n++)
            allowed[shape_of(f, ORDO_NGRAM_SKIP, n)] = true;
        for (unsigned n = field->chars_min; n > 0 && n <= field->chars_max; n++)
            allowed[shape_of(f, ORDO_NGRAM_CHARS, n)] = true;
    }
}

/* Document frequencies among the training examples; 0 for what is not of the specification. */
static void count_documents(uint32_t *df, const struct counts *counts, const uint8_t *shape,
                            const struct ordo_spec *spec, const struct training *training)
{
    bool allowed[SHAPES];

    allow(allowed, spec);
    for (size_t i = 0; i < training->n; i++) {
        uint32_t row = training->rows[i];
        for (size_t k = counts->start[row]; k < counts->start[row + 1]; k++)
            df[counts->items[k].feature]++;
    }
    for (uint32_t j = 0; shape != NULL && j < counts->n_features; j++)
        if (!allowed[shape[j]])
            df[j] = 0;
}

/* A feature to be ranked: the higher score, then the lower number. */
struct ranked {
    double score;
    uint32_t feature;
};

static int by_score(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    if (x->score != y->score)
        return x->score < y->score ? 1 : -1;
    return x->feature < y->feature ? -1 : x->feature > y->feature;
}

/* Keeps the `most` kept features of highest score [n]: score[i] is that of the i-th kept. */
static int keep_best(struct subset *subset, uint32_t n_features, const double *score, uint32_t most,
                     struct ordo_error *error)
{
    struct ranked *ranked = malloc(((size_t)subset->n + 1) * sizeof *ranked);
    uint32_t n = 0;

    if (ranked == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (uint32_t j = 0; j < n_features; j++)
        if (subset->columns[j].index != ORDO_NONE) {
            ranked[n] = (struct ranked){score[n], j};
            n++;
        }
    qsort(ranked, n, sizeof *ranked, by_score);
    for (uint32_t i = most; i < n; i++)
        subset->columns[ranked[i].feature].index = ORDO_NONE;
    free(ranked);
    return 0;
}

static void number(struct subset *subset, uint32_t n_features)
{
    subset->n = 0;
    for (uint32_t j = 0; j < n_features; j++)
        if (subset->columns[j].index != ORDO_NONE)
            subset->columns[j].index = subset->n++;
}

static int keep_frequent(struct subset *subset, const uint32_t *df, uint32_t n_features,
                         uint32_t most, struct ordo_error *error)
{
    double *score = malloc(((size_t)subset->n + 1) * sizeof *score);
    uint32_t n = 0;
    int result;

    if (score == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (uint32_t j = 0; j < n_features; j++)
        if (subset->columns[j].index != ORDO_NONE)
            score[n++] = df[j];
    result = keep_best(subset, n_features, score, most, error);
    free(score);
    number(subset, n_features);
    return result;
}

static int keep_telling(struct subset *subset, const struct counts *counts,
                        const struct ordo_spec *spec, const struct selection *selection,
                        const struct training *training, struct ordo_error *error)
{
    double *score = calloc((size_t)subset->n + 1, sizeof *score);
    int result = score == NULL
                     ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                     : select_score(score, counts, subset, spec, selection, training, error);

    if (result == 0)
        result = keep_best(subset, counts->n_features, score, selection->n, error);
    free(score);
    number(subset, counts->n_features);
    return result;
}

int subset_choose(struct subset *subset, const struct counts *counts, const uint8_t *shape,
                  const struct ordo_spec *spec, const struct selection *selection,
                  const struct training *training, struct ordo_error *error)
{
    uint32_t n_features = counts->n_features, least = spec->hash_bits > 0 ? 0 : spec->min_df;
    uint32_t *df = calloc((size_t)n_features + 1, sizeof *df);
    int result = 0;

    subset->columns = malloc(((size_t)n_features + 1) * sizeof *subset->columns);
    if (df == NULL || subset->columns == NULL) {
        free(df);
        subset_release(subset);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    count_documents(df, counts, shape, spec, training);
    for (uint32_t j = 0; j < n_features; j++)
        subset->columns[j].index = df[j] >= least ? 0 : ORDO_NONE;
    number(subset, n_features);
    if (spec->max_features > 0 && spec->hash_bits == 0 && subset->n > spec->max_features)
        result = keep_frequent(subset, df, n_features, spec->max_features, error);
    for (uint32_t j = 0; j < n_features; j++)
        subset->columns[j].idf = spec->idf ? vocabulary_idf(training->n, df[j]) : 1.0F;
    if (result == 0 && selection->by != SELECT_NONE && subset->n > selection->n)
        result = keep_telling(subset, counts, spec, selection, training, error);
    free(df);
    if (result != 0)
        subset_release(subset);
    return result;
}

uint32_t subset_most(const struct counts *counts, const uint8_t *shape,
                     const struct ordo_spec *spec)
{
    bool allowed[SHAPES];
    uint32_t n = 0;

    allow(allowed, spec);
    for (uint32_t j = 0; j < counts->n_features; j++)
        n += allowed[shape[j]];
    return n;
}

void subset_release(struct subset *subset)
{
    free(subset->columns);
    memset(subset, 0, sizeof *subset);
}
