/* database.h: the tables, indexes and views of an SQLite output, made from the table of columns. */
#ifndef ORDO_DATABASE_H
#define ORDO_DATABASE_H

#include "columns.h"

#include <sqlite3.h>

#define DATABASE_APPLICATION 0x4F72646F /* "Ordo", where `file` looks for it */

/* Creates the tables. */
int database_create(sqlite3 *db, struct ordo_error *error);
/* Creates indexes and views, once the tables are filled: much faster than to keep them up. */
int database_index(sqlite3 *db, struct ordo_error *error);
/* Prepares "insert into TABLE values (...)": keys first, then the table's columns. */
int database_insert(sqlite3 *db, enum column_table table, sqlite3_stmt **statement,
                    struct ordo_error *error);
/* The number that a query gives. */
int database_number(sqlite3 *db, const char *sql, sqlite3_int64 *number, struct ordo_error *error);
int database_run(sqlite3 *db, const char *sql, struct ordo_error *error);
int database_fail(sqlite3 *db, struct ordo_error *error); /* with what SQLite says */
/* Columns of a table that come from the table of columns. */
size_t database_columns(enum column_table table);

#endif
