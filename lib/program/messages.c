/* messages.c: a message travels as its path, its place and its text, each ended by NUL. */
#include "messages.h"

#include <inttypes.h>
#include <string.h>

void messages_end(struct messages *messages)
{
    for (size_t i = 0; i < messages->n_kinds; i++)
        if (messages->kinds[i].n > MESSAGES_EACH)
            fprintf(stderr, "%s: %s: %" PRIu64 " more like this: %s\n", messages->program,
                    messages->path, messages->kinds[i].n - MESSAGES_EACH, messages->kinds[i].text);
    messages->n_kinds = 0;
}

/* The same for all messages that differ in what they quote, from the first quotation mark to the
 * last, or in numbers. */
static uint64_t kind_of(const char *text)
{
    const char *from = strchr(text, '\''), *to = strrchr(text, '\'');
    uint64_t kind = 0;

    for (; *text != '\0'; text++)
        if ((from == NULL || text <= from || text >= to) && (*text < '0' || *text > '9'))
            kind = ordo_checksum(text, 1, kind);
    return kind;
}

/* How often its kind came in this input, this time among them; 0: not counted. */
static uint64_t count(struct messages *messages, const char *path, const char *text)
{
    uint64_t kind = kind_of(text);
    size_t i = 0;

    if (strcmp(messages->path, path) != 0) {
        messages_end(messages);
        snprintf(messages->path, sizeof messages->path, "%s", path);
    }
    while (i < messages->n_kinds && messages->kinds[i].kind != kind)
        i++;
    if (i == MESSAGES_KINDS)
        return 0;
    if (i == messages->n_kinds) {
        snprintf(messages->kinds[i].text, sizeof messages->kinds[i].text, "%s", text);
        messages->kinds[i].kind = kind;
        messages->kinds[messages->n_kinds++].n = 0;
    }
    return ++messages->kinds[i].n;
}

void messages_tell(struct messages *messages, const struct ordo_error *error)
{
    char text[640];

    if (count(messages, error->path, error->message) <= MESSAGES_EACH)
        fprintf(stderr, "%s: %s\n", messages->program, ordo_error_text(error, text, sizeof text));
}

void messages_add(struct json *lines, const struct ordo_error *error)
{
    char text[640];
    size_t path = strlen(error->path), message = strlen(error->message), whole;

    ordo_error_text(error, text, sizeof text);
    whole = strlen(text);
    json_bytes(lines, error->path, path + 1);
    json_bytes(lines, text + path, whole - path - message);
    json_bytes(lines, "", 1);
    json_bytes(lines, error->message, message + 1);
}

void messages_print(struct messages *messages, const struct json *lines)
{
    const char *end = lines->bytes + lines->length;

    for (const char *path = lines->bytes, *place, *text; path < end;
         path = text + strlen(text) + 1) {
        place = path + strlen(path) + 1;
        text = place + strlen(place) + 1;
        if (count(messages, path, text) <= MESSAGES_EACH)
            fprintf(stderr, "%s: %s%s%s\n", messages->program, path, place, text);
    }
}
