/* check.c: a report on a data set before anyone trains on it.
 *
 * All problems are gathered into one list first; the text report, the JSON report and the list of
 * problems say the same. */
#include "check.h"
#include "../lib/reserve.h"
#include "doubt.h"
#include "duplicates.h"
#include "language.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */
#define SHORT_WORDS 2              /* fewer are too few */
#define DETAIL_MAX  200
#define SHOWN_BYTES 90 /* of a text in the report */

enum problem_kind {
    PROBLEM_ILL_FORMED,
    PROBLEM_SHORT,
    PROBLEM_LONG,
    PROBLEM_LANGUAGE,
    PROBLEM_DUPLICATE,
    PROBLEM_CONFLICT,
    PROBLEM_LEAK,
    PROBLEM_DOUBT,
    PROBLEM_KINDS
};

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

struct problem {
    enum problem_kind kind;
    uint32_t example, other; /* other: ORDO_NONE for none */
    double measure;          /* similarity, words, probability of the label suggested */
    char detail[DETAIL_MAX];
};

enum { FIELD_TEXT, FIELD_ID, FIELD_PART, FIELD_REST }; /* columns read */

struct checking {
    const struct check_options *options;
    struct dataset_names names;
    struct dataset dataset;
    struct duplicates duplicates;
    struct problem *problems;
    size_t n_problems, capacity;
    size_t n_of[PROBLEM_KINDS];
    uint32_t *words; /* [n] */
    struct doubts doubts[HEADS_MAX];
    bool judged; /* languages were */
    struct strings languages;
    uint32_t *language; /* [n] number in languages, or ORDO_NONE */
};

static struct ordo_string field_of(const struct checking *checking, size_t example, size_t field)
{
    return checking->dataset.fields[example * checking->dataset.n_fields + field];
}

static int add(struct checking *checking, struct problem problem, struct ordo_error *error)
{
    if (ordo_reserve(&checking->problems, &checking->capacity, checking->n_problems + 1,
                     sizeof *checking->problems, error) != 0)
        return -1;
    checking->problems[checking->n_problems++] = problem;
    checking->n_of[problem.kind]++;
    return 0;
}

/* ---- what is looked for --------------------------------------------------------------------- */

static int check_lengths(struct checking *checking, struct ordo_error *error)
{
    struct ordo_text text = {0};
    struct ordo_tokens tokens = {0};
    int result = 0;

    checking->words = malloc((checking->dataset.n + 1) * sizeof *checking->words);
    if (checking->words == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (uint32_t i = 0; result == 0 && i < checking->dataset.n; i++) {
        struct ordo_string source = field_of(checking, i, FIELD_TEXT);
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

/* Whether a code is the expected one, or one of two that could not be told apart. */
static bool is_expected(const char *code, const char *expected)
{
    size_t length = strlen(expected);
    const char *slash = strchr(code, '/');

    return strncmp(code, expected, length) == 0 ||
           (slash != NULL && strncmp(slash + 1, expected, length) == 0);
}

static int read_languages(struct checking *checking, void *handle, struct ordo_error *error)
{
    checking->language = malloc((checking->dataset.n + 1) * sizeof *checking->language);
    if (checking->language == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < checking->dataset.n; i++) {
        char code[LANGUAGE_ROOM];
        language_of(handle, field_of(checking, i, FIELD_TEXT), code);
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

static size_t count_language(const struct checking *checking, uint32_t language)
{
    size_t n = 0;

    for (size_t i = 0; i < checking->dataset.n; i++)
        n += checking->language[i] == language;
    return n;
}

static int check_languages(struct checking *checking, struct ordo_error *error)
{
    void *handle = language_open();
    const char *expected = checking->options->language;
    size_t most = 0;
    int result;

    if (handle == NULL)
        return 0;
    checking->judged = true;
    result = read_languages(checking, handle, error);
    language_close(handle);
    for (uint32_t k = 0;
         result == 0 && checking->options->language == NULL && k < checking->languages.n; k++) {
        size_t n = count_language(checking, k);
        if (n > most && strchr(checking->languages.items[k], '/') == NULL) {
            most = n;
            expected = checking->languages.items[k];
        }
    }
    for (uint32_t i = 0; result == 0 && expected != NULL && i < checking->dataset.n; i++) {
        struct problem problem = {PROBLEM_LANGUAGE, i, ORDO_NONE, 0, ""};
        if (checking->language[i] == ORDO_NONE ||
            is_expected(checking->languages.items[checking->language[i]], expected))
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
    struct ordo_string x = field_of(checking, a, FIELD_PART);
    struct ordo_string y = field_of(checking, b, FIELD_PART);

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

static int check_duplicates(struct checking *checking, struct ordo_error *error)
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

static int check_labels(struct checking *checking, const struct talk *talk, size_t head,
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

/* ---- report --------------------------------------------------------------------------------- */

static size_t count_label(const struct checking *checking, size_t head, uint32_t class)
{
    size_t n = 0;

    for (size_t i = 0; i < checking->dataset.n; i++)
        n += checking->dataset.labels[i * checking->dataset.n_labels + head] == class;
    return n;
}

static void say_labels(const struct checking *checking, struct json *out, size_t head)
{
    const struct strings *classes = &checking->dataset.classes[head];
    const struct doubts *doubts = &checking->doubts[head];
    size_t most = 0, least = SIZE_MAX, total = 0;

    json_format(out, "\n%s\n", checking->names.labels[head]);
    for (uint32_t k = 0; k < classes->n; k++) {
        size_t n = count_label(checking, head, k);
        total += n;
        most = n > most ? n : most;
        least = n < least ? n : least;
    }
    for (uint32_t k = 0; k < classes->n; k++) {
        size_t n = count_label(checking, head, k);
        json_format(out, "  %-24s %8zu  %5.1f %%\n", classes->items[k], n,
                    100.0 * (double)n / (double)total);
    }
    if (total < checking->dataset.n)
        json_format(out, "  %-24s %8zu\n", "(no label)", checking->dataset.n - total);
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
        struct ordo_string value = field_of(checking, i, FIELD_REST + field);
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
    struct ordo_string id = field_of(checking, example, FIELD_ID);
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
    struct ordo_string text = field_of(checking, problem->example, FIELD_TEXT);

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

static size_t largest_group(const struct checking *checking)
{
    const struct dataset *dataset = &checking->dataset;
    uint32_t *sizes = calloc(dataset->group_names.n + 1, sizeof *sizes);
    size_t most = 0;

    for (size_t i = 0; sizes != NULL && i < dataset->n; i++) {
        sizes[dataset->groups[i]]++;
        most = sizes[dataset->groups[i]] > most ? sizes[dataset->groups[i]] : most;
    }
    free(sizes);
    return most;
}

static void say_languages(const struct checking *checking, struct json *out)
{
    json_format(out, "languages:");
    if (!checking->judged)
        json_format(out, " not judged, libexttextcat-data is not installed");
    for (uint32_t k = 0; k < checking->languages.n; k++)
        json_format(out, "%s %s %zu", k == 0 ? "" : ",", checking->languages.items[k],
                    count_language(checking, k));
    json_format(out, "\n");
}

static int say(struct checking *checking, struct json *out, struct ordo_error *error)
{
    const struct dataset *dataset = &checking->dataset;

    json_format(out, "%zu examples, %zu rows left out\n", dataset->n, dataset->n_bad);
    say_lengths(checking, out);
    say_languages(checking, out);
    if (checking->options->group != NULL)
        json_format(out, "groups by %s: %u, the largest with %zu examples\n",
                    checking->options->group, dataset->group_names.n, largest_group(checking));
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
    struct ordo_string id = field_of(checking, example, FIELD_ID);
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
    struct ordo_string text = field_of(checking, problem->example, FIELD_TEXT);

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

static void put(const struct checking *checking, struct json *out)
{
    const struct dataset *dataset = &checking->dataset;

    json_open(out, '{');
    json_key(out, "examples");
    json_integer(out, (int64_t)dataset->n);
    json_key(out, "rows_left_out");
    json_integer(out, (int64_t)dataset->n_bad);
    json_key(out, "labels");
    json_open(out, '{');
    for (size_t h = 0; h < dataset->n_labels; h++) {
        json_key(out, checking->names.labels[h]);
        json_open(out, '{');
        for (uint32_t k = 0; k < dataset->classes[h].n; k++) {
            json_key(out, dataset->classes[h].items[k]);
            json_integer(out, (int64_t)count_label(checking, h, k));
        }
        json_close(out, '}');
    }
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

static int write_list(const struct checking *checking, struct ordo_error *error)
{
    struct ordo_output output;
    struct json line = {0};
    int result;

    if (ordo_output_open(&output, checking->options->list, error) != 0)
        return -1;
    for (size_t i = 0; i < checking->n_problems; i++) {
        put_problem(checking, &line, &checking->problems[i]);
        json_newline(&line);
    }
    result = line.failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                         : ordo_output_write(&output, line.bytes, line.length, error);
    if (result == 0)
        result = ordo_output_commit(&output, error);
    ordo_output_release(&output);
    json_release(&line);
    return result;
}

/* ---- all of it ------------------------------------------------------------------------------ */

static int read_data(struct checking *checking, const struct talk *talk, struct ordo_error *error)
{
    const struct check_options *options = checking->options;
    struct dataset_names *names = &checking->names;

    names->unlabelled = true;
    names->ill_formed = true; /* the report tells them */
    names->allowed = options->allowed;
    names->n_allowed = options->n_allowed;
    names->group = options->group;
    names->fields[FIELD_TEXT] = options->text;
    names->fields[FIELD_ID] = options->id;
    names->fields[FIELD_PART] = options->part == NULL ? options->id : options->part;
    names->n_fields = FIELD_REST + options->n_fields;
    for (size_t i = 0; i < options->n_fields; i++)
        names->fields[FIELD_REST + i] = options->fields[i];
    names->n_labels = options->n_labels;
    for (size_t h = 0; h < options->n_labels; h++)
        names->labels[h] = options->labels[h];
    if (dataset_read(&checking->dataset, names, options->paths, options->n_paths, talk, error) != 0)
        return -1;
    if (checking->dataset.n == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no examples in the data");
    for (size_t h = 0; h < names->n_labels; h++)
        if (dataset_order_classes(&checking->dataset, h, error) != 0)
            return -1;
    return 0;
}

static int run(struct checking *checking, const struct talk *talk, struct json *out,
               struct ordo_error *error)
{
    if (read_data(checking, talk, error) != 0 || check_lengths(checking, error) != 0 ||
        check_languages(checking, error) != 0 || check_duplicates(checking, error) != 0)
        return -1;
    for (size_t h = 0; checking->options->n_folds > 0 && h < checking->names.n_labels; h++)
        if (check_labels(checking, talk, h, error) != 0)
            return -1;
    if (checking->options->list != NULL && write_list(checking, error) != 0)
        return -1;
    if (checking->options->json)
        put(checking, out);
    else if (say(checking, out, error) != 0)
        return -1;
    return out->failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}

int check(const struct check_options *options, const struct talk *talk, struct json *out,
          size_t *n_bad, struct ordo_error *error)
{
    struct checking *checking = calloc(1, sizeof *checking);
    int result;

    if (checking == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    checking->options = options;
    result = run(checking, talk, out, error);
    *n_bad = checking->dataset.n_bad;
    for (size_t h = 0; h < HEADS_MAX; h++)
        doubts_release(&checking->doubts[h]);
    strings_release(&checking->languages);
    duplicates_release(&checking->duplicates);
    dataset_release(&checking->dataset);
    free(checking->problems);
    free(checking->words);
    free(checking->language);
    free(checking);
    return result;
}
