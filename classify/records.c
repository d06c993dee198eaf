/* records.c: a scanner that knows brackets, strings and the keys on its way, and nothing else of
 * JSON: rows are parsed when they are read. */
#include "records.h"
#include "../lib/program/json_fields.h"

#include <stdio.h>
#include <string.h>

/* ---- finding the path ----------------------------------------------------------------------- */

struct search {
    const char *fields;
    char *path;
    bool own, several; /* the object has a text itself; there are several such arrays */
};

/* A list of paragraphs is a text, too. */
static bool is_among(const char *names, const char *name)
{
    size_t length = strlen(name);

    if (length > 2 && strcmp(name + length - 2, "[]") == 0)
        length -= 2;
    for (; *names != '\0'; names += strcspn(names, ","), names += *names == ',')
        if (strcspn(names, ",") == length && memcmp(names, name, length) == 0)
            return true;
    return false;
}

static bool look(void *context, const char *name, enum rows_kind kind)
{
    struct search *search = context;
    const char *brackets = strstr(name, "[]");
    size_t length = brackets == NULL ? 0 : (size_t)(brackets - name);

    (void)kind;
    if (brackets == NULL || brackets[2] == '\0')
        search->own = search->own || is_among(search->fields, name);
    if (length == 0 || length >= RECORDS_PATH_MAX || brackets[2] != '.' ||
        !is_among(search->fields, brackets + 3))
        return !search->own;
    search->several = search->path[0] != '\0' &&
                      (strncmp(search->path, name, length) != 0 || search->path[length] != '\0');
    snprintf(search->path, RECORDS_PATH_MAX, "%.*s", (int)length, name);
    return !search->several;
}

bool records_find(struct ordo_string bytes, const char *fields, char path[RECORDS_PATH_MAX])
{
    struct search search = {.fields = fields, .path = path};

    path[0] = '\0';
    if (json_fields(bytes, look, &search, NULL) != 0 || search.own || search.several)
        return false;
    for (const char *at = path; *at != '\0'; at++)
        if ((unsigned char)*at < ' ' ||
            *at == 0x7F) /* an escape, which the scanner does not read */
            return false;
    return path[0] != '\0';
}

/* ---- keeping the rows ----------------------------------------------------------------------- */

bool records_is_path(const char *path)
{
    size_t length = strlen(path);

    return length > 0 && length < RECORDS_PATH_MAX && path[0] != '.' && path[length - 1] != '.' &&
           strstr(path, "..") == NULL && strpbrk(path, "[]") == NULL;
}

void records_begin(struct records *records, const char *path)
{
    memset(records, 0, sizeof *records);
    snprintf(records->path, sizeof records->path, "%s", path);
    records->n_keys = 1;
    for (const char *dot = path; (dot = strchr(dot, '.')) != NULL; dot++)
        records->n_keys++;
}

/* The path's key in the object that is open. */
static const char *wanted(const struct records *records)
{
    const char *key = records->path;

    for (size_t i = 1; i < records->n_objects; i++)
        key = strchr(key, '.') + 1;
    return key;
}

static bool in_object(const struct records *records)
{
    return records->depth > 0 && !records->arrays[records->depth - 1];
}

static void begin_string(struct records *records)
{
    records->in_string = true;
    records->same = records->is_key && records->inner == 0;
    records->at = 0;
    if (records->same)
        records->hit = false;
}

/* A byte within a string. */
static void meet(struct records *records, char byte)
{
    bool ends = byte == '"' && !records->escaped;

    if (records->same) {
        const char *key = wanted(records);
        size_t length = strcspn(key, ".");
        if (ends)
            records->hit = records->at == length;
        else
            records->same = records->at < length && key[records->at++] == byte;
    }
    records->in_string = !ends;
    records->escaped = byte == '\\' && !records->escaped;
}

/* Whether the value that begins is a row, stands on the way to one, or neither. */
static void open_bracket(struct records *records, bool array)
{
    bool on_way = records->depth == 0 || !in_object(records) || records->hit;
    bool there = records->n_objects == records->n_keys;

    if (records->inner > 0) {
        records->inner++;
        return;
    }
    if (on_way && there)
        records->found = true;
    records->is_row = on_way && there && !array;
    if (!on_way || records->is_row || records->depth == RECORDS_DEPTH) {
        records->inner = 1;
        return;
    }
    records->arrays[records->depth++] = array;
    records->n_objects += !array;
    records->is_key = !array;
    records->hit = false;
}

static void note_fault(struct records *records)
{
    if (records->fault_line != 0)
        return;
    records->fault_line = records->line + 1;
    records->fault_byte = records->byte + 1;
}

static void close_bracket(struct records *records, bool array)
{
    if (records->inner > 0) {
        records->inner--;
        return;
    }
    records->broken = records->depth == 0 || records->arrays[records->depth - 1] != array;
    if (records->broken) {
        records->fault_line = 0;
        note_fault(records);
        return;
    }
    records->depth--;
    records->n_objects -= !array;
    records->is_key = false;
    records->hit = false;
    if (array || records->n_objects > 0)
        return;
    if (!records->found) {
        records->n_lacking++;
        note_fault(records);
    }
    records->found = false;
}

/* A byte outside of strings. */
static void step(struct records *records, char byte)
{
    switch (byte) {
    case '"':
        begin_string(records);
        break;
    case '{':
    case '[':
        open_bracket(records, byte == '[');
        break;
    case '}':
    case ']':
        close_bracket(records, byte == ']');
        break;
    case ':':
        if (records->inner == 0)
            records->is_key = false;
        break;
    case ',':
        if (records->inner == 0) {
            records->is_key = in_object(records);
            records->hit = false;
        }
        break;
    default:
        break;
    }
}

/* How many bytes of a row's string may be passed over, up to the next that means something. */
static size_t plain_length(const char *bytes, size_t length)
{
    const char *mark = memchr(bytes, '"', length), *escape;

    if (mark != NULL)
        length = (size_t)(mark - bytes);
    escape = length == 0 ? NULL : memchr(bytes, '\\', length);
    return escape == NULL ? length : (size_t)(escape - bytes);
}

void records_keep(struct records *records, char *bytes, size_t length)
{
    for (size_t at = 0; at < length; at++) {
        bool was_row = records->is_row && records->inner > 0;
        size_t plain = was_row && records->in_string && !records->escaped
                           ? plain_length(bytes + at, length - at)
                           : 0;
        char byte;
        at += plain;
        records->byte += plain;
        if (at == length)
            break;
        byte = bytes[at];
        if (records->in_string)
            meet(records, byte);
        else if (!records->broken)
            step(records, byte);
        records->byte++;
        if (byte == '\n')
            records->line++;
        else if (!was_row && !(records->is_row && records->inner > 0))
            bytes[at] = ' ';
    }
}

int records_end(const struct records *records, struct ordo_error *error)
{
    uint64_t n = records->n_lacking;

    if (records->broken) {
        ordo_fail(error, ORDO_ERR_FORMAT, "invalid JSON around '%s', what follows is lost",
                  records->path);
        return ordo_fail_at(error, NULL, records->fault_line, records->fault_byte);
    }
    if (records->inner > 0 && records->is_row) /* the row itself is told to be cut short */
        return 0;
    if (records->depth + records->inner > 0 || records->in_string)
        return ordo_fail(error, ORDO_ERR_FORMAT, "JSON is not closed: cut short?");
    if (n == 0)
        return 0;
    ordo_fail(error, ORDO_ERR_FORMAT, "no objects at '%s' in %llu object%s", records->path,
              (unsigned long long)n, n == 1 ? "" : "s");
    return ordo_fail_at(error, NULL, records->fault_line, records->fault_byte);
}
