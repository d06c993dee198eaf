/* number.c: strtod for strings without an end. */
#include "number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LARGEST 1e100

bool number_read(struct ordo_string field, double *number)
{
    char text[64], *end;

    if (field.length == 0 || field.length >= sizeof text)
        return false;
    memcpy(text, field.bytes, field.length);
    text[field.length] = '\0';
    *number = strtod(text, &end);
    return end == text + field.length && fabs(*number) <= LARGEST;
}
