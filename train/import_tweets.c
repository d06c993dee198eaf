/* import_tweets.c: SemEval's tweets labelled for sentiment. */
#include "import_line.h"

#include <ctype.h>
#include <string.h>

static struct ordo_string unquoted(struct ordo_string cell)
{
    while (cell.length > 0 && line_is_space(cell.bytes[0])) {
        cell.bytes++;
        cell.length--;
    }
    while (cell.length > 0 && line_is_space(cell.bytes[cell.length - 1]))
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
    example_label(example, line_head(importing), (struct value){unquoted(cells[at]), false},
                  SIZE_MAX);
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

    while (n < TWEET_COLUMNS && line_cell(&line, &cells[n]))
        n++;
    if (n > 3 && cells[n - 1].length == 0) /* some releases end lines with a tab */
        n--;
    at = TWEET_LABEL[n];
    if (at == 0) {
        ordo_fail(error, ORDO_ERR_FORMAT,
                  "%zu columns: wanted are id, label, text, or more with topic, user or span", n);
        return line_fail_at(file, &line, line.begin, error);
    }
    if (!is_sentiment(unquoted(cells[at]))) {
        ordo_fail(error, ORDO_ERR_FORMAT,
                  "'%.*s' is no sentiment (positive, negative, neutral, objective, -2 to 2)",
                  cells[at].length < 60 ? (int)cells[at].length : 60, cells[at].bytes);
        return line_fail_at(file, &line, cells[at].bytes, error);
    }
    if (take_tweet(importing, cells, at)) {
        importing->n_absent++; /* the tweet was deleted before this copy was made */
        return 0;
    }
    return example_write(importing, error);
}
