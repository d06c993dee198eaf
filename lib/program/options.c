/* options.c: an option table turned into getopt_long's own, and into help. */
#include "options.h"
#include "../destination.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define OPTIONS_MAX 64
#define FIRST_LONG  256 /* values of options, out of the way of letters */

static void *slot(const struct option_row *row, void *options)
{
    return (char *)options + row->at;
}

static int set_choice(const struct option_row *row, int *choice, const char *value,
                      struct ordo_error *error)
{
    const char *at = row->choices;
    size_t length = strlen(value);

    for (int i = 0; *at != '\0'; i++) {
        size_t n = strcspn(at, "|");
        if (n == length && memcmp(at, value, n) == 0) {
            *choice = i;
            return 0;
        }
        at += n + (at[n] == '|');
    }
    return ordo_fail(error, ORDO_ERR_OPTION, "unknown value '%s' for --%s (one of %s)", value,
                     row->name, row->choices);
}

static int set_number(const struct option_row *row, void *options, const char *value,
                      struct ordo_error *error)
{
    char *end;
    double number;

    errno = 0;
    number = strtod(value, &end);
    if (end == value || *end != '\0' || errno != 0 ||
        (row->kind == OPTION_COUNT && (number < 0 || number != (double)(uint64_t)number)))
        return ordo_fail(error, ORDO_ERR_OPTION, "no number '%s' for --%s", value, row->name);
    if (!(number >= row->min && number <= row->max))
        return ordo_fail(error, ORDO_ERR_OPTION, "value '%s' for --%s is not in %g to %g", value,
                         row->name, row->min, row->max);
    if (row->kind == OPTION_COUNT)
        *(size_t *)slot(row, options) = (size_t)number;
    else
        *(double *)slot(row, options) = number;
    return 0;
}

static int set(const struct option_row *row, void *options, const char *value,
               struct ordo_error *error)
{
    switch (row->kind) {
    case OPTION_FLAG:
        *(bool *)slot(row, options) = true;
        return 0;
    case OPTION_TEXT:
    case OPTION_OUTPUT:
        *(const char **)slot(row, options) = value;
        return 0;
    case OPTION_LIST: {
        struct option_list *list = slot(row, options);
        const char **items = realloc(list->items, (list->n + 1) * sizeof *items);
        if (items == NULL)
            return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        items[list->n++] = value;
        list->items = items;
        return 0;
    }
    case OPTION_CHOICE:
        return set_choice(row, slot(row, options), value, error);
    case OPTION_COUNT:
    case OPTION_NUMBER:
        return set_number(row, options, value, error);
    }
    return 0;
}

static const struct option_row *row_of(const struct option_row *table, int value)
{
    if (value >= FIRST_LONG)
        return &table[value - FIRST_LONG];
    while (table->name != NULL && table->letter != value)
        table++;
    return table->name == NULL ? NULL : table;
}

int options_parse(const struct option_row *table, void *options, int argc, char **argv,
                  struct ordo_error *error)
{
    struct option longs[OPTIONS_MAX + 1] = {{NULL, 0, NULL, 0}};
    char letters[2 * OPTIONS_MAX + 2] = ":";
    size_t n = 0, at = 1;
    int value;

    for (int i = 0; table[i].name != NULL; i++) {
        int takes = table[i].kind == OPTION_FLAG ? no_argument : required_argument;
        if (table[i].name[0] == '\0' || n == OPTIONS_MAX)
            continue;
        longs[n++] = (struct option){table[i].name, takes, NULL, FIRST_LONG + i};
        if (table[i].letter != 0) {
            letters[at++] = table[i].letter;
            if (takes == required_argument)
                letters[at++] = ':';
        }
    }
    optind = 0; /* glibc: start anew, whatever was parsed before */
    while ((value = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
        const struct option_row *row = value == '?' || value == ':' ? NULL : row_of(table, value);
        if (value == ':')
            return ordo_fail(error, ORDO_ERR_OPTION, "no value for '%s'", argv[optind - 1]);
        if (row == NULL)
            return ordo_fail(error, ORDO_ERR_OPTION, "unknown option '%s'", argv[optind - 1]);
        if (set(row, options, optarg, error) != 0)
            return -1;
    }
    return optind;
}

static const char *choice(const struct option_row *row, int chosen, size_t *length)
{
    const char *at = row->choices;

    while (chosen-- > 0)
        at += strcspn(at, "|") + 1;
    *length = strcspn(at, "|");
    return at;
}

static void join(const struct option_list *list, char *out, size_t size)
{
    size_t at = 0;

    out[0] = '\0';
    for (size_t i = 0; i < list->n && at < size; i++) {
        int n = snprintf(out + at, size - at, "%s%s", i > 0 ? " " : "", list->items[i]);
        at += n < 0 ? 0 : (size_t)n;
    }
}

bool options_value(const struct option_row *row, const void *options, char *out, size_t size)
{
    const void *value = (const char *)options + row->at;
    bool given = true;
    size_t length;
    const char *text;

    switch (row->kind) {
    case OPTION_FLAG:
        given = *(const bool *)value;
        snprintf(out, size, "%s", given ? "given" : "");
        break;
    case OPTION_TEXT:
    case OPTION_OUTPUT:
        text = *(const char *const *)value;
        given = text != NULL;
        snprintf(out, size, "%s", given ? text : "");
        break;
    case OPTION_LIST:
        given = ((const struct option_list *)value)->n > 0;
        join(value, out, size);
        break;
    case OPTION_CHOICE:
        text = choice(row, *(const int *)value, &length);
        snprintf(out, size, "%.*s", (int)length, text);
        break;
    case OPTION_COUNT:
        snprintf(out, size, "%zu", *(const size_t *)value);
        break;
    case OPTION_NUMBER:
        snprintf(out, size, "%.17g", *(const double *)value);
        break;
    }
    for (char *c = out; *c != '\0'; c++)
        if (*c == '\n' || *c == '\r')
            *c = ' ';
    return given;
}

bool options_given(const struct option_row *row, const void *options, const void *usual)
{
    static const size_t sizes[] = {
        [OPTION_FLAG] = sizeof(bool),           [OPTION_TEXT] = sizeof(const char *),
        [OPTION_OUTPUT] = sizeof(const char *), [OPTION_LIST] = sizeof(struct option_list),
        [OPTION_COUNT] = sizeof(size_t),        [OPTION_NUMBER] = sizeof(double),
        [OPTION_CHOICE] = sizeof(int)};

    return memcmp((const char *)options + row->at, (const char *)usual + row->at,
                  sizes[row->kind]) != 0;
}

static bool is_same(const char *output, const char *input)
{
    return strcmp(input, "-") != 0 && ordo_destination_same(output, input);
}

static int fail_same(struct ordo_error *error, const struct option_row *output,
                     const struct option_row *row, const char *path)
{
    return ordo_fail(error, ORDO_ERR_OPTION, "--%s and --%s are the same file '%s'", output->name,
                     row->name, path);
}

static int check_against(const struct option_row *output, const char *path,
                         const struct option_row *row, const void *options,
                         struct ordo_error *error)
{
    const void *at = (const char *)options + row->at;
    bool is_read = row->value_name != NULL &&
                   (strcmp(row->value_name, "FILE") == 0 || strcmp(row->value_name, "MODEL") == 0);

    if (row->kind == OPTION_OUTPUT || (is_read && row->kind == OPTION_TEXT)) {
        const char *other = *(const char *const *)at;
        if (other != NULL && (row->kind == OPTION_OUTPUT ? ordo_destination_same(path, other)
                                                         : is_same(path, other)))
            return fail_same(error, output, row, path);
    }
    if (is_read && row->kind == OPTION_LIST) {
        const struct option_list *list = at;
        for (size_t i = 0; i < list->n; i++)
            if (is_same(path, list->items[i]))
                return fail_same(error, output, row, path);
    }
    return 0;
}

int options_check_outputs(const struct option_row *table, const void *options,
                          const char *const *operands, size_t n_operands, struct ordo_error *error)
{
    for (const struct option_row *output = table; output->name != NULL; output++) {
        const char *path;
        if (output->kind != OPTION_OUTPUT)
            continue;
        path = *(const char *const *)((const char *)options + output->at);
        if (path == NULL)
            continue;
        for (size_t i = 0; i < n_operands; i++)
            if (is_same(path, operands[i]))
                return ordo_fail(error, ORDO_ERR_OPTION, "--%s would write over the input '%s'",
                                 output->name, operands[i]);
        for (const struct option_row *row = table; row->name != NULL; row++)
            if (row != output && check_against(output, path, row, options, error) != 0)
                return -1;
    }
    return 0;
}

void options_help(const struct option_row *table, FILE *stream)
{
    for (; table->name != NULL; table++) {
        char left[64];
        int n;
        if (table->name[0] == '\0') {
            fprintf(stream, "\n%s:\n", table->help);
            continue;
        }
        n = snprintf(left, sizeof left, "  %c%c%s--%s%s%s", table->letter != 0 ? '-' : ' ',
                     table->letter != 0 ? table->letter : ' ', table->letter != 0 ? ", " : "  ",
                     table->name, table->value_name != NULL ? " " : "",
                     table->value_name != NULL ? table->value_name : "");
        fprintf(stream, "%-31s%s%s\n", left, n > 30 ? "\n                               " : "",
                table->help);
    }
}

size_t options_processors(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);

    return n < 1 ? 1 : (size_t)n;
}

void options_release(const struct option_row *table, void *options)
{
    for (; table->name != NULL; table++)
        if (table->kind == OPTION_LIST && table->name[0] != '\0') {
            struct option_list *list = slot(table, options);
            free(list->items);
            list->items = NULL;
            list->n = 0;
        }
}
