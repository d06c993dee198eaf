/* sink_database.c: a run into an SQLite database. A checkpoint is a transaction: the rows and how
 * far the run had come are committed together, so that neither can be without the other. */
#include "sink.h"
#include "../lib/program/messages.h"
#include "database_rows.h"
#include "part.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

struct database {
    sqlite3 *db;
    char *path;  /* owned; of the file that is written */
    int lock;    /* held open: no second run may write it */
    bool is_new; /* it is NAME.part and gets its name in the end */
    struct database_rows rows;
};

static int fail(const struct database *database, struct ordo_error *error)
{
    database_fail(database->db, error);
    return ordo_fail_at(error, database->path, 0, 0);
}

static int run(const struct database *database, const char *sql, struct ordo_error *error)
{
    if (database_run(database->db, sql, error) == 0)
        return 0;
    return ordo_fail_at(error, database->path, 0, 0);
}

static int number_of(const struct database *database, const char *sql, sqlite3_int64 *number,
                     struct ordo_error *error)
{
    if (database_number(database->db, sql, number, error) == 0)
        return 0;
    return ordo_fail_at(error, database->path, 0, 0);
}

/* An existing database is added to, a new one written beside its name. */
static int choose_path(struct database *database, const struct settings *settings,
                       struct ordo_error *error)
{
    database->is_new = !settings->append || access(settings->output, F_OK) != 0;
    if (asprintf(&database->path, "%s%s", settings->output, database->is_new ? ".part" : "") >= 0)
        return 0;
    database->path = NULL;
    return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
}

/* What SQLite may have left beside a database; never to be taken for a new one's. */
static void remove_beside(const char *path)
{
    static const char *const endings[] = {"-wal", "-shm", "-journal"};
    char name[4096];

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (snprintf(name, sizeof name, "%s%s", path, endings[i]) < (int)sizeof name)
            unlink(name);
}

static int lock(struct database *database, struct ordo_error *error)
{
    database->lock = open(database->path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (database->lock < 0)
        return part_fail(error, "cannot create", database->path);
    if (flock(database->lock, LOCK_EX | LOCK_NB) == 0)
        return 0;
    close(database->lock);
    database->lock = -1;
    ordo_fail(error, ORDO_ERR_IO, "another run is writing it");
    return ordo_fail_at(error, database->path, 0, 0);
}

/* Nothing is left of an earlier run's. */
static int wipe(const struct database *database, struct ordo_error *error)
{
    remove_beside(database->path);
    return ftruncate(database->lock, 0) == 0 ? 0 : part_fail(error, "cannot write", database->path);
}

/* Exclusive: no second run, and no shared memory beside the file. */
static int connect(struct database *database, struct ordo_error *error)
{
    /* one thread at a time writes, and nobody asks how much memory is used: no locks are needed */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    if (sqlite3_open_v2(database->path, &database->db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK)
        return fail(database, error);
    return run(database, "PRAGMA locking_mode = EXCLUSIVE", error);
}

static int prepare_to_write(const struct database *database, struct ordo_error *error)
{
    return run(database,
               "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; "
               "PRAGMA temp_store = MEMORY; BEGIN IMMEDIATE; COMMIT;",
               error);
}

/* It must be ours and hold the tables that we write. */
static int check(const struct database *database, struct ordo_error *error)
{
    sqlite3_int64 application, schema;

    if (number_of(database, "PRAGMA application_id", &application, error) != 0 ||
        number_of(database, "PRAGMA user_version", &schema, error) != 0)
        return -1;
    if (application != DATABASE_APPLICATION) {
        ordo_fail(error, ORDO_ERR_FORMAT, "not a database of ordo-classify");
        return ordo_fail_at(error, database->path, 0, 0);
    }
    if (schema == COLUMNS_SCHEMA)
        return 0;
    ordo_fail(error, ORDO_ERR_VERSION, "its tables are of schema %d, and this writes schema %d",
              (int)schema, COLUMNS_SCHEMA);
    return ordo_fail_at(error, database->path, 0, 0);
}

static int read_checkpoint(const struct database *database, struct checkpoint *checkpoint,
                           struct ordo_error *error)
{
    sqlite3_stmt *statement;
    sqlite3_int64 unfinished;
    int result = FOUND_NOTHING;

    if (sqlite3_prepare_v2(database->db, "SELECT text FROM checkpoint", -1, &statement, NULL) !=
        SQLITE_OK)
        return fail(database, error);
    if (sqlite3_step(statement) == SQLITE_ROW) {
        struct ordo_string text = {sqlite3_column_blob(statement, 0),
                                   (size_t)sqlite3_column_bytes(statement, 0)};
        result = checkpoint_read(checkpoint, text, error) == 0
                     ? FOUND_STOPPED
                     : ordo_fail_at(error, database->path, 0, 0);
    }
    sqlite3_finalize(statement);
    if (result != FOUND_STOPPED)
        return result;
    if (number_of(database, "SELECT count(*) FROM runs WHERE complete = 0", &unfinished, error) !=
        0)
        return -1;
    return unfinished > 0 ? FOUND_STOPPED : FOUND_WHOLE;
}

static int load(const struct settings *settings, struct checkpoint *checkpoint,
                struct ordo_error *error)
{
    struct database database = {.db = NULL};
    sqlite3_int64 tables = 0;
    int result = choose_path(&database, settings, error);

    if (result == 0 && !settings->append && !part_waits(settings->output)) {
        result = journal_load(checkpoint, settings->output, error);
    } else if (result == 0 && access(database.path, F_OK) == 0) {
        result = connect(&database, error);
        if (result == 0)
            result =
                number_of(&database, "SELECT count(*) FROM sqlite_schema WHERE name = 'checkpoint'",
                          &tables, error);
        if (result == 0 && tables > 0) /* killed before its first transaction: nothing to go on */
            result =
                check(&database, error) == 0 ? read_checkpoint(&database, checkpoint, error) : -1;
    }
    sqlite3_close(database.db);
    free(database.path);
    return result;
}

/* A run that was given up half-way must not be taken for a whole one. */
static int discard_incomplete(const struct database *database, struct ordo_error *error)
{
    return run(database,
               "BEGIN IMMEDIATE;"
               "DELETE FROM checkpoint;"
               "DELETE FROM scores WHERE statement_id IN (SELECT statements.id FROM statements "
               "JOIN articles ON articles.id = article_id JOIN runs ON runs.id = run_id "
               "WHERE complete = 0);"
               "DELETE FROM statements WHERE article_id IN (SELECT articles.id FROM articles JOIN "
               "runs ON runs.id = run_id WHERE complete = 0);"
               "DELETE FROM articles WHERE run_id IN (SELECT id FROM runs WHERE complete = 0);"
               "DELETE FROM speakers WHERE id NOT IN (SELECT speaker_id FROM statements WHERE "
               "speaker_id IS NOT NULL);"
               "DELETE FROM runs WHERE complete = 0;"
               "COMMIT;",
               error);
}

/* What was asked for, as JSON; what is not said is as usual. */
static void put_settings(const struct settings *settings, struct json *json)
{
    char value[512];

    json_open(json, '{');
    for (const struct option_row *row = SETTINGS_TABLE; row->name != NULL; row++) {
        if (!checkpoint_binds(row) || !options_value(row, settings, value, sizeof value))
            continue;
        value[ordo_utf8_valid(value, strlen(value))] = '\0';
        json_key(json, row->name);
        json_text(json, value);
    }
    json_close(json, '}');
}

static int insert_run(struct database *database, const struct plan *plan, struct ordo_error *error)
{
    struct json json = {0};
    char checksum[20] = "";
    sqlite3_stmt *statement = NULL;
    int result = -1;

    put_settings(plan->settings, &json);
    if (plan->model != NULL)
        snprintf(checksum, sizeof checksum, "%016llx", (unsigned long long)plan->model->checksum);
    if (json.failed) {
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    } else if (sqlite3_prepare_v2(database->db,
                                  "INSERT INTO runs (id, version, schema, model, model_checksum, "
                                  "settings) VALUES (?, ?, ?, ?, nullif(?, ''), ?)",
                                  -1, &statement, NULL) != SQLITE_OK ||
               sqlite3_bind_int64(statement, 1, database->rows.run) != SQLITE_OK ||
               sqlite3_bind_text(statement, 2, ORDO_VERSION, -1, SQLITE_STATIC) != SQLITE_OK ||
               sqlite3_bind_int(statement, 3, COLUMNS_SCHEMA) != SQLITE_OK ||
               sqlite3_bind_text(statement, 4, plan->settings->model_path, -1, SQLITE_STATIC) !=
                   SQLITE_OK ||
               sqlite3_bind_text(statement, 5, checksum, -1, SQLITE_STATIC) != SQLITE_OK ||
               sqlite3_bind_text(statement, 6, json.bytes, (int)json.length, SQLITE_STATIC) !=
                   SQLITE_OK ||
               sqlite3_step(statement) != SQLITE_DONE) {
        fail(database, error);
    } else {
        result = 0;
    }
    sqlite3_finalize(statement);
    json_release(&json);
    return result;
}

/* Scores of two models in one database are easily taken for those of one. */
static int tell_other_model(struct sink *sink, struct ordo_error *error)
{
    const struct database *database = sink->state;
    sqlite3_int64 others;
    struct ordo_error note;

    if (number_of(database,
                  "SELECT count(*) FROM runs AS earlier, runs AS own WHERE earlier.complete = 1 "
                  "AND own.id = (SELECT max(id) FROM runs) AND earlier.model_checksum <> "
                  "own.model_checksum",
                  &others, error) != 0)
        return -1;
    if (others == 0)
        return 0;
    ordo_fail(&note, ORDO_ERR_VERSION,
              "its earlier runs had another model: the views count each by itself (column model)");
    ordo_fail_at(&note, database->path, 0, 0);
    messages_add(&sink->messages, &note);
    return sink->messages.failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}

static int open_database(struct sink *sink, const struct checkpoint *from, bool resumed,
                         struct ordo_error *error)
{
    struct database *database = sink->state = calloc(1, sizeof *database);

    (void)from;
    if (database == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    database->lock = -1;
    if (choose_path(database, sink->plan->settings, error) != 0 || lock(database, error) != 0)
        return -1;
    sink->saves = true;
    if (database->is_new && !resumed && wipe(database, error) != 0)
        return -1;
    if (connect(database, error) != 0)
        return -1;
    if (!database->is_new && check(database, error) != 0)
        return -1;
    if (prepare_to_write(database, error) != 0)
        return -1;
    if (!database->is_new && !resumed && discard_incomplete(database, error) != 0)
        return -1;
    if (run(database, "BEGIN IMMEDIATE", error) != 0)
        return -1;
    if (database->is_new && !resumed && database_create(database->db, error) != 0)
        return ordo_fail_at(error, database->path, 0, 0);
    if (database_rows_open(&database->rows, database->db, error) != 0)
        return ordo_fail_at(error, database->path, 0, 0);
    if (!resumed) {
        database->rows.run++;
        if (insert_run(database, sink->plan, error) != 0)
            return -1;
    }
    return tell_other_model(sink, error);
}

static int take(struct sink *sink, const struct output *output, struct ordo_error *error)
{
    struct database *database = sink->state;
    struct tape tape = tape_of(&output->records);

    if (database_rows_take(&database->rows, sink->plan, &tape, error) == 0)
        return 0;
    return ordo_fail_at(error, database->path, 0, 0);
}

static int write_checkpoint(struct database *database, const struct checkpoint *checkpoint,
                            struct ordo_error *error)
{
    struct json text = {0};
    sqlite3_stmt *statement = NULL;
    int result = -1;

    checkpoint_write(checkpoint, &text);
    if (text.failed)
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    else if (run(database, "DELETE FROM checkpoint", error) != 0)
        ;
    else if (sqlite3_prepare_v2(database->db, "INSERT INTO checkpoint VALUES (?)", -1, &statement,
                                NULL) != SQLITE_OK ||
             sqlite3_bind_blob64(statement, 1, text.bytes, text.length, SQLITE_STATIC) !=
                 SQLITE_OK ||
             sqlite3_step(statement) != SQLITE_DONE)
        fail(database, error);
    else
        result = 0;
    sqlite3_finalize(statement);
    json_release(&text);
    return result;
}

static int save(struct sink *sink, struct checkpoint *checkpoint, struct ordo_error *error)
{
    struct database *database = sink->state;

    if (write_checkpoint(database, checkpoint, error) != 0 || run(database, "COMMIT", error) != 0)
        return -1;
    return run(database, "BEGIN IMMEDIATE", error);
}

/* A run that was added keeps its last checkpoint: killed behind its end and asked to go on, it must
 * not be added twice. */
static int finish_run(struct database *database, const struct checkpoint *last, bool adds,
                      struct ordo_error *error)
{
    const struct counts *counts = &last->counts;
    struct json sql = {0};
    int result = -1;

    json_format(&sql,
                "UPDATE runs SET articles = %llu, statements = %llu, failed = %llu, complete = 1 "
                "WHERE id = %lld; DELETE FROM checkpoint;",
                (unsigned long long)counts->articles, (unsigned long long)counts->statements,
                (unsigned long long)counts->failed, (long long)database->rows.run);
    if (sql.failed)
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    else
        result = run(database, sql.bytes, error);
    json_release(&sql);
    return result != 0 || !adds ? result : write_checkpoint(database, last, error);
}

static void disconnect(struct database *database)
{
    database_rows_close(&database->rows);
    sqlite3_close(database->db);
    database->db = NULL;
}

static int finish(struct sink *sink, const struct checkpoint *last, struct ordo_error *error)
{
    struct database *database = sink->state;
    const char *output = sink->plan->settings->output;

    if (finish_run(database, last, sink->plan->settings->append, error) != 0)
        return -1;
    if (database_index(database->db, error) != 0)
        return ordo_fail_at(error, database->path, 0, 0);
    /* one file, that can be read where nothing can be written */
    if (run(database, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE",
            error) != 0)
        return -1;
    disconnect(database);
    if (!database->is_new)
        return 0;
    remove_beside(output);
    if (!sink->plan->settings->append)
        journal_note(last, database->path);
    if (rename(database->path, output) != 0)
        return part_fail(error, "cannot rename to", output);
    database->is_new = false; /* nothing to take back any more */
    return part_sync_folder(output, error);
}

static void close_database(struct sink *sink, bool keep)
{
    struct database *database = sink->state;

    if (database == NULL)
        return;
    disconnect(database); /* takes back what was not committed */
    if (database->is_new && database->lock >= 0 && !keep) {
        remove_beside(database->path);
        unlink(database->path);
    }
    if (database->lock >= 0)
        close(database->lock);
    free(database->path);
    free(database);
    sink->state = NULL;
}

const struct sink_kind SINK_DATABASE = {load, open_database, take, save, finish, close_database};
