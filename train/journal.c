/* journal.c: lines appended and synchronised; a last line that is not whole does not count. */
#include "journal.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static int fail(const struct journal *journal, const char *what, struct ordo_error *error)
{
    ordo_fail(error, ORDO_ERR_IO, "%s: %s", what, strerror(errno));
    return ordo_fail_at(error, journal->path, 0, 0);
}

/* Where the line that begins at `at` ends, its line feed included; 0: it has no end. */
static size_t line_end(const struct journal *journal, size_t at)
{
    const char *stop = at >= journal->file.length
                           ? NULL
                           : memchr(journal->file.bytes + at, '\n', journal->file.length - at);

    return stop == NULL ? 0 : (size_t)(stop - journal->file.bytes) + 1;
}

static int cut(struct journal *journal, struct ordo_error *error)
{
    if (ftruncate(journal->descriptor, (off_t)journal->at) != 0)
        return fail(journal, "cannot cut", error);
    ordo_file_release(&journal->file);
    return 0;
}

static int check_head(struct journal *journal, const struct ordo_string *head,
                      struct ordo_error *error)
{
    size_t end = line_end(journal, 0);

    if (end == 0) { /* nothing, or a head that was cut off */
        if (cut(journal, error) != 0)
            return -1;
        return journal_append(journal, head->bytes, head->length, error);
    }
    if (end != head->length || memcmp(journal->file.bytes, head->bytes, end) != 0) {
        ordo_fail(error, ORDO_ERR_OPTION, "log of another search, data or options");
        return ordo_fail_at(error, journal->path, 1, 0);
    }
    journal->at = end;
    return 0;
}

int journal_open(struct journal *journal, const char *path, bool resume,
                 const struct ordo_string *head, struct ordo_error *error)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

    memset(journal, 0, sizeof *journal);
    if (path == NULL)
        return 0;
    journal->path = path;
    journal->descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (journal->descriptor < 0) {
        fail(journal, "cannot open", error);
        journal->path = NULL;
        return -1;
    }
    if (ordo_file_open(&journal->file, path, error) != 0)
        return -1;
    /* after that: such a lock goes when any descriptor of the file is closed */
    if (fcntl(journal->descriptor, F_SETLK, &lock) != 0 && (errno == EACCES || errno == EAGAIN)) {
        ordo_fail(error, ORDO_ERR_IO, "the log is in use by another run");
        return ordo_fail_at(error, path, 0, 0);
    }
    if (journal->file.length > 0 && !resume) {
        ordo_fail(error, ORDO_ERR_OPTION, "the log is there already (--resume goes on with it)");
        return ordo_fail_at(error, path, 0, 0);
    }
    return check_head(journal, head, error);
}

int journal_take(struct journal *journal, size_t n, struct ordo_string *lines,
                 struct ordo_error *error)
{
    size_t begin = journal->at, end = begin;

    if (journal->path == NULL || journal->file.length == 0)
        return 0;
    for (; n > 0; n--) {
        end = line_end(journal, end);
        if (end == 0)
            return cut(journal, error);
    }
    *lines = (struct ordo_string){journal->file.bytes + begin, end - begin};
    journal->at = end;
    return 1;
}

int journal_append(struct journal *journal, const char *bytes, size_t length,
                   struct ordo_error *error)
{
    if (journal->path == NULL)
        return 0;
    while (length > 0) {
        ssize_t done = write(journal->descriptor, bytes, length);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return fail(journal, "cannot write", error);
        bytes += done;
        length -= (size_t)done;
    }
    return fsync(journal->descriptor) == 0 || errno == EINVAL ? 0
                                                              : fail(journal, "cannot sync", error);
}

void journal_release(struct journal *journal)
{
    if (journal->path != NULL)
        close(journal->descriptor);
    ordo_file_release(&journal->file);
    memset(journal, 0, sizeof *journal);
}
