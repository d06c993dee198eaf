/* database.c: SQL from the table of columns. Names of columns are those of CSV, so that a question
 * asked of one can be asked of the other. */
#include "database.h"

#include <string.h>

static const struct {
    const char *name, *keys; /* with their types */
    size_t n_keys;
    const struct column_row *rows;
} TABLES[N_TABLES] = {
    [TABLE_ARTICLES] = {"articles",
                        "id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES runs", 2,
                        COLUMNS},
    [TABLE_STATEMENTS] =
        {"statements",
         "id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles, "
         "speaker_id INTEGER REFERENCES speakers",
         3, COLUMNS},
    [TABLE_SPEAKERS] = {"speakers", "id INTEGER PRIMARY KEY", 1, COLUMNS},
    [TABLE_SCORES] = {"scores",
                      "statement_id INTEGER NOT NULL REFERENCES statements, "
                      "head TEXT NOT NULL",
                      2, HEAD_COLUMNS},
};

static const char RUNS[] =
    "CREATE TABLE runs (id INTEGER PRIMARY KEY, version TEXT, schema INTEGER, model TEXT, "
    "model_checksum TEXT, settings TEXT, articles INTEGER, statements INTEGER, failed INTEGER, "
    "complete INTEGER NOT NULL DEFAULT 0);"
    "CREATE TABLE checkpoint (text BLOB);";

static const char INDEXES[] =
    "CREATE INDEX IF NOT EXISTS articles_run ON articles(run_id);"
    "CREATE INDEX IF NOT EXISTS articles_article ON articles(article);"
    "CREATE INDEX IF NOT EXISTS articles_date ON articles(date);"
    "CREATE INDEX IF NOT EXISTS articles_source ON articles(source);"
    "CREATE INDEX IF NOT EXISTS statements_article ON statements(article_id);"
    "CREATE INDEX IF NOT EXISTS statements_speaker ON statements(speaker_id);"
    "CREATE INDEX IF NOT EXISTS speakers_affiliation ON speakers(speaker_affiliation);"
    "CREATE INDEX IF NOT EXISTS scores_label ON scores(head, label);";

/* What every view counts: a row for each statement and head of runs that were finished. */
static const char SCORED[] =
    "CREATE VIEW IF NOT EXISTS scored AS SELECT runs.id AS run, runs.model_checksum AS model, "
    "articles.id AS article_id, "
    "articles.article, articles.path, articles.title, articles.date, articles.author, "
    "articles.source, articles.url, articles.language, articles.duplicate_of, articles.skipped, "
    "statements.id AS statement_id, statements.statement, statements.kind, statements.text, "
    "speakers.speaker, statements.speaker_role, speakers.speaker_affiliation, "
    "statements.speaker_by, statements.speaker_confidence, statements.cue, scores.head, "
    "scores.label, scores.p, scores.score, scores.value "
    "FROM runs JOIN articles ON articles.run_id = runs.id "
    "JOIN statements ON statements.article_id = articles.id "
    "LEFT JOIN speakers ON speakers.id = statements.speaker_id "
    "JOIN scores ON scores.statement_id = statements.id WHERE runs.complete = 1;";

/* Name and what it groups by. Scores of two models are no sample of one thing, so that each counts
 * by itself. `variance` is of the score (or value), so that its mean can be given with an interval
 * in any SQLite, even where there are no square roots. */
static const char VIEW[] =
    "CREATE VIEW IF NOT EXISTS %s AS SELECT %s, model, head, sum(n) AS statements, "
    "sum(total) / sum(counted) AS mean, CASE WHEN sum(counted) > 1 THEN max(0.0, (sum(squares) - "
    "sum(total) * sum(total) / sum(counted)) / (sum(counted) - 1)) END AS variance, "
    "json_group_object(coalesce(label, 'none'), n) AS labels FROM (SELECT *, count(*) AS n, "
    "sum(x) AS total, sum(x * x) AS squares, count(x) AS counted FROM (SELECT %s, model, head, "
    "label, coalesce(score, value) AS x FROM scored WHERE %s) GROUP BY %s, model, head, label "
    "ORDER BY label) GROUP BY %s, model, head;";

/* Dates stand as they were given where they could not be read. What a date leaves out, "2024" and
 * "2024-03", is filled up; a day that no calendar has is another one once SQLite has counted it. */
#define FIRST_DAY "substr(date || '-01-01', 1, 10)"
#define IS_DATE   "date(" FIRST_DAY ", '+0 days') = " FIRST_DAY

static const struct {
    const char *name, *expressions, *names, *needs;
} VIEWS[] = {
    {"by_speaker", "speaker, speaker_affiliation", "speaker, speaker_affiliation",
     "speaker IS NOT NULL"},
    {"by_affiliation", "speaker_affiliation", "speaker_affiliation",
     "speaker_affiliation IS NOT NULL"},
    {"by_year", "substr(date, 1, 4) AS year", "year", IS_DATE},
    {"by_month", "substr(date, 1, 7) AS month", "month", IS_DATE " AND length(date) > 4"},
    {"by_source", "source", "source", "source IS NOT NULL"},
};

int database_fail(sqlite3 *db, struct ordo_error *error)
{
    bool memory = db == NULL || sqlite3_errcode(db) == SQLITE_NOMEM;

    if (memory)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    return ordo_fail(error, ORDO_ERR_IO, "cannot write: %s", sqlite3_errmsg(db));
}

int database_run(sqlite3 *db, const char *sql, struct ordo_error *error)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : database_fail(db, error);
}

size_t database_columns(enum column_table table)
{
    size_t n = 0;

    for (const struct column_row *row = TABLES[table].rows; row->name != NULL; row++)
        n += row->table == table;
    return n;
}

static const char *sql_type(const struct column_row *row)
{
    if (row->table == TABLE_SCORES && strcmp(row->name, "p") == 0)
        return "TEXT"; /* {"class": probability, ...} */
    switch (row->type) {
    case CELL_INTEGER:
    case CELL_TRUTH:
        return "INTEGER";
    case CELL_NUMBER:
        return "REAL";
    default:
        return "TEXT";
    }
}

int database_create(sqlite3 *db, struct ordo_error *error)
{
    struct json sql = {0};
    int result;

    json_format(&sql, "PRAGMA application_id = %d; PRAGMA user_version = %d; %s",
                DATABASE_APPLICATION, COLUMNS_SCHEMA, RUNS);
    for (int table = 0; table < N_TABLES; table++) {
        json_format(&sql, "CREATE TABLE %s (%s", TABLES[table].name, TABLES[table].keys);
        for (const struct column_row *row = TABLES[table].rows; row->name != NULL; row++)
            if ((int)row->table == table)
                json_format(&sql, ", \"%s%s%s\" %s",
                            table == TABLE_SCORES || row->group == NULL ? "" : row->group,
                            table == TABLE_SCORES || row->group == NULL ? "" : "_", row->name,
                            sql_type(row));
        json_format(&sql, "%s",
                    table == TABLE_SCORES ? ", PRIMARY KEY (statement_id, head)) WITHOUT ROWID;"
                                          : ");");
    }
    json_format(&sql, "CREATE INDEX speakers_speaker ON speakers(speaker, speaker_affiliation);");
    result = sql.failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                        : database_run(db, sql.bytes, error);
    json_release(&sql);
    return result;
}

int database_index(sqlite3 *db, struct ordo_error *error)
{
    struct json sql = {0};
    int result;

    json_format(&sql, "%s%s", INDEXES, SCORED);
    for (size_t i = 0; i < sizeof VIEWS / sizeof *VIEWS; i++)
        json_format(&sql, VIEW, VIEWS[i].name, VIEWS[i].names, VIEWS[i].expressions, VIEWS[i].needs,
                    VIEWS[i].names, VIEWS[i].names);
    result = sql.failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                        : database_run(db, sql.bytes, error);
    json_release(&sql);
    return result;
}

int database_insert(sqlite3 *db, enum column_table table, sqlite3_stmt **statement,
                    struct ordo_error *error)
{
    struct json sql = {0};
    size_t n = TABLES[table].n_keys + database_columns(table);
    int result;

    json_format(&sql, "INSERT INTO %s VALUES (?", TABLES[table].name);
    for (size_t i = 1; i < n; i++)
        json_format(&sql, ", ?");
    json_format(&sql, ")");
    if (sql.failed)
        result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    else
        result = sqlite3_prepare_v2(db, sql.bytes, -1, statement, NULL) == SQLITE_OK
                     ? 0
                     : database_fail(db, error);
    json_release(&sql);
    return result;
}

int database_number(sqlite3 *db, const char *sql, sqlite3_int64 *number, struct ordo_error *error)
{
    sqlite3_stmt *statement;
    int result = 0;

    *number = 0;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        return database_fail(db, error);
    if (sqlite3_step(statement) == SQLITE_ROW)
        *number = sqlite3_column_int64(statement, 0);
    else
        result = database_fail(db, error);
    sqlite3_finalize(statement);
    return result;
}
