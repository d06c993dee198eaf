/* import_lines.c: label-text and fastText. */
#include "import_line.h"

#include <string.h>

int import_label_text(struct importing *importing, const struct rows_file *file,
                      const struct rows_row *row, struct ordo_error *error)
{
    struct line line = line_of(row);
    struct ordo_string label;

    line_cell(&line, &label);
    if (line.at > line.end) {
        ordo_fail(error, ORDO_ERR_FORMAT, "no tab between label and text");
        return line_fail_at(file, &line, line.end, error);
    }
    example_label(&importing->example, line_head(importing), (struct value){label, false},
                  SIZE_MAX);
    importing->example.text = value_of(line.at, (size_t)(line.end - line.at));
    return example_write(importing, error);
}

int import_fasttext(struct importing *importing, const struct rows_file *file,
                    const struct rows_row *row, struct ordo_error *error)
{
    struct example *example = &importing->example;
    struct line line = line_of(row);
    const char *prefix =
        importing->options->prefix == NULL ? "__label__" : importing->options->prefix;
    size_t length = strlen(prefix);
    struct json words = {0};
    const char *behind = NULL; /* the word before, in the same run of text */
    int result;

    (void)file;
    for (struct ordo_string word = line_word(&line); word.length > 0; word = line_word(&line)) {
        if (word.length > length && memcmp(word.bytes, prefix, length) == 0) {
            example_label(example, line_head(importing),
                          value_of(word.bytes + length, word.length - length), SIZE_MAX);
            behind = NULL;
            continue;
        }
        if (behind != NULL) /* the spaces between words stay as they are */
            json_format(&words, "%.*s", (int)(word.bytes - behind), behind);
        else if (words.length > 0)
            json_format(&words, " ");
        json_format(&words, "%.*s", (int)word.length, word.bytes);
        behind = word.bytes + word.length;
    }
    example->text = words_value(example, &words);
    result = example_write(importing, error);
    json_release(&words);
    return result;
}
