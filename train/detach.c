/* detach.c: labelled texts -> stand-off labels, the reverse of join. */
#include "join.h"
#include "read.h"

/* TSV has no quoting: what ends a column or a line cannot stand in a value. */
static bool fits(struct ordo_string value)
{
    for (size_t i = 0; i < value.length; i++)
        if (value.bytes[i] == '\t' || value.bytes[i] == '\n' || value.bytes[i] == '\r')
            return false;
    return true;
}

static int put_label(const struct detach_options *options, const struct ordo_string *values,
                     struct json *out, struct ordo_error *error)
{
    for (size_t i = 1; i < options->n_keep + 3; i++) /* all but the text */
        if (!fits(values[i]))
            return ordo_fail(error, ORDO_ERR_FORMAT, "a value holds a tab or a line break");
    if (values[0].length == 0 || values[1].length == 0 || values[2].length == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "row lacks '%s', '%s' or '%s'", options->text,
                         options->begin, options->end);
    for (size_t i = 0; i < options->n_keep; i++)
        json_format(out, "%.*s\t", (int)values[3 + i].length,
                    values[3 + i].length == 0 ? "" : values[3 + i].bytes);
    json_format(out, "%.*s\t%.*s\t%016llx\n", (int)values[1].length, values[1].bytes,
                (int)values[2].length, values[2].bytes,
                (unsigned long long)ordo_checksum(values[0].bytes, values[0].length, 0));
    return 0;
}

struct detaching {
    const struct detach_options *options;
    struct json *out;
    bool found[COLUMNS_MAX]; /* of the columns kept: some row has it */
};

static int detach_row(void *context, const struct rows_file *file, const struct rows_row *row,
                      struct ordo_error *error)
{
    struct detaching *detaching = context;

    (void)file;
    for (size_t i = 0; i < detaching->options->n_keep; i++)
        detaching->found[i] = detaching->found[i] || row->kinds[3 + i] != ROWS_ABSENT;
    return put_label(detaching->options, row->values, detaching->out, error);
}

int detach(const struct detach_options *options, const struct talk *talk, struct json *out,
           size_t *n_bad, struct ordo_error *error)
{
    const char *columns[COLUMNS_MAX + 3] = {options->text, options->begin, options->end};
    struct detaching detaching = {.options = options, .out = out};
    struct reading reading = {talk, n_bad, &detaching, NULL, detach_row};
    struct rows_request request = {
        .names = columns, .n_names = options->n_keep + 3, .n_required = options->n_keep + 3};

    if (options->n_keep > COLUMNS_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d columns", COLUMNS_MAX);
    for (size_t i = 0; i < options->n_keep; i++) {
        columns[3 + i] = options->keep[i];
        json_format(out, "%s\t", options->keep[i]);
    }
    json_format(out, "begin\tend\tchecksum\n");
    for (size_t i = 0; i < options->n_paths; i++) {
        request.path = options->paths[i];
        if (read_rows(&request, &reading, error) != 0)
            return -1;
    }
    for (size_t i = 0; i < options->n_keep; i++)
        if (!detaching.found[i])
            return ordo_fail(error, ORDO_ERR_OPTION, "no row has the field '%s'", options->keep[i]);
    return out->failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}
