/* packing.h: bytes of an output file -> compressed frames, by libarchive. */
#ifndef ORDO_PACKING_H
#define ORDO_PACKING_H

#include "../lib/program/json.h"

/* ".gz", ".zst" or ".xz" at the end of a name, else "". */
const char *packing_ending(const char *path);
/* Appends one whole frame (zstd), member (gzip) or stream (xz) that holds the bytes. The same bytes
 * make the same frame; frames one after another unpack to their contents one after another. */
int packing_frame(const char *ending, struct ordo_string bytes, struct json *out,
                  struct ordo_error *error);

#endif
