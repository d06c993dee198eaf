/* english_passive.c: what is said in English where nobody, or who stands behind "by", says it. */
#include "english_passive.h"
#include "adjunct.h"

/* "Asked why he left, ...", "when asked by a reporter whether", "asked in Oslo about it": nobody,
 * or who stands behind "by", asks. */
bool ordo_english_asked(const struct search *search, size_t at, size_t begin, size_t end,
                        struct report *report)
{
    struct finding *finding = &report->finding;
    size_t first = at + 1;

    if (!ordo_is_word(search, at, "asked") ||
        (at > begin &&
         !ordo_at(search, at - 1, WORD(PASSIVE) | WORD(SUBORDINATOR) | WORD(ADVERB)) &&
         !ordo_at_kind(search, at - 1, ITEM_COMMA)))
        return false;
    *report = (struct report){.n = 1, .finding = {.cue = at, .cue_past = at + 1}};
    if (ordo_is_word(search, first, "by")) {
        *finding = (struct finding){.cue = at,
                                    .cue_past = at + 1,
                                    .first = first + 1,
                                    .past = ordo_phrase_right(search, first + 1),
                                    .by = ORDO_BY_VERB_AFTER};
        finding->found = finding->past > finding->first;
        first = finding->past;
    }
    first = ordo_behind_adjuncts(search, first, end);
    if (ordo_is_word(search, first, "about"))
        first++;
    else if (first >= end || !ordo_is_question(search, first))
        return false;
    report->clauses[0] = (struct clause){first, ordo_next(search, first, end, TRAIT_COMMA)};
    return report->clauses[0].past > first + 1;
}

/* "The treaty is expected to hold", "was accused by X of breaking it": what is said of the subject
 * stands around the verb; who says it, behind "by" or nowhere. */
bool ordo_english_passive(const struct search *search, size_t at, size_t begin, size_t end,
                          struct report *report)
{
    static const char links[][WORD_ROOM] = {"to", "of", "as", "for", ""};
    static const char deeds[][WORD_ROOM] = {"supposed", "shot", "fired", "put", ""};
    static const char told[][WORD_ROOM] = {"told", "informed", "assured", "reminded", "warned", ""};
    struct finding subject = {0}, *finding = &report->finding;
    struct clause clause;
    size_t first = at + 1;

    if (!ordo_at(search, at, WORD(PARTICIPLE)) || !ordo_at(search, at, WORD_VERB) ||
        ordo_at(search, at, WORD(UPPER)) || !ordo_cue_is_passive(search, at) ||
        ordo_is_any(search, at, deeds) || !ordo_phrase_subject(search, at, begin, &subject) ||
        (subject.first > begin && ordo_at(search, subject.first - 1, WORD(RELATIVE))))
        return false;
    if (subject.relative != 0) { /* "a treaty which is said to hold" */
        subject.first = subject.relative;
        subject.past = subject.first + 1;
    }
    *report = (struct report){.finding = {.cue = at, .cue_past = at + 1}};
    if (ordo_is_word(search, first, "by")) {
        finding->first = first + 1;
        first = ordo_phrase_right(search, first + 1);
        for (size_t i = finding->first + 1; i < first; i++)
            if (ordo_is_word(search, i, "for"))
                first = i; /* "criticized by the union for it" */
        finding->past = first;
        finding->by = ORDO_BY_VERB_AFTER;
        finding->found = finding->past > finding->first;
    }
    while (!finding->found && ordo_at(search, first, WORD(ADVERB)) &&
           (ordo_is_that(search, first + 1) || ordo_at(search, first + 1, WORD(ADVERB))))
        first++; /* "was reported earlier that" */
    if (finding->found && !ordo_is_any(search, first, links) && !ordo_is_that(search, first) &&
        ordo_at(search, at, WORD(NAME) | WORD(THINK)) && ordo_at(search, at, WORD(OBJECT))) {
        report->clauses[report->n++] = (struct clause){subject.first, subject.past};
        return true; /* "was condemned by the union" */
    }
    if (!ordo_is_any(search, first, links) && !ordo_is_that(search, first) &&
        !(ordo_is_word(search, at, "charged") && ordo_is_word(search, first, "with")))
        return false;
    if ((ordo_is_word(search, first, "to") && !ordo_is_infinitive(search, first)) ||
        (ordo_is_word(search, first, "as") && ordo_at(search, first + 1, WORD(GERUND))))
        return false; /* "was cited as saying" */
    if ((ordo_is_word(search, subject.first, "it") && !ordo_is_word(search, first, "to")) ||
        ordo_is_word(search, subject.first, "there") || ordo_is_any(search, at, told))
        subject.past = subject.first; /* "it is believed that"; who is told hears it */
    clause =
        (struct clause){first, ordo_is_that(search, first) ? ordo_clause_end(search, first, end)
                                                           : ordo_object_end(search, first, end)};
    if (subject.past == subject.first && !ordo_is_that(search, first) &&
        !ordo_is_word(search, first, "to"))
        return false; /* "it was said of Silva" */
    if (subject.past > subject.first)
        report->clauses[report->n++] = (struct clause){subject.first, subject.past};
    report->clauses[report->n++] = clause;
    return clause.past > first + 1 && !ordo_goes_on_in_quotation(search, clause);
}
