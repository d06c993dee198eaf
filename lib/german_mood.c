/* german_mood.c: what its mood alone tells to be reported, in German.
 *
 * The first subjunctive reports wherever it stands; the second one, and "soll", where they go on
 * with reported speech; "soll" also where it tells what is past. */
#include "german_mood.h"
#include "german.h"
#include "german_clause.h"

#include <string.h>

/* "als ob es gelte", "damit es gelte", "sei es": in this mood without being reported. */
static bool is_no_report(const struct search *search, size_t first, size_t verb)
{
    static const char words[][WORD_ROOM] = {"als", "damit", "wie", ""};

    return (ordo_is_any(search, first, words) &&
            (verb > first + 1 || ordo_is_word(search, first, "als"))) ||
           (ordo_is_word(search, verb, "sei") &&
            (ordo_is_word(search, verb + 1, "es") || ordo_is_word(search, verb + 1, "denn")));
}

/* "Ich habe ...": the first person has the same form. */
static bool is_mine(const struct search *search, size_t first, size_t past)
{
    while (first < past && !ordo_is_word(search, first, "ich"))
        first++;
    return first < past;
}

/* Where the part around item `at` begins in [begin, end). */
static size_t part_begin(const struct search *search, size_t at, size_t begin)
{
    size_t comma = ordo_last(search, begin, at, TRAIT_COMMA);

    return comma == SIZE_MAX ? begin : comma + 1;
}

bool ordo_german_ends_quotation(const struct search *search, size_t begin, size_t end)
{
    while ((begin = ordo_next(search, begin, end, TRAIT_QUOTE)) < end &&
           search->items[begin].ending == ENDING_NONE)
        begin++;
    return begin < end;
}

bool ordo_german_quotes(const struct search *search, size_t begin, size_t end)
{
    while ((begin = ordo_next(search, begin, end, TRAIT_QUOTE)) < end &&
           !(ordo_at_kind(search, begin + 1, ITEM_COMMA) && ordo_at(search, begin + 2, WORD(SAY)) &&
             ordo_at(search, begin + 2, WORD(FINITE))))
        begin++;
    return begin < end;
}

static bool is_hearsay(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {"soll", "sollen", ""};

    return ordo_is_any(search, at, words);
}

/* "soll das gesagt haben", "sollen verletzt worden sein": what is past can be no duty. */
static bool is_past(const struct search *search, size_t auxiliary, size_t end)
{
    size_t past = ordo_german_part_end(search, auxiliary, end), last = past - 1;
    const struct item *before = &search->items[past > 1 ? past - 2 : 0];

    if (past < auxiliary + 3 || ordo_is_upper_word(before) || before->kind != ITEM_WORD)
        return false;
    return ordo_is_word(search, last, "haben") ||
           (ordo_is_word(search, last, "sein") && before->end - before->begin > 5 &&
            memcmp(search->text + before->end - 2, "en", 2) == 0);
}

/* "ließen": the past has the same form. */
static bool may_be_past(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {"ließen", "hielten", "gingen", "blieben", ""};

    return ordo_is_any(search, at, words);
}

/* Whether in a main clause the verb may tell by itself that it is reported. */
static bool may_report(const struct search *search, size_t verb, struct clause sentence,
                       bool continues, bool reported)
{
    size_t end = sentence.past, first;

    if (ordo_at(search, verb, WORD(KONJUNKTIV)))
        return true;
    if (continues && (reported || !is_hearsay(search, verb)))
        return !may_be_past(search, verb);
    if (is_hearsay(search, verb))
        return is_past(search, verb, end);
    first = ordo_next(search, sentence.first, end, TRAIT_OF(KONJUNKTIV));
    return first < end && !ordo_at(search, first, WORD(UPPER));
}

size_t ordo_german_next_mood(const struct search *search, size_t at, struct clause sentence,
                             bool continues, bool reported, enum mood_place place)
{
    while ((at = ordo_next(search, at, sentence.past, TRAIT_MOOD)) < sentence.past &&
           !(place == MOOD_MAIN ? may_report(search, at, sentence, continues, reported)
                                : ordo_at(search, at, WORD(KONJUNKTIV))))
        at++;
    return at;
}

/* "Weber gab sich zuversichtlich. Man sei gut aufgestellt.": the person whom the sentence before is
 * about, where it reports nothing. */
static bool person_before(const struct search *search, size_t begin, struct finding *finding)
{
    size_t end = begin == 0 ? 0 : begin - 1, first;

    if (begin < 2 || !ordo_at_kind(search, end, ITEM_STOP))
        return false;
    first = ordo_sentence_begin(&search->reading->narration, end);
    for (size_t i = first; (i = ordo_next(search, i, end, TRAIT_FINITE)) < end; i++)
        if (ordo_at(search, i, WORD(SAY)))
            return false;
    if (ordo_german_document(search, first, end, finding))
        return true;
    for (size_t i = first; (i = ordo_next(search, i, end, TRAIT_OF(PARTICIPLE))) < end; i++)
        if (ordo_at(search, i, WORD_VERB) && ordo_german_is_passive(search, i, first) &&
            ordo_german_agent(search, i, first, finding))
            return true;
    return ordo_cue_first_phrase(search, first, end, finding) &&
           ordo_phrase_is_person(
               search, finding->first + ordo_at_determiner(search, finding->first), finding->past);
}

/* "Kritik kommt vom Verband: Der Vertrag sei wertlos." */
static bool comes_from(const struct search *search, size_t begin, size_t colon,
                       struct finding *finding)
{
    static const char words[][WORD_ROOM] = {"von", "vom", "seitens", ""};
    size_t first = ordo_phrase_left(search, colon, begin);

    while (first < colon && !ordo_is_any(search, first - (first > begin), words))
        first++; /* "von der Chefin des Verbandes" */
    if (!ordo_at_kind(search, colon, ITEM_COLON) || first >= colon || first == begin)
        return false;
    *finding = (struct finding){.first = first, .past = colon, .by = ORDO_BY_SUBJECT};
    return finding->found = ordo_phrase_right(search, first) == colon;
}

bool ordo_german_mood(const struct search *search, size_t verb, struct clause free_part,
                      size_t begin, enum mood_place place, const struct finding *voice,
                      struct report *report)
{
    struct clause stretch = ordo_german_between_colons(search, verb, free_part),
                  *clause = report->clauses;
    size_t first = part_begin(search, verb, stretch.first);
    size_t past = ordo_german_part_end(search, verb, stretch.past);
    bool subordinate = ordo_german_is_subordinate(search, first, past);

    *report = (struct report){.n = 1};
    if (subordinate != (place == MOOD_SUBORDINATE) || is_no_report(search, first, verb) ||
        is_mine(search, first, past))
        return false;
    clause->first =
        subordinate ? first
                    : ordo_german_clause_around(search, verb, stretch.first, stretch.past).first;
    clause->past = ordo_german_clause_end(search, clause->first, stretch.past);
    if (clause->past <= verb)
        return false;
    if (clause->first > begin + 1 &&
        (comes_from(search, begin, clause->first - 1, &report->finding) ||
         ordo_cue_first_phrase(search, begin, clause->first - 1, &report->finding)))
        return true;
    if (ordo_german_view(search, begin, &report->finding))
        return true;
    report->finding.found = false;
    if (voice != NULL)
        report->finding = *voice;
    else if (is_hearsay(search, verb) || !person_before(search, begin, &report->finding))
        ordo_german_voice(search, is_hearsay(search, verb) ? verb : begin, &report->finding);
    report->finding.by = ORDO_BY_SENTENCE_BEFORE;
    return true;
}
