/* command_compare.c: the options of `ordo-train compare`. */
#include "commands.h"
#include "compare.h"

#include <string.h>

#define COMPARE(member) offsetof(struct compare_command, member)

struct compare_command {
    struct compare_options compare;
    struct option_list data, labels, measures;
    bool json, csv, quiet, help;
};

const struct option_row COMPARE_OPTIONS[] = {
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
    {"quiet", 'q', OPTION_FLAG, COMPARE(quiet), NULL, NULL, 0, 0, "no progress on standard error"},
    {"help", 'h', OPTION_FLAG, COMPARE(help), NULL, NULL, 0, 0, "this help"},
    {NULL, 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, NULL}};

static int parse(struct compare_command *command, int argc, char **argv, struct ordo_error *error)
{
    struct compare_options *compare = &command->compare;
    int first;

    memset(command, 0, sizeof *command);
    compare->judge.text = "text";
    compare->judge.id = "id";
    compare->permutations = 9999;
    compare->resampling = (struct resampling){1000, 1, options_processors()};
    first = options_parse(COMPARE_OPTIONS, command, argc, argv, error);
    if (first < 0)
        return -1;
    if (command->help)
        return 0;
    if (argc - first < 2)
        return ordo_fail(error, ORDO_ERR_OPTION,
                         "at least two models or prediction files are needed");
    if (command->json && command->csv)
        return ordo_fail(error, ORDO_ERR_OPTION, "either --json or --csv");
    compare->contenders = (const char *const *)(argv + first);
    compare->n_contenders = (size_t)(argc - first);
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

enum command_result run_compare(int argc, char **argv, const struct talk *talk, bool *quiet,
                                struct json *out, size_t *n_bad, struct ordo_error *error)
{
    struct compare_command command;
    enum command_result result = COMMAND_DONE;

    if (parse(&command, argc, argv, error) != 0)
        result = command_result_of(error);
    else if (command.help)
        result = COMMAND_HELP;
    *quiet = command.quiet;
    if (result == COMMAND_DONE && compare(&command.compare, talk, out, n_bad, error) != 0)
        result = COMMAND_FAILED;
    options_release(COMPARE_OPTIONS, &command);
    return result;
}
