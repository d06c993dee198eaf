/* superset.c: one vocabulary of all orders and kinds, one set of counts. A candidate's own features
 * are a part of these in the same order, as keys tell the order (subset.c picks them out). */
#include "superset.h"
#include "vocabulary.h"

#include <stdlib.h>
#include <string.h>

bool superset_share(const struct ordo_spec *a, const struct ordo_spec *b)
{
    if (a->n_fields != b->n_fields || a->tokens != b->tokens || a->hash_bits != b->hash_bits)
        return false;
    for (size_t f = 0; f < a->n_fields; f++)
        if (strcmp(a->fields[f].name, b->fields[f].name) != 0 ||
            a->fields[f].negation != b->fields[f].negation)
            return false;
    return true;
}

void superset_join(struct ordo_spec *all, const struct ordo_spec *one)
{
    for (size_t f = 0; f < all->n_fields; f++) {
        struct ordo_field_spec *to = &all->fields[f];
        const struct ordo_field_spec *from = &one->fields[f];
        to->words = from->words > to->words ? from->words : to->words;
        to->skip = from->skip > to->skip ? from->skip : to->skip;
        if (from->chars_max > 0 && (to->chars_max == 0 || from->chars_min < to->chars_min))
            to->chars_min = from->chars_min;
        to->chars_max = from->chars_max > to->chars_max ? from->chars_max : to->chars_max;
    }
    all->min_df = one->min_df < all->min_df ? one->min_df : all->min_df;
    all->max_features = 0;
}

/* The texts of the specification's fields alone. */
static int take_fields(struct dataset *view, const struct ordo_spec *spec,
                       const struct dataset *dataset, const char (*fields)[ORDO_NAME_MAX],
                       struct ordo_error *error)
{
    *view = *dataset;
    view->n_fields = spec->n_fields;
    view->fields = malloc((dataset->n * spec->n_fields + 1) * sizeof *view->fields);
    if (view->fields == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t f = 0; f < spec->n_fields; f++) {
        size_t from = 0;
        while (from + 1 < dataset->n_fields && strcmp(fields[from], spec->fields[f].name) != 0)
            from++;
        for (size_t i = 0; i < dataset->n; i++)
            view->fields[i * spec->n_fields + f] = dataset->fields[i * dataset->n_fields + from];
    }
    return 0;
}

int superset_build(struct superset *superset, const struct ordo_spec *spec,
                   const struct dataset *dataset, const char (*fields)[ORDO_NAME_MAX],
                   struct ordo_error *error)
{
    struct vocabulary vocabulary;
    struct dataset view;
    int result;

    memset(superset, 0, sizeof *superset);
    if (take_fields(&view, spec, dataset, fields, error) != 0)
        return -1;
    result = vocabulary_count(&vocabulary, spec, &view, error);
    if (result == 0) {
        result = counts_build(&superset->counts, spec, &vocabulary.table, &view, error);
        superset->shape = vocabulary.shape;
        vocabulary.shape = NULL;
        vocabulary_release(&vocabulary);
    }
    free(view.fields);
    if (result != 0)
        superset_release(superset);
    return result;
}

size_t superset_bytes(const struct superset *superset)
{
    const struct counts *counts = &superset->counts;

    return counts->start == NULL
               ? 0
               : counts->start[counts->n_rows] * sizeof *counts->items + counts->n_features;
}

void superset_release(struct superset *superset)
{
    counts_release(&superset->counts);
    free(superset->shape);
    memset(superset, 0, sizeof *superset);
}
