/* command_split.c: the options of `ordo-train split`. */
#include "commands.h"
#include "split.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SPLIT(member) offsetof(struct split_command, member)

struct split_command {
    struct command_settings common; /* first */
    struct split_options split;
    struct option_list labels;
    const char *parts;
    char *names; /* owned: the parts' names */
    size_t folds, seed;
};

static const struct option_row SPLIT_OPTIONS[] = {
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Options"},
    {"output", 'o', OPTION_TEXT, SPLIT(split.prefix), "PREFIX", NULL, 0, 0,
     "files are PREFIX.PART and the input's ending (needed)"},
    {"parts", 'p', OPTION_TEXT, SPLIT(parts), "NAME=SHARE,...", NULL, 0, 0,
     "parts and their shares (train=0.8,dev=0.1,test=0.1)"},
    {"folds", 'k', OPTION_COUNT, SPLIT(folds), "K", NULL, 2, PARTS_MAX,
     "K equal parts fold1, fold2, ... instead"},
    {"text", 't', OPTION_TEXT, SPLIT(split.names.fields[0]), "FIELD", NULL, 0, 0,
     "column of the text (text)"},
    {"label", 'l', OPTION_LIST, SPLIT(labels), "FIELD", NULL, 0, 0,
     "column of labels whose shares are kept (label)"},
    {"group", 'g', OPTION_TEXT, SPLIT(split.names.group), "FIELD", NULL, 0, 0,
     "column whose values stay in one part: document, speaker"},
    {"time", 0, OPTION_TEXT, SPLIT(split.time), "FIELD", NULL, 0, 0,
     "column of dates or numbers: early rows to early parts"},
    {"near", 0, OPTION_NUMBER, SPLIT(split.near), "S", NULL, 0, 1,
     "texts this similar stay in one part, 0 none (0.7)"},
    {"seed", 0, OPTION_COUNT, SPLIT(seed), "N", NULL, 0, 2147483647, "of all that is drawn (1)"},
    COMMAND_OPTIONS};

/* "train=0.8,dev=0.2" */
static int set_parts(struct split_command *command, struct ordo_error *error)
{
    struct split_options *split = &command->split;
    double sum = 0;

    command->names = strdup(command->parts);
    if (command->names == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (char *part = strtok(command->names, ","); part != NULL; part = strtok(NULL, ",")) {
        char *equals = strchr(part, '='), *end;
        if (split->n_parts == PARTS_MAX)
            return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d parts", PARTS_MAX);
        if (equals == NULL || equals == part)
            return ordo_fail(error, ORDO_ERR_OPTION, "no NAME=SHARE in '%s' for --parts", part);
        *equals = '\0';
        if (strchr(part, '/') != NULL)
            return ordo_fail(error, ORDO_ERR_OPTION, "a part's name holds no '/': '%s'", part);
        split->parts[split->n_parts] = part;
        split->shares[split->n_parts] = strtod(equals + 1, &end);
        if (end == equals + 1 || *end != '\0' || !(split->shares[split->n_parts] > 0))
            return ordo_fail(error, ORDO_ERR_OPTION, "share '%s' is no number above 0", equals + 1);
        sum += split->shares[split->n_parts++];
    }
    if (split->n_parts < 2)
        return ordo_fail(error, ORDO_ERR_OPTION, "at least two parts are needed");
    if (!isfinite(sum))
        return ordo_fail(error, ORDO_ERR_OPTION, "the shares are too large");
    for (size_t i = 0; i < split->n_parts; i++)
        split->shares[i] /= sum; /* 8:1:1 will do */
    return 0;
}

static int set_folds(struct split_command *command, struct ordo_error *error)
{
    struct split_options *split = &command->split;
    const size_t room = sizeof "fold64";

    command->names = malloc(command->folds * room);
    if (command->names == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (split->n_parts = 0; split->n_parts < command->folds; split->n_parts++) {
        char *name = command->names + split->n_parts * room;
        snprintf(name, room, "fold%u", (unsigned)(split->n_parts + 1) % 100);
        split->parts[split->n_parts] = name;
        split->shares[split->n_parts] = 1.0 / (double)command->folds;
    }
    return 0;
}

static void set_defaults(void *settings)
{
    struct split_command *command = settings;
    struct dataset_names *names = &command->split.names;

    names->fields[0] = "text";
    names->n_fields = 1;
    command->parts = "train=0.8,dev=0.1,test=0.1";
    command->split.near = 0.7;
    command->seed = 1;
}

static int settle(void *settings, const char *const *operands, size_t n, struct ordo_error *error)
{
    struct split_command *command = settings;
    struct dataset_names *names = &command->split.names;

    if (n == 0)
        return ordo_fail(error, ORDO_ERR_OPTION, "no data given");
    if (command->split.prefix == NULL)
        return ordo_fail(error, ORDO_ERR_OPTION, "no prefix of the files given (-o PREFIX)");
    if (command->labels.n > HEADS_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d columns of labels", HEADS_MAX);
    names->n_labels = command->labels.n == 0 ? 1 : command->labels.n;
    names->labels[0] = "label";
    command->split.labelled = command->labels.n > 0;
    for (size_t i = 0; i < command->labels.n; i++)
        names->labels[i] = command->labels.items[i];
    command->split.seed = command->seed;
    command->split.paths = operands;
    command->split.n_paths = n;
    for (size_t i = 0; i < command->split.n_paths; i++)
        if (strcmp(command->split.paths[i], "-") == 0)
            return ordo_fail(error, ORDO_ERR_OPTION, "split reads its data twice: no - here");
    return command->folds > 0 ? set_folds(command, error) : set_parts(command, error);
}

static int run(void *settings, const struct talk *talk, struct json *out, size_t *n_bad,
               struct ordo_error *error)
{
    struct split_command *command = settings;

    return split(&command->split, talk, out, n_bad, error);
}

static void release(void *settings)
{
    struct split_command *command = settings;

    free(command->names);
}

const struct command SPLIT_COMMAND = {.name = "split",
                                      .operands = "[OPTION]... -o PREFIX DATA...",
                                      .purpose = "divide data into parts",
                                      .table = SPLIT_OPTIONS,
                                      .size = sizeof(struct split_command),
                                      .set_defaults = set_defaults,
                                      .settle = settle,
                                      .run = run,
                                      .release = release};
