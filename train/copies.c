/* copies.c: equal texts -> one group. */
#include "copies.h"
#include "duplicates.h"

#include <stdlib.h>

#define SAME 1.0 /* similarity */

static bool names_group(const struct dataset *dataset, size_t which)
{
    return dataset->group_names.n > 0 &&
           dataset->group_names.items[dataset->groups[which]][0] != '\0';
}

/* first[number of a name]: the group of the first labelled example that has it. */
static int join_names(struct dataset *dataset, size_t id, struct ordo_error *error)
{
    uint32_t *first = malloc((dataset->n + 1) * sizeof *first);
    struct strings names = {0};
    int result = first == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;

    for (size_t i = 0; result == 0 && i < dataset->n; i++) {
        struct ordo_string name = dataset->fields[i * dataset->n_fields + id];
        bool labelled = dataset->roles[i] == ROLE_LABELLED;
        uint32_t n = names.n, number;
        if (name.length == 0)
            continue;
        number = strings_intern(&names, name);
        if (number == ORDO_NONE)
            result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        else if (number == n)
            first[number] = labelled ? dataset->groups[i] : ORDO_NONE;
        else if (!labelled && first[number] != ORDO_NONE && !names_group(dataset, i))
            dataset->groups[i] = first[number];
    }
    strings_release(&names);
    free(first);
    return result;
}

int copies_join(struct dataset *dataset, size_t id, struct ordo_error *error)
{
    struct duplicates copies;

    if (duplicates_find(&copies, dataset->fields, dataset->n, dataset->n_fields, SAME, error) != 0)
        return -1;
    if (id > 0 && join_names(dataset, id, error) != 0) {
        duplicates_release(&copies);
        return -1;
    }
    for (size_t i = 0; i < dataset->n; i++)
        dataset->groups[i] = dataset->groups[copies.cluster[i]];
    duplicates_release(&copies);
    return 0;
}
