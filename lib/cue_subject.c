/* cue_subject.c: the noun phrases that are the subjects of reporting words. */
#include "cue.h"
#include "dateline.h"
#include "german.h"

#include <string.h>

#define DAY_MAX 5 /* items of "vom gestrigen Mittwoch" */

/* "Angaben vom Mittwoch zufolge": before its day. */
static size_t before_day(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {"vom", "von", "am", ""};

    if (!ordo_at(search, at - 1, WORD(WEEKDAY)))
        return at;
    for (size_t first = at - 1; first > 0 && first + DAY_MAX > at; first--)
        if (ordo_is_any(search, first, words))
            return first;
    return at;
}

/* "In the words of X" */
static bool in_words_of(const struct search *search, size_t at, struct finding *finding)
{
    size_t first = at + 4;

    if (!ordo_is_word(search, at + 1, "the") || !ordo_is_word(search, at + 2, "words") ||
        !ordo_is_word(search, at + 3, "of"))
        return false; /* nearly always */
    *finding = (struct finding){.cue = at,
                                .cue_past = first,
                                .first = first,
                                .past = ordo_phrase_right(search, first),
                                .by = ORDO_BY_ACCORDING};
    return finding->found = finding->past > first;
}

/* "a review of state | and federal records": behind the "and" and the noun that it joins to what
 * stands behind "of", in the phrase [first, past). */
static size_t behind_joined(const struct search *search, size_t first, size_t past)
{
    size_t of = past - 1, joined;

    if (!ordo_is_word(search, past, "and") || ordo_at_determiner(search, past + 1) ||
        ordo_at(search, past + 1, WORD(UPPER) | WORD_STOPPERS))
        return past; /* nearly always */
    while (of > first && !ordo_is_word(search, of, "of"))
        of--;
    joined = ordo_phrase_right(search, past + 1);
    return of > first + 1 && joined > past + 1 && !ordo_at_predicate(search, joined) ? joined
                                                                                     : past;
}

bool ordo_cue_according(const struct search *search, size_t at, struct finding *finding)
{
    static const char adverbs[][WORD_ROOM] = {"demnach", "wonach", ""}; /* no phrase follows */
    size_t first = at + 1;

    if (ordo_in_german(search) && ordo_at(search, at, WORD(PREPOSITION) | WORD(POSSESSIVE)) &&
        ordo_german_source(search, at, finding))
        return true;
    if (ordo_is_word(search, at, "in") && in_words_of(search, at, finding))
        return true;
    if (!ordo_at(search, at, WORD(ACCORDING)) || ordo_is_any(search, at, adverbs))
        return false;
    if (ordo_is_word(search, at, "zufolge")) { /* "dem Minister zufolge" */
        *finding = (struct finding){.cue = at, .cue_past = at + 1, .past = before_day(search, at)};
        finding->first =
            ordo_phrase_left(search, finding->past, at > REACH_MAX ? at - REACH_MAX : 0);
        finding->by = ORDO_BY_ACCORDING;
        return finding->found = finding->first < finding->past;
    }
    if (ordo_is_word(search, at, "according")) {
        if (first >= search->n || !ordo_is_word(search, first, "to"))
            return false;
        first++;
    } else if (ordo_is_word(search, at, "acuerdo")) {
        if (!ordo_is_word(search, first, "con"))
            return false; /* "de acuerdo con la Fiscalía" */
        first++;
    }
    *finding = (struct finding){.cue = at, .cue_past = first, .by = ORDO_BY_ACCORDING};
    while ((ordo_at_skipped(search, first) || ordo_at(search, first, WORD(PARTICIPLE))) &&
           ordo_at_kind(search, first + 1, ITEM_WORD))
        first++; /* "according to recently published figures" */
    finding->first = first;
    finding->past = ordo_phrase_right(search, first);
    if (ordo_is_word(search, first, "her") && !ordo_at_kind(search, first + 1, ITEM_WORD))
        finding->past = first + 1;
    if (finding->past == first &&
        (ordo_at(search, first, WORD(CUE_NOUN) | WORD(NOUN)) ||
         (ordo_in_german(search) && ordo_at_kind(search, first, ITEM_WORD) &&
          !ordo_is_listed(&search->items[first]))))
        finding->past++; /* "according to reports", "laut tagblatt.de" */
    else if (ordo_in_english(search) && ordo_at(search, finding->past, WORD(NOUN)) &&
             ordo_ends_in_s(search, finding->past))
        finding->past++; /* "according to local volunteers" */
    if (ordo_in_english(search) && finding->past > first) {
        finding->past = ordo_phrase_past_of_source(search, first, finding->past, search->n);
        finding->past = behind_joined(search, first, finding->past);
    }
    return finding->found = finding->past > first;
}

/* German nouns are capitalised: a person has an office, two names, or is "er" or "sie"; not what
 * follows in the genitive: "die Pläne des Ministers". */
static bool is_person(const struct search *search, size_t first, size_t past)
{
    for (size_t i = first; i < past && (i == first || !ordo_at_determiner(search, i)); i++)
        if (ordo_at(search, i, WORD(TITLE) | WORD(ROLE) | WORD(HE) | WORD(SHE)) ||
            (i + 1 < past && ordo_at(search, i, WORD(UPPER)) &&
             ordo_at(search, i + 1, WORD(UPPER)) && !ordo_at_determiner(search, i)))
            return true;
    return false;
}

/* "Silva, the minister, left", "one official in Oslo left": behind a noun phrase at `past`. */
static bool leads_to_verb(const struct search *search, size_t past, size_t end)
{
    if (ordo_at(search, past, WORD(CONJUNCTION)) && ordo_is_word(search, past, "and")) {
        size_t other = ordo_phrase_right(search, past + 1);
        past = other > past + 1 ? other : past; /* "Silva and her husband, Ortega, left" */
    }
    past = ordo_phrase_behind(search, past, end);
    if (ordo_at(search, past, WORD(PREPOSITION)) && !ordo_may_begin_clause(search, past) &&
        ordo_in_english(search))
        past = ordo_at(search, past + 1, WORD(WEEKDAY)) ? past + 2
                                                        : ordo_phrase_right(search, past + 1);
    return ordo_at_predicate(search, past);
}

/* "200 protesters" */
static bool is_count(const struct search *search, size_t at)
{
    size_t past = ordo_phrase_right(search, at);

    return ordo_at_number(search, at) && past > at + 1 && ordo_at(search, past - 1, WORD(ROLE)) &&
           ordo_ends_in_s(search, past - 1) && ordo_in_english(search);
}

/* "in Lisbon", "in downtown Lisbon"; not "about 200 protesters". */
static bool is_governed(const struct search *search, size_t first, size_t past, size_t begin)
{
    static const char amounts[][WORD_ROOM] = {"about", "over", "around", "under", ""};

    if (first > begin && is_count(search, first) && ordo_is_any(search, first - 1, amounts))
        return false;
    if (first > begin && ordo_has(search, first - 1, TRAIT_PHRASE_WORD) && ordo_in_english(search))
        first = ordo_phrase_left(search, past, begin);
    return first > begin && ordo_at(search, first - 1, WORD(PREPOSITION));
}

/* "A moment later he left": when it was, in English. */
static bool is_time(const struct search *search, size_t past)
{
    static const char units[][WORD_ROOM] = {"moment", "moments", "minutes", "hour",    "hours",
                                            "day",    "days",    "week",    "weeks",   "month",
                                            "months", "year",    "years",   "decades", ""};
    static const char words[][WORD_ROOM] = {"later", "ago", "earlier", "after", "before", ""};

    return ordo_is_any(search, past, words) && ordo_is_any(search, past - 1, units);
}

/* The first noun phrase of [begin, end) that no preposition governs and that a verb follows; else,
 * where that is enough, the first name, pronoun or phrase at all. */
static bool first_phrase(const struct search *search, size_t begin, size_t end, bool with_verb,
                         bool person, struct finding *finding)
{
    static const char never[][WORD_ROOM] = {"who", "him", "them", "me", ""};

    for (size_t i = begin; i < end; i++) {
        size_t past;
        if (search->items[i].kind != ITEM_WORD ||
            (i > begin && ordo_at_pronoun(search, i) && ordo_is_any(search, i, never)))
            continue; /* "to a nurse who asked him: ..." */
        if (!ordo_at_pronoun(search, i) && !ordo_at_determiner(search, i) &&
            ordo_names_at(search->reading->names, i) == SIZE_MAX &&
            !(ordo_at_number(search, i) && is_count(search, i)) &&
            !(person && ordo_at(search, i, WORD(ROLE)) && ordo_at(search, i, WORD(UPPER))) &&
            !(i == begin && ordo_at(search, i, WORD(UPPER)) &&
              !ordo_at(search, i,
                       WORD_STOPPERS | WORD(STARTER) | WORD_VERB | WORD(WORK) | WORD(MONTH) |
                           WORD(WEEKDAY)) &&
              search->items[i].genitive == 0 && ordo_in_english(search)))
            continue; /* "Attorneys for Silva" */
        past = ordo_phrase_right(search, i);
        if (past == i || past > end)
            continue;
        if (with_verb && search->items[past - 1].genitive && past < end)
            past++; /* "Silva's campaign", though "campaign" can be a verb */
        if (is_governed(search, i, past, begin) || is_time(search, past) ||
            (ordo_in_german(search) &&
             (ordo_german_is_oblique(search, i) || (person && !is_person(search, i, past)))) ||
            (with_verb && !leads_to_verb(search, past, end))) {
            i = past - 1;
            continue;
        }
        *finding = (struct finding){.first = i, .past = past, .by = ORDO_BY_SUBJECT, .found = true};
        return true;
    }
    return false;
}

/* "When Silva died, Ortega ...": the subject is that of the main clause, behind the comma. */
static bool opens_clause(const struct search *search, size_t begin)
{
    static const char words[][WORD_ROOM] = {"after", "before", "since", "asked", ""};

    return ordo_in_english(search) &&
           (ordo_at(search, begin, WORD(SUBORDINATOR)) || ordo_is_any(search, begin, words));
}

bool ordo_cue_first_phrase(const struct search *search, size_t begin, size_t end,
                           struct finding *finding)
{
    begin = ordo_behind_dateline(search, begin, end);
    if (ordo_in_german(search) && first_phrase(search, begin, end, false, true, finding))
        return true;
    if (opens_clause(search, begin)) {
        size_t main = ordo_next(search, begin, end, TRAIT_COMMA) + 1;
        if (main < end && first_phrase(search, main, end, true, false, finding))
            return true;
    }
    return ordo_german_first_phrase(search, begin, end, finding) ||
           first_phrase(search, begin, end, true, false, finding) ||
           first_phrase(search, begin, end, false, false, finding);
}

/* "shared by the ministers"; not "said by email" */
static bool by_phrase(const struct search *search, size_t cue, struct finding *finding)
{
    static const char means[][WORD_ROOM] = {"email", "e-mail", "phone", "telephone", "text", "fax",
                                            "mail",  "video",  "radio", "letter",    "way",  ""};

    if (cue + 1 >= search->n || !ordo_is_word(search, cue + 1, "by") ||
        (ordo_is_any(search, cue + 2, means) &&
         (ordo_phrase_right(search, cue + 2) <= cue + 3 || ordo_is_word(search, cue + 2, "way"))))
        return false;
    finding->cue = cue;
    finding->cue_past = cue + 1;
    finding->first = cue + 2;
    finding->past = ordo_phrase_right(search, cue + 2);
    return finding->found = finding->past > cue + 2;
}

bool ordo_cue_subject(const struct search *search, size_t at, size_t begin, struct finding *finding)
{

    finding->by = ORDO_BY_VERB_BEFORE;
    finding->cue = at;
    finding->cue_past = at + 1;
    if (by_phrase(search, at, finding))
        return true;
    if (ordo_in_english(search))
        return ordo_cue_is_finite(search, at) && ordo_phrase_subject(search, at, begin, finding);
    return ordo_german_subject(search, at, begin, finding);
}
