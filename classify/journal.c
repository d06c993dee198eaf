/* journal.c: a checkpoint stands beside the output while the output is written, and on it as an
 * extended attribute when it is whole: nothing is left beside it, and a run that is asked to go on
 * knows that it need not. Where the file system keeps no attributes, such a run begins anew. */
#include "journal.h"
#include "part.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/xattr.h>
#include <unistd.h>

#define NOTE     "user.ordo.run"
#define NOTE_MAX 4096 /* no file system in use keeps more everywhere */

static char *journal_path(const char *output, const char *ending, struct ordo_error *error)
{
    char *path;

    if (asprintf(&path, "%s.journal%s", output, ending) >= 0)
        return path;
    ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    return NULL;
}

static int load_note(struct checkpoint *checkpoint, const char *output)
{
    char bytes[NOTE_MAX];
    ssize_t length = getxattr(output, NOTE, bytes, sizeof bytes);
    struct ordo_error error; /* a note that is none says nothing */

    if (length > 0 &&
        checkpoint_read(checkpoint, (struct ordo_string){bytes, (size_t)length}, &error) == 0)
        return FOUND_WHOLE;
    checkpoint_release(checkpoint);
    return FOUND_NOTHING;
}

int journal_load(struct checkpoint *checkpoint, const char *output, struct ordo_error *error)
{
    char *path = journal_path(output, "", error);
    struct ordo_file file;
    int result = -1;

    if (path == NULL)
        return -1;
    if (!part_waits(output)) { /* a journal was left behind when its output had its name */
        result = load_note(checkpoint, output);
    } else if (access(path, F_OK) != 0) {
        result = FOUND_NOTHING;
    } else if (ordo_file_open(&file, path, error) == 0) {
        result = checkpoint_read(checkpoint, (struct ordo_string){file.bytes, file.length}, error);
        ordo_file_release(&file);
        result = result == 0 ? FOUND_STOPPED : ordo_fail_at(error, path, 0, 0);
    }
    free(path);
    return result;
}

static int save(const char *path, const char *next, struct json *text, struct ordo_error *error)
{
    struct part part = {.path = (char *)(uintptr_t)path};
    int result;

    part.fd = open(next, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (part.fd < 0)
        return part_fail(error, "cannot create", path);
    result = part_write(&part, text->bytes, text->length, error);
    if (result == 0 && fsync(part.fd) != 0)
        result = part_fail(error, "cannot write", path);
    close(part.fd);
    if (result == 0 && rename(next, path) != 0)
        result = part_fail(error, "cannot rename to", path);
    if (result != 0)
        unlink(next);
    return result == 0 ? part_sync_folder(path, error) : -1;
}

int journal_save(const struct checkpoint *checkpoint, const char *output, struct ordo_error *error)
{
    char *path = journal_path(output, "", error);
    char *next = path == NULL ? NULL : journal_path(output, ".new", error);
    struct json text = {0};
    int result = -1;

    checkpoint_write(checkpoint, &text);
    if (next != NULL && text.failed)
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    else if (next != NULL)
        result = save(path, next, &text, error);
    json_release(&text);
    free(next);
    free(path);
    return result;
}

void journal_note(const struct checkpoint *last, const char *path)
{
    struct checkpoint bare = *last;
    struct json text = {0};

    bare.pending = (struct json){0};
    checkpoint_write(&bare, &text);
    if (!text.failed && text.length <= NOTE_MAX)
        setxattr(path, NOTE, text.bytes, text.length, 0);
    json_release(&text);
}

bool journal_noted(const char *path)
{
    return getxattr(path, NOTE, NULL, 0) > 0;
}

void journal_remove(const char *output)
{
    static const char *const endings[] = {"", ".new"};
    struct ordo_error error;

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        char *path = journal_path(output, endings[i], &error);
        if (path != NULL)
            unlink(path);
        free(path);
    }
}
