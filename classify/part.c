/* part.c: the order of things is what makes it last: bytes, then whatever refers to them, then the
 * name. A lock keeps two runs from writing one file. */
#include "part.h"
#include "../lib/destination.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

int part_fail(struct ordo_error *error, const char *what, const char *path)
{
    ordo_fail(error, errno == EPIPE ? ORDO_ERR_PIPE : ORDO_ERR_IO, "%s: %s", what, strerror(errno));
    return ordo_fail_at(error, strcmp(path, "-") == 0 ? "standard output" : path, 0, 0);
}

int part_sync_folder(const char *path, struct ordo_error *error)
{
    char folder[4096]; /* not allocated: nothing may fail behind a rename */
    int fd, result = 0;

    ordo_destination_folder(path, folder, sizeof folder);
    fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    /* some file systems cannot, and need not */
    if (fd >= 0 && fsync(fd) != 0 && errno != EINVAL && errno != EROFS)
        result = part_fail(error, "cannot write", path);
    if (fd >= 0)
        close(fd);
    return result;
}

static int open_temporary(struct part *part, uint64_t length, struct ordo_error *error)
{
    struct stat status;

    part->fd = open(part->temporary, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (part->fd < 0)
        return part_fail(error, "cannot create", part->path);
    if (flock(part->fd, LOCK_EX | LOCK_NB) != 0) {
        ordo_fail(error, ORDO_ERR_IO, "another run is writing it");
        free(part->temporary); /* not ours to delete */
        part->temporary = NULL;
        return ordo_fail_at(error, part->path, 0, 0);
    }
    if (fstat(part->fd, &status) != 0)
        return part_fail(error, "cannot read", part->temporary);
    if ((uint64_t)status.st_size < length) {
        ordo_fail(error, ORDO_ERR_FORMAT, "shorter than its checkpoint says");
        return ordo_fail_at(error, part->temporary, 0, 0);
    }
    if (ftruncate(part->fd, (off_t)length) != 0 ||
        lseek(part->fd, (off_t)length, SEEK_SET) != (off_t)length)
        return part_fail(error, "cannot write", part->temporary);
    part->length = length;
    return 0;
}

int part_open(struct part *part, const char *path, uint64_t length, struct ordo_error *error)
{
    struct stat status;
    int descriptor;

    memset(part, 0, sizeof *part);
    part->fd = -1;
    part->path = strdup(path);
    if (part->path == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    descriptor = ordo_destination_descriptor(path);
    if (descriptor >= 0) {
        part->fd = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
        return part->fd < 0 ? part_fail(error, "cannot open", path) : 0;
    }
    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode)) {
        part->fd = open(path, O_WRONLY | O_CLOEXEC);
        return part->fd < 0 ? part_fail(error, "cannot open", path) : 0;
    }
    if (asprintf(&part->temporary, "%s.part", path) < 0) {
        part->temporary = NULL;
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    return open_temporary(part, length, error);
}

bool part_waits(const char *path)
{
    char temporary[4096];

    return (size_t)snprintf(temporary, sizeof temporary, "%s.part", path) < sizeof temporary &&
           access(temporary, F_OK) == 0;
}

int part_write(struct part *part, const void *bytes, size_t length, struct ordo_error *error)
{
    const char *at = bytes;

    while (length > 0) {
        ssize_t written = write(part->fd, at, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return part_fail(error, "cannot write", part->path);
        at += written;
        length -= (size_t)written;
        part->length += (uint64_t)written;
    }
    return 0;
}

int part_sync(struct part *part, struct ordo_error *error)
{
    if (part->temporary == NULL || fsync(part->fd) == 0)
        return 0;
    return part_fail(error, "cannot write", part->path);
}

int part_commit(struct part *part, struct ordo_error *error)
{
    int fd = part->fd;

    if (part_sync(part, error) != 0)
        return -1;
    part->fd = -1;
    if (close(fd) != 0)
        return part_fail(error, "cannot write", part->path);
    if (part->temporary == NULL)
        return 0;
    if (rename(part->temporary, part->path) != 0)
        return part_fail(error, "cannot rename to", part->path);
    free(part->temporary);
    part->temporary = NULL;
    return part_sync_folder(part->path, error);
}

void part_release(struct part *part, bool keep)
{
    if (part->path == NULL)
        return;
    if (part->temporary != NULL && !keep)
        unlink(part->temporary);
    if (part->fd >= 0)
        close(part->fd);
    free(part->temporary);
    free(part->path);
    memset(part, 0, sizeof *part);
    part->fd = -1;
}
