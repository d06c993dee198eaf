/* compression.h: the compressors that both programs read through libarchive. */
#ifndef ORDO_COMPRESSION_H
#define ORDO_COMPRESSION_H

#include <stdbool.h>
#include <stddef.h>

struct archive;

enum { COMPRESSION_HEAD = 10 }; /* bytes that are enough to tell */

/* Whether a file that begins so is compressed. */
bool compression_is_seen(const char *bytes, size_t length);

/* Lets the archive read all of them. */
void compression_support(struct archive *archive);

#endif
