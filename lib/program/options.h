/* options.h: one table of options per command; parsing (getopt_long) and help come from it.
 */
#ifndef ORDO_OPTIONS_H
#define ORDO_OPTIONS_H

#include "../ordo.h"
#include <stdio.h>

enum option_kind {
    OPTION_FLAG,   /* bool */
    OPTION_TEXT,   /* const char * */
    OPTION_OUTPUT, /* the same: a file that is written */
    OPTION_LIST,   /* struct option_list: repeatable */
    OPTION_COUNT,  /* size_t, `min`..`max` */
    OPTION_NUMBER, /* double, `min`..`max` */
    OPTION_CHOICE  /* int: the place among the words of `choices`, separated by '|' */
};

struct option_list {
    const char **items; /* owned */
    size_t n;
};

struct option_row {
    const char
        *name;   /* long name; NULL ends the table; a row with name "" is a heading in the help */
    char letter; /* 0: none */
    enum option_kind kind;
    size_t at;              /* offsetof in the struct of options */
    const char *value_name; /* "FILE" */
    const char *choices;
    double min, max;
    const char *help; /* one line; the default is named in it */
};

/* Parses argv into `options` (already holding the defaults). Returns the index of the first
 * operand, or -1 with error. --help and --version are left to the caller as flags of the table. */
int options_parse(const struct option_row *table, void *options, int argc, char **argv,
                  struct ordo_error *error);
/* Refuses to write over what is read, which operands are and all values that are called FILE or
 * MODEL, and to write one file twice. */
int options_check_outputs(const struct option_row *table, const void *options,
                          const char *const *operands, size_t n_operands, struct ordo_error *error);
/* The value that `options` holds for a row, as text, cut at size, line breaks as spaces. False:
 * none was given (a flag that is off, a text that is NULL), or an empty list. */
bool options_value(const struct option_row *row, const void *options, char *out, size_t size);
/* Whether the command line gave another value than `usual` holds; of texts, also the same words. */
bool options_given(const struct option_row *row, const void *options, const void *usual);
void options_help(const struct option_row *table, FILE *stream);
/* Processors that are there, at least one: the default of --threads. */
size_t options_processors(void);
void options_release(const struct option_row *table, void *options);

#endif
