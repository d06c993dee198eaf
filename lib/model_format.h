/* model_format.h: the model file's layout (described in docs/model-format.md).
 *
 *     0      a line of JSON, padded with spaces to HEADER_SIZE bytes, the last a line feed
 *     1024   struct disk_prologue, then n_sections of struct disk_section
 *     ...    the sections, each at a multiple of SECTION_ALIGN, zeros between
 *
 * All numbers are little-endian; a mapped file is used in place.
 */
#ifndef ORDO_MODEL_FORMAT_H
#define ORDO_MODEL_FORMAT_H

#include "ordo.h"

#define HEADER_SIZE   1024
#define SECTION_ALIGN 64
#define MODEL_MAGIC   "OrdoModl"

struct disk_prologue {
    char magic[8];
    uint32_t format; /* ORDO_MODEL_FORMAT of the writer */
    uint32_t n_sections;
    uint64_t size;     /* of the whole file */
    uint64_t checksum; /* XXH64 of the JSON line, then of the section entries with that as seed */
};

struct disk_section {
    char name[16]; /* NUL-padded */
    uint64_t offset, size;
    uint64_t checksum; /* XXH64 of the section, seed 0 */
};

/* Section "heads": one for each head, in order. Class names follow one another in "classes", each
 * with its NUL. */
struct disk_head {
    char name[ORDO_NAME_MAX];
    uint32_t n_classes, n_outputs;
    uint32_t calibration; /* enum ordo_calibration */
    uint32_t reserved;    /* 0 */
};

/* Section "outputs": double bias[n_outputs], a[n_outputs], b[n_outputs]. */

enum section {
    SECTION_SPEC,    /* text form of the specification */
    SECTION_HEADS,   /* struct disk_head[] */
    SECTION_CLASSES, /* class names */
    SECTION_OUTPUTS, /* double[3][n_outputs] */
    SECTION_KEYS,    /* uint64_t[n_features], absent (size 0) when hashed */
    SECTION_DF,      /* uint32_t[n_features] */
    SECTION_ROWS,    /* float[n_features][1 + n_outputs] */
    SECTION_NAME_AT, /* uint32_t[n_features + 1], absent when hashed */
    SECTION_NAMES,
    SECTION_RECORD, /* JSON */
    N_SECTIONS
};

#define SECTION_NAMES_LIST                                                                         \
    {                                                                                              \
        "spec", "heads", "classes", "outputs", "keys", "df", "rows", "name-at", "names", "record"  \
    }

#endif
