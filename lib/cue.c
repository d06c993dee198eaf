/* cue.c: which words report. Many are nouns or adjectives as well: what stands beside them tells.
 */
#include "cue.h"
#include "german_phrase.h"

#include <string.h>

#define SOURCE_MAX  12 /* items of "briefed on the talks in Lima" before its verb */
#define ADVERBS_MAX 4  /* before a verb */

bool ordo_cue_is_passive(const struct search *search, size_t at)
{
    return ordo_has(search, at, TRAIT_PASSIVE) && !ordo_is_word(search, at, "quoted");
}

bool ordo_is_owner(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at];

    return item->genitive || (item->kind == ITEM_WORD && (item->classes & WORD(POSSESSIVE)) != 0);
}

size_t ordo_past_of_owner(const struct search *search, size_t first, size_t past)
{
    for (size_t i = first; i + 1 < past && ordo_at(search, past - 1, WORD(CUE_NOUN)); i++)
        if (ordo_is_owner(search, i))
            return i + 1;
    return past;
}

/* "The emails show (that) she", "the study shows (that) the", "the sides call for": a subject in
 * the same number, and a clause or the verb's preposition. */
static bool agrees(const struct search *search, size_t at)
{
    static const char documents[][WORD_ROOM] = {
        "resolution", "plan", "statement",   "report", "proposal", "draft",  "agreement", "bill",
        "document",   "text", "declaration", "motion", "deal",     "letter", "petition",  ""};
    static const char evidence[][WORD_ROOM] = {
        "records", "documents", "data",       "figures", "results", "emails",   "files",
        "polls",   "tests",     "statistics", "filings", "papers",  "messages", "transcripts",
        "studies", "surveys",   "images",     "photos",  "numbers", ""};
    bool plural = ordo_ends_in_s(search, at - 1);
    size_t next = at + 1;

    if (ordo_is_word(search, at, "show") && ordo_is_any(search, at - 1, evidence))
        return true; /* "..., records show" */

    if (!ordo_in_english(search) || plural == ordo_at(search, at, WORD(FINITE)) ||
        ordo_at_determiner(search, at - 1) || ordo_at(search, at - 1, WORD_STOPPERS) ||
        next >= search->n)
        return false;
    if (ordo_at(search, at, WORD(PARTICLE)) && !search->items[at - 1].genitive &&
        (plural || ordo_is_any(search, at - 1, documents)) &&
        (ordo_is_word(search, next, "for") || ordo_is_word(search, next, "on")))
        return true;
    next += ordo_is_word(search, next, "that");
    return ordo_at_pronoun(search, next) || ordo_at_determiner(search, next) ||
           ordo_names_at(search->reading->names, next) != SIZE_MAX;
}

/* "would support", "did not claim": a verb follows. */
static bool follows_modal(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {"would", "will",     "could", "should",   "might",
                                            "may",   "can",      "must",  "did",      "does",
                                            "do",    "cannot",   "don't", "doesn't",  "didn't",
                                            "won't", "wouldn't", "can't", "couldn't", ""};

    while (at > 1 && (ordo_at(search, at - 1, WORD(NEGATION)) || ordo_at_adverb(search, at - 1)))
        at--;
    return ordo_at(search, at - 1, WORD(AUXILIARY)) && ordo_is_any(search, at - 1, words);
}

/* "Silva, who is 41, hopes Lisbon will": behind a comma a verb in -s, whose clause follows. */
static bool is_behind_aside(const struct search *search, size_t at)
{
    size_t past;

    if (at == 0 || !ordo_at_kind(search, at - 1, ITEM_COMMA) ||
        !ordo_at(search, at, WORD(FINITE)) || !ordo_at(search, at, WORD(SAY) | WORD(THINK)) ||
        !ordo_ends_in_s(search, at))
        return false;
    if (ordo_is_word(search, at + 1, "that"))
        return true;
    past = ordo_phrase_right(search, at + 1);
    return past > at + 1 && ordo_at(search, past, WORD(AUXILIARY));
}

bool ordo_cue_goes_on(const struct search *search, size_t at)
{
    size_t begin = at > REACH_MAX ? at - REACH_MAX : 0, first = at;

    if (!ordo_is_word(search, at - 1, "and") || !ordo_at_third_person(search, at) ||
        !(ordo_at_determiner(search, at + 1) || ordo_is_word(search, at + 1, "that") ||
          (ordo_at(search, at, WORD(PARTICLE)) && ordo_at(search, at + 1, WORD(PREPOSITION)))))
        return false;
    while (first-- > begin && !ordo_ends_sentence(&search->reading->narration, first))
        if (ordo_at_third_person(search, first) &&
            !ordo_at(search, first, WORD(NOUN) | WORD(CUE_NOUN)))
            return true;
    return false;
}

/* "..., warns Ana Silva": behind the comma that ends what is said, before who says it. */
static bool is_inverted(const struct search *search, size_t at)
{
    return at > 1 && ordo_at_kind(search, at - 1, ITEM_COMMA) && ordo_in_english(search) &&
           ordo_at(search, at, WORD(SAY)) && ordo_at(search, at, WORD(CLAUSE)) &&
           ordo_at_third_person(search, at) && ordo_has(search, at + 1, TRAIT_NAME) &&
           ordo_has(search, at + 2, TRAIT_NAME);
}

bool ordo_cue_is_states(const struct search *search, size_t at)
{
    static const char says[][WORD_ROOM] = {"that", "the", "a", "its", "his", "their", "it", ""};

    return ordo_is_word(search, at, "states") && at > 0 &&
           ordo_at_kind(search, at - 1, ITEM_WORD) && ordo_at_kind(search, at + 1, ITEM_WORD) &&
           !ordo_is_any(search, at + 1, says) && ordo_in_english(search);
}

/* "Trump's comments", "attacks on": nouns that look like verbs, where no subject stands before. */
static bool is_noun(const struct search *search, size_t at)
{
    const struct item *before = at == 0 ? NULL : &search->items[at - 1];

    if (ordo_cue_is_states(search, at))
        return true;
    if (!ordo_at(search, at, WORD(CUE_NOUN) | WORD(NOUN)) || ordo_at(search, at, WORD(PARTICIPLE)))
        return false;
    if (before == NULL || before->kind != ITEM_WORD)
        return !is_behind_aside(search, at) && !is_inverted(search, at);
    if (ordo_is_upper_word(before)) /* a possessive is no subject; "after the Oslo attacks, ..." */
        return ordo_is_owner(search, at - 1) ||
               (at > 1 && ordo_item_is(before - 1, search->text, "the") &&
                (ordo_at_kind(search, at + 1, ITEM_COMMA) ||
                 ordo_at(search, at + 1, WORD(PREPOSITION))));
    if (ordo_is_word(search, at - 1, "that") && ordo_is_word(search, at + 1, "of"))
        return true; /* "said that rumors of war" */
    if (ordo_cue_goes_on(search, at))
        return false;
    if (at > 1 && before[-1].genitive && ordo_in_english(search))
        return true; /* "Silva's failed ventures" */
    return !ordo_at_pronoun(search, at - 1) && !ordo_at_adverb(search, at - 1) &&
           !follows_modal(search, at) && !agrees(search, at) &&
           (!ordo_at(search, at - 1, WORD(ROLE) | WORD(TITLE) | WORD(RELATIVE) | WORD(ADVERB)) ||
            ordo_at_kind(search, at + 1, ITEM_COMMA) ||     /* "on justice issues, ..." */
            ordo_item_is(before, search->text, "further")); /* "further details" */
}

/* "Minister Says Treaty Holds", "Minister Slams Treaty" */
static bool is_in_headline(const struct search *search, size_t at)
{
    return ordo_in_english(search) && at > 0 && ordo_at_kind(search, at - 1, ITEM_WORD) &&
           ordo_at(search, at - 1, WORD(UPPER)) && ordo_at_kind(search, at + 1, ITEM_WORD) &&
           ordo_at(search, at + 1, WORD(UPPER)) &&
           (ordo_ends_in_s(search, at) ||
            (ordo_at(search, at, WORD(SAY)) && ordo_at(search, at, WORD(CLAUSE)))) &&
           ordo_at(search, at, WORD(FINITE)) && !ordo_at(search, at, WORD(NOUN) | WORD(CUE_NOUN));
}

/* "Nearly a third say they", "one in four think that" */
static bool begins_with_subject(const struct search *search, size_t at)
{
    return ordo_at(search, at, WORD_PERSON) ||
           (ordo_at_kind(search, at, ITEM_WORD) && ordo_is_word(search, at, "that"));
}

/* "Sanders' comments" */
static bool is_plural_owner(const struct search *search, size_t at)
{
    const char *end = search->text + search->items[at].end;

    if (*end == ' ' || end[-1] != 's') /* nearly always */
        return false;
    return ordo_at_kind(search, at + 1, ITEM_WORD) &&
           search->items[at + 1].begin - search->items[at].end > 1 &&
           (*end == '\'' || memcmp(end, "\xE2\x80\x99", 3) == 0);
}

/* "States can", "the claims will"; not "which he believes will", "what Silva argues is". */
static bool is_before_auxiliary(const struct search *search, size_t at)
{
    return ordo_at(search, at + 1, WORD(AUXILIARY)) &&
           !(at > 0 && ordo_at_pronoun(search, at - 1)) &&
           (!ordo_at(search, at, WORD(CLAUSE)) ||
            ordo_at(search, at, WORD(NOUN) | WORD(CUE_NOUN) | WORD(ROLE) | WORD(OFFICE)));
}

/* "Silva's proposed plan", "his plan", "states can", "advocates called": no verb stands behind an
 * owner, or before an auxiliary or a finite verb. */
static bool is_nominal(const struct search *search, size_t at)
{
    if (!ordo_in_english(search))
        return false;
    if (at > 0 && ((ordo_is_owner(search, at - 1) && !ordo_at(search, at - 1, WORD_ANY_PRONOUN)) ||
                   is_plural_owner(search, at - 1)))
        return true;
    return ordo_ends_in_s(search, at) &&
           (is_before_auxiliary(search, at) || ordo_at_plural_role(search, at) ||
            (ordo_at(search, at + 1, WORD(FINITE)) && !ordo_at(search, at + 1, WORD(UPPER)) &&
             search->text[search->items[at + 1].end - 1] == 'd'));
}

/* "As Silva puts it": reports with that object alone. */
static bool is_put(const struct search *search, size_t at)
{
    return at + 1 < search->n &&
           (ordo_is_word(search, at, "put") || ordo_is_word(search, at, "puts"));
}

/* A form of "say": no attribute, and never a noun. */
static bool is_say(const struct search *search, size_t at)
{
    return ordo_is_word(search, at, "said") || ordo_is_word(search, at, "say");
}

/* "Those surveyed say", "others, however, say they". */
static bool is_plural_say(const struct search *search, size_t at)
{
    return ordo_at(search, at, WORD(SAY)) && ordo_at(search, at, WORD(CLAUSE)) &&
           ordo_is_word(search, at, "say") && at > 0 && !ordo_at_determiner(search, at - 1) &&
           ((ordo_at_kind(search, at - 1, ITEM_COMMA) && ordo_at_kind(search, at + 1, ITEM_WORD)) ||
            (ordo_at_kind(search, at - 1, ITEM_WORD) &&
             !ordo_at(search, at - 1, WORD(PREPOSITION))));
}

/* "The results, published on Monday, suggest that" */
static bool is_plural_behind_aside(const struct search *search, size_t at)
{
    return at > 0 && ordo_at(search, at, WORD(BASE)) && ordo_at(search, at, WORD(CLAUSE)) &&
           ordo_at_kind(search, at - 1, ITEM_COMMA) && ordo_in_english(search) &&
           ordo_is_word(search, at + 1, "that");
}

/* "attempts to replace universally recognised rules": behind an infinitive. */
static bool is_behind_infinitive(const struct search *search, size_t at)
{
    static const char means[][WORD_ROOM] = {"attempt", "attempts", "effort", "efforts", "move",
                                            "moves",   "step",     "steps",  "way",     ""};
    size_t past = ordo_before_adverbs(search, at, 0);

    return past > 2 && ordo_is_word(search, past - 2, "to") &&
           (ordo_is_any(search, past - 3, means) ||
            ordo_at(search, past - 3,
                    WORD(TO_NOUN) | WORD(TO_ADJECTIVE) | WORD(ACT) | WORD(THINK)));
}

/* "The other said" */
static bool is_the_other(const struct search *search, size_t at)
{
    return at > 0 && ordo_is_word(search, at, "other") && ordo_is_word(search, at - 1, "the");
}

/* "three people briefed on the talks said": who was, where another verb has the subject. */
static bool is_behind_source(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {"briefed", "informed", "interviewed", "surveyed",
                                            "polled",  "asked",    "questioned",  ""};

    if (!ordo_is_any(search, at, words) || !ordo_at(search, at + 1, WORD(PREPOSITION)))
        return false; /* nearly always */
    for (size_t i = at + 2; i < at + SOURCE_MAX && ordo_at_kind(search, i, ITEM_WORD); i++)
        if (ordo_at(search, i, WORD(SAY)) && ordo_at(search, i, WORD(FINITE)) &&
            !ordo_at(search, i, WORD(NOUN) | WORD(CUE_NOUN)))
            return !ordo_at_pronoun(search, i - 1);
    return false;
}

/* "of pledged delegates", "the 90 pledged delegates": a participle before its noun; not "on March
 * 14 pledged". */
static bool is_attribute(const struct search *search, size_t at)
{
    if (ordo_in_german(search)) /* "der gestern erklärte Plan" */
        return at > 1 && ordo_at(search, at + 1, WORD(UPPER)) &&
               ordo_at_kind(search, at + 1, ITEM_WORD) && ordo_at(search, at - 1, WORD(ADVERB)) &&
               ordo_at_determiner(search, at - 2);
    if (!ordo_in_english(search) || at == 0 || !ordo_at(search, at, WORD(PARTICIPLE)) ||
        !ordo_at_kind(search, at - 1, ITEM_WORD))
        return false;
    if (ordo_is_word(search, at, "repeated") &&
        ordo_at(search, at + 1, WORD(CUE_NOUN) | WORD(NOUN)) && ordo_ends_in_s(search, at + 1))
        return true; /* "brushed aside repeated warnings" */
    return (ordo_at(search, at - 1, WORD(PREPOSITION)) || is_behind_infinitive(search, at) ||
            is_behind_source(search, at) ||
            (search->text[search->items[at - 1].end - 1] >= '0' &&
             search->text[search->items[at - 1].end - 1] <= '9' &&
             !(at > 1 && ordo_at(search, at - 2, WORD(MONTH))))) &&
           !is_say(search, at); /* "has since said" */
}

/* "Weber, der behauptet, ...", "..., das sagte der Minister": the word before it is no article. */
static bool is_relative_verb(const struct search *search, size_t at)
{
    return ordo_in_german(search) && at > 1 && ordo_at(search, at, WORD(FINITE)) &&
           ordo_at(search, at - 1, WORD(RELATIVE)) && ordo_at_kind(search, at - 2, ITEM_COMMA) &&
           (!ordo_at_kind(search, at + 1, ITEM_WORD) || ordo_at_determiner(search, at + 1) ||
            ordo_at(search, at + 1, WORD_ANY_PRONOUN | WORD(PREPOSITION)));
}

/* "Das erklärte der Minister", "Dieser behauptet, ...": no article; not "Das erklärte Ziel". */
static bool is_behind_das(const struct search *search, size_t at)
{
    size_t name = ordo_names_at(search->reading->names, at + 1);

    if (!ordo_in_german(search) || !ordo_begins_sentence(&search->reading->narration, at - 1))
        return false;
    if (ordo_at_kind(search, at + 1, ITEM_COMMA))
        return true;
    return ordo_german_is_das(search, at - 1) &&
           (ordo_at_determiner(search, at + 1) || ordo_at_pronoun(search, at + 1) ||
            ordo_at(search, at + 1, WORD(TITLE) | WORD(ROLE) | WORD(PREPOSITION) | WORD(ADVERB)) ||
            (name != SIZE_MAX && search->reading->names->items[name].n > 1));
}

/* "sagen": plural, or an infinitive where it ends a sentence, or an auxiliary stands before it in
 * its clause. */
static bool is_german_plural(const struct search *search, size_t at)
{
    if (!ordo_at(search, at, WORD(BASE)) || ordo_at_kind(search, at + 1, ITEM_STOP))
        return false;
    if (!ordo_at_kind(search, at + 1, ITEM_WORD))
        return true;
    if (at == 0 || ordo_is_word(search, at - 1, "zu") ||
        !(ordo_at(search, at - 1, WORD(UPPER)) || ordo_at_pronoun(search, at - 1)))
        return false;
    for (size_t i = at; i-- > 0 && ordo_at_kind(search, i, ITEM_WORD) && at - i < REACH_MAX;)
        if (ordo_at(search, i, WORD(AUXILIARY)) && !ordo_at(search, i, WORD(UPPER)))
            return false;
    return true;
}

/* "Polls in the north show ...", "Republicans in Congress believe ...": a plural before what stands
 * before the verb, and behind it what can begin a clause or be an object. */
static bool is_behind_plural(const struct search *search, size_t at)
{
    size_t next = at + 1, first;

    if (!ordo_has(search, at - 1, TRAIT_PHRASE_WORD) ||
        !(ordo_at(search, next, WORD(DETERMINER) | WORD(POSSESSIVE) | WORD_ANY_PRONOUN) ||
          ordo_is_word(search, next, "that") ||
          ordo_names_at(search->reading->names, next) != SIZE_MAX))
        return false;
    first = ordo_phrase_left(search, at, at > REACH_MAX ? at - REACH_MAX : 0);
    return first > 1 && ordo_at(search, first - 1, WORD(PREPOSITION)) &&
           ordo_has(search, first - 2, TRAIT_PHRASE_WORD) && ordo_ends_in_s(search, first - 2) &&
           !ordo_at(search, first - 2, WORD_STOPPERS);
}

/* "The most admired woman", "a highly anticipated speech", "the only hope": no verb. Not "who shot
 * her later said". */
static bool is_described(const struct search *search, size_t at)
{
    static const char articles[][WORD_ROOM] = {"a", "an", "the", ""};
    size_t before = at;
    bool degree = false; /* "most", "highly" */

    if (ordo_is_word(search, at, "loved") && ordo_is_word(search, at + 1, "ones"))
        return true;
    if (!ordo_in_english(search) || is_say(search, at))
        return false;
    while (
        before > 0 && before + ADVERBS_MAX > at &&
        ((ordo_at_skipped(search, before - 1) && !ordo_at(search, before - 1, WORD(AUXILIARY))) ||
         ordo_at_adverb(search, before - 1) || ordo_is_word(search, before - 1, "most"))) {
        before--;
        degree = degree || ordo_at_adverb(search, before) || ordo_is_word(search, before, "most");
    }
    return before < at && before > 0 &&
           (ordo_is_any(search, before - 1, articles) ||
            (degree && ordo_at(search, before - 1, WORD(POSSESSIVE))));
}

/* "Neighbours heard that he left" reports nothing that they say; "the court heard that", the court
 * right before the verb, does. */
static bool is_heard_by_others(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {"hear", "hears", "heard", ""};
    static const char courts[][WORD_ROOM] = {
        "court", "jury",    "inquest",   "inquiry", "tribunal", "hearing", "jurors",  "trial",
        "panel", "coroner", "committee", "session", "meeting",  "forum",   "council", ""};

    if (!ordo_is_any(search, at, words) || !ordo_in_english(search))
        return false; /* nearly always */
    for (int n = 0; n < ADVERBS_MAX && at > 0 && ordo_at_skipped(search, at - 1); n++)
        at--;
    return at == 0 || !ordo_is_any(search, at - 1, courts);
}

/* "So says Silva": of the words before. */
static bool is_echo(const struct search *search, size_t at)
{
    return at > 0 && ordo_is_word(search, at - 1, "so") &&
           ordo_begins_sentence(&search->reading->narration, at - 1) &&
           ordo_at(search, at, WORD(SAY)) && ordo_in_english(search);
}

static bool is_finite(const struct search *search, size_t at)
{
    static const char groups[][WORD_ROOM] = {"police", "people", "men", "women",
                                             "staff",  "media",  ""};
    const struct item *item = &search->items[at];

    if (item->kind != ITEM_WORD || (ordo_is_upper_word(item) && !is_in_headline(search, at)))
        return false;
    if ((item->classes & WORD_VERB) == 0 || is_noun(search, at) || is_nominal(search, at))
        return false;
    if ((item->classes & WORD(PREPOSITION)) != 0) /* "would like", not "people like her" */
        return follows_modal(search, at);
    if (is_echo(search, at) || is_heard_by_others(search, at) || is_described(search, at))
        return false;
    if (is_put(search, at))
        return ordo_is_word(search, at + 1, "it");
    if ((item->classes & (WORD(FINITE) | WORD(SAY) | WORD(PARTICIPLE))) ==
            (WORD(SAY) | WORD(PARTICIPLE)) &&
        !ordo_in_english(search))
        return !ordo_cue_is_passive(search, at); /* "hat ... gesagt" */
    if (is_relative_verb(search, at))
        return true;
    if ((item->classes & WORD(FINITE)) != 0)
        return !(at > 0 && ordo_at_determiner(search, at - 1) &&
                 !ordo_at(search, at - 1,
                          WORD(PRONOUN)) && /* "another said", "one in three said" */
                 !is_the_other(search, at - 1) &&
                 !(is_say(search, at) && at > 1 && ordo_at(search, at - 2, WORD(PREPOSITION))) &&
                 !is_behind_das(search, at)) &&
               !is_attribute(search, at) && !ordo_cue_is_passive(search, at);
    if (ordo_in_german(search))
        return is_german_plural(search, at);
    if (is_plural_say(search, at) || is_plural_behind_aside(search, at))
        return true;
    return (item->classes & WORD(BASE)) != 0 && at > 0 && search->items[at - 1].kind == ITEM_WORD &&
           (!ordo_at_determiner(search, at - 1) || ordo_at(search, at - 1, WORD(PRONOUN))) &&
           !ordo_at(search, at - 1, WORD(PREPOSITION)) &&
           (ordo_at(search, at - 1, WORD_ANY_PRONOUN) || ordo_at_skipped(search, at - 1) ||
            (ordo_at(search, at, WORD(CLAUSE)) && begins_with_subject(search, at + 1)) ||
            search->text[search->items[at - 1].end - 1] == '%' ||
            (ordo_ends_in_s(search, at - 1) && !ordo_at(search, at - 1, WORD_STOPPERS)) ||
            ordo_is_any(search, at - 1, groups) || is_behind_plural(search, at));
}

static void read_verbs(const struct search *search, struct block *block, size_t first)
{
    uint64_t *rows = block->rows, verb = row_any(block, WORD_VERB), passive, adverb;

    passive = row_before(block, TRAIT_OF(PASSIVE));
    adverb = row_before(block, TRAIT_OF(IN_LY));
    if (ordo_in_english(search))
        adverb |= row_any_before(block, WORD(ADVERB) | WORD(NEGATION));
    rows[TRAIT_PASSIVE] =
        passive | (adverb & (passive << 1 | block[-1].rows[TRAIT_OF(PASSIVE)] >> 62));
    rows[TRAIT_FINITE] = verb & ~rows[TRAIT_OF(UPPER)];
    if (ordo_in_english(search)) /* "Minister Says Treaty Holds" */
        rows[TRAIT_FINITE] |=
            verb & row_before(block, TRAIT_OF(UPPER)) & row_behind(block, TRAIT_OF(UPPER));
    rows[TRAIT_FINITE] = ordo_row_where(search, first, rows[TRAIT_FINITE], is_finite);
}

void ordo_cues_read(struct ordo_reading *reading, const char *text)
{
    ordo_rows_read(reading, text, read_verbs);
}
