/* import_tree.h: what the formats of JSON objects share. */
#ifndef ORDO_IMPORT_TREE_H
#define ORDO_IMPORT_TREE_H

#include "import_format.h"

#include <yajl/yajl_tree.h>

#define TREE_SPANS_MAX 10000 /* spans or results of one text */

/* The member of a dotted path, whose keys may hold dots themselves ("Input.gid"); NULL: there is
 * none. */
yajl_val tree_at(yajl_val object, const char *path);
/* A string, number or truth; all else is absent. */
struct value tree_value(yajl_val tree);
/* What --text, --id and so on name, else what the format calls it. */
struct value tree_chosen(yajl_val object, const char *asked, const char *own);
/* The members that --field names. */
void tree_fields(struct importing *importing, yajl_val object);
/* Sets the example's text; -1 where it is no string. */
int tree_text(struct importing *importing, yajl_val text, struct ordo_error *error);

enum unit { CODE_POINTS, UTF16_UNITS };

/* Makes a span the example: its words, its place, and its text's id as its group. Writes it. */
int tree_span(struct importing *importing, yajl_val object, yajl_val text, size_t number,
              double begin, double end, enum unit unit, struct ordo_error *error);

/* Hands the row's object, well-formed and not too deep, to `take`. */
typedef int tree_taker(struct importing *importing, yajl_val object, struct ordo_error *error);
int tree_take(struct importing *importing, const struct rows_row *row, tree_taker *take,
              struct ordo_error *error);

#endif
