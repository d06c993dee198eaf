/* source.c: file descriptor -> decompressed -> UTF-8.
 *
 * ASCII means the same in nearly every character set, so nothing is decided before the first other
 * byte. From there on a sample is judged: well-formed UTF-8 sequences that outnumber ill-formed
 * ones make it UTF-8 (text in another set hardly ever has any), else uchardet names the set. */
#include "source.h"
#include "../reserve.h"

#include <archive.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <uchardet/uchardet.h>
#include <unistd.h>

#define BLOCK       ((size_t)64 << 10)
#define SAMPLE      ((size_t)1 << 20)
#define NAME_ROOM   48
#define FALLBACK    "WINDOWS-1252" /* where uchardet knows no answer */
#define REPLACEMENT "\xEF\xBF\xBD"

struct source {
    const char *path;
    int fd;
    char head[8]; /* the first bytes; [head_at, head_length) were not given yet */
    size_t head_at, head_length;
    struct archive *archive; /* NULL: the file is not compressed */
    char *block;             /* owned; what the archive reads from */
    bool decided, ended;
    char encoding[NAME_ROOM]; /* empty: UTF-8 */
    iconv_t converter;        /* (iconv_t)-1: none */
    uint64_t n_replaced;
    char *ahead; /* owned; read, and not given yet: [at, length) */
    size_t at, length, capacity;
};

/* ---- bytes ---------------------------------------------------------------------------------- */

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

static bool is_compressed(const struct source *source)
{
    static const struct {
        const char *bytes;
        size_t length;
    } magic[] = {{"\x1F\x8B", 2},
                 {"BZh", 3},
                 {"\xFD"
                  "7zXZ",
                  5},
                 {"\x28\xB5\x2F\xFD", 4},
                 {"\x04\x22\x4D\x18", 4},
                 {"\x5D\x00\x00", 3}};

    for (size_t i = 0; i < sizeof magic / sizeof magic[0]; i++)
        if (source->head_length >= magic[i].length &&
            memcmp(source->head, magic[i].bytes, magic[i].length) == 0)
            return true;
    return false;
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
    archive_read_support_filter_gzip(archive);
    archive_read_support_filter_bzip2(archive);
    archive_read_support_filter_xz(archive);
    archive_read_support_filter_lzma(archive);
    archive_read_support_filter_zstd(archive);
    archive_read_support_filter_lz4(archive);
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

/* Up to `room` bytes, decompressed; 0 at the end, -1 with error. */
static ssize_t read_bytes(struct source *source, char *bytes, size_t room, struct ordo_error *error)
{
    size_t left = source->head_length - source->head_at;
    la_ssize_t got;

    if (source->archive != NULL) {
        do
            got = archive_read_data(source->archive, bytes, room);
        while (got == ARCHIVE_RETRY || got == ARCHIVE_WARN);
        return got < 0 ? fail_archive(source, error) : got;
    }
    if (left > 0) {
        left = left < room ? left : room;
        memcpy(bytes, source->head + source->head_at, left);
        source->head_at += left;
        return (ssize_t)left;
    }
    got = read_some(source->fd, bytes, room);
    return got < 0 ? ordo_fail(error, ORDO_ERR_IO, "cannot read on: %s", strerror(errno)) : got;
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
    source->converter = (iconv_t)-1;
    source->fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    if (source->fd < 0) {
        ordo_fail(error, ORDO_ERR_IO, "cannot open: %s", strerror(errno));
        goto failed;
    }
    if (fstat(source->fd, &status) == 0 && S_ISDIR(status.st_mode)) {
        ordo_fail(error, ORDO_ERR_IO, "cannot read: %s", strerror(EISDIR));
        goto failed;
    }
    if (encoding != NULL && strcasecmp(encoding, "UTF-8") == 0)
        source->decided = true;
    else if (encoding != NULL) {
        strncpy(source->encoding, encoding, sizeof source->encoding - 1);
        source->converter = iconv_open("UTF-8", encoding);
        source->decided = true;
        if (source->converter == (iconv_t)-1) {
            ordo_fail(error, ORDO_ERR_OPTION, "unknown encoding '%s' (iconv -l lists them)",
                      encoding);
            goto failed;
        }
    }
    if (read_head(source, error) != 0 ||
        (is_compressed(source) && open_archive(source, error) != 0))
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
    if (source->converter != (iconv_t)-1)
        iconv_close(source->converter);
    free(source->block);
    free(source->ahead);
    free(source);
}

/* Reads ahead until `want` bytes wait or the file ends. */
static int fill(struct source *source, size_t want, struct ordo_error *error)
{
    if (source->at > 0) {
        memmove(source->ahead, source->ahead + source->at, source->length - source->at);
        source->length -= source->at;
        source->at = 0;
    }
    if (ordo_reserve(&source->ahead, &source->capacity, want, 1, error) != 0)
        return -1;
    while (!source->ended && source->length < want) {
        ssize_t got =
            read_bytes(source, source->ahead + source->length, want - source->length, error);
        if (got < 0)
            return -1;
        source->ended = got == 0;
        source->length += (size_t)got;
    }
    return 0;
}

/* ---- character sets ------------------------------------------------------------------------- */

/* UTF-16 by its mark, or by zeros that stand in every other byte; NULL: it is none. */
static const char *utf16_of(const char *bytes, size_t length)
{
    size_t zeros[2] = {0, 0}, n = length < 4096 ? length : 4096;

    if (length >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0)
        return "UTF-16LE";
    if (length >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0)
        return "UTF-16BE";
    for (size_t i = 0; i < n; i++)
        zeros[i & 1] += bytes[i] == '\0';
    if (n >= 8 && zeros[1] * 4 > n && zeros[0] * 20 < n)
        return "UTF-16LE";
    return n >= 8 && zeros[0] * 4 > n && zeros[1] * 20 < n ? "UTF-16BE" : NULL;
}

static size_t ascii_prefix(const char *bytes, size_t length)
{
    size_t at = 0;

    while (at < length && (unsigned char)bytes[at] < 0x80)
        at++;
    return at;
}

/* Whether well-formed sequences of several bytes are at least as many as ill-formed ones. */
static bool looks_like_utf8(const char *bytes, size_t length)
{
    size_t good = 0, bad = 0, at = 0;

    while (at < length) {
        size_t valid = ordo_utf8_valid(bytes + at, length - at);
        for (size_t i = at; i < at + valid; i++)
            good += (unsigned char)bytes[i] >= 0xC0;
        at += valid;
        if (at == length || length - at < 4) /* the sample may end within a sequence */
            break;
        bad++;
        at++;
    }
    return good >= bad && good + bad > 0;
}

static int set_encoding(struct source *source, const char *name, struct ordo_error *error)
{
    const char *names[] = {name, FALLBACK};

    source->decided = true;
    for (size_t i = 0; i < 2 && source->converter == (iconv_t)-1; i++)
        if (names[i] != NULL && names[i][0] != '\0' && strlen(names[i]) < NAME_ROOM) {
            strcpy(source->encoding, names[i]);
            source->converter = iconv_open("UTF-8", names[i]);
        }
    return source->converter == (iconv_t)-1 ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                                            : 0;
}

static int detect(struct source *source, struct ordo_error *error)
{
    uchardet_t detector = uchardet_new();
    char name[NAME_ROOM] = "";

    if (detector == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (uchardet_handle_data(detector, source->ahead + source->at, source->length - source->at) ==
        0) {
        uchardet_data_end(detector);
        strncpy(name, uchardet_get_charset(detector), sizeof name - 1);
    }
    uchardet_delete(detector);
    if (strcmp(name, "ASCII") == 0 || strcmp(name, "ISO-8859-1") == 0)
        name[0] = '\0'; /* the fallback has the same letters, and marks where ISO has controls */
    return set_encoding(source, name, error);
}

static int decide(struct source *source, bool first, struct ordo_error *error)
{
    const char *utf16 =
        first ? utf16_of(source->ahead + source->at, source->length - source->at) : NULL;
    size_t ascii = ascii_prefix(source->ahead + source->at, source->length - source->at);

    if (utf16 != NULL)
        return set_encoding(source, utf16, error);
    if (source->at + ascii == source->length)
        return 0; /* nothing to tell from yet */
    if (fill(source, ascii + SAMPLE, error) != 0)
        return -1;
    source->decided = looks_like_utf8(source->ahead + ascii, source->length - ascii);
    return source->decided ? 0 : detect(source, error);
}

/* Converts what waits. Stops where the output is full or a sequence goes on behind what waits. */
static size_t convert(struct source *source, char *out, size_t room)
{
    char *to = out, *end = out + room;

    while (source->at < source->length && end - to >= 8) {
        char *from = source->ahead + source->at;
        size_t left = source->length - source->at, space = (size_t)(end - to);
        size_t unit = strncmp(source->encoding, "UTF-16", 6) == 0 ? 2 : 1;
        size_t result = iconv(source->converter, &from, &left, &to, &space);
        source->at = source->length - left;
        if (result != (size_t)-1 || errno == E2BIG || (errno == EINVAL && !source->ended))
            break;
        if (end - to < 3)
            break;
        memcpy(to, REPLACEMENT, 3);
        to += 3;
        source->n_replaced++;
        source->at += left < unit ? left : unit;
    }
    return (size_t)(to - out);
}

int source_read(struct source *source, char *bytes, size_t room, size_t *got,
                struct ordo_error *error)
{
    bool first = source->ahead == NULL;

    *got = 0;
    if (source->at == source->length && fill(source, BLOCK, error) != 0)
        return -1;
    if (!source->decided && decide(source, first, error) != 0)
        return -1;
    if (source->converter == (iconv_t)-1) {
        *got = source->length - source->at < room ? source->length - source->at : room;
        if (*got > 0)
            memcpy(bytes, source->ahead + source->at, *got);
        source->at += *got;
        return 0;
    }
    while ((*got = convert(source, bytes, room)) == 0 && source->at < source->length)
        if (fill(source, source->length - source->at + BLOCK, error) != 0)
            return -1;
    return 0;
}

const char *source_encoding(const struct source *source, uint64_t *n_replaced)
{
    *n_replaced = source->n_replaced;
    return source->converter == (iconv_t)-1 ? NULL : source->encoding;
}
