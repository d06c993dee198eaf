/* affiliation.c: the country or organisation that a phrase puts a speaker under.
 *
 * Every name of lib/lexicon/places.txt in the phrase is looked at, the longest first; the words
 * beside it tell whether it is the speaker's own ("the Chinese minister", "ambassador of China") or
 * what the speaker deals with ("ambassador to China", "China analyst"). The first of their own
 * counts. */
#include "affiliation.h"

#include <string.h>

/* A word or name at a place of the phrase. */
struct hit {
    size_t begin, end;
    const struct ordo_place *place; /* NULL: a word of no meaning here */
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

static size_t word_end(const char *text, size_t at, size_t end)
{
    while (is_letter(text, at, end))
        at++;
    return at;
}

/* What stands at a place of the phrase in small letters: its first word, and what is behind that
 * once a name may go on there. */
struct small {
    char text[AFFILIATION_NAME_MAX];
    size_t n;             /* bytes that are read */
    size_t slot, shorter; /* of the word, and of it without its last byte */
};

/* The byte at `at`, behind the first of a word, in small letters. */
static char lower(const char *text, size_t at)
{
    unsigned c = (unsigned char)text[at];
    bool capital = c < 128 ? c - 'A' < 26U : text[at - 1] == '\xC3' && is_capital(text, at - 1);

    return (char)(c + (capital ? 32 : 0));
}

/* Returns the word's length, which is more than small->n where there is no room for all of it. */
static size_t read_word(const char *text, size_t at, size_t end, struct small *small)
{
    size_t n = 0;

    small->slot = small->shorter = 0;
    for (; n < AFFILIATION_NAME_MAX && at + n < end; n++) {
        unsigned c = (unsigned char)text[at + n], letter = c | 32U;
        if (letter - 'a' >= 26 && c - '0' >= 10U) {
            if (c < 128 || !is_letter(text, at + n, end))
                break;
            letter = n == 0 ? c : (unsigned char)lower(text, at + n);
        }
        small->text[n] = (char)letter;
        small->shorter = small->slot;
        small->slot = place_slot_behind(small->slot, (unsigned char)letter);
    }
    small->n = n;
    return n < AFFILIATION_NAME_MAX ? n : word_end(text, at + n, end) - at;
}

static void read_on(const char *text, size_t at, size_t end, struct small *small)
{
    for (; small->n < AFFILIATION_NAME_MAX && at + small->n < end; small->n++)
        small->text[small->n] = lower(text, at + small->n);
}

/* Whether the name stands whole at `at`, a plural or genitive -s allowed. Returns its end, or 0. */
static size_t matches(const struct ordo_place *place, const char *text, size_t at, size_t end,
                      struct small *small)
{
    size_t past = at + place->length;

    if (past > end)
        return 0;
    if (place->length > small->n)
        read_on(text, at, end, small);
    if (memcmp(place->key, small->text, place->length) != 0)
        return 0;
    for (size_t i = 0; i < place->length; i++)
        if (is_capital(place->name, i) && place->name[i] != text[at + i])
            return 0;
    if (past < end && text[past] == 's' && is_letter(text, past - 1, end))
        past++;
    return word_end(text, past, end) == past || !is_letter(text, past - 1, end) ? past : 0;
}

/* Whether the word, in small letters, is the first one of the place's key. */
static bool begins(const struct ordo_place *place, const char *word, size_t length)
{
    return place->length >= length && memcmp(place->key, word, length) == 0 &&
           !is_letter(place->key, length, place->length);
}

/* The longest name whose first word are the first `word` bytes at `at`, which have this slot. */
static struct hit longest(const char *text, size_t at, size_t word, size_t slot, size_t end,
                          struct small *small)
{
    struct hit hit = {at, at + word, NULL};
    const struct ordo_place *place;

    for (slot %= PLACE_SLOTS; ordo_places_from[slot] != 0; slot = (slot + 1) % PLACE_SLOTS) {
        place = &ordo_places[ordo_places_from[slot] - 1];
        if (!begins(place, small->text, word))
            continue;
        for (; begins(place, small->text, word); place++) {
            size_t past = matches(place, text, at, end, small);
            if (past > 0 && (hit.place == NULL || past > hit.end)) {
                hit.end = past;
                hit.place = place;
            }
        }
        break;
    }
    return hit;
}

static struct hit hit_at(const char *text, size_t at, size_t end)
{
    struct small small;
    size_t word = read_word(text, at, end, &small);
    struct hit hit = {at, at + word, NULL};

    if (small.n < word)
        return hit;
    hit = longest(text, at, word, small.slot, end, &small);
    if (hit.place == NULL && word > 3 && text[at + word - 1] == 's') {
        hit = longest(text, at, word - 1, small.shorter, end, &small);
        if (hit.place == NULL)
            hit.end = at + word;
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

    if (length >= sizeof word || (unsigned char)text[hit.begin] <= 'Z') /* none is capital */
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

/* The first word or name at or behind `at`; empty at the end of the phrase. */
static struct hit next_hit(const char *text, size_t at, size_t end)
{
    while (at < end && !is_letter(text, at, end))
        at++;
    return at < end ? hit_at(text, at, end) : (struct hit){end, end, NULL};
}

static bool has_comma(const char *text, size_t at, size_t end)
{
    while (at < end && text[at] != ',')
        at++;
    return at < end;
}

bool ordo_affiliation_find(const char *text, struct ordo_span phrase, char code[ORDO_CODE_ROOM],
                           struct ordo_span *where)
{
    struct state state = {0};
    struct hit hit = next_hit(text, phrase.begin, phrase.end);
    bool found = false;

    while (hit.end > hit.begin) {
        struct hit next = next_hit(text, hit.end, phrase.end);
        char letter;
        if (hit.place != NULL && is_own(text, &state, hit, next) &&
            (!found || !has(hit, PLACE_WEAK))) {
            memcpy(code, hit.place->code, ORDO_CODE_ROOM);
            *where = (struct ordo_span){(uint32_t)hit.begin, (uint32_t)hit.end};
            if (!has(hit, PLACE_WEAK))
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
