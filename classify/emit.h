/* emit.h: a record -> bytes of the output, by workers side by side. What the sink behind them does
 * with the bytes is the same format's affair. */
#ifndef ORDO_EMIT_H
#define ORDO_EMIT_H

#include "worker.h"

typedef int emit_function(struct record *record, struct json *out, struct ordo_error *error);

/* What a format writes: before everything, for an article (before its statements), for a statement.
 * Absent: nothing. */
struct emitter {
    void (*begin)(const struct plan *plan, struct json *out);
    emit_function *article, *statement;
};

extern const struct emitter EMITTERS[]; /* by enum output_format */

/* Takes a column's value into a cell. */
static inline int emit_take(struct record *record, const struct column *column, struct cell *cell,
                            struct ordo_error *error)
{
    cell->type = CELL_NULL;
    return column->row->take(record, column, cell, error);
}

/* One value as JSON. */
void emit_json_cell(const struct cell *cell, struct json *out);

int emit_jsonl(struct record *record, struct json *out, struct ordo_error *error);
int emit_tape_article(struct record *record, struct json *out, struct ordo_error *error);
int emit_tape_statement(struct record *record, struct json *out, struct ordo_error *error);
int emit_brat_article(struct record *record, struct json *out, struct ordo_error *error);
int emit_brat_statement(struct record *record, struct json *out, struct ordo_error *error);

#endif
