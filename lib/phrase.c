/* phrase.c: noun phrases by their edges: determiners, capital letters, and the words that cannot
 * stand in one. */
#include "phrase.h"

#include <string.h>

#define PHRASE_MAX      14 /* items of a noun phrase */
#define MARKED_NAME_MAX 40 /* bytes */
#define ATTRIBUTE_MAX   8  /* items between a German article and its adjective */
#define APPOSITION_MAX  30 /* items between its commas */

/* Articles of one language are pronouns of another: "il ministro", "il a dit". */
static bool is_article(const struct search *search, size_t at)
{
    return ordo_at(search, at, WORD(DETERMINER)) && ordo_at_kind(search, at + 1, ITEM_WORD) &&
           !ordo_at(search, at + 1, WORD_STOPPERS | WORD(FINITE) | WORD_ANY_PRONOUN);
}

bool ordo_at_pronoun(const struct search *search, size_t at)
{
    if (search->reading->narration.language == LEXICON_OTHER && is_article(search, at))
        return false;
    return ordo_at(search, at, WORD_PERSON) ||
           (ordo_at(search, at, WORD(PRONOUN)) &&
            !ordo_at(search, at, WORD(DETERMINER) | WORD(POSSESSIVE)));
}

bool ordo_at_determiner(const struct search *search, size_t at)
{
    return ordo_at(search, at, WORD(DETERMINER) | WORD(POSSESSIVE));
}

bool ordo_at_skipped(const struct search *search, size_t at)
{
    if (!ordo_at(search, at, WORD(AUXILIARY) | WORD(ADVERB) | WORD(NEGATION)))
        return ordo_at_adverb(search, at);
    return !search->items[at].upper || /* "Will wrote" */
           ordo_names_at(search->reading->names, at) == SIZE_MAX;
}

/* Most lower-case words in -ed that follow a noun or a name are verbs. */
static bool is_past(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at];

    return item->in_ed && at > 0 && search->items[at - 1].kind == ITEM_WORD &&
           !ordo_is_cue(&search->items[at - 1]) && /* "said retired general X" */
           !ordo_at(search, at - 1, WORD(DETERMINER) | WORD(POSSESSIVE) | WORD(PREPOSITION)) &&
           !ordo_at_adverb(search, at - 1);
}

/* "the emails": a noun that looks like a verb. */
static bool is_noun(const struct search *search, size_t at)
{
    return ordo_at(search, at, WORD(NOUN) | WORD(CUE_NOUN)) && at > 0 &&
           ordo_at_determiner(search, at - 1);
}

static bool is_phrase_word(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at];

    if (at >= search->n || item->kind != ITEM_WORD)
        return false;
    if (item->classes == 0 && !item->in_ly && !item->in_ed)
        return true; /* most nouns and names */
    if (item->upper)
        return (item->classes & WORD_STOPPERS) == 0 ||
               ordo_names_at(search->reading->names, at) != SIZE_MAX;
    if (item->in_ly || (item->classes & WORD_STOPPERS) != 0)
        return false;
    if ((item->classes & WORD(GERUND)) != 0 && (item->classes & WORD(CUE_NOUN)) == 0)
        return false;
    if ((item->classes & WORD(LIGHT)) != 0 && (item->classes & WORD(FINITE)) != 0)
        return false;
    if (ordo_is_cue(item) && !is_noun(search, at))
        return false;
    return !is_past(search, at) && !ordo_at_pronoun(search, at);
}

bool ordo_at_chain(const struct search *search, size_t at)
{
    return ordo_at(search, at, WORD(CHAIN)) ||
           (at > 0 && ordo_at(search, at - 1, WORD(ROLE) | WORD(TITLE)) &&
            ordo_item_is(&search->items[at], search->text, "to") && at + 1 < search->n &&
            search->items[at + 1].upper);
}

/* In German what is in small letters behind a noun is no part of its phrase: "Anna Weber hob". */
static bool ends_german(const struct search *search, size_t noun)
{
    const struct item *items = search->items;

    return search->reading->narration.language == LEXICON_GERMAN && noun + 1 < search->n &&
           (items[noun].kind == ITEM_QUOTE ||
            (items[noun].kind == ITEM_WORD && items[noun].upper)) &&
           !ordo_at_determiner(search, noun) && items[noun + 1].kind == ITEM_WORD &&
           !items[noun + 1].upper && !ordo_at_determiner(search, noun + 1) &&
           !ordo_at_chain(search, noun + 1);
}

/* In German a noun phrase ends with a capital, or with a name in marks. */
static size_t behind_noun(const struct search *search, size_t at, size_t past)
{
    if (search->reading->narration.language == LEXICON_GERMAN)
        while (past > at && search->items[past - 1].kind == ITEM_WORD &&
               !search->items[past - 1].upper)
            past--;
    return past;
}

/* At most three words, the first with a capital. */
static bool is_name_in_marks(const struct item *item, const char *text)
{
    size_t at = item->begin;
    int spaces = 0;

    while (at < item->end && ((unsigned char)text[at] >= 0x80 || text[at] == '"'))
        at++;
    if (at < item->end && text[at] >= 'a' && text[at] <= 'z')
        return false;
    for (; at < item->end; at++)
        spaces += text[at] == ' ';
    return spaces < 3;
}

/* In German a name can stand in marks: "die „Computerwoche“". */
static bool is_marked_name(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at];

    return search->reading->narration.language == LEXICON_GERMAN && at > 0 &&
           ordo_at_kind(search, at, ITEM_QUOTE) && item->end - item->begin < MARKED_NAME_MAX &&
           item->ending == ENDING_NONE && is_name_in_marks(item, search->text) &&
           (ordo_at_determiner(search, at - 1) ||
            ordo_at(search, at - 1, WORD(ROLE) | WORD(ACCORDING)) ||
            (search->items[at - 1].upper && ordo_at(search, at - 1, WORD(NAMING))));
}

/* "gilt der Vertrag": what is in small letters before an article is no noun. */
static bool is_german_verb(const struct search *search, size_t at)
{
    return search->reading->narration.language == LEXICON_GERMAN &&
           search->items[at].kind == ITEM_WORD && !search->items[at].upper;
}

/* "of breaking the treaty" is no part of a noun phrase. */
static bool is_ing(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at];

    return at < search->n && item->kind == ITEM_WORD && !item->upper &&
           item->end - item->begin > 5 && memcmp(search->text + item->end - 3, "ing", 3) == 0;
}

/* "die in New York geborene Sängerin": behind what stands between the article and its adjective. */
static size_t behind_attribute(const struct search *search, size_t at)
{
    if (search->reading->narration.language != LEXICON_GERMAN || !ordo_at_determiner(search, at) ||
        !ordo_at(search, at + 1, WORD(PREPOSITION)) || search->items[at + 1].upper)
        return at;
    for (size_t i = at + 2; i < at + ATTRIBUTE_MAX && ordo_at_kind(search, i + 1, ITEM_WORD); i++) {
        const struct item *item = &search->items[i];
        if (!item->upper && item->end - item->begin > 4 && search->items[i + 1].upper &&
            (search->text[item->end - 1] == 'e' || search->text[item->end - 1] == 'n'))
            return i;
    }
    return at;
}

/* "the two", "all the" */
static bool is_second_determiner(const struct search *search, size_t at)
{
    return search->reading->narration.language == LEXICON_ENGLISH && at > 0 &&
           ordo_at_determiner(search, at) && ordo_at(search, at - 1, WORD(DETERMINER)) &&
           (ordo_item_is(&search->items[at], search->text, "the") ||
            ordo_item_is(&search->items[at - 1], search->text, "the"));
}

bool ordo_joins_roles(const struct search *search, size_t at)
{
    return ordo_at(search, at - 1, WORD(ROLE)) && ordo_at(search, at + 1, WORD(ROLE)) &&
           ordo_at_kind(search, at + 2, ITEM_WORD) && search->items[at + 2].upper;
}

static size_t read_right(const struct search *search, size_t at)
{
    size_t i = at;

    if (ordo_at_pronoun(search, i))
        return i + 1;
    i = behind_attribute(search, i);
    while (i < search->n && i - at < PHRASE_MAX) {
        if (ordo_at_determiner(search, i) &&
            (i == at || ordo_at_chain(search, i - 1) || is_second_determiner(search, i)))
            i++;
        else if ((is_phrase_word(search, i) && !(i > at && ends_german(search, i - 1))) ||
                 ((i > at || ordo_at(search, at - 1, WORD(ACCORDING))) &&
                  is_marked_name(search, i)))
            i++;
        else if (i > at && ordo_at_chain(search, i) && !is_ing(search, i + 1) &&
                 !is_german_verb(search, i - 1) &&
                 (is_phrase_word(search, i + 1) || ordo_at_determiner(search, i + 1) ||
                  is_marked_name(search, i + 1)))
            i++;
        else if (i > at && ordo_item_is(&search->items[i], search->text, "and") &&
                 ((search->items[i - 1].upper && is_phrase_word(search, i + 1) &&
                   search->items[i + 1].upper) ||
                  ordo_joins_roles(search, i)))
            i++;
        else
            break;
    }
    i = behind_noun(search, at, i);
    while (i > at && (ordo_at_determiner(search, i - 1) || ordo_at_chain(search, i - 1)))
        i--;
    return i;
}

/* Several stages ask for the same phrases: they are kept. */
size_t ordo_phrase_right(const struct search *search, size_t at)
{
    uint8_t *kept;

    if (at >= search->n)
        return read_right(search, at);
    kept = &search->reading->phrases[at];
    if (*kept == 0)
        *kept = (uint8_t)(read_right(search, at) - at + 1);
    return at + *kept - 1;
}

size_t ordo_phrase_left(const struct search *search, size_t past, size_t limit)
{
    size_t i = past;

    if (i > limit && ordo_at_pronoun(search, i - 1))
        return i - 1;
    if (i > limit + 1 && is_marked_name(search, i - 1))
        i--; /* "die Zeitschrift „Rundschau“ meldete" */
    else if (i > limit && behind_noun(search, i - 1, i) == i - 1)
        return past;
    while (i > limit && past - i < PHRASE_MAX) {
        size_t at = i - 1;
        if (ordo_at_determiner(search, at)) {
            i--;
            if (i > limit && is_second_determiner(search, i))
                i--;
            if (ordo_at_chain(search, at) && i > limit && is_phrase_word(search, i - 1) &&
                search->items[i - 1].upper)
                continue; /* "der Chef des Verbandes" */
            if (i < limit + 2 || !ordo_at_chain(search, i - 1) || !is_phrase_word(search, i - 2))
                break;
        } else if (is_phrase_word(search, at)) {
            if (i < past && ends_german(search, at))
                break;
            i--;
        } else if (i < past && i >= limit + 2 && ordo_at_chain(search, at) &&
                   is_phrase_word(search, at - 1)) {
            i--;
        } else if (i < past && i >= limit + 2 &&
                   ordo_item_is(&search->items[at], search->text, "and") &&
                   search->items[i].upper && search->items[at - 1].upper &&
                   is_phrase_word(search, at - 1)) {
            i--;
        } else {
            break;
        }
    }
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
            (name != SIZE_MAX && !names->items[name].owner &&
             names->items[names->items[name].fuller].person))
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

bool ordo_at_predicate(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at];

    if (at >= search->n || item->kind != ITEM_WORD || item->upper)
        return false;
    if ((item->classes & (WORD(AUXILIARY) | WORD(COMMON_VERB) | WORD(FINITE) | WORD(BASE))) != 0)
        return true;
    return item->in_ed;
}

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

/* "hours after Silva said" */
static bool begins_clause(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at];

    return ordo_item_is(item, search->text, "after") || ordo_item_is(item, search->text, "before");
}

bool ordo_phrase_subject(const struct search *search, size_t verb, size_t limit,
                         struct finding *finding)
{
    size_t i = verb, relative = 0;

    for (int hops = 0; hops < 5; hops++) {
        size_t begin;
        while (i > limit && ordo_at_skipped(search, i - 1))
            i--;
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
            !begins_clause(search, begin - 1) &&
            !ordo_at_pronoun(search, begin)) { /* "the minister on Tuesday said" */
            i = begin - 1;
            continue;
        }
        finding->first = begin;
        finding->past = i;
        finding->relative = relative;
        return finding->found = true;
    }
    return false;
}
