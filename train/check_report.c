/* check_report.c: the problems of a data set as text, as JSON, and as a list. */
#include "check_private.h"
#include "deliver.h"
#include "tally.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN_BYTES 90 /* of a text in the report */

static const struct {
    const char *name, *title, *advice;
} KINDS[PROBLEM_KINDS] = {
    {"ill-formed", "texts with bytes that are no UTF-8, or with U+FFFD",
     "they were read in a wrong character set: see import --encoding"},
    {"short", "texts of fewer than two words", "nothing can be learnt from them"},
    {"long", "very long texts", "is each of them one statement?"},
    {"language", "texts in another language", "the words of one say nothing about another's"},
    {"duplicate", "texts that nearly repeat an earlier one",
     "keep them in one fold: fit --group, split"},
    {"conflict", "near-duplicates with another label",
     "one of the two is wrong, or what differs decides"},
    {"leak", "near-duplicates across parts", "figures on the later part are too good"},
    {"doubt", "labels that cross-validated prediction contradicts",
     "read them again; the ranking is by confidence"},
};

/* ---- report --------------------------------------------------------------------------------- */

/* Examples of each class of a head, to be freed; NULL when there is no memory. */
static size_t *count_labels(const struct checking *checking, size_t head)
{
    const struct dataset *dataset = &checking->dataset;
    size_t *counts = calloc((size_t)dataset->classes[head].n + 1, sizeof *counts);

    for (size_t i = 0; counts != NULL && i < dataset->n; i++) {
        uint32_t class = dataset->labels[i * dataset->n_labels + head];
        if (class != ORDO_NONE)
            counts[class]++;
    }
    return counts;
}

/* Whether two names are one but for spaces and the case of ASCII letters. */
static bool is_alike(const char *a, const char *b)
{
    for (;; a++, b++) {
        while (isspace((unsigned char)*a))
            a++;
        while (isspace((unsigned char)*b))
            b++;
        if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
            return false;
        if (*a == '\0')
            return true;
    }
}

/* Spreadsheets are full of these, and each is a class of its own. More classes than a head can have
 * are no labels, and would take long to compare. */
static void say_alike(const struct strings *classes, struct json *out)
{
    for (uint32_t k = 1; k < classes->n && classes->n <= CLASSES_MAX; k++)
        for (uint32_t j = 0; j < k; j++)
            if (is_alike(classes->items[j], classes->items[k])) {
                json_format(out,
                            "  '%s' and '%s' differ in case or spaces alone: one label? "
                            "(import --map)\n",
                            classes->items[j], classes->items[k]);
                break;
            }
}

static void say_labels(const struct checking *checking, struct json *out, size_t head)
{
    const struct strings *classes = &checking->dataset.classes[head];
    const struct doubts *doubts = &checking->doubts[head];
    size_t most = 0, least = SIZE_MAX, total = 0, *counts = count_labels(checking, head);

    json_format(out, "\n%s\n", checking->names.labels[head]);
    for (uint32_t k = 0; counts != NULL && k < classes->n; k++) {
        total += counts[k];
        most = counts[k] > most ? counts[k] : most;
        least = counts[k] < least ? counts[k] : least;
    }
    for (uint32_t k = 0; counts != NULL && k < classes->n; k++)
        json_format(out, "  %-24s %8zu  %5.1f %%\n", classes->items[k], counts[k],
                    100.0 * (double)counts[k] / (double)total);
    out->failed = out->failed || counts == NULL;
    free(counts);
    if (total < checking->dataset.n)
        json_format(out, "  %-24s %8zu\n", "(no label)", checking->dataset.n - total);
    say_alike(classes, out);
    if (classes->n > 1 && most > 2 * least) {
        double share = (double)most / (double)total;
        json_format(
            out,
            "  The commonest is %.1f times the rarest: saying it always gives accuracy %.2f "
            "and macro-F1 %.2f.\n"
            "  Judge by macro-F1, and try fit --class-weight balanced.\n",
            (double)most / (double)least, share, 2 * share / (1 + share) / (double)classes->n);
    }
    if (doubts->n_examples > 0)
        json_format(out,
                    "  cross-validated: accuracy %.3f, macro-F1 %.3f; %zu labels in doubt "
                    "(%.1f %%)\n",
                    doubts->accuracy, doubts->macro_f1, doubts->n,
                    100.0 * (double)doubts->n / (double)doubts->n_examples);
}

static int say_field(const struct checking *checking, struct json *out, size_t field,
                     struct ordo_error *error)
{
    struct strings values = {0};
    size_t *counts = calloc(checking->dataset.n + 1, sizeof *counts);

    for (size_t i = 0; counts != NULL && i < checking->dataset.n; i++) {
        struct ordo_string value = check_field(checking, i, FIELD_REST + field);
        uint32_t number =
            strings_intern(&values, value.bytes == NULL ? (struct ordo_string){"", 0} : value);
        if (number == ORDO_NONE) {
            free(counts);
            counts = NULL;
        } else {
            counts[number]++;
        }
    }
    if (counts == NULL) {
        strings_release(&values);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    json_format(out, "\n%s: %u values\n", checking->options->fields[field], values.n);
    for (size_t shown = 0; shown < checking->options->top; shown++) {
        uint32_t best = ORDO_NONE;
        for (uint32_t k = 0; k < values.n; k++)
            if (counts[k] > 0 && (best == ORDO_NONE || counts[k] > counts[best]))
                best = k;
        if (best == ORDO_NONE)
            break;
        json_format(out, "  %-24s %8zu\n",
                    values.items[best][0] == '\0' ? "(none)" : values.items[best], counts[best]);
        counts[best] = 0;
    }
    free(counts);
    strings_release(&values);
    return 0;
}

/* Bytes of a text that fit into the report, without parting a character. */
static int shown(struct ordo_string text)
{
    size_t length = text.length < SHOWN_BYTES ? text.length : SHOWN_BYTES;

    while (length < text.length && length > 0 && ((unsigned char)text.bytes[length] & 0xC0) == 0x80)
        length--;
    return (int)length;
}

static void say_place(const struct checking *checking, struct json *out, uint32_t example)
{
    struct ordo_string id = check_field(checking, example, FIELD_ID);
    const struct place *place = &checking->dataset.places[example];

    if (id.length > 0)
        json_format(out, "%.*s", (int)id.length, id.bytes);
    else
        json_format(out, "%s:%llu", checking->options->paths[place->path],
                    (unsigned long long)place->line);
}

static void say_problem(const struct checking *checking, struct json *out,
                        const struct problem *problem)
{
    struct ordo_string text = check_field(checking, problem->example, FIELD_TEXT);

    json_format(out, "  ");
    say_place(checking, out, problem->example);
    if (problem->other != ORDO_NONE) {
        json_format(out, " ~ ");
        say_place(checking, out, problem->other);
        json_format(out, " (%.2f)", problem->measure);
    }
    if (problem->kind == PROBLEM_LONG)
        json_format(out, " (%.0f words)", problem->measure);
    if (problem->detail[0] != '\0')
        json_format(out, "  %s", problem->detail);
    json_format(out, "\n      %.*s%s\n", shown(text), text.bytes,
                (size_t)shown(text) < text.length ? "…" : "");
}

static void say_problems(const struct checking *checking, struct json *out)
{
    for (int kind = 0; kind < PROBLEM_KINDS; kind++) {
        size_t said = 0;
        if (checking->n_of[kind] == 0)
            continue;
        json_format(out, "\n%zu %s (%s)\n", checking->n_of[kind], KINDS[kind].title,
                    KINDS[kind].advice);
        for (size_t i = 0; i < checking->n_problems && said < checking->options->top; i++)
            if (checking->problems[i].kind == (enum problem_kind)kind) {
                say_problem(checking, out, &checking->problems[i]);
                said++;
            }
        if (said < checking->n_of[kind])
            json_format(out, "  … and %zu more (--list FILE writes all)\n",
                        checking->n_of[kind] - said);
    }
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* Words of the text at a quantile; sorts checking->words. */
static void say_lengths(struct checking *checking, struct json *out)
{
    size_t n = checking->dataset.n;

    qsort(checking->words, n, sizeof *checking->words, by_number);
    json_format(out, "words: shortest %u, median %u, 95 %% up to %u, longest %u\n",
                checking->words[0], checking->words[n / 2], checking->words[n * 95 / 100],
                checking->words[n - 1]);
}

static void say_languages(const struct checking *checking, struct json *out)
{
    json_format(out, "languages:");
    for (uint32_t k = 0; k < checking->languages.n; k++)
        json_format(out, "%s %s %zu", k == 0 ? "" : ",", checking->languages.items[k],
                    check_count_language(checking, k));
    json_format(out, "\n");
}

int check_say(struct checking *checking, struct json *out, struct ordo_error *error)
{
    const struct dataset *dataset = &checking->dataset;

    json_format(out, "%zu examples, %zu rows left out\n", dataset->n, dataset->n_bad);
    say_lengths(checking, out);
    say_languages(checking, out);
    if (checking->options->group != NULL)
        json_format(out, "groups by %s: %u, the largest with %zu examples\n",
                    checking->options->group, dataset->group_names.n, checking->largest_group);
    for (size_t h = 0; h < dataset->n_labels; h++)
        say_labels(checking, out, h);
    for (size_t i = 0; i < checking->options->n_fields; i++)
        if (say_field(checking, out, i, error) != 0)
            return -1;
    say_problems(checking, out);
    if (checking->n_problems == 0)
        json_format(out, "\nno problems found\n");
    return 0;
}

/* ---- JSON ----------------------------------------------------------------------------------- */

static void put_place(const struct checking *checking, struct json *out, uint32_t example)
{
    struct ordo_string id = check_field(checking, example, FIELD_ID);
    const struct place *place = &checking->dataset.places[example];

    json_open(out, '{');
    if (id.length > 0) {
        json_key(out, "id");
        json_string(out, id.bytes, id.length);
    }
    json_key(out, "file");
    json_text(out, checking->options->paths[place->path]);
    json_key(out, "line");
    json_integer(out, (int64_t)place->line);
    json_close(out, '}');
}

/* A text whose bytes may be no UTF-8. */
static void put_text(struct json *out, struct ordo_string text)
{
    size_t n_ill_formed;
    char *repaired;

    if (ordo_utf8_valid(text.bytes, text.length) == text.length) {
        json_string(out, text.bytes, text.length);
        return;
    }
    repaired = malloc(3 * text.length + 1);
    if (repaired == NULL)
        out->failed = true;
    else
        json_string(out, repaired,
                    ordo_utf8_repair(text.bytes, text.length, repaired, &n_ill_formed));
    free(repaired);
}

static void put_problem(const struct checking *checking, struct json *out,
                        const struct problem *problem)
{
    struct ordo_string text = check_field(checking, problem->example, FIELD_TEXT);

    json_open(out, '{');
    json_key(out, "problem");
    json_text(out, KINDS[problem->kind].name);
    json_key(out, "at");
    put_place(checking, out, problem->example);
    if (problem->other != ORDO_NONE) {
        json_key(out, "other");
        put_place(checking, out, problem->other);
    }
    json_key(out, "measure");
    json_number(out, problem->measure, 4);
    if (problem->detail[0] != '\0') {
        json_key(out, "detail");
        json_text(out, problem->detail);
    }
    json_key(out, "text");
    put_text(out, text);
    json_close(out, '}');
}

static void put_counts(const struct checking *checking, struct json *out, size_t head)
{
    const struct strings *classes = &checking->dataset.classes[head];
    size_t *counts = count_labels(checking, head);

    json_key(out, checking->names.labels[head]);
    json_open(out, '{');
    for (uint32_t k = 0; counts != NULL && k < classes->n; k++) {
        json_key(out, classes->items[k]);
        json_integer(out, (int64_t)counts[k]);
    }
    json_close(out, '}');
    out->failed = out->failed || counts == NULL;
    free(counts);
}

void check_put(const struct checking *checking, struct json *out)
{
    const struct dataset *dataset = &checking->dataset;

    json_open(out, '{');
    json_key(out, "examples");
    json_integer(out, (int64_t)dataset->n);
    json_key(out, "rows_left_out");
    json_integer(out, (int64_t)dataset->n_bad);
    json_key(out, "labels");
    json_open(out, '{');
    for (size_t h = 0; h < dataset->n_labels; h++)
        put_counts(checking, out, h);
    json_close(out, '}');
    json_key(out, "problems");
    json_open(out, '{');
    for (int kind = 0; kind < PROBLEM_KINDS; kind++) {
        json_key(out, KINDS[kind].name);
        json_integer(out, (int64_t)checking->n_of[kind]);
    }
    json_close(out, '}');
    json_key(out, "list");
    json_open(out, '[');
    for (size_t i = 0; i < checking->n_problems; i++)
        put_problem(checking, out, &checking->problems[i]);
    json_close(out, ']');
    json_close(out, '}');
    json_newline(out);
}

int check_write_list(const struct checking *checking, struct ordo_error *error)
{
    struct json list = {0};

    for (size_t i = 0; i < checking->n_problems; i++) {
        put_problem(checking, &list, &checking->problems[i]);
        json_newline(&list);
    }
    return deliver(checking->options->list, &list, error);
}
