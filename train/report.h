/* report.h: figures in tables, written as text, JSON or CSV.
 *
 * A command fills one report; the three forms are three ways to write the same cells. */
#ifndef ORDO_REPORT_H
#define ORDO_REPORT_H

#include "../lib/program/json.h"
#include "bootstrap.h"

enum report_form { REPORT_TEXT, REPORT_JSON, REPORT_CSV, N_REPORT_FORMS };

enum table_shape {
    TABLE_FIGURES, /* one row. Text: a line for each cell; JSON: members of the section itself */
    TABLE_KEYED,   /* the first cell names the row. JSON: an object for each row under its name */
    TABLE_LIST,    /* JSON: an array of objects */
    TABLE_MATRIX,  /* the first cell names the row. JSON: an array of arrays of the others */
    TABLE_CURVE,   /* many rows: JSON alone, an object of arrays, one for each column */
    TABLE_NOTE     /* a sentence. JSON: in the section's array "notes" */
};

enum cell_kind {
    CELL_NONE, /* null in JSON, nothing elsewhere */
    CELL_TEXT,
    CELL_LIST, /* text, and another form for JSON */
    CELL_COUNT,
    CELL_NUMBER,
    CELL_FIGURE /* with interval */
};

struct cell {
    enum cell_kind kind;
    size_t text; /* place in the report's texts; of a list's JSON: count */
    int64_t count;
    struct figure figure;
};

struct report_column {
    const char *key, *title; /* borrowed; title NULL: not shown in text */
};

struct table {
    enum table_shape shape;
    const char *section;                 /* borrowed */
    size_t name, title;                  /* places in texts; an empty title: not shown in text */
    const struct report_column *columns; /* borrowed, unless it is own_columns */
    struct report_column *own_columns;
    size_t n_columns, first_cell, n_cells;
};

struct report {
    const char *section;
    struct table *tables; /* owned, as all below */
    size_t n_tables, table_capacity;
    struct cell *cells;
    size_t n_cells, cell_capacity;
    char *texts; /* NUL-terminated, one after the other */
    size_t texts_length, texts_capacity;
    bool failed; /* memory ran out; stays set */
};

/* Opens a section (a head). Its name, borrowed like all columns until the report is written, is a
 * member of the JSON document. Tables follow. */
void report_section(struct report *report, const char *name);
/* Opens a table, whose cells follow row by row. The title stands above it in text. */
void report_table(struct report *report, enum table_shape shape, const char *name,
                  const char *title, const struct report_column *columns, size_t n_columns);
/* The same with columns that are copied, and more, named after strings (keys and titles alike). */
void report_table_of(struct report *report, enum table_shape shape, const char *name,
                     const char *title, const struct report_column *columns, size_t n_columns,
                     const char *const *names, size_t n_names);
void report_none(struct report *report);
void report_text(struct report *report, const char *text);
void report_string(struct report *report, const char *bytes, size_t length);
/* A cell of several things: as text, and as a JSON value. */
void report_list(struct report *report, const char *text, const char *json);
void report_count(struct report *report, uint64_t count);
void report_number(struct report *report, double number);
void report_figure(struct report *report, const struct figure *figure);
/* A sentence, such as "12 rows were left out". Before a section's first table it stands in text
 * below that one's title. */
void report_note(struct report *report, const char *format, ...) ORDO_PRINTF(2, 3);

/* CSV has the columns section, table, row, figure, value, low, high: one line for each cell. Fails
 * when memory ran out, here or while the report was filled. */
int report_write(const struct report *report, enum report_form form, struct json *out,
                 struct ordo_error *error);
/* The curves alone, as CSV: section, curve, and the columns of all of them side by side. */
int report_curves(const struct report *report, struct json *out, struct ordo_error *error);
/* Appends a field of CSV, quoted where it must be. */
void report_csv_field(struct json *out, const char *text);
void report_release(struct report *report);

#endif
