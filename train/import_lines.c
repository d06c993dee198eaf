/* import_lines.c: formats of one line a text. */
#include "import_format.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPEATS_MAX 100 /* of one word in one text */

/* A line being read, from left to right. */
struct line {
    const char *at, *end, *begin;
};

static struct line line_of(const struct rows_row *row)
{
    struct ordo_string line = row->values[0];

    return (struct line){line.bytes, line.bytes + line.length, line.bytes};
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* The next word; empty at the end. */
static struct ordo_string next_word(struct line *line)
{
    struct ordo_string word;

    while (line->at < line->end && is_space(*line->at))
        line->at++;
    word.bytes = line->at;
    while (line->at < line->end && !is_space(*line->at))
        line->at++;
    word.length = (size_t)(line->at - word.bytes);
    return word;
}

/* Up to the next tab; false when the line had ended before. */
static bool next_cell(struct line *line, struct ordo_string *cell)
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

static int fail_in(const struct rows_file *file, const struct line *line, const char *at,
                   struct ordo_error *error)
{
    return rows_fail_within(rows_reader_of(file), (size_t)(at - line->begin), error);
}

static bool is_number(struct ordo_string word, double *number)
{
    char text[64], *end;

    if (word.length == 0 || word.length >= sizeof text)
        return false;
    memcpy(text, word.bytes, word.length);
    text[word.length] = '\0';
    *number = strtod(text, &end);
    return end != text && *end == '\0';
}

static const char *head(const struct importing *importing)
{
    const struct import_options *options = importing->options;

    return options->n_labels > 0 ? options->labels[0].member : "label";
}

/* Text made of words; lives as long as the example. */
static struct value words_value(struct example *example, const struct json *words)
{
    if (words->failed || words->length > ROWS_RECORD_MAX)
        example->failed = true;
    return words->length == 0 ? value_of(NULL, 0)
                              : example_format(example, "%.*s", (int)words->length, words->bytes);
}

/* A word as often as its value says when that is a whole number, once when it is a weight. */
static void put_word(struct json *words, struct ordo_string word, double times)
{
    size_t n = times >= 1 && times <= REPEATS_MAX && times == (double)(size_t)times ? (size_t)times
                                                                                    : times != 0;

    while (n-- > 0 && words->length <= ROWS_RECORD_MAX)
        json_format(words, "%s%.*s", words->length > 0 ? " " : "", (int)word.length, word.bytes);
}

/* ---- label TAB text ------------------------------------------------------------------------- */

int import_label_text(struct importing *importing, const struct rows_file *file,
                      const struct rows_row *row, struct ordo_error *error)
{
    struct line line = line_of(row);
    struct ordo_string label;

    next_cell(&line, &label);
    if (line.at > line.end) {
        ordo_fail(error, ORDO_ERR_FORMAT, "no tab between label and text");
        return fail_in(file, &line, line.end, error);
    }
    example_label(&importing->example, head(importing), (struct value){label, false}, SIZE_MAX);
    importing->example.text = value_of(line.at, (size_t)(line.end - line.at));
    return example_write(importing, error);
}

/* ---- fastText ------------------------------------------------------------------------------- */

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
    for (struct ordo_string word = next_word(&line); word.length > 0; word = next_word(&line)) {
        if (word.length > length && memcmp(word.bytes, prefix, length) == 0) {
            example_label(example, head(importing),
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

/* ---- Vowpal Wabbit -------------------------------------------------------------------------- */

/* "1,3" or "a": one label each; "1:0.5 2:0.1" has costs, and the cheapest is the label. */
static void take_vw_labels(struct importing *importing, struct ordo_string label)
{
    while (label.length > 0) {
        const char *comma = memchr(label.bytes, ',', label.length);
        size_t n = comma == NULL ? label.length : (size_t)(comma - label.bytes);
        example_label(&importing->example, head(importing), value_of(label.bytes, n), SIZE_MAX);
        n += comma != NULL;
        label.bytes += n;
        label.length -= n;
    }
}

/* "2:0.1" -> 2 and 0.1. */
static bool has_cost(struct ordo_string word, struct ordo_string *label, double *cost)
{
    const char *colon = word.length == 0 ? NULL : memchr(word.bytes, ':', word.length);

    if (colon == NULL)
        return false;
    *label = (struct ordo_string){word.bytes, (size_t)(colon - word.bytes)};
    return is_number((struct ordo_string){colon + 1, word.length - label->length - 1}, cost);
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

    for (word = next_word(&part); word.length > 0; word = next_word(&part)) {
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
            take_vw_labels(importing, word);
        } else if (n == 2 && is_number(word, &number) && number >= 0) {
            example->weight = (struct value){word, true};
            if (!isdigit((unsigned char)word.bytes[0]) || word.bytes[word.length - 1] == '.')
                example->weight = example_number(example, number);
        } else if (n > 3 || !is_number(word, &number)) {
            ordo_fail(error, ORDO_ERR_FORMAT,
                      "'%.*s' is no importance (tags begin with ' or touch "
                      "the bar)",
                      word.length < 60 ? (int)word.length : 60, word.bytes);
            return fail_in(file, &line, word.bytes, error);
        }
    }
    if (cheapest.bytes != NULL)
        take_vw_labels(importing, cheapest);
    return 0;
}

/* "word" or "word:3". */
static void put_vw_feature(struct json *words, struct ordo_string feature)
{
    const char *colon = memrchr(feature.bytes, ':', feature.length);
    double times = 1;

    if (colon != NULL &&
        is_number(
            (struct ordo_string){colon + 1, feature.length - (size_t)(colon + 1 - feature.bytes)},
            &times))
        feature.length = (size_t)(colon - feature.bytes);
    if (feature.length > 0)
        put_word(words, feature, times);
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
        if (part.at < part.end && !is_space(*part.at)) {
            const char *colon;
            name = next_word(&part);
            colon = memchr(name.bytes, ':', name.length);
            name.length = colon == NULL ? name.length : (size_t)(colon - name.bytes);
        }
        bar = next;
        if (namespace != NULL &&
            (strlen(namespace) != name.length || memcmp(namespace, name.bytes, name.length) != 0))
            continue;
        for (word = next_word(&part); word.length > 0; word = next_word(&part))
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
        return fail_in(file, &line, line.end, error);
    }
    if (take_vw_head(importing, file, line, bar, error) != 0)
        return -1;
    example->text = vw_words(example, line, bar, options->text);
    for (size_t i = 0; i < options->n_fields; i++)
        example_member(example, options->fields[i].member,
                       vw_words(example, line, bar, options->fields[i].column));
    return example_write(importing, error);
}

/* ---- SVMlight and LIBSVM -------------------------------------------------------------------- */

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
    struct ordo_string first = next_word(&line), second = next_word(&line);
    double index;

    (void)file;
    if (first.length == 0)
        return 0;
    if (second.length > 0 && is_number(second, &index) && index >= 0 &&
        index == (double)(size_t)index)
        return set_word(reading->words, (size_t)index, first, error);
    if (second.length > 0 && is_number(first, &index) && index >= 0 &&
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

    if (colon == NULL || !is_number((struct ordo_string){feature.bytes, n}, &index) || index < 0 ||
        index != (double)(size_t)index ||
        !is_number((struct ordo_string){colon + 1, feature.length - n - 1}, &value))
        return ordo_fail(error, ORDO_ERR_FORMAT, "'%.*s' is no index:value",
                         feature.length < 60 ? (int)feature.length : 60, feature.bytes);
    word = (size_t)index < words->n ? words->items[(size_t)index] : NULL;
    if (word == NULL)
        return ordo_fail(error, ORDO_ERR_FORMAT, "index %.0f is not in the vocabulary%s", index,
                         index == 0 ? " (--zero-based?)" : "");
    put_word(text, (struct ordo_string){word, strlen(word)}, value);
    return 0;
}

static int take_svm_features(struct importing *importing, const struct rows_file *file,
                             struct line *line, struct json *text, struct ordo_error *error)
{
    struct example *example = &importing->example;
    struct ordo_string word = next_word(line);

    for (; word.length > 0; word = next_word(line)) {
        if (word.length > 4 && memcmp(word.bytes, "qid:", 4) == 0)
            example->group = value_of(word.bytes + 4, word.length - 4);
        else if (put_svm_feature(importing->words, text, word, error) != 0)
            return fail_in(file, line, word.bytes, error);
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
        struct ordo_string id = next_word(&rest);
        example->id = value_of(id.length == 0 ? NULL : id.bytes, id.length);
        line.end = comment;
    }
    label = next_word(&line);
    if (memchr(label.bytes, ':', label.length) != NULL)
        line.at = label.bytes; /* LIBSVM's multi-label files have lines without any */
    else
        take_vw_labels(importing, label);
    result = take_svm_features(importing, file, &line, &text, error);
    example->text = words_value(example, &text);
    if (result == 0)
        result = example_write(importing, error);
    json_release(&text);
    return result;
}

/* ---- SemEval's tweets ----------------------------------------------------------------------- */

static struct ordo_string unquoted(struct ordo_string cell)
{
    while (cell.length > 0 && is_space(cell.bytes[0])) {
        cell.bytes++;
        cell.length--;
    }
    while (cell.length > 0 && is_space(cell.bytes[cell.length - 1]))
        cell.length--;
    if (cell.length >= 2 && cell.bytes[0] == '"' && cell.bytes[cell.length - 1] == '"')
        return (struct ordo_string){cell.bytes + 1, cell.length - 2};
    return cell;
}

static bool is_sentiment(struct ordo_string cell)
{
    static const char *const labels[] = {
        "positive", "negative", "neutral", "objective", "objective-OR-neutral",
        "-2",       "-1",       "0",       "1",         "2"};

    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
        if (cell.length == strlen(labels[i]) && memcmp(cell.bytes, labels[i], cell.length) == 0)
            return true;
    return false;
}

static bool is_digits(struct ordo_string cell)
{
    for (size_t i = 0; i < cell.length; i++)
        if (!isdigit((unsigned char)cell.bytes[i]))
            return false;
    return cell.length > 0;
}

/* By the number of columns, the one that holds the label: id label text (2013 to 2017, subtask A);
 * id topic label text (B to E) and id user label text (2013, task 2 B); id user begin end label
 * text (2013, task 2 A, words counted from 0). */
#define TWEET_COLUMNS 6
static const size_t TWEET_LABEL[TWEET_COLUMNS + 1] = {[3] = 1, [4] = 2, [6] = 4};

static int take_tweet(struct importing *importing, const struct ordo_string *cells, size_t at)
{
    struct example *example = &importing->example;

    example->id = (struct value){cells[0], false};
    example->text = (struct value){cells[at + 1], false};
    example_label(example, head(importing), (struct value){unquoted(cells[at]), false}, SIZE_MAX);
    if (at == 2)
        example_member(example, is_digits(cells[1]) ? "user" : "topic",
                       (struct value){cells[1], false});
    if (at == 4) {
        example_member(example, "user", (struct value){cells[1], false});
        example_member(example, "first_word", (struct value){cells[2], is_digits(cells[2])});
        example_member(example, "last_word", (struct value){cells[3], is_digits(cells[3])});
    }
    return cells[at + 1].length == 13 && memcmp(cells[at + 1].bytes, "Not Available", 13) == 0;
}

int import_tweets(struct importing *importing, const struct rows_file *file,
                  const struct rows_row *row, struct ordo_error *error)
{
    struct line line = line_of(row);
    struct ordo_string cells[TWEET_COLUMNS];
    size_t n = 0, at;

    while (n < TWEET_COLUMNS && next_cell(&line, &cells[n]))
        n++;
    if (n > 3 && cells[n - 1].length == 0) /* some releases end lines with a tab */
        n--;
    at = TWEET_LABEL[n];
    if (at == 0) {
        ordo_fail(error, ORDO_ERR_FORMAT,
                  "%zu columns: wanted are id, label, text, or more with topic, user or span", n);
        return fail_in(file, &line, line.begin, error);
    }
    if (!is_sentiment(unquoted(cells[at]))) {
        ordo_fail(error, ORDO_ERR_FORMAT,
                  "'%.*s' is no sentiment (positive, negative, neutral, objective, -2 to 2)",
                  cells[at].length < 60 ? (int)cells[at].length : 60, cells[at].bytes);
        return fail_in(file, &line, cells[at].bytes, error);
    }
    if (take_tweet(importing, cells, at)) {
        importing->n_absent++; /* the tweet was deleted before this copy was made */
        return 0;
    }
    return example_write(importing, error);
}
