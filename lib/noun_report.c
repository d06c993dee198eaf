/* noun_report.c: what nouns and adjectives report in English: "his claim that the treaty holds",
 * "the minister's promise to keep it", "is confident that it holds", "is critical of the treaty".
 */
#include "noun_report.h"

#define LIGHT_REACH 5 /* items between a light verb and its noun */
#define OWNER_REACH 3 /* items between a noun and whose it is */

/* "claim that the treaty ...", not "claim that failed", where "that" stands for the noun. */
static bool begins_that_clause(const struct search *search, size_t that, size_t end)
{
    return ordo_is_that(search, that) && that + 2 < end &&
           !ordo_at(search, that + 1, WORD(AUXILIARY) | WORD(COMMON_VERB) | WORD(FINITE));
}

/* "his", "the minister's" before the noun at `at`: whose it is. */
static bool find_owner(const struct search *search, size_t at, size_t begin,
                       struct finding *finding)
{
    size_t owner = at;

    while (owner > begin && owner + OWNER_REACH > at && !ordo_is_owner(search, owner - 1) &&
           ordo_at_kind(search, owner - 1, ITEM_WORD))
        owner--;
    if (owner == begin || !ordo_is_owner(search, owner - 1))
        return false;
    finding->first = ordo_phrase_left(search, owner, begin);
    finding->past = owner;
    return finding->found = finding->first < owner;
}

/* "raised (new) questions about": a verb that leaves the meaning to the noun at `at`. */
static bool has_light_verb(const struct search *search, size_t at, size_t begin)
{
    for (size_t i = at; i-- > begin && i + LIGHT_REACH > at;)
        if (ordo_at(search, i, WORD(LIGHT)) && !ordo_cue_is_passive(search, i))
            return true;
        else if (!ordo_at_kind(search, i, ITEM_WORD) || ordo_at(search, i, WORD(PREPOSITION)))
            return false;
    return false;
}

/* "raised questions about the treaty" */
static bool report_about(const struct search *search, size_t at, size_t begin, size_t end,
                         struct report *report)
{
    static const char particles[][WORD_ROOM] = {"about", "of",      "on", "over", "for",
                                                "with",  "against", "at", ""};
    struct finding *finding = &report->finding;
    struct clause *clause = &report->clauses[0];

    if (!ordo_at(search, at, WORD(ABOUT_NOUN)) || !ordo_is_any(search, at + 1, particles))
        return false;
    *clause = (struct clause){at + 2, ordo_object_end(search, at + 2, end)};
    if (clause->past < at + 4 || ordo_phrase_right(search, at + 2) == at + 2 ||
        ordo_goes_on_in_quotation(search, *clause))
        return false;
    return has_light_verb(search, at, begin) && ordo_cue_first_phrase(search, begin, at, finding);
}

static bool report_of_noun(const struct search *search, size_t at, size_t begin, size_t end,
                           struct report *report)
{
    struct finding *finding = &report->finding;
    struct clause *clause = &report->clauses[0];

    if (report_about(search, at, begin, end, report))
        return true;
    *clause = (struct clause){at + 1, ordo_clause_end(search, at + 1, end)};
    if (ordo_at(search, at, WORD(TO_NOUN)) && ordo_is_word(search, at + 1, "to")) {
        clause->past = ordo_object_end(search, at + 1, end);
        return ordo_is_infinitive(search, at + 1) && clause->past > at + 3 &&
               !ordo_goes_on_in_quotation(search, *clause) &&
               ordo_clause_has_predicate(search, begin, at) &&
               (find_owner(search, at, begin, finding) ||
                ordo_cue_first_phrase(search, begin, at, finding));
    }
    if (!ordo_at(search, at, WORD(THAT_NOUN)) || !begins_that_clause(search, at + 1, end) ||
        !ordo_clause_has_predicate(search, begin, at)) /* else the clause's end cannot be told */
        return false;
    return ordo_clause_has_predicate(search, at + 2, clause->past) &&
           (find_owner(search, at, begin, finding) ||
            ordo_cue_first_phrase(search, begin, at, finding));
}

static bool report_of_adjective(const struct search *search, size_t at, size_t begin, size_t end,
                                struct report *report)
{
    static const char particles[][WORD_ROOM] = {"about", "of",     "to", "with",    "by", "over",
                                                "in",    "toward", "at", "against", ""};
    struct clause *clause = &report->clauses[0];

    if (at == begin || !ordo_at_skipped(search, at - 1) ||
        !ordo_phrase_subject(search, at, begin, &report->finding))
        return false;
    *clause = (struct clause){at + 1, ordo_clause_end(search, at + 1, end)};
    if (ordo_is_that(search, at + 1) || ordo_is_question(search, at + 1))
        return ordo_clause_has_predicate(search, at + 2, clause->past);
    clause->past = ordo_object_end(search, at + 1, end);
    if (ordo_goes_on_in_quotation(search, *clause) || clause->past < at + 4)
        return false;
    if (ordo_is_word(search, at + 1, "to") && ordo_is_infinitive(search, at + 1))
        return ordo_at(search, at, WORD(TO_ADJECTIVE));
    clause->first = at + 2;
    return ordo_at(search, at, WORD(CUE_ADJECTIVE)) && ordo_is_any(search, at + 1, particles) &&
           ordo_phrase_right(search, at + 2) > at + 2;
}

bool ordo_noun_report(const struct search *search, size_t at, size_t begin, size_t end,
                      struct report *report)
{
    bool found;

    *report = (struct report){.n = 1};
    if (at + 3 >= end)
        return false;
    found = ordo_at(search, at, WORD_REPORTING_ADJECTIVE)
                ? report_of_adjective(search, at, begin, end, report)
                : report_of_noun(search, at, begin, end, report);
    report->finding.by = ORDO_BY_NOUN;
    report->finding.cue = at;
    report->finding.cue_past = at + 1;
    return found;
}
