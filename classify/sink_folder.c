/* sink_folder.c: brat's folder: 00000001.txt and 00000001.ann for every article, annotation.conf,
 * which tells brat of the types, and index.tsv, which tells the articles' ids. */
#include "sink.h"
#include "part.h"
#include "tape.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct folder {
    char *temporary;   /* owned: NAME.part */
    struct part index; /* its own name is given to it at once: the folder's is what counts */
    uint64_t number;   /* of articles */
    struct json ann;   /* of the article in hand */
};

static int no_memory(struct ordo_error *error)
{
    return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
}

/* A run that was killed when the folder had its last name already, and its journal was still there,
 * gets back the name of one that can go on. */
static int take_name_back(const char *output, struct ordo_error *error)
{
    char *part = NULL, *journal = NULL;
    int result = 0;

    if (asprintf(&part, "%s.part", output) < 0)
        return no_memory(error);
    if (asprintf(&journal, "%s.journal", output) < 0) {
        free(part);
        return no_memory(error);
    }
    if (access(journal, F_OK) == 0 && !journal_noted(output) && access(part, F_OK) != 0 &&
        access(output, F_OK) == 0 && rename(output, part) != 0)
        result = part_fail(error, "cannot rename", output);
    free(part);
    free(journal);
    return result;
}

static int load(const struct settings *settings, struct checkpoint *checkpoint,
                struct ordo_error *error)
{
    return take_name_back(settings->output, error) != 0
               ? -1
               : journal_load(checkpoint, settings->output, error);
}

/* Writes a whole file of the folder. */
static int write_file(const struct folder *folder, uint64_t number, const char *name,
                      struct ordo_string bytes, struct ordo_error *error)
{
    struct part part = {.fd = -1};
    int n = number == 0
                ? asprintf(&part.path, "%s/%s", folder->temporary, name)
                : asprintf(&part.path, "%s/%08" PRIu64 "%s", folder->temporary, number, name);
    int result = -1;

    if (n < 0)
        return no_memory(error);
    part.fd = open(part.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (part.fd < 0)
        part_fail(error, "cannot create", part.path);
    else
        result = part_write(&part, bytes.bytes, bytes.length, error);
    if (part.fd >= 0 && close(part.fd) != 0 && result == 0)
        result = part_fail(error, "cannot write", part.path);
    free(part.path);
    return result;
}

static int write_configuration(const struct sink *sink, struct ordo_error *error)
{
    const struct folder *folder = sink->state;
    const struct plan *plan = sink->plan;
    struct json out = {0};
    int result;

    json_format(&out, "[entities]\nStatement\nSpeaker\nCue\n[relations]\nsaid-by\tArg1:Statement, "
                      "Arg2:Speaker\nreported-by\tArg1:Statement, Arg2:Cue\n[events]\n"
                      "[attributes]\nkind\tArg:Statement, Value:");
    for (int i = 0; i < ORDO_KINDS; i++)
        json_format(&out, "%s%s", i > 0 ? "|" : "", ordo_kind_name((enum ordo_kind)i));
    json_format(&out, "\n");
    for (size_t i = 0; plan->settings->stage == PRINT_SCORES && i < plan->n_heads; i++) {
        const struct ordo_head *head = &plan->model->heads[plan->heads[i]];
        if (head->n_classes == 0)
            continue;
        json_format(&out, "%s\tArg:Statement, Value:", head->name);
        for (uint32_t j = 0; j < head->n_classes; j++)
            json_format(&out, "%s%s", j > 0 ? "|" : "", head->classes[j]);
        json_format(&out, "\n");
    }
    result = out.failed ? no_memory(error)
                        : write_file(folder, 0, "annotation.conf",
                                     (struct ordo_string){out.bytes, out.length}, error);
    json_release(&out);
    return result;
}

static int open_index(struct folder *folder, uint64_t length, struct ordo_error *error)
{
    struct part *part = &folder->index;
    struct stat status;

    if (asprintf(&part->path, "%s/index.tsv", folder->temporary) < 0) {
        part->path = NULL;
        return no_memory(error);
    }
    part->fd = open(part->path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (part->fd < 0)
        return part_fail(error, "cannot create", part->path);
    if (fstat(part->fd, &status) != 0 || (uint64_t)status.st_size < length) {
        ordo_fail(error, ORDO_ERR_FORMAT, "shorter than its checkpoint says");
        return ordo_fail_at(error, part->path, 0, 0);
    }
    if (ftruncate(part->fd, (off_t)length) != 0 || lseek(part->fd, 0, SEEK_END) < 0)
        return part_fail(error, "cannot write", part->path);
    part->length = length;
    return length > 0 ? 0 : part_write(part, "file\tarticle\n", 13, error);
}

/* Files of a run that was given up: they are ours by their names. (json_format ends with a NUL.) */
static void empty(const struct folder *folder)
{
    struct json path = {0};
    uint64_t missing = 0;

    for (uint64_t number = folder->number + 1; missing < 2; number++) {
        static const char *const endings[] = {"txt", "ann"};
        missing++;
        for (size_t i = 0; i < 2; i++) {
            json_clear(&path);
            json_format(&path, "%s/%08" PRIu64 ".%s", folder->temporary, number, endings[i]);
            if (path.failed)
                break;
            if (unlink(path.bytes) == 0)
                missing = 0;
        }
    }
    json_release(&path);
}

static int open_folder(struct sink *sink, const struct checkpoint *from, bool resumed,
                       struct ordo_error *error)
{
    const char *output = sink->plan->settings->output;
    struct folder *folder = sink->state = calloc(1, sizeof *folder);

    if (folder == NULL)
        return no_memory(error);
    folder->index.fd = -1;
    if (asprintf(&folder->temporary, "%s.part", output) < 0) {
        folder->temporary = NULL;
        return no_memory(error);
    }
    if (rmdir(output) != 0 && errno != ENOENT) { /* an empty one may be replaced */
        ordo_fail(error, ORDO_ERR_IO, "is there already, and not empty");
        return ordo_fail_at(error, output, 0, 0);
    }
    sink->saves = true;
    if (mkdir(folder->temporary, 0777) != 0 && errno != EEXIST)
        return part_fail(error, "cannot create", folder->temporary);
    folder->number = resumed ? from->number : 0;
    empty(folder);
    if (!resumed)
        journal_remove(output);
    return open_index(folder, resumed ? from->length : 0, error) != 0
               ? -1
               : write_configuration(sink, error);
}

/* The annotation of the article in hand is whole. */
static int write_annotation(struct folder *folder, struct ordo_error *error)
{
    struct ordo_string ann = {folder->ann.bytes, folder->ann.length};
    int result = write_file(folder, folder->number, ".ann", ann, error);

    json_clear(&folder->ann);
    return result;
}

/* A tab or line break in an id would make two columns or lines of it. */
static int write_index(struct folder *folder, struct ordo_string id, struct ordo_error *error)
{
    struct json line = {0};
    int result;

    json_format(&line, "%08" PRIu64 "\t", folder->number);
    for (size_t i = 0; i < id.length; i++)
        json_bytes(&line, strchr("\t\r\n", id.bytes[i]) != NULL ? " " : id.bytes + i, 1);
    json_bytes(&line, "\n", 1);
    result =
        line.failed ? no_memory(error) : part_write(&folder->index, line.bytes, line.length, error);
    json_release(&line);
    return result;
}

static int take(struct sink *sink, const struct output *output, struct ordo_error *error)
{
    struct folder *folder = sink->state;
    struct tape tape = tape_of(&output->records);
    struct cell cell;
    bool inside = false;
    int mark, result = 0;

    while (result == 0 && (mark = tape_mark(&tape)) != 0) {
        tape_take(&tape, &cell);
        if (mark == TAPE_STATEMENT) {
            json_bytes(&folder->ann, cell.text.bytes, cell.text.length);
            result = folder->ann.failed ? no_memory(error) : 0;
            continue;
        }
        if (inside)
            result = write_annotation(folder, error);
        inside = true;
        folder->number++;
        if (result == 0)
            result = write_index(folder, cell.text, error);
        tape_take(&tape, &cell);
        if (result == 0)
            result = write_file(folder, folder->number, ".txt", cell.text, error);
    }
    return result == 0 && inside ? write_annotation(folder, error) : result;
}

static int sync_all(struct folder *folder, struct ordo_error *error)
{
    if (syncfs(folder->index.fd) !=
        0) /* one call for all files; each on its own would take hours */
        return part_fail(error, "cannot write", folder->temporary);
    return 0;
}

static int save(struct sink *sink, struct checkpoint *checkpoint, struct ordo_error *error)
{
    struct folder *folder = sink->state;

    checkpoint->length = folder->index.length;
    checkpoint->number = folder->number;
    if (sync_all(folder, error) != 0)
        return -1;
    return journal_save(checkpoint, sink->plan->settings->output, error);
}

static int finish(struct sink *sink, const struct checkpoint *last, struct ordo_error *error)
{
    struct folder *folder = sink->state;
    const char *output = sink->plan->settings->output;

    journal_note(last, folder->temporary);
    if (sync_all(folder, error) != 0)
        return -1;
    if (rename(folder->temporary, output) != 0)
        return part_fail(error, "cannot rename to", output);
    free(folder->temporary);
    folder->temporary = NULL;
    if (part_sync_folder(output, error) != 0)
        return -1;
    journal_remove(output);
    return 0;
}

static void remove_all(struct folder *folder)
{
    struct json path = {0};
    static const char *const names[] = {"annotation.conf", "index.tsv", NULL};

    folder->number = 0;
    empty(folder);
    for (size_t i = 0; names[i] != NULL && !path.failed; i++) {
        json_clear(&path);
        json_format(&path, "%s/%s", folder->temporary, names[i]);
        if (!path.failed)
            unlink(path.bytes);
    }
    json_release(&path);
    rmdir(folder->temporary);
}

static void close_folder(struct sink *sink, bool keep)
{
    struct folder *folder = sink->state;

    if (folder == NULL)
        return;
    if (folder->index.fd >= 0)
        close(folder->index.fd);
    if (folder->temporary != NULL && !keep && sink->saves)
        remove_all(folder);
    free(folder->index.path);
    free(folder->temporary);
    json_release(&folder->ann);
    free(folder);
    sink->state = NULL;
}

const struct sink_kind SINK_FOLDER = {load, open_folder, take, save, finish, close_folder};
