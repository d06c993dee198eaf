/* part.h: a file that grows as NAME.part and gets its name when it is whole; what was synced of it
 * outlives the process. */
#ifndef ORDO_PART_H
#define ORDO_PART_H

#include "../lib/ordo.h"

struct part {
    int fd;
    char *path, *temporary; /* owned; temporary NULL: written directly (a pipe, a device) */
    uint64_t length;        /* bytes written */
};

/* Takes up a part that holds at least `length` bytes and cuts it there; 0: begins anew. Fails when
 * another process writes it, or when it is shorter. path "-": standard output. */
int part_open(struct part *part, const char *path, uint64_t length, struct ordo_error *error);
int part_write(struct part *part, const void *bytes, size_t length, struct ordo_error *error);
int part_sync(struct part *part, struct ordo_error *error);
/* Whether NAME.part of an earlier run is there. */
bool part_waits(const char *path);
/* Gives it its name. */
int part_commit(struct part *part, struct ordo_error *error);
/* Of a part that was not committed, the file stays when `keep`, and goes otherwise. */
void part_release(struct part *part, bool keep);

/* Makes the entry of a file in its folder last: after a rename, or once it was created. */
int part_sync_folder(const char *path, struct ordo_error *error);
int part_fail(struct ordo_error *error, const char *what, const char *path); /* with errno */

#endif
