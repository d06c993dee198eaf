/* order.c: the order of classes. */
#include "order.h"
#include "number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const SCALES[] = {"oppose,neutral,support", "negative,neutral,positive"};

/* Place of a name in "A,B,C", or -1. */
static int place_of(const char *list, const char *name)
{
    size_t length = strlen(name);

    for (int place = 0; *list != '\0'; place++) {
        size_t n = strcspn(list, ",");
        if (n == length && memcmp(list, name, n) == 0)
            return place;
        list += n + (list[n] == ',');
    }
    return -1;
}

int order_choose(bool *chosen, const char *const *classes, uint32_t n, const char *list,
                 const char *head, struct ordo_error *error)
{
    while (*list != '\0') {
        size_t length = strcspn(list, ",");
        uint32_t k = 0;
        while (k < n && (strlen(classes[k]) != length || memcmp(classes[k], list, length) != 0))
            k++;
        if (k == n)
            return ordo_fail(error, ORDO_ERR_OPTION, "head '%s' has no class '%.*s'", head,
                             (int)length, list);
        chosen[k] = true;
        list += length + (list[length] == ',');
    }
    return 0;
}

/* The first class that a list lacks, or n. */
static uint32_t lacking(const char *list, const char *const *classes, uint32_t n)
{
    uint32_t k = 0;

    while (k < n && place_of(list, classes[k]) >= 0)
        k++;
    return k;
}

static bool are_numbers(const char *const *classes, uint32_t n)
{
    for (uint32_t k = 0; k < n; k++) {
        double number;
        if (!number_read((struct ordo_string){classes[k], strlen(classes[k])}, &number))
            return false;
    }
    return true;
}

struct placed {
    double place; /* in the list, or the number; without an order the same for all */
    const char *name;
    uint32_t class;
};

static int by_place(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;

    return x->place != y->place ? (x->place < y->place ? -1 : 1) : strcmp(x->name, y->name);
}

int order_classes(uint32_t *order, double *value, bool *ordered, const char *const *classes,
                  uint32_t n, const char *list, struct ordo_error *error)
{
    struct placed *placed;

    if (list != NULL && lacking(list, classes, n) < n)
        return ordo_fail(error, ORDO_ERR_OPTION, "label '%s' is not in --order %s",
                         classes[lacking(list, classes, n)], list);
    for (size_t s = 0; list == NULL && s < sizeof SCALES / sizeof *SCALES; s++)
        if (lacking(SCALES[s], classes, n) == n)
            list = SCALES[s];
    *ordered = list != NULL || are_numbers(classes, n);
    placed = malloc(((size_t)n + 1) * sizeof *placed);
    if (placed == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");

    for (uint32_t i = 0; i < n; i++) {
        placed[i].place = list != NULL ? place_of(list, classes[i])
                          : *ordered   ? strtod(classes[i], NULL)
                                       : 0;
        placed[i].name = classes[i];
        placed[i].class = i;
        if (value != NULL)
            value[i] = *ordered ? placed[i].place : NAN;
    }
    qsort(placed, n, sizeof *placed, by_place);
    for (uint32_t i = 0; i < n; i++)
        order[i] = placed[i].class;
    free(placed);
    return 0;
}
