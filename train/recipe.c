/* recipe.c: the settings of learning are read here; all other lines are left to the library's
 * feature specification, which sees them at the numbers that they have in the file. */
#include "recipe.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BLANKS " \t\r"

/* One line being read. */
struct line {
    char *rest; /* words are cut off it */
    uint64_t number;
    struct ordo_error *error;
};

static char *next_word(struct line *line)
{
    return strtok_r(NULL, BLANKS, &line->rest);
}

static int refuse(const struct line *line, const char *what, const char *word)
{
    ordo_fail(line->error, ORDO_ERR_OPTION, "%s '%s' in the specification", what, word);
    return ordo_fail_at(line->error, NULL, line->number, 0);
}

static int read_number(struct line *line, const char *key, double low, double high, double *number)
{
    const char *word = next_word(line);
    char *end;

    if (word == NULL)
        return refuse(line, "no number after", key);
    *number = strtod(word, &end);
    if (end == word || *end != '\0')
        return refuse(line, "no number", word);
    if (!(*number >= low && *number <= high))
        return refuse(line, "number out of range after", key);
    return 0;
}

int recipe_check_name(const char *name, struct ordo_error *error)
{
    if (strlen(name) >= ORDO_NAME_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "name '%s' is too long", name);
    return name[0] != '\0' && strpbrk(name, BLANKS "\n#") == NULL
               ? 0
               : ordo_fail(error, ORDO_ERR_OPTION,
                           "no specification can have the name '%s', with a space or # (import "
                           "--field NAME=COLUMN gives another)",
                           name);
}

int recipe_solver(enum solver *solver, const char *name, struct ordo_error *error)
{
    char *end;
    long number = strtol(name, &end, 10);

    for (size_t i = 0; i < N_SOLVERS; i++)
        if (strcmp(SOLVERS[i].name, name) == 0 ||
            (end > name && *end == '\0' && number == (long)SOLVERS[i].solver)) {
            *solver = SOLVERS[i].solver;
            return 0;
        }
    return ordo_fail(error, ORDO_ERR_OPTION,
                     "unknown solver '%s' (a name as l2r-lr, or a number of LIBLINEAR's: 0-7, "
                     "11-13)",
                     name);
}

int recipe_selection(struct selection *selection, const char *text, struct ordo_error *error)
{
    size_t length = strcspn(text, ": ");
    char *end;
    unsigned long n;

    for (int by = 0; by < N_SELECTING; by++) {
        if (length != strlen(SELECTING_NAMES[by]) || memcmp(text, SELECTING_NAMES[by], length) != 0)
            continue;
        *selection = (struct selection){(enum selecting)by, 0};
        if (by == SELECT_NONE && text[length] == '\0')
            return 0;
        n = strtoul(text + length + (text[length] != '\0'), &end, 10);
        if (by == SELECT_NONE || n < 1 || n > 999999999 || *end != '\0')
            break;
        selection->n = (uint32_t)n;
        return 0;
    }
    return ordo_fail(error, ORDO_ERR_OPTION,
                     "no selection in '%s' (none, chi2:N, gain:N or l1:N features)", text);
}

static int read_solver(struct line *line, struct head_options *options)
{
    const char *word = next_word(line);

    if (word == NULL)
        return refuse(line, "no name after", "solver");
    if (recipe_solver(&options->solver, word, line->error) != 0)
        return ordo_fail_at(line->error, NULL, line->number, 0);
    return 0;
}

static int read_class_weight(struct line *line, struct head_options *options)
{
    const char *word = next_word(line);

    if (word == NULL)
        return refuse(line, "nothing after", "class-weight");
    free((char *)(uintptr_t)options->class_weights);
    options->class_weights = NULL;
    options->balanced = strcmp(word, "balanced") == 0;
    if (options->balanced || strcmp(word, "none") == 0)
        return 0;
    options->class_weights = strdup(word);
    return options->class_weights != NULL
               ? 0
               : ordo_fail(line->error, ORDO_ERR_MEMORY, "out of memory");
}

/* All numbers that follow. */
static int read_offsets(struct line *line, struct head_options *options)
{
    double *offsets = NULL, value;

    free((double *)(uintptr_t)options->offsets);
    options->offsets = NULL;
    options->n_offsets = 0;
    while (line->rest[strspn(line->rest, BLANKS)] != '\0') {
        double *larger = realloc(offsets, (options->n_offsets + 1) * sizeof *offsets);
        if (larger == NULL) {
            free(offsets);
            return ordo_fail(line->error, ORDO_ERR_MEMORY, "out of memory");
        }
        offsets = larger;
        options->offsets = offsets;
        if (read_number(line, "offsets", -1e6, 1e6, &value) != 0)
            return -1;
        offsets[options->n_offsets++] = value;
    }
    return options->n_offsets > 0 ? 0 : refuse(line, "no number after", "offsets");
}

/* A setting that each head has for itself. 1: read; 0: no such setting; -1: bad. */
static int read_head_setting(struct line *line, const char *key, struct head_options *options)
{
    int result;

    if (strcmp(key, "solver") == 0)
        result = read_solver(line, options);
    else if (strcmp(key, "C") == 0)
        result = read_number(line, key, 1e-12, 1e9, &options->C);
    else if (strcmp(key, "class-weight") == 0)
        result = read_class_weight(line, options);
    else if (strcmp(key, "offsets") == 0)
        result = read_offsets(line, options);
    else
        return 0;
    return result == 0 ? 1 : -1;
}

static int copy_options(struct head_options *to, const struct head_options *from,
                        struct ordo_error *error)
{
    size_t size = from->n_offsets * sizeof *from->offsets;
    double *offsets = from->n_offsets == 0 ? NULL : malloc(size);

    *to = *from;
    to->offsets = NULL;
    to->class_weights = from->class_weights == NULL ? NULL : strdup(from->class_weights);
    if ((from->n_offsets > 0 && offsets == NULL) ||
        (from->class_weights != NULL && to->class_weights == NULL)) {
        free(offsets);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    if (offsets != NULL)
        memcpy(offsets, from->offsets, size);
    to->offsets = offsets;
    return 0;
}

int recipe_own(struct head_options *options, struct ordo_error *error)
{
    struct head_options borrowed = *options;

    return copy_options(options, &borrowed, error);
}

static int read_head(struct line *line, struct recipe *recipe)
{
    const char *name = next_word(line), *key;
    struct recipe_head *head = &recipe->heads[recipe->n_heads];

    if (name == NULL || strlen(name) >= sizeof head->name)
        return refuse(line, "no name of a head after", "head");
    if (recipe->n_heads == HEADS_MAX)
        return refuse(line, "too many heads at", name);
    recipe->n_heads++; /* also what is half read must be released */
    memset(head, 0, sizeof *head);
    strcpy(head->name, name);
    if (copy_options(&head->options, &recipe->common, line->error) != 0)
        return -1;
    while ((key = next_word(line)) != NULL) {
        int result = read_head_setting(line, key, &head->options);
        if (result == 0)
            return refuse(line, "unknown setting of a head", key);
        if (result < 0)
            return -1;
    }
    return 0;
}

static int read_yes(struct line *line, const char *key, bool *value)
{
    const char *word = next_word(line);

    if (word == NULL || (strcmp(word, "yes") != 0 && strcmp(word, "no") != 0))
        return refuse(line, "no yes or no after", key);
    *value = word[0] == 'y';
    return 0;
}

static int read_select(struct line *line, struct recipe *recipe)
{
    line->rest += strspn(line->rest, BLANKS);
    line->rest[strcspn(line->rest, "\r")] = '\0';
    for (size_t n = strlen(line->rest); n > 0 && strchr(BLANKS, line->rest[n - 1]) != NULL; n--)
        line->rest[n - 1] = '\0';
    if (recipe_selection(&recipe->selection, line->rest, line->error) != 0)
        return ordo_fail_at(line->error, NULL, line->number, 0);
    line->rest += strlen(line->rest);
    return 0;
}

/* 1: it was a setting of learning; 0: it is none; -1: bad. */
static int read_line(struct line *line, const char *key, struct recipe *recipe)
{
    int result = read_head_setting(line, key, &recipe->common);

    if (result != 0)
        return result;
    if (strcmp(key, "head") == 0)
        result = read_head(line, recipe);
    else if (strcmp(key, "select") == 0)
        result = read_select(line, recipe);
    else if (strcmp(key, "nb") == 0)
        result = read_yes(line, key, &recipe->naive_bayes);
    else if (strcmp(key, "interpolation") == 0)
        result = read_number(line, key, 0, 1, &recipe->interpolation);
    else if (strcmp(key, "bias") == 0)
        result = read_number(line, key, -1, 1000, &recipe->bias);
    else if (strcmp(key, "epsilon") == 0)
        result = read_number(line, key, 0, 1, &recipe->epsilon);
    else
        return 0;
    return result == 0 ? 1 : -1;
}

/* Reads the line at `text` when it is one of learning, and blanks it for the library. */
static int take_line(char *text, size_t length, uint64_t number, struct recipe *recipe,
                     struct ordo_error *error)
{
    char *copy = strndup(text, length), *key, *word;
    struct line line = {NULL, number, error};
    int result;

    if (copy == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    copy[strcspn(copy, "#")] = '\0';
    key = strtok_r(copy, BLANKS, &line.rest);
    result = key == NULL ? 0 : read_line(&line, key, recipe);
    if (result == 1 && (word = next_word(&line)) != NULL)
        result = refuse(&line, "unexpected word", word);
    if (result == 1)
        memset(text, ' ', length);
    free(copy);
    return result < 0 ? -1 : 0;
}

void recipe_init(struct recipe *recipe)
{
    memset(recipe, 0, sizeof *recipe);
    ordo_spec_default(&recipe->spec);
    recipe->interpolation = 1;
    recipe->bias = 1;
    recipe->common.solver = SOLVER_L2R_L2LOSS_SVC_DUAL;
    recipe->common.C = 1;
}

int recipe_parse(struct recipe *recipe, const char *text, size_t length, struct ordo_error *error)
{
    char *left = malloc(length + 1);
    uint64_t number = 0;
    int result = 0;

    recipe_init(recipe);
    if (left == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (length > 0)
        memcpy(left, text, length);
    for (size_t at = 0; result == 0 && at < length;) {
        const char *stop = memchr(left + at, '\n', length - at);
        size_t n = stop == NULL ? length - at : (size_t)(stop - left) - at;
        result = take_line(left + at, n, ++number, recipe, error);
        at += n + 1;
    }
    if (result == 0)
        result = ordo_spec_parse(&recipe->spec, left, length, error);
    free(left);
    return result;
}

const char *recipe_solver_name(enum solver solver)
{
    size_t i = 0;

    while (SOLVERS[i].solver != solver)
        i++;
    return SOLVERS[i].name;
}

static void write_head(struct json *out, const struct head_options *options, char between)
{
    json_format(out, "solver %s%cC %.9g", recipe_solver_name(options->solver), between, options->C);
    if (options->balanced || options->class_weights != NULL)
        json_format(out, "%cclass-weight %s", between,
                    options->balanced ? "balanced" : options->class_weights);
    if (options->n_offsets > 0)
        json_format(out, "%coffsets", between);
    for (size_t i = 0; i < options->n_offsets; i++)
        json_format(out, " %.9g", options->offsets[i]);
    json_format(out, "\n");
}

void recipe_write(struct json *out, const struct recipe *recipe)
{
    char spec[ORDO_SPEC_TEXT_MAX];

    ordo_spec_format(&recipe->spec, spec, sizeof spec);
    json_format(out, "%s", spec);
    if (recipe->selection.by != SELECT_NONE)
        json_format(out, "select %s %u\n", SELECTING_NAMES[recipe->selection.by],
                    recipe->selection.n);
    if (recipe->naive_bayes)
        json_format(out, "nb yes\ninterpolation %.9g\n", recipe->interpolation);
    json_format(out, "bias %.9g\n", recipe->bias);
    if (recipe->epsilon > 0)
        json_format(out, "epsilon %.9g\n", recipe->epsilon);
    if (recipe->n_heads == 0)
        write_head(out, &recipe->common, '\n');
    for (size_t i = 0; i < recipe->n_heads; i++) {
        json_format(out, "head %s ", recipe->heads[i].name);
        write_head(out, &recipe->heads[i].options, ' ');
    }
}

const struct head_options *recipe_head(const struct recipe *recipe, const char *name)
{
    for (size_t i = 0; i < recipe->n_heads; i++)
        if (strcmp(recipe->heads[i].name, name) == 0)
            return &recipe->heads[i].options;
    return &recipe->common;
}

static void release_options(struct head_options *options)
{
    free((char *)(uintptr_t)options->class_weights);
    free((double *)(uintptr_t)options->offsets);
}

void recipe_release(struct recipe *recipe)
{
    release_options(&recipe->common);
    for (size_t i = 0; i < recipe->n_heads; i++)
        release_options(&recipe->heads[i].options);
    memset(recipe, 0, sizeof *recipe);
}
