/* counts.c: the library's own vectors, unweighted, in order of feature. */
#include "counts.h"
#include "../lib/reserve.h"

#include <stdlib.h>
#include <string.h>

#define DIGIT_BITS 10

/* One row while it is sorted by feature: least significant digit first. */
struct sorter {
    struct count *items, *spare; /* [capacity] */
    size_t capacity, spare_capacity;
};

static int take_row(struct sorter *sorter, const struct ordo_vector *vector,
                    struct ordo_error *error)
{
    if (ordo_reserve(&sorter->items, &sorter->capacity, vector->n, sizeof *sorter->items, error) !=
            0 ||
        ordo_reserve(&sorter->spare, &sorter->spare_capacity, vector->n, sizeof *sorter->spare,
                     error) != 0)
        return -1;
    for (size_t i = 0; i < vector->n; i++)
        sorter->items[i] = (struct count){vector->index[i], (uint32_t)vector->value[i]};
    return 0;
}

static void sort_row(struct sorter *sorter, size_t n, uint32_t n_features)
{
    for (unsigned shift = 0; shift < 32 && (n_features >> shift) != 0; shift += DIGIT_BITS) {
        uint32_t at[(1U << DIGIT_BITS) + 1] = {0};
        struct count *sorted = sorter->spare;
        size_t capacity = sorter->spare_capacity;
        for (size_t i = 0; i < n; i++)
            at[(sorter->items[i].feature >> shift & ((1U << DIGIT_BITS) - 1)) + 1]++;
        for (size_t d = 0; d < 1U << DIGIT_BITS; d++)
            at[d + 1] += at[d];
        for (size_t i = 0; i < n; i++)
            sorted[at[sorter->items[i].feature >> shift & ((1U << DIGIT_BITS) - 1)]++] =
                sorter->items[i];
        sorter->spare = sorter->items;
        sorter->spare_capacity = sorter->capacity;
        sorter->items = sorted;
        sorter->capacity = capacity;
    }
}

static int reserve(struct counts *counts, size_t *capacity, size_t at, size_t more,
                   struct ordo_error *error)
{
    size_t larger = *capacity + *capacity / 4 + more + (1 << 16);
    struct count *items;

    if (at + more <= *capacity)
        return 0;
    items = realloc(counts->items, larger * sizeof *items);
    if (items == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    counts->items = items;
    *capacity = larger;
    return 0;
}

int counts_build(struct counts *counts, const struct ordo_spec *spec,
                 const struct ordo_table *table, const struct dataset *dataset,
                 struct ordo_error *error)
{
    struct ordo_scratch *scratch = ordo_scratch_new();
    struct ordo_spec plain = *spec;
    struct sorter sorter = {NULL, NULL, 0, 0};
    size_t capacity = 0, n = 0;
    int result = -1;

    plain.tf = ORDO_TF_COUNT;
    plain.idf = plain.l2 = false;
    *counts = (struct counts){dataset->n, table->n_features, NULL, NULL};
    counts->start = malloc((dataset->n + 1) * sizeof *counts->start);
    if (scratch == NULL || counts->start == NULL) {
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        goto done;
    }
    for (size_t i = 0; i < dataset->n; i++) {
        struct ordo_vector vector;
        counts->start[i] = n;
        if (ordo_vector_make(&vector, &plain, table, NULL, 1,
                             &dataset->fields[i * dataset->n_fields], scratch, error) != 0 ||
            reserve(counts, &capacity, n, vector.n + 1, error) != 0 ||
            take_row(&sorter, &vector, error) != 0)
            goto done;
        sort_row(&sorter, vector.n, table->n_features);
        if (vector.n > 0)
            memcpy(counts->items + n, sorter.items, vector.n * sizeof *sorter.items);
        n += vector.n;
    }
    counts->start[dataset->n] = n;
    result = 0;

done:
    ordo_scratch_free(scratch);
    free(sorter.items);
    free(sorter.spare);
    if (result != 0)
        counts_release(counts);
    return result;
}

void counts_release(struct counts *counts)
{
    free(counts->start);
    free(counts->items);
    memset(counts, 0, sizeof *counts);
}
