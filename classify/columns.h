/* columns.h: the record's columns: what each is called, its type, and where its value comes from.
 * JSONL, CSV, TSV and the tables of SQLite are all made from this; docs/output.md describes them.
 */
#ifndef ORDO_COLUMNS_H
#define ORDO_COLUMNS_H

#include "../lib/program/json.h"

/* Raised when a column changes its name, type or meaning, or goes; not when one is added. */
#define COLUMNS_SCHEMA 2

enum cell_type {
    CELL_NULL,
    CELL_INTEGER,
    CELL_NUMBER, /* with a fixed number of decimals */
    CELL_TEXT,
    CELL_TRUTH,
    CELL_SPANS, /* pairs of code points */
    CELL_JSON   /* nested, written by its stage */
};

const char *cell_type_name(enum cell_type type); /* "integer", "number", ... */

/* One value. What it points to lives until the next value of the same record is taken. */
struct cell {
    enum cell_type type;
    int64_t integer; /* also a truth */
    double number;
    int decimals;
    struct ordo_string text; /* of text and JSON; well-formed */
    const size_t *points;    /* [n_pairs][2] */
    size_t n_pairs;
};

/* Tables of SQLite; the other formats repeat what belongs to article and speaker. */
enum column_table { TABLE_ARTICLES, TABLE_STATEMENTS, TABLE_SPEAKERS, TABLE_SCORES, N_TABLES };

/* When a column is among those written without being asked for. */
enum column_use {
    USE_ALWAYS,
    USE_QUOTES,      /* of articles, not of rows that are statements already */
    USE_SPEAKERS,    /* of those, too, where they tell who made them */
    USE_TEXT,        /* unless --no-text */
    USE_WHERE_KNOWN, /* JSON leaves it out where it is null */
    USE_ON_DEMAND
};

struct record;
struct column;
typedef int column_take(struct record *record, const struct column *column, struct cell *cell,
                        struct ordo_error *error);

/* What the table says of a column. Those of a head stand once, for every head. */
struct column_row {
    const char *group, *name; /* group: the JSON object around it, or NULL */
    enum cell_type type;
    enum column_table table;
    enum column_use use;
    column_take *take;
    const char *meaning; /* one line */
};

extern const struct column_row COLUMNS[];         /* ends with a row without a name */
extern const struct column_row ARTICLE_COLUMNS[]; /* of --print articles */
extern const struct column_row HEAD_COLUMNS[];    /* their group is the head */
extern const struct column_row STAGE_COLUMNS[];   /* by enum print_stage, from PRINT_TOKENS on */

/* A column as a model and the settings make it. */
struct column {
    const struct column_row *row;
    char *name;          /* owned; flat: "stance_p_oppose" */
    char *group;         /* owned; of a group asked for within a group, "stance_p"; else NULL */
    const char *path[3]; /* [depth] as JSON nests it: "stance", "p", "oppose"; borrowed */
    size_t depth;
    uint32_t head;   /* in plan->heads */
    uint32_t class_; /* of the head, for p */
};

#endif
