/* space.c: a table of settings, each with its default values and how a value is put into a
 * candidate. */
#include "space.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLANKS " \t\r"

struct setting {
    const char *name;
    bool of_field;
    const char *defaults;
    const char *other_defaults; /* of fields but the first */
    bool (*put)(struct candidate *candidate, size_t field, const char *value);
};

static bool read_number(const char *value, double low, double high, double *number)
{
    char *end;

    *number = strtod(value, &end);
    return end > value && *end == '\0' && *number >= low && *number <= high;
}

static bool read_count(const char *value, double low, double high, unsigned *count)
{
    double number;
    bool good = read_number(value, low, high, &number) && number == floor(number);

    *count = good ? (unsigned)number : 0;
    return good;
}

static bool read_yes(const char *value, bool *yes)
{
    *yes = strcmp(value, "yes") == 0;
    return *yes || strcmp(value, "no") == 0;
}

static bool put_words(struct candidate *candidate, size_t field, const char *value)
{
    return read_count(value, 0, ORDO_WORDS_MAX, &candidate->spec.fields[field].words);
}

static bool put_chars(struct candidate *candidate, size_t field, const char *value)
{
    struct ordo_field_spec *spec = &candidate->spec.fields[field];
    char rest;

    spec->chars_min = spec->chars_max = 0;
    if (strcmp(value, "none") == 0)
        return true;
    return sscanf(value, "%u-%u%c", &spec->chars_min, &spec->chars_max, &rest) == 2 &&
           spec->chars_min >= 1 && spec->chars_min <= spec->chars_max &&
           spec->chars_max <= ORDO_CHARS_MAX;
}

static bool put_skip(struct candidate *candidate, size_t field, const char *value)
{
    return read_count(value, 0, 8, &candidate->spec.fields[field].skip);
}

static bool put_negation(struct candidate *candidate, size_t field, const char *value)
{
    return read_yes(value, &candidate->spec.fields[field].negation);
}

/* The names are the library's to know. */
static bool put_tokens(struct candidate *candidate, size_t field, const char *value)
{
    struct ordo_spec spec;
    char text[256];
    int n = snprintf(text, sizeof text, "field text words 1\ntokens %s\n",
                     strcmp(value, "none") == 0 ? "" : value);

    (void)field;
    if (n < 0 || (size_t)n >= sizeof text)
        return false;
    for (char *at = text; *at != '\0'; at++)
        if (*at == ',')
            *at = ' ';
    if (ordo_spec_parse(&spec, text, (size_t)n, NULL) != 0)
        return false;
    candidate->spec.tokens = spec.tokens;
    return true;
}

static bool put_weighting(struct candidate *candidate, size_t field, const char *value)
{
    static const struct {
        const char *name;
        enum ordo_tf tf;
        bool idf, naive_bayes;
    } weightings[] = {
        {"binary", ORDO_TF_BINARY, false, false}, {"tf", ORDO_TF_COUNT, false, false},
        {"log-tf", ORDO_TF_LOG, false, false},    {"tfidf", ORDO_TF_COUNT, true, false},
        {"log-tfidf", ORDO_TF_LOG, true, false},  {"binary-idf", ORDO_TF_BINARY, true, false},
        {"nb", ORDO_TF_BINARY, false, true}};

    (void)field;
    for (size_t i = 0; i < sizeof weightings / sizeof *weightings; i++)
        if (strcmp(value, weightings[i].name) == 0) {
            candidate->spec.tf = weightings[i].tf;
            candidate->spec.idf = weightings[i].idf;
            candidate->naive_bayes = weightings[i].naive_bayes;
            return true;
        }
    return false;
}

static bool put_l2(struct candidate *candidate, size_t field, const char *value)
{
    (void)field;
    return read_yes(value, &candidate->spec.l2);
}

static bool put_min_df(struct candidate *candidate, size_t field, const char *value)
{
    (void)field;
    return read_count(value, 1, 999999999, &candidate->spec.min_df);
}

static bool put_max_features(struct candidate *candidate, size_t field, const char *value)
{
    (void)field;
    return read_count(value, 0, 999999999, &candidate->spec.max_features);
}

static bool put_select(struct candidate *candidate, size_t field, const char *value)
{
    (void)field;
    return recipe_selection(&candidate->selection, value, NULL) == 0;
}

static bool put_bias(struct candidate *candidate, size_t field, const char *value)
{
    (void)field;
    if (strcmp(value, "none") != 0)
        return read_number(value, -1, 1000, &candidate->bias);
    candidate->bias = -1;
    return true;
}

static bool put_interpolation(struct candidate *candidate, size_t field, const char *value)
{
    (void)field;
    return read_number(value, 0, 1, &candidate->interpolation);
}

static bool put_epsilon(struct candidate *candidate, size_t field, const char *value)
{
    (void)field;
    candidate->epsilon = 0;
    return strcmp(value, "default") == 0 || read_number(value, 1e-12, 1, &candidate->epsilon);
}

static bool put_solver(struct candidate *candidate, size_t field, const char *value)
{
    (void)field;
    return recipe_solver(&candidate->learning.solver, value, NULL) == 0 &&
           !solver_regresses(candidate->learning.solver);
}

static bool put_class_weight(struct candidate *candidate, size_t field, const char *value)
{
    (void)field;
    candidate->learning.balanced = strcmp(value, "balanced") == 0;
    candidate->learning.class_weights =
        candidate->learning.balanced || strcmp(value, "none") == 0 ? NULL : value;
    return candidate->learning.class_weights == NULL || strchr(value, '=') != NULL;
}

static bool put_offsets(struct candidate *candidate, size_t field, const char *value)
{
    (void)field;
    return read_yes(value, &candidate->offsets);
}

static bool put_C(struct candidate *candidate, size_t field, const char *value)
{
    (void)field;
    return read_number(value, 1e-12, 1e9, &candidate->learning.C);
}

/* From what makes texts to be read anew, over what makes a new matrix, to what is least work. */
static const struct setting SETTINGS[] = {
    {"negation", true, "no yes", "no", put_negation},
    {"tokens", false, "none keep-marks,keep-punctuation", NULL, put_tokens},
    {"words", true, "1 2 3", "1", put_words},
    {"chars", true, "none 3-5", "none", put_chars},
    {"skip", true, "0", "0", put_skip},
    {"weighting", false, "tfidf log-tfidf binary nb", NULL, put_weighting},
    {"l2", false, "yes no", NULL, put_l2},
    {"min-df", false, "1 2", NULL, put_min_df},
    {"max-features", false, "0", NULL, put_max_features},
    {"select", false, "none", NULL, put_select},
    {"bias", false, "1 none", NULL, put_bias},
    {"interpolation", false, "1 0.25", NULL, put_interpolation},
    {"epsilon", false, "default", NULL, put_epsilon},
    {"solver", false, "l2r-l2loss-svc-dual l2r-lr", NULL, put_solver},
    {"class-weight", false, "none balanced", NULL, put_class_weight},
    {"offsets", false, "no", NULL, put_offsets},
    {"C", false, "0.01..10", NULL, put_C}};
#define N_SETTINGS (sizeof SETTINGS / sizeof *SETTINGS)

static void forget_values(struct dimension *dimension)
{
    for (size_t i = 0; i < dimension->n; i++)
        free(dimension->values[i]);
    free(dimension->values);
    dimension->values = NULL;
    dimension->n = 0;
}

static int add_value(struct dimension *dimension, const char *value, struct ordo_error *error)
{
    struct candidate trash = {0};
    char **values = realloc(dimension->values, (dimension->n + 1) * sizeof *values);
    char *copy = strdup(value);

    if (values != NULL)
        dimension->values = values;
    if (values == NULL || copy == NULL) {
        free(copy);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    values[dimension->n++] = copy;
    return dimension->setting->put(&trash, dimension->field, copy)
               ? 0
               : ordo_fail(error, ORDO_ERR_OPTION, "no value '%s' of '%s' in the search space",
                           value, dimension->setting->name);
}

/* "A..B": steps of half a power of ten; "A..B/N": N values at even ratios. */
static int add_range(struct dimension *dimension, const char *value, struct ordo_error *error)
{
    double low, high, steps;
    unsigned n = 0;
    char rest, text[32];
    int read = sscanf(value, "%lf..%lf/%u%c", &low, &high, &n, &rest);

    if (read < 2 || read > 3 || (read == 2 && strchr(value, '/') != NULL) || !(low > 0) ||
        !(high > low) || (read == 3 && (n < 2 || n > 100)))
        return ordo_fail(error, ORDO_ERR_OPTION, "no range A..B or A..B/N in '%s'", value);
    steps = read == 3 ? n - 1 : floor(2 * log10(high / low) + 0.5);
    for (double i = 0; i <= steps; i++) {
        double ratio = read == 3 ? pow(high / low, i / steps) : pow(10, i / 2);
        snprintf(text, sizeof text, "%.3g", low * ratio);
        if (add_value(dimension, text, error) != 0)
            return -1;
    }
    return 0;
}

static int add_word(struct dimension *dimension, const char *word, struct ordo_error *error)
{
    return strstr(word, "..") != NULL ? add_range(dimension, word, error)
                                      : add_value(dimension, word, error);
}

static int add_words(struct dimension *dimension, const char *values, struct ordo_error *error)
{
    char *copy = strdup(values), *rest = copy, *word;
    int result = copy == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;

    while (result == 0 && (word = strtok_r(rest, BLANKS, &rest)) != NULL)
        result = add_word(dimension, word, error);
    free(copy);
    return result;
}

static struct dimension *find(struct space *space, const char *name, size_t field)
{
    for (size_t i = 0; i < space->n_dimensions; i++)
        if (strcmp(space->dimensions[i].setting->name, name) == 0 &&
            space->dimensions[i].field == field)
            return &space->dimensions[i];
    return NULL;
}

static int add_dimension(struct space *space, const struct setting *setting, size_t field,
                         struct ordo_error *error)
{
    struct dimension *dimension = &space->dimensions[space->n_dimensions++];

    *dimension = (struct dimension){setting, field, NULL, 0, false};
    return add_words(dimension, field == 0 ? setting->defaults : setting->other_defaults, error);
}

/* Field-wise settings stand before the others of their place in the table; order is by the table.
 */
static int rank_of(const struct dimension *dimension)
{
    return (int)(dimension->setting - SETTINGS) * ORDO_FIELDS_MAX + (int)dimension->field;
}

static int by_rank(const void *a, const void *b)
{
    return rank_of(a) - rank_of(b);
}

static int add_field(struct space *space, const char *name, struct ordo_error *error)
{
    size_t field = space->n_fields;

    if (field == ORDO_FIELDS_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d fields", ORDO_FIELDS_MAX);
    if (recipe_check_name(name, error) != 0)
        return -1;
    for (size_t i = 0; i < field; i++)
        if (strcmp(space->fields[i], name) == 0)
            return ordo_fail(error, ORDO_ERR_OPTION, "field '%s' named twice", name);
    strcpy(space->fields[space->n_fields++], name);
    for (size_t i = 0; i < N_SETTINGS; i++)
        if ((field == 0 || SETTINGS[i].of_field) &&
            add_dimension(space, &SETTINGS[i], field, error) != 0)
            return -1;
    qsort(space->dimensions, space->n_dimensions, sizeof *space->dimensions, by_rank);
    return 0;
}

int space_init(struct space *space, const char *const *fields, size_t n, struct ordo_error *error)
{
    memset(space, 0, sizeof *space);
    for (size_t i = 0; i < n; i++)
        if (add_field(space, fields[i], error) != 0)
            return -1;
    return 0;
}

/* Reads values, and in the line of a field settings and their values. */
static int read_values(struct space *space, char *rest, const char *name, size_t field,
                       struct ordo_error *error)
{
    struct dimension *dimension = find(space, name, field);
    char *word;

    if (dimension == NULL || (field > 0 && !dimension->setting->of_field))
        return ordo_fail(error, ORDO_ERR_OPTION, "unknown setting '%s' in the search space", name);
    forget_values(dimension);
    dimension->given = true;
    while ((word = strtok_r(rest, BLANKS, &rest)) != NULL) {
        struct dimension *next = find(space, word, field);
        if (next != NULL && next->setting->of_field && dimension->setting->of_field) {
            if (dimension->n == 0)
                break;
            return read_values(space, rest, word, field, error);
        }
        if (add_word(dimension, word, error) != 0)
            return -1;
    }
    return dimension->n > 0
               ? 0
               : ordo_fail(error, ORDO_ERR_OPTION, "no value of '%s' in the search space", name);
}

static int read_line(struct space *space, char *rest, struct ordo_error *error)
{
    char *key = strtok_r(rest, BLANKS, &rest), *name;
    size_t field = 0;

    if (key == NULL)
        return 0;
    if (strcmp(key, "field") != 0)
        return read_values(space, rest, key, 0, error);
    name = strtok_r(rest, BLANKS, &rest);
    if (name == NULL)
        return ordo_fail(error, ORDO_ERR_OPTION, "no name after 'field' in the search space");
    while (field < space->n_fields && strcmp(space->fields[field], name) != 0)
        field++;
    if (field == space->n_fields && add_field(space, name, error) != 0)
        return -1;
    key = strtok_r(rest, BLANKS, &rest);
    return key == NULL ? 0 : read_values(space, rest, key, field, error);
}

int space_parse(struct space *space, const char *text, size_t length, struct ordo_error *error)
{
    char *copy = strndup(text, length), *rest = copy, *line;
    uint64_t number = 0;
    int result = copy == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;

    while (result == 0 && (line = strsep(&rest, "\n")) != NULL) {
        number++;
        line[strcspn(line, "#")] = '\0';
        result = read_line(space, line, error);
        if (result != 0)
            ordo_fail_at(error, NULL, number, 0);
    }
    free(copy);
    return result;
}

void space_release(struct space *space)
{
    for (size_t i = 0; i < space->n_dimensions; i++)
        forget_values(&space->dimensions[i]);
    memset(space, 0, sizeof *space);
}

void space_put(struct candidate *candidate, const struct space *space, const size_t *choice)
{
    for (size_t i = 0; i < space->n_dimensions; i++) {
        const struct dimension *dimension = &space->dimensions[i];
        dimension->setting->put(candidate, dimension->field, dimension->values[choice[i]]);
    }
}
