/* input.c: streams -> pieces: a document is one, rows are cut at row ends, web archives into their
 * records. */
#include "input.h"
#include "../lib/program/charset.h"
#include "../lib/reserve.h"
#include "sources.h"
#include "stream.h"
#include "warc.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PIECE_SIZE ((size_t)256 << 10)

struct input {
    const struct settings *settings;
    struct sources *sources;
    struct stream *stream;   /* NULL: between two files */
    struct charset *charset; /* of rows */
    struct stream_member member;
    uint64_t limit;         /* bytes of one text */
    bool inside;            /* a member */
    bool ended;             /* it is read to its end */
    bool skipping;          /* the rest of a row that is too long */
    bool told;              /* what it is converted from */
    struct ordo_error lost; /* why the rest of its rows cannot be read; code ORDO_OK: it can */
    enum piece_kind kind;
    struct rows_dialect dialect;
    char *header; /* owned */
    size_t header_length, header_capacity;
    char last;   /* newest byte of the rows that is no space or comma */
    char *carry; /* owned; read, and part of the next piece */
    size_t carry_length, carry_capacity;
    struct position at;    /* of the next piece */
    struct position start; /* where to begin */
    uint64_t n_sources;    /* that were given, or could not be */
    uint64_t passed;       /* members of the file that were left behind before the start */
    const char *path;      /* of the file; borrowed from the sources */
    uint64_t bytes_before; /* of the files before */
};

int input_new(struct input **out, const struct settings *settings, struct ordo_error *error)
{
    struct input *input = calloc(1, sizeof *input);
    struct sources_request request = {settings->inputs, settings->n_inputs, settings->list,
                                      settings->list_zero, settings->written};

    *out = NULL;
    if (input == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    input->settings = settings;
    input->limit = (uint64_t)(settings->limit_size * (1 << 20));
    if (sources_open(&input->sources, &request, error) != 0) {
        input_free(input);
        return -1;
    }
    *out = input;
    return 0;
}

void input_seek(struct input *input, struct position position)
{
    input->start = position;
}

uint64_t input_bytes(const struct input *input)
{
    return input->bytes_before + (input->stream == NULL ? 0 : stream_bytes(input->stream));
}

static void leave_member(struct input *input)
{
    charset_free(input->charset);
    input->charset = NULL;
    input->inside = false;
    input->carry_length = 0;
}

static void leave_file(struct input *input)
{
    leave_member(input);
    if (input->stream != NULL)
        input->bytes_before += stream_bytes(input->stream);
    stream_close(input->stream);
    input->stream = NULL;
}

void input_free(struct input *input)
{
    if (input == NULL)
        return;
    leave_file(input);
    sources_close(input->sources);
    free(input->header);
    free(input->carry);
    free(input);
}

void piece_release(struct piece *piece)
{
    free(piece->path);
    free(piece->header_bytes);
    free(piece->bytes);
    memset(piece, 0, sizeof *piece);
}

/* Flushed by line, rows go their way as they come: nothing waits for a piece to be full. */
static bool may_go(const struct input *input, const struct piece *piece)
{
    return input->settings->flush == FLUSH_LINE && input->inside && input->kind == PIECE_ROWS &&
           piece->length > 0 && memchr(piece->bytes, '\n', piece->length) != NULL;
}

/* Of rows, those before the place where reading fails are whole: it is told behind them. */
static int lose_rest(struct input *input, struct ordo_error *error)
{
    if (!input->inside || input->kind != PIECE_ROWS || error->code == ORDO_ERR_MEMORY)
        return -1;
    input->lost = *error;
    input->ended = true;
    return 0;
}

/* Reads until the piece holds `want` bytes or the member ends. */
static int fill(struct input *input, struct piece *piece, size_t want, struct ordo_error *error)
{
    if (ordo_reserve(&piece->bytes, &piece->capacity, want + 16, 1, error) != 0)
        return -1;
    while (piece->length < want && !input->ended) {
        size_t got;
        if ((input->charset != NULL ? charset_read(input->charset, piece->bytes + piece->length,
                                                   want + 16 - piece->length, &got, error)
                                    : stream_read(input->stream, piece->bytes + piece->length,
                                                  want - piece->length, &got, error)) != 0)
            return lose_rest(input, error);
        input->ended = got == 0;
        piece->length += got;
        if (may_go(input, piece))
            break;
    }
    return 0;
}

/* What the piece holds from `end` on is kept for the next. */
static int carry_over(struct input *input, struct piece *piece, size_t end,
                      struct ordo_error *error)
{
    input->carry_length = piece->length - end;
    if (ordo_reserve(&input->carry, &input->carry_capacity, input->carry_length, 1, error) != 0)
        return -1;
    if (input->carry_length > 0)
        memcpy(input->carry, piece->bytes + end, input->carry_length);
    piece->length = end;
    return 0;
}

static int bring_back(struct input *input, struct piece *piece, struct ordo_error *error)
{
    if (ordo_reserve(&piece->bytes, &piece->capacity, input->carry_length + PIECE_SIZE + 16, 1,
                     error) != 0)
        return -1;
    if (input->carry_length > 0)
        memcpy(piece->bytes, input->carry, input->carry_length);
    piece->length = input->carry_length;
    input->carry_length = 0;
    return 0;
}

static uint64_t lines_in(const char *bytes, size_t length)
{
    const char *end;
    uint64_t n = 0;

    if (length == 0)
        return 0;
    end = bytes + length;
    for (const char *p = bytes; p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
        n++;
    return n;
}

/* ---- files and members ---------------------------------------------------------------------- */

/* The next source that is to be read, by this share of a run that begins here. What is wrong with
 * others is told by whoever reads them, and was by the run that is gone on with. */
static int next_source(struct input *input, struct source_entry *entry, struct ordo_error *error)
{
    for (;;) {
        int found = sources_next(input->sources, entry, error);
        uint64_t number = input->n_sources;
        struct stat status;
        input->n_sources += found != 0;
        if (found == 0 || (found < 0 && error->code == ORDO_ERR_MEMORY))
            return found;
        if (number >= input->start.source &&
            (!input->settings->shard_files || settings_shares(input->settings, number)))
            return found;
        if (found > 0 && number < input->start.source && stat(entry->path, &status) == 0 &&
            S_ISREG(status.st_mode))
            input->bytes_before += (uint64_t)status.st_size; /* the earlier run read them */
    }
}

/* 1: a file is open; 0: there are no more. */
static int open_file(struct input *input, struct ordo_error *error)
{
    struct source_entry entry;
    struct stream_request request;
    int found;

    input->path = "";
    found = next_source(input, &entry, error);
    if (found <= 0)
        return found;
    input->path = entry.path;
    input->passed = 0;
    input->at = (struct position){entry.number, 0, 0, 1};
    request = (struct stream_request){entry.path, entry.found, input->limit,
                                      input->settings->flush == FLUSH_LINE};
    return stream_open(&input->stream, &request, error) != 0 ? -1 : 1;
}

const char *input_path(const struct input *input)
{
    return input->path == NULL ? "" : input->path;
}

static int take_header(struct input *input, struct piece *piece, struct ordo_error *error)
{
    size_t length = rows_header_length(input->dialect, piece->bytes, piece->length);

    if (ordo_reserve(&input->header, &input->header_capacity, length, 1, error) != 0)
        return -1;
    if (length > 0)
        memcpy(input->header, piece->bytes, length);
    input->header_length = length;
    piece->length -= length;
    memmove(piece->bytes, piece->bytes + length, piece->length);
    input->at.byte += length;
    input->at.line += lines_in(input->header, length);
    return 0;
}

/* Throws away what stands before the place to start from. */
static int drop_before_start(struct input *input, struct piece *piece, struct ordo_error *error)
{
    while (input->at.byte < input->start.byte) {
        uint64_t left = input->start.byte - input->at.byte;
        size_t n = left < piece->length ? (size_t)left : piece->length;
        rows_note_last(&input->last, piece->bytes, n);
        piece->length -= n;
        memmove(piece->bytes, piece->bytes + n, piece->length);
        input->at.byte += n;
        if (piece->length == 0 && fill(input, piece, PIECE_SIZE, error) != 0)
            return -1;
        if (piece->length == 0 && input->ended)
            break;
    }
    input->at.line = input->start.line;
    return 0;
}

static int fail_lost(struct input *input, struct ordo_error *error)
{
    *error = input->lost;
    input->lost.code = ORDO_OK;
    ordo_fail_at(error, input->member.path, input->at.line, input->at.byte + 1);
    leave_member(input);
    return -1;
}

/* Moves to the next member and reads its beginning into the piece. 0: the file has no more. */
static int open_member(struct input *input, struct piece *piece, struct ordo_error *error)
{
    bool first = input->at.source == input->start.source;
    struct recognised recognised;
    struct ordo_string head;
    int found;

    do { /* what is wrong with members before the start was told already */
        found = stream_next(input->stream, &input->member, error);
        if (found > 0 && first && input->member.number < input->start.member)
            input->passed = input->member.number + 1;
        else if (found >= 0 || !first || input->passed >= input->start.member)
            break;
    } while (found > 0 || error->code != ORDO_ERR_MEMORY);
    if (found <= 0)
        return found;
    input->at = (struct position){input->at.source, input->member.number, 0, 1};
    head = (struct ordo_string){input->member.bytes, input->member.length};
    if (recognise(&recognised, head, input->member.name, input->settings, error) != 0)
        return ordo_fail_at(error, input->member.path, 0, 0);
    input->kind = recognised.kind;
    input->dialect = recognised.dialect;
    input->inside = true;
    input->ended = input->skipping = input->told = false;
    input->lost.code = ORDO_OK;
    input->header_length = 0;
    input->last = '\0';
    piece->length = 0;
    if (input->kind == PIECE_ROWS &&
        charset_new(&input->charset, (struct charset_input){stream_read, input->stream},
                    input->settings->encoding, error) != 0)
        return -1;
    if (fill(input, piece, PIECE_SIZE, error) != 0)
        return ordo_fail_at(error, input->member.path, 0, 0);
    if (input->lost.code != ORDO_OK && piece->length == 0)
        return fail_lost(input, error);
    if (input->kind == PIECE_ROWS && take_header(input, piece, error) != 0)
        return -1;
    if (first && input->member.number == input->start.member && input->start.byte > 0 &&
        drop_before_start(input, piece, error) != 0)
        return ordo_fail_at(error, input->member.path, 0, 0);
    return 1;
}

/* ---- pieces --------------------------------------------------------------------------------- */

/* Drops what belongs to a row that is too long. */
static int skip_row(struct input *input, struct piece *piece, struct ordo_error *error)
{
    while (input->skipping) {
        const char *end = memchr(piece->bytes, '\n', piece->length);
        size_t length = end == NULL ? piece->length : (size_t)(end - piece->bytes) + 1;
        piece->length -= length;
        memmove(piece->bytes, piece->bytes + length, piece->length);
        input->at.byte += length;
        input->at.line += end != NULL;
        input->skipping = end == NULL && !input->ended;
        if (fill(input, piece, PIECE_SIZE, error) != 0)
            return -1;
    }
    return 0;
}

static size_t last_boundary(const struct input *input, const struct piece *piece)
{
    return rows_boundary(input->dialect, piece->bytes, piece->length);
}

/* Leaves whole rows in the piece. What cannot be read behind them is told when they are done. */
static int cut_rows(struct input *input, struct piece *piece, struct ordo_error *error)
{
    size_t limit = input->limit < ROWS_RECORD_MAX ? (size_t)input->limit : ROWS_RECORD_MAX;
    size_t end = 0, most = limit > PIECE_SIZE ? limit : PIECE_SIZE;

    while (!input->ended && (end = last_boundary(input, piece)) == 0) {
        if (piece->length >= most) {
            ordo_fail(error, ORDO_ERR_LIMIT, "record longer than %.6g MiB, left out",
                      (double)limit / (1 << 20));
            ordo_fail_at(error, input->member.path, input->at.line, input->at.byte + 1);
            input->skipping = true;
            input->at.byte += piece->length;
            input->at.line += lines_in(piece->bytes, piece->length);
            piece->length = 0;
            return -1;
        }
        if (fill(input, piece, piece->length * 2 + PIECE_SIZE, error) != 0)
            return -1;
    }
    if (input->lost.code != ORDO_OK) /* a row cut short is none */
        piece->length = last_boundary(input, piece);
    return carry_over(input, piece, input->ended ? piece->length : end, error);
}

static int take_rows(struct input *input, struct piece *piece, struct ordo_error *error)
{
    if (cut_rows(input, piece, error) != 0)
        return -1;
    rows_note_last(&input->last, piece->bytes, piece->length);
    if (input->ended && input->carry_length == 0 && input->lost.code == ORDO_OK &&
        rows_cut_short(input->dialect, input->header_length, input->last))
        ordo_fail(&input->lost, ORDO_ERR_FORMAT, "JSON array is not closed: cut short?");
    input->at.byte += piece->length;
    input->at.line += lines_in(piece->bytes, piece->length);
    return 1;
}

static int fail_long(const struct input *input, struct ordo_error *error)
{
    return ordo_fail(
        error, ORDO_ERR_LIMIT, "%s longer than %.6g MiB, left out (--limit-size allows more)",
        input->kind == PIECE_WARC ? "record" : "document", (double)input->limit / (1 << 20));
}

static int take_document(struct input *input, struct piece *piece, struct ordo_error *error)
{
    while (!input->ended && piece->length <= input->limit)
        if (fill(input, piece, piece->length * 2 + PIECE_SIZE, error) != 0)
            return -1;
    if (piece->length > input->limit) {
        input->ended = true;
        return fail_long(input, error);
    }
    return 1;
}

/* Reads over the next `length` bytes of the member, of which the piece holds the first. */
static int pass_over(struct input *input, struct piece *piece, uint64_t length,
                     struct ordo_error *error)
{
    input->at.byte += length;
    while (length > piece->length) {
        length -= piece->length;
        piece->length = 0;
        if (fill(input, piece, PIECE_SIZE, error) != 0)
            return -1;
        if (input->ended && piece->length == 0)
            return 0;
    }
    piece->length -= (size_t)length;
    memmove(piece->bytes, piece->bytes + length, piece->length);
    return 0;
}

/* The next record that may hold an article. */
static int take_record(struct input *input, struct piece *piece, struct ordo_error *error)
{
    struct warc_record record;

    for (;;) {
        uint64_t length;
        int found;
        if (piece->length < WARC_HEAD_MAX && fill(input, piece, WARC_HEAD_MAX, error) != 0)
            return -1;
        while (piece->length > 0 && (piece->bytes[0] == '\r' || piece->bytes[0] == '\n')) {
            size_t n = 1;
            while (n < piece->length && (piece->bytes[n] == '\r' || piece->bytes[n] == '\n'))
                n++;
            if (pass_over(input, piece, n, error) != 0)
                return -1;
            if (piece->length == 0 && fill(input, piece, WARC_HEAD_MAX, error) != 0)
                return -1;
        }
        if (piece->length == 0)
            return 0;
        found = warc_read(&record, (struct ordo_string){piece->bytes, piece->length}, error);
        if (found < 0) { /* where the next record begins cannot be told */
            input->ended = true;
            return -1;
        }
        length = record.head_length + record.length;
        if (record.length <= input->limit && warc_may_hold_article(&record)) {
            if (piece->length < length && fill(input, piece, (size_t)length, error) != 0)
                return -1;
            if (piece->length < length) {
                input->ended = true;
                return ordo_fail(error, ORDO_ERR_FORMAT, "record cut short, left out");
            }
            input->at.byte += length;
            return carry_over(input, piece, (size_t)length, error) != 0 ? -1 : 1;
        }
        found = record.length > input->limit && warc_may_hold_article(&record);
        if (found != 0)
            fail_long(input, error);
        if (pass_over(input, piece, length, error) != 0)
            return -1;
        if (found != 0) {
            ordo_fail_at(error, input->member.path, 0, input->at.byte + 1 - length);
            carry_over(input, piece, 0, NULL);
            return -1;
        }
    }
}

static int describe(struct input *input, struct piece *piece, struct ordo_error *error)
{
    size_t room = strlen(input->member.path) + 1;

    if (ordo_reserve(&piece->path, &piece->path_capacity, room, 1, error) != 0 ||
        ordo_reserve(&piece->header_bytes, &piece->header_capacity, input->header_length, 1,
                     error) != 0)
        return -1;
    memcpy(piece->path, input->member.path, room);
    if (input->header_length > 0)
        memcpy(piece->header_bytes, input->header, input->header_length);
    piece->header = (struct ordo_string){piece->header_bytes, input->header_length};
    piece->kind = input->kind;
    piece->dialect = input->dialect;
    piece->encoding[0] = '\0';
    if (input->charset != NULL && !input->told) {
        uint64_t n_replaced;
        const char *name = charset_name(input->charset, &n_replaced);
        if (name != NULL)
            strcpy(piece->encoding, name);
        input->told = name != NULL;
    }
    return 0;
}

/* The next piece of the member in hand. 0: it has no more. */
static int take_piece(struct input *input, struct piece *piece, struct ordo_error *error)
{
    struct position at;
    int found = 0;

    if (input->kind == PIECE_ROWS && skip_row(input, piece, error) != 0)
        return ordo_fail_at(error, input->member.path, 0, 0);
    at = input->at;
    switch (input->kind) {
    case PIECE_ROWS:
        found = take_rows(input, piece, error);
        break;
    case PIECE_WARC:
        found = take_record(input, piece, error);
        break;
    case PIECE_ARTICLE:
    case PIECE_MARKDOWN:
    case PIECE_PAGE:
    case PIECE_NEWS:
        found = take_document(input, piece, error);
        break;
    }
    if (found < 0)
        return ordo_fail_at(error, input->member.path, 0,
                            input->kind == PIECE_WARC ? input->at.byte + 1 : 0);
    if (found == 0)
        return 0;
    piece->at = at;
    piece->line = at.line;
    piece->byte = at.byte + 1;
    if (input->kind == PIECE_WARC) /* behind records that hold no article */
        piece->byte = input->at.byte - piece->length + 1;
    piece->after = input->ended && input->carry_length == 0 && input->lost.code == ORDO_OK
                       ? (struct position){at.source, at.member + 1, 0, 1}
                       : input->at;
    return describe(input, piece, error) != 0 ? -1 : 1;
}

/* Goes on within the member in hand. */
static int go_on(struct input *input, struct piece *piece, struct ordo_error *error)
{
    if (bring_back(input, piece, error) != 0 ||
        (!input->ended && fill(input, piece, piece->length + PIECE_SIZE, error) != 0)) {
        ordo_fail_at(error, input->member.path, input->at.line, input->at.byte + 1);
        leave_member(input);
        return -1;
    }
    return 1;
}

/* Whether something of the member is left once a piece was taken from it, or failed to be. */
static bool is_left(const struct input *input, int found)
{
    if (input->lost.code != ORDO_OK || input->skipping || input->carry_length > 0)
        return true;
    if (found < 0 && input->kind != PIECE_WARC)
        return false;
    return found != 0 && !input->ended;
}

int input_next(struct input *input, struct piece *piece, struct ordo_error *error)
{
    for (;;) {
        int found = input->stream != NULL ? 1 : open_file(input, error);
        if (found <= 0)
            return found;
        if (input->inside && input->lost.code != ORDO_OK && input->carry_length == 0)
            return fail_lost(input, error);
        found = input->inside ? go_on(input, piece, error) : open_member(input, piece, error);
        if (found < 0) {
            leave_member(input);
            return -1;
        }
        if (found == 0) {
            leave_file(input);
            continue;
        }
        found = take_piece(input, piece, error);
        if (!is_left(input, found))
            leave_member(input);
        if (found != 0)
            return found;
    }
}
