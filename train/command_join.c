/* command_join.c: the options of `ordo-train join`. */
#include "commands.h"
#include "join.h"

#include <stdlib.h>
#include <string.h>

#define JOIN(member) offsetof(struct join_command, member)

struct join_command {
    struct command_settings common; /* first */
    struct join_options join;
    struct option_list corpora;
    char *names[CORPORA_MAX]; /* owned: the options, cut up */
};

static const struct option_row JOIN_OPTIONS[] = {
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Options"},
    {"output", 'o', OPTION_OUTPUT, JOIN(join.output), "FILE", NULL, 0, 0,
     "where the examples go, as JSONL (needed)"},
    {"corpus", 'c', OPTION_LIST, JOIN(corpora), "SOURCE=PATH", NULL, 0, 0,
     "folder or table of a corpus; PATH,ID,TEXT names a table's columns (id, text)"},
    COMMAND_OPTIONS};

/* "kremlin=kremlin.jsonl,url,body" */
static int set_corpus(struct join_command *command, size_t which, struct ordo_error *error)
{
    struct corpus *corpus = &command->join.corpora[which];
    char *name = command->names[which] = strdup(command->corpora.items[which]), *equals, *comma;

    if (name == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    equals = strchr(name, '=');
    if (equals == NULL || equals == name || equals[1] == '\0')
        return ordo_fail(error, ORDO_ERR_OPTION, "no SOURCE=PATH in '%s' for --corpus",
                         command->corpora.items[which]);
    *equals = '\0';
    *corpus = (struct corpus){name, equals + 1, "id", "text"};
    comma = strchr(equals + 1, ',');
    if (comma == NULL)
        return 0;
    *comma = '\0';
    corpus->id = comma + 1;
    comma = strchr(comma + 1, ',');
    if (comma == NULL)
        return 0;
    *comma = '\0';
    corpus->text = comma + 1;
    return 0;
}

static int settle(void *settings, const char *const *operands, size_t n, struct ordo_error *error)
{
    struct join_command *command = settings;

    if (n != 1)
        return ordo_fail(error, ORDO_ERR_OPTION, "one file of labels is needed");
    if (command->join.output == NULL)
        return ordo_fail(error, ORDO_ERR_OPTION, "no output file given (-o FILE)");
    if (command->corpora.n == 0)
        return ordo_fail(error, ORDO_ERR_OPTION, "no corpus given (--corpus SOURCE=PATH)");
    if (command->corpora.n > CORPORA_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d corpora", CORPORA_MAX);
    command->join.labels = operands[0];
    for (; command->join.n_corpora < command->corpora.n; command->join.n_corpora++)
        if (set_corpus(command, command->join.n_corpora, error) != 0)
            return -1;
    return 0;
}

static int run(void *settings, const struct talk *talk, struct json *out, size_t *n_bad,
               struct ordo_error *error)
{
    struct join_command *command = settings;

    return join(&command->join, talk, out, n_bad, error);
}

static void release(void *settings)
{
    struct join_command *command = settings;

    for (size_t i = 0; i < CORPORA_MAX; i++)
        free(command->names[i]);
}

const struct command JOIN_COMMAND = {.name = "join",
                                     .operands = "-c SOURCE=PATH... -o FILE LABELS",
                                     .purpose = "put stand-off labels to their texts",
                                     .table = JOIN_OPTIONS,
                                     .size = sizeof(struct join_command),
                                     .settle = settle,
                                     .run = run,
                                     .release = release};
