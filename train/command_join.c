/* command_join.c: the options of `ordo-train join` and `ordo-train detach`. */
#include "commands.h"
#include "join.h"

#include <stdlib.h>
#include <string.h>

#define JOIN(member)   offsetof(struct join_command, member)
#define DETACH(member) offsetof(struct detach_command, member)

struct join_command {
    struct join_options join;
    struct option_list corpora;
    char *names[CORPORA_MAX]; /* owned: the options, cut up */
    bool quiet, help;
};

const struct option_row JOIN_OPTIONS[] = {
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Options"},
    {"output", 'o', OPTION_TEXT, JOIN(join.output), "FILE", NULL, 0, 0,
     "where the examples go, as JSONL (needed)"},
    {"corpus", 'c', OPTION_LIST, JOIN(corpora), "SOURCE=PATH", NULL, 0, 0,
     "folder or table of a corpus; PATH,ID,TEXT names a table's columns (id, text)"},
    {"quiet", 'q', OPTION_FLAG, JOIN(quiet), NULL, NULL, 0, 0, "no progress on standard error"},
    {"help", 'h', OPTION_FLAG, JOIN(help), NULL, NULL, 0, 0, "this help"},
    {NULL, 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, NULL}};

struct detach_command {
    struct detach_options detach;
    struct option_list keep;
    bool quiet, help;
};

const struct option_row DETACH_OPTIONS[] = {
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Options"},
    {"keep", 'c', OPTION_LIST, DETACH(keep), "FIELD", NULL, 0, 0,
     "column to keep, with source and doc among them (needed)"},
    {"text", 't', OPTION_TEXT, DETACH(detach.text), "FIELD", NULL, 0, 0,
     "column of the text (text)"},
    {"begin", 0, OPTION_TEXT, DETACH(detach.begin), "FIELD", NULL, 0, 0,
     "column of its first code point in the document (begin)"},
    {"end", 0, OPTION_TEXT, DETACH(detach.end), "FIELD", NULL, 0, 0,
     "column of the code point behind its last (end)"},
    {"quiet", 'q', OPTION_FLAG, DETACH(quiet), NULL, NULL, 0, 0, "no progress on standard error"},
    {"help", 'h', OPTION_FLAG, DETACH(help), NULL, NULL, 0, 0, "this help"},
    {NULL, 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, NULL}};

/* "kremlin=kremlin.jsonl,url,body" */
static int set_corpus(struct join_command *command, size_t which, struct ordo_error *error)
{
    struct corpus *corpus = &command->join.corpora[which];
    char *name = command->names[which] = strdup(command->corpora.items[which]), *equals, *comma;

    if (name == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    equals = strchr(name, '=');
    if (equals == NULL || equals == name || equals[1] == '\0')
        return ordo_fail(error, ORDO_ERR_OPTION, "no SOURCE=PATH in '%s' for --corpus",
                         command->corpora.items[which]);
    *equals = '\0';
    *corpus = (struct corpus){name, equals + 1, "id", "text"};
    comma = strchr(equals + 1, ',');
    if (comma == NULL)
        return 0;
    *comma = '\0';
    corpus->id = comma + 1;
    comma = strchr(comma + 1, ',');
    if (comma == NULL)
        return 0;
    *comma = '\0';
    corpus->text = comma + 1;
    return 0;
}

static int parse_join(struct join_command *command, int argc, char **argv, struct ordo_error *error)
{
    int first;

    memset(command, 0, sizeof *command);
    first = options_parse(JOIN_OPTIONS, command, argc, argv, error);
    if (first < 0)
        return -1;
    if (command->help)
        return 0;
    if (argc - first != 1)
        return ordo_fail(error, ORDO_ERR_OPTION, "one file of labels is needed");
    if (command->join.output == NULL)
        return ordo_fail(error, ORDO_ERR_OPTION, "no output file given (-o FILE)");
    if (command->corpora.n == 0)
        return ordo_fail(error, ORDO_ERR_OPTION, "no corpus given (--corpus SOURCE=PATH)");
    if (command->corpora.n > CORPORA_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d corpora", CORPORA_MAX);
    command->join.labels = argv[first];
    for (; command->join.n_corpora < command->corpora.n; command->join.n_corpora++)
        if (set_corpus(command, command->join.n_corpora, error) != 0)
            return -1;
    return 0;
}

enum command_result run_join(int argc, char **argv, const struct talk *talk, bool *quiet,
                             struct json *out, size_t *n_bad, struct ordo_error *error)
{
    struct join_command command;
    enum command_result result = COMMAND_DONE;

    if (parse_join(&command, argc, argv, error) != 0)
        result = command_result_of(error);
    else if (command.help)
        result = COMMAND_HELP;
    *quiet = command.quiet;
    if (result == COMMAND_DONE && join(&command.join, talk, out, n_bad, error) != 0)
        result = COMMAND_FAILED;
    for (size_t i = 0; i < CORPORA_MAX; i++)
        free(command.names[i]);
    options_release(JOIN_OPTIONS, &command);
    return result;
}

static int parse_detach(struct detach_command *command, int argc, char **argv,
                        struct ordo_error *error)
{
    int first;

    memset(command, 0, sizeof *command);
    command->detach.text = "text";
    command->detach.begin = "begin";
    command->detach.end = "end";
    first = options_parse(DETACH_OPTIONS, command, argc, argv, error);
    if (first < 0)
        return -1;
    if (command->help)
        return 0;
    if (first == argc)
        return ordo_fail(error, ORDO_ERR_OPTION, "no data given");
    if (command->keep.n == 0)
        return ordo_fail(error, ORDO_ERR_OPTION, "no columns to keep (--keep FIELD)");
    command->detach.keep = command->keep.items;
    command->detach.n_keep = command->keep.n;
    command->detach.paths = (const char *const *)(argv + first);
    command->detach.n_paths = (size_t)(argc - first);
    return 0;
}

enum command_result run_detach(int argc, char **argv, const struct talk *talk, bool *quiet,
                               struct json *out, size_t *n_bad, struct ordo_error *error)
{
    struct detach_command command;
    enum command_result result = COMMAND_DONE;

    if (parse_detach(&command, argc, argv, error) != 0)
        result = command_result_of(error);
    else if (command.help)
        result = COMMAND_HELP;
    *quiet = command.quiet;
    if (result == COMMAND_DONE && detach(&command.detach, talk, out, n_bad, error) != 0)
        result = COMMAND_FAILED;
    options_release(DETACH_OPTIONS, &command);
    return result;
}
