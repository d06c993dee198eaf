/* sink_lines.c: JSONL, CSV and TSV into a file or standard output, packed in frames if its name
 * says so. */
#include "sink.h"
#include "emit.h"
#include "packing.h"
#include "part.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FRAME_SIZE ((size_t)4 << 20)  /* bytes of output in a frame */
#define BLOCK_SIZE ((size_t)64 << 10) /* written at once, when flushed by block */

struct lines {
    struct part part;
    const char *packing; /* ending, "" for none */
    bool by_line;
    struct json waiting; /* for its frame or block */
    struct json packed;
};

static int load(const struct settings *settings, struct checkpoint *checkpoint,
                struct ordo_error *error)
{
    int found = journal_load(checkpoint, settings->output, error);
    struct stat status;

    if (found != FOUND_WHOLE ||
        (stat(settings->output, &status) == 0 && (uint64_t)status.st_size == checkpoint->length))
        return found;
    checkpoint_release(checkpoint); /* somebody changed it since */
    return FOUND_NOTHING;
}

static int write_frame(struct lines *lines, size_t length, struct ordo_error *error)
{
    struct ordo_string frame = {lines->waiting.bytes, length};

    if (lines->packing[0] != '\0') {
        json_clear(&lines->packed);
        if (packing_frame(lines->packing, frame, &lines->packed, error) != 0)
            return -1;
        frame = (struct ordo_string){lines->packed.bytes, lines->packed.length};
    }
    if (part_write(&lines->part, frame.bytes, frame.length, error) != 0)
        return -1;
    lines->waiting.length -= length;
    if (lines->waiting.length > 0)
        memmove(lines->waiting.bytes, lines->waiting.bytes + length, lines->waiting.length);
    return 0;
}

/* Frames are cut at the same bytes in every run, blocks anywhere. */
static int write_due(struct lines *lines, struct ordo_error *error)
{
    if (lines->packing[0] == '\0')
        return lines->waiting.length >= BLOCK_SIZE || lines->by_line
                   ? write_frame(lines, lines->waiting.length, error)
                   : 0;
    while (lines->waiting.length >= FRAME_SIZE)
        if (write_frame(lines, FRAME_SIZE, error) != 0)
            return -1;
    return 0;
}

static int open_lines(struct sink *sink, const struct checkpoint *from, bool resumed,
                      struct ordo_error *error)
{
    const struct settings *settings = sink->plan->settings;
    const struct emitter *emitter = &EMITTERS[settings->to];
    struct lines *lines = sink->state = calloc(1, sizeof *lines);

    if (lines == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    lines->packing = settings->output == NULL ? "" : packing_ending(settings->output);
    lines->by_line = settings->flush == FLUSH_LINE;
    if (part_open(&lines->part, settings->output == NULL ? "-" : settings->output,
                  resumed ? from->length : 0, error) != 0)
        return -1;
    sink->saves = lines->part.temporary != NULL;
    if (resumed)
        json_bytes(&lines->waiting, from->pending.bytes, from->pending.length);
    else if (emitter->begin != NULL && !settings->no_header)
        emitter->begin(sink->plan, &lines->waiting);
    if (!resumed && sink->saves)
        journal_remove(settings->output); /* of an earlier run, whose part is gone now */
    return lines->waiting.failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}

static int take(struct sink *sink, const struct output *output, struct ordo_error *error)
{
    struct lines *lines = sink->state;
    const struct json *records = &output->records;

    if (lines->packing[0] == '\0' && lines->waiting.length == 0 && records->length >= BLOCK_SIZE)
        return part_write(&lines->part, records->bytes, records->length, error); /* not copied */
    json_bytes(&lines->waiting, records->bytes, records->length);
    if (lines->waiting.failed)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    return write_due(lines, error);
}

static int save(struct sink *sink, struct checkpoint *checkpoint, struct ordo_error *error)
{
    struct lines *lines = sink->state;

    if (lines->packing[0] == '\0' && write_frame(lines, lines->waiting.length, error) != 0)
        return -1;
    json_clear(&checkpoint->pending);
    json_bytes(&checkpoint->pending, lines->waiting.bytes, lines->waiting.length);
    checkpoint->length = lines->part.length;
    if (!sink->saves)
        return 0;
    if (checkpoint->pending.failed)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (part_sync(&lines->part, error) != 0)
        return -1;
    return journal_save(checkpoint, sink->plan->settings->output, error);
}

static int finish(struct sink *sink, const struct checkpoint *last, struct ordo_error *error)
{
    struct lines *lines = sink->state;
    struct checkpoint whole = *last;

    if ((lines->waiting.length > 0 || lines->part.length == 0) &&
        write_frame(lines, lines->waiting.length, error) != 0)
        return -1;
    whole.length = lines->part.length;
    if (sink->saves)
        journal_note(&whole, lines->part.temporary);
    if (part_commit(&lines->part, error) != 0)
        return -1;
    if (sink->saves)
        journal_remove(sink->plan->settings->output);
    return 0;
}

static void close_lines(struct sink *sink, bool keep)
{
    struct lines *lines = sink->state;

    if (lines == NULL)
        return;
    part_release(&lines->part, keep);
    json_release(&lines->waiting);
    json_release(&lines->packed);
    free(lines);
    sink->state = NULL;
}

const struct sink_kind SINK_LINES = {load, open_lines, take, save, finish, close_lines};

const struct sink_kind *sink_kind_of(const struct settings *settings)
{
    return settings->to == TO_SQLITE ? &SINK_DATABASE
           : settings->to == TO_BRAT ? &SINK_FOLDER
                                     : &SINK_LINES;
}
