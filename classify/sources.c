/* sources.c: a walk that holds one sorted folder at each depth and nothing else. */
#include "sources.h"
#include "../lib/destination.h"
#include "../lib/reserve.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#define DEPTH_MAX 64 /* folders within folders */

struct folder {
    char *path;              /* owned */
    struct dirent **entries; /* owned */
    int n, next;
    bool holds[SOURCES_WRITTEN]; /* what the run writes stands there */
};

struct sources {
    struct sources_request request;
    size_t next_path;
    FILE *list;
    uint64_t line; /* of the list */
    char *root;    /* owned; the operand or line in hand */
    size_t root_room;
    struct folder folders[DEPTH_MAX];
    int depth;
    char *path; /* owned; the newest entry's */
    uint64_t number, left_out;
    bool met; /* the run's output among the files of a folder */
};

/* Files that saved pages, archives and folders of text hold beside articles. */
static const char *const OTHERS[] = {
    ".css", ".js",   ".mjs",    ".map",  ".png",  ".jpg",   ".jpeg", ".gif",  ".svg", ".webp",
    ".ico", ".bmp",  ".tif",    ".tiff", ".woff", ".woff2", ".ttf",  ".eot",  ".otf", ".mp3",
    ".mp4", ".webm", ".avi",    ".mov",  ".wav",  ".pdf",   ".doc",  ".docx", ".xls", ".xlsx",
    ".ppt", ".pptx", ".odt",    ".epub", ".exe",  ".so",    ".o",    ".py",   ".pyc", ".c",
    ".h",   ".sh",   ".sqlite", ".db",   ".ordo", ".ann",   ".part"};

static const char *last_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? path : slash + 1;
}

bool sources_wants(const char *name)
{
    const char *last = last_name(name), *dot = strrchr(last, '.');

    if (last[0] == '.' || strncasecmp(last, "readme", 6) == 0)
        return false;
    for (size_t i = 0; dot != NULL && i < sizeof OTHERS / sizeof OTHERS[0]; i++)
        if (strcasecmp(dot, OTHERS[i]) == 0)
            return false;
    return true;
}

bool sources_hides(const char *path)
{
    for (const char *slash; (slash = strchr(path, '/')) != NULL; path = slash + 1)
        if (path[0] == '.' && path + 1 != slash && strncmp(path, "../", 3) != 0)
            return true;
    return false;
}

/* What a run writes, and what stands beside it until it is whole. */
static bool is_written(const char *name, const char *written)
{
    static const char *const beside[] = {
        "",         ".part",        ".part-wal", ".part-shm", ".part-journal",
        ".journal", ".journal.new", "-wal",      "-shm",      "-journal"};
    const char *last = last_name(written);
    size_t length = strlen(last);

    if (strncmp(name, last, length) != 0)
        return false;
    for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++)
        if (strcmp(name + length, beside[i]) == 0)
            return true;
    return false;
}

static bool is_own(const struct sources *sources, const struct folder *folder, const char *name)
{
    for (size_t i = 0; i < SOURCES_WRITTEN; i++)
        if (folder->holds[i] && is_written(name, sources->request.written[i]))
            return true;
    return false;
}

/* Whether it is the output itself, under a name that an article may have. */
static bool is_output(const struct sources *sources, const struct folder *folder, const char *name)
{
    return folder->holds[0] && strcmp(last_name(sources->request.written[0]), name) == 0 &&
           sources_wants(name);
}

/* Finds out which of the run's outputs stand in the folder, however it is called. */
static void find_own(const struct sources *sources, struct folder *folder)
{
    struct stat here, there;

    if (sources->request.written == NULL || stat(folder->path, &here) != 0)
        return;
    for (size_t i = 0; i < SOURCES_WRITTEN; i++) {
        char parent[4096];
        if (sources->request.written[i] == NULL)
            continue;
        ordo_destination_folder(sources->request.written[i], parent, sizeof parent);
        folder->holds[i] =
            stat(parent, &there) == 0 && here.st_dev == there.st_dev && here.st_ino == there.st_ino;
    }
}

static int is_listed(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static int fail_path(struct ordo_error *error, const char *what, const char *path)
{
    ordo_fail(error, errno == ENOMEM ? ORDO_ERR_MEMORY : ORDO_ERR_IO, "%s: %s", what,
              strerror(errno));
    return ordo_fail_at(error, path, 0, 0);
}

int sources_open(struct sources **out, const struct sources_request *request,
                 struct ordo_error *error)
{
    struct sources *sources = calloc(1, sizeof *sources);

    *out = NULL;
    if (sources == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    sources->request = *request;
    if (request->list != NULL) {
        sources->list = strcmp(request->list, "-") == 0 ? stdin : fopen(request->list, "re");
        if (sources->list == NULL) {
            fail_path(error, "cannot open the list", request->list);
            sources_close(sources);
            return -1;
        }
    }
    *out = sources;
    return 0;
}

static void leave_folder(struct sources *sources)
{
    struct folder *folder = &sources->folders[--sources->depth];

    while (folder->next < folder->n)
        free(folder->entries[folder->next++]);
    free(folder->entries);
    free(folder->path);
    memset(folder, 0, sizeof *folder);
}

void sources_close(struct sources *sources)
{
    if (sources == NULL)
        return;
    while (sources->depth > 0)
        leave_folder(sources);
    if (sources->list != NULL && sources->list != stdin)
        fclose(sources->list);
    free(sources->root);
    free(sources->path);
    free(sources);
}

/* Puts the folder in sources->path on the stack. */
static int enter_folder(struct sources *sources, struct ordo_error *error)
{
    struct folder *folder = &sources->folders[sources->depth];

    if (sources->depth == DEPTH_MAX) {
        ordo_fail(error, ORDO_ERR_LIMIT, "folders nested deeper than %d, left out", DEPTH_MAX);
        return ordo_fail_at(error, sources->path, 0, 0);
    }
    folder->n = scandir(sources->path, &folder->entries, is_listed, alphasort);
    folder->next = 0;
    if (folder->n < 0)
        return fail_path(error, "cannot read the folder", sources->path);
    folder->path = sources->path;
    sources->path = NULL;
    find_own(sources, folder);
    sources->depth++;
    return 0;
}

static int give(struct sources *sources, bool found, struct source_entry *entry)
{
    *entry = (struct source_entry){sources->path, sources->root, sources->number++, found};
    return 1;
}

static int leave_out(struct sources *sources)
{
    sources->left_out++;
    return 2;
}

uint64_t sources_left_out(const struct sources *sources)
{
    return sources->left_out;
}

bool sources_met_output(const struct sources *sources)
{
    return sources->met;
}

static int refuse(struct sources *sources, const char *what, struct ordo_error *error)
{
    sources->number++;
    ordo_fail(error, ORDO_ERR_FORMAT, "left out: %s", what);
    return ordo_fail_at(error, sources->path, 0, 0);
}

/* The next entry of the innermost folder. 2: nothing to give yet. */
static int walk(struct sources *sources, struct source_entry *entry, struct ordo_error *error)
{
    struct folder *folder = &sources->folders[sources->depth - 1];
    struct dirent *inner;
    struct stat status;
    bool is_file, is_link;
    size_t end = strlen(folder->path);
    int length;

    if (folder->next == folder->n)
        return leave_folder(sources), 2;
    inner = folder->entries[folder->next++];
    if (is_own(sources, folder, inner->d_name)) {
        sources->met = sources->met || is_output(sources, folder, inner->d_name);
        return free(inner), 2;
    }
    free(sources->path);
    while (end > 0 && folder->path[end - 1] == '/') /* "news/" and "news" name articles alike */
        end--;
    length = asprintf(&sources->path, "%.*s/%s", (int)end, folder->path, inner->d_name);
    is_file = inner->d_type == DT_REG;
    free(inner);
    if (length < 0) {
        sources->path = NULL;
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    if (is_file) /* nearly all are, and the folder says so */
        return sources_wants(sources->path) ? give(sources, true, entry) : leave_out(sources);
    if (lstat(sources->path, &status) != 0)
        return sources->number++, fail_path(error, "cannot open", sources->path);
    is_link = S_ISLNK(status.st_mode);
    if (is_link && stat(sources->path, &status) != 0)
        return sources_wants(sources->path)
                   ? (sources->number++, fail_path(error, "cannot follow the link", sources->path))
                   : 2;
    if (S_ISDIR(status.st_mode))
        return is_link || last_name(sources->path)[0] == '.' ? 2
               : enter_folder(sources, error) != 0           ? (sources->number++, -1)
                                                             : 2;
    if (!sources_wants(sources->path))
        return leave_out(sources);
    if (!S_ISREG(status.st_mode))
        return refuse(sources, "a pipe, socket or device in a folder", error);
    return give(sources, true, entry);
}

/* The next operand or line of the list into sources->path. 0: no more. */
static int next_root(struct sources *sources, struct ordo_error *error)
{
    const char *given;

    if (sources->next_path < sources->request.n_paths) {
        given = sources->request.paths[sources->next_path++];
    } else {
        ssize_t length;
        do {
            if (sources->list == NULL)
                return 0;
            length = getdelim(&sources->root, &sources->root_room,
                              sources->request.zero ? '\0' : '\n', sources->list);
            if (length < 0)
                return ferror(sources->list)
                           ? fail_path(error, "cannot read the list", sources->request.list)
                           : 0;
            while (length > 0 && !sources->request.zero &&
                   strchr("\r\n", sources->root[length - 1]) != NULL)
                sources->root[--length] = '\0';
            sources->line++;
        } while (length == 0 || sources->root[0] == '\0');
        given = sources->root;
    }
    free(sources->path);
    sources->path = strdup(given);
    if (sources->path != NULL && given != sources->root) {
        free(sources->root);
        sources->root = strdup(given);
        sources->root_room = 0;
    }
    if (sources->path == NULL || sources->root == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    return 1;
}

int sources_next(struct sources *sources, struct source_entry *entry, struct ordo_error *error)
{
    for (;;) {
        struct stat status;
        int found = sources->depth > 0 ? walk(sources, entry, error) : 2;
        if (found != 2)
            return found;
        if (sources->depth > 0)
            continue;
        found = next_root(sources, error);
        if (found < 0 && sources->list != NULL) { /* nothing more can come of it */
            if (sources->list != stdin)
                fclose(sources->list);
            sources->list = NULL;
        }
        if (found <= 0)
            return found;
        if (strcmp(sources->path, "-") != 0 && stat(sources->path, &status) == 0 &&
            S_ISDIR(status.st_mode)) {
            if (enter_folder(sources, error) != 0)
                return sources->number++, -1;
            continue;
        }
        return give(sources, false, entry);
    }
}
