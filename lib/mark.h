/* mark.h: quotation glyphs -> spans of quotation, paragraph by paragraph. */
#ifndef ORDO_MARK_H
#define ORDO_MARK_H

#include "bytes.h"
#include "ordo.h"

/* Glyphs that may pair with each other. */
enum mark_family {
    MARK_DOUBLE,    /* " “ ” „ ‟; writers mix them */
    MARK_GUILLEMET, /* « » */
    MARK_ANGLE,     /* ‹ › */
    MARK_CORNER,    /* 「 」 */
    MARK_WHITE,     /* 『 』 */
    MARK_SINGLE,    /* ‘ ’ ‚ ' */
    MARK_LATEX,     /* `` '' */
    MARK_DOUBLED,   /* '' '' */
    MARK_NONE       /* a speech in a transcript or dialogue */
};

struct mark {
    uint32_t begin, end;
    uint8_t family;                     /* enum mark_family */
    bool opens_alone;                   /* by what stands beside it, it can only open */
    bool closes_alone;                  /* it can only close */
    bool usually_opens, usually_closes; /* by its shape */
    bool is_low;                        /* „ or ‚: what follows “ or ‘ closes */
};

/* A quotation, or the part of one that stands in one paragraph, glyphs included; a span without its
 * closing glyph ends with the paragraph. */
struct pair {
    struct ordo_span span;
    uint8_t family;
    bool closed;
    bool continues; /* the pair before it, from the paragraph before */
};

/* Working memory, reused from text to text. */
struct marks {
    struct bytes bytes;
    struct mark *items;
    size_t n, capacity;
    struct ordo_span *paragraphs; /* ascending, without the line breaks around them */
    size_t n_paragraphs, paragraph_capacity;
    struct pair *pairs; /* ascending, never overlapping: outermost quotations alone */
    size_t n_pairs, pair_capacity;
};

/* Fills marks->paragraphs. Lines that an editor broke are one paragraph; a blank line, an ended
 * sentence, a heading and a line too long to have been broken end one. */
int ordo_paragraphs_find(struct marks *marks, const char *text, size_t length,
                         struct ordo_error *error);
/* Fills marks->items. Both need marks->bytes of the text. */
int ordo_marks_find(struct marks *marks, const char *text, size_t length, struct ordo_error *error);
/* Finds paragraphs, marks and pairs. */
int ordo_marks_pair(struct marks *marks, const char *text, size_t length, struct ordo_error *error);
/* The family of the mark that begins at `at` in text, whose bytes end at `end`, or -1; *size
 * receives its bytes, or those of the character that is no mark. */
int ordo_mark_family(const char *text, size_t at, size_t end, size_t *size);
void ordo_marks_release(struct marks *marks);

/* Within a paragraph: behind the white space from `at` on; before that which ends at `end`. */
static inline size_t ordo_skip_spaces(const char *text, size_t at, size_t end)
{
    while (at < end && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n'))
        at++;
    return at;
}

static inline size_t ordo_trim_spaces(const char *text, size_t begin, size_t end)
{
    while (end > begin && (text[end - 1] == ' ' || text[end - 1] == '\t' || text[end - 1] == '\n' ||
                           text[end - 1] == '\r'))
        end--;
    return end;
}

#endif
