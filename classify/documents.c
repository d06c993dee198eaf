/* documents.c: what each kind of piece holds. */
#include "documents.h"
#include "../lib/reserve.h"
#include "row_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct ordo_string string_of(const char *text)
{
    return (struct ordo_string){text, strlen(text)};
}

/* ---- facts ---------------------------------------------------------------------------------- */

/* Facts go into JSON as they are, so they must be well-formed. */
static int mend(struct documents *documents, size_t which, struct ordo_string *fact,
                struct ordo_error *error)
{
    size_t n_ill_formed;

    if (fact->length == 0 || ordo_utf8_valid(fact->bytes, fact->length) == fact->length)
        return 0;
    if (ordo_reserve(&documents->mended[which], &documents->mended_capacity[which],
                     fact->length * 3, 1, error) != 0)
        return -1;
    fact->length =
        ordo_utf8_repair(fact->bytes, fact->length, documents->mended[which], &n_ill_formed);
    fact->bytes = documents->mended[which];
    return 0;
}

/* "en-US", "EN" -> "en"; what is no code is not known. */
static struct ordo_string code_of(struct documents *documents, struct ordo_string given)
{
    size_t n = 0;

    while (n < given.length && n < 4 &&
           ((given.bytes[n] | 0x20) >= 'a' && (given.bytes[n] | 0x20) <= 'z')) {
        documents->language[n] = (char)(given.bytes[n] | 0x20);
        n++;
    }
    documents->language[n] = '\0';
    if (n < 2 || n > 3 || (n < given.length && given.bytes[n] != '-' && given.bytes[n] != '_'))
        n = 0;
    return (struct ordo_string){documents->language, n};
}

static int settle_facts(struct documents *documents, struct article_facts *facts,
                        struct ordo_error *error)
{
    struct ordo_string *all[] = {&facts->title,   &facts->author,     &facts->source,
                                 &facts->url,     &facts->date,       &facts->id,
                                 &facts->speaker, &facts->affiliation};

    facts->path = string_of(documents->piece->path);
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (mend(documents, i, all[i], error) != 0)
            return -1;
    if (facts->date.length > 0 && date_read(facts->date, documents->date))
        facts->date = string_of(documents->date);
    facts->language = code_of(documents, facts->language);
    return 0;
}

static void take_page_facts(const struct page *page, struct article_facts *facts)
{
    struct ordo_string *known[PAGE_FACTS] = {
        [PAGE_TITLE] = &facts->title,   [PAGE_DATE] = &facts->date,
        [PAGE_AUTHOR] = &facts->author, [PAGE_SOURCE] = &facts->source,
        [PAGE_URL] = &facts->url,       [PAGE_LANGUAGE] = &facts->language};

    for (size_t i = 0; i < PAGE_FACTS; i++)
        if (page->facts[i].length > 0)
            *known[i] = page->facts[i];
}

/* Where a row's fields or a Markdown file's settings say what is known. */
static struct ordo_string *fact_of(struct article_facts *facts, enum fact fact)
{
    struct ordo_string *known[N_FACTS] = {[FACT_ID] = &facts->id,
                                          [FACT_TITLE] = &facts->title,
                                          [FACT_DATE] = &facts->date,
                                          [FACT_AUTHOR] = &facts->author,
                                          [FACT_SOURCE] = &facts->source,
                                          [FACT_URL] = &facts->url,
                                          [FACT_LANGUAGE] = &facts->language,
                                          [FACT_SPEAKER] = &facts->speaker,
                                          [FACT_AFFILIATION] = &facts->affiliation};

    return known[fact];
}

static void take_settings(struct documents *documents, struct article *article)
{
    const struct plan *plan = documents->plan;

    for (int i = 0; i < N_FACTS; i++) {
        struct ordo_string value;
        if (i == FACT_ID || plan->fact_at[i] == PLAN_NONE) /* a file is named by its path */
            continue;
        value = markdown_setting(&article->markdown, plan->names[plan->fact_at[i]]);
        if (value.length == 0)
            continue;
        *fact_of(&article->facts, (enum fact)i) = value;
        documents->met |= (uint64_t)1 << plan->fact_at[i];
    }
}

/* ---- whole documents ------------------------------------------------------------------------ */

/* bytes in any character set -> UTF-8, by the user's word, the text's own, or what it looks like.
 */
static int convert(struct documents *documents, struct ordo_string *bytes, const char *declared,
                   struct ordo_error *error)
{
    const char *given = documents->plan->settings->encoding;
    size_t length;

    documents->encoding[0] = '\0';
    documents->n_replaced = 0;
    if (given != NULL && strcasecmp(given, "UTF-8") == 0)
        return 0;
    if (given != NULL)
        snprintf(documents->encoding, sizeof documents->encoding, "%s", given);
    else if (charset_of(*bytes, declared, documents->encoding, error) != 0)
        return -1;
    if (documents->encoding[0] == '\0')
        return 0;
    if (charset_convert(*bytes, documents->encoding, &documents->converted,
                        &documents->converted_capacity, &length, &documents->n_replaced,
                        error) != 0)
        return -1;
    *bytes = (struct ordo_string){documents->converted, length};
    return 0;
}

static int check_zeros(struct ordo_string bytes, struct ordo_error *error)
{
    const char *zero = bytes.length == 0 ? NULL : memchr(bytes.bytes, '\0', bytes.length);

    if (zero == NULL)
        return 0;
    ordo_fail(error, ORDO_ERR_FORMAT, "not a text: NUL byte");
    return ordo_fail_at(error, NULL, 0, (uint64_t)(zero - bytes.bytes) + 1);
}

static int read_text(struct documents *documents, struct ordo_string bytes, const char *declared,
                     bool is_markdown, struct article *article, struct ordo_error *error)
{
    if (convert(documents, &bytes, declared, error) != 0 || check_zeros(bytes, error) != 0)
        return -1;
    if (article_set(article, bytes, is_markdown, error) != 0)
        return -1;
    if (is_markdown)
        take_settings(documents, article);
    return 0;
}

static int read_page(struct documents *documents, struct ordo_string bytes, const char *declared,
                     struct article *article, struct ordo_error *error)
{
    char meta[CHARSET_ROOM];

    if (bytes.length > PAGE_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "page longer than %zu bytes, left out", PAGE_MAX);
    page_charset(bytes, meta);
    if (convert(documents, &bytes, declared[0] != '\0' ? declared : meta, error) != 0 ||
        page_read(&documents->page, bytes, error) != 0)
        return -1;
    documents->lost = documents->page.lost;
    take_page_facts(&documents->page, &article->facts);
    return article_set(article, (struct ordo_string){documents->page.text, documents->page.length},
                       false, error);
}

/* 0: what the record holds is no article. */
static int read_record(struct documents *documents, struct article *article,
                       struct ordo_error *error)
{
    const struct piece *piece = documents->piece;
    const struct settings *settings = documents->plan->settings;
    struct warc_body *body = &documents->body;
    struct recognised recognised;
    struct settings any = *settings;
    struct warc_record record;

    any.format = INPUT_AUTO;
    if (warc_read(&record, (struct ordo_string){piece->bytes, piece->length}, error) < 0 ||
        warc_body_read(body, &record,
                       (struct ordo_string){piece->bytes + record.head_length,
                                            piece->length - record.head_length},
                       (size_t)(settings->limit_size * (1 << 20)), error) != 0)
        return -1;
    if (body->status < 200 || body->status > 299 ||
        (body->media.length > 0 && strncasecmp(body->media.bytes, "text/", 5) != 0 &&
         memmem(body->media.bytes, body->media.length, "html", 4) == NULL))
        return 0;
    if (recognise(&recognised, body->bytes, NULL, &any, error) != 0)
        return 0;
    article->facts.url = record.url;
    article->facts.date = (struct ordo_string){NULL, 0};
    if (record.id.length > 0)
        article->facts.id = record.id;
    if (recognised.kind == PIECE_ARTICLE || recognised.kind == PIECE_MARKDOWN)
        return body->media.length >= 10 && strncasecmp(body->media.bytes, "text/plain", 10) == 0
                   ? read_text(documents, body->bytes, body->encoding, false, article, error) != 0
                         ? -1
                         : 1
                   : 0;
    if (recognised.kind != PIECE_PAGE)
        return 0;
    if (read_page(documents, body->bytes, body->encoding, article, error) != 0)
        return -1;
    if (record.url.length > 0) /* what was fetched, not what the page calls itself */
        article->facts.url = record.url;
    return 1;
}

static int read_whole(struct documents *documents, struct article *article,
                      struct ordo_error *error)
{
    const struct piece *piece = documents->piece;
    struct ordo_string bytes = {piece->bytes, piece->length};
    int found = 1;

    documents->done = true;
    article->facts.id = string_of(piece->path);
    switch (piece->kind) {
    case PIECE_PAGE:
        found = read_page(documents, bytes, "", article, error) != 0 ? -1 : 1;
        break;
    case PIECE_WARC:
        found = read_record(documents, article, error);
        break;
    default:
        found =
            read_text(documents, bytes, NULL, piece->kind == PIECE_MARKDOWN, article, error) != 0
                ? -1
                : 1;
    }
    if (found > 0 && settle_facts(documents, &article->facts, error) != 0)
        found = -1;
    article->byte = found > 0 && article->n_ill_formed > 0 ? article->first_ill_formed + 1 : 0;
    if (found < 0)
        return ordo_fail_at(error, piece->path, 0, piece->kind == PIECE_WARC ? piece->byte : 0);
    return found;
}

static int read_item(struct documents *documents, struct article *article, struct ordo_error *error)
{
    int found = newsml_next(&documents->newsml, error);

    if (found <= 0)
        return found;
    article->facts.id = documents->newsml.id;
    if (article->facts.id.length == 0)
        article->facts.id = string_of(documents->piece->path);
    take_page_facts(&documents->newsml.page, &article->facts);
    if (article_set(
            article,
            (struct ordo_string){documents->newsml.page.text, documents->newsml.page.length}, false,
            error) != 0 ||
        settle_facts(documents, &article->facts, error) != 0)
        return ordo_fail_at(error, documents->piece->path, 0, 0);
    return 1;
}

/* ---- rows ----------------------------------------------------------------------------------- */

/* "path:line" where a row has no id of its own, "path:line:byte" in JSON, where several may stand
 * on a line. */
static struct ordo_string row_name(struct documents *documents)
{
    const struct rows_row *row = &documents->row;
    const struct ordo_string *id = &row->values[documents->plan->fact_at[FACT_ID]];
    size_t size = sizeof documents->name;
    int n;

    if (id->bytes != NULL && id->length > 0)
        return *id;
    n = documents->piece->dialect.format == ROWS_JSON
            ? snprintf(documents->name, size, "%s:%llu:%llu", documents->piece->path,
                       (unsigned long long)row->line, (unsigned long long)row->byte)
            : snprintf(documents->name, size, "%s:%llu", documents->piece->path,
                       (unsigned long long)row->line);
    return (struct ordo_string){documents->name, n < 0              ? 0
                                                 : (size_t)n < size ? (size_t)n
                                                                    : size - 1};
}

static int read_row(struct documents *documents, struct article *article, struct ordo_error *error)
{
    const struct plan *plan = documents->plan;
    struct article_facts *facts = &article->facts;
    struct ordo_string text;
    int found = rows_next(&documents->reader, &documents->row, error);

    if (found == 0)
        return 0;
    article->line = documents->row.line;
    article->byte = documents->row.byte;
    for (size_t i = 0; found > 0 && i < plan->n_names; i++)
        documents->met |= (uint64_t)(documents->row.kinds[i] != ROWS_ABSENT) << i;
    if (found > 0 && (double)documents->row.record.length > plan->settings->limit_size * (1 << 20))
        found = ordo_fail(error, ORDO_ERR_LIMIT, "record longer than %.6g MiB, left out",
                          plan->settings->limit_size);
    if (found < 0 || row_text(documents, &text, error) != 0)
        return ordo_fail_at(error, documents->piece->path, article->line, article->byte);
    for (int i = 0; i < N_FACTS; i++)
        if (plan->fact_at[i] != PLAN_NONE)
            *fact_of(facts, (enum fact)i) = documents->row.values[plan->fact_at[i]];
    facts->id = row_name(documents);
    if (settle_facts(documents, facts, error) != 0 || article_set(article, text, false, error) != 0)
        return ordo_fail_at(error, documents->piece->path, article->line, article->byte);
    return 1;
}

/* ---- any piece ------------------------------------------------------------------------------ */

static void close_piece(struct documents *documents)
{
    if (documents->reading) /* the piece may hold the next one already */
        rows_reader_release(&documents->reader);
    newsml_close(&documents->newsml);
    documents->reading = false;
}

/* What to do about a header in which something is missing. */
static int advise(struct ordo_error *error)
{
    size_t length = strlen(error->message);

    if (error->code == ORDO_ERR_FORMAT)
        snprintf(error->message + length, sizeof error->message - length,
                 " (--text-field names another, or its number where there is no header)");
    return -1;
}

int documents_open(struct documents *documents, const struct piece *piece, struct ordo_error *error)
{
    const struct plan *plan = documents->plan;

    if (documents->piece != NULL)
        close_piece(documents);
    documents->piece = piece;
    documents->done = documents->again = documents->given = false;
    documents->encoding[0] = '\0';
    documents->n_replaced = 0;
    documents->met = 0;
    if (piece->kind == PIECE_NEWS) {
        if (newsml_open(&documents->newsml, (struct ordo_string){piece->bytes, piece->length},
                        plan->settings->encoding, error) != 0)
            return ordo_fail_at(error, piece->path, 0, 0);
    } else if (piece->kind == PIECE_ROWS) {
        if (rows_reader_init(&documents->reader, piece->dialect, piece->path, plan->names,
                             plan->n_names, plan->n_texts, piece->header, error) != 0)
            return advise(error);
        documents->reader.joints = plan->joints;
        rows_reader_feed(&documents->reader, (struct ordo_string){piece->bytes, piece->length},
                         piece->line, piece->byte);
        documents->reading = true;
    }
    return 0;
}

int documents_rewind(struct documents *documents, struct ordo_error *error)
{
    const struct piece *piece = documents->piece;

    if (piece->kind == PIECE_ROWS) {
        rows_reader_feed(&documents->reader, (struct ordo_string){piece->bytes, piece->length},
                         piece->line, piece->byte);
        return 0;
    }
    if (piece->kind == PIECE_NEWS)
        return documents_open(documents, piece, error);
    documents->again = documents->given; /* what failed fails again, and is told then */
    documents->done = documents->given;
    return 0;
}

static int read_next(struct documents *documents, struct article *article, struct ordo_error *error)
{
    if (documents->piece->kind == PIECE_ROWS)
        return read_row(documents, article, error);
    if (documents->piece->kind == PIECE_NEWS)
        return read_item(documents, article, error);
    return read_whole(documents, article, error);
}

int documents_next(struct documents *documents, struct article *article, struct ordo_error *error)
{
    int found = 1;

    if (documents->done && !documents->again)
        return 0;
    if (!documents->again) { /* else it is in hand as it was left */
        article_clear(article);
        documents->lost.code = ORDO_OK;
        found = read_next(documents, article, error);
    }
    documents->again = false;
    documents->given = documents->given || found > 0;
    return found;
}

const struct rows_row *documents_row(const struct documents *documents)
{
    return documents->piece->kind == PIECE_ROWS ? &documents->row : NULL;
}

void documents_release(struct documents *documents)
{
    if (documents->piece != NULL)
        close_piece(documents);
    page_release(&documents->page);
    newsml_release(&documents->newsml);
    warc_body_release(&documents->body);
    free(documents->converted);
    free(documents->joined);
    for (size_t i = 0; i < sizeof documents->mended / sizeof documents->mended[0]; i++)
        free(documents->mended[i]);
    memset(documents, 0, sizeof *documents);
}
