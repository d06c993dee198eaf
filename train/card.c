/* card.c: the nine parts of a model card. The record and data fill some; notes the others; what
 * nobody fills says so, because a card with silent gaps is no card. */
#include "card.h"
#include "card_parts.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const PARTS[N_CARD_PARTS] = {"Model details",
                                                "Intended use",
                                                "Factors",
                                                "Metrics",
                                                "Evaluation data",
                                                "Training data",
                                                "Quantitative analyses",
                                                "Ethical considerations",
                                                "Caveats and recommendations"};

/* A part of the notes: from behind its heading to the next one. */
static struct ordo_string next_part(struct ordo_string *rest, struct ordo_string *heading)
{
    const char *at = rest->bytes, *end = at + rest->length, *begin;

    *heading = (struct ordo_string){"", 0};
    if (end - at >= 3 && memcmp(at, "## ", 3) == 0) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop == NULL ? end : stop;
        *heading = (struct ordo_string){at + 3, (size_t)(stop - at) - 3};
        at = stop < end ? stop + 1 : end;
    }
    begin = at;
    while (at < end && !(end - at >= 3 && memcmp(at, "## ", 3) == 0)) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        at = stop == NULL ? end : stop + 1;
    }
    *rest = (struct ordo_string){at, (size_t)(end - at)};
    return (struct ordo_string){begin, (size_t)(at - begin)};
}

static bool is_part(struct ordo_string heading, const char *name)
{
    while (heading.length > 0 && (unsigned char)heading.bytes[heading.length - 1] <= ' ')
        heading.length--;
    return heading.length == strlen(name) && strncasecmp(heading.bytes, name, heading.length) == 0;
}

/* Without the blank lines around it. */
static void put_trimmed(struct json *out, struct ordo_string text)
{
    while (text.length > 0 && (unsigned char)text.bytes[text.length - 1] <= ' ')
        text.length--;
    while (text.length > 0 && (*text.bytes == '\n' || *text.bytes == '\r')) {
        text.bytes++;
        text.length--;
    }
    if (text.length > 0)
        json_format(out, "%.*s\n\n", (int)text.length, text.bytes);
}

/* What the notes say under a heading, "": above the first. Returns whether anything. */
static bool put_notes(struct json *out, struct ordo_string notes, const char *name)
{
    size_t before = out->length;
    struct ordo_string heading;

    while (notes.length > 0) {
        struct ordo_string text = next_part(&notes, &heading);
        if (is_part(heading, name))
            put_trimmed(out, text);
    }
    return out->length > before;
}

/* Parts under headings of their own come last. */
static void put_other_notes(struct json *out, struct ordo_string notes)
{
    struct ordo_string heading;

    while (notes.length > 0) {
        struct ordo_string text = next_part(&notes, &heading);
        size_t part = 0;
        while (part < N_CARD_PARTS && !is_part(heading, PARTS[part]))
            part++;
        if (part < N_CARD_PARTS || heading.length == 0)
            continue;
        json_format(out, "## %.*s\n\n", (int)heading.length, heading.bytes);
        put_trimmed(out, text);
    }
}

static void put_card(struct json *out, const struct card_facts *facts, struct ordo_string notes)
{
    card_title(out, facts);
    put_notes(out, notes, "");
    for (size_t part = 0; part < N_CARD_PARTS; part++) {
        size_t before;
        json_format(out, "## %s\n\n", PARTS[part]);
        before = out->length;
        put_notes(out, notes, PARTS[part]);
        card_part(out, facts, (enum card_part)part);
        if (out->length == before)
            json_format(out, "Not stated.\n\n");
    }
    put_other_notes(out, notes);
    while (out->length > 1 && out->bytes[out->length - 2] == '\n')
        out->length--;
}

int card(struct json *out, const struct ordo_model *model, const struct inspect_options *options,
         const struct talk *talk, size_t *n_bad, struct ordo_error *error)
{
    struct ordo_file notes = {0};
    struct card_facts *facts;
    int result;

    if (options->notes != NULL && ordo_file_open(&notes, options->notes, error) != 0)
        return -1;
    facts = calloc(1, sizeof *facts);
    result = facts == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                           : card_gather(facts, model, options, talk, n_bad, error);
    if (result == 0)
        put_card(out, facts, (struct ordo_string){notes.bytes, notes.length});
    card_forget(facts);
    free(facts);
    if (options->notes != NULL)
        ordo_file_release(&notes);
    return result;
}
