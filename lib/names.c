/* names.c: proper names, and which of them are the same one said shorter.
 *
 * A name is a run of capitalised words. Later and shorter names refer to the fullest earlier one
 * that ends in the same word ("Doshi" to "Rush Doshi"), or that begins with it where the family
 * name comes first ("Wang" to "Wang Yi"). */
#include "names.h"
#include "scratch.h"

#include <stdlib.h>
#include <string.h>

/* What stands before a person's name; everything up to the last of these is no part of the name. */
static const char *const TITLES[] = {"mr",
                                     "mrs",
                                     "ms",
                                     "miss",
                                     "dr",
                                     "sen",
                                     "rep",
                                     "gov",
                                     "gen",
                                     "lt",
                                     "col",
                                     "sgt",
                                     "capt",
                                     "prof",
                                     "rev",
                                     "president",
                                     "minister",
                                     "senator",
                                     "secretary",
                                     "governor",
                                     "chancellor",
                                     "premier",
                                     "general",
                                     "ambassador",
                                     "professor",
                                     "congressman",
                                     "congresswoman",
                                     "representative",
                                     "mayor",
                                     "judge",
                                     "justice",
                                     "sheriff",
                                     "prince",
                                     "princess",
                                     "pope",
                                     "sir",
                                     "lord",
                                     "lady",
                                     "chairman",
                                     "chairwoman",
                                     "director",
                                     "captain",
                                     "colonel",
                                     "admiral",
                                     "herr",
                                     "frau",
                                     "präsident",
                                     "ministerpräsident",
                                     "bundeskanzler",
                                     "bundeskanzlerin",
                                     "kanzlerin",
                                     "außenminister",
                                     "innenminister",
                                     "official",
                                     "spokesman",
                                     "spokeswoman",
                                     "spokesperson",
                                     NULL};

/* Capitalised at the head of a sentence, and no names. */
static const char *const COMMON[] = {
    "the",       "a",         "an",       "in",       "on",        "at",       "but",    "and",
    "or",        "so",        "as",       "if",       "it",        "its",      "he",     "she",
    "they",      "we",        "i",        "you",      "his",       "her",      "their",  "our",
    "my",        "this",      "that",     "these",    "those",     "there",    "when",   "while",
    "after",     "before",    "for",      "from",     "with",      "to",       "by",     "of",
    "asked",     "according", "one",      "some",     "many",      "most",     "both",   "all",
    "another",   "other",     "others",   "several",  "few",       "two",      "three",  "earlier",
    "later",     "meanwhile", "however",  "still",    "yet",       "although", "though", "because",
    "since",     "during",    "under",    "over",     "what",      "who",      "how",    "why",
    "where",     "which",     "not",      "no",       "now",       "then",     "also",   "even",
    "despite",   "instead",   "der",      "die",      "das",       "ein",      "eine",   "er",
    "sie",       "es",        "wir",      "ich",      "dies",      "dieser",   "diese",  "dazu",
    "so",        "im",        "in",       "am",       "auf",       "nach",     "vor",    "bei",
    "mit",       "für",       "von",      "zu",       "und",       "aber",     "auch",   "laut",
    "wie",       "als",       "wenn",     "damit",    "dabei",     "außerdem", "zudem",  "weiter",
    "weiterhin", "seit",      "monday",   "tuesday",  "wednesday", "thursday", "friday", "saturday",
    "sunday",    "january",   "february", "march",    "april",     "may",      "june",   "july",
    "august",    "september", "october",  "november", "december",  NULL};

static const char *const JOINERS[] = {"of",  "de",  "da", "di", "del", "van", "von", "der",
                                      "bin", "ibn", "al", "el", "la",  "le",  NULL};

void ordo_names_free(struct names *names)
{
    if (names == NULL)
        return;
    free(names->items);
    free(names->slots);
    free(names);
}

/* The word's end without 's. */
static uint32_t bare_end(const struct item *item, const char *text)
{
    uint32_t end = item->end;

    if (end - item->begin > 2 && text[end - 1] == 's' && text[end - 2] == '\'')
        return end - 2;
    if (end - item->begin > 4 && text[end - 1] == 's' && memcmp(text + end - 4, "’", 3) == 0)
        return end - 4;
    return end;
}

static uint64_t key_of(const struct item *item, const char *text)
{
    uint64_t key = ordo_checksum(text + item->begin, bare_end(item, text) - item->begin, 7);

    return key == 0 ? 1 : key;
}

static size_t *slot_of(struct names *names, uint64_t key)
{
    size_t mask = names->n_slots - 1, at = (size_t)key & mask;

    while (names->slots[at].name != 0 && names->slots[at].key != key)
        at = (at + 1) & mask;
    names->slots[at].key = key;
    return &names->slots[at].name;
}

static bool adjoins(const struct item *left, const struct item *right, const char *text)
{
    for (size_t i = left->end; i < right->begin; i++)
        if (text[i] != ' ' && text[i] != '.' && text[i] != '\n' && text[i] != '\xC2' &&
            text[i] != '\xA0')
            return false;
    return bare_end(left, text) == left->end; /* "Clinton's Trump" are two */
}

static bool is_name_word(const struct item *items, size_t at, bool first, const char *text)
{
    return items[at].kind == ITEM_WORD && items[at].upper &&
           (!first || !ordo_item_in(&items[at], text, COMMON));
}

static size_t run_length(const struct narration *narration, size_t at, const char *text)
{
    const struct item *items = narration->items;
    size_t n = 1;

    while (at + n < narration->n) {
        const struct item *last = &items[at + n - 1];
        size_t next = at + n;
        if (!adjoins(last, &items[next], text))
            break;
        if (is_name_word(items, next, false, text)) {
            n++;
            continue;
        }
        if (next + 1 < narration->n && ordo_item_in(&items[next], text, JOINERS) &&
            adjoins(&items[next], &items[next + 1], text) &&
            is_name_word(items, next + 1, false, text)) {
            n += 2;
            continue;
        }
        break;
    }
    return n;
}

static void resolve(struct ordo_reading *reading, size_t which, const char *text)
{
    struct names *names = reading->names;
    struct name *name = &names->items[which];
    const struct item *items = reading->narration.items;
    size_t bare = name->n - name->bare, *last, *first;

    last = slot_of(names, key_of(&items[name->first + name->n - 1], text));
    name->fuller = which;
    if (*last != 0) {
        const struct name *other = &names->items[*last - 1];
        if (other->n - other->bare >= bare)
            name->fuller = *last - 1;
        else
            *last = which + 1;
    } else {
        *last = which + 1;
    }
    if (bare < 2 || bare > 3)
        return;
    first = slot_of(names, key_of(&items[name->first + name->bare], text));
    if (*first == 0)
        *first = which + 1;
}

static int add_name(struct ordo_reading *reading, size_t first, size_t n, bool starts,
                    const char *text, struct ordo_error *error)
{
    struct names *names = reading->names;
    struct name *name;

    if (ordo_reserve(&names->items, &names->capacity, names->n + 1, sizeof *names->items, error) !=
        0)
        return -1;
    name = &names->items[names->n++];
    *name = (struct name){.first = first, .n = n, .starts = starts};
    for (size_t i = 0; i + 1 < n; i++)
        if (ordo_item_in(&reading->narration.items[first + i], text, TITLES))
            name->bare = i + 1;
    return 0;
}

int ordo_names_read(struct ordo_reading *reading, const char *text, struct ordo_error *error)
{
    const struct narration *narration = &reading->narration;
    struct names *names = reading->names;

    if (names == NULL && (names = reading->names = calloc(1, sizeof *names)) == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    names->n = 0;
    for (size_t i = 0; i < narration->n;) {
        bool starts = i == 0 || narration->items[i - 1].kind == ITEM_STOP ||
                      narration->items[i - 1].kind == ITEM_BREAK;
        size_t n =
            is_name_word(narration->items, i, true, text) ? run_length(narration, i, text) : 0;
        if (n > 0 && add_name(reading, i, n, starts, text, error) != 0)
            return -1;
        i += n == 0 ? 1 : n;
    }
    for (names->n_slots = 64; names->n_slots < names->n * 4; names->n_slots *= 2)
        continue;
    if (ordo_reserve(&names->slots, &names->slot_capacity, names->n_slots, sizeof *names->slots,
                     error) != 0)
        return -1;
    memset(names->slots, 0, names->n_slots * sizeof *names->slots);
    for (size_t i = 0; i < names->n; i++)
        resolve(reading, i, text);
    return 0;
}

size_t ordo_names_before(const struct names *names, size_t at)
{
    size_t low = 0, high = names->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (names->items[middle].first < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? SIZE_MAX : low - 1;
}

size_t ordo_names_at(const struct names *names, size_t at)
{
    size_t name = ordo_names_before(names, at + 1);

    return name != SIZE_MAX && at < names->items[name].first + names->items[name].n ? name
                                                                                    : SIZE_MAX;
}

struct ordo_span ordo_name_span(const struct ordo_reading *reading, size_t which, const char *text)
{
    const struct name *name = &reading->names->items[which];
    const struct item *items = reading->narration.items;

    return (struct ordo_span){items[name->first + name->bare].begin,
                              bare_end(&items[name->first + name->n - 1], text)};
}
