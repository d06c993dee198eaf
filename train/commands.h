/* commands.h: the commands of ordo-train. Each has a file command_NAME.c with its options, and a
 * stage of its own behind it. */
#ifndef ORDO_COMMANDS_H
#define ORDO_COMMANDS_H

#include "../lib/program/json.h"
#include "../lib/program/options.h"
#include "talk.h"

/* What every command takes: the first member of its own settings. */
struct command_settings {
    bool quiet, help;
};

/* The end of every command's table of options. */
#define COMMAND_OPTIONS                                                                            \
    {"quiet", 'q', OPTION_FLAG, offsetof(struct command_settings, quiet), NULL,                    \
     NULL,    0,   0,           "no progress on standard error"},                                  \
        {"help", 'h', OPTION_FLAG, offsetof(struct command_settings, help), NULL, NULL,            \
         0,      0,   "this help"},                                                                \
    {                                                                                              \
        NULL, 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, NULL                                            \
    }

struct command {
    const char *name, *operands, *purpose; /* for the help */
    const struct option_row *table;
    size_t size;                          /* of its settings, which come zeroed */
    void (*set_defaults)(void *settings); /* NULL: zeros are */
    /* What follows from options and operands together. */
    int (*settle)(void *settings, const char *const *operands, size_t n, struct ordo_error *error);
    /* What is to stand on standard output goes to `out`; *n_bad counts what was left out. */
    int (*run)(void *settings, const struct talk *talk, struct json *out, size_t *n_bad,
               struct ordo_error *error);
    void (*release)(void *settings); /* of what settle took, also where it failed; NULL: nothing */
    void (*help)(struct json *out);  /* what the help says besides; NULL: nothing */
};

extern const struct command FIT_COMMAND, TUNE_COMMAND, EVALUATE_COMMAND, COMPARE_COMMAND,
    INSPECT_COMMAND, IMPORT_COMMAND, AGREE_COMMAND, CHECK_COMMAND, SPLIT_COMMAND, JOIN_COMMAND,
    DETACH_COMMAND, SUGGEST_COMMAND;

#endif
