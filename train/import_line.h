/* import_line.h: what the formats of one line a text share. */
#ifndef ORDO_IMPORT_LINE_H
#define ORDO_IMPORT_LINE_H

#include "import_format.h"

/* A line being read, from left to right; borrowed from the row. */
struct line {
    const char *at, *end, *begin;
};

struct line line_of(const struct rows_row *row);
bool line_is_space(char c);
/* The next word; empty at the end. */
struct ordo_string line_word(struct line *line);
/* Up to the next tab; false when the line had ended before. */
bool line_cell(struct line *line, struct ordo_string *cell);
/* Adds the place of `at` in the line to an error. Returns -1. */
int line_fail_at(const struct rows_file *file, const struct line *line, const char *at,
                 struct ordo_error *error);

/* The member that labels go to. */
const char *line_head(const struct importing *importing);
/* Labels with commas between, "1,3" or "a". */
void line_labels(struct importing *importing, struct ordo_string label);
/* Adds a word as often as its value says when that is a whole number up to 100, once when it is a
 * weight, not at all for 0. */
void words_put(struct json *words, struct ordo_string word, double times);
/* The words as a text that lives as long as the example. */
struct value words_value(struct example *example, const struct json *words);

#endif
