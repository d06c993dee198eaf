/* error.c: the one error object, filled where a failure is known and printed by the programs. */
#include "ordo.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int ordo_fail(struct ordo_error *error, enum ordo_code code, const char *format, ...)
{
    if (error != NULL) {
        va_list arguments;
        error->code = code;
        error->line = 0;
        error->byte = 0;
        error->column = 0;
        error->path[0] = '\0';
        va_start(arguments, format);
        vsnprintf(error->message, sizeof error->message, format, arguments);
        va_end(arguments);
    }
    return -1;
}

int ordo_fail_at(struct ordo_error *error, const char *path, uint64_t line, uint64_t byte)
{
    if (error == NULL)
        return -1;
    if (path != NULL && error->path[0] == '\0') {
        size_t length = strlen(path);
        size_t keep = length < sizeof error->path ? length : sizeof error->path - 1;
        memcpy(error->path, path + length - keep, keep); /* the end says more than the beginning */
        error->path[keep] = '\0';
        for (size_t i = 0; i < keep; i++) /* what a terminal would obey */
            if ((unsigned char)error->path[i] < 0x20 || error->path[i] == 0x7F)
                error->path[i] = '?';
    }
    if (error->line == 0)
        error->line = line;
    if (error->byte == 0)
        error->byte = byte;
    return -1;
}

char *ordo_error_text(const struct ordo_error *error, char *out, size_t size)
{
    char line[32] = "", column[32] = "", byte[64] = "";
    const char *after_path = error->path[0] == '\0' ? "" : error->line != 0 ? ":" : ": ";

    if (error->line != 0)
        snprintf(line, sizeof line, "%llu: ", (unsigned long long)error->line);
    if (error->byte != 0 && error->column != 0)
        snprintf(column, sizeof column, ", column %llu", (unsigned long long)error->column);
    if (error->byte != 0)
        snprintf(byte, sizeof byte, "byte %llu%s: ", (unsigned long long)error->byte, column);
    snprintf(out, size, "%s%s%s%s%s", error->path, after_path, line, byte, error->message);
    return out;
}
