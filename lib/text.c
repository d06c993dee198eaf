/* text.c: bytes -> normalised text.
 *
 * ASCII, most of most texts, needs no Unicode tables: letters are lowered and white space unified
 * sixteen bytes at once. Only pieces that hold other characters go to utf8proc: a piece is a
 * character with all that normalisation could join to it, so that normalising piece by piece gives
 * the same bytes as normalising the whole. A property test holds the two ways against each other.
 *
 * A piece of more than PIECE_MARKS continuing characters is cut there (Stream-Safe Text Format, UAX
 * #15 section 13), because canonical ordering takes quadratic time in the length of a run of marks.
 */
#include "text.h"
#include "bytes.h"
#include "unicode.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define PADDING     16 /* readable bytes after the text, so that tokens load in whole words */
#define PIECE_MARKS 30
/* One code point decomposes to at most 18 (U+FDFA). */
#define PIECE_POINTS ((PIECE_MARKS + 2) * 18)

/* The pieces' own alphabet: one glyph for each kind of mark, so that a word or quotation is the
 * same feature whoever typeset it. */
static uint32_t unify(uint32_t point)
{
    if (point < 0x80)
        return point >= '\t' && point <= '\r' && point != '\n' ? ' ' : point;
    switch (point) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2039:
    case 0x203A:
    case 0x02BC:
    case 0x2032:
    case 0xB4:
        return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0xAB:
    case 0xBB:
    case 0x2033:
    case 0x300C:
    case 0x300D:
    case 0x300E:
    case 0x300F:
    case 0x301D:
    case 0x301E:
    case 0x301F:
        return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
        return '-';
    case 0x85:
    case 0x1680:
    case 0x2028:
    case 0x2029:
        return ' ';
    default:
        return point;
    }
}

static int grow(struct ordo_text *text, size_t more, struct ordo_error *error)
{
    size_t need = text->length + more + PADDING, capacity = text->capacity;
    char *bytes;

    if (need <= capacity)
        return 0;
    capacity = capacity * 2 > need ? capacity * 2 : need;
    bytes = realloc(text->bytes, capacity);
    if (bytes == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    text->bytes = bytes;
    text->capacity = capacity;
    return 0;
}

static int add_edge(struct ordo_text *text, struct ordo_edge edge, struct ordo_error *error)
{
    if (text->n_edges == text->edge_capacity) {
        size_t capacity = text->edge_capacity == 0 ? 64 : text->edge_capacity * 2;
        struct ordo_edge *edges = realloc(text->edges, capacity * sizeof *edges);
        if (edges == NULL)
            return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        text->edges = edges;
        text->edge_capacity = capacity;
    }
    text->edges[text->n_edges++] = edge;
    return 0;
}

/* Letters lowered, white space but the line break unified. */
static inline bytes16 fold_ascii(bytes16 bytes)
{
    bytes16 white = (bytes16)(bytes - '\t' < 5) & (bytes16)(bytes != '\n');

    return (bytes_small(bytes) & ~white) | (white & ' ');
}

/* Copies ASCII folded from source to out; returns how many bytes. The caller made room for all of
 * them and the padding, into which the last sixteen may reach. */
static size_t copy_ascii(const char *source, size_t length, char *out)
{
    for (size_t at = 0; at < length; at += 16) {
        size_t left = length - at;
        bytes16 bytes = left < 16 ? bytes_load_few(source + at, left) : bytes_load(source + at);
        uint64_t wide = bytes_bits((bytes16)(bytes >= 0x80));
        bytes_store(out + at, fold_ascii(bytes));
        if (wide != 0)
            return at + (size_t)__builtin_ctzll(wide);
    }
    return length;
}

/* Punctuation of ordinary prose (U+2010 to U+201F): never joined to anything before it. */
static bool is_plain_mark(uint32_t point)
{
    return point >= 0x2010 && point <= 0x201F && point != 0x2011 && point != 0x2017;
}

static int emit_points(struct ordo_text *text, const int32_t *points, size_t n,
                       struct ordo_error *error)
{
    if (grow(text, 4 * n, error) != 0)
        return -1;
    for (size_t i = 0; i < n; i++)
        text->length +=
            (uint32_t)ordo_utf8_encode(unify((uint32_t)points[i]), text->bytes + text->length);
    return 0;
}

/* Normalises well-formed or repaired bytes in one call to utf8proc. */
static int emit_piece(struct ordo_text *text, const char *bytes, size_t length,
                      struct ordo_error *error)
{
    int32_t points[PIECE_POINTS];
    size_t n = ordo_nfkc_casefold(bytes, length, points, PIECE_POINTS);

    if (n == SIZE_MAX)
        return ordo_fail(error, ORDO_ERR_FORMAT, "text that utf8proc cannot normalise");
    return emit_points(text, points, n, error);
}

/* One piece: the character at `at` and all that continues it. Returns bytes taken, 0 on failure. */
static size_t add_piece(struct ordo_text *text, const char *source, size_t at, size_t length,
                        struct ordo_error *error)
{
    char piece[4 * (PIECE_MARKS + 1)]; /* as repaired, which may be longer than the source */
    const char *end = source + length, *p = source + at;
    size_t size = 0;
    uint32_t begin = text->length, first = 0;

    for (size_t n = 0; n <= PIECE_MARKS && p < end; n++) {
        bool ill_formed = false;
        uint32_t point;
        size_t taken = ordo_utf8_decode(p, end, &point, &ill_formed);
        if (n == 0)
            first = point;
        if (n > 0 && (point < 0x80 || is_plain_mark(point) || !ordo_continues(point)))
            break;
        text->n_ill_formed += ill_formed;
        size += ordo_utf8_encode(point, piece + size);
        p += taken;
        if (n == 0 && p < end && (unsigned char)*p < 0x80)
            break; /* nothing in ASCII continues anything */
    }
    if (is_plain_mark(first) && size == 3) {
        int32_t single = (int32_t)first;
        if (emit_points(text, &single, 1, error) != 0)
            return 0;
    } else if (emit_piece(text, piece, size, error) != 0) {
        return 0;
    }
    size = (size_t)(p - source) - at;
    if (size != text->length - begin || size > 4) {
        struct ordo_edge edge = {begin, (uint32_t)at, text->length - begin, (uint32_t)size};
        if (add_edge(text, edge, error) != 0)
            return 0;
    }
    return size;
}

static int begin_text(struct ordo_text *text, size_t length, struct ordo_error *error)
{
    text->length = 0;
    text->n_edges = 0;
    text->n_ill_formed = 0;
    if (length > ORDO_TEXT_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "text of %zu bytes is longer than %zu", length,
                         ORDO_TEXT_MAX);
    return grow(text, length, error);
}

int ordo_text_normalise(struct ordo_text *text, const char *source, size_t length,
                        struct ordo_error *error)
{
    size_t at = 0;

    if (begin_text(text, length, error) != 0)
        return -1;
    while (at < length) {
        uint32_t point;
        size_t taken;
        if (grow(text, length - at, error) != 0)
            return -1;
        taken = copy_ascii(source + at, length - at, text->bytes + text->length);
        at += taken;
        text->length += (uint32_t)taken;
        if (at == length)
            break;
        /* A mark after an ASCII letter joins it: take the letter back into the piece. */
        ordo_utf8_decode(source + at, source + length, &point, NULL);
        if (taken > 0 && !is_plain_mark(point) && ordo_continues(point)) {
            at--;
            text->length--;
        }
        do { /* other scripts run on: no need to look for ASCII between their letters */
            taken = add_piece(text, source, at, length, error);
            if (taken == 0)
                return -1;
            at += taken;
        } while (at < length && (unsigned char)source[at] >= 0x80);
    }
    if (text->length > ORDO_TEXT_MAX * 2)
        return ordo_fail(error, ORDO_ERR_LIMIT, "normalised text is too long");
    memset(text->bytes + text->length, 0, PADDING);
    return 0;
}

int ordo_text_normalise_reference(struct ordo_text *text, const char *source, size_t length,
                                  struct ordo_error *error)
{
    char *repaired = malloc(length * 3 + 1);
    int32_t *points = malloc((length * 3 + 1) * 18 * sizeof *points);
    size_t size, from = 0, run = 0;

    if (repaired == NULL || points == NULL) {
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        goto fail;
    }
    if (begin_text(text, length, error) != 0)
        goto fail;
    size = ordo_utf8_repair(source, length, repaired, &text->n_ill_formed);
    for (size_t at = 0;
         at <= size;) { /* the whole text, cut where the stream-safe format cuts it */
        uint32_t point = 'a';
        size_t taken =
            at < size ? ordo_utf8_decode(repaired + at, repaired + size, &point, NULL) : 1;
        run = at > from && at < size && ordo_continues(point) ? run + 1 : 0;
        if (at == size || run > PIECE_MARKS) {
            size_t n = ordo_nfkc_casefold(repaired + from, at - from, points, size * 18 + 1);
            if (n == SIZE_MAX || emit_points(text, points, n, error) != 0)
                goto fail;
            from = at;
            run = 0;
        }
        at += taken;
    }
    if (grow(text, 0, error) != 0)
        goto fail;
    memset(text->bytes + text->length, 0, PADDING);
    free(points);
    free(repaired);
    return 0;

fail:
    free(points);
    free(repaired);
    return -1;
}

/* The last edge that begins at or before a normalised offset, or NULL. */
static const struct ordo_edge *edge_before(const struct ordo_text *text, uint32_t at)
{
    size_t low = 0, high = text->n_edges;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->edges[middle].at <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? NULL : &text->edges[low - 1];
}

struct ordo_span ordo_text_source(const struct ordo_text *text, struct ordo_span normalised)
{
    struct ordo_span source = normalised;
    const struct ordo_edge *edge = edge_before(text, normalised.begin);

    if (edge != NULL) {
        uint32_t into = normalised.begin - edge->at;
        source.begin =
            into < edge->length ? edge->source : edge->source + edge->taken + (into - edge->length);
    }
    if (normalised.end <= normalised.begin) {
        source.end = source.begin;
        return source;
    }
    edge = edge_before(text, normalised.end - 1);
    if (edge != NULL) {
        uint32_t into = normalised.end - edge->at;
        source.end = into <= edge->length ? edge->source + edge->taken
                                          : edge->source + edge->taken + (into - edge->length);
    }
    return source;
}

void ordo_text_release(struct ordo_text *text)
{
    free(text->bytes);
    free(text->edges);
    memset(text, 0, sizeof *text);
}
