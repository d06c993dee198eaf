/* markdown.c: md4c parses, this file keeps the words. */
#include "markdown.h"
#include "../lib/reserve.h"
#include "quotation.h"

#include <md4c.h>
#include <stdlib.h>
#include <string.h>

/* Appends bytes that stand at this place of the source, or for what stands there. */
static int put_at(struct markdown *markdown, const char *bytes, size_t length, size_t source,
                  size_t past)
{
    if (length == 0)
        return 0;
    if (ordo_reserve(&markdown->bytes, &markdown->capacity, markdown->length + length, 1, NULL) !=
            0 ||
        ordo_reserve(&markdown->runs, &markdown->run_capacity, markdown->n_runs + 1,
                     sizeof *markdown->runs, NULL) != 0)
        return -1;
    markdown->runs[markdown->n_runs++] = (struct markdown_run){markdown->length, source, past};
    memcpy(markdown->bytes + markdown->length, bytes, length);
    markdown->length += length;
    return 0;
}

static bool is_of_source(const struct markdown *markdown, const char *bytes)
{
    return bytes >= markdown->begin && bytes < markdown->end;
}

/* Appends bytes; those that are not of the source itself count as standing behind its newest one.
 */
static int put(struct markdown *markdown, const char *bytes, size_t length)
{
    if (!is_of_source(markdown, bytes))
        return put_at(markdown, bytes, length, markdown->last, markdown->last);
    markdown->last = (size_t)(bytes - markdown->begin) + length;
    return put_at(markdown, bytes, length, markdown->last - length, MARKDOWN_AS_IT_IS);
}

static int end_line(struct markdown *markdown, size_t n_breaks)
{
    size_t have = 0;

    while (have < n_breaks && have < markdown->length &&
           markdown->bytes[markdown->length - 1 - have] == '\n')
        have++;
    return markdown->length == 0 ? 0 : put(markdown, "\n\n", n_breaks - have);
}

/* A mark behind the newest word. */
static int close_quotation(struct markdown *markdown)
{
    bool due = markdown->marked && !quotation_closes(markdown->bytes, markdown->length);

    markdown->marked = false;
    return due ? put(markdown, QUOTATION_CLOSE, strlen(QUOTATION_CLOSE)) : 0;
}

/* Before the first words of a line, which stand at this place of the source. */
static int begin_line(struct markdown *markdown, const char *words, size_t length, size_t source)
{
    bool credits = quotation_credits(words, length);

    if (credits && markdown->marked && !markdown->dialogue) {
        markdown->credit = true;
        markdown->break_due = markdown->break_due == 0 ? 0 : '\n';
        return close_quotation(markdown);
    }
    if (!markdown->mark_due || markdown->credit)
        return 0;
    markdown->dialogue = credits || (markdown->dialogue && markdown->marked);
    markdown->mark_due = false;
    markdown->break_due = 0;
    markdown->marked = true;
    return quotation_opens(words, length)
               ? 0
               : put_at(markdown, QUOTATION_OPEN, strlen(QUOTATION_OPEN), source, source);
}

static bool is_skipped(MD_BLOCKTYPE type)
{
    return type == MD_BLOCK_CODE || type == MD_BLOCK_HTML;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct markdown *markdown = context;

    (void)detail;
    if (is_skipped(type))
        markdown->skipping++;
    markdown->quotations += type == MD_BLOCK_QUOTE;
    markdown->line_begins = true;
    markdown->credit = false;
    markdown->break_due = 0;
    if (type == MD_BLOCK_TD || type == MD_BLOCK_TH)
        return markdown->table_cells++ == 0 ? 0 : put(markdown, " ", 1);
    if (type == MD_BLOCK_TR) {
        markdown->table_cells = 0;
        return end_line(markdown, 1);
    }
    markdown->mark_due = markdown->quotations > 0;
    return type == MD_BLOCK_DOC ? 0 : end_line(markdown, 2);
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct markdown *markdown = context;

    (void)detail;
    if (is_skipped(type))
        markdown->skipping--;
    if (type != MD_BLOCK_QUOTE || --markdown->quotations > 0)
        return 0;
    markdown->mark_due = false;
    return close_quotation(markdown);
}

static int enter_span(MD_SPANTYPE type, void *detail, void *context)
{
    struct markdown *markdown = context;

    (void)detail;
    if (type == MD_SPAN_IMG) /* its description is no part of the article */
        markdown->skipping++;
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *context)
{
    struct markdown *markdown = context;

    (void)detail;
    if (type == MD_SPAN_IMG)
        markdown->skipping--;
    return 0;
}

/* What an entity stands for in running text; NULL: it stays as it is written. */
static const char *entity_of(const char *bytes, size_t length)
{
    static const char *const known[][2] = {
        {"&quot;", "\""}, {"&amp;", "&"},       {"&lt;", "<"},     {"&gt;", ">"},
        {"&apos;", "'"},  {"&nbsp;", "\u00A0"}, {"&ldquo;", "“"},  {"&rdquo;", "”"},
        {"&lsquo;", "‘"}, {"&rsquo;", "’"},     {"&bdquo;", "„"},  {"&sbquo;", "‚"},
        {"&laquo;", "«"}, {"&raquo;", "»"},     {"&lsaquo;", "‹"}, {"&rsaquo;", "›"},
        {"&ndash;", "–"}, {"&mdash;", "—"},     {"&hellip;", "…"}, {"&#34;", "\""},
        {"&#39;", "'"},   {"&#x27;", "'"},      {"&#8216;", "‘"},  {"&#8217;", "’"},
        {"&#8220;", "“"}, {"&#8221;", "”"}};

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strlen(known[i][0]) == length && memcmp(known[i][0], bytes, length) == 0)
            return known[i][1];
    return NULL;
}

static int text(MD_TEXTTYPE type, const MD_CHAR *bytes, MD_SIZE length, void *context)
{
    struct markdown *markdown = context;
    const char *entity = type == MD_TEXT_ENTITY ? entity_of(bytes, length) : NULL;
    const char *words = type == MD_TEXT_NULLCHAR ? "\uFFFD" : entity != NULL ? entity : bytes;
    size_t n = words == bytes ? length : strlen(words), source;

    if (markdown->skipping > 0 || type == MD_TEXT_HTML)
        return 0;
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR) {
        markdown->line_begins = true;
        markdown->break_due = type == MD_TEXT_BR ? '\n' : ' ';
        return 0;
    }
    source = is_of_source(markdown, bytes) ? (size_t)(bytes - markdown->begin) : markdown->last;
    if (markdown->line_begins && begin_line(markdown, words, n, source) != 0)
        return -1;
    markdown->line_begins = false;
    if (markdown->break_due != 0 && put(markdown, &markdown->break_due, 1) != 0)
        return -1;
    markdown->break_due = 0;
    if (entity == NULL)
        return put(markdown, words, n);
    markdown->last = source + length;
    return put_at(markdown, words, n, source, markdown->last);
}

/* Bytes of the line, its break among them. */
static size_t line_length(const char *line, const char *end)
{
    const char *past = memchr(line, '\n', (size_t)(end - line));

    return past == NULL ? (size_t)(end - line) : (size_t)(past - line) + 1;
}

static bool is_fence(const char *line, size_t length)
{
    return (length == 4 && memcmp(line, "---\n", 4) == 0) ||
           (length == 5 && memcmp(line, "---\r\n", 5) == 0);
}

size_t markdown_settings_length(const char *source, size_t length)
{
    const char *end = source + length, *line = source;

    if (length == 0 || !is_fence(source, line_length(source, end)))
        return 0;
    do {
        line += line_length(line, end);
        if (line == end)
            return 0;
    } while (!is_fence(line, line_length(line, end)));
    return (size_t)(line - source) + line_length(line, end);
}

/* What stands behind "name:", without quotation marks. Of YAML that is all: lists and what goes on
 * over several lines are no values here. */
static struct ordo_string value_of(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    while (at < end && strchr(" \t\r\n", end[-1]) != NULL)
        end--;
    if (end - at >= 2 && (*at == '"' || *at == '\'') && end[-1] == *at) {
        at++;
        end--;
    } else if (at < end && strchr("[{|>&*!#", *at) != NULL) {
        return (struct ordo_string){NULL, 0};
    }
    return (struct ordo_string){at, (size_t)(end - at)};
}

struct ordo_string markdown_setting(const struct markdown *markdown, const char *name)
{
    const char *line = markdown->source, *end = line + markdown->settings_length;
    size_t length = strlen(name);

    for (size_t n; line < end; line += n) {
        n = line_length(line, end);
        if (n > length && memcmp(line, name, length) == 0 && line[length] == ':')
            return value_of(line + length + 1, line + n);
    }
    return (struct ordo_string){NULL, 0};
}

/* md4c 0.4.8 looks at the byte behind a last line that has no end ("[a](b"), and takes what it
 * finds there for a part of it. */
static int close_line(struct markdown *markdown, const char *source, size_t length,
                      struct ordo_error *error)
{
    markdown->begin = source;
    markdown->end = source + length;
    if (length == 0 || source[length - 1] == '\n')
        return 0;
    if (ordo_reserve(&markdown->closed, &markdown->closed_capacity, length + 1, 1, error) != 0)
        return -1;
    memcpy(markdown->closed, source, length);
    markdown->closed[length] = '\n';
    markdown->begin = markdown->closed;
    markdown->end = markdown->closed + length + 1;
    return 0;
}

int markdown_read(struct markdown *markdown, const char *source, size_t length,
                  struct ordo_error *error)
{
    MD_PARSER parser = {
        0,           MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOINDENTEDCODEBLOCKS,
        enter_block, leave_block,
        enter_span,  leave_span,
        text,        NULL,
        NULL};
    size_t from = markdown_settings_length(source, length);

    markdown->length = markdown->n_runs = markdown->last = markdown->table_cells = 0;
    markdown->skipping = markdown->quotations = 0;
    markdown->mark_due = markdown->marked = markdown->dialogue = false;
    markdown->source = source;
    markdown->settings_length = from;
    if (ordo_reserve(&markdown->bytes, &markdown->capacity, 1, 1, error) != 0 ||
        close_line(markdown, source, length, error) != 0)
        return -1;
    if (md_parse(markdown->begin + from, (MD_SIZE)(markdown->end - markdown->begin) - (MD_SIZE)from,
                 &parser, markdown) != 0)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    return 0;
}

struct ordo_span markdown_source(const struct markdown *markdown, size_t at)
{
    const struct markdown_run *run;
    size_t low = 0, high = markdown->n_runs, source;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (markdown->runs[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    if (markdown->n_runs == 0)
        return (struct ordo_span){0, 0};
    run = &markdown->runs[low];
    if (run->past != MARKDOWN_AS_IT_IS)
        return (struct ordo_span){(uint32_t)run->source, (uint32_t)run->past};
    source = run->source + (at - run->at);
    return (struct ordo_span){(uint32_t)source, (uint32_t)source + 1};
}

void markdown_release(struct markdown *markdown)
{
    free(markdown->bytes);
    free(markdown->runs);
    free(markdown->closed);
    memset(markdown, 0, sizeof *markdown);
}
