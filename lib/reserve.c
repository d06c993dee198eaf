/* reserve.c: arrays grow to twice their size, so that filling one is linear. */
#include "reserve.h"

#include <stdlib.h>
#include <string.h>

int ordo_grow(void *array, size_t *capacity, size_t need, size_t size, struct ordo_error *error)
{
    void *bytes;
    size_t larger = *capacity * 2 > need ? *capacity * 2 : need;

    memcpy(&bytes, array, sizeof bytes); /* any object pointer, whatever its type */
    bytes = larger > SIZE_MAX / size ? NULL : realloc(bytes, larger * size);
    if (bytes == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    memcpy(array, &bytes, sizeof bytes);
    *capacity = larger;
    return 0;
}
