/* stream.h: a file -> the streams of bytes in it, unpacked: itself, or the members of an archive,
 * archives and compressed files within it too. Nothing is ever written out; names are names only.
 *
 * Packing is known by content. By libarchive: gzip, bzip2, xz, lzma, zstd, lz4, lzip, compress;
 * tar, zip, 7z (7z needs a file, not a pipe, and is not read within another archive). */
#ifndef ORDO_STREAM_H
#define ORDO_STREAM_H

#include "../lib/ordo.h"

#define STREAM_LAYERS 4   /* of packing within packing */
#define STREAM_RATIO  200 /* how many times its own size a packed file may unfold to */

struct stream_request {
    const char *path;    /* "-": standard input */
    bool found;          /* in a folder: must be a regular file */
    uint64_t limit_size; /* bytes that any file may unfold to, whatever the ratio */
    bool at_once;        /* of a pipe, look at its first lines without waiting for more */
};

struct stream_member {
    const char *path;  /* well-formed, "a.tar.gz!b/c.html"; until the next member */
    const char *name;  /* the end of the path that the member is called by, without the ending of
                          a compressor: a hint at what it is */
    uint64_t number;   /* from 0 within the file */
    const char *bytes; /* [length] the first bytes, at most STREAM_HEAD; they are read again */
    size_t length;
};
#define STREAM_HEAD ((size_t)4096)

struct stream;

int stream_open(struct stream **stream, const struct stream_request *request,
                struct ordo_error *error);
/* 1: a member; 0: no more; -1: a member, or the rest, cannot be read: call again. What was not read
 * of the member before is passed over. */
int stream_next(struct stream *stream, struct stream_member *member, struct ordo_error *error);
/* Up to `room` bytes of the member; *got is 0 at its end only. A charset_read_function. */
int stream_read(void *stream, char *bytes, size_t room, size_t *got, struct ordo_error *error);
/* Members that were passed over so far because of their names; of hidden folders none is counted.
 */
uint64_t stream_left_out(const struct stream *stream);
/* Bytes of the file read so far, for progress. */
uint64_t stream_bytes(const struct stream *stream);
void stream_close(struct stream *stream); /* NULL is fine */

#endif
