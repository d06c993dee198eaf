/* command_agree.c: the options of `ordo-train agree`. */
#include "agree.h"
#include "commands.h"

#include <string.h>

#define AGREE(member) offsetof(struct agree_command, member)

struct agree_command {
    struct agree_options agree;
    struct option_list labels;
    int by;
    bool quiet, help;
};

const struct option_row AGREE_OPTIONS[] = {
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Options"},
    {"label", 'l', OPTION_LIST, AGREE(labels), "FIELD", NULL, 0, 0,
     "column of labels (label); several: each is an annotator"},
    {"annotator", 'a', OPTION_TEXT, AGREE(agree.annotator), "FIELD", NULL, 0, 0,
     "column of the annotator, one row for each judgement"},
    {"item", 'i', OPTION_TEXT, AGREE(agree.item), "FIELD", NULL, 0, 0,
     "column that names what is labelled (id)"},
    {"order", 0, OPTION_TEXT, AGREE(agree.order), "A,B,C", NULL, 0, 0,
     "the classes from low to high (numbers and known scales have theirs)"},
    {"adjudicate", 'o', OPTION_TEXT, AGREE(agree.adjudicated), "FILE", NULL, 0, 0,
     "write one label for each item as JSONL"},
    {"by", 0, OPTION_CHOICE, AGREE(by), "HOW", "majority|dawid-skene", 0, 0,
     "majority dawid-skene (majority)"},
    {"top", 'n', OPTION_COUNT, AGREE(agree.top), "N", NULL, 0, 999999999,
     "items shown that divide most (10)"},
    {"bootstrap", 0, OPTION_COUNT, AGREE(agree.bootstrap), "N", NULL, 0, 100000,
     "resamples behind intervals (1000)"},
    {"seed", 0, OPTION_COUNT, AGREE(agree.seed), "N", NULL, 0, 2147483647, "of the resamples (1)"},
    {"json", 0, OPTION_FLAG, AGREE(agree.json), NULL, NULL, 0, 0, "JSON instead of text"},
    {"quiet", 'q', OPTION_FLAG, AGREE(quiet), NULL, NULL, 0, 0, "no progress on standard error"},
    {"help", 'h', OPTION_FLAG, AGREE(help), NULL, NULL, 0, 0, "this help"},
    {NULL, 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, NULL}};

static int parse(struct agree_command *command, int argc, char **argv, struct ordo_error *error)
{
    static const char *const label = "label";
    struct agree_options *agree = &command->agree;
    int first;

    memset(command, 0, sizeof *command);
    agree->item = "id";
    agree->top = 10;
    agree->bootstrap = 1000;
    agree->seed = 1;
    first = options_parse(AGREE_OPTIONS, command, argc, argv, error);
    if (first < 0)
        return -1;
    if (command->help)
        return 0;
    if (first == argc)
        return ordo_fail(error, ORDO_ERR_OPTION, "no data given");
    agree->labels = command->labels.n == 0 ? &label : command->labels.items;
    agree->n_labels = command->labels.n == 0 ? 1 : command->labels.n;
    agree->by = (enum adjudicate_by)command->by;
    agree->paths = (const char *const *)(argv + first);
    agree->n_paths = (size_t)(argc - first);
    if (agree->annotator != NULL && agree->n_labels > 1)
        return ordo_fail(error, ORDO_ERR_OPTION,
                         "several columns of labels are annotators: no --annotator with them");
    if (agree->annotator == NULL && agree->n_labels == 1 && agree->n_paths == 1)
        return ordo_fail(error, ORDO_ERR_OPTION,
                         "who labelled? Give several --label columns, --annotator, or a file each");
    return 0;
}

enum command_result run_agree(int argc, char **argv, const struct talk *talk, bool *quiet,
                              struct json *out, size_t *n_bad, struct ordo_error *error)
{
    struct agree_command command;
    enum command_result result = COMMAND_DONE;

    if (parse(&command, argc, argv, error) != 0)
        result = command_result_of(error);
    else if (command.help)
        result = COMMAND_HELP;
    *quiet = command.quiet;
    if (result == COMMAND_DONE && agree(&command.agree, talk, out, n_bad, error) != 0)
        result = COMMAND_FAILED;
    options_release(AGREE_OPTIONS, &command);
    return result;
}
