/* emit_tape.c: a record as values for the tables of SQLite: an article's, then for every statement
 * its own, its speaker's, and a row of scores for every head. */
#include "emit.h"
#include "tape.h"

#include <string.h>

static int put_table(struct record *record, enum column_table table, struct json *out,
                     struct ordo_error *error)
{
    for (const struct column_row *row = COLUMNS; row->name != NULL; row++) {
        struct column column = {.row = row};
        struct cell cell = {.type = CELL_NULL};
        if (row->table != table)
            continue;
        if ((row->use != USE_TEXT || !record->worker->plan->settings->no_text) &&
            emit_take(record, &column, &cell, error) != 0)
            return -1;
        tape_put(&cell, out);
    }
    return 0;
}

/* {"oppose":0.1,...} */
static int take_classes(struct record *record, struct column *column, const struct ordo_head *head,
                        struct cell *cell, struct ordo_error *error)
{
    struct json *json = &record->json;

    json_clear(json);
    json_open(json, '{');
    for (column->class_ = 0; column->class_ < head->n_classes; column->class_++) {
        json_key(json, head->classes[column->class_]);
        if (emit_take(record, column, cell, error) != 0)
            return -1;
        emit_json_cell(cell, json);
    }
    json_close(json, '}');
    cell->type = CELL_JSON;
    cell->text = (struct ordo_string){json->bytes, json->length};
    return 0;
}

static int put_scores(struct record *record, uint32_t at, struct json *out,
                      struct ordo_error *error)
{
    const struct plan *plan = record->worker->plan;
    const struct ordo_head *head = &plan->model->heads[plan->heads[at]];

    for (const struct column_row *row = HEAD_COLUMNS; row->name != NULL; row++) {
        struct column column = {.row = row, .head = at};
        struct cell cell = {.type = CELL_NULL};
        bool is_there = record->scored && fields_head_has(plan->settings, head, row);
        if (is_there && strcmp(row->name, "p") == 0) {
            if (take_classes(record, &column, head, &cell, error) != 0)
                return -1;
        } else if (is_there && emit_take(record, &column, &cell, error) != 0) {
            return -1;
        }
        tape_put(&cell, out);
    }
    return 0;
}

int emit_tape_article(struct record *record, struct json *out, struct ordo_error *error)
{
    tape_put_mark(TAPE_ARTICLE, out);
    return put_table(record, TABLE_ARTICLES, out, error);
}

int emit_tape_statement(struct record *record, struct json *out, struct ordo_error *error)
{
    const struct plan *plan = record->worker->plan;
    struct cell scored = {.type = CELL_INTEGER, .integer = record->scored};

    tape_put_mark(TAPE_STATEMENT, out);
    if (put_table(record, TABLE_STATEMENTS, out, error) != 0 ||
        put_table(record, TABLE_SPEAKERS, out, error) != 0)
        return -1;
    tape_put(&scored, out);
    for (uint32_t i = 0; record->scored && i < plan->n_heads; i++)
        if (put_scores(record, i, out, error) != 0)
            return -1;
    return 0;
}
