/* resolve.c: who a phrase stands for, within the article.
 *
 * The name that a phrase tells by itself is phrase_name.c's; a shorter one is the fullest that
 * shares its last word (fuller.c). Pronouns are
 * antecedent.c's and, of whom the article gives no name, unnamed.c's; descriptions are
 * description.c's; turns of transcripts are turn.c's. What has no name keeps its own words. */
#include "resolve.h"
#include "cataphora.h"
#include "description.h"
#include "phrase_name.h"
#include "turn.h"
#include "unnamed.h"

/* About as often as each way is right on the training news, and less for the ways without a
 * reporting word: rules are made by reading those news, which flatters them. make eval shows both.
 */
static const struct evidence {
    const char *name;
    float confidence;
} EVIDENCE[ORDO_EVIDENCES] = {{"nothing", 0},          {"label", 0.95F},
                              {"according-to", 0.93F}, {"verb-after", 0.96F},
                              {"verb-before", 0.88F},  {"participle", 0.82F},
                              {"noun", 0.55F},         {"continued", 0.80F},
                              {"subject", 0.6F},       {"sentence-before", 0.5F}};

/* Times these, where a pronoun or description had to be resolved. */
#define CONFIDENCE_SURE   0.95F
#define CONFIDENCE_UNSURE 0.8F

const char *ordo_evidence_name(enum ordo_evidence by)
{
    return EVIDENCE[by].name;
}

void ordo_set_evidence(struct ordo_quote *quote, enum ordo_evidence by)
{
    quote->by = by;
    quote->confidence = EVIDENCE[by].confidence;
}

void ordo_forget_speaker(struct ordo_quote *quote)
{
    quote->mention = quote->speaker = quote->role = quote->affiliation = (struct ordo_span){0, 0};
    quote->affiliation_code[0] = '\0';
}

static void set_name(const struct search *search, struct ordo_quote *quote, size_t name)
{
    const struct names *names = search->reading->names;
    size_t fuller = names->items[name].fuller;
    struct ordo_span full;

    quote->speaker = ordo_name_span(search->reading, fuller, search->text);
    quote->role = ordo_role_of(search, name);
    full = ordo_role_of(search, fuller);
    if (full.end - full.begin > quote->role.end - quote->role.begin)
        quote->role =
            full; /* "Minister Silva", once "Maria Silva, the foreign minister of Portugal" */
}

/* Whom the article names only later, or SIZE_MAX. */
static size_t ahead_of(const struct search *search, const struct finding *finding, bool pronoun)
{
    return ordo_cataphora(search, finding->first, finding->past,
                          pronoun
                              ? ordo_pronoun_gender(search, finding->first)
                              : ordo_described_gender(search->items[finding->past - 1].classes));
}

/* What "it" at `at` stands for, or SIZE_MAX. */
static size_t thing_meant(const struct search *search, size_t at, const struct voice *last)
{
    size_t name = ordo_described_before(search, at, GENDER_THING, last);
    bool sure;

    if (name != SIZE_MAX)
        return name;
    name = ordo_antecedent(search, at, GENDER_THING, last, &sure);
    return sure ? name : SIZE_MAX;
}

/* Who was "she" is no "he" later on. */
static void learn_gender(const struct search *search, size_t name, enum gender gender)
{
    struct names *names = search->reading->names;
    struct name *full = ordo_full_name(names, name);

    if (full->gender == GENDER_UNKNOWN)
        full->gender = (uint8_t)gender;
}

/* "He", "she", "his", "her": receives in *name the name that it stands for, or SIZE_MAX; or fills
 * the speaker with somebody without a name, and returns true. */
static bool resolve_pronoun(const struct search *search, const struct finding *finding,
                            const struct heard *heard, struct voice *voice,
                            struct ordo_quote *quote, size_t *name)
{
    enum gender gender = ordo_pronoun_gender(search, finding->first);
    size_t described = ordo_cataphora_within(search, finding->first, gender);
    bool sure;

    if (described == SIZE_MAX)
        described = ordo_described_before(search, finding->first, gender, &heard->last);
    sure = described != SIZE_MAX;

    *name = sure ? described : ordo_antecedent(search, finding->first, gender, &heard->last, &sure);
    if (sure)
        learn_gender(search, *name, gender);
    quote->confidence *= sure ? CONFIDENCE_SURE : CONFIDENCE_UNSURE;
    if (described != SIZE_MAX)
        return false;
    if (ordo_goes_on_unnamed(search, finding, *name, &heard->last, voice, quote) ||
        ordo_goes_on_topic(search, finding, *name, voice, quote) ||
        ordo_goes_on_german(search, finding, *name, &heard->last, voice, quote)) {
        quote->confidence *= CONFIDENCE_UNSURE;
        return true;
    }
    if (*name != SIZE_MAX)
        return false;
    *name = ordo_spoken_before(search, finding->first);
    if (ordo_comes_back(search, finding, *name, &heard->stranger, voice, quote))
        return true;
    if (*name == SIZE_MAX)
        *name = ordo_only_person(search, finding->first, gender);
    return false;
}

/* Whether the sentence has another word for the phrase: "who" behind it, "eigenen" before it. */
static bool is_stood_for(const struct finding *finding)
{
    return finding->relative >= finding->past ||
           (finding->relative > 0 && finding->relative < finding->first);
}

/* "The minister", "one of them, Maria Silva,": the name of whom it describes, or SIZE_MAX. */
static size_t resolve_phrase(const struct search *search, const struct finding *finding,
                             const struct voice *last, struct ordo_quote *quote)
{
    size_t past = finding->past, name = ordo_phrase_name(search, finding, &past), described;

    if (past > finding->past && !is_stood_for(finding))
        quote->mention = ordo_items_span(search, finding->first, past);
    if (name != SIZE_MAX && search->reading->names->items[name].first >= finding->past)
        ordo_full_name(search->reading->names, name)->called = /* "A study | by the Fund" */
            ordo_items_span(search, finding->first, finding->past);
    if (past > finding->past || (name != SIZE_MAX && !ordo_phrase_is_noun(search, finding, name)))
        return name;
    described = ordo_described_name(search, finding, last);
    if (described == SIZE_MAX)
        return name;
    ordo_full_name(search->reading->names, described)->called =
        ordo_items_span(search, finding->first, finding->past);
    quote->confidence *= CONFIDENCE_UNSURE;
    return described;
}

/* "They", "it": as resolve_pronoun(). */
static bool resolve_plural(const struct search *search, const struct finding *finding,
                           const struct heard *heard, struct voice *voice, struct ordo_quote *quote,
                           size_t *name)
{
    bool it = ordo_is_word(search, finding->first, "it");
    bool they = ordo_at(search, finding->first, WORD(THEY));
    size_t since = heard->last.quote == NULL ? 0 : heard->last.at;
    struct finding subject = {0};

    if (ordo_what_it(search, finding, &subject) || ordo_what_report(search, finding, &subject)) {
        *name = resolve_phrase(search, &subject, &heard->last, quote);
        if (*name != SIZE_MAX)
            return false;
        voice->first = subject.first;
        voice->past = subject.past;
        quote->speaker = ordo_items_span(search, subject.first, subject.past);
        if (ordo_phrase_is_role(search, &subject))
            quote->role = quote->speaker;
        return true;
    }
    if (it && ordo_goes_on_document(search, finding, voice, quote)) {
        quote->confidence *= CONFIDENCE_UNSURE;
        return true;
    }
    if (they && ordo_goes_on_group(search, finding, false, since, voice, quote)) {
        quote->confidence *= CONFIDENCE_UNSURE;
        return true; /* whom the article has come to since somebody spoke */
    }
    if (ordo_goes_on_plural(search, finding, &heard->last, quote)) {
        voice->name = heard->last.name;
    } else {
        if (it)
            *name = thing_meant(search, finding->first, &heard->last);
        if (*name != SIZE_MAX || !(it || they) ||
            !ordo_goes_on_group(search, finding, it, 0, voice, quote))
            return false;
    }
    quote->confidence *= CONFIDENCE_UNSURE;
    return true;
}

/* "Activists | including Silva", "a draft | seen by the agency": before what only describes them.
 */
static struct finding before_description(const struct search *search, const struct finding *finding)
{
    struct finding own = *finding;

    if (!ordo_in_english(search))
        return own;
    for (size_t i = finding->first + 1; i < finding->past; i++)
        if (ordo_is_word(search, i, "including"))
            own.past = i;
    if (own.past > own.first + 2 && ordo_at(search, own.past, WORD(PREPOSITION)) &&
        ordo_at(search, own.past - 1, WORD(PARTICIPLE)) &&
        !ordo_at(search, own.past - 1, WORD(FINITE) | WORD(UPPER)))
        own.past--;
    return own;
}

/* "One, a cook at a hotel, said", "said one of these, a man in a cap": what the description tells
 * of them. */
static struct finding described_of(const struct search *search, const struct finding *finding)
{
    static const char words[][WORD_ROOM] = {"one", "another", ""};
    static const char them[][WORD_ROOM] = {"them", "these", "those", ""};
    struct finding own = *finding;
    size_t first = finding->first + 1, past;

    if (finding->past > finding->first + 3 || !ordo_in_english(search) ||
        !ordo_is_any(search, finding->first, words))
        return own; /* nearly always */
    if (ordo_is_word(search, first, "of") && ordo_is_any(search, first + 1, them))
        first += 2;
    if (!ordo_at_kind(search, first, ITEM_COMMA) || !ordo_at_indefinite(search, ++first))
        return own;
    past = ordo_phrase_right(search, first);
    if (past > first) {
        own.first = first;
        own.past = past;
    }
    return own;
}

/* Not "the", "all", "the most". */
static bool tells_somebody(const struct search *search, const struct finding *finding)
{
    static const char empty[][WORD_ROOM] = {"a",      "an",     "the",  "this", "that",
                                            "these",  "those",  "all",  "more", "most",
                                            "highly", "widely", "very", "two",  ""};

    if (finding->past > finding->first + 2 || !ordo_in_english(search))
        return true;
    for (size_t i = finding->first; i < finding->past; i++)
        if (!ordo_is_any(search, i, empty))
            return true;
    return finding->past == finding->first + 2 && ordo_is_word(search, finding->first + 1, "two");
}

/* Lets the voice of the statement be the name's. */
static void speak_as(const struct search *search, size_t name, struct voice *voice)
{
    struct names *names = search->reading->names;

    voice->name = names->items[name].fuller;
    names->items[voice->name].speaks = true;
}

/* Gives somebody without a name the one that the article tells later. */
static void name_later(const struct search *search, struct ordo_quote *quote, struct voice *voice)
{
    struct ordo_span role = quote->role;
    size_t name;

    if (voice->name != SIZE_MAX || voice->past <= voice->first ||
        (name = ordo_named_later(search, voice->first, voice->past)) == SIZE_MAX)
        return;
    set_name(search, quote, name);
    if (quote->role.end == 0)
        quote->role = role;
    quote->confidence *= CONFIDENCE_UNSURE;
    speak_as(search, name, voice);
    voice->first = voice->past = 0;
}

struct voice ordo_resolve(const struct search *search, const struct finding *found,
                          const struct heard *heard, struct ordo_quote *quote)
{
    const struct finding whole = before_description(search, found);
    const struct finding own = described_of(search, &whole), *finding = &own;
    struct names *names = search->reading->names;
    size_t name = SIZE_MAX, ahead = SIZE_MAX;
    bool relative = is_stood_for(finding), alone = finding->past == finding->first + 1;
    bool pronoun = alone && ordo_pronoun_gender(search, finding->first) != GENDER_UNKNOWN;
    struct voice voice = {
        .name = SIZE_MAX, .at = relative ? finding->relative : finding->first, .quote = quote};
    char letter = ordo_turn_letter(search, finding);

    if (finding->cue_past > finding->cue)
        quote->cue = ordo_items_span(search, finding->cue, finding->cue_past);
    quote->mention = ordo_items_span(search, voice.at, relative ? voice.at + 1 : finding->past);
    ordo_set_evidence(quote, finding->by);
    if (letter == 'Q')
        return voice; /* whoever asks */
    if (pronoun ? resolve_pronoun(search, finding, heard, &voice, quote, &name)
                : alone && resolve_plural(search, finding, heard, &voice, quote, &name)) {
        name_later(search, quote, &voice);
        return voice;
    }
    if (ordo_goes_on_in_document(search, finding, &heard->last, &voice, quote)) {
        quote->confidence *= CONFIDENCE_UNSURE;
        return voice;
    }
    if (letter == 'A') {
        name = ordo_turn_interviewed(search, heard->question != SIZE_MAX ? heard->question
                                                                         : finding->first);
        if (name == SIZE_MAX)
            name = heard->last.name;
    } else if (quote->kind == ORDO_SPEECH && finding->by == ORDO_BY_LABEL &&
               ordo_turn_is_office(search, finding)) {
        name = ordo_turn_holder(search, finding);
    } else if (!pronoun && name == SIZE_MAX && !ordo_turn_is_asker(search, finding)) {
        name = resolve_phrase(search, finding, &heard->last, quote);
        if (ordo_is_told_again(search, finding, name, &heard->stranger, &voice, quote))
            return voice;
    }
    if (name == SIZE_MAX && finding->first < CATAPHORA_MAX && quote->kind != ORDO_SPEECH)
        ahead = name = ahead_of(search, finding, pronoun);
    if (name != SIZE_MAX) {
        set_name(search, quote, name);
        if (quote->role.end == 0 && name == ahead && ordo_phrase_is_role(search, finding)) {
            quote->role = ordo_items_span(search, finding->first, finding->past);
            names->items[name].role = quote->role; /* whoever is called so later */
        }
        speak_as(search, name, &voice);
    } else if (!ordo_at_pronoun(search, finding->first) && tells_somebody(search, finding) &&
               (!alone || /* "one", "her" name nobody */
                !ordo_at(search, finding->first, WORD(PRONOUN) | WORD(POSSESSIVE)))) {
        voice.first = finding->first;
        voice.past = finding->past;
        quote->speaker = ordo_items_span(
            search, finding->first + ordo_phrase_drops_article(search, finding), finding->past);
        if (search->items[finding->past - 1].genitive) /* "the senator's answer" */
            quote->speaker.end = ordo_bare_end(&search->items[finding->past - 1], search->text);
        if (ordo_phrase_is_role(search, finding))
            quote->role = quote->speaker;
        name_later(search, quote, &voice);
    }
    return voice;
}

void ordo_resolve_nobody(const struct search *search, const struct finding *finding,
                         struct ordo_quote *quote)
{
    quote->cue = ordo_items_span(search, finding->cue, finding->cue_past);
    if (finding->past > finding->first) {
        quote->mention = ordo_items_span(search, finding->first, finding->past);
        ordo_set_evidence(quote, finding->by);
    }
}
