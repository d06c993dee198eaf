/* copies.c: equal texts -> one group. What is compared are the words as duplicates.c has them. */
#include "copies.h"
#include "../lib/program/shingles.h"

#include <stdlib.h>
#include <string.h>

/* What is compared of a text. */
struct words {
    uint64_t checksum;
    uint32_t example;
};

static int by_checksum(const void *a, const void *b)
{
    const struct words *x = a, *y = b;

    if (x->checksum != y->checksum)
        return x->checksum < y->checksum ? -1 : 1;
    return (x->example > y->example) - (x->example < y->example);
}

/* first[n]: the first example with the same words, maybe itself; one without words has no copy. */
static int find_copies(uint32_t *first, const struct dataset *dataset, struct ordo_error *error)
{
    struct words *words = malloc((dataset->n + 1) * sizeof *words);
    struct shingles shingles = {0};
    size_t n = 0;
    int result = words == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;

    for (uint32_t i = 0; result == 0 && i < dataset->n; i++) {
        first[i] = i;
        result = shingles_read(&shingles, dataset->fields[i * dataset->n_fields], error);
        if (result == 0 && shingles.n > 0)
            words[n++] = (struct words){shingles.checksum, i};
    }
    if (result == 0 && n > 0)
        qsort(words, n, sizeof *words, by_checksum);
    for (size_t i = 1; result == 0 && i < n; i++)
        if (words[i].checksum == words[i - 1].checksum)
            first[words[i].example] = first[words[i - 1].example];
    shingles_release(&shingles);
    free(words);
    return result;
}

static bool names_group(const struct dataset *dataset, size_t which)
{
    return dataset->group_names.n > 0 &&
           dataset->group_names.items[dataset->groups[which]][0] != '\0';
}

/* number[n] of the names, from 0; ORDO_NONE: it has none. */
static int number_names(uint32_t *number, const struct dataset *dataset, size_t id,
                        struct ordo_error *error)
{
    struct strings names = {0};
    int result = 0;

    for (size_t i = 0; result == 0 && i < dataset->n; i++) {
        struct ordo_string name = dataset->fields[i * dataset->n_fields + id];
        number[i] = name.length == 0 ? ORDO_NONE : strings_intern(&names, name);
        if (name.length > 0 && number[i] == ORDO_NONE)
            result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    strings_release(&names);
    return result;
}

static int join_names(struct dataset *dataset, size_t id, struct ordo_error *error)
{
    uint32_t *number = malloc(2 * (dataset->n + 1) * sizeof *number);
    uint32_t *group = number + dataset->n + 1; /* of the first labelled one that has the name */
    int result = number == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                                : number_names(number, dataset, id, error);

    for (size_t i = 0; result == 0 && i < dataset->n; i++)
        group[i] = ORDO_NONE;
    for (size_t i = 0; result == 0 && i < dataset->n; i++) {
        if (number[i] == ORDO_NONE)
            continue;
        if (dataset->roles[i] != ROLE_LABELLED && group[number[i]] != ORDO_NONE &&
            !names_group(dataset, i))
            dataset->groups[i] = group[number[i]];
        if (dataset->roles[i] == ROLE_LABELLED && group[number[i]] == ORDO_NONE)
            group[number[i]] = dataset->groups[i];
    }
    free(number);
    return result;
}

int copies_join(struct dataset *dataset, size_t id, struct ordo_error *error)
{
    uint32_t *first = malloc((dataset->n + 1) * sizeof *first);
    int result = first == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                               : find_copies(first, dataset, error);

    if (result == 0 && id > 0)
        result = join_names(dataset, id, error);
    for (size_t i = 0; result == 0 && i < dataset->n; i++)
        dataset->groups[i] = dataset->groups[first[i]];
    free(first);
    return result;
}

/* Marks what is of a class that a labelled example is of. */
static void spread(bool *known, const uint32_t *class, const struct dataset *dataset, bool *has)
{
    memset(has, 0, dataset->n * sizeof *has);
    for (size_t i = 0; i < dataset->n; i++)
        if (class[i] != ORDO_NONE && dataset->labels[i] != ORDO_NONE)
            has[class[i]] = true;
    for (size_t i = 0; i < dataset->n; i++)
        known[i] = known[i] || (class[i] != ORDO_NONE && has[class[i]]);
}

int copies_known(bool *known, const struct dataset *dataset, size_t id, struct ordo_error *error)
{
    uint32_t *class = malloc((dataset->n + 1) * sizeof *class);
    bool *has = malloc(dataset->n + 1);
    int result = class == NULL || has == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                                              : number_names(class, dataset, id, error);

    if (result == 0) {
        memset(known, 0, dataset->n);
        spread(known, class, dataset, has);
        result = find_copies(class, dataset, error);
    }
    if (result == 0)
        spread(known, class, dataset, has);
    free(class);
    free(has);
    return result;
}
