/* import_table.c: tables with named columns, and rows of JSON, whose columns are dotted paths. */
#include "import_format.h"

#include <stdio.h>
#include <string.h>

static void use_column(struct importing *importing, const char *column, enum use use,
                       const char *member)
{
    if (column == NULL || importing->n_names == TABLE_COLUMNS_MAX)
        return;
    importing->uses[importing->n_names].use = use;
    importing->uses[importing->n_names].member =
        member != NULL && member[0] == '?' ? member + 1 : member;
    importing->names[importing->n_names++] = column;
}

/* The labels in force: those asked for, else the format's. */
static const struct import_column *labels_of(const struct importing *importing, size_t *n)
{
    const struct import_options *options = importing->options;

    if (options->n_labels > 0) {
        *n = options->n_labels;
        return options->labels;
    }
    for (*n = 0; *n < PRESET_COLUMNS_MAX && importing->format->preset.labels[*n].member != NULL;)
        ++*n;
    return importing->format->preset.labels;
}

static void use_labels(struct importing *importing, bool needed)
{
    size_t n;
    const struct import_column *labels = labels_of(importing, &n);

    for (size_t i = 0; i < n; i++)
        if ((labels[i].member[0] != '?' && !importing->options->unlabelled) == needed)
            use_column(importing, labels[i].column, USE_LABEL, labels[i].member);
}

/* What must be there comes first: text, labels and what was asked for; then what may be absent. */
void import_table_names(struct importing *importing)
{
    const struct import_options *options = importing->options;
    const struct import_preset *preset = &importing->format->preset;

    use_column(importing, options->text != NULL ? options->text : preset->text, USE_TEXT, NULL);
    use_labels(importing, true);
    for (size_t i = 0; i < options->n_fields; i++)
        use_column(importing, options->fields[i].column, USE_FIELD, options->fields[i].member);
    use_column(importing, options->id, USE_ID, NULL);
    use_column(importing, options->group, USE_GROUP, NULL);
    use_column(importing, options->weight, USE_WEIGHT, NULL);
    importing->n_required = importing->n_names;
    use_labels(importing, false);
    for (size_t i = 0; i < PRESET_COLUMNS_MAX && preset->fields[i].member != NULL; i++)
        use_column(importing, preset->fields[i].column, USE_FIELD, preset->fields[i].member);
    if (options->id == NULL && !options->headless)
        use_column(importing, preset->id, USE_ID, NULL);
    if (options->group == NULL && !options->headless)
        use_column(importing, preset->group, USE_GROUP, NULL);
}

/* The row's columns as an example. The first is the text. */
static int take_columns(struct importing *importing, const struct rows_file *file,
                        const struct rows_row *row, struct ordo_error *error)
{
    struct example *example = &importing->example;

    if (row->kinds[0] > ROWS_STRING) {
        ordo_fail(error, ORDO_ERR_FORMAT, "%s where a text is wanted in '%s'",
                  row->kinds[0] == ROWS_NUMBER ? "number" : "true or false", importing->names[0]);
        return rows_fail_at(rows_reader_of(file), 0, error);
    }
    for (size_t i = 0; i < importing->n_names; i++) {
        struct value value = {row->values[i], row->kinds[i] > ROWS_STRING};
        const char *member = importing->uses[i].member;
        switch (importing->uses[i].use) {
        case USE_TEXT:
            example->text = value;
            break;
        case USE_ID:
            example->id = value;
            break;
        case USE_GROUP:
            example->group = value;
            break;
        case USE_WEIGHT:
            example->weight = value;
            break;
        case USE_LABEL:
            example_label(example, member, value, i);
            break;
        case USE_FIELD:
            example_member(example, member, value);
            break;
        }
    }
    return 0;
}

static int write(struct importing *importing, const struct rows_file *file,
                 struct ordo_error *error)
{
    if (example_write(importing, error) == 0)
        return 0;
    if (importing->blame != SIZE_MAX)
        rows_fail_at(rows_reader_of(file), importing->blame, error);
    return -1;
}

int import_table(struct importing *importing, const struct rows_file *file,
                 const struct rows_row *row, struct ordo_error *error)
{
    if (take_columns(importing, file, row, error) != 0)
        return -1;
    return write(importing, file, error);
}

static struct ordo_string member(const struct example *example, const char *name)
{
    for (size_t i = 0; i < example->n_members; i++)
        if (strcmp(example->members[i].name, name) == 0)
            return example->members[i].value.bytes;
    return (struct ordo_string){"", 0};
}

/* The id is the name that the corpus gives a speech: ALB_25_1970. */
int import_ungdc(struct importing *importing, const struct rows_file *file,
                 const struct rows_row *row, struct ordo_error *error)
{
    struct example *example = &importing->example;
    struct ordo_string iso3, session, year;

    if (take_columns(importing, file, row, error) != 0)
        return -1;
    iso3 = member(example, "iso3");
    session = member(example, "session");
    year = member(example, "year");
    if (importing->options->id == NULL && iso3.length > 0)
        example->id = example_format(example, "%.*s_%s%.*s_%.*s", (int)iso3.length, iso3.bytes,
                                     session.length == 1 ? "0" : "", (int)session.length,
                                     session.bytes, (int)year.length, year.bytes);
    return write(importing, file, error);
}
