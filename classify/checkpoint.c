/* checkpoint.c: lines of a name and its values, behind a checksum; the bytes that wait come last.
 */
#include "checkpoint.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Options that change how a run goes, not what it writes. */
static const char *const FREE_OPTIONS[] = {"output",     "threads", "memory", "resume",
                                           "checkpoint", "failed",  "stats",  "flush",
                                           "max-errors", "quiet",   "model",  NULL};

bool checkpoint_binds(const struct option_row *row)
{
    for (size_t i = 0; FREE_OPTIONS[i] != NULL; i++)
        if (strcmp(FREE_OPTIONS[i], row->name) == 0)
            return false;
    return row->name[0] != '\0';
}

int checkpoint_bind(struct checkpoint *checkpoint, const struct plan *plan,
                    struct ordo_string inputs, struct ordo_error *error)
{
    struct json *out = &checkpoint->binding;
    char value[512];

    json_clear(out);
    json_format(out, "version %s\n", ORDO_VERSION);
    if (plan->model != NULL)
        json_format(out, "model %016" PRIx64 "\n", plan->model->checksum);
    for (const struct option_row *row = SETTINGS_TABLE; row->name != NULL; row++) {
        if (!checkpoint_binds(row))
            continue;
        if (options_value(row, plan->settings, value, sizeof value))
            json_format(out, "option %s %s\n", row->name, value);
    }
    json_format(out, "%.*s", (int)inputs.length, inputs.bytes); /* which ends with a NUL */
    return out->failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}

static int changed(const char *then, const char *now, struct ordo_error *error)
{
    char name[64] = "", was[96] = "", is[96] = "";

    if (sscanf(now, "option %63s %95[^\n]", name, is) >= 1 ||
        sscanf(then, "option %63s %95[^\n]", name, was) >= 1) {
        char pattern[96];
        snprintf(pattern, sizeof pattern, "option %s ", name);
        if (strncmp(then, pattern, strlen(pattern)) == 0)
            sscanf(then + strlen(pattern), "%95[^\n]", was);
        if (strncmp(now, pattern, strlen(pattern)) != 0)
            is[0] = '\0';
        return ordo_fail(error, ORDO_ERR_OPTION, "cannot resume: --%s was '%s' and is '%s'", name,
                         was, is);
    }
    if (sscanf(then, "%63s", name) == 1 && strcmp(name, "version") == 0)
        return ordo_fail(error, ORDO_ERR_OPTION,
                         "cannot resume: the run was begun by another version");
    return ordo_fail(error, ORDO_ERR_OPTION, "cannot resume: the %s is not the same any more",
                     strcmp(name, "model") == 0 ? "model"
                                                : "input (its files, their sizes or times)");
}

int checkpoint_same(const struct checkpoint *then, const struct checkpoint *now,
                    struct ordo_error *error)
{
    const char *a = then->binding.bytes, *b = now->binding.bytes;

    while (*a == *b && *a != '\0') {
        size_t n = strcspn(a, "\n"), m = strcspn(b, "\n");
        if (n != m || memcmp(a, b, n) != 0)
            return changed(a, b, error);
        a += n + (a[n] == '\n');
        b += m + (b[m] == '\n');
    }
    return *a == *b ? 0 : changed(a, b, error);
}

void checkpoint_write(const struct checkpoint *checkpoint, struct json *out)
{
    const struct counts *counts = &checkpoint->counts;
    struct json body = {0};

    json_format(&body, "binding %zu\n", checkpoint->binding.length);
    json_bytes(&body, checkpoint->binding.bytes, checkpoint->binding.length);
    json_format(&body, "position %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 "\n",
                checkpoint->position.source, checkpoint->position.member, checkpoint->position.byte,
                checkpoint->position.line);
    json_format(&body, "written %" PRIu64 " %" PRIu64 " %" PRIu64 "\n", checkpoint->length,
                checkpoint->number, checkpoint->failed_length);
    json_format(&body, "counts %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 "\n",
                counts->articles, counts->statements, counts->failed, counts->bytes, counts->met);
    for (size_t i = 0; i < SKIP_REASONS; i++)
        json_format(&body, "%s%" PRIu64, i == 0 ? "skipped " : " ", counts->skipped[i]);
    json_format(&body, "\npending %zu\n", checkpoint->pending.length);
    json_bytes(&body, checkpoint->pending.bytes, checkpoint->pending.length);
    json_format(out, "ordo-checkpoint %d %016" PRIx64 "\n", CHECKPOINT_FORMAT,
                ordo_checksum(body.bytes, body.length, 0));
    json_bytes(out, body.bytes, body.length);
    out->failed = out->failed || body.failed;
    json_release(&body);
}

static int damaged(struct ordo_error *error)
{
    return ordo_fail(error, ORDO_ERR_DAMAGED, "checkpoint damaged");
}

/* Takes `length` bytes off the text; a NUL follows the copy. */
static bool take(struct ordo_string *text, size_t length, struct json *out)
{
    if (length > text->length)
        return false;
    json_clear(out);
    json_bytes(out, text->bytes, length);
    if (!json_reserve(out, 1))
        return false;
    out->bytes[out->length] = '\0';
    text->bytes += length;
    text->length -= length;
    return true;
}

/* Takes a line of numbers behind their name. */
static bool take_numbers(struct ordo_string *text, const char *name, uint64_t *numbers, size_t n)
{
    const char *end = text->length == 0 ? NULL : memchr(text->bytes, '\n', text->length);
    size_t length = strlen(name);
    const char *at = text->bytes + length;

    if (end == NULL || (size_t)(end - text->bytes) < length ||
        memcmp(text->bytes, name, length) != 0)
        return false;
    for (size_t i = 0; i < n; i++) {
        char *past;
        if (*at != ' ')
            return false;
        numbers[i] = strtoull(at + 1, &past, 10); /* ends at the line's end at the latest */
        at = past;
    }
    if (at != end)
        return false;
    text->length -= (size_t)(end + 1 - text->bytes);
    text->bytes = end + 1;
    return true;
}

int checkpoint_read(struct checkpoint *checkpoint, struct ordo_string text,
                    struct ordo_error *error)
{
    struct counts *counts = &checkpoint->counts;
    uint64_t n, position[4], written[3], sums[5], checksum;
    const char *body = text.length == 0 ? NULL : memchr(text.bytes, '\n', text.length);
    char head[64] = "";
    int format;

    if (body == NULL || (size_t)(body - text.bytes) >= sizeof head)
        return damaged(error);
    memcpy(head, text.bytes, (size_t)(body - text.bytes));
    text.length -= (size_t)(body + 1 - text.bytes);
    text.bytes = body + 1;
    if (sscanf(head, "ordo-checkpoint %d %" SCNx64, &format, &checksum) != 2 ||
        format != CHECKPOINT_FORMAT || checksum != ordo_checksum(text.bytes, text.length, 0))
        return damaged(error);
    if (!take_numbers(&text, "binding", &n, 1) || !take(&text, n, &checkpoint->binding) ||
        !take_numbers(&text, "position", position, 4) ||
        !take_numbers(&text, "written", written, 3) || !take_numbers(&text, "counts", sums, 5) ||
        !take_numbers(&text, "skipped", counts->skipped, SKIP_REASONS) ||
        !take_numbers(&text, "pending", &n, 1) || !take(&text, n, &checkpoint->pending))
        return damaged(error);
    checkpoint->position = (struct position){position[0], position[1], position[2], position[3]};
    checkpoint->length = written[0];
    checkpoint->number = written[1];
    checkpoint->failed_length = written[2];
    counts->articles = sums[0];
    counts->statements = sums[1];
    counts->failed = sums[2];
    counts->bytes = sums[3];
    counts->met = sums[4];
    return 0;
}

void checkpoint_release(struct checkpoint *checkpoint)
{
    json_release(&checkpoint->binding);
    json_release(&checkpoint->pending);
    memset(checkpoint, 0, sizeof *checkpoint);
}
