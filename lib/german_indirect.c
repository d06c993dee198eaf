/* german_indirect.c: what a German sentence reports.
 *
 * Reporting words take their clauses, from left to right. A sentence without any may be what the
 * next one reports, "Das sagte X", or a report by its verb: "X forderte Gespräche". What stands in
 * the mood of reported speech and belongs to none of these goes on with what was reported before,
 * as one statement with the sentence before it. Quotations within a clause are words of who is
 * reported there; around them no clause is reported. */
#include "german_indirect.h"
#include "dateline.h"
#include "german_mood.h"
#include "german_report.h"

#define COVERED_MAX 16 /* reported clauses of a sentence that are told apart */

/* A name in marks of who reports, or is told: "laut der Zeitung „...“", "gegenüber dem „...“". */
static bool names_source(const struct search *search, size_t quote)
{
    size_t before = quote - 1;

    if (quote == 0 || ordo_at(search, before, WORD(ROLE)) || ordo_at(search, quote + 1, WORD(SAY)))
        return quote > 0;
    before -= before > 0 && ordo_at_determiner(search, before);
    return ordo_at(search, before, WORD(SAY) | WORD(ACCORDING)) ||
           ordo_is_word(search, before, "gegenüber");
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
    bool whole =
        report->clauses[0].first == sentence.first && report->clauses[0].past == sentence.past;

    mark_quotations(search, report);
    if (ordo_clause_has_quotation(search, report->clauses[0]))
        return 0;
    if (whole && before == first && last != NULL && last->goes_on + 1 == sentence.first &&
        ordo_at_kind(search, last->goes_on, ITEM_STOP)) {
        last->clauses[0].end = last->sentence.end = search->items[sentence.past - 1].end;
        last->goes_on = sentence.past;
        return 0;
    }
    if (ordo_indirect_add(reading, search, report, sentence, error) != 0)
        return -1;
    if (reading->n_indirect > before && whole)
        reading->indirect[before].goes_on = sentence.past;
    if (reading->n_indirect > before)
        sort_last(reading, first);
    return 0;
}

/* For the sentences that go on with it; those have no "who" of their own. */
static void remember(struct german_voice *voice, const struct finding *finding)
{
    voice->finding = *finding;
    voice->finding.relative = 0;
    voice->known = true;
}

/* Clauses in the mood of reported speech that no reporting word has: main clauses, then others. */
static int read_mood(struct ordo_reading *reading, const struct search *search,
                     struct clause sentence, struct covered *covered, size_t first,
                     struct german_voice *voice, bool continues, struct ordo_error *error)
{
    struct report report;

    for (enum mood_place place = MOOD_MAIN; place <= MOOD_SUBORDINATE; place++) {
        size_t verb = sentence.first;
        for (; (verb = ordo_german_next_mood(search, verb, sentence, continues, voice->reported,
                                             place)) < sentence.past;
             verb++) {
            struct clause free_part = free_around(covered, verb, sentence);
            if (free_part.first == free_part.past ||
                !ordo_german_mood(search, verb, free_part, sentence.first, place,
                                  continues && voice->known ? &voice->finding : NULL, &report))
                continue;
            cover(covered, &report);
            remember(voice, &report.finding);
            if (add_mood(reading, search, &report, sentence, first, error) != 0)
                return -1;
        }
    }
    return 0;
}

/* The verb of "..., sagte der Minister." or "..., hatte der Minister gesagt.", which has all of the
 * sentence, or the sentence's end. */
static size_t closing_verb(const struct search *search, struct clause sentence)
{
    size_t comma = ordo_last(search, sentence.first, sentence.past, TRAIT_COMMA), verb = comma + 1;

    if (comma == SIZE_MAX || verb >= sentence.past)
        return sentence.past;
    if (ordo_at(search, verb, WORD(AUXILIARY)))
        verb = sentence.past - 1;
    return ordo_has(search, verb, TRAIT_FINITE) ? verb : sentence.past;
}

/* What reporting words report. *reported receives who the last one names. */
static int read_words(struct ordo_reading *reading, const struct search *search,
                      struct clause sentence, struct covered *covered, struct finding *reported,
                      struct ordo_error *error)
{
    size_t free_from = sentence.first, end = sentence.past;
    struct finding last = {0};
    struct report report;
    size_t closing = closing_verb(search, sentence);

    if (closing < end && ordo_german_report(search, closing, free_from, end, &last, &report) &&
        report.clauses[0].first == sentence.first) {
        cover(covered, &report);
        *reported = report.finding;
        mark_quotations(search, &report);
        return ordo_indirect_add(reading, search, &report, sentence, error);
    }
    for (size_t i = free_from; (i = ordo_next(search, i, end, TRAIT_REPORTS)) < end; i++) {
        size_t before = reading->n_indirect;
        if (!ordo_german_report(search, i, free_from, end, &last, &report))
            continue;
        cover(covered, &report);
        *reported = report.finding;
        mark_quotations(search, &report);
        if (ordo_indirect_add(reading, search, &report, sentence, error) != 0)
            return -1;
        if (reading->n_indirect == before)
            continue;
        last = report.finding;
        free_from = ordo_report_past(&report, i);
        i = free_from - 1;
    }
    return 0;
}

/* A sentence that the next one, or its own verb, makes a report. What is in marks behind such a
 * verb may be a name. */
static int read_whole(struct ordo_reading *reading, const struct search *search,
                      struct clause sentence, struct covered *covered, struct finding *reported,
                      struct ordo_error *error)
{
    struct report report;
    size_t at = sentence.first;
    bool found = ordo_german_whole(search, sentence.first, sentence.past, &report);

    if (found)
        mark_quotations(search, &report);
    for (; !found && (at = ordo_next(search, at, sentence.past, TRAIT_REPORTS)) < sentence.past;
         at++)
        found = ordo_german_act(search, at, sentence.first, sentence.past, &report);
    if (!found)
        return 0;
    cover(covered, &report);
    *reported = report.finding;
    if (ordo_clause_has_quotation(search, report.clauses[0]))
        return 0;
    return ordo_indirect_add(reading, search, &report, sentence, error);
}

/* "Der Bericht schildert den Ablauf. Techniker hätten ...": a sentence that tells of somebody's
 * words without telling them. */
static bool tells(const struct search *search, struct clause sentence, struct finding *who)
{
    for (size_t i = sentence.first;
         (i = ordo_next(search, i, sentence.past, TRAIT_FINITE)) < sentence.past; i++)
        if (ordo_at(search, i, WORD(SAY)) && !ordo_at(search, i, WORD(KONJUNKTIV)) &&
            ordo_cue_is_finite(search, i) && ordo_cue_subject(search, i, sentence.first, who))
            return true;
    return false;
}

int ordo_german_read(struct ordo_reading *reading, const struct search *search,
                     struct clause sentence, struct german_voice *voice, struct ordo_error *error)
{
    bool continues =
        voice->end + 1 == sentence.first && ordo_at_kind(search, voice->end, ITEM_STOP);
    size_t first = reading->n_indirect;
    struct covered covered;
    struct finding reported = {0};
    bool by_word, quotes;

    covered.n = 0;
    while (sentence.first < sentence.past && ordo_at_kind(search, sentence.first, ITEM_COMMA))
        sentence.first++; /* "Bern. - Der Vertrag gilt." */
    sentence.first = ordo_behind_dateline(search, sentence.first, sentence.past);
    if (sentence.first >= sentence.past)
        return 0;
    if (read_words(reading, search, sentence, &covered, &reported, error) != 0 ||
        (covered.n == 0 && read_whole(reading, search, sentence, &covered, &reported, error) != 0))
        return -1;
    by_word = covered.n > 0;
    if (read_mood(reading, search, sentence, &covered, first, voice, continues, error) != 0)
        return -1;
    quotes = ordo_german_ends_quotation(search, sentence.first, sentence.past) ||
             ordo_german_quotes(search, sentence.first, sentence.past);
    if (covered.n == 0 && !quotes)
        by_word = tells(search, sentence, &reported);
    if (by_word)
        remember(voice, &reported);
    if (by_word || covered.n > 0 || quotes) {
        voice->end = sentence.past;
        voice->known = by_word || covered.n > 0;
        voice->reported = covered.n > 0;
    }
    return 0;
}
