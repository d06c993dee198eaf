/* database_rows.c: a tape of cells -> rows of five tables, keys counted here. */
#include "database_rows.h"

#include <string.h>

static int read_keys(struct database_rows *rows, struct ordo_error *error)
{
    const struct {
        const char *sql;
        sqlite3_int64 *key;
    } keys[] = {{"SELECT coalesce(max(id), 0) FROM runs", &rows->run},
                {"SELECT coalesce(max(id), 0) FROM articles", &rows->article},
                {"SELECT coalesce(max(id), 0) FROM statements", &rows->statement},
                {"SELECT coalesce(max(id), 0) FROM speakers", &rows->speaker}};

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (database_number(rows->db, keys[i].sql, keys[i].key, error) != 0)
            return -1;
    return 0;
}

static int prepare(struct database_rows *rows, struct ordo_error *error)
{
    for (int i = 0; i < N_TABLES; i++)
        if (database_insert(rows->db, (enum column_table)i, &rows->insert[i], error) != 0)
            return -1;
    if (sqlite3_prepare_v2(
            rows->db, "SELECT id FROM speakers WHERE speaker IS ? AND speaker_affiliation IS ?", -1,
            &rows->find_speaker, NULL) != SQLITE_OK)
        return database_fail(rows->db, error);
    return 0;
}

static int bind(const struct database_rows *rows, sqlite3_stmt *statement, int at,
                const struct cell *cell, struct ordo_error *error)
{
    int result = SQLITE_OK;

    if (cell->type == CELL_NULL)
        result = sqlite3_bind_null(statement, at);
    else if (cell->type == CELL_INTEGER)
        result = sqlite3_bind_int64(statement, at, cell->integer);
    else if (cell->type == CELL_NUMBER)
        result = sqlite3_bind_double(statement, at, cell->number);
    else
        result = sqlite3_bind_text64(statement, at, cell->text.bytes, cell->text.length,
                                     SQLITE_STATIC, SQLITE_UTF8);
    return result == SQLITE_OK ? 0 : database_fail(rows->db, error);
}

/* Binds the table's columns from the tape behind the keys, and inserts the row. */
static int insert(struct database_rows *rows, enum column_table table, struct tape *tape, int keys,
                  struct ordo_error *error)
{
    sqlite3_stmt *statement = rows->insert[table];
    size_t n = database_columns(table);
    struct cell cell;

    for (size_t i = 0; i < n; i++) {
        tape_take(tape, &cell);
        if (bind(rows, statement, keys + 1 + (int)i, &cell, error) != 0)
            return -1;
    }
    if (sqlite3_step(statement) != SQLITE_DONE)
        return database_fail(rows->db, error);
    sqlite3_reset(statement);
    return 0;
}

/* The key of whoever the tape names, inserted at the first naming; 0: nobody. */
static int find_speaker(struct database_rows *rows, struct tape *tape, sqlite3_int64 *key,
                        struct ordo_error *error)
{
    sqlite3_stmt *statement = rows->find_speaker;
    struct tape again = *tape;
    struct cell speaker, affiliation;
    int found;

    tape_take(tape, &speaker);
    tape_take(tape, &affiliation);
    *key = 0;
    if (speaker.type == CELL_NULL && affiliation.type == CELL_NULL)
        return 0;
    if (bind(rows, statement, 1, &speaker, error) != 0 ||
        bind(rows, statement, 2, &affiliation, error) != 0)
        return -1;
    found = sqlite3_step(statement);
    if (found == SQLITE_ROW)
        *key = sqlite3_column_int64(statement, 0);
    sqlite3_reset(statement);
    if (found == SQLITE_ROW)
        return 0;
    if (found != SQLITE_DONE)
        return database_fail(rows->db, error);
    *key = ++rows->speaker;
    sqlite3_bind_int64(rows->insert[TABLE_SPEAKERS], 1, *key);
    return insert(rows, TABLE_SPEAKERS, &again, 1, error);
}

static int take_scores(struct database_rows *rows, const struct plan *plan, struct tape *tape,
                       struct ordo_error *error)
{
    sqlite3_stmt *statement = rows->insert[TABLE_SCORES];

    for (size_t i = 0; i < plan->n_heads; i++) {
        const char *head = plan->model->heads[plan->heads[i]].name;
        sqlite3_bind_int64(statement, 1, rows->statement);
        sqlite3_bind_text(statement, 2, head, -1, SQLITE_STATIC);
        if (insert(rows, TABLE_SCORES, tape, 2, error) != 0)
            return -1;
    }
    return 0;
}

/* The speaker's values stand behind the statement's, and its key in the statement's row. */
static int take_statement(struct database_rows *rows, const struct plan *plan, struct tape *tape,
                          struct ordo_error *error)
{
    sqlite3_stmt *statement = rows->insert[TABLE_STATEMENTS];
    struct tape own = *tape;
    struct cell cell;
    sqlite3_int64 speaker;

    for (size_t i = database_columns(TABLE_STATEMENTS); i > 0; i--)
        tape_take(tape, &cell);
    if (find_speaker(rows, tape, &speaker, error) != 0)
        return -1;
    sqlite3_bind_int64(statement, 1, ++rows->statement);
    sqlite3_bind_int64(statement, 2, rows->article);
    if (speaker != 0)
        sqlite3_bind_int64(statement, 3, speaker);
    else
        sqlite3_bind_null(statement, 3);
    if (insert(rows, TABLE_STATEMENTS, &own, 3, error) != 0)
        return -1;
    tape_take(tape, &cell);
    return cell.integer != 0 ? take_scores(rows, plan, tape, error) : 0;
}

int database_rows_take(struct database_rows *rows, const struct plan *plan, struct tape *tape,
                       struct ordo_error *error)
{
    int mark, result = 0;

    while (result == 0 && (mark = tape_mark(tape)) != 0) {
        if (mark == TAPE_ARTICLE) {
            sqlite3_bind_int64(rows->insert[TABLE_ARTICLES], 1, ++rows->article);
            sqlite3_bind_int64(rows->insert[TABLE_ARTICLES], 2, rows->run);
            result = insert(rows, TABLE_ARTICLES, tape, 2, error);
        } else {
            result = take_statement(rows, plan, tape, error);
        }
    }
    return result;
}

int database_rows_open(struct database_rows *rows, sqlite3 *db, struct ordo_error *error)
{
    rows->db = db;
    return read_keys(rows, error) != 0 || prepare(rows, error) != 0 ? -1 : 0;
}

void database_rows_close(struct database_rows *rows)
{
    for (int i = 0; i < N_TABLES; i++)
        sqlite3_finalize(rows->insert[i]);
    sqlite3_finalize(rows->find_speaker);
    memset(rows, 0, sizeof *rows);
}
