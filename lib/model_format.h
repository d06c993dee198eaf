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

/* Section "heads": the heads in order, then the variants by head. Class names of the heads follow
 * one another in "classes", each with its NUL. */
struct disk_head {
    char name[ORDO_NAME_MAX]; /* a variant's: empty */
    uint32_t n_classes, n_outputs;
    uint32_t calibration;  /* enum ordo_calibration */
    uint32_t kind;         /* enum ordo_head_kind; format 1 ends here, with 0 */
    uint32_t variant_of;   /* number of the head, from 1; 0: a head itself */
    uint32_t n_parameters; /* in "parameters", where they follow one another */
};
#define DISK_HEAD_SIZE_1 (offsetof(struct disk_head, variant_of))

/* Section "outputs": double bias[n_outputs], a[n_outputs], b[n_outputs]. */

enum section {
    SECTION_SPEC,    /* text form of the specification */
    SECTION_HEADS,   /* struct disk_head[] */
    SECTION_CLASSES, /* class names */
    SECTION_OUTPUTS, /* double[3][n_outputs] */
    SECTION_KEYS,    /* uint64_t[n_features], absent (size 0) when hashed */
    SECTION_DF,      /* uint32_t[n_features] */
    SECTION_ROWS,    /* float[n_features][ordo_model_row_size()]; before format 3 [1 + n_outputs] */
    SECTION_NAME_AT, /* uint32_t[n_features + 1], absent when hashed */
    SECTION_NAMES,
    SECTION_PARAMETERS, /* double[], of calibrations; not in format 1 */
    SECTION_VALUES,     /* the column of `per`, then its value of each variant, each with its NUL;
                           not in format 1 */
    SECTION_NUMBERS,    /* uint32_t[n_features], absent when hashed; not in formats 1 and 2 */
    SECTION_RECORD,     /* JSON */
    N_SECTIONS
};

#define SECTION_NAMES_LIST                                                                         \
    {                                                                                              \
        "spec", "heads", "classes", "outputs", "keys", "df", "rows", "name-at", "names",           \
            "parameters", "values", "numbers", "record"                                            \
    }

/* The opened model's own memory. */
struct ordo_model_private {
    struct ordo_file file;
    struct ordo_head *heads; /* heads, then variants */
    const char **classes;
    struct disk_section sections[N_SECTIONS]; /* those that the format lacks are empty */
    uint32_t format;
};

/* Fails for what is wrong with a section. */
int ordo_model_damaged(struct ordo_error *error, enum section section, const char *how);
/* Reads and checks the sections heads, classes, outputs, parameters and values. */
int ordo_model_read_heads(struct ordo_model *model, struct ordo_error *error);

/* Sections of a file: formats lack some, in front of the last. */
static inline uint32_t model_sections(uint32_t format)
{
    return format == 1 ? SECTION_PARAMETERS + 1 : format == 2 ? SECTION_NUMBERS + 1 : N_SECTIONS;
}

static inline const void *section_at(const struct ordo_model *model, enum section section)
{
    return model->private_part->file.bytes + model->private_part->sections[section].offset;
}

static inline uint64_t section_size(const struct ordo_model *model, enum section section)
{
    return model->private_part->sections[section].size;
}

#endif
