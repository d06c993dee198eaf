/* indirect.c: reported speech without marks, sentence by sentence.
 *
 * What a reporting word reports is told by english_report.c and german_report.c. From left to
 * right, each word that may report takes its clause, and the search goes on behind it. */
#include "indirect.h"
#include "english_report.h"
#include "german_report.h"
#include "scratch.h"

#include <string.h>

#define CLAUSE_MIN  2   /* items in a reported clause */
#define STRETCH_MAX 400 /* items of a sentence that are searched at a time */

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
    return 0;
}

static int read_sentence(struct ordo_reading *reading, const struct search *search, size_t begin,
                         size_t end, struct ordo_error *error)
{
    struct clause sentence = {begin, end};
    struct finding last = {0};
    struct report report;
    size_t free_from, before, i; /* items before free_from belong to a clause already */
    bool german = reading->narration.language == LEXICON_GERMAN, reported = false;

    if (!german && ordo_english_label(search, begin, end, &report))
        return add(reading, search, &report, sentence, error);
    i = begin = free_from = ordo_behind_dateline(search, begin, end);
    if (!german && ordo_english_trailing(search, begin, end, &report) &&
        !ordo_clause_has_quotation(search, report.clauses[0])) {
        if (add(reading, search, &report, sentence, error) != 0)
            return -1;
        last = report.finding;
        i = free_from = last.past > last.cue_past ? last.past : last.cue_past;
    }
    for (; (i = ordo_next(search, i, end, TRAIT_REPORTS)) < end; i++) {
        if (!(german ? ordo_german_report : ordo_english_report)(search, i, free_from, end, &last,
                                                                 &report))
            continue;
        reported = true;
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
    if (german && !reported && begin < end && ordo_german_whole(search, begin, end, &report)) {
        if (ordo_clause_has_quotation(search, report.clauses[0])) {
            mark_quotations(search, &report);
            return 0;
        }
        return add(reading, search, &report, sentence, error);
    }
    return 0;
}

int ordo_indirect_find(struct ordo_reading *reading, const char *text, struct ordo_error *error)
{
    const struct narration *narration = &reading->narration;
    const struct search search = ordo_search(reading, text);
    bool german = narration->language == LEXICON_GERMAN;

    reading->n_indirect = 0;
    if (german && ordo_reserve(&reading->reporters, &reading->reporter_capacity,
                               narration->n_quotes, sizeof *reading->reporters, error) != 0)
        return -1;
    ordo_clauses_read(reading, text);
    (german ? ordo_german_reports_read : ordo_english_reports_read)(reading, text);
    for (size_t begin = 0, end; begin < narration->n; begin = end + 1) {
        size_t left, at = german ? begin : ordo_next(&search, begin, narration->n, TRAIT_REPORTS);
        size_t before = ordo_last(&search, begin, at, TRAIT_END);
        begin = before == SIZE_MAX ? begin : before + 1;
        left = narration->n - begin;
        end =
            ordo_next(&search, begin, begin + (left < STRETCH_MAX ? left : STRETCH_MAX), TRAIT_END);
        if ((german || at < end) && read_sentence(reading, &search, begin, end, error) != 0)
            return -1;
    }
    return 0;
}
