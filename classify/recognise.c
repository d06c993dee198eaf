/* recognise.c: marks that a format begins with, then the root element of XML and HTML, then the
 * look of the first line, then the name. */
#include "recognise.h"
#include "../lib/program/charset.h"
#include "markdown.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define HEAD_MAX ((size_t)4096)

/* The head in ASCII without a byte order mark: of UTF-16 and UTF-32 the lowest bytes, '?' for other
 * characters, so that one set of rules is enough. */
struct head {
    char bytes[HEAD_MAX + 1]; /* NUL-terminated */
    size_t length;
};

static const struct {
    const char *ending;
    enum piece_kind kind;
    enum rows_format format;
} ENDINGS[] = {
    {".jsonl", PIECE_ROWS, ROWS_JSONL}, {".ndjson", PIECE_ROWS, ROWS_JSONL},
    {".json", PIECE_ROWS, ROWS_JSON},   {".csv", PIECE_ROWS, ROWS_CSV},
    {".tsv", PIECE_ROWS, ROWS_TSV},     {".tab", PIECE_ROWS, ROWS_TSV},
    {".md", PIECE_MARKDOWN, 0},         {".markdown", PIECE_MARKDOWN, 0},
    {".html", PIECE_PAGE, 0},           {".htm", PIECE_PAGE, 0},
    {".xhtml", PIECE_PAGE, 0},
};

static const char *const PAGE_ROOTS[] = {"html",   "head",  "body", "article", "main", "section",
                                         "div",    "p",     "h1",   "h2",      "meta", "title",
                                         "script", "style", "link", "table",   "span", "blockquote",
                                         "header", "ul",    "a",    "b",       "i",    "br"};
static const char *const NEWS_ROOTS[] = {"newsItem", "newsMessage", "packageItem", "newsML",
                                         "nitf"};

/* What files begin with that are given by mistake, and what makes a text of them. */
#define AS_TEXT  " (pandoc or LibreOffice make a text or HTML of it)"
#define AS_TABLE " (DuckDB or pandas write it as CSV or JSONL)"
static const struct {
    const char *bytes, *what;
} OTHERS[] = {{"%PDF-", "a PDF document (pdftotext makes a text of it)"},
              {"{\\rtf", "an RTF document" AS_TEXT},
              {"PK\3\4", "an office document" AS_TEXT},
              {"\xD0\xCF\x11\xE0", "an office document" AS_TEXT},
              {"PAR1", "a Parquet table" AS_TABLE},
              {"ARROW1", "an Arrow table" AS_TABLE},
              {"FEA1", "a Feather table" AS_TABLE},
              {"Obj\1", "an Avro table" AS_TABLE},
              {"\x89HDF", "HDF5 data" AS_TABLE},
              {"SQLite format 3", "a database (sqlite3 -csv -header prints a table of it)"},
              {"\x89PNG", "a picture"},
              {"\xFF\xD8\xFF", "a picture"},
              {"GIF8", "a picture"},
              {"{\"ordo-model\"", "a model (-m FILE)"}};

/* Whether all bytes of the character but its lowest, at `at`, are zero. */
static bool is_ascii(struct ordo_string bytes, size_t at, size_t unit)
{
    for (size_t i = at - at % unit; i < at - at % unit + unit && i < bytes.length; i++)
        if (i != at && bytes.bytes[i] != '\0')
            return false;
    return true;
}

static void take_head(struct head *head, struct ordo_string bytes, const char *wide)
{
    size_t unit = wide == NULL ? 1 : charset_unit(wide);
    size_t at = wide != NULL && strcmp(wide + 6, "BE") == 0 ? unit - 1 : 0;

    if (wide == NULL && bytes.length >= 3 && memcmp(bytes.bytes, "\xEF\xBB\xBF", 3) == 0)
        at = 3;
    if (wide != NULL && bytes.length > at && memchr("\xFF\xFE", bytes.bytes[at], 2) != NULL)
        at += unit;
    head->length = 0;
    if (wide == NULL && at < bytes.length) {
        head->length = bytes.length - at < HEAD_MAX ? bytes.length - at : HEAD_MAX;
        memcpy(head->bytes, bytes.bytes + at, head->length);
    }
    for (; wide != NULL && at < bytes.length && head->length < HEAD_MAX; at += unit)
        head->bytes[head->length++] = is_ascii(bytes, at, unit) ? bytes.bytes[at] : '?';
    head->bytes[head->length] = '\0';
}

static const char *first_sign(const struct head *head)
{
    return head->bytes + strspn(head->bytes, " \t\r\n");
}

/* The name of the first element; empty: none. Comments, declarations and instructions stand before
 * it. */
static void root_of(const char *at, char *name, size_t size, bool *declared)
{
    size_t length;
    const char *colon;

    name[0] = '\0';
    *declared = false;
    while (at != NULL && *at == '<') {
        if (strncmp(at, "<!--", 4) == 0) {
            at = strstr(at, "-->");
            at = at == NULL ? NULL : at + 3;
        } else if (at[1] == '?' || at[1] == '!') {
            *declared = *declared || strncasecmp(at, "<?xml", 5) == 0;
            if (strncasecmp(at, "<!doctype", 9) == 0) {
                const char *word = at + 9 + strspn(at + 9, " \t\r\n");
                snprintf(name, size, "%.*s", (int)strcspn(word, " \t\r\n>["), word);
                return;
            }
            at = strchr(at, '>');
            at = at == NULL ? NULL : at + 1;
        } else {
            at++;
            length = strcspn(at, " \t\r\n/>");
            colon = memchr(at, ':', length);
            if (colon != NULL) {
                length -= (size_t)(colon + 1 - at);
                at = colon + 1;
            }
            snprintf(name, size, "%.*s", (int)length, at);
            return;
        }
        if (at != NULL)
            at += strspn(at, " \t\r\n");
    }
}

static bool is_among(const char *name, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcasecmp(name, names[i]) == 0)
            return true;
    return false;
}
#define IS_AMONG(name, names) is_among(name, names, sizeof(names) / sizeof *(names))

bool recognise_markup(struct ordo_string text)
{
    struct head head;
    char root[64];
    bool declared;
    size_t at = 0;

    while (at < text.length && strchr(" \t\r\n", text.bytes[at]) != NULL && text.bytes[at] != '\0')
        at++;
    if (at == text.length || text.bytes[at] != '<')
        return false;
    take_head(&head, (struct ordo_string){text.bytes + at, text.length - at}, NULL);
    root_of(head.bytes, root, sizeof root, &declared);
    return IS_AMONG(root, PAGE_ROOTS);
}

static bool is_json(const char *at)
{
    const char *next = at + 1 + strspn(at + (*at != '\0'), " \t\r\n");

    if (*at == '{')
        return *next == '"' || *next == '}';
    return *at == '[' && (*next == '{' || *next == ']');
}

/* A browser's "save as single file": the fields of a MIME message, which end at an empty line, then
 * page and pictures as its parts (RFC 2557). */
static bool is_mhtml(const struct head *head)
{
    static const char type[] = "Content-Type:", version[] = "MIME-Version:";
    bool versioned = false, related = false;

    for (const char *line = head->bytes; *line != '\0' && strchr("\r\n", *line) == NULL;) {
        if (strncasecmp(line, version, sizeof version - 1) == 0)
            versioned = true;
        if (strncasecmp(line, type, sizeof type - 1) == 0) {
            const char *value = line + sizeof type - 1;
            related = strncasecmp(value + strspn(value, " \t"), "multipart/related", 17) == 0;
        }
        line += strcspn(line, "\n");
        line += *line != '\0';
    }
    return versioned && related;
}

/* Whether the first line names the column of the text between delimiters. */
static bool is_header(const struct head *head, const char *text_field, char delimiter)
{
    size_t wanted = strcspn(text_field, ","), line = strcspn(head->bytes, "\r\n");
    bool several = memchr(head->bytes, delimiter, line) != NULL;

    for (const char *at = head->bytes, *end = at + line; several && at < end;) {
        const char *next = memchr(at, delimiter, (size_t)(end - at));
        size_t length = (size_t)((next == NULL ? end : next) - at);
        if (length >= 2 && at[0] == '"' && at[length - 1] == '"') {
            at++;
            length -= 2;
        }
        if (length == wanted && memcmp(at, text_field, wanted) == 0)
            return true;
        at = next == NULL ? end : next + 1;
    }
    return false;
}

/* Settings between two lines of "---", or a heading as the first line. */
static bool is_markdown(const char *at)
{
    size_t marks = strspn(at, "#");

    if (markdown_settings_length(at, strlen(at)) > 0)
        return true;
    return marks > 0 && marks <= 6 && at[marks] == ' ';
}

static int refuse(struct ordo_error *error, const char *what)
{
    return ordo_fail(error, ORDO_ERR_FORMAT, "not read: %s", what);
}

/* A table has no header where its text is asked for by a number that is no name there. */
static bool is_headless(const struct head *head, const char *text_field, char delimiter)
{
    return text_field[strspn(text_field, "0123456789,")] == '\0' &&
           !is_header(head, text_field, delimiter);
}

static void set_rows(struct recognised *recognised, enum rows_format format,
                     const struct head *head, const struct settings *settings)
{
    struct rows_dialect *dialect = &recognised->dialect;

    recognised->kind = PIECE_ROWS;
    *dialect = (struct rows_dialect){format, 0, false};
    if (format == ROWS_CSV)
        dialect->delimiter = rows_delimiter_of(head->bytes, head->length);
    if (format == ROWS_CSV || format == ROWS_TSV)
        dialect->headless =
            is_headless(head, settings->text_field, format == ROWS_TSV ? '\t' : dialect->delimiter);
}

static void by_settings(struct recognised *recognised, const struct settings *settings,
                        const struct head *head)
{
    static const struct {
        enum piece_kind kind;
        enum rows_format format;
    } meant[] = {[INPUT_TEXT] = {PIECE_ARTICLE, 0},      [INPUT_MARKDOWN] = {PIECE_MARKDOWN, 0},
                 [INPUT_HTML] = {PIECE_PAGE, 0},         [INPUT_NEWS] = {PIECE_NEWS, 0},
                 [INPUT_WARC] = {PIECE_WARC, 0},         [INPUT_JSONL] = {PIECE_ROWS, ROWS_JSONL},
                 [INPUT_JSON] = {PIECE_ROWS, ROWS_JSON}, [INPUT_CSV] = {PIECE_ROWS, ROWS_CSV},
                 [INPUT_TSV] = {PIECE_ROWS, ROWS_TSV},   [INPUT_LINES] = {PIECE_ROWS, ROWS_LINES}};

    recognised->kind = meant[settings->format].kind;
    if (recognised->kind == PIECE_ROWS)
        set_rows(recognised, meant[settings->format].format, head, settings);
}

/* 1: known; 0: it looks like text; -1: it is nothing that is read. */
static int by_content(struct recognised *recognised, const struct head *head,
                      const struct settings *settings, struct ordo_error *error)
{
    const char *at = first_sign(head);
    char root[64], what[128];
    bool declared;

    for (size_t i = 0; i < sizeof OTHERS / sizeof OTHERS[0]; i++)
        if (strncmp(head->bytes, OTHERS[i].bytes, strlen(OTHERS[i].bytes)) == 0)
            return refuse(error, OTHERS[i].what);
    if (is_mhtml(head))
        return refuse(error, "a web page as a single file, MHTML (save it as HTML only)");
    if (strncmp(at, "WARC/", 5) == 0)
        return recognised->kind = PIECE_WARC, 1;
    if (is_json(at)) {
        set_rows(recognised, rows_dialect_of(NULL, head->bytes, head->length).format, head,
                 settings);
        return 1;
    }
    if (*at != '<')
        return 0;
    root_of(at, root, sizeof root, &declared);
    if (IS_AMONG(root, NEWS_ROOTS))
        return recognised->kind = PIECE_NEWS, 1;
    if (IS_AMONG(root, PAGE_ROOTS))
        return recognised->kind = PIECE_PAGE, 1;
    if (!declared && strcasecmp(root, "doc") != 0) /* which corpora have without a declaration */
        return 0;
    snprintf(what, sizeof what, "XML with root element '%s' (make JSONL of it, an article a line)",
             root);
    return refuse(error, what);
}

static void by_look(struct recognised *recognised, const struct head *head, const char *name,
                    const struct settings *settings, bool is_wide)
{
    const char *dot = name == NULL ? NULL : strrchr(name, '.'), *field = settings->text_field;

    for (size_t i = 0; dot != NULL && i < sizeof ENDINGS / sizeof ENDINGS[0]; i++)
        if (strcasecmp(dot, ENDINGS[i].ending) == 0) {
            recognised->kind = ENDINGS[i].kind;
            if (ENDINGS[i].kind == PIECE_ROWS)
                set_rows(recognised, ENDINGS[i].format, head, settings);
            return;
        }
    if (is_header(head, field, '\t')) /* Excel's "Unicode text" quotes as its CSV does */
        set_rows(recognised, is_wide ? ROWS_CSV : ROWS_TSV, head, settings);
    else if (is_header(head, field, rows_delimiter_of(head->bytes, head->length)))
        set_rows(recognised, ROWS_CSV, head, settings);
    else if (dot != NULL && (strcasecmp(dot, ".txt") == 0 || strcasecmp(dot, ".text") == 0))
        return;
    else if (is_markdown(first_sign(head)))
        recognised->kind = PIECE_MARKDOWN;
}

int recognise(struct recognised *recognised, struct ordo_string bytes, const char *name,
              const struct settings *settings, struct ordo_error *error)
{
    const char *wide = charset_wide(bytes.bytes, bytes.length);
    const char *zero = bytes.length == 0 ? NULL : memchr(bytes.bytes, '\0', bytes.length);
    struct head head;
    int found;

    *recognised = (struct recognised){PIECE_ARTICLE, {ROWS_LINES, 0, false}};
    take_head(&head, bytes, wide);
    if (settings->format != INPUT_AUTO) {
        by_settings(recognised, settings, &head);
        return 0;
    }
    found = by_content(recognised, &head, settings, error);
    if (found < 0)
        return -1;
    if (zero != NULL && wide == NULL && settings->encoding == NULL &&
        recognised->kind != PIECE_WARC && recognised->kind != PIECE_ROWS) { /* told by the row */
        ordo_fail(error, ORDO_ERR_FORMAT, "not a text: NUL byte");
        return ordo_fail_at(error, NULL, 0, (uint64_t)(zero - bytes.bytes) + 1);
    }
    if (found == 0)
        by_look(recognised, &head, name, settings, wide != NULL);
    if (settings->statements && recognised->kind != PIECE_ROWS)
        set_rows(recognised, ROWS_LINES, &head, settings);
    return 0;
}
