/* mark.c: which glyphs are quotation marks, and what each can do.
 *
 * A glyph's shape says what it usually does, the characters beside it what it can do: a mark after
 * a space and before a letter opens, one after a letter and before a space or a comma closes. */
#include "mark.h"
#include "scratch.h"
#include "unicode.h"
#include "utf8.h"

#include <string.h>

static const struct shape {
    uint32_t point;
    uint8_t family;
    bool opens, closes, is_low;
} SHAPES[] = {
    /* Those from U+2018 on stand in their order, */
    {0x2018, MARK_SINGLE, true, false, false},
    {0x2019, MARK_SINGLE, false, true, false},
    {0x201A, MARK_SINGLE, true, false, true},
    {0x201B, MARK_SINGLE, true, false, false},
    {0x201C, MARK_DOUBLE, true, false, false},
    {0x201D, MARK_DOUBLE, false, true, false},
    {0x201E, MARK_DOUBLE, true, false, true},
    {0x201F, MARK_DOUBLE, true, false, false},
    /* the others anyhow. */
    {0x22, MARK_DOUBLE, false, false, false},
    {0x27, MARK_SINGLE, false, false, false},
    {0xFF02, MARK_DOUBLE, false, false, false},
    {0xAB, MARK_GUILLEMET, true, false, false},
    {0xBB, MARK_GUILLEMET, false, true, false},
    {0x2039, MARK_ANGLE, true, false, false},
    {0x203A, MARK_ANGLE, false, true, false},
    {0x300C, MARK_CORNER, true, false, false},
    {0x300D, MARK_CORNER, false, true, false},
    {0x300E, MARK_WHITE, true, false, false},
    {0x300F, MARK_WHITE, false, true, false}};

#define FIRST_CURLY 0x2018
#define N_CURLY     8

static const struct shape DOUBLED = {0, MARK_DOUBLED, false, false, false}; /* '' */

static const struct shape *shape_of(uint32_t point)
{
    if (point < 128 && point != '"' && point != '\'')
        return NULL;
    if (point - FIRST_CURLY < N_CURLY)
        return &SHAPES[point - FIRST_CURLY];
    for (size_t i = N_CURLY; i < sizeof SHAPES / sizeof SHAPES[0]; i++)
        if (SHAPES[i].point == point)
            return &SHAPES[i];
    return NULL;
}

/* `` or '' */
static bool is_latex(const char *text, size_t at, size_t end)
{
    return end - at >= 2 && text[at] == text[at + 1] && (text[at] == '`' || text[at] == '\'');
}

int ordo_mark_family(const char *text, size_t at, size_t end, size_t *size)
{
    const struct shape *shape;
    uint32_t point;

    if (is_latex(text, at, end)) {
        *size = 2;
        return MARK_LATEX;
    }
    *size = ordo_utf8_decode(text + at, text + end, &point, NULL);
    shape = shape_of(point);
    return shape == NULL ? -1 : shape->family;
}

static bool is_space(uint32_t point)
{
    return point == 0xA0 || point == 0x202F || point == 0x3000 ||
           (point >= 0x2000 && point <= 0x200F) || (point >= 0x202A && point <= 0x202E) ||
           (point >= 0x2060 && point <= 0x2069) ||
           point == 0xFEFF; /* marks of direction, too, which nobody sees */
}

static bool is_dash(uint32_t point)
{
    return point >= 0x2010 && point <= 0x2015;
}

static uint32_t point_before(const char *text, size_t at)
{
    size_t begin = at;
    uint32_t point = 0;

    if (at > 0 && (unsigned char)text[at - 1] < 0x80)
        return (unsigned char)text[at - 1];
    while (begin > 0 && at - begin < 4) {
        begin--;
        if (((unsigned char)text[begin] & 0xC0) != 0x80)
            break;
    }
    if (begin < at)
        ordo_utf8_decode(text + begin, text + at, &point, NULL);
    return point;
}

static uint32_t point_after(const char *text, size_t at, size_t length)
{
    uint32_t point = 0;

    if (at < length && (unsigned char)text[at] < 0x80)
        return (unsigned char)text[at];
    if (at < length)
        ordo_utf8_decode(text + at, text + length, &point, NULL);
    return point;
}

static bool is_digit(uint32_t point)
{
    return point >= '0' && point <= '9';
}

static bool is_word(uint32_t point)
{
    return is_digit(point) || ordo_is_letter(point);
}

/* What may stand beside a mark, of ASCII: before one that opens nothing, a space, an opening
 * bracket or a dash; behind one that closes a space, a dash or what ends a clause. */
enum { OPEN_AFTER = 1, CLOSE_BEFORE = 2 };
#define OPEN_AND_CLOSE (OPEN_AFTER | CLOSE_BEFORE)
static const uint8_t BESIDE[128] = {
    [0] = OPEN_AND_CLOSE,    ['\t'] = OPEN_AND_CLOSE, ['\n'] = OPEN_AND_CLOSE,
    ['\v'] = OPEN_AND_CLOSE, ['\f'] = OPEN_AND_CLOSE, ['\r'] = OPEN_AND_CLOSE,
    [' '] = OPEN_AND_CLOSE,  ['-'] = OPEN_AND_CLOSE,  ['/'] = OPEN_AND_CLOSE,
    [':'] = OPEN_AND_CLOSE,  ['('] = OPEN_AFTER,      ['['] = OPEN_AFTER,
    ['{'] = OPEN_AFTER,      ['='] = OPEN_AFTER,      ['.'] = CLOSE_BEFORE,
    [','] = CLOSE_BEFORE,    [';'] = CLOSE_BEFORE,    ['!'] = CLOSE_BEFORE,
    ['?'] = CLOSE_BEFORE,    [')'] = CLOSE_BEFORE,    [']'] = CLOSE_BEFORE,
    ['}'] = CLOSE_BEFORE};

/* Beyond ASCII another opening mark can stand before one, */
static bool may_open_after(uint32_t point)
{
    const struct shape *shape;

    if (point < 128)
        return (BESIDE[point] & OPEN_AFTER) != 0;
    shape = shape_of(point);
    return is_space(point) || is_dash(point) || (shape != NULL && shape->opens);
}

/* and another closing one behind it. */
static bool may_close_before(uint32_t point)
{
    const struct shape *shape;

    if (point < 128)
        return (BESIDE[point] & CLOSE_BEFORE) != 0;
    shape = shape_of(point);
    return is_space(point) || is_dash(point) || point == 0x2026 ||
           (point >= 0x3001 && point <= 0x3002) || (shape != NULL && shape->closes);
}

/* 6'2", 5" and the value of a markup attribute are no quotation. */
static bool is_no_quotation(const char *text, size_t length, const struct mark *mark,
                            uint32_t before)
{
    size_t at = mark->begin;

    if (mark->family != MARK_DOUBLE)
        return false;
    if (before == '=' && at >= 2 && is_word(point_before(text, at - 1)))
        return true;
    if (text[at] != '"' || !is_digit(before))
        return false;
    while (at > 0 && (is_digit((unsigned char)text[at - 1]) || text[at - 1] == '.'))
        at--;
    if (at > 0 && (text[at - 1] == '\'' || (at > 2 && memcmp(text + at - 3, "’", 3) == 0)))
        return true;
    return is_word(point_after(text, mark->end, length));
}

/* ’90s, ‘em, 'tis: letters are missing before these. */
static bool is_elision(const char *text, size_t at, size_t length)
{
    static const char *const words[] = {"em",   "tis", "twas",  "til", "cause",
                                        "bout", "n",   "round", "cuz"};
    size_t n = 0;

    while (at + n < length && n < 8 && is_word((unsigned char)text[at + n]) && text[at + n] > 0)
        n++;
    if (n >= 2 && is_digit((unsigned char)text[at]) && is_digit((unsigned char)text[at + 1]) &&
        (n == 2 || text[at + 2] == 's'))
        return true;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strlen(words[i]) == n && memcmp(words[i], text + at, n) == 0)
            return true;
    return false;
}

/* Behind the mark that closes the attribute's value that begins at `at`, where it is on the line.
 */
static size_t attribute_end(const char *text, size_t length, size_t at)
{
    const char *end = memchr(text + at, '"', length - at < 400 ? length - at : 400);

    if (end == NULL || memchr(text + at, '\n', (size_t)(end - text) - at) != NULL)
        return at;
    return (size_t)(end - text) + 1;
}

static bool ends_sentence(uint32_t point)
{
    return point == '.' || point == '!' || point == '?' || point == 0x2026;
}

/* False: an apostrophe. */
static bool read_mark(struct mark *mark, const struct shape *shape, const char *text, size_t length)
{
    uint32_t before = point_before(text, mark->begin), after = point_after(text, mark->end, length);
    bool may_open = may_open_after(before), may_close = may_close_before(after);

    if (shape->family == MARK_DOUBLE && (before == '\'' || before == 0x2019) && is_word(after))
        may_open = true; /* d'"urgence" */

    mark->family = shape->family;
    mark->usually_opens = shape->opens;
    mark->usually_closes = shape->closes;
    mark->is_low = shape->is_low;
    mark->opens_alone = may_open && !may_close;
    mark->closes_alone = !may_open && (may_close || (ends_sentence(before) && !is_word(after)));
    if (mark->family != MARK_SINGLE || mark->closes_alone)
        return true;
    if (mark->opens_alone)
        return shape->is_low || !is_elision(text, mark->end, length);
    return !(is_word(before) && is_word(after));
}

/* `` opens, and the '' after it closes. A '' without one is a quotation mark in some archives and
 * italics in wikis: MARK_DOUBLED. */
static struct mark read_doubled(const char *text, size_t at, size_t length, bool *open)
{
    struct mark mark = {.begin = (uint32_t)at, .end = (uint32_t)at + 2, .family = MARK_LATEX};
    bool opens = text[at] == '`';

    if (!opens && !*open) {
        read_mark(&mark, &DOUBLED, text, length);
        return mark;
    }
    mark.opens_alone = mark.usually_opens = *open = opens;
    mark.closes_alone = mark.usually_closes = !opens;
    return mark;
}

/* Most single marks are apostrophes between two letters: told without decoding these. */
static bool is_apostrophe(const char *text, size_t begin, size_t end, size_t length)
{
    return begin > 0 && end < length && bytes_is_plain(text[begin - 1]) &&
           bytes_is_plain(text[end]);
}

/* The first of three apostrophes behind a word closes a quotation inside the one in doubled ones.
 */
static bool is_triple_end(const char *text, size_t at, size_t length)
{
    return text[at] == '\'' && length - at >= 3 && text[at + 2] == '\'' &&
           !may_open_after(point_before(text, at));
}

int ordo_marks_find(struct marks *marks, const char *text, size_t length, struct ordo_error *error)
{
    size_t at = 0;
    bool latex = false;

    marks->n = 0;
    while ((at = bits_next(marks->bytes.marks, at, length)) < length) {
        unsigned char c = (unsigned char)text[at];
        const struct shape *shape;
        struct mark *mark;
        uint32_t point;
        size_t size;
        if (c != '"' && c != '\'' && c != '`' && c != 0xC2 && c != 0xE2 && c != 0xE3 && c != 0xEF) {
            at++;
            continue;
        }
        if (is_latex(text, at, length)) {
            if (is_triple_end(text, at, length))
                at++;
            if (ordo_reserve(&marks->items, &marks->capacity, marks->n + 1, sizeof *marks->items,
                             error) != 0)
                return -1;
            marks->items[marks->n++] = read_doubled(text, at, length, &latex);
            at += 2;
            continue;
        }
        size = ordo_utf8_decode(text + at, text + length, &point, NULL);
        shape = shape_of(point);
        at += size;
        if (shape == NULL ||
            (shape->family == MARK_SINGLE && is_apostrophe(text, at - size, at, length)))
            continue;
        if (ordo_reserve(&marks->items, &marks->capacity, marks->n + 1, sizeof *marks->items,
                         error) != 0)
            return -1;
        mark = &marks->items[marks->n];
        mark->begin = (uint32_t)(at - size);
        mark->end = (uint32_t)at;
        if (!read_mark(mark, shape, text, length))
            continue;
        if (is_no_quotation(text, length, mark, point_before(text, mark->begin))) {
            if (mark->begin > 0 && text[mark->begin - 1] == '=')
                at = attribute_end(text, length, at);
            continue;
        }
        marks->n++;
    }
    return 0;
}
