/* journal.h: the log of a search, one JSON object a line, from which a killed search goes on. */
#ifndef ORDO_JOURNAL_H
#define ORDO_JOURNAL_H

#include "../lib/program/json.h"

/* A search is deterministic, so that its log is read in the order in which it would be written: as
 * long as the next lines are there, they are taken instead of being worked out again. */
struct journal {
    const char *path; /* NULL: no log, nothing is ever there */
    int descriptor;
    struct ordo_file file; /* as it was found */
    size_t at;             /* byte of the next line that was found; past them: file.length */
};

/* A new log begins with the line `head`, which says what search it is of; a log that is resumed
 * must begin with the same. A log that is there and not to be resumed is refused. */
int journal_open(struct journal *journal, const char *path, bool resume,
                 const struct ordo_string *head, struct ordo_error *error);
/* The next n lines, whole, if they were found. If not, what remains of them is cut off. 1, 0, -1.
 */
int journal_take(struct journal *journal, size_t n, struct ordo_string *lines,
                 struct ordo_error *error);
/* Whole lines, on the disk when it returns. */
int journal_append(struct journal *journal, const char *bytes, size_t length,
                   struct ordo_error *error);
void journal_release(struct journal *journal);

#endif
