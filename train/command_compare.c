/* command_compare.c: the options of `ordo-train compare`. */
#include "commands.h"
#include "compare.h"

#include <string.h>

#define COMPARE(member) offsetof(struct compare_command, member)

struct compare_command {
    struct command_settings common; /* first */
    struct compare_options compare;
    struct option_list data, labels, measures;
    bool json, csv;
};

static const struct option_row COMPARE_OPTIONS[] = {
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Data"},
    {"data", 'd', OPTION_LIST, COMPARE(data), "FILE", NULL, 0, 0,
     "labelled data, which models need; repeatable"},
    {"text", 't', OPTION_TEXT, COMPARE(compare.judge.text), "FIELD", NULL, 0, 0,
     "column of the text (text)"},
    {"label", 'l', OPTION_LIST, COMPARE(labels), "FIELD", NULL, 0, 0,
     "column of a head's labels, or HEAD=FIELD (every head's name)"},
    {"group", 'g', OPTION_TEXT, COMPARE(compare.judge.group), "FIELD", NULL, 0, 0,
     "rows that belong together; files have theirs"},
    {"id", 0, OPTION_TEXT, COMPARE(compare.judge.id), "FIELD", NULL, 0, 0,
     "column that names a row (id)"},
    {"order", 0, OPTION_TEXT, COMPARE(compare.judge.order), "A,B,C", NULL, 0, 0,
     "the classes from low to high (numbers and known scales have theirs)"},
    {"values", 0, OPTION_FLAG, COMPARE(compare.of_values), NULL, NULL, 0, 0,
     "whole numbers in files are numbers, not classes"},
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Report"},
    {"metric", 'm', OPTION_LIST, COMPARE(measures), "NAME,...", NULL, 0, 0,
     "what to compare, such as kappa,log-loss (accuracy,macro-f1; pearson,mae)"},
    {"classes", 0, OPTION_TEXT, COMPARE(compare.averaged), "A,B", NULL, 0, 0, "classes of mean-f1"},
    {"json", 0, OPTION_FLAG, COMPARE(json), NULL, NULL, 0, 0, "JSON instead of text"},
    {"csv", 0, OPTION_FLAG, COMPARE(csv), NULL, NULL, 0, 0, "CSV instead of text"},
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Running"},
    {"bootstrap", 0, OPTION_COUNT, COMPARE(compare.resampling.rounds), "N", NULL, 0, 100000,
     "resamples behind intervals (1000)"},
    {"permutations", 0, OPTION_COUNT, COMPARE(compare.permutations), "N", NULL, 0, 10000000,
     "rounds of approximate randomisation (9999)"},
    {"seed", 0, OPTION_COUNT, COMPARE(compare.resampling.seed), "N", NULL, 0, 2147483647,
     "of all that is drawn (1)"},
    {"threads", 'j', OPTION_COUNT, COMPARE(compare.resampling.processes), "N", NULL, 1, 256,
     "processes (one for each processor)"},
    COMMAND_OPTIONS};

static void set_defaults(void *settings)
{
    struct compare_command *command = settings;
    struct compare_options *compare = &command->compare;

    compare->judge.text = "text";
    compare->judge.id = "id";
    compare->permutations = 9999;
    compare->resampling = (struct resampling){1000, 1, options_processors()};
}

static int settle(void *settings, const char *const *operands, size_t n, struct ordo_error *error)
{
    struct compare_command *command = settings;
    struct compare_options *compare = &command->compare;

    if (n < 2)
        return ordo_fail(error, ORDO_ERR_OPTION,
                         "at least two models or prediction files are needed");
    if (command->json && command->csv)
        return ordo_fail(error, ORDO_ERR_OPTION, "either --json or --csv");
    compare->contenders = operands;
    compare->n_contenders = n;
    compare->judge.paths = command->data.items;
    compare->judge.n_paths = command->data.n;
    compare->judge.labels = command->labels.items;
    compare->judge.n_labels = command->labels.n;
    compare->judge.processes = compare->resampling.processes;
    compare->measures = command->measures.items;
    compare->n_measures = command->measures.n;
    compare->form = command->json ? REPORT_JSON : command->csv ? REPORT_CSV : REPORT_TEXT;
    return 0;
}

static int run(void *settings, const struct talk *talk, struct json *out, size_t *n_bad,
               struct ordo_error *error)
{
    struct compare_command *command = settings;

    return compare(&command->compare, talk, out, n_bad, error);
}

const struct command COMPARE_COMMAND = {.name = "compare",
                                        .operands = "[OPTION]... MODEL|PREDICTIONS...",
                                        .purpose = "which is better, and how sure that is",
                                        .table = COMPARE_OPTIONS,
                                        .size = sizeof(struct compare_command),
                                        .set_defaults = set_defaults,
                                        .settle = settle,
                                        .run = run};
