/* settings.h: what the command line asks for. */
#ifndef ORDO_SETTINGS_H
#define ORDO_SETTINGS_H

#include "../lib/program/options.h"

enum input_format {
    INPUT_AUTO,
    INPUT_TEXT,
    INPUT_MARKDOWN,
    INPUT_JSONL,
    INPUT_CSV,
    INPUT_TSV,
    INPUT_LINES
};

enum print_stage { PRINT_SCORES, PRINT_QUOTES, PRINT_TOKENS, PRINT_NGRAMS, PRINT_VECTOR };

struct settings {
    const char *model_path, *output;
    bool statements; /* rows are statements already */
    int format;      /* enum input_format */
    const char *text_field, *id_field, *title_field;
    int stage;         /* enum print_stage */
    size_t explain;    /* features per head; 0: none */
    double abstain;    /* label null below this probability */
    const char *heads; /* "a,b"; NULL: all */
    const char *kinds; /* "direct,mixed" */
    double speaker;    /* nobody is named below this confidence */
    bool no_text, quiet, help, version;
    size_t threads;
    const char *const *inputs; /* [n_inputs] */
    size_t n_inputs;
};

extern const struct option_row SETTINGS_TABLE[];

int settings_parse(struct settings *settings, int argc, char **argv, struct ordo_error *error);

#endif
