/* command_fit_private.h: what the sources of `ordo-train fit` share. */
#ifndef ORDO_COMMAND_FIT_PRIVATE_H
#define ORDO_COMMAND_FIT_PRIVATE_H

#include "commands.h"
#include "fit.h"
#include "recipe.h"

/* The command line; all texts are borrowed from it. */
struct fit_command {
    struct command_settings common; /* first */
    struct fit_options fit;
    const char *text, *id, *spec_path, *chars, *select;
    struct recipe recipe; /* of --spec, else the defaults */
    struct option_list fields, labels, values, ordered, orders, allowed, Cs, class_weights, solvers;
    struct option_list distant, unlabelled;
    const char *max_size;
    size_t words, min_df, max_features, hash_bits, skip;
    int weighting, calibration;
    bool negation, map_urls, map_mentions, map_numbers, keep_marks, keep_hashtags, keep_punctuation;
};

/* Fills the names of the columns and, by --spec and the options, the settings of every head. The
 * specification is set before. */
int fit_set_names(struct fit_command *command, struct ordo_error *error);
/* Options for one head alone must name one, and settings of --spec one of those that there are. */
int fit_check_heads(const struct fit_command *command, struct ordo_error *error);

#endif
