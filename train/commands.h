/* commands.h: the commands of ordo-train. Each has a file command_NAME.c with its options, and a
 * stage of its own behind it. */
#ifndef ORDO_COMMANDS_H
#define ORDO_COMMANDS_H

#include "../lib/program/json.h"
#include "../lib/program/options.h"
#include "talk.h"

enum command_result {
    COMMAND_DONE,
    COMMAND_HELP,  /* was asked for */
    COMMAND_USAGE, /* the command line makes no sense: error says why */
    COMMAND_FAILED
};

/* argv[0] is the command's name. What is to stand on standard output goes to `out`; *quiet is set
 * before anything is told; *n_bad counts what was left out. */
typedef enum command_result command_runner(int argc, char **argv, const struct talk *talk,
                                           bool *quiet, struct json *out, size_t *n_bad,
                                           struct ordo_error *error);

struct command {
    const char *name, *operands, *purpose; /* for the help */
    const struct option_row *table;
    command_runner *run;
};

extern const struct command COMMANDS[]; /* ends with a NULL name */
extern const struct option_row FIT_OPTIONS[], EVALUATE_OPTIONS[], INSPECT_OPTIONS[],
    SPLIT_OPTIONS[], CHECK_OPTIONS[], JOIN_OPTIONS[], DETACH_OPTIONS[], SUGGEST_OPTIONS[],
    AGREE_OPTIONS[], IMPORT_OPTIONS[], COMPARE_OPTIONS[], TUNE_OPTIONS[];
command_runner run_fit, run_evaluate, run_inspect, run_split, run_check, run_join, run_detach,
    run_suggest, run_agree, run_import, run_compare, run_tune;

/* Of a command line that could not be parsed. */
enum command_result command_result_of(const struct ordo_error *error);

#endif
