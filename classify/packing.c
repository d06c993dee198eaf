/* packing.c: compressed output is cut into frames of fixed content, so that a run that goes on
 * writes the same frames as one that was never stopped: where a frame ends depends on what is in
 * it, never on when a checkpoint was made. */
#include "packing.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>
#include <strings.h>

static const struct packing {
    const char *ending;
    int (*add)(struct archive *archive);
    const char *options;
} PACKINGS[] = {
    {".gz", archive_write_add_filter_gzip, "gzip:!timestamp"},
    {".zst", archive_write_add_filter_zstd, NULL},
    {".xz", archive_write_add_filter_xz, NULL},
};

const char *packing_ending(const char *path)
{
    size_t length = strlen(path);

    for (size_t i = 0; i < sizeof PACKINGS / sizeof *PACKINGS; i++) {
        size_t n = strlen(PACKINGS[i].ending);
        if (length > n && strcasecmp(path + length - n, PACKINGS[i].ending) == 0)
            return path + length - n;
    }
    return path + length;
}

static la_ssize_t append(struct archive *archive, void *data, const void *bytes, size_t length)
{
    struct json *out = data;

    json_bytes(out, bytes, length);
    if (!out->failed)
        return (la_ssize_t)length;
    archive_set_error(archive, ARCHIVE_FATAL, "out of memory");
    return -1;
}

static int write_frame(struct archive *archive, struct archive_entry *entry,
                       const struct packing *packing, struct ordo_string bytes, struct json *out)
{
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_pathname(entry, "data");
    if (archive_write_set_format_raw(archive) != ARCHIVE_OK ||
        packing->add(archive) != ARCHIVE_OK ||
        (packing->options != NULL &&
         archive_write_set_options(archive, packing->options) != ARCHIVE_OK) ||
        archive_write_set_bytes_in_last_block(archive, 1) != ARCHIVE_OK ||
        archive_write_open(archive, out, NULL, append, NULL) != ARCHIVE_OK ||
        archive_write_header(archive, entry) != ARCHIVE_OK ||
        archive_write_data(archive, bytes.bytes, bytes.length) != (la_ssize_t)bytes.length)
        return -1;
    return archive_write_close(archive) == ARCHIVE_OK ? 0 : -1;
}

int packing_frame(const char *ending, struct ordo_string bytes, struct json *out,
                  struct ordo_error *error)
{
    const struct packing *packing = PACKINGS;
    struct archive *archive = archive_write_new();
    struct archive_entry *entry = archive_entry_new();
    int result = -1;

    while (strcasecmp(packing->ending, ending) != 0)
        packing++;
    if (archive == NULL || entry == NULL || out->failed)
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    else if ((result = write_frame(archive, entry, packing, bytes, out)) != 0)
        ordo_fail(error, out->failed ? ORDO_ERR_MEMORY : ORDO_ERR_IO, "cannot compress: %s",
                  archive_error_string(archive) != NULL ? archive_error_string(archive) : "failed");
    archive_entry_free(entry);
    archive_write_free(archive);
    return result;
}
