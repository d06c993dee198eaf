/* compression.c: marks and filters of compressors. */
#include "compression.h"

#include <archive.h>
#include <string.h>

static const struct {
    size_t length;
    const char *bytes;
    size_t at; /* of a second mark */
    const char *second;
} MARKS[] = {
    {3, "\x1F\x8B\x08", 0, ""}, /* gzip */
    {2, "\x1F\x9D", 0, ""},     /* compress */
    {3, "BZh", 4, "1AY&SY"},    /* bzip2 */
    {6,
     "\xFD"
     "7zXZ\0",
     0, ""},                        /* xz */
    {4, "\x28\xB5\x2F\xFD", 0, ""}, /* zstd */
    {4, "\x04\x22\x4D\x18", 0, ""}, /* lz4 */
    {4, "LZIP", 0, ""},
    {5, "\x5D\0\0\x80\0", 0, ""}, /* lzma as its tools write it */
};

bool compression_is_seen(const char *bytes, size_t length)
{
    for (size_t i = 0; i < sizeof MARKS / sizeof MARKS[0]; i++) {
        size_t more = strlen(MARKS[i].second);
        if (length >= MARKS[i].length && memcmp(bytes, MARKS[i].bytes, MARKS[i].length) == 0)
            return more == 0 || (length >= MARKS[i].at + more &&
                                 memcmp(bytes + MARKS[i].at, MARKS[i].second, more) == 0);
    }
    return false;
}

void compression_support(struct archive *archive)
{
    archive_read_support_filter_gzip(archive);
    archive_read_support_filter_bzip2(archive);
    archive_read_support_filter_compress(archive);
    archive_read_support_filter_xz(archive);
    archive_read_support_filter_lzma(archive);
    archive_read_support_filter_lzip(archive);
    archive_read_support_filter_zstd(archive);
    archive_read_support_filter_lz4(archive);
}
