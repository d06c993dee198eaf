/* narration.c: splits the text outside the quotations into words and sentences. */
#include "narration.h"
#include "german_verb.h"
#include "scratch.h"
#include "unicode.h"
#include "word.h"

#include <stdlib.h>
#include <string.h>

#define ATTRIBUTION_REACH 24 /* items behind a quotation that its attribution may take */
#define EN_DASH           0x2013
#define ATTRIBUTION_WORDS 7 /* of them, outside appositions */

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

/* Benedikt XVI. */
static bool is_roman(const char *word, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (word[i] != 'I' && word[i] != 'V' && word[i] != 'X' && word[i] != 'L')
            return false;
    return true;
}

/* "wrote on X." is no initial. */
static bool is_platform(const struct item *word, const char *text)
{
    return text[word->begin] == 'X' &&
           (ordo_item_is(word - 1, text, "on") || ordo_item_is(word - 1, text, "to") ||
            ordo_item_is(word - 1, text, "via") || ordo_item_is(word - 1, text, "auf"));
}

/* first: whether no word stands before it. */
static bool is_abbreviation(const struct item *word, bool first, const struct source *source)
{
    const char *text = source->text;
    size_t length = word->end - word->begin;

    if (length == 1 && ordo_is_upper_word(word))
        return first || !is_platform(word, text);
    if (bits_run(source->plain, word->begin) < length &&
        memchr(text + word->begin, '.', length) != NULL) /* U.S */
        return true;
    return (word->classes & WORD(ABBREVIATION)) != 0 ||
           (ordo_is_upper_word(word) && is_roman(text + word->begin, length));
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* In German: am 3. Oktober, der 18. Kongress, die 118. Minute; not the end of "gewann 3:1.", "über
 * 118." */
static bool is_ordinal(const struct item *word, bool first, const char *text)
{
    size_t length = word->end - word->begin;

    if (word->begin > 0 && text[word->begin - 1] == ':')
        return false;
    for (size_t i = 0; i < length; i++)
        if (!is_digit(text[word->begin + i]))
            return false;
    return word->kind == ITEM_WORD &&
           (length < 3 || (length == 3 && !first && (word[-1].classes & WORD(DETERMINER)) != 0));
}

static bool is_white(char c)
{
    const uint64_t white =
        UINT64_C(1) << ' ' | UINT64_C(1) << '\n' | UINT64_C(1) << '\t' | UINT64_C(1) << '\r';

    return ((unsigned char)c < 64) & (white >> (c & 63) & 1); /* one branch where it is asked */
}

/* What comes after a possible end of sentence: 0 nothing that begins one, 1 it may, 2 it surely
 * does; that is looked up only where it `matters`. */
static int next_begins(const struct source *source, size_t at, size_t end,
                       enum lexicon_language language, bool matters)
{
    const char *text = source->text;
    const struct lexicon_entry *entry;
    uint32_t point;

    while (at < end &&
           (is_white(text[at]) || (end - at >= 2 && text[at] == '\xC2' && text[at + 1] == '\xA0')))
        at += text[at] == '\xC2' ? 2 : 1;
    if (at >= end)
        return 2;
    ordo_next_point(text, at, end, &point);
    if (!ordo_is_word_point(point))
        return strchr(".,;:!?)]}", text[at]) != NULL ? 0 : 1;
    if (!ordo_is_upper(point))
        return point >= '0' && point <= '9' ? 1
               : point < 128                ? 0
                                            : ordo_break_of(point) == BREAK_ALONE;
    if (!matters)
        return 1;
    entry =
        ordo_lexicon_find(text + at, ordo_word_end(source, at, end) - at, text + source->length);
    return (entry->classes[language] & WORD(STARTER)) != 0 ? 2 : 1;
}

/* "He voted no.", not "No. 10": of this abbreviation what comes next is a number. */
static bool is_no(const struct item *word, const char *text, size_t after, size_t end)
{
    if (word->end - word->begin != 2 || (text[word->begin] | 32) != 'n' ||
        (text[word->begin + 1] | 32) != 'o')
        return false;
    while (after < end && is_white(text[after]))
        after++;
    return after < end && !is_digit(text[after]);
}

static bool is_stop(const struct narration *narration, const struct source *source, uint32_t point,
                    size_t after, size_t end)
{
    const char *text = source->text;
    const struct item *last = narration->n == 0 ? NULL : &narration->items[narration->n - 1];
    bool doubtful; /* the point can be part of the word before it */

    if (point == 0x3002 || point == 0xFF01 || point == 0xFF1F)
        return true;
    doubtful =
        point == '.' && last != NULL &&
        ((narration->language == LEXICON_GERMAN && is_ordinal(last, narration->n == 1, text)) ||
         (last->kind == ITEM_WORD && last->end + 1 == after &&
          is_abbreviation(last, narration->n == 1, source) && !is_no(last, text, after, end)));
    return next_begins(source, after, end, narration->language, doubtful) > doubtful;
}

/* The items that marks beyond ASCII are. */
static enum item_kind kind_beyond(uint32_t point)
{
    if (point == 0x060C || point == 0x061B || point == 0x3001 || point == 0xFF0C ||
        (point >= 0x2012 && point <= 0x2015))
        return ITEM_COMMA;
    if (point == 0xFF1A)
        return ITEM_COLON;
    return point == 0x2026 || point == 0x061F || point == 0x3002 || point == 0xFF01 ||
                   point == 0xFF1F
               ? ITEM_STOP
               : ITEM_WORD;
}

/* A mark that is no item is skipped. */
static int add_mark(struct narration *narration, const struct source *source, size_t at,
                    size_t size, size_t end, uint32_t point, struct ordo_error *error)
{
    static const uint8_t kinds[128] = {
        [','] = ITEM_COMMA, [';'] = ITEM_COMMA, [':'] = ITEM_COLON, ['('] = ITEM_OPEN,
        ['['] = ITEM_OPEN,  [')'] = ITEM_CLOSE, [']'] = ITEM_CLOSE, ['.'] = ITEM_STOP,
        ['!'] = ITEM_STOP,  ['?'] = ITEM_STOP};
    const char *text = source->text;
    enum item_kind kind = point < 128 ? (enum item_kind)kinds[point] : kind_beyond(point);

    if (point == '-' && ((at > 0 && text[at - 1] == ' ') || (at + 1 < end && text[at + 1] == '-')))
        kind = ITEM_COMMA; /* a dash */
    if (point == EN_DASH && narration->language == LEXICON_GERMAN && at > 0 && at + size < end &&
        text[at - 1] != ' ' && text[at + size] != ' ')
        return 0; /* "Berlin–Hamburg", "2010–2014": dashes have spaces */
    if (point == ':' && at > 0 && at + 1 < end && is_digit(text[at - 1]) && is_digit(text[at + 1]))
        return 0; /* "3:1", "10:30" */
    if (kind == ITEM_WORD ||
        (kind == ITEM_STOP && !is_stop(narration, source, point, at + size, end)))
        return 0;
    return add(narration, kind, at, at + size, error);
}

/* paragraph: its end. */
static int read_words(struct narration *narration, const struct source *source, size_t at,
                      size_t end, size_t paragraph, struct ordo_error *error)
{
    const char *text = source->text;

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
        at = ordo_words_read_plain(narration, source, at, end);
        if (at >= end || text[at] == ' ')
            continue;
        size = ordo_next_point(text, at, end, &point);
        if (ordo_is_word_point(point)) {
            at = ordo_word_read(narration, source, at, end, point);
            continue;
        }
        if (point > ' ' && add_mark(narration, source, at, size, paragraph, point, error) != 0)
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
    if (end >= begin + 3 &&
        (memcmp(text + end - 3, "…", 3) == 0 || memcmp(text + end - 3, "—", 3) == 0))
        return ENDING_STRONG; /* "And then—" is cut off */
    if (end >= begin + 3 && memcmp(text + end - 3, "。", 3) == 0)
        return ENDING_FULL;
    if (end >= begin + 3 &&
        (memcmp(text + end - 3, "’", 3) == 0 || memcmp(text + end - 3, "”", 3) == 0 ||
         memcmp(text + end - 3, "‘", 3) == 0 || memcmp(text + end - 3, "‹", 3) == 0 ||
         memcmp(text + end - 3, "›", 3) == 0))
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
    int outside = 0;     /* words that are in none */

    for (size_t i = at; i + 1 < narration->n && i < at + ATTRIBUTION_REACH; i++) {
        const struct item *item = &narration->items[i], *next = item + 1;
        if (item->kind == ITEM_COMMA && i > at && !narration->unspaced)
            inside = !inside;
        else if (item->kind != ITEM_WORD || (!inside && ++outside > ATTRIBUTION_WORDS))
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
        item->within =
            (item->ending == ENDING_FULL || item->ending == ENDING_STRONG) &&
            (next->kind == ITEM_QUOTE || (next->kind == ITEM_WORD && ordo_is_upper_word(next))) &&
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
                        size_t length, struct ordo_error *error)
{
    const struct source source = {text, marks->bytes.plain, length};
    size_t pair = 0;

    narration->n = narration->n_quotes = 0;
    narration->length = length;
    narration->unspaced = false;
    if (ordo_reserve(&narration->quotes, &narration->quote_capacity, marks->n_pairs,
                     sizeof *narration->quotes, error) != 0)
        return -1;
    narration->language =
        marks->n_paragraphs == 0
            ? LEXICON_ENGLISH
            : ordo_lexicon_language(text, marks->bytes.plain,
                                    marks->paragraphs[marks->n_paragraphs - 1].end);
    for (size_t p = 0; p < marks->n_paragraphs; p++) {
        size_t at = marks->paragraphs[p].begin, end = marks->paragraphs[p].end;
        while (at < end) {
            size_t until = pair < marks->n_pairs && marks->pairs[pair].span.begin < end
                               ? marks->pairs[pair].span.begin
                               : end;
            if (until > at && read_words(narration, &source, at, until, end, error) != 0)
                return -1;
            at = until > at ? until : at;
            if (until == end)
                break;
            if (add(narration, ITEM_QUOTE, until, marks->pairs[pair].span.end, error) != 0)
                return -1;
            narration->items[narration->n - 1].pair = (uint32_t)pair;
            narration->quotes[narration->n_quotes++] = (uint32_t)narration->n - 1;
            narration->items[narration->n - 1].ending = ending_of(text, &marks->pairs[pair]) & 3U;
            at = marks->pairs[pair++].span.end;
        }
        if (add(narration, ITEM_BREAK, end, end, error) != 0)
            return -1;
    }
    if (add_inner_stops(narration, error) != 0)
        return -1;
    if (narration->language == LEXICON_GERMAN)
        ordo_german_verbs_read(narration, text);
    return ordo_traits_read(&narration->traits, narration->items, narration->n, error);
}

bool ordo_item_is_long(const struct item *item, const char *text, const char *word)
{
    size_t length = strlen(word);

    if (item->end - item->begin != length)
        return false;
    for (size_t i = 8; i < length; i++) {
        char c = text[item->begin + i];
        if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != word[i])
            return false;
    }
    return true;
}

void ordo_narration_release(struct narration *narration)
{
    free(narration->items);
    free(narration->quotes);
    ordo_traits_release(&narration->traits);
    memset(narration, 0, sizeof *narration);
}
