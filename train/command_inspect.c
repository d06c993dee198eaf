/* command_inspect.c: the options of `ordo-train inspect`. */
#include "commands.h"
#include "inspect.h"

#include <string.h>

#define INSPECT(member) offsetof(struct inspect_command, member)

struct inspect_command {
    struct inspect_options inspect;
    bool help;
};

const struct option_row INSPECT_OPTIONS[] = {
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Options"},
    {"top", 'n', OPTION_COUNT, INSPECT(inspect.top), "N", NULL, 0, 100000,
     "features per class (15)"},
    {"feature", 0, OPTION_TEXT, INSPECT(inspect.feature), "NAME", NULL, 0, 0,
     "one feature's weights in every head"},
    {"json", 0, OPTION_FLAG, INSPECT(inspect.json), NULL, NULL, 0, 0, "JSON instead of text"},
    {"help", 'h', OPTION_FLAG, INSPECT(help), NULL, NULL, 0, 0, "this help"},
    {NULL, 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, NULL}};

static int parse(struct inspect_command *command, int argc, char **argv, struct ordo_error *error)
{
    int first;

    memset(command, 0, sizeof *command);
    command->inspect.top = 15;
    first = options_parse(INSPECT_OPTIONS, command, argc, argv, error);
    if (first < 0)
        return -1;
    if (command->help)
        return 0;
    if (argc - first != 1)
        return ordo_fail(error, ORDO_ERR_OPTION, "one model is needed");
    command->inspect.model = argv[first];
    return 0;
}

enum command_result run_inspect(int argc, char **argv, const struct talk *talk, bool *quiet,
                                struct json *out, size_t *n_bad, struct ordo_error *error)
{
    struct inspect_command command;
    enum command_result result = COMMAND_DONE;

    (void)talk;
    (void)quiet;
    (void)n_bad;
    if (parse(&command, argc, argv, error) != 0)
        result = command_result_of(error);
    else if (command.help)
        result = COMMAND_HELP;
    if (result == COMMAND_DONE && inspect(&command.inspect, out, error) != 0)
        result = COMMAND_FAILED;
    options_release(INSPECT_OPTIONS, &command);
    return result;
}
