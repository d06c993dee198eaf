/* emit_brat.c: an article and its statements as brat stand-off (brat.nlplab.org/standoff.html): the
 * text as it was read, then text-bound annotations for statement, cue and mention, a relation from
 * the statement to whoever makes it, and an attribute for each head's label. */
#include "emit.h"
#include "tape.h"

int emit_brat_article(struct record *record, struct json *out, struct ordo_error *error)
{
    const struct article *article = &record->worker->article;
    struct cell cell;

    (void)error;
    tape_put_mark(TAPE_ARTICLE, out);
    cell = (struct cell){.type = CELL_TEXT, .text = article->facts.id};
    tape_put(&cell, out);
    cell.text = article->source;
    tape_put(&cell, out);
    record->n_entities = record->n_relations = record->n_attributes = record->n_notes = 0;
    return 0;
}

struct pieces {
    struct json places, words;
};

/* A span as brat wants it: cut at line ends, which no piece may hold. */
static void add_lines(const struct article *article, struct ordo_span span, struct pieces *pieces)
{
    size_t first, past, begin, end;

    article_bytes(article, span, &begin, &end);
    while (begin < end) {
        const char *text = article->source.bytes;
        size_t stop = begin;
        while (stop < end && text[stop] != '\n' && text[stop] != '\r')
            stop++;
        if (stop > begin) {
            article_points(article, begin, stop, &first, &past);
            json_format(&pieces->places, "%s%zu %zu", pieces->places.length > 0 ? ";" : "", first,
                        past);
            if (pieces->words.length > 0)
                json_bytes(&pieces->words, " ", 1);
            json_bytes(&pieces->words, text + begin, stop - begin);
        }
        begin = stop + 1;
    }
}

/* T1 <tab> Statement 0 5;7 9 <tab> the words. Returns its number. */
static size_t put_entity(struct record *record, const char *type, const struct ordo_span *spans,
                         size_t n, struct json *ann)
{
    struct pieces pieces = {.places = {0}};

    for (size_t i = 0; i < n; i++)
        add_lines(&record->worker->article, spans[i], &pieces);
    json_format(ann, "T%zu\t%s ", ++record->n_entities, type);
    json_bytes(ann, pieces.places.bytes, pieces.places.length);
    json_bytes(ann, "\t", 1);
    json_bytes(ann, pieces.words.bytes, pieces.words.length);
    json_bytes(ann, "\n", 1);
    ann->failed = ann->failed || pieces.places.failed || pieces.words.failed;
    json_release(&pieces.places);
    json_release(&pieces.words);
    return record->n_entities;
}

static void put_relation(struct record *record, const char *type, size_t from, size_t to,
                         struct json *ann)
{
    json_format(ann, "R%zu\t%s Arg1:T%zu Arg2:T%zu\n", ++record->n_relations, type, from, to);
}

static void put_attribute(struct record *record, const char *name, size_t entity, const char *value,
                          struct json *ann)
{
    json_format(ann, "A%zu\t%s T%zu %s\n", ++record->n_attributes, name, entity, value);
}

/* Labels as attributes; everything else that is known of the statement as a note, in JSON. */
static int put_facts(struct record *record, size_t entity, struct json *ann,
                     struct ordo_error *error)
{
    const struct plan *plan = record->worker->plan;

    put_attribute(record, "kind", entity, ordo_kind_name(record->statement->quote->kind), ann);
    for (uint32_t i = 0; record->scored && i < plan->n_heads; i++) {
        struct column column = {.row = HEAD_COLUMNS, .head = i};
        struct cell cell;
        if (emit_take(record, &column, &cell, error) != 0)
            return -1;
        if (cell.type == CELL_TEXT)
            put_attribute(record, plan->model->heads[plan->heads[i]].name, entity, cell.text.bytes,
                          ann);
    }
    json_format(ann, "#%zu\tAnnotatorNotes T%zu\t", ++record->n_notes, entity);
    return emit_jsonl(record, ann, error);
}

int emit_brat_statement(struct record *record, struct json *out, struct ordo_error *error)
{
    const struct ordo_quote *quote = record->statement->quote;
    const struct ordo_span *spans = record->worker->quotes.spans + quote->first_span;
    struct json ann = {0};
    struct cell cell = {.type = CELL_TEXT};
    size_t statement = put_entity(record, "Statement", spans, quote->n_spans, &ann), other;
    int result;

    if (quote->mention.end > quote->mention.begin) {
        other = put_entity(record, "Speaker", &quote->mention, 1, &ann);
        put_relation(record, "said-by", statement, other, &ann);
    }
    if (quote->cue.end > quote->cue.begin) {
        other = put_entity(record, "Cue", &quote->cue, 1, &ann);
        put_relation(record, "reported-by", statement, other, &ann);
    }
    result = put_facts(record, statement, &ann, error);
    if (result == 0) {
        cell.text = (struct ordo_string){ann.bytes, ann.length};
        tape_put_mark(TAPE_STATEMENT, out);
        tape_put(&cell, out);
    }
    out->failed = out->failed || ann.failed;
    json_release(&ann);
    return result;
}
