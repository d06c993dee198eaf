/* check_find.c: what is wrong with a data set, one kind of problem after another. */
#include "../lib/reserve.h"
#include "check_private.h"
#include "../lib/program/language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

static int add(struct checking *checking, struct problem problem, struct ordo_error *error)
{
    if (ordo_reserve(&checking->problems, &checking->capacity, checking->n_problems + 1,
                     sizeof *checking->problems, error) != 0)
        return -1;
    checking->problems[checking->n_problems++] = problem;
    checking->n_of[problem.kind]++;
    return 0;
}

int check_lengths(struct checking *checking, struct ordo_error *error)
{
    struct ordo_text text = {0};
    struct ordo_tokens tokens = {0};
    int result = 0;

    checking->words = malloc((checking->dataset.n + 1) * sizeof *checking->words);
    if (checking->words == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (uint32_t i = 0; result == 0 && i < checking->dataset.n; i++) {
        struct ordo_string source = check_field(checking, i, FIELD_TEXT);
        result = ordo_text_normalise(&text, source.bytes, source.length, error);
        if (result == 0)
            result = ordo_tokens_find(&tokens, text.bytes, text.length, 0, error);
        checking->words[i] = (uint32_t)tokens.n;
        if (result == 0 &&
            (text.n_ill_formed > 0 || memmem(source.bytes, source.length, REPLACEMENT, 3) != NULL))
            result = add(
                checking,
                (struct problem){PROBLEM_ILL_FORMED, i, ORDO_NONE, (double)text.n_ill_formed, ""},
                error);
        if (result == 0 && tokens.n < SHORT_WORDS)
            result =
                add(checking, (struct problem){PROBLEM_SHORT, i, ORDO_NONE, (double)tokens.n, ""},
                    error);
        else if (result == 0 && tokens.n > checking->options->long_words)
            result = add(checking,
                         (struct problem){PROBLEM_LONG, i, ORDO_NONE, (double)tokens.n, ""}, error);
    }
    ordo_text_release(&text);
    ordo_tokens_release(&tokens);
    return result;
}

static int read_languages(struct checking *checking, struct ordo_error *error)
{
    checking->language = malloc((checking->dataset.n + 1) * sizeof *checking->language);
    if (checking->language == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < checking->dataset.n; i++) {
        char code[LANGUAGE_ROOM];
        struct ordo_string text = check_field(checking, i, FIELD_TEXT);
        if (!language_of(text.bytes, text.length, code))
            return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        checking->language[i] = ORDO_NONE;
        if (code[0] == '\0')
            continue;
        checking->language[i] =
            strings_intern(&checking->languages, (struct ordo_string){code, strlen(code)});
        if (checking->language[i] == ORDO_NONE)
            return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    return 0;
}

size_t check_count_language(const struct checking *checking, uint32_t language)
{
    size_t n = 0;

    for (size_t i = 0; i < checking->dataset.n; i++)
        n += checking->language[i] == language;
    return n;
}

int check_languages(struct checking *checking, struct ordo_error *error)
{
    const char *expected = checking->options->language;
    size_t most = 0;
    int result = read_languages(checking, error);

    for (uint32_t k = 0;
         result == 0 && checking->options->language == NULL && k < checking->languages.n; k++) {
        size_t n = check_count_language(checking, k);
        if (n > most) {
            most = n;
            expected = checking->languages.items[k];
        }
    }
    for (uint32_t i = 0; result == 0 && expected != NULL && i < checking->dataset.n; i++) {
        struct problem problem = {PROBLEM_LANGUAGE, i, ORDO_NONE, 0, ""};
        if (checking->language[i] == ORDO_NONE ||
            language_is(expected, strlen(expected),
                        checking->languages.items[checking->language[i]]))
            continue;
        snprintf(problem.detail, sizeof problem.detail, "%s, not %s",
                 checking->languages.items[checking->language[i]], expected);
        result = add(checking, problem, error);
    }
    return result;
}

static const char *label_of(const struct checking *checking, size_t example, size_t head)
{
    const struct dataset *dataset = &checking->dataset;
    uint32_t label = dataset->labels[example * dataset->n_labels + head];

    return label == ORDO_NONE ? NULL : dataset->classes[head].items[label];
}

static bool same_part(const struct checking *checking, size_t a, size_t b)
{
    struct ordo_string x = check_field(checking, a, FIELD_PART);
    struct ordo_string y = check_field(checking, b, FIELD_PART);

    if (checking->options->part == NULL)
        return checking->dataset.places[a].path == checking->dataset.places[b].path;
    return x.length == y.length && (x.length == 0 || memcmp(x.bytes, y.bytes, x.length) == 0);
}

static int check_pair(struct checking *checking, const struct duplicate *pair,
                      struct ordo_error *error)
{
    struct problem problem = {PROBLEM_DUPLICATE, pair->second, pair->first, pair->similarity, ""};

    if (add(checking, problem, error) != 0)
        return -1;
    for (size_t h = 0; h < checking->dataset.n_labels; h++) {
        const char *first = label_of(checking, pair->first, h);
        const char *second = label_of(checking, pair->second, h);
        if (first == NULL || second == NULL || strcmp(first, second) == 0)
            continue;
        problem.kind = PROBLEM_CONFLICT;
        snprintf(problem.detail, sizeof problem.detail, "%s %s here, %s there",
                 checking->names.labels[h], second, first);
        if (add(checking, problem, error) != 0)
            return -1;
    }
    if (same_part(checking, pair->first, pair->second))
        return 0;
    problem.kind = PROBLEM_LEAK;
    problem.detail[0] = '\0';
    return add(checking, problem, error);
}

int check_duplicates(struct checking *checking, struct ordo_error *error)
{
    if (checking->options->near <= 0)
        return 0;
    if (duplicates_find(&checking->duplicates, checking->dataset.fields, checking->dataset.n,
                        checking->dataset.n_fields, checking->options->near, error) != 0)
        return -1;
    for (size_t i = 0; i < checking->duplicates.n_pairs; i++)
        if (check_pair(checking, &checking->duplicates.pairs[i], error) != 0)
            return -1;
    return 0;
}

/* "neutral, not oppose (p 0.93): treaty, thank" */
static void describe(const struct checking *checking, const struct doubts *doubts, size_t head,
                     const struct doubt *doubt, char detail[DETAIL_MAX])
{
    const struct strings *classes = &checking->dataset.classes[head];
    size_t length = (size_t)snprintf(detail, DETAIL_MAX, "%s: %.40s, not %.40s (p %.2f)",
                                     checking->names.labels[head], classes->items[doubt->suggested],
                                     classes->items[doubt->given], doubt->p_suggested);

    for (size_t i = 0; i < doubt->n_reasons && length < DETAIL_MAX; i++) {
        size_t size;
        const char *name = doubt_reason(doubts, doubt->reasons[i].feature, &size);
        if (length + size + 3 >= DETAIL_MAX)
            break; /* whole words or none */
        length += (size_t)snprintf(detail + length, DETAIL_MAX - length, "%s %.*s",
                                   i == 0 ? ":" : ",", (int)size, name);
    }
}

int check_labels(struct checking *checking, const struct talk *talk, size_t head,
                 struct ordo_error *error)
{
    const struct check_options *options = checking->options;
    struct doubts *doubts = &checking->doubts[head];
    struct doubt_options how = {&checking->names, options->n_folds, options->threads,
                                options->seed};

    if (doubts_find(doubts, &checking->dataset, head, &how, error) != 0) {
        if (error->code == ORDO_ERR_MEMORY)
            return -1;
        talk->bad_row(talk->context, error); /* too few examples: the rest of the report stands */
        return 0;
    }
    for (size_t i = 0; i < doubts->n; i++) {
        struct problem problem = {PROBLEM_DOUBT, doubts->items[i].example, ORDO_NONE,
                                  doubts->items[i].p_suggested, ""};
        describe(checking, doubts, head, &doubts->items[i], problem.detail);
        if (add(checking, problem, error) != 0)
            return -1;
    }
    return 0;
}
