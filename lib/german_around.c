/* german_around.c: attributions that stand in what they report.
 *
 * "Laut X gilt der Vertrag", "Der Vertrag gilt nach Ansicht von X noch", "Der Vertrag gilt, so X",
 * "wie X sagte": the clause around them without themselves. "wonach" leads to its clause alone. */
#include "german_around.h"
#include "german.h"
#include "german_clause.h"

#include <string.h>

#define APPOSITION_MAX 25 /* items between its commas */

/* [begin, end) without the attribution [first, past) in it. */
static bool around(struct report *report, size_t begin, size_t end, size_t first, size_t past)
{
    report->n = 0;
    if (first > begin)
        report->clauses[report->n++] = (struct clause){begin, first};
    if (past < end)
        report->clauses[report->n++] = (struct clause){past, end};
    return report->n > 0;
}

/* "Das Amt zahlt nach eigenen Angaben", "Nach eigenen Angaben zahlt das Amt": the subject's. */
static bool according_to_itself(const struct search *search, size_t at, size_t begin, size_t end,
                                struct finding *finding)
{
    static const char words[][WORD_ROOM] = {"eigenen", "eigenem", "eigener", ""};

    if (!ordo_is_word(search, at, "nach") || !ordo_is_any(search, at + 1, words) ||
        !ordo_german_is_view(search, at + 2) ||
        !(at > begin ? ordo_cue_first_phrase(search, begin, at, finding)
                     : ordo_german_first_phrase(search, begin, end, finding)))
        return false;
    finding->relative = at + 1;
    finding->cue = at;
    finding->cue_past = at + 3;
    finding->by = ORDO_BY_ACCORDING;
    return true;
}

/* "nach ersten Angaben": nobody is named. */
static bool according_to_nobody(const struct search *search, size_t at, struct finding *finding)
{
    size_t noun = at + 1;

    if (!ordo_is_word(search, at, "nach") || ordo_german_is_aim(search, at))
        return false;
    while (noun < at + 4 && ordo_at_kind(search, noun, ITEM_WORD) &&
           !ordo_at(search, noun, WORD(UPPER)))
        noun++;
    *finding = (struct finding){.cue = at, .cue_past = noun + 1, .first = at + 1};
    finding->past = noun + 1;
    finding->by = ORDO_BY_ACCORDING;
    return ordo_german_is_view(search, noun) &&
           (noun > at + 1 || !ordo_at(search, noun + 1, WORD(PREPOSITION) & ~WORD(CHAIN)));
}

/* "seiner Ansicht nach", "dem Vernehmen nach": up to the "nach" at `at`. */
static bool according_before(const struct search *search, size_t at, size_t begin,
                             struct finding *finding)
{
    if (!ordo_is_word(search, at, "nach") || at < begin + 2 ||
        !ordo_german_is_view(search, at - 1) ||
        !(ordo_at(search, at - 2, WORD(POSSESSIVE)) || ordo_is_word(search, at - 1, "vernehmen")))
        return false;
    *finding = (struct finding){.cue = at - 1, .cue_past = at + 1, .by = ORDO_BY_ACCORDING};
    finding->first = at - 2;
    finding->past = at - 1;
    finding->found = ordo_at(search, at - 2, WORD(POSSESSIVE));
    return true;
}

/* "demnach" stands for who spoke before, as a pronoun does. */
static bool according_to_that(const struct search *search, size_t at, struct finding *finding)
{
    if (!ordo_is_word(search, at, "demnach"))
        return false;
    if (ordo_german_voice(search, at, finding))
        finding->relative = at;
    else
        *finding = (struct finding){.first = at, .past = at + 1, .by = ORDO_BY_ACCORDING};
    finding->cue = at;
    finding->cue_past = at + 1;
    return true;
}

/* "laut Weber, der Leiterin, gilt": behind the commas around what is added to a name. */
static size_t behind_apposition(const struct search *search, size_t past, size_t end)
{
    if (!ordo_at_kind(search, past, ITEM_COMMA))
        return past;
    for (size_t i = past + 1; i < end && i < past + APPOSITION_MAX; i++)
        if (ordo_at_kind(search, i, ITEM_COMMA) && ordo_at_predicate(search, i + 1))
            return i + 1;
    return past;
}

/* "Laut X sagte Weber: „...“": what leads to a quotation is none of X's words. */
static bool leads_to_quotation(const struct search *search, struct clause clause)
{
    size_t colon = ordo_next(search, clause.first, clause.past, TRAIT_COLON), verb = clause.first;

    while ((verb = ordo_next(search, verb, colon, TRAIT_FINITE)) < colon &&
           !ordo_at(search, verb, WORD(SAY)))
        verb++;
    return verb < colon && ordo_at_kind(search, colon, ITEM_COLON) &&
           ordo_at_kind(search, colon + 1, ITEM_QUOTE);
}

/* "Der Vertrag gilt laut X noch" */
static bool according(const struct search *search, size_t at, size_t begin, size_t end,
                      struct report *report)
{
    struct finding *finding = &report->finding;
    struct clause clause;
    size_t first, past;
    bool before = according_before(search, at, begin, finding);
    bool itself = !before && according_to_itself(search, at, begin, end, finding);

    if (!before && !itself && !according_to_that(search, at, finding) &&
        !ordo_cue_according(search, at, finding) && !according_to_nobody(search, at, finding))
        return false;
    if (finding->cue_past > end || (finding->found && !itself && finding->past > end))
        return false;
    clause = ordo_german_clause_around(search, at, begin, end);
    if (leads_to_quotation(search, clause))
        return false;
    if ((before || finding->by != ORDO_BY_ACCORDING ||
         (finding->found && ordo_at(search, finding->first, WORD(POSSESSIVE)) &&
          finding->past == finding->first + 1)) &&
        ordo_german_is_reported(search, clause.first, clause.past - 1))
        return false; /* "Damit sei er seiner Ansicht nach ...": the sentence before tells who */
    first = before ? at - 2 : at;
    past = finding->cue_past;
    if (finding->found && !itself && finding->by == ORDO_BY_ACCORDING) {
        first = finding->first < first ? finding->first : first;
        past = finding->past > past ? finding->past : past;
    }
    past = behind_apposition(search, past, clause.past);
    return around(report, clause.first, clause.past, first, past);
}

/* "Berichte, wonach der Vertrag gilt", "Pläne, nach denen der Vertrag gilt": whose nouns stand
 * before. */
static bool wonach(const struct search *search, size_t at, size_t begin, size_t end,
                   struct report *report)
{
    size_t past, first = at + 1, before = at - 1;

    if (at < begin + 2 || !ordo_at_kind(search, at - 1, ITEM_COMMA))
        return false;
    if (before > begin + 3 && ordo_at_kind(search, before - 1, ITEM_CLOSE) &&
        ordo_at_kind(search, before - 3, ITEM_OPEN))
        before -= 3; /* "Meldungen des Instituts (DIW), wonach" */
    past = ordo_german_part_end(search, at, end);
    if (!ordo_is_word(search, at, "wonach")) {
        if (!ordo_is_word(search, at, "nach") || !ordo_at(search, at + 1, WORD(RELATIVE)) ||
            !(ordo_at(search, at - 2, WORD(CUE_NOUN)) || ordo_german_is_view(search, at - 2)) ||
            !ordo_german_is_subordinate(search, at, past))
            return false;
        first++;
    }
    *report = (struct report){.n = 1};
    report->clauses[0] = (struct clause){first, ordo_german_clause_end(search, at, end)};
    report->finding = (struct finding){.cue = at, .cue_past = first, .past = before};
    report->finding.first = ordo_phrase_left(search, before, begin);
    report->finding.found = report->finding.first < before;
    report->finding.by = ORDO_BY_ACCORDING;
    if (!report->finding.found) { /* the word is all that stands for the source */
        report->finding.first = at;
        report->finding.past = first;
    }
    return report->clauses[0].past > first;
}

/* Whether what stands behind ", so X," at `past` goes on with what X says, which begins at `first`,
 * and adds nothing to his name: "so X, Leiter des Amtes". */
static bool goes_on(const struct search *search, size_t first, size_t past, size_t end)
{
    size_t comma = ordo_german_part_end(search, past, end);

    if (past >= end || ordo_german_is_subordinate(search, past, comma))
        return past < end && ordo_is_that(search, past);
    if (!ordo_at(search, past, WORD(UPPER)) && !ordo_at_determiner(search, past))
        return true;
    return ordo_german_is_nominal(search, first, past) ||
           !ordo_at(search, comma - 1, WORD(UPPER)) || !ordo_german_is_nominal(search, past, comma);
}

/* "..., so X" | "Der Vertrag, so X, gilt noch": up to the comma behind X's apposition. */
static bool so(const struct search *search, size_t at, size_t begin, size_t end,
               struct report *report)
{
    size_t past;

    if (at < begin + 2 || !ordo_at_kind(search, at - 1, ITEM_COMMA) ||
        !ordo_german_so(search, at, &report->finding))
        return false;
    past = ordo_german_part_end(search, report->finding.past, end) + 1;
    while (past < end && ordo_at_kind(search, past, ITEM_COMMA))
        past++; /* a dash and a comma */
    if (past < end && !goes_on(search, begin, past, end)) {
        past = ordo_german_part_end(search, past, end) + 1; /* "so X, Leiter des Amtes, " */
        if (ordo_at(search, past, WORD(PREPOSITION)))
            past = end;
    }
    return around(report, begin, end, at - 1, past < end ? past : end);
}

/* The reporting verb at the end of the clause that the "wie" at `at` begins, or `at`. */
static size_t verb_of_wie(const struct search *search, size_t at, size_t end)
{
    size_t past = ordo_german_part_end(search, at, end), verb = past;

    for (int parts = 0; parts < 3; parts++) { /* "wie X, der Leiter, sagte" */
        verb = past;
        while (verb > at + 2 && ordo_at(search, verb - 1, WORD(AUXILIARY)))
            verb--; /* "wie X gesagt hat" */
        if (ordo_at(search, verb - 1, WORD(SAY)))
            return verb - 1;
        if (past >= end || !ordo_at(search, past - 1, WORD(UPPER)))
            break;
        past = ordo_german_part_end(search, past + 1, end);
    }
    return at;
}

/* "„heise online“", "t-online.de" */
static bool is_site(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at];

    return item->kind == ITEM_QUOTE ||
           memchr(search->text + item->begin, '.', item->end - item->begin) != NULL;
}

/* "Wie X sagte, gilt der Vertrag" | "Der Vertrag gilt, wie X am Montag sagte, noch" */
static bool wie(const struct search *search, size_t at, size_t begin, size_t end,
                struct report *report)
{
    struct finding *finding = &report->finding;
    size_t verb, first = at + 1, from = at;

    if (!ordo_is_word(search, at, "wie"))
        return false;
    while (from > begin && ordo_at(search, from - 1, WORD(CONJUNCTION) | WORD(ADVERB)))
        from--; /* "Denn wie X sagte" */
    if (from > begin && !ordo_at_kind(search, from - 1, ITEM_COMMA))
        return false;
    verb = verb_of_wie(search, at, end);
    if (verb == at || ordo_at(search, verb, WORD(NAMING)))
        return false;
    while (ordo_at(search, first, WORD(ADVERB)) && !ordo_at(search, first, WORD(PREPOSITION)))
        first++; /* "wie schon X sagte" */
    if (ordo_is_word(search, first, "aus"))
        first++; /* "wie aus Kreisen der Partei verlautete" */
    *finding = (struct finding){
        .cue = verb, .cue_past = verb + 1, .first = first, .by = ORDO_BY_ACCORDING};
    finding->past = ordo_phrase_right(search, first);
    if (finding->past == first && verb == first) /* "wie berichtete X" */
        finding->past = ordo_phrase_right(search, finding->first = verb + 1);
    else if (finding->past == first && verb > first && is_site(search, first))
        finding->past = first + 1; /* "wie heise.de berichtet" */
    finding->found = finding->past > finding->first;
    verb = ordo_german_part_end(search, verb, end);
    return finding->found &&
           around(report, begin, end, from > begin ? from - 1 : from, verb < end ? verb + 1 : end);
}

bool ordo_german_around(const struct search *search, size_t at, size_t begin, size_t end,
                        struct report *report)
{
    return so(search, at, begin, end, report) || wie(search, at, begin, end, report) ||
           wonach(search, at, begin, end, report) ||
           (ordo_at(search, at, WORD(ACCORDING) | WORD(PREPOSITION)) &&
            according(search, at, begin, end, report));
}
