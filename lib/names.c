/* names.c: proper names: what each run of capitalised words is (name_run.c), by its titles, first
 * name and last word. */
#include "names.h"
#include "affiliation.h"
#include "dateline.h"
#include "fuller.h"
#include "name_run.h"
#include "scratch.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define HEADING_MAX   30 /* items */
#define HEADING_LEAST 4  /* its words in capitals */
#define AGENT_LEAST   7  /* bytes of a word for who does something */
#define ACRONYM_LEAST 3  /* letters of one that is no name in capitals */
#define ACRONYM_MAX   5
#define NEAR_MAX      40 /* items that a phrase is looked for; so that time stays linear */
#define CAPITALS_MAX  32 /* bytes of a name in capitals that is known again */

/* "Officials said": at the head of a sentence these need more words to be a name. */
#define NO_NAME_ALONE (WORD(ROLE) | WORD(CUE_NOUN) | WORD(GERUND) | WORD(CUE_ADJECTIVE))

void ordo_names_free(struct names *names)
{
    if (names == NULL)
        return;
    free(names->items);
    free(names->full);
    free(names->slots);
    free(names);
}

/* Bytes of "al-" and "el-" before an Arabic name, which a second mention may leave out, or 0. */
static size_t arabic_article(const char *word, size_t length)
{
    return length > 5 && word[2] == '-' && (word[1] | 32) == 'l' &&
                   ((word[0] | 32) == 'a' || (word[0] | 32) == 'e') && ordo_is_capital(word[3])
               ? 3
               : 0;
}

uint64_t ordo_name_key(const struct narration *narration, const struct item *item, const char *text)
{
    const char *word = text + item->begin;
    size_t length = ordo_bare_end(item, text) - item->begin;
    size_t article = arabic_article(word, length);
    char lower[CAPITALS_MAX];

    word += article;
    length -= article;

    if (length > 2 && length <= CAPITALS_MAX && ordo_is_capital(word[1]) &&
        ordo_is_capital(word[2])) {
        lower[0] = word[0];
        for (size_t i = 1; i < length; i++)
            lower[i] = ordo_is_capital(word[i]) ? (char)(word[i] + 32) : word[i];
        return lexicon_hash(lower, length);
    }
    if (length <= 16 && narration->length - item->begin >= 16 + article)
        return lexicon_hash_short(bytes_keep(bytes_load(word), length));
    return lexicon_hash(word, length);
}

/* Where a hyphen stands in the first eight bytes of a word: its byte has the highest bit. */
static inline uint64_t hyphens_of(const struct item *item)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t bytes = item->head ^ (ones * '-');

    return (bytes - ones) & ~bytes & (ones << 7);
}

/* Of "Silva's" without its ending; of "Marie-Claude" the first half. */
static enum gender gender_of_part(const struct narration *narration, const struct item *item,
                                  const char *text)
{
    uint64_t hyphens = hyphens_of(item);
    size_t length = hyphens != 0 ? (size_t)__builtin_ctzll(hyphens) / 8
                                 : ordo_bare_end(item, text) - item->begin;

    if (hyphens != 0 && item->begin + length + 1 < item->end &&
        islower((unsigned char)text[item->begin + length + 1]))
        return GENDER_UNKNOWN; /* "Oscar-winner" */
    return ordo_first_name_gender(text + item->begin, length, text + narration->length);
}

enum gender ordo_name_first_gender(const struct narration *narration, const struct item *item,
                                   const char *text)
{
    enum gender gender = (enum gender)ordo_lexicon_entries[item->entry].gender;

    if (gender != GENDER_UNKNOWN || (!item->genitive && hyphens_of(item) == 0))
        return gender; /* nearly always */
    return gender_of_part(narration, item, text);
}

/* ---- headings ----------------------------------------------------------------------------- */

struct heading {
    size_t first, past; /* items */
};

/* A verb in small letters: "Premier Ana Silva met Mayor Luis Ortega" is a sentence. */
static bool has_verb(const struct search *search, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++)
        if (!ordo_at(search, i, WORD(UPPER)) &&
            ordo_at(search, i, WORD(FINITE) | WORD(COMMON_VERB) | WORD(IN_ED)))
            return true;
    return false;
}

/* Whether the paragraph [begin, end) is short, and nearly all of its words that are no function
 * words are capitalised. */
static bool is_heading(const struct search *search, size_t begin, size_t end)
{
    const struct item *items = search->items;
    size_t n_upper, n_lower = 0;

    if (end - begin >= HEADING_MAX || end == begin)
        return false;
    if (ordo_is_turn(search, end - 1))
        return false; /* "Prime Minister Maria Silva: ..." */
    n_upper = bits_count(ordo_window(search, begin, TRAIT_OF(UPPER)) &
                         ((UINT64_C(1) << (end - begin)) - 1));
    if (n_upper < HEADING_LEAST || ordo_next(search, begin, end, TRAIT_END) + 1 < end)
        return false; /* of several sentences */
    for (size_t i = begin; i < end; i++)
        n_lower += (items[i].kind == ITEM_WORD) & !ordo_is_upper_word(&items[i]) &
                   (((items[i].classes & NO_NAME) == 0) | ((items[i].classes & WORD_VERB) != 0));
    return n_upper >= 4 * n_lower && (n_upper >= 8 * n_lower || !has_verb(search, begin, end));
}

/* The first heading from the paragraph at `from` on; behind all, if there is none. */
static struct heading next_heading(const struct search *search, size_t from)
{
    for (size_t begin = from, end; begin < search->n; begin = end + 1) {
        end = ordo_next(search, begin, search->n, TRAIT_BREAK);
        if (is_heading(search, begin, end))
            return (struct heading){begin, end};
    }
    return (struct heading){SIZE_MAX, SIZE_MAX};
}

/* ---- what each is ------------------------------------------------------------------------- */

static bool is_suffix(const struct item *item, const char *text)
{
    static const char suffixes[][WORD_ROOM] = {"jr", "sr", "ii", "iii", "iv", ""};

    return ordo_item_is_any(item, text, suffixes);
}

/* "Court", "UN"; not Kim Jong Un. */
static bool is_body(const struct item *item, const char *text)
{
    return (item->classes & WORD(ORG)) != 0 &&
           !(item->end - item->begin == 2 && text[item->begin + 1] >= 'a');
}

static enum gender gender_of(const struct narration *narration, const struct name *name,
                             const char *text)
{
    const struct item *items = narration->items, *first = &items[name->first + name->bare];
    enum gender gender;

    for (size_t i = name->first + name->bare; i < name->first + name->n; i++)
        if (is_body(&items[i], text) ||
            (i + 1 == name->first + name->n && (items[i].classes & WORD(ROLE_THING)) != 0))
            return GENDER_THING;
    if (name->bare > 0 && (first[-1].classes & WORD(ROLE_THING)) != 0)
        return GENDER_THING; /* "Grenzschutzagentur Frontex" */
    if (ordo_item_is(&items[name->first + name->n - 1], text, "canada"))
        return GENDER_THING; /* "Statistics Canada" */
    for (size_t i = name->first; i < name->first + name->bare; i++) {
        if ((items[i].classes & WORD(ROLE_HE)) != 0)
            return GENDER_HE;
        if ((items[i].classes & WORD(ROLE_SHE)) != 0)
            return GENDER_SHE;
    }
    if (ordo_name_length(name) < 2)
        return GENDER_UNKNOWN;
    gender = ordo_name_first_gender(narration, first, text);
    return gender == GENDER_UNKNOWN && !name->heading && ordo_name_length(name) == 2 &&
                   !ordo_is_listed(&first[1]) && !ordo_tells_place(&first[1])
               ? (enum gender)ordo_lexicon_entries[first->entry].gender_in_full
               : gender;
}

/* Whether it may be the full form of others. */
static bool is_full(const struct name *name)
{
    return ordo_name_length(name) >= 2 &&
           (!name->heading || (ordo_name_length(name) <= 3 && name->gender != GENDER_UNKNOWN &&
                               name->gender != GENDER_THING));
}

/* "Kuratorin": what a woman does. */
static bool is_she(const struct item *word, const char *text)
{
    return word->end - word->begin >= AGENT_LEAST && ordo_item_ends_with(word, text, "in");
}

/* "Bäcker Franz Huber", "Kuratorin Marlies Huber": in German any noun is capitalised, and a first
 * name shows where the name begins. */
static uint16_t behind_calling(const struct narration *narration, const struct name *name,
                               const char *text)
{
    for (uint16_t i = name->bare; i + 1 < name->n; i++)
        if (ordo_name_first_gender(narration, &narration->items[name->first + i], text) !=
            GENDER_UNKNOWN)
            return i;
    if ((name->n > name->bare + 2 && is_she(&narration->items[name->first + name->bare], text)) ||
        (name->bare == 0 && name->n == 2 && /* "die Übersetzerin Huber" */
         narration->items[name->first].end - narration->items[name->first].begin >= AGENT_LEAST &&
         ordo_item_ends_with(&narration->items[name->first], text, "erin")))
        return (uint16_t)(name->bare + 1);
    return name->bare;
}

bool ordo_name_is_acronym(const struct item *item, const char *text)
{
    for (size_t at = item->begin; at < item->end; at++)
        if (!ordo_is_capital(text[at]))
            return false;
    return item->end - item->begin >= ACRONYM_LEAST && item->end - item->begin <= ACRONYM_MAX;
}

/* "Leo XIV" */
static bool is_ordinal(const struct item *item, const char *text)
{
    return strspn(text + item->begin, "IVX") >= item->end - item->begin;
}

/* "sagte Weber | AFP": who is told, behind whoever says it. */
static bool ends_with_hearer(const struct narration *narration, const struct name *name,
                             const char *text)
{
    const struct item *words = &narration->items[name->first], *last = &words[name->n - 1];

    return name->first > 0 && ordo_is_cue(&words[-1]) && ordo_name_is_acronym(last, text) &&
           !is_ordinal(last, text) && (last->classes & WORD(ORG)) == 0 &&
           (words->classes & (WORD(ORG) | WORD(ROLE_THING))) == 0 &&
           !ordo_is_capital(text[words->begin + 1]);
}

/* "Otto Weber | Untätigkeit", "(sagte) Weber | AFP": in German a noun without an article behind a
 * name is no part of it. */
static bool ends_with_noun(const struct narration *narration, const struct name *name,
                           const char *text)
{
    static const char *const endings[] = {"keit", "heit", "ismus", "versagen", "betrug"};
    const struct item *words = &narration->items[name->first];

    if (narration->language != LEXICON_GERMAN || name->n < 2)
        return false;
    return (name->n > 2 && ordo_item_ends_with_any(&words[name->n - 1], text, endings)) ||
           ends_with_hearer(narration, name, text);
}

/* "ambassador to | Israel Ana Torres", "in | Oslo Ana Torres said", "To | Israel Ana Torres said":
 * a place behind "in" or a preposition that an office or nothing stands before, before a first
 * name.
 */
static bool begins_with_place(const struct narration *narration, const struct name *name,
                              const char *text)
{
    const struct item *words = &narration->items[name->first];

    return name->first > 0 && name->n > 2 && name->bare == 0 &&
           narration->language == LEXICON_ENGLISH && ordo_tells_place(words) &&
           (words[-1].classes & WORD(PREPOSITION)) != 0 &&
           (ordo_item_is(&words[-1], text, "in") ||
            ordo_begins_sentence(narration, name->first - 1) ||
            (name->first > 1 &&
             (words[-2].classes & (WORD(TITLE) | WORD(ROLE) | WORD(OFFICE))) != 0)) &&
           ordo_name_first_gender(narration, words, text) == GENDER_UNKNOWN &&
           ordo_name_first_gender(narration, words + 1, text) != GENDER_UNKNOWN;
}

/* "Dean Torres", "Hunter Torres", not "Dean Ana Torres": a title that is a first name, before none.
 */
static bool is_first_name(const struct narration *narration, const struct item *word,
                          const char *text)
{
    return (ordo_name_first_gender(narration, word, text) != GENDER_UNKNOWN ||
            ordo_lexicon_entries[word->entry].gender_in_full != GENDER_UNKNOWN) &&
           ordo_name_first_gender(narration, word + 1, text) == GENDER_UNKNOWN;
}

/* "Comptroller Ana Torres": a long word for who does something, and no first name, before one. */
static bool is_agent(const struct narration *narration, const struct item *words, const char *text)
{
    return words->end - words->begin >= AGENT_LEAST &&
           (ordo_item_ends_with(words, text, "er") || ordo_item_ends_with(words, text, "or")) &&
           narration->language == LEXICON_ENGLISH && (words[2].classes & WORD(ORG)) == 0 &&
           ordo_name_first_gender(narration, words, text) == GENDER_UNKNOWN &&
           ordo_name_first_gender(narration, words + 1, text) != GENDER_UNKNOWN;
}

/* "Small Owners Association of Ontario": whether the word at `at` stands in the name of a body. */
static bool is_of_body(const struct item *words, size_t at, size_t n, const char *text)
{
    for (size_t i = at + 2; i + 1 < n; i++)
        if (is_body(&words[i - 1], text) &&
            (ordo_item_is(&words[i], text, "of") || ordo_item_is(&words[i], text, "for")))
            return true;
    return false;
}

/* "Toronto-based Ana Torres", "Third-placed Ana Torres" */
static bool is_where(const struct item *word, const char *text)
{
    static const char *const endings[] = {"-based", "-placed", "-born",    "-backed",
                                          "-led",   "-ranked", "-elected", "-trained"};

    return ordo_item_ends_with_any(word, text, endings);
}

/* "(Minister of) | Foreign Affairs": an office alone. */
static bool is_portfolio(const struct item *words, size_t first, size_t past)
{
    while (first < past && (words[first].classes & WORD(PORTFOLIO)) != 0)
        first++;
    return first == past;
}

/* "Ali Haji Bugti", "Abdi Sheikh Nur", not "the Qatari Sheikh Nur": a title within a name, behind a
 * word that is none, nor a people's. */
static bool is_inner_honorific(const struct item *words, size_t at, const char *text)
{
    static const char honorifics[][WORD_ROOM] = {"haji", "sheikh", "sultan", "mullah", ""};

    return ordo_item_is_any(&words[at], text, honorifics) && !ordo_is_listed(&words[at - 1]) &&
           !ordo_tells_place(&words[at - 1]);
}

/* "(the Department for) Arms Control | Ana Torres", "(the Institute of) Global Politics | Ana
 * Torres": how many words of what an office is for stand before a first name. */
static uint16_t behind_field(const struct narration *narration, const struct name *name,
                             const char *text)
{
    const struct item *words = &narration->items[name->first], *before = words - 1;

    if (name->n < 3 || name->first < 2)
        return 0;
    before -= ordo_item_is(before, text, "the");
    if (before->kind != ITEM_WORD ||
        (before->classes & (WORD(CHAIN) | WORD(CONJUNCTION) | WORD(PREPOSITION))) == 0 ||
        is_body(&words[name->n - 1], text) ||
        ordo_name_first_gender(narration, words, text) != GENDER_UNKNOWN)
        return 0;
    for (uint16_t i = 1; i + 1 < name->n; i++)
        if (is_first_name(narration, &words[i], text))
            return i + 3 >= name->n && (i > 1 || ordo_name_is_acronym(words, text)) ? i : 0;
    return 0;
}

/* "(der) Autobauer | Volkswagen", "(der) Thurgauer Hersteller | Hotz"; not "Deutsche Stiftung
 * Natur". */
static uint16_t behind_body(const struct search *search, const struct name *name)
{
    static const char *const firms[] = {
        "ersteller", "utobauer",      "eederei",       "onzern",     "irma",        "nternehmen",
        "anbieter",  "netzbetreiber", "dienstleister", "ersicherer", "gesellschaft"};
    const struct item *words = &search->items[name->first];
    const char *text = search->text;
    uint16_t kind = name->bare;

    if (kind + 2 < name->n && ordo_item_ends_with(&words[kind], text, "er") &&
        !ordo_item_ends_with_any(&words[kind], text, firms))
        kind++;
    return kind + 1 < name->n && ordo_item_ends_with_any(&words[kind], text, firms) &&
                   !ordo_tells_place(&words[kind + 1]) &&
                   !ordo_item_ends_with(&words[kind + 1], text, "er")
               ? (uint16_t)(kind + 1)
               : name->bare;
}

/* The titles, gender and keys of a name of several words. */
static void read_words(const struct search *search, struct name *name)
{
    const struct narration *narration = &search->reading->narration;
    const char *text = search->text;
    const struct item *words = &narration->items[name->first], *last;

    last = &words[name->n - 1];
    for (uint16_t i = 0; i + 1 < name->n && !is_body(last, text); i++)
        if ((words[i + 1].classes & WORD(PREPOSITION)) != 0 &&
            ((words[i].classes & WORD(ROLE_THING)) != 0 || ordo_is_upper_word(&words[i + 1]) ||
             ordo_item_is(&words[i + 1], text, "ohne")))
            continue; /* "Assembly of First Nations", "Doctors Without Borders" */
        else if (i == name->bare + 1 && is_inner_honorific(words, i, text))
            break;
        else if ((words[i].classes & (WORD(TITLE) | WORD(ROLE))) != 0 &&
                 !is_first_name(narration, &words[i], text) && !is_of_body(words, i, name->n, text))
            name->bare = (uint16_t)(i + 1);
        else if ((words[i].classes & WORD(OFFICE)) != 0 && name->bare == i && i + 2 < name->n &&
                 ordo_name_first_gender(narration, &words[i + 1], text) != GENDER_UNKNOWN)
            name->bare = (uint16_t)(i + 1); /* "American Ana Torres" */
    if ((name->bare == 0 && name->n > 2 && ordo_name_is_acronym(words, text) &&
         ordo_name_first_gender(narration, words, text) == GENDER_UNKNOWN &&
         ordo_name_first_gender(narration, words + 1, text) != GENDER_UNKNOWN &&
         !is_body(last, text)) || /* "RRRC Ana Torres" */
        (name->bare == 0 && name->n == 3 && is_agent(narration, words, text)) ||
        (name->n > 2 && is_where(words, text)) || begins_with_place(narration, name, text))
        name->bare = 1;
    if (name->bare == 0 && narration->language == LEXICON_ENGLISH)
        name->bare = behind_field(narration, name, text);
    if (name->bare > 0 && name->bare + 2 < name->n) { /* "Secretary of State Maria Silva" */
        size_t behind = ordo_name_behind_office(search, name->first + name->bare);
        if (behind > 0 && behind < name->first + name->n)
            name->bare = (uint16_t)(behind - name->first);
        else if (ordo_item_is(&words[name->bare], text, "of"))
            name->bare =
                is_portfolio(words, name->bare + 1u, name->n) ? 0 : (uint16_t)(name->bare + 2);
    }
    if (narration->language == LEXICON_GERMAN) {
        name->bare = behind_calling(narration, name, text);
        name->bare = behind_body(search, name);
    }
    name->gender = (uint8_t)gender_of(narration, name, text);
    if (name->bare > 0 && ordo_item_is(&words[name->bare], text, "of"))
        name->bare = 0; /* "the Duchess of Farne": all the name that she has */
    if (ordo_name_length(name) > 2 && is_suffix(last, text))
        last--;
    name->key = ordo_name_key(narration, last, text);
    name->first_key = ordo_name_length(name) == 1
                          ? name->key
                          : ordo_name_key(narration, &words[name->bare], text);
}

static int add_name(struct ordo_reading *reading, const struct search *search, size_t first,
                    size_t n, bool heading, struct ordo_error *error)
{
    const struct narration *narration = &reading->narration;
    struct item *items = narration->items;
    struct names *names = reading->names;
    struct name *name;

    if (names->n == names->capacity &&
        (ordo_reserve(&names->items, &names->capacity, names->n + 1, sizeof *names->items, error) !=
             0 ||
         ordo_reserve(&names->full, &names->full_capacity, names->capacity, sizeof *names->full,
                      error) != 0))
        return -1;
    name = &names->items[names->n++];
    *name = (struct name){.first = (uint32_t)first,
                          .n = (uint16_t)n,
                          .fuller = (uint32_t)names->n - 1,
                          .owner = items[first + n - 1].genitive,
                          .heading = heading};
    name->n = (uint16_t)(name->n - ends_with_noun(narration, name, search->text));
    for (size_t i = first; i < first + name->n; i++)
        if (items[i].kind == ITEM_WORD) /* no nickname */
            items[i].name = (uint32_t)names->n;
    if (n == 1) {
        bool thing = (items[first].classes & (WORD(ORG) | WORD(ROLE_THING))) != 0;
        name->gender = thing ? GENDER_THING : GENDER_UNKNOWN;
        name->key = name->first_key = ordo_name_key(narration, &items[first], search->text);
        return 0;
    }
    read_words(search, name);
    if (is_full(name))
        names->full[names->n_full++] = (uint32_t)names->n - 1;
    return 0;
}

/* "von der Leyen", once "Ursula von der Leyen" was named: takes what joins in front of a last name.
 */
static void take_joiners(struct names *names, struct item *items, const char *text)
{
    for (size_t i = 0; i < names->n; i++) {
        struct name *name = &names->items[i];
        const struct name *full = &names->items[name->fuller];
        size_t last = full->first + full->n - 1, n = 0;
        if (name->n > 1 || name->fuller == i || full->n < 3)
            continue; /* nearly always */
        while (n + 1 < full->n && !ordo_is_upper_word(&items[last - n - 1]))
            n++;
        if (n == 0 || name->first < n)
            continue;
        for (size_t k = 1; k <= n; k++) {
            const struct item *a = &items[name->first - k], *b = &items[last - k];
            if (a->kind != ITEM_WORD || a->end - a->begin != b->end - b->begin ||
                memcmp(text + a->begin + 1, text + b->begin + 1, b->end - b->begin - 1) != 0 ||
                (text[a->begin] | 32) != text[b->begin])
                n = 0;
        }
        name->first -= (uint32_t)n;
        name->n += (uint16_t)n;
        for (size_t k = 0; k < n; k++)
            items[name->first + k].name = (uint32_t)i + 1;
    }
}

static bool is_no_name(const struct narration *narration, size_t at)
{
    return (narration->items[at].classes & NO_NAME_ALONE) != 0 &&
           ordo_begins_sentence(narration, at);
}

int ordo_names_read(struct ordo_reading *reading, const char *text, struct ordo_error *error)
{
    const struct narration *narration = &reading->narration;
    struct search search = ordo_search(reading, text);
    struct names *names = reading->names;
    struct heading heading;
    size_t dateline = 0;

    if (names == NULL && (names = reading->names = calloc(1, sizeof *names)) == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    names->n = names->n_full = names->n_shared = 0;
    names->words = narration->items;
    names->n_words = narration->n;
    for (size_t i = 0; i < narration->traits.n; i++)
        ordo_name_rows(&search, narration->items, &narration->traits.blocks[i + 1], i * 64);
    heading = next_heading(&search, 0);
    for (size_t i = 0, n; (i = ordo_next(&search, i, search.n, TRAIT_BEGINS_NAME)) < search.n;
         i += n) {
        n = ordo_name_run(&search, i);
        if (n == 1 && is_no_name(narration, i))
            continue;
        while (heading.past <= i)
            heading = next_heading(&search, heading.past + 1);
        if (narration->language == LEXICON_ENGLISH &&
            (i == 0 || ordo_at_kind(&search, i - 1, ITEM_BREAK)))
            dateline = ordo_behind_dateline(&search, i, search.n);
        if (add_name(reading, &search, i, n, heading.first <= i || i < dateline, error) != 0)
            return -1;
    }
    if (ordo_fuller_find(reading, text, error) != 0)
        return -1;
    if (narration->language == LEXICON_GERMAN)
        take_joiners(names, narration->items, text);
    return 0;
}

size_t ordo_names_before(const struct names *names, size_t at)
{
    size_t low = 0;

    for (size_t n = names->n; n > 0; n -= (n + 1) / 2) { /* halves without a branch to guess */
        size_t half = (n + 1) / 2;
        low += names->items[low + half - 1].first < at ? half : 0;
    }
    return low == 0 ? SIZE_MAX : low - 1;
}

struct ordo_span ordo_name_span(const struct ordo_reading *reading, size_t which, const char *text)
{
    const struct name *name = &reading->names->items[which];
    const struct item *items = reading->narration.items;

    const struct item *last = &items[name->first + name->n - 1];

    return (struct ordo_span){items[name->first + name->bare].begin,
                              last->genitive
                                  ? ordo_bare_end(last, text)
                                  : ordo_item_past(last, text, reading->narration.length)};
}

/* Whether the name of a place of lib/lexicon/places.txt may stand in the span, from the item on
 * that it begins with, by the words' entries alone: most phrases have none, and need no closer
 * look. */
static bool may_name_place(const struct ordo_reading *reading, size_t at, struct ordo_span span,
                           const char *text)
{
    const struct narration *narration = &reading->narration;

    for (; at < narration->n && narration->items[at].begin < span.end; at++) {
        const struct item *item = &narration->items[at];
        uint32_t length = item->end - item->begin;
        bool plural = length > 3 && text[item->end - 1] == 's'; /* or of what stands before 's */
        if (item->kind != ITEM_WORD && item->kind != ITEM_QUOTE)
            continue;
        if (item->kind == ITEM_QUOTE || ordo_lexicon_entries[item->entry].begins_place ||
            bits_run(reading->marks.bytes.plain, item->begin) < length)
            return true;
        if (plural && ordo_lexicon_find(text + item->begin, length - 1, text + narration->length)
                          ->begins_place)
            return true;
    }
    return false;
}

/* The first item of the span, which begins near the item `near`; far from it, SIZE_MAX. */
static size_t first_item(const struct narration *narration, size_t near, struct ordo_span span)
{
    const struct item *items = narration->items;
    size_t at = near < narration->n ? near : narration->n;

    for (int n = 0; at > 0 && (at == narration->n || items[at].begin > span.begin); n++, at--)
        if (n == NEAR_MAX)
            return SIZE_MAX;
    for (int n = 0; at < narration->n && items[at].begin < span.begin; n++, at++)
        if (n == NEAR_MAX)
            return SIZE_MAX;
    return at;
}

/* Whether the article names the country, looked for once. */
static bool names_country(const struct ordo_reading *reading, const char *code, const char *text)
{
    const struct narration *narration = &reading->narration;
    struct names *names = reading->names;
    bool named;

    for (size_t i = 0; i < names->n_shared; i++)
        if (strcmp(names->shared[i].code, code) == 0)
            return names->shared[i].named;
    named =
        ordo_affiliation_is_named(text, narration->length, narration->items, narration->n, code);
    if (names->n_shared < SHARED_MAX) {
        strcpy(names->shared[names->n_shared].code, code);
        names->shared[names->n_shared++].named = named;
    }
    return named;
}

bool ordo_name_place(const struct ordo_reading *reading, size_t near, struct ordo_span span,
                     const char *text, char code[ORDO_CODE_ROOM], struct ordo_span *where)
{
    const struct narration *narration = &reading->narration;
    const struct item *items = narration->items;
    size_t at = first_item(narration, near, span);

    if (at != SIZE_MAX && !may_name_place(reading, at, span, text))
        return false;
    if (!ordo_affiliation_find(text, narration->length, span, at == SIZE_MAX ? NULL : items + at,
                               at == SIZE_MAX ? 0 : narration->n - at, /* the text has to do */
                               code, where))
        return false;
    if (!ordo_affiliation_is_shared(text, narration->length, *where) ||
        names_country(reading, code, text))
        return true;
    code[0] = '\0';
    return false;
}

bool ordo_name_is_place(const struct ordo_reading *reading, size_t which, const char *text)
{
    struct name *name = &reading->names->items[which];
    struct ordo_span span = ordo_name_span(reading, which, text), where;
    char code[ORDO_CODE_ROOM];

    if (name->place == 0)
        name->place = ordo_name_place(reading, name->first, span, text, code, &where) ? 2 : 1;
    return name->place == 2;
}
