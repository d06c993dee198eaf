/* rows_file.c: source -> pieces that end at a record -> rows. */
#include "rows_file.h"
#include "../reserve.h"
#include "source.h"

#include <stdlib.h>
#include <string.h>

#define PIECE ((size_t)256 << 10)

struct rows_file {
    struct rows_request request;
    struct source *source;
    struct rows_reader reader;
    char *header; /* owned */
    size_t header_length;
    char *bytes; /* owned: [0, fed) is with the reader, [fed, length) waits */
    size_t fed, length, capacity;
    bool feeding;           /* the reader has [0, fed) */
    bool returns;           /* its lines end with CR alone */
    bool ended, skipping;   /* skipping: the rest of a record that is too long */
    char last;              /* newest byte that is no space or comma */
    struct rows_skip skip;  /* where in that record one stands */
    struct ordo_error lost; /* why the rest cannot be read; code ORDO_OK: it can */
    uint64_t line, byte;    /* where [fed, ...) begins */
};

/* Reads until `want` bytes wait or nothing more comes. What is lost is told when all else was read.
 */
static int fill(struct rows_file *file, size_t want, struct ordo_error *error)
{
    if (file->fed > 0) {
        memmove(file->bytes, file->bytes + file->fed, file->length - file->fed);
        file->length -= file->fed;
        file->fed = 0;
    }
    if (ordo_reserve(&file->bytes, &file->capacity, want + 16, 1, error) != 0)
        return -1;
    while (!file->ended && file->length < want) {
        size_t got;
        if (source_read(file->source, file->bytes + file->length, file->capacity - file->length,
                        &got, &file->lost) != 0) {
            got = 0;
            if (file->lost.code == ORDO_ERR_MEMORY) {
                *error = file->lost;
                return -1;
            }
        }
        file->ended = got == 0;
        if (file->returns)
            rows_mend_returns(file->bytes + file->length, got);
        file->length += got;
    }
    return 0;
}

static void count_lines(struct rows_file *file, size_t length)
{
    const char *end = file->bytes + length;

    for (const char *p = file->bytes; (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
        file->line++;
    file->byte += length;
}

static int take_header(struct rows_file *file, struct ordo_error *error)
{
    struct rows_request *request = &file->request;
    const char *path = strcmp(request->path, "-") == 0 ? NULL : request->path;

    file->returns = rows_has_returns(file->bytes, file->length);
    if (file->returns)
        rows_mend_returns(file->bytes, file->length);
    if (!request->known)
        request->dialect = rows_dialect_of(request->json ? NULL : path, file->bytes, file->length);
    else if (request->dialect.format == ROWS_CSV && request->dialect.delimiter == 0)
        request->dialect.delimiter = rows_delimiter_of(file->bytes, file->length);
    if (request->json && request->dialect.format == ROWS_LINES && file->length > 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no JSON: it begins with neither { nor [");
    if (!request->known && request->dialect.format == ROWS_LINES && file->length > 0)
        return ordo_fail(error, ORDO_ERR_FORMAT,
                         "neither JSON, JSONL, .csv nor .tsv (import reads other formats)");
    file->header_length = rows_header_length(request->dialect, file->bytes, file->length);
    file->header = malloc(file->header_length + 1);
    if (file->header == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    memcpy(file->header, file->bytes, file->header_length);
    if (rows_reader_init(&file->reader, request->dialect, request->path, request->names,
                         request->n_names, request->n_required,
                         (struct ordo_string){file->header, file->header_length}, error) != 0)
        return -1;
    file->reader.bytes = request->ill_formed ? ROWS_NO_NUL : ROWS_TEXT;
    count_lines(file, file->header_length);
    file->fed = file->header_length;
    return 0;
}

int rows_open(struct rows_file **out, const struct rows_request *request, struct ordo_error *error)
{
    struct rows_file *file = calloc(1, sizeof *file);

    *out = NULL;
    if (file == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    file->request = *request;
    file->line = file->byte = 1;
    if (source_open(&file->source, request->path, request->encoding, error) != 0 ||
        fill(file, PIECE, error) != 0 || take_header(file, error) != 0) {
        rows_close(file);
        return ordo_fail_at(error, request->path, 0, 0);
    }
    *out = file;
    return 0;
}

void rows_close(struct rows_file *file)
{
    if (file == NULL)
        return;
    rows_reader_release(&file->reader);
    source_close(file->source);
    free(file->header);
    free(file->bytes);
    free(file);
}

/* Drops what of the bytes belongs to a record that is too long. */
static void skip(struct rows_file *file)
{
    bool ends;

    file->fed = rows_skip(&file->skip, file->request.dialect, file->bytes, file->length, &ends);
    rows_note_last(&file->last, file->bytes, file->fed);
    count_lines(file, file->fed);
    file->skipping = !ends && !file->ended;
    if (!ends && file->ended && file->lost.code == ORDO_OK)
        rows_skip_end(&file->skip, &file->lost);
}

static int refuse_long(struct rows_file *file, struct ordo_error *error)
{
    ordo_fail(error, ORDO_ERR_LIMIT,
              "record longer than %zu MiB, left out: is it broken into lines?",
              ROWS_RECORD_MAX >> 20);
    ordo_fail_at(error, file->request.path, file->line, file->byte);
    file->skip = (struct rows_skip){0};
    skip(file);
    return -1;
}

/* Hands the next whole records to the reader. 1: done; 0: there are no more. */
static int feed(struct rows_file *file, struct ordo_error *error)
{
    size_t end = 0;

    if (file->feeding)
        rows_reader_place(&file->reader, &file->line, &file->byte);
    file->feeding = false;
    while (file->skipping || end == 0) {
        size_t waiting = file->length - file->fed;
        if (fill(file, waiting + (waiting > PIECE ? waiting : PIECE), error) != 0)
            return -1;
        if (file->skipping) {
            skip(file);
            continue;
        }
        end = file->ended ? file->length
                          : rows_boundary(file->request.dialect, file->bytes, file->length);
        if (file->ended && file->lost.code != ORDO_OK) /* a record cut short is none */
            end = rows_boundary(file->request.dialect, file->bytes, file->length);
        if (file->ended && end == 0)
            return 0;
        if (end == 0 && file->length >= ROWS_RECORD_MAX)
            return refuse_long(file, error);
    }
    rows_note_last(&file->last, file->bytes, end);
    if (file->ended && end == file->length && file->lost.code == ORDO_OK)
        rows_check_closed(file->request.dialect, file->header_length, file->last, &file->lost);
    rows_reader_feed(&file->reader, (struct ordo_string){file->bytes, end}, file->line, file->byte);
    file->feeding = true;
    file->fed = end;
    return 1;
}

int rows_read(struct rows_file *file, struct rows_row *row, struct ordo_error *error)
{
    for (;;) {
        int found = rows_next(&file->reader, row, error);
        if (found != 0)
            return found;
        found = feed(file, error);
        if (found < 0)
            return -1;
        if (found > 0)
            continue;
        if (file->lost.code == ORDO_OK)
            return 0;
        *error = file->lost;
        file->lost.code = ORDO_OK;
        file->fed = file->length;
        return ordo_fail_at(error, file->request.path, file->line, file->byte);
    }
}

const struct rows_reader *rows_reader_of(const struct rows_file *file)
{
    return &file->reader;
}

struct ordo_string rows_header_of(const struct rows_file *file)
{
    return (struct ordo_string){file->header, file->header_length};
}

const char *rows_encoding_of(const struct rows_file *file, uint64_t *n_replaced)
{
    return source_encoding(file->source, n_replaced);
}
