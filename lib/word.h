/* word.h: the single words of the narration. */
#ifndef ORDO_WORD_H
#define ORDO_WORD_H

#include "narration.h"
#include "utf8.h"

/* The code point at `at`, 0 at the end. Returns its bytes. */
static inline size_t ordo_next_point(const char *text, size_t at, size_t end, uint32_t *point)
{
    *point = at < end ? (unsigned char)text[at] : 0;
    return *point >= 0x80 ? ordo_utf8_decode(text + at, text + end, point, NULL) : at < end;
}

/* Whether words begin with it; beyond ASCII. */
bool ordo_is_word_point_beyond(uint32_t point);

static inline bool ordo_is_word_point(uint32_t point)
{
    static const uint64_t ascii[2] = {UINT64_C(0x3FF) << '0' | UINT64_C(0xF) << '#', /* # $ % & */
                                      UINT64_C(0x3FFFFFF) << ('a' - 64) |
                                          UINT64_C(0x3FFFFFF) << ('A' - 64) |
                                          UINT64_C(1) << ('_' - 64) | UINT64_C(1) << ('@' - 64)};

    return point < 128 ? (ascii[point / 64] >> point % 64 & 1) != 0
                       : ordo_is_word_point_beyond(point);
}

/* What words are read from. */
struct source {
    const char *text;
    const uint64_t *plain; /* of the text's struct bytes */
    size_t length;
};

/* Where the word at `at` ends. Points, apostrophes and hyphens belong to it when it goes on after
 * them. */
size_t ordo_word_end(const struct source *source, size_t at, size_t end);

/* Adds the words from `at` on that are at most 16 ASCII letters and digits and surely end there,
 * with the commas and spaces behind them. Returns the byte behind them. There must be room for an
 * item a byte. */
size_t ordo_words_read_plain(struct narration *narration, const struct source *source, size_t at,
                             size_t end);
/* Adds the word at `at`, which begins with `point`, whatever it is; returns its end. */
size_t ordo_word_read(struct narration *narration, const struct source *source, size_t at,
                      size_t end, uint32_t point);

#endif
