/* spec.c: the feature specification and its text form (grammar in docs/spec.md). */
#include "ordo.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const TF_NAMES[] = {"count", "log", "binary"};

static const struct {
    const char *name;
    unsigned option;
} TOKEN_OPTIONS[] = {
    {"map-urls", ORDO_MAP_URLS},           {"map-mentions", ORDO_MAP_MENTIONS},
    {"map-numbers", ORDO_MAP_NUMBERS},     {"keep-marks", ORDO_KEEP_MARKS},
    {"keep-hashtags", ORDO_KEEP_HASHTAGS}, {"keep-punctuation", ORDO_KEEP_PUNCTUATION},
};
#define N_TOKEN_OPTIONS (sizeof TOKEN_OPTIONS / sizeof *TOKEN_OPTIONS)

void ordo_spec_default(struct ordo_spec *spec)
{
    memset(spec, 0, sizeof *spec);
    strcpy(spec->fields[0].name, "text");
    spec->fields[0].words = 2;
    spec->n_fields = 1;
    spec->idf = true;
    spec->l2 = true;
    spec->min_df = 2;
}

/* One line being read: words taken from it one by one. */
struct line {
    const char *at, *end;
    uint64_t number;
    struct ordo_error *error;
};

static bool next_word(struct line *line, char *word, size_t size)
{
    size_t n = 0;

    while (line->at < line->end && (*line->at == ' ' || *line->at == '\t' || *line->at == '\r'))
        line->at++;
    while (line->at < line->end && *line->at != ' ' && *line->at != '\t' && *line->at != '\r') {
        if (n + 1 < size)
            word[n++] = *line->at;
        line->at++;
    }
    word[n] = '\0';
    return n > 0;
}

static int refuse(struct line *line, const char *what, const char *word)
{
    ordo_fail(line->error, ORDO_ERR_OPTION, "%s '%s' in the feature specification", what, word);
    return ordo_fail_at(line->error, NULL, line->number, 0);
}

static int read_number(struct line *line, const char *key, unsigned low, unsigned high,
                       unsigned *value)
{
    char word[16];
    unsigned long n = 0;

    if (!next_word(line, word, sizeof word) || strspn(word, "0123456789") != strlen(word) ||
        strlen(word) > 9)
        return refuse(line, "no number after", key);
    for (const char *p = word; *p != '\0'; p++)
        n = n * 10 + (unsigned long)(*p - '0');
    if (n < low || n > high)
        return refuse(line, "number out of range after", key);
    *value = (unsigned)n;
    return 0;
}

static int read_bool(struct line *line, const char *key, bool *value)
{
    char word[8];

    if (!next_word(line, word, sizeof word) ||
        (strcmp(word, "yes") != 0 && strcmp(word, "no") != 0))
        return refuse(line, "no yes or no after", key);
    *value = word[0] == 'y';
    return 0;
}

static int read_field(struct line *line, struct ordo_spec *spec)
{
    struct ordo_field_spec field = {{0}, 0, 0, 0, 0, false};
    char key[16];

    if (!next_word(line, field.name, sizeof field.name))
        return refuse(line, "no name after", "field");
    if (spec->n_fields == ORDO_FIELDS_MAX)
        return refuse(line, "too many fields at", field.name);
    for (size_t i = 0; i < spec->n_fields; i++)
        if (strcmp(spec->fields[i].name, field.name) == 0)
            return refuse(line, "second field", field.name);
    while (next_word(line, key, sizeof key)) {
        int result = 0;
        if (strcmp(key, "words") == 0)
            result = read_number(line, key, 0, ORDO_WORDS_MAX, &field.words);
        else if (strcmp(key, "chars") == 0)
            result = read_number(line, key, 0, ORDO_CHARS_MAX, &field.chars_min) != 0 ||
                             read_number(line, key, field.chars_min, ORDO_CHARS_MAX,
                                         &field.chars_max) != 0
                         ? -1
                         : 0;
        else if (strcmp(key, "skip") == 0)
            result = read_number(line, key, 0, 8, &field.skip);
        else if (strcmp(key, "negation") == 0)
            result = read_bool(line, key, &field.negation);
        else
            return refuse(line, "unknown word", key);
        if (result != 0)
            return -1;
    }
    if ((field.chars_min == 0) != (field.chars_max == 0))
        return refuse(line, "character n-grams from 0 in field", field.name);
    if (field.words == 0 && field.chars_max == 0 && field.skip == 0)
        return refuse(line, "no n-grams in field", field.name);
    spec->fields[spec->n_fields++] = field;
    return 0;
}

static int read_tokens(struct line *line, struct ordo_spec *spec)
{
    char word[32];

    while (next_word(line, word, sizeof word)) {
        size_t i = 0;
        while (i < N_TOKEN_OPTIONS && strcmp(TOKEN_OPTIONS[i].name, word) != 0)
            i++;
        if (i == N_TOKEN_OPTIONS)
            return refuse(line, "unknown token option", word);
        spec->tokens |= TOKEN_OPTIONS[i].option;
    }
    return 0;
}

static int read_tf(struct line *line, struct ordo_spec *spec)
{
    char word[16];

    next_word(line, word, sizeof word);
    for (size_t i = 0; i < sizeof TF_NAMES / sizeof *TF_NAMES; i++)
        if (strcmp(word, TF_NAMES[i]) == 0) {
            spec->tf = (enum ordo_tf)i;
            return 0;
        }
    return refuse(line, "unknown tf", word);
}

static int read_line(struct line *line, struct ordo_spec *spec)
{
    char key[32];

    if (!next_word(line, key, sizeof key))
        return 0;
    if (strcmp(key, "field") == 0)
        return read_field(line, spec);
    if (strcmp(key, "tokens") == 0)
        return read_tokens(line, spec);
    if (strcmp(key, "tf") == 0)
        return read_tf(line, spec);
    if (strcmp(key, "idf") == 0)
        return read_bool(line, key, &spec->idf);
    if (strcmp(key, "l2") == 0)
        return read_bool(line, key, &spec->l2);
    if (strcmp(key, "min-df") == 0)
        return read_number(line, key, 1, 999999999, &spec->min_df);
    if (strcmp(key, "max-features") == 0)
        return read_number(line, key, 0, 999999999, &spec->max_features);
    if (strcmp(key, "hash-bits") == 0) {
        if (read_number(line, key, 0, 26, &spec->hash_bits) != 0)
            return -1;
        return spec->hash_bits > 0 && spec->hash_bits < 10 ? refuse(line, "fewer than 10", key) : 0;
    }
    return refuse(line, "unknown setting", key);
}

int ordo_spec_parse(struct ordo_spec *spec, const char *text, size_t length,
                    struct ordo_error *error)
{
    struct line line = {text, text, 0, error};
    const char *end = text + length;
    char word[32];

    if (length > 0 && memchr(text, '\0', length) != NULL)
        return ordo_fail(error, ORDO_ERR_OPTION, "NUL byte in the feature specification");
    ordo_spec_default(spec);
    spec->n_fields = 0;
    while (line.at < end) {
        const char *stop = memchr(line.at, '\n', (size_t)(end - line.at)), *comment;
        stop = stop != NULL ? stop : end;
        comment = memchr(line.at, '#', (size_t)(stop - line.at));
        line.end = comment != NULL ? comment : stop;
        line.number++;
        if (read_line(&line, spec) != 0)
            return -1;
        if (next_word(&line, word, sizeof word))
            return refuse(&line, "unexpected word", word);
        line.at = stop < end ? stop + 1 : end;
    }
    if (spec->n_fields == 0)
        return ordo_fail(error, ORDO_ERR_OPTION, "no field in the feature specification");
    return 0;
}

/* Appends to out; false when it does not fit. */
static bool append(char *out, size_t size, size_t *at, const char *format, ...) ORDO_PRINTF(4, 5);

static bool append(char *out, size_t size, size_t *at, const char *format, ...)
{
    va_list arguments;
    int n;

    va_start(arguments, format);
    n = vsnprintf(out + *at, size - *at, format, arguments);
    va_end(arguments);
    if (n < 0 || (size_t)n >= size - *at)
        return false;
    *at += (size_t)n;
    return true;
}

int ordo_spec_format(const struct ordo_spec *spec, char *out, size_t size)
{
    size_t at = 0;
    bool fits = size > 0;

    for (size_t i = 0; fits && i < spec->n_fields; i++) {
        const struct ordo_field_spec *field = &spec->fields[i];
        fits = append(out, size, &at, "field %s words %u", field->name, field->words);
        if (fits && field->chars_max > 0)
            fits = append(out, size, &at, " chars %u %u", field->chars_min, field->chars_max);
        if (fits && field->skip > 0)
            fits = append(out, size, &at, " skip %u", field->skip);
        fits = fits && append(out, size, &at, "%s\n", field->negation ? " negation yes" : "");
    }
    if (fits && spec->tokens != 0) {
        fits = append(out, size, &at, "tokens");
        for (size_t i = 0; fits && i < N_TOKEN_OPTIONS; i++)
            if ((spec->tokens & TOKEN_OPTIONS[i].option) != 0)
                fits = append(out, size, &at, " %s", TOKEN_OPTIONS[i].name);
        fits = fits && append(out, size, &at, "\n");
    }
    fits = fits && append(out, size, &at, "tf %s\nidf %s\nl2 %s\nmin-df %u\n", TF_NAMES[spec->tf],
                          spec->idf ? "yes" : "no", spec->l2 ? "yes" : "no", spec->min_df);
    if (fits && spec->hash_bits > 0)
        fits = append(out, size, &at, "hash-bits %u\n", spec->hash_bits);
    else if (fits && spec->max_features > 0)
        fits = append(out, size, &at, "max-features %u\n", spec->max_features);
    return fits ? (int)at : -1;
}
