/* emit_text.c: records as JSONL, CSV (RFC 4180) and TSV (text/tab-separated-values, which has no
 * quoting: tabs and line breaks become spaces). In CSV null is an empty field and an empty text is
 * "". */
#include "emit.h"
#include "../lib/bytes.h"

#include <string.h>

void emit_json_cell(const struct cell *cell, struct json *out)
{
    switch (cell->type) {
    case CELL_NULL:
        json_null(out);
        break;
    case CELL_INTEGER:
        json_integer(out, cell->integer);
        break;
    case CELL_NUMBER:
        json_number(out, cell->number, cell->decimals);
        break;
    case CELL_TEXT:
        json_string(out, cell->text.bytes, cell->text.length);
        break;
    case CELL_TRUTH:
        json_bool(out, cell->integer != 0);
        break;
    case CELL_SPANS:
        json_pairs(out, cell->points, cell->n_pairs);
        break;
    case CELL_JSON:
        json_raw(out, cell->text.bytes, cell->text.length);
        break;
    }
}

int emit_jsonl(struct record *record, struct json *out, struct ordo_error *error)
{
    const struct fields *fields = &record->worker->plan->fields;
    size_t i = 0;

    json_bytes(out, "{", 1);
    while (i < fields->n) {
        const struct field *field = &fields->items[i];
        struct cell cell;
        if (field->is_sparse &&
            (emit_take(record, &field->column, &cell, error) != 0 || cell.type == CELL_NULL)) {
            i++;
            continue;
        }
        out->after_value = false;
        if (field->n_group > 0 && !record_has_group(record, &field->column)) {
            json_padded(out, field->keys, field->n_outer);
            json_null(out);
            i += field->n_group;
            continue;
        }
        json_padded(out, field->keys, field->n_keys);
        if (emit_take(record, &field->column, &cell, error) != 0)
            return -1;
        emit_json_cell(&cell, out);
        for (size_t k = 0; k < field->n_closed; k++)
            json_bytes(out, "}", 1);
        i++;
    }
    json_bytes(out, "}\n", 2);
    return 0;
}

static void put_quoted(struct ordo_string text, struct json *out)
{
    const char *at = text.bytes, *end = at + text.length;

    json_bytes(out, "\"", 1);
    while (at < end) {
        const char *quote = memchr(at, '"', (size_t)(end - at));
        const char *past = quote == NULL ? end : quote + 1;
        json_bytes(out, at, (size_t)(past - at));
        if (quote != NULL)
            json_bytes(out, "\"", 1);
        at = past;
    }
    json_bytes(out, "\"", 1);
}

/* What a field of CSV cannot hold without quotation marks. */
static bytes16 quoted(bytes16 bytes)
{
    return (bytes16)(bytes == ',') | (bytes16)(bytes == '"') | (bytes16)(bytes == '\n') |
           (bytes16)(bytes == '\r');
}

static void put_csv(struct ordo_string text, struct json *out)
{
    bool plain = text.length > 0;

    for (size_t i = 0; plain && i < text.length; i += 16)
        plain =
            bytes_bits(quoted(text.length - i < 16 ? bytes_load_few(text.bytes + i, text.length - i)
                                                   : bytes_load(text.bytes + i))) == 0;
    if (plain && text.bytes[0] != ' ' && text.bytes[text.length - 1] != ' ')
        json_bytes(out, text.bytes, text.length);
    else
        put_quoted(text, out);
}

static void put_tsv(struct ordo_string text, struct json *out)
{
    for (size_t from = 0; from < text.length;) {
        size_t to = from;
        while (to < text.length && text.bytes[to] != '\t' && text.bytes[to] != '\n' &&
               text.bytes[to] != '\r')
            to++;
        json_bytes(out, text.bytes + from, to - from);
        if (to < text.length)
            json_bytes(out, " ", 1);
        from = to + 1;
    }
}

typedef void put_text(struct ordo_string text, struct json *out);

static void put_header(const struct plan *plan, char separator, put_text *put, struct json *out)
{
    for (size_t i = 0; i < plan->fields.n; i++) {
        const char *name = plan->fields.items[i].column.name;
        if (i > 0)
            json_bytes(out, &separator, 1);
        put((struct ordo_string){name, strlen(name)}, out);
    }
    json_bytes(out, "\n", 1);
}

/* Spans are flattened to "0-4;7-9". */
static void put_spans(const struct cell *cell, struct json *out)
{
    for (size_t i = 0; i < 2 * cell->n_pairs; i++) {
        json_bytes(out, &";-"[i % 2], i > 0);
        out->after_value = false;
        json_integer(out, (int64_t)cell->points[i]);
    }
}

static int put_row(struct record *record, char separator, put_text *put, struct json *out,
                   struct ordo_error *error)
{
    const struct fields *fields = &record->worker->plan->fields;

    for (size_t i = 0; i < fields->n; i++) {
        struct cell cell;
        if (i > 0)
            json_bytes(out, &separator, 1);
        if (emit_take(record, &fields->items[i].column, &cell, error) != 0)
            return -1;
        out->after_value = false;
        if (cell.type == CELL_TEXT || cell.type == CELL_JSON)
            put(cell.text, out);
        else if (cell.type == CELL_SPANS)
            put_spans(&cell, out);
        else if (cell.type != CELL_NULL)
            emit_json_cell(&cell, out);
    }
    json_bytes(out, "\n", 1);
    return 0;
}

static void begin_csv(const struct plan *plan, struct json *out)
{
    put_header(plan, ',', put_csv, out);
}

static int put_csv_row(struct record *record, struct json *out, struct ordo_error *error)
{
    return put_row(record, ',', put_csv, out, error);
}

static void begin_tsv(const struct plan *plan, struct json *out)
{
    put_header(plan, '\t', put_tsv, out);
}

static int put_tsv_row(struct record *record, struct json *out, struct ordo_error *error)
{
    return put_row(record, '\t', put_tsv, out, error);
}

const struct emitter EMITTERS[] = {
    [TO_JSONL] = {NULL, NULL, emit_jsonl},
    [TO_CSV] = {begin_csv, NULL, put_csv_row},
    [TO_TSV] = {begin_tsv, NULL, put_tsv_row},
    [TO_SQLITE] = {NULL, emit_tape_article, emit_tape_statement},
    [TO_BRAT] = {NULL, emit_brat_article, emit_brat_statement},
};
