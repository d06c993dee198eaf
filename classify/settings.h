/* settings.h: what the command line asks for. */
#ifndef ORDO_SETTINGS_H
#define ORDO_SETTINGS_H

#include "../lib/program/options.h"

enum input_format {
    INPUT_AUTO,
    INPUT_TEXT,
    INPUT_MARKDOWN,
    INPUT_HTML,
    INPUT_NEWS,
    INPUT_WARC,
    INPUT_JSONL,
    INPUT_JSON,
    INPUT_CSV,
    INPUT_TSV,
    INPUT_LINES
};

enum duplicates_choice { DUPLICATES_KEEP, DUPLICATES_MARK, DUPLICATES_SKIP };
enum print_stage {
    PRINT_SCORES,
    PRINT_ARTICLES,
    PRINT_QUOTES,
    PRINT_TOKENS,
    PRINT_NGRAMS,
    PRINT_VECTOR
};

struct settings {
    const char *model_path, *output;
    bool statements;        /* rows are statements already */
    int format;             /* enum input_format */
    const char *text_field; /* several, joined, between commas */
    const char *id_field, *title_field, *date_field, *author_field, *source_field, *url_field,
        *language_field;
    const char *encoding; /* NULL: declared or detected */
    const char *list;     /* of inputs */
    bool list_zero;
    double limit_size;        /* MiB */
    int duplicates;           /* enum duplicates_choice */
    size_t duplicates_window; /* articles */
    double duplicates_threshold;
    const char *model_language; /* NULL: what the model says */
    bool force;                 /* score whatever the language */
    int stage;                  /* enum print_stage */
    size_t explain;             /* features per head; 0: none */
    double abstain;             /* label null below this probability */
    const char *heads;          /* "a,b"; NULL: all */
    const char *kinds;          /* "direct,mixed" */
    double speaker;             /* nobody is named below this confidence */
    bool no_text, quiet, help, version;
    size_t threads;
    const char *const *inputs; /* [n_inputs] */
    size_t n_inputs;
};

extern const struct option_row SETTINGS_TABLE[];

int settings_parse(struct settings *settings, int argc, char **argv, struct ordo_error *error);

#endif
