/* destination.h: where a name leads that something is to be written to. */
#ifndef ORDO_DESTINATION_H
#define ORDO_DESTINATION_H

#include <stdbool.h>
#include <stddef.h>

/* The open descriptor that -, /dev/stdout, /dev/fd/3 and the like stand for; -1: it is another
 * name. Opened by name, a file would be written from its beginning again; renamed to, the name
 * would be lost to every program. */
int ordo_destination_descriptor(const char *path);

/* The file that the path's links lead to, so that it is written and not a link replaced; the path
 * itself where nothing is yet. Owned by the caller; NULL: out of memory. */
char *ordo_destination_follow(const char *path);

/* Whether both are one regular file, or the same name. */
bool ordo_destination_same(const char *a, const char *b);

/* The folder that holds what the path names: "." where it names none. Cut at `size`, which no path
 * that can be opened is beyond with 4096. */
void ordo_destination_folder(const char *path, char *folder, size_t size);

#endif
