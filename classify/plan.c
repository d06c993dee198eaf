/* plan.c: what every worker does, decided once. */
#include "plan.h"
#include "../lib/program/rows.h"

#include <stdio.h>
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

/* "headline,body" -> two names. */
static int choose_texts(struct plan *plan, struct ordo_error *error)
{
    char *at;

    at = plan->text_names = strdup(plan->settings->text_field);
    if (at == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (char *end = at; end != NULL; at = end) {
        end = strchr(at, ',');
        if (end != NULL)
            *end++ = '\0';
        if (*at == '\0' || plan->n_texts == PLAN_TEXTS_MAX)
            return ordo_fail(error, ORDO_ERR_OPTION, "--text-field takes 1 to %d names",
                             PLAN_TEXTS_MAX);
        if (settings_given(plan->settings, "text-field"))
            plan->asked[plan->n_texts] = "text-field";
        plan->names[plan->n_texts++] = at;
    }
    plan->n_names = plan->n_texts;
    return 0;
}

/* What the model's training record says, unless the user says otherwise. */
static int choose_language(struct plan *plan, struct ordo_error *error)
{
    static const char *const names[] = {"language"};
    struct rows_dialect dialect = {ROWS_JSONL, 0, false};
    const char *given = plan->settings->model_language;
    struct rows_reader reader;
    struct rows_row row;
    int found;

    if (plan->settings->force || plan->settings->statements)
        return 0;
    if (given != NULL) {
        size_t letters = strspn(given, "abcdefghijklmnopqrstuvwxyz");
        if (given[letters] != '\0' || letters < 2 || letters > 3)
            return ordo_fail(error, ORDO_ERR_OPTION,
                             "'%s' is no ISO 639 code of a language, such as en", given);
        snprintf(plan->language, sizeof plan->language, "%s", given);
        return 0;
    }
    if (plan->model == NULL || rows_reader_init(&reader, dialect, NULL, names, 1, 0,
                                                (struct ordo_string){NULL, 0}, error) != 0)
        return plan->model == NULL ? 0 : -1;
    rows_reader_feed(&reader, plan->model->record, 1, 1);
    found = rows_next(&reader, &row, error);
    if (found > 0 && row.kinds[0] == ROWS_STRING && row.values[0].length < sizeof plan->language)
        memcpy(plan->language, row.values[0].bytes, row.values[0].length);
    rows_reader_release(&reader);
    return found < 0 && error->code == ORDO_ERR_MEMORY ? -1 : 0; /* a record may be anything */
}

static void choose_fields(struct plan *plan)
{
    static const char *const made[] = {"text", "cue", "sentence", "speaker", "title"};
    const struct settings *settings = plan->settings;
    const struct {
        const char *name, *option;
    } facts[N_FACTS] = {[FACT_ID] = {settings->id_field, "id-field"},
                        [FACT_TITLE] = {settings->title_field, "title-field"},
                        [FACT_DATE] = {settings->date_field, "date-field"},
                        [FACT_AUTHOR] = {settings->author_field, "author-field"},
                        [FACT_SOURCE] = {settings->source_field, "source-field"},
                        [FACT_URL] = {settings->url_field, "url-field"},
                        [FACT_LANGUAGE] = {settings->language_field, "language-field"},
                        [FACT_SPEAKER] = {settings->speaker_field, "speaker-field"},
                        [FACT_AFFILIATION] = {settings->affiliation_field, "affiliation-field"}};

    for (size_t i = 0; i < N_FACTS; i++) {
        plan->fact_at[i] = PLAN_NONE;
        if (facts[i].name == NULL)
            continue;
        plan->fact_at[i] = column_of(plan, facts[i].name);
        if (settings_given(settings, facts[i].option))
            plan->asked[plan->fact_at[i]] = facts[i].option;
    }
    for (size_t i = 0; i < plan->n_columns; i++) {
        const char *name = plan->columns[i];
        size_t origin = 0;
        while (origin < FIELD_COLUMN && strcmp(made[origin], name) != 0)
            origin++;
        plan->origin[i] = settings->statements ? FIELD_COLUMN : (enum field_origin)origin;
        if (origin == FIELD_TEXT)
            plan->column[i] = 0;
        else if (origin == FIELD_TITLE)
            plan->column[i] = plan->fact_at[FACT_TITLE];
        else if (origin == FIELD_SPEAKER && settings->speaker_field != NULL)
            plan->column[i] = plan->fact_at[FACT_SPEAKER];
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
    if (names != NULL && *names == '\0')
        return ordo_fail(error, ORDO_ERR_OPTION, "no heads asked for");
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

    if (*names == '\0')
        return ordo_fail(error, ORDO_ERR_OPTION, "no kinds of statements asked for");
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
    if (choose_texts(plan, error) != 0 || choose_language(plan, error) != 0)
        return -1;
    choose_fields(plan);
    for (size_t i = 0; i < plan->n_names; i++)
        plan->joints[i] = i < plan->n_texts ? PLAN_PARAGRAPHS : ", ";
    if (choose_kinds(plan, error) != 0)
        return -1;
    if (model != NULL && choose_heads(plan, error) != 0)
        return -1;
    if (settings_lists_fields(settings))
        return 0;
    return fields_init(&plan->fields, settings, model, plan->heads, plan->n_heads, error);
}

void plan_release(struct plan *plan)
{
    free(plan->heads);
    fields_release(&plan->fields);
    free(plan->text_names);
    memset(plan, 0, sizeof *plan);
}
