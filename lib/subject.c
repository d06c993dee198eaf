/* subject.c: the subject of a verb, to its left: over adverbs, dates, appositions, relative clauses
 * and what a preposition governs, and no further than its clause. */
#include "phrase.h"

/* The comma or bracket that opens the apposition which closes at `at`, or SIZE_MAX. */
static size_t apposition_begin(const struct search *search, size_t at, size_t limit)
{
    enum item_kind opening = ordo_at_kind(search, at, ITEM_CLOSE) ? ITEM_OPEN : ITEM_COMMA;

    for (size_t i = at; i-- > limit && at - i < REACH_MAX;) {
        if (ordo_at_kind(search, i, opening))
            return i;
        if (ordo_ends_sentence(&search->reading->narration, i))
            break;
    }
    return SIZE_MAX;
}

/* A number between two commas. */
static bool is_age(const struct search *search, size_t first, size_t past)
{
    char digit = search->text[search->items[first].begin];

    return past == first + 1 && digit >= '0' && digit <= '9' && first > 0 &&
           ordo_at_kind(search, first - 1, ITEM_COMMA) && ordo_at_kind(search, past, ITEM_COMMA);
}

/* "Silva, an analyst at the bank, who expects ...": the description of a name before the comma. */
static bool is_apposition(const struct search *search, size_t first, size_t limit)
{
    return first > limit + 1 && ordo_at_kind(search, first - 1, ITEM_COMMA) &&
           ordo_at_determiner(search, first) &&
           ordo_names_at(search->reading->names, first - 2) != SIZE_MAX &&
           ordo_phrase_left(search, first - 1, limit) < first - 1;
}

static bool is_number(const struct search *search, size_t at)
{
    const char *text = search->text + search->items[at].begin;

    return ordo_at_kind(search, at, ITEM_WORD) && text[0] >= '0' && text[0] <= '9';
}

/* "the minister on (late) Tuesday (night) said", "on March 14", "Silva Monday said": before a date
 * between a subject and its verb; where none ends at `past`, `past`. */
static size_t before_date(const struct search *search, size_t past, size_t limit)
{
    static const char parts[][WORD_ROOM] = {"late", "early", ""};
    size_t at = past;

    if (at < limit + 2 || search->reading->narration.language == LEXICON_GERMAN)
        return past;
    if (is_number(search, at - 1) && ordo_at(search, at - 2, WORD(MONTH)))
        at -= 2; /* "March 14" */
    else if (ordo_at(search, at - 1, WORD(MONTH)) && is_number(search, at - 2))
        at -= 2; /* "14 March" */
    else if (ordo_at(search, at - 1, WORD(MONTH) | WORD(WEEKDAY)))
        at--;
    else if (ordo_at(search, at - 2, WORD(WEEKDAY)) && !ordo_at(search, at - 1, WORD(UPPER)) &&
             ordo_at_kind(search, at - 1, ITEM_WORD))
        at -= 2; /* "Tuesday night" */
    else
        return past;
    while (at > limit + 1 && !ordo_at(search, at - 1, WORD(UPPER)) &&
           ordo_at_kind(search, at - 1, ITEM_WORD) && ordo_at_kind(search, at - 2, ITEM_WORD) &&
           ordo_at(search, at - 2, WORD(PREPOSITION)))
        at--; /* "on late Tuesday" */
    if (at > limit && ordo_at(search, at - 1, WORD(PREPOSITION)))
        at--;
    else if (!ordo_at(search, at, WORD(WEEKDAY)))
        return past;
    while (at > limit && ordo_is_any(search, at - 1, parts))
        at--;
    return at;
}

bool ordo_phrase_may_invert(const struct search *search, size_t verb)
{
    static const char never[][WORD_ROOM] = {"told", "tells", ""};

    return !ordo_is_any(search, verb, never) && ordo_phrase_right(search, verb + 1) > verb + 1;
}

/* "a day after the minister announced it": a person behind what can begin a clause. */
static bool is_clause_of(const struct search *search, size_t first, size_t past)
{
    static const char words[][WORD_ROOM] = {"after", "before", "since", "until", "than", ""};

    return ordo_item_is_any(&search->items[first - 1], search->text, words) &&
           ordo_phrase_is_person(search, first, past);
}

/* "a move critics called ...", "a decision some officials called ...": "a" governs no plural, whose
 * clause begins within the phrase. */
static size_t begin_of_plural(const struct search *search, size_t first, size_t past)
{
    static const char articles[][WORD_ROOM] = {"a", "an", ""};
    const struct item *last = &search->items[past - 1];

    if (past < first + 3 || search->text[last->end - 1] != 's' || ordo_is_upper_word(last) ||
        last->genitive || !ordo_at(search, past - 1, WORD(ROLE)) ||
        !ordo_is_any(search, first, articles))
        return first;
    return past - 1;
}

bool ordo_phrase_subject(const struct search *search, size_t verb, size_t limit,
                         struct finding *finding)
{
    size_t i = verb, relative = 0;

    for (int hops = 0; hops < 5; hops++) {
        size_t begin;
        while (i > limit && ordo_at_skipped(search, i - 1))
            i--;
        i = before_date(search, i, limit);
        if (i > limit && ordo_at(search, i - 1, WORD(RELATIVE))) {
            i--;
            relative = i;
            if (i > limit && ordo_at_kind(search, i - 1, ITEM_COMMA))
                i--;
        }
        if (i <= limit)
            return false;
        if (ordo_at_kind(search, i - 1, ITEM_COMMA) || ordo_at_kind(search, i - 1, ITEM_CLOSE)) {
            begin = apposition_begin(search, i - 1, limit);
            if (begin == SIZE_MAX)
                return false;
            i = begin;
            continue;
        }
        begin = ordo_phrase_left(search, i, limit);
        if (begin == i)
            return false;
        if (is_age(search, begin, i) && begin > limit) { /* "Silva, 31, said" */
            i = begin - 1;
            continue;
        }
        if (relative == 0 && begin > limit + 1 && ordo_at(search, begin - 1, WORD(PREPOSITION)) &&
            !ordo_at_pronoun(search, begin) &&
            !is_clause_of(search, begin, i)) { /* "the minister on Tuesday said" */
            i = begin - 1;
            continue;
        }
        if (relative > 0 && is_apposition(search, begin, limit)) {
            i = begin - 1;
            begin = ordo_phrase_left(search, i, limit);
        }
        if (begin + 1 == i && ordo_item_is(&search->items[begin], search->text, "one") &&
            !ordo_at(search, verb, WORD(SAY)))
            return false; /* "one hears more of it in May" */
        finding->first = begin_of_plural(search, begin, i);
        finding->past = i;
        finding->relative = relative;
        return finding->found = true;
    }
    return false;
}
