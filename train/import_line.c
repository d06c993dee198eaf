/* import_line.c: a line read from left to right, and text made of words. */
#include "import_line.h"

#include <stdlib.h>
#include <string.h>

#define REPEATS_MAX 100 /* of one word in one text */

struct line line_of(const struct rows_row *row)
{
    struct ordo_string line = row->values[0];

    return (struct line){line.bytes, line.bytes + line.length, line.bytes};
}

bool line_is_space(char c)
{
    return c == ' ' || c == '\t';
}

struct ordo_string line_word(struct line *line)
{
    struct ordo_string word;

    while (line->at < line->end && line_is_space(*line->at))
        line->at++;
    word.bytes = line->at;
    while (line->at < line->end && !line_is_space(*line->at))
        line->at++;
    word.length = (size_t)(line->at - word.bytes);
    return word;
}

bool line_cell(struct line *line, struct ordo_string *cell)
{
    const char *tab;

    if (line->at > line->end)
        return false;
    tab = memchr(line->at, '\t', (size_t)(line->end - line->at));
    cell->bytes = line->at;
    cell->length = (size_t)((tab == NULL ? line->end : tab) - line->at);
    line->at += cell->length + 1;
    return true;
}

int line_fail_at(const struct rows_file *file, const struct line *line, const char *at,
                 struct ordo_error *error)
{
    return rows_fail_within(rows_reader_of(file), (size_t)(at - line->begin), error);
}

const char *line_head(const struct importing *importing)
{
    const struct import_options *options = importing->options;

    return options->n_labels > 0 ? options->labels[0].member : "label";
}

struct value words_value(struct example *example, const struct json *words)
{
    if (words->failed || words->length > ROWS_RECORD_MAX)
        example->failed = true;
    return words->length == 0 ? value_of(NULL, 0)
                              : example_format(example, "%.*s", (int)words->length, words->bytes);
}

void words_put(struct json *words, struct ordo_string word, double times)
{
    size_t n = times >= 1 && times <= REPEATS_MAX && times == (double)(size_t)times ? (size_t)times
                                                                                    : times != 0;

    while (n-- > 0 && words->length <= ROWS_RECORD_MAX)
        json_format(words, "%s%.*s", words->length > 0 ? " " : "", (int)word.length, word.bytes);
}

void line_labels(struct importing *importing, struct ordo_string label)
{
    while (label.length > 0) {
        const char *comma = memchr(label.bytes, ',', label.length);
        size_t n = comma == NULL ? label.length : (size_t)(comma - label.bytes);
        example_label(&importing->example, line_head(importing), value_of(label.bytes, n),
                      SIZE_MAX);
        n += comma != NULL;
        label.bytes += n;
        label.length -= n;
    }
}
