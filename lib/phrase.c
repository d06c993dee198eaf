/* phrase.c: noun phrases by their edges, from the rows of phrase_rows.c. */
#include "phrase.h"

#define PHRASE_MAX     18 /* items of a noun phrase */
#define ATTRIBUTE_MAX  8  /* items between a German article and its adjective */
#define APPOSITION_MAX 30 /* items between its commas */

/* "die in New York geborene Sängerin", "der gestern gewählte Minister": behind the article's
 * adjective and what stands between. */
static size_t behind_attribute(const struct search *search, size_t at)
{
    static const char old[][WORD_ROOM] = {"alte", "alter", "alten", ""};

    if (ordo_at_number(search, at + 1) && ordo_is_word(search, at + 2, "jahre") &&
        ordo_is_any(search, at + 3, old) && ordo_at(search, at + 4, WORD(UPPER)))
        return at + 4; /* "ein 52 Jahre alter Fahrgast" */
    if (!ordo_at_determiner(search, at) ||
        !ordo_at(search, at + 1, WORD(PREPOSITION) | WORD(ADVERB)) ||
        ordo_at(search, at + 1, WORD(UPPER)))
        return at;
    for (size_t i = at + 2; i < at + ATTRIBUTE_MAX && ordo_at_kind(search, i + 1, ITEM_WORD); i++) {
        const struct item *item = &search->items[i];
        if (!ordo_is_upper_word(item) && item->end - item->begin > 4 &&
            ordo_at(search, i + 1, WORD(UPPER)) &&
            (search->text[item->end - 1] == 'e' || search->text[item->end - 1] == 'n'))
            return i + 1;
    }
    return at;
}

/* In German a noun phrase ends with a capital, or with a name in marks. */
static size_t behind_noun(const struct search *search, size_t at, size_t past)
{
    while (past > at && ordo_has(search, past - 1, TRAIT_WORD) &&
           !ordo_has(search, past - 1, TRAIT_OF(UPPER)))
        past--;
    return past;
}

/* "des Verbands | mittelständischer Betriebe": behind a genitive without an article. */
static size_t behind_genitive(const struct search *search, size_t at, size_t past)
{
    const struct item *adjective = &search->items[past];

    return past > at && past + 1 < search->n && ordo_at_kind(search, past, ITEM_WORD) &&
                   !ordo_is_upper_word(adjective) && !ordo_is_listed(adjective) &&
                   adjective->end - adjective->begin > 5 &&
                   ordo_item_ends_with(adjective, search->text, "er") &&
                   ordo_at(search, past - 1, WORD(UPPER)) && ordo_at(search, past + 1, WORD(UPPER))
               ? past + 2
               : past;
}

/* "said one", "another said": a determiner that can stand alone. */
static bool is_lone(const struct search *search, size_t at)
{
    return ordo_at(search, at, WORD(PRONOUN)) && ordo_at(search, at, WORD(DETERMINER)) &&
           ordo_in_english(search);
}

size_t ordo_phrase_right(const struct search *search, size_t at)
{
    bool german = ordo_in_german(search);
    size_t i, past;
    uint64_t others;

    if (ordo_at_pronoun(search, at))
        return at + 1;
    if (!ordo_has(search, at, TRAIT_BEGINS))
        return at;
    i = german ? behind_attribute(search, at) : at;
    i += i == at;
    others = ~ordo_window(search, i, TRAIT_CONTINUES) | UINT64_C(1) << (at + PHRASE_MAX - i);
    i += (size_t)__builtin_ctzll(others);
    if (german)
        i = behind_genitive(search, at, behind_noun(search, at, i));
    past = i;
    while (i > at && (ordo_at_determiner(search, i - 1) || ordo_at_chain(search, i - 1)))
        i--;
    if (i == at && past > at + 1 && !german && ordo_is_word(search, at, "the"))
        return past; /* "the other two" */
    return i == at && is_lone(search, at) ? at + 1 : i;
}

/* Items right before `past` that are words of a noun phrase and no determiners. */
static size_t words_left(const struct search *search, size_t past, size_t max)
{
    uint64_t words = ordo_window(search, past - 64, TRAIT_INNER);
    size_t n = words == UINT64_MAX ? 64 : (size_t)__builtin_clzll(~words);

    return n < max ? n : max;
}

/* "Silva and Ortega", "the senator and presidential candidate": whether the "and" at `at` is part
 * of the phrase that ends at `past`. */
static bool joins(const struct search *search, size_t at, size_t past)
{
    if (!ordo_has(search, at - 1, TRAIT_PHRASE_WORD))
        return false;
    return (ordo_at(search, at - 1, WORD(UPPER)) && ordo_at(search, at + 1, WORD(UPPER))) ||
           (ordo_at(search, at - 1, WORD(ROLE)) && ordo_at(search, past - 1, WORD(ROLE)) &&
            ordo_in_english(search));
}

/* "Silva and her lawyer": whether the "and" at `at` joins a name and who belongs to it. */
static bool joins_own(const struct search *search, size_t at)
{
    return ordo_at(search, at + 1, WORD(POSSESSIVE)) && ordo_is_word(search, at, "and") &&
           ordo_at(search, at - 1, WORD(UPPER)) && ordo_has(search, at - 1, TRAIT_NAME) &&
           ordo_in_english(search);
}

/* "The Secretary and the Foreign Minister", at the head of a sentence: both. */
static bool joins_offices(const struct search *search, size_t first, size_t past)
{
    const uint64_t office = WORD(TITLE) | WORD(ROLE);
    size_t left = first - 2;

    if (!ordo_is_word(search, first - 1, "and") || !ordo_at_determiner(search, first) ||
        !ordo_at(search, left, office) || !ordo_at(search, past - 1, office))
        return false;
    while (left > 0 && ordo_has(search, left, TRAIT_PHRASE_WORD))
        left--;
    return ordo_at_determiner(search, left) &&
           ordo_begins_sentence(&search->reading->narration, left);
}

/* "13:40" before what was said then: two items. */
static bool is_time_of_day(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at];

    return search->text[item->begin] >= '0' && search->text[item->begin] <= '2' &&
           search->text[item->end] == ':' && at + 1 < search->n && item[1].begin == item->end + 1 &&
           item[1].end == item[1].begin + 2;
}

bool ordo_owns_nothing(const struct search *search, size_t at)
{
    return !ordo_has(search, at + 1, TRAIT_PHRASE_WORD) || ordo_at_determiner(search, at + 1);
}

bool ordo_leads_to_example(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {"including", "such", "among", "like", ""};

    return ordo_in_english(search) && ordo_is_any(search, at, words);
}

size_t ordo_phrase_left(const struct search *search, size_t past, size_t limit)
{
    bool german = ordo_in_german(search);
    size_t i = past;

    if (i > limit && ordo_at_pronoun(search, i - 1))
        return i - 1;
    if (i > limit && german && ordo_german_is_marked_name(search, i - 1))
        i--; /* "die Zeitschrift „Rundschau“ meldete" */
    else if (i > limit && german && behind_noun(search, i - 1, i) == i - 1)
        return past;
    while (i > limit && past - i < PHRASE_MAX) {
        size_t at = i - 1;
        if (ordo_at_determiner(search, at)) {
            i--;
            if (i > limit && ordo_has(search, i, TRAIT_SECOND_DETERMINER))
                i--;
            if (ordo_at_chain(search, at) && i > limit &&
                ordo_has(search, i - 1, TRAIT_PHRASE_WORD) && ordo_at(search, i - 1, WORD(UPPER)))
                continue; /* "der Chef des Verbandes" */
            if (i > limit + 1 && joins_own(search, i - 1)) {
                i--;
                continue;
            }
            if (i < limit + 2 || !ordo_at_chain(search, i - 1) ||
                !ordo_has(search, i - 2, TRAIT_PHRASE_WORD))
                break;
        } else if (ordo_has(search, at, TRAIT_PHRASE_WORD)) {
            if (i < past && ordo_has(search, at, TRAIT_ENDS_GERMAN) && !ordo_is_and(search, i))
                break;
            i--;
            i -= words_left(search, i,
                            i - limit < PHRASE_MAX - (past - i) ? i - limit
                                                                : PHRASE_MAX - (past - i));
        } else if (i < past && i >= limit + 2 && ordo_at_chain(search, at) &&
                   ordo_has(search, at - 1, TRAIT_PHRASE_WORD)) {
            i--;
        } else if (i < past && i >= limit + 2 && ordo_is_and(search, at) &&
                   joins(search, at, past)) {
            i--;
        } else {
            break;
        }
    }
    if (i + 2 < past && is_time_of_day(search, i))
        i += 2;
    if (i > limit + 2 && i < past && joins_offices(search, i, past))
        i = ordo_phrase_left(search, i - 1, limit);
    while (i < past && ordo_at_chain(search, i) && !ordo_at_determiner(search, i))
        i++;
    return i;
}

bool ordo_phrase_is_person(const struct search *search, size_t first, size_t past)
{
    const struct names *names = search->reading->names;

    for (size_t i = first; i < past; i++) {
        size_t name = ordo_names_at(names, i);
        if (ordo_at(search, i, WORD_PERSON | WORD(ROLE) | WORD(TITLE) | WORD(RELATIVE)) ||
            (i + 1 == past && ordo_in_english(search) &&
             ordo_item_ends_with(&search->items[i], search->text, "-old")) ||
            (name != SIZE_MAX && !names->items[name].owner && ordo_full_name(names, name)->person))
            return true;
    }
    return false;
}

/* Behind adverbs between a subject and its verb. */
static size_t behind_adverbs(const struct search *search, size_t at, size_t end)
{
    while (at < end && ordo_at_skipped(search, at) && !ordo_at(search, at, WORD(AUXILIARY)))
        at++;
    return at;
}

size_t ordo_phrase_behind(const struct search *search, size_t past, size_t end)
{
    enum item_kind closing = ordo_at_kind(search, past, ITEM_OPEN) ? ITEM_CLOSE : ITEM_COMMA;
    size_t begin = past;

    if (!ordo_at_kind(search, past, ITEM_OPEN) && !ordo_at_kind(search, past, ITEM_COMMA))
        return behind_adverbs(search, past, end);
    for (size_t i = past + 1; i < end && i < begin + APPOSITION_MAX; i++) {
        if (ordo_ends_sentence(&search->reading->narration, i))
            break;
        if (search->items[i].kind != closing)
            continue;
        past = behind_adverbs(search, i + 1, end); /* ", 31, a teacher, said" */
        if (ordo_at_predicate(search, past))
            return past;
        if (ordo_at_kind(search, past, ITEM_COMMA))
            i = past; /* "(D-N.C.), head of ..., said" */
        closing = ITEM_COMMA;
    }
    return past;
}

size_t ordo_phrase_head(const struct search *search, size_t first, size_t past)
{
    while (first + 1 < past && !ordo_at_chain(search, first + 1))
        first++;
    return first;
}

bool ordo_phrase_is_behind_field(const struct search *search, size_t which)
{
    const struct name *name = &search->reading->names->items[which];

    return name->bare > 1 && (name->gender == GENDER_HE || name->gender == GENDER_SHE) &&
           ordo_name_length(name) > 1 && ordo_in_english(search) &&
           !ordo_at(search, name->first + name->bare - 1,
                    WORD(ROLE) | WORD(TITLE) | WORD(OFFICE) | WORD(CHAIN));
}
