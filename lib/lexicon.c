/* lexicon.c: looks words up in the table that lib/lexicon/compile.c made. */
#include "lexicon.h"

#include <stdbool.h>

#define LANGUAGE_WORDS 150 /* at the head of a text that tell its language */
#define LANGUAGE_STEP  8   /* words between two looks at who leads */
#define LANGUAGE_LEAD  8   /* function words of one more than of the others: no doubt */

/* Whether a text is in English is told by its first bytes, or by some more where these say little.
 */
#define ENGLISH_SURE      8 /* function words of English alone */
#define ENGLISH_EACH      6
#define FOREIGN_MAX       1
#define ENGLISH_BYTES     240
#define ENGLISH_BYTES_MAX 600

/* Lower-case copy of a word that is not all ASCII: Latin-1 and basic Cyrillic letters too, and the
 * curly apostrophe as '. Returns its length. */
static size_t lower_copy(const char *word, size_t length, char *out)
{
    size_t n = 0;

    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)word[i],
                      next = i + 1 < length ? (unsigned char)word[i + 1] : 0;
        if (c == 0xE2 && i + 2 < length && next == 0x80 && (unsigned char)word[i + 2] == 0x99) {
            out[n++] = '\'';
            i += 2;
        } else if (c == 0xC3 && next >= 0x80 && next <= 0x9E && next != 0x97) {
            out[n++] = (char)c;
            out[n++] = (char)(next + 0x20);
            i++;
        } else if (c == 0xD0 && next >= 0x90 && next <= 0x9F) {
            out[n++] = (char)c;
            out[n++] = (char)(next + 0x20);
            i++;
        } else if (c == 0xD0 && next >= 0xA0 && next <= 0xAF) {
            out[n++] = (char)0xD1;
            out[n++] = (char)(next - 0x20);
            i++;
        } else {
            out[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        }
    }
    return n;
}

/* "Österreich" in lower case, where no letter is beyond Latin-1; as lower_copy(). */
static bool small_latin(bytes16 *bytes)
{
    bytes16 lead = (bytes16)(*bytes == 0xC3), behind = bytes_later(lead);
    bytes16 capital = behind & (bytes16)(*bytes < 0x9F) & (bytes16)(*bytes != 0x97);

    if (bytes_bits((bytes16)(*bytes >= 0x80) & ~(lead | behind)) != 0)
        return false;
    *bytes = bytes_small(*bytes) + (capital & 0x20);
    return true;
}

/* Hash of the word in lower case; false when it is not so easily found. */
static bool hash_latin(const char *word, size_t length, const char *limit, uint64_t *hash)
{
    *hash = 0;
    if (length <= 16 && limit - word >= 16) { /* nearly always */
        bytes16 bytes = bytes_keep(bytes_load(word), length);
        if (!small_latin(&bytes))
            return false;
        *hash = lexicon_hash_short(bytes);
        return true;
    }
    for (size_t at = 0; at < length; at += 16) {
        uint64_t low = lexicon_head(word + at, length - at, limit), high = 0;
        if (length - at > 8)
            high = lexicon_head(word + at + 8, length - at - 8, limit);
        if (((low | high) & UINT64_C(0x8080808080808080)) != 0)
            return false;
        *hash = lexicon_mix(*hash, low, high);
    }
    return true;
}

/* Whether it is a short word of ASCII and a curly apostrophe with "s", the commonest of those that
 * are not all ASCII, and its hash then. */
static bool hash_owner(const char *word, size_t length, const char *limit, uint64_t *hash)
{
    size_t bare = length - 4;
    char lower[16 + 2];
    bytes16 bytes;

    if (length < 5 || bare > 14 || limit - word < 16 || memcmp(word + bare, "’s", 4) != 0)
        return false;
    bytes = bytes_keep(bytes_load(word), bare);
    if (bytes_bits((bytes16)(bytes >= 0x80)) != 0)
        return false;
    bytes_store(lower, bytes_small(bytes));
    memcpy(lower + bare, "'s", 2);
    *hash = lexicon_hash_short(bytes_load(lower));
    return true;
}

const struct lexicon_entry *ordo_lexicon_find(const char *word, size_t length, const char *limit)
{
    char lower[LEXICON_WORD_MAX];
    uint64_t hash;

    if (length == 0 || length > LEXICON_WORD_MAX)
        return ordo_lexicon_entries;
    if (!hash_latin(word, length, limit, &hash) && !hash_owner(word, length, limit, &hash))
        hash = lexicon_hash(lower, lower_copy(word, length, lower));
    return &ordo_lexicon_entries[lexicon_find_hash(hash)];
}

uint64_t ordo_lexicon_compound(const char *word, size_t length, const char *limit)
{
    unsigned lengths = length < LEXICON_TAIL ? 0 : lexicon_tail_lengths(word + length);

    for (; lengths != 0; lengths &= lengths - 1) {
        size_t n = LEXICON_HEAD_MIN + (size_t)__builtin_ctz(lengths);
        uint64_t classes;
        if (n + 2 > length)
            break;
        classes = ordo_lexicon_find(word + length - n, n, limit)->classes[LEXICON_GERMAN];
        if ((classes & LEXICON_HEAD_CLASSES) != 0)
            return classes & (LEXICON_HEAD_CLASSES | WORD(ROLE) | WORD(ROLE_HE) | WORD(ROLE_SHE));
    }
    return 0;
}

static bool is_letter_byte(char c)
{
    return (((unsigned char)c | 32U) - 'a' < 26) | ((unsigned char)c >= 0x80); /* no branch */
}

/* Bytes of the quotation mark, dash or Arabic comma at `at`, or 0. */
static size_t mark_size(const char *text, size_t at, size_t length)
{
    if (at >= length || (unsigned char)text[at] < 0x80)
        return 0;
    if (at + 3 <= length && text[at] == '\xE2')
        return 3;
    if (at + 2 > length)
        return 0;
    return memcmp(text + at, "«", 2) == 0 || memcmp(text + at, "»", 2) == 0 ||
                   memcmp(text + at, "،", 2) == 0
               ? 2
               : 0;
}

/* The number of the entry of the n <= 16 ASCII letters and digits that sixteen bytes begin with. */
static uint32_t find_plain(bytes16 bytes, size_t n)
{
    return lexicon_find_hash(lexicon_hash_short(bytes_keep(bytes | 0x20, n)));
}

/* Moves *at behind the letters there and returns the number of their entry. */
static uint32_t read_letters(const char *text, const uint64_t *plain, size_t *at, size_t length)
{
    size_t begin = *at, run = bits_run(plain, begin);

    if (run - 1 < 16 && length - begin > 17 && (unsigned char)text[begin + run] < 0x80) {
        *at = begin + run;
        return find_plain(bytes_load(text + begin), run);
    }
    while (*at < length && is_letter_byte(text[*at]) && mark_size(text, *at, length) == 0)
        ++*at;
    return (uint32_t)(ordo_lexicon_find(text + begin, *at - begin, text + length) -
                      ordo_lexicon_entries);
}

/* Whether one language is so far ahead of the others that the rest of the text is not needed. */
static bool has_leader(const size_t *counts)
{
    size_t sum = 0, most = 0;

    for (size_t i = 0; i < LEXICON_LANGUAGES; i++) {
        sum += counts[i];
        most = counts[i] > most ? counts[i] : most;
    }
    return 2 * most >= sum + LANGUAGE_LEAD;
}

enum lexicon_language ordo_lexicon_language(const char *text, const uint64_t *plain, size_t length)
{
    size_t counts[LEXICON_LANGUAGES] = {0}, at = 0, best = LEXICON_ENGLISH;

    for (int n = 1; n <= LANGUAGE_WORDS && at < length; n++) {
        uint32_t entry;
        size_t begin;
        while (at < length && !is_letter_byte(text[at]))
            at++;
        while (mark_size(text, at, length) > 0)
            at += mark_size(text, at, length);
        begin = at;
        entry = read_letters(text, plain, &at, length);
        if (begin < length && (unsigned char)text[begin] >= 0xE3 &&
            (unsigned char)text[begin] <= 0xE9) /* U+3000 to U+9FFF: words without spaces */
            counts[LEXICON_OTHER]++;
        for (size_t i = 0; i < LEXICON_LANGUAGES; i++)
            counts[i] += (ordo_lexicon_entries[entry].classes[i] &
                          (WORD_FUNCTION | WORD_ANY_PRONOUN | WORD(SAY))) != 0;
        if (n % LANGUAGE_STEP == 0 && has_leader(counts))
            break;
    }
    for (size_t i = 0; i < LEXICON_LANGUAGES; i++)
        if (counts[i] > counts[best])
            best = i;
    return (enum lexicon_language)best;
}

/* The same of ASCII letters alone, where the kinds of the bytes are not yet known. */
static uint32_t read_ascii(const char *text, size_t *at, size_t length)
{
    size_t begin = *at;

    if (length - begin >= 16) {
        bytes16 bytes = bytes_load(text + begin);
        uint64_t others = ~bytes_bits(bytes_plain(bytes, false));
        size_t n = (size_t)__builtin_ctzll(others);
        if (n < 16) { /* nearly always */
            *at = begin + n;
            return n == 0 ? 0 : find_plain(bytes, n);
        }
    }
    while (*at < length && (unsigned char)text[*at] < 0x80 && is_letter_byte(text[*at]))
        ++*at;
    return (uint32_t)(ordo_lexicon_find(text + begin, *at - begin, text + length) -
                      ordo_lexicon_entries);
}

/* Each word or letter of another language weighs as much as some function words: "Rio de Janeiro".
 */
static bool is_surely_english(size_t function_words, size_t foreign)
{
    return function_words >= ENGLISH_SURE + ENGLISH_EACH * foreign;
}

bool ordo_lexicon_is_english(const char *text, size_t length)
{
    size_t at = 0, n = 0, foreign = 0;

    /* Where the beginning says little, as headlines do, the text goes on. */
    while (at < length && foreign <= FOREIGN_MAX && at < ENGLISH_BYTES_MAX &&
           (at < ENGLISH_BYTES || !is_surely_english(n, foreign))) {
        size_t begin = at;
        uint32_t entry = read_ascii(text, &at, length);
        uint64_t english, others;
        if (at == begin) {
            size_t size = mark_size(text, at, length);
            foreign += (unsigned char)text[at] > 0xC2 && size == 0;
            at += size > 0 ? size : 1;
            continue;
        }
        english = ordo_lexicon_entries[entry].classes[LEXICON_ENGLISH];
        others = ordo_lexicon_entries[entry].classes[LEXICON_GERMAN] |
                 ordo_lexicon_entries[entry].classes[LEXICON_OTHER];
        foreign += (english == 0) & ((others & (WORD_FUNCTION | WORD_ANY_PRONOUN)) != 0);
        n += ((english & WORD_FUNCTION) != 0) & (others == 0);
        at += at < length && text[at] == ' '; /* no branch */
    }
    return foreign <= FOREIGN_MAX && is_surely_english(n, foreign);
}
