/* command_detach.c: the options of `ordo-train detach`. */
#include "commands.h"
#include "join.h"

#define DETACH(member) offsetof(struct detach_command, member)

struct detach_command {
    struct command_settings common; /* first */
    struct detach_options detach;
    struct option_list keep;
};

static const struct option_row DETACH_OPTIONS[] = {
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Options"},
    {"keep", 'c', OPTION_LIST, DETACH(keep), "FIELD", NULL, 0, 0,
     "column to keep, with source and doc among them (needed)"},
    {"text", 't', OPTION_TEXT, DETACH(detach.text), "FIELD", NULL, 0, 0,
     "column of the text (text)"},
    {"begin", 0, OPTION_TEXT, DETACH(detach.begin), "FIELD", NULL, 0, 0,
     "column of its first code point in the document (begin)"},
    {"end", 0, OPTION_TEXT, DETACH(detach.end), "FIELD", NULL, 0, 0,
     "column of the code point behind its last (end)"},
    COMMAND_OPTIONS};

static void set_defaults(void *settings)
{
    struct detach_command *command = settings;

    command->detach.text = "text";
    command->detach.begin = "begin";
    command->detach.end = "end";
}

static int settle(void *settings, const char *const *operands, size_t n, struct ordo_error *error)
{
    struct detach_command *command = settings;

    if (n == 0)
        return ordo_fail(error, ORDO_ERR_OPTION, "no data given");
    if (command->keep.n == 0)
        return ordo_fail(error, ORDO_ERR_OPTION, "no columns to keep (--keep FIELD)");
    command->detach.keep = command->keep.items;
    command->detach.n_keep = command->keep.n;
    command->detach.paths = operands;
    command->detach.n_paths = n;
    return 0;
}

static int run(void *settings, const struct talk *talk, struct json *out, size_t *n_bad,
               struct ordo_error *error)
{
    struct detach_command *command = settings;

    return detach(&command->detach, talk, out, n_bad, error);
}

const struct command DETACH_COMMAND = {.name = "detach",
                                       .operands = "-c FIELD... DATA...",
                                       .purpose = "take labels off their texts",
                                       .table = DETACH_OPTIONS,
                                       .size = sizeof(struct detach_command),
                                       .set_defaults = set_defaults,
                                       .settle = settle,
                                       .run = run};
