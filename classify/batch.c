/* batch.c: opens what a run needs, lets the pool run, and makes a checkpoint now and then.
 *
 * A checkpoint says: of the input everything before this place is written, and the output is so
 * long. It can stand only behind a piece whose place is known, so what could not be read at all is
 * counted from the next such piece on. */
#include "batch.h"
#include "inventory.h"
#include "part.h"
#include "pool.h"
#include "sink.h"
#include "stop.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

struct batch {
    const struct plan *plan;
    struct sink sink;
    bool has_sink, has_failed, opened;
    struct part failed;           /* the list of inputs that failed */
    char last_failed[4096];       /* the newest of them, so that a file stands there once */
    struct checkpoint checkpoint; /* what a checkpoint says that is made now */
    bool is_whole;                /* the run was done before: nothing is left but names */
    bool saved;                   /* there is one */
    struct counts counts;         /* of all that was taken */
    struct progress progress;
    uint64_t bytes_read;
    double last_saved;
    bool closed; /* --max-errors: what comes now is left for the run that goes on */
};

static void add(struct counts *sum, const struct counts *counts)
{
    sum->articles += counts->articles;
    sum->statements += counts->statements;
    sum->failed += counts->failed;
    sum->bytes += counts->bytes;
    sum->met |= counts->met;
    for (size_t i = 0; i < SKIP_REASONS; i++)
        sum->skipped[i] += counts->skipped[i];
}

static int save(struct batch *batch, struct ordo_error *error)
{
    batch->last_saved = progress_seconds();
    if (!batch->sink.saves)
        return 0;
    if (batch->has_failed && part_sync(&batch->failed, error) != 0)
        return -1;
    if (batch->sink.kind->save(&batch->sink, &batch->checkpoint, error) != 0)
        return -1;
    batch->saved = true;
    return 0;
}

/* Read by lines, a name with a line break is two that are not there. */
static void warn_of_break(struct batch *batch, struct ordo_string name)
{
    struct json message = {0};
    struct ordo_error error;

    if (batch->plan->settings->list_zero || memchr(name.bytes, '\n', name.length) == NULL)
        return;
    ordo_fail(&error, ORDO_ERR_FORMAT,
              "a failed input has a line break in its name: --list reads this with --null alone, "
              "given to both runs");
    ordo_fail_at(&error, batch->plan->settings->failed, 0, 0);
    messages_add(&message, &error);
    if (!message.failed)
        progress_messages(&batch->progress, &message);
    json_release(&message);
}

static int note_failed(struct batch *batch, const struct output *output, struct ordo_error *error)
{
    size_t n = output->failed.length;

    if (!batch->has_failed || n == 0)
        return 0;
    if (n < sizeof batch->last_failed) {
        if (memcmp(batch->last_failed, output->failed.bytes, n) == 0 &&
            batch->last_failed[n] == '\0')
            return 0;
        memcpy(batch->last_failed, output->failed.bytes, n);
        batch->last_failed[n] = '\0';
    }
    warn_of_break(batch, (struct ordo_string){output->failed.bytes, n - 1});
    return part_write(&batch->failed, output->failed.bytes, n, error);
}

/* The pool's sink: 1 ends the run. */
static int take(void *context, const struct output *output, struct ordo_error *error)
{
    struct batch *batch = context;
    const struct settings *settings = batch->plan->settings;

    if (batch->closed)
        return 1;
    progress_messages(&batch->progress, &output->messages);
    batch->bytes_read = output->bytes_read;
    add(&batch->counts, &output->counts);
    if (batch->sink.kind->take(&batch->sink, output, error) != 0 ||
        note_failed(batch, output, error) != 0)
        return -1;
    if (output->readable) {
        batch->checkpoint.position = output->after;
        batch->checkpoint.counts = batch->counts;
        batch->checkpoint.failed_length = batch->has_failed ? batch->failed.length : 0;
        if (batch->sink.saves && progress_seconds() - batch->last_saved >= settings->checkpoint &&
            save(batch, error) != 0)
            return -1;
    }
    progress_step(&batch->progress, &batch->counts, batch->bytes_read);
    batch->closed = batch->counts.failed > settings->max_errors;
    return batch->closed ? 1 : 0;
}

/* Finds the checkpoint of an earlier run and holds it against this one. known: the inputs are files
 * that are known again. */
static int look_back(struct batch *batch, bool known, bool *resumed, struct ordo_error *error)
{
    struct checkpoint then = {.length = 0};
    int found = batch->sink.kind->load(batch->plan->settings, &then, error);

    *resumed = false;
    if (found > 0 && checkpoint_same(&then, &batch->checkpoint, error) != 0) {
        ordo_fail_at(error, batch->plan->settings->output, 0, 0);
        found = found == FOUND_WHOLE ? FOUND_NOTHING : -1; /* another run is begun */
    }
    if (found == FOUND_WHOLE && !known)
        found = FOUND_NOTHING; /* standard input may bring anything */
    if (found <= 0) {
        checkpoint_release(&then);
        return found;
    }
    batch->is_whole = found == FOUND_WHOLE;
    checkpoint_release(&batch->checkpoint);
    batch->checkpoint = then;
    batch->counts = then.counts;
    batch->saved = true;
    *resumed = true;
    return 0;
}

/* The newest entry of the list that is gone on with. */
static void recall_failed(struct batch *batch)
{
    size_t room = sizeof batch->last_failed - 1, length = (size_t)batch->failed.length;
    char tail[sizeof batch->last_failed];
    size_t n = length < room ? length : room, from;
    ssize_t got = pread(batch->failed.fd, tail, n, (off_t)(length - n));

    if (got < 2 || (size_t)got != n)
        return;
    for (from = n - 1; from > 0 && tail[from - 1] != tail[n - 1];)
        from--;
    memcpy(batch->last_failed, tail + from, n - from);
    batch->last_failed[n - from] = '\0';
}

static int open_outputs(struct batch *batch, bool resumed, struct ordo_error *error)
{
    const struct settings *settings = batch->plan->settings;

    batch->has_sink = true;
    if (batch->sink.kind->open(&batch->sink, &batch->checkpoint, resumed, error) != 0)
        return -1;
    progress_messages(&batch->progress, &batch->sink.messages);
    json_clear(&batch->checkpoint.pending); /* the sink holds it now */
    batch->has_failed = settings->failed != NULL;
    if (batch->has_failed && part_open(&batch->failed, settings->failed,
                                       resumed ? batch->checkpoint.failed_length : 0, error) != 0)
        return -1;
    if (batch->has_failed)
        recall_failed(batch);
    batch->opened = true;
    return 0;
}

static int prepare(struct batch *batch, struct batch_result *result, struct ordo_error *error)
{
    const struct settings *settings = batch->plan->settings;
    struct inventory inventory = {.known = false};
    struct json inputs = {0};
    bool writes = settings->output != NULL || settings->failed != NULL || settings->stats != NULL;
    bool matters = writes || (!settings->quiet && isatty(STDERR_FILENO) == 1);

    if (matters && inventory_take(&inventory, settings, error) != 0)
        return -1;
    json_format(&inputs, "inputs %" PRIu64 " %016" PRIx64 "\n", inventory.n_files,
                inventory.fingerprint);
    if (inputs.failed)
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (inputs.failed ||
        checkpoint_bind(&batch->checkpoint, batch->plan,
                        (struct ordo_string){inputs.bytes, inputs.length}, error) != 0) {
        json_release(&inputs);
        return -1;
    }
    json_release(&inputs);
    if (settings->resume && look_back(batch, inventory.known, &result->resumed, error) != 0)
        return -1;
    /* where the records themselves are shown, a bar would stand in their way */
    progress_begin(&batch->progress,
                   settings->quiet || (settings->output == NULL && isatty(STDOUT_FILENO) == 1),
                   inventory.known ? inventory.bytes : 0, result->resumed);
    return batch->is_whole ? 0 : open_outputs(batch, result->resumed, error);
}

static int run_pool(struct batch *batch, struct batch_result *told, struct ordo_error *error)
{
    const struct settings *settings = batch->plan->settings;
    struct position from = batch->checkpoint.position;
    struct pool_sink sink = {take, batch};
    struct input *input = NULL;
    bool resumed = told->resumed, replay = resumed && settings->duplicates != DUPLICATES_KEEP;
    int result = -1;

    if (input_new(&input, settings, error) == 0) {
        if (resumed && !replay)
            input_seek(input, from);
        result = pool_run(batch->plan, input, replay ? &from : NULL, sink, error);
        told->left_out = input_left_out(input);
    }
    input_free(input);
    return result;
}

static int finish(struct batch *batch, struct ordo_error *error)
{
    batch->checkpoint.counts = batch->counts;
    batch->checkpoint.failed_length = batch->has_failed ? batch->failed.length : 0;
    /* the output's name first: killed between the two, a run that goes on finds no checkpoint that
     * counts on a list which has its name already, and names the list */
    if (batch->has_failed && part_sync(&batch->failed, error) != 0)
        return -1;
    if (batch->sink.kind->finish(&batch->sink, &batch->checkpoint, error) != 0)
        return -1;
    return batch->has_failed ? part_commit(&batch->failed, error) : 0;
}

/* Of a run that was whole already, the journal may still be there, and the list of failed inputs
 * may not have its name yet. */
static int tidy(struct batch *batch, struct ordo_error *error)
{
    const struct settings *settings = batch->plan->settings;

    journal_remove(settings->output);
    if (settings->failed == NULL || !part_waits(settings->failed))
        return 0;
    batch->has_failed = true;
    if (part_open(&batch->failed, settings->failed, batch->checkpoint.failed_length, error) != 0)
        return -1;
    return part_commit(&batch->failed, error);
}

/* Behind what is in hand: everything that was taken is written, and how far that is. */
static int leave_off(struct batch *batch, struct ordo_error *error)
{
    if (batch->sink.saves)
        return save(batch, error);
    batch->checkpoint.counts = batch->counts;
    return batch->sink.kind->finish(&batch->sink, &batch->checkpoint, error);
}

int batch_run(const struct plan *plan, struct batch_result *result, struct ordo_error *error)
{
    struct batch batch = {.plan = plan};
    double begun = progress_seconds();
    int status;

    memset(result, 0, sizeof *result);
    batch.sink.kind = sink_kind_of(plan->settings);
    batch.sink.plan = plan;
    batch.failed.fd = -1;
    batch.checkpoint.position.line = 1;
    status = prepare(&batch, result, error);
    result->text_before = batch.counts.bytes;
    result->was_whole = batch.is_whole;
    batch.last_saved = progress_seconds();
    if (status == 0 && !batch.is_whole)
        status = run_pool(&batch, result, error);
    if (status == 0)
        status = batch.is_whole ? tidy(&batch, error) : finish(&batch, error);
    else if (status > 0) {
        result->end = batch.closed ? BATCH_ERRORS : BATCH_STOPPED;
        status = leave_off(&batch, error);
    }
    progress_end(&batch.progress);
    result->can_resume = batch.opened && batch.saved && (status != 0 || result->end != BATCH_DONE);
    if (batch.has_sink)
        batch.sink.kind->close(&batch.sink, batch.saved);
    json_release(&batch.sink.messages);
    if (batch.has_failed)
        part_release(&batch.failed, batch.saved);
    checkpoint_release(&batch.checkpoint);
    result->counts = batch.counts;
    result->bytes_read = batch.bytes_read;
    result->seconds = progress_seconds() - begun;
    return status;
}
