/* record.h: a statement and all that is known of it, from which columns are taken. */
#ifndef ORDO_RECORD_H
#define ORDO_RECORD_H

#include "columns.h"
#include "../lib/program/json.h"

struct worker;
struct statement;

#define RECORD_FOLDED 512 /* bytes of a name or cue; the rest is cut off */

/* Memory is reused from statement to statement. */
struct record {
    struct worker *worker;             /* borrowed, with its article and quotes */
    const struct statement *statement; /* NULL: the article alone */
    struct ordo_scores scores;
    bool scored;
    size_t *points; /* [n_spans][2], owned: the statement's spans in code points */
    size_t n_spans, points_capacity;
    char folded[RECORD_FOLDED];
    int32_t *composed; /* owned; a name in NFC, as bytes */
    size_t composed_capacity;
    struct json json;                                      /* owned; the cell in hand */
    size_t n_entities, n_relations, n_attributes, n_notes; /* of brat, in the article in hand */
};

/* Takes up the next statement (NULL: the article alone) and scores it, if it is to be scored. */
int record_set(struct record *record, struct worker *worker, const struct statement *statement,
               struct ordo_error *error);
/* False: null stands for the whole group of columns: nobody was named, nothing was scored. */
bool record_has_group(const struct record *record, const struct column *column);
void record_release(struct record *record);

/* --print tokens, ngrams and vector, as JSON. */
int record_stage(struct worker *worker, const struct statement *statement, struct json *json,
                 struct ordo_error *error);
/* What decided a head's label, as a JSON object. */
int record_explain(struct worker *worker, const struct statement *statement, uint32_t head,
                   uint32_t label, struct json *json, struct ordo_error *error);

#endif
