/* strata.c: classes -> strata -> combinations of them. */
#include "strata.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TENTHS 10

/* The tenth of the examples, from low to high, that the first one of a class is in, or its number.
 */
static int find_head(struct strata *strata, struct dataset *dataset, size_t head,
                     struct ordo_error *error)
{
    uint32_t n_classes = dataset->classes[head].n;
    uint32_t *stratum = calloc((size_t)n_classes + 1, sizeof *stratum);
    uint64_t n = 0, below = 0;
    bool ordered;

    if (stratum == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    strata->of_class[strata->n_heads++] = stratum;
    if (dataset_order_classes(dataset, head, NULL, &ordered, error) != 0)
        return -1;
    for (size_t i = 0; i < dataset->n; i++) {
        uint32_t class = dataset->labels[i * dataset->n_labels + head];
        if (class == ORDO_NONE)
            continue;
        stratum[class]++;
        n++;
    }
    for (uint32_t k = 0; k < n_classes; k++) {
        uint32_t own = stratum[k];
        stratum[k] = ordered && n_classes > TENTHS ? (uint32_t)(below * TENTHS / n) : k;
        below += own;
    }
    return 0;
}

static int combine(struct strata *strata, struct strings *names, const struct dataset *dataset,
                   struct ordo_error *error)
{
    for (size_t i = 0; i < dataset->n; i++) {
        char name[HEADS_MAX * 12] = "";
        size_t length = 0;
        for (size_t h = 0; h < dataset->n_labels; h++) {
            uint32_t label = dataset->labels[i * dataset->n_labels + h];
            length += (size_t)snprintf(name + length, sizeof name - length, "%u ",
                                       label == ORDO_NONE ? ORDO_NONE : strata->of_class[h][label]);
        }
        strata->combination[i] = strings_intern(names, (struct ordo_string){name, length});
        if (strata->combination[i] == ORDO_NONE)
            return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    strata->n_combinations = names->n;
    return 0;
}

static int pool_rare(struct strata *strata, size_t n, double least, struct ordo_error *error)
{
    uint32_t *count = calloc((size_t)strata->n_combinations + 1, sizeof *count);
    uint32_t rare = strata->n_combinations;

    if (count == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < n; i++)
        count[strata->combination[i]]++;
    for (size_t i = 0; i < n; i++)
        if (count[strata->combination[i]] * least < 1 - 1e-9) {
            strata->combination[i] = rare;
            strata->n_combinations = rare + 1;
        }
    free(count);
    return 0;
}

int strata_find(struct strata *strata, struct dataset *dataset, double least,
                struct ordo_error *error)
{
    struct strings names = {0};
    int result = 0;

    memset(strata, 0, sizeof *strata);
    strata->combination = malloc((dataset->n + 1) * sizeof *strata->combination);
    if (strata->combination == NULL)
        result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t h = 0; result == 0 && h < dataset->n_labels; h++)
        result = find_head(strata, dataset, h, error);
    if (result == 0)
        result = combine(strata, &names, dataset, error);
    if (result == 0)
        result = pool_rare(strata, dataset->n, least, error);
    strings_release(&names);
    if (result != 0)
        strata_release(strata);
    return result;
}

void strata_release(struct strata *strata)
{
    for (size_t h = 0; h < strata->n_heads; h++)
        free(strata->of_class[h]);
    free(strata->combination);
    memset(strata, 0, sizeof *strata);
}
