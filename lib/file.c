/* file.c: whole files in, whole files out. */
#include "destination.h"
#include "ordo.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int fail_errno(struct ordo_error *error, const char *what, const char *path)
{
    int reason = errno;
    char text[128];

    ordo_fail(error, ORDO_ERR_IO, "%s: %s", what, strerror_r(reason, text, sizeof text));
    return ordo_fail_at(error, path, 0, 0);
}

/* Pipes and devices have no length in advance: read until the end. */
static int read_all(struct ordo_file *file, int fd, const char *path, struct ordo_error *error)
{
    size_t capacity = 1 << 16;
    char *bytes = malloc(capacity), *larger;
    size_t length = 0;

    while (bytes != NULL) {
        ssize_t got = read(fd, bytes + length, capacity - length);
        if (got == 0) {
            file->bytes = bytes;
            file->length = length;
            return 0;
        }
        if (got < 0) {
            if (errno == EINTR)
                continue;
            free(bytes);
            return fail_errno(error, "cannot read", path);
        }
        length += (size_t)got;
        if (length < capacity)
            continue;
        larger = realloc(bytes, capacity * 2);
        if (larger == NULL)
            break;
        bytes = larger;
        capacity *= 2;
    }
    free(bytes);
    ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    return ordo_fail_at(error, path, 0, 0);
}

int ordo_file_open(struct ordo_file *file, const char *path, struct ordo_error *error)
{
    struct stat status;
    int result, fd = open(path, O_RDONLY | O_CLOEXEC);

    memset(file, 0, sizeof *file);
    if (fd < 0)
        return fail_errno(error, "cannot open", path);
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
        void *map = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (map != MAP_FAILED) {
            close(fd);
            file->bytes = map;
            file->length = (size_t)status.st_size;
            file->mapped = true;
            return 0;
        }
    }
    result = read_all(file, fd, path, error);
    close(fd);
    return result;
}

void ordo_file_release(struct ordo_file *file)
{
    if (file->bytes == NULL)
        return;
    if (file->mapped)
        munmap((void *)(uintptr_t)file->bytes, file->length);
    else
        free((void *)(uintptr_t)file->bytes);
    memset(file, 0, sizeof *file);
}

int ordo_output_open(struct ordo_output *output, const char *path, struct ordo_error *error)
{
    int descriptor = ordo_destination_descriptor(path);
    struct stat status;

    memset(output, 0, sizeof *output);
    output->fd = -1;
    output->path = descriptor >= 0 ? strdup(path) : ordo_destination_follow(path);
    if (output->path == NULL)
        goto no_memory;
    if (descriptor >= 0) {
        output->fd = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
    } else if (stat(path, &status) == 0 && !S_ISREG(status.st_mode)) {
        output->fd = open(path, O_WRONLY | O_CLOEXEC);
    } else {
        if (asprintf(&output->temporary, "%s.%ld.tmp", output->path, (long)getpid()) < 0) {
            output->temporary = NULL;
            goto no_memory;
        }
        output->fd = open(output->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    }
    if (output->fd >= 0)
        return 0;
    fail_errno(error, "cannot create", path);
    free(output->temporary); /* not ours to delete: it was never made */
    output->temporary = NULL;
    ordo_output_release(output);
    return -1;

no_memory:
    ordo_output_release(output);
    ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    return ordo_fail_at(error, path, 0, 0);
}

int ordo_output_write(struct ordo_output *output, const void *bytes, size_t length,
                      struct ordo_error *error)
{
    const char *at = bytes;

    while (length > 0) {
        ssize_t written = write(output->fd, at, length);
        if (written < 0) {
            if (errno == EINTR)
                continue;
            return fail_errno(error, "cannot write", output->path);
        }
        at += written;
        length -= (size_t)written;
    }
    return 0;
}

int ordo_output_commit(struct ordo_output *output, struct ordo_error *error)
{
    if (output->temporary != NULL && fsync(output->fd) != 0)
        return fail_errno(error, "cannot write", output->path);
    if (close(output->fd) != 0) {
        output->fd = -1;
        return fail_errno(error, "cannot write", output->path);
    }
    output->fd = -1;
    if (output->temporary != NULL && rename(output->temporary, output->path) != 0)
        return fail_errno(error, "cannot rename to", output->path);
    free(output->temporary);
    output->temporary = NULL;
    return 0;
}

void ordo_output_release(struct ordo_output *output)
{
    if (output->path == NULL)
        return;
    if (output->fd >= 0)
        close(output->fd);
    if (output->temporary != NULL)
        unlink(output->temporary);
    free(output->temporary);
    free(output->path);
    memset(output, 0, sizeof *output);
    output->fd = -1;
}
