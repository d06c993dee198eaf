/* database_rows.h: the articles and statements of a run as rows of the database. */
#ifndef ORDO_DATABASE_ROWS_H
#define ORDO_DATABASE_ROWS_H

#include "database.h"
#include "plan.h"
#include "tape.h"

struct database_rows {
    sqlite3 *db; /* borrowed */
    sqlite3_stmt *insert[N_TABLES], *find_speaker;
    sqlite3_int64 run, article, statement, speaker; /* the newest keys */
};

/* Keys go on behind those that the tables hold. */
int database_rows_open(struct database_rows *rows, sqlite3 *db, struct ordo_error *error);
/* Inserts all that the tape holds. Errors do not name the file. */
int database_rows_take(struct database_rows *rows, const struct plan *plan, struct tape *tape,
                       struct ordo_error *error);
void database_rows_close(struct database_rows *rows); /* zeroed is fine, too */

#endif
