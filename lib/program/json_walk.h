/* json_walk.h: a JSON object read at once, by simdjson. */
#ifndef ORDO_JSON_WALK_H
#define ORDO_JSON_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <yajl/yajl_parse.h>

#define JSON_WALK_PADDING 64 /* bytes that must be readable behind a record */

#ifdef __cplusplus
extern "C" {
#endif

struct json_walker; /* its memory, used again from record to record */

struct json_walker *json_walker_new(void); /* NULL: no memory */
void json_walker_free(struct json_walker *walker);

/* Tells the events of a record that holds one object as yajl would tell them; text without escapes
 * is given where it stands. Before an event of a value, *at is where in the record it stands.
 * false: yajl must be asked, for the record is not well-formed JSON or UTF-8, a callback has
 * refused, or there is no memory; some events may have been told. */
bool json_walk(struct json_walker *walker, const char *record, size_t length,
               const yajl_callbacks *events, void *context, size_t *at);

#ifdef __cplusplus
}
#endif

#endif
