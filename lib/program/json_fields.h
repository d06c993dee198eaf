/* json_fields.h: which fields a JSON object has, by the dotted names that options take. */
#ifndef ORDO_JSON_FIELDS_H
#define ORDO_JSON_FIELDS_H

#include "rows.h"

/* One value that is neither object nor array. Behind an array's name stands "[]", and of an array
 * its first element alone is told: "title", "body.main", "articles[].title"; an empty one as
 * ROWS_ABSENT. false: no more are wanted. */
typedef bool (*json_fields_visitor)(void *context, const char *name, enum rows_kind kind);

/* Visits the fields of the object (or array) that the bytes begin with, in order, until it ends,
 * the bytes do, or it is no JSON. Fails on memory alone. */
int json_fields(struct ordo_string bytes, json_fields_visitor visit, void *context,
                struct ordo_error *error);

/* The names of the object's texts, as many as there is room for, with commas between them.
 * *deeper: one stands in an array. */
#define JSON_FIELDS_ROOM 112
int json_fields_names(struct ordo_string object, char names[JSON_FIELDS_ROOM], bool *deeper,
                      struct ordo_error *error);

#endif
