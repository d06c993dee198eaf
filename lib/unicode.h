/* unicode.h: what the pipeline asks of the Unicode character database. unicode.c is the one file
 * that calls utf8proc. */
#ifndef ORDO_UNICODE_H
#define ORDO_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Word_Break classes of UAX #29. ALONE is our own: letters of scripts that are written without
 * spaces (ideographs, Hiragana, Thai, Lao, Khmer, Myanmar ...), which the rules split singly. */
enum ordo_break {
    BREAK_OTHER,
    BREAK_LETTER,
    BREAK_HEBREW,
    BREAK_DIGIT,
    BREAK_KATAKANA,
    BREAK_CONNECT, /* ExtendNumLet */
    BREAK_MID_LETTER,
    BREAK_MID_NUMBER,
    BREAK_MID_BOTH, /* MidNumLet */
    BREAK_SINGLE_QUOTE,
    BREAK_DOUBLE_QUOTE,
    BREAK_EXTEND,     /* Extend, Format and ZWJ: transparent by WB4 */
    BREAK_PICTOGRAPH, /* emoji and regional indicators */
    BREAK_ALONE
};

enum ordo_break ordo_break_of(uint32_t point);

bool ordo_is_upper(uint32_t point);  /* Lu or Lt */
bool ordo_is_letter(uint32_t point); /* any L category */

/* Whether normalisation may join this code point to what stands before it: marks, what decomposes
 * to marks or to Hangul vowels and finals, and default-ignorable code points, which vanish. */
bool ordo_continues(uint32_t point);

/* NFKC_Casefold of one whole piece (Unicode 15, section 3.13), as code points in `out` of
 * `capacity`. Returns how many, or SIZE_MAX when they do not fit or are not Unicode. */
size_t ordo_nfkc_casefold(const char *bytes, size_t length, int32_t *out, size_t capacity);

/* NFC of well-formed UTF-8, as UTF-8 in the memory of `room`, of `capacity` code points; twice as
 * many as there are bytes, and one, are enough. Returns the bytes, or SIZE_MAX when they do not
 * fit. */
size_t ordo_nfc(const char *bytes, size_t length, int32_t *room, size_t capacity);

#endif
