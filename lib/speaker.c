/* speaker.c: who said it.
 *
 * For each statement the attributions of attribution.h are tried in the order that its
 * marks suggest: a comma inside them leads to what follows, one before them to what stands before.
 * Whose a quotation without any is tells conversation.c, and who the phrase stands for resolve.c.
 * What cannot be told is left empty. */
#include "attribution.h"
#include "conversation.h"
#include "cue.h"
#include "german.h"
#include "reserve.h"
#include "resolve.h"
#include "turn.h"

/* "While Silva said the plan was "a gift," Ortega ...": a fragment in the clause that a
 * subordinator begins. */
static bool in_clause(const struct search *search, size_t quote)
{
    size_t begin = ordo_sentence_begin(&search->reading->narration, quote);

    if (!ordo_in_english(search))
        return false;
    while (begin < quote && ordo_at(search, begin, WORD(CONJUNCTION) | WORD(ADVERB)))
        begin++;
    for (size_t i = begin + 1; i < quote; i++)
        if (ordo_at_kind(search, i, ITEM_COMMA))
            return false;
    return ordo_at(search, begin, WORD(SUBORDINATOR)) || ordo_is_word(search, begin, "after");
}

/* A quotation and its marks, which tell where its attribution stands. */
struct place {
    size_t at; /* its item */
    bool direct, english;
    bool led, trailed; /* by a comma or colon before it; by a comma inside or behind it */
    bool before_first; /* what stands before it is asked before what stands behind it */
};

static struct place place_of(const struct search *search, const struct ordo_quote *quote, size_t at)
{
    const struct item *item = &search->items[at];
    enum lexicon_language language = search->reading->narration.language;
    bool comma_behind = ordo_at_kind(search, at + 1, ITEM_COMMA);
    bool followed =
        comma_behind && (ordo_at(search, at + 2, WORD(SAY)) ||
                         (language == LEXICON_GERMAN && ordo_is_word(search, at + 2, "so")));
    struct place place = {.at = at,
                          .direct = ordo_is_direct(search, quote, at),
                          .english = language == LEXICON_ENGLISH};

    place.led =
        at > 0 && item->ending != ENDING_COMMA &&
        (ordo_at_kind(search, at - 1, ITEM_COLON) || ordo_at_kind(search, at - 1, ITEM_COMMA));
    place.trailed = item->ending == ENDING_COMMA || item->ending == ENDING_STRONG ||
                    (comma_behind && search->text[search->items[at + 1].begin] != ';');
    place.before_first = (place.led && !followed) || !(place.direct || place.trailed) ||
                         (!place.direct && in_clause(search, at));
    return place;
}

/* By what is surer than a reporting verb: "..." - Silva; calling it "...", Silva left; in Silva's
 * words, "...". */
static bool find_sure(const struct search *search, const struct place *place,
                      struct finding *finding)
{
    size_t at = place->at;

    if (place->direct ? ordo_attribution_dash(search, at, finding)
                      : ordo_attribution_trailing(search, at, finding))
        return true;
    if (place->english &&
        (ordo_attribution_participle(search, at, finding) ||
         (!place->direct && ordo_attribution_agent(search, at, finding)) ||
         (place->direct && place->led && ordo_attribution_asked(search, at, finding)) ||
         ordo_attribution_words(search, at, finding) ||
         (place->direct && ordo_attribution_colon(search, at, finding))))
        return true;
    return place->direct
               ? ordo_german_bracket(search, at, finding) || ordo_german_gapped(search, at, finding)
               : ordo_german_gap(search, at, finding);
}

/* By a reporting verb, "according to" or a label before or behind it. */
static bool find_reporting(const struct search *search, const struct place *place,
                           struct finding *finding)
{
    size_t at = place->at;

    if (place->before_first && ((!place->direct && ordo_german_in_clause(search, at) &&
                                 ordo_german_verb_last(search, at, finding)) ||
                                ordo_attribution_before(search, at, finding)))
        return true;
    return ordo_attribution_after(search, at, finding) ||
           (place->direct && place->trailed && ordo_attribution_beside(search, at, finding)) ||
           ordo_german_beside(search, at, finding) ||
           (!place->direct && ordo_german_verb_last(search, at, finding)) ||
           (!place->before_first && ordo_attribution_before(search, at, finding)) ||
           (place->direct && place->led && ordo_german_heading(search, at, finding));
}

/* Without a verb: by a heading, a signature, whose view the sentence tells, its subject. */
static bool find_unreported(const struct search *search, const struct place *place,
                            struct finding *finding)
{
    size_t at = place->at, begin = ordo_sentence_begin(&search->reading->narration, at);

    if (ordo_german_with_words(search, at, finding) || ordo_german_das(search, at, finding) ||
        ordo_german_view(search, at, finding) || ordo_german_voice(search, at, finding))
        return true;
    if (place->direct && (ordo_attribution_heading(search, at, finding) ||
                          ordo_attribution_signature(search, at, finding) ||
                          (place->english && ordo_attribution_pointing(search, at, finding))))
        return true;
    if (place->english && (ordo_attribution_reply(search, at, finding) ||
                           ordo_attribution_colon(search, at, finding) ||
                           ordo_attribution_shown(search, at, finding) ||
                           (!place->direct && (ordo_attribution_view(search, begin, at, finding) ||
                                               ordo_attribution_noun(search, at, finding)))))
        return true;
    if (place->english && !place->direct && ordo_attribution_passive(search, at, finding))
        return true;
    *finding = (struct finding){.by = ORDO_BY_SUBJECT};
    if (ordo_in_german(search) && ordo_german_document(search, begin, at, finding))
        return true;
    if (!ordo_cue_first_phrase(search, begin, at, finding))
        return false;
    if (ordo_at_kind(search, at - 1, ITEM_COLON)) /* "Her answer was short: "..."" */
        finding->past = ordo_past_of_owner(search, finding->first, finding->past);
    return true;
}

static bool find_speaker(const struct search *search, const struct ordo_quote *quote,
                         struct finding *finding)
{
    const struct ordo_reading *reading = search->reading;

    for (uint32_t i = 0; i < quote->n_spans; i++) {
        size_t at = reading->span_items[quote->first_span + i];
        const struct item *item = &search->items[at];
        struct place place = place_of(search, quote, at);
        const struct finding *reporter =
            !place.direct && item->reported ? &reading->reporters[item->pair] : NULL;
        if (reporter != NULL && reporter->found && reporter->by == ORDO_BY_NOUN) {
            *finding = *reporter; /* "auf den Vorwurf der Partei, ..." */
            return true;
        }
        if (find_sure(search, &place, finding) || find_reporting(search, &place, finding))
            return true;
        if (reporter != NULL && (reporter->found || reporter->cue_past > 0)) {
            *finding = *reporter;
            return finding->found; /* "hieß es": nobody */
        }
        if (find_unreported(search, &place, finding))
            return true;
    }
    return false;
}

/* "It was met with chants of "..."", "he left to loud chants of "..."": a crowd's, whoever spoke
 * before.
 */
static bool is_chanted(const struct search *search, size_t at)
{
    static const char sounds[][WORD_ROOM] = {"chants",  "chant", "shouts", "cries", "slogans",
                                             "screams", "jeers", "cheers", ""};
    static const char met[][WORD_ROOM] = {"met", "greeted", "interrupted", "drowned", ""};
    size_t first;

    if (at < 6 || !ordo_is_word(search, at - 1, "of") || !ordo_is_any(search, at - 2, sounds))
        return false; /* nearly always */
    for (first = at - 2; first > at - 4 && !ordo_at(search, first - 1, WORD(PREPOSITION));)
        first--; /* "loud" */
    return ordo_is_word(search, first - 1, "to") ||
           ((ordo_is_word(search, first - 1, "with") || ordo_is_word(search, first - 1, "by")) &&
            ordo_is_any(search, first - 2, met));
}

/* A paragraph of a turn, behind its first: whoever speaks the one before. */
static bool goes_on_turn(const struct search *search, const struct ordo_quotes *quotes, size_t i)
{
    size_t at = search->reading->span_items[quotes->items[i].first_span];

    return i > 0 && quotes->items[i].kind == ORDO_SPEECH &&
           quotes->items[i - 1].kind == ORDO_SPEECH &&
           search->reading->marks.pairs[search->items[at].pair].continues;
}

int ordo_speakers_find(struct ordo_quotes *quotes, const char *text, struct ordo_error *error)
{
    struct ordo_reading *reading = quotes->reading;
    struct search search = ordo_search(reading, text);
    struct heard heard = {NOBODY, NOBODY, SIZE_MAX};
    struct voice *voices;
    size_t before = SIZE_MAX;

    if (ordo_reserve(&reading->voices, &reading->voice_capacity, quotes->n + 1, sizeof *voices,
                     error) != 0)
        return -1;
    voices = reading->voices;
    for (size_t i = 0; i < quotes->n; i++) {
        struct ordo_quote *quote = &quotes->items[i];
        struct finding finding = {0};
        size_t at = reading->span_items[quote->first_span];
        voices[i] = NOBODY;
        if (quote->kind == ORDO_TERM)
            continue;
        if (goes_on_turn(&search, quotes, i)) {
            ordo_take_speaker(quote, quote - 1, quote[-1].by);
            voices[i] = voices[i - 1];
            before = i;
            continue;
        }
        if (quote->kind == ORDO_INDIRECT)
            finding = reading->findings[i];
        if (!finding.found && finding.cue_past > finding.cue) {
            if (reading->narration.language == LEXICON_GERMAN) /* "nach ersten Angaben" */
                ordo_resolve_nobody(&search, &finding, quote);
            continue;
        }
        if (!finding.found && is_chanted(&search, at))
            continue;
        if (!finding.found)
            find_speaker(&search, quote, &finding);
        if (!finding.found && finding.cue_past > finding.cue)
            continue; /* nobody */
        voices[i] = finding.found
                        ? ordo_conversation_resolve(&search, quotes, i, before, &finding, &heard)
                        : ordo_conversation_goes_on(&search, quotes, i, before, &heard);
        voices[i].quote = quote;
        if (heard.question == SIZE_MAX && ordo_turn_letter(&search, &finding) == 'Q')
            heard.question = finding.first;
        if (quote->speaker.end > 0)
            heard.last = voices[i];
        if (ordo_phrase_is_person(&search, voices[i].first, voices[i].past))
            heard.stranger = voices[i];
        if (quote->kind != ORDO_INDIRECT || ordo_is_direct(&search, quote, at))
            before = i;
    }
    ordo_resolve_affiliations(&search, quotes, voices);
    return 0;
}
