/* read.c: a file's rows, one after another; what is bad is told, and the rest goes on. */
#include "read.h"

#include <string.h>

static void tell_encoding(const struct rows_file *file, const struct rows_request *request,
                          const struct talk *talk)
{
    uint64_t n_replaced;
    const char *encoding = rows_encoding_of(file, &n_replaced);

    if (encoding == NULL)
        return;
    talk_progress(talk, "%.250s: read as %s%s", request->path, encoding,
                  request->encoding == NULL ? " (detected; --encoding of import names another)"
                                            : "");
    if (n_replaced > 0)
        talk_progress(talk, "%.250s: %llu bytes are no %s and became U+FFFD", request->path,
                      (unsigned long long)n_replaced, encoding);
}

int read_rows(const struct rows_request *request, const struct reading *reading,
              struct ordo_error *error)
{
    struct rows_file *file;
    struct rows_row row;
    int found;

    if (rows_open(&file, request, error) != 0)
        return -1;
    if (reading->begin != NULL && reading->begin(reading->context, file, error) != 0) {
        rows_close(file);
        return ordo_fail_at(error, request->path, 0, 0);
    }
    while ((found = rows_read(file, &row, error)) != 0) {
        if (found > 0 && reading->take(reading->context, file, &row, error) == 0)
            continue;
        if (found > 0)
            rows_fail_at(rows_reader_of(file), SIZE_MAX, error);
        if (error->code == ORDO_ERR_MEMORY)
            break;
        ++*reading->n_bad;
        reading->talk->bad_row(reading->talk->context, error);
    }
    tell_encoding(file, request, reading->talk);
    rows_close(file);
    return found == 0 ? 0 : -1;
}
