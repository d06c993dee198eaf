/* attribution.c: the reporting word before a quotation, and the noun phrase that is its subject: X
 * said, "...".
 *
 * Several verbs may stand before it: the nearest counts, unless an outer one reports what the inner
 * one is part of ("said that he wants ..."). */
#include "attribution.h"
#include "clause.h"
#include "german.h"

#include <string.h>

/* Whether the clause that begins at `first` stands in what the verb at `verb` reports: "He said (on
 * Monday) (that) he would offer ...", "told reporters he ..."; not across a new main clause: "He
 * said no, but she offered ...". */
static bool governs(const struct search *search, size_t verb, size_t first)
{
    size_t next = verb + 1;
    bool that = false;

    if (!ordo_at(search, verb, WORD(SAY)))
        return false;
    for (size_t i = next; i < first; i++) {
        if ((ordo_at_kind(search, i, ITEM_QUOTE) && !search->items[i].term) ||
            (ordo_at_kind(search, i, ITEM_COMMA) &&
             ordo_at(search, i + 1, WORD(CONJUNCTION) | WORD(SUBORDINATOR)) &&
             !ordo_is_that(search, i + 1)))
            return false;
        that = that || ordo_is_that(search, i);
    }
    if (that || first == next ||
        (ordo_in_german(search) && ordo_at_kind(search, first - 1, ITEM_COMMA) &&
         ordo_at(search, first, WORD_PERSON)))
        return true; /* "Silva sagte am Montag, er hoffe ..." */
    if (ordo_phrase_right(search, next) == first)
        return ordo_at(search, first, WORD_PERSON);
    return ordo_at(search, verb, WORD(CLAUSE)) &&
           (ordo_at_determiner(search, next) || ordo_at_pronoun(search, next) ||
            ordo_names_at(search->reading->names, next) != SIZE_MAX);
}

static enum gender gender_at(const struct search *search, size_t first, size_t past)
{
    const struct names *names = search->reading->names;
    size_t name = past > 0 ? ordo_names_at(names, past - 1) : SIZE_MAX;

    if (ordo_at(search, first, WORD(HE) | WORD(SHE)))
        return ordo_at(search, first, WORD(HE)) ? GENDER_HE : GENDER_SHE;
    return name == SIZE_MAX ? GENDER_UNKNOWN : (enum gender)ordo_full_name(names, name)->gender;
}

/* "A plan that Silva dismissed as "..."", "a vote that monitors said was "..."": what the verb
 * tells of stands before "that". */
static bool has_object_before(const struct search *search, const struct finding *inner)
{
    size_t quote = ordo_next(
        search, inner->cue, inner->cue + REACH_MAX < search->n ? inner->cue + REACH_MAX : search->n,
        TRAIT_QUOTE);

    return ordo_in_english(search) && inner->first > 1 && ordo_is_that(search, inner->first - 1) &&
           ordo_has(search, inner->first - 2, TRAIT_PHRASE_WORD) &&
           (ordo_at(search, inner->cue, WORD(NAME))
                ? ordo_at_kind(search, inner->cue + 1, ITEM_QUOTE) ||
                      (quote < search->n && ordo_is_word(search, quote - 1, "as"))
                : ordo_at(search, inner->cue, WORD(SAY)) &&
                      ordo_at(search, inner->cue + 1, WORD(AUXILIARY)));
}

/* Whether `outer`, whose verb governs the clause of `inner`, is who speaks: always right after the
 * verb or its "that"; farther off where the inner verb tells a thought or deed, or its subject can
 * be the outer one again. */
static bool speaks_over(const struct search *search, const struct finding *outer,
                        const struct finding *inner)
{
    size_t next = outer->cue + 1;
    enum gender a, b;

    if (inner->by != ORDO_BY_VERB_BEFORE || !governs(search, outer->cue, inner->first) ||
        has_object_before(search, inner))
        return false;
    if (inner->first == next || ordo_is_that(search, next) ||
        ordo_is_that(search, inner->first - 1))
        return true;
    if (inner->relative >= inner->past) /* "a town that reminded him of" */
        return !ordo_phrase_is_person(search, inner->first, inner->past);
    if (!ordo_at(search, inner->cue, WORD(SAY) | WORD(NAME)))
        return true;
    a = gender_at(search, inner->first, inner->past);
    b = gender_at(search, outer->first, outer->past);
    return ordo_at(search, inner->first, WORD_PERSON) &&
           (a == b || a == GENDER_UNKNOWN || b == GENDER_UNKNOWN);
}

/* "emailed to supporters", "wrote on Facebook": what the preposition at `at` leads to does not
 * speak.
 */
static bool is_aim(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {"to", "on", "in", "at", ""};

    return ordo_is_any(search, at, words);
}

/* "with one of her ads asking": what "with" leads to is the subject of the participle. */
static bool is_absolute(const struct search *search, size_t first, size_t begin)
{
    if (first > begin + 2 && ordo_is_word(search, first - 1, "of") &&
        ordo_is_word(search, first - 2, "one"))
        first -= 2;
    return first > begin && ordo_is_word(search, first - 1, "with");
}

/* "a fine that leaders are (now) calling ...", "a voice can be heard yelling": whether forms of
 * "be" stand before `past`, and their subject. */
static bool is_progressive(const struct search *search, size_t past, size_t begin,
                           struct finding *subject)
{
    static const char perceived[][WORD_ROOM] = {"heard", "seen",     "overheard",
                                                "shown", "recorded", ""};
    size_t verb;

    if (past > begin + 1 && ordo_is_any(search, past - 1, perceived))
        past--;
    verb = past;
    while (verb > begin && ordo_at(search, verb - 1, WORD(AUXILIARY)))
        verb--;
    return verb < past && ordo_at(search, past - 1, WORD(PASSIVE)) &&
           ordo_phrase_subject(search, verb, begin, subject);
}

/* "Officials left, one of them describing it as ..." */
static bool is_one_of_them(const struct search *search, size_t past, size_t begin)
{
    static const char words[][WORD_ROOM] = {"one", "some", "many", "most", "several", "two", ""};

    return past > begin + 3 && ordo_is_word(search, past - 1, "them") &&
           ordo_is_word(search, past - 2, "of") && ordo_is_any(search, past - 3, words) &&
           ordo_at_kind(search, past - 4, ITEM_COMMA);
}

/* "with Senator X (reportedly) calling it ...", "a sign saying ...": the noun phrase right before
 * the participle is its subject, unless that is what somebody said it with or whom they said it to:
 * "issued a statement calling ...", "emailed supporters saying ...". */
static bool beside_participle(const struct search *search, size_t participle, size_t begin,
                              struct finding *finding)
{
    size_t past = participle, first;
    struct finding outer = {0};

    past = ordo_before_adverbs(search, past, begin);
    if (!finding->found && is_progressive(search, past, begin, &outer)) {
        *finding = outer;
        finding->cue = participle;
        finding->cue_past = participle + 1;
        finding->by = ORDO_BY_VERB_BEFORE;
        return finding->found = true;
    }
    first = ordo_phrase_left(search, past, begin);
    if (first > begin && is_aim(search, first - 1))
        return false;
    if (ordo_at(search, participle, WORD(GERUND)) && is_one_of_them(search, past, begin)) {
        *finding = (struct finding){.cue = participle,
                                    .cue_past = participle + 1,
                                    .first = past - 3,
                                    .past = past,
                                    .by = ORDO_BY_PARTICIPLE};
        return finding->found = true;
    }
    if (first == past || !ordo_at(search, participle, WORD(GERUND)) ||
        (ordo_at(search, past - 1, WORD(CUE_NOUN) | WORD_VERB) &&
         !ordo_at(search, past - 1, WORD(ROLE) | WORD(TITLE))) || /* "the judge" */
        (first > begin && ordo_cue_is_finite(search, first - 1)) ||
        (!ordo_phrase_is_person(search, first, past) && !is_absolute(search, first, begin) &&
         ordo_cue_first_phrase(search, begin, first, &outer) &&
         ordo_phrase_is_person(search, outer.first, outer.past)))
        return false; /* "Silva sent out a letter saying": she does */
    *finding = (struct finding){.cue = participle,
                                .cue_past = participle + 1,
                                .first = first,
                                .past = past,
                                .by = ORDO_BY_PARTICIPLE,
                                .found = true};
    return true;
}

/* The participle or infinitive at `at`, as a reporting word. One after a comma ("..., calling it")
 * belongs to the sentence's main clause, others to what stands beside them. */
static bool is_participle(const struct search *search, size_t at, size_t begin, bool has_finite)
{
    const struct item *item = &search->items[at];
    bool gerund = ordo_at(search, at, WORD(GERUND));

    if (ordo_is_upper_word(item) || at == begin ||
        (gerund ? ordo_at_determiner(search, at - 1) || /* "the ruling", "Silva's reasoning" */
                      search->items[at - 1].genitive
                : !ordo_item_is(item - 1, search->text, "to")))
        return false;
    return !has_finite || !gerund || ordo_at(search, at, WORD(SAY) | WORD(NAME) | WORD(ACT)) ||
           ordo_at_kind(search, at - 1, ITEM_COMMA);
}

static bool follows_comma(const struct search *search, size_t at)
{
    at = ordo_before_adverbs(search, at, 0);
    return at > 0 && ordo_at_kind(search, at - 1, ITEM_COMMA);
}

/* ..., explained X, "..." */
static bool find_inverted(const struct search *search, size_t verb, size_t begin, size_t quote,
                          struct finding *finding)
{
    size_t past = ordo_phrase_right(search, verb + 1);
    struct finding before = {0};

    if (ordo_cue_subject(search, verb, begin, &before) && before.first == begin)
        return false; /* Silva, who left early, told X, "..." */
    if (verb == begin || past != quote - 1 || past == verb + 1 ||
        ordo_is_word(search, verb + 1, "es") || ordo_is_word(search, verb + 1, "it") ||
        !ordo_at_kind(search, verb - 1, ITEM_COMMA))
        return false;
    *finding = (struct finding){verb, verb + 1, verb + 1, past, 0, ORDO_BY_VERB_BEFORE, true};
    return true;
}

/* "Silva praised the plan and said Lisbon rejected it as ...": behind an "and" the verb has the
 * subject of the sentence. */
static bool find_joined(const struct search *search, size_t verb, size_t begin,
                        struct finding *finding)
{
    size_t at = ordo_before_adverbs(search, verb, begin);

    if (at < begin + 2 || !ordo_at(search, at - 1, WORD(CONJUNCTION)) ||
        !ordo_at(search, verb, WORD(SAY)) || !ordo_at(search, verb, WORD(CLAUSE)) ||
        !ordo_in_english(search) || !ordo_cue_first_phrase(search, begin, at - 1, finding))
        return false;
    finding->cue = verb;
    finding->cue_past = verb + 1;
    finding->by = ORDO_BY_VERB_BEFORE;
    return true;
}

/* "The state, Silva said, called it ...": between two commas it reports all of the sentence. */
static bool is_aside(const struct search *search, const struct finding *outer)
{
    return outer->cue == outer->past && outer->first > 0 &&
           ordo_at_kind(search, outer->first - 1, ITEM_COMMA) &&
           ordo_at_kind(search, outer->cue + 1, ITEM_COMMA) &&
           ordo_at(search, outer->cue, WORD(SAY)) && ordo_at(search, outer->cue, WORD(CLAUSE));
}

/* "The treaty, says Silva, a historian, is ...": it reports all of the sentence. */
static bool find_inverted_aside(const struct search *search, size_t verb, size_t begin,
                                size_t quote, struct finding *finding)
{
    size_t past;

    if (verb < begin + 2 || !ordo_at_kind(search, verb - 1, ITEM_COMMA) ||
        !ordo_at(search, verb, WORD(SAY)) || !ordo_at(search, verb, WORD(CLAUSE)) ||
        !ordo_in_english(search) || !ordo_attribution_inverts(search, verb, begin))
        return false;
    past = ordo_phrase_right(search, verb + 1);
    if (past == verb + 1 || past >= quote || !ordo_at_kind(search, past, ITEM_COMMA) ||
        !ordo_phrase_is_person(search, verb + 1, past))
        return false;
    *finding = (struct finding){verb, verb + 1, verb + 1, past, 0, ORDO_BY_VERB_BEFORE, true};
    return true;
}

/* "a book called "..."": what a thing is called right before the quotation, it does not say. */
static bool is_calling_of_thing(const struct search *search, size_t verb, size_t begin,
                                size_t quote)
{
    static const char words[][WORD_ROOM] = {"called", "labeled", "labelled", "dubbed", ""};
    size_t first;

    if (verb + 1 + ordo_at_determiner(search, verb + 1) != quote ||
        !ordo_at(search, verb, WORD(NAME)) || !ordo_is_any(search, verb, words))
        return false;
    first = ordo_phrase_left(search, verb, begin);
    return first < verb && !ordo_at_pronoun(search, first) &&
           ordo_names_at(search->reading->names, verb - 1) == SIZE_MAX &&
           !ordo_phrase_is_person(search, first, verb);
}

/* "To a nurse who asked about it: "..."": who asked is told. */
static bool is_told(const struct search *search, size_t quote, size_t begin,
                    const struct finding *finding)
{
    return finding->relative >= finding->past && finding->first == begin + 1 &&
           ordo_at_kind(search, quote - 1, ITEM_COLON) && ordo_is_word(search, begin, "to");
}

/* Between the verb that was found and the nearest participle before the quotation, SIZE_MAX: none:
 * "Silva left, adding: "..."" is by the participle. */
static bool settle(const struct search *search, size_t quote, size_t begin, size_t participle,
                   struct finding *finding)
{
    if (participle != SIZE_MAX && participle > begin && !follows_comma(search, participle) &&
        beside_participle(search, participle, begin, finding))
        return true;
    if (finding->found && is_told(search, quote, begin, finding))
        return finding->found = false;
    if (participle == SIZE_MAX || (finding->found && participle < finding->cue))
        return finding->found;
    if (!finding->found && !ordo_cue_first_phrase(search, begin, participle, finding))
        return false;
    finding->cue = participle;
    finding->cue_past = participle + 1;
    finding->by = ORDO_BY_PARTICIPLE;
    return true;
}

/* "Silva, who began selling shoes in Lima, had called it "..."": whether the main verb follows
 * behind the comma that ends the clause of the participle. */
static bool is_left_behind(const struct search *search, size_t participle, size_t quote)
{
    size_t comma = ordo_next(search, participle, quote, TRAIT_COMMA);

    return comma + 1 < quote && ordo_at(search, comma + 1, WORD(AUXILIARY));
}

/* "According to the report, Silva told an aide that "..."": whether who was found behind the comma
 * says it, and `outer` tells of that. */
static bool is_told_by(const struct search *search, const struct finding *outer,
                       const struct finding *finding)
{
    return finding->found && ordo_in_english(search) &&
           ordo_at_kind(search, outer->past, ITEM_COMMA) && finding->first > outer->past &&
           finding->relative == 0 && ordo_at(search, finding->cue, WORD(SAY)) &&
           ordo_phrase_is_person(search, finding->first, finding->past);
}

bool ordo_attribution_before(const struct search *search, size_t quote, struct finding *finding)
{
    size_t begin = ordo_sentence_begin(&search->reading->narration, quote), participle = SIZE_MAX;
    bool led = quote > begin && (ordo_at_kind(search, quote - 1, ITEM_COMMA) ||
                                 ordo_at_kind(search, quote - 1, ITEM_COLON));

    *finding = (struct finding){0};
    if (ordo_attribution_label(search, quote, begin, finding) ||
        (ordo_at_kind(search, quote - 1, ITEM_COMMA) && ordo_cue_according(search, begin, finding)))
        return true;
    if (!led && ordo_german_wie(search, begin, finding))
        return true;
    for (size_t i = quote; i-- > begin && quote - i < REACH_MAX;) {
        const struct item *item = &search->items[i];
        struct finding outer = {0};
        if ((item->classes & (WORD_VERB | WORD(ACCORDING) | WORD(PREPOSITION) | WORD(ADVERB) |
                              WORD(POSSESSIVE))) == 0)
            continue;
        if (ordo_cue_according(search, i, &outer) ||
            (ordo_at_kind(search, i - 1, ITEM_COMMA) && ordo_german_so(search, i, &outer))) {
            if (i == begin && is_told_by(search, &outer, finding))
                break;
            if (!led || !ordo_german_says_before(search, i, begin, finding))
                *finding = outer; /* "laut X ...", "..., so X weiter: ..." */
            return true;
        }
        if (!finding->found && ordo_cue_quoted(search, i, begin, finding))
            return true; /* "the agency quoted X as saying "..."" */
        if (ordo_at(search, i, WORD(KONJUNKTIV)) && ordo_at(search, i, WORD(FINITE)) &&
            ordo_german_voice(search, quote, &outer))
            continue; /* "Zudem fordere der Verband": is reported itself */
        if (ordo_cue_is_finite(search, i) && !is_calling_of_thing(search, i, begin, quote)) {
            if ((led && find_inverted(search, i, begin, quote, finding)) ||
                find_inverted_aside(search, i, begin, quote, finding))
                return true;
            if (finding->found && led && participle == SIZE_MAX)
                continue;
            if ((ordo_cue_subject(search, i, begin, &outer) ||
                 (finding->found && find_joined(search, i, begin, &outer))) &&
                (!finding->found || is_aside(search, &outer) ||
                 speaks_over(search, &outer, finding) ||
                 (participle != SIZE_MAX && follows_comma(search, participle) &&
                  governs(search, i, finding->first))))
                *finding = outer;
        } else if (!finding->found && is_participle(search, i, begin, finding->found) &&
                   !is_left_behind(search, i, quote) &&
                   (participle == SIZE_MAX ||
                    (follows_comma(search, i) && !follows_comma(search, participle)))) {
            participle = i;
        }
    }
    return settle(search, quote, begin, participle, finding);
}
