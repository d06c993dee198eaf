/* import_vw.c: Vowpal Wabbit's text: label importance 'tag |namespace word word:2 |other word */
#include "import_line.h"
#include "number.h"

#include <string.h>

/* "2:0.1" -> 2 and 0.1. */
static bool has_cost(struct ordo_string word, struct ordo_string *label, double *cost)
{
    const char *colon = word.length == 0 ? NULL : memchr(word.bytes, ':', word.length);

    if (colon == NULL)
        return false;
    *label = (struct ordo_string){word.bytes, (size_t)(colon - word.bytes)};
    return number_read((struct ordo_string){colon + 1, word.length - label->length - 1}, cost);
}

/* What stands before the first bar: label, importance, initial prediction, tag. */
static int take_vw_head(struct importing *importing, const struct rows_file *file, struct line line,
                        const char *bar, struct ordo_error *error)
{
    struct example *example = &importing->example;
    struct line part = {line.begin, bar, line.begin};
    struct ordo_string word, cheapest = {NULL, 0}, label;
    double cost, lowest = 0, number;
    size_t n = 0;

    for (word = line_word(&part); word.length > 0; word = line_word(&part)) {
        bool touches = word.bytes + word.length == bar;
        if (word.bytes[0] == '\'' || touches) {
            size_t skip = word.bytes[0] == '\'';
            example->id = value_of(word.bytes + skip, word.length - skip);
        } else if (has_cost(word, &label, &cost)) {
            if (cheapest.bytes == NULL || cost < lowest) {
                cheapest = label;
                lowest = cost;
            }
        } else if (n++ == 0) {
            line_labels(importing, word);
        } else if (n == 2 && number_read(word, &number) && number >= 0) {
            example->weight = example_number(example, number); /* "01" is no number of JSON */
        } else if (n > 3 || !number_read(word, &number)) {
            ordo_fail(error, ORDO_ERR_FORMAT,
                      "'%.*s' is no importance (tags begin with ' or touch "
                      "the bar)",
                      word.length < 60 ? (int)word.length : 60, word.bytes);
            return line_fail_at(file, &line, word.bytes, error);
        }
    }
    if (cheapest.bytes != NULL)
        line_labels(importing, cheapest);
    return 0;
}

/* "word" or "word:3". */
static void put_vw_feature(struct json *words, struct ordo_string feature)
{
    const char *colon = memrchr(feature.bytes, ':', feature.length);
    double times = 1;

    if (colon != NULL &&
        number_read(
            (struct ordo_string){colon + 1, feature.length - (size_t)(colon + 1 - feature.bytes)},
            &times))
        feature.length = (size_t)(colon - feature.bytes);
    if (feature.length > 0)
        words_put(words, feature, times);
}

/* The words of the namespaces of that name, of all for NULL. */
static struct value vw_words(struct example *example, struct line line, const char *bar,
                             const char *namespace)
{
    struct json words = {0};
    struct value value;

    while (bar != NULL) {
        const char *next = memchr(bar + 1, '|', (size_t)(line.end - bar - 1));
        struct line part = {bar + 1, next == NULL ? line.end : next, bar + 1};
        struct ordo_string name = {"", 0}, word;
        if (part.at < part.end && !line_is_space(*part.at)) {
            const char *colon;
            name = line_word(&part);
            colon = memchr(name.bytes, ':', name.length);
            name.length = colon == NULL ? name.length : (size_t)(colon - name.bytes);
        }
        bar = next;
        if (namespace != NULL &&
            (strlen(namespace) != name.length || memcmp(namespace, name.bytes, name.length) != 0))
            continue;
        for (word = line_word(&part); word.length > 0; word = line_word(&part))
            put_vw_feature(&words, word);
    }
    value = words_value(example, &words);
    json_release(&words);
    return value;
}

int import_vw(struct importing *importing, const struct rows_file *file, const struct rows_row *row,
              struct ordo_error *error)
{
    const struct import_options *options = importing->options;
    struct example *example = &importing->example;
    struct line line = line_of(row);
    const char *bar = memchr(line.at, '|', (size_t)(line.end - line.at));

    if (bar == NULL) {
        ordo_fail(error, ORDO_ERR_FORMAT, "no | before the features");
        return line_fail_at(file, &line, line.end, error);
    }
    if (take_vw_head(importing, file, line, bar, error) != 0)
        return -1;
    example->text = vw_words(example, line, bar, options->text);
    for (size_t i = 0; i < options->n_fields; i++)
        example_member(example, options->fields[i].member,
                       vw_words(example, line, bar, options->fields[i].column));
    return example_write(importing, error);
}
