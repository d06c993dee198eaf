/* token.c: text -> words, by the word boundary rules of Unicode Standard Annex #29 (Unicode 15.0).
 *
 * A text of ASCII alone is cut 64 bytes at a time by bit masks. Elsewhere words of ASCII letters
 * and digits, with an apostrophe or point inside, are cut by a table of byte classes; as soon as a
 * word touches anything else, the general rules decide over code points. */
#include "bytes.h"
#include "ordo.h"
#include "reserve.h"
#include "unicode.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

/* Byte classes of the fast path. The names are those of UAX #29. */
enum {
    C_OTHER = 0,
    C_LETTER = 1,
    C_DIGIT = 2,
    C_CONNECT = 4,
    C_WORD = C_LETTER | C_DIGIT | C_CONNECT,
    C_MID_LETTER = 8,
    C_MID_NUMBER = 16,
    C_MID = C_MID_LETTER | C_MID_NUMBER,
    C_WIDE = 32, /* the first byte of a character that is not ASCII */
    C_SIGN = 64  /* @ # ! ?: may begin a token, by option */
};

/* clang-format off */
#define L C_LETTER
#define D C_DIGIT
#define W C_WIDE
#define W16 W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W
static const unsigned char CLASS[256] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    /* space ! " # $ % & ' ( ) * + , - . / */
    0, C_SIGN, 0, C_SIGN, 0, 0, 0, C_MID, 0, 0, 0, 0, C_MID_NUMBER, 0, C_MID, 0,
    /* 0-9 : ; < = > ? */
    D, D, D, D, D, D, D, D, D, D, C_MID_LETTER, C_MID_NUMBER, 0, 0, 0, C_SIGN,
    C_SIGN, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, 0, 0, 0, 0, C_CONNECT,
    0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, 0, 0, 0, 0, 0,
    W16, W16, W16, W16, W16, W16, W16, W16,
};
#undef L
#undef D
#undef W
#undef W16
/* clang-format on */

static unsigned class_at(const char *p)
{
    return CLASS[(unsigned char)*p];
}

/* A code point with what follows it transparently (WB4: Extend, Format and ZWJ). */
struct unit {
    const char *begin, *end;
    enum ordo_break class;
};

static bool next_unit(const char *p, const char *end, struct unit *unit)
{
    uint32_t point;

    if (p >= end)
        return false;
    unit->begin = p;
    p += ordo_utf8_decode(p, end, &point, NULL);
    unit->class = ordo_break_of(point);
    while (p < end && class_at(p) == C_WIDE) {
        size_t taken = ordo_utf8_decode(p, end, &point, NULL);
        if (ordo_break_of(point) != BREAK_EXTEND)
            break;
        p += taken;
    }
    unit->end = p;
    return true;
}

static bool is_letter(enum ordo_break class)
{
    return class == BREAK_LETTER || class == BREAK_HEBREW;
}

/* Whether two adjacent units belong to one word without looking further (WB5, WB8-10, WB13, 13a-b).
 */
static bool joins(enum ordo_break before, enum ordo_break after)
{
    bool word_before = is_letter(before) || before == BREAK_DIGIT;
    bool word_after = is_letter(after) || after == BREAK_DIGIT;

    if (word_before && word_after)
        return true;
    if (before == BREAK_KATAKANA && after == BREAK_KATAKANA)
        return true;
    if (after == BREAK_CONNECT)
        return word_before || before == BREAK_KATAKANA || before == BREAK_CONNECT;
    return before == BREAK_CONNECT && (word_after || after == BREAK_KATAKANA);
}

/* Whether `mid` holds two units together (WB6, 7, 7b, 7c, 11, 12). */
static bool joins_over(enum ordo_break before, enum ordo_break mid, enum ordo_break after)
{
    bool both = mid == BREAK_MID_BOTH || mid == BREAK_SINGLE_QUOTE;

    if (is_letter(before) && is_letter(after) && (both || mid == BREAK_MID_LETTER))
        return true;
    if (before == BREAK_HEBREW && after == BREAK_HEBREW && mid == BREAK_DOUBLE_QUOTE)
        return true;
    return before == BREAK_DIGIT && after == BREAK_DIGIT && (both || mid == BREAK_MID_NUMBER);
}

/* The end of the segment that begins at p, by the general rules; *class is that of the segment's
 * first unit that makes it a word, or BREAK_OTHER. */
static const char *segment_end(const char *p, const char *end, enum ordo_break *class)
{
    struct unit last = {p, p, BREAK_OTHER}, next, after;

    next_unit(p, end, &last);
    *class = last.class;
    if (*class == BREAK_ALONE || *class == BREAK_PICTOGRAPH)
        return last.end;
    while (next_unit(last.end, end, &next)) {
        if (joins(last.class, next.class)) {
            last = next;
        } else if (next_unit(next.end, end, &after) &&
                   joins_over(last.class, next.class, after.class)) {
            last = after;
        } else {
            if (last.class == BREAK_HEBREW && next.class == BREAK_SINGLE_QUOTE)
                last = next; /* WB7a */
            break;
        }
        if (*class == BREAK_CONNECT) /* underscores alone are no word, with a letter they are */
            *class = last.class;
    }
    return last.end;
}

/* The end of a word of ASCII letters, digits and underscores at p; NULL when the general rules must
 * decide because something wide touches it. The NUL after the text ends every
 * loop. */
static const char *ascii_end(const char *p, const char *end)
{
    for (;;) {
        unsigned class, side;
        while ((class_at(p) & C_WORD) != 0)
            p++;
        class = class_at(p);
        if (class == C_WIDE)
            return NULL;
        if ((class & C_MID) == 0 || end - p < 2)
            return p;
        if (class_at(p + 1) == C_WIDE)
            return NULL;
        side = class_at(p - 1) & class_at(p + 1);
        if (!((side == C_LETTER && (class & C_MID_LETTER) != 0) ||
              (side == C_DIGIT && (class & C_MID_NUMBER) != 0)))
            return p;
        p++;
    }
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n';
}

/* "http://", "https://" or "www." at p: the end of the address, else NULL. Trailing punctuation is
 * the sentence's. */
static const char *url_end(const char *p, const char *end)
{
    const char *rest;

    if (end - p > 8 && memcmp(p, "http", 4) == 0)
        rest = p + 4 + (p[4] == 's');
    else if (end - p > 5 && memcmp(p, "www.", 4) == 0)
        rest = p;
    else
        return NULL;
    if (rest != p && memcmp(rest, "://", 3) != 0)
        return NULL;
    while (rest < end && !is_space(*rest) && *rest != '<' && *rest != '>' && *rest != '"')
        rest++;
    while (rest > p + 4 && strchr(".,;:!?'()[]", rest[-1]) != NULL)
        rest--;
    return rest;
}

/* @name or #name at p. */
static const char *sign_end(const char *p, const char *end)
{
    const char *rest = p + 1;

    if (rest == end)
        return NULL;
    if (class_at(rest) == C_WIDE) {
        enum ordo_break class;
        rest = segment_end(rest, end, &class);
        return class == BREAK_LETTER || class == BREAK_ALONE || class == BREAK_HEBREW ? rest : NULL;
    }
    while (rest < end && (class_at(rest) & C_WORD) != 0)
        rest++;
    return rest > p + 1 ? rest : NULL;
}

struct scan {
    struct ordo_tokens *tokens;
    const char *bytes, *end;
    unsigned options;
};

static int add(struct scan *scan, const char *begin, const char *end, enum ordo_token_kind kind,
               bool mapped, struct ordo_error *error)
{
    struct ordo_tokens *tokens = scan->tokens;

    if (ordo_reserve(&tokens->items, &tokens->capacity, tokens->n + 1, sizeof *tokens->items,
                     error) != 0)
        return -1;
    tokens->items[tokens->n++] = (struct ordo_token){(uint32_t)(begin - scan->bytes),
                                                     (uint32_t)(end - scan->bytes), kind, mapped};
    return 0;
}

static bool is_number(const char *begin, const char *end)
{
    bool number = (class_at(begin) & C_DIGIT) != 0;

    for (const char *p = begin; number && p < end; p++)
        number = (class_at(p) & (C_DIGIT | C_MID)) != 0;
    return number;
}

static int add_word(struct scan *scan, const char *begin, const char *end, struct ordo_error *error)
{
    bool number = is_number(begin, end);

    return add(scan, begin, end, number ? ORDO_TOKEN_NUMBER : ORDO_TOKEN_WORD,
               number && (scan->options & ORDO_MAP_NUMBERS) != 0, error);
}

/* A run of the same sign that belongs to no word, where the options want it. *next is moved behind
 * the run's first sign, or the whole of it. */
static int add_punctuation(struct scan *scan, const char **next, size_t size,
                           struct ordo_error *error)
{
    const char *p = *next;

    *next = p + size;
    if ((scan->options & ORDO_KEEP_PUNCTUATION) == 0 || is_space(*p))
        return 0;
    while ((size_t)(scan->end - *next) >= size && memcmp(p, *next, size) == 0)
        *next += size;
    return add(scan, p, *next, ORDO_TOKEN_MARK, false, error);
}

/* A token that begins with one of @ # ! ?, where the options want it. *next is moved behind what
 * was taken, sign alone or token. */
static int add_sign(struct scan *scan, const char **next, struct ordo_error *error)
{
    const char *p = *next, *end = NULL;
    bool free_standing = p == scan->bytes || (class_at(p - 1) & (C_WORD | C_WIDE)) == 0;

    *next = p + 1;
    if (*p == '!' || *p == '?') {
        if ((scan->options & (ORDO_KEEP_MARKS | ORDO_KEEP_PUNCTUATION)) == 0)
            return 0;
        while (*next < scan->end && (**next == '!' || **next == '?'))
            (*next)++;
        return add(scan, p, *next, ORDO_TOKEN_MARK, false, error);
    }
    if (free_standing &&
        (scan->options & (*p == '@' ? ORDO_MAP_MENTIONS : ORDO_KEEP_HASHTAGS)) != 0)
        end = sign_end(p, scan->end);
    if (end == NULL) {
        *next = p;
        return add_punctuation(scan, next, 1, error);
    }
    *next = end;
    return *p == '@' ? add(scan, p, end, ORDO_TOKEN_MENTION, true, error)
                     : add(scan, p, end, ORDO_TOKEN_HASHTAG, false, error);
}

/* A segment by the general rules at *next. */
static int add_wide(struct scan *scan, const char **next, struct ordo_error *error)
{
    enum ordo_break class;
    const char *p = *next;

    *next = segment_end(p, scan->end, &class);
    switch (class) {
    case BREAK_LETTER:
    case BREAK_HEBREW:
    case BREAK_KATAKANA:
    case BREAK_ALONE:
        return add(scan, p, *next, ORDO_TOKEN_WORD, false, error);
    case BREAK_DIGIT:
        return add_word(scan, p, *next, error);
    case BREAK_PICTOGRAPH:
        if ((scan->options & ORDO_KEEP_MARKS) != 0)
            return add(scan, p, *next, ORDO_TOKEN_MARK, false, error);
        return 0;
    default: {
        size_t size = (size_t)(*next - p);
        *next = p;
        return add_punctuation(scan, next, size, error);
    }
    }
}

/* A word that begins with an ASCII letter, digit or underscore at *next. */
static int add_ascii(struct scan *scan, const char **next, struct ordo_error *error)
{
    const char *p = *next, *end;

    if ((scan->options & ORDO_MAP_URLS) != 0 && (*p == 'h' || *p == 'w')) {
        end = url_end(p, scan->end);
        if (end != NULL) {
            *next = end;
            return add(scan, p, end, ORDO_TOKEN_URL, true, error);
        }
    }
    end = ascii_end(p, scan->end);
    if (end == NULL)
        return add_wide(scan, next, error);
    *next = end;
    for (const char *first = p; *first == '_'; first++)
        if (first + 1 == end)
            return 0; /* a rule of underscores */
    return add_word(scan, p, end, error);
}

/* ---- text of ASCII alone, 64 bytes at a time ------------------------------------------------ */

/* One bit a byte, the first byte's lowest. */
struct masks {
    uint64_t letter, digit, word, mid_letter, mid_number, wide;
};

static inline void classify_16(struct masks *masks, bytes16 c, unsigned at)
{
    bytes16 both = (bytes16)(c == '.') | (bytes16)(c == '\'');
    bytes16 letter = bytes_plain(c, false), digit = (bytes16)(c - '0' < 10);

    masks->letter |= bytes_bits(letter) << at;
    masks->digit |= bytes_bits(digit) << at;
    masks->word |= bytes_bits(letter | digit | (bytes16)(c == '_')) << at;
    masks->mid_letter |= bytes_bits(both | (bytes16)(c == ':')) << at;
    masks->mid_number |= bytes_bits(both | (bytes16)(c == ',') | (bytes16)(c == ';')) << at;
    masks->wide |= bytes_bits((bytes16)(c >= 0x80)) << at;
}

/* Classes of up to 64 bytes. */
static struct masks classify(const char *bytes, size_t n)
{
    struct masks masks = {0};

    for (size_t at = 0; at < n; at += 16)
        classify_16(&masks,
                    n - at < 16 ? bytes_load_few(bytes + at, n - at) : bytes_load(bytes + at),
                    (unsigned)at);
    return masks;
}

/* The bytes of words: letters, digits and underscores, and what stands singly between two letters
 * or two digits (WB6, 7, 11, 12). before and after: the neighbouring blocks. */
static uint64_t word_bits(const struct masks *before, const struct masks *here,
                          const struct masks *after)
{
    uint64_t letter_left = here->letter << 1 | before->letter >> 63;
    uint64_t letter_right = here->letter >> 1 | after->letter << 63;
    uint64_t digit_left = here->digit << 1 | before->digit >> 63;
    uint64_t digit_right = here->digit >> 1 | after->digit << 63;

    return here->word | (here->mid_letter & letter_left & letter_right) |
           (here->mid_number & digit_left & digit_right);
}

/* Adds the words whose beginnings and ends are set; a word that goes on into the next block keeps
 * its beginning in *begin. Room for them was made. */
static void add_block(struct scan *scan, size_t at, uint64_t starts, uint64_t ends, size_t *begin)
{
    struct ordo_tokens *tokens = scan->tokens;
    bool maps = (scan->options & ORDO_MAP_NUMBERS) != 0;

    while (ends != 0) {
        size_t end = at + (size_t)__builtin_ctzll(ends);
        const char *first;
        bool number;
        if (*begin == SIZE_MAX) {
            *begin = at + (size_t)__builtin_ctzll(starts);
            starts &= starts - 1;
        }
        ends &= ends - 1;
        first = scan->bytes + *begin;
        if (*first != '_' || strspn(first, "_") < end - *begin) { /* else a rule of underscores */
            number = is_number(first, scan->bytes + end);
            tokens->items[tokens->n++] =
                (struct ordo_token){(uint32_t)*begin, (uint32_t)end,
                                    number ? ORDO_TOKEN_NUMBER : ORDO_TOKEN_WORD, number && maps};
        }
        *begin = SIZE_MAX;
    }
    if (starts != 0)
        *begin = at + (size_t)__builtin_ctzll(starts);
}

/* 1: the text is not all ASCII. */
static int find_ascii(struct scan *scan, struct ordo_error *error)
{
    size_t length = (size_t)(scan->end - scan->bytes), begin = SIZE_MAX;
    struct masks before = {0}, here = {0}, after;
    uint64_t carry = 0; /* whether the last byte was a word's */

    here = classify(scan->bytes, length < 64 ? length : 64);
    for (size_t at = 0; at <= length; at += 64) { /* one byte past the end ends the last word */
        size_t next = at + 64, left = next < length ? length - next : 0;
        uint64_t words;
        if (here.wide != 0)
            return 1;
        if (ordo_reserve(&scan->tokens->items, &scan->tokens->capacity, scan->tokens->n + 64,
                         sizeof *scan->tokens->items, error) != 0)
            return -1;
        after = left == 0 ? (struct masks){0} : classify(scan->bytes + next, left < 64 ? left : 64);
        words = word_bits(&before, &here, &after);
        add_block(scan, at, words & ~(words << 1 | carry), ~words & (words << 1 | carry), &begin);
        carry = words >> 63;
        before = here;
        here = after;
    }
    return 0;
}

int ordo_tokens_find(struct ordo_tokens *tokens, const char *bytes, size_t length, unsigned options,
                     struct ordo_error *error)
{
    struct scan scan = {tokens, bytes, bytes + length, options};
    const char *p = bytes;

    tokens->n = 0;
    if ((options & ~(unsigned)ORDO_MAP_NUMBERS) == 0) {
        int result = find_ascii(&scan, error);
        if (result <= 0)
            return result;
        tokens->n = 0;
    }
    while (p < scan.end) {
        unsigned class = class_at(p);
        int result = 0;
        if ((class & C_WORD) != 0)
            result = add_ascii(&scan, &p, error);
        else if (class == C_WIDE)
            result = add_wide(&scan, &p, error);
        else if (class == C_SIGN)
            result = add_sign(&scan, &p, error);
        else
            result = add_punctuation(&scan, &p, 1, error);
        if (result != 0)
            return -1;
    }
    return 0;
}

void ordo_tokens_release(struct ordo_tokens *tokens)
{
    free(tokens->items);
    memset(tokens, 0, sizeof *tokens);
}
