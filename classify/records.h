/* records.h: the rows of JSON that stand deeper than its beginning: the articles of
 * {"status": "ok", "articles": [{...}, {...}]}. Whatever stands around them is blanked, byte by
 * byte as it comes, so that places in the file stay what they are and memory does not grow. */
#ifndef ORDO_RECORDS_H
#define ORDO_RECORDS_H

#include "../lib/ordo.h"

#define RECORDS_PATH_MAX 256
#define RECORDS_DEPTH    64

/* Where one stream stands. Zeroed: it begins. */
struct records {
    char path[RECORDS_PATH_MAX]; /* "response.results"; empty: rows stand at the beginning */
    size_t n_keys;               /* in the path */
    bool arrays[RECORDS_DEPTH];  /* [depth] what is open on the way to the rows: array or object */
    size_t depth, n_objects;     /* the second of them objects */
    uint64_t inner;              /* brackets open within a row, or within what is passed over */
    bool is_row;                 /* they are a row's */
    bool in_string, escaped;
    bool is_key, same;   /* the string is a key; as far as it goes it is that of the path */
    size_t at;           /* bytes of the path's key that were met */
    bool hit;            /* the newest key is the path's */
    bool found;          /* the rows of the object in hand */
    bool broken;         /* a bracket closes what is not open: what follows cannot be told */
    uint64_t line, byte; /* of the byte in hand, from 0 */
    uint64_t n_lacking;  /* objects without rows */
    uint64_t fault_line, fault_byte; /* of the first of them, or where it is broken; from 1 */
};

/* The path of the only array whose objects have a field of the text, in an object that has none
 * itself, as far as the bytes that the file begins with tell; `fields` has commas between names.
 * false: there is none. */
bool records_find(struct ordo_string bytes, const char *fields, char path[RECORDS_PATH_MAX]);
/* Whether it is names with dots between them. */
bool records_is_path(const char *path);
void records_begin(struct records *records, const char *path);
/* Blanks what is no row in the next bytes of the stream. */
void records_keep(struct records *records, char *bytes, size_t length);
/* Behind the last byte: fails where the JSON is cut short or broken around the rows, or an object
 * lacks them. */
int records_end(const struct records *records, struct ordo_error *error);

#endif
