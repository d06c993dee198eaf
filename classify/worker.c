/* worker.c: articles and rows -> statements -> records. */
#include "emit.h"
#include "../lib/reserve.h"
#include "../lib/program/messages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int worker_init(struct worker *worker, const struct plan *plan, struct duplicates *duplicates,
                struct ordo_error *error)
{
    memset(worker, 0, sizeof *worker);
    worker->plan = worker->documents.plan = plan;
    worker->duplicates = duplicates;
    worker->scratch = ordo_scratch_new();
    return worker->scratch == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}

void worker_release(struct worker *worker)
{
    ordo_scratch_free(worker->scratch);
    documents_release(&worker->documents);
    article_release(&worker->article);
    shingles_release(&worker->shingles);
    free(worker->verdicts);
    free(worker->ids);
    ordo_quotes_release(&worker->quotes);
    ordo_ngrams_release(&worker->ngrams);
    ordo_explanation_release(&worker->explanation);
    record_release(&worker->record);
    free(worker->words);
    free(worker->from);
    memset(worker, 0, sizeof *worker);
}

void output_tell(struct output *output, const struct ordo_error *error)
{
    messages_add(&output->messages, error);
}

void output_clear(struct output *output)
{
    json_clear(&output->records);
    json_clear(&output->messages);
    json_clear(&output->failed);
    memset(&output->counts, 0, sizeof output->counts);
}

size_t output_size(const struct output *output)
{
    return output->records.length + output->messages.length + output->failed.length;
}

void output_release(struct output *output)
{
    json_release(&output->records);
    json_release(&output->messages);
    json_release(&output->failed);
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

/* What was mended in the article's bytes. */
static void tell_mended(const struct worker *worker, struct output *output)
{
    const struct article *article = &worker->article;
    const struct documents *documents = &worker->documents;
    const char *path = documents->piece->path;
    struct ordo_error error;

    if (documents->encoding[0] != '\0') {
        ordo_fail(&error, ORDO_ERR_FORMAT, "read as %s", documents->encoding);
        if (documents->n_replaced > 0)
            ordo_fail(&error, ORDO_ERR_FORMAT, "read as %s, %llu sequences replaced by U+FFFD",
                      documents->encoding, (unsigned long long)documents->n_replaced);
        ordo_fail_at(&error, path, 0, 0);
        output_tell(output, &error);
    }
    if (article->n_ill_formed == 0)
        return;
    ordo_fail(&error, ORDO_ERR_FORMAT, "%zu ill-formed UTF-8 sequence%s replaced by U+FFFD",
              article->n_ill_formed, article->n_ill_formed == 1 ? "" : "s");
    ordo_fail_at(&error, path, article->line, article->byte);
    output_tell(output, &error);
}

/* What of the article's page could not be read. Lines count in the page. */
static void tell_lost(const struct worker *worker, struct output *output)
{
    const struct piece *piece = worker->documents.piece;
    struct ordo_error lost = worker->documents.lost;

    if (lost.code == ORDO_OK)
        return;
    if (piece->kind != PIECE_PAGE)
        lost.line = 0;
    ordo_fail_at(&lost, piece->path, worker->article.line,
                 piece->kind == PIECE_WARC ? piece->byte : worker->article.byte);
    skip(output, &lost);
}

/* Writes with an emitter's function; cut off again when it fails. */
static int emit(emit_function *function, struct worker *worker, struct output *output,
                struct ordo_error *error)
{
    struct json *out = &output->records;
    size_t length = out->length;
    int result = function == NULL ? 0 : function(&worker->record, out, error);

    if (out->failed)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (result != 0)
        out->length = length;
    return result;
}

/* One statement -> one record. */
static int write_statement(struct worker *worker, const struct statement *statement,
                           struct output *output, struct ordo_error *error)
{
    const struct emitter *emitter = &EMITTERS[worker->plan->settings->to];

    if (record_set(&worker->record, worker, statement, error) != 0 ||
        emit(emitter->statement, worker, output, error) != 0)
        return -1;
    output->counts.statements++;
    return 0;
}

/* The article itself, before its statements. */
static int write_article(struct worker *worker, struct output *output, struct ordo_error *error)
{
    const struct settings *settings = worker->plan->settings;
    const struct emitter *emitter = &EMITTERS[settings->to];
    bool is_record = settings->stage == PRINT_ARTICLES;

    if (record_set(&worker->record, worker, NULL, error) != 0)
        return -1;
    return emit(is_record ? emitter->statement : emitter->article, worker, output, error);
}

/* Whether places within statements are shown: of their tokens, or of what decided a label. */
static bool shows_places(const struct worker *worker)
{
    const struct settings *settings = worker->plan->settings;

    return settings->explain > 0 || settings->stage == PRINT_TOKENS;
}

static int take_words(struct worker *worker, size_t which, struct statement *statement,
                      struct ordo_error *error)
{
    size_t room = ordo_quote_room(&worker->quotes, which);

    if (ordo_reserve(&worker->words, &worker->words_capacity, room, 1, error) != 0)
        return -1;
    if (shows_places(worker)) {
        if (ordo_reserve(&worker->from, &worker->from_capacity, room, sizeof *worker->from,
                         error) != 0)
            return -1;
        statement->from = worker->from;
    }
    statement->text.bytes = worker->words;
    statement->text.length = ordo_quote_words(&worker->quotes, which, worker->article.text.bytes,
                                              worker->words, statement->from);
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
            *field = plan->settings->speeches ? worker->article.facts.speaker
                                              : part_of(worker, statement->quote->speaker);
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

static int find_statements(struct worker *worker, const char *text, size_t length,
                           struct ordo_error *error)
{
    if (worker->plan->settings->speeches)
        return ordo_quotes_of_speech(&worker->quotes, text, length, error);
    if (ordo_quotes_find(&worker->quotes, text, length, error) != 0)
        return -1;
    return ordo_speakers_find(&worker->quotes, text, error);
}

/* Every statement of the article that the worker holds; row: where further columns are, or NULL. */
static int run_article(struct worker *worker, const struct rows_row *row, struct output *output,
                       struct ordo_error *error)
{
    const struct ordo_string *text = &worker->article.text;
    struct statement statement = {.article = worker->article.facts.id};

    if (article_count(&worker->article, error) != 0 ||
        find_statements(worker, text->bytes, text->length, error) != 0 ||
        write_article(worker, output, error) != 0)
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

/* A row that is a statement. */
static int run_statement(struct worker *worker, const struct rows_row *row, struct output *output,
                         struct ordo_error *error)
{
    const struct plan *plan = worker->plan;
    struct statement statement = {.number = 1};

    if (shows_places(worker) && article_count(&worker->article, error) != 0)
        return -1;
    statement.article = worker->article.facts.id;
    statement.text = worker->article.text;
    choose_fields(worker, row, &statement);
    for (size_t i = 0; i < plan->n_columns; i++)
        if (plan->column[i] == 0)
            statement.fields[i] = statement.text;
    if (write_article(worker, output, error) != 0)
        return -1;
    return write_statement(worker, &statement, output, error);
}

/* ---- what is known of an article before it is searched -------------------------------------- */

static int find_language(struct worker *worker, struct ordo_error *error)
{
    struct article *article = &worker->article;
    const char *wanted = worker->plan->language;

    if (!language_of(article->text.bytes, article->text.length, worker->language))
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (worker->language[0] != '\0') /* what a page says of itself is often its maker's default */
        article->facts.language = (struct ordo_string){worker->language, strlen(worker->language)};
    if (wanted[0] != '\0' && article->facts.language.length > 0 &&
        !language_is(article->facts.language.bytes, article->facts.language.length, wanted))
        article->skipped = SKIP_LANGUAGE;
    return 0;
}

static bool is_blank(struct ordo_string text)
{
    for (size_t i = 0; i < text.length; i++)
        if (strchr(" \t\r\n", text.bytes[i]) == NULL || text.bytes[i] == '\0')
            return false;
    return true;
}

/* Remembers an id; its offset is given, for the memory may move. */
static int keep_id(struct worker *worker, struct ordo_string id, size_t *at,
                   struct ordo_error *error)
{
    if (ordo_reserve(&worker->ids, &worker->ids_capacity, worker->ids_length + id.length + 1, 1,
                     error) != 0)
        return -1;
    *at = worker->ids_length;
    if (id.length > 0)
        memcpy(worker->ids + *at, id.bytes, id.length);
    worker->ids_length += id.length;
    return 0;
}

static int add_verdict(struct worker *worker, struct ordo_error *error)
{
    struct verdict *verdict;

    if (ordo_reserve(&worker->verdicts, &worker->verdict_capacity, worker->n_verdicts + 1,
                     sizeof *worker->verdicts, error) != 0)
        return -1;
    verdict = &worker->verdicts[worker->n_verdicts];
    *verdict = (struct verdict){.id_length = worker->article.facts.id.length};
    if (fingerprint_make(&verdict->fingerprint, &worker->shingles, worker->article.text, error) !=
            0 ||
        keep_id(worker, worker->article.facts.id, &verdict->id, error) != 0)
        return -1;
    worker->n_verdicts++;
    return 0;
}

/* Judges all articles of the piece: their fingerprints first, at any time; then, when the pieces
 * before it are through, what they repeat. */
static int find_duplicates(struct worker *worker, uint64_t number, struct ordo_error *error)
{
    int found, result = 0;

    worker->n_verdicts = worker->ids_length = 0;
    while (result == 0 &&
           (found = documents_next(&worker->documents, &worker->article, error)) != 0) {
        if (found > 0)
            result = add_verdict(worker, error);
        else if (error->code == ORDO_ERR_MEMORY)
            result = -1;
    }
    if (result != 0 || !duplicates_take_turn(worker->duplicates, number))
        return result;
    for (size_t i = 0; result == 0 && i < worker->n_verdicts; i++) {
        struct verdict *verdict = &worker->verdicts[i];
        struct ordo_string id = {worker->ids + verdict->id, verdict->id_length};
        struct duplicate duplicate;
        found = duplicates_look(worker->duplicates, &verdict->fingerprint, id, &duplicate, error);
        result = found < 0 ? -1 : 0;
        verdict->repeats = found > 0;
        if (found <= 0)
            continue;
        verdict->near = duplicate.near;
        verdict->similarity = duplicate.similarity;
        verdict->id_length = duplicate.of.length;
        result = keep_id(worker, duplicate.of, &verdict->id, error);
    }
    duplicates_end_turn(worker->duplicates, number);
    return result != 0 ? -1 : documents_rewind(&worker->documents, error);
}

static void take_verdict(struct worker *worker, size_t which)
{
    const struct verdict *verdict = &worker->verdicts[which];
    struct article *article = &worker->article;

    if (!verdict->repeats)
        return;
    article->facts.duplicate_of =
        (struct ordo_string){worker->ids + verdict->id, verdict->id_length};
    article->facts.near_duplicate = verdict->near;
    article->facts.duplicate_similarity = verdict->similarity;
    if (worker->plan->settings->duplicates == DUPLICATES_SKIP)
        article->skipped = SKIP_DUPLICATE;
}

static int take_article(struct worker *worker, struct output *output, struct ordo_error *error)
{
    const struct settings *settings = worker->plan->settings;
    const struct rows_row *row = documents_row(&worker->documents);
    struct article *article = &worker->article;

    tell_mended(worker, output);
    tell_lost(worker, output);
    output->counts.bytes += article->text.length;
    if (settings->statements)
        return run_statement(worker, row, output, error);
    if (find_language(worker, error) != 0)
        return -1;
    if (is_blank(article->text))
        article->skipped = SKIP_EMPTY;
    output->counts.skipped[article->skipped]++;
    if (settings->stage == PRINT_ARTICLES) {
        output->counts.articles++;
        return write_article(worker, output, error);
    }
    if (article->skipped == SKIP_DUPLICATE) /* a database knows of it all the same */
        return settings->to == TO_SQLITE ? write_article(worker, output, error) : 0;
    return run_article(worker, row, output, error);
}

/* Of one input, rows are shared by the line that they begin on; those of a JSON array may all stand
 * on one, and go by their place. Documents were shared before. */
static bool is_ours(const struct worker *worker, const struct piece *piece)
{
    const struct settings *settings = worker->plan->settings;
    const struct article *article = &worker->article;

    if (settings->n_shards == 1 || settings->shard_files || piece->kind != PIECE_ROWS)
        return true;
    return settings_shares(settings, piece->dialect.format == ROWS_JSON
                                         ? settings_scatter(article->byte)
                                         : article->line - 1);
}

static int run_piece(struct worker *worker, const struct piece *piece, struct output *output,
                     struct ordo_error *error)
{
    int found, result = 0;
    size_t n = 0;

    if (piece->encoding[0] != '\0') {
        ordo_fail(error, ORDO_ERR_FORMAT, "read as %s", piece->encoding);
        ordo_fail_at(error, piece->path, 0, 0);
        output_tell(output, error);
    }
    if (piece->records[0] != '\0') {
        ordo_fail(error, ORDO_ERR_FORMAT,
                  "its rows are taken to be the objects at '%.64s' (--records)", piece->records);
        ordo_fail_at(error, piece->path, 0, 0);
        output_tell(output, error);
    }
    if (documents_open(&worker->documents, piece, error) != 0) {
        bool told = piece->kind == PIECE_ROWS && piece->byte != piece->header.length + 1;
        return error->code == ORDO_ERR_MEMORY || !told ? skip(output, error) : 0;
    }
    if (worker->duplicates != NULL && find_duplicates(worker, piece->number, error) != 0)
        return error->code == ORDO_ERR_MEMORY ? -1 : skip(output, error);
    while (result == 0 &&
           (found = documents_next(&worker->documents, &worker->article, error)) != 0) {
        if (found > 0 && worker->duplicates != NULL)
            take_verdict(worker, n++);
        if (!is_ours(worker, piece))
            continue;
        if (found > 0 && take_article(worker, output, error) == 0)
            continue;
        ordo_fail_at(error, piece->path, worker->article.line, worker->article.byte);
        result = skip(output, error);
    }
    return result;
}

void worker_pass(struct worker *worker, uint64_t number)
{
    if (worker->duplicates != NULL && duplicates_take_turn(worker->duplicates, number))
        duplicates_end_turn(worker->duplicates, number);
}

int worker_run(struct worker *worker, const struct piece *piece, struct output *output,
               struct ordo_error *error)
{
    int result = run_piece(worker, piece, output, error);

    output->counts.met = worker->documents.met;
    worker_pass(worker, piece->number); /* where it was not taken already */
    return result;
}

int worker_replay(struct worker *worker, const struct piece *piece, struct ordo_error *error)
{
    int result = 0;

    if (documents_open(&worker->documents, piece, error) != 0 ||
        find_duplicates(worker, piece->number, error) != 0)
        result = error->code == ORDO_ERR_MEMORY ? -1 : 0; /* the earlier run told of the rest */
    worker_pass(worker, piece->number);
    return result;
}
