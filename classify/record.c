/* record.c: a statement in hand: its places in code points, and its scores. */
#include "worker.h"
#include "../lib/reserve.h"

#include <stdlib.h>
#include <string.h>

static int count_points(struct record *record, struct ordo_error *error)
{
    const struct ordo_quote *quote = record->statement->quote;
    const struct ordo_span *spans = record->worker->quotes.spans + quote->first_span;

    if (ordo_reserve(&record->points, &record->points_capacity, 2 * (size_t)quote->n_spans,
                     sizeof *record->points, error) != 0)
        return -1;
    record->n_spans = quote->n_spans;
    for (size_t i = 0; i < record->n_spans; i++)
        article_span(&record->worker->article, spans[i].begin, spans[i].end, &record->points[2 * i],
                     &record->points[2 * i + 1]);
    return 0;
}

int record_set(struct record *record, struct worker *worker, const struct statement *statement,
               struct ordo_error *error)
{
    const struct plan *plan = worker->plan;

    record->worker = worker;
    record->statement = statement;
    record->n_spans = 0;
    record->scored = false;
    if (statement == NULL)
        return 0;
    if (statement->quote != NULL && count_points(record, error) != 0)
        return -1;
    if (plan->settings->stage != PRINT_SCORES || worker->article.skipped == SKIP_LANGUAGE)
        return 0;
    record->scored = true;
    return ordo_score(&record->scores, plan->model, statement->fields, worker->scratch, error);
}

bool record_has_group(const struct record *record, const struct column *column)
{
    const struct ordo_quote *quote = record->statement->quote;

    if (column->row->table == TABLE_SCORES)
        return record->scored;
    return quote != NULL && quote->mention.end > quote->mention.begin;
}

void record_release(struct record *record)
{
    free(record->points);
    free(record->composed);
    json_release(&record->json);
    memset(record, 0, sizeof *record);
}
