/* order.c: the order of classes. */
#include "order.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const SCALES[] = {"oppose,neutral,support", "negative,neutral,positive"};

int order_place(const char *list, const char *name)
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

/* The first class that a list lacks, or n. */
static uint32_t lacking(const char *list, const char *const *classes, uint32_t n)
{
    uint32_t k = 0;

    while (k < n && order_place(list, classes[k]) >= 0)
        k++;
    return k;
}

static bool are_numbers(const char *const *classes, uint32_t n)
{
    for (uint32_t k = 0; k < n; k++) {
        char *end;
        strtod(classes[k], &end);
        if (end == classes[k] || *end != '\0')
            return false;
    }
    return true;
}

/* Where a class stands: its place in the list, else its number. */
static double stand(const char *list, const char *class)
{
    return list != NULL ? order_place(list, class) : strtod(class, NULL);
}

int order_classes(uint32_t *order, double *value, bool *ordered, const char *const *classes,
                  uint32_t n, const char *list, struct ordo_error *error)
{
    if (list != NULL && lacking(list, classes, n) < n)
        return ordo_fail(error, ORDO_ERR_OPTION, "label '%s' is not in --order %s",
                         classes[lacking(list, classes, n)], list);
    for (size_t s = 0; list == NULL && s < sizeof SCALES / sizeof *SCALES; s++)
        if (lacking(SCALES[s], classes, n) == n)
            list = SCALES[s];
    *ordered = list != NULL || are_numbers(classes, n);
    for (uint32_t i = 0; i < n; i++) { /* by insertion: there are few */
        uint32_t k = i;
        for (; *ordered && k > 0; k--) {
            if (stand(list, classes[order[k - 1]]) <= stand(list, classes[i]))
                break;
            order[k] = order[k - 1];
        }
        order[k] = i;
    }
    for (uint32_t i = 0; value != NULL && i < n; i++)
        value[i] = *ordered ? stand(list, classes[i]) : NAN;
    return 0;
}
