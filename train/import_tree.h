/* import_tree.h: what the formats of JSON objects share. */
#ifndef ORDO_IMPORT_TREE_H
#define ORDO_IMPORT_TREE_H

#include "import_format.h"

#define TREE_SPANS_MAX 10000 /* spans or results of one text */

enum tree_kind { TREE_NULL, TREE_TRUTH, TREE_NUMBER, TREE_STRING, TREE_ARRAY, TREE_OBJECT };

/* A JSON value. It and all in it live while the taker runs. */
struct tree {
    enum tree_kind kind;
    const char *key;           /* where it is a member; NUL-terminated */
    struct ordo_string text;   /* of a string, number or truth; NUL-terminated */
    const struct tree **items; /* [n] of an array or object */
    size_t n;
    size_t offset;                /* of it in the record */
    struct tree *first, *sibling; /* while it is built: newest first */
};

/* Whether there is a value and it is of that kind. */
bool tree_is(const struct tree *tree, enum tree_kind kind);
/* The member of a dotted path, whose keys may hold dots themselves ("Input.gid"); NULL: there is
 * none. */
const struct tree *tree_at(const struct tree *object, const char *path);
double tree_number(const struct tree *tree); /* 0 for what is none */
/* A string, number or truth; all else is absent. */
struct value tree_value(const struct tree *tree);
/* What --text, --id and so on name, else what the format calls it. */
struct value tree_chosen(const struct tree *object, const char *asked, const char *own);
/* The members that --field names. */
void tree_fields(struct importing *importing, const struct tree *object);
/* Sets the example's text; -1 where it is no string. */
int tree_text(struct importing *importing, const struct tree *text, struct ordo_error *error);

enum unit { CODE_POINTS, UTF16_UNITS };

/* Makes a span the example: its words, its place, and its text's id as its group. Writes it. An
 * error is about `item`. */
int tree_span(struct importing *importing, const struct tree *object, const struct tree *text,
              const struct tree *item, size_t number, double begin, double end, enum unit unit,
              struct ordo_error *error);

/* Hands the row's object, well-formed and not too deep, to `take`. */
typedef int tree_taker(struct importing *importing, const struct tree *object,
                       struct ordo_error *error);
int tree_take(struct importing *importing, const struct rows_file *file, const struct rows_row *row,
              tree_taker *take, struct ordo_error *error);

#endif
