/* source.h: a path -> UTF-8 bytes, whatever the file is compressed with and encoded in.
 *
 * Compression by libarchive (gzip, bzip2, xz, lzma, zstd, lz4), known by content. Character sets
 * other than UTF-8 are converted (charset.h). Memory does not depend on the
 * length of the file. */
#ifndef ORDO_SOURCE_H
#define ORDO_SOURCE_H

#include "../ordo.h"

struct source;

/* path "-": standard input; borrowed until close. encoding: what iconv calls it, or NULL: detected
 * at the first byte that is not ASCII, from the mebibyte that follows it. */
int source_open(struct source **source, const char *path, const char *encoding,
                struct ordo_error *error);
/* Up to `room` bytes (at least 16); *got is 0 at the end only. Bytes of a UTF-8 file are given as
 * they are, ill-formed ones and a byte order mark, too. -1: nothing more can be read. */
int source_read(struct source *source, char *bytes, size_t room, size_t *got,
                struct ordo_error *error);
/* The character set converted from, NULL while it is UTF-8; *n_replaced: sequences that are none of
 * it and became U+FFFD. */
const char *source_encoding(const struct source *source, uint64_t *n_replaced);
void source_close(struct source *source); /* NULL is fine */

#endif
