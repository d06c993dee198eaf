/* import_example.c: an example as a format has it -> records. */
#include "../lib/reserve.h"
#include "import_format.h"
#include "number.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void example_clear(struct example *example)
{
    char **owned = example->owned;
    size_t capacity = example->owned_capacity;

    for (size_t i = 0; i < example->n_owned; i++)
        free(owned[i]);
    memset(example, 0, sizeof *example);
    example->owned = owned;
    example->owned_capacity = capacity;
}

void example_release(struct example *example)
{
    example_clear(example);
    free(example->owned);
}

struct value value_of(const char *bytes, size_t length)
{
    return (struct value){{bytes, length}, false};
}

struct value value_text(const char *text)
{
    return value_of(text, text == NULL ? 0 : strlen(text));
}

struct value example_format(struct example *example, const char *format, ...)
{
    va_list arguments;
    char *text;
    int length;

    va_start(arguments, format);
    length = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (length < 0 || ordo_reserve(&example->owned, &example->owned_capacity, example->n_owned + 1,
                                   sizeof *example->owned, NULL) != 0) {
        if (length >= 0)
            free(text);
        example->failed = true;
        return value_of(NULL, 0);
    }
    example->owned[example->n_owned++] = text;
    return value_of(text, (size_t)length);
}

struct value example_number(struct example *example, double number)
{
    struct value value = example_format(example, "%.9g", number);

    value.raw = value.bytes.bytes != NULL;
    return value;
}

void example_label(struct example *example, const char *head, struct value value, size_t name)
{
    if (value.bytes.length == 0)
        return;
    if (example->n_labels == EXAMPLE_LABELS_MAX) {
        example->failed = true;
        return;
    }
    example->labels[example->n_labels].head = head;
    example->labels[example->n_labels].value = value;
    example->labels[example->n_labels++].name = name;
}

void example_member(struct example *example, const char *name, struct value value)
{
    if (value.bytes.bytes == NULL)
        return;
    if (example->n_members == EXAMPLE_MEMBERS_MAX) {
        example->failed = true;
        return;
    }
    example->members[example->n_members].name = name;
    example->members[example->n_members++].value = value;
}

/* ---- labels --------------------------------------------------------------------------------- */

/* Whether "OLD" or "HEAD:OLD", `size` bytes of it, means this label. */
static bool means(const char *rule, size_t size, const char *head, struct ordo_string label)
{
    size_t n = strlen(head);

    if (size == label.length && memcmp(rule, label.bytes, size) == 0)
        return true;
    return size == n + 1 + label.length && memcmp(rule, head, n) == 0 && rule[n] == ':' &&
           memcmp(rule + n + 1, label.bytes, label.length) == 0;
}

static bool is_dropped(const struct import_options *options, const char *head,
                       struct ordo_string label)
{
    for (size_t i = 0; i < options->n_drops; i++)
        if (means(options->drops[i], strlen(options->drops[i]), head, label))
            return true;
    return false;
}

static struct value mapped(const struct import_options *options, const char *head,
                           struct value label)
{
    for (size_t i = 0; i < options->n_maps; i++) {
        const char *equals = strchr(options->maps[i], '=');
        if (means(options->maps[i], (size_t)(equals - options->maps[i]), head, label.bytes))
            return value_text(equals + 1);
    }
    return label;
}

/* "low,-0.5,mid,0.5,high": the name before the first bound that the number is below. */
static int cut(const char *names, struct value *label, struct ordo_error *error)
{
    double number;

    if (!number_read(label->bytes, &number))
        return ordo_fail(error, ORDO_ERR_FORMAT, "label '%.*s' is no number to --cut",
                         label->bytes.length < 63 ? (int)label->bytes.length : 63,
                         label->bytes.bytes);
    for (;;) {
        size_t n = strcspn(names, ",");
        *label = value_of(names, n);
        if (names[n] == '\0' || number < strtod(names + n + 1, NULL))
            return 0;
        names += n + 1;
        names += strcspn(names, ",") + 1;
    }
}

/* Drops, maps, cuts and checks all labels; those that stay move up. */
static int settle_labels(struct importing *importing, struct ordo_error *error)
{
    const struct import_options *options = importing->options;
    struct example *example = &importing->example;
    size_t kept = 0;

    for (size_t i = 0; i < example->n_labels; i++) {
        const char *head = example->labels[i].head;
        struct value label = example->labels[i].value;
        importing->blame = example->labels[i].name;
        if (is_dropped(options, head, label.bytes))
            continue;
        label = mapped(options, head, label);
        if (options->cut != NULL) {
            example_member(example, example_format(example, "%s_value", head).bytes.bytes, label);
            if (cut(options->cut, &label, error) != 0)
                return -1;
        }
        if (dataset_check_label(options->allowed, options->n_allowed, head, label.bytes, error) !=
            0)
            return -1;
        example->labels[kept] = example->labels[i];
        example->labels[kept++].value = label;
    }
    importing->blame = SIZE_MAX;
    example->n_labels = kept;
    return 0;
}

/* The n-th label of a head, or its index SIZE_MAX. */
static size_t label_at(const struct example *example, const char *head, size_t n)
{
    for (size_t i = 0; i < example->n_labels; i++)
        if (strcmp(example->labels[i].head, head) == 0 && n-- == 0)
            return i;
    return SIZE_MAX;
}

static size_t count_labels(const struct example *example)
{
    size_t most = 0;

    for (size_t i = 0; i < example->n_labels; i++) {
        size_t n = 0;
        while (label_at(example, example->labels[i].head, n) != SIZE_MAX)
            n++;
        most = n > most ? n : most;
    }
    return most;
}

/* ---- records -------------------------------------------------------------------------------- */

static void put_value(struct json *json, const char *name, struct value value)
{
    if (value.bytes.bytes == NULL)
        return;
    json_key(json, name);
    if (value.raw)
        json_raw(json, value.bytes.bytes, value.bytes.length);
    else
        json_string(json, value.bytes.bytes, value.bytes.length);
}

/* The n-th label of each head; a head with one has it in every record. */
static void put_labels(struct json *json, const struct example *example, size_t n)
{
    for (size_t i = 0; i < example->n_labels; i++) {
        const char *head = example->labels[i].head;
        size_t at = label_at(example, head, label_at(example, head, 1) == SIZE_MAX ? 0 : n);
        if (label_at(example, head, 0) == i && at != SIZE_MAX)
            put_value(json, head, example->labels[at].value);
    }
}

/* A member for every label that can be: yes or no. */
static void put_flags(struct json *json, const struct importing *importing)
{
    const struct example *example = &importing->example;
    const char *list = importing->options->allowed[0];

    while (*list != '\0') {
        size_t n = strcspn(list, ",");
        bool has = false;
        char name[256];
        for (size_t i = 0; i < example->n_labels; i++)
            has = has || (example->labels[i].value.bytes.length == n &&
                          memcmp(example->labels[i].value.bytes.bytes, list, n) == 0);
        snprintf(name, sizeof name, "%.*s", (int)n, list);
        json_key(json, name);
        json_text(json, has ? "yes" : "no");
        list += n + (list[n] == ',');
    }
}

static void put_record(struct importing *importing, size_t n)
{
    const struct example *example = &importing->example;
    struct json *json = &importing->json;

    json_open(json, '{');
    put_value(json, "id", example->id);
    put_value(json, "text", example->text);
    if (importing->options->several == SEVERAL_FLAGS)
        put_flags(json, importing);
    else
        put_labels(json, example, n);
    put_value(json, "annotator", example->annotator);
    put_value(json, "group", example->group);
    put_value(json, "weight", example->weight);
    for (size_t i = 0; i < example->n_members; i++)
        put_value(json, example->members[i].name, example->members[i].value);
    json_close(json, '}');
    json_newline(json);
    importing->n_examples++;
}

/* What an attribute or control is called must not hide another member. */
static int check_names(const struct example *example, struct ordo_error *error)
{
    static const char *const taken[] = {"id", "text", "annotator", "group", "weight"};

    for (size_t i = 0; i < example->n_labels + example->n_members; i++) {
        const char *name = i < example->n_labels ? example->labels[i].head
                                                 : example->members[i - example->n_labels].name;
        for (size_t k = 0; k < sizeof taken / sizeof taken[0]; k++)
            if (strcmp(name, taken[k]) == 0)
                return ordo_fail(error, ORDO_ERR_FORMAT,
                                 "'%s' is another member of records: give it a name with --label "
                                 "NAME=%s",
                                 name, name);
    }
    return 0;
}

/* 1: there is something to write; 0: there is not, and that is fine. */
static int settle(struct importing *importing, struct ordo_error *error)
{
    struct example *example = &importing->example;
    size_t n_labels = example->n_labels;

    importing->blame = SIZE_MAX;
    if (example->failed)
        return ordo_fail(error, ORDO_ERR_LIMIT,
                         "more than %d labels or %d members of one text, or a text above %zu MiB",
                         EXAMPLE_LABELS_MAX, EXAMPLE_MEMBERS_MAX, ROWS_RECORD_MAX >> 20);
    if (example->text.bytes.length == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no text");
    if (memchr(example->text.bytes.bytes, '\0', example->text.bytes.length) != NULL)
        return ordo_fail(error, ORDO_ERR_FORMAT, "NUL character in the text");
    if (settle_labels(importing, error) != 0)
        return -1;
    if (example->failed)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (check_names(example, error) != 0)
        return -1;
    if (example->n_labels > 0 || importing->options->unlabelled ||
        importing->options->several == SEVERAL_FLAGS)
        return 1;
    if (n_labels == 0 && !importing->format->lacks_labels)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no label (--unlabelled keeps such texts)");
    importing->n_dropped += n_labels > 0;
    importing->n_unlabelled += n_labels == 0;
    return 0;
}

int example_write(struct importing *importing, struct ordo_error *error)
{
    const struct example *example = &importing->example;
    size_t n;
    int result = settle(importing, error);

    if (result <= 0)
        return result;
    n = count_labels(example);
    if (n > 1 && importing->options->several == SEVERAL_NONE)
        return ordo_fail(
            error, ORDO_ERR_FORMAT, "%zu labels of one text: '%.*s', '%.*s' ...", n,
            (int)example->labels[0].value.bytes.length, example->labels[0].value.bytes.bytes,
            (int)example->labels[1].value.bytes.length, example->labels[1].value.bytes.bytes);
    if (n == 0 || importing->options->several != SEVERAL_EACH)
        n = 1;
    for (size_t i = 0; i < n; i++)
        put_record(importing, i);
    return 0;
}
