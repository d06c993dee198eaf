/* command_suggest.c: the options of `ordo-train suggest`. */
#include "commands.h"
#include "suggest.h"

#include <string.h>

#define SUGGEST(member) offsetof(struct suggest_command, member)

struct suggest_command {
    struct suggest_options suggest;
    struct option_list unlabelled;
    int by, format;
    bool quiet, help;
};

const struct option_row SUGGEST_OPTIONS[] = {
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Options"},
    {"unlabelled", 'u', OPTION_LIST, SUGGEST(unlabelled), "FILE", NULL, 0, 0,
     "texts to choose from, besides rows of DATA without a label"},
    {"number", 'n', OPTION_COUNT, SUGGEST(suggest.n), "N", NULL, 1, 999999999,
     "texts to suggest (100)"},
    {"by", 0, OPTION_CHOICE, SUGGEST(by), "HOW", "margin|entropy|density|committee|random", 0, 0,
     "margin entropy density committee random (margin)"},
    {"diversity", 0, OPTION_NUMBER, SUGGEST(suggest.diversity), "D", NULL, 0, 1,
     "weight of not repeating what is suggested already (0.5)"},
    {"committee", 0, OPTION_COUNT, SUGGEST(suggest.committee), "N", NULL, 2, 1000,
     "models that vote (8)"},
    {"text", 't', OPTION_TEXT, SUGGEST(suggest.text), "FIELD", NULL, 0, 0,
     "column of the text (text)"},
    {"label", 'l', OPTION_TEXT, SUGGEST(suggest.label), "FIELD", NULL, 0, 0,
     "column of the label (label)"},
    {"id", 0, OPTION_TEXT, SUGGEST(suggest.id), "FIELD", NULL, 0, 0,
     "column that names a row (id)"},
    {"group", 'g', OPTION_TEXT, SUGGEST(suggest.group), "FIELD", NULL, 0, 0,
     "column whose values the bootstrap keeps together"},
    {"format", 'F', OPTION_CHOICE, SUGGEST(format), "F", "jsonl|doccano|label-studio", 0, 0,
     "jsonl doccano label-studio (jsonl)"},
    {"C", 'C', OPTION_NUMBER, SUGGEST(suggest.C), "C", NULL, 1e-6, 1e6, "cost of errors (10)"},
    {"seed", 0, OPTION_COUNT, SUGGEST(suggest.seed), "N", NULL, 0, 2147483647,
     "of all that is drawn (1)"},
    {"threads", 'j', OPTION_COUNT, SUGGEST(suggest.threads), "N", NULL, 1, 256,
     "processes (as many as processors)"},
    {"quiet", 'q', OPTION_FLAG, SUGGEST(quiet), NULL, NULL, 0, 0, "no progress on standard error"},
    {"help", 'h', OPTION_FLAG, SUGGEST(help), NULL, NULL, 0, 0, "this help"},
    {NULL, 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, NULL}};

static int parse(struct suggest_command *command, int argc, char **argv, struct ordo_error *error)
{
    struct suggest_options *suggest = &command->suggest;
    int first;

    memset(command, 0, sizeof *command);
    suggest->text = "text";
    suggest->label = "label";
    suggest->id = "id";
    suggest->n = 100;
    suggest->committee = 8;
    suggest->diversity = 0.5;
    suggest->C = 10;
    suggest->seed = 1;
    suggest->threads = options_processors();
    first = options_parse(SUGGEST_OPTIONS, command, argc, argv, error);
    if (first < 0)
        return -1;
    if (command->help)
        return 0;
    if (first == argc)
        return ordo_fail(error, ORDO_ERR_OPTION, "no labelled data given");
    suggest->by = (enum suggest_by)command->by;
    suggest->format = (enum suggest_format)command->format;
    suggest->labelled = (const char *const *)(argv + first);
    suggest->n_labelled = (size_t)(argc - first);
    suggest->unlabelled = command->unlabelled.items;
    suggest->n_unlabelled = command->unlabelled.n;
    return 0;
}

enum command_result run_suggest(int argc, char **argv, const struct talk *talk, bool *quiet,
                                struct json *out, size_t *n_bad, struct ordo_error *error)
{
    struct suggest_command command;
    enum command_result result = COMMAND_DONE;

    if (parse(&command, argc, argv, error) != 0)
        result = command_result_of(error);
    else if (command.help)
        result = COMMAND_HELP;
    *quiet = command.quiet;
    if (result == COMMAND_DONE && suggest(&command.suggest, talk, out, n_bad, error) != 0)
        result = COMMAND_FAILED;
    options_release(SUGGEST_OPTIONS, &command);
    return result;
}
