/* german_clause.c: the clauses of a German sentence, by its commas and verbs.
 *
 * A comma stands before every clause. The finite verb is the last word of a clause that "dass",
 * "weil" or a relative pronoun begins, and the second part of a main clause; so a finite verb right
 * behind a comma takes up the main clause again. A reported clause shows that it is one: by "dass"
 * or "ob", by the subjunctive, by an infinitive with "zu". */
#include "german_clause.h"
#include "german.h"

#include <string.h>

#define INFINITIVE_MAX 30 /* items of a clause with "zu" */

#define MOOD (WORD(KONJUNKTIV) | WORD(KONJUNKTIV_TWO))

/* ---- verbs ----------------------------------------------------------------------------------- */

static bool is_closing(const struct search *search, size_t at, size_t end)
{
    return at >= end || !ordo_at_kind(search, at, ITEM_WORD);
}

/* A finite verb of a list, in any mood. */
static bool is_verb(const struct search *search, size_t at)
{
    return ordo_at(search, at,
                   WORD(AUXILIARY) | WORD(COMMON_VERB) | WORD(FINITE) | WORD(BASE) | MOOD) &&
           !ordo_at(search, at, WORD(UPPER));
}

static bool is_indicative(const struct search *search, size_t at)
{
    return is_verb(search, at) && !ordo_at(search, at, MOOD | WORD(BASE));
}

/* "flüchtete": a past form in no list. */
static bool is_unknown_past(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at];
    const char *end = search->text + item->end;

    return ordo_at_kind(search, at, ITEM_WORD) && !ordo_is_upper_word(item) &&
           !ordo_is_listed(item) && item->end - item->begin > 4 &&
           !(at > 0 && ordo_at_determiner(search, at - 1)) && /* "das größte der Häuser" */
           (memcmp(end - 2, "te", 2) == 0 || memcmp(end - 3, "ten", 3) == 0) &&
           ordo_at_kind(search, at + 1, ITEM_WORD) &&
           (ordo_at_determiner(search, at + 1) || ordo_at_pronoun(search, at + 1) ||
            ordo_at(search, at + 1, WORD(PREPOSITION) | WORD(ADVERB)) ||
            ordo_is_word(search, at + 1, "sich"));
}

/* Whether a verb can be the last word of [first, past): "gilt", "gegolten hat", "unterschreibt". */
static bool ends_in_verb(const struct search *search, size_t first, size_t past)
{
    const struct item *item = &search->items[past - (past > first)];
    char last = search->text[item->end - (item->end > 0)];

    if (past < first + 2 || item->kind != ITEM_WORD || ordo_is_upper_word(item))
        return false;
    if (is_verb(search, past - 1) || ordo_at(search, past - 1, WORD(PARTICIPLE)))
        return true;
    return !ordo_is_listed(item) && (last == 't' || last == 'e' || last == 'n');
}

/* "zu machen", "..., um Hilfe zu finden, ...", "feiern zu lassen": an infinitive that looks like a
 * plural. */
static bool is_bare_infinitive(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at];

    return search->text[item->end - 1] == 'n' && !ordo_at(search, at, WORD(AUXILIARY) | MOOD) &&
           ordo_at(search, at, WORD(BASE) | WORD(COMMON_VERB)) &&
           (!ordo_at_kind(search, at + 1, ITEM_WORD) ||
            (at > 0 && ordo_is_word(search, at - 1, "zu")) ||
            (ordo_is_word(search, at + 1, "zu") && !ordo_at_kind(search, at + 3, ITEM_WORD)));
}

/* The first finite verb of [first, past), or `past`. */
static size_t find_verb(const struct search *search, size_t first, size_t past)
{
    while ((first = ordo_next(search, first, past, TRAIT_CLAUSE_VERB)) < past &&
           (!is_verb(search, first) || is_bare_infinitive(search, first)))
        first++;
    return first;
}

bool ordo_german_is_subjunctive(const struct search *search, size_t first, size_t past)
{
    return ordo_next(search, first, past, TRAIT_MOOD) < past;
}

/* "einzurichten": a prefix, "zu" and an infinitive. */
static bool has_inner_zu(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at];
    const char *word = search->text + item->begin, *end = search->text + item->end;

    if (item->kind != ITEM_WORD || ordo_is_upper_word(item) || end - word < 8 || end[-1] != 'n')
        return false;
    for (const char *zu = word + 2; zu + 4 < end; zu++)
        if (memcmp(zu, "zu", 2) == 0 &&
            (ordo_lexicon_find(word, (size_t)(zu - word), end)->classes[LEXICON_GERMAN] &
             WORD(PREFIX)) != 0)
            return true;
    return false;
}

/* Whether at `at` a clause ends, or "und" goes on with another infinitive. */
static bool is_behind_infinitive(const struct search *search, size_t at, size_t end)
{
    return is_closing(search, at, end) || ordo_at(search, at, WORD(CONJUNCTION));
}

/* "zu entsorgen" in [first, past) where a clause can end with it. */
static bool has_zu(const struct search *search, size_t first, size_t past, size_t end)
{
    for (size_t zu = first; (zu = ordo_next(search, zu, past, TRAIT_OF(PREFIX))) + 1 < past; zu++) {
        const struct item *verb = &search->items[zu + 1];
        if (ordo_is_word(search, zu, "zu") && !ordo_is_upper_word(verb) &&
            search->text[verb->end - 1] == 'n' &&
            (!ordo_at_determiner(search, zu + 1) || is_closing(search, zu + 2, end)))
            return is_behind_infinitive(search, zu + 2, end) || zu + 3 >= past;
    }
    return false;
}

/* "den Giftmüll zu entsorgen", "darauf hinzuweisen", "beteiligt gewesen zu sein" */
static bool is_infinitive(const struct search *search, size_t first, size_t end)
{
    size_t past = first;

    while (past < end && past < first + INFINITIVE_MAX &&
           (ordo_at_kind(search, past, ITEM_WORD) || ordo_at_kind(search, past, ITEM_QUOTE) ||
            ordo_at_kind(search, past, ITEM_OPEN) || ordo_at_kind(search, past, ITEM_CLOSE)))
        past++;
    if (has_zu(search, first, past, end))
        return true;
    if (past > first + 1 && is_closing(search, past, end) && has_inner_zu(search, past - 1))
        return true;
    for (size_t on = first + 1; (on = ordo_next(search, on, past, TRAIT_OF(CONJUNCTION))) < past;
         on++)
        if (has_inner_zu(search, on - 1))
            return true;
    return false;
}

/* ---- parts ----------------------------------------------------------------------------------- */

size_t ordo_german_part_end(const struct search *search, size_t first, size_t end)
{
    return ordo_next(search, first, end, TRAIT_COMMA);
}

/* Whether these are surely no adverbs and articles. */
static bool is_subordinator(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {
        "dass",  "daß",     "ob",    "weil",  "wenn",   "obwohl",  "zumal", "wonach",
        "falls", "nachdem", "bevor", "indem", "sodass", "solange", "da",    ""};

    return ordo_at(search, at, WORD(SUBORDINATOR)) && ordo_is_any(search, at, words) &&
           !is_verb(search, at + 1);
}

/* Whether the only finite verb of [first, past) is among its last words. */
static bool has_verb_last(const struct search *search, size_t first, size_t past)
{
    return ends_in_verb(search, first, past) && find_verb(search, first, past) + 3 > past &&
           !is_infinitive(search, first, past);
}

bool ordo_german_is_subordinate(const struct search *search, size_t first, size_t past)
{
    static const char alone[][WORD_ROOM] = {"dessen", "deren", "welche", "welcher", "welches", ""};
    size_t at = first;

    while (at + 1 < past && ordo_at(search, at, WORD(CONJUNCTION) | WORD(ADVERB)) &&
           !ordo_at(search, at, WORD(SUBORDINATOR)))
        at++; /* "auch weil" */
    if (is_subordinator(search, at))
        return true;
    if (at + 2 >= past || !has_verb_last(search, at, past))
        return false;
    if (ordo_at(search, at, WORD(PREPOSITION)) && ordo_at(search, at + 1, WORD(RELATIVE)))
        return !ordo_at(search, at + 2, WORD(UPPER)) || is_verb(search, past - 1);
    if (ordo_at(search, at, WORD(SUBORDINATOR)) || ordo_is_question(search, at))
        return !is_verb(search, at + 1);
    return ordo_at(search, at, WORD(RELATIVE)) &&
           (!ordo_at(search, at + 1, WORD(UPPER)) || ordo_is_any(search, at, alone));
}

bool ordo_german_has_unknown_verb(const struct search *search, size_t first, size_t past)
{
    past = ordo_german_part_end(search, first, past);
    for (size_t i = first + 1; i + 1 < past; i++) {
        const struct item *item = &search->items[i];
        char last = search->text[item->end - 1];
        if (item->kind == ITEM_WORD && !ordo_is_upper_word(item) && !ordo_is_listed(item) &&
            ordo_is_upper_word(item - 1) && (last == 't' || last == 'n') &&
            ordo_at(search, i + 1, WORD(PREPOSITION) | WORD(DETERMINER) | WORD(ADVERB)))
            return true;
    }
    return false;
}

/* Whether the part [first, past) begins another main clause, where one has had its verb: its own
 * verb stands behind something else. */
static bool begins_main(const struct search *search, size_t first, size_t past)
{
    size_t verb = find_verb(search, first, past), at = first;

    while (at < verb && ordo_at(search, at, WORD(CONJUNCTION)))
        at++;
    return verb < past && verb > at && !ordo_german_is_subordinate(search, first, past);
}

/* To the brackets around item `at`. */
static struct clause in_brackets(const struct search *search, size_t at, struct clause clause)
{
    for (size_t i = at; i > clause.first; i--) {
        if (ordo_at_kind(search, i - 1, ITEM_CLOSE))
            break;
        if (ordo_at_kind(search, i - 1, ITEM_OPEN)) {
            clause.first = i;
            while (at < clause.past && !ordo_at_kind(search, at, ITEM_CLOSE))
                at++;
            return (struct clause){i, at};
        }
    }
    return clause;
}

struct clause ordo_german_clause_around(const struct search *search, size_t at, size_t begin,
                                        size_t end)
{
    struct clause clause = in_brackets(search, at, (struct clause){begin, end});
    bool has_verb = false;

    begin = clause.first;
    end = clause.past;
    for (size_t first = begin, past; first < end; first = past + 1) {
        bool subordinate, verb;
        past = ordo_german_part_end(search, first, end);
        subordinate = ordo_german_is_subordinate(search, first, past);
        verb = !subordinate && find_verb(search, first, past) < past;
        if (first > begin && first <= at && at < past && subordinate)
            return (struct clause){first, past};
        if (has_verb && verb && begins_main(search, first, past)) {
            if (first > at && ordo_next(search, first, past, TRAIT_REPORTS) < past &&
                !ordo_german_is_subjunctive(search, first, past))
                return (struct clause){clause.first, first - 1};
            if (first <= at)
                clause.first = first;
        }
        has_verb = has_verb || verb;
    }
    return clause;
}

/* ---- the end of a reported clause ------------------------------------------------------------ */

enum order { ORDER_SECOND, ORDER_LAST, ORDER_INFINITIVE };

/* "wenn der Vertrag ende, müsse ...", "Weber, die ging, habe ...": the verb of a main clause in the
 * subjunctive behind the words that stand first in it. */
static bool has_verb_behind(const struct search *search, size_t first, size_t end)
{
    for (size_t at = first; (at = ordo_german_part_end(search, at, end)) < end; at++)
        if (ordo_at(search, at + 1, MOOD) && !ordo_at(search, at + 1, WORD(UPPER)))
            return true;
    return false;
}

static enum order order_of(const struct search *search, size_t first, size_t end)
{
    size_t past = ordo_german_part_end(search, first, end);

    if (ordo_at(search, first, WORD(SUBORDINATOR)) && !ordo_is_that(search, first) &&
        has_verb_behind(search, first, end))
        return ORDER_SECOND;
    if (ordo_german_is_subordinate(search, first, past) || ordo_is_question(search, first))
        return ORDER_LAST;
    return !ordo_german_is_subjunctive(search, first, past) && is_infinitive(search, first, past)
               ? ORDER_INFINITIVE
               : ORDER_SECOND;
}

/* Where within [first, past) "und" goes on with the reporter's verb: "..., er gehe, und stand auf".
 * Else `past`. */
static size_t end_at_conjunction(const struct search *search, size_t first, size_t past,
                                 enum order order)
{
    for (size_t on = first + 1; (on = ordo_next(search, on, past, TRAIT_OF(CONJUNCTION))) < past;
         on++) {
        size_t verb = on + 1;
        while (verb < past && ordo_at(search, verb, WORD(ADVERB)))
            verb++;
        if (verb + 1 < past && (is_indicative(search, verb) || is_unknown_past(search, verb)) &&
            (order == ORDER_SECOND || ends_in_verb(search, first, on)))
            return on;
    }
    return past;
}

/* What is added to a clause by the reporter, where it is not in the subjunctive. */
static bool is_addition(const struct search *search, size_t at, enum order order)
{
    static const char always[][WORD_ROOM] = {"wobei", "was", "woraufhin", "womit", ""};
    static const char often[][WORD_ROOM] = {"nachdem", "während", "obwohl", ""};

    return ordo_is_any(search, at, always) ||
           (order != ORDER_LAST && ordo_is_any(search, at, often));
}

/* Whether at the comma at `comma` the reporter speaks again. */
static bool ends_at(const struct search *search, size_t comma, size_t end, enum order order,
                    bool complete)
{
    static const char adverse[][WORD_ROOM] = {"doch", "denn", ""};
    size_t next = comma + 1, past = ordo_german_part_end(search, next, end), verb;
    bool mood = ordo_german_is_subjunctive(search, next, past);
    char mark = search->text[search->items[comma].begin];
    struct finding so;

    if (ordo_at(search, next, WORD(ACCORDING)) || ordo_german_so(search, next, &so))
        return true;
    if (ordo_is_word(search, next, "wie") && past > next + 2 &&
        ordo_at(search, past - 1, WORD(SAY)))
        return true;
    if (mark == ';')
        return !mood;
    if (is_verb(search, next) || is_unknown_past(search, next))
        return complete && (order != ORDER_SECOND || !mood);
    if (mood)
        return false;
    verb = find_verb(search, next, past);
    if (ordo_at(search, next, WORD(CONJUNCTION)))
        return verb < past && !ordo_german_is_subordinate(search, next, past) &&
               (ordo_at(search, verb, WORD(SAY)) || order != ORDER_LAST ||
                ordo_is_any(search, next, adverse));
    if (is_addition(search, next, order))
        return true;
    if (order == ORDER_INFINITIVE && complete && mark != ',')
        return true; /* a dash */
    return order == ORDER_SECOND && begins_main(search, next, past);
}

size_t ordo_german_clause_end(const struct search *search, size_t first, size_t end)
{
    enum order order = order_of(search, first, end);
    bool complete = order == ORDER_SECOND;

    for (size_t part = first, past; part < end; part = past + 1) {
        size_t on;
        past = ordo_german_part_end(search, part, end);
        on = end_at_conjunction(search, part, past, order);
        if (on < past)
            return on;
        complete = complete || (order == ORDER_LAST ? ends_in_verb(search, part, past)
                                                    : is_infinitive(search, part, past));
        if (past < end && ends_at(search, past, end, order, complete))
            return past;
    }
    return end;
}

/* ---- a clause that shows that it is reported ------------------------------------------------- */

/* "mit allen, auch den Gegnern, zu sprechen" */
static bool has_infinitive_behind(const struct search *search, size_t comma, size_t end)
{
    for (size_t past; comma < end; comma = past) {
        past = ordo_german_part_end(search, comma + 1, end);
        if (is_infinitive(search, comma + 1, past) || has_inner_zu(search, comma + 1))
            return true;
        if (find_verb(search, comma + 1, past) < past)
            return false;
    }
    return false;
}

bool ordo_german_clause_behind(const struct search *search, size_t comma, size_t end,
                               struct clause *clause)
{
    size_t first = comma + 1, past;

    if (first + 1 >= end || !ordo_at_kind(search, comma, ITEM_COMMA))
        return false;
    *clause = (struct clause){first, ordo_german_clause_end(search, first, end)};
    if (ordo_is_that(search, first) || ordo_is_question(search, first))
        return true;
    if (ordo_is_word(search, first, "um") || ordo_is_word(search, first, "ohne"))
        return false; /* what it is done for */
    if (is_verb(search, first))
        return false; /* "der Minister, der das fordert, solle" */
    past = ordo_german_part_end(search, first, clause->past);
    if (is_infinitive(search, first, past))
        return true;
    if (ordo_german_is_subordinate(search, first, past))
        return ordo_at(search, first, WORD(SUBORDINATOR)) &&
               has_verb_behind(search, first, clause->past);
    if (ordo_german_is_subjunctive(search, first, past))
        return true;
    return find_verb(search, first, past) == past &&
           (has_verb_behind(search, first, clause->past) ||
            (!ordo_at(search, first, WORD(UPPER)) && !ordo_at_determiner(search, first) &&
             has_infinitive_behind(search, past, clause->past)));
}

bool ordo_german_is_nominal(const struct search *search, size_t first, size_t past)
{
    return find_verb(search, first, past) == past;
}

/* Up to the colon before a quotation, and from the colon before the verb on. */
struct clause ordo_german_between_colons(const struct search *search, size_t verb,
                                         struct clause clause)
{
    for (size_t i = clause.first; i < clause.past; i++) {
        if (!ordo_at_kind(search, i, ITEM_COLON))
            continue;
        if (i < verb)
            clause.first = i + 1;
        else if (ordo_at_kind(search, i + 1, ITEM_QUOTE))
            clause.past = i;
    }
    return clause;
}

/* Whether the main clause [begin, at] is in the subjunctive: another sentence reports it. */
bool ordo_german_is_reported(const struct search *search, size_t begin, size_t at)
{
    for (size_t i = begin; i <= at && !ordo_at_kind(search, i, ITEM_COMMA); i++)
        if (ordo_at(search, i, WORD(KONJUNKTIV)) && !ordo_at(search, i, WORD(UPPER)))
            return true;
    return false;
}
