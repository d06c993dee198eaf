/* source.c: file descriptor -> decompressed -> UTF-8. */
#include "source.h"
#include "charset.h"
#include "compression.h"

#include <archive.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK ((size_t)64 << 10)

struct source {
    const char *path;
    int fd;
    char head[COMPRESSION_HEAD]; /* the first bytes; [head_at, head_length) were not given yet */
    size_t head_at, head_length;
    struct archive *archive; /* NULL: the file is not compressed */
    char *block;             /* owned; what the archive reads from */
    bool ended;
    struct charset *charset; /* owned */
};

static ssize_t read_some(int fd, char *bytes, size_t room)
{
    ssize_t got;

    do
        got = read(fd, bytes, room);
    while (got < 0 && errno == EINTR);
    return got;
}

/* The head of the file, from which is told what it is compressed with. */
static int read_head(struct source *source, struct ordo_error *error)
{
    while (source->head_length < sizeof source->head) {
        ssize_t got = read_some(source->fd, source->head + source->head_length,
                                sizeof source->head - source->head_length);
        if (got < 0)
            return ordo_fail(error, ORDO_ERR_IO, "cannot read: %s", strerror(errno));
        if (got == 0)
            break;
        source->head_length += (size_t)got;
    }
    return 0;
}

/* What libarchive reads: the head, then the rest in blocks. */
static la_ssize_t next_block(struct archive *archive, void *context, const void **bytes)
{
    struct source *source = context;
    ssize_t got;

    *bytes = source->block;
    if (source->head_at < source->head_length) {
        *bytes = source->head;
        source->head_at = source->head_length;
        return (la_ssize_t)source->head_length;
    }
    got = read_some(source->fd, source->block, BLOCK);
    if (got < 0)
        archive_set_error(archive, errno, "%s", strerror(errno));
    return got;
}

static int fail_archive(const struct source *source, struct ordo_error *error)
{
    const char *reason = archive_error_string(source->archive);

    if (archive_errno(source->archive) == ENOMEM)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    return ordo_fail(error, ORDO_ERR_IO, "cannot read on, the rest of the file is lost: %s",
                     reason == NULL ? "damaged" : reason);
}

/* Only what is compressed goes through libarchive, which does not bear every lack of memory. */
static int open_archive(struct source *source, struct ordo_error *error)
{
    struct archive *archive = source->archive = archive_read_new();
    struct archive_entry *entry;

    source->block = malloc(BLOCK);
    if (archive == NULL || source->block == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    compression_support(archive);
    archive_read_support_format_raw(archive);
    archive_read_support_format_empty(archive);
    if (archive_read_open(archive, source, NULL, next_block, NULL) != ARCHIVE_OK)
        return fail_archive(source, error);
    switch (archive_read_next_header(archive, &entry)) {
    case ARCHIVE_EOF:
        source->ended = true;
        return 0;
    case ARCHIVE_OK:
        return 0;
    default:
        return fail_archive(source, error);
    }
}

/* Decompressed bytes. */
static int read_bytes(void *context, char *bytes, size_t room, size_t *got,
                      struct ordo_error *error)
{
    struct source *source = context;
    size_t left = source->head_length - source->head_at;
    la_ssize_t n = 0;

    *got = 0;
    if (source->ended)
        return 0;
    if (source->archive != NULL) {
        do
            n = archive_read_data(source->archive, bytes, room);
        while (n == ARCHIVE_RETRY || n == ARCHIVE_WARN);
        if (n < 0)
            return fail_archive(source, error);
    } else if (left > 0) {
        n = (la_ssize_t)(left < room ? left : room);
        memcpy(bytes, source->head + source->head_at, (size_t)n);
        source->head_at += (size_t)n;
    } else {
        n = read_some(source->fd, bytes, room);
        if (n < 0)
            return ordo_fail(error, ORDO_ERR_IO, "cannot read on: %s", strerror(errno));
    }
    *got = (size_t)n;
    source->ended = n == 0;
    return 0;
}

int source_open(struct source **out, const char *path, const char *encoding,
                struct ordo_error *error)
{
    struct source *source = calloc(1, sizeof *source);
    struct stat status;

    *out = NULL;
    if (source == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    source->path = path;
    source->fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    if (source->fd < 0) {
        ordo_fail(error, ORDO_ERR_IO, "cannot open: %s", strerror(errno));
        goto failed;
    }
    if (fstat(source->fd, &status) == 0 && S_ISDIR(status.st_mode)) {
        ordo_fail(error, ORDO_ERR_IO, "cannot read: %s", strerror(EISDIR));
        goto failed;
    }
    if (charset_new(&source->charset, (struct charset_input){read_bytes, source}, encoding,
                    error) != 0)
        goto failed;
    if (read_head(source, error) != 0 || (compression_is_seen(source->head, source->head_length) &&
                                          open_archive(source, error) != 0))
        goto failed;
    *out = source;
    return 0;

failed:
    source_close(source);
    return ordo_fail_at(error, path, 0, 0);
}

void source_close(struct source *source)
{
    if (source == NULL)
        return;
    if (source->archive != NULL)
        archive_read_free(source->archive);
    if (source->fd >= 0)
        close(source->fd);
    charset_free(source->charset);
    free(source->block);
    free(source);
}

int source_read(struct source *source, char *bytes, size_t room, size_t *got,
                struct ordo_error *error)
{
    return charset_read(source->charset, bytes, room, got, error);
}

const char *source_encoding(const struct source *source, uint64_t *n_replaced)
{
    return charset_name(source->charset, n_replaced);
}
