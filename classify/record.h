/* record.h: a scored statement -> one JSON object; docs/ordo-classify.1 describes its members. */
#ifndef ORDO_RECORD_H
#define ORDO_RECORD_H

#include "worker.h"

/* article, statement, begin, end, spans, text, kind, speaker, speaker_mention, cue: what is known
 * before anything is scored. Leaves the object open. */
void record_open(struct worker *worker, const struct statement *statement, struct json *json);
/* One member a head. */
int record_heads(struct worker *worker, const struct statement *statement, struct json *json,
                 struct ordo_error *error);
/* The same, all null, and "skipped": why. */
void record_unscored(struct worker *worker, struct json *json);
/* An article, what is known of it and its text. */
int record_article(struct worker *worker, struct json *json, struct ordo_error *error);
/* The members of --print tokens, ngrams and vector. */
int record_stage(struct worker *worker, const struct statement *statement, struct json *json,
                 struct ordo_error *error);
/* A span of the statement's text in code points, as [begin, end]. */
void record_span(const struct worker *worker, const struct statement *statement,
                 struct ordo_span span, struct json *json);

#endif
