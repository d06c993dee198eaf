/* command_import.c: the options of `ordo-train import`. */
#include "commands.h"
#include "import.h"

#include <stdlib.h>
#include <string.h>

#define IMPORT(member) offsetof(struct import_command, member)

struct import_command {
    struct command_settings common; /* first */
    struct import_options import;
    struct option_list labels, fields, maps, drops, allowed;
    const char *delimiter;
    char *cut[HEADS_MAX + IMPORT_FIELDS_MAX]; /* owned: the options that are cut up */
    size_t n_cut;
    int several;
};

static const struct option_row IMPORT_OPTIONS[] = {
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Output"},
    {"output", 'o', OPTION_OUTPUT, IMPORT(import.output), "FILE", NULL, 0, 0,
     "where the JSONL goes (standard output)"},
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Columns: header names, numbers or JSON paths"},
    {"text", 't', OPTION_TEXT, IMPORT(import.text), "COLUMN", NULL, 0, 0, "the text"},
    {"label", 'l', OPTION_LIST, IMPORT(labels), "[NAME=]COLUMN", NULL, 0, 0,
     "labels, to the member NAME (one: label; several: COLUMN)"},
    {"id", 0, OPTION_TEXT, IMPORT(import.id), "COLUMN", NULL, 0, 0, "what names a row"},
    {"group", 'g', OPTION_TEXT, IMPORT(import.group), "COLUMN", NULL, 0, 0,
     "what must stay together: document, speaker"},
    {"weight", 'w', OPTION_TEXT, IMPORT(import.weight), "COLUMN", NULL, 0, 0, "weights"},
    {"field", 'f', OPTION_LIST, IMPORT(fields), "[NAME=]COLUMN", NULL, 0, 0,
     "another column to keep"},
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Labels ([HEAD:] for one head alone)"},
    {"map", 0, OPTION_LIST, IMPORT(maps), "OLD=NEW", NULL, 0, 0, "write NEW for the label OLD"},
    {"drop", 0, OPTION_LIST, IMPORT(drops), "LABEL", NULL, 0, 0,
     "it is none: leave out texts without another"},
    {"labels", 0, OPTION_LIST, IMPORT(allowed), "A,B,C", NULL, 0, 0,
     "the only labels, once mapped; rows with others are bad"},
    {"cut", 0, OPTION_TEXT, IMPORT(import.cut), "A,X,B,Y,C", NULL, 0, 0,
     "numbers to labels: A below X, B below Y, else C"},
    {"several", 0, OPTION_CHOICE, IMPORT(several), "HOW", "each|first|none|flags", 0, 0,
     "labels of one text: each a record, the first, none may be, flags (each)"},
    {"unlabelled", 'u', OPTION_FLAG, IMPORT(import.unlabelled), NULL, NULL, 0, 0,
     "keep texts without a label"},
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Reading"},
    {"encoding", 'e', OPTION_TEXT, IMPORT(import.encoding), "NAME", NULL, 0, 0,
     "character set (detected)"},
    {"delimiter", 'd', OPTION_TEXT, IMPORT(delimiter), "C", NULL, 0, 0,
     "of CSV: one character, or tab (found)"},
    {"no-header", 0, OPTION_FLAG, IMPORT(import.headless), NULL, NULL, 0, 0,
     "the first line is a row: columns are 1, 2, ..."},
    {"label-prefix", 0, OPTION_TEXT, IMPORT(import.prefix), "TEXT", NULL, 0, 0,
     "of fastText's labels (__label__)"},
    {"vocabulary", 0, OPTION_TEXT, IMPORT(import.vocabulary), "FILE", NULL, 0, 0,
     "of svmlight: a word a line, or word and index"},
    {"zero-based", 0, OPTION_FLAG, IMPORT(import.zero_based), NULL, NULL, 0, 0,
     "the first word of the vocabulary has index 0"},
    COMMAND_OPTIONS};

/* "NAME=COLUMN", or "COLUMN", whose member is then `own`. */
static int set_column(struct import_command *command, struct import_column *column,
                      const char *text, const char *own, struct ordo_error *error)
{
    static const char *const taken[] = {"id", "text", "annotator", "group", "weight"};
    char *copy = strdup(text), *equals;

    if (copy == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    command->cut[command->n_cut++] = copy;
    equals = strchr(copy, '=');
    if (equals != NULL)
        *equals = '\0';
    *column = equals == NULL ? (struct import_column){own == NULL ? copy : own, copy}
                             : (struct import_column){copy, equals + 1};
    if (column->member[0] == '\0' || column->column[0] == '\0')
        return ordo_fail(error, ORDO_ERR_OPTION, "no NAME=COLUMN in '%s'", text);
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
        if (strcmp(column->member, taken[i]) == 0)
            return ordo_fail(error, ORDO_ERR_OPTION, "member '%s' has another meaning: see --%s",
                             taken[i], i == 2 ? "field" : taken[i]);
    return 0;
}

static int set_columns(struct import_command *command, struct ordo_error *error)
{
    struct import_options *import = &command->import;

    if (command->labels.n > HEADS_MAX || command->fields.n > IMPORT_FIELDS_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d labels or %d fields", HEADS_MAX,
                         IMPORT_FIELDS_MAX);
    for (; import->n_labels < command->labels.n; import->n_labels++)
        if (set_column(command, &import->labels[import->n_labels],
                       command->labels.items[import->n_labels],
                       command->labels.n == 1 ? "label" : NULL, error) != 0)
            return -1;
    for (; import->n_fields < command->fields.n; import->n_fields++)
        if (set_column(command, &import->fields[import->n_fields],
                       command->fields.items[import->n_fields], NULL, error) != 0)
            return -1;
    return 0;
}

static int set_labels(struct import_command *command, struct ordo_error *error)
{
    struct import_options *import = &command->import;
    char *end;

    for (size_t i = 0; i < command->maps.n; i++)
        if (strchr(command->maps.items[i], '=') == NULL)
            return ordo_fail(error, ORDO_ERR_OPTION, "no OLD=NEW in '%s' for --map",
                             command->maps.items[i]);
    import->maps = command->maps.items;
    import->n_maps = command->maps.n;
    import->drops = command->drops.items;
    import->n_drops = command->drops.n;
    import->allowed = command->allowed.items;
    import->n_allowed = command->allowed.n;
    import->several = (enum import_several)command->several;
    if (import->several == SEVERAL_FLAGS && import->n_allowed != 1)
        return ordo_fail(error, ORDO_ERR_OPTION,
                         "--several flags makes a member of each label: name them with --labels");
    if (import->cut == NULL)
        return 0;
    for (const char *at = strchr(import->cut, ','); at != NULL; at = strchr(end + 1, ',')) {
        strtod(at + 1, &end);
        if (end == at + 1 || *end != ',')
            return ordo_fail(error, ORDO_ERR_OPTION, "--cut is NAME,NUMBER,NAME...: '%s'",
                             import->cut);
    }
    return 0;
}

static int set_delimiter(struct import_command *command, struct ordo_error *error)
{
    const char *text = command->delimiter;

    if (text == NULL)
        return 0;
    if (strcmp(text, "tab") == 0 || strcmp(text, "\\t") == 0)
        text = "\t";
    if (strlen(text) != 1 || strchr("\"\r\n", text[0]) != NULL)
        return ordo_fail(error, ORDO_ERR_OPTION, "'%s' is no delimiter", text);
    command->import.delimiter = text[0];
    return 0;
}

static int settle(void *settings, const char *const *operands, size_t n, struct ordo_error *error)
{
    struct import_command *command = settings;
    struct import_options *import = &command->import;

    if (n < 2)
        return ordo_fail(error, ORDO_ERR_OPTION, "a format and data are needed");
    import->format = import_format_named(operands[0]);
    if (import->format == NULL)
        return ordo_fail(error, ORDO_ERR_OPTION, "unknown format '%s'", operands[0]);
    if ((strcmp(operands[0], "svmlight") == 0) != (import->vocabulary != NULL))
        return ordo_fail(error, ORDO_ERR_OPTION,
                         import->vocabulary == NULL
                             ? "svmlight holds numbers: --vocabulary FILE has their words"
                             : "--vocabulary is for svmlight");
    import->paths = operands + 1;
    import->n_paths = n - 1;
    return set_columns(command, error) != 0 || set_labels(command, error) != 0
               ? -1
               : set_delimiter(command, error);
}

static int run(void *settings, const struct talk *talk, struct json *out, size_t *n_bad,
               struct ordo_error *error)
{
    struct import_command *command = settings;

    (void)out;
    return import(&command->import, talk, n_bad, error);
}

static void release(void *settings)
{
    struct import_command *command = settings;

    for (size_t i = 0; i < command->n_cut; i++)
        free(command->cut[i]);
}

const struct command IMPORT_COMMAND = {.name = "import",
                                       .operands = "[OPTION]... FORMAT PATH...",
                                       .purpose = "data of other formats as JSONL",
                                       .table = IMPORT_OPTIONS,
                                       .size = sizeof(struct import_command),
                                       .settle = settle,
                                       .run = run,
                                       .release = release,
                                       .help = import_formats_help};
