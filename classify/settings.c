/* settings.c: the option table of ordo-classify. */
#include "settings.h"
#include "../lib/destination.h"
#include "../lib/program/charset.h"
#include "packing.h"
#include "records.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#define AT(member) offsetof(struct settings, member)

const struct option_row SETTINGS_TABLE[] = {
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Model and output"},
    {"model", 'm', OPTION_TEXT, AT(model_path), "FILE", NULL, 0, 0,
     "model made by ordo-train (needed for scores and vectors)"},
    {"output", 'o', OPTION_OUTPUT, AT(output), "FILE", NULL, 0, 0,
     "write there, whole or not at all; .gz .zst .xz pack"},
    {"to", 't', OPTION_CHOICE, AT(to), "FORMAT", "auto|jsonl|csv|tsv|sqlite|brat", 0, 0,
     "jsonl csv tsv sqlite brat (by -o's ending, else jsonl)"},
    {"fields", 'f', OPTION_TEXT, AT(fields), "A,B", NULL, 0, 0,
     "these columns, in this order ('list' shows them, with -m the heads')"},
    {"no-header", 0, OPTION_FLAG, AT(no_header), NULL, NULL, 0, 0, "CSV and TSV without names"},
    {"append", 0, OPTION_FLAG, AT(append), NULL, NULL, 0, 0, "add a run to an SQLite database"},
    {"explain", 'x', OPTION_COUNT, AT(explain), "N", NULL, 0, 10000,
     "add the N features that decided each label"},
    {"abstain", 0, OPTION_NUMBER, AT(abstain), "P", NULL, 0, 1,
     "label null when its probability is below P (0)"},
    {"heads", 0, OPTION_TEXT, AT(heads), "A,B", NULL, 0, 0, "these heads alone (all)"},
    {"kinds", 0, OPTION_TEXT, AT(kinds), "A,B", NULL, 0, 0,
     "direct, mixed, indirect, speech or term (all but term)"},
    {"speaker-confidence", 0, OPTION_NUMBER, AT(speaker), "P", NULL, 0, 1,
     "speaker null when its confidence is below P (0)"},
    {"no-text", 0, OPTION_FLAG, AT(no_text), NULL, NULL, 0, 0, "leave the statements' words out"},
    {"print", 'p', OPTION_CHOICE, AT(stage), "STAGE", "scores|articles|quotes|tokens|ngrams|vector",
     0, 0, "stop after articles, quotes, tokens, ngrams or vector"},
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Input"},
    {"list", 0, OPTION_TEXT, AT(list), "FILE", NULL, 0, 0, "read the inputs' names there, too"},
    {"null", '0', OPTION_FLAG, AT(list_zero), NULL, NULL, 0, 0,
     "they end with NUL, not a line break"},
    {"format", 'F', OPTION_CHOICE, AT(format), "FORMAT",
     "auto|text|markdown|html|news|warc|jsonl|json|csv|tsv|lines", 0, 0,
     "text markdown html news warc jsonl json csv tsv lines (by content)"},
    {"encoding", 0, OPTION_TEXT, AT(encoding), "NAME", NULL, 0, 0,
     "character set (declared, else detected)"},
    {"statements", 'S', OPTION_FLAG, AT(statements), NULL, NULL, 0, 0,
     "rows are statements, not articles"},
    {"speeches", 0, OPTION_FLAG, AT(speeches), NULL, NULL, 0, 0,
     "articles are speeches: their paragraphs are the statements"},
    {"text-field", 0, OPTION_TEXT, AT(text_field), "A,B", NULL, 0, 0,
     "fields of the text, joined; dots lead deeper (text)"},
    {"records", 0, OPTION_TEXT, AT(records), "PATH", NULL, 0, 0,
     "where JSON holds the rows: response.results (found)"},
    {"id-field", 0, OPTION_TEXT, AT(id_field), "FIELD", NULL, 0, 0,
     "field of the article's name (id)"},
    {"title-field", 0, OPTION_TEXT, AT(title_field), "FIELD", NULL, 0, 0,
     "field of the title (title)"},
    {"date-field", 0, OPTION_TEXT, AT(date_field), "FIELD", NULL, 0, 0, "(date)"},
    {"author-field", 0, OPTION_TEXT, AT(author_field), "FIELD", NULL, 0, 0, "(author)"},
    {"source-field", 0, OPTION_TEXT, AT(source_field), "FIELD", NULL, 0, 0, "(source)"},
    {"url-field", 0, OPTION_TEXT, AT(url_field), "FIELD", NULL, 0, 0, "(url)"},
    {"language-field", 0, OPTION_TEXT, AT(language_field), "FIELD", NULL, 0, 0, "(language)"},
    {"speaker-field", 0, OPTION_TEXT, AT(speaker_field), "FIELD", NULL, 0, 0,
     "who speaks, with -S or --speeches"},
    {"affiliation-field", 0, OPTION_TEXT, AT(affiliation_field), "FIELD", NULL, 0, 0,
     "their country or organisation"},
    {"model-language", 0, OPTION_TEXT, AT(model_language), "CODE", NULL, 0, 0,
     "score articles in it alone (as the model says)"},
    {"force", 0, OPTION_FLAG, AT(force), NULL, NULL, 0, 0, "score articles in any language"},
    {"duplicates", 0, OPTION_CHOICE, AT(duplicates), "WHAT", "keep|mark|skip", 0, 0,
     "keep, mark or skip articles that came before (keep)"},
    {"duplicates-threshold", 0, OPTION_NUMBER, AT(duplicates_threshold), "P", NULL, 0, 1,
     "similarity from which they are near duplicates (0.8)"},
    {"duplicates-window", 0, OPTION_COUNT, AT(duplicates_window), "N", NULL, 1, 1e9,
     "articles that are remembered (1000000)"},
    {"limit-size", 0, OPTION_NUMBER, AT(limit_size), "MIB", NULL, 0.001, 1024,
     "longest text, and what may always unfold (256)"},
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Running"},
    {"threads", 'j', OPTION_COUNT, AT(threads), "N", NULL, 1, 256, "(as many as processors)"},
    {"memory", 0, OPTION_COUNT, AT(memory), "MIB", NULL, 4, 1 << 20,
     "for results that wait for their turn (256)"},
    {"shard", 0, OPTION_TEXT, AT(shard), "I/N", NULL, 0, 0,
     "the I-th of N shares of the input, from 1"},
    {"resume", 0, OPTION_FLAG, AT(resume), NULL, NULL, 0, 0, "go on where a run was stopped"},
    {"checkpoint", 0, OPTION_NUMBER, AT(checkpoint), "SEC", NULL, 0, 86400,
     "at least so long between two (10)"},
    {"max-errors", 0, OPTION_COUNT, AT(max_errors), "N", NULL, 0, 1e15,
     "stop when more inputs failed (never)"},
    {"failed", 0, OPTION_OUTPUT, AT(failed), "FILE", NULL, 0, 0,
     "list the files that failed, for --list"},
    {"stats", 0, OPTION_OUTPUT, AT(stats), "FILE", NULL, 0, 0, "what was done, as JSON"},
    {"flush", 0, OPTION_CHOICE, AT(flush), "WHEN", "block|line", 0, 0,
     "standard output by block or line (block)"},
    {"quiet", 'q', OPTION_FLAG, AT(quiet), NULL, NULL, 0, 0, "no progress, no summary"},
    {"help", 'h', OPTION_FLAG, AT(help), NULL, NULL, 0, 0, "this help"},
    {"version", 0, OPTION_FLAG, AT(version), NULL, NULL, 0, 0, "the version"},
    {NULL, 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, NULL}};

static const struct settings USUAL = {.text_field = "text",
                                      .id_field = "id",
                                      .title_field = "title",
                                      .date_field = "date",
                                      .author_field = "author",
                                      .source_field = "source",
                                      .url_field = "url",
                                      .language_field = "language",
                                      .limit_size = 256,
                                      .duplicates_window = 1000000,
                                      .duplicates_threshold = 0.8,
                                      .kinds = "direct,mixed,indirect,speech",
                                      .memory = 256,
                                      .checkpoint = 10,
                                      .max_errors = SIZE_MAX};

bool settings_given(const struct settings *settings, const char *name)
{
    const struct option_row *row = SETTINGS_TABLE;

    while (row->name != NULL && strcmp(row->name, name) != 0)
        row++;
    return row->name != NULL && options_given(row, settings, &USUAL);
}

/* "news.brat/" is "news.brat": what stands beside it is named after it. */
static void trim_slashes(const char *path)
{
    char *bytes = (char *)(uintptr_t)path; /* of argv */
    size_t length = path == NULL ? 0 : strlen(path);

    while (length > 1 && bytes[length - 1] == '/')
        bytes[--length] = '\0';
}

/* By the ending of the name, before one of compression. */
static int format_of(const char *output)
{
    static const struct {
        const char *ending;
        enum output_format format;
    } known[] = {{".csv", TO_CSV},   {".tsv", TO_TSV},       {".tab", TO_TSV},
                 {".db", TO_SQLITE}, {".sqlite", TO_SQLITE}, {".sqlite3", TO_SQLITE},
                 {".brat", TO_BRAT}};
    size_t length = output == NULL ? 0 : strlen(output) - strlen(packing_ending(output));

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        size_t n = strlen(known[i].ending);
        if (length > n && strncasecmp(output + length - n, known[i].ending, n) == 0)
            return (int)known[i].format;
    }
    return TO_JSONL;
}

/* Names that promise what is not written: it would be found out when the run is done. */
static int check_ending(const char *output, struct ordo_error *error)
{
    static const char *const others[] = {".bz2",     ".lz4",     ".lzma",  ".lz",  ".br",   ".zip",
                                         ".7z",      ".tar",     ".tgz",   ".xls", ".xlsx", ".ods",
                                         ".parquet", ".feather", ".arrow", ".rds", ".dta",  ".sav"};
    const char *dot = output == NULL ? NULL : strrchr(output, '.');

    for (size_t i = 0; dot != NULL && i < sizeof others / sizeof *others; i++)
        if (strcasecmp(dot, others[i]) == 0)
            return ordo_fail(error, ORDO_ERR_OPTION,
                             "cannot write '%s': there are .jsonl, .csv, .tsv (each also .gz, "
                             ".zst, .xz), .db and .brat",
                             dot);
    return 0;
}

static int read_shard(struct settings *settings, struct ordo_error *error)
{
    unsigned long long at, n;
    char end;

    settings->n_shards = 1;
    if (settings->shard == NULL)
        return 0;
    if (strspn(settings->shard, "0123456789/") != strlen(settings->shard) ||
        sscanf(settings->shard, "%9llu/%9llu%c", &at, &n, &end) != 2 || at < 1 || at > n)
        return ordo_fail(error, ORDO_ERR_OPTION, "no share '%s': it is I/N, I from 1 to N",
                         settings->shard);
    settings->shard_at = (size_t)at - 1;
    settings->n_shards = (size_t)n;
    return 0;
}

/* One file or standard input has its content shared, anything else its files. */
static bool shares_files(const struct settings *settings)
{
    struct stat status;

    return settings->list != NULL || settings->n_inputs > 1 ||
           (stat(settings->inputs[0], &status) == 0 && S_ISDIR(status.st_mode));
}

/* What a link leads to is written over, not the link. */
static void follow_link(const char **path, char *followed, size_t size)
{
    char *end = *path == NULL ? NULL : ordo_destination_follow(*path);

    if (end != NULL && ordo_destination_descriptor(*path) < 0 && strcmp(end, *path) != 0 &&
        snprintf(followed, size, "%s", end) < (int)size)
        *path = followed;
    free(end);
}

bool settings_writes(const struct settings *settings, const char *path)
{
    for (size_t i = 0; i < SOURCES_WRITTEN; i++)
        if (settings->written[i] != NULL && strcmp(path, "-") != 0 &&
            ordo_destination_same(path, settings->written[i]))
            return true;
    return false;
}

/* It is written when all is done, which is late to hear that it cannot be. */
static int check_stats(const struct settings *settings, struct ordo_error *error)
{
    struct stat status;
    char folder[4096];

    if (settings->stats == NULL || ordo_destination_descriptor(settings->stats) >= 0 ||
        (stat(settings->stats, &status) == 0 && !S_ISREG(status.st_mode)))
        return 0;
    ordo_destination_folder(settings->stats, folder, sizeof folder);
    if (access(folder, W_OK) == 0)
        return 0;
    return ordo_fail(error, ORDO_ERR_IO, "--stats '%s' cannot be written: %s", settings->stats,
                     strerror(errno));
}

static bool is_standard(const char *path)
{
    return path != NULL && ordo_destination_descriptor(path) == STDOUT_FILENO;
}

/* Has no name of its own, by which a run could go on or a database be opened. */
static bool is_stream(const char *output)
{
    return output == NULL || ordo_destination_descriptor(output) >= 0;
}

static int check_output(struct settings *settings, struct ordo_error *error)
{
    bool folds;

    trim_slashes(settings->output);
    follow_link(&settings->output, settings->followed[0], sizeof settings->followed[0]);
    follow_link(&settings->failed, settings->followed[1], sizeof settings->followed[1]);
    settings->written[0] = settings->output;
    settings->written[1] = settings->failed;
    settings->written[2] = settings->stats;
    if (check_ending(settings->output, error) != 0)
        return -1;
    if (settings->to == TO_AUTO)
        settings->to = format_of(settings->output);
    folds = settings->to == TO_SQLITE || settings->to == TO_BRAT;
    if (folds && is_stream(settings->output))
        return ordo_fail(error, ORDO_ERR_OPTION, "no output given (-o FILE), which %s needs",
                         settings->to == TO_SQLITE ? "sqlite" : "brat");
    if (folds && settings->fields != NULL)
        return ordo_fail(error, ORDO_ERR_OPTION, "--fields is for jsonl, csv and tsv");
    if (folds && settings->stage != PRINT_SCORES && settings->stage != PRINT_QUOTES)
        return ordo_fail(error, ORDO_ERR_OPTION,
                         "--print articles, tokens, ngrams and vector are for "
                         "jsonl, csv and tsv");
    if (folds && *packing_ending(settings->output) != '\0')
        return ordo_fail(error, ORDO_ERR_OPTION, "'%s' is packed: jsonl, csv and tsv alone can be",
                         settings->output);
    if (settings->to == TO_BRAT && settings->statements)
        return ordo_fail(error, ORDO_ERR_OPTION, "brat shows articles, not --statements");
    if (settings->no_header && settings->to != TO_CSV && settings->to != TO_TSV)
        return ordo_fail(error, ORDO_ERR_OPTION, "--no-header is for csv and tsv");
    if (settings->append && settings->to != TO_SQLITE)
        return ordo_fail(error, ORDO_ERR_OPTION, "--append is for sqlite");
    if (settings->resume && is_stream(settings->output))
        return ordo_fail(error, ORDO_ERR_OPTION, "--resume needs an output file (-o FILE)");
    if ((settings->output == NULL || is_standard(settings->output)) &&
        (is_standard(settings->failed) || is_standard(settings->stats)))
        return ordo_fail(error, ORDO_ERR_OPTION, "standard output is for the records (-o FILE)");
    if (check_stats(settings, error) != 0)
        return -1;
    return read_shard(settings, error);
}

/* What is asked of articles cannot be done to rows that are taken as they are. */
static int check_statements(const struct settings *settings, struct ordo_error *error)
{
    static const char *const of_articles[] = {
        "kinds",      "speaker-confidence",   "model-language",
        "duplicates", "duplicates-threshold", "duplicates-window"};

    for (size_t i = 0; i < sizeof of_articles / sizeof *of_articles; i++)
        if (settings_given(settings, of_articles[i]))
            return ordo_fail(error, ORDO_ERR_OPTION,
                             "--%s is for articles: --statements scores every row as it is",
                             of_articles[i]);
    if (settings->stage == PRINT_QUOTES || settings->stage == PRINT_ARTICLES)
        return ordo_fail(error, ORDO_ERR_OPTION, "--print %s reads articles, not --statements",
                         settings->stage == PRINT_QUOTES ? "quotes" : "articles");
    if (settings->format != INPUT_AUTO && settings->format < INPUT_JSONL)
        return ordo_fail(error, ORDO_ERR_OPTION,
                         "--statements needs rows: jsonl, json, csv, tsv or lines");
    return 0;
}

bool settings_lists_fields(const struct settings *settings)
{
    return settings->fields != NULL && strcmp(settings->fields, "list") == 0;
}

static bool needs_model(const struct settings *settings)
{
    return (settings->stage == PRINT_SCORES || settings->stage == PRINT_VECTOR) &&
           !settings_lists_fields(settings);
}

int settings_parse(struct settings *settings, int argc, char **argv, struct ordo_error *error)
{
    static const char *const standard_input[] = {"-"};
    int first;

    *settings = USUAL;
    settings->threads = options_processors();
    first = options_parse(SETTINGS_TABLE, settings, argc, argv, error);
    if (first < 0)
        return -1;
    if (settings->help || settings->version)
        return 0;
    if (settings->model_path == NULL && needs_model(settings))
        return ordo_fail(error, ORDO_ERR_OPTION, "no model given (-m FILE)");
    if (settings->statements && settings->speeches)
        return ordo_fail(error, ORDO_ERR_OPTION,
                         "--statements and --speeches: rows are one or the other");
    if (settings->statements && check_statements(settings, error) != 0)
        return -1;
    if (!settings->statements && !settings->speeches &&
        (settings->speaker_field != NULL || settings->affiliation_field != NULL))
        return ordo_fail(
            error, ORDO_ERR_OPTION,
            "--%s is for --statements and --speeches: an article's speakers are read from "
            "its text",
            settings->speaker_field != NULL ? "speaker-field" : "affiliation-field");
    if (settings->encoding != NULL && !charset_is_known(settings->encoding))
        return ordo_fail(error, ORDO_ERR_OPTION, "unknown encoding '%s' (iconv -l lists them)",
                         settings->encoding);
    if (settings->records != NULL && !records_is_path(settings->records))
        return ordo_fail(error, ORDO_ERR_OPTION,
                         "no path '%s' of names with dots between them, such as response.results",
                         settings->records);
    settings->inputs = first == argc ? standard_input : (const char *const *)(argv + first);
    settings->n_inputs = first == argc ? settings->list == NULL : (size_t)(argc - first);
    settings->shard_files = shares_files(settings);
    if (settings->flush == FLUSH_LINE && settings->encoding == NULL)
        settings->encoding = "UTF-8"; /* to find out would take more than a line */
    if (check_output(settings, error) != 0)
        return -1;
    return options_check_outputs(SETTINGS_TABLE, settings, NULL, 0,
                                 error); /* inputs: inventory.c */
}
