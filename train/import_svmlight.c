/* import_svmlight.c: SVMlight and LIBSVM: label index:value ... # comment, and the vocabulary that
 * says which word an index is. */
#include "import_line.h"
#include "number.h"

#include <stdlib.h>
#include <string.h>

struct words {
    char **items; /* [n] NULL where an index has no word */
    size_t n;
};

void words_free(struct words *words)
{
    if (words == NULL)
        return;
    for (size_t i = 0; i < words->n; i++)
        free(words->items[i]);
    free(words->items);
    free(words);
}

static int set_word(struct words *words, size_t index, struct ordo_string word,
                    struct ordo_error *error)
{
    if (index >= (size_t)1 << 28)
        return ordo_fail(error, ORDO_ERR_LIMIT, "index above 2^28");
    if (index >= words->n) {
        size_t n = index + 1 + words->n / 2;
        char **items = realloc(words->items, n * sizeof *items);
        if (items == NULL)
            return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        memset(items + words->n, 0, (n - words->n) * sizeof *items);
        words->items = items;
        words->n = n;
    }
    free(words->items[index]);
    words->items[index] = strndup(word.bytes, word.length);
    return words->items[index] == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}

struct vocabulary_reading {
    struct importing *importing;
    struct words *words;
    size_t next;
};

/* A word a line, or a word and its index in either order with a tab or space between. */
static int take_entry(void *context, const struct rows_file *file, const struct rows_row *row,
                      struct ordo_error *error)
{
    struct vocabulary_reading *reading = context;
    struct line line = line_of(row);
    struct ordo_string first = line_word(&line), second = line_word(&line);
    double index;

    (void)file;
    if (first.length == 0)
        return 0;
    if (second.length > 0 && number_read(second, &index) && index >= 0 &&
        index == (double)(size_t)index)
        return set_word(reading->words, (size_t)index, first, error);
    if (second.length > 0 && number_read(first, &index) && index >= 0 &&
        index == (double)(size_t)index)
        return set_word(reading->words, (size_t)index, second, error);
    return set_word(reading->words, reading->next++, first, error);
}

int words_read(struct importing *importing, struct ordo_error *error)
{
    static const char *const names[] = {"line"};
    struct vocabulary_reading entries = {importing, NULL, importing->options->zero_based ? 0 : 1};
    struct reading reading = {importing->talk, importing->n_bad, &entries, NULL, take_entry};
    struct rows_request request = {.path = importing->options->vocabulary,
                                   .encoding = importing->options->encoding,
                                   .names = names,
                                   .n_names = 1,
                                   .known = true,
                                   .dialect = {.format = ROWS_LINES}};

    entries.words = importing->words = calloc(1, sizeof *entries.words);
    if (entries.words == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    return read_rows(&request, &reading, error);
}

/* "12:1.5" */
static int put_svm_feature(const struct words *words, struct json *text, struct ordo_string feature,
                           struct ordo_error *error)
{
    const char *colon = memchr(feature.bytes, ':', feature.length);
    size_t n = colon == NULL ? feature.length : (size_t)(colon - feature.bytes);
    double index, value;
    const char *word;

    if (colon == NULL || !number_read((struct ordo_string){feature.bytes, n}, &index) ||
        index < 0 || index != (double)(size_t)index ||
        !number_read((struct ordo_string){colon + 1, feature.length - n - 1}, &value))
        return ordo_fail(error, ORDO_ERR_FORMAT, "'%.*s' is no index:value",
                         feature.length < 60 ? (int)feature.length : 60, feature.bytes);
    word = (size_t)index < words->n ? words->items[(size_t)index] : NULL;
    if (word == NULL)
        return ordo_fail(error, ORDO_ERR_FORMAT, "index %.0f is not in the vocabulary%s", index,
                         index == 0 ? " (--zero-based?)" : "");
    words_put(text, (struct ordo_string){word, strlen(word)}, value);
    return 0;
}

static int take_svm_features(struct importing *importing, const struct rows_file *file,
                             struct line *line, struct json *text, struct ordo_error *error)
{
    struct example *example = &importing->example;
    struct ordo_string word = line_word(line);

    for (; word.length > 0; word = line_word(line)) {
        if (word.length > 4 && memcmp(word.bytes, "qid:", 4) == 0)
            example->group = value_of(word.bytes + 4, word.length - 4);
        else if (put_svm_feature(importing->words, text, word, error) != 0)
            return line_fail_at(file, line, word.bytes, error);
    }
    return 0;
}

int import_svmlight(struct importing *importing, const struct rows_file *file,
                    const struct rows_row *row, struct ordo_error *error)
{
    struct example *example = &importing->example;
    struct line line = line_of(row);
    const char *comment = memchr(line.at, '#', (size_t)(line.end - line.at));
    struct ordo_string label;
    struct json text = {0};
    int result;

    if (comment == line.at)
        return 0;
    if (comment != NULL) {
        struct line rest = {comment + 1, line.end, comment + 1};
        struct ordo_string id = line_word(&rest);
        example->id = value_of(id.length == 0 ? NULL : id.bytes, id.length);
        line.end = comment;
    }
    label = line_word(&line);
    if (memchr(label.bytes, ':', label.length) != NULL)
        line.at = label.bytes; /* LIBSVM's multi-label files have lines without any */
    else
        line_labels(importing, label);
    result = take_svm_features(importing, file, &line, &text, error);
    example->text = words_value(example, &text);
    if (result == 0)
        result = example_write(importing, error);
    json_release(&text);
    return result;
}
