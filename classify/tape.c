/* tape.c: a byte of the type, then the value as the machine holds it. */
#include "tape.h"
#include "emit.h"

#include <math.h>
#include <string.h>

void tape_put_mark(enum tape_mark mark, struct json *out)
{
    char byte = (char)mark;

    json_bytes(out, &byte, 1);
}

static void put_type(enum cell_type type, struct json *out)
{
    char byte = (char)type;

    json_bytes(out, &byte, 1);
}

static void put_spans(const struct cell *cell, struct json *out)
{
    size_t at, length;

    put_type(CELL_TEXT, out);
    at = out->length;
    json_bytes(out, (const char *)&at, sizeof at); /* the length, once it is known */
    out->after_value = false;
    json_pairs(out, cell->points, cell->n_pairs);
    if (out->failed)
        return;
    length = out->length - at - sizeof length;
    memcpy(out->bytes + at, &length, sizeof length);
}

void tape_put(const struct cell *cell, struct json *out)
{
    static const double scale[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
    double rounded;

    switch (cell->type) {
    case CELL_NULL:
        put_type(CELL_NULL, out);
        break;
    case CELL_INTEGER:
    case CELL_TRUTH:
        put_type(CELL_INTEGER, out);
        json_bytes(out, (const char *)&cell->integer, sizeof cell->integer);
        break;
    case CELL_NUMBER: /* the number that the other formats show */
        rounded = round(cell->number * scale[cell->decimals]) / scale[cell->decimals];
        put_type(CELL_NUMBER, out);
        json_bytes(out, (const char *)&rounded, sizeof rounded);
        break;
    case CELL_TEXT:
    case CELL_JSON:
        put_type(CELL_TEXT, out);
        json_bytes(out, (const char *)&cell->text.length, sizeof cell->text.length);
        json_bytes(out, cell->text.bytes, cell->text.length);
        break;
    case CELL_SPANS:
        put_spans(cell, out);
        break;
    }
}

struct tape tape_of(const struct json *out)
{
    /* no memory yet where nothing was put, and C adds not even 0 to NULL */
    return (struct tape){out->bytes, out->length > 0 ? out->bytes + out->length : out->bytes};
}

int tape_mark(struct tape *tape)
{
    return tape->at < tape->end ? *tape->at++ : 0;
}

static void take(struct tape *tape, void *value, size_t size)
{
    memcpy(value, tape->at, size);
    tape->at += size;
}

void tape_take(struct tape *tape, struct cell *cell)
{
    cell->type = (enum cell_type) * tape->at++;
    if (cell->type == CELL_INTEGER) {
        take(tape, &cell->integer, sizeof cell->integer);
    } else if (cell->type == CELL_NUMBER) {
        take(tape, &cell->number, sizeof cell->number);
    } else if (cell->type == CELL_TEXT) {
        take(tape, &cell->text.length, sizeof cell->text.length);
        cell->text.bytes = tape->at;
        tape->at += cell->text.length;
    }
}
