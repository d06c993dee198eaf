/* command_fit_heads.c: the heads of `ordo-train fit`, and what its options say of each of them. */
#include "command_fit_private.h"

#include <stdlib.h>
#include <string.h>

/* "HEAD:VALUE" or "VALUE": the value when it is meant for this head, else NULL. */
static const char *for_head(const char *text, const char *head)
{
    size_t length = strlen(head);
    const char *colon = strchr(text, ':');

    if (colon == NULL)
        return text;
    return (size_t)(colon - text) == length && memcmp(text, head, length) == 0 ? colon + 1 : NULL;
}

/* Solvers of numbers for numbers and ordered classes, the others for classes. */
static int set_solver(struct fit_command *command, struct head_options *head, const char *name,
                      struct ordo_error *error)
{
    bool regress = head->kind != ORDO_HEAD_CLASSES, meant = false;
    const char *value;

    for (size_t i = 0; i < command->solvers.n; i++)
        if ((value = for_head(command->solvers.items[i], name)) != NULL) {
            if (recipe_solver(&head->solver, value, error) != 0)
                return -1;
            meant = meant || value != command->solvers.items[i] || command->fit.names.n_labels == 1;
        }
    if (solver_regresses(head->solver) == regress)
        return 0;
    if (meant)
        return ordo_fail(error, ORDO_ERR_OPTION, "solver '%s' is not for %s (head '%s')",
                         recipe_solver_name(head->solver), regress ? "numbers" : "classes", name);
    head->solver = regress ? SOLVER_L2R_L2LOSS_SVR : SOLVER_L2R_L2LOSS_SVC_DUAL;
    return 0;
}

static int set_head(struct fit_command *command, size_t which, enum ordo_head_kind kind,
                    struct ordo_error *error)
{
    struct head_options *head = &command->fit.heads[which];
    const char *name = command->fit.names.labels[which], *value;
    char *end;

    *head = *recipe_head(&command->recipe, name);
    head->kind = kind;
    if (set_solver(command, head, name, error) != 0)
        return -1;
    for (size_t i = 0; i < command->Cs.n; i++) {
        value = for_head(command->Cs.items[i], name);
        if (value == NULL)
            continue;
        head->C = strtod(value, &end);
        if (end == value || *end != '\0' || !(head->C > 0) || head->C > 1e9)
            return ordo_fail(error, ORDO_ERR_OPTION, "no cost above 0 in '%s' for --C", value);
    }
    for (size_t i = 0; i < command->class_weights.n; i++) {
        value = for_head(command->class_weights.items[i], name);
        if (value == NULL)
            continue;
        head->balanced = strcmp(value, "balanced") == 0;
        head->class_weights = head->balanced || strcmp(value, "none") == 0 ? NULL : value;
    }
    for (size_t i = 0; i < command->orders.n; i++)
        if ((value = for_head(command->orders.items[i], name)) != NULL)
            head->order = value;
    return 0;
}

/* A head stands under its name among the members of ordo-classify's records, and may hide none of
 * them. */
static int check_head_name(const char *name, struct ordo_error *error)
{
    static const char *const members[] = {
        "article", "statement",       "begin", "end",    "spans",  "text",  "kind",
        "speaker", "speaker_mention", "cue",   "tokens", "ngrams", "vector"};

    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
        if (strcmp(members[i], name) == 0)
            return ordo_fail(error, ORDO_ERR_OPTION,
                             "'%s' cannot be a head: records have a member of that name", name);
    return 0;
}

/* Adds the heads of one kind. */
static int add_heads(struct fit_command *command, const struct option_list *columns,
                     enum ordo_head_kind kind, struct ordo_error *error)
{
    struct dataset_names *names = &command->fit.names;

    for (size_t i = 0; i < columns->n; i++) {
        const char *name = columns->items[i];
        if (names->n_labels == HEADS_MAX)
            return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d heads", HEADS_MAX);
        if (check_head_name(name, error) != 0)
            return -1;
        command->fit.heads[names->n_labels].kind = kind;
        names->numbers[names->n_labels] = kind == ORDO_HEAD_VALUE;
        names->labels[names->n_labels++] = name;
    }
    return 0;
}

int fit_set_names(struct fit_command *command, struct ordo_error *error)
{
    static const char *standard = "label";
    static const struct option_list alone = {&standard, 1};
    struct dataset_names *names = &command->fit.names;
    const struct ordo_spec *spec = &command->fit.spec;
    bool none = command->labels.n + command->ordered.n + command->values.n == 0;

    names->n_fields = spec->n_fields;
    for (size_t i = 0; i < spec->n_fields; i++)
        names->fields[i] = i == 0 ? command->text : spec->fields[i].name;
    names->allowed = command->allowed.items;
    names->n_allowed = command->allowed.n;
    if (command->fit.per != NULL)
        names->fields[names->n_fields++] = command->fit.per;
    if (command->distant.n + command->unlabelled.n > 0) {
        command->fit.id = names->n_fields;
        names->fields[names->n_fields++] = command->id;
    }
    if (add_heads(command, none ? &alone : &command->labels, ORDO_HEAD_CLASSES, error) != 0 ||
        add_heads(command, &command->ordered, ORDO_HEAD_ORDERED, error) != 0 ||
        add_heads(command, &command->values, ORDO_HEAD_VALUE, error) != 0)
        return -1;
    for (size_t i = 0; i < names->n_labels; i++)
        if (set_head(command, i, command->fit.heads[i].kind, error) != 0)
            return -1;
    return dataset_check_names(names, error);
}

int fit_check_heads(const struct fit_command *command, struct ordo_error *error)
{
    const struct dataset_names *names = &command->fit.names;
    const struct recipe *recipe = &command->recipe;
    const struct {
        const char *option;
        const struct option_list *values;
    } lists[] = {{"C", &command->Cs},
                 {"class-weight", &command->class_weights},
                 {"solver", &command->solvers},
                 {"order", &command->orders},
                 {"labels", &command->allowed}};

    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        if (dataset_check_heads(lists[i].values->items, lists[i].values->n, lists[i].option,
                                names->labels, names->n_labels, error) != 0)
            return -1;
    for (size_t i = 0; i < recipe->n_heads; i++) {
        size_t h = 0;
        while (h < names->n_labels && strcmp(recipe->heads[i].name, names->labels[h]) != 0)
            h++;
        if (h == names->n_labels)
            return ordo_fail(
                error, ORDO_ERR_OPTION,
                "%s has settings of head '%s', which there is not: ask for it, or take "
                "its line out",
                command->spec_path, recipe->heads[i].name);
    }
    return 0;
}
