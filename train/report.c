/* report.c: cells, filled row by row. Memory that runs out is remembered and told at the end, so
 * that those who fill a report need not ask after every cell. */
#include "report.h"
#include "../lib/reserve.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Keeps a text; returns its place, 0 (an empty one) when memory ran out. */
static size_t keep(struct report *report, const char *bytes, size_t length)
{
    size_t at = report->texts_length == 0 ? 1 : report->texts_length;

    if (report->failed ||
        ordo_reserve(&report->texts, &report->texts_capacity, at + length + 1, 1, NULL) != 0) {
        report->failed = true;
        return 0;
    }
    report->texts[0] = '\0';
    if (length > 0)
        memcpy(report->texts + at, bytes, length);
    report->texts[at + length] = '\0';
    report->texts_length = at + length + 1;
    return at;
}

void report_section(struct report *report, const char *name)
{
    report->section = name;
}

static struct table *add_table(struct report *report, enum table_shape shape, const char *name,
                               const char *title)
{
    size_t name_at = keep(report, name, strlen(name)),
           title_at = keep(report, title, strlen(title));
    struct table *table;

    if (report->failed || ordo_reserve(&report->tables, &report->table_capacity,
                                       report->n_tables + 1, sizeof *report->tables, NULL) != 0) {
        report->failed = true;
        return NULL;
    }
    table = &report->tables[report->n_tables++];
    *table = (struct table){.shape = shape,
                            .section = report->section,
                            .name = name_at,
                            .title = title_at,
                            .first_cell = report->n_cells};
    return table;
}

void report_table(struct report *report, enum table_shape shape, const char *name,
                  const char *title, const struct report_column *columns, size_t n_columns)
{
    struct table *table = add_table(report, shape, name, title);

    if (table != NULL) {
        table->columns = columns;
        table->n_columns = n_columns;
    }
}

void report_table_of(struct report *report, enum table_shape shape, const char *name,
                     const char *title, const struct report_column *first, size_t n_first,
                     const char *const *names, size_t n_names)
{
    struct table *table = add_table(report, shape, name, title);

    if (table == NULL)
        return;
    table->own_columns = malloc((n_first + n_names + 1) * sizeof *table->own_columns);
    if (table->own_columns == NULL) {
        report->failed = true;
        return;
    }
    memcpy(table->own_columns, first, n_first * sizeof *first);
    for (size_t i = 0; i < n_names; i++)
        table->own_columns[n_first + i] = (struct report_column){names[i], names[i]};
    table->columns = table->own_columns;
    table->n_columns = n_first + n_names;
}

static void add_cell(struct report *report, struct cell cell)
{
    if (report->failed || ordo_reserve(&report->cells, &report->cell_capacity, report->n_cells + 1,
                                       sizeof *report->cells, NULL) != 0) {
        report->failed = true;
        return;
    }
    report->cells[report->n_cells++] = cell;
    report->tables[report->n_tables - 1].n_cells++;
}

void report_none(struct report *report)
{
    add_cell(report, (struct cell){.kind = CELL_NONE});
}

void report_string(struct report *report, const char *bytes, size_t length)
{
    add_cell(report, (struct cell){.kind = CELL_TEXT, .text = keep(report, bytes, length)});
}

void report_text(struct report *report, const char *text)
{
    report_string(report, text, strlen(text));
}

void report_list(struct report *report, const char *text, const char *json)
{
    size_t json_at = keep(report, json, strlen(json));

    add_cell(report, (struct cell){.kind = CELL_LIST,
                                   .text = keep(report, text, strlen(text)),
                                   .count = (int64_t)json_at});
}

void report_count(struct report *report, uint64_t count)
{
    add_cell(report, (struct cell){.kind = CELL_COUNT, .count = (int64_t)count});
}

void report_number(struct report *report, double number)
{
    add_cell(report, (struct cell){.kind = CELL_NUMBER, .figure = {number, 0, 0}});
}

void report_figure(struct report *report, const struct figure *figure)
{
    add_cell(report, (struct cell){.kind = CELL_FIGURE, .figure = *figure});
}

void report_note(struct report *report, const char *format, ...)
{
    va_list arguments, again;
    char *text;
    int length;

    va_start(arguments, format);
    va_copy(again, arguments);
    length = vsnprintf(NULL, 0, format, arguments);
    text = length < 0 ? NULL : malloc((size_t)length + 1);
    if (text != NULL)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    va_end(arguments);
    if (text == NULL)
        report->failed = true;
    else
        add_table(report, TABLE_NOTE, "notes", text);
    free(text);
}

void report_release(struct report *report)
{
    for (size_t t = 0; t < report->n_tables; t++)
        free(report->tables[t].own_columns);
    free(report->tables);
    free(report->cells);
    free(report->texts);
    memset(report, 0, sizeof *report);
}
