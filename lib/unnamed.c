/* unnamed.c: whom a pronoun means that the article gives no name.
 *
 * Who spoke last, or whom the sentence before is about. */
#include "unnamed.h"
#include "cue.h"
#include "german.h"
#include "german_antecedent.h"
#include "phrase_name.h"

#include <string.h>

#define PLURAL_REACH 60 /* items that "they" goes back */
#define TOPIC_MAX    3  /* sentences from the first one about somebody */

/* The noun of a description: "source" of "a source familiar with the talks". */
static size_t noun_of(const struct search *search, size_t first, size_t past)
{
    for (size_t i = first + 1; i < past; i++)
        if (ordo_tells_access(search, i))
            return i - 1;
    return ordo_phrase_head(search, first, past);
}

/* The quote is of those whom the description tells. */
static void take(const struct search *search, size_t first, size_t past, struct voice *voice,
                 struct ordo_quote *quote)
{
    voice->first = first;
    voice->past = past;
    quote->speaker = quote->role = ordo_items_span(search, first, past);
}

/* "Another manager", not "the agency". */
static bool is_somebody(const struct search *search, const struct voice *voice)
{
    size_t head = ordo_phrase_head(search, voice->first, voice->past);

    return voice->past > voice->first && ordo_is_calling(search, head) &&
           !ordo_at(search, head, WORD(ROLE_THING));
}

bool ordo_goes_on_plural(const struct search *search, const struct finding *finding,
                         const struct voice *last, struct ordo_quote *quote)
{
    const struct names *names = search->reading->names;
    bool they = ordo_at(search, finding->first, WORD(THEY));

    if (last->quote == NULL || !(they || ordo_is_word(search, finding->first, "it")) ||
        finding->first < last->at || finding->first - last->at > PLURAL_REACH)
        return false;
    if (!they && last->name == SIZE_MAX &&
        (is_somebody(search, last) ||
         (last->past > last->first && ordo_in_english(search) &&
          ordo_ends_in_s(search, noun_of(search, last->first, last->past)))))
        return false; /* "Another manager replied. / It said", "Campaigners say" */
    if (last->name != SIZE_MAX && names->items[last->name].gender != GENDER_THING &&
        (they || names->items[last->name].titled ||
         names->items[last->name].gender != GENDER_UNKNOWN))
        return false; /* "It" may be a name of which nothing is known */
    quote->speaker = last->quote->speaker;
    quote->role = last->quote->role;
    return true;
}

bool ordo_goes_on_group(const struct search *search, const struct finding *finding, bool one,
                        size_t after, struct voice *voice, struct ordo_quote *quote)
{
    const struct narration *narration = &search->reading->narration;
    size_t begin = ordo_sentence_begin(narration, finding->first);
    size_t end = ordo_sentence_back(narration, &begin);
    static const char groups[][WORD_ROOM] = {"family", "couple", "pair",  "group",  "police",
                                             "union",  "team",   "board", "people", ""};
    struct finding group = {0};
    size_t head;

    if (begin >= end || begin < after || !ordo_cue_first_phrase(search, begin, end, &group))
        return false;
    head = ordo_phrase_head(search, group.first, group.past);
    if (one && !ordo_at(search, head, WORD(ROLE_THING)))
        return false;
    if (ordo_is_word(search, group.past, "and") && ordo_has(search, group.past - 1, TRAIT_NAME))
        group.past = ordo_phrase_right(search, group.past + 1); /* "Silva and her husband" */
    else if (ordo_next(search, group.first, group.past, TRAIT_OF(CONJUNCTION)) == group.past &&
             (!ordo_at(search, head, WORD(ROLE) | WORD(ROLE_THING)) ||
              !(one || ordo_ends_in_s(search, head) || ordo_is_any(search, head, groups))))
        return false;
    take(search, group.first, group.past, voice, quote);
    return true;
}

bool ordo_goes_on_document(const struct search *search, const struct finding *finding,
                           struct voice *voice, struct ordo_quote *quote)
{
    static const char documents[][WORD_ROOM] = {
        "sign",        "banner",     "placard",    "poster",      "letter",    "note",
        "email",       "e-mail",     "message",    "leaflet",     "flyer",     "plaque",
        "inscription", "card",       "notice",     "text",        "suit",      "complaint",
        "lawsuit",     "petition",   "indictment", "filing",      "memo",      "tweet",
        "post",        "affidavit",  "caption",    "label",       "billboard", "communiqué",
        "communique",  "resolution", "statement",  "declaration", ""};
    static const char reads[][WORD_ROOM] = {"read", "reads", "began", "begins", "ended", ""};
    const struct narration *narration = &search->reading->narration;
    size_t begin = ordo_sentence_begin(narration, finding->first);
    size_t end = ordo_sentence_back(narration, &begin);
    bool whole = finding->cue_past > finding->cue && ordo_is_any(search, finding->cue, reads);
    struct finding phrase = {0};

    if (!ordo_in_english(search) || !ordo_is_word(search, finding->first, "it") || begin >= end)
        return false;
    if (whole) { /* "Outside hangs a banner. "...," it reads." */
        size_t past = end;
        while (past > begin && !ordo_is_any(search, past - 1, documents))
            past--;
        phrase.first = past > begin ? ordo_phrase_left(search, past, begin) : past;
        phrase.past = ordo_phrase_right(search, phrase.first);
    } else if (!ordo_cue_first_phrase(search, begin, end, &phrase) || phrase.first != begin) {
        return false;
    }
    if (phrase.past <= phrase.first ||
        !ordo_is_any(search, ordo_phrase_head(search, phrase.first, phrase.past), documents))
        return false;
    take(search, phrase.first, phrase.past, voice, quote);
    quote->role = (struct ordo_span){0, 0};
    return true;
}

/* "The statement", "der Mitteilung": an article and a word for a document. */
static bool is_the_document(const struct search *search, const struct finding *finding)
{
    static const char documents[][WORD_ROOM] = {"statement", "email", "e-mail", "letter",
                                                "message",   "post",  "memo",   "note",
                                                "release",   "tweet", "report", ""};

    if (finding->past != finding->first + 2)
        return false;
    if (ordo_in_german(search))
        return ordo_at_determiner(search, finding->first) &&
               ordo_german_is_document(search, finding->first + 1);
    return ordo_in_english(search) && ordo_is_word(search, finding->first, "the") &&
           ordo_is_any(search, finding->first + 1, documents);
}

/* "Silva said in an emailed statement", "teilte das Amt mit": whether the item at `at` tells that
 * the document `word` was the voice. */
static bool tells_document(const struct search *search, size_t at, size_t word)
{
    if (ordo_same_word(search, at, word))
        return ordo_last(search, at > 3 ? at - 3 : 0, at, TRAIT_OF(PREPOSITION)) != SIZE_MAX;
    return ordo_in_german(search) && ordo_is_word(search, at, "mit") &&
           ordo_is_word(search, word, "mitteilung") && !ordo_at_kind(search, at + 1, ITEM_WORD);
}

bool ordo_goes_on_in_document(const struct search *search, const struct finding *finding,
                              const struct voice *last, struct voice *voice,
                              struct ordo_quote *quote)
{
    static const char any[][WORD_ROOM] = {"einer", "einem", ""};
    const struct narration *narration = &search->reading->narration;
    size_t at, end;

    if (!is_the_document(search, finding) || last->quote == NULL || last->quote->speaker.end == 0 ||
        finding->first < last->at || finding->first - last->at > PLURAL_REACH)
        return false;
    at = ordo_sentence_begin(narration, last->at);
    end = ordo_sentence_end(narration, last->at);
    end = end < finding->first ? end : finding->first;
    while (at < end && !tells_document(search, at, finding->past - 1))
        at++;
    if (at >= end && /* "..., heißt es in einer Stellungnahme", behind what it says */
        (!ordo_is_any(search, finding->first, any) ||
         ordo_next(search, last->at, finding->first, TRAIT_BREAK) < finding->first))
        return false;
    *voice = *last;
    voice->at = finding->first;
    quote->speaker = last->quote->speaker;
    quote->role = last->quote->role;
    return true;
}

bool ordo_what_it(const struct search *search, const struct finding *finding,
                  struct finding *subject)
{
    size_t begin = ordo_sentence_begin(&search->reading->narration, finding->first);
    size_t verb = finding->first;

    if (verb < begin + 2 || !ordo_is_word(search, verb, "it") ||
        !ordo_is_word(search, verb - 1, "what") || !ordo_in_english(search))
        return false; /* nearly always */
    verb = ordo_last(search, begin, verb, TRAIT_FINITE);
    return verb != SIZE_MAX && ordo_cue_subject(search, verb, begin, subject) &&
           !ordo_at_pronoun(search, subject->first);
}

bool ordo_what_report(const struct search *search, const struct finding *finding,
                      struct finding *subject)
{
    static const char reports[][WORD_ROOM] = {"report",   "study",  "paper", "survey",
                                              "analysis", "review", "audit", ""};
    const struct narration *narration = &search->reading->narration;
    size_t begin = ordo_sentence_begin(narration, finding->first), end, head;

    if (!ordo_is_word(search, finding->first, "it") || !ordo_in_english(search) ||
        finding->first != begin)
        return false;
    end = ordo_sentence_back(narration, &begin);
    *subject = (struct finding){.first = begin, .past = ordo_phrase_right(search, begin)};
    if (begin >= end || subject->past == begin)
        return false;
    head = ordo_phrase_head(search, begin, subject->past);
    subject->cue = end;
    for (size_t i = subject->past; i + 1 < end; i++)
        if (ordo_at(search, i, WORD(PASSIVE)) &&
            ordo_at(search, i + 1, WORD(PARTICIPLE) | WORD(IN_ED)))
            return false; /* "A survey was rejected by the army. It said ..." */
    if (ordo_is_word(search, finding->cue_past, "in") &&
        ordo_is_word(search, finding->cue_past + 2, "statement"))
        return false;
    return head < subject->past && ordo_is_any(search, head, reports);
}

static bool is_ein(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {"ein", "eine", ""};

    return ordo_is_any(search, at, words);
}

/* Whether the description can be of somebody whom the article does not name: "a neighbour", "the
 * boy's father", "his wife", "the woman"; not "the minister", who has a name. */
static bool is_stranger(const struct search *search, size_t first, size_t past, enum gender gender)
{
    static const char indefinite[][WORD_ROOM] = {"a", "an", "one", "another", ""};
    static const char anybody[][WORD_ROOM] = {
        "woman", "man",    "girl",   "boy",     "teen",        "victim",   "teenager",
        "youth", "caller", "source", "witness", "complainant", "employee", ""};
    size_t head = noun_of(search, first, past);
    enum gender own = ordo_described_gender(search->items[head].classes);
    bool known = ordo_is_any(search, first, indefinite) || ordo_at(search, first, WORD(POSSESSIVE));

    if (ordo_in_german(search))
        return (is_ein(search, first) || ordo_at(search, first, WORD(POSSESSIVE))) &&
               ordo_german_gender(search, first, past) == gender;
    for (size_t i = first; i < head; i++)
        known = known || search->items[i].genitive;
    return ordo_is_calling(search, head) && (own == GENDER_UNKNOWN || own == gender) &&
           (known || ordo_is_any(search, head, anybody) ||
            ordo_item_ends_with(&search->items[head], search->text, "-old"));
}

/* "A friend told him to try", "her doctor told her to rest": whether behind the stranger, up to the
 * end of the sentence, an object of that gender stands. It is somebody else, and no stranger. */
static bool speaks_of_other(const struct search *search, size_t past, enum gender gender)
{
    size_t end = ordo_sentence_end(&search->reading->narration, past);

    for (size_t i = past; i < end; i++)
        if (gender == GENDER_HE ? ordo_is_word(search, i, "him")
                                : ordo_is_word(search, i, "her") && ordo_owns_nothing(search, i))
            return true;
    return false;
}

/* Whether a person who surely is of the gender is named in [first, past). */
static bool names_since(const struct search *search, size_t first, size_t past, enum gender gender)
{
    const struct names *names = search->reading->names;
    size_t which = ordo_names_before(names, past);

    for (; which != SIZE_MAX && names->items[which].first >= first;
         which = ordo_name_previous(which))
        if (ordo_full_name(names, which)->person && ordo_full_name(names, which)->gender == gender)
            return true;
    return false;
}

/* "Silva was asked by a shareholder whether ... "...," he said": who asks does not answer. */
static bool is_answered(const struct search *search, const struct voice *last)
{
    static const char *const asked[] = {"sked", "ressed", "uestioned", "uizzed"};
    struct ordo_span cue = last->quote->cue;

    if (last->quote->kind != ORDO_INDIRECT || last->first == 0 ||
        !ordo_is_word(search, last->first - 1, "by"))
        return false; /* nearly always */
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        if (cue.end - cue.begin == strlen(asked[i]) + 1 &&
            memcmp(search->text + cue.begin + 1, asked[i], strlen(asked[i])) == 0)
            return true;
    return false;
}

bool ordo_goes_on_unnamed(const struct search *search, const struct finding *finding, size_t name,
                          const struct voice *last, struct voice *voice, struct ordo_quote *quote)
{
    const struct names *names = search->reading->names;
    enum gender gender = ordo_pronoun_gender(search, finding->first);

    if (last->quote == NULL || last->past <= last->first || finding->first < last->at ||
        finding->first - last->at > PLURAL_REACH ||
        (name != SIZE_MAX && names->items[name].first > last->at &&
         ordo_full_name(names, name)->person) ||
        !is_stranger(search, last->first, last->past, gender) || is_answered(search, last) ||
        speaks_of_other(search, last->past, gender) ||
        names_since(search, ordo_sentence_end(&search->reading->narration, last->past),
                    finding->first, gender))
        return false;
    take(search, last->first, last->past, voice, quote);
    return true;
}

/* "The official" of "an official", "der Sprecher" of "ein Polizeisprecher", "der Mann" of whom no
 * word tells more. */
static bool is_called_again(const struct search *search, const struct finding *finding,
                            const struct voice *stranger)
{
    static const char anybody[][WORD_ROOM] = {"mann", "frau", "person", ""};
    size_t head = finding->past - 1, before = noun_of(search, stranger->first, stranger->past);
    const struct item *noun = &search->items[head], *other = &search->items[before];
    uint32_t n = noun->end - noun->begin - 1; /* behind its capital */

    if (ordo_in_english(search))
        return ordo_is_word(search, finding->first, "the") &&
               !ordo_is_word(search, stranger->first, "the") &&
               ordo_same_word(search, head, before);
    if (!ordo_in_german(search) || !ordo_at_determiner(search, finding->first) ||
        !is_ein(search, stranger->first))
        return false;
    if (ordo_is_any(search, head, anybody))
        return ordo_is_word(search, head, "person") ||
               ordo_german_gender(search, stranger->first, stranger->past) ==
                   ordo_german_gender(search, finding->first, finding->past);
    return n > 3 && other->end - other->begin > n &&
           memcmp(search->text + other->end - n, search->text + noun->end - n, n) == 0;
}

bool ordo_is_told_again(const struct search *search, const struct finding *finding, size_t name,
                        const struct voice *stranger, struct voice *voice, struct ordo_quote *quote)
{
    if (stranger->past == stranger->first || finding->past != finding->first + 2 ||
        finding->first < stranger->past ||
        (name != SIZE_MAX && search->reading->names->items[name].first > stranger->at) ||
        !is_called_again(search, finding, stranger))
        return false;
    take(search, stranger->first, stranger->past, voice, quote);
    return true;
}

bool ordo_comes_back(const struct search *search, const struct finding *finding, size_t name,
                     const struct voice *stranger, struct voice *voice, struct ordo_quote *quote)
{
    enum gender gender = ordo_pronoun_gender(search, finding->first);

    if (stranger->past == stranger->first || finding->first < stranger->at ||
        (name != SIZE_MAX && search->reading->names->items[name].first > stranger->at) ||
        !is_stranger(search, stranger->first, stranger->past, gender) ||
        speaks_of_other(search, stranger->past, gender))
        return false;
    take(search, stranger->first, stranger->past, voice, quote);
    return true;
}

/* Whom the sentence is about: "For the boy's father, it is over.", "On the step an old woman sat."
 */
static bool find_topic(const struct search *search, size_t begin, size_t end, struct finding *topic)
{
    if (!ordo_is_word(search, begin, "for"))
        return ordo_cue_first_phrase(search, begin, end, topic) &&
               (topic->first == begin ||
                ordo_at_predicate(search, ordo_phrase_behind(search, topic->past, end)));
    topic->first = begin + 1;
    topic->past = ordo_phrase_right(search, begin + 1);
    return topic->past > topic->first && ordo_at_kind(search, topic->past, ITEM_COMMA);
}

/* "Her daughter", not "her voice" */
static bool is_relative(const struct search *search, size_t begin)
{
    size_t past = ordo_phrase_right(search, begin);

    return ordo_at(search, begin, WORD(POSSESSIVE)) && past > begin + 1 &&
           ordo_is_calling(search, ordo_phrase_head(search, begin, past));
}

bool ordo_goes_on_topic(const struct search *search, const struct finding *finding, size_t name,
                        struct voice *voice, struct ordo_quote *quote)
{
    const struct narration *narration = &search->reading->narration;
    enum gender gender = ordo_pronoun_gender(search, finding->first);
    size_t begin = ordo_sentence_begin(narration, finding->first), end = begin, past;
    struct finding topic = {0};

    for (int n = 0; n < TOPIC_MAX; n++) {
        end = ordo_sentence_back(narration, &begin);
        if (begin >= end || ordo_pronoun_gender(search, begin) != gender ||
            is_relative(search, begin))
            break; /* "A woman came in. She sat down. Her voice broke." */
    }
    if (begin >= end || !find_topic(search, begin, end, &topic) ||
        ordo_phrase_name(search, &topic, &past) != SIZE_MAX || /* "her neighbour, Ana Torres," */
        (topic.past == topic.first + 2 && /* "the girl": whoever it is has been spoken of */
         ordo_is_word(search, topic.first, "the")) ||
        !(is_stranger(search, topic.first, topic.past, gender) ||
          (ordo_is_word(search, topic.first, "one") && /* "one of the guards", not "of them" */
           ordo_is_word(search, topic.first + 1, "of") &&
           !ordo_at(search, topic.first + 2, WORD(PRONOUN)))) ||
        (name != SIZE_MAX &&
         (speaks_of_other(search, topic.past, gender) ||
          (ordo_at(search, topic.first, WORD(POSSESSIVE)) && /* "His father drove a bus." */
           !ordo_at_kind(search, topic.past, ITEM_COMMA) &&
           ordo_pronoun_gender(search, topic.first) == gender))) ||
        ordo_names_person(search, topic.first, finding->first, gender))
        return false;
    take(search, topic.first, topic.past, voice, quote);
    return true;
}

bool ordo_goes_on_german(const struct search *search, const struct finding *finding, size_t name,
                         const struct voice *last, struct voice *voice, struct ordo_quote *quote)
{
    struct finding person = {0};
    bool plural = finding->cue_past > finding->cue &&
                  search->text[search->items[finding->cue].end - 1] == 'n';

    if (!ordo_in_german(search) || plural ||
        !ordo_german_antecedent(search, finding->first, ordo_pronoun_gender(search, finding->first),
                                &person) ||
        (name != SIZE_MAX && search->reading->names->items[name].first >= person.first) ||
        ordo_described_name(search, &person, last) != SIZE_MAX)
        return false;
    take(search, person.first, person.past, voice, quote);
    return true;
}
