/* report_write.c: a report's tables as text, as JSON and as CSV. */
#include "report.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DECIMALS 6

static const char *text_at(const struct report *report, size_t at)
{
    return report->texts + at;
}

static size_t n_rows(const struct table *table)
{
    return table->n_columns == 0 ? 0 : table->n_cells / table->n_columns;
}

static const struct cell *cell_at(const struct report *report, const struct table *table,
                                  size_t row, size_t column)
{
    return &report->cells[table->first_cell + row * table->n_columns + column];
}

/* ---- text ---- */

/* A cell as it stands in a table. Returns a buffer or the cell's own text. */
static const char *cell_text(const struct report *report, const struct cell *cell, char *buffer,
                             size_t size)
{
    const struct figure *figure = &cell->figure;

    buffer[0] = '\0';
    if (cell->kind == CELL_TEXT || cell->kind == CELL_LIST)
        return text_at(report, cell->text);
    if (cell->kind == CELL_COUNT)
        snprintf(buffer, size, "%lld", (long long)cell->count);
    else if (cell->kind != CELL_NONE && isnan(figure->value))
        snprintf(buffer, size, "-");
    else if (cell->kind == CELL_FIGURE && !isnan(figure->low))
        snprintf(buffer, size, "%.3f [%.3f, %.3f]", figure->value, figure->low, figure->high);
    else if (cell->kind != CELL_NONE)
        snprintf(buffer, size, cell->kind == CELL_NUMBER ? "%.3g" : "%.3f", figure->value);
    return buffer;
}

/* Characters, as far as a terminal gives each one place. */
static size_t width_of(const char *text)
{
    size_t width = 0;

    for (; *text != '\0'; text++)
        width += ((unsigned char)*text & 0xC0) != 0x80;
    return width;
}

static void put_padded(struct json *out, const char *text, size_t width, bool left)
{
    size_t own = width_of(text);
    int padding = own < width ? (int)(width - own) : 0;

    if (left)
        json_format(out, "%s%*s", text, padding, "");
    else
        json_format(out, "%*s%s", padding, "", text);
}

static void figures_as_text(const struct report *report, const struct table *table,
                            struct json *out)
{
    char buffer[96];

    for (size_t c = 0; c < table->n_columns && c < table->n_cells; c++) {
        const struct cell *cell = cell_at(report, table, 0, c);
        if (table->columns[c].title == NULL || cell->kind == CELL_NONE)
            continue;
        json_format(out, "  ");
        put_padded(out, table->columns[c].title, 24, true);
        if (cell->kind == CELL_FIGURE && isnan(cell->figure.value))
            json_format(out, "  undefined\n");
        else if (cell->kind == CELL_FIGURE && isnan(cell->figure.low))
            json_format(out, " %7.4f\n", cell->figure.value);
        else if (cell->kind == CELL_FIGURE)
            json_format(out, " %7.4f  [%.4f, %.4f]\n", cell->figure.value, cell->figure.low,
                        cell->figure.high);
        else
            json_format(out, " %s\n", cell_text(report, cell, buffer, sizeof buffer));
    }
}

static size_t column_width(const struct report *report, const struct table *table, size_t column)
{
    size_t width = width_of(table->columns[column].title);
    char buffer[96];

    for (size_t r = 0; r < n_rows(table); r++) {
        size_t own =
            width_of(cell_text(report, cell_at(report, table, r, column), buffer, sizeof buffer));
        width = own > width ? own : width;
    }
    return width;
}

/* Columns of text are flush left; their first cell says which. */
static bool is_text(const struct report *report, const struct table *table, size_t column)
{
    enum cell_kind kind = cell_at(report, table, 0, column)->kind;

    return column == 0 || kind == CELL_TEXT || kind == CELL_LIST;
}

static void rows_as_text(const struct report *report, const struct table *table, struct json *out)
{
    size_t rows = n_rows(table), length, *widths = calloc(table->n_columns + 1, sizeof *widths);
    char buffer[96];

    if (widths == NULL)
        out->failed = true;
    for (size_t c = 0; widths != NULL && c < table->n_columns; c++)
        if (table->columns[c].title != NULL)
            widths[c] = column_width(report, table, c);
    rows = widths == NULL ? 0 : rows;
    for (size_t r = 0; rows > 0 && r <= rows; r++) { /* the first is the heading */
        json_format(out, "  ");
        for (size_t c = 0, shown = 0; c < table->n_columns; c++) {
            const char *text = table->columns[c].title;
            if (text == NULL)
                continue;
            if (r > 0)
                text = cell_text(report, cell_at(report, table, r - 1, c), buffer, sizeof buffer);
            json_format(out, "%s", shown++ > 0 ? "  " : "");
            put_padded(out, text, widths[c], is_text(report, table, c));
        }
        for (length = out->length; !out->failed && length > 0 && out->bytes[length - 1] == ' ';)
            out->length = --length; /* no blanks at the end of a line */
        json_format(out, "\n");
    }
    free(widths);
}

static void as_text(const struct report *report, struct json *out)
{
    const char *section = NULL;
    size_t n_early = 0; /* notes before a section's first table, which stand below its title */

    for (size_t t = 0; t < report->n_tables; t++) {
        const struct table *table = &report->tables[t];
        const char *title = text_at(report, table->title);
        bool opens = section == NULL || strcmp(section, table->section) != 0;
        if (table->shape == TABLE_CURVE || title[0] == '\0')
            continue;
        if (opens && table->shape == TABLE_NOTE) {
            n_early++;
            continue;
        }
        if (t > n_early && opens)
            json_format(out, "\n");
        section = table->section;
        if (table->shape == TABLE_NOTE) {
            json_format(out, "  %s\n", title);
            continue;
        }
        json_format(out, "%s%s\n", table->shape == TABLE_FIGURES || opens ? "" : "\n  ", title);
        for (; n_early > 0; n_early--)
            json_format(out, "  %s\n", text_at(report, table[-(ptrdiff_t)n_early].title));
        if (table->shape == TABLE_FIGURES)
            figures_as_text(report, table, out);
        else
            rows_as_text(report, table, out);
    }
}

/* ---- JSON ---- */

static void cell_as_json(const struct report *report, const struct cell *cell, struct json *out)
{
    switch (cell->kind) {
    case CELL_NONE:
        json_null(out);
        break;
    case CELL_TEXT:
        json_text(out, text_at(report, cell->text));
        break;
    case CELL_LIST:
        json_raw(out, text_at(report, (size_t)cell->count),
                 strlen(text_at(report, (size_t)cell->count)));
        break;
    case CELL_COUNT:
        json_integer(out, cell->count);
        break;
    case CELL_NUMBER:
        json_number(out, cell->figure.value, DECIMALS);
        break;
    case CELL_FIGURE:
        json_open(out, '{');
        json_key(out, "value");
        json_number(out, cell->figure.value, DECIMALS);
        json_key(out, "low");
        json_number(out, cell->figure.low, DECIMALS);
        json_key(out, "high");
        json_number(out, cell->figure.high, DECIMALS);
        json_close(out, '}');
        break;
    }
}

/* Cells of one row from a column on, as members or as items. */
static void row_as_json(const struct report *report, const struct table *table, size_t row,
                        size_t first, bool keys, struct json *out)
{
    for (size_t c = first; c < table->n_columns; c++) {
        if (keys)
            json_key(out, table->columns[c].key);
        cell_as_json(report, cell_at(report, table, row, c), out);
    }
}

static void curve_as_json(const struct report *report, const struct table *table, struct json *out)
{
    json_open(out, '{');
    for (size_t c = 0; c < table->n_columns; c++) {
        json_key(out, table->columns[c].key);
        json_open(out, '[');
        for (size_t r = 0; r < n_rows(table); r++)
            cell_as_json(report, cell_at(report, table, r, c), out);
        json_close(out, ']');
    }
    json_close(out, '}');
}

static void table_as_json(const struct report *report, const struct table *table, struct json *out)
{
    bool keyed = table->shape == TABLE_KEYED, list = table->shape == TABLE_LIST;

    if (table->shape == TABLE_FIGURES) {
        if (n_rows(table) > 0)
            row_as_json(report, table, 0, 0, true, out);
        return;
    }
    json_key(out, text_at(report, table->name));
    if (table->shape == TABLE_CURVE) {
        curve_as_json(report, table, out);
        return;
    }
    json_open(out, keyed ? '{' : '[');
    for (size_t r = 0; r < n_rows(table); r++) {
        if (keyed)
            json_key(out, text_at(report, cell_at(report, table, r, 0)->text));
        json_open(out, keyed || list ? '{' : '[');
        row_as_json(report, table, r, list ? 0 : 1, keyed || list, out);
        json_close(out, keyed || list ? '}' : ']');
    }
    json_close(out, keyed ? '}' : ']');
}

static void notes_as_json(const struct report *report, size_t first, size_t end, struct json *out)
{
    json_key(out, "notes");
    json_open(out, '[');
    for (size_t t = first; t < end; t++)
        if (report->tables[t].shape == TABLE_NOTE)
            json_text(out, text_at(report, report->tables[t].title));
    json_close(out, ']');
}

static void as_json(const struct report *report, struct json *out)
{
    json_open(out, '{'); /* tables of a section without a name are members of the document */
    for (size_t first = 0, end; first < report->n_tables; first = end) {
        const char *section = report->tables[first].section;
        if (section[0] != '\0') {
            json_key(out, section);
            json_open(out, '{');
        }
        for (end = first;
             end < report->n_tables && strcmp(report->tables[end].section, section) == 0; end++)
            if (report->tables[end].shape != TABLE_NOTE)
                table_as_json(report, &report->tables[end], out);
        notes_as_json(report, first, end, out);
        if (section[0] != '\0')
            json_close(out, '}');
    }
    json_close(out, '}');
    json_newline(out);
}

/* ---- CSV ---- */

void report_csv_field(struct json *out, const char *text)
{
    if (strpbrk(text, ",\"\r\n") == NULL) {
        json_format(out, "%s", text);
        return;
    }
    json_format(out, "\"");
    for (size_t n; *text != '\0'; text += n) {
        n = strcspn(text, "\"");
        json_format(out, "%.*s%s", (int)n, text, text[n] == '"' ? "\"\"" : "");
        n += text[n] == '"';
    }
    json_format(out, "\"");
}

static void csv_number(struct json *out, double value)
{
    json_format(out, ",");
    if (!isnan(value))
        json_format(out, "%.*f", DECIMALS, value);
}

static void cell_as_csv(const struct report *report, const struct cell *cell, struct json *out)
{
    char buffer[96];

    if (cell->kind == CELL_FIGURE || cell->kind == CELL_NUMBER) {
        csv_number(out, cell->figure.value);
        csv_number(out, cell->kind == CELL_FIGURE ? cell->figure.low : NAN);
        csv_number(out, cell->kind == CELL_FIGURE ? cell->figure.high : NAN);
    } else {
        json_format(out, ",");
        report_csv_field(out, cell_text(report, cell, buffer, sizeof buffer));
        json_format(out, ",,");
    }
    json_format(out, "\n");
}

static void csv_place(struct json *out, const char *section, const char *table, const char *row,
                      const char *figure)
{
    const char *const fields[] = {section, table, row, figure};

    for (size_t i = 0; i < 4; i++) {
        json_format(out, "%s", i > 0 ? "," : "");
        report_csv_field(out, fields[i]);
    }
}

static void table_as_csv(const struct report *report, const struct table *table, struct json *out)
{
    bool named = table->shape == TABLE_KEYED || table->shape == TABLE_MATRIX;
    char number[24];

    for (size_t r = 0; r < n_rows(table); r++) {
        const char *row = number;
        if (named)
            row = text_at(report, cell_at(report, table, r, 0)->text);
        snprintf(number, sizeof number, "%zu", r + 1);
        for (size_t c = named ? 1 : 0; c < table->n_columns; c++) {
            csv_place(out, table->section, text_at(report, table->name),
                      table->shape == TABLE_FIGURES ? "" : row, table->columns[c].key);
            cell_as_csv(report, cell_at(report, table, r, c), out);
        }
    }
}

static void as_csv(const struct report *report, struct json *out)
{
    json_format(out, "section,table,row,figure,value,low,high\n");
    for (size_t t = 0; t < report->n_tables; t++) {
        const struct table *table = &report->tables[t];
        if (table->shape == TABLE_NOTE) {
            csv_place(out, table->section, "notes", "", "note");
            json_format(out, ",");
            report_csv_field(out, text_at(report, table->title));
            json_format(out, ",,\n");
        } else if (table->shape != TABLE_CURVE) {
            table_as_csv(report, table, out);
        }
    }
}

/* Names of all columns of curves, each once, in the order in which they appear. */
static size_t curve_columns(const struct report *report, const char **keys, size_t most)
{
    size_t n = 0;

    for (size_t t = 0; t < report->n_tables; t++) {
        const struct table *table = &report->tables[t];
        for (size_t c = 0; table->shape == TABLE_CURVE && c < table->n_columns; c++) {
            size_t k = 0;
            while (k < n && strcmp(keys[k], table->columns[c].key) != 0)
                k++;
            if (k == n && n < most)
                keys[n++] = table->columns[c].key;
        }
    }
    return n;
}

static void curve_row_as_csv(const struct report *report, const struct table *table, size_t row,
                             const char *const *keys, size_t n_keys, struct json *out)
{
    char buffer[96];

    report_csv_field(out, table->section);
    json_format(out, ",%s", text_at(report, table->name));
    for (size_t k = 0; k < n_keys; k++) {
        size_t c = 0;
        while (c < table->n_columns && strcmp(keys[k], table->columns[c].key) != 0)
            c++;
        if (c < table->n_columns && cell_at(report, table, row, c)->kind == CELL_NUMBER) {
            csv_number(out, cell_at(report, table, row, c)->figure.value);
            continue;
        }
        json_format(out, ",");
        if (c < table->n_columns)
            report_csv_field(
                out, cell_text(report, cell_at(report, table, row, c), buffer, sizeof buffer));
    }
    json_format(out, "\n");
}

int report_curves(const struct report *report, struct json *out, struct ordo_error *error)
{
    const char *keys[16];
    size_t n_keys = curve_columns(report, keys, 16);

    json_format(out, "section,curve");
    for (size_t k = 0; k < n_keys; k++)
        json_format(out, ",%s", keys[k]);
    json_format(out, "\n");
    for (size_t t = 0; t < report->n_tables; t++)
        for (size_t r = 0; report->tables[t].shape == TABLE_CURVE && r < n_rows(&report->tables[t]);
             r++)
            curve_row_as_csv(report, &report->tables[t], r, keys, n_keys, out);
    return report->failed || out->failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}

int report_write(const struct report *report, enum report_form form, struct json *out,
                 struct ordo_error *error)
{
    static void (*const FORMS[])(const struct report *, struct json *) = {
        [REPORT_TEXT] = as_text, [REPORT_JSON] = as_json, [REPORT_CSV] = as_csv};

    if (!report->failed)
        FORMS[form](report, out);
    return report->failed || out->failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}
