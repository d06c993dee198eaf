/* agent.c: attribution to somebody who is no subject: the agent of a passive ("called "a gift" by
 * the minister"), whose words or view it is ("in Silva's words"), or whom the subject quotes ("the
 * agency quoted Silva as saying"). */
#include "attribution.h"
#include "cue.h"

/* "called", "seen" in front of "by" or "as". */
static bool is_participle(const struct search *search, size_t at, uint64_t classes)
{
    return ordo_at(search, at, classes) && ordo_at(search, at, WORD(PARTICIPLE)) &&
           !ordo_at(search, at, WORD(UPPER));
}

static bool find_by(const struct search *search, size_t verb, size_t by, struct finding *finding)
{
    *finding = (struct finding){.cue = verb,
                                .cue_past = verb + 1,
                                .first = by + 1,
                                .past = ordo_phrase_right(search, by + 1),
                                .by = ORDO_BY_VERB_AFTER};
    return finding->found = finding->past > finding->first;
}

/* "What it called", "which Silva described": whoever stands before the verb speaks. */
static bool is_active(const struct search *search, size_t verb)
{
    static const char words[][WORD_ROOM] = {"what", "which", "whom", ""};
    size_t first = ordo_phrase_left(search, verb, verb > REACH_MAX ? verb - REACH_MAX : 0);

    return first > 0 && first < verb && ordo_is_any(search, first - 1, words);
}

bool ordo_attribution_agent(const struct search *search, size_t quote, struct finding *finding)
{
    size_t at = quote, by;
    bool as;

    if (at > 1 && ordo_at_determiner(search, at - 1))
        at--;
    as = at > 1 && ordo_is_word(search, at - 1, "as");
    at -= as;
    if (at == 0)
        return false;
    if (is_participle(search, at - 1, WORD(NAME) | WORD(AS)))
        return ordo_is_word(search, quote + 1, "by") && !is_active(search, at - 1) &&
               find_by(search, at - 1, quote + 1, finding);
    if (!as)
        return false;
    by = ordo_phrase_left(search, at, at > REACH_MAX ? at - REACH_MAX : 0);
    if (by < 2 || by == at || !ordo_is_word(search, by - 1, "by") ||
        !is_participle(search, by - 2, WORD_VERB | WORD(AS)))
        return false;
    return find_by(search, by - 2, by - 1, finding) && finding->past == at;
}

bool ordo_attribution_passive(const struct search *search, size_t quote, struct finding *finding)
{
    size_t begin = ordo_sentence_begin(&search->reading->narration, quote), verb = quote, end;

    while (verb > begin && ordo_at_kind(search, verb - 1, ITEM_WORD) &&
           !is_participle(search, verb - 1, WORD_VERB | WORD(AS)))
        verb--;
    if (verb-- == begin || !ordo_at_kind(search, verb, ITEM_WORD) ||
        !ordo_cue_is_passive(search, verb))
        return false;
    *finding = (struct finding){.cue = verb, .cue_past = verb + 1, .by = ORDO_BY_NOTHING};
    end = ordo_sentence_end(&search->reading->narration, quote);
    for (size_t i = quote + 1; i < end && ordo_at_kind(search, i, ITEM_WORD); i++)
        if (ordo_is_word(search, i, "by") && find_by(search, verb, i, finding) &&
            ordo_phrase_is_person(search, finding->first, finding->past))
            return true;
    finding->found = false;
    return true;
}

/* "Silva was asked by Luis Ortega, who is a host, "..."" */
bool ordo_attribution_asked(const struct search *search, size_t quote, struct finding *finding)
{
    size_t begin = ordo_sentence_begin(&search->reading->narration, quote);

    for (size_t i = quote; i-- > begin + 1 && quote - i < REACH_MAX;)
        if (ordo_at(search, i, WORD(PREPOSITION)) && ordo_is_word(search, i, "by") &&
            is_participle(search, i - 1, WORD(SAY)) && ordo_cue_is_passive(search, i - 1) &&
            find_by(search, i - 1, i, finding))
            return finding->found = finding->past + 1 == quote ||
                                    (ordo_at_kind(search, finding->past, ITEM_COMMA) &&
                                     (ordo_at(search, finding->past + 1, WORD(RELATIVE)) ||
                                      ordo_at_determiner(search, finding->past + 1)));
    return false;
}

/* "Silva's", "the ministers'" */
static bool is_any_owner(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at];

    return ordo_is_owner(search, at) ||
           (search->text[item->end - 1] == 's' &&
            (search->text[item->end] == '\'' || (unsigned char)search->text[item->end] == 0xE2));
}

static bool is_words(const struct search *search, size_t at)
{
    static const char nouns[][WORD_ROOM] = {"words",   "view",       "opinion", "telling",
                                            "account", "estimation", "eyes",    "judgment",
                                            "mind",    "assessment", "phrase",  ""};

    return ordo_is_any(search, at, nouns);
}

/* "in Silva's words", "in the view of the minister", from "in" on. */
static bool find_words(const struct search *search, size_t at, struct finding *finding)
{
    size_t past;

    if (!ordo_is_word(search, at, "in"))
        return false;
    past = ordo_phrase_right(search, at + 1);
    for (size_t i = at + 2; i < past; i++) {
        size_t owner = at + 1;
        if (!is_words(search, i))
            continue;
        *finding = (struct finding){
            .cue = i, .cue_past = i + 1, .by = ORDO_BY_ACCORDING, .first = i + 2, .past = past};
        if (ordo_is_word(search, i + 1, "of"))
            return finding->found = past > i + 2;
        while (owner < i && !is_any_owner(search, owner))
            owner++;
        finding->first = at + 1;
        finding->past = owner + 1;
        return finding->found = owner < i && past == i + 1;
    }
    return false;
}

bool ordo_attribution_words(const struct search *search, size_t quote, struct finding *finding)
{
    size_t at = quote + 1, begin;

    at += ordo_at_kind(search, at, ITEM_COMMA);
    if (ordo_at(search, at, WORD(PREPOSITION)) && find_words(search, at, finding))
        return true;
    if (ordo_begins_sentence(&search->reading->narration, quote))
        return false;
    begin = ordo_sentence_begin(&search->reading->narration, quote);
    if (find_words(search, begin, finding))
        return true;
    if (quote < begin + 4 || !ordo_at_kind(search, quote - 1, ITEM_COMMA) ||
        !(ordo_has(search, quote - 2, TRAIT_NAME) || is_words(search, quote - 2)))
        return false;
    at = ordo_phrase_left(search, quote - 1, begin);
    return at > begin && find_words(search, at - 1, finding);
}

bool ordo_cue_quotes(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {"quoted", "quotes", "quoting", "cited",
                                            "cites",  "citing", ""};

    return ordo_is_any(search, at, words);
}

bool ordo_cue_quoted(const struct search *search, size_t at, size_t begin, struct finding *finding)
{
    size_t as = at - (at > 0), first;

    if (as < begin + 2 || !ordo_at(search, at, WORD(GERUND)) || !ordo_is_word(search, as, "as"))
        return false; /* nearly always */
    *finding = (struct finding){.cue = at, .cue_past = at + 1, .by = ORDO_BY_PARTICIPLE};
    first = ordo_phrase_left(search, as, begin);
    if (first > begin + 1 && first < as && ordo_is_word(search, first - 1, "by"))
        first = as = first - 1; /* who cites */
    if (first == as &&
        ordo_at_kind(search, as - 1, ITEM_COMMA)) { /* "quoted Silva, the mayor, as" */
        size_t name = ordo_phrase_left(search, as - 1, begin);
        if (name < as - 1 && name > begin + 1 && ordo_at_kind(search, name - 1, ITEM_COMMA)) {
            as = name - 1;
            first = ordo_phrase_left(search, as, begin);
        }
    }
    if (first == begin || !ordo_cue_quotes(search, first - 1))
        return false;
    if (first == as)
        return ordo_has(search, first - 1, TRAIT_PASSIVE) &&
               ordo_phrase_subject(search, first - 1, begin, finding);
    finding->first = first;
    finding->past = as;
    return finding->found = true;
}
