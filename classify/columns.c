/* columns.c: the table of columns. A value is taken when it is written, so a column that nobody
 * asks for costs nothing. */
#include "columns.h"
#include "worker.h"
#include "../lib/bytes.h"
#include "../lib/reserve.h"
#include "../lib/unicode.h"

#include <string.h>

enum { DIGITS_CONFIDENCE = 2, DIGITS_P = 4, DIGITS_VALUE = 6 };

const char *cell_type_name(enum cell_type type)
{
    static const char *const names[] = {"null",  "integer", "number", "text",
                                        "truth", "spans",   "json"};

    return names[type];
}

static int integer(struct cell *cell, size_t value)
{
    cell->type = CELL_INTEGER;
    cell->integer = (int64_t)value;
    return 0;
}

static int number(struct cell *cell, double value, int decimals)
{
    cell->type = value == value ? CELL_NUMBER : CELL_NULL;
    cell->number = value;
    cell->decimals = decimals;
    return 0;
}

static int words(struct cell *cell, const char *text)
{
    cell->type = CELL_TEXT;
    cell->text = (struct ordo_string){text, strlen(text)};
    return 0;
}

/* What is known of an article; an empty one is not. */
static int fact(struct ordo_string text, struct cell *cell)
{
    cell->type = text.length > 0 ? CELL_TEXT : CELL_NULL;
    cell->text = text;
    return 0;
}

/* Whether white space is single spaces within the text, as folding leaves it. */
static bool is_folded(const char *bytes, size_t length)
{
    uint64_t space = 1; /* whether the byte before was one; none may begin the text */

    for (size_t i = 0; i < length; i += 16) {
        size_t n = length - i < 16 ? length - i : 16;
        bytes16 some = n < 16 ? bytes_load_few(bytes + i, n) : bytes_load(bytes + i);
        uint64_t spaces = bytes_bits((bytes16)(some == ' '));
        uint64_t breaks =
            bytes_bits((bytes16)(some == '\n') | (bytes16)(some == '\t') | (bytes16)(some == '\r'));
        if ((breaks | (spaces & (spaces << 1 | space))) != 0)
            return false;
        space = spaces >> (n - 1);
    }
    return space == 0;
}

/* Words of the article with white space folded, as a quote's words are. */
static int folded(struct record *record, struct ordo_span span, struct cell *cell)
{
    const char *bytes = record->worker->article.text.bytes;
    size_t n = 0;
    bool space = false;

    if (span.end <= span.begin)
        return 0;
    cell->type = CELL_TEXT;
    cell->text = (struct ordo_string){bytes + span.begin, span.end - span.begin};
    if (cell->text.length + 1 < RECORD_FOLDED && is_folded(cell->text.bytes, cell->text.length))
        return 0;
    for (size_t i = span.begin; i < span.end && n + 1 < RECORD_FOLDED; i++) {
        char c = bytes[i];
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
            space = n > 0;
            continue;
        }
        if (space)
            record->folded[n++] = ' ';
        space = false;
        record->folded[n++] = c;
    }
    cell->text = (struct ordo_string){record->folded, n};
    if (n + 1 >= RECORD_FOLDED) /* cut, perhaps within a character */
        cell->text.length = ordo_utf8_valid(record->folded, n);
    return 0;
}

/* A name by NFC, so that letters with accents written in two ways are one name. Its places stay
 * those of the text as it was given. */
static int compose(struct record *record, struct cell *cell, struct ordo_error *error)
{
    size_t need = 2 * cell->text.length + 1, length;

    if (cell->type == CELL_NULL ||
        bytes_ascii(cell->text.bytes, cell->text.length) == cell->text.length)
        return 0; /* nearly always */
    if (ordo_reserve(&record->composed, &record->composed_capacity, need, sizeof *record->composed,
                     error) != 0)
        return -1;
    length = ordo_nfc(cell->text.bytes, cell->text.length, record->composed, need);
    if (length != SIZE_MAX)
        cell->text = (struct ordo_string){(const char *)record->composed, length};
    return 0;
}

/* As a row or page gives it. */
static int given(struct record *record, struct ordo_string text, struct cell *cell,
                 struct ordo_error *error)
{
    fact(text, cell);
    return compose(record, cell, error);
}

/* As it stands in the article. */
static int found(struct record *record, struct ordo_span span, struct cell *cell,
                 struct ordo_error *error)
{
    folded(record, span, cell);
    return compose(record, cell, error);
}

/* ---- article ------------------------------------------------------------------------------- */

#define TAKE(name)                                                                                 \
    static int take_##name(struct record *record, const struct column *column, struct cell *cell,  \
                           struct ordo_error *error)

#define TAKE_FACT(name, member)                                                                    \
    TAKE(name)                                                                                     \
    {                                                                                              \
        (void)column;                                                                              \
        (void)error;                                                                               \
        return fact(record->worker->article.facts.member, cell);                                   \
    }

#define TAKE_NAME(name, member)                                                                    \
    TAKE(name)                                                                                     \
    {                                                                                              \
        (void)column;                                                                              \
        return given(record, record->worker->article.facts.member, cell, error);                   \
    }

TAKE_FACT(article, id)
TAKE_FACT(path, path)
TAKE_FACT(title, title)
TAKE_FACT(date, date)
TAKE_NAME(author, author)
TAKE_NAME(source, source)
TAKE_FACT(url, url)
TAKE_FACT(language, language)
TAKE_FACT(duplicate_of, duplicate_of)

TAKE(near_duplicate)
{
    (void)column;
    (void)error;
    if (record->worker->article.facts.duplicate_of.length == 0)
        return 0;
    cell->type = CELL_TRUTH;
    cell->integer = record->worker->article.facts.near_duplicate;
    return 0;
}

TAKE(duplicate_similarity)
{
    (void)column;
    (void)error;
    if (record->worker->article.facts.duplicate_of.length == 0)
        return 0;
    return number(cell, record->worker->article.facts.duplicate_similarity, DIGITS_P);
}

TAKE(skipped)
{
    (void)column;
    (void)error;
    if (record->worker->article.skipped == SKIP_NOT)
        return 0;
    return words(cell, article_skip_name(record->worker->article.skipped));
}

TAKE(article_text)
{
    (void)column;
    (void)error;
    cell->type = CELL_TEXT;
    cell->text = record->worker->article.text;
    return 0;
}

/* ---- statement ----------------------------------------------------------------------------- */

/* What is found of a quote, or told of a row that is a statement or a speech. */
#define TAKE_SAID(name, of_quote, of_row)                                                          \
    TAKE(name)                                                                                     \
    {                                                                                              \
        const struct ordo_quote *quote = record->statement->quote;                                 \
        const struct article_facts *facts = &record->worker->article.facts;                        \
        (void)column;                                                                              \
        (void)facts;                                                                               \
        (void)error;                                                                               \
        return quote == NULL || record->worker->plan->settings->speeches ? (of_row) : (of_quote);  \
    }

#define TAKE_QUOTE(name, value)                                                                    \
    TAKE(name)                                                                                     \
    {                                                                                              \
        const struct ordo_quote *quote = record->statement->quote;                                 \
        (void)column;                                                                              \
        (void)error;                                                                               \
        return quote == NULL ? 0 : (value);                                                        \
    }

TAKE(statement)
{
    (void)column;
    (void)error;
    return integer(cell, record->statement->number);
}

TAKE(text)
{
    (void)column;
    (void)error;
    cell->type = CELL_TEXT;
    cell->text = record->statement->text;
    return 0;
}

TAKE(spans)
{
    (void)column;
    (void)error;
    if (record->n_spans == 0)
        return 0;
    cell->type = CELL_SPANS;
    cell->points = record->points;
    cell->n_pairs = record->n_spans;
    return 0;
}

static int mention_at(struct record *record, struct ordo_span span, bool end, struct cell *cell)
{
    size_t first, past;

    if (span.end <= span.begin)
        return 0;
    article_span(&record->worker->article, span.begin, span.end, &first, &past);
    return integer(cell, end ? past : first);
}

TAKE_QUOTE(begin, integer(cell, record->points[0]))
TAKE_QUOTE(end, integer(cell, record->points[2 * record->n_spans - 1]))
TAKE_QUOTE(kind, words(cell, ordo_kind_name(quote->kind)))
TAKE_SAID(speaker, found(record, quote->speaker, cell, error),
          given(record, facts->speaker, cell, error))
TAKE_QUOTE(speaker_role, found(record, quote->role, cell, error))
TAKE_SAID(speaker_affiliation,
          quote->affiliation_code[0] == '\0' ? 0 : words(cell, quote->affiliation_code),
          given(record, facts->affiliation, cell, error))
TAKE_SAID(speaker_by, words(cell, ordo_evidence_name(quote->by)),
          facts->speaker.length == 0 ? 0 : words(cell, "given"))
TAKE_SAID(speaker_confidence, number(cell, (double)quote->confidence, DIGITS_CONFIDENCE),
          facts->speaker.length == 0 ? 0 : number(cell, 1, DIGITS_CONFIDENCE))
TAKE_QUOTE(mention, folded(record, quote->mention, cell))
TAKE_QUOTE(mention_begin, mention_at(record, quote->mention, false, cell))
TAKE_QUOTE(mention_end, mention_at(record, quote->mention, true, cell))
TAKE_QUOTE(cue, folded(record, quote->cue, cell))

const struct column_row COLUMNS[] = {
    {NULL, "article", CELL_TEXT, TABLE_ARTICLES, USE_ALWAYS, take_article,
     "id of the article: its own, else its path, of a row with its line"},
    {NULL, "statement", CELL_INTEGER, TABLE_STATEMENTS, USE_ALWAYS, take_statement,
     "running number within the article, from 1"},
    {NULL, "begin", CELL_INTEGER, TABLE_STATEMENTS, USE_QUOTES, take_begin,
     "code point at which its first piece begins"},
    {NULL, "end", CELL_INTEGER, TABLE_STATEMENTS, USE_QUOTES, take_end,
     "code point behind its last piece"},
    {NULL, "spans", CELL_SPANS, TABLE_STATEMENTS, USE_QUOTES, take_spans, "its pieces"},
    {NULL, "text", CELL_TEXT, TABLE_STATEMENTS, USE_TEXT, take_text, "its words"},
    {NULL, "kind", CELL_TEXT, TABLE_STATEMENTS, USE_QUOTES, take_kind,
     "direct, mixed, indirect, speech or term"},
    {NULL, "speaker", CELL_TEXT, TABLE_SPEAKERS, USE_SPEAKERS, take_speaker,
     "fullest name of the speaker in the article"},
    {NULL, "speaker_role", CELL_TEXT, TABLE_STATEMENTS, USE_QUOTES, take_speaker_role,
     "title, office or description; without a name the speaker's words"},
    {NULL, "speaker_affiliation", CELL_TEXT, TABLE_SPEAKERS, USE_SPEAKERS, take_speaker_affiliation,
     "code of a country or an organisation"},
    {NULL, "speaker_by", CELL_TEXT, TABLE_STATEMENTS, USE_SPEAKERS, take_speaker_by,
     "how the speaker was found"},
    {NULL, "speaker_confidence", CELL_NUMBER, TABLE_STATEMENTS, USE_SPEAKERS,
     take_speaker_confidence, "that the speaker is right, 0 to 1"},
    {"speaker_mention", "text", CELL_TEXT, TABLE_STATEMENTS, USE_QUOTES, take_mention,
     "the words that name the speaker here"},
    {"speaker_mention", "begin", CELL_INTEGER, TABLE_STATEMENTS, USE_QUOTES, take_mention_begin,
     "code point at which they begin"},
    {"speaker_mention", "end", CELL_INTEGER, TABLE_STATEMENTS, USE_QUOTES, take_mention_end,
     "code point behind them"},
    {NULL, "cue", CELL_TEXT, TABLE_STATEMENTS, USE_QUOTES, take_cue, "the reporting word"},
    {NULL, "path", CELL_TEXT, TABLE_ARTICLES, USE_ON_DEMAND, take_path,
     "the article's file, a member of an archive behind '!'"},
    {NULL, "title", CELL_TEXT, TABLE_ARTICLES, USE_ON_DEMAND, take_title, "the article's title"},
    {NULL, "date", CELL_TEXT, TABLE_ARTICLES, USE_ON_DEMAND, take_date,
     "its date, ISO 8601 where it can be read"},
    {NULL, "author", CELL_TEXT, TABLE_ARTICLES, USE_ON_DEMAND, take_author, "who wrote it"},
    {NULL, "source", CELL_TEXT, TABLE_ARTICLES, USE_ON_DEMAND, take_source, "who published it"},
    {NULL, "url", CELL_TEXT, TABLE_ARTICLES, USE_ON_DEMAND, take_url, "where it stood"},
    {NULL, "language", CELL_TEXT, TABLE_ARTICLES, USE_ON_DEMAND, take_language,
     "ISO 639 code of its language"},
    {NULL, "duplicate_of", CELL_TEXT, TABLE_ARTICLES, USE_ON_DEMAND, take_duplicate_of,
     "id of the earlier article that it repeats"},
    {NULL, "near_duplicate", CELL_TRUTH, TABLE_ARTICLES, USE_ON_DEMAND, take_near_duplicate,
     "whether it repeats that one nearly, not exactly"},
    {NULL, "duplicate_similarity", CELL_NUMBER, TABLE_ARTICLES, USE_ON_DEMAND,
     take_duplicate_similarity, "how nearly, 0 to 1"},
    {NULL, "skipped", CELL_TEXT, TABLE_ARTICLES, USE_WHERE_KNOWN, take_skipped,
     "why it was not scored: its language"},
    {NULL, NULL, CELL_NULL, TABLE_ARTICLES, USE_ALWAYS, NULL, NULL}};

const struct column_row ARTICLE_COLUMNS[] = {
    {NULL, "id", CELL_TEXT, TABLE_ARTICLES, USE_ALWAYS, take_article,
     "its own id, else its path, of a row with its line"},
    {NULL, "path", CELL_TEXT, TABLE_ARTICLES, USE_ALWAYS, take_path,
     "its file, a member of an archive behind '!'"},
    {NULL, "title", CELL_TEXT, TABLE_ARTICLES, USE_ALWAYS, take_title, "its title"},
    {NULL, "date", CELL_TEXT, TABLE_ARTICLES, USE_ALWAYS, take_date,
     "its date, ISO 8601 where it can be read"},
    {NULL, "author", CELL_TEXT, TABLE_ARTICLES, USE_ALWAYS, take_author, "who wrote it"},
    {NULL, "source", CELL_TEXT, TABLE_ARTICLES, USE_ALWAYS, take_source, "who published it"},
    {NULL, "url", CELL_TEXT, TABLE_ARTICLES, USE_ALWAYS, take_url, "where it stood"},
    {NULL, "language", CELL_TEXT, TABLE_ARTICLES, USE_ALWAYS, take_language,
     "ISO 639 code of its language"},
    {NULL, "duplicate_of", CELL_TEXT, TABLE_ARTICLES, USE_WHERE_KNOWN, take_duplicate_of,
     "id of the earlier article that it repeats"},
    {NULL, "duplicate_similarity", CELL_NUMBER, TABLE_ARTICLES, USE_WHERE_KNOWN,
     take_duplicate_similarity, "how nearly, 0 to 1"},
    {NULL, "skipped", CELL_TEXT, TABLE_ARTICLES, USE_WHERE_KNOWN, take_skipped,
     "why it would not be scored"},
    {NULL, "text", CELL_TEXT, TABLE_ARTICLES, USE_TEXT, take_article_text, "its words"},
    {NULL, NULL, CELL_NULL, TABLE_ARTICLES, USE_ALWAYS, NULL, NULL}};

/* ---- heads --------------------------------------------------------------------------------- */

static uint32_t head_of(const struct record *record, const struct column *column)
{
    return record->worker->plan->heads[column->head];
}

/* The variant of the head that was used. */
static const struct ordo_head *chosen(const struct record *record, const struct column *column)
{
    uint32_t which = head_of(record, column), variant = record->scores.variant[which];
    const struct ordo_head *head = &record->worker->plan->model->heads[which];

    return variant == ORDO_NONE ? head : &head->variants[variant];
}

#define TAKE_SCORE(name)                                                                           \
    static int score_##name(struct record *record, const struct column *column, struct cell *cell, \
                            const struct ordo_head *head, struct ordo_error *error);               \
    TAKE(name)                                                                                     \
    {                                                                                              \
        return record->scored ? score_##name(record, column, cell, chosen(record, column), error)  \
                              : 0;                                                                 \
    }                                                                                              \
    static int score_##name(struct record *record, const struct column *column, struct cell *cell, \
                            const struct ordo_head *head, struct ordo_error *error)

TAKE_SCORE(label)
{
    uint32_t label = record->scores.label[head_of(record, column)];

    (void)error;
    if (label == ORDO_NONE || record->scores.probability[head->first_class + label] <
                                  record->worker->plan->settings->abstain)
        return 0;
    return words(cell, head->classes[label]);
}

TAKE_SCORE(p)
{
    (void)error;
    return number(cell, record->scores.probability[head->first_class + column->class_], DIGITS_P);
}

TAKE_SCORE(score)
{
    const double *probability = record->scores.probability + head->first_class;
    uint32_t upper, lower;

    (void)column;
    (void)error;
    if (!fields_poles(head, &upper, &lower))
        return 0;
    return number(cell, probability[upper] - probability[lower], DIGITS_P);
}

TAKE_SCORE(value)
{
    (void)head;
    (void)error;
    return number(cell, record->scores.estimate[head_of(record, column)].value, DIGITS_VALUE);
}

TAKE_SCORE(low)
{
    (void)head;
    (void)error;
    return number(cell, record->scores.estimate[head_of(record, column)].low, DIGITS_VALUE);
}

TAKE_SCORE(high)
{
    (void)head;
    (void)error;
    return number(cell, record->scores.estimate[head_of(record, column)].high, DIGITS_VALUE);
}

TAKE_SCORE(coverage)
{
    (void)record;
    (void)column;
    (void)error;
    return head->calibration == ORDO_CALIBRATION_RESIDUALS
               ? number(cell, head->parameters[1], DIGITS_P)
               : 0;
}

TAKE_SCORE(variant)
{
    (void)record;
    (void)column;
    (void)error;
    return head->value == NULL ? 0 : words(cell, head->value);
}

static int json_cell(const struct record *record, struct cell *cell)
{
    cell->type = CELL_JSON;
    cell->text = (struct ordo_string){record->json.bytes, record->json.length};
    return 0;
}

TAKE_SCORE(explain)
{
    uint32_t which = head_of(record, column);

    (void)head;
    json_clear(&record->json);
    if (record_explain(record->worker, record->statement, which, record->scores.label[which],
                       &record->json, error) != 0)
        return -1;
    return json_cell(record, cell);
}

const struct column_row HEAD_COLUMNS[] = {
    {"HEAD", "label", CELL_TEXT, TABLE_SCORES, USE_ALWAYS, take_label,
     "the most probable class; null when it abstains"},
    {"HEAD", "p", CELL_NUMBER, TABLE_SCORES, USE_ALWAYS, take_p,
     "probability of every class, one column each"},
    {"HEAD", "score", CELL_NUMBER, TABLE_SCORES, USE_ALWAYS, take_score,
     "p(support) - p(oppose), or p(positive) - p(negative), of heads with these classes"},
    {"HEAD", "value", CELL_NUMBER, TABLE_SCORES, USE_ALWAYS, take_value,
     "the number, of heads that give one"},
    {"HEAD", "low", CELL_NUMBER, TABLE_SCORES, USE_ALWAYS, take_low, "lower end of its interval"},
    {"HEAD", "high", CELL_NUMBER, TABLE_SCORES, USE_ALWAYS, take_high, "upper end of its interval"},
    {"HEAD", "coverage", CELL_NUMBER, TABLE_SCORES, USE_ALWAYS, take_coverage,
     "how often such intervals hold the number"},
    {"HEAD", "variant", CELL_TEXT, TABLE_SCORES, USE_ALWAYS, take_variant,
     "the variant of the head that was used; null: of all rows"},
    {"HEAD", "explain", CELL_JSON, TABLE_SCORES, USE_ALWAYS, take_explain,
     "what decided the label, with --explain"},
    {NULL, NULL, CELL_NULL, TABLE_SCORES, USE_ALWAYS, NULL, NULL}};

TAKE(stage)
{
    (void)column;
    json_clear(&record->json);
    if (record_stage(record->worker, record->statement, &record->json, error) != 0)
        return -1;
    return json_cell(record, cell);
}

const struct column_row STAGE_COLUMNS[] = {
    {NULL, "tokens", CELL_JSON, TABLE_STATEMENTS, USE_ALWAYS, take_stage,
     "tokens of the normalised text, with --print tokens"},
    {NULL, "ngrams", CELL_JSON, TABLE_STATEMENTS, USE_ALWAYS, take_stage,
     "n-grams in the order in which they are counted, with --print ngrams"},
    {NULL, "vector", CELL_JSON, TABLE_STATEMENTS, USE_ALWAYS, take_stage,
     "features and values, with --print vector"},
    {NULL, NULL, CELL_NULL, TABLE_STATEMENTS, USE_ALWAYS, NULL, NULL}};
