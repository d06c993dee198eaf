/* verb_clause.c: what a reporting verb in English reports, by the words behind it.
 *
 * "said on Monday that ...", "said he ...", "asked the allies why ...", "urged the allies to ...",
 * "called for ...", "denied breaking ...", "condemned the attack": what may follow is the verb's to
 * say, by its classes in the lexicon. */
#include "verb_clause.h"
#include "adjunct.h"

#define FAR_THAT_MAX 18 /* items between a verb and a "that" behind adjuncts */
#define HEARER_MAX   7  /* items between "told" and its "that" */
#define BARE_MAX     3  /* items of a subject without an article and its verb */

static bool is_speaking(const struct search *search, size_t verb)
{
    static const char words[][WORD_ROOM] = {
        "spoke", "speaks", "speak", "speaking", "spoken",  "talked",  "talks", "talk",    "talking",
        "wrote", "writes", "write", "writing",  "written", "thought", "think", "tweeted", ""};

    return ordo_is_any(search, verb, words);
}

/* Whether the verb names who is spoken to before what is said. */
static bool is_told(const struct search *search, size_t verb)
{
    static const char words[][WORD_ROOM] = {"told",     "tells",     "tell",     "telling",
                                            "assured",  "informed",  "reminded", "convinced",
                                            "notified", "notifying", "warned",   ""};

    return ordo_is_any(search, verb, words);
}

/* "...," he said last week: what he said stands before. */
static bool follows_quotation(const struct search *search, size_t verb)
{
    size_t end = ordo_last(search, 0, verb, TRAIT_END), first;
    struct finding subject = {0};

    /* A subject is in the verb's sentence, and so is what stands right before it. */
    first = end == SIZE_MAX ? 0 : end + 1;
    if (ordo_next(search, first, verb, TRAIT_QUOTE) == verb ||
        !ordo_phrase_subject(search, verb, 0, &subject))
        return false;
    first = subject.first;
    if (first > 0 && ordo_at_kind(search, first - 1, ITEM_COMMA))
        first--;
    return first > 0 && ordo_at_kind(search, first - 1, ITEM_QUOTE);
}

/* "said little about it", "said no": no clause, as "said no one was hurt" is. */
static bool is_amount(const struct search *search, size_t at, size_t past)
{
    static const char words[][WORD_ROOM] = {"little", "nothing", "much", "something", "anything",
                                            "so",     "more",    "no",   "yes",       ""};

    return ordo_is_any(search, at, words) && !ordo_at_predicate(search, at + 1) &&
           !(ordo_at_kind(search, at + 1, ITEM_WORD) &&
             !ordo_at(search, at + 1, WORD(PREPOSITION) | WORD(SUBORDINATOR) | WORD(CONJUNCTION)) &&
             ordo_clause_has_predicate(search, at + 2, past)) &&
           !ordo_is_word(search, at + 1, "of"); /* "much of it was true" */
}

/* "The polls show (that) the two are alike". */
static bool is_finding(const struct search *search, size_t verb)
{
    static const char words[][WORD_ROOM] = {
        "show",     "shows",  "showed", "found",     "finds",     "find", "suggest",
        "suggests", "proves", "proved", "suggested", "indicates", ""};

    return ordo_is_any(search, verb, words);
}

/* What these have behind them is a clause, whatever stands between its subject and its verb. */
static bool is_belief(const struct search *search, size_t verb)
{
    static const char words[][WORD_ROOM] = {
        "believe", "believes", "believed", "believing", "think", "thinks", "thought", "thinking",
        "hope",    "hopes",    "hoped",    "hoping",    "doubt", "doubts", "doubted", ""};

    return ordo_is_any(search, verb, words);
}

/* Anything may follow it. */
static bool is_say(const struct search *search, size_t verb)
{
    static const char words[][WORD_ROOM] = {"said", "says", "say", "saying", "added", "adding", ""};

    return ordo_is_any(search, verb, words);
}

static bool begins_clause(const struct search *search, size_t at)
{
    return ordo_at_pronoun(search, at) || ordo_at_determiner(search, at) ||
           ordo_behind_count(search, at) > at ||
           ordo_names_at(search->reading->names, at) != SIZE_MAX;
}

/* "(said on Monday) | talks would resume": a subject without an article and its auxiliary. */
static bool begins_bare_clause(const struct search *search, size_t at)
{
    size_t past = at;

    while (past < at + BARE_MAX && ordo_at_kind(search, past, ITEM_WORD) &&
           !ordo_at(search, past, WORD_STOPPERS) && !ordo_at_adverb(search, past))
        past++;
    return past > at && ordo_at(search, past, WORD(AUXILIARY));
}

/* "found Silva leading (the others)": behind a name it is what the name does. */
static bool has_gerund(const struct search *search, size_t first, size_t past)
{
    for (size_t i = first + 1; i < past && i < search->n; i++)
        if (ordo_at(search, i - 1, WORD(UPPER)) && ordo_at_ing(search, i))
            return true;
    return false;
}

static bool has_as(const struct search *search, struct clause clause)
{
    for (size_t i = clause.first + 1; i + 1 < clause.past; i++)
        if (ordo_is_word(search, i, "as"))
            return true;
    return false;
}

/* "a message sent to reporters", "a meeting held in Lima": no verb of a clause. */
static bool is_given(const struct search *search, size_t at)
{
    static const char participles[][WORD_ROOM] = {"sent", "held", "read", ""};

    return ordo_is_any(search, at, participles) && ordo_at(search, at + 1, WORD(PREPOSITION));
}

/* "said at the conference on Monday that", "said, among other things, that" */
static bool far_that(const struct search *search, size_t verb, size_t end, struct clause *clause)
{
    static const char objects[][WORD_ROOM] = {"about", "of", ""}; /* "said of the day that" */
    size_t at = verb + 1;

    if (!ordo_at(search, verb, WORD(CLAUSE)) ||
        !(ordo_at(search, at, WORD(PREPOSITION) | WORD(WEEKDAY) | WORD(ADVERB)) ||
          ordo_at_kind(search, at, ITEM_COMMA)) ||
        ordo_is_any(search, at, objects) ||
        (ordo_is_word(search, at, "to") && ordo_is_infinitive(search, at)))
        return false;
    while (at < end && at < verb + FAR_THAT_MAX && !ordo_is_that(search, at)) {
        size_t aside = ordo_at_kind(search, at, ITEM_COMMA) && ordo_cue_quotes(search, at + 1)
                           ? ordo_next(search, at + 1, end, TRAIT_COMMA)
                           : end; /* ", citing two officials, that" */
        if (aside < end && ordo_is_that(search, aside + 1)) {
            at = aside + 1;
            break;
        }
        if ((ordo_at_kind(search, at, ITEM_QUOTE) && !search->items[at].term) ||
            ordo_at_kind(search, at, ITEM_COLON) ||
            ordo_at(search, at, WORD(AUXILIARY) | WORD_ANY_PRONOUN) ||
            ((ordo_at(search, at, WORD(COMMON_VERB)) ||
              (ordo_has(search, at, TRAIT_FINITE) && ordo_at(search, at, WORD(CLAUSE)))) &&
             !is_given(search, at)) ||
            (ordo_at(search, at, WORD(GERUND)) &&
             (ordo_at_kind(search, at - 1, ITEM_COMMA) || ordo_at(search, at, WORD(SAY)))))
            return false; /* "said on Monday, adding that", "agreed, with others warning that" */
        at++;
    }
    *clause = (struct clause){at, ordo_clause_end(search, at, end)};
    return at < end && ordo_is_that(search, at) &&
           ordo_clause_has_predicate(search, at + 1, clause->past) &&
           !ordo_at(search, at + 1, WORD(AUXILIARY) | WORD(COMMON_VERB) | WORD(FINITE)) &&
           (ordo_at(search, at + 1, WORD(UPPER) | WORD(DETERMINER) | WORD(POSSESSIVE)) ||
            !ordo_at_determiner(search, at + 2)); /* "said in an address that drew a reply" */
}

/* Behind the noun phrase at `at`, or behind a "her" that stands alone: "endorsed her". */
static size_t behind_thing(const struct search *search, size_t at)
{
    size_t past = ordo_phrase_right(search, at);

    return past == at && ordo_is_word(search, at, "her") ? at + 1 : past;
}

/* A noun phrase, "how it ended", "closing the border", "''fair'' treaties". */
static bool begins_thing(const struct search *search, size_t at)
{
    return behind_thing(search, at) > at || ordo_is_question(search, at) ||
           ordo_at_ing(search, at) || ordo_at_fragment(search, at) ||
           ordo_at_fragment(search, at + 1);
}

/* "spoke out against", "pushed back on", "lashed out at" */
static bool is_phrasal(const struct search *search, size_t at)
{
    static const char adverbs[][WORD_ROOM] = {"out", "back", "in", ""};
    static const char particles[][WORD_ROOM] = {"against", "about", "on", "at", "over", ""};

    return ordo_is_any(search, at, adverbs) && ordo_is_any(search, at + 1, particles) &&
           (!ordo_is_word(search, at + 1, "at") || ordo_is_word(search, at, "out")) &&
           !ordo_at(search, at + 2, WORD(WEEKDAY) | WORD(MONTH));
}

/* "agreed with the ruling", "believes in a union", "hinted at a vote" */
static bool goes_with(const struct search *search, size_t verb, size_t particle)
{
    static const char with[][WORD_ROOM] = {"agree",    "agrees",    "agreed",    "agreeing",
                                           "disagree", "disagrees", "disagreed", "disagreeing",
                                           "concur",   "concurs",   "concurred", ""};
    static const char in[][WORD_ROOM] = {"believe", "believes", "believed", "believing", ""};
    static const char at[][WORD_ROOM] = {"hint",  "hints",  "hinted",  "hinting",  "balk", "balked",
                                         "scoff", "scoffs", "scoffed", "scoffing", ""};

    return (ordo_is_word(search, particle, "with") && ordo_is_any(search, verb, with)) ||
           (ordo_is_word(search, particle, "in") && ordo_is_any(search, verb, in)) ||
           (ordo_is_word(search, particle, "at") && ordo_is_any(search, verb, at));
}

/* "Those who endorsed him | were few": where a thing ends, at the latest before a main verb. */
static size_t thing_past(const struct search *search, size_t first, size_t at, size_t end)
{
    size_t phrase = behind_thing(search, first);

    if (phrase > first && ordo_at(search, phrase, WORD(AUXILIARY)))
        return phrase;
    return ordo_thing_end(search, first, at, end);
}

/* "called for a treaty", "spoke to the allies about the treaty" */
static bool clause_behind_particle(const struct search *search, size_t verb, size_t end,
                                   struct clause *clause)
{
    static const char other_sense[][WORD_ROOM] = {"on", "for", ""}; /* "spoke on Monday" */
    static const char anonymity[][WORD_ROOM] = {"condition", "conditions", ""};
    static const char particles[][WORD_ROOM] = {"for", "on", "about", "of", "against", "over", ""};
    static const char hearers[][WORD_ROOM] = {"to", "with", ""};
    static const char surely[][WORD_ROOM] = {"about", "for", "against", "of", ""};
    static const char of_hearers[][WORD_ROOM] = {"about", "against", ""};
    size_t at = verb + 1, far;

    if (ordo_at(search, at, WORD(ADVERB) | WORD(WEEKDAY) | WORD(IN_LY)) ||
        ordo_is_word(search, at, "at")) {
        far = ordo_behind_adjuncts(search, at, end);
        if (ordo_is_any(search, far, surely))
            at = far; /* "complained bitterly about", "spoke at length of" */
    }
    if (is_phrasal(search, at))
        at++;
    else if (ordo_is_any(search, at, hearers) && !goes_with(search, verb, at))
        at = ordo_phrase_right(search, at + 1);
    else if (ordo_at(search, verb, WORD(ACT)) && !ordo_at(search, at, WORD(PREPOSITION)) &&
             ordo_is_any(search, ordo_phrase_right(search, at), of_hearers))
        at = ordo_phrase_right(search, at); /* "asked the minister about" */
    if (ordo_at(search, verb, WORD(TO_OBJECT)) && ordo_is_word(search, verb + 1, "to"))
        at = verb + 1;
    else if (!goes_with(search, verb, at) && !is_phrasal(search, at - 1) &&
             (!ordo_at(search, verb, WORD(PARTICLE)) || !ordo_is_any(search, at, particles)))
        return false;
    *clause = (struct clause){at + 1, thing_past(search, at + 1, at + 1, end)};
    return begins_thing(search, at + 1) && clause->past > at + 1 &&
           !ordo_goes_on_in_quotation(search, *clause) &&
           !(ordo_is_any(search, at, other_sense) && is_speaking(search, verb)) &&
           !ordo_is_any(search, at + 1 + ordo_at_determiner(search, at + 1), anonymity);
}

/* "Convince voters that", "agreed with the minister that": the "that" behind who hears it, the
 * phrase [at, object) or one behind a preposition, or `at`. An object can have a "that" of its own.
 */
static size_t that_behind_hearer(const struct search *search, size_t verb, size_t at, size_t object)
{
    bool to = object == at && (ordo_is_word(search, at, "to") || ordo_is_word(search, at, "with"));
    size_t past = to ? ordo_phrase_right(search, at + 1) : object;

    if (past == at + to || !ordo_is_that(search, past) ||
        !ordo_at(search, verb, WORD(SAY) | WORD(ACT)) ||
        (!to && ordo_at(search, verb, WORD(OBJECT) | WORD(CLAUSE))) ||
        ordo_at(search, past + 1, WORD(AUXILIARY) | WORD(COMMON_VERB) | WORD(FINITE)))
        return at;
    return ordo_phrase_is_person(search, at + to, past) ? past : at;
}

static bool warns(const struct search *search, size_t verb)
{
    static const char words[][WORD_ROOM] = {"warn", "warns", "warned", "warning", ""};

    return ordo_is_any(search, verb, words);
}

/* Where what the verb reports may begin: behind adjuncts, and behind who is told or asked. */
static size_t clause_start(const struct search *search, size_t verb, size_t at, size_t end)
{
    size_t object, far;

    if (ordo_at(search, verb, WORD(ACT) | WORD(THINK)) && ordo_is_word(search, at, "to"))
        return at; /* "promised to keep it" */
    object = ordo_phrase_right(search, at);
    far = ordo_behind_adjuncts(search, at, end);
    if (far < end && far > at &&
        (ordo_is_that(search, far) ||
         (ordo_at(search, verb, WORD(CLAUSE)) &&
          (begins_clause(search, far) ||
           (is_say(search, verb) && begins_bare_clause(search, far))))))
        return far; /* "said on Monday that", "said in a statement they" */
    if (object > at && ordo_is_question(search, object) && !is_say(search, verb) &&
        (!ordo_at(search, object, WORD(RELATIVE)) || ordo_at(search, verb, WORD(ACT))))
        return object; /* "asked the minister whether"; not "recalled a man who" */
    if (!is_told(search, verb))
        return that_behind_hearer(search, verb, at, object);
    for (size_t i = at; i < at + HEARER_MAX && ordo_at_kind(search, i, ITEM_WORD); i++)
        if (ordo_is_that(search, i))
            return i; /* "told a rally of farmers that" */
    if (object == at || (ordo_at(search, verb, WORD(CLAUSE)) && warns(search, verb) &&
                         ordo_at(search, object, WORD(AUXILIARY))))
        return at; /* "warned the step could cost lives" */
    object = ordo_first_phrase_end(search, at, object);
    far = ordo_behind_adjuncts(search, object, end); /* "told reporters in Hanoi that" */
    return far < end && (ordo_is_that(search, far) || begins_clause(search, far) ||
                         (far > object && begins_bare_clause(search, far)))
               ? far
               : object;
}

/* "(not) to keep": where "to" may be. */
static size_t behind_not(const struct search *search, size_t at)
{
    return at + ordo_at(search, at, WORD(NEGATION));
}

/* "promised (not) to keep the treaty" */
static bool infinitive_behind(const struct search *search, size_t verb, size_t at, size_t end,
                              struct clause *clause)
{
    size_t to = behind_not(search, at);

    clause->past = ordo_object_end(search, at, end);
    return ordo_is_infinitive(search, to) && clause->past > to + 1 && !is_speaking(search, verb) &&
           !ordo_goes_on_in_quotation(search, *clause) &&
           ordo_at(search, verb, WORD(ACT) | WORD(THINK));
}

static bool is_upper_run(const struct search *search, size_t first, size_t past)
{
    while (first < past && ordo_at(search, first, WORD(UPPER)))
        first++;
    return first == past;
}

/* "Ana Silva on Monday": a name or pronoun alone, and when or where. */
static bool is_name_alone(const struct search *search, size_t first, size_t past, size_t end)
{
    static const char words[][WORD_ROOM] = {"for", "of", "as", "over", "to", "about", "with", ""};
    static const char reasons[][WORD_ROOM] = {"for", "as", "over", ""};
    size_t far;

    if (!is_upper_run(search, first, past) &&
        !(past == first + 1 &&
          (ordo_at_pronoun(search, first) || ordo_is_word(search, first, "her"))))
        return false;
    far = ordo_behind_adjuncts(search, past, end);
    if (far > past && far < end && ordo_is_any(search, far, reasons))
        return false; /* "criticized Silva on Monday for leaving" */
    return ordo_at(search, past, WORD(WEEKDAY) | WORD(ADVERB)) || ordo_at_adverb(search, past) ||
           (ordo_at(search, past, WORD(PREPOSITION)) && !ordo_is_any(search, past, words));
}

/* "Endorsed Silva", "condemned it", not "describes herself", "endorsed nobody": a verb of praise or
 * blame, whose object alone, at `object`, tells who or what is judged. */
static bool judges(const struct search *search, size_t verb, size_t object)
{
    static const char others[][WORD_ROOM] = {"himself", "herself",   "itself", "themselves",
                                             "myself",  "yourself",  "nobody", "anybody",
                                             "anyone",  "ourselves", ""};

    return ordo_at(search, verb, WORD(NAME) | WORD(THINK)) && ordo_at(search, verb, WORD(OBJECT)) &&
           !ordo_at(search, verb, WORD(AS)) && !ordo_is_any(search, object, others);
}

/* "Calls seeking comment", "citing two officials", "addressed the General Assembly": what is sought
 * or spoken to is nothing that is said. */
static bool tells_nothing(const struct search *search, size_t verb, size_t at, size_t past)
{
    static const char seek[][WORD_ROOM] = {"seek", "seeks", "sought", "seeking", ""};
    static const char address[][WORD_ROOM] = {"address", "addresses", "addressed", "addressing",
                                              ""};
    static const char audience[][WORD_ROOM] = {
        "ceremony", "rally",     "crowd",      "crowds",   "assembly", "conference", "summit",
        "forum",    "meeting",   "parliament", "congress", "council",  "nation",     "reporters",
        "session",  "gathering", "convention", "event",    "audience", "supporters", "lawmakers",
        "gala",     "attendees", "briefing",   "troops",   "students", "delegates",  "media",
        "press",    "workers",   "executives", "funeral",  "service",  "party",      ""};

    if (ordo_is_any(search, verb, seek))
        return ordo_is_word(search, at, "comment");
    if (is_told(search, verb) && past == at + 1 &&
        (ordo_at_pronoun(search, at) || ordo_is_word(search, at, "her")))
        return true; /* "he told her" */
    if (ordo_cue_quotes(search, verb))
        return ordo_phrase_is_person(search, at, past) && !ordo_at(search, at, WORD(UPPER));
    for (size_t i = at; ordo_is_any(search, verb, address) && i < past; i++)
        if (ordo_is_any(search, i, audience))
            return true;
    return false;
}

/* What it calls somebody stands behind "as". */
static bool describes(const struct search *search, size_t verb)
{
    static const char words[][WORD_ROOM] = {
        "describe",      "describes",     "described", "describing",
        "characterized", "characterised", "portrayed", "branded",
        "labelled",      "labeled",       ""};

    return ordo_is_any(search, verb, words);
}

/* "condemned the attack on the embassy", "denied meeting the minister" */
static bool object_behind(const struct search *search, size_t verb, size_t at, size_t end,
                          struct clause *clause)
{
    static const char particles[][WORD_ROOM] = {"up", "down", "away", "off", "out", ""};
    size_t object = behind_thing(search, at);
    bool phrasal = ordo_is_word(search, verb + 1, "out") && !is_speaking(search, verb);
    bool judged = phrasal || judges(search, verb, at);

    if (object == at && ordo_at(search, verb, WORD(OBJECT)) && ordo_at_ing(search, at))
        object = at + 1;
    if (object == at && ordo_at_determiner(search, at) && ordo_at_fragment(search, at + 1))
        object = at + 2; /* decried "the ''spin masters'' of the union" */
    if (tells_nothing(search, verb, at, object))
        return false;
    if (object == at || !(phrasal || ordo_at(search, verb, WORD(OBJECT) | WORD(AS))) ||
        ordo_is_any(search, at, particles)) /* "showed up" */
        return false;
    if (!is_finding(search, verb) && is_name_alone(search, at, object, end)) {
        clause->past = object;
        return judged;
    }
    clause->past = thing_past(search, at, object, end);
    if (ordo_goes_on_in_quotation(search, *clause) &&
        ordo_is_word(search, clause->past - 1, "as")) {
        if (describes(search, verb))
            return false; /* described the treaty as "a gift" */
        clause->past--;   /* rejected the treaty as "a gift" */
    }
    return clause->past > at + !(judged || ordo_at_determiner(search, at)) &&
           !ordo_goes_on_in_quotation(search, *clause) &&
           (phrasal || ordo_at(search, verb, WORD(OBJECT)) || has_as(search, *clause));
}

/* "Him", "themselves", "Ana Silva": whom or what an adjective behind it can describe. */
static bool is_somebody(const struct search *search, size_t first, size_t past)
{
    static const char words[][WORD_ROOM] = {"him",  "it",      "them",   "himself",    "this",
                                            "that", "herself", "itself", "themselves", ""};

    return ordo_is_any(search, first, words) || is_upper_run(search, first, past);
}

/* "called it divisive" */
static bool is_quality(const struct search *search, size_t at)
{
    return ordo_at_kind(search, at, ITEM_WORD) && !ordo_at(search, at, WORD(UPPER)) &&
           !ordo_at(search, at, WORD_STOPPERS & ~WORD(NEGATION)) && !ordo_at_pronoun(search, at);
}

/* "called him a friend of the people", "called the treaty ''a gift''" */
static bool complement_behind(const struct search *search, size_t verb, size_t object, size_t end,
                              struct clause *clause)
{
    if (!ordo_at(search, verb, WORD(NAME)) || object <= clause->first ||
        ordo_at_ing(search, clause->first))
        return false;
    object = ordo_first_phrase_end(search, clause->first, object);
    if (!(ordo_at(search, object, WORD(DETERMINER) | WORD(POSSESSIVE)) ||
          ordo_at_fragment(search, object) ||
          (is_somebody(search, clause->first, object) && is_quality(search, object))))
        return false;
    clause->past = ordo_thing_end(search, clause->first, object, end);
    return clause->past > clause->first + 1 && !ordo_goes_on_in_quotation(search, *clause);
}

/* "ruled the law breaks the charter", "told them he's leaving": the phrase [first, past) holds the
 * verb of what is reported. */
static bool holds_verb(const struct search *search, size_t first, size_t past)
{
    for (size_t i = first + 3; i < past; i++)
        if (ordo_at(search, i, WORD(DETERMINER) | WORD(POSSESSIVE)) &&
            !ordo_at_chain(search, i - 1) && !ordo_at(search, i - 1, WORD(UPPER)) &&
            ordo_ends_in_s(search, i - 1))
            return true;
    return ordo_at(search, first, WORD(KONJUNKTIV));
}

/* "thinks the treaty will hold": a verb that needs "that" for any other clause. object: where the
 * phrase that the clause begins with ends. */
static bool subject_and_verb(const struct search *search, size_t verb, size_t object, size_t end,
                             struct clause *clause)
{
    static const char objects[][WORD_ROOM] = {"him", "them", "me", "us", ""};
    bool plain = (ordo_at(search, verb, WORD(SAY) | WORD(THINK)) ||
                  (ordo_at(search, verb, WORD(ACT)) && is_finding(search, verb))) &&
                 ordo_at(search, ordo_behind_adjuncts(search, object, end),
                         WORD(AUXILIARY) | WORD(COMMON_VERB));
    bool belief = ordo_at(search, verb, WORD(THINK)) && is_belief(search, verb);

    if ((!plain && !belief) ||
        (object == clause->first + 1 && ordo_is_any(search, clause->first, objects)))
        return false;
    clause->past = ordo_clause_end(search, clause->first, end);
    return (plain && object < clause->past) ||
           /* "believe her work for the city, and for the poor, will help" */
           (belief && ordo_clause_has_predicate(search, object, clause->past));
}

/* "announced late on Saturday" */
static bool is_time_alone(const struct search *search, size_t at, size_t end)
{
    size_t past;

    if (!ordo_is_word(search, at, "late") && !ordo_is_word(search, at, "early"))
        return false;
    past = ordo_behind_adjuncts(search, at, end);
    return past > at + 1 && (past >= end || !ordo_at_kind(search, past, ITEM_WORD));
}

/* "that | small circles tend to shrink", "that | sleep improves memory": a plural, or a verb in -s
 * of what has no article, is behind no "that" that points. */
static bool has_bare_subject(const struct search *search, size_t first, size_t past)
{
    size_t end = first + BARE_MAX < past ? first + BARE_MAX : past;

    for (size_t i = first; i < end; i++) {
        const struct item *item = &search->items[i];
        if (!ordo_at_kind(search, i, ITEM_WORD) || ordo_at(search, i, WORD_STOPPERS | WORD(UPPER)))
            return false;
        if (i + 1 < past + (i > first) && ordo_ends_in_s(search, i) && !item->genitive &&
            item->end - item->begin > 3 && memchr("sui", search->text[item->end - 2], 3) == NULL)
            return true;
    }
    return false;
}

/* "told me | the number on the offers made her sit", not "told me the story of how it began":
 * whether behind who is told, the phrase [at, object) begins a clause. */
static bool is_told_clause(const struct search *search, size_t verb, size_t at, size_t object,
                           size_t end)
{
    static const char things[][WORD_ROOM] = {
        "story", "stories",     "truth", "news",    "name",   "reason", "reasons",
        "tale",  "same",        "joke",  "details", "secret", "lie",    "password",
        "price", "whereabouts", "plan",  "moment",  "way",    ""};
    size_t relative = object + ordo_at_kind(search, object, ITEM_COMMA);

    return at > verb + 1 && object > at && is_told(search, verb) &&
           ordo_at_determiner(search, at) &&
           !ordo_is_any(search, ordo_phrase_head(search, at, object), things) &&
           !ordo_at(search, relative, WORD(RELATIVE)) && !ordo_at_pronoun(search, object) &&
           ordo_clause_has_predicate(search, object, ordo_clause_end(search, at, end));
}

bool ordo_clause_behind(const struct search *search, size_t verb, size_t end, struct clause *clause)
{
    size_t at = verb + 1, object;

    if (ordo_at(search, verb, WORD(CLAUSE)) && ordo_behind_count(search, at) > at &&
        ordo_clause_has_predicate(search, at + 1, end)) { /* "said at least seven had died" */
        *clause = (struct clause){at, ordo_clause_end(search, at, end)};
        return ordo_clause_has_predicate(search, at + 1, clause->past);
    }
    while (at < end && (ordo_at_adverb(search, at) || ordo_at(search, at, WORD(WEEKDAY)) ||
                        ordo_is_word(search, at, "out") ||
                        (ordo_at(search, at, WORD(ADVERB)) && ordo_is_question(search, at + 1))))
        at++; /* "pointed out", "asked again whether" */
    if (far_that(search, verb, end, clause))
        return true;
    at = clause_start(search, verb, at, end);
    if (at >= end || search->items[at].kind != ITEM_WORD || is_time_alone(search, at, end))
        return false;
    if (!ordo_is_that(search, at) &&
        (ordo_at(search, verb, WORD(PARTICLE) | WORD(TO_OBJECT)) ||
         goes_with(search, verb, verb + 1) || is_phrasal(search, verb + 1)) &&
        clause_behind_particle(search, verb, end, clause))
        return true;
    object = ordo_phrase_right(search, at);
    if (object == at && ordo_is_word(search, behind_thing(search, at), "to"))
        object = at + 1; /* "asked her to" */
    *clause = (struct clause){.first = at};
    if (ordo_is_that(search, at) || ordo_is_question(search, at)) {
        clause->past = ordo_clause_end(search, at, end);
        return ordo_clause_has_predicate(search, at + 1, clause->past) ||
               (ordo_is_that(search, at) && has_bare_subject(search, at + 1, clause->past)) ||
               (clause->past > at + 4 && begins_clause(search, at + 1));
    }
    if (object > at && ordo_is_word(search, behind_not(search, object), "to") &&
        ordo_at(search, verb, WORD(ACT)) && !ordo_at(search, verb, WORD(OBJECT)))
        return infinitive_behind(search, verb, object, end, clause); /* "urged the allies to" */
    if (ordo_is_word(search, behind_not(search, at), "to"))
        return infinitive_behind(search, verb, at, end, clause);
    if (verb > 0 && ordo_at_kind(search, verb - 1, ITEM_QUOTE) &&
        !(search->items[verb - 1].term &&
          (ordo_at_predicate(search, object) || !ordo_phrase_is_person(search, at, object))))
        return false; /* "...," said the minister, who ... */
    if (ordo_at(search, verb, WORD(CLAUSE)) &&
        (object == at || is_say(search, verb) || holds_verb(search, at, object) ||
         is_told_clause(search, verb, at, object, end) ||
         (ordo_at(search, object + 1,
                  WORD(RELATIVE)) && /* "told them the treaty, which ..., holds" */
          ordo_at_predicate(search, ordo_phrase_behind(search, object, end))) ||
         ordo_at_predicate(search, ordo_behind_adjuncts(search, object, end)) ||
         (ordo_at(search, verb, WORD(ACT) | WORD(THINK)) && has_gerund(search, at, object + 1)))) {
        clause->past = ordo_clause_end(search, at, end);
        if (ordo_at_kind(search, verb - 1, ITEM_COMMA) &&
            ordo_phrase_is_person(search, at, object) &&
            !ordo_clause_has_predicate(search, object, clause->past))
            return false; /* "Not so fast, says Silva of Lima" */
        if (clause->past == at + 1 && ordo_at(search, at, WORD(WEEKDAY)))
            return false; /* "what he told the committee Monday" */
        return (!ordo_at(search, at, WORD(PREPOSITION) | WORD(CONJUNCTION)) ||
                ordo_is_word(search, at, "not")) &&
               !is_amount(search, at, clause->past) && !follows_quotation(search, verb);
    }
    if (object > at && subject_and_verb(search, verb, object, end, clause))
        return true;
    if (ordo_is_word(search, object, "as") && ordo_at(search, object + 1, WORD(GERUND)) &&
        ordo_cue_quotes(search, verb))
        return false; /* "cited Silva as saying": what comes is Silva's */
    return complement_behind(search, verb, object, end, clause) ||
           object_behind(search, verb, at, end, clause);
}
