/* command_evaluate.c: the options of `ordo-train evaluate`. */
#include "commands.h"
#include "evaluate.h"

#include <string.h>

#define EVALUATE(member) offsetof(struct evaluate_command, member)

struct evaluate_command {
    struct evaluate_options evaluate;
    struct option_list labels;
    bool quiet, help;
};

const struct option_row EVALUATE_OPTIONS[] = {
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Options"},
    {"text", 't', OPTION_TEXT, EVALUATE(evaluate.text), "FIELD", NULL, 0, 0,
     "column of the text (text)"},
    {"label", 'l', OPTION_LIST, EVALUATE(labels), "FIELD", NULL, 0, 0,
     "column of a head's labels, or HEAD=FIELD (every head's name)"},
    {"group", 'g', OPTION_TEXT, EVALUATE(evaluate.group), "FIELD", NULL, 0, 0,
     "resample whole groups for the intervals"},
    {"classes", 0, OPTION_TEXT, EVALUATE(evaluate.averaged), "A,B", NULL, 0, 0,
     "also the mean F1 of these classes"},
    {"bootstrap", 0, OPTION_COUNT, EVALUATE(evaluate.bootstrap), "N", NULL, 0, 100000,
     "resamples behind intervals (1000)"},
    {"seed", 0, OPTION_COUNT, EVALUATE(evaluate.seed), "N", NULL, 0, 2147483647,
     "of the resamples (1)"},
    {"json", 0, OPTION_FLAG, EVALUATE(evaluate.json), NULL, NULL, 0, 0, "JSON instead of a table"},
    {"quiet", 'q', OPTION_FLAG, EVALUATE(quiet), NULL, NULL, 0, 0, "no progress on standard error"},
    {"help", 'h', OPTION_FLAG, EVALUATE(help), NULL, NULL, 0, 0, "this help"},
    {NULL, 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, NULL}};

static int parse(struct evaluate_command *command, int argc, char **argv, struct ordo_error *error)
{
    int first;

    memset(command, 0, sizeof *command);
    command->evaluate.text = "text";
    command->evaluate.bootstrap = 1000;
    command->evaluate.seed = 1;
    first = options_parse(EVALUATE_OPTIONS, command, argc, argv, error);
    if (first < 0)
        return -1;
    if (command->help)
        return 0;
    if (argc - first < 2)
        return ordo_fail(error, ORDO_ERR_OPTION, "a model and data are needed");
    command->evaluate.model = argv[first];
    command->evaluate.paths = (const char *const *)(argv + first + 1);
    command->evaluate.n_paths = (size_t)(argc - first - 1);
    command->evaluate.labels = command->labels.items;
    command->evaluate.n_labels = command->labels.n;
    return 0;
}

enum command_result run_evaluate(int argc, char **argv, const struct talk *talk, bool *quiet,
                                 struct json *out, size_t *n_bad, struct ordo_error *error)
{
    struct evaluate_command command;
    enum command_result result = COMMAND_DONE;

    if (parse(&command, argc, argv, error) != 0)
        result = command_result_of(error);
    else if (command.help)
        result = COMMAND_HELP;
    *quiet = command.quiet;
    if (result == COMMAND_DONE && evaluate(&command.evaluate, talk, out, n_bad, error) != 0)
        result = COMMAND_FAILED;
    options_release(EVALUATE_OPTIONS, &command);
    return result;
}
