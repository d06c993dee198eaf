/* command_agree.c: the options of `ordo-train agree`. */
#include "agree.h"
#include "commands.h"

#include <string.h>

#define AGREE(member) offsetof(struct agree_command, member)

struct agree_command {
    struct command_settings common; /* first */
    struct agree_options agree;
    struct option_list labels;
    int by;
};

static const struct option_row AGREE_OPTIONS[] = {
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Options"},
    {"label", 'l', OPTION_LIST, AGREE(labels), "FIELD", NULL, 0, 0,
     "column of labels (label); several: each is an annotator"},
    {"annotator", 'a', OPTION_TEXT, AGREE(agree.annotator), "FIELD", NULL, 0, 0,
     "column of the annotator, one row for each judgement"},
    {"item", 'i', OPTION_TEXT, AGREE(agree.item), "FIELD", NULL, 0, 0,
     "column that names what is labelled (id)"},
    {"order", 0, OPTION_TEXT, AGREE(agree.order), "A,B,C", NULL, 0, 0,
     "the classes from low to high (numbers and known scales have theirs)"},
    {"adjudicate", 'o', OPTION_OUTPUT, AGREE(agree.adjudicated), "FILE", NULL, 0, 0,
     "write one label for each item as JSONL"},
    {"by", 0, OPTION_CHOICE, AGREE(by), "HOW", "majority|dawid-skene", 0, 0,
     "majority dawid-skene (majority)"},
    {"top", 'n', OPTION_COUNT, AGREE(agree.top), "N", NULL, 0, 999999999,
     "items shown that divide most (10)"},
    {"bootstrap", 0, OPTION_COUNT, AGREE(agree.bootstrap), "N", NULL, 0, 100000,
     "resamples behind intervals (1000)"},
    {"seed", 0, OPTION_COUNT, AGREE(agree.seed), "N", NULL, 0, 2147483647, "of the resamples (1)"},
    {"json", 0, OPTION_FLAG, AGREE(agree.json), NULL, NULL, 0, 0, "JSON instead of text"},
    COMMAND_OPTIONS};

static void set_defaults(void *settings)
{
    struct agree_command *command = settings;
    struct agree_options *agree = &command->agree;

    agree->item = "id";
    agree->top = 10;
    agree->bootstrap = 1000;
    agree->seed = 1;
}

static int settle(void *settings, const char *const *operands, size_t n, struct ordo_error *error)
{
    struct agree_command *command = settings;
    static const char *const label = "label";
    struct agree_options *agree = &command->agree;

    if (n == 0)
        return ordo_fail(error, ORDO_ERR_OPTION, "no data given");
    agree->labels = command->labels.n == 0 ? &label : command->labels.items;
    agree->n_labels = command->labels.n == 0 ? 1 : command->labels.n;
    agree->by = (enum adjudicate_by)command->by;
    agree->paths = operands;
    agree->n_paths = n;
    if (agree->annotator != NULL && agree->n_labels > 1)
        return ordo_fail(error, ORDO_ERR_OPTION,
                         "several columns of labels are annotators: no --annotator with them");
    if (agree->annotator == NULL && agree->n_labels == 1 && agree->n_paths == 1)
        return ordo_fail(error, ORDO_ERR_OPTION,
                         "who labelled? Give several --label columns, --annotator, or a file each");
    return 0;
}

static int run(void *settings, const struct talk *talk, struct json *out, size_t *n_bad,
               struct ordo_error *error)
{
    struct agree_command *command = settings;

    return agree(&command->agree, talk, out, n_bad, error);
}

const struct command AGREE_COMMAND = {.name = "agree",
                                      .operands = "[OPTION]... DATA...",
                                      .purpose = "how far annotators agree",
                                      .table = AGREE_OPTIONS,
                                      .size = sizeof(struct agree_command),
                                      .set_defaults = set_defaults,
                                      .settle = settle,
                                      .run = run};
