/* stream.c: layers of libarchive, each reading from the one below it.
 *
 * Whether a stream is packed is told from its first bytes, so plain files never pass through the
 * library. Bombs: what all layers of a file gave is held against what was read of it. */
#include "stream.h"
#include "sources.h"
#include "stop.h"
#include "../lib/program/compression.h"
#include "../lib/reserve.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK      ((size_t)128 << 10)
#define FAILED_MAX 100 /* bad headers of an archive that are passed over */
#define STOP_EVERY 100 /* milliseconds */

/* What stands at one depth: the file, or the entry in hand of the archive above the layer below. */
struct layer {
    struct stream *stream;
    struct archive *archive; /* reads the layer below; NULL in layer 0, which is the file */
    char *block;             /* owned; what its callback gives */
    size_t path_length;      /* of the entry's path; set back when the next comes */
    char head[STREAM_HEAD];  /* read ahead */
    size_t head_at, head_length;
    bool ended; /* the entry is */
    bool told;  /* why it, or a header, cannot be read: what follows from that is not told again */
    int n_failed; /* headers that could not be read */
};

struct stream {
    struct stream_request request;
    int fd;
    bool regular;
    off_t offset; /* in a regular file */
    off_t size;   /* of a regular file when it was opened, where the system tells one; else 0 */
    uint64_t bytes_in, bytes_out;
    struct layer *layers[STREAM_LAYERS + 1];
    int top; /* the layer whose entry is the member */
    bool begun, refused;
    char *path, *name; /* owned */
    size_t path_room, name_room;
    uint64_t number, left_out;
};

/* ---- reading -------------------------------------------------------------------------------- */

static int read_file(struct stream *stream, char *bytes, size_t room, size_t *got,
                     struct ordo_error *error)
{
    struct pollfd waiting = {stream->fd, POLLIN, 0};
    ssize_t n;

    *got = 0;
    if (stream->size > 0 && stream->offset >= stream->size) /* no more is read, if it has grown */
        return 0;
    if (!stream->regular) /* a pipe may keep silent for hours: be ready to stop */
        while (!stop_requested() && poll(&waiting, 1, STOP_EVERY) == 0)
            ;
    if (stop_requested() && !stream->regular)
        return ordo_fail(error, ORDO_ERR_IO, "stopped");
    do
        n = stream->regular ? pread(stream->fd, bytes, room, stream->offset)
                            : read(stream->fd, bytes, room);
    while (n < 0 && errno == EINTR);
    *got = n < 0 ? 0 : (size_t)n;
    if (n < 0)
        return ordo_fail(error, ORDO_ERR_IO, "cannot read: %s", strerror(errno));
    stream->offset += n;
    stream->bytes_in += (uint64_t)n;
    return 0;
}

static int fail_archive(struct archive *archive, struct ordo_error *error)
{
    const char *reason = archive_error_string(archive);

    if (archive_errno(archive) == ENOMEM)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    return ordo_fail(error, ORDO_ERR_IO, "cannot unpack: %s", reason == NULL ? "damaged" : reason);
}

static int check_ratio(struct stream *stream, struct ordo_error *error)
{
    if (stream->refused || (stream->bytes_out > stream->request.limit_size &&
                            stream->bytes_out / STREAM_RATIO > stream->bytes_in)) {
        stream->refused = true;
        return ordo_fail(error, ORDO_ERR_LIMIT,
                         "unfolds to more than %d times its size, the rest is left out "
                         "(--limit-size allows more)",
                         STREAM_RATIO);
    }
    return 0;
}

/* Reads the entry at a depth, its head again first. */
static int read_layer(struct stream *stream, int depth, char *bytes, size_t room, size_t *got,
                      struct ordo_error *error)
{
    struct layer *layer = stream->layers[depth];

    *got = layer->head_length - layer->head_at;
    if (*got > 0) {
        *got = *got < room ? *got : room;
        memcpy(bytes, layer->head + layer->head_at, *got);
        layer->head_at += *got;
        return 0;
    }
    if (layer->ended)
        return 0;
    if (depth == 0) {
        if (read_file(stream, bytes, room, got, error) != 0)
            return -1;
    } else {
        la_ssize_t n;
        if (check_ratio(stream, error) != 0)
            return -1;
        do
            n = archive_read_data(layer->archive, bytes, room);
        while (n == ARCHIVE_RETRY || n == ARCHIVE_WARN);
        if (n < 0) {
            layer->ended = layer->told = true;
            return fail_archive(layer->archive, error);
        }
        *got = (size_t)n;
        stream->bytes_out += (uint64_t)n;
    }
    layer->ended = *got == 0;
    return 0;
}

int stream_read(void *context, char *bytes, size_t room, size_t *got, struct ordo_error *error)
{
    struct stream *stream = context;

    return read_layer(stream, stream->top, bytes, room, got, error);
}

static int fill_head(struct stream *stream, int depth, struct ordo_error *error)
{
    struct layer *layer = stream->layers[depth];

    layer->head_at = layer->head_length = 0;
    layer->ended = false;
    while (layer->head_length < STREAM_HEAD && !layer->ended) {
        size_t have = layer->head_length, got;
        layer->head_length = 0; /* nothing is read again while it fills */
        if (read_layer(stream, depth, layer->head + have, STREAM_HEAD - have, &got, error) != 0)
            return -1;
        layer->head_length = have + got;
        if (stream->request.at_once && !stream->regular &&
            memchr(layer->head, '\n', layer->head_length) != NULL)
            break;
    }
    return 0;
}

/* ---- packing -------------------------------------------------------------------------------- */

static const struct {
    size_t at, length;
    const char *bytes;
} ARCHIVES[] = {{0, 4, "PK\3\4"},
                {0, 4, "PK\5\6"}, /* an empty zip */
                {0, 6, "7z\xBC\xAF\x27\x1C"},
                {257, 5, "ustar"}};

static bool is_packed(const char *bytes, size_t length)
{
    static const char *const office[] = {
        "[Content_Types].xml", "mimetype",          "_rels/",
        "docProps/",           "word/document.xml", "xl/workbook.xml"};

    for (size_t i = 0; i < sizeof office / sizeof office[0]; i++)
        if (length > 30 + strlen(office[i]) && memcmp(bytes, "PK\3\4", 4) == 0 &&
            memcmp(bytes + 30, office[i], strlen(office[i])) == 0)
            return false; /* an office document is no archive of articles */
    for (size_t i = 0; i < sizeof ARCHIVES / sizeof ARCHIVES[0]; i++)
        if (length >= ARCHIVES[i].at + ARCHIVES[i].length &&
            memcmp(bytes + ARCHIVES[i].at, ARCHIVES[i].bytes, ARCHIVES[i].length) == 0)
            return true;
    return compression_is_seen(bytes, length);
}

static la_ssize_t on_read(struct archive *archive, void *context, const void **bytes)
{
    struct layer *layer = context;
    struct stream *stream = layer->stream;
    struct ordo_error error;
    size_t got;
    int below = 0;

    while (stream->layers[below + 1] != layer)
        below++;
    if (read_layer(stream, below, layer->block, BLOCK, &got, &error) != 0) {
        archive_set_error(archive, error.code == ORDO_ERR_MEMORY ? ENOMEM : EIO, "%s",
                          error.message);
        return ARCHIVE_FATAL;
    }
    *bytes = layer->block;
    return (la_ssize_t)got;
}

static la_int64_t on_seek(struct archive *archive, void *context, la_int64_t offset, int whence)
{
    struct stream *stream = ((struct layer *)context)->stream;
    struct stat status;

    (void)archive;
    if (fstat(stream->fd, &status) != 0)
        return ARCHIVE_FATAL;
    stream->layers[0]->head_length = stream->layers[0]->head_at = 0;
    stream->layers[0]->ended = false;
    stream->offset = offset + (whence == SEEK_CUR   ? stream->offset
                               : whence == SEEK_END ? status.st_size
                                                    : 0);
    return stream->offset;
}

static struct layer *new_layer(struct stream *stream)
{
    struct layer *layer = calloc(1, sizeof *layer);

    if (layer != NULL)
        layer->stream = stream;
    return layer;
}

static void free_layer(struct layer *layer)
{
    if (layer == NULL)
        return;
    if (layer->archive != NULL)
        archive_read_free(layer->archive);
    free(layer->block);
    free(layer);
}

/* Opens the entry in hand, which is packed, and stands on the layer above it, before its first
 * entry. */
static int push(struct stream *stream, struct ordo_error *error)
{
    struct layer *layer = new_layer(stream);
    struct archive *archive = archive_read_new();

    if (layer != NULL)
        layer->block = malloc(BLOCK);
    if (layer == NULL || archive == NULL || layer->block == NULL) {
        archive_read_free(archive);
        free_layer(layer);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    layer->archive = archive;
    layer->ended = true; /* no entry is in hand yet */
    layer->path_length = strlen(stream->path);
    compression_support(archive);
    archive_read_support_format_tar(archive);
    archive_read_support_format_zip(archive);
    archive_read_support_format_7zip(archive);
    archive_read_support_format_raw(archive);
    archive_read_support_format_empty(archive);
    if (archive_read_set_callback_data(archive, layer) != ARCHIVE_OK) {
        free_layer(layer);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    archive_read_set_read_callback(archive, on_read);
    if (stream->top == 0 && stream->regular)
        archive_read_set_seek_callback(archive, on_seek);
    stream->layers[++stream->top] = layer;
    if (archive_read_open1(archive) == ARCHIVE_OK)
        return 0;
    fail_archive(archive, error);
    free_layer(layer);
    stream->layers[stream->top--] = NULL;
    return -1;
}

static void pop(struct stream *stream)
{
    free_layer(stream->layers[stream->top]);
    stream->layers[stream->top--] = NULL;
}

/* ---- members -------------------------------------------------------------------------------- */

/* Sets the path to its first `length` bytes and, behind '!', a name, made well-formed. */
static int set_path(struct stream *stream, size_t length, const char *name,
                    struct ordo_error *error)
{
    size_t n = name == NULL ? 0 : strlen(name), n_ill_formed, more = 0;

    if (ordo_reserve(&stream->path, &stream->path_room, length + 3 * n + 2, 1, error) != 0)
        return -1;
    if (n > 0) {
        if (length > 0)
            stream->path[length++] = '!';
        more = ordo_utf8_repair(name, n, stream->path + length, &n_ill_formed);
    }
    stream->path[length + more] = '\0';
    return 0;
}

/* The name without folders and without what a compressor appended. */
static int set_name(struct stream *stream, struct ordo_error *error)
{
    static const char *const endings[] = {".gz",   ".xz",  ".zst", ".bz2",
                                          ".lzma", ".lz4", ".lz",  ".Z"};
    const char *member = strrchr(stream->path, '!');
    const char *from = member == NULL ? stream->path : member + 1, *slash = strrchr(from, '/');
    char *dot;

    from = slash == NULL ? from : slash + 1;
    if (ordo_reserve(&stream->name, &stream->name_room, strlen(from) + 1, 1, error) != 0)
        return -1;
    strcpy(stream->name, from);
    dot = strrchr(stream->name, '.');
    for (size_t i = 0; dot != NULL && i < sizeof endings / sizeof endings[0]; i++)
        if (strcasecmp(dot, endings[i]) == 0) {
            *dot = '\0';
            break;
        }
    return 0;
}

/* Reads over the rest of the entry in hand: by reading, so that it counts. */
static int pass_over(struct stream *stream, struct ordo_error *error)
{
    struct layer *layer = stream->layers[stream->top];
    char sink[4096];
    size_t got;

    layer->head_at = layer->head_length;
    while (!layer->ended)
        if (read_layer(stream, stream->top, sink, sizeof sink, &got, error) != 0)
            return -1;
    return 0;
}

/* Moves to the next entry of the archive in hand. 1: there is one; 0: none, or not to be looked at;
 * -1: it cannot be read on. */
static int next_entry(struct stream *stream, bool *more, struct ordo_error *error)
{
    struct layer *layer = stream->layers[stream->top];
    struct archive_entry *entry;
    const char *name;
    int status;

    *more = false;
    if (check_ratio(stream, error) != 0)
        return -1;
    do {
        status = archive_read_next_header(layer->archive, &entry);
        *more =
            (status == ARCHIVE_RETRY || status == ARCHIVE_FAILED) && layer->n_failed++ < FAILED_MAX;
    } while (*more && layer->told);
    if (status == ARCHIVE_EOF)
        return 0;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
        if (layer->told)
            return 0;
        layer->told = true;
        stream->path[layer->path_length] = '\0'; /* of a header that is none no name is known */
        return fail_archive(layer->archive, error);
    }
    *more = true;
    layer->ended = layer->told = false;
    layer->head_at = layer->head_length = 0;
    if (archive_format(layer->archive) == ARCHIVE_FORMAT_RAW) {
        stream->path[layer->path_length] = '\0';
        return 1;
    }
    name = archive_entry_pathname_utf8(entry);
    if (name == NULL)
        name = archive_entry_pathname(entry);
    if (name == NULL)
        name = "?";
    if (set_path(stream, layer->path_length, name, error) != 0)
        return -1;
    if (archive_entry_filetype(entry) == AE_IFDIR ||
        name[strlen(name) - (name[0] != '\0')] == '/' || sources_hides(name))
        return pass_over(stream, error);
    if (!sources_wants(name)) {
        stream->left_out++;
        return pass_over(stream, error);
    }
    if ((archive_entry_filetype(entry) != AE_IFREG && archive_entry_filetype(entry) != 0) ||
        archive_entry_hardlink(entry) != NULL)
        return ordo_fail(error, ORDO_ERR_FORMAT, "left out: a link, pipe or device in an archive");
    return 1;
}

/* Stands on an entry: looks into it where it is packed. 1: it is a member; 0: look on. */
static int look_into(struct stream *stream, struct ordo_error *error)
{
    struct layer *layer = stream->layers[stream->top];

    if (fill_head(stream, stream->top, error) != 0)
        return -1;
    if (!is_packed(layer->head, layer->head_length))
        return 1;
    if (stream->top == STREAM_LAYERS) {
        ordo_fail(error, ORDO_ERR_LIMIT, "packed more than %d times, left out", STREAM_LAYERS);
        return -1;
    }
    return push(stream, error);
}

int stream_next(struct stream *stream, struct stream_member *member, struct ordo_error *error)
{
    int found = 0;

    while (found == 0) {
        bool more = false;
        if (!stream->begun) {
            stream->begun = true;
            found = look_into(stream, error);
        } else if (stream->top == 0) {
            return 0;
        } else {
            found = pass_over(stream, error);
            if (found == 0)
                found = next_entry(stream, &more, error);
            else
                more = !stream->refused;
            if (found > 0)
                found = look_into(stream, error);
            else if (!more)
                pop(stream);
        }
        if (stream->refused)
            while (stream->top > 0)
                pop(stream);
        if (found < 0)
            return ordo_fail_at(error, stream->path, 0, 0);
    }
    if (set_name(stream, error) != 0)
        return -1;
    *member = (struct stream_member){stream->path, stream->name, stream->number++,
                                     stream->layers[stream->top]->head,
                                     stream->layers[stream->top]->head_length};
    return 1;
}

int stream_open(struct stream **out, const struct stream_request *request, struct ordo_error *error)
{
    struct stream *stream = calloc(1, sizeof *stream);
    bool standard = strcmp(request->path, "-") == 0;
    struct stat status;

    *out = NULL;
    if (stream == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    stream->request = *request;
    stream->layers[0] = new_layer(stream);
    stream->fd =
        standard ? dup(STDIN_FILENO) /* a pipe that someone put in a folder cannot block */
                 : open(request->path, O_RDONLY | O_CLOEXEC | (request->found ? O_NONBLOCK : 0));
    if (stream->fd < 0)
        ordo_fail(error, ORDO_ERR_IO, "cannot open: %s", strerror(errno));
    else if (fstat(stream->fd, &status) != 0 || S_ISDIR(status.st_mode))
        ordo_fail(error, ORDO_ERR_IO, "cannot read: %s", strerror(EISDIR));
    else if (request->found && !S_ISREG(status.st_mode))
        ordo_fail(error, ORDO_ERR_FORMAT, "left out: a pipe, socket or device in a folder");
    else if (stream->layers[0] == NULL)
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    else if (set_path(stream, 0, standard ? "-" : request->path, error) == 0) {
        stream->regular = S_ISREG(status.st_mode) && !standard;
        stream->size = stream->regular ? status.st_size : 0;
        *out = stream;
        return 0;
    }
    stream_close(stream);
    return ordo_fail_at(error, request->path, 0, 0);
}

uint64_t stream_left_out(const struct stream *stream)
{
    return stream->left_out;
}

uint64_t stream_bytes(const struct stream *stream)
{
    return stream->bytes_in;
}

void stream_close(struct stream *stream)
{
    if (stream == NULL)
        return;
    while (stream->top > 0)
        pop(stream);
    free_layer(stream->layers[0]);
    if (stream->fd >= 0)
        close(stream->fd);
    free(stream->path);
    free(stream->name);
    free(stream);
}
