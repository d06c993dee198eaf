/* journal.h: where the checkpoint of an output file or folder stands: in NAME.journal until it is
 * whole, then on the output itself. */
#ifndef ORDO_JOURNAL_H
#define ORDO_JOURNAL_H

#include "checkpoint.h"

enum found {
    FOUND_NOTHING,
    FOUND_STOPPED, /* a run that can go on */
    FOUND_WHOLE    /* one that was done */
};

/* enum found, or -1 where the journal is damaged. */
int journal_load(struct checkpoint *checkpoint, const char *output, struct ordo_error *error);
/* Replaces the journal as a whole, after the output was synced. */
int journal_save(const struct checkpoint *checkpoint, const char *output, struct ordo_error *error);
void journal_remove(const char *output);

/* Notes on the file or folder, which is whole, what run it came of. Where it cannot be noted that
 * is not known later. */
void journal_note(const struct checkpoint *last, const char *path);
bool journal_noted(const char *path);

#endif
