/* statement.c: what a quotation is.
 *
 * A quotation that is a sentence of its own, or follows a comma or colon, is direct; a fragment
 * inside the reporter's sentence is mixed. Short fragments with no reporting word in their sentence
 * are titles, terms or scare quotes, and no statements. */
#include "statement.h"
#include "german_term.h"
#include "unicode.h"
#include "utf8.h"

#include <string.h>

/* A fragment of at most so many words needs a reporting word in its sentence. */
#define TERM_WORDS_MAX 3
#define LOOK_WORDS_MAX 8 /* no rule tells apart quotations of so many words and more */
#define CALLED_REACH   8 /* items between "referred to" and what comes behind "as" */

/* A word by itself, in a script without spaces and capitals. */
static bool is_alone(uint32_t point)
{
    return point > 128 && ordo_break_of(point) == BREAK_ALONE;
}

/* Of Hebrew or Arabic, which have no capitals. */
static bool is_caseless(uint32_t point)
{
    return point >= 0x0590 && point <= 0x08FF;
}

/* Whether a word of ASCII letters and digits begins with more than three small letters. */
static bool is_small(const char *word, size_t length)
{
    const uint32_t small = 0x60606060; /* capitals and digits lack one of the bits */
    uint32_t four;

    if (length < sizeof four)
        return false;
    memcpy(&four, word, sizeof four);
    return (four & small) == small;
}

/* Counts the words of [at, end) up to the next byte that is a mark or not ASCII, many at once; of
 * such a stretch each row of letters and digits is a word. inside: whether a word goes on at `at`.
 * Returns where it stopped. */
static size_t count_plain(const struct bytes *bytes, size_t at, size_t end, size_t *n_words,
                          bool *inside)
{
    uint64_t plain = bits_from(bytes->plain, at);
    size_t n = bits_gap(bytes->marks, at);

    n = n < end - at ? n : end - at;
    if (n == 0)
        return at;
    plain &= (UINT64_C(1) << n) - 1;
    *n_words += bits_count(plain & ~(plain << 1 | *inside));
    *inside = (plain >> (n - 1) & 1) != 0;
    return at + n;
}

struct look ordo_look_inside(const struct marks *marks, const char *text, struct ordo_span span)
{
    struct look look = {0, false, true};
    size_t at = span.begin;
    bool inside = false, any = false; /* word in capitals */

    while (at < span.end && (look.capital || look.n_words < LOOK_WORDS_MAX)) {
        uint32_t point = (unsigned char)text[at];
        size_t size = bits_run(marks->bytes.plain, at), left = span.end - at;
        bool letter = size > 0, caseless = false;
        if (!look.capital) { /* only their number is open */
            size_t past = count_plain(&marks->bytes, at, span.end, &look.n_words, &inside);
            if (past > at) {
                at = past;
                continue;
            }
        }
        if (!letter) {
            size = point < 128 ? 1 : ordo_utf8_decode(text + at, text + span.end, &point, NULL);
            letter = (inside && (point == '\'' || point == 0x2019)) ||
                     (point >= 128 && ordo_is_letter(point));
            caseless = letter && (is_alone(point) || is_caseless(point));
        }
        if (letter && (!inside || is_alone(point))) {
            bool upper = point < 128 ? point <= 'Z' : caseless || ordo_is_upper(point);
            if (look.n_words++ == 0)
                look.upper = upper;
            any |= upper;
            look.capital = look.capital && !caseless &&
                           (upper || !is_small(text + at, size < left ? size : left));
        }
        inside = letter;
        at += size;
        if (at < span.end && text[at] == ' ') { /* behind most words: told here at once */
            inside = false;
            at++;
        }
    }
    look.capital = look.capital && any;
    return look;
}

enum ordo_kind ordo_kind_of(const struct narration *narration, size_t at, struct look look)
{
    const struct item *item = &narration->items[at];
    const struct item *before = at == 0 ? NULL : item - 1;
    bool ends = item->ending != ENDING_NONE ||
                (at + 1 < narration->n && (item + 1)->kind == ITEM_COMMA); /* „...“, sagte er */

    if (before == NULL || ordo_ends_sentence(narration, at - 1))
        return look.upper && (ends || look.n_words > TERM_WORDS_MAX) ? ORDO_DIRECT : ORDO_MIXED;
    if (before->kind == ITEM_COLON)
        return ORDO_DIRECT;
    if (before->kind == ITEM_COMMA)
        return look.upper || look.n_words > TERM_WORDS_MAX ? ORDO_DIRECT : ORDO_MIXED;
    return look.upper && look.n_words > TERM_WORDS_MAX &&
                   (item->ending != ENDING_NONE || (ends && ordo_is_cue(before)))
               ? ORDO_DIRECT
               : ORDO_MIXED;
}

/* The so-called "reset", a unit known as the "Midnight Crew", CNN's "New Day". */
static bool is_named(const struct narration *narration, size_t at, const char *text)
{
    const struct item *before;

    if (at > 0 && (narration->items[at - 1].classes & WORD(DETERMINER)) != 0)
        at--;
    if (at == 0 || narration->items[at - 1].kind != ITEM_WORD)
        return false;
    before = &narration->items[at - 1];
    if (ordo_item_is(before, text, "so-called") || ordo_item_is(before, text, "titled") ||
        ordo_item_is(before, text, "entitled") || ordo_item_is(before, text, "dubbed") ||
        ordo_item_is(before, text, "sogenannte") || ordo_item_is(before, text, "sogenannten"))
        return true;
    if ((ordo_item_is(before, text, "genannte") || ordo_item_is(before, text, "genannten") ||
         ordo_item_is(before, text, "genannter") || ordo_item_is(before, text, "genanntes")) &&
        at > 1)
        return ordo_item_is(before - 1, text, "so");
    if (ordo_item_is(before, text, "as") && at > 1)
        return ordo_item_is(before - 1, text, "known");
    if (ordo_item_is(before, text, "called") && at > 1) /* "a film called", not "Silva called" */
        return (before - 1)->kind == ITEM_COMMA || ordo_item_is(before - 1, text, "so") ||
               ((!ordo_is_listed(before - 1) || ((before - 1)->classes & WORD(WORK)) != 0) &&
                !ordo_is_upper_word(before - 1));
    return ordo_is_upper_word(before) && before->end - before->begin > 2 &&
           text[before->end - 1] == 's' &&
           (text[before->end - 2] == '\'' || (unsigned char)text[before->end - 2] == 0x99);
}

static bool has_class(const struct narration *narration, size_t first, size_t past,
                      uint64_t classes)
{
    for (size_t i = first; i < past; i++)
        if ((narration->items[i].classes & classes) != 0)
            return true;
    return false;
}

/* The title of a work, capitalised like one: behind "the film", "Silva's", or inside the sentence
 * where no reporting word stands beside it. */
static bool is_title(const struct narration *narration, size_t at, struct look look,
                     const char *text)
{
    static const char sung[][WORD_ROOM] = {"sang", "sings", "sing", "singing", "sung", ""};
    const struct item *item = &narration->items[at], *before = at == 0 ? NULL : item - 1;

    if (!look.upper || before == NULL || item->ending == ENDING_STRONG)
        return false;
    if (!look.capital) /* "la película "El silencio del mar"" */
        return narration->language == LEXICON_OTHER && item->ending == ENDING_NONE &&
               (before->classes & WORD(WORK)) != 0;
    if (before->kind == ITEM_COMMA && at > 1)
        before--;
    if (before->kind != ITEM_WORD)
        return false;
    return (before->classes & WORD(WORK)) != 0 ||
           (before == item - 1 &&
            (is_named(narration, at, text) || ordo_item_is_any(before, text, sung) ||
             (at > 1 && ordo_item_is(before, text, "called") && /* the film is called "..." */
              (before[-1].classes & WORD(PASSIVE)) != 0)));
}

/* The "mud caucus," as it is known in the capital. */
static bool is_known_so(const struct narration *narration, size_t at, const char *text)
{
    const struct item *next = &narration->items[at + 1];

    if (at + 5 < narration->n && next->kind == ITEM_COMMA)
        next++;
    return at + 4 < narration->n && ordo_item_is(next, text, "as") &&
           (next[1].classes & WORD_ANY_PRONOUN) != 0 && (next[2].classes & WORD(AUXILIARY)) != 0 &&
           (ordo_item_is(next + 3, text, "known") || ordo_item_is(next + 3, text, "called"));
}

/* C. L. "Butch" Otter: within a name. */
static bool is_nickname(const struct narration *narration, size_t at)
{
    const struct item *item = &narration->items[at];

    return at > 0 && at + 1 < narration->n && item[-1].kind == ITEM_WORD &&
           item[1].kind == ITEM_WORD && item[-1].name > 0 && item[-1].name == item[1].name;
}

/* "chanting", "chants of": right before the quotation. */
static bool is_voiced(const struct narration *narration, size_t at, const char *text)
{
    static const char was[][WORD_ROOM] = {"was", "is", "were", ""};
    static const char names[][WORD_ROOM] = {"title", "headline", "name", "word", ""};
    const struct item *before = at == 0 ? NULL : &narration->items[at - 1];

    if (before == NULL)
        return false;
    if (ordo_item_is_any(before, text, was) && at > 1 &&
        (before[-1].classes & WORD(CUE_NOUN)) != 0 && !ordo_item_is_any(before - 1, text, names))
        return true; /* "his answer was "..."" */
    if (ordo_is_cue(before) ||
        ((before->classes & WORD(SAY)) != 0 && (before->classes & WORD(GERUND)) != 0))
        return true;
    return at > 1 && ordo_item_is(before, text, "of") && (before[-1].classes & WORD(CUE_NOUN)) != 0;
}

/* "called him "...", "dubbed the senator "..."", "referred to it as "..."": what somebody calls
 * somebody is what they say, though it looks like a name. */
static bool is_called(const struct narration *narration, size_t at, const char *text)
{
    static const char words[][WORD_ROOM] = {
        "called",   "calls",   "calling",  "dubbed",   "dubbing", "dubs", "labeled",
        "labelled", "branded", "branding", "labeling", "naming",  ""};
    static const char as[][WORD_ROOM] = {"referred", "refers",    "referring",  "describes",
                                         "label",    "described", "describing", ""};
    const struct item *items = narration->items;
    bool behind_as = false;

    for (size_t i = at; i-- > 0 && i + CALLED_REACH > at && items[i].kind == ITEM_WORD;) {
        if ((items[i].classes &
             (WORD(UPPER) | WORD(DETERMINER) | WORD(POSSESSIVE) | WORD_ANY_PRONOUN)) != 0)
            continue;
        if (ordo_item_is(&items[i], text, "as"))
            behind_as = true;
        else if (ordo_item_is_any(&items[i], text, words))
            return i + 1 < at;
        else if (!behind_as || ordo_item_is_any(&items[i], text, as))
            return behind_as;
    }
    return false;
}

/* "Her new one, "The Long Way," took her nine years": between commas, before the verb. */
static bool stands_apart(const struct narration *narration, size_t at)
{
    const uint64_t others = WORD(UPPER) | WORD_VERB | WORD_ANY_PRONOUN | WORD(SUBORDINATOR) |
                            WORD(RELATIVE) | WORD(POSSESSIVE) | WORD(ADVERB) |
                            (WORD_FUNCTION & ~WORD(AUXILIARY));
    const struct item *item = &narration->items[at];

    return narration->language == LEXICON_ENGLISH && item->ending == ENDING_COMMA && at > 0 &&
           item[-1].kind == ITEM_COMMA && at + 1 < narration->n && item[1].kind == ITEM_WORD &&
           (item[1].classes & others) == 0;
}

/* "on "Meet the Press"", ""The Long Way" is a film": in capitals, where a name would stand. */
static bool stands_as_name(const struct narration *narration, size_t at, const char *text)
{
    const struct item *item = &narration->items[at];

    if (ordo_begins_sentence(narration, at))
        return item->ending == ENDING_NONE && at + 1 < narration->n && item[1].kind == ITEM_WORD &&
               (item[1].classes & WORD_VERB) == 0;
    return stands_apart(narration, at) ||
           ((item[-1].classes & (WORD(PREPOSITION) | WORD(CONJUNCTION))) != 0 &&
            !is_voiced(narration, at, text));
}

/* "the "market" accident": before a noun a term needs its reporting word before it. */
static bool is_attributive(const struct narration *narration, size_t at)
{
    const struct item *item = &narration->items[at];

    return at + 1 < narration->n && item->ending == ENDING_NONE && item[1].kind == ITEM_WORD &&
           (item[1].classes & (WORD(SAY) | WORD(FINITE) | WORD(CLAUSE))) !=
               (WORD(SAY) | WORD(FINITE) | WORD(CLAUSE)) && /* "It's a shame" said X */
           (item[1].classes & (WORD(UPPER) | WORD_STOPPERS)) == 0;
}

/* "Zero." as a sentence of its own, whose full stop stands inside. */
static bool stands_alone(const struct narration *narration, size_t at)
{
    return narration->items[at].ending == ENDING_FULL && ordo_begins_sentence(narration, at) &&
           ordo_ends_sentence(narration, at + 1);
}

static bool has_word(const struct narration *narration, size_t first, size_t past, const char *word,
                     const char *text)
{
    while (first < past && !ordo_item_is(&narration->items[first], text, word))
        first++;
    return first < past;
}

/* "the barn": the quotation's first word. */
static bool begins_with_the(const struct item *item, const char *text)
{
    size_t at = item->begin;

    while (at < item->end && !(text[at] >= 'a' && text[at] <= 'z'))
        at++;
    return at + 4 < item->end && memcmp(text + at, "the ", 4) == 0;
}

/* "Known on the farm as "the Boss"", "which workers call "suicide shifts"", "was called "the
 * barn"": a name, whoever uses it; not "a plan that Silva called "a scandal"". */
static bool is_common_name(const struct narration *narration, size_t at, struct look look,
                           const char *text)
{
    static const char opinion[][WORD_ROOM] = {
        "critics",    "opponents", "supporters", "experts", "activists", "advocates",
        "detractors", "analysts",  "some",       "many",    ""};
    static const char called[][WORD_ROOM] = {"call", "called", ""};
    static const char known[][WORD_ROOM] = {"known", "nicknamed", ""};
    static const char relative[][WORD_ROOM] = {"that", "which", ""};
    const struct item *items = narration->items;
    bool as = ordo_item_is(&items[at - 1], text, "as");
    bool call = ordo_item_is(&items[at - 1], text, "call");

    if (!as && !ordo_item_is_any(&items[at - 1], text, called))
        return false; /* nearly always */
    if (!as && at > 1 && (items[at - 2].classes & WORD(PASSIVE)) != 0)
        return look.n_words <= TERM_WORDS_MAX &&
               (look.upper || begins_with_the(&items[at], text)) &&
               !has_word(narration, at + 1, ordo_sentence_end(narration, at), "by", text);
    for (size_t i = at - 1; i-- > 0 && i + CALLED_REACH > at && items[i].kind == ITEM_WORD;) {
        if (call && ordo_item_is_any(&items[i], text, opinion))
            return false;
        if ((as && ordo_item_is_any(&items[i], text, known)) ||
            (call && i + 2 < at && ordo_item_is_any(&items[i], text, relative)))
            return true;
        if ((items[i].classes & WORD_VERB) != 0 && !ordo_is_upper_word(&items[i]))
            return false;
    }
    return false;
}

/* "... "aged," a term accountants use": what the words are comes behind them. */
static bool is_term_itself(const struct narration *narration, size_t at, const char *text)
{
    static const char nouns[][WORD_ROOM] = {
        "term", "word", "name", "category", "nickname", "concept", "acronym", "euphemism", ""};
    size_t next = at + 1;

    if (next < narration->n && narration->items[next].kind == ITEM_COMMA)
        next++;
    else if (narration->items[at].ending != ENDING_COMMA)
        return false;
    return next + 1 < narration->n && ordo_item_is(&narration->items[next], text, "a") &&
           ordo_item_is_any(&narration->items[next + 1], text, nouns);
}

/* The words "tired", | "same" and | "whatever": behind a term of the list. */
static bool follows_term(const struct narration *narration, size_t at)
{
    const struct item *items = narration->items;
    size_t before = at;

    while (before > 0 && (items[before - 1].kind == ITEM_COMMA ||
                          (items[before - 1].classes & WORD(CONJUNCTION)) != 0))
        before--;
    return before > 0 && items[before - 1].kind == ITEM_QUOTE &&
           (before < at || items[before - 1].ending == ENDING_COMMA) && items[before - 1].term;
}

/* "A movement that calls itself "Dawn"" */
static bool is_own_name(const struct narration *narration, size_t at, const char *text)
{
    static const char call[][WORD_ROOM] = {"call", "calls", "called", "calling", ""};
    static const char self[][WORD_ROOM] = {"itself", "themselves", "himself", "herself", ""};

    return at > 1 && ordo_item_is_any(&narration->items[at - 1], text, self) &&
           ordo_item_is_any(&narration->items[at - 2], text, call);
}

/* What "new" means, the "cash for access" row, a so-called "reset", the headline "Shame": words
 * that are spoken of, whatever reports beside them. */
static bool is_mentioned(const struct narration *narration, size_t at, struct look look,
                         const char *text)
{
    static const char nouns[][WORD_ROOM] = {"headline",  "nickname", "nicknamed", "moniker",
                                            "acronym",   "hashtag",  "so-called", "marked",
                                            "word",      "name",     "title",     "heading",
                                            "pseudonym", "codename", "headed",    ""};
    static const char likes[][WORD_ROOM] = {"words", "terms", "phrases", ""};
    static const char means[][WORD_ROOM] = {"means", "meant", "mean", ""};
    static const char kinds[][WORD_ROOM] = {"row",  "rule",   "rules",    "scandal", "limit",
                                            "saga", "scheme", "doctrine", "affair",  ""};
    static const char counts[][WORD_ROOM] = {"counts", "counted", "count", ""};
    const struct item *item = &narration->items[at];
    const struct item *next = at + 1 < narration->n ? item + 1 : NULL;

    if (narration->language != LEXICON_ENGLISH || look.n_words > 2 * TERM_WORDS_MAX || at < 1)
        return false;
    if (item[-1].kind == ITEM_COLON)
        return at > 1 && look.n_words <= TERM_WORDS_MAX && ordo_item_is(item - 2, text, "name");
    if (look.n_words <= TERM_WORDS_MAX && follows_term(narration, at))
        return true;
    if (item[-1].kind != ITEM_WORD)
        return false;
    if ((look.upper && is_own_name(narration, at, text)) ||
        (at > 2 && look.n_words <= TERM_WORDS_MAX && ordo_item_is(item - 1, text, "words") &&
         ordo_item_is(item - 2, text, "the") && (item[-3].classes & WORD(PREPOSITION)) == 0))
        return true;
    if (is_common_name(narration, at, look, text) ||
        (look.n_words <= TERM_WORDS_MAX && is_term_itself(narration, at, text)) ||
        (at > 1 && ordo_item_is(item - 1, text, "like") && ordo_item_is_any(item - 2, text, likes)))
        return true;
    if ((ordo_item_is_any(item - 1, text, nouns) &&
         (look.n_words <= TERM_WORDS_MAX || look.capital)) ||
        (at > 1 && ordo_item_is(item - 1, text, "as") && ordo_item_is_any(item - 2, text, counts)))
        return true;
    return next != NULL && next->kind == ITEM_WORD && item->ending == ENDING_NONE &&
           (ordo_item_is_any(next, text, means) || ordo_item_is_any(next, text, kinds));
}

/* Behind a quotation at the head of a sentence, a thing before a preposition or the next comma:
 * ""Copper Sky," the drama about a town, ...". */
static bool has_apposition(const struct narration *narration, size_t at)
{
    const uint64_t others =
        WORD_VERB | WORD(ROLE) | WORD(TITLE) | WORD(IN_ED) | WORD(AUXILIARY) | WORD(COMMON_VERB);
    size_t i = at + 1;

    if (i >= narration->n || (narration->items[i].classes & WORD(DETERMINER)) == 0)
        return false;
    while (i < narration->n && narration->items[i].kind == ITEM_WORD &&
           (narration->items[i].classes & (others | WORD(PREPOSITION))) == 0)
        i++;
    return i < narration->n && (narration->items[i].kind == ITEM_COMMA ||
                                (narration->items[i].classes & WORD(PREPOSITION)) != 0);
}

/* "Said "Copper Sky" was its best film": in capitals throughout, and the sentence goes on with it
 * as with a name. */
static bool goes_on_as_name(const struct narration *narration, size_t at, struct look look,
                            const char *text)
{
    static const char loud[][WORD_ROOM] = {"chanted", "chanting", "shouted", "shouting", "yelled",
                                           "yelling", "screamed", "called",  "tweeted",  "of",
                                           "reading", "reads",    "read",    ""};
    const struct item *item = &narration->items[at];

    if (narration->language != LEXICON_ENGLISH || !look.capital || look.n_words < 2)
        return false;
    if (ordo_begins_sentence(narration, at))
        return item->ending == ENDING_COMMA && has_apposition(narration, at);
    return item->ending == ENDING_NONE && item[-1].kind == ITEM_WORD && at + 1 < narration->n &&
           item[1].kind == ITEM_WORD && !ordo_item_is_any(item - 1, text, loud) &&
           (item[1].classes & (WORD(PREPOSITION) | WORD(AUXILIARY) | WORD(COMMON_VERB))) != 0;
}

bool ordo_is_statement(const struct narration *narration, size_t at, struct look look,
                       enum ordo_kind kind, const char *text)
{
    const struct item *item = &narration->items[at];

    if (look.n_words == 0)
        return false;
    if (narration->language == LEXICON_GERMAN)
        return !is_named(narration, at, text) &&
               ordo_german_is_statement(narration, at, &look, kind, text);
    if (is_mentioned(narration, at, look, text))
        return false;
    if (is_called(narration, at, text))
        return true;
    if (goes_on_as_name(narration, at, look, text) || is_title(narration, at, look, text) ||
        is_nickname(narration, at) || is_known_so(narration, at, text))
        return false;
    if (look.n_words > TERM_WORDS_MAX * 2 && !look.capital)
        return true;
    if (look.capital && look.n_words > 1 && item->ending != ENDING_STRONG &&
        stands_as_name(narration, at, text))
        return false;
    if (kind == ORDO_DIRECT &&
        (item->ending == ENDING_STRONG || (at > 0 && narration->items[at - 1].kind == ITEM_COLON)))
        return true;
    if (kind == ORDO_DIRECT && (item->ending != ENDING_NONE || look.n_words > TERM_WORDS_MAX) &&
        (!look.capital || stands_alone(narration, at)))
        return true;
    if (look.capital && kind == ORDO_MIXED && look.n_words > 1 && item->ending != ENDING_STRONG &&
        !is_voiced(narration, at, text))
        return false; /* the title of a work */
    if (look.n_words <= TERM_WORDS_MAX && is_named(narration, at, text))
        return !look.upper && narration->items[at - 1].genitive; /* Silva's "divisive" words */
    if (look.n_words > TERM_WORDS_MAX || is_voiced(narration, at, text))
        return true;
    return has_class(narration, ordo_sentence_begin(narration, at),
                     is_attributive(narration, at) ? at : ordo_sentence_end(narration, at),
                     WORD_VERB | WORD(ACCORDING));
}
