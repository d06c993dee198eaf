/* command_suggest.c: the options of `ordo-train suggest`. */
#include "commands.h"
#include "suggest.h"

#include <string.h>

#define SUGGEST(member) offsetof(struct suggest_command, member)

struct suggest_command {
    struct command_settings common; /* first */
    struct suggest_options suggest;
    struct option_list unlabelled;
    int by, format;
};

static const struct option_row SUGGEST_OPTIONS[] = {
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Options"},
    {"unlabelled", 'u', OPTION_LIST, SUGGEST(unlabelled), "FILE", NULL, 0, 0,
     "texts to choose from, besides rows of DATA without a label"},
    {"number", 'n', OPTION_COUNT, SUGGEST(suggest.n), "N", NULL, 1, 999999999,
     "texts to suggest (100)"},
    {"by", 0, OPTION_CHOICE, SUGGEST(by), "HOW", "margin|entropy|density|committee|random", 0, 0,
     "margin entropy density committee random (margin)"},
    {"diversity", 0, OPTION_NUMBER, SUGGEST(suggest.diversity), "D", NULL, 0, 1,
     "weight of not repeating what is suggested already (0.5)"},
    {"committee", 0, OPTION_COUNT, SUGGEST(suggest.committee), "N", NULL, 2, 1000,
     "models that vote (8)"},
    {"text", 't', OPTION_TEXT, SUGGEST(suggest.text), "FIELD", NULL, 0, 0,
     "column of the text (text)"},
    {"label", 'l', OPTION_TEXT, SUGGEST(suggest.label), "FIELD", NULL, 0, 0,
     "column of the label (label)"},
    {"id", 0, OPTION_TEXT, SUGGEST(suggest.id), "FIELD", NULL, 0, 0,
     "column that names a row (id)"},
    {"group", 'g', OPTION_TEXT, SUGGEST(suggest.group), "FIELD", NULL, 0, 0,
     "column whose values the bootstrap keeps together"},
    {"format", 'F', OPTION_CHOICE, SUGGEST(format), "F", "jsonl|doccano|label-studio", 0, 0,
     "jsonl doccano label-studio (jsonl)"},
    {"C", 'C', OPTION_NUMBER, SUGGEST(suggest.C), "C", NULL, 1e-6, 1e6, "cost of errors (10)"},
    {"seed", 0, OPTION_COUNT, SUGGEST(suggest.seed), "N", NULL, 0, 2147483647,
     "of all that is drawn (1)"},
    {"threads", 'j', OPTION_COUNT, SUGGEST(suggest.threads), "N", NULL, 1, 256,
     "processes (as many as processors)"},
    COMMAND_OPTIONS};

static void set_defaults(void *settings)
{
    struct suggest_command *command = settings;
    struct suggest_options *suggest = &command->suggest;

    suggest->text = "text";
    suggest->label = "label";
    suggest->id = "id";
    suggest->n = 100;
    suggest->committee = 8;
    suggest->diversity = 0.5;
    suggest->C = 10;
    suggest->seed = 1;
    suggest->threads = options_processors();
}

static int settle(void *settings, const char *const *operands, size_t n, struct ordo_error *error)
{
    struct suggest_command *command = settings;
    struct suggest_options *suggest = &command->suggest;

    if (n == 0)
        return ordo_fail(error, ORDO_ERR_OPTION, "no labelled data given");
    suggest->by = (enum suggest_by)command->by;
    suggest->format = (enum suggest_format)command->format;
    suggest->labelled = operands;
    suggest->n_labelled = n;
    suggest->unlabelled = command->unlabelled.items;
    suggest->n_unlabelled = command->unlabelled.n;
    return 0;
}

static int run(void *settings, const struct talk *talk, struct json *out, size_t *n_bad,
               struct ordo_error *error)
{
    struct suggest_command *command = settings;

    return suggest(&command->suggest, talk, out, n_bad, error);
}

const struct command SUGGEST_COMMAND = {.name = "suggest",
                                        .operands = "[OPTION]... DATA...",
                                        .purpose = "which texts to label next",
                                        .table = SUGGEST_OPTIONS,
                                        .size = sizeof(struct suggest_command),
                                        .set_defaults = set_defaults,
                                        .settle = settle,
                                        .run = run};
