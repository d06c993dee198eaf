/* import_brat.c: brat's stand-off files: name.ann says what stands where in name.txt.
 *
 * Each text-bound annotation (T) is an example: its words, its type, and its attributes (A, or M of
 * old), whether they are said of it or of the event (E) that it triggers. Offsets are code points.
 * Relations, equivalences and normalisations say nothing about one text and are not read. */
#include "../lib/program/source.h"
#include "../lib/reserve.h"
#include "import_format.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATH_ROOM     4096
#define FRAGMENTS_MAX 32

/* A line of the .ann file, cut up; all owned by `line`. */
struct annotation {
    char *line;
    char *id;        /* T1 */
    char *name;      /* type, or name of the attribute */
    char *about;     /* T: offsets; A: the annotation it is said of; E: its trigger */
    char *rest;      /* T: the text; A: the value, or NULL; #: the note */
    uint64_t number; /* of the line */
};

struct document {
    struct importing *importing;
    const char *name; /* without its folder and ending */
    char *text;       /* owned */
    size_t length, capacity;
    struct annotation *items; /* [n], owned */
    size_t n, items_capacity;
    struct annotation **events; /* [n_events], owned: by id */
    struct annotation **said;   /* [n_said], owned: attributes and notes, by what they are about */
    size_t n_events, n_said;
};

/* ---- reading -------------------------------------------------------------------------------- */

static char *next_part(char **at, const char *separators)
{
    char *part = *at;

    if (part == NULL)
        return NULL;
    *at = part + strcspn(part, separators);
    if (**at == '\0')
        *at = NULL;
    else
        *(*at)++ = '\0';
    return part;
}

/* "T1\tType 0 5\ttext", "A1\tName T1 value", "E1\tType:T1 Role:T2", "#1\tAnnotatorNotes T1\ttext"
 */
static int cut_up(struct annotation *annotation, struct ordo_error *error)
{
    char *at = annotation->line, *middle;

    annotation->id = next_part(&at, "\t");
    middle = next_part(&at, "\t");
    annotation->rest = at;
    if (strchr("TAME#", annotation->id[0]) == NULL || annotation->id[0] == '\0')
        return 0;
    annotation->name = next_part(&middle, annotation->id[0] == 'E' ? ":" : " ");
    annotation->about = annotation->id[0] == 'T' ? middle : next_part(&middle, " ");
    if (annotation->id[0] == 'A' || annotation->id[0] == 'M')
        annotation->rest = middle;
    if (annotation->name == NULL || annotation->name[0] == '\0' || annotation->about == NULL)
        return ordo_fail(error, ORDO_ERR_FORMAT,
                         "annotation '%.40s' lacks its name or what it is about (tabs lost?)",
                         annotation->id);
    return 0;
}

static int take_line(void *context, const struct rows_file *file, const struct rows_row *row,
                     struct ordo_error *error)
{
    struct document *document = context;
    struct annotation annotation = {.number = row->line};

    (void)file;
    annotation.line = strndup(row->values[0].bytes, row->values[0].length);
    if (annotation.line == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (cut_up(&annotation, error) != 0 ||
        ordo_reserve(&document->items, &document->items_capacity, document->n + 1,
                     sizeof *document->items, error) != 0) {
        free(annotation.line);
        return -1;
    }
    document->items[document->n++] = annotation;
    return 0;
}

static int read_text(struct document *document, const char *path, struct ordo_error *error)
{
    struct source *source;
    size_t got = 1;
    int result = 0;

    if (source_open(&source, path, document->importing->options->encoding, error) != 0)
        return -1;
    while (result == 0 && got > 0) {
        if (document->length > ROWS_RECORD_MAX)
            result =
                ordo_fail(error, ORDO_ERR_LIMIT, "text longer than %zu MiB", ROWS_RECORD_MAX >> 20);
        if (result == 0)
            result = ordo_reserve(&document->text, &document->capacity, document->length + 65536, 1,
                                  error);
        if (result == 0)
            result = source_read(source, document->text + document->length, 65536, &got, error);
        document->length += result == 0 ? got : 0;
    }
    source_close(source);
    if (result == 0 && ordo_utf8_valid(document->text, document->length) != document->length)
        result = ordo_fail(error, ORDO_ERR_FORMAT, "ill-formed UTF-8 (--encoding?)");
    return result == 0 ? 0 : ordo_fail_at(error, path, 0, 0);
}

/* ---- what is said of what ------------------------------------------------------------------- */

static int by_id(const void *a, const void *b)
{
    return strcmp((*(struct annotation *const *)a)->id, (*(struct annotation *const *)b)->id);
}

static int by_about(const void *a, const void *b)
{
    const struct annotation *x = *(struct annotation *const *)a;
    const struct annotation *y = *(struct annotation *const *)b;
    int difference = strcmp(x->about, y->about);

    return difference != 0 ? difference : (x->number > y->number) - (x->number < y->number);
}

/* What is said of an event is said of its trigger. */
static int index_said(struct document *document, struct ordo_error *error)
{
    document->events = malloc((document->n + 1) * sizeof(struct annotation *));
    document->said = malloc((document->n + 1) * sizeof(struct annotation *));
    if (document->events == NULL || document->said == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < document->n; i++) {
        struct annotation *item = &document->items[i];
        if (item->id[0] == 'E')
            document->events[document->n_events++] = item;
        else if (item->id[0] != '\0' && strchr("AM#", item->id[0]) != NULL)
            document->said[document->n_said++] = item;
    }
    qsort(document->events, document->n_events, sizeof(struct annotation *), by_id);
    for (size_t i = 0; i < document->n_said; i++) {
        struct annotation event = {.id = document->said[i]->about}, *key = &event, **found;
        found =
            bsearch(&key, document->events, document->n_events, sizeof(struct annotation *), by_id);
        if (found != NULL)
            document->said[i]->about = (*found)->about;
    }
    qsort(document->said, document->n_said, sizeof(struct annotation *), by_about);
    return 0;
}

/* The first that is said of this, or behind all of them. */
static size_t first_said(const struct document *document, const char *id)
{
    size_t low = 0, high = document->n_said;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(document->said[middle]->about, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ---- examples ------------------------------------------------------------------------------- */

/* The byte of a code point, SIZE_MAX behind the text. A byte order mark counts for brat, too. */
static size_t byte_of(const struct document *document, unsigned long point)
{
    for (size_t at = 0; at < document->length; at++)
        if (((unsigned char)document->text[at] & 0xC0) != 0x80 && point-- == 0)
            return at;
    return point == 0 ? document->length : SIZE_MAX;
}

/* "0 5;8 12" -> words, the fragments with a space between, and the place of all of it. */
static int take_words(const struct document *document, const char *offsets, struct json *words,
                      unsigned long span[2], struct ordo_error *error)
{
    char *end;

    for (size_t n = 0; *offsets != '\0'; n++) {
        unsigned long from = strtoul(offsets, &end, 10), to;
        size_t begin, past;
        if (end == offsets || *end != ' ' || n == FRAGMENTS_MAX)
            return ordo_fail(error, ORDO_ERR_FORMAT, "no offsets: '%.60s'", offsets);
        offsets = end + 1;
        to = strtoul(offsets, &end, 10);
        begin = byte_of(document, from);
        past = byte_of(document, to);
        if (end == offsets || to <= from || past == SIZE_MAX)
            return ordo_fail(error, ORDO_ERR_FORMAT, "%lu to %lu is no span of %s.txt", from, to,
                             document->name);
        json_format(words, "%s%.*s", n > 0 ? " " : "", (int)(past - begin), document->text + begin);
        span[0] = n == 0 || from < span[0] ? from : span[0];
        span[1] = n == 0 || to > span[1] ? to : span[1];
        offsets = end + (*end == ';');
    }
    return words->length == 0 ? ordo_fail(error, ORDO_ERR_FORMAT, "no offsets") : 0;
}

/* brat writes a line's end within a span as a space. */
static bool same_words(const struct json *words, const char *copy)
{
    size_t n = strlen(copy);

    if (words->length < n)
        return false;
    for (size_t i = 0; i < words->length; i++) {
        char c = words->bytes[i] == '\n' || words->bytes[i] == '\r' ? ' ' : words->bytes[i];
        if (i >= n ? c != ' ' : c != copy[i])
            return false;
    }
    return true;
}

/* Attributes and the type: labels where --label names them, members else. */
static void take_attributes(struct document *document, const struct annotation *bound)
{
    struct importing *importing = document->importing;
    struct example *example = &importing->example;
    const char *type =
        importing->options->n_labels == 0 ? "label" : import_label_member(importing, "type");

    if (type != NULL)
        example_label(example, type, value_text(bound->name), SIZE_MAX);
    else
        example_member(example, "type", value_text(bound->name));
    for (size_t i = first_said(document, bound->id);
         i < document->n_said && strcmp(document->said[i]->about, bound->id) == 0; i++) {
        const struct annotation *item = document->said[i];
        const char *member;
        member =
            importing->options->n_labels == 0 ? NULL : import_label_member(importing, item->name);
        if (item->id[0] == '#')
            example_member(example, "note", value_text(item->rest));
        else if (member != NULL)
            example_label(example, member, value_text(item->rest == NULL ? "true" : item->rest),
                          SIZE_MAX);
        else
            example_member(example, item->name,
                           value_text(item->rest == NULL ? "true" : item->rest));
    }
}

static int write_bound(struct document *document, const struct annotation *bound,
                       struct ordo_error *error)
{
    struct example *example = &document->importing->example;
    struct json words = {0};
    unsigned long span[2] = {0, 0};
    int result;

    example_clear(example);
    result = take_words(document, bound->about, &words, span, error);
    if (result == 0 && bound->rest != NULL && !same_words(&words, bound->rest))
        result = ordo_fail(error, ORDO_ERR_FORMAT,
                           "'%.60s' does not stand at %lu to %lu of %s.txt: was the text changed?",
                           bound->rest, span[0], span[1], document->name);
    if (result == 0) {
        example->text = value_of(words.bytes, words.length);
        example->id = example_format(example, "%s/%s", document->name, bound->id);
        example->group = value_text(document->name);
        take_attributes(document, bound);
        example_member(example, "begin", example_number(example, (double)span[0]));
        example_member(example, "end", example_number(example, (double)span[1]));
        result = words.failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                              : example_write(document->importing, error);
    }
    example_clear(example);
    json_release(&words);
    return result;
}

static int write_all(struct document *document, const char *path, struct ordo_error *error)
{
    struct importing *importing = document->importing;

    for (size_t i = 0; i < document->n; i++) {
        if (document->items[i].id[0] != 'T' ||
            write_bound(document, &document->items[i], error) == 0)
            continue;
        if (error->code == ORDO_ERR_MEMORY)
            return -1;
        ordo_fail_at(error, path, document->items[i].number, 0);
        ++*importing->n_bad;
        importing->talk->bad_row(importing->talk->context, error);
    }
    return 0;
}

/* path: name.ann or name.txt. */
int import_brat(struct importing *importing, const char *path, struct ordo_error *error)
{
    static const char *const names[] = {"line"};
    const char *dot = strrchr(path, '.'), *slash = strrchr(path, '/');
    size_t length =
        dot == NULL || (slash != NULL && dot < slash) ? strlen(path) : (size_t)(dot - path);
    char base[PATH_ROOM], file[PATH_ROOM + 8];
    struct document document = {.importing = importing};
    struct reading reading = {importing->talk, importing->n_bad, &document, NULL, take_line};
    struct rows_request request = {.path = file,
                                   .encoding = importing->options->encoding,
                                   .names = names,
                                   .n_names = 1,
                                   .known = true,
                                   .dialect = {.format = ROWS_LINES}};
    int result;

    if (length >= sizeof base)
        return ordo_fail(error, ORDO_ERR_LIMIT, "path is too long");
    memcpy(base, path, length);
    base[length] = '\0';
    document.name = slash == NULL ? base : base + (slash + 1 - path);
    snprintf(file, sizeof file, "%s.txt", base);
    result = read_text(&document, file, error);
    snprintf(file, sizeof file, "%s.ann", base);
    if (result == 0)
        result = read_rows(&request, &reading, error);
    if (result == 0)
        result = index_said(&document, error);
    if (result == 0)
        result = write_all(&document, file, error);
    for (size_t i = 0; i < document.n; i++)
        free(document.items[i].line);
    free(document.items);
    free(document.events);
    free(document.said);
    free(document.text);
    return result;
}
