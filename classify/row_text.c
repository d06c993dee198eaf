/* row_text.c: the text of a row, or why it has none. */
#include "row_text.h"
#include "../lib/program/json_fields.h"
#include "../lib/reserve.h"

#include <stdio.h>
#include <string.h>

/* ---- a row without ------------------------------------------------------------------------- */

static int fail_textless(const struct documents *documents, struct ordo_error *error)
{
    char names[JSON_FIELDS_ROOM];
    bool deeper;

    if (json_fields_names(documents->row.content, names, &deeper, error) != 0)
        return -1;
    return ordo_fail(error, ORDO_ERR_FORMAT,
                     "no text in field '%.48s'%s%s (--text-field names another%s)",
                     documents->plan->settings->text_field, names[0] != '\0' ? ": it has " : "",
                     names, deeper ? ", --records the objects of an array" : "");
}

/* ---- a row with ---------------------------------------------------------------------------- */

/* The i-th field, without markup. */
static int read_field(struct documents *documents, size_t i, struct ordo_string *text,
                      struct ordo_error *error)
{
    enum rows_kind kind = documents->row.kinds[i];

    *text = documents->row.values[i];
    if (kind > ROWS_STRING) {
        ordo_fail(error, ORDO_ERR_FORMAT, "%s where a text is wanted in field '%.48s'",
                  kind == ROWS_NUMBER ? "number" : "true or false", documents->plan->names[i]);
        return rows_fail_at(&documents->reader, i, error);
    }
    if (!recognise_markup(*text))
        return 0;
    if (page_read_fragment(&documents->page, *text, error) != 0)
        return -1;
    if (documents->page.lost.code != ORDO_OK)
        documents->lost = documents->page.lost;
    *text = (struct ordo_string){documents->page.text, documents->page.length};
    return 0;
}

static int append(struct documents *documents, size_t *length, struct ordo_string part,
                  struct ordo_error *error)
{
    static const char between[] = PLAN_PARAGRAPHS;
    size_t gap = *length > 0 ? sizeof between - 1 : 0;

    if (part.length == 0)
        return 0;
    if (ordo_reserve(&documents->joined, &documents->joined_capacity, *length + gap + part.length,
                     1, error) != 0)
        return -1;
    memcpy(documents->joined + *length, between, gap);
    memcpy(documents->joined + *length + gap, part.bytes, part.length);
    *length += gap + part.length;
    return 0;
}

int row_text(struct documents *documents, struct ordo_string *text, struct ordo_error *error)
{
    size_t n_texts = documents->plan->n_texts, length = 0, n = 0;
    struct ordo_string part;

    *text = (struct ordo_string){NULL, 0};
    for (size_t i = 0; i < n_texts; i++) {
        if (documents->row.kinds[i] == ROWS_ABSENT)
            continue;
        n++;
        if (read_field(documents, i, &part, error) != 0)
            return -1;
        if (n_texts == 1) /* borrowed */
            *text = part;
        else if (append(documents, &length, part, error) != 0)
            return -1;
    }
    if (n == 0)
        return fail_textless(documents, error);
    if (n_texts > 1)
        *text = (struct ordo_string){documents->joined, length};
    return 0;
}
