/* names.c: proper names, and which of them are the same one said shorter.
 *
 * A name is a run of capitalised words. Shorter names refer to the full one that ends in the same
 * word ("Doshi" to "Rush Doshi"), or that begins with it where the family name comes first ("Wang"
 * to "Wang Yi"), or whose initials they are ("IMF"). */
#include "names.h"
#include "affiliation.h"
#include "scratch.h"

#include <stdlib.h>
#include <string.h>

#define SAME_MAX 16 /* full names looked at for a shorter one */
#define NAME_MAX 12 /* words of a name; what is longer is a headline */

#define HEADING_MAX  30 /* items */
#define CAPITALS_MAX 32 /* bytes of a name in capitals that is known again */

/* Capitalised at the head of a sentence, and no names. */
#define COMMON                                                                                     \
    (WORD(STARTER) | WORD_FUNCTION | WORD_ANY_PRONOUN | WORD(SUBORDINATOR) | WORD(ADVERB) |        \
     WORD(POSSESSIVE) | WORD(NEGATION) | WORD(ACCORDING))

/* At the head of a sentence these need more words to be a name. */
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

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Equal for words that are the same: LAVROV is Lavrov. */
static uint64_t key_of(const struct narration *narration, const struct item *item, const char *text)
{
    const char *word = text + item->begin;
    size_t length = ordo_bare_end(item, text) - item->begin;
    char lower[CAPITALS_MAX];

    if (length > 2 && length <= CAPITALS_MAX && is_capital(word[1]) && is_capital(word[2])) {
        lower[0] = word[0];
        for (size_t i = 1; i < length; i++)
            lower[i] = is_capital(word[i]) ? (char)(word[i] + 32) : word[i];
        return lexicon_hash(lower, length);
    }
    return length <= 16 && narration->length - item->begin >= 16
               ? lexicon_hash_short(bytes_keep(bytes_load(word), length), length)
               : lexicon_hash(word, length);
}

static uint32_t *slot_of(struct names *names, uint64_t key)
{
    size_t mask = names->n_slots - 1, at = (size_t)key & mask;

    while (names->slots[at].name != 0 && names->slots[at].key != key)
        at = (at + 1) & mask;
    names->slots[at].key = key;
    return &names->slots[at].name;
}

static bool is_same_word(const struct narration *narration, const struct item *a,
                         const struct item *b, const char *text)
{
    uint32_t length = a->end - a->begin;

    if (a->head != b->head && !a->genitive && !b->genitive)
        return false; /* nearly always */
    if (length == b->end - b->begin && memcmp(text + a->begin, text + b->begin, length) == 0)
        return true;
    return key_of(narration, a, text) == key_of(narration, b, text);
}

/* Whether every bare word of `shorter` is a word of `longer`: "Donald Trump" of "Donald J Trump",
 * not of "Ivanka Trump". */
static bool extends(const struct ordo_reading *reading, size_t longer, size_t shorter,
                    const char *text)
{
    const struct name *a = &reading->names->items[longer], *b = &reading->names->items[shorter];
    const struct item *items = reading->narration.items;

    for (size_t i = b->first + b->bare; i < b->first + b->n; i++) {
        bool found = false;
        for (size_t j = a->first + a->bare; j < a->first + a->n && !found; j++)
            found = is_same_word(&reading->narration, &items[i], &items[j], text);
        if (!found)
            return false;
    }
    return true;
}

static bool adjoins(const struct item *left, const struct item *right, const char *text)
{
    if (left->genitive) /* "Clinton's Trump" are two */
        return false;
    if (right->begin - left->end == 1 && text[left->end] == ' ')
        return true; /* nearly always */
    for (size_t i = left->end; i < right->begin; i++)
        if (text[i] != ' ' && text[i] != '.' && text[i] != '\n' && text[i] != '\xC2' &&
            text[i] != '\xA0')
            return false;
    return true;
}

/* "Minister Silva Says Treaty Holds": no part of a name in a headline. */
static bool is_headline_verb(const struct item *item)
{
    const uint64_t all = WORD(SAY) | WORD(CLAUSE) | WORD(FINITE);

    return (item->classes & all) == all && (item->classes & (WORD(NOUN) | WORD(CUE_NOUN))) == 0;
}

/* Whether a capitalised word begins a name, or goes on with one. */
static bool begins_name(const struct item *items, size_t at)
{
    uint64_t common = COMMON | WORD(MONTH) | WORD(WEEKDAY);

    if (at > 0 && (items[at - 1].kind == ITEM_QUOTE || items[at - 1].kind == ITEM_COMMA))
        common &= ~(WORD(AUXILIARY) | WORD(STARTER)); /* "...," Will wrote */
    return (items[at].classes & common) == 0;
}

static bool continues_name(const struct item *item)
{
    return item->upper && (item->classes & (WORD(MONTH) | WORD(WEEKDAY))) == 0 &&
           !is_headline_verb(item);
}

/* A word that stands between the words of a name. "Of" and "for" do in names of offices and
 * organisations alone: "Bank of America", not "Sanders of Vermont". */
static bool joins(const struct item *items, size_t first, size_t at, const char *text)
{
    const uint64_t heads = WORD(ORG) | WORD(TITLE);
    uint64_t classes = 0;

    if ((items[at].classes & WORD(JOINER)) != 0 && !ordo_item_is(&items[at], text, "of"))
        return true;
    if (!ordo_item_is(&items[at], text, "of") && !ordo_item_is(&items[at], text, "for"))
        return false;
    for (size_t i = first; i < at; i++)
        classes |= i + 1 == at ? items[i].classes : items[i].classes & WORD(ORG);
    return (classes & (ordo_item_is(&items[at], text, "of") ? heads : WORD(ORG))) != 0;
}

/* Items of the name that begins at `at`. */
static size_t run_length(const struct narration *narration, size_t at, const char *text)
{
    const struct item *items = narration->items;
    size_t n = 1;

    while (at + n < narration->n && n < NAME_MAX) {
        const struct item *next = &items[at + n];
        if (continues_name(next)) {
            if (!adjoins(next - 1, next, text))
                break;
            n++;
        } else {
            if (at + n + 1 >= narration->n || !continues_name(next + 1) ||
                !joins(items, at, at + n, text) || !adjoins(next - 1, next, text) ||
                !adjoins(next, next + 1, text))
                break;
            n += 2;
        }
    }
    return n;
}

static size_t bare_length(const struct name *name)
{
    return (size_t)name->n - name->bare;
}

/* Whether it may be the full form of others. */
static bool is_full(const struct name *name)
{
    return bare_length(name) >= 2 &&
           (!name->heading || (bare_length(name) <= 3 && name->gender != GENDER_UNKNOWN &&
                               name->gender != GENDER_THING));
}

/* Lists the full name under its last word, before those that are listed there: called from the last
 * name to the first. The same name again takes the later one's place. */
static void list(struct names *names, uint32_t which)
{
    struct name *name = &names->items[which];
    uint32_t *first, *link;

    first = slot_of(names, name->key);
    name->same = *first;
    link = &name->same;
    for (int n = 0; *link != 0 && n < SAME_MAX; n++) {
        struct name *next = &names->items[*link - 1];
        if (bare_length(next) == bare_length(name) && next->first_key == name->first_key) {
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
    char initials[NAME_MAX];
    size_t n = 0;

    for (size_t i = name->first + name->bare; i < name->first + name->n; i++)
        if (items[i].upper && (unsigned char)text[items[i].begin] < 128) {
            initials[n] = (char)(text[items[i].begin] | (n == 0 ? 0 : 32));
            n++;
        }
    return n < 3 ? 0 : lexicon_hash(initials, n);
}

/* A first name, or the family name that comes first, is tried where no last word fits; and the
 * initials of an organisation. */
static void list_first(struct ordo_reading *reading, uint32_t which, const char *text)
{
    struct names *names = reading->names;
    const struct name *name = &names->items[which];
    bool thing = name->gender == GENDER_THING;
    uint64_t key;
    uint32_t *first;

    if (!thing && bare_length(name) > 3)
        return;
    key = thing ? initials_key(reading->narration.items, name, text) : name->first_key;
    if (key == 0)
        return;
    first = slot_of(names, key);
    if (*first == 0)
        *first = which + 1;
}

/* Of the full names that share the last word, the first that the article introduces, of the same
 * gender where both tell one; and of its forms the longest. A relative keeps the first name when
 * named again, so what has none is the one who came first. */
static void resolve(struct ordo_reading *reading, uint32_t which, const char *text)
{
    struct names *names = reading->names;
    struct name *name = &names->items[which];
    uint32_t introduced = 0, at = *slot_of(names, name->key);
    size_t length = bare_length(name);

    for (int n = 0; at != 0 && n < SAME_MAX; n++, at = names->items[at - 1].same) {
        const struct name *other = &names->items[at - 1];
        size_t own = bare_length(other);
        bool clash = other->gender != GENDER_UNKNOWN && name->gender != GENDER_UNKNOWN &&
                     other->gender != name->gender;
        if (clash || own < 2 || (bare_length(name) >= 2 && !extends(reading, at - 1, which, text)))
            continue;
        if (introduced == 0)
            introduced = at;
        else if (own <= length || !extends(reading, at - 1, introduced - 1, text))
            continue;
        name->fuller = at - 1;
        length = own;
    }
}

static enum gender first_name_gender(const struct narration *narration, const struct item *item,
                                     const char *text)
{
    return ordo_first_name_gender(text + item->begin, ordo_bare_end(item, text) - item->begin,
                                  text + narration->length);
}

static bool is_adverb(const struct item *item)
{
    return (item->classes & WORD(ADVERB)) != 0 || item->suffix == SUFFIX_LY;
}

/* "Dana Ross, 34, a nurse", "Dana Ross, who ..." */
static bool has_description(const struct item *items, size_t n, size_t past, const char *text)
{
    if (past + 1 >= n || items[past].kind != ITEM_COMMA || items[past + 1].kind != ITEM_WORD)
        return false;
    return (text[items[past + 1].begin] >= '1' && text[items[past + 1].begin] <= '9') ||
           ordo_item_is(&items[past + 1], text, "who") ||
           (items[past + 1].classes & (WORD(ROLE) | WORD(TITLE))) != 0;
}

bool ordo_name_is_place(const struct ordo_reading *reading, size_t which, const char *text)
{
    struct name *name = &reading->names->items[which];
    char code[ORDO_CODE_ROOM];
    struct ordo_span where;

    if (name->place == 0)
        name->place =
            ordo_affiliation_find(text, ordo_name_span(reading, which, text), code, &where) ? 2 : 1;
    return name->place == 2;
}

/* Whether the mention itself shows that its fullest name is a person. */
static bool shows_person(struct ordo_reading *reading, const struct name *name, const char *text)
{
    const struct narration *narration = &reading->narration;
    const struct item *items = narration->items;
    const struct name *full = &reading->names->items[name->fuller];
    const struct item *before = name->first == 0 ? NULL : &items[name->first - 1];
    size_t past = name->first + name->n;
    size_t verb = past + (past < narration->n && is_adverb(&items[past]));

    if (name->bare > 0 ||
        (before != NULL && !before->upper && (before->classes & (WORD(ROLE) | WORD(TITLE))) != 0))
        return true;
    if (((verb < narration->n && ordo_is_cue(&items[verb])) ||
         (before != NULL && ordo_is_cue(before))) &&
        (bare_length(full) > 1 || items[full->first].classes == 0) &&
        !ordo_name_is_place(reading, name->fuller, text))
        return true;
    return has_description(items, narration->n, past, text);
}

/* Tells the fullest name of `which` what its mention shows: that it is a person, of which gender.
 */
static void count_mention(struct ordo_reading *reading, size_t which, const char *text)
{
    const struct narration *narration = &reading->narration;
    const struct name *name = &reading->names->items[which];
    struct name *full = &reading->names->items[name->fuller];

    full->mentions++;
    if (full->gender == GENDER_THING || name->heading)
        return;
    if (full->gender == GENDER_UNKNOWN && name->gender != GENDER_THING)
        full->gender = name->gender;
    if (full->gender == GENDER_UNKNOWN && bare_length(full) == 1) /* "his wife, Jane" */
        full->gender = (uint8_t)first_name_gender(
            narration, &narration->items[full->first + full->bare], text);
    full->person =
        full->person || full->gender != GENDER_UNKNOWN || shows_person(reading, name, text);
}

static bool is_suffix(const struct item *item, const char *text)
{
    static const char *const suffixes[] = {"jr", "sr", "ii", "iii", "iv"};

    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (ordo_item_is(item, text, suffixes[i]))
            return true;
    return false;
}

static enum gender gender_of(const struct narration *narration, const struct name *name,
                             const char *text)
{
    const struct item *items = narration->items, *first = &items[name->first + name->bare];

    for (size_t i = name->first + name->bare; i < name->first + name->n; i++)
        if ((items[i].classes & WORD(ORG)) != 0 ||
            (i + 1 == name->first + name->n && (items[i].classes & WORD(ROLE_THING)) != 0))
            return GENDER_THING;
    for (size_t i = name->first; i < name->first + name->bare; i++) {
        if ((items[i].classes & WORD(ROLE_HE)) != 0)
            return GENDER_HE;
        if ((items[i].classes & WORD(ROLE_SHE)) != 0)
            return GENDER_SHE;
    }
    return bare_length(name) < 2 ? GENDER_UNKNOWN : first_name_gender(narration, first, text);
}

static int add_name(struct ordo_reading *reading, const char *text, size_t first, size_t n,
                    bool heading, struct ordo_error *error)
{
    const struct narration *narration = &reading->narration;
    struct item *items = narration->items;
    const struct item *last = &items[first + n - 1];
    struct names *names = reading->names;
    struct name *name;

    if (names->n == names->capacity &&
        (ordo_reserve(&names->items, &names->capacity, names->n + 1, sizeof *names->items, error) !=
             0 ||
         ordo_reserve(&names->full, &names->full_capacity, names->n + 1, sizeof *names->full,
                      error) != 0))
        return -1;
    name = &names->items[names->n++];
    *name = (struct name){.first = (uint32_t)first,
                          .n = (uint16_t)n,
                          .fuller = (uint32_t)names->n - 1,
                          .owner = last->genitive,
                          .heading = heading};
    for (size_t i = 0; i + 1 < n && (last->classes & WORD(ORG)) == 0; i++)
        if ((items[first + i].classes & (WORD(TITLE) | WORD(ROLE))) != 0)
            name->bare = (uint16_t)(i + 1);
    if (name->bare > 0 && name->bare + 2U < n &&
        ordo_item_is(&items[first + name->bare], text, "of"))
        name->bare = (uint16_t)(name->bare + 2); /* "Secretary of State Maria Silva" */
    for (size_t i = first; i < first + n; i++)
        items[i].name = (uint32_t)names->n;
    name->gender = (uint8_t)gender_of(narration, name, text);
    if (bare_length(name) > 2 && is_suffix(last, text))
        last--;
    name->key = key_of(narration, last, text);
    name->first_key =
        bare_length(name) == 1 ? name->key : key_of(narration, &items[first + name->bare], text);
    if (is_full(name))
        names->full[names->n_full++] = (uint32_t)names->n - 1;
    return 0;
}

/* Whether the paragraph [begin, end) is one short sentence nearly all of whose words that are no
 * function words are capitalised. */
static bool is_heading(const struct narration *narration, size_t begin, size_t end)
{
    size_t n_upper = 0, n_lower = 0, first_end = bits_next(narration->ends, begin, end);

    if (end - begin >= HEADING_MAX || first_end + 1 < end)
        return false;
    for (size_t i = begin; i < first_end; i++) {
        const struct item *item = &narration->items[i];
        n_upper += item->upper;
        n_lower += (item->kind == ITEM_WORD) & !item->upper &
                   (((item->classes & COMMON) == 0) | ((item->classes & WORD_VERB) != 0));
    }
    return n_upper >= 4 && n_upper >= 4 * n_lower;
}

/* The item that ends the paragraph from `begin` on. */
static size_t paragraph_end(const struct narration *narration, size_t begin)
{
    size_t end = bits_next(narration->ends, begin, narration->n);

    while (end < narration->n && narration->items[end].kind != ITEM_BREAK)
        end = bits_next(narration->ends, end + 1, narration->n);
    return end;
}

/* "Officials said": whether one capitalised word at the head of a sentence is no name. */
static bool is_no_name(const struct narration *narration, size_t at)
{
    return (narration->items[at].classes & NO_NAME_ALONE) != 0 &&
           (at == 0 || ordo_ends_sentence(narration, at - 1));
}

/* Adds the names of the paragraph [begin, end). */
static int read_paragraph(struct ordo_reading *reading, size_t begin, size_t end, const char *text,
                          struct ordo_error *error)
{
    const struct narration *narration = &reading->narration;
    bool heading = is_heading(narration, begin, end);
    size_t i = begin, n;

    while ((i = bits_next(narration->uppers, i, end)) < end) {
        n = begins_name(narration->items, i) ? run_length(narration, i, text) : 0;
        if (n > 0 && !(n == 1 && is_no_name(narration, i)) &&
            add_name(reading, text, i, n, heading, error) != 0)
            return -1;
        i += n == 0 ? 1 : n;
    }
    return 0;
}

int ordo_names_read(struct ordo_reading *reading, const char *text, struct ordo_error *error)
{
    const struct narration *narration = &reading->narration;
    struct names *names = reading->names;

    if (names == NULL && (names = reading->names = calloc(1, sizeof *names)) == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    names->n = names->n_full = 0;
    names->words = narration->items;
    names->n_words = narration->n;
    for (size_t begin = 0, end; begin < narration->n; begin = end + 1) {
        end = paragraph_end(narration, begin);
        if (read_paragraph(reading, begin, end, text, error) != 0)
            return -1;
    }
    for (names->n_slots = 64; names->n_slots < names->n * 4; names->n_slots *= 2)
        continue;
    if (ordo_reserve(&names->slots, &names->slot_capacity, names->n_slots, sizeof *names->slots,
                     error) != 0)
        return -1;
    memset(names->slots, 0, names->n_slots * sizeof *names->slots);
    for (size_t i = names->n_full; i-- > 0;)
        list(names, names->full[i]);
    for (size_t i = 0; i < names->n_full; i++)
        list_first(reading, names->full[i], text);
    for (uint32_t i = 0; i < names->n; i++)
        resolve(reading, i, text);
    for (size_t i = 0; i < names->n; i++)
        count_mention(reading, i, text);
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

struct ordo_span ordo_name_span(const struct ordo_reading *reading, size_t which, const char *text)
{
    const struct name *name = &reading->names->items[which];
    const struct item *items = reading->narration.items;

    return (struct ordo_span){items[name->first + name->bare].begin,
                              ordo_bare_end(&items[name->first + name->n - 1], text)};
}
