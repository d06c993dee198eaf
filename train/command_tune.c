/* command_tune.c: the options of `ordo-train tune`, and what their values mean. */
#include "commands.h"
#include "tune.h"

#include <string.h>

#define TUNE(member) offsetof(struct tune_command, member)

struct tune_command {
    struct command_settings common; /* first */
    struct tune_options tune;
    struct space space;
    const char *text, *space_path;
    struct option_list fields, labels, settings;
    size_t candidates, threads;
    int method;
};

enum { METHOD_HALVING, METHOD_RANDOM, METHOD_GRID };

static const struct option_row TUNE_OPTIONS[] = {
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Data and result"},
    {"output", 'o', OPTION_OUTPUT, TUNE(tune.output), "FILE", NULL, 0, 0,
     "where the specification goes, for fit --spec (needed)"},
    {"text", 't', OPTION_TEXT, TUNE(text), "FIELD", NULL, 0, 0, "column of the text (text)"},
    {"label", 'l', OPTION_LIST, TUNE(labels), "FIELD", NULL, 0, 0,
     "column of labels, one head each (label)"},
    {"group", 'g', OPTION_TEXT, TUNE(tune.names.group), "FIELD", NULL, 0, 0,
     "column whose values never cross folds"},
    {"weight", 'w', OPTION_TEXT, TUNE(tune.names.weight), "FIELD", NULL, 0, 0,
     "column of the examples' weights"},
    {"field", 'f', OPTION_LIST, TUNE(fields), "FIELD", NULL, 0, 0,
     "another column whose words may be features"},
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "What is searched"},
    {"space", 's', OPTION_TEXT, TUNE(space_path), "FILE", NULL, 0, 0,
     "settings and their values (built in)"},
    {"set", 'S', OPTION_LIST, TUNE(settings), "LINE", NULL, 0, 0,
     "one line of such a file: --set 'C 0.1..10'"},
    {"metric", 'm', OPTION_TEXT, TUNE(tune.metric), "M", NULL, 0, 0,
     "accuracy macro-f1 mean-f1:A,B log-loss kappa weighted-kappa (macro-f1)"},
    {"search", 0, OPTION_CHOICE, TUNE(method), "HOW", "halving|random|grid", 0, 0,
     "halving random grid (halving)"},
    {"candidates", 'n', OPTION_COUNT, TUNE(candidates), "N", NULL, 1, 100000,
     "drawn at random, each with all costs (40)"},
    {"least", 0, OPTION_COUNT, TUNE(tune.search.least_examples), "N", NULL, 10, 999999999,
     "examples of the first rung of halving (500)"},
    {"folds", 'k', OPTION_COUNT, TUNE(tune.search.n_folds), "K", NULL, 2, 1000,
     "of the cross-validation (5)"},
    {"repeats", 0, OPTION_COUNT, TUNE(tune.search.n_repeats), "N", NULL, 1, 100,
     "cross-validations with other folds (1)"},
    {"nested", 0, OPTION_COUNT, TUNE(tune.outer_folds), "K", NULL, 2, 1000,
     "search anew outside of each of K folds: honest estimate"},
    {"one-se", 0, OPTION_FLAG, TUNE(tune.search.one_se), NULL, NULL, 0, 0,
     "the simplest within one standard error of the best"},
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "The run"},
    {"trials", 0, OPTION_COUNT, TUNE(tune.search.max_trials), "N", NULL, 1, 999999999,
     "stop a search after N trials"},
    {"minutes", 0, OPTION_NUMBER, TUNE(tune.search.minutes), "M", NULL, 0, 1e6,
     "stop after M minutes; not the same result every time"},
    {"log", 0, OPTION_OUTPUT, TUNE(tune.log), "FILE", NULL, 0, 0, "every trial as JSONL"},
    {"resume", 0, OPTION_FLAG, TUNE(tune.resume), NULL, NULL, 0, 0,
     "go on with the log of a run that was killed"},
    {"show", 0, OPTION_COUNT, TUNE(tune.show), "N", NULL, 0, 1000000, "rows of the table (10)"},
    {"bootstrap", 0, OPTION_COUNT, TUNE(tune.search.trial.bootstrap), "N", NULL, 0, 100000,
     "resamples behind intervals (500)"},
    {"seed", 0, OPTION_COUNT, TUNE(tune.search.seed), "N", NULL, 0, 2147483647,
     "of all that is drawn (1)"},
    {"threads", 'j', OPTION_COUNT, TUNE(threads), "N", NULL, 1, 256,
     "processes (as many as processors)"},
    COMMAND_OPTIONS};

static int set_space(struct tune_command *command, struct ordo_error *error)
{
    const char *fields[ORDO_FIELDS_MAX] = {"text"};

    if (command->fields.n >= ORDO_FIELDS_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d fields", ORDO_FIELDS_MAX);
    for (size_t i = 0; i < command->fields.n; i++)
        fields[i + 1] = command->fields.items[i];
    if (space_init(&command->space, fields, 1 + command->fields.n, error) != 0)
        return -1;
    if (command->space_path != NULL) {
        struct ordo_file file;
        int result;
        if (ordo_file_open(&file, command->space_path, error) != 0)
            return -1;
        result = space_parse(&command->space, file.bytes, file.length, error);
        ordo_file_release(&file);
        if (result != 0)
            return ordo_fail_at(error, command->space_path, 0, 0);
    }
    for (size_t i = 0; i < command->settings.n; i++)
        if (space_parse(&command->space, command->settings.items[i],
                        strlen(command->settings.items[i]), error) != 0) {
            error->line = 0; /* an option has none */
            return -1;
        }
    return 0;
}

static int set_names(struct tune_command *command, struct ordo_error *error)
{
    struct dataset_names *names = &command->tune.names;

    names->n_fields = command->space.n_fields;
    for (size_t i = 0; i < names->n_fields; i++)
        names->fields[i] = i == 0 ? command->text : command->space.fields[i];
    if (command->labels.n > HEADS_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d heads", HEADS_MAX);
    names->n_labels = command->labels.n == 0 ? 1 : command->labels.n;
    names->labels[0] = "label";
    for (size_t i = 0; i < command->labels.n; i++)
        names->labels[i] = command->labels.items[i];
    for (size_t i = 0; i < names->n_labels; i++)
        if (recipe_check_name(names->labels[i], error) != 0)
            return -1;
    return dataset_check_names(names, error);
}

static void set_defaults(void *settings)
{
    struct tune_command *command = settings;

    command->text = "text";
    command->candidates = 40;
    command->threads = options_processors();
    command->tune.metric = "macro-f1";
    command->tune.show = 10;
    command->tune.search.n_folds = 5;
    command->tune.search.n_repeats = 1;
    command->tune.search.least_examples = 500;
    command->tune.search.seed = 1;
    command->tune.search.trial.bootstrap = 500;
}

static int settle(void *settings, const char *const *operands, size_t n, struct ordo_error *error)
{
    struct tune_command *command = settings;
    struct tune_options *tune = &command->tune;

    if (n == 0)
        return ordo_fail(error, ORDO_ERR_OPTION, "no data given");
    if (tune->output == NULL)
        return ordo_fail(error, ORDO_ERR_OPTION, "no file for the specification given (-o FILE)");
    if (tune->resume && tune->log == NULL)
        return ordo_fail(error, ORDO_ERR_OPTION, "nothing to resume: no --log FILE");
    tune->space = &command->space;
    tune->draws = command->method == METHOD_GRID ? 0 : command->candidates;
    tune->search.halving = command->method == METHOD_HALVING;
    tune->search.trial.n_processes = command->threads;
    tune->search.trial.seed = tune->search.seed;
    tune->search.trial.warm = true;
    tune->paths = operands;
    tune->n_paths = n;
    if (set_space(command, error) != 0)
        return -1;
    return set_names(command, error);
}

static int run(void *settings, const struct talk *talk, struct json *out, size_t *n_bad,
               struct ordo_error *error)
{
    struct tune_command *command = settings;

    return tune(&command->tune, talk, out, n_bad, error);
}

static void release(void *settings)
{
    struct tune_command *command = settings;

    space_release(&command->space);
}

const struct command TUNE_COMMAND = {.name = "tune",
                                     .operands = "[OPTION]... -o SPEC DATA...",
                                     .purpose = "find how to learn it",
                                     .table = TUNE_OPTIONS,
                                     .size = sizeof(struct tune_command),
                                     .set_defaults = set_defaults,
                                     .settle = settle,
                                     .run = run,
                                     .release = release};
