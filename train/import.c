/* import.c: files and folders of one format -> records, one stream of them. */
#include "import_format.h"

#include <errno.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#define FLUSH_AT ((size_t)1 << 20)

const char *import_label_member(const struct importing *importing, const char *name)
{
    const struct import_options *options = importing->options;

    for (size_t i = 0; i < options->n_labels; i++)
        if (strcmp(options->labels[i].column, name) == 0)
            return options->labels[i].member;
    return options->n_labels == 0 ? name : NULL;
}

/* ---- output --------------------------------------------------------------------------------- */

static int flush(struct importing *importing, struct ordo_error *error)
{
    struct json *json = &importing->json;

    if (json->failed)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (importing->options->output == NULL)
        return json->length == 0 ? 0
                                 : importing->talk->print(importing->talk->context, json, error);
    if (ordo_output_write(&importing->output, json->bytes, json->length, error) != 0)
        return -1;
    json_clear(json);
    return 0;
}

/* ---- input ---------------------------------------------------------------------------------- */

static int take(void *context, const struct rows_file *file, const struct rows_row *row,
                struct ordo_error *error)
{
    struct importing *importing = context;
    int result;

    if (importing->lost.code != ORDO_OK)
        return 0;
    example_clear(&importing->example);
    result = importing->format->take(importing, file, row, error);
    if (importing->json.length > FLUSH_AT)
        flush(importing, &importing->lost);
    return result;
}

static int read_table(struct importing *importing, const char *path, struct ordo_error *error)
{
    static const char *const line[] = {"line"};
    const struct import_options *options = importing->options;
    const struct import_format *format = importing->format;
    struct reading reading = {importing->talk, importing->n_bad, importing, NULL, take};
    struct rows_request request = {
        .path = path,
        .encoding = options->encoding != NULL ? options->encoding : format->encoding,
        .names = format->unit == UNIT_ROWS ? importing->names : line,
        .n_names = format->unit == UNIT_ROWS    ? importing->n_names
                   : format->unit == UNIT_LINES ? 1
                                                : 0,
        .n_required = format->unit == UNIT_ROWS ? importing->n_required : 0,
        .known = true,
        .dialect = format->dialect};

    if (format->dialect.format == ROWS_JSONL || format->dialect.format == ROWS_JSON) {
        request.known = false;
        request.json = true;
    }
    request.dialect.delimiter = options->delimiter;
    request.dialect.headless = options->headless;
    return read_rows(&request, &reading, error);
}

static int read_file(struct importing *importing, const char *path, struct ordo_error *error)
{
    importing->n_files++;
    if ((importing->format->unit == UNIT_FILE ? importing->format->read(importing, path, error)
                                              : read_table(importing, path, error)) != 0)
        return -1;
    if (importing->lost.code == ORDO_OK)
        return 0;
    *error = importing->lost;
    return -1;
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

/* Whether the ending of a name, that of compression apart, is one of "|csv|txt|". */
static bool is_wanted(const char *name, const char *endings)
{
    static const char *const compressed[] = {".gz", ".xz", ".zst", ".bz2", ".lzma", ".lz4"};
    size_t length = strlen(name);
    const char *dot;

    for (size_t i = 0; i < sizeof compressed / sizeof compressed[0]; i++) {
        size_t n = strlen(compressed[i]);
        if (length > n && strcasecmp(name + length - n, compressed[i]) == 0)
            length -= n;
    }
    dot = memrchr(name, '.', length);
    if (dot == NULL || name[0] == '.')
        return false;
    length -= (size_t)(dot + 1 - name);
    for (const char *at = endings + 1; *at != '\0'; at += strcspn(at, "|") + 1)
        if (strcspn(at, "|") == length && strncasecmp(at, dot + 1, length) == 0)
            return true;
    return false;
}

/* A file that cannot be read is told, and the others go on. */
static int tell(struct importing *importing, const struct ordo_error *error)
{
    if (error->code == ORDO_ERR_MEMORY || error->code == ORDO_ERR_OPTION ||
        importing->lost.code != ORDO_OK)
        return -1;
    ++*importing->n_bad;
    importing->talk->bad_row(importing->talk->context, error);
    return 0;
}

static int read_folder(struct importing *importing, const char *path, struct ordo_error *error)
{
    char root[4096];
    char *roots[] = {root, NULL};
    size_t before = importing->n_files;
    FTS *tree;
    int result = 0;

    if (snprintf(root, sizeof root, "%s", path) >= (int)sizeof root)
        return ordo_fail(error, ORDO_ERR_LIMIT, "path is too long");
    tree = fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, by_name);
    if (tree == NULL)
        return ordo_fail(error, errno == ENOMEM ? ORDO_ERR_MEMORY : ORDO_ERR_IO, "cannot read: %s",
                         strerror(errno));
    for (FTSENT *entry = fts_read(tree); result == 0 && entry != NULL; entry = fts_read(tree))
        if (entry->fts_info == FTS_F && is_wanted(entry->fts_name, importing->format->endings) &&
            read_file(importing, entry->fts_path, error) != 0)
            result = tell(importing, error);
    fts_close(tree);
    if (result == 0 && importing->n_files == before) {
        ordo_fail(error, ORDO_ERR_FORMAT, "no file of format %s here (endings %s)",
                  importing->format->name, importing->format->endings);
        return ordo_fail_at(error, path, 0, 0);
    }
    return result;
}

static void say(const struct importing *importing)
{
    char line[240];
    int n = snprintf(line, sizeof line, "%zu examples of %zu files", importing->n_examples,
                     importing->n_files);

    if (importing->n_dropped > 0)
        n += snprintf(line + n, sizeof line - (size_t)n, ", %zu dropped", importing->n_dropped);
    if (importing->n_unlabelled > 0)
        n += snprintf(line + n, sizeof line - (size_t)n, ", %zu without a label left out",
                      importing->n_unlabelled);
    if (importing->n_absent > 0)
        n += snprintf(line + n, sizeof line - (size_t)n, ", %zu without their text left out",
                      importing->n_absent);
    importing->talk->progress(importing->talk->context, line);
}

static int run(struct importing *importing, struct ordo_error *error)
{
    const struct import_options *options = importing->options;

    if (importing->format->unit == UNIT_ROWS)
        import_table_names(importing);
    if (options->vocabulary != NULL && words_read(importing, error) != 0)
        return -1;
    if (options->output != NULL &&
        ordo_output_open(&importing->output, options->output, error) != 0)
        return -1;
    for (size_t i = 0; i < options->n_paths; i++) {
        struct stat status;
        const char *path = options->paths[i];
        bool folder = strcmp(path, "-") != 0 && stat(path, &status) == 0 && S_ISDIR(status.st_mode);
        if ((folder ? read_folder(importing, path, error) : read_file(importing, path, error)) !=
                0 &&
            tell(importing, error) != 0)
            return -1;
    }
    if (importing->n_examples == 0 && *importing->n_bad > 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "nothing could be imported as %s",
                         importing->format->name);
    if (flush(importing, error) != 0 ||
        (options->output != NULL && ordo_output_commit(&importing->output, error) != 0))
        return -1;
    say(importing);
    return 0;
}

int import(const struct import_options *options, const struct talk *talk, size_t *n_bad,
           struct ordo_error *error)
{
    struct importing *importing = calloc(1, sizeof *importing);
    int result;

    if (importing == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    importing->options = options;
    importing->format = options->format;
    importing->talk = talk;
    importing->n_bad = n_bad;
    importing->output.fd = -1;
    result = run(importing, error);
    example_release(&importing->example);
    json_release(&importing->json);
    ordo_output_release(&importing->output);
    words_free(importing->words);
    free(importing);
    return result;
}
