/* indirect.c: reported speech without marks, sentence by sentence.
 *
 * What a reporting word reports is told by english_report.c and german_report.c. From left to
 * right, each word that may report takes its clause, and the search goes on behind it. What else
 * German does is told by german_indirect.c. */
#include "indirect.h"
#include "dateline.h"
#include "english_report.h"
#include "german_indirect.h"
#include "german_report.h"
#include "scratch.h"

#include <string.h>

#define CLAUSE_MIN  2   /* items in a reported clause; in English one is enough: "condemned it" */
#define STRETCH_MAX 400 /* items of a sentence that are searched at a time */

int ordo_indirect_add(struct ordo_reading *reading, const struct search *search,
                      struct report *report, struct clause sentence, struct ordo_error *error)
{
    struct indirect *added;
    bool english = ordo_in_english(search);
    size_t n_clauses = 0, n_items = 0;

    for (size_t i = 0; i < report->n; i++)
        if (ordo_clause_trim(search, &report->clauses[i])) {
            n_items += report->clauses[i].past - report->clauses[i].first;
            report->clauses[n_clauses++] = report->clauses[i];
        }
    if (n_items < (english ? 1 : CLAUSE_MIN) ||
        (n_clauses < report->n && english &&
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

static int read_english(struct ordo_reading *reading, const struct search *search,
                        struct clause sentence, struct ordo_error *error)
{
    size_t begin = sentence.first, end = sentence.past, free_from, before;
    struct finding last = {0};
    struct report report;
    size_t i;

    if (ordo_english_label(search, begin, end, &report))
        return ordo_indirect_add(reading, search, &report, sentence, error);
    i = begin = free_from = ordo_behind_dateline(search, begin, end);
    if (ordo_english_trailing(search, begin, end, &report) &&
        !ordo_clause_has_quotation(search, report.clauses[0])) {
        if (ordo_indirect_add(reading, search, &report, sentence, error) != 0)
            return -1;
        last = report.finding;
        i = free_from = last.past > last.cue_past ? last.past : last.cue_past;
    }
    for (; (i = ordo_next(search, i, end, TRAIT_REPORTS)) < end; i++) {
        if (!ordo_english_report(search, i, free_from, end, &last, &report))
            continue;
        before = reading->n_indirect;
        if (ordo_indirect_add(reading, search, &report, sentence, error) != 0)
            return -1;
        if (reading->n_indirect == before)
            continue;
        if (report.finding.by != ORDO_BY_NOUN) /* "..., and warned": who does so owns no noun */
            last = report.finding;
        free_from = ordo_report_past(&report, i);
        i = free_from - 1;
    }
    return 0;
}

int ordo_indirect_find(struct ordo_reading *reading, const char *text, struct ordo_error *error)
{
    const struct narration *narration = &reading->narration;
    const struct search search = ordo_search(reading, text);
    bool german = narration->language == LEXICON_GERMAN;
    struct german_voice voice = {.end = narration->n};

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
        if (german ? ordo_german_read(reading, &search, (struct clause){begin, end}, &voice,
                                      error) != 0
                   : at < end &&
                         read_english(reading, &search, (struct clause){begin, end}, error) != 0)
            return -1;
    }
    return 0;
}
