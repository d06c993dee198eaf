/* resolve.c: who a phrase stands for, within the article.
 *
 * A shorter name is the fullest one that shares its last word (fuller.c). Pronouns are
 * antecedent.c's and, of whom the article gives no name, unnamed.c's; descriptions are
 * description.c's; turns of transcripts are turn.c's. What has no name keeps its own words. */
#include "resolve.h"
#include "cataphora.h"
#include "description.h"
#include "turn.h"
#include "unnamed.h"

#define GIVEN_REACH 12 /* items between somebody and "who", and behind that to the name */
#define PLACES_MAX  2  /* "for the embassy in Lima" behind an office */

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

/* "Utah Republican", "Whitby MP": a description in capitals, where it ends a phrase with "the". */
static bool is_description(const struct search *search, size_t first, size_t past)
{
    uint64_t callings = ordo_in_english(search) ? WORD(TITLE) : 0;

    return ordo_at_determiner(search, first) && ordo_at(search, past - 1, WORD(OFFICE) | callings);
}

/* "Bericht": a capital makes no name of it. */
static bool is_german_noun(const struct search *search, const struct name *name)
{
    return ordo_in_german(search) && name->n == 1 &&
           ordo_at(search, name->first, WORD(ROLE) | WORD(CUE_NOUN));
}

/* "die Juristin", "ihr Jurist": one word of a phrase with an article or a possessive. */
static bool is_determined_noun(const struct search *search, const struct finding *finding,
                               size_t name)
{
    return ordo_in_german(search) && search->reading->names->items[name].n == 1 &&
           search->reading->names->items[name].fuller == name &&
           (ordo_at_determiner(search, finding->first) ||
            ordo_at(search, finding->first, WORD(POSSESSIVE))) &&
           search->reading->names->items[name].first == finding->past - 1;
}

/* "der Minister Otto Berg", "Der neue CDU-Chef Berg": a German article that also chains phrases,
 * before a name of several words, which no common noun is. */
static bool is_der(const struct search *search, size_t first, size_t past)
{
    const struct names *names = search->reading->names;
    size_t at = first + 1;

    if (!ordo_in_german(search) || !ordo_at_determiner(search, first) ||
        !ordo_at_chain(search, first))
        return false;
    while (at < past && !ordo_at(search, at, WORD(UPPER)) && !ordo_at_chain(search, at))
        at++;
    return at + 1 < past && ordo_names_at(names, at) != SIZE_MAX &&
           ordo_names_at(names, at) == ordo_names_at(names, at + 1);
}

/* "die Kantonspolizei Zürich", "das Landgericht Bonn": the name tells where the body has its seat.
 */
static bool is_seat(const struct search *search, size_t name)
{
    /* without their first letters, which may be capitals */
    static const char *const bodies[] = {"olizei",   "ericht",    "nwaltschaft", "niversität",
                                         "räsidium", "ochschule", "linikum"};
    size_t at = search->reading->names->items[name].first;

    at += search->reading->names->items[name].bare;
    if (!ordo_in_german(search) || at == 0 || !ordo_at(search, at - 1, WORD(UPPER)))
        return false;
    return ordo_item_ends_with_any(&search->items[at - 1], search->text, bodies);
}

/* "The ambassador to Israel Ana Torres": whether behind the preposition at `at` a place and then a
 * name stand, up to `past`. */
static bool leads_to_name(const struct search *search, size_t at, size_t past)
{
    const struct names *names = search->reading->names;
    size_t name = ordo_names_at(names, at + 1);

    return name != SIZE_MAX && ordo_in_english(search) && names->items[name].first == at + 1 &&
           names->items[name].bare > 0 && names->items[name].first + names->items[name].n == past &&
           ordo_lexicon_entries[search->items[at + 1].entry].place != 0;
}

/* Name of the speaker that the phrase stands for, or SIZE_MAX. */
static size_t name_of(const struct search *search, size_t first, size_t past)
{
    static const char elders[][WORD_ROOM] = {"senior", "junior", "sr", "jr", ""};
    const struct names *names = search->reading->names;
    size_t head = ordo_names_at(names, first);

    if (is_description(search, first, past))
        return SIZE_MAX;
    if (past > first + 1 && ordo_in_english(search) && ordo_is_any(search, past - 1, elders))
        past--; /* "Silva senior" */
    if (!search->reading->narration.unspaced && head != SIZE_MAX &&
        names->items[head].first == first && !names->items[head].owner &&
        !is_german_noun(search, &names->items[head]) &&
        ordo_at_chain(search, first + names->items[head].n)) {
        size_t tail = ordo_names_at(names, past - 1);
        bool leads = tail != SIZE_MAX && tail != head &&
                     ordo_at(search, names->items[tail].first - 1, WORD(ROLE) | WORD(TITLE)) &&
                     names->items[tail].first + names->items[tail].n == past;
        if (names->items[head].n == 1 && ordo_at(search, first, WORD(ROLE) | WORD(TITLE)) && !leads)
            return SIZE_MAX;        /* "Ministers from Egypt" */
        return leads ? tail : head; /* "Maria Silva of the Foreign Ministry" */
    }                               /* "Workers of Lima president Maria Silva" */
    for (size_t i = first + is_der(search, first, past); i < past; i++) {
        size_t name = ordo_names_at(names, i), end;
        if (i >= first + (name != SIZE_MAX && names->items[name].bare > 0) &&
            !(name != SIZE_MAX && names->items[name].first == i) && /* "von der Leyen" */
            (((ordo_at_chain(search, i) || ordo_at(search, i, WORD(PREPOSITION))) &&
              !leads_to_name(search, i, past)) ||
             (ordo_at(search, i, WORD(CONJUNCTION)) && !ordo_joins_roles(search, i))))
            return SIZE_MAX; /* "a spokesman for the Clinton campaign", "sources close to Silva" */
        if (name == SIZE_MAX)
            continue;
        if (is_seat(search, name))
            return SIZE_MAX;
        end = names->items[name].first + names->items[name].n;
        if (ordo_in_english(search) && end == i + 1 && ordo_at_determiner(search, first) &&
            ordo_at(search, i, WORD(TITLE) | WORD(ROLE)))
            continue; /* "the local MP" */
        if (end >= past || (ordo_at_chain(search, end) && !names->items[name].owner &&
                            ordo_full_name(names, name)->person))
            return name; /* "the voter Maria Silva of Lisbon" */
        i = end - 1;
    }
    return SIZE_MAX;
}

/* "the host, Prime Minister Adeyo, said" */
static size_t name_in_apposition(const struct search *search, size_t comma)
{
    const struct names *names = search->reading->names;
    const struct name *full;
    size_t first = comma + 1, past, name;

    if (!ordo_at_kind(search, comma, ITEM_COMMA) || ordo_at_pronoun(search, first) ||
        ordo_at_dash(search, comma)) /* "Ministers from Lima — Peru, India and Chile — said" */
        return SIZE_MAX;
    past = ordo_phrase_right(search, first);
    if (past == first || !(ordo_at_kind(search, past, ITEM_COMMA) ||
                           ordo_ends_sentence(&search->reading->narration, past)))
        return SIZE_MAX;
    name = name_of(search, first, past);
    if (name == SIZE_MAX || !ordo_at_determiner(search, first) || ordo_in_german(search))
        return name;
    full = &names->items[name]; /* "her predecessor, the Conservative Luis Ortega, said" */
    return full->n - full->bare > 1 && full->first + full->n == past &&
                   ordo_full_name(names, name)->person
               ? name
               : SIZE_MAX;
}

static bool is_role(const struct search *search, const struct finding *finding)
{
    for (size_t i = finding->first; i < finding->past; i++)
        if (ordo_at(search, i, WORD(TITLE) | WORD(ROLE)))
            return true;
    return false;
}

/* "one of them, Maria Silva, said", "a spokesperson for the embassy in Lima, Maria Silva, said":
 * behind all of it. */
static size_t past_of_all(const struct search *search, const struct finding *finding)
{
    size_t past = finding->past;

    if (past == finding->first + 1 && ordo_is_word(search, finding->first, "one") &&
        ordo_is_word(search, past, "of"))
        return ordo_phrase_right(search, past + 1);
    for (int n = 0; n < PLACES_MAX && ordo_at(search, past, WORD(PREPOSITION)); n++) {
        if (n == 0 && !is_role(search, finding))
            break;
        past = ordo_phrase_right(search, past + 1);
    }
    return past;
}

/* "A spokesman for the maker, Lumera, said", "officials in Paris, France, said": the name is of
 * what ends the phrase, not of whoever it begins with. */
static bool is_of_place(const struct search *search, size_t name)
{
    const struct names *names = search->reading->names;
    const struct name *full = ordo_full_name(names, name);

    return full->gender == GENDER_THING || (!full->person && ordo_name_length(full) == 1) ||
           ordo_name_is_place(search->reading, names->items[name].fuller, search->text);
}

/* "A man in a cap who gave his name as Luis Ortega", "a woman who gave only her first name, Ana":
 * that name, or SIZE_MAX. */
static size_t name_given(const struct search *search, const struct finding *finding)
{
    const struct names *names = search->reading->names;
    size_t at = ordo_next(search, finding->past, finding->past + GIVEN_REACH, TRAIT_OF(RELATIVE));
    size_t end = ordo_sentence_end(&search->reading->narration, at), which;
    bool given = false;

    if (!ordo_in_english(search) || !ordo_is_word(search, at, "who"))
        return SIZE_MAX; /* mostly */
    for (size_t past = at + GIVEN_REACH; at < end && at < past; at++) {
        given = given || ordo_is_word(search, at, "name");
        which = ordo_names_at(names, at);
        if (which != SIZE_MAX || ordo_at_kind(search, at, ITEM_QUOTE))
            return given && which != SIZE_MAX && names->items[which].first == at &&
                           (ordo_is_word(search, at - 1, "as") ||
                            ordo_at_kind(search, at - 1, ITEM_COMMA))
                       ? which
                       : SIZE_MAX;
    }
    return SIZE_MAX;
}

/* The name in apposition to the phrase, or SIZE_MAX. */
static size_t name_behind(const struct search *search, const struct finding *finding)
{
    size_t past = past_of_all(search, finding), name = name_in_apposition(search, past);
    bool simple = ordo_next(search, finding->first, past, TRAIT_OF(PREPOSITION)) >= past;

    return name == SIZE_MAX || simple || !is_of_place(search, name) ? name : SIZE_MAX;
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
    return ordo_comes_back(search, finding, *name, &heard->stranger, voice, quote);
}

/* Whether the sentence has another word for the phrase: "who" behind it, "eigenen" before it. */
static bool is_stood_for(const struct finding *finding)
{
    return finding->relative >= finding->past ||
           (finding->relative > 0 && finding->relative < finding->first);
}

/* "The Minister for Information and Broadcasting", "the Minister of Defence": in capitals, behind
 * an article, and nobody's name. */
static bool is_office(const struct search *search, const struct finding *finding)
{
    return ordo_in_english(search) && ordo_is_word(search, finding->first, "the") &&
           ordo_at(search, finding->first + 1, WORD(TITLE)) &&
           (ordo_is_word(search, finding->first + 2, "of") ||
            ordo_is_word(search, finding->first + 2, "for"));
}

/* "Silva's letter said", "Silva's prepared text": whoever wrote what has a voice, or SIZE_MAX. */
static size_t author_of(const struct search *search, const struct finding *finding)
{
    static const char documents[][WORD_ROOM] = {
        "statement", "text", "letter", "post",   "tweet", "memo",  "email", "message",
        "e-mail",    "note", "voice",  "speech", "essay", "diary", "op-ed", ""};
    const struct names *names = search->reading->names;

    if (!ordo_in_english(search) || !ordo_is_any(search, finding->past - 1, documents))
        return SIZE_MAX; /* nearly always */
    for (size_t i = finding->first; i < finding->past; i++) {
        size_t name = ordo_names_at(names, i);
        if (name != SIZE_MAX && search->items[i].genitive && ordo_full_name(names, name)->person)
            return name;
    }
    return SIZE_MAX;
}

/* "The minister", "one of them, Maria Silva,": the name of whom it describes, or SIZE_MAX. */
static size_t resolve_phrase(const struct search *search, const struct finding *finding,
                             const struct voice *last, struct ordo_quote *quote)
{
    const struct names *names = search->reading->names;
    size_t name = name_of(search, finding->first, finding->past), apposition = SIZE_MAX, described;

    if (is_office(search, finding) ||
        ((name == SIZE_MAX || is_german_noun(search, &names->items[name]) ||
          is_determined_noun(search, finding, name)) &&
         ordo_next(search, finding->first, finding->past, TRAIT_OF(CONJUNCTION)) == finding->past))
        apposition = name_behind(search, finding);
    if (apposition != SIZE_MAX) {
        const struct name *full = &names->items[apposition];
        if (!is_stood_for(finding))
            quote->mention = ordo_items_span(search, finding->first, full->first + full->n);
        return apposition;
    }
    if (name == SIZE_MAX)
        name = author_of(search, finding);
    if (name == SIZE_MAX && ordo_at_indefinite(search, finding->first))
        name = name_given(search, finding);
    if (name != SIZE_MAX && !is_determined_noun(search, finding, name))
        return name;
    described = ordo_described_name(search, finding, last);
    if (described == SIZE_MAX)
        return name;
    ordo_full_name(names, described)->called =
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

    if (ordo_what_it(search, finding, &subject)) {
        *name = resolve_phrase(search, &subject, &heard->last, quote);
        if (*name != SIZE_MAX)
            return false;
        voice->first = subject.first;
        voice->past = subject.past;
        quote->speaker = ordo_items_span(search, subject.first, subject.past);
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

/* Gives somebody without a name the one that the article tells later. */
static void name_later(const struct search *search, struct ordo_quote *quote, struct voice *voice)
{
    struct names *names = search->reading->names;
    struct ordo_span role = quote->role;
    size_t name;

    if (voice->name != SIZE_MAX || voice->past <= voice->first ||
        (name = ordo_named_later(search, voice->first, voice->past)) == SIZE_MAX)
        return;
    set_name(search, quote, name);
    if (quote->role.end == 0)
        quote->role = role;
    quote->confidence *= CONFIDENCE_UNSURE;
    voice->name = names->items[name].fuller;
    voice->first = voice->past = 0;
    names->items[voice->name].speaks = true;
}

struct voice ordo_resolve(const struct search *search, const struct finding *found,
                          const struct heard *heard, struct ordo_quote *quote)
{
    const struct finding own = described_of(search, found), *finding = &own;
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
        if (quote->role.end == 0 && name == ahead && is_role(search, finding)) {
            quote->role = ordo_items_span(search, finding->first, finding->past);
            names->items[name].role = quote->role; /* whoever is called so later */
        }
        voice.name = names->items[name].fuller;
        names->items[voice.name].speaks = true;
    } else if (!ordo_at_pronoun(search, finding->first) && tells_somebody(search, finding) &&
               (!alone || /* "one", "her" name nobody */
                !ordo_at(search, finding->first, WORD(PRONOUN) | WORD(POSSESSIVE)))) {
        voice.first = finding->first;
        voice.past = finding->past;
        quote->speaker = ordo_items_span(search, finding->first, finding->past);
        quote->speaker.end = ordo_bare_end(&search->items[finding->past - 1], search->text);
        if (is_role(search, finding))
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
