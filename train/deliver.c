/* deliver.c: whole or not at all. */
#include "deliver.h"

int deliver(const char *path, struct json *bytes, struct ordo_error *error)
{
    struct ordo_output output;
    int result;

    if (bytes->failed) {
        json_release(bytes);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    result = ordo_output_open(&output, path, error);
    if (result == 0) {
        result = ordo_output_write(&output, bytes->bytes, bytes->length, error);
        if (result == 0)
            result = ordo_output_commit(&output, error);
        ordo_output_release(&output);
    }
    json_release(bytes);
    return result;
}
