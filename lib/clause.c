/* clause.c: where a reported clause begins and ends, by the words at its edges.
 *
 * It reaches to the end of the sentence, or to the next reporting word that is not its own: ",
 * adding
 * ...", "; ...", "and said ...", ", according to ...". */
#include "clause.h"
#include "cue.h"

#define LIST_MAX   8 /* commas of an enumeration */
#define OTHERS_MIN 6 /* items of a clause before the verb of another one */

bool ordo_is_question(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {"whether", "how",   "why", "what", "if",
                                            "where",   "which", "who", "ob",   ""};

    return ordo_at(search, at, WORD(SUBORDINATOR) | WORD(RELATIVE)) &&
           ordo_is_any(search, at, words);
}

bool ordo_is_that(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {"that", "dass", "daß", ""};

    return ordo_at(search, at, WORD(SUBORDINATOR)) && ordo_is_any(search, at, words) &&
           !(at > 0 && ordo_is_word(search, at - 1, "in") && /* "in that tweet" */
             ordo_has(search, at + 1, TRAIT_PHRASE_WORD) && !ordo_at_determiner(search, at + 1) &&
             !ordo_at(search, at + 1, WORD(UPPER)));
}

static void read_clauses(const struct search *search, struct block *block, size_t first)
{
    uint64_t *rows = block->rows;

    rows[TRAIT_MAY_GO_ON] = rows[TRAIT_OF(CONJUNCTION)] & (row_behind(block, TRAIT_OF(FINITE)) |
                                                           row_behind(block, TRAIT_SKIPPED));
    rows[TRAIT_MAY_END] = rows[TRAIT_COMMA] | rows[TRAIT_QUOTE] | rows[TRAIT_MAY_GO_ON] |
                          rows[TRAIT_OF(SUBORDINATOR)];
    rows[TRAIT_CLAUSE_VERB] =
        rows[TRAIT_OF(IN_ED)] |
        row_any(block, WORD(FINITE) | WORD(AUXILIARY) | WORD(COMMON_VERB) | WORD(BASE) |
                           WORD(KONJUNKTIV) | WORD(KONJUNKTIV_TWO)) |
        (search->reading->narration.fragments
             ? ordo_row_where(search, first, rows[TRAIT_QUOTE], ordo_at_fragment)
             : 0);
}

void ordo_clauses_read(struct ordo_reading *reading, const char *text)
{
    ordo_rows_read(reading, text, read_clauses);
}

/* Whether behind the conjunction at `at` comes a verb that reports more, "and said", "but also
 * warned": the same subject goes on to another report. */
static bool goes_on(const struct search *search, size_t at)
{
    static const char deeds[][WORD_ROOM] = {"saw", "found", "heard", "met", "sent", ""};
    size_t verb = at + 1;

    while (ordo_at_skipped(search, verb) && !ordo_at(search, verb, WORD(AUXILIARY)))
        verb++;
    if (!ordo_at(search, verb, WORD(FINITE)) || ordo_is_any(search, verb, deeds) ||
        !(ordo_at(search, verb, WORD(SAY) | WORD(ACT)) || /* "but blamed the union" */
          (ordo_is_word(search, at, "but") && ordo_at(search, verb, WORD(NAME) | WORD(THINK)) &&
           ordo_at(search, verb, WORD(OBJECT)))))
        return false;
    return !ordo_at(search, verb, WORD(CUE_NOUN) | WORD(NOUN)) ||
           ordo_at(search, verb + 1, WORD_ANY_PRONOUN | WORD(DETERMINER)) ||
           ordo_is_that(search, verb + 1) || ordo_cue_goes_on(search, verb);
}

/* "Said he would stay and | blamed the union": what is said goes on only with a verb like the one
 * behind "would", so another's report begins. */
static bool leaves_modal(const struct search *search, size_t first, size_t at)
{
    static const char modals[][WORD_ROOM] = {"would",  "will",  "could", "can", "might",
                                             "should", "shall", "must",  ""};
    size_t verb = ordo_last(search, first, at, TRAIT_OF(AUXILIARY));

    if (verb == SIZE_MAX || !ordo_is_any(search, verb, modals) ||
        !ordo_at(search, at + 1, WORD(FINITE)) || !ordo_at(search, at + 1, WORD_VERB) ||
        ordo_at(search, at + 1, WORD(BASE) | WORD(NOUN) | WORD(CUE_NOUN)) ||
        !(ordo_at_determiner(search, at + 2) || ordo_at(search, at + 2, WORD(UPPER))))
        return false;
    for (size_t i = verb + 1; i < at; i++)
        if (ordo_at_predicate(search, i) && !ordo_at(search, i, WORD(BASE)))
            return false;
    return true;
}

/* "Says he called and | asked": the verb behind the conjunction at `at` is no second one beside
 * that which the clause from `first` on stands right behind. */
static bool other_tense(const struct search *search, size_t first, size_t at)
{
    size_t verb = at + 1;

    while (!ordo_at(search, verb, WORD(FINITE)))
        verb++; /* there is one: goes_on() */
    return first > 0 && ordo_at_third_person(search, first - 1) && !ordo_ends_in_s(search, verb);
}

/* ", but critics say ..." */
static bool others_report(const struct search *search, size_t at)
{
    size_t verb;

    if (!ordo_at(search, at, WORD(CONJUNCTION)) &&
        !(ordo_at(search, at, WORD(SUBORDINATOR)) && ordo_is_word(search, at, "while")))
        return false;
    verb = ordo_phrase_right(search, at + 1);
    if (verb > at + 2 && ordo_at(search, verb - 1, WORD(BASE)))
        verb--; /* "critics say" */
    if (verb > at + 1 && at > 0 && ordo_at_kind(search, at - 1, ITEM_COMMA) &&
        ordo_at(search, verb, WORD(PREPOSITION))) {
        verb = ordo_phrase_right(search, verb + 1); /* ", and officials in Oslo have said" */
        if (ordo_is_word(search, verb, "had"))
            return false; /* it is what was said */
    }
    while (ordo_at(search, verb, WORD(AUXILIARY)))
        verb++;
    return verb > at + 1 && ordo_at(search, verb, WORD(SAY)) &&
           ordo_at(search, verb, WORD(CLAUSE)) && !ordo_at(search, verb, WORD(NOUN)) &&
           ordo_at(search, verb, WORD(FINITE) | WORD(BASE));
}

/* ", without giving details", "but gave no evidence": what the reporter misses, at `at`. */
static bool tells_what_lacks(const struct search *search, size_t at)
{
    static const char gave[][WORD_ROOM] = {"gave",     "offered", "provided", "presented", "did",
                                           "declined", "refused", "would",    ""};
    static const char no[][WORD_ROOM] = {"no", "not", "to", "few", ""};
    static const char giving[][WORD_ROOM] = {
        "giving", "elaborating", "providing", "offering",    "presenting",
        "naming", "specifying",  "citing",    "identifying", ""};

    if (ordo_at(search, at, WORD(CONJUNCTION)) && ordo_is_word(search, at, "but"))
        return ordo_is_any(search, at + 1, gave) && ordo_is_any(search, at + 2, no);
    return ordo_is_word(search, at, "without") && ordo_is_any(search, at + 1, giving);
}

/* Whether at the comma at `at` a clause from `first` on ends: before "...; ...", ", adding ...",
 * ", according to X", and before what the reporter adds: ", which ...", ", but she ...". */
static bool is_cut(const struct search *search, size_t first, size_t at)
{
    size_t next = at + 1;

    if (search->text[search->items[at].begin] == ';' || ordo_at(search, next, WORD(ACCORDING)) ||
        others_report(search, next) || tells_what_lacks(search, next))
        return true;
    if (ordo_at(search, next, WORD(SUBORDINATOR) | WORD(PREPOSITION)))
        return false;
    if (ordo_at(search, next, WORD(RELATIVE)))
        return ordo_is_word(search, next, "which") && /* not "the treaty, which is old, holds" */
               ordo_clause_has_predicate(search, first, at);
    if (ordo_at(search, next, WORD(CONJUNCTION)))
        return ordo_at(search, next + 1, WORD_PERSON);
    if (!ordo_at(search, next, WORD_VERB))
        return false;
    return ordo_at(search, next, WORD(GERUND)) || /* "who estimated that ..., said" */
           (ordo_at(search, next, WORD(SAY)) && ordo_at(search, next, WORD(CLAUSE)) &&
            ordo_at(search, next, WORD(FINITE)));
}

/* The first quotation of [first, past) that is a statement of its own, or `past`. */
static size_t next_quotation(const struct search *search, size_t first, size_t past)
{
    while ((first = ordo_next(search, first, past, TRAIT_QUOTE)) < past &&
           ordo_at_fragment(search, first))
        first++;
    return first;
}

bool ordo_clause_has_quotation(const struct search *search, struct clause clause)
{
    return next_quotation(search, clause.first, clause.past) < clause.past;
}

/* The conjunction between `first` and `past` behind which others report, "and others said", or
 * `past`. */
static size_t others_begin(const struct search *search, size_t first, size_t past)
{
    size_t verb = first + OTHERS_MIN, at;

    for (; (verb = ordo_next(search, verb, past, TRAIT_FINITE)) < past; verb++)
        if (ordo_at(search, verb, WORD(SAY)) && ordo_at(search, verb, WORD(CLAUSE)) &&
            (at = ordo_last(search, verb - OTHERS_MIN + 1, verb, TRAIT_OF(CONJUNCTION))) !=
                SIZE_MAX &&
            others_report(search, at) && ordo_clause_has_predicate(search, first, at))
            return at;
    return past;
}

/* Where the clause that begins at `first` ends: before ", adding ...", "; ...", "and said ..." and
 * ", according to ...". */
size_t ordo_clause_end(const struct search *search, size_t first, size_t end)
{
    size_t but = first, on, comma = first, others;

    while ((but = ordo_next(search, but + 1, end, TRAIT_OF(CONJUNCTION))) < end)
        if (tells_what_lacks(search, but))
            end = but;
    on = ordo_next(search, first + 1, end, TRAIT_MAY_GO_ON);
    while (on < end && (!goes_on(search, on) || other_tense(search, first, on)) &&
           !leaves_modal(search, first, on))
        on = ordo_next(search, on + 1, end, TRAIT_MAY_GO_ON);
    others = others_begin(search, first, on);
    if (others < on)
        return others;
    while ((comma = ordo_next(search, comma, on, TRAIT_COMMA)) < on && comma + 1 < end)
        if (is_cut(search, first, comma++))
            return comma - 1;
    return on < end && ordo_at_kind(search, on - 1, ITEM_COMMA) ? on - 1 : on;
}

/* "It will be closed | and that it was "a relief"", "it was open | but was "a mess"": the
 * conjunction, or the quotation at `at`. */
static size_t before_other_clause(const struct search *search, size_t first, size_t at)
{
    size_t verb = at;

    while (verb > first + 2 &&
           (ordo_at_predicate(search, verb - 1) || ordo_at_skipped(search, verb - 1)))
        verb--;
    if (verb < at && ordo_at(search, verb - 1, WORD(CONJUNCTION)))
        return verb - 1;
    for (size_t i = at; i-- > first + 1;)
        if (ordo_is_that(search, i) && ordo_at(search, i - 1, WORD(CONJUNCTION)))
            return i - 1;
    return at;
}

/* A quotation is a statement of its own: the clause ends at the comma before it, or at the "and
 * that" of the clause that it stands in. */
static void end_before_quotation(const struct search *search, struct clause *clause)
{
    size_t quotation = next_quotation(search, clause->first, clause->past), i;

    if (quotation >= clause->past)
        return;
    i = before_other_clause(search, clause->first, quotation);
    if (i < quotation && ordo_clause_has_predicate(search, clause->first, i)) {
        clause->past = i;
        return;
    }
    while (i > clause->first && !ordo_at_kind(search, i, ITEM_COMMA) &&
           !ordo_at_kind(search, i, ITEM_COLON))
        i--;
    if (ordo_clause_has_predicate(search, clause->first, i))
        clause->past = i;
}

/* "It is "a mess" and | that it will close": of a clause that quotes, what stands behind it. */
static bool begin_behind_quotation(const struct search *search, struct clause *clause)
{
    size_t at = clause->past - 1;

    while (at > clause->first + 1 && !ordo_at_kind(search, at, ITEM_QUOTE) &&
           !(ordo_is_that(search, at) && ordo_at(search, at - 1, WORD(CONJUNCTION))))
        at--;
    if (at <= clause->first + 1 || ordo_at_kind(search, at, ITEM_QUOTE) ||
        !ordo_clause_has_predicate(search, at + 1, clause->past))
        return false;
    clause->first = at;
    return true;
}

/* How many more brackets open than close in [first, past). */
static int open_brackets(const struct search *search, size_t first, size_t past)
{
    int n = 0;

    for (; first < past; first++)
        n += ordo_at_kind(search, first, ITEM_OPEN) - ordo_at_kind(search, first, ITEM_CLOSE);
    return n;
}

/* Whether its last item is a bracket that opens before it. */
static bool closes_nothing(const struct search *search, struct clause clause)
{
    return ordo_at_kind(search, clause.past - 1, ITEM_CLOSE) &&
           open_brackets(search, clause.first, clause.past) < 0;
}

/* Whether its first item is a bracket that closes behind it. */
static bool opens_nothing(const struct search *search, struct clause clause)
{
    return ordo_at_kind(search, clause.first, ITEM_OPEN) &&
           open_brackets(search, clause.first, clause.past) > 0;
}

/* Takes off what is no word at the edges of a clause. False: too little is left. */
bool ordo_clause_trim(const struct search *search, struct clause *clause)
{
    end_before_quotation(search, clause);
    if (ordo_clause_has_quotation(search, *clause) && !begin_behind_quotation(search, clause))
        return false;
    while (clause->past > clause->first &&
           (ordo_at_kind(search, clause->past - 1, ITEM_COMMA) ||
            ordo_at_kind(search, clause->past - 1, ITEM_COLON) || closes_nothing(search, *clause)))
        clause->past--;
    while (clause->past > clause->first && opens_nothing(search, *clause))
        clause->first++;
    return clause->past > clause->first;
}

/* "Concord, N.H.,": one word between two commas. */
static bool is_between_names(const struct search *search, size_t first, size_t second)
{
    return first > 0 && ordo_at_kind(search, first, ITEM_COMMA) &&
           ordo_at_kind(search, second, ITEM_COMMA) && ordo_at(search, first - 1, WORD(UPPER)) &&
           ordo_at(search, first + 1, WORD(UPPER));
}

/* "Gifts, | loans and treaties", "gifts, | loans, and treaties": whether the comma at `at` stands
 * in an enumeration of noun phrases. */
static bool is_in_list(const struct search *search, size_t at)
{
    for (int n = 0; n < LIST_MAX && ordo_at_kind(search, at, ITEM_COMMA); n++) {
        size_t first = at + 1 + ordo_at(search, at + 1, WORD(CONJUNCTION)), past;
        past = ordo_phrase_right(search, first);
        if (past == first && ordo_at_kind(search, first, ITEM_WORD) &&
            !ordo_at(search, first, WORD_STOPPERS | WORD_VERB))
            past = first + 1;
        if (past == first || ordo_at_predicate(search, past))
            return false;
        if (first > at + 1) { /* ", and treaties" */
            size_t before = ordo_phrase_left(search, at, at > REACH_MAX ? at - REACH_MAX : 0);
            return n > 0 || (before > 0 && ordo_at_kind(search, before - 1, ITEM_COMMA));
        }
        if (n == 0 && ordo_at(search, at - 1, WORD(UPPER)) && ordo_at_determiner(search, first))
            return false; /* "Silva, the minister and" */
        if (ordo_at(search, past, WORD(CONJUNCTION))) {
            at = ordo_phrase_right(search, past + 1);
            return at > past + 1 && !ordo_at_predicate(search, at);
        }
        at = past;
    }
    return false;
}

/* Whether at `at` a member of an enumeration can begin: "raise the wages", "free college", "never
 * again leave". */
static bool is_member(const struct search *search, size_t at)
{
    while (ordo_at(search, at, WORD(NEGATION) | WORD(ADVERB) | WORD(IN_LY)))
        at++;
    return ordo_at_kind(search, at, ITEM_WORD) &&
           !ordo_at(search, at,
                    (WORD_STOPPERS & ~WORD(COMMON_VERB)) | WORD_ANY_PRONOUN | WORD(ACCORDING) |
                        WORD(GERUND)) &&
           !ordo_at_ing(search, at) &&
           !(ordo_at(search, at, WORD(IN_ED)) &&
             !ordo_item_ends_with(&search->items[at], search->text, "eed")) &&
           !ordo_at(search, at + 1, WORD(AUXILIARY) | WORD(COMMON_VERB));
}

/* Whether others report among the words from `first` on, at most up to "that" or "who": ",
 * officials and diplomats said". */
static bool holds_report(const struct search *search, size_t first, size_t past)
{
    for (size_t i = first + 1; i < past && !ordo_at(search, i, WORD(RELATIVE) | WORD(SUBORDINATOR));
         i++)
        if (ordo_at(search, i, WORD(AUXILIARY)) ||
            (ordo_at(search, i, WORD(FINITE)) && ordo_at(search, i, WORD(SAY)) &&
             !ordo_at(search, i, WORD(NOUN) | WORD(CUE_NOUN))))
            return true;
    return false;
}

/* "To cut taxes, | raise the wages and build homes", ", free college at state schools and other
 * programs": whether the comma at `at` stands in an enumeration whose members are longer than a
 * noun phrase. */
static bool is_in_long_list(const struct search *search, size_t at, size_t end)
{
    if (ordo_at(search, at - 1, WORD(UPPER)))
        return false; /* "Silva, head of the union and ..." */
    for (int n = 0; n < LIST_MAX && at < end; n++) {
        size_t first = at + 1 + ordo_at(search, at + 1, WORD(CONJUNCTION)), comma, last;
        if (!is_member(search, first))
            return false;
        comma = ordo_next(search, first, end, TRAIT_COMMA);
        last = ordo_next(search, first + 1, comma, TRAIT_OF(CONJUNCTION));
        if (holds_report(search, first, comma))
            return false;
        if (first > at + 1) { /* ", and build homes" */
            size_t before = ordo_last(search, at > REACH_MAX ? at - REACH_MAX : 0, at, TRAIT_COMMA);
            return n > 0 ||
                   (before != SIZE_MAX && !ordo_at(search, before + 1, WORD(CONJUNCTION)) &&
                    is_in_long_list(search, before, end));
        }
        if (last < comma)
            return is_member(search, last + 1);
        at = comma;
    }
    return false;
}

/* Whether an object goes on behind the comma at `at`: ", including ...", ", not ...", ", Ana
 * Silva," and behind both commas of "in Concord, N.H., ...". */
static bool goes_over(const struct search *search, size_t at, size_t end)
{
    static const char words[][WORD_ROOM] = {
        "including", "such",  "particularly", "especially", "not",    "or",   "to",
        "like",      "along", "from",         "at",         "rather", "that", ""};

    if (search->text[search->items[at].begin] != ',' || !ordo_at_kind(search, at + 1, ITEM_WORD))
        return false;
    if (ordo_at(search, at + 1, WORD(UPPER)) &&
        !ordo_at_kind(search, ordo_phrase_right(search, at + 1), ITEM_WORD))
        return true;
    return ordo_is_any(search, at + 1, words) || is_in_list(search, at) ||
           is_in_long_list(search, at, end) || is_between_names(search, at, at + 2) ||
           (at > 1 && is_between_names(search, at - 2, at));
}

size_t ordo_object_end(const struct search *search, size_t at, size_t end)
{
    static const char inside[][WORD_ROOM] = {"as",      "because", "while", "when", "if",  "unless",
                                             "whether", "how",     "where", "what", "why", ""};

    for (; at < end && (at = ordo_next(search, at, end, TRAIT_MAY_END)) < end; at++) {
        if (ordo_at_fragment(search, at) && search->items[at].ending == ENDING_COMMA)
            return at + 1;
        if (ordo_at_fragment(search, at) ||
            (ordo_at_kind(search, at, ITEM_COMMA) && goes_over(search, at, end)))
            continue;
        if (search->items[at].kind != ITEM_WORD || /* a comma or quotation */
            (ordo_has(search, at, TRAIT_MAY_GO_ON) && goes_on(search, at)))
            break;
        if (ordo_at(search, at, WORD(SUBORDINATOR)) && !ordo_is_that(search, at) &&
            (!ordo_is_any(search, at, inside) || /* "(even) as he left" */
             (ordo_is_word(search, at, "as") && ordo_at(search, at + 1, WORD_PERSON))))
            return at -
                   (ordo_is_word(search, at - 1, "even") || ordo_is_word(search, at - 1, "just"));
    }
    return at;
}

/* "Positions on", "addresses of": a verb of naming needs an object. */
static bool is_plural(const struct search *search, size_t at)
{
    return ordo_at_third_person(search, at) && ordo_at(search, at + 1, WORD(PREPOSITION)) &&
           !ordo_at(search, at, WORD(CLAUSE) | WORD(PARTICLE) | WORD(TO_OBJECT));
}

/* "Chides Silva and | praises Ortega": a verb that may be a noun, in the form of the one before
 * `first` and before an object. */
static bool goes_with_third(const struct search *search, size_t first, size_t at)
{
    return first > 0 && ordo_at_third_person(search, first - 1) &&
           ordo_at_third_person(search, at) &&
           (ordo_at(search, at + 1, WORD(UPPER)) || ordo_at_determiner(search, at + 1));
}

/* "Ruled out a ceasefire or | talks": no verb in -s has the subject of one in the past. */
static bool is_of_past(const struct search *search, size_t first, size_t at)
{
    size_t verb = first - (first > 0);

    verb -= verb > 0 && !ordo_at(search, verb, WORD(FINITE)); /* "out" */
    return ordo_at_third_person(search, at) && ordo_at(search, verb, WORD(FINITE)) &&
           !ordo_ends_in_s(search, verb);
}

/* "And left", "or leaving": another predicate of the verb's subject, behind a thing from `first`
 * on. Not "keeping rates low and making it hard". */
static bool joins_verb(const struct search *search, size_t first, size_t at)
{
    if (!ordo_at(search, at, WORD(CONJUNCTION)) ||
        !ordo_at(search, at + 1,
                 WORD(FINITE) | WORD(COMMON_VERB) | WORD(AUXILIARY) | WORD(GERUND) | WORD(IN_ED)) ||
        (ordo_at(search, at + 1, WORD(NOUN) | WORD(CUE_NOUN)) &&
         !goes_with_third(search, first, at + 1)) ||
        is_plural(search, at + 1) || is_of_past(search, first, at + 1) ||
        (ordo_at_indefinite(search, at - 2) && !ordo_at(search, at + 1, WORD(FINITE)) &&
         ordo_at(search, at + 1, WORD(IN_ED)))) /* "a free and united Europe" */
        return false;
    if (ordo_at(search, at + 1, WORD(GERUND)))
        for (size_t i = first; i < at; i++)
            if (ordo_at_ing(search, i) && (i == first || ordo_at(search, i - 1, WORD(PREPOSITION))))
                return false;
    return true;
}

/* "Those who protest the treaty | say they ...": the verb of who does so. */
static bool says_more(const struct search *search, size_t at)
{
    return ordo_at(search, at, WORD(BASE)) && ordo_at(search, at, WORD(SAY)) &&
           ordo_at(search, at, WORD(CLAUSE)) && ordo_at(search, at + 1, WORD_ANY_PRONOUN) &&
           !ordo_at(search, at - 1, WORD(AUXILIARY)) && !ordo_is_word(search, at - 1, "to");
}

size_t ordo_thing_end(const struct search *search, size_t first, size_t at, size_t end)
{
    static const char adjuncts[][WORD_ROOM] = {"before", "after", "without", "despite", "since",
                                               "during", "until", "when",    ""};
    static const char wishes[][WORD_ROOM] = {"expect",   "expects", "expected", "want",
                                             "wants",    "wanted",  "demand",   "demands",
                                             "demanded", "for",     ""}; /* "wants it before May" */
    bool wish = first > 0 && ordo_is_any(search, first - 1, wishes);

    for (size_t i = first + 1; i < at; i++)
        if (says_more(search, i))
            return i;
    end = ordo_object_end(search, at, end);
    while (at < end && !joins_verb(search, first, at) &&
           !(at > first && ordo_at(search, at, WORD(PREPOSITION) | WORD(SUBORDINATOR)) &&
             ordo_is_any(search, at, adjuncts) && !(wish && !ordo_at_ing(search, at + 1))) &&
           !(at > first && says_more(search, at)))
        at++;
    return at;
}

/* The object goes on in marks: that quotation tells what is said. */
bool ordo_goes_on_in_quotation(const struct search *search, struct clause clause)
{
    return ordo_at_kind(search, clause.past, ITEM_QUOTE) && !ordo_at_fragment(search, clause.past);
}

/* "to keep", not "to the allies" */
bool ordo_is_infinitive(const struct search *search, size_t to)
{
    static const char sounds[][WORD_ROOM] = {"applause", "laughter", "cheers", "jeers", "boos", ""};

    return ordo_at_kind(search, to + 1, ITEM_WORD) &&
           !ordo_at(search, to + 1, WORD(UPPER) | WORD(GERUND)) &&
           !ordo_at_determiner(search, to + 1) && !ordo_at_pronoun(search, to + 1) &&
           !ordo_is_any(search, to + 1, sounds) && /* "told parliament to loud applause" */
           !ordo_is_any(search, to + 2, sounds);
}
