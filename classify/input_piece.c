/* input_piece.c: the bytes of a member -> pieces: a document is one, rows are cut at row ends, web
 * archives into their records. */
#include "input_private.h"
#include "../lib/reserve.h"
#include "warc.h"

#include <string.h>

#define RECORD_AHEAD ((size_t)4096) /* bytes of a web archive that hold most headers of records */

/* Flushed by line, rows go their way as they come: nothing waits for a piece to be full. */
static bool may_go(const struct input *input, const struct piece *piece)
{
    return input->settings->flush == FLUSH_LINE && input->inside && input->kind == PIECE_ROWS &&
           piece->length > 0 && memchr(piece->bytes, '\n', piece->length) != NULL;
}

/* Rows and records before the place where reading fails are whole: it is told behind them. */
static int lose_rest(struct input *input, struct ordo_error *error)
{
    if (!input->inside || (input->kind != PIECE_ROWS && input->kind != PIECE_WARC) ||
        error->code == ORDO_ERR_MEMORY)
        return -1;
    input->lost = *error;
    input->ended = true;
    return 0;
}

int input_fill(struct input *input, struct piece *piece, size_t want, struct ordo_error *error)
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
        if (input->returns)
            rows_mend_returns(piece->bytes + piece->length, got);
        if (input->records.path[0] != '\0')
            records_keep(&input->records, piece->bytes + piece->length, got);
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

int input_bring_back(struct input *input, struct piece *piece, struct ordo_error *error)
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

uint64_t input_lines(const char *bytes, size_t length)
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

/* Drops what of the piece belongs to a row that is too long. */
static void skip_some(struct input *input, struct piece *piece)
{
    bool ends;
    size_t n = rows_skip(&input->skip, input->dialect, piece->bytes, piece->length, &ends);

    rows_note_last(&input->last, piece->bytes, n);
    input->at.byte += n;
    input->at.line += input_lines(piece->bytes, n);
    piece->length -= n;
    memmove(piece->bytes, piece->bytes + n, piece->length);
    input->skipping = !ends;
}

static int skip_row(struct input *input, struct piece *piece, struct ordo_error *error)
{
    while (input->skipping) {
        skip_some(input, piece);
        if (input->skipping && input->ended) {
            input->skipping = false;
            if (input->lost.code == ORDO_OK)
                rows_skip_end(&input->skip, &input->lost);
        }
        if (input_fill(input, piece, PIECE_SIZE, error) != 0)
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
            input->skip = (struct rows_skip){0};
            skip_some(input, piece);
            carry_over(input, piece, 0, NULL);
            return -1;
        }
        if (input_fill(input, piece, piece->length * 2 + PIECE_SIZE, error) != 0)
            return -1;
    }
    if (input->lost.code != ORDO_OK) /* a row cut short is none */
        piece->length = last_boundary(input, piece);
    return carry_over(input, piece, input->ended ? piece->length : end, error);
}

/* What is missing behind the last row is told when that is done. */
static void check_end(struct input *input)
{
    if (input->records.path[0] != '\0')
        records_end(&input->records, &input->lost);
    else
        rows_check_closed(input->dialect, input->header_length, input->last, &input->lost);
}

static int take_rows(struct input *input, struct piece *piece, struct ordo_error *error)
{
    if (cut_rows(input, piece, error) != 0)
        return -1;
    rows_note_last(&input->last, piece->bytes, piece->length);
    if (input->ended && input->carry_length == 0 && input->lost.code == ORDO_OK)
        check_end(input);
    input->at.byte += piece->length;
    input->at.line += input_lines(piece->bytes, piece->length);
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
        if (input_fill(input, piece, piece->length * 2 + PIECE_SIZE, error) != 0)
            return -1;
    if (piece->length > input->limit) {
        input->ended = true;
        return fail_long(input, error);
    }
    return 1;
}

/* Reads over the next `length` bytes of the member, and no further: what the piece holds behind
 * them moves with every record. */
static int pass_over(struct input *input, struct piece *piece, uint64_t length,
                     struct ordo_error *error)
{
    for (;;) {
        size_t n = length < piece->length ? (size_t)length : piece->length;
        piece->length -= n;
        memmove(piece->bytes, piece->bytes + n, piece->length);
        input->at.byte += n;
        length -= n;
        if (length == 0 || input->ended)
            return 0;
        n = length < PIECE_SIZE ? (size_t)length : PIECE_SIZE;
        if (input_fill(input, piece, n, error) != 0)
            return -1;
    }
}

/* Empty lines stand between records. */
static int pass_breaks(struct input *input, struct piece *piece, struct ordo_error *error)
{
    size_t n;

    do {
        if (piece->length == 0 && input_fill(input, piece, RECORD_AHEAD, error) != 0)
            return -1;
        for (n = 0; n < piece->length && (piece->bytes[n] == '\r' || piece->bytes[n] == '\n'); n++)
            ;
        if (pass_over(input, piece, n, error) != 0)
            return -1;
    } while (n > 0);
    return 0;
}

/* The header of the record that comes. 0: none comes, or it is lost. */
static int read_head(struct input *input, struct piece *piece, struct warc_record *record,
                     struct ordo_error *error)
{
    int found = -1;

    if (pass_breaks(input, piece, error) != 0)
        return -1;
    if (piece->length == 0)
        return 0;
    for (size_t want = RECORD_AHEAD; found < 0 && want <= WARC_HEAD_MAX; want *= 2) {
        if (input_fill(input, piece, want, error) != 0)
            return -1;
        found = warc_read(record, (struct ordo_string){piece->bytes, piece->length}, error);
    }
    input->ended = input->ended || found < 0; /* where the next record begins cannot be told */
    return found < 0 && input->lost.code != ORDO_OK ? 0 : found;
}

/* The next record that may hold an article. */
static int take_record(struct input *input, struct piece *piece, struct ordo_error *error)
{
    struct warc_record record;
    int found;

    while ((found = read_head(input, piece, &record, error)) > 0) {
        uint64_t length = record.head_length + record.length, begin = input->at.byte;
        bool wanted = warc_may_hold_article(&record);
        if (wanted && record.length <= input->limit) {
            if (input_fill(input, piece, (size_t)length, error) != 0)
                return -1;
            if (piece->length < length && input->lost.code != ORDO_OK)
                return 0;
            if (piece->length < length) {
                input->ended = true;
                return ordo_fail(error, ORDO_ERR_FORMAT, "record cut short, left out");
            }
            input->at.byte += length;
            return carry_over(input, piece, (size_t)length, error) != 0 ? -1 : 1;
        }
        if (pass_over(input, piece, length, error) != 0)
            return -1;
        if (wanted) {
            fail_long(input, error);
            ordo_fail_at(error, input->member.path, 0, begin + 1);
            carry_over(input, piece, 0, NULL);
            return -1;
        }
    }
    return found;
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
    piece->encoding[0] = piece->records[0] = '\0';
    if (input->found)
        memcpy(piece->records, input->records.path, sizeof piece->records);
    input->found = false;
    if (input->charset != NULL && !input->told) {
        uint64_t n_replaced;
        const char *name = charset_name(input->charset, &n_replaced);
        if (name != NULL)
            strcpy(piece->encoding, name);
        input->told = name != NULL;
    }
    return 0;
}

int input_take_piece(struct input *input, struct piece *piece, struct ordo_error *error)
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
