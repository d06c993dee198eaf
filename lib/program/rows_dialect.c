/* rows_dialect.c: what a file of rows looks like, and where its records end. */
#include "rows_private.h"

#include <string.h>
#include <strings.h>

static bool ends_with(const char *path, size_t length, const char *ending)
{
    size_t n = strlen(ending);

    return length >= n && strncasecmp(path + length - n, ending, n) == 0;
}

/* The length of a path without the ending that a compressor gave it. */
static size_t uncompressed(const char *path)
{
    static const char *const endings[] = {".gz", ".xz", ".zst", ".bz2", ".lzma", ".lz4"};
    size_t length = strlen(path);

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (ends_with(path, length, endings[i]))
            return length - strlen(endings[i]);
    return length;
}

static size_t mark_length(const char *bytes, size_t length)
{
    return length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static size_t line_length(const char *bytes, size_t length)
{
    const char *end = length == 0 ? NULL : memchr(bytes, '\n', length);

    return end == NULL ? length : (size_t)(end - bytes) + 1;
}

/* The length of Excel's line "sep=;" with the mark before it, 0 where there is none. */
static size_t sep_length(const char *bytes, size_t length)
{
    size_t at = mark_length(bytes, length), line = line_length(bytes + at, length - at);

    if (line < 5 || strncasecmp(bytes + at, "sep=", 4) != 0 ||
        (line > 5 && memchr("\r\n", bytes[at + 5], 2) == NULL))
        return 0;
    return at + line;
}

char rows_delimiter_of(const char *bytes, size_t length)
{
    static const char candidates[] = ",;\t|";
    size_t counts[sizeof candidates] = {0}, best = 0;
    bool quoted = false;

    if (sep_length(bytes, length) > 0)
        return bytes[mark_length(bytes, length) + 4];
    for (size_t i = 0; i < length && (quoted || (bytes[i] != '\n' && bytes[i] != '\r')); i++) {
        const char *found = bytes[i] == '\0' ? NULL : strchr(candidates, bytes[i]);
        if (bytes[i] == '"')
            quoted = !quoted;
        else if (!quoted && found != NULL)
            counts[found - candidates]++;
    }
    for (size_t i = 1; candidates[i] != '\0'; i++)
        best = counts[i] > counts[best] ? i : best;
    return candidates[best];
}

static size_t skip_space(const char *bytes, size_t at, size_t length)
{
    while (at < length && memchr(" \t\r\n", bytes[at], 4) != NULL)
        at++;
    return at;
}

/* Where the string ends that opens at `at`: at its closing mark, or `length` where it has none. */
static size_t json_string_end(const char *bytes, size_t at, size_t length)
{
    const char *begin = bytes + at + 1, *from = begin, *mark;

    while ((mark = memchr(from, '"', (size_t)(bytes + length - from))) != NULL) {
        const char *escape = mark;
        while (escape > begin && escape[-1] == '\\')
            escape--;
        if ((mark - escape) % 2 == 0)
            return (size_t)(mark - bytes);
        from = mark + 1;
    }
    return length;
}

/* Where the bracket stands that closes the one at `at`, or `length` where none does; *in_string:
 * the bytes end within a string. */
static size_t json_close(const char *bytes, size_t at, size_t length, bool *in_string)
{
    size_t depth = 0;

    *in_string = false;
    for (; at < length; at++) {
        char c = bytes[at];
        if (c == '"') {
            at = json_string_end(bytes, at, length);
            *in_string = at == length;
        } else if (c == '{' || c == '[') {
            depth++;
        } else if ((c == '}' || c == ']') && (depth == 0 || --depth == 0)) {
            return at;
        }
    }
    return length;
}

/* Whether a line ends between the values of the object that it begins with. */
static bool goes_on(const char *line, size_t length)
{
    bool in_string;

    return json_close(line, 0, length, &in_string) == length && !in_string;
}

/* An object on one line opens JSONL; a bracket before an object, or an object over several lines,
 * JSON. Other brackets open texts, too. */
static enum rows_format json_format(const char *bytes, size_t length)
{
    size_t at = skip_space(bytes, mark_length(bytes, length), length), inner, end;

    if (at == length || (bytes[at] != '{' && bytes[at] != '['))
        return ROWS_LINES;
    inner = skip_space(bytes, at + 1, length);
    if (bytes[at] == '[')
        return inner < length && (bytes[inner] == '{' ||
                                  (bytes[inner] == ']' && /* an empty one, and nothing else */
                                   skip_space(bytes, inner + 1, length) == length))
                   ? ROWS_JSON
                   : ROWS_LINES;
    end = at + line_length(bytes + at, length - at);
    return end < length && goes_on(bytes + at, end - at) ? ROWS_JSON : ROWS_JSONL;
}

struct rows_dialect rows_dialect_of(const char *path, const char *bytes, size_t length)
{
    static const struct {
        const char *ending;
        enum rows_format format;
    } endings[] = {{".jsonl", ROWS_JSONL},
                   {".ndjson", ROWS_JSONL},
                   {".csv", ROWS_CSV},
                   {".tsv", ROWS_TSV},
                   {".tab", ROWS_TSV}};
    struct rows_dialect dialect = {json_format(bytes, length), 0, false};
    size_t end = path == NULL ? 0 : uncompressed(path);

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (path != NULL && ends_with(path, end, endings[i].ending))
            dialect.format = endings[i].format;
    if (dialect.format == ROWS_CSV)
        dialect.delimiter = rows_delimiter_of(bytes, length);
    return dialect;
}

/* ---- records -------------------------------------------------------------------------------- */

/* The end of a field that opens with a quotation mark at `open`: right behind the mark that closes
 * it. Anything but a delimiter or a line's end behind that is a stray mark; on a later line it
 * rather tells that the first one was never closed. */
static size_t quoted_field(char delimiter, const char *bytes, size_t length, bool last, size_t open,
                           enum record_end *end, size_t *mark)
{
    const char *close = bytes + open;
    size_t at = open + 1;

    for (; (close = at < length ? memchr(bytes + at, '"', length - at) : NULL) != NULL; at++) {
        at = (size_t)(close - bytes) + 1;
        if (at == length || bytes[at] != '"')
            break;
    }
    if (!last && (close == NULL || at == length)) {
        *end = RECORD_PARTIAL;
        return length;
    }
    *mark = open;
    if (close == NULL) {
        *end = RECORD_UNCLOSED;
    } else if (at < length && bytes[at] != delimiter && bytes[at] != '\n' && bytes[at] != '\r') {
        bool same_line = memchr(bytes + open, '\n', at - open) == NULL;
        *mark = same_line ? at - 1 : open;
        *end = same_line ? RECORD_STRAY : RECORD_UNCLOSED;
    }
    return at;
}

/* RFC 4180: a quotation mark opens only at the beginning of a field. One that has no end costs its
 * line, not the rest of the file. */
static size_t csv_record(char delimiter, const char *bytes, size_t length, bool last,
                         enum record_end *end, size_t *mark)
{
    bool begins = true; /* a field does */
    size_t at = 0;

    while (at < length) {
        if (bytes[at] == '"' && begins) {
            at = quoted_field(delimiter, bytes, length, last, at, end, mark);
            if (*end == RECORD_PARTIAL)
                return length;
            if (*end != RECORD_WHOLE) {
                at = line_length(bytes, length);
                *mark = *mark < at ? *mark : 0;
                return at;
            }
            begins = false;
        } else if (bytes[at] == '\n') {
            return at + 1;
        } else {
            begins = bytes[at++] == delimiter;
        }
    }
    *end = last ? RECORD_WHOLE : RECORD_PARTIAL;
    return length;
}

/* An object of a JSON array with the spaces and the comma behind it; or the spaces before one, so
 * that any number of them is read in pieces, and an object begins where it does. */
static size_t json_record(const char *bytes, size_t length, bool last, enum record_end *end)
{
    size_t at = skip_space(bytes, 0, length);
    bool in_string;

    if (at > 0)
        return at;
    at = json_close(bytes, 0, length, &in_string);
    if (at >= length) {
        *end = last ? RECORD_WHOLE : RECORD_PARTIAL;
        return length;
    }
    for (at++; at < length && memchr(", \t\r", bytes[at], 4) != NULL; at++)
        ;
    return at < length && bytes[at] == '\n' ? at + 1 : at;
}

size_t rows_record(struct rows_dialect dialect, const char *bytes, size_t length, bool last,
                   enum record_end *end, size_t *mark)
{
    size_t line;

    *end = RECORD_WHOLE;
    *mark = 0;
    if (dialect.format == ROWS_CSV)
        return csv_record(rows_delimiter(dialect), bytes, length, last, end, mark);
    if (dialect.format == ROWS_JSON)
        return json_record(bytes, length, last, end);
    line = line_length(bytes, length);
    if (!last && (line == 0 || bytes[line - 1] != '\n'))
        *end = RECORD_PARTIAL;
    return line;
}

size_t rows_header_length(struct rows_dialect dialect, const char *bytes, size_t length)
{
    enum record_end end;
    size_t mark, at = 0;

    if (dialect.format == ROWS_JSON) {
        at = mark_length(bytes, length);
        while (at < length && memchr(" \t\r\n", bytes[at], 4) != NULL)
            at++;
        return at < length && bytes[at] == '[' ? at + 1 : 0;
    }
    if (dialect.format != ROWS_CSV && dialect.format != ROWS_TSV)
        return 0;
    if (dialect.format == ROWS_CSV)
        at = sep_length(bytes, length);
    if (dialect.headless)
        return at;
    return at + rows_record(dialect, bytes + at, length - at, true, &end, &mark);
}

bool rows_has_returns(const char *bytes, size_t length)
{
    return length > 0 && memchr(bytes, '\r', length) != NULL && memchr(bytes, '\n', length) == NULL;
}

void rows_mend_returns(char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        bytes[i] = bytes[i] == '\r' ? '\n' : bytes[i];
}

void rows_note_last(char *last, const char *bytes, size_t length)
{
    while (length > 0 && memchr(" \t\r\n,", bytes[length - 1], 5) != NULL)
        length--;
    if (length > 0)
        *last = bytes[length - 1];
}

int rows_check_closed(struct rows_dialect dialect, size_t header_length, char last,
                      struct ordo_error *error)
{
    return dialect.format == ROWS_JSON && header_length > 0 && last == '}'
               ? ordo_fail(error, ORDO_ERR_FORMAT, "JSON array is not closed: cut short?")
               : 0;
}

size_t rows_boundary(struct rows_dialect dialect, const char *bytes, size_t length)
{
    enum record_end end;
    size_t mark, last = 0;

    if (dialect.format != ROWS_CSV && dialect.format != ROWS_JSON) {
        const char *found = length == 0 ? NULL : memrchr(bytes, '\n', length);
        return found == NULL ? 0 : (size_t)(found - bytes) + 1;
    }
    while (last < length) {
        size_t record = rows_record(dialect, bytes + last, length - last, false, &end, &mark);
        if (end == RECORD_PARTIAL)
            break;
        last += record;
    }
    return last;
}
