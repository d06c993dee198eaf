/* worker.c: articles and rows -> statements -> records. */
#include "worker.h"
#include "record.h"
#include "../lib/reserve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int worker_init(struct worker *worker, const struct plan *plan, struct ordo_error *error)
{
    memset(worker, 0, sizeof *worker);
    worker->plan = plan;
    worker->scratch = ordo_scratch_new();
    return worker->scratch == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}

void worker_release(struct worker *worker)
{
    ordo_scratch_free(worker->scratch);
    article_release(&worker->article);
    ordo_quotes_release(&worker->quotes);
    ordo_ngrams_release(&worker->ngrams);
    ordo_explanation_release(&worker->explanation);
    free(worker->words);
    free(worker->from);
    memset(worker, 0, sizeof *worker);
}

void output_tell(struct output *output, const struct ordo_error *error)
{
    char text[640];

    ordo_error_text(error, text, sizeof text);
    json_format(&output->messages, "%s\n", text);
}

void output_clear(struct output *output)
{
    json_clear(&output->records);
    json_clear(&output->messages);
    memset(&output->counts, 0, sizeof output->counts);
}

void output_release(struct output *output)
{
    json_release(&output->records);
    json_release(&output->messages);
}

/* A bad row or article: told, counted, and the rest goes on. Memory that ran out ends the run. */
static int skip(struct output *output, struct ordo_error *error)
{
    if (error->code == ORDO_ERR_MEMORY)
        return -1;
    output_tell(output, error);
    output->counts.failed++;
    return 0;
}

static void tell_ill_formed(const struct worker *worker, const struct piece *piece, uint64_t line,
                            uint64_t byte, struct output *output)
{
    const struct article *article = &worker->article;
    struct ordo_error error;

    if (article->n_ill_formed == 0)
        return;
    ordo_fail(&error, ORDO_ERR_FORMAT, "%zu ill-formed UTF-8 sequence%s replaced by U+FFFD",
              article->n_ill_formed, article->n_ill_formed == 1 ? "" : "s");
    ordo_fail_at(&error, piece->path, line, byte);
    output_tell(output, &error);
}

/* One statement -> one record, cut off again when it fails. */
static int write_statement(struct worker *worker, const struct statement *statement,
                           struct output *output, struct ordo_error *error)
{
    struct json *json = &output->records;
    size_t length = json->length;
    int result = 0;

    record_open(worker, statement, json);
    if (worker->plan->settings->stage == PRINT_SCORES)
        result = record_heads(worker, statement, json, error);
    else if (worker->plan->settings->stage != PRINT_QUOTES)
        result = record_stage(worker, statement, json, error);
    json_close(json, '}');
    json_newline(json);
    if (json->failed)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (result != 0)
        json->length = length;
    else
        output->counts.statements++;
    return result;
}

static int take_words(struct worker *worker, size_t which, struct statement *statement,
                      struct ordo_error *error)
{
    size_t room = ordo_quote_room(&worker->quotes, which);

    if (ordo_reserve(&worker->words, &worker->words_capacity, room, 1, error) != 0 ||
        ordo_reserve(&worker->from, &worker->from_capacity, room, sizeof *worker->from, error) != 0)
        return -1;
    statement->text.bytes = worker->words;
    statement->text.length = ordo_quote_words(&worker->quotes, which, worker->article.text.bytes,
                                              worker->words, worker->from);
    statement->from = worker->from;
    return 0;
}

static struct ordo_string part_of(const struct worker *worker, struct ordo_span span)
{
    return (struct ordo_string){worker->article.text.bytes + span.begin, span.end - span.begin};
}

static void choose_fields(const struct worker *worker, const struct rows_row *row,
                          struct statement *statement)
{
    const struct plan *plan = worker->plan;

    for (size_t i = 0; i < plan->n_columns; i++) {
        struct ordo_string *field = &statement->fields[i];
        switch (plan->origin[i]) {
        case FIELD_TEXT:
            *field = statement->text;
            break;
        case FIELD_CUE:
            *field = part_of(worker, statement->quote->cue);
            break;
        case FIELD_SENTENCE:
            *field = part_of(worker, statement->quote->sentence);
            break;
        case FIELD_SPEAKER:
            *field = part_of(worker, statement->quote->speaker);
            break;
        case FIELD_TITLE:
            *field = worker->article.facts.title;
            break;
        case FIELD_COLUMN:
            *field = row == NULL ? (struct ordo_string){NULL, 0} : row->values[plan->column[i]];
            break;
        }
    }
}

/* Every statement of the article that the worker holds; row: where further columns are, or NULL. */
static int run_article(struct worker *worker, const struct rows_row *row, struct output *output,
                       struct ordo_error *error)
{
    const struct ordo_string *text = &worker->article.text;
    struct statement statement = {.article = worker->article.facts.id};

    if (article_count(&worker->article, error) != 0 ||
        ordo_quotes_find(&worker->quotes, text->bytes, text->length, error) != 0 ||
        ordo_speakers_find(&worker->quotes, text->bytes, text->length, error) != 0)
        return -1;
    for (size_t i = 0; i < worker->quotes.n; i++) {
        struct ordo_quote *quote = &worker->quotes.items[i];
        if (!worker->plan->kinds[quote->kind])
            continue;
        if (quote->confidence < (float)worker->plan->settings->speaker)
            ordo_forget_speaker(quote);
        statement.number++;
        statement.quote = quote;
        if (take_words(worker, i, &statement, error) != 0)
            return -1;
        choose_fields(worker, row, &statement);
        if (write_statement(worker, &statement, output, error) != 0)
            return -1;
    }
    output->counts.articles++;
    return 0;
}

static int run_whole(struct worker *worker, const struct piece *piece, struct output *output,
                     struct ordo_error *error)
{
    const char *zero = memchr(piece->bytes, '\0', piece->length);

    worker->article.facts.id = (struct ordo_string){piece->path, strlen(piece->path)};
    worker->article.facts.title = (struct ordo_string){NULL, 0};
    if (zero != NULL) {
        ordo_fail(error, ORDO_ERR_FORMAT, "not a text: NUL byte");
        ordo_fail_at(error, piece->path, 0, (uint64_t)(zero - piece->bytes) + 1);
        return skip(output, error);
    }
    if (article_set(&worker->article, (struct ordo_string){piece->bytes, piece->length},
                    piece->kind == PIECE_MARKDOWN, error) != 0 ||
        run_article(worker, NULL, output, error) != 0) {
        ordo_fail_at(error, piece->path, 0, 0);
        return skip(output, error);
    }
    tell_ill_formed(worker, piece, 0, worker->article.first_ill_formed + 1, output);
    return 0;
}

/* "path:line" where a row has no id of its own. */
static struct ordo_string row_name(const struct plan *plan, const struct piece *piece,
                                   const struct rows_row *row, char *name, size_t size)
{
    const struct ordo_string *id = &row->values[plan->id_at];
    int n;

    if (id->bytes != NULL && id->length > 0 && ordo_utf8_valid(id->bytes, id->length) == id->length)
        return *id;
    n = snprintf(name, size, "%s:%llu", piece->path, (unsigned long long)row->line);
    return (struct ordo_string){name, n < 0 ? 0 : (size_t)n < size ? (size_t)n : size - 1};
}

static int run_row(struct worker *worker, const struct piece *piece, const struct rows_row *row,
                   struct output *output, struct ordo_error *error)
{
    const struct plan *plan = worker->plan;
    struct statement statement = {.number = 1};
    char name[4200];

    if (row->values[0].bytes == NULL) {
        ordo_fail(error, ORDO_ERR_FORMAT, "no field '%s'", plan->names[0]);
        return -1;
    }
    worker->article.facts.id = row_name(plan, piece, row, name, sizeof name);
    worker->article.facts.title = row->values[plan->title_at];
    if (article_set(&worker->article, row->values[0], false, error) != 0)
        return -1;
    tell_ill_formed(worker, piece, row->line, row->byte, output);
    if (!plan->settings->statements)
        return run_article(worker, row, output, error);
    if ((plan->settings->explain > 0 || plan->settings->stage == PRINT_TOKENS) &&
        article_count(&worker->article, error) != 0) /* their spans are code points */
        return -1;
    statement.article = worker->article.facts.id;
    statement.text = worker->article.text;
    choose_fields(worker, row, &statement);
    for (size_t i = 0; i < plan->n_columns; i++)
        if (plan->column[i] == 0)
            statement.fields[i] = statement.text;
    return write_statement(worker, &statement, output, error);
}

static int run_rows(struct worker *worker, const struct piece *piece, struct output *output,
                    struct ordo_error *error)
{
    const struct plan *plan = worker->plan;
    struct rows_reader reader;
    struct rows_row row;
    int found, result = 0;

    if (rows_reader_init(&reader, piece->dialect, piece->path, plan->names, plan->n_names, 1,
                         piece->header, error) != 0) /* a header without the columns: said once */
        return piece->byte == piece->header.length + 1 || error->code == ORDO_ERR_MEMORY
                   ? skip(output, error)
                   : 0;
    rows_reader_feed(&reader, (struct ordo_string){piece->bytes, piece->length}, piece->line,
                     piece->byte);
    while (result == 0 && (found = rows_next(&reader, &row, error)) != 0) {
        if (found > 0 && run_row(worker, piece, &row, output, error) == 0)
            continue;
        ordo_fail_at(error, piece->path, row.line, row.byte);
        result = skip(output, error);
    }
    rows_reader_release(&reader);
    return result;
}

int worker_run(struct worker *worker, const struct piece *piece, struct output *output,
               struct ordo_error *error)
{
    return piece->kind == PIECE_ROWS ? run_rows(worker, piece, output, error)
                                     : run_whole(worker, piece, output, error);
}
