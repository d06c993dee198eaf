/* command_evaluate.c: the options of `ordo-train evaluate`. */
#include "commands.h"
#include "evaluate.h"

#include <string.h>
#include <unistd.h>

#define EVALUATE(member) offsetof(struct evaluate_command, member)

struct evaluate_command {
    struct command_settings common; /* first */
    struct evaluate_options evaluate;
    struct option_list labels, by;
    int sort;
    bool json, csv;
};

static const struct option_row EVALUATE_OPTIONS[] = {
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Data"},
    {"text", 't', OPTION_TEXT, EVALUATE(evaluate.judge.text), "FIELD", NULL, 0, 0,
     "column of the text (text)"},
    {"label", 'l', OPTION_LIST, EVALUATE(labels), "FIELD", NULL, 0, 0,
     "column of a head's labels, or HEAD=FIELD (every head's name)"},
    {"group", 'g', OPTION_TEXT, EVALUATE(evaluate.judge.group), "FIELD", NULL, 0, 0,
     "resample whole groups for the intervals"},
    {"id", 0, OPTION_TEXT, EVALUATE(evaluate.judge.id), "FIELD", NULL, 0, 0,
     "column that names a row (id)"},
    {"order", 0, OPTION_TEXT, EVALUATE(evaluate.judge.order), "A,B,C", NULL, 0, 0,
     "the classes from low to high (numbers and known scales have theirs)"},
    {"classes", 0, OPTION_TEXT, EVALUATE(evaluate.averaged), "A,B", NULL, 0, 0,
     "also the mean F1 of these classes"},
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Report"},
    {"by", 0, OPTION_LIST, EVALUATE(by), "FIELD", NULL, 0, 0,
     "figures for each value of a column; repeatable"},
    {"least", 0, OPTION_COUNT, EVALUATE(evaluate.slicing.least), "N", NULL, 1, 999999999,
     "rows below which values of --by are pooled (20)"},
    {"sort", 0, OPTION_CHOICE, EVALUATE(sort), "HOW", "n|worse", 0, 0,
     "values by n or by how much worse than the rest (n)"},
    {"errors", 'e', OPTION_COUNT, EVALUATE(evaluate.errors), "N", NULL, 0, 999999999,
     "show the N errors of which the head was surest, explained (0)"},
    {"predictions", 'p', OPTION_OUTPUT, EVALUATE(evaluate.predictions), "FILE", NULL, 0, 0,
     "write gold, predicted and probabilities: JSONL, or CSV by its ending"},
    {"curves", 0, OPTION_OUTPUT, EVALUATE(evaluate.curves), "FILE", NULL, 0, 0,
     "write precision-recall and risk-coverage curves as CSV"},
    {"all", 'a', OPTION_FLAG, EVALUATE(evaluate.all), NULL, NULL, 0, 0,
     "thresholds and reliability of each class, too (JSON and CSV have them)"},
    {"json", 0, OPTION_FLAG, EVALUATE(json), NULL, NULL, 0, 0, "JSON instead of text"},
    {"csv", 0, OPTION_FLAG, EVALUATE(csv), NULL, NULL, 0, 0, "CSV instead of text"},
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Running"},
    {"bootstrap", 0, OPTION_COUNT, EVALUATE(evaluate.resampling.rounds), "N", NULL, 0, 100000,
     "resamples behind intervals (1000)"},
    {"seed", 0, OPTION_COUNT, EVALUATE(evaluate.resampling.seed), "N", NULL, 0, 2147483647,
     "of the resamples (1)"},
    {"threads", 'j', OPTION_COUNT, EVALUATE(evaluate.judge.processes), "N", NULL, 1, 256,
     "processes (one for each processor)"},
    COMMAND_OPTIONS};

static void set_defaults(void *settings)
{
    struct evaluate_command *command = settings;

    command->evaluate.judge.text = "text";
    command->evaluate.judge.id = "id";
    command->evaluate.judge.processes = options_processors();
    command->evaluate.slicing.least = 20;
    command->evaluate.resampling = (struct resampling){1000, 1, 0};
}

static int settle(void *settings, const char *const *operands, size_t n, struct ordo_error *error)
{
    struct evaluate_command *command = settings;
    struct evaluate_options *evaluate = &command->evaluate;

    if (n < 2)
        return ordo_fail(error, ORDO_ERR_OPTION, "a model and data are needed");
    if (command->json && command->csv)
        return ordo_fail(error, ORDO_ERR_OPTION, "either --json or --csv");
    evaluate->judge.model = operands[0];
    evaluate->judge.paths = operands + 1;
    evaluate->judge.n_paths = n - 1;
    evaluate->judge.labels = command->labels.items;
    evaluate->judge.n_labels = command->labels.n;
    evaluate->judge.by = command->by.items;
    evaluate->judge.n_by = command->by.n;
    evaluate->slicing.worst_first = command->sort == 1;
    evaluate->resampling.processes = evaluate->judge.processes;
    evaluate->form = command->json ? REPORT_JSON : command->csv ? REPORT_CSV : REPORT_TEXT;
    return 0;
}

static int run(void *settings, const struct talk *talk, struct json *out, size_t *n_bad,
               struct ordo_error *error)
{
    struct evaluate_command *command = settings;

    return evaluate(&command->evaluate, talk, out, n_bad, error);
}

const struct command EVALUATE_COMMAND = {.name = "evaluate",
                                         .operands = "[OPTION]... MODEL DATA...",
                                         .purpose = "measure one on labelled data",
                                         .table = EVALUATE_OPTIONS,
                                         .size = sizeof(struct evaluate_command),
                                         .set_defaults = set_defaults,
                                         .settle = settle,
                                         .run = run};
