/* import_table.c: tables with named columns, and rows of JSON, whose columns are dotted paths. */
#include "import_format.h"

#include <stdio.h>
#include <string.h>

static const char *bare(const char *member)
{
    return member[0] == '?' ? member + 1 : member;
}

static void add_name(struct importing *importing, const char *column)
{
    importing->names[importing->n_names++] = column == NULL ? "" : column;
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

static size_t n_preset_fields(const struct importing *importing)
{
    size_t n = 0;

    while (n < PRESET_COLUMNS_MAX && importing->format->preset.fields[n].member != NULL)
        n++;
    return n;
}

/* What must be there comes first: text, labels and what was asked for; then what may be absent. */
void import_table_names(struct importing *importing)
{
    const struct import_options *options = importing->options;
    const struct import_preset *preset = &importing->format->preset;
    size_t n_labels;
    const struct import_column *labels = labels_of(importing, &n_labels);

    importing->n_names = 0;
    add_name(importing, options->text != NULL ? options->text : preset->text);
    for (size_t i = 0; i < n_labels; i++)
        if (labels[i].member[0] != '?' && !options->unlabelled)
            add_name(importing, labels[i].column);
    for (size_t i = 0; i < options->n_fields; i++)
        add_name(importing, options->fields[i].column);
    if (options->id != NULL)
        add_name(importing, options->id);
    if (options->group != NULL)
        add_name(importing, options->group);
    if (options->weight != NULL)
        add_name(importing, options->weight);
    importing->n_required = importing->n_names;
    for (size_t i = 0; i < n_labels; i++)
        if (labels[i].member[0] == '?' || options->unlabelled)
            add_name(importing, labels[i].column);
    for (size_t i = 0; i < n_preset_fields(importing); i++)
        add_name(importing, preset->fields[i].column);
    if (options->id == NULL && !options->headless)
        add_name(importing, preset->id);
    if (options->group == NULL && !options->headless)
        add_name(importing, preset->group);
}

static struct value cell(const struct rows_row *row, size_t name)
{
    return (struct value){row->values[name], row->kinds[name] > ROWS_STRING};
}

static int take_text(struct importing *importing, const struct rows_row *row,
                     struct ordo_error *error)
{
    importing->example.text = cell(row, 0);
    if (row->kinds[0] <= ROWS_STRING)
        return 0;
    return ordo_fail(error, ORDO_ERR_FORMAT, "%s where a text is wanted in '%s'",
                     row->kinds[0] == ROWS_NUMBER ? "number" : "true or false",
                     importing->names[0]);
}

/* In the order of import_table_names. */
static void take_columns(struct importing *importing, const struct rows_row *row)
{
    const struct import_options *options = importing->options;
    const struct import_preset *preset = &importing->format->preset;
    struct example *example = &importing->example;
    size_t n_labels, at = 1;
    const struct import_column *labels = labels_of(importing, &n_labels);

    for (size_t i = 0; i < n_labels; i++)
        if (labels[i].member[0] != '?' && !options->unlabelled) {
            example_label(example, bare(labels[i].member), cell(row, at), at);
            at++;
        }
    for (size_t i = 0; i < options->n_fields; i++)
        example_member(example, options->fields[i].member, cell(row, at++));
    if (options->id != NULL)
        example->id = cell(row, at++);
    if (options->group != NULL)
        example->group = cell(row, at++);
    if (options->weight != NULL)
        example->weight = cell(row, at++);
    for (size_t i = 0; i < n_labels; i++)
        if (labels[i].member[0] == '?' || options->unlabelled) {
            example_label(example, bare(labels[i].member), cell(row, at), at);
            at++;
        }
    for (size_t i = 0; i < n_preset_fields(importing); i++)
        example_member(example, bare(preset->fields[i].member), cell(row, at++));
    if (options->id == NULL && !options->headless)
        example->id = cell(row, at++);
    if (options->group == NULL && !options->headless)
        example->group = cell(row, at++);
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
    if (take_text(importing, row, error) != 0)
        return rows_fail_at(rows_reader_of(file), 0, error);
    take_columns(importing, row);
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

    if (take_text(importing, row, error) != 0)
        return rows_fail_at(rows_reader_of(file), 0, error);
    take_columns(importing, row);
    iso3 = member(example, "iso3");
    session = member(example, "session");
    year = member(example, "year");
    if (importing->options->id == NULL && iso3.length > 0)
        example->id = example_format(example, "%.*s_%s%.*s_%.*s", (int)iso3.length, iso3.bytes,
                                     session.length == 1 ? "0" : "", (int)session.length,
                                     session.bytes, (int)year.length, year.bytes);
    return write(importing, file, error);
}
