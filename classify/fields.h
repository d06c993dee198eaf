/* fields.h: model and settings -> the columns that are written, in order. */
#ifndef ORDO_FIELDS_H
#define ORDO_FIELDS_H

#include "columns.h"
#include "settings.h"

/* A column in its place, with what JSON needs around it. */
struct field {
    struct column column;
    char *keys;     /* owned, JSON_SLACK bytes behind them: comma and key of the outermost object or
                       value that begins here, then braces and keys up to this column's own value */
    size_t n_outer; /* bytes of keys up to that object or value */
    size_t n_keys;  /* all of them */
    size_t n_closed; /* objects that end behind it */
    bool is_sparse;  /* JSON leaves it out where it is null; never the first, for its comma */
    size_t n_group;  /* columns of the outermost object that begins here; 0: none does */
};

struct fields {
    struct field *items; /* owned */
    size_t n;
};

/* heads: [n_heads] of the model (NULL: none), as asked for. The columns of settings->fields, else
 * the usual ones; a name may stand for a group ("stance", "speaker_mention"). */
int fields_init(struct fields *fields, const struct settings *settings,
                const struct ordo_model *model, const uint32_t *heads, size_t n_heads,
                struct ordo_error *error);
/* Every column that could be asked for, a line each: name, type, meaning. */
int fields_list(const struct settings *settings, const struct ordo_model *model,
                const uint32_t *heads, size_t n_heads, FILE *stream, struct ordo_error *error);
void fields_release(struct fields *fields);

/* The classes that a head's score lies between: 1 at support or positive, -1 at oppose or negative.
 * False: it has neither pair, and no score. */
bool fields_poles(const struct ordo_head *head, uint32_t *upper, uint32_t *lower);
/* Whether a head has such a column: numbers have no classes, classes no interval. */
bool fields_head_has(const struct settings *settings, const struct ordo_head *head,
                     const struct column_row *row);

#endif
