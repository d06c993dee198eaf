/* affiliation.c: the country or organisation that a phrase puts a speaker under.
 *
 * Every name of lib/lexicon/places.txt in the phrase is looked at, the longest first; the words
 * beside it tell whether it is the speaker's own ("the Chinese minister", "ambassador of China") or
 * what the speaker deals with ("ambassador to China", "China analyst"). The first of their own
 * counts. */
#include "affiliation.h"
#include "lexicon.h"

#include <string.h>

/* A word or name at a place of the phrase. */
struct hit {
    size_t begin, end;
    const struct lexicon_entry *first; /* of its first word */
    const struct ordo_place *place;    /* NULL: a word of no meaning here */
};

/* What is read, and the text around it. */
struct phrase {
    const char *text;
    size_t end;                      /* of the phrase */
    size_t length;                   /* of the text */
    const struct item *item, *limit; /* those of the text that were not passed */
};

/* Of the byte before `end`; the apostrophe of "Ukraine’s" is none. */
static bool is_letter(const char *text, size_t at, size_t end)
{
    unsigned c = at < end ? (unsigned char)text[at] : 0;

    if (c >= 128) /* U+2000 to U+2FFF are no letters: dashes, apostrophes */
        return c != 0xE2 && !(c < 0xC0 && at > 0 && text[at - 1] == '\xE2') &&
               !(c < 0xC0 && at > 1 && text[at - 2] == '\xE2');
    return (c | 32U) - 'a' < 26 || c - '0' < 10U;
}

static bool is_capital(const char *text, size_t at)
{
    unsigned char c = (unsigned char)text[at];

    return (c >= 'A' && c <= 'Z') || (c == 0xC3 && (unsigned char)text[at + 1] >= 0x80 &&
                                      (unsigned char)text[at + 1] <= 0x9E);
}

/* Where the word at `at` ends: at once where it is of ASCII letters and digits, as nearly all. */
static size_t word_end(const struct phrase *phrase, size_t at)
{
    if (phrase->length - at >= sizeof(bytes16)) {
        uint64_t plain = bytes_bits(bytes_plain(bytes_load(phrase->text + at), true));
        at += (size_t)__builtin_ctzll(~plain);
    }
    while (is_letter(phrase->text, at, phrase->end))
        at++;
    return at < phrase->end ? at : phrase->end;
}

/* The byte at `at`, behind the first of a word, in small letters. */
static char lower(const char *text, size_t at)
{
    unsigned c = (unsigned char)text[at];
    bool capital = c < 128 ? c - 'A' < 26U : text[at - 1] == '\xC3' && is_capital(text, at - 1);

    return (char)(c + (capital ? 32 : 0));
}

/* Whether the name, whose first `word` bytes stand at `at` in some case, goes on there in some
 * case, with its own capitals. */
static bool is_spelled(const struct ordo_place *place, const char *text, size_t at, size_t word)
{
    for (size_t i = word; i < place->length; i++)
        if (place->key[i] != lower(text, at + i))
            return false;
    for (size_t i = 0; i < place->length; i++)
        if (is_capital(place->name, i) && place->name[i] != text[at + i])
            return false;
    return true;
}

/* Whether the name, whose first `word` bytes stand at `at` in some case, does so whole, a plural or
 * genitive -s allowed. Returns its end, or 0. */
static size_t matches(const struct ordo_place *place, const struct phrase *phrase, size_t at,
                      size_t word)
{
    const char *text = phrase->text;
    size_t past = at + place->length;

    if (past > phrase->end)
        return 0;
    if (memcmp(place->name, text + at, place->length) != 0 && /* else it is written so: most are */
        !is_spelled(place, text, at, word))
        return 0;
    if (past < phrase->end && text[past] == 's' && is_letter(text, past - 1, phrase->end))
        past++;
    return !is_letter(text, past, phrase->end) || !is_letter(text, past - 1, phrase->end) ? past
                                                                                          : 0;
}

/* The entry of the word [at, past), which mostly is an item. */
static const struct lexicon_entry *entry_of(struct phrase *phrase, size_t at, size_t past)
{
    const char *text = phrase->text;

    while (phrase->item < phrase->limit && phrase->item->end < past)
        phrase->item++;
    if (phrase->item < phrase->limit && phrase->item->kind == ITEM_WORD &&
        phrase->item->begin == at && phrase->item->end == past)
        return &ordo_lexicon_entries[phrase->item->entry];
    return ordo_lexicon_find(text + at, past - at, text + phrase->length);
}

/* The longest name whose first word are the first `word` bytes at `at`. */
static struct hit longest(struct phrase *phrase, size_t at, size_t word)
{
    struct hit hit = {at, at + word, entry_of(phrase, at, at + word), NULL};

    if (hit.first->place == 0)
        return hit;
    for (const struct ordo_place *place = &ordo_places[hit.first->place - 1];; place++) {
        size_t past = matches(place, phrase, at, word);
        if (past > 0 && (hit.place == NULL || past > hit.end)) {
            hit.end = past;
            hit.place = place;
        }
        if (!place->more)
            return hit;
    }
}

static struct hit hit_at(struct phrase *phrase, size_t at)
{
    size_t past = word_end(phrase, at);
    struct hit hit = longest(phrase, at, past - at);

    if (hit.place == NULL && past - at > 3 && phrase->text[past - 1] == 's') {
        hit = longest(phrase, at, past - at - 1);
        if (hit.place == NULL)
            hit.end = past;
    }
    return hit;
}

/* The state's letter for a preposition, or 0. */
static char preposition(const char *text, struct hit hit)
{
    static const struct {
        char word[8];
        char letter;
    } list[] = {{"of", 'o'},    {"von", 'o'},  {"des", 'o'},   {"der", 'o'},     {"for", 'f'},
                {"from", 'r'},  {"für", 'f'},  {"aus", 'r'},   {"to", 't'},      {"with", 't'},
                {"at", 'a'},    {"bei", 'a'},  {"in", 's'},    {"on", 's'},      {"over", 's'},
                {"about", 's'}, {"into", 's'}, {"gegen", 's'}, {"against", 's'}, {"towards", 's'},
                {"über", 's'}};
    size_t length = hit.end - hit.begin;
    char word[8] = "";

    if (length >= sizeof word || (unsigned char)text[hit.begin] <= 'Z' || /* none is capital */
        ((hit.first->classes[LEXICON_ENGLISH] | hit.first->classes[LEXICON_GERMAN]) &
         (WORD(PREPOSITION) | WORD(CHAIN) | WORD(DETERMINER))) == 0)
        return '\0';
    memcpy(word, text + hit.begin, length);
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (memcmp(word, list[i].word, sizeof word) == 0)
            return list[i].letter;
    return '\0';
}

static bool has(struct hit hit, unsigned flags)
{
    return hit.place != NULL && (hit.place->flags & flags) != 0;
}

#define WORDS (PLACE_ROLE | PLACE_ENVOY | PLACE_VOICE | PLACE_TOPIC | PLACE_OPENER)

/* What was read of the phrase so far. */
struct state {
    struct hit last;
    bool envoy, voice, topic; /* such a word was there */
    char preposition;         /* 'o' of, 'f' for, 'r' from, 't' to, 'a' at, 's' another; 0: none */
};

/* Whether the name before the word `next` is the speaker's own country or organisation. */
static bool is_own(const char *text, const struct state *state, struct hit hit, struct hit next)
{
    bool name_next = next.end > next.begin && is_capital(text, next.begin) && !has(next, WORDS);
    bool name_before = state->last.end > state->last.begin && state->last.end + 1 == hit.begin &&
                       is_capital(text, state->last.begin) && !has(state->last, WORDS | PLACE_NONE);

    if (has(hit, PLACE_NONE | WORDS) || (has(hit, PLACE_SURNAME) && name_before) ||
        (has(hit, PLACE_GIVEN) && name_next) || has(next, PLACE_TOPIC))
        return false;
    if (has(hit, PLACE_POSTED) && has(next, PLACE_ENVOY))
        return false;
    switch (state->preposition) {
    case 'o':
        return !state->topic;
    case 'f': /* "a spokesman for China", "a lawyer for the IMF"; not "the director for China" */
        return state->voice || (!state->envoy && strlen(hit.place->code) > 2);
    case 'r':
        return state->voice || !state->envoy;
    case 't':
        return state->voice && !state->envoy;
    case 'a':
        return !state->envoy;
    case 's':
        return false;
    default:
        return true;
    }
}

/* "Iran-backed Houthis", "Vienna-based IAEA": the word behind the name and its hyphen is one of
 * these. */
static bool is_joined_to(const char *text, struct hit hit, size_t end, const char *const *words)
{
    if (hit.end >= end || text[hit.end] != '-')
        return false; /* nearly always */
    for (; *words != NULL; words++) {
        size_t length = strlen(*words);
        if (hit.end + 1 + length <= end && memcmp(text + hit.end + 1, *words, length) == 0)
            return true;
    }
    return false;
}

/* Whose name it is that stands behind it, "Iran-backed", is of another country. */
static bool is_others(const char *text, struct hit hit, size_t end)
{
    static const char *const words[] = {"backed",   "sanctioned", "allied", "aligned", "linked",
                                        "funded",   "supported",  "armed",  "trained", "sponsored",
                                        "brokered", "friendly",   NULL};

    return is_joined_to(text, hit, end, words);
}

/* "Vienna-based", "NATO member Turkey": what stands behind tells better. */
static bool is_weak(const char *text, struct hit hit, struct hit next, size_t end)
{
    static const char *const words[] = {"based", "born", NULL};

    return has(hit, PLACE_WEAK) || is_joined_to(text, hit, end, words) ||
           (next.end - next.begin == 6 && memcmp(text + next.begin, "member", 6) == 0);
}

/* The first word or name at or behind `at`; empty at the end of the phrase. */
static struct hit next_hit(struct phrase *phrase, size_t at)
{
    while (at < phrase->end && !is_letter(phrase->text, at, phrase->end))
        at++;
    return at < phrase->end ? hit_at(phrase, at)
                            : (struct hit){phrase->end, phrase->end, ordo_lexicon_entries, NULL};
}

static bool has_comma(const char *text, size_t at, size_t end)
{
    while (at < end && text[at] != ',')
        at++;
    return at < end;
}

/* "France, Germany and Britain": whether another state stands beside the name as its equal. */
static bool is_joint(struct phrase *phrase, struct hit hit)
{
    struct hit next = next_hit(phrase, hit.end);
    bool comma = has_comma(phrase->text, hit.end, next.begin);

    if (!comma && next.end - next.begin == 3 &&
        (memcmp(phrase->text + next.begin, "and", 3) == 0 ||
         memcmp(phrase->text + next.begin, "und", 3) == 0))
        next = next_hit(phrase, next.end);
    else if (!comma)
        return false; /* nearly always */
    return next.place != NULL && !has(next, PLACE_NONE | WORDS) &&
           next_hit(phrase, next.end).end <= phrase->end &&
           strcmp(next.place->code, hit.place->code) != 0;
}

bool ordo_affiliation_find(const char *text, size_t length, struct ordo_span span,
                           const struct item *items, size_t n_items, char code[ORDO_CODE_ROOM],
                           struct ordo_span *where)
{
    struct phrase phrase = {text, span.end, length, items, n_items == 0 ? items : items + n_items};
    struct state state = {.last.first = ordo_lexicon_entries};
    struct hit hit = next_hit(&phrase, span.begin);
    bool found = false;

    while (hit.end > hit.begin) {
        struct hit next = next_hit(&phrase, hit.end);
        char letter;
        bool weak = hit.place != NULL && is_weak(text, hit, next, span.end);
        if (hit.place != NULL && is_own(text, &state, hit, next) &&
            !is_others(text, hit, span.end) && (!found || !weak)) {
            if (is_joint(&phrase, hit))
                return false;
            memcpy(code, hit.place->code, ORDO_CODE_ROOM);
            *where = (struct ordo_span){(uint32_t)hit.begin, (uint32_t)hit.end};
            if (!weak)
                return true;
            found = true;
        }
        state.envoy = state.envoy || has(hit, PLACE_ENVOY);
        state.voice = state.voice || has(hit, PLACE_VOICE);
        state.topic = state.topic || has(hit, PLACE_TOPIC);
        letter = preposition(text, hit);
        if (letter != '\0')
            state.preposition = letter;
        else if (has(hit, PLACE_ROLE) || has_comma(text, hit.end, next.begin))
            state.preposition = '\0';
        state.last = hit;
        hit = next;
    }
    return found;
}

bool ordo_affiliation_is_shared(const char *text, size_t length, struct ordo_span where)
{
    struct phrase phrase = {text, where.end, length, NULL, NULL};

    return has(hit_at(&phrase, where.begin), PLACE_SHARED);
}

bool ordo_affiliation_is_named(const char *text, size_t length, const struct item *items,
                               size_t n_items, const char *code)
{
    struct phrase phrase = {text, length, length, items, items + n_items};

    for (const struct item *item = items; item < items + n_items; item++) {
        struct hit hit;
        if (item->kind != ITEM_WORD || !ordo_tells_place(item))
            continue;
        hit = longest(&phrase, item->begin, item->end - item->begin);
        if (hit.place != NULL && !has(hit, PLACE_SHARED | PLACE_WEAK | PLACE_NONE | WORDS) &&
            strcmp(hit.place->code, code) == 0)
            return true;
    }
    return false;
}
