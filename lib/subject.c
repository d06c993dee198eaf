/* subject.c: the subject of a verb, to its left: over adverbs, dates, appositions, relative clauses
 * and what a preposition governs, and no further than its clause. */
#include "phrase.h"

#include <string.h>

#define RELATIVE_MAX 14 /* items of a clause with "who" before the verb of its noun */
#define HOPS_MAX     5  /* steps to the left, each over a phrase, an apposition or a clause */

/* "The firm, known as "Big Blue," said": a term whose marks hold the comma that closes an
 * apposition.
 */
static bool is_term_with_comma(const struct search *search, size_t at)
{
    return ordo_at_kind(search, at, ITEM_QUOTE) && search->items[at].term &&
           search->items[at].ending == ENDING_COMMA;
}

/* The comma, dash or bracket that opens the apposition which closes at `at`, or SIZE_MAX. Between
 * dashes commas may stand. */
static size_t apposition_begin(const struct search *search, size_t at, size_t limit)
{
    enum item_kind opening = ordo_at_kind(search, at, ITEM_CLOSE) ? ITEM_OPEN : ITEM_COMMA;
    char first = ordo_at_kind(search, at, ITEM_QUOTE) ? ',' : search->text[search->items[at].begin];

    for (size_t i = at; i-- > limit && at - i < REACH_MAX;) {
        if (ordo_at_kind(search, i, opening) &&
            (first == ',' || search->text[search->items[i].begin] != ','))
            return i;
        if (ordo_ends_sentence(&search->reading->narration, i))
            break;
    }
    return SIZE_MAX;
}

/* ", 31,", ", aged 31,": a number between two commas. */
static bool is_age(const struct search *search, size_t first, size_t past)
{
    return past == first + 1 + ordo_is_word(search, first, "aged") &&
           ordo_at_number(search, past - 1) && first > 0 &&
           ordo_at_kind(search, first - 1, ITEM_COMMA) && ordo_at_kind(search, past, ITEM_COMMA);
}

/* "An official briefing reporters said": whom the subject of the verb speaks to. */
static bool is_whom_told(const struct search *search, size_t at)
{
    static const char verbs[][WORD_ROOM] = {"briefing", "addressing", "telling", "representing",
                                            "leading",  "overseeing", "heading", ""};

    return search->text[search->items[at - 1].end - 1] == 'g' &&
           ordo_is_any(search, at - 1, verbs) &&
           ordo_at(search, at - 2, WORD(ROLE) | WORD(TITLE) | WORD(OFFICE));
}

/* "The lawyer representing | the victims said", "the company building | the dam said": the object
 * of what the noun before it does. */
static bool is_done_by(const struct search *search, size_t first, size_t limit)
{
    size_t noun = first - 1;

    return ordo_in_english(search) && ordo_at_determiner(search, first) &&
           ordo_at_ing(search, first - 1) && noun > limit + 1 &&
           ordo_has(search, noun - 1, TRAIT_PHRASE_WORD) &&
           ordo_at_determiner(search, ordo_phrase_left(search, noun, limit)) &&
           !ordo_at_determiner(search, noun - 1);
}

/* "(A man in) his 50s", "her late thirties" */
static bool is_decade(const struct search *search, size_t first, size_t past)
{
    static const char words[][WORD_ROOM] = {"teens",    "twenties", "thirties",  "forties",
                                            "fifties",  "sixties",  "seventies", "eighties",
                                            "nineties", ""};

    return ordo_at(search, first, WORD(POSSESSIVE)) && ordo_is_word(search, first - 1, "in") &&
           (ordo_is_any(search, past - 1, words) ||
            ordo_item_ends_with(&search->items[past - 1], search->text, "0s"));
}

/* Before the age in ", 31," whose second comma is at `comma`. */
static size_t before_age(const struct search *search, size_t comma, size_t limit)
{
    return comma > limit + 2 && is_age(search, comma - 1, comma) ? comma - 2 : comma;
}

/* "Concord, N.H.,", "Portland, Oregon,": the second word. */
static bool is_state(const struct search *search, size_t first, size_t past)
{
    return past == first + 1 && first > 1 && ordo_at_kind(search, first - 1, ITEM_COMMA) &&
           ordo_at(search, first, WORD(UPPER)) && ordo_at(search, first - 2, WORD(UPPER)) &&
           ordo_at_kind(search, past, ITEM_COMMA) &&
           (ordo_tells_place(&search->items[first]) ||
            memchr(search->text + search->items[first].begin, '.',
                   search->items[first].end - search->items[first].begin + 1) != NULL);
}

/* "Silva, an analyst at the bank, who expects ...", "Senator Silva, Democrat of Utah, who ...": the
 * description of a name before the comma; not "in Oslo, the minister, who ...". */
static bool is_apposition(const struct search *search, size_t first, size_t limit)
{
    size_t before;

    if (first < limit + 2 || !ordo_at_kind(search, first - 1, ITEM_COMMA) ||
        ordo_names_at(search->reading->names, before_age(search, first - 1, limit) - 1) ==
            SIZE_MAX ||
        !(ordo_at_determiner(search, first) || search->items[first].genitive ||
          (ordo_at(search, first, WORD(ROLE) | WORD(OFFICE)) && ordo_at_chain(search, first + 1))))
        return false;
    before = before_age(search, first - 1, limit);
    before = ordo_phrase_left(search, before, limit);
    return before < first - 1 &&
           !(before > limit && ordo_at(search, before - 1, WORD(PREPOSITION)));
}

/* "a poll earlier this month shows", "Silva last week said", "rallies in the past two years":
 * before what tells when, or `past`. */
static size_t before_period(const struct search *search, size_t past, size_t limit)
{
    static const char units[][WORD_ROOM] = {
        "week",   "month",  "year", "time",    "morning", "afternoon", "evening", "summer",
        "winter", "spring", "fall", "weekend", "decade",  "autumn",    "season",  ""};
    static const char many[][WORD_ROOM] = {"days",    "weeks", "months", "years",
                                           "decades", "hours", ""};
    static const char which[][WORD_ROOM] = {"this", "last", "next", "that", ""};
    static const char parts[][WORD_ROOM] = {"earlier", "later", "late", "early", ""};
    static const char in[][WORD_ROOM] = {"in", "over", "during", "within", "for", ""};
    size_t unit, at;

    if (past < limit + 2 ||
        !(ordo_at(search, past, WORD(ADVERB)) || ordo_at(search, past - 1, WORD(ADVERB)) ||
          ordo_at(search, past - 2, WORD(ADVERB) | WORD(DETERMINER))))
        return past; /* mostly */
    unit = ordo_is_any(search, past - 1, units) || ordo_is_any(search, past - 1, many)
               ? past - 1
               : past; /* passed over already, as adverbs are */
    at = unit;
    if (at < limit + 2 || !ordo_in_english(search))
        return past;
    if (ordo_is_any(search, unit, many)) {
        for (size_t i = at; i > limit + 1 && i + 4 > at; i--)
            if (ordo_is_any(search, i - 1, in))
                return i - 1;
        return past;
    }
    if (!ordo_is_any(search, unit, units) || !ordo_is_any(search, at - 1, which))
        return past;
    at--;
    while (at > limit + 1 && ordo_is_any(search, at - 1, parts))
        at--;
    return ordo_has(search, at - 1, TRAIT_PHRASE_WORD) || ordo_at(search, at - 1, WORD(RELATIVE))
               ? at
               : past;
}

/* "the minister on (late) Tuesday (night) said", "on March 14", "Silva Monday said": before a date
 * between a subject and its verb; where none ends at `past`, `past`. */
static size_t before_date(const struct search *search, size_t past, size_t limit)
{
    static const char parts[][WORD_ROOM] = {"late", "early", ""};
    size_t at = past;

    if (at < limit + 2 || ordo_in_german(search))
        return past;
    if (ordo_at_number(search, at - 1) && ordo_at(search, at - 2, WORD(MONTH)))
        at -= 2; /* "March 14" */
    else if (ordo_at(search, at - 1, WORD(MONTH)) && ordo_at_number(search, at - 2))
        at -= 2; /* "14 March" */
    else if (ordo_at(search, at - 1, WORD(MONTH) | WORD(WEEKDAY)))
        at--;
    else if (ordo_at(search, at - 2, WORD(WEEKDAY)) &&
             !ordo_at(search, at - 1, WORD(UPPER) | WORD_ANY_PRONOUN) &&
             ordo_at_kind(search, at - 1, ITEM_WORD))
        at -= 2; /* "Tuesday night" */
    else
        return past;
    while (at > limit + 1 && !ordo_at(search, at - 1, WORD(UPPER)) &&
           ordo_at_kind(search, at - 1, ITEM_WORD) && ordo_at_kind(search, at - 2, ITEM_WORD) &&
           ordo_at(search, at - 2, WORD(PREPOSITION)))
        at--; /* "on late Tuesday" */
    if (at > limit && (ordo_at(search, at - 1, WORD(PREPOSITION)) ||
                       (search->reading->narration.language == LEXICON_OTHER &&
                        ordo_at_determiner(search, at - 1)))) /* "el lunes" */
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

/* "a day after the minister announced it": a person, or what can speak as well, behind what can
 * begin a clause. */
static bool is_clause_of(const struct search *search, size_t first, size_t past)
{
    static const char findings[][WORD_ROOM] = {"review",        "reviews",  "audit",
                                               "investigation", "inquiry",  "survey",
                                               "autopsy",       "analysis", ""};

    return (ordo_may_begin_clause(search, first - 1) || ordo_is_word(search, first - 1, "than")) &&
           (ordo_phrase_is_person(search, first, past) || ordo_is_any(search, past - 1, findings) ||
            ordo_at(search, past - 1, WORD(CUE_NOUN)));
}

/* "Stocks fell after | the Pentagon said": a body behind what can begin a clause, where the clause
 * before has its verb. */
static bool is_clause_behind(const struct search *search, size_t first, size_t past, size_t limit)
{
    return ordo_may_begin_clause(search, first - 1) && ordo_in_english(search) &&
           (ordo_has(search, past - 1, TRAIT_NAME) ||
            ordo_at(search, past - 1, WORD(ROLE_THING))) &&
           ordo_next(search, limit, first - 1, TRAIT_PREDICATE) < first - 1 &&
           ordo_next(search, limit, first - 1, TRAIT_OF(RELATIVE)) == first - 1;
}

/* "a move critics called ...", "a decision some officials called ...": "a" governs no plural, whose
 * clause begins within the phrase. */
static size_t begin_of_plural(const struct search *search, size_t first, size_t past)
{
    const struct item *last = &search->items[past - 1];

    if (past < first + 3 || search->text[last->end - 1] != 's' || ordo_is_upper_word(last) ||
        last->genitive || !ordo_at(search, past - 1, WORD(ROLE)) ||
        !ordo_at_indefinite(search, first))
        return first;
    return past - 1;
}

/* "(ten) things Mr. Silva has said": what somebody said, whose clause begins behind it. */
static size_t begin_behind_words(const struct search *search, size_t first, size_t past)
{
    static const char words[][WORD_ROOM] = {
        "things", "words",   "lines",   "quotes", "remarks",    "comments",  "promises",
        "claims", "pledges", "insults", "lies",   "statements", "positions", ""};
    size_t begin = past;

    while (begin > first && ordo_at(search, begin - 1, WORD(UPPER)))
        begin--;
    return begin > first && begin < past && ordo_is_any(search, begin - 1, words) ? begin : first;
}

/* "about half of voters say" */
static bool is_about_number(const struct search *search, size_t first)
{
    static const char parts[][WORD_ROOM] = {"half",      "two-thirds", "three-quarters",
                                            "one-third", "a",          ""};

    return ordo_is_word(search, first - 1, "about") &&
           (ordo_at_number(search, first) || ordo_is_any(search, first, parts));
}

bool ordo_tells_access(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {"close", "familiar", "briefed", ""};

    return ordo_is_any(search, at, words);
}

size_t ordo_phrase_past_of_source(const struct search *search, size_t first, size_t past,
                                  size_t verb)
{
    size_t end;

    if (!ordo_at(search, past, WORD(PREPOSITION)) || past < first + 2 ||
        !ordo_tells_access(search, past - 1))
        return past; /* nearly always */
    end = ordo_phrase_right(search, past + 1);
    return end == past + 1 ? past : end < verb ? end : verb;
}

/* "the driver | who was hurt in the crash said", and before an apposition ("apart") "Silva | , who
 * runs the bank, a lender, said": before the "who" of a clause that has a verb of its own before
 * `past`, where nothing ends it, or SIZE_MAX. */
static size_t before_relative(const struct search *search, size_t past, size_t limit, bool apart)
{
    size_t n = past - limit < RELATIVE_MAX ? past - limit : RELATIVE_MAX, at;
    uint64_t row = ordo_window(search, past - n, TRAIT_OF(RELATIVE)) & ((UINT64_C(1) << n) - 1);
    bool verb = false, comma;

    if (row == 0)
        return SIZE_MAX;
    at = past - n + 63 - (size_t)__builtin_clzll(row);
    comma = apart && at > limit + 1 && ordo_at_kind(search, at - 1, ITEM_COMMA);
    if (at < limit + 1 || !ordo_has(search, at - 1 - comma, TRAIT_PHRASE_WORD) ||
        (ordo_at(search, at, WORD(SUBORDINATOR)) && !ordo_at_predicate(search, at + 1)))
        return SIZE_MAX; /* "said that" */
    for (size_t i = at + 1; i < past; i++) {
        if (!ordo_at_kind(search, i, ITEM_WORD) || ordo_at(search, i, WORD(SUBORDINATOR)))
            return SIZE_MAX;
        verb = verb || ordo_at_predicate(search, i);
    }
    return verb ? at - comma : SIZE_MAX;
}

/* "in an interview Silva said": where a person's name begins behind a noun that is none of its
 * titles, else `first`. */
static size_t begin_of_name(const struct search *search, size_t first, size_t past)
{
    const struct names *names = search->reading->names;
    size_t which = ordo_names_at(names, past - 1), begin;

    if (which == SIZE_MAX || !ordo_in_english(search) || names->items[which].owner)
        return first;
    begin = names->items[which].first;
    if (ordo_phrase_is_behind_field(search, which))
        return begin + names->items[which].bare;
    if (!ordo_full_name(names, which)->person)
        return first;
    return begin > first &&
                   !ordo_at(search, begin - 1,
                            WORD(UPPER) | WORD(ROLE) | WORD(TITLE) | WORD(OFFICE) | WORD(CHAIN)) &&
                   !ordo_at_determiner(search, begin - 1)
               ? begin
               : first;
}

/* Not "two teenagers says": the noun before `past` and a verb in -s are of one number. */
static bool agrees(const struct search *search, size_t past, size_t verb)
{
    const struct item *noun = &search->items[past - 1];
    const char *text = search->text;

    return text[noun->end - 1] != 's' || ordo_is_upper_word(noun) || noun->genitive ||
           noun->end - noun->begin < 5 || memchr("siu", text[noun->end - 2], 3) != NULL ||
           !ordo_at(search, verb, WORD(SAY)) || !ordo_in_english(search);
}

/* "The lawyer for a man accused of killing two teenagers says": what the clause begins with. */
static bool find_head(const struct search *search, size_t verb, size_t limit,
                      struct finding *finding)
{
    size_t past = ordo_phrase_right(search, limit);

    if (past <= limit || past >= verb ||
        !(ordo_phrase_is_person(search, limit, past) || ordo_has(search, past - 1, TRAIT_NAME)) ||
        !agrees(search, past, verb))
        return false;
    finding->first = limit;
    finding->past = past;
    finding->relative = 0;
    return finding->found = true;
}

/* "Silva, who was born in Lima, Peru, and lives in Oslo, said": whether "who" is behind what the
 * clause begins with. */
static bool has_clause(const struct search *search, size_t limit)
{
    size_t past = ordo_phrase_right(search, limit);

    return past > limit && ordo_at_kind(search, past, ITEM_COMMA) &&
           ordo_at(search, past + 1, WORD(RELATIVE));
}

/* "Silva and Torres have both said", "who has long said": no part of the subject. */
static bool is_floated(const struct search *search, size_t at, size_t limit)
{
    static const char words[][WORD_ROOM] = {"both", "all", "each", "long", "since", ""};

    return at > limit && ordo_is_any(search, at, words) &&
           (ordo_at(search, at - 1, WORD(AUXILIARY) | WORD(RELATIVE)) ||
            ordo_has(search, at - 1, TRAIT_NAME));
}

/* "A poll released on Monday shows", "a study published last week found": when it came out is no
 * part of the subject. */
static bool is_issued(const struct search *search, size_t at, size_t limit)
{
    static const char words[][WORD_ROOM] = {"released", "published", "conducted",
                                            "taken",    "issued",    ""};

    return at > limit && ordo_is_any(search, at, words) &&
           ordo_has(search, at - 1, TRAIT_PHRASE_WORD);
}

/* Before "herself", "on Tuesday" and "released", which end at `past`: "Silva herself said". */
static size_t before_asides(const struct search *search, size_t past, size_t limit)
{
    static const char selves[][WORD_ROOM] = {"himself", "herself", "itself", "themselves", ""};

    if (past > limit + 1 &&
        ((unsigned)ordo_has(search, past - 1, TRAIT_OF(PRONOUN)) &
         ordo_has(search, past - 2, TRAIT_PHRASE_WORD)) &&
        ordo_is_any(search, past - 1, selves))
        past--;
    if (past > limit + 2 && ordo_is_word(search, past - 1, "longer") &&
        ordo_is_word(search, past - 2, "no"))
        past -= 2; /* "she no longer trusts" */
    past = before_period(search, before_date(search, past, limit), limit);
    return past > limit && is_issued(search, past - 1, limit) ? past - 1 : past;
}

/* Whether the verb and what ends at `past` cannot be of one number: "teenagers says". */
static bool is_of_other_number(const struct search *search, size_t past, size_t verb)
{
    const char *verb_end = search->text + search->items[verb].end;

    return verb_end[-1] == 's' && verb_end[-2] != 's' && /* "stress" */
           ordo_ends_in_s(search, past - 1) && !agrees(search, past, verb);
}

/* The way from a verb to the left. */
struct walk {
    size_t limit;       /* as far as it goes */
    size_t first, past; /* the phrase that may be the subject; all from `past` on is passed over */
    size_t relative;    /* its "who" before the verb, or 0 */
    bool apart;         /* what stands between two commas was passed over to it */
};

/* "France, Germany and | Britain": where a list of names begins whose last two are the phrase
 * [first, past). */
static size_t begin_of_list(const struct search *search, size_t limit, size_t first, size_t past)
{
    size_t joint = ordo_next(search, first, past, TRAIT_OF(CONJUNCTION)), begin = first;

    if (joint == past || joint == first || !ordo_in_english(search) ||
        !ordo_has(search, joint - 1, TRAIT_NAME) || !ordo_has(search, joint + 1, TRAIT_NAME))
        return first; /* nearly always */
    while (begin > limit + 1 && ordo_at_kind(search, begin - 1, ITEM_COMMA)) {
        size_t left = ordo_phrase_left(search, begin - 1, limit), i = left;
        while (i < begin - 1 && ordo_has(search, i, TRAIT_NAME))
            i++;
        if (left == begin - 1 || !ordo_has(search, begin - 2, TRAIT_NAME))
            break;
        if (i < begin - 1) /* "ministers from Egypt, ..." */
            return ordo_next(search, left, begin - 1, TRAIT_OF(PREPOSITION)) < begin - 1 ? left
                                                                                         : begin;
        if (left > limit && ordo_at(search, left - 1, WORD(PREPOSITION)))
            break;
        begin = left;
    }
    return begin;
}

static bool take_subject(const struct search *search, size_t verb, const struct walk *walk,
                         struct finding *finding)
{
    size_t first = walk->first, past = walk->past, limit = walk->limit;

    if (walk->relative == 0 && is_of_other_number(search, past, verb))
        return find_head(search, verb, limit, finding);
    if (walk->apart && !ordo_phrase_is_person(search, first, past) && has_clause(search, limit) &&
        find_head(search, verb, limit, finding))
        return true;
    if (first + 1 == past && ordo_is_word(search, first, "one") &&
        !ordo_at(search, verb, WORD(SAY)))
        return false; /* "one hears more of it in May" */
    finding->first = begin_behind_words(search, begin_of_plural(search, first, past), past);
    finding->first = begin_of_list(search, limit, finding->first, past);
    finding->past = ordo_phrase_past_of_source(search, first, past, verb);
    finding->relative = walk->relative;
    return finding->found = true;
}

/* "the minister in Oslo said": whether the preposition before the phrase takes it from the verb. */
static bool is_governed(const struct search *search, size_t first, size_t past, size_t limit)
{
    static const char objects[][WORD_ROOM] = {"him", "them", "us", "me", ""};

    return (!ordo_at_pronoun(search, first) || ordo_is_any(search, first, objects)) &&
           !is_about_number(search, first) && !is_clause_of(search, first, past) &&
           !is_clause_behind(search, first, past, limit);
}

/* "A trader in | Segou who asked": whether the phrase is nobody for whom "who" stands. */
static bool is_no_who(const struct search *search, size_t who, size_t first, size_t past)
{
    return ordo_in_english(search) && ordo_is_word(search, who, "who") && who == past &&
           !ordo_phrase_is_person(search, first, past);
}

static bool pass_to(struct walk *walk, size_t past)
{
    walk->past = past;
    return true;
}

/* "Silva, meanwhile, | who left early, said": true where the comma before an adverb, too, is passed
 * over. */
static bool pass_adverbs(const struct search *search, struct walk *walk)
{
    size_t behind = walk->past;

    while (walk->past > walk->limit && (ordo_at_skipped(search, walk->past - 1) ||
                                        is_floated(search, walk->past - 1, walk->limit)))
        walk->past--;
    if (!walk->apart || walk->past == behind || walk->past <= walk->limit ||
        !ordo_at_kind(search, walk->past - 1, ITEM_COMMA))
        return false;
    return pass_to(walk, walk->past - 1);
}

/* "Silva |, who herself said" */
static void pass_who(const struct search *search, struct walk *walk)
{
    walk->past = before_asides(search, walk->past, walk->limit);
    if (walk->past <= walk->limit || !ordo_at(search, walk->past - 1, WORD(RELATIVE)))
        return;
    walk->relative = --walk->past;
    if (walk->past > walk->limit && ordo_at_kind(search, walk->past - 1, ITEM_COMMA))
        walk->past--;
}

/* "Silva |, the minister, said" */
static bool closes_apposition(const struct search *search, size_t at)
{
    return ordo_at_kind(search, at, ITEM_COMMA) || ordo_at_kind(search, at, ITEM_CLOSE) ||
           is_term_with_comma(search, at);
}

static bool pass_apposition(const struct search *search, struct walk *walk)
{
    size_t begin = apposition_begin(search, walk->past - 1, walk->limit);

    if (begin == SIZE_MAX)
        return false;
    walk->apart = true;
    return pass_to(walk, begin);
}

/* "the driver | who was hurt in the crash said" */
static bool pass_clause(const struct search *search, struct walk *walk)
{
    size_t who = before_relative(search, walk->first, walk->limit, walk->apart);

    if (who == SIZE_MAX || walk->relative > 0 ||
        (walk->first < walk->past && ordo_at(search, walk->first, WORD_PERSON)))
        return false;
    return pass_to(walk, who);
}

/* "the minister | in Oslo said"; but "in an interview | Silva said" */
static bool pass_governed(const struct search *search, struct walk *walk)
{
    size_t first = walk->first, limit = walk->limit;

    if (first <= limit || !ordo_at(search, first - 1, WORD(PREPOSITION)) ||
        !(walk->relative == 0 || is_no_who(search, walk->relative, first, walk->past)))
        return false;
    walk->first = begin_of_name(search, first, walk->past);
    if (walk->first == first && first > limit + 1 && is_governed(search, first, walk->past, limit))
        return pass_to(walk, first - 1);
    return false;
}

/* True where the phrase is not the subject, but belongs to one before it. */
static bool pass_phrase(const struct search *search, struct walk *walk)
{
    size_t first = walk->first, limit = walk->limit;

    if (walk->past > first + 2 && is_whom_told(search, walk->past - 1))
        walk->past -= 2;
    if (walk->relative == 0 && first > limit + 1 && is_done_by(search, first, limit))
        return pass_to(walk, first - 1);
    if (first > limit && (is_age(search, first, walk->past) || /* "Silva, 31, said" */
                          (first > limit + 1 && is_decade(search, first, walk->past))))
        return pass_to(walk, first - 1);
    if (first > limit + 1 && ordo_is_word(search, first, "cent") &&
        ordo_is_word(search, first - 1, "per"))
        walk->first -= 2; /* "62 per cent" */
    if (pass_governed(search, walk))
        return true;
    first = walk->first;
    if (walk->relative == 0 && first > limit + 2 && ordo_is_word(search, first - 1, "as") &&
        ordo_is_word(search, first - 2, "such"))
        return pass_to(walk, first - 2); /* "activists such as Ana Silva said" */
    if (walk->apart && is_state(search, first, walk->past))
        return pass_to(walk, first - 1); /* "Silva, a nurse from Concord, N.H., said" */
    return false;
}

/* From the description of a name to that: "Silva, an analyst at the bank, who said". */
static void take_described(const struct search *search, struct walk *walk)
{
    if (!(walk->relative > 0 || walk->apart) || !is_apposition(search, walk->first, walk->limit))
        return;
    walk->past = before_age(search, walk->first - 1, walk->limit);
    walk->first = ordo_phrase_left(search, walk->past, walk->limit);
}

bool ordo_phrase_subject(const struct search *search, size_t verb, size_t limit,
                         struct finding *finding)
{
    struct walk walk = {.limit = limit, .past = verb};

    for (int hops = 0; hops < HOPS_MAX; hops++) {
        if (pass_adverbs(search, &walk))
            continue;
        pass_who(search, &walk);
        if (walk.past <= limit)
            return false;
        if (closes_apposition(search, walk.past - 1)) {
            if (pass_apposition(search, &walk))
                continue;
            return false;
        }
        walk.first = ordo_phrase_left(search, walk.past, limit);
        if (pass_clause(search, &walk))
            continue;
        if (walk.first == walk.past)
            return false;
        if (pass_phrase(search, &walk))
            continue;
        take_described(search, &walk);
        return take_subject(search, verb, &walk, finding);
    }
    return false;
}
