/* command_check.c: the options of `ordo-train check`. */
#include "check.h"
#include "commands.h"

#include <string.h>
#include <unistd.h>

#define CHECK(member) offsetof(struct check_command, member)

struct check_command {
    struct command_settings common; /* first */
    struct check_options check;
    struct option_list labels, allowed, fields;
};

static const struct option_row CHECK_OPTIONS[] = {
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Options"},
    {"text", 't', OPTION_TEXT, CHECK(check.text), "FIELD", NULL, 0, 0, "column of the text (text)"},
    {"label", 'l', OPTION_LIST, CHECK(labels), "FIELD", NULL, 0, 0, "column of labels (label)"},
    {"labels", 0, OPTION_LIST, CHECK(allowed), "A,B,C", NULL, 0, 0,
     "the only labels, COLUMN:A,B,C one column's; rows with others are bad"},
    {"id", 0, OPTION_TEXT, CHECK(check.id), "FIELD", NULL, 0, 0, "column that names a row (id)"},
    {"group", 'g', OPTION_TEXT, CHECK(check.group), "FIELD", NULL, 0, 0,
     "column whose values never cross folds"},
    {"part", 0, OPTION_TEXT, CHECK(check.part), "FIELD", NULL, 0, 0,
     "column of the part, train or test (each file is one)"},
    {"field", 'f', OPTION_LIST, CHECK(fields), "FIELD", NULL, 0, 0,
     "count the values of this column, too"},
    {"language", 0, OPTION_TEXT, CHECK(check.language), "CODE", NULL, 0, 0,
     "the language expected, as en or de (the commonest)"},
    {"near", 0, OPTION_NUMBER, CHECK(check.near), "S", NULL, 0, 1,
     "similarity of near-duplicates, 0: do not look (0.7)"},
    {"long", 0, OPTION_COUNT, CHECK(check.long_words), "N", NULL, 1, 999999999,
     "words above which a text is too long (500)"},
    {"folds", 'k', OPTION_COUNT, CHECK(check.n_folds), "K", NULL, 0, 1000,
     "of the cross-validation that doubts labels, 0 none (5)"},
    {"top", 'n', OPTION_COUNT, CHECK(check.top), "N", NULL, 0, 999999999,
     "problems shown of each kind (10)"},
    {"list", 0, OPTION_OUTPUT, CHECK(check.list), "FILE", NULL, 0, 0,
     "write every problem as JSONL"},
    {"json", 0, OPTION_FLAG, CHECK(check.json), NULL, NULL, 0, 0, "JSON instead of text"},
    {"seed", 0, OPTION_COUNT, CHECK(check.seed), "N", NULL, 0, 2147483647,
     "of all that is drawn (1)"},
    {"threads", 'j', OPTION_COUNT, CHECK(check.threads), "N", NULL, 1, 256,
     "processes (as many as processors)"},
    COMMAND_OPTIONS};

static void set_defaults(void *settings)
{
    struct check_command *command = settings;
    struct check_options *check = &command->check;

    check->text = "text";
    check->id = "id";
    check->near = 0.7;
    check->long_words = 500;
    check->n_folds = 5;
    check->top = 10;
    check->seed = 1;
    check->threads = options_processors();
}

static int settle(void *settings, const char *const *operands, size_t n, struct ordo_error *error)
{
    struct check_command *command = settings;
    static const char *const label = "label";
    struct check_options *check = &command->check;

    if (n == 0)
        return ordo_fail(error, ORDO_ERR_OPTION, "no data given");
    if (check->n_folds == 1)
        return ordo_fail(error, ORDO_ERR_OPTION, "one fold is none: --folds 0 or at least 2");
    if (command->labels.n > HEADS_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d columns of labels", HEADS_MAX);
    if (command->fields.n > ORDO_FIELDS_MAX - 3)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d fields", ORDO_FIELDS_MAX - 3);
    check->labels = command->labels.n == 0 ? &label : command->labels.items;
    check->n_labels = command->labels.n == 0 ? 1 : command->labels.n;
    check->allowed = command->allowed.items;
    check->n_allowed = command->allowed.n;
    if (dataset_check_heads(check->allowed, check->n_allowed, "labels", check->labels,
                            check->n_labels, error) != 0)
        return -1;
    check->fields = command->fields.items;
    check->n_fields = command->fields.n;
    check->paths = operands;
    check->n_paths = n;
    return 0;
}

static int run(void *settings, const struct talk *talk, struct json *out, size_t *n_bad,
               struct ordo_error *error)
{
    struct check_command *command = settings;

    return check(&command->check, talk, out, n_bad, error);
}

const struct command CHECK_COMMAND = {.name = "check",
                                      .operands = "[OPTION]... DATA...",
                                      .purpose = "what is wrong with labelled data",
                                      .table = CHECK_OPTIONS,
                                      .size = sizeof(struct check_command),
                                      .set_defaults = set_defaults,
                                      .settle = settle,
                                      .run = run};
