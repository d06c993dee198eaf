/* word.c: words of the narration: where each ends, what the lexicon says of it and what its form
 * tells.
 *
 * Most words are ASCII letters alone: a row of bits tells where they end, and one load of sixteen
 * bytes reads them. For all others the code points decide. In a script without spaces a word is one
 * of the lexicon or what stands between two of these. */
#include "word.h"
#include "unicode.h"

#include <string.h>

_Static_assert(WORD_NUMBER_IN_LY == WORD_NUMBER_UPPER + 1 &&
                   WORD_NUMBER_IN_ED == WORD_NUMBER_UPPER + 2 &&
                   WORD_NUMBER_FOLLOWS == WORD_NUMBER_UPPER + 3,
               "form_of() tells the four in this order");

#define WORD_ALONE_MAX 6      /* characters of a listed word in a script without spaces */
#define FIRST_ALONE    0x0E00 /* no such script below */
/* What can be part of a name in such a script. */
#define WORD_NOUN (WORD(TITLE) | WORD(ROLE) | WORD(ROLE_HE) | WORD(ROLE_SHE) | WORD(ROLE_THING))

bool ordo_is_word_point_beyond(uint32_t point)
{
    if (point >= 0x2010 && point <= 0x2027) /* the commonest: dashes, marks, dots */
        return false;
    return ordo_is_letter(point) || ordo_break_of(point) == BREAK_EXTEND;
}

static size_t plain_end(const struct source *source, size_t at, size_t end)
{
    size_t run;

    do {
        run = bits_run(source->plain, at);
        at += run;
    } while (run == BITS_RUN_MAX && at < end);
    return at < end ? at : end;
}

/* Bytes of what the word at `at` may go on after. */
static size_t joint_size(const char *text, size_t at, size_t end)
{
    if (text[at] == '.' || text[at] == '\'' || text[at] == '-')
        return 1;
    if (text[at] == ',')
        return at + 1 < end && text[at + 1] >= '0' && text[at + 1] <= '9';
    if (text[at] != '\xE2' || end - at < 3 || text[at + 1] != '\x80')
        return 0;
    return text[at + 2] == '\x99' || text[at + 2] == '\x90' || text[at + 2] == '\x91' ? 3 : 0;
}

size_t ordo_word_end(const struct source *source, size_t at, size_t end)
{
    const char *text = source->text;

    for (;;) {
        uint32_t point;
        size_t joint, size;
        at = plain_end(source, at, end);
        if (at >= end || text[at] == ' ')
            break;
        joint = joint_size(text, at, end);
        if (joint > 0 && at + joint < end && bits_run(source->plain, at + joint) > 0) {
            at += joint; /* most that have a joint */
            continue;
        }
        size = ordo_next_point(text, at + joint, end, &point);
        if (!ordo_is_word_point(point))
            break;
        at += joint > 0 ? joint : size;
    }
    return at;
}

/* The longest listed word at `at`, where words have no spaces between them. Returns its end, or
 * `at`. */
static size_t listed_end(const char *text, size_t at, size_t end, enum lexicon_language language)
{
    size_t past[WORD_ALONE_MAX + 1] = {at}, n = 0;

    while (n < WORD_ALONE_MAX && past[n] < end) {
        uint32_t point;
        size_t size = ordo_next_point(text, past[n], end, &point);
        if (ordo_break_of(point) != BREAK_ALONE || !ordo_is_word_point(point))
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
        past += ordo_next_point(text, past, end, &point);
        ordo_next_point(text, past, end, &point);
        if (ordo_break_of(point) != BREAK_ALONE || !ordo_is_word_point(point))
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

/* What the form of a word tells, and whether it follows another one; without branches. upper and
 * follows: 0 or 1. last: the last two bytes of a word of more than four, else anything but "ly" and
 * "ed". */
static inline uint64_t form_of(uint16_t last, unsigned upper, unsigned follows)
{
    uint16_t ly, ed;
    unsigned in_ly, in_ed;

    memcpy(&ly, "ly", 2);
    memcpy(&ed, "ed", 2);
    in_ly = (((unsigned)last ^ ly) | upper) - 1; /* the highest bit is set below 0 alone */
    in_ed = ((unsigned)last ^ ed) - 1;
    return (uint64_t)(upper + (in_ly >> 31) * 2 + (in_ed >> 31) * 4 + follows * 8)
           << WORD_NUMBER_UPPER;
}

/* Whether a word of ASCII letters and digits surely ends before this byte and the one behind it:
 * some bytes end it alone, some before a space. */
static inline bool ends_word(const char *after)
{
    static const unsigned char ends[256] = {
        [' '] = 1, ['\n'] = 1, ['"'] = 1, ['('] = 1, [')'] = 1, [':'] = 1, [';'] = 1, ['?'] = 1,
        ['!'] = 1, ['/'] = 1,  ['['] = 1, [']'] = 1, ['.'] = 2, [','] = 2, ['-'] = 2, ['\''] = 2};
    bool space = (after[1] == ' ') | (after[1] == '\n');

    return (ends[(unsigned char)after[0]] & (1 | space << 1)) != 0;
}

/* The word at `at`, of at most 16 ASCII letters and digits. */
static inline void put_plain(struct item *item, const char *text, size_t at, size_t length,
                             const uint64_t *classes, unsigned follows)
{
    /* Where the last two bytes are; of a short word those behind it. */
    static const uint8_t lasts[17] = {0, 1, 2, 3, 4, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14};
    bytes16 small = bytes_keep(bytes_load(text + at) | 0x20, length); /* digits have the bit */
    uint32_t entry = lexicon_find_hash(lexicon_hash_short(small));
    unsigned upper = ((unsigned char)text[at] >> 5 & 1) ^ 1; /* digits have the bit */
    uint64_t head;
    uint16_t last;

    memcpy(&head, &small, sizeof head);
    memcpy(&last, text + at + lasts[length], sizeof last);
    *item = (struct item){.begin = (uint32_t)at,
                          .end = (uint32_t)(at + length),
                          .classes = classes[entry] | form_of(last, upper, follows),
                          .head = head,
                          .entry = (uint16_t)entry,
                          .kind = ITEM_WORD};
}

/* Most words are at most 16 letters before a space. */
size_t ordo_words_read_plain(struct narration *narration, const struct source *source, size_t at,
                             size_t end)
{
    const char *text = source->text;
    const uint64_t *classes = ordo_lexicon_classes[narration->language];
    struct item *item = narration->items + narration->n;
    size_t readable = source->length < 18 ? 0 : source->length - 17,
           last = end < readable ? end : readable;
    unsigned follows = 0;

    while (at < last) {
        size_t length = bits_run(source->plain, at), past = at + length;
        if (length - 1 >= 16 || past > end)
            break;
        if (text[past] != ' ') {
            if (past < end && !ends_word(text + past))
                break;
            put_plain(item++, text, at, length, classes, follows);
            at = past;
            if (text[at] != ',' || at >= end)
                break;
            *item++ =
                (struct item){.begin = (uint32_t)at, .end = (uint32_t)at + 1, .kind = ITEM_COMMA};
            at += text[at + 1] == ' ' ? 2 : 1;
            follows = 0;
            continue;
        }
        put_plain(item++, text, at, length, classes, follows);
        at = past + 1;
        follows = 1;
    }
    narration->n = (size_t)(item - narration->items);
    return at;
}

static bool is_genitive(const char *word, size_t length)
{
    return (length > 2 && memcmp(word + length - 2, "'s", 2) == 0) ||
           (length > 4 && memcmp(word + length - 4, "’s", 4) == 0);
}

size_t ordo_word_read(struct narration *narration, const struct source *source, size_t at,
                      size_t end, uint32_t point)
{
    const char *text = source->text, *limit = text + source->length;
    bool alone = point >= FIRST_ALONE && ordo_break_of(point) == BREAK_ALONE;
    size_t past =
        alone ? alone_end(text, at, end, narration->language) : ordo_word_end(source, at, end);
    const struct lexicon_entry *entry = ordo_lexicon_find(text + at, past - at, limit);
    struct item *item = &narration->items[narration->n++];
    uint16_t last = 0;
    bool upper;

    *item = (struct item){.begin = (uint32_t)at,
                          .end = (uint32_t)past,
                          .classes = entry->classes[narration->language],
                          .head = lexicon_head(text + at, past - at, limit),
                          .entry = (uint16_t)(entry - ordo_lexicon_entries),
                          .kind = ITEM_WORD,
                          .genitive = is_genitive(text + at, past - at)};
    narration->unspaced = narration->unspaced || alone;
    if (point < 128)
        upper = ordo_is_capital((char)point) || is_joined_name(text + at, past - at);
    else
        upper = alone ? (item->classes & ~WORD_NOUN) == 0 : ordo_is_upper(point);
    if (past - at > 4)
        memcpy(&last, text + past - 2, sizeof last);
    item->classes |= form_of(last, upper, 0);
    return past;
}
