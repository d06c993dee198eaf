/* input.c: walks folders in the order of names, and cuts files of rows into pieces at row ends. */
#include "input.h"
#include "../lib/reserve.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE_SIZE ((size_t)256 << 10)
#define DEPTH_MAX  64 /* folders within folders */

struct input {
    const struct settings *settings;
    char **paths; /* [n], owned: all files, in order */
    size_t n, capacity, next;
    int fd; /* -1: none open */
    const char *path;
    enum piece_kind kind;
    struct rows_dialect dialect;
    char **headers; /* [n_headers], owned */
    size_t n_headers, header_capacity;
    struct ordo_string header;
    char *carry; /* the beginning of a row whose end was not read yet */
    size_t carry_length, carry_capacity;
    bool ended, skipping; /* skipping: the rest of a row that is too long */
    uint64_t line, byte;
};

static int fail_path(struct ordo_error *error, const char *what, const char *path)
{
    ordo_fail(error, ORDO_ERR_IO, "%s: %s", what, strerror(errno));
    return ordo_fail_at(error, path, 0, 0);
}

static int no_memory(struct ordo_error *error)
{
    return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
}

static int add_path(struct input *input, const char *path, struct ordo_error *error)
{
    if (ordo_reserve(&input->paths, &input->capacity, input->n + 1, sizeof *input->paths, error) !=
        0)
        return -1;
    input->paths[input->n] = strdup(path);
    return input->paths[input->n] == NULL ? no_memory(error) : (input->n++, 0);
}

static bool has_ending(const char *name, const char *const *endings)
{
    const char *dot = strrchr(name, '.');

    for (; dot != NULL && *endings != NULL; endings++)
        if (strcasecmp(dot, *endings) == 0)
            return true;
    return false;
}

static const char *const MARKDOWN[] = {".md", ".markdown", NULL};
static const char *const KNOWN[] = {".txt",    ".text", ".md",  ".markdown", ".jsonl",
                                    ".ndjson", ".csv",  ".tsv", ".tab",      NULL};

/* Files of a folder that have a known ending; hidden ones and READMEs are no articles. */
static int is_wanted(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && strncasecmp(entry->d_name, "readme", 6) != 0;
}

static int add_folder(struct input *input, const char *path, int depth, struct ordo_error *error)
{
    struct dirent **entries;
    int n = scandir(path, &entries, is_wanted, alphasort), result = 0;

    if (n < 0 && errno == ENOMEM)
        return no_memory(error);
    if (n < 0)
        return add_path(input, path, error); /* opening it will say why */
    for (int i = 0; i < n; i++) {
        char *inner = NULL;
        struct stat status;
        if (result == 0 && asprintf(&inner, "%s/%s", path, entries[i]->d_name) < 0) {
            inner = NULL;
            result = no_memory(error);
        }
        if (result == 0 && lstat(inner, &status) == 0) {
            bool is_link =
                S_ISLNK(status.st_mode); /* to a file it is followed, to a folder never */
            if (is_link && stat(inner, &status) != 0)
                status.st_mode = 0;
            if (S_ISDIR(status.st_mode) && !is_link && depth < DEPTH_MAX)
                result = add_folder(input, inner, depth + 1, error);
            else if (S_ISREG(status.st_mode) && has_ending(inner, KNOWN))
                result = add_path(input, inner, error);
        }
        free(inner);
        free(entries[i]);
    }
    free(entries);
    return result;
}

int input_new(struct input **out, const struct settings *settings, struct ordo_error *error)
{
    struct input *input = calloc(1, sizeof *input);
    int result = input == NULL ? no_memory(error) : 0;

    *out = NULL;
    for (size_t i = 0; result == 0 && i < settings->n_inputs; i++) {
        struct stat status;
        const char *path = settings->inputs[i];
        bool folder = strcmp(path, "-") != 0 && stat(path, &status) == 0 && S_ISDIR(status.st_mode);
        result = folder ? add_folder(input, path, 0, error) : add_path(input, path, error);
    }
    if (result != 0) {
        input_free(input);
        return -1;
    }
    input->settings = settings;
    input->fd = -1;
    *out = input;
    return 0;
}

int input_seek(struct input *input, struct position position, struct ordo_error *error)
{
    (void)input;
    (void)position;
    return ordo_fail(error, ORDO_ERR_OPTION, "cannot go on from a place in the input yet");
}

void input_free(struct input *input)
{
    if (input == NULL)
        return;
    for (size_t i = 0; i < input->n; i++)
        free(input->paths[i]);
    for (size_t i = 0; i < input->n_headers; i++)
        free(input->headers[i]);
    if (input->fd > 0)
        close(input->fd);
    free(input->paths);
    free(input->headers);
    free(input->carry);
    free(input);
}

/* Reads until the piece holds `want` bytes or the file ends. */
static int fill(struct input *input, struct piece *piece, size_t want, struct ordo_error *error)
{
    if (ordo_reserve(&piece->bytes, &piece->capacity, want + 16, 1, error) != 0)
        return -1;
    while (piece->length < want && !input->ended) {
        ssize_t got = read(input->fd, piece->bytes + piece->length, want - piece->length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail_path(error, "cannot read", input->path);
        input->ended = got == 0;
        piece->length += (size_t)got;
    }
    return 0;
}

static void close_file(struct input *input)
{
    if (input->fd > 0)
        close(input->fd);
    input->fd = -1;
    input->carry_length = 0;
}

static void choose_format(struct input *input, const char *bytes, size_t length)
{
    const struct settings *settings = input->settings;
    static const enum rows_format formats[] = {ROWS_JSONL, ROWS_CSV, ROWS_TSV, ROWS_LINES};

    input->kind = PIECE_ROWS;
    if (settings->format >= INPUT_JSONL) {
        input->dialect = (struct rows_dialect){formats[settings->format - INPUT_JSONL], 0, false};
        if (settings->format == INPUT_CSV)
            input->dialect.delimiter = rows_delimiter_of(bytes, length);
        return;
    }
    input->dialect =
        rows_dialect_of(strcmp(input->path, "-") == 0 ? NULL : input->path, bytes, length);
    if (settings->format == INPUT_MARKDOWN ||
        (settings->format == INPUT_AUTO && has_ending(input->path, MARKDOWN) &&
         !settings->statements))
        input->kind = PIECE_MARKDOWN;
    else if (settings->format == INPUT_TEXT ||
             (input->dialect.format == ROWS_LINES && !settings->statements))
        input->kind = PIECE_ARTICLE;
}

/* Opens the next file, reads its first bytes into the piece and finds out what it is. */
static int open_next(struct input *input, struct piece *piece, struct ordo_error *error)
{
    input->path = input->paths[input->next++];
    input->ended = false;
    input->line = input->byte = 1;
    input->header = (struct ordo_string){NULL, 0};
    input->fd =
        strcmp(input->path, "-") == 0 ? STDIN_FILENO : open(input->path, O_RDONLY | O_CLOEXEC);
    if (input->fd < 0)
        return fail_path(error, "cannot open", input->path);
    piece->length = 0;
    if (fill(input, piece, PIECE_SIZE, error) != 0) {
        close_file(input);
        return -1;
    }
    choose_format(input, piece->bytes, piece->length);
    return 0;
}

/* Takes the header line off the first piece of a CSV or TSV file. */
static int take_header(struct input *input, struct piece *piece, struct ordo_error *error)
{
    size_t length = rows_header_length(input->dialect, piece->bytes, piece->length);
    char *header;

    if (length == 0 || input->byte > 1)
        return 0;
    if (ordo_reserve(&input->headers, &input->header_capacity, input->n_headers + 1,
                     sizeof *input->headers, error) != 0)
        return -1;
    header = malloc(length);
    if (header == NULL)
        return no_memory(error);
    memcpy(header, piece->bytes, length);
    input->headers[input->n_headers++] = header;
    input->header = (struct ordo_string){header, length};
    piece->length -= length;
    memmove(piece->bytes, piece->bytes + length, piece->length);
    input->byte += length;
    for (size_t i = 0; i < length; i++)
        input->line += header[i] == '\n';
    return 0;
}

/* Drops bytes of the piece's beginning. */
static void drop(struct input *input, struct piece *piece, size_t length)
{
    for (size_t i = 0; i < length; i++)
        input->line += piece->bytes[i] == '\n';
    input->byte += length;
    piece->length -= length;
    memmove(piece->bytes, piece->bytes + length, piece->length);
}

/* Drops what is left of a row that is too long. */
static int skip_row(struct input *input, struct piece *piece, struct ordo_error *error)
{
    while (input->skipping) {
        const char *end = memchr(piece->bytes, '\n', piece->length);
        input->skipping = end == NULL && !input->ended;
        drop(input, piece, end == NULL ? piece->length : (size_t)(end - piece->bytes) + 1);
        if (fill(input, piece, PIECE_SIZE, error) != 0)
            return -1;
    }
    return 0;
}

/* Leaves whole rows in the piece and carries the rest over. */
static int cut_rows(struct input *input, struct piece *piece, struct ordo_error *error)
{
    size_t end = 0;

    while (!input->ended &&
           (end = rows_boundary(input->dialect, piece->bytes, piece->length)) == 0) {
        if (piece->length >= ROWS_RECORD_MAX) {
            ordo_fail(error, ORDO_ERR_LIMIT, "record longer than %zu MiB, left out",
                      ROWS_RECORD_MAX >> 20);
            ordo_fail_at(error, input->path, input->line, input->byte);
            drop(input, piece, piece->length);
            input->skipping = true;
            input->carry_length = 0;
            return -1;
        }
        if (fill(input, piece, piece->length * 2 + PIECE_SIZE, error) != 0)
            return -1;
    }
    if (input->ended)
        end = piece->length;
    input->carry_length = piece->length - end;
    if (ordo_reserve(&input->carry, &input->carry_capacity, input->carry_length, 1, error) != 0)
        return -1;
    if (input->carry_length > 0)
        memcpy(input->carry, piece->bytes + end, input->carry_length);
    piece->length = end;
    return 0;
}

static int next_rows(struct input *input, struct piece *piece, struct ordo_error *error)
{
    if (skip_row(input, piece, error) != 0 || cut_rows(input, piece, error) != 0)
        return -1;
    piece->line = input->line;
    piece->byte = input->byte;
    input->byte += piece->length;
    for (const char *p = piece->bytes, *end = p + piece->length;
         (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
        input->line++;
    return 0;
}

static int next_article(struct input *input, struct piece *piece, struct ordo_error *error)
{
    while (!input->ended) {
        if (piece->length > ORDO_TEXT_MAX) {
            ordo_fail(error, ORDO_ERR_LIMIT, "article longer than %zu bytes", ORDO_TEXT_MAX);
            return ordo_fail_at(error, input->path, 0, 0);
        }
        if (fill(input, piece, piece->length * 2 + PIECE_SIZE, error) != 0)
            return -1;
    }
    piece->line = piece->byte = 1;
    return 0;
}

int input_next(struct input *input, struct piece *piece, struct ordo_error *error)
{
    int result;

    if (input->fd < 0) {
        if (input->next == input->n)
            return 0;
        if (open_next(input, piece, error) != 0)
            return -1;
        result = input->kind == PIECE_ROWS ? take_header(input, piece, error) : 0;
    } else {
        if (ordo_reserve(&piece->bytes, &piece->capacity, input->carry_length + PIECE_SIZE + 16, 1,
                         error) != 0)
            return -1;
        if (input->carry_length > 0)
            memcpy(piece->bytes, input->carry, input->carry_length);
        piece->length = input->carry_length;
        result = fill(input, piece, input->carry_length + PIECE_SIZE, error);
    }
    if (result == 0)
        result = input->kind == PIECE_ROWS ? next_rows(input, piece, error)
                                           : next_article(input, piece, error);
    piece->kind = input->kind;
    piece->dialect = input->dialect;
    piece->path = input->path;
    piece->header = input->header;
    if (input->ended || (result != 0 && !input->skipping))
        close_file(input);
    return result != 0 ? -1 : 1;
}
