/* plan.c: what every worker does, decided once. */
#include "plan.h"

#include <stdlib.h>
#include <string.h>

static size_t column_of(struct plan *plan, const char *name)
{
    for (size_t i = 0; i < plan->n_names; i++)
        if (strcmp(plan->names[i], name) == 0)
            return i;
    plan->names[plan->n_names] = name;
    return plan->n_names++;
}

static void choose_fields(struct plan *plan)
{
    static const char *const made[] = {"text", "cue", "sentence", "speaker", "title"};
    const struct settings *settings = plan->settings;

    plan->names[plan->n_names++] = settings->text_field;
    plan->id_at = column_of(plan, settings->id_field);
    plan->title_at = column_of(plan, settings->title_field);
    for (size_t i = 0; i < plan->n_columns; i++) {
        const char *name = plan->columns[i];
        size_t origin = 0;
        while (origin < FIELD_COLUMN && strcmp(made[origin], name) != 0)
            origin++;
        plan->origin[i] = settings->statements ? FIELD_COLUMN : (enum field_origin)origin;
        if (origin == FIELD_TEXT)
            plan->column[i] = 0;
        else if (origin == FIELD_TITLE)
            plan->column[i] = plan->title_at;
        else if (plan->origin[i] == FIELD_COLUMN)
            plan->column[i] = column_of(plan, name);
    }
}

static int choose_heads(struct plan *plan, struct ordo_error *error)
{
    const struct ordo_model *model = plan->model;
    const char *names = plan->settings->heads;

    plan->heads = calloc((size_t)model->n_heads + 1, sizeof *plan->heads);
    if (plan->heads == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    while (names != NULL && *names != '\0') {
        size_t length = strcspn(names, ",");
        char name[ORDO_NAME_MAX] = "";
        uint32_t head;
        if (length < sizeof name)
            memcpy(name, names, length);
        head = ordo_model_head(model, name);
        if (head == ORDO_NONE)
            return ordo_fail(error, ORDO_ERR_OPTION, "the model has no head '%.*s'", (int)length,
                             names);
        for (size_t i = 0; i < plan->n_heads; i++)
            if (plan->heads[i] == head)
                return ordo_fail(error, ORDO_ERR_OPTION, "head '%s' named twice", name);
        plan->heads[plan->n_heads++] = head;
        names += length + (names[length] == ',');
    }
    if (plan->settings->heads == NULL)
        for (; plan->n_heads < model->n_heads; plan->n_heads++)
            plan->heads[plan->n_heads] = (uint32_t)plan->n_heads;
    return 0;
}

static int choose_kinds(struct plan *plan, struct ordo_error *error)
{
    const char *names = plan->settings->kinds;

    while (*names != '\0') {
        size_t length = strcspn(names, ","), kind = 0;
        while (kind < ORDO_KINDS &&
               (strlen(ordo_kind_name((enum ordo_kind)kind)) != length ||
                memcmp(ordo_kind_name((enum ordo_kind)kind), names, length) != 0))
            kind++;
        if (kind == ORDO_KINDS)
            return ordo_fail(error, ORDO_ERR_OPTION,
                             "no kind of statement '%.*s' (direct, mixed, indirect, speech, term)",
                             (int)length, names);
        plan->kinds[kind] = true;
        names += length + (names[length] == ',');
    }
    return 0;
}

int plan_init(struct plan *plan, const struct settings *settings, const struct ordo_model *model,
              struct ordo_error *error)
{
    memset(plan, 0, sizeof *plan);
    plan->settings = settings;
    plan->model = model;
    if (model != NULL)
        plan->spec = model->spec;
    else
        ordo_spec_default(&plan->spec);
    plan->n_columns = model != NULL ? model->n_columns : plan->spec.n_fields;
    for (size_t i = 0; i < plan->n_columns; i++)
        plan->columns[i] = model != NULL ? model->columns[i] : plan->spec.fields[i].name;
    choose_fields(plan);
    if (choose_kinds(plan, error) != 0)
        return -1;
    return model == NULL ? 0 : choose_heads(plan, error);
}

void plan_release(struct plan *plan)
{
    free(plan->heads);
    memset(plan, 0, sizeof *plan);
}
