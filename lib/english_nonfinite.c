/* english_nonfinite.c: verbs in English that report without being finite: "..., praising the plan",
 * "is calling for a vote", "tried to deny it". */
#include "english_nonfinite.h"
#include "verb_clause.h"

bool ordo_english_may_report(const struct search *search, size_t at, size_t begin)
{
    static const char nominal[][WORD_ROOM] = {"the", "a", "an", "most", "more", "without", ""};
    static const char chances[][WORD_ROOM] = {
        "hard",       "harder",     "difficult",   "easy",      "easier", "important", "possible",
        "premature",  "free",       "able",        "unable",    "way",    "ways",      "impossible",
        "authorized", "authorised", "allowed",     "permitted", "chance", "chances",   "time",
        "reason",     "need",       "opportunity", ""};
    static const char deeds[][WORD_ROOM] = {"support", "address", "attack", "defend", ""};
    size_t before = at;

    if (!ordo_at(search, at, WORD_VERB) || ordo_at(search, at, WORD(UPPER)) || at == begin)
        return ordo_at(search, at, WORD(SAY)) && ordo_at(search, at, WORD(GERUND));
    while (before > begin + 1 &&
           (ordo_at_adverb(search, before - 1) || ordo_at(search, before - 1, WORD(ADVERB))))
        before--;
    if (ordo_at(search, at, WORD(GERUND)) && ordo_is_any(search, before - 1, nominal))
        return false; /* "the most challenging moment", "without specifying a date" */
    if (ordo_at(search, at, WORD(GERUND)))
        return ordo_at(search, at, WORD(SAY)) || !ordo_at_kind(search, before - 1, ITEM_WORD) ||
               ordo_at(search, before - 1,
                       WORD(AUXILIARY) | WORD(PREPOSITION) | WORD(CONJUNCTION) |
                           WORD(SUBORDINATOR) | WORD(ROLE_THING) |
                           WORD(CUE_NOUN)); /* "a poll showing" */
    return ordo_at(search, at, WORD(BASE)) && ordo_is_word(search, before - 1, "to") &&
           !ordo_is_any(search, at, deeds) &&
           !(before > 1 && ordo_is_any(search, before - 2, chances));
}

bool ordo_english_opening_gerund(const struct search *search, size_t at, size_t begin, size_t end,
                                 struct report *report)
{
    struct finding *finding = &report->finding;
    size_t comma;

    if (!ordo_at(search, at, WORD(GERUND)) || !ordo_at(search, at, WORD_VERB) ||
        !(at == begin ||
          (at == begin + 1 && ordo_at(search, begin, WORD(SUBORDINATOR) | WORD(PREPOSITION)))))
        return false;
    comma = ordo_next(search, at, end, TRAIT_COMMA);
    *report = (struct report){.n = 1};
    if (comma + 2 >= end || !ordo_clause_behind(search, at, comma, &report->clauses[0]))
        return false;
    *finding = (struct finding){
        .cue = at, .cue_past = at + 1, .first = comma + 1, .by = ORDO_BY_PARTICIPLE};
    finding->past = ordo_phrase_right(search, comma + 1);
    return finding->found = finding->past > finding->first;
}

/* "(with) the mayor accusing Silva of ...", "led the mayor to accuse": what stands right before a
 * verb that is not finite, adverbs apart, is its subject if it is somebody. */
static bool find_agent(const struct search *search, size_t verb, size_t before, size_t begin,
                       struct finding *finding)
{
    size_t past = before - (before > begin && ordo_is_word(search, before - 1, "to"));
    size_t first = ordo_phrase_left(search, past, begin);
    bool governed = first > begin && ordo_at(search, first - 1, WORD(PREPOSITION));
    bool thing = !ordo_at(search, verb, WORD(SAY)) && ordo_at(search, past - 1, WORD(ROLE_THING));

    if (first == past)
        return false;
    if (!thing && !(governed && ordo_is_word(search, first - 1, "with"))) {
        if (!ordo_phrase_is_person(search, first, past) ||
            (governed && !ordo_is_word(search, first - 1, "for")))
            return false;
    }
    *finding = (struct finding){.first = first,
                                .past = past,
                                .cue = verb,
                                .cue_past = verb + 1,
                                .by = ORDO_BY_PARTICIPLE,
                                .found = true};
    return true;
}

bool ordo_english_own_subject(const struct search *search, size_t at, size_t begin,
                              struct finding *finding)
{
    bool gerund = ordo_at(search, at, WORD(GERUND));
    size_t before = at;

    if (gerund && ordo_cue_quoted(search, at, begin, finding))
        return true;
    while (before > begin && ordo_at_skipped(search, before - 1) &&
           !ordo_at(search, before - 1, WORD(AUXILIARY)))
        before--;
    if (!gerund || before == begin || !ordo_at(search, before - 1, WORD(AUXILIARY)))
        return find_agent(search, at, before, begin, finding);
    finding->cue = at;
    finding->cue_past = at + 1;
    finding->by = ORDO_BY_VERB_BEFORE;
    return ordo_phrase_subject(search, at, begin, finding);
}
