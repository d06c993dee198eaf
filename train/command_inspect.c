/* command_inspect.c: the options of `ordo-train inspect`. */
#include "commands.h"
#include "inspect.h"

#include <string.h>
#include <unistd.h>

#define INSPECT(member) offsetof(struct inspect_command, member)
#define NO_FORM         (-1)

struct inspect_command {
    struct command_settings common; /* first */
    struct inspect_options inspect;
    struct option_list data;
    int export_form, matrix_form;
    bool json, csv;
};

static const struct option_row INSPECT_OPTIONS[] = {
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "What to show, instead of heads and top features"},
    {"feature", 0, OPTION_TEXT, INSPECT(inspect.feature), "NAME", NULL, 0, 0,
     "one feature's weights in every head; with -d where it stands"},
    {"diff", 0, OPTION_TEXT, INSPECT(inspect.other), "MODEL", NULL, 0, 0,
     "how the model differs from another; with -d in its labels"},
    {"card", 0, OPTION_FLAG, INSPECT(inspect.card), NULL, NULL, 0, 0,
     "a model card in Markdown; with -d figures on held-out data"},
    {"spec", 0, OPTION_FLAG, INSPECT(inspect.spec), NULL, NULL, 0, 0,
     "the feature specification, as fit --spec takes it"},
    {"export", 0, OPTION_CHOICE, INSPECT(export_form), "FORM", "svmlight|csv|json", 0, 0,
     "all weights: svmlight csv json"},
    {"dump-matrix", 0, OPTION_TEXT, INSPECT(inspect.dump), "PREFIX", NULL, 0, 0,
     "write the vectors of -d to PREFIX.mtx, and names beside it"},
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Data"},
    {"data", 'd', OPTION_LIST, INSPECT(data), "FILE", NULL, 0, 0, "rows; repeatable"},
    {"text", 't', OPTION_TEXT, INSPECT(inspect.text), "FIELD", NULL, 0, 0,
     "column of the text (text)"},
    {"id", 0, OPTION_TEXT, INSPECT(inspect.id), "FIELD", NULL, 0, 0,
     "column that names a row (id)"},
    {"group", 'g', OPTION_TEXT, INSPECT(inspect.group), "FIELD", NULL, 0, 0,
     "of the card: resample whole groups"},
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Details"},
    {"top", 'n', OPTION_COUNT, INSPECT(inspect.top), "N", NULL, 0, 100000,
     "features per class (15)"},
    {"examples", 0, OPTION_COUNT, INSPECT(inspect.examples), "N", NULL, 0, 999999999,
     "rows shown of --feature and --diff (10)"},
    {"notes", 0, OPTION_TEXT, INSPECT(inspect.notes), "FILE", NULL, 0, 0,
     "Markdown with the parts of the card that people write"},
    {"matrix", 0, OPTION_CHOICE, INSPECT(matrix_form), "FORM", "mtx|svmlight", 0, 0,
     "of --dump-matrix: mtx svmlight (mtx)"},
    {"bootstrap", 0, OPTION_COUNT, INSPECT(inspect.bootstrap), "N", NULL, 0, 100000,
     "of the card: resamples behind intervals (1000)"},
    {"seed", 0, OPTION_COUNT, INSPECT(inspect.seed), "N", NULL, 0, 2147483647,
     "of the resamples (1)"},
    {"threads", 'j', OPTION_COUNT, INSPECT(inspect.processes), "N", NULL, 1, 256,
     "processes (one for each processor)"},
    {"json", 0, OPTION_FLAG, INSPECT(json), NULL, NULL, 0, 0,
     "JSON instead of text, of the heads, --feature and --diff"},
    {"csv", 0, OPTION_FLAG, INSPECT(csv), NULL, NULL, 0, 0,
     "CSV instead of text, of --feature and --diff"},
    COMMAND_OPTIONS};

static int check(const struct inspect_command *command, struct ordo_error *error)
{
    const struct inspect_options *inspect = &command->inspect;
    int n_views = (inspect->feature != NULL) + (inspect->other != NULL) + inspect->card +
                  inspect->spec + inspect->exported + (inspect->dump != NULL);

    if (n_views > 1)
        return ordo_fail(error, ORDO_ERR_OPTION,
                         "one of --feature, --diff, --card, --spec, --export and --dump-matrix");
    if (inspect->dump != NULL && inspect->n_data == 0)
        return ordo_fail(error, ORDO_ERR_OPTION, "--dump-matrix needs --data");
    if (inspect->notes != NULL && !inspect->card)
        return ordo_fail(error, ORDO_ERR_OPTION, "--notes is for --card");
    if (command->json && command->csv)
        return ordo_fail(error, ORDO_ERR_OPTION, "either --json or --csv");
    if (command->json &&
        (inspect->card || inspect->spec || inspect->exported || inspect->dump != NULL))
        return ordo_fail(error, ORDO_ERR_OPTION,
                         "--json with --card, --spec, --export or --dump-matrix, which have a "
                         "form of their own");
    if (command->csv && inspect->feature == NULL && inspect->other == NULL)
        return ordo_fail(error, ORDO_ERR_OPTION,
                         "--csv is for --feature and --diff; --export csv has all weights");
    return 0;
}

static void set_defaults(void *settings)
{
    struct inspect_command *command = settings;
    struct inspect_options *inspect = &command->inspect;

    command->export_form = NO_FORM;
    inspect->text = "text";
    inspect->id = "id";
    inspect->top = 15;
    inspect->examples = 10;
    inspect->bootstrap = 1000;
    inspect->seed = 1;
    inspect->processes = options_processors();
}

static int settle(void *settings, const char *const *operands, size_t n, struct ordo_error *error)
{
    struct inspect_command *command = settings;
    struct inspect_options *inspect = &command->inspect;

    if (n != 1)
        return ordo_fail(error, ORDO_ERR_OPTION, "one model is needed");
    inspect->model = operands[0];
    inspect->data = command->data.items;
    inspect->n_data = command->data.n;
    inspect->exported = command->export_form != NO_FORM;
    inspect->export_form = (enum export_form)(inspect->exported ? command->export_form : 0);
    inspect->svmlight = command->matrix_form == 1;
    inspect->form = command->json ? REPORT_JSON : command->csv ? REPORT_CSV : REPORT_TEXT;
    return check(command, error);
}

static int run(void *settings, const struct talk *talk, struct json *out, size_t *n_bad,
               struct ordo_error *error)
{
    struct inspect_command *command = settings;

    return inspect(&command->inspect, talk, out, n_bad, error);
}

const struct command INSPECT_COMMAND = {.name = "inspect",
                                        .operands = "[OPTION]... MODEL",
                                        .purpose = "see what is in one",
                                        .table = INSPECT_OPTIONS,
                                        .size = sizeof(struct inspect_command),
                                        .set_defaults = set_defaults,
                                        .settle = settle,
                                        .run = run};
