/* conversation.c: who goes on speaking, and who speaks in turns.
 *
 * A quotation that nothing in its own sentence attributes is, in this order, of whom what leads to
 * it or the sentence before turns to; of the other one of a conversation; of who spoke before it;
 * of whom the sentence before is about; of who spoke last. */
#include "conversation.h"
#include "attribution.h"
#include "cue.h"
#include "resolve.h"
#include "role.h"

#include <ctype.h>
#include <string.h>

#define COME_BACK_MAX 60 /* items between two quotations of one speaker */

bool ordo_is_direct(const struct search *search, const struct ordo_quote *quote, size_t at)
{
    return quote->kind == ORDO_DIRECT || quote->kind == ORDO_SPEECH ||
           (quote->kind == ORDO_INDIRECT && search->items[at].ending != ENDING_NONE);
}

/* "He promised to: / - "bring it back" / - "pave it"": a fragment that is a line of a list. */
static bool is_list_item(const struct search *search, size_t at)
{
    size_t past = at + 1;

    while (ordo_at_kind(search, past, ITEM_STOP) || ordo_at_kind(search, past, ITEM_COMMA))
        past++;
    return at > 1 && ordo_at_kind(search, at - 1, ITEM_BREAK) &&
           ordo_at_kind(search, past, ITEM_BREAK) &&
           (ordo_at_kind(search, at - 2, ITEM_COLON) || ordo_at_kind(search, at - 2, ITEM_QUOTE));
}

/* Paragraph breaks between two items, at most two. */
static int breaks_between(const struct search *search, size_t left, size_t right)
{
    int n = 0;

    for (size_t i = left; i < right && n < 2; i++)
        n += search->items[i].kind == ITEM_BREAK;
    return n;
}

void ordo_take_speaker(struct ordo_quote *quote, const struct ordo_quote *before,
                       enum ordo_evidence by)
{
    quote->mention = before->mention;
    quote->speaker = before->speaker;
    quote->role = before->role;
    ordo_set_evidence(quote, by);
    if (quote->confidence > before->confidence)
        quote->confidence = before->confidence; /* no surer than who that was */
}

static size_t last_item(const struct search *search, const struct ordo_quote *quote)
{
    return search->reading->span_items[quote->first_span + quote->n_spans - 1];
}

/* A quotation that nobody is named for goes on with what was said before it in the same paragraph,
 * or, as a paragraph of its own, in the one before. */
static bool go_on(const struct search *search, struct ordo_quote *quote,
                  const struct ordo_quote *before)
{
    const struct ordo_reading *reading = search->reading;
    size_t at = reading->span_items[quote->first_span], last = last_item(search, before);

    if (!(ordo_is_direct(search, quote, at) || is_list_item(search, at)) ||
        before->by == ORDO_BY_NOTHING || (before->speaker.end == 0 && before->kind != ORDO_DIRECT))
        return false;
    if (at - last > ATTRIBUTION_MAX ||
        breaks_between(search, last, at) > (quote->kind == ORDO_SPEECH ? 0 : 1))
        return false; /* in a dialogue the next line is another's */
    ordo_take_speaker(quote, before,
                      at > 0 && ordo_at_kind(search, at - 1, ITEM_COLON) && /* "Dec. 1: "..."" */
                              breaks_between(search, last, at) > 0
                          ? ORDO_BY_SENTENCE_BEFORE
                          : ORDO_BY_CONTINUATION);
    return true;
}

static bool is_same_voice(const struct voice *a, const struct voice *b)
{
    return a->name == b->name && a->first == b->first && a->past == b->past;
}

/* Reporting verbs of whoever was asked. */
static const char ANSWERS[][WORD_ROOM] = {"replied",  "replies",   "answered",
                                          "answers",  "retorted",  "responded",
                                          "responds", "countered", ""};

static bool is_cue_of(const struct search *search, const struct ordo_quote *quote,
                      const char (*words)[WORD_ROOM])
{
    size_t length = quote->cue.end - quote->cue.begin;

    for (; **words != '\0'; words++)
        if (strlen(*words) == length &&
            memcmp(search->text + quote->cue.begin, *words, length) == 0)
            return true;
    return false;
}

/* Whether the quote is a turn in a conversation: "...?" she asked, "..." he replied. */
static bool is_reply(const struct search *search, const struct ordo_quote *quote)
{
    static const char others[][WORD_ROOM] = {"asked", "asks", "shot", "interjected", ""};

    if (quote->mention.end == quote->mention.begin + 1 && search->text[quote->mention.begin] == 'I')
        return true; /* "...?" I said: whom the reporter talks with is quoted */
    return is_cue_of(search, quote, ANSWERS) || is_cue_of(search, quote, others);
}

/* Whether it ends with a question or exclamation mark. */
static bool is_strong(const struct search *search, const struct ordo_quote *quote)
{
    return search->items[last_item(search, quote)].ending == ENDING_STRONG;
}

/* Whether the statement `before` the quote makes it another's: a turn, or, where the two have begun
 * to take turns, a question or what follows one. */
static bool ends_turn(const struct search *search, const struct ordo_quotes *quotes, size_t before,
                      const struct ordo_quote *quote)
{
    const struct ordo_quote *turn = &quotes->items[before];
    const struct voice *voices = search->reading->voices;

    if (is_reply(search, turn))
        return true;
    if (before == 0 || is_same_voice(&voices[before], &voices[before - 1]))
        return false;
    if (turn->by == ORDO_BY_CONTINUATION && is_strong(search, turn))
        return true;
    return is_strong(search, quote) &&
           (turn->by == ORDO_BY_CONTINUATION || is_reply(search, turn - 1));
}

/* The last of the first n statements, near item `at`, that is another's than this voice, or
 * SIZE_MAX. */
static size_t other_voice(const struct search *search, const struct ordo_quotes *quotes, size_t n,
                          size_t at, const struct voice *voice)
{
    const struct ordo_reading *reading = search->reading;

    while (n-- > 0 && at - reading->span_items[quotes->items[n].first_span] <= COME_BACK_MAX)
        if (quotes->items[n].speaker.end > 0 && !is_same_voice(&reading->voices[n], voice))
            return n;
    return SIZE_MAX;
}

/* "...?" she asked. / "...": behind a turn a quotation that is a paragraph, and that nobody is
 * named for, is the other one's. Returns the last statement that is, or SIZE_MAX. */
static size_t find_partner(const struct search *search, const struct ordo_quotes *quotes, size_t i,
                           size_t before)
{
    const struct ordo_reading *reading = search->reading;
    const struct ordo_quote *quote = &quotes->items[i], *turn = &quotes->items[before];
    size_t at = reading->span_items[quote->first_span];
    size_t last = last_item(search, turn);

    if (quote->kind != ORDO_DIRECT || turn->kind != ORDO_DIRECT || at == 0 ||
        !ordo_at_kind(search, at - 1, ITEM_BREAK) || breaks_between(search, last, at) != 1 ||
        at - last > ATTRIBUTION_MAX || !ends_turn(search, quotes, before, quote))
        return SIZE_MAX;
    return other_voice(search, quotes, before, at, &reading->voices[before]);
}

/* "..., she said. / The shop is closing. / "..."": a quotation that nothing leads to is of whoever
 * spoke last, if nobody has been named since. */
static bool comes_back(const struct search *search, struct ordo_quote *quote, size_t at,
                       const struct voice *last)
{
    size_t name = ordo_names_before(search->reading->names, at);

    if (last->quote == NULL || last->at > at || at - last->at > COME_BACK_MAX ||
        (name != SIZE_MAX && search->reading->names->items[name].first > last->at &&
         ordo_full_name(search->reading->names, name)->person))
        return false;
    ordo_take_speaker(quote, last->quote, ORDO_BY_SENTENCE_BEFORE);
    return true;
}

/* "Silva asked what he had sold. / "..."": whether the sentence before tells a question, so that
 * the quotation answers it. */
static bool asks(const struct search *search, const struct finding *finding, size_t at)
{
    static const char verbs[][WORD_ROOM] = {"asked", "asks", "wondered", "wonders", ""};
    size_t next = finding->cue_past;

    if (finding->cue == finding->cue_past || finding->cue < finding->past ||
        !ordo_is_any(search, finding->cue, verbs) || !ordo_at_kind(search, at - 1, ITEM_BREAK))
        return false;
    if (ordo_at_pronoun(search, next))
        next++; /* "asked him why" */
    return ordo_at(search, next, WORD(SUBORDINATOR) | WORD(RELATIVE)) ||
           ordo_is_word(search, next, "about");
}

/* "His father sold nails. "He never smiled."": whether the quotation is about whose relative the
 * sentence before is about. */
static bool tells_of(const struct search *search, const struct finding *finding, size_t at)
{
    size_t head = ordo_phrase_head(search, finding->first, finding->past);
    enum gender gender = ordo_described_gender(search->items[head].classes);
    const char *word = search->text + search->items[at].begin;
    const char *pronoun = gender == GENDER_HE ? "He" : "She";

    if (gender == GENDER_UNKNOWN || !ordo_at(search, finding->first, WORD(POSSESSIVE)) ||
        finding->cue < finding->cue_past)
        return false;
    while (*word == '"' || *word == '\'' || (unsigned char)*word >= 0x80)
        word++; /* the mark */
    return strncmp(word, pronoun, strlen(pronoun)) == 0 &&
           !isalpha((unsigned char)word[strlen(pronoun)]);
}

/* "..." / And would Silva play? / "...": whether the reporter only asks, in between, about somebody
 * else. */
static bool answers(const struct search *search, const struct ordo_quotes *quotes, size_t at,
                    size_t before)
{
    const struct narration *narration = &search->reading->narration;
    size_t begin = ordo_sentence_begin(narration, at),
           last = last_item(search, &quotes->items[before]);
    size_t end = ordo_sentence_back(narration, &begin);

    return end > begin && begin > 1 && search->text[search->items[end - 1].end] == '?' &&
           ordo_at_kind(search, begin - 1, ITEM_BREAK) && begin - last <= 3 &&
           ordo_next(search, begin, end, TRAIT_OF(HE)) == end &&
           ordo_next(search, begin, end, TRAIT_OF(SHE)) == end &&
           breaks_between(search, last, at) == 2 && quotes->items[before].speaker.end > 0;
}

/* "The talks failed. "..."": the sentence before the quotation is of no person, and leads to no
 * words. */
static bool is_nobody(const struct search *search, const struct finding *finding, size_t at)
{
    for (size_t i = at; i > 0 && i + 3 > at; i--)
        if (ordo_at_kind(search, i - 1, ITEM_COLON))
            return false;
    return !ordo_phrase_is_person(search, finding->first, finding->past) &&
           !ordo_is_owner(search, finding->past - 1) &&
           ordo_next(search, finding->first, finding->past, TRAIT_NAME) == finding->past;
}

/* A name, too: "four nights" says nothing. */
static bool can_speak(const struct search *search, const struct finding *finding)
{
    for (size_t i = finding->first; i < finding->past; i++)
        if (ordo_names_at(search->reading->names, i) != SIZE_MAX)
            return true;
    return ordo_phrase_is_person(search, finding->first, finding->past) ||
           ordo_is_owner(search, finding->past - 1) || /* "Her answer was one word." */
           finding->cue_past > finding->cue;
}

/* "..., Silva said. Ortega shook his head. "No."": the sentence before, in the same paragraph and
 * without a quotation of its own, turns to another person. */
static bool turns_to(const struct search *search, const struct ordo_quote *quote, size_t at,
                     struct finding *finding)
{
    const struct narration *narration = &search->reading->narration;

    if (!ordo_is_direct(search, quote, at) || quote->kind == ORDO_SPEECH || at < 2 ||
        !ordo_at_kind(search, at - 1, ITEM_STOP))
        return false;
    for (size_t i = ordo_sentence_begin(narration, at - 2); i < at; i++)
        if (ordo_at_kind(search, i, ITEM_QUOTE))
            return false;
    return ordo_floating_subject(search, at, finding) &&
           (ordo_phrase_is_person(search, finding->first, finding->past) ||
            ordo_is_owner(search, finding->past - 1)); /* "Silva's version is different." */
}

/* "The only other option was a cell, Silva said. "...": the sentence before the quotation is what
 * somebody said, as its end or its beginning tells. */
static bool follows_report(const struct search *search, const struct ordo_quotes *quotes, size_t i,
                           size_t at)
{
    const struct narration *narration = &search->reading->narration;
    const struct ordo_quote *report = &quotes->items[i - (i > 0)];
    size_t begin = ordo_sentence_begin(narration, at);

    if (i == 0 || report->kind != ORDO_INDIRECT || report->speaker.end == 0 ||
        !(report->by == ORDO_BY_VERB_AFTER || report->by == ORDO_BY_ACCORDING))
        return false;
    ordo_sentence_back(narration, &begin);
    return search->reading->span_items[report->first_span] >= begin;
}

struct voice ordo_conversation_goes_on(const struct search *search, struct ordo_quotes *quotes,
                                       size_t i, size_t before, const struct heard *heard)
{
    struct ordo_quote *quote = &quotes->items[i];
    const struct voice *voices = search->reading->voices;
    size_t at = search->reading->span_items[quote->first_span], partner;
    bool floats = (ordo_is_direct(search, quote, at) && quote->kind != ORDO_SPEECH) ||
                  (is_list_item(search, at) && ordo_at_kind(search, at - 2, ITEM_COLON));
    struct finding finding = {0};
    struct voice voice = NOBODY;

    if (floats && follows_report(search, quotes, i, at)) {
        ordo_take_speaker(quote, quote - 1, ORDO_BY_CONTINUATION);
        return voices[i - 1];
    }
    if ((floats && ordo_attribution_run_in(search, at, &finding)) ||
        turns_to(search, quote, at, &finding))
        return ordo_resolve(search, &finding, heard, quote);
    if (before != SIZE_MAX && (partner = find_partner(search, quotes, i, before)) != SIZE_MAX) {
        ordo_take_speaker(quote, &quotes->items[partner], ORDO_BY_CONTINUATION);
        return voices[partner];
    }
    if (before != SIZE_MAX && at > 0 && ordo_at_kind(search, at - 1, ITEM_STOP) && floats &&
        breaks_between(search, last_item(search, &quotes->items[before]), at) == 1 &&
        ordo_floating_named(search, at, &finding))
        return ordo_resolve(search, &finding, heard, quote); /* "It is hard for Silva. "..."" */
    if (before != SIZE_MAX && go_on(search, quote, &quotes->items[before]))
        return voices[before];
    if (before != SIZE_MAX && floats && answers(search, quotes, at, before)) {
        ordo_take_speaker(quote, &quotes->items[before], ORDO_BY_SENTENCE_BEFORE);
        return voices[before];
    }
    if (floats && ordo_floating_subject(search, at, &finding) && can_speak(search, &finding) &&
        !is_nobody(search, &finding, at)) {
        voice = ordo_resolve(search, &finding, heard, quote);
        if ((asks(search, &finding, at) || tells_of(search, &finding, at)) &&
            heard->last.quote != NULL &&
            (partner = other_voice(search, quotes, i, at, &voice)) != SIZE_MAX) {
            ordo_forget_speaker(quote);
            ordo_take_speaker(quote, &quotes->items[partner], ORDO_BY_SENTENCE_BEFORE);
            return voices[partner];
        }
    }
    if (voice.name == SIZE_MAX && voice.past > voice.first && finding.cue == finding.cue_past &&
        ordo_at_kind(search, at - 1, ITEM_BREAK) && !ordo_at_kind(search, at - 2, ITEM_COLON)) {
        if (ordo_floating_named(search, at, &finding))
            return ordo_resolve(search, &finding, heard, quote);
        if (comes_back(search, quote, at, &heard->last))
            return heard->last;
    }
    if (floats && quote->speaker.end == 0 && comes_back(search, quote, at, &heard->last))
        return heard->last; /* "The talks failed. "..."" */
    if (floats && quote->speaker.end == 0 && finding.found && can_speak(search, &finding))
        return ordo_resolve(search, &finding, heard, quote);
    if (floats && quote->speaker.end == 0 && before == SIZE_MAX && heard->last.quote == NULL &&
        ordo_floating_ahead(search, at, &finding))
        return ordo_resolve(search, &finding, heard, quote);
    return voice;
}

/* "..., he said. The talks were "a long way" off.": a fragment in a sentence about things goes on
 * with who spoke before it in the paragraph. */
static bool go_on_within(const struct search *search, const struct finding *finding,
                         struct ordo_quote *quote, size_t at, const struct voice *last)
{
    if (ordo_in_german(search) && at > 0 && ordo_at_kind(search, at - 1, ITEM_COLON))
        return false; /* "Ein Genosse wurde deutlicher: „...“" */
    if (finding->by != ORDO_BY_SUBJECT || last->quote == NULL || last->at > at ||
        breaks_between(search, last->at, at) > 0 ||
        ordo_phrase_is_person(search, finding->first, finding->past))
        return false;
    ordo_take_speaker(quote, last->quote, ORDO_BY_SENTENCE_BEFORE);
    return true;
}

/* "...?" the driver asked. "...," the owner replied: an answer is another's than its question. */
static struct voice resolve_turn(const struct search *search, struct ordo_quotes *quotes, size_t i,
                                 size_t before, const struct finding *finding,
                                 const struct heard *heard)
{
    struct ordo_quote *quote = &quotes->items[i];
    struct voice voice = ordo_resolve(search, finding, heard, quote);
    const struct voice *voices = search->reading->voices;
    size_t other;

    if (before == SIZE_MAX || finding->cue == finding->cue_past ||
        quotes->items[before].cue.end < quotes->items[before].cue.begin + 3 ||
        !ordo_is_any(search, finding->cue, ANSWERS) || !is_same_voice(&voice, &voices[before]) ||
        ordo_next(search, finding->first, finding->past, TRAIT_NAME) < finding->past ||
        memcmp(search->text + quotes->items[before].cue.begin, "ask", 3) != 0 ||
        (other = other_voice(search, quotes, before, finding->first, &voice)) == SIZE_MAX)
        return voice;
    quote->speaker = quotes->items[other].speaker;
    quote->role = quotes->items[other].role;
    return voices[other];
}

struct voice ordo_conversation_resolve(const struct search *search, struct ordo_quotes *quotes,
                                       size_t i, size_t before, const struct finding *finding,
                                       const struct heard *heard)
{
    struct ordo_quote *quote = &quotes->items[i];
    size_t at = search->reading->span_items[quote->first_span];

    return go_on_within(search, finding, quote, at, &heard->last)
               ? heard->last
               : resolve_turn(search, quotes, i, before, finding, heard);
}
