/* english_source.c: what is said in English where a phrase beside it tells whose words they are:
 * "according to X", "as X noted", "in X's view". */
#include "english_source.h"
#include "adjunct.h"

#define ISSUE_MAX 8 /* items of "made public in Lima on Monday" */

/* "said X, the director of ...", "said X, who ..."; not "said X, the treaty holds". */
bool ordo_english_is_appositive(const struct search *search, size_t at, size_t end)
{
    size_t past = ordo_phrase_right(search, at);

    return ordo_at(search, at, WORD(RELATIVE)) ||
           (past > at && !ordo_at(search, at, WORD_PERSON) &&
            !ordo_at_predicate(search, ordo_behind_adjuncts(search, past, end)));
}

/* "according to a complaint | made public on Monday, ...": the comma that ends what tells how a
 * source came out, behind its phrase; where none does, `past`. */
static size_t behind_issue(const struct search *search, size_t past, size_t end)
{
    size_t i = past;

    if (!ordo_at(search, past, WORD(PARTICIPLE)) && !ordo_is_word(search, past, "made"))
        return past; /* mostly */
    while (i < end && i < past + ISSUE_MAX && ordo_at_kind(search, i, ITEM_WORD))
        i++;
    return ordo_at_kind(search, i, ITEM_COMMA) ? i : past;
}

bool ordo_english_according(const struct search *search, size_t at, size_t begin, size_t end,
                            struct report *report)
{
    struct finding *finding = &report->finding;
    size_t past;

    *report = (struct report){.n = 1};
    if (!ordo_cue_according(search, at, finding) || finding->past > end)
        return false;
    past = behind_issue(search, finding->past, end);
    if (at == begin || (at == begin + 1 && ordo_at(search, begin, WORD(CONJUNCTION)))) {
        size_t comma = past;
        while (comma < end && !ordo_at_kind(search, comma, ITEM_COMMA))
            comma++;
        report->clauses[0] = (struct clause){comma + 1, end};
        return comma + 1 < end;
    }
    if (ordo_at_kind(search, past, ITEM_COMMA) && at > begin + 1 &&
        ordo_is_that(search, past + 1) && ordo_at(search, at - 2, WORD(SAY)))
        return false; /* "Silva said, according to the agency, that ..." */
    report->clauses[0] =
        (struct clause){begin, ordo_at_kind(search, at - 1, ITEM_COMMA) ? at - 1 : at};
    if (ordo_at_kind(search, past, ITEM_COMMA) && past + 2 < end &&
        ordo_clause_has_predicate(search, past + 1, end) &&
        !ordo_english_is_appositive(search, past + 1, end)) /* in the middle of what it reports */
        report->clauses[report->n++] = (struct clause){past + 1, end};
    if (report->n == 2 && !ordo_clause_has_predicate(search, begin, at) &&
        report->clauses[0].past <= begin + 1) { /* "But according to X, ..." */
        report->clauses[0] = report->clauses[1];
        report->n = 1;
    }
    return true;
}

/* "As the minister noted, ..." */
static bool as_reported(const struct search *search, size_t at, size_t begin, size_t end,
                        struct report *report)
{
    struct finding *finding = &report->finding;
    size_t verb, past;

    if (!ordo_at(search, at, WORD(SUBORDINATOR)) || !ordo_is_word(search, at, "as") ||
        (at > begin && !ordo_at_kind(search, at - 1, ITEM_COMMA) &&
         !(at == begin + 1 && ordo_at(search, begin, WORD(CONJUNCTION)))))
        return false;
    *report = (struct report){.n = 1, .finding = {.first = at + 1, .by = ORDO_BY_ACCORDING}};
    verb = finding->past = ordo_phrase_right(search, at + 1);
    while (ordo_at_skipped(search, verb))
        verb++;
    if (ordo_is_word(search, verb + 1, "by")) { /* "as (first) reported by the Register" */
        finding->first = verb + 2;
        past = finding->past = ordo_phrase_right(search, verb + 2);
    } else {
        past = verb + 1;
    }
    finding->cue = verb;
    finding->cue_past = verb + 1;
    finding->found = finding->past > finding->first;
    if (!finding->found || !ordo_at(search, verb, WORD(SAY)) ||
        !ordo_at(search, verb, WORD(CLAUSE)))
        return false;
    past = ordo_behind_adjuncts(search, past, end);
    if (past < end && !ordo_at_kind(search, past, ITEM_COMMA))
        return false;
    if (at <= begin + 1 || /* "But as ...", "Of course, as ..." */
        (past < end && !ordo_clause_has_predicate(search, begin, at - 1)))
        report->clauses[0] = (struct clause){past + 1, end};
    else
        report->clauses[0] = (struct clause){begin, at - 1};
    return report->clauses[0].first < report->clauses[0].past;
}

/* In which something is so: in a poll, in somebody's view; by somebody's account. */
static bool is_source(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {"poll",     "polls",   "survey",  "surveys",
                                            "view",     "opinion", "account", "reckoning",
                                            "estimate", "words",   ""};

    return ordo_is_any(search, at, words);
}

bool ordo_english_may_source(const struct search *search, size_t at)
{
    return ordo_is_word(search, at, "as") || is_source(search, at);
}

/* "In a poll released on Monday, ...", "in Silva's view, ...", "by his account, ..." */
static bool in_source(const struct search *search, size_t at, size_t begin, size_t end,
                      struct report *report)
{
    static const char by[][WORD_ROOM] = {"account", "reckoning", "estimate", ""};
    static const char owned[][WORD_ROOM] = {"account", "reckoning", "estimate", "words", ""};
    size_t in = begin + ordo_at(search, begin, WORD(CONJUNCTION)), first, comma, owner;
    bool account = ordo_is_any(search, at, by);

    if (!ordo_is_word(search, in, account ? "by" : "in") || !is_source(search, at))
        return false;
    first = ordo_phrase_left(search, at + 1, begin);
    comma = ordo_next(search, at, end, TRAIT_COMMA);
    owner = at - 1 - ordo_is_word(search, at - 1, "own");
    if (first == at + 1 || first != in + 1 || comma + 2 >= end ||
        (ordo_is_any(search, at, owned) && !ordo_is_owner(search, owner)))
        return false; /* "by one estimate", "in other words" */
    *report =
        (struct report){.n = 1, .clauses = {{comma + 1, ordo_clause_end(search, comma + 1, end)}}};
    report->finding = (struct finding){.cue = in,
                                       .cue_past = first,
                                       .first = first,
                                       .past = ordo_past_of_owner(search, first, at + 1),
                                       .by = ORDO_BY_ACCORDING,
                                       .found = true};
    return true;
}

bool ordo_english_source(const struct search *search, size_t at, size_t begin, size_t end,
                         struct report *report)
{
    return as_reported(search, at, begin, end, report) || in_source(search, at, begin, end, report);
}
