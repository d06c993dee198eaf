/* indirect.c: reported speech without marks, sentence by sentence.
 *
 * What a reporting word reports is told by english_report.c and german_report.c. From left to
 * right, each word that may report takes its clause, and the search goes on behind it. */
#include "indirect.h"
#include "english_report.h"
#include "german_report.h"
#include "scratch.h"

#include <string.h>

#define CLAUSE_MIN   2   /* items in a reported clause */
#define DATELINE_MAX 10  /* items of a dateline */
#define COVERED_MAX  16  /* reported clauses of a sentence that are told apart */
#define STRETCH_MAX  400 /* items of a sentence that are searched at a time */

/* A name in marks of who reports, or is told: "laut der Zeitung „...“", "gegenüber dem „...“". */
static bool names_source(const struct search *search, size_t quote)
{
    size_t before = quote - 1;

    if (quote == 0 || ordo_at(search, before, WORD(ROLE)) || ordo_at(search, quote + 1, WORD(SAY)))
        return quote > 0;
    before -= before > 0 && ordo_at_determiner(search, before);
    return ordo_at(search, before, WORD(SAY) | WORD(ACCORDING)) ||
           ordo_item_is(&search->items[before], search->text, "gegenüber");
}

/* In German any other words in marks within a reported clause are words of who is reported. */
static void mark_quotations(const struct search *search, const struct report *report)
{
    for (size_t i = 0; i < report->n; i++)
        for (size_t at = report->clauses[i].first; at < report->clauses[i].past; at++)
            if (search->items[at].kind == ITEM_QUOTE && !names_source(search, at)) {
                search->reading->narration.items[at].reported = true;
                search->reading->reporters[search->items[at].pair] = report->finding;
            }
}

static int add(struct ordo_reading *reading, const struct search *search, struct report *report,
               struct clause sentence, struct ordo_error *error)
{
    struct indirect *added;
    size_t n_clauses = 0, n_items = 0;

    if (search->reading->narration.language == LEXICON_GERMAN)
        mark_quotations(search, report);
    for (size_t i = 0; i < report->n; i++)
        if (ordo_clause_trim(search, &report->clauses[i])) {
            n_items += report->clauses[i].past - report->clauses[i].first;
            report->clauses[n_clauses++] = report->clauses[i];
        }
    if (n_items < CLAUSE_MIN ||
        (n_clauses < report->n && search->reading->narration.language == LEXICON_ENGLISH &&
         !ordo_clause_has_predicate(search, report->clauses[0].first, report->clauses[0].past)))
        return 0;
    if (ordo_reserve(&reading->indirect, &reading->indirect_capacity, reading->n_indirect + 1,
                     sizeof *reading->indirect, error) != 0)
        return -1;
    added = &reading->indirect[reading->n_indirect++];
    added->n_clauses = n_clauses;
    for (size_t i = 0; i < n_clauses; i++) {
        added->first[i] = report->clauses[i].first;
        added->clauses[i] = (struct ordo_span){search->items[report->clauses[i].first].begin,
                                               search->items[report->clauses[i].past - 1].end};
    }
    added->sentence = (struct ordo_span){search->items[sentence.first].begin,
                                         search->items[sentence.past - 1].end};
    added->finding = report->finding;
    added->goes_on = 0;
    return 0;
}

/* Behind "PORT ESPERANZA, May 3 - ", which is nobody's words. */
static size_t after_dateline(const struct search *search, size_t begin, size_t end)
{
    const struct item *first = &search->items[begin];

    if (begin >= end || first->kind != ITEM_WORD || first->end - first->begin < 3 ||
        search->text[first->begin + 1] < 'A' || search->text[first->begin + 1] > 'Z')
        return begin;
    for (size_t i = begin + 1; i + 1 < end && i < begin + DATELINE_MAX; i++)
        if (ordo_at_kind(search, i, ITEM_COMMA) && search->text[search->items[i].begin] != ',')
            return i + 1;
    return begin;
}

static int read_english(struct ordo_reading *reading, const struct search *search,
                        struct clause sentence, struct ordo_error *error)
{
    size_t begin = sentence.first, end = sentence.past, free_from, before;
    struct finding last = {0};
    struct report report;

    if (ordo_english_label(search, begin, end, &report))
        return add(reading, search, &report, sentence, error);
    begin = free_from = after_dateline(search, begin, end);
    if (ordo_english_trailing(search, begin, end, &report) &&
        !ordo_clause_has_quotation(search, report.clauses[0]))
        return add(reading, search, &report, sentence, error);
    for (size_t i = begin; (i = ordo_next(search, i, end, TRAIT_REPORTS)) < end; i++) {
        if (!ordo_english_report(search, i, free_from, end, &last, &report))
            continue;
        before = reading->n_indirect;
        if (add(reading, search, &report, sentence, error) != 0)
            return -1;
        if (reading->n_indirect == before)
            continue;
        last = report.finding;
        if (report.clauses[report.n - 1].past > i)
            i = report.clauses[report.n - 1].past - 1;
        free_from = i + 1;
    }
    return 0;
}

/* ---- German ----------------------------------------------------------------------------------- */

/* The clauses of a sentence that are reported, whether or not a quotation in them is the statement.
 */
struct covered {
    struct clause clauses[COVERED_MAX];
    size_t n;
};

static void cover(struct covered *covered, const struct report *report)
{
    for (size_t i = 0; i < report->n && covered->n < COVERED_MAX; i++)
        covered->clauses[covered->n++] = report->clauses[i];
}

/* What of the sentence is free around item `at`: empty where it is covered. */
static struct clause free_around(const struct covered *covered, size_t at, struct clause sentence)
{
    for (size_t i = 0; i < covered->n; i++) {
        struct clause clause = covered->clauses[i];
        if (clause.first <= at && at < clause.past)
            return (struct clause){at, at};
        if (clause.past <= at && clause.past > sentence.first)
            sentence.first = clause.past;
        if (clause.first > at && clause.first < sentence.past)
            sentence.past = clause.first;
    }
    return sentence;
}

/* Puts the statement added last in its place among those of its sentence, of which the first is
 * `first`. */
static void sort_last(struct ordo_reading *reading, size_t first)
{
    for (size_t i = reading->n_indirect - 1; i > first; i--) {
        struct indirect *a = &reading->indirect[i - 1], *b = a + 1, swap = *a;
        if (a->clauses[0].begin < b->clauses[0].begin)
            break;
        *a = *b;
        *b = swap;
    }
}

/* Adds a clause that its mood alone tells. A whole sentence goes on with the one before, as one
 * statement. */
static int add_mood(struct ordo_reading *reading, const struct search *search,
                    struct report *report, struct clause sentence, size_t first,
                    struct ordo_error *error)
{
    size_t before = reading->n_indirect;
    struct indirect *last = before == 0 ? NULL : &reading->indirect[before - 1];
    bool whole = report->clauses[0].first == sentence.first &&
                 report->clauses[0].past == sentence.past;

    if (ordo_clause_has_quotation(search, report->clauses[0])) {
        mark_quotations(search, report);
        return 0;
    }
    if (whole && before == first && last != NULL && last->goes_on + 1 == sentence.first &&
        ordo_at_kind(search, last->goes_on, ITEM_STOP)) {
        last->clauses[0].end = last->sentence.end = search->items[sentence.past - 1].end;
        last->goes_on = sentence.past;
        return 0;
    }
    if (add(reading, search, report, sentence, error) != 0)
        return -1;
    if (reading->n_indirect > before && whole)
        reading->indirect[before].goes_on = sentence.past;
    if (reading->n_indirect > before)
        sort_last(reading, first);
    return 0;
}

/* Who was reported last. */
struct voice_before {
    size_t end; /* the item behind the sentence */
    struct finding finding;
    bool known; /* not by a quotation */
};

/* Clauses in the mood of reported speech that no reporting word has: main clauses, then others. */
static int read_mood(struct ordo_reading *reading, const struct search *search,
                     struct clause sentence, struct covered *covered, size_t first,
                     struct voice_before *voice, bool continues, struct ordo_error *error)
{
    struct report report;

    for (enum mood_place place = MOOD_MAIN; place <= MOOD_SUBORDINATE; place++) {
        size_t verb = sentence.first;
        for (; (verb = ordo_german_next_mood(search, verb, sentence, continues, place)) <
               sentence.past;
             verb++) {
            struct clause free_part = free_around(covered, verb, sentence);
            if (free_part.first == free_part.past ||
                !ordo_german_mood(search, verb, free_part, sentence.first, place,
                                  continues && voice->known ? &voice->finding : NULL, &report))
                continue;
            cover(covered, &report);
            voice->finding = report.finding;
            voice->known = true;
            if (add_mood(reading, search, &report, sentence, first, error) != 0)
                return -1;
        }
    }
    return 0;
}

static int read_german(struct ordo_reading *reading, const struct search *search,
                       struct clause sentence, struct voice_before *voice,
                       struct ordo_error *error)
{
    size_t begin, end = sentence.past, free_from, first = reading->n_indirect;
    struct covered covered = {.n = 0};
    struct finding last = {0}, reported = {0};
    struct report report;
    size_t n_reported;
    bool continues =
        voice->end + 1 == sentence.first && ordo_at_kind(search, voice->end, ITEM_STOP);

    begin = free_from = after_dateline(search, sentence.first, end);
    for (size_t i = begin; (i = ordo_next(search, i, end, TRAIT_REPORTS)) < end; i++) {
        size_t before = reading->n_indirect;
        if (!ordo_german_report(search, i, free_from, end, &last, &report))
            continue;
        cover(&covered, &report);
        reported = report.finding;
        if (add(reading, search, &report, sentence, error) != 0)
            return -1;
        if (reading->n_indirect == before)
            continue;
        last = report.finding;
        if (report.clauses[report.n - 1].past > i)
            i = report.clauses[report.n - 1].past - 1;
        free_from = i + 1;
    }
    for (size_t i = begin; covered.n == 0 && (i = ordo_next(search, i, end, TRAIT_REPORTS)) < end; i++) {
        if (!ordo_german_act(search, i, begin, end, &report))
            continue;
        cover(&covered, &report);
        reported = report.finding;
        if (ordo_clause_has_quotation(search, report.clauses[0]))
            mark_quotations(search, &report);
        else if (add(reading, search, &report, sentence, error) != 0)
            return -1;
    }
    n_reported = covered.n;
    if (covered.n == 0 && begin < end && ordo_german_whole(search, begin, end, &report)) {
        cover(&covered, &report);
        if (ordo_clause_has_quotation(search, report.clauses[0]))
            mark_quotations(search, &report);
        else if (add(reading, search, &report, sentence, error) != 0)
            return -1;
    } else if (read_mood(reading, search, (struct clause){begin, end}, &covered, first, voice,
                         continues, error) != 0) {
        return -1;
    }
    if (n_reported > 0)
        voice->finding = reported;
    if (covered.n > 0 || ordo_german_ends_quotation(search, begin, end)) {
        voice->end = end;
        voice->known = covered.n > 0;
    }
    return 0;
}

int ordo_indirect_find(struct ordo_reading *reading, const char *text, struct ordo_error *error)
{
    const struct narration *narration = &reading->narration;
    const struct search search = ordo_search(reading, text);
    bool german = narration->language == LEXICON_GERMAN;
    struct voice_before voice = {.end = narration->n};

    reading->n_indirect = 0;
    if (german && ordo_reserve(&reading->reporters, &reading->reporter_capacity,
                               narration->n_quotes, sizeof *reading->reporters, error) != 0)
        return -1;
    ordo_clauses_read(reading);
    (german ? ordo_german_reports_read : ordo_english_reports_read)(reading, text);
    for (size_t begin = 0, end; begin < narration->n; begin = end + 1) {
        size_t left, at = german ? begin : ordo_next(&search, begin, narration->n, TRAIT_REPORTS);
        begin = bits_behind_last(narration->ends, begin, at);
        left = narration->n - begin;
        end = bits_next(narration->ends, begin, begin + (left < STRETCH_MAX ? left : STRETCH_MAX));
        if (german ? read_german(reading, &search, (struct clause){begin, end}, &voice,
                                 error) != 0
                   : at < end &&
                         read_english(reading, &search, (struct clause){begin, end}, error) != 0)
            return -1;
    }
    return 0;
}
