/* narration.c: splits the text outside the quotations into words and sentences. */
#include "narration.h"
#include "german_verb.h"
#include "scratch.h"
#include "unicode.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define WORD_ALONE_MAX 6      /* characters of a listed word in a script without spaces */
#define FIRST_ALONE    0x0E00 /* no such script below */
/* What can be part of a name in such a script. */
#define WORD_NOUN (WORD(TITLE) | WORD(ROLE) | WORD(ROLE_HE) | WORD(ROLE_SHE) | WORD(ROLE_THING))

#define ATTRIBUTION_REACH 24 /* items behind a quotation that its attribution may take */

#define SENTENCE_MAX 200 /* items to each side that a sentence is followed */

static inline int add(struct narration *narration, enum item_kind kind, size_t begin, size_t end,
                      struct ordo_error *error)
{
    if (narration->n == narration->capacity &&
        ordo_reserve(&narration->items, &narration->capacity, narration->n + 1,
                     sizeof *narration->items, error) != 0)
        return -1;
    narration->items[narration->n++] =
        (struct item){.begin = (uint32_t)begin, .end = (uint32_t)end, .kind = (uint8_t)kind};
    return 0;
}

static size_t next_point(const char *text, size_t at, size_t end, uint32_t *point)
{
    *point = 0;
    return at < end ? ordo_utf8_decode(text + at, text + end, point, NULL) : 0;
}

static bool is_word_point(uint32_t point)
{
    if (point < 128)
        return (point >= '0' && point <= '9') || (point >= 'A' && point <= 'Z') ||
               (point >= 'a' && point <= 'z') || point == '$' || point == '%' || point == '&' ||
               point == '@' || point == '#' || point == '_';
    return ordo_is_letter(point) || ordo_break_of(point) == BREAK_EXTEND;
}

static bool is_plain(char c)
{
    unsigned letter = ((unsigned char)c | 32U) - 'a';

    return letter < 26 || (unsigned)(unsigned char)c - '0' < 10;
}

static size_t plain_end(const char *text, size_t at, size_t end)
{
    while (end - at >= 8) {
        uint64_t bytes, others;
        memcpy(&bytes, text + at, 8);
        others = lexicon_others(bytes, true);
        if (others != 0)
            return at + first_byte(others);
        at += 8;
    }
    while (at < end && is_plain(text[at]))
        at++;
    return at;
}

/* Points, apostrophes and hyphens belong to a word when it goes on after them. */
static size_t word_end(const char *text, size_t at, size_t end)
{
    for (;;) {
        uint32_t point, after;
        size_t size;
        at = plain_end(text, at, end);
        if (at >= end || text[at] == ' ' ||
            ((text[at] == ',' || text[at] == '.') && at + 1 < end && text[at + 1] == ' '))
            break;
        size = next_point(text, at, end, &point);
        if (is_word_point(point)) {
            at += size;
            continue;
        }
        next_point(text, at + size, end, &after);
        if (!is_word_point(after) ||
            (point != '.' && point != '\'' && point != '-' && point != 0x2019 && point != 0x2010 &&
             point != 0x2011 && !(point == ',' && after >= '0' && after <= '9')))
            break;
        at += size;
    }
    return at;
}

/* Benedikt XVI. */
static bool is_roman(const char *word, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (memchr("IVXL", word[i], 4) == NULL)
            return false;
    return true;
}

static bool is_abbreviation(const struct item *word, const char *text)
{
    size_t length = word->end - word->begin;

    if (length == 1 && word->upper)
        return true;
    if (memchr(text + word->begin, '.', length) != NULL) /* U.S */
        return true;
    return (word->classes & WORD(ABBREVIATION)) != 0 ||
           (word->upper && is_roman(text + word->begin, length));
}

/* In German: am 3. Oktober, der 18. Kongress. */
static bool is_ordinal(const struct item *word, const char *text)
{
    size_t length = word->end - word->begin;

    for (size_t i = 0; i < length; i++)
        if (text[word->begin + i] < '0' || text[word->begin + i] > '9')
            return false;
    return word->kind == ITEM_WORD && length < 3;
}

/* What comes after a possible end of sentence: 0 nothing that begins one, 1 it may, 2 it surely
 * does; that is looked up only where it `matters`. */
static int next_begins(const char *text, size_t at, size_t end, enum lexicon_language language,
                       bool matters)
{
    const struct lexicon_entry *entry;
    uint32_t point;

    while (at < end &&
           (text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\r' ||
            memcmp(text + at, "\xC2\xA0", end - at < 2 ? end - at : 2) == 0))
        at += text[at] == '\xC2' ? 2 : 1;
    if (at >= end)
        return 2;
    next_point(text, at, end, &point);
    if (!is_word_point(point))
        return strchr(".,;:!?)]}", text[at]) != NULL ? 0 : 1;
    if (!ordo_is_upper(point))
        return point >= '0' && point <= '9' ? 1
               : point < 128                ? 0
                                            : ordo_break_of(point) == BREAK_ALONE;
    if (!matters)
        return 1;
    entry = ordo_lexicon_find(text + at, word_end(text, at, end) - at, text + end);
    return (entry->classes[language] & WORD(STARTER)) != 0 ? 2 : 1;
}

static bool is_stop(const struct narration *narration, const char *text, uint32_t point,
                    size_t after, size_t end)
{
    const struct item *last = narration->n == 0 ? NULL : &narration->items[narration->n - 1];
    bool doubtful; /* the point can be part of the word before it */

    if (point == 0x3002 || point == 0xFF01 || point == 0xFF1F)
        return true;
    doubtful = point == '.' && last != NULL &&
               ((narration->language == LEXICON_GERMAN && is_ordinal(last, text)) ||
                (last->kind == ITEM_WORD && last->end + 1 == after && is_abbreviation(last, text)));
    return next_begins(text, after, end, narration->language, doubtful) > doubtful;
}

static int add_mark(struct narration *narration, const char *text, size_t at, size_t size,
                    size_t end, uint32_t point, struct ordo_error *error)
{
    enum item_kind kind;

    if (point == ',' || point == ';' || point == 0x060C || point == 0x061B || point == 0x3001 ||
        point == 0xFF0C || (point >= 0x2012 && point <= 0x2015) ||
        (point == '-' && at > 0 && text[at - 1] == ' ') ||
        (point == '-' && at + 1 < end && text[at + 1] == '-'))
        kind = ITEM_COMMA;
    else if (point == ':' || point == 0xFF1A)
        kind = ITEM_COLON;
    else if (point == '(' || point == '[')
        kind = ITEM_OPEN;
    else if (point == ')' || point == ']')
        kind = ITEM_CLOSE;
    else if (point == '.' || point == '!' || point == '?' || point == 0x2026 || point == 0x061F ||
             point == 0x3002 || point == 0xFF01 || point == 0xFF1F)
        return is_stop(narration, text, point, at + size, end)
                   ? add(narration, ITEM_STOP, at, at + size, error)
                   : 0;
    else
        return 0;
    return add(narration, kind, at, at + size, error);
}

/* The longest listed word at `at`, where words have no spaces between them. Returns its end, or
 * `at`. */
static size_t listed_end(const char *text, size_t at, size_t end, enum lexicon_language language)
{
    size_t past[WORD_ALONE_MAX + 1] = {at}, n = 0;

    while (n < WORD_ALONE_MAX && past[n] < end) {
        uint32_t point;
        size_t size = next_point(text, past[n], end, &point);
        if (ordo_break_of(point) != BREAK_ALONE || !is_word_point(point))
            break;
        past[n + 1] = past[n] + size;
        n++;
    }
    for (; n > 0; n--) {
        const struct lexicon_entry *entry =
            ordo_lexicon_find(text + at, past[n] - at, text + past[n]);
        if (entry->classes[language] != 0)
            return past[n];
    }
    return at;
}

/* Where the word at `at` ends: a listed one, or all up to the next listed one. */
static size_t alone_end(const char *text, size_t at, size_t end, enum lexicon_language language)
{
    size_t past = listed_end(text, at, end, language);

    if (past > at)
        return past;
    do {
        uint32_t point;
        past += next_point(text, past, end, &point);
        next_point(text, past, end, &point);
        if (ordo_break_of(point) != BREAK_ALONE || !is_word_point(point))
            break;
    } while (past < end && listed_end(text, past, end, language) == past);
    return past;
}

/* "al-Masri", "d'Orsay": a name, though its first letter is small. */
static bool is_joined_name(const char *word, size_t length)
{
    size_t n = 0;

    while (n < 3 && n < length && word[n] >= 'a' && word[n] <= 'z')
        n++;
    return n > 0 && n + 1 < length && (word[n] == '-' || word[n] == '\'') && word[n + 1] >= 'A' &&
           word[n + 1] <= 'Z';
}

static bool is_capital(unsigned char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Whether a word, of two bytes at least with what follows it, has more than four letters and ends
 * in these two; without branches. */
static inline bool has_ending(const char *word, size_t length, const char *ending)
{
    bool is_long = length > 4;
    uint16_t last, wanted;

    memcpy(&last, word + ((length - 2) & (0 - (size_t)is_long)), 2);
    memcpy(&wanted, ending, 2);
    return is_long & (last == wanted);
}

/* Whether a word of ASCII letters and digits surely ends before this byte and the one behind it. */
static inline bool ends_word(const char *after)
{
    static const unsigned char ends[128] = {
        [' '] = 1, ['\n'] = 1, ['"'] = 1, ['('] = 1, [')'] = 1, [':'] = 1, [';'] = 1, ['?'] = 1,
        ['!'] = 1, ['/'] = 1,  ['['] = 1, [']'] = 1, ['.'] = 2, [','] = 2, ['-'] = 2, ['\''] = 2};
    unsigned char c = (unsigned char)after[0];

    return c < 128 && (ends[c] == 1 || (ends[c] == 2 && (after[1] == ' ' || after[1] == '\n')));
}

/* Most words are at most 15 ASCII letters and digits: two loads tell where such a word ends and
 * what its hash is. Adds as many as follow one another from `at` on, with the commas behind them,
 * and returns the byte behind them. There must be room for them. */
static size_t read_plain(struct narration *narration, const char *text, size_t at, size_t end,
                         size_t limit)
{
    while (at < end && limit - at > 17) {
        uint64_t head, hash;
        size_t length = lexicon_run(text + at, true, &head, &hash);
        if (length == 0 || at + length >= end || !ends_word(text + at + length))
            break;
        narration->items[narration->n++] = (struct item){
            .begin = (uint32_t)at,
            .end = (uint32_t)(at + length),
            .classes = lexicon_find_hash(hash)->classes[narration->language],
            .head = head,
            .kind = ITEM_WORD,
            .upper = is_capital((unsigned char)text[at]),
            .in_ly = has_ending(text + at, length, "ly") & !is_capital((unsigned char)text[at]),
            .in_ed = has_ending(text + at, length, "ed")};
        at += length;
        if (text[at] == ',') {
            narration->items[narration->n++] =
                (struct item){.begin = (uint32_t)at, .end = (uint32_t)at + 1, .kind = ITEM_COMMA};
            at++;
        }
        if (text[at] != ' ')
            break;
        at++;
    }
    return at;
}

static bool is_genitive(const char *word, size_t length)
{
    return (length > 2 && memcmp(word + length - 2, "'s", 2) == 0) ||
           (length > 4 && memcmp(word + length - 4, "’s", 4) == 0);
}

/* Any other word, which begins with `point`; returns its end. There must be room for it. */
static size_t read_word(struct narration *narration, const char *text, size_t at, size_t end,
                        size_t limit, uint32_t point)
{
    bool alone = point >= FIRST_ALONE && ordo_break_of(point) == BREAK_ALONE;
    size_t past = alone ? alone_end(text, at, end, narration->language) : word_end(text, at, end);
    const struct lexicon_entry *entry = ordo_lexicon_find(text + at, past - at, text + limit);
    struct item *item = &narration->items[narration->n++];

    *item = (struct item){.begin = (uint32_t)at,
                          .end = (uint32_t)past,
                          .classes = entry->classes[narration->language],
                          .head = lexicon_head(text + at, past - at, text + limit),
                          .kind = ITEM_WORD,
                          .in_ed = past - at > 1 && has_ending(text + at, past - at, "ed"),
                          .genitive = is_genitive(text + at, past - at)};
    narration->unspaced = narration->unspaced || alone;
    if (point < 128)
        item->upper = is_capital((unsigned char)point) || is_joined_name(text + at, past - at);
    else
        item->upper = alone ? (item->classes & ~WORD_NOUN) == 0 : ordo_is_upper(point);
    item->in_ly = !item->upper && past - at > 1 && has_ending(text + at, past - at, "ly");
    return past;
}

static int read_words(struct narration *narration, const char *text, size_t at, size_t end,
                      size_t limit, struct ordo_error *error)
{
    if (ordo_reserve(&narration->items, &narration->capacity, narration->n + (end - at),
                     sizeof *narration->items, error) != 0)
        return -1; /* no more words than bytes */
    while (at < end) {
        uint32_t point = (unsigned char)text[at];
        size_t size;
        if (point == ' ') {
            at++;
            continue;
        }
        at = read_plain(narration, text, at, end, limit);
        if (at >= end || text[at] == ' ')
            continue;
        size = next_point(text, at, end, &point);
        if (is_word_point(point)) {
            at = read_word(narration, text, at, end, limit, point);
            continue;
        }
        if (point > ' ' && add_mark(narration, text, at, size, limit, point, error) != 0)
            return -1;
        at += size;
    }
    return 0;
}

static enum ending ending_of(const char *text, const struct pair *pair)
{
    size_t end = pair->span.end, begin = pair->span.begin;

    while (pair->closed && end > begin && ((unsigned char)text[end - 1] & 0xC0) == 0x80)
        end--;
    if (pair->closed && end > begin)
        end--;
    while (end > begin && (text[end - 1] == ' ' || text[end - 1] == '\n' || text[end - 1] == '\''))
        end--;
    if (end >= begin + 3 && memcmp(text + end - 3, "…", 3) == 0)
        return ENDING_STRONG;
    if (end >= begin + 3 && memcmp(text + end - 3, "。", 3) == 0)
        return ENDING_FULL;
    if (end >= begin + 3 &&
        (memcmp(text + end - 3, "’", 3) == 0 || memcmp(text + end - 3, "”", 3) == 0))
        end -= 3;
    if (end == begin)
        return ENDING_NONE;
    if (text[end - 1] == ',')
        return ENDING_COMMA;
    if (text[end - 1] == '.')
        return end >= begin + 3 && text[end - 2] == '.' ? ENDING_STRONG : ENDING_FULL;
    return text[end - 1] == '!' || text[end - 1] == '?' ? ENDING_STRONG : ENDING_NONE;
}

/* "We go!" Trump said: no sentence ends where an attribution follows at once, appositions and all.
 * Behind a full stop that is so only where nothing but the attribution follows. */
static bool attribution_follows(const struct narration *narration, size_t at, bool full_stop)
{
    bool inside = false; /* an apposition: "Glenn Thompson, R-Pa., said" */

    for (size_t i = at; i + 1 < narration->n && i < at + ATTRIBUTION_REACH; i++) {
        const struct item *item = &narration->items[i], *next = item + 1;
        if (item->kind == ITEM_COMMA && i > at && !narration->unspaced)
            inside = !inside;
        else if (item->kind != ITEM_WORD || (!inside && i > at + 6))
            return false;
        if (inside || !ordo_is_cue(item))
            continue;
        if (full_stop)
            return i > at && next->kind == ITEM_STOP;
        return !narration->unspaced || next->kind == ITEM_STOP; /* "...。"李明说。 */
    }
    return false;
}

/* Adds the stops that stand inside quotations: one that ends in a full stop ends the sentence
 * around it when a capital letter or another quotation follows. */
static int add_inner_stops(struct narration *narration, struct ordo_error *error)
{
    size_t n_stops = 0, n = narration->n;
    struct item *items;

    for (size_t q = 0; q < narration->n_quotes && narration->quotes[q] + 1 < n; q++) {
        struct item *item = &narration->items[narration->quotes[q]], *next = item + 1;
        item->within = (item->ending == ENDING_FULL || item->ending == ENDING_STRONG) &&
                       (next->kind == ITEM_QUOTE || (next->kind == ITEM_WORD && next->upper)) &&
                       !attribution_follows(narration, narration->quotes[q] + 1,
                                            item->ending == ENDING_FULL && !narration->unspaced);
        n_stops += item->within; /* marked for a moment */
    }
    if (ordo_reserve(&narration->items, &narration->capacity, n + n_stops, sizeof *narration->items,
                     error) != 0)
        return -1;
    items = narration->items;
    narration->n = n + n_stops;
    for (size_t q = narration->n_quotes, past = n; n_stops > 0;) {
        size_t at = narration->quotes[--q];
        memmove(&items[at + 1 + n_stops], &items[at + 1], (past - at - 1) * sizeof *items);
        past = at + 1;
        if (items[at].within) {
            items[at].within = false;
            items[at + n_stops] =
                (struct item){.begin = items[at].end, .end = items[at].end, .kind = ITEM_STOP};
            n_stops--;
        }
        narration->quotes[q] = (uint32_t)(at + n_stops); /* which it moves to with those before */
    }
    return 0;
}

int ordo_narration_read(struct narration *narration, const struct marks *marks, const char *text,
                        struct ordo_error *error)
{
    size_t pair = 0;

    narration->n = narration->n_quotes = 0;
    narration->unspaced = false;
    if (ordo_reserve(&narration->quotes, &narration->quote_capacity, marks->n_pairs,
                     sizeof *narration->quotes, error) != 0)
        return -1;
    narration->language =
        marks->n_paragraphs == 0
            ? LEXICON_ENGLISH
            : ordo_lexicon_language(text, marks->paragraphs[marks->n_paragraphs - 1].end);
    for (size_t p = 0; p < marks->n_paragraphs; p++) {
        size_t at = marks->paragraphs[p].begin, end = marks->paragraphs[p].end;
        while (at < end) {
            size_t until = pair < marks->n_pairs && marks->pairs[pair].span.begin < end
                               ? marks->pairs[pair].span.begin
                               : end;
            if (until > at && read_words(narration, text, at, until, end, error) != 0)
                return -1;
            at = until > at ? until : at;
            if (until == end)
                break;
            if (add(narration, ITEM_QUOTE, until, marks->pairs[pair].span.end, error) != 0)
                return -1;
            narration->items[narration->n - 1].pair = (uint32_t)pair;
            narration->quotes[narration->n_quotes++] = (uint32_t)narration->n - 1;
            narration->items[narration->n - 1].ending =
                (uint8_t)ending_of(text, &marks->pairs[pair]);
            at = marks->pairs[pair++].span.end;
        }
        if (add(narration, ITEM_BREAK, end, end, error) != 0)
            return -1;
    }
    if (add_inner_stops(narration, error) != 0)
        return -1;
    if (narration->language == LEXICON_GERMAN)
        ordo_german_verbs_read(narration, text);
    return 0;
}

size_t ordo_item_at(const struct narration *narration, uint32_t byte)
{
    size_t at = 0;

    for (size_t n = narration->n; n > 0; n -= (n + 1) / 2) /* halves without branches */
        at += narration->items[at + n / 2].begin < byte ? (n + 1) / 2 : 0;
    while (at < narration->n && narration->items[at].begin == byte &&
           narration->items[at].end == byte)
        at++; /* ends of sentences have no width */
    return at;
}

size_t ordo_sentence_begin(const struct narration *narration, size_t at)
{
    size_t limit = at > SENTENCE_MAX ? at - SENTENCE_MAX : 0;

    while (at > limit && !ordo_ends_sentence(narration, at - 1))
        at--;
    return at;
}

size_t ordo_sentence_end(const struct narration *narration, size_t at)
{
    size_t limit = at + SENTENCE_MAX;

    while (at < limit && !ordo_ends_sentence(narration, at))
        at++;
    return at;
}

void ordo_narration_release(struct narration *narration)
{
    free(narration->items);
    free(narration->quotes);
    memset(narration, 0, sizeof *narration);
}
