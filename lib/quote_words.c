/* quote_words.c: the words of a statement: what stands inside its marks, pieces joined, white space
 * folded to single spaces. Long stretches are copied as they stand. */
#include "bytes.h"
#include "mark.h"

#include <string.h>

size_t ordo_quote_room(const struct ordo_quotes *quotes, size_t which)
{
    const struct ordo_quote *quote = &quotes->items[which];
    size_t room = 1;

    for (uint32_t i = 0; i < quote->n_spans; i++) {
        struct ordo_span span = quotes->spans[quote->first_span + i];
        room += (size_t)span.end - span.begin + 1;
    }
    return room;
}

struct words {
    char *out;
    uint32_t *from;
    size_t n;
    bool space; /* due before the next byte */
};

static bool is_white(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Of sixteen bytes those that are folded: white space but for a single space before another byte.
 */
static uint64_t folded(const char *text)
{
    bytes16 here = bytes_load(text), next = bytes_load(text + 1);
    bytes16 control = (bytes16)(here - '\t' < 5); /* to '\r' */

    return bytes_bits(
        control | ((bytes16)(here == ' ') & ((bytes16)(next == ' ') | (bytes16)(next - '\t' < 5))));
}

/* Where what begins at `at` with no white space stops to be copied as it stands. */
static size_t copied_end(const char *text, size_t at, size_t end)
{
    for (; end - at > sizeof(bytes16); at += sizeof(bytes16)) {
        uint64_t stops = folded(text + at);
        if (stops != 0)
            return at + (size_t)__builtin_ctzll(stops);
    }
    while (at < end &&
           (!is_white(text[at]) || (text[at] == ' ' && at + 1 < end && !is_white(text[at + 1]))))
        at++;
    return at;
}

/* Adds the bytes [at, past) of the text, and the space that is due before them. A space is from
 * where the word behind it is. */
static void put(struct words *words, const char *text, size_t at, size_t past)
{
    if (words->space) {
        if (words->from != NULL)
            words->from[words->n] = (uint32_t)at;
        words->out[words->n++] = ' ';
    }
    words->space = false;
    memcpy(words->out + words->n, text + at, past - at);
    for (size_t i = at; words->from != NULL && i < past; i++)
        words->from[words->n + i - at] = (uint32_t)(i + (text[i] == ' '));
    words->n += past - at;
}

/* family: of the marks of the piece before, which this one may close only, or -1. Returns that of
 * this one. What is spoken has no marks of its own. */
static int put_piece(struct words *words, const char *text, struct ordo_span span, bool spoken,
                     int family)
{
    size_t at = span.begin, end = span.end, last = span.end, size, last_size;
    int own = spoken ? -1 : ordo_mark_family(text, at, end, &size);
    bool line_began = false;

    at += own < 0 ? 0 : size; /* a reported clause has no marks */
    family = own < 0 ? family : own;
    while (last > at && ((unsigned char)text[last - 1] & 0xC0) == 0x80)
        last--;
    last -= family == MARK_LATEX ? 2 : 1;
    if (family >= 0 && last >= at && ordo_mark_family(text, last, end, &last_size) == family)
        end = last;
    while (at < end) {
        size_t past;
        if (is_white(text[at])) {
            line_began = text[at] == '\n' || (line_began && text[at] != '\v' && text[at] != '\f');
            words->space = words->n > 0;
            at++;
            continue;
        }
        if (line_began && family >= 0 && ordo_mark_family(text, at, end, &size) == family) {
            line_began = false; /* the mark with which a paragraph goes on */
            at += size;
            continue;
        }
        line_began = false;
        past = copied_end(text, at, end);
        put(words, text, at, past);
        at = past;
    }
    return family;
}

size_t ordo_quote_words(const struct ordo_quotes *quotes, size_t which, const char *text, char *out,
                        uint32_t *from)
{
    const struct ordo_quote *quote = &quotes->items[which];
    struct words words = {out, from, 0, false};
    int family = -1;

    for (uint32_t i = 0; i < quote->n_spans; i++) {
        family = put_piece(&words, text, quotes->spans[quote->first_span + i],
                           quote->kind == ORDO_SPEECH, family);
        words.space = words.n > 0;
    }
    return words.n;
}
