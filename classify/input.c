/* input.c: which files and which members of archives are read, one after another. */
#include "input_private.h"
#include "../lib/reserve.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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

uint64_t input_left_out(const struct input *input)
{
    return sources_left_out(input->sources) + input->left_out +
           (input->stream == NULL ? 0 : stream_left_out(input->stream));
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
    if (input->stream != NULL) {
        input->bytes_before += stream_bytes(input->stream);
        input->left_out += stream_left_out(input->stream);
    }
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
        if (input->settings->shard_files && !settings_shares(input->settings, number))
            continue;
        if (number >= input->start.source)
            return found;
        if (found > 0 && stat(entry->path, &status) == 0 && S_ISREG(status.st_mode))
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

/* Finds out whether the rows of JSON stand deeper than its beginning, and leaves them alone. Where
 * the user says that every line is a row, nothing is guessed from the first. */
static void begin_records(struct input *input, struct piece *piece)
{
    const struct settings *settings = input->settings;
    struct ordo_string head = {piece->bytes, piece->length};
    const char *path = settings->records;
    char found[RECORDS_PATH_MAX];

    if ((input->dialect.format != ROWS_JSON && input->dialect.format != ROWS_JSONL) ||
        rows_dialect_of(NULL, head.bytes, head.length).format == ROWS_LINES) /* no JSON */
        return;
    input->found = path == NULL && settings->format != INPUT_JSONL &&
                   records_find(head, settings->text_field, found);
    if (input->found)
        path = found;
    if (path == NULL)
        return;
    records_begin(&input->records, path);
    input->dialect.format = ROWS_JSON;
    records_keep(&input->records, piece->bytes, piece->length);
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
    input->at.line += input_lines(input->header, length);
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
        if (piece->length == 0 && input_fill(input, piece, PIECE_SIZE, error) != 0)
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
    ordo_fail_at(error, input->member.path, input->kind == PIECE_WARC ? 0 : input->at.line,
                 input->at.byte + 1);
    leave_member(input);
    return -1;
}

/* How much of a member is read before it is known what of it makes a piece. Records say how long
 * they are: what was read behind one would have to be moved for each. */
static size_t read_ahead(const struct input *input)
{
    return input->kind == PIECE_WARC ? 0 : PIECE_SIZE;
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
    input->ended = input->skipping = input->told = input->found = input->returns = false;
    input->lost.code = ORDO_OK;
    input->header_length = 0;
    input->last = '\0';
    input->records.path[0] = '\0';
    piece->length = 0;
    if (input->kind == PIECE_ROWS &&
        charset_new(&input->charset, (struct charset_input){stream_read, input->stream},
                    input->settings->encoding, error) != 0)
        return -1;
    if (input_fill(input, piece, read_ahead(input), error) != 0)
        return ordo_fail_at(error, input->member.path, 0, 0);
    if (input->lost.code != ORDO_OK && piece->length == 0)
        return fail_lost(input, error);
    if (input->kind == PIECE_ROWS) {
        input->returns = rows_has_returns(piece->bytes, piece->length);
        if (input->returns)
            rows_mend_returns(piece->bytes, piece->length);
        begin_records(input, piece);
        if (take_header(input, piece, error) != 0)
            return -1;
    }
    if (first && input->member.number == input->start.member && input->start.byte > 0 &&
        drop_before_start(input, piece, error) != 0)
        return ordo_fail_at(error, input->member.path, 0, 0);
    return 1;
}

/* Goes on within the member in hand. */
static int go_on(struct input *input, struct piece *piece, struct ordo_error *error)
{
    if (input_bring_back(input, piece, error) != 0 ||
        input_fill(input, piece, piece->length + read_ahead(input), error) != 0) {
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
        found = input_take_piece(input, piece, error);
        if (!is_left(input, found))
            leave_member(input);
        if (found != 0)
            return found;
    }
}
