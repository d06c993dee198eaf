/* fuller.c: which names are the same one said shorter, and what all mentions together show.
 *
 * Shorter names refer to the full one that ends in the same word ("Doshi" to "Rush Doshi"), or that
 * begins with it where the family name comes first ("Wang" to "Wang Yi"), or whose initials they
 * are ("IMF"); where nothing else fits, to a company that begins with the word or a person whose
 * middle name it is. */
#include "fuller.h"
#include "reserve.h"

#include <string.h>

#define SAME_MAX        16 /* full names looked at for a shorter one */
#define INITIALS_MAX    16
#define DESCRIPTION_MAX 6 /* items between a name and what tells who it is */
#define CALLING_MAX     6 /* the same before a name */
#define ADJECTIVES_MAX  2 /* before a German noun */

/* A place of the table for the key: free or its own. */
static struct name_slot *slot_of(struct names *names, uint64_t key)
{
    size_t mask = names->n_slots - 1, at = (size_t)((key >> 32) * names->n_slots >> 32);

    while (((names->slots[at].key ^ key) & (0 - (uint64_t)(names->slots[at].name != 0))) != 0)
        at = (at + 1) & mask; /* one branch */
    names->slots[at].key = key;
    return &names->slots[at];
}

static bool is_same_word(const struct narration *narration, const struct item *a,
                         const struct item *b, const char *text)
{
    uint32_t length = a->end - a->begin;

    if (a->head != b->head && !a->genitive && !b->genitive)
        return false; /* nearly always */
    if (length == b->end - b->begin && memcmp(text + a->begin, text + b->begin, length) == 0)
        return true;
    return ordo_name_key(narration, a, text) == ordo_name_key(narration, b, text);
}

/* Whether the names are the same two words: most of those that share their last one. */
static bool is_same_pair(const struct name *a, const struct name *b)
{
    return ordo_name_length(a) == 2 && ordo_name_length(b) == 2 && a->key == b->key &&
           a->first_key == b->first_key;
}

/* Whether every bare word of `shorter` is a word of `longer`: "Donald Trump" of "Donald J Trump",
 * not of "Ivanka Trump"; "De Vries", at the head of a sentence, of "Karl de Vries". */
static bool extends(const struct ordo_reading *reading, size_t longer, size_t shorter,
                    const char *text)
{
    const struct name *a = &reading->names->items[longer], *b = &reading->names->items[shorter];
    const struct item *items = reading->narration.items;

    if (is_same_pair(a, b))
        return true;
    for (size_t i = b->first + b->bare; i < b->first + b->n; i++) {
        bool found = (items[i].classes & WORD(JOINER)) != 0 && i + 1 < b->first + b->n;
        for (size_t j = a->first + a->bare; j < a->first + a->n && !found; j++)
            found = is_same_word(&reading->narration, &items[i], &items[j], text);
        if (!found)
            return false;
    }
    return true;
}

/* Lists the full name under its last word, before those that are listed there: called from the last
 * name to the first. The same name again takes the later one's place. */
static void list(struct names *names, uint32_t which)
{
    struct name *name = &names->items[which];
    uint32_t *first, *link;

    first = &slot_of(names, name->key)->name;
    name->same = *first;
    link = &name->same;
    for (int n = 0; *link != 0 && n < SAME_MAX; n++) {
        struct name *next = &names->items[*link - 1];
        if (ordo_name_length(next) == ordo_name_length(name) &&
            next->first_key == name->first_key) {
            *link = next->same;
            break;
        }
        link = &next->same;
    }
    *first = which + 1;
}

/* "IMF" of "International Monetary Fund", as key_of() has it: "Imf". */
static uint64_t initials_key(const struct item *items, const struct name *name, const char *text)
{
    char initials[INITIALS_MAX];
    size_t n = 0;

    for (size_t i = name->first + name->bare; i < name->first + name->n; i++)
        if (ordo_is_upper_word(&items[i]) && (unsigned char)text[items[i].begin] < 128) {
            initials[n] = (char)(text[items[i].begin] | (n == 0 ? 0 : 32));
            n++;
        }
    return n < 3 ? 0 : lexicon_hash(initials, n);
}

/* Where the first word in small letters stands in a name, "bin", "da"; 0: it has none. */
static size_t joiner_of(const struct narration *narration, const struct name *name)
{
    const struct item *words = &narration->items[name->first + name->bare];
    size_t length = ordo_name_length(name);

    for (size_t i = 1; i < length; i++)
        if (!ordo_is_upper_word(&words[i]))
            return i;
    return 0;
}

/* "Rapid Support Forces (RSF)", "Economic Community of West African States (ECOWAS)": the key of
 * the short name of a body in brackets behind it, 0: none. Whoever is no body may belong to one:
 * "Ana Silva (PSD)". */
static uint64_t key_in_brackets(const struct ordo_reading *reading, const struct name *name,
                                const char *text)
{
    const struct narration *narration = &reading->narration;
    const struct item *words = &narration->items[name->first + name->bare];
    const struct item *open = &narration->items[name->first + name->n];
    uint64_t key;

    if (name->first + name->n + 2u >= narration->n || open->kind != ITEM_OPEN ||
        open[1].kind != ITEM_WORD || open[2].kind != ITEM_CLOSE)
        return 0; /* nearly always */
    key = ordo_name_key(narration, &open[1], text);
    if (initials_key(narration->items, name, text) == key)
        return key;
    if (!ordo_is_capital(text[open[1].end - 1]))
        return 0; /* "The ministry (Kyiv)" */
    return name->gender == GENDER_THING ||
                   (name->gender == GENDER_UNKNOWN && ordo_name_length(name) > 2 &&
                    text[open[1].begin] == text[words->begin])
               ? key
               : 0;
}

/* A first name, or the family name that comes first, is tried where no last word fits; and the
 * initials of an organisation. */
static void list_first(struct ordo_reading *reading, uint32_t which, const char *text)
{
    struct names *names = reading->names;
    struct name *name = &names->items[which];
    uint64_t key;
    uint32_t *first;
    uint64_t alias = key_in_brackets(reading, name, text);
    bool thing;

    if (alias != 0)
        name->gender = GENDER_THING;
    thing = name->gender == GENDER_THING;
    if (!thing && ordo_name_length(name) > 3 && joiner_of(&reading->narration, name) == 0)
        return;
    key = alias != 0 ? alias
          : thing    ? initials_key(reading->narration.items, name, text)
                     : name->first_key;
    if (key == 0)
        return;
    first = &slot_of(names, key)->name;
    if (*first == 0)
        *first = which + 1;
}

/* "Bellweather Grain Corp." */
static bool is_company(const struct item *last, const char *text)
{
    static const char forms[][WORD_ROOM] = {
        "inc",     "corp",     "ltd",    "llc",      "plc",         "co", "group",
        "company", "holdings", "motors", "airlines", "corporation", ""};

    return ordo_item_is_any(last, text, forms);
}

/* "Muhammad Faizal Rahman" may be "Faizal", "Elena Garcia Lopez" "Garcia", "Luiz Lula da Silva"
 * "Lula", and "Bellweather Grain Corp." "Bellweather": tried where nothing else fits. */
static void list_short(struct ordo_reading *reading, uint32_t which, const char *text)
{
    const struct name *name = &reading->names->items[which];
    const struct item *words = &reading->narration.items[name->first + name->bare], *word;
    size_t length = ordo_name_length(name), joiner = joiner_of(&reading->narration, name);
    struct name_slot *slot;

    if (name->gender == GENDER_THING ? !is_company(&words[length - 1], text)
                                     : length != 3 && joiner < 2)
        return;
    word = name->gender == GENDER_THING ? words : joiner > 1 ? &words[joiner - 1] : &words[1];
    if (!ordo_is_upper_word(word) || word->end - word->begin < 3 ||
        (name->gender == GENDER_THING && (word->classes & WORD_LISTED) != 0))
        return;
    slot = slot_of(reading->names, ordo_name_key(&reading->narration, word, text));
    if (slot->name == 0)
        slot->name = which + 1;
}

/* Whether the names are the same one or two words, and tell the same gender. */
static bool is_same(const struct name *a, const struct name *b)
{
    size_t length = ordo_name_length(a);

    return (length == ordo_name_length(b)) & (length <= 2) & (a->key == b->key) &
           (a->first_key == b->first_key) & (a->gender == b->gender);
}

/* "China" is no "South China Sea", nor "Taiwan" the "Taiwan Strait". */
static bool is_country(struct ordo_reading *reading, uint32_t which, const char *text)
{
    return reading->names->items[which].n == 1 && ordo_name_is_place(reading, which, text);
}

/* "Michael Jordan", "President Jordan" */
static bool is_like_person(const struct ordo_reading *reading, const struct name *name,
                           const char *text)
{
    const struct item *first = &reading->narration.items[name->first + name->bare];

    return name->bare > 0 ||
           ordo_name_first_gender(&reading->narration, first, text) != GENDER_UNKNOWN;
}

/* "IMF" is the "International Monetary Fund". */
static bool is_short_for(const struct ordo_reading *reading, const struct name *name,
                         const struct name *full, const char *text)
{
    return name->key == initials_key(reading->narration.items, full, text) ||
           name->key == key_in_brackets(reading, full, text);
}

/* Of the full names that share the last word, the first that the article introduces, of the same
 * gender where both tell one; and of its forms the longest. A relative keeps the first name when
 * named again, so what has none is the one who came first. A name of one word without a full one is
 * the same again; in German any noun may look like one. */
static void resolve(struct ordo_reading *reading, uint32_t which, const char *text)
{
    struct names *names = reading->names;
    struct name *name = &names->items[which];
    struct name_slot *slot = slot_of(names, name->key);
    uint32_t introduced = 0, at = slot->name;
    size_t length = ordo_name_length(name);
    bool country;

    if (slot->resolved != 0 && is_same(&names->items[slot->resolved - 1], name)) {
        name->fuller = names->items[slot->resolved - 1].fuller;
        return; /* most are named again */
    }
    country = at != 0 && is_country(reading, which, text);
    for (int n = 0; at != 0 && n < SAME_MAX; n++, at = names->items[at - 1].same) {
        const struct name *other = &names->items[at - 1];
        size_t own = ordo_name_length(other);
        bool clash = other->gender != GENDER_UNKNOWN && name->gender != GENDER_UNKNOWN &&
                     other->gender != name->gender;
        if (clash || own < 2 ||
            (country && !is_like_person(reading, other, text) &&
             !is_short_for(reading, name, other, text)) ||
            (ordo_name_length(name) >= 2 && !extends(reading, at - 1, which, text)))
            continue;
        if (introduced == 0)
            introduced = at;
        else if (own <= length || !extends(reading, at - 1, introduced - 1, text))
            continue;
        name->fuller = at - 1;
        length = own;
    }
    if (introduced != 0 || (length == 1 && reading->narration.language != LEXICON_GERMAN))
        slot->resolved = which + 1;
}

static bool is_adverb(const struct item *item)
{
    return (item->classes & (WORD(ADVERB) | WORD(IN_LY))) != 0;
}

/* "Dana Ross, 34, a nurse", "Dana Ross, who ...", "Dana Ross, a night nurse" */
static bool has_description(const struct item *items, size_t n, size_t past, const char *text)
{
    static const char plural[][WORD_ROOM] = {"have", "are", "were", ""}; /* "Nurses, who have" */
    size_t at = past + 1;

    if (at >= n || items[past].kind != ITEM_COMMA || items[at].kind != ITEM_WORD)
        return false;
    if ((items[at].classes & (WORD(DETERMINER) | WORD(POSSESSIVE))) != 0) {
        while (at < past + DESCRIPTION_MAX && at + 1 < n && items[at + 1].kind == ITEM_WORD &&
               (items[at + 1].classes & WORD_STOPPERS) == 0)
            at++;
        if (at + 1 < n && items[at + 1].kind == ITEM_WORD &&
            (items[at + 1].classes & WORD(PREPOSITION)) == 0)
            return false; /* "Dana Ross, the nurse has been told" */
    }
    return (text[items[at].begin] >= '1' && text[items[at].begin] <= '9') ||
           (ordo_item_is(&items[at], text, "who") &&
            !(at + 1 < n && ordo_item_is_any(&items[at + 1], text, plural))) ||
           ((items[at].classes & (WORD(ROLE) | WORD(TITLE))) != 0 &&
            (items[at].classes & WORD(ROLE_THING)) == 0);
}

/* The word that tells what somebody is before the comma at `comma`: "manager" of "his manager,",
 * "ambassador" of "the ambassador to Peru,"; none: `comma`. */
static size_t calling_before(const struct item *items, size_t comma)
{
    for (size_t at = comma; at > 0 && at + CALLING_MAX > comma; at--) {
        const struct item *word = &items[at - 1];
        if (word->kind != ITEM_WORD ||
            ((word->classes & WORD_VERB) != 0 && (word->classes & WORD(NOUN)) == 0))
            break;
        if ((word->classes & (WORD(ROLE) | WORD(TITLE))) != 0 &&
            (at == comma || (items[at].classes & (WORD(CHAIN) | WORD(PREPOSITION))) != 0))
            return at - 1;
    }
    return comma;
}

/* "his manager, Dana Ross, said", "The Ambassador to Peru, Dana Ross, said" */
static bool is_in_apposition(const struct item *items, size_t n, size_t first, size_t past)
{
    size_t comma = first - 1, at;

    if (first < 2 || past >= n || items[comma].kind != ITEM_COMMA || items[past].kind != ITEM_COMMA)
        return false;
    at = calling_before(items, comma);
    if (at == comma || (items[at].classes & WORD(ROLE_THING)) != 0 ||
        (at + 1 < comma &&
         ((items[comma - 1].classes & WORD(UPPER)) == 0 || ordo_tells_place(&items[first]))))
        return false; /* "a spokesman for the maker, Lumora,", "the minister in Lima, Peru," */
    if ((items[at].classes & WORD(UPPER)) == 0)
        return true;
    for (size_t i = at; i > 0 && i + 3 > at; i--) /* "Peru's Prime Minister, Ana," */
        if (items[i - 1].genitive || (items[i - 1].classes & WORD(DETERMINER)) != 0)
            return true;
    return false;
}

/* "the news agency IRNA", "the carrier Lima Air" */
static bool is_behind_body(const struct item *items, size_t first, const char *text)
{
    static const char bodies[][WORD_ROOM] = {"agency",   "company", "firm",        "newspaper",
                                             "magazine", "bank",    "airline",     "retailer",
                                             "charity",  "carrier", "broadcaster", ""};

    return first > 0 && ordo_item_is_any(&items[first - 1], text, bodies);
}

/* "the minister Dana Ross", "Dana Ross, 34, a nurse" */
static bool is_titled(const struct narration *narration, const struct name *name, const char *text)
{
    static const char in[][WORD_ROOM] = {"in", "at", "near", "outside", ""}; /* "in Dakar, who" */
    const struct item *items = narration->items;
    const struct item *before = name->first == 0 ? NULL : &items[name->first - 1];

    return name->bare > 0 ||
           (before != NULL && !ordo_is_upper_word(before) &&
            (before->classes & (WORD(ROLE) | WORD(TITLE))) != 0) ||
           (has_description(items, narration->n, name->first + name->n, text) &&
            !(before != NULL && name->n == 1 && ordo_item_is_any(before, text, in))) ||
           is_in_apposition(items, narration->n, name->first, name->first + name->n);
}

/* Whether a verb of saying beside the mention shows that its fullest name is a person. */
static bool shows_person(struct ordo_reading *reading, const struct name *name, const char *text)
{
    const struct narration *narration = &reading->narration;
    const struct item *items = narration->items;
    const struct name *full = &reading->names->items[name->fuller];
    const struct item *before = name->first == 0 ? NULL : &items[name->first - 1];
    size_t past = name->first + name->n;
    size_t verb = past + (past < narration->n && is_adverb(&items[past]));

    if (before != NULL && name->n == 1 && ordo_item_is(before, text, "the"))
        return false; /* "Ana Torres of Save the Arches said" */
    if (full->mentions == 1 && ordo_name_may_be_plural(narration, full, text))
        return false; /* "Promoters called him" */
    if (narration->language == LEXICON_GERMAN && name->n == 1 && before != NULL &&
        (before->classes & WORD(PREPOSITION)) != 0)
        return false; /* "mit Bleistift unterstrichen" */
    return ((verb < narration->n && ordo_is_cue(&items[verb])) ||
            (before != NULL && ordo_is_cue(before))) &&
           (ordo_name_length(full) > 1 || !ordo_is_listed(&items[full->first])) &&
           !ordo_name_is_place(reading, name->fuller, text);
}

/* "his wife, Jane, left", "his wife Jane": the gender that the word before tells. */
static enum gender gender_beside(const struct narration *narration, const struct name *name,
                                 const char *text)
{
    const struct item *items = narration->items;
    size_t before = name->first, past = name->first + name->n;
    uint64_t near = before < 2 ? 0 : items[before - 1].classes | items[before - 2].classes;

    if (past < narration->n && items[past].kind == ITEM_WORD &&
        (items[past].classes & WORD(PRONOUN)) != 0) { /* "Silva herself" */
        if (ordo_item_is(&items[past], text, "herself"))
            return GENDER_SHE;
        if (ordo_item_is(&items[past], text, "himself"))
            return GENDER_HE;
    }
    if ((near & (WORD(ROLE_SHE) | WORD(ROLE_HE))) == 0)
        return GENDER_UNKNOWN; /* nearly always */
    if (items[before - 1].kind == ITEM_COMMA && past < narration->n &&
        items[past].kind != ITEM_WORD)
        before--;
    if ((items[before - 1].classes & WORD(UPPER)) != 0)
        return GENDER_UNKNOWN;
    if ((items[before - 1].classes & WORD(ROLE_SHE)) != 0)
        return GENDER_SHE;
    return (items[before - 1].classes & WORD(ROLE_HE)) != 0 ? GENDER_HE : GENDER_UNKNOWN;
}

/* "die Kosten", "seinem letzten Wort": in German no name. */
static bool is_noun(const struct narration *narration, const struct name *name, const char *text)
{
    const struct item *items = narration->items;
    size_t at = name->first;

    if (narration->language != LEXICON_GERMAN || name->n > 1)
        return false;
    while (at > 1 && at + ADJECTIVES_MAX > name->first && items[at - 1].kind == ITEM_WORD &&
           (items[at - 1].classes & (WORD_LISTED | WORD(UPPER))) == 0 &&
           memchr("enrms", text[items[at - 1].end - 1], 5) != NULL)
        at--;
    return at > 0 && (items[at - 1].classes & (WORD(DETERMINER) | WORD(POSSESSIVE))) != 0;
}

/* Tells the fullest name of `which` what its mention shows: that it is a person, of which gender.
 */
static void count_mention(struct ordo_reading *reading, size_t which, const char *text)
{
    const struct narration *narration = &reading->narration;
    const struct name *name = &reading->names->items[which];
    struct name *full = &reading->names->items[name->fuller];

    full->mentions++;
    if (name->heading | (full->gender == GENDER_THING) |
            (full->person & (full->gender != GENDER_UNKNOWN)) ||
        is_noun(narration, name, text))
        return; /* nothing more to tell */
    if (full->gender == GENDER_UNKNOWN && name->gender != GENDER_THING)
        full->gender = name->gender;
    if (full->gender == GENDER_UNKNOWN && !full->titled &&
        is_behind_body(narration->items, name->first, text))
        full->gender = GENDER_THING;
    if (full->gender == GENDER_UNKNOWN)
        full->gender = (uint8_t)gender_beside(narration, name, text);
    if (full->gender == GENDER_UNKNOWN && ordo_name_length(full) == 1 && !full->gender_sought &&
        (narration->items[full->first].classes & WORD(OFFICE)) == 0) { /* "a senior Tory" */
        full->gender = (uint8_t)ordo_name_first_gender(
            narration, &narration->items[full->first + full->bare], text); /* "his wife, Jane" */
        if (full->gender != GENDER_UNKNOWN && ordo_name_is_place(reading, name->fuller, text))
            full->gender = GENDER_UNKNOWN; /* "Alberta" */
        full->gender_sought = true;
    }
    full->titled =
        full->titled || full->gender != GENDER_UNKNOWN || is_titled(narration, name, text);
    full->person = full->titled || full->person || shows_person(reading, name, text);
}

int ordo_fuller_find(struct ordo_reading *reading, const char *text, struct ordo_error *error)
{
    struct names *names = reading->names;

    /* Each name has one key there, and a full one three: a quarter at least stays free. */
    for (names->n_slots = 64; names->n_slots * 3 < (names->n + 2 * names->n_full) * 4;)
        names->n_slots *= 2;
    if (ordo_reserve(&names->slots, &names->slot_capacity, names->n_slots, sizeof *names->slots,
                     error) != 0)
        return -1;
    memset(names->slots, 0, names->n_slots * sizeof *names->slots);
    for (size_t i = names->n_full; i-- > 0;)
        list(names, names->full[i]);
    for (size_t i = 0; i < names->n_full; i++)
        list_first(reading, names->full[i], text);
    for (size_t i = 0; i < names->n_full; i++)
        list_short(reading, names->full[i], text);
    for (uint32_t i = 0; i < names->n; i++)
        resolve(reading, i, text);
    for (size_t i = 0; i < names->n; i++)
        count_mention(reading, i, text);
    return 0;
}
