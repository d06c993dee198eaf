/* order.c: the order of classes. */
#include "order.h"

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

int order_classes(uint32_t *order, bool *ordered, const char *const *classes, uint32_t n,
                  const char *list, struct ordo_error *error)
{
    if (list != NULL && lacking(list, classes, n) < n)
        return ordo_fail(error, ORDO_ERR_OPTION, "label '%s' is not in --order %s",
                         classes[lacking(list, classes, n)], list);
    for (size_t s = 0; list == NULL && s < sizeof SCALES / sizeof *SCALES; s++)
        if (lacking(SCALES[s], classes, n) == n)
            list = SCALES[s];
    *ordered = list != NULL || are_numbers(classes, n);
    for (uint32_t i = 0; i < n; i++) { /* by insertion: there are few */
        double place = list != NULL ? order_place(list, classes[i]) : strtod(classes[i], NULL);
        uint32_t k = i;
        for (; *ordered && k > 0; k--) {
            const char *before = classes[order[k - 1]];
            if ((list != NULL ? order_place(list, before) : strtod(before, NULL)) <= place)
                break;
            order[k] = order[k - 1];
        }
        order[k] = i;
    }
    return 0;
}
