/* rows_skip.c: the end of a record that no memory is spent on. */
#include "rows_private.h"

#include <string.h>

/* [0, n) belong to the record; *ends: it ends within them. */
static size_t skip_line(const char *bytes, size_t length, bool *ends)
{
    const char *end = length == 0 ? NULL : memchr(bytes, '\n', length);

    *ends = end != NULL;
    return end == NULL ? length : (size_t)(end - bytes) + 1;
}

static size_t skip_csv(struct rows_skip *skip, char delimiter, const char *bytes, size_t length,
                       bool *ends)
{
    for (size_t i = 0; i < length; i++) {
        if (skip->quoted) {
            skip->quoted = bytes[i] != '"';
        } else if (bytes[i] == '"' && !skip->within) {
            skip->quoted = true; /* also behind one that closed: they were one that is doubled */
        } else if (bytes[i] == '\n') {
            *ends = true;
            return i + 1;
        } else {
            skip->within = bytes[i] != delimiter;
        }
    }
    return length;
}

/* With what separates it from the next. */
static size_t skip_json(struct rows_skip *skip, const char *bytes, size_t length, bool *ends)
{
    for (size_t i = 0; i < length; i++) {
        char c = bytes[i];
        if (skip->within && skip->depth == 0) {
            *ends = memchr(", \t\r\n", c, 5) == NULL;
            if (*ends)
                return i;
        } else if (skip->quoted) {
            skip->quoted = c != '"' || skip->escaped;
            skip->escaped = c == '\\' && !skip->escaped;
        } else if (c == '"') {
            skip->quoted = true;
        } else if (c == '{' || c == '[') {
            skip->depth++;
            skip->within = true;
        } else if ((c == '}' || c == ']') && skip->depth > 0) {
            skip->depth--;
        }
    }
    return length;
}

size_t rows_skip(struct rows_skip *skip, struct rows_dialect dialect, const char *bytes,
                 size_t length, bool *ends)
{
    *ends = false;
    if (dialect.format == ROWS_CSV)
        return skip_csv(skip, rows_delimiter(dialect), bytes, length, ends);
    if (dialect.format == ROWS_JSON)
        return skip_json(skip, bytes, length, ends);
    return skip_line(bytes, length, ends);
}

int rows_skip_end(const struct rows_skip *skip, struct ordo_error *error)
{
    if (!skip->quoted && skip->depth == 0)
        return 0;
    return ordo_fail(error, ORDO_ERR_FORMAT,
                     "a record has no end: what stands behind its beginning is left out, too");
}
