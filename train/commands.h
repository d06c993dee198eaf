/* commands.h: command lines -> options of the stages. */
#ifndef ORDO_COMMANDS_H
#define ORDO_COMMANDS_H

#include "evaluate.h"
#include "fit.h"
#include "inspect.h"
#include "../lib/program/options.h"

struct fit_command {
    struct fit_options fit;
    bool quiet, help;
    const char *text, *spec_path, *chars;
    struct option_list fields, labels, Cs, class_weights, solvers;
    size_t words, min_df, max_features, hash_bits, skip;
    int weighting, calibration;
    bool negation, map_urls, map_mentions, map_numbers, keep_marks, keep_hashtags;
    struct ordo_file spec_file;
};

struct evaluate_command {
    struct evaluate_options evaluate;
    struct option_list labels;
    bool quiet, help;
};

struct inspect_command {
    struct inspect_options inspect;
    bool help;
};

extern const struct option_row FIT_TABLE[], EVALUATE_TABLE[], INSPECT_TABLE[];

/* Each returns -1 with error, 0 otherwise; help set: the rest is not filled. argv[0] is the
 * command's name. */
int fit_command_parse(struct fit_command *command, int argc, char **argv, struct ordo_error *error);
int evaluate_command_parse(struct evaluate_command *command, int argc, char **argv,
                           struct ordo_error *error);
int inspect_command_parse(struct inspect_command *command, int argc, char **argv,
                          struct ordo_error *error);
void fit_command_release(struct fit_command *command);

#endif
