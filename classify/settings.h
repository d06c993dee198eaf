/* settings.h: what the command line asks for. */
#ifndef ORDO_SETTINGS_H
#define ORDO_SETTINGS_H

#include "../lib/program/options.h"
#include "sources.h"

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

/* In the order of --to; auto stands for what the ending of the output's name says. */
enum output_format { TO_AUTO, TO_JSONL, TO_CSV, TO_TSV, TO_SQLITE, TO_BRAT };

enum flush_policy { FLUSH_BLOCK, FLUSH_LINE };

struct settings {
    const char *model_path, *output;
    const char *written[SOURCES_WRITTEN];     /* output, list of failures, figures; NULL: not */
    char followed[SOURCES_WRITTEN - 1][4096]; /* where links of the first two lead to */
    bool statements;                          /* rows are statements already */
    bool speeches;                            /* articles are speeches, of one voice each */
    int format;                               /* enum input_format */
    const char *text_field;                   /* several, joined, between commas */
    const char *records;                      /* path to the rows of JSON; NULL: found */
    const char *id_field, *title_field, *date_field, *author_field, *source_field, *url_field,
        *language_field;
    const char *speaker_field, *affiliation_field; /* of statements and speeches; NULL: not told */
    const char *encoding;                          /* NULL: declared or detected */
    const char *list;                              /* of inputs */
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
    int to;             /* enum output_format, never TO_AUTO once parsed */
    const char *fields; /* "a,b"; NULL: the usual ones */
    bool no_header;     /* of CSV and TSV */
    bool append;        /* to a database that is there */
    bool resume;
    double checkpoint;         /* seconds between two */
    const char *failed;        /* list of inputs that failed, to be written; NULL: none */
    size_t max_errors;         /* SIZE_MAX: any number */
    const char *stats;         /* written at the end; NULL: none */
    int flush;                 /* enum flush_policy, of standard output */
    const char *shard;         /* "i/n"; NULL: everything */
    size_t shard_at, n_shards; /* from 0; n_shards 1: everything */
    bool shard_files;          /* whole files are shared; else what stands in the only one */
    size_t memory;             /* MiB, of pieces and results in the queue */
    size_t threads;
    const char *const *inputs; /* [n_inputs] */
    size_t n_inputs;
};

extern const struct option_row SETTINGS_TABLE[];

/* Whether the command line says something by the option of this name. */
bool settings_given(const struct settings *settings, const char *name);

/* Whether the shard has the input, document or row of this number. */
static inline bool settings_shares(const struct settings *settings, uint64_t number)
{
    return number % settings->n_shards == settings->shard_at;
}

/* Spreads numbers that are no counts, such as offsets. */
static inline uint64_t settings_scatter(uint64_t number)
{
    return number * 0x9E3779B97F4A7C15ULL >> 32;
}

/* Whether the columns are asked for, and nothing else. */
bool settings_lists_fields(const struct settings *settings);

/* Whether the run itself writes this file. */
bool settings_writes(const struct settings *settings, const char *path);

/* Fails with ORDO_ERR_OPTION. `settings` borrows argv, where the output's name loses slashes at its
 * end. */
int settings_parse(struct settings *settings, int argc, char **argv, struct ordo_error *error);

#endif
