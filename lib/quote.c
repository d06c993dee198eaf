/* quote.c: quotations -> statements: which belong together.
 *
 * Quotations come paired from mark.c and stand as single items in the reporter's narration;
 * statement.c tells what each of them is. */
#include "indirect.h"
#include "scratch.h"
#include "speech.h"
#include "statement.h"

#include <stdlib.h>
#include <string.h>

#define GAP_ITEMS_MAX 40 /* between two pieces of one statement */

const char *ordo_kind_name(enum ordo_kind kind)
{
    static const char *const names[ORDO_KINDS] = {"direct", "mixed", "indirect", "speech", "term"};

    return names[kind];
}

void ordo_quotes_release(struct ordo_quotes *quotes)
{
    if (quotes->reading != NULL) {
        ordo_marks_release(&quotes->reading->marks);
        ordo_narration_release(&quotes->reading->narration);
        ordo_names_free(quotes->reading->names);
        free(quotes->reading->findings);
        free(quotes->reading->reporters);
        free(quotes->reading->voices);
        free(quotes->reading->span_items);
        free(quotes->reading->indirect);
        free(quotes->reading);
    }
    free(quotes->items);
    free(quotes->spans);
    memset(quotes, 0, sizeof *quotes);
}

static struct ordo_span sentence_span(const struct narration *narration, size_t first_item,
                                      size_t last_item)
{
    size_t first = ordo_sentence_begin(narration, first_item);
    size_t past = ordo_sentence_end(narration, last_item);

    return (struct ordo_span){narration->items[first].begin,
                              past < narration->n && narration->items[past].kind == ITEM_STOP
                                  ? narration->items[past].end
                                  : narration->items[past - 1].end};
}

/* „B“, sagte Y; « B », a dit Y; „B“, so Y: what stands behind the comma attributes the words at
 * `quote`. */
static bool has_attribution(const struct narration *narration, size_t quote, const char *text)
{
    const struct item *next = &narration->items[quote + 1];

    return next->kind == ITEM_COMMA && next[1].kind == ITEM_WORD &&
           (ordo_is_cue(&next[1]) ||
            (narration->language == LEXICON_GERMAN && ordo_item_is(&next[1], text, "so")) ||
            (narration->language == LEXICON_OTHER && (next[1].classes & WORD(AUXILIARY)) != 0));
}

/* "A," said X, "B" and "A," said X. "B": between the pieces there is the attribution alone. */
static bool belong_together(const struct narration *narration, size_t left, size_t right,
                            const char *text)
{
    const struct item *items = narration->items;
    bool cue = false, comma_before;

    if (right - left < 3 || right - left > GAP_ITEMS_MAX)
        return false;
    comma_before = items[left].ending == ENDING_COMMA || items[left].ending == ENDING_STRONG ||
                   items[left + 1].kind == ITEM_COMMA;
    for (size_t i = left + 1; i < right; i++) {
        if (items[i].kind == ITEM_BREAK || items[i].kind == ITEM_QUOTE ||
            items[i].kind == ITEM_COLON || (items[i].kind == ITEM_STOP && i + 1 < right))
            return false;
        cue = cue || ordo_is_cue(&items[i]) || /* "„A“, so X, „B“" */
              (narration->language == LEXICON_GERMAN && i < left + 3 &&
               ordo_item_is(&items[i], text, "so"));
    }
    if (items[right - 1].kind == ITEM_STOP &&
        (items[right].ending == ENDING_COMMA || has_attribution(narration, right, text) ||
         (items[right].ending == ENDING_STRONG && items[right + 1].kind == ITEM_WORD)))
        return false; /* "A," said X. "B?" answered Y. */
    return cue && comma_before &&
           (items[right - 1].kind == ITEM_COMMA || items[right - 1].kind == ITEM_STOP);
}

static int add_span(struct ordo_quotes *quotes, struct ordo_span span, size_t item,
                    struct ordo_error *error)
{
    struct ordo_reading *reading = quotes->reading;

    if (ordo_reserve(&quotes->spans, &quotes->span_capacity, quotes->n_spans + 1,
                     sizeof *quotes->spans, error) != 0 ||
        ordo_reserve(&reading->span_items, &reading->span_item_capacity, quotes->n_spans + 1,
                     sizeof *reading->span_items, error) != 0)
        return -1;
    reading->span_items[quotes->n_spans] = (uint32_t)item;
    quotes->spans[quotes->n_spans++] = span;
    return 0;
}

/* Adds the quotation at item `at`, as a statement of its own or to the last one. */
static int add_piece(struct ordo_quotes *quotes, size_t at, bool joined, enum ordo_kind kind,
                     struct ordo_error *error)
{
    struct ordo_reading *reading = quotes->reading;
    const struct narration *narration = &reading->narration;
    struct ordo_quote *quote;

    if (ordo_reserve(&quotes->items, &quotes->capacity, quotes->n + 1, sizeof *quotes->items,
                     error) != 0 ||
        add_span(quotes, reading->marks.pairs[narration->items[at].pair].span, at, error) != 0)
        return -1;
    if (!joined) {
        quote = &quotes->items[quotes->n++];
        memset(quote, 0, sizeof *quote);
        quote->kind = kind;
        quote->first_span = (uint32_t)quotes->n_spans - 1;
    }
    quote = &quotes->items[quotes->n - 1];
    quote->n_spans++;
    quote->sentence = sentence_span(narration, reading->span_items[quote->first_span], at);
    return 0;
}

/* The second of "„...“ und „...“", a fragment. */
static bool is_joined_by_and(const struct narration *narration, size_t at)
{
    return at > 1 && narration->items[at - 2].kind == ITEM_QUOTE &&
           (narration->items[at - 1].classes & WORD(CONJUNCTION)) != 0;
}

/* A paragraph of a turn is a statement of its own: a turn can be an hour's speech, and stance is
 * learned from some sentences. What breaks off, "as follows:", goes on. */
static bool is_paragraph_of_turn(const struct ordo_reading *reading, size_t pair)
{
    const struct narration *narration = &reading->narration;
    unsigned ending = narration->items[narration->quotes[pair - 1]].ending;

    return reading->marks.pairs[pair].family == MARK_NONE &&
           (ending == ENDING_FULL || ending == ENDING_STRONG);
}

static int collect(struct ordo_quotes *quotes, const char *text, struct ordo_error *error)
{
    struct ordo_reading *reading = quotes->reading;
    struct narration *narration = &reading->narration;
    size_t last = SIZE_MAX; /* the item of the last piece, while it may go on */

    narration->fragments = false;
    for (size_t p = 0; p < narration->n_quotes; p++) {
        size_t i = narration->quotes[p];
        const struct pair *pair = &reading->marks.pairs[p];
        struct look look;
        enum ordo_kind kind;
        bool joined;
        if (pair->continues && last != SIZE_MAX && pair->family == MARK_NONE &&
            ordo_look_inside(&reading->marks, text, pair->span).n_words == 0)
            continue; /* "..." in a line of its own */
        if (pair->continues && last != SIZE_MAX) {
            if (add_piece(quotes, i, !is_paragraph_of_turn(reading, p), ORDO_SPEECH, error) != 0)
                return -1;
            last = i;
            continue;
        }
        look = ordo_look_inside(&reading->marks, text, pair->span);
        kind = pair->family == MARK_NONE ? ORDO_SPEECH : ordo_kind_of(narration, i, look);
        if (look.n_words == 0) {
            last = SIZE_MAX;
            continue;
        }
        narration->items[i].within = pair->family == MARK_DOUBLED && kind == ORDO_MIXED;
        narration->fragments |= narration->items[i].within;
        if (narration->items[i].within ||
            (kind != ORDO_SPEECH && !ordo_is_statement(narration, i, look, kind, text)))
            kind = ORDO_TERM;
        narration->items[i].term = kind == ORDO_TERM;
        if (narration->language == LEXICON_GERMAN && kind != ORDO_DIRECT && quotes->n > 0 &&
            is_joined_by_and(narration, i) && quotes->items[quotes->n - 1].kind != ORDO_DIRECT)
            kind = quotes->items[quotes->n - 1].kind; /* both or neither are statements */
        joined = kind != ORDO_TERM && last != SIZE_MAX && belong_together(narration, last, i, text);
        if (add_piece(quotes, i, joined,
                      kind != ORDO_TERM && pair->family == MARK_DOUBLED ? ORDO_INDIRECT : kind,
                      error) != 0)
            return -1;
        if (!joined)
            last = kind == ORDO_DIRECT || kind == ORDO_SPEECH ? i : SIZE_MAX;
        else
            last = i;
    }
    return 0;
}

/* ---- reported speech ----------------------------------------------------------------------- */

/* In German a term in a reported clause is what the one who is reported calls something. */
static void mend_terms(struct ordo_quotes *quotes)
{
    const struct ordo_reading *reading = quotes->reading;

    for (size_t i = 0; i < quotes->n; i++) {
        const struct item *item =
            &reading->narration.items[reading->span_items[quotes->items[i].first_span]];
        if (quotes->items[i].kind == ORDO_TERM && item->reported &&
            reading->marks.pairs[item->pair].family != MARK_DOUBLED)
            quotes->items[i].kind = ORDO_MIXED;
    }
}

/* Merges the reported clauses into the quotations, both ascending. */
static int merge_indirect(struct ordo_quotes *quotes, struct ordo_error *error)
{
    struct ordo_reading *reading = quotes->reading;
    size_t left = quotes->n, right = reading->n_indirect, to = left + right;

    if (ordo_reserve(&quotes->items, &quotes->capacity, to + 1, sizeof *quotes->items, error) !=
            0 ||
        ordo_reserve(&reading->findings, &reading->finding_capacity, to + 1,
                     sizeof *reading->findings, error) != 0)
        return -1;
    quotes->n = to;
    while (to-- > 0) {
        const struct indirect *clause = right == 0 ? NULL : &reading->indirect[right - 1];
        if (clause == NULL || (left > 0 && quotes->spans[quotes->items[left - 1].first_span].begin >
                                               clause->clauses[0].begin)) {
            reading->findings[to] = (struct finding){0};
            quotes->items[to] = quotes->items[--left];
            continue;
        }
        reading->findings[to] = clause->finding;
        quotes->items[to] = (struct ordo_quote){.kind = ORDO_INDIRECT,
                                                .first_span = (uint32_t)quotes->n_spans,
                                                .n_spans = (uint32_t)clause->n_clauses,
                                                .sentence = clause->sentence};
        for (size_t i = 0; i < clause->n_clauses; i++)
            if (add_span(quotes, clause->clauses[i], clause->first[i], error) != 0)
                return -1;
        right--;
    }
    return 0;
}

static int begin(struct ordo_quotes *quotes, size_t length, struct ordo_error *error)
{
    quotes->n = quotes->n_spans = 0;
    if (quotes->reading == NULL)
        quotes->reading = calloc(1, sizeof *quotes->reading);
    if (quotes->reading == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (length > ORDO_TEXT_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "text longer than %zu bytes", ORDO_TEXT_MAX);
    return 0;
}

int ordo_quotes_find(struct ordo_quotes *quotes, const char *text, size_t length,
                     struct ordo_error *error)
{
    if (begin(quotes, length, error) != 0 ||
        ordo_marks_pair(&quotes->reading->marks, text, length, error) != 0 ||
        ordo_speech_find(&quotes->reading->marks, text, length, error) != 0 ||
        ordo_narration_read(&quotes->reading->narration, &quotes->reading->marks, text, length,
                            error) != 0 ||
        ordo_names_read(quotes->reading, text, error) != 0 || collect(quotes, text, error) != 0)
        return -1;
    ordo_phrases_read(quotes->reading, text);
    ordo_cues_read(quotes->reading, text);
    if (ordo_indirect_find(quotes->reading, text, error) != 0)
        return -1;
    if (quotes->reading->narration.language == LEXICON_GERMAN)
        mend_terms(quotes);
    return merge_indirect(quotes, error);
}

/* ---- speeches ------------------------------------------------------------------------------ */

/* Whether a paragraph ends its last sentence: with a stop, before marks and brackets that close. */
static bool is_whole(const char *text, struct ordo_span span)
{
    static const char *const closing[] = {"\"", "'", ")", "]", "”", "’", "»", "“", "」", "』"};
    static const char *const stops[] = {".", "!", "?", "…", "。", "！", "？", "؟"};
    size_t end = span.end;
    bool again = true;

    while (again) {
        again = false;
        for (size_t i = 0; i < sizeof closing / sizeof *closing && !again; i++) {
            size_t n = strlen(closing[i]);
            again = end >= span.begin + n && memcmp(text + end - n, closing[i], n) == 0;
            end -= again ? n : 0;
        }
    }
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        size_t n = strlen(stops[i]);
        if (end >= span.begin + n && memcmp(text + end - n, stops[i], n) == 0)
            return true;
    }
    return false;
}

int ordo_quotes_of_speech(struct ordo_quotes *quotes, const char *text, size_t length,
                          struct ordo_error *error)
{
    struct marks *marks;
    bool goes_on = false; /* the paragraph before broke off */

    if (begin(quotes, length, error) != 0)
        return -1;
    marks = &quotes->reading->marks;
    if (ordo_bytes_read(&marks->bytes, text, length, error) != 0 ||
        ordo_paragraphs_find(marks, text, length, error) != 0)
        return -1;
    for (size_t i = 0; i < marks->n_paragraphs; i++) {
        struct ordo_span span = marks->paragraphs[i];
        struct ordo_quote *quote;
        span.begin = (uint32_t)ordo_skip_spaces(text, span.begin, span.end);
        span.end = (uint32_t)ordo_trim_spaces(text, span.begin, span.end);
        if (span.begin == span.end)
            continue;
        if (ordo_reserve(&quotes->items, &quotes->capacity, quotes->n + 1, sizeof *quotes->items,
                         error) != 0 ||
            add_span(quotes, span, 0, error) != 0)
            return -1;
        if (!goes_on)
            quotes->items[quotes->n++] = (struct ordo_quote){
                .kind = ORDO_SPEECH, .first_span = (uint32_t)quotes->n_spans - 1, .sentence = span};
        quote = &quotes->items[quotes->n - 1];
        quote->n_spans++;
        quote->sentence.end = span.end;
        goes_on = !is_whole(text, span);
    }
    return 0;
}
