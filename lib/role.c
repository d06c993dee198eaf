/* role.c: what the article says somebody is: the title before a name or the apposition after it. */
#include "role.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define TITLE_REACH 12 /* items before a name that can be its title */

bool ordo_is_office(const struct search *search, size_t at)
{
    static const char *const endings[] = {"-old", "man", "woman", "ist", "eon"};
    const struct item *item = &search->items[at];
    uint64_t unnamed = WORD(ROLE) | WORD(CUE_NOUN) | WORD(ROLE_THING);

    if (ordo_at(search, at, WORD(OFFICE)))
        return true;
    for (size_t i = 0; i < sizeof endings / sizeof *endings && !ordo_at(search, at, unnamed); i++)
        if (item->end - item->begin > strlen(endings[i]) + 2 &&
            ordo_item_ends_with(item, search->text, endings[i]))
            return true;
    return false;
}

/* "The leaders' debate, ...": whether what the word at `at` has, nobody's office, ends the phrase.
 */
static bool is_owner_of_thing(const struct search *search, size_t at, size_t past)
{
    const char *end = search->text + search->items[at].end;

    return past > at + 1 &&
           (search->items[at].genitive || *end == '\'' ||
            (search->items[at + 1].begin >
                 search->items[at].end + 3 && /* then as many bytes are there */
             memcmp(end, "\xE2\x80\x99", 3) == 0)) &&
           !ordo_at(search, past - 1, WORD(TITLE) | WORD(ROLE)) &&
           !ordo_is_office(search, past - 1);
}

/* "After talks with the minister, Maria Silva said": the comma at `comma` ends what the sentence
 * opens with, the phrase from `first` on, before the name that ends at `past`. */
static bool is_behind_opening(const struct search *search, size_t first, size_t comma, size_t past)
{
    return ordo_in_english(search) && first > 0 && first < comma &&
           ordo_at_kind(search, past, ITEM_WORD) && ordo_at(search, first - 1, WORD(PREPOSITION)) &&
           !ordo_is_word(search, first - 1, "as");
}

/* "head of research" */
static bool is_head_of_field(const struct search *search, size_t at)
{
    return ordo_is_word(search, at, "head") && ordo_is_word(search, at + 1, "of") &&
           !ordo_at_determiner(search, at + 2);
}

/* "Silva, | President of Peru Luis Ortega, and ...": the next one of a list, whose title it is; not
 * "Silva, wife of Luis Ortega". */
static bool is_title_of_another(const struct search *search, size_t first, size_t past)
{
    const struct names *names = search->reading->names;

    if (!ordo_in_english(search) || !ordo_at(search, first, WORD(TITLE)) ||
        !ordo_at(search, first, WORD(UPPER)))
        return false; /* nearly always */
    for (size_t i = first + 1; i < past; i++) {
        size_t which = ordo_names_at(names, i);
        const struct name *name = which == SIZE_MAX ? NULL : &names->items[which];
        size_t own = name == NULL ? 0 : (size_t)name->first + name->bare;
        if (name == NULL || i != own || name->owner || ordo_name_length(name) < 2 ||
            (name->gender != GENDER_HE && name->gender != GENDER_SHE) ||
            ordo_at(search, i - 1, WORD(PREPOSITION) | WORD(CHAIN)))
            continue; /* "Mayor of New York" */
        if (!(name->bare > 0 && ordo_at(search, i - 1, WORD(TITLE) | WORD(ROLE)) &&
              ordo_at(search, name->first - 1, WORD(PREPOSITION) | WORD(CHAIN))))
            return true;
    }
    return false;
}

static struct ordo_span find_apposition(const struct search *search, size_t which)
{
    const struct name *name = &search->reading->names->items[which];
    size_t past = name->first + name->n, begin = past + 1, i;

    if (!ordo_at_kind(search, past, ITEM_COMMA) || ordo_leads_to_example(search, begin))
        return (struct ordo_span){0, 0};
    if (ordo_is_word(search, begin, "who") && ordo_at(search, begin + 1, WORD(PASSIVE)))
        begin += 2; /* "Silva, who was mayor then" */
    if (ordo_at_number(search, begin) && ordo_at_kind(search, begin + 1, ITEM_COMMA))
        begin += 2; /* "Silva, 41, a nurse" */
    past = ordo_phrase_right(search, begin);
    if (is_title_of_another(search, begin, past))
        return (struct ordo_span){0, 0};
    for (i = begin; i < past && !(i > begin && ordo_at_chain(search, i)); i++)
        if (ordo_at(search, i, WORD(TITLE) | WORD(ROLE)) || ordo_is_office(search, i))
            return ordo_items_span(search, begin, past); /* not "..., occupancy at the hospital" */
    return (struct ordo_span){0, 0};
}

struct ordo_span ordo_apposition_of(const struct search *search, size_t which)
{
    struct name *name = &search->reading->names->items[which];

    if (!name->apposition_known)
        name->apposition = find_apposition(search, which);
    name->apposition_known = true;
    return name->apposition;
}

/* How far left of item `at` a title can begin. */
static size_t title_limit(size_t at)
{
    return at > TITLE_REACH ? at - TITLE_REACH : 0;
}

/* The title before a name, or the apposition after it. */
static struct ordo_span find_role(const struct search *search, size_t which)
{
    const struct name *name = &search->reading->names->items[which];
    size_t first = name->first + name->bare, past = name->first + name->n, begin, head, i;
    size_t before = SIZE_MAX; /* the phrase before a comma */
    bool known;

    begin = ordo_phrase_left(search, first, title_limit(first));
    if (ordo_in_german(search) && begin < first && ordo_at(search, begin, WORD(ACCORDING)))
        begin++; /* "Laut Präsident Weber" */
    head = begin + ordo_at_determiner(search, begin);
    if (ordo_phrase_is_behind_field(search, which) && head < first &&
        (ordo_is_word(search, head, "head") || (ordo_at(search, head, WORD(TITLE) | WORD(ROLE)) &&
                                                !ordo_at(search, head, WORD(ROLE_THING)))))
        return ordo_items_span(search, begin, first); /* "head of the Institute of Arms Control" */
    if (begin > 1 && ordo_joins_roles(search, begin - 1)) {
        before = ordo_phrase_left(search, begin - 1, title_limit(begin));
        if (!is_behind_opening(search, before, begin - 1, past))
            begin = before; /* not "with his counterpart, President Silva said" */
        before = SIZE_MAX;
    }
    i = ordo_last(search, begin, first, TRAIT_OF(CONJUNCTION));
    if (i != SIZE_MAX && i > begin && ordo_names_at(search->reading->names, i - 1) < which &&
        !ordo_joins_portfolios(search, i, past))
        begin = i + 1; /* "Luis Ortega and Irish leader Ana Torres" */
    for (i = begin;
         i < first && !ordo_at(search, i, WORD(TITLE) | WORD(ROLE)) && !is_head_of_field(search, i);
         i++)
        if (ordo_at_chain(search, i) && !ordo_at_determiner(search, i))
            begin = i + 1; /* "the talks of Foreign Minister Maria Silva" */
    if (i < first)
        return ordo_items_span(search, begin, first);
    if (begin == name->first && begin > 1 && ordo_at_kind(search, begin - 1, ITEM_COMMA))
        before = ordo_phrase_left(search, begin - 1, title_limit(begin));
    if (before < begin && !is_behind_opening(search, before, begin - 1, past)) {
        past = begin - 1; /* "the foreign minister of Portugal, Maria Silva" */
        begin = before;
        i = ordo_last(search, begin, past, TRAIT_OF(CONJUNCTION));
        if (i != SIZE_MAX && ordo_at(search, i + 1, WORD(POSSESSIVE)))
            begin = i + 1; /* "Luis Torres and his wife, Jane" */
        known = ordo_at_determiner(search, begin);
        for (i = begin; i < past; i++) { /* "the minister, ...", "New Zealand's minister, ..." */
            known = known || search->items[i].genitive;
            if (known && ordo_at(search, i, WORD(TITLE) | WORD(ROLE)) &&
                (!ordo_at(search, past - 1,
                          WORD(ROLE_THING) | WORD(ORG)) || /* "the Assembly, ..." */
                 (ordo_at_chain(search, i + 1) && ordo_name_length(name) > 1)) &&
                !is_owner_of_thing(search, i, past))
                return ordo_items_span(search, begin, past);
        }
    }
    return ordo_apposition_of(search, which);
}

struct ordo_span ordo_role_of(const struct search *search, size_t which)
{
    struct name *name = &search->reading->names->items[which];

    if (!name->role_known)
        name->role = find_role(search, which);
    name->role_known = true;
    return name->role;
}

/* Whether the texts are the same but for capitals, and for hyphens that stand for spaces. */
static bool is_same_calling(const char *a, const char *b, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (tolower((unsigned char)(a[i] == '-' ? ' ' : a[i])) !=
            tolower((unsigned char)(b[i] == '-' ? ' ' : b[i])))
            return false;
    return true;
}

/* Where the word stands in the span, whole, or in German as the end of another: "der Kanzler" of
 * "Bundeskanzler"; SIZE_MAX: nowhere. The president is no "vice president". */
static size_t find_word(const struct search *search, struct ordo_span span, const char *word,
                        size_t length)
{
    const char *text = search->text;
    bool german = ordo_in_german(search);

    for (size_t at = span.begin; at + length <= span.end; at++) {
        bool begins = german || at == span.begin || !isalnum((unsigned char)text[at - 1]), vice;
        if (!begins || ((text[at] ^ word[0]) & ~32) != 0)
            continue;
        vice = at >= span.begin + 5 && strncasecmp(text + at - 5, "vice", 4) == 0;
        if (!vice && is_same_calling(text + at, word, length) &&
            (at + length == span.end || !isalnum((unsigned char)text[at + length])))
            return at;
    }
    return SIZE_MAX;
}

bool ordo_span_holds(const struct search *search, struct ordo_span span, const char *word,
                     size_t length)
{
    return find_word(search, span, word, length) != SIZE_MAX;
}

bool ordo_span_has_word(const struct search *search, struct ordo_span span, size_t at)
{
    const struct item *item = &search->items[at];

    return ordo_span_holds(search, span, search->text + item->begin,
                           ordo_bare_end(item, search->text) - item->begin);
}

bool ordo_role_is_former(const struct search *search, struct ordo_span role)
{
    return ordo_span_holds(search, role, "former", strlen("former")) ||
           ordo_span_holds(search, role, "ex", strlen("ex"));
}

/* Whether words before the byte tell whose or where somebody is: "a spokesperson for the minister"
 * is no minister. */
static bool is_behind_head(const struct search *search, struct ordo_span role, size_t at)
{
    static const char *const words[] = {" for ", " of ",  " to ",  " in ",  " at ",  " with ",
                                        " der ", " des ", " von ", " vom ", " für ", " beim "};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (memmem(search->text + role.begin, at - role.begin, words[i], strlen(words[i])) != NULL)
            return true;
    return false;
}

/* Whether somebody with the role is called so. */
static bool is_head_of(const struct search *search, struct ordo_span role, const char *word,
                       size_t length)
{
    size_t at = find_word(search, role, word, length);

    return at != SIZE_MAX && !is_behind_head(search, role, at);
}

bool ordo_role_holds(const struct search *search, struct ordo_span role, size_t at)
{
    static const char titles[][2][WORD_ROOM] = {{"senator", "sen"},
                                                {"representative", "rep"},
                                                {"congressman", "rep"},
                                                {"congresswoman", "rep"},
                                                {"lawmaker", "rep"},
                                                {"lawmaker", "sen"},
                                                {"governor", "gov"},
                                                {"general", "gen"},
                                                {"professor", "prof"},
                                                {"legislator", "rep"},
                                                {"legislator", "sen"},
                                                {"premier", "minister"},
                                                {"judge", "justice"},
                                                {"doctor", "dr"},
                                                {"physician", "dr"},
                                                {"surgeon", "dr"},
                                                {"psychiatrist", "dr"},
                                                {"epidemiologist", "dr"},
                                                {"councillor", "coun"},
                                                {"officer", "const"},
                                                {"constable", "const"},
                                                {"cleric", "archbishop"},
                                                {"cleric", "bishop"},
                                                {"cleric", "imam"},
                                                {"cleric", "ayatollah"},
                                                {"pm", "prime minister"},
                                                {"sergeant", "sgt"},
                                                {"lawmaker", "mp"},
                                                {"lawmaker", "hon"},
                                                {"parliamentarian", "mp"},
                                                {"major", "maj"},
                                                {"captain", "capt"},
                                                {"colonel", "col"},
                                                {"lieutenant", "lt"},
                                                {"commander", "cmdr"},
                                                {"admiral", "adm"},
                                                {"reverend", "rev"},
                                                {"detective", "det"},
                                                {"inspector", "insp"},
                                                {"superintendent", "supt"},
                                                {"corporal", "cpl"},
                                                {"pastor", "rev"},
                                                {"officer", "sgt"},
                                                {"officer", "lt"},
                                                {"officer", "maj"},
                                                {"officer", "capt"},
                                                {"officer", "col"},
                                                {"congressman", "representative"},
                                                {"congresswoman", "representative"},
                                                {"lawmaker", "representative"},
                                                {"lawmaker", "senator"},
                                                {"legislator", "representative"}};
    const char *text = search->text;
    const struct item *word = &search->items[at];
    size_t length = ordo_bare_end(word, text) - word->begin;

    if (role.end == role.begin)
        return false; /* mostly */
    if (at > 0 && ordo_is_word(search, at - 1, "vice"))
        return is_head_of(search, role, text + word[-1].begin,
                          ordo_bare_end(word, text) - word[-1].begin);
    if (is_head_of(search, role, text + word->begin, length))
        return true;
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (titles[i][0][0] == (text[word->begin] | 32) && strlen(titles[i][0]) == length &&
            strncasecmp(titles[i][0], text + word->begin, length) == 0 &&
            is_head_of(search, role, titles[i][1], strlen(titles[i][1])))
            return true;
    return false;
}

enum gender ordo_described_gender(uint64_t head)
{
    if ((head & WORD(ROLE_HE)) != 0)
        return GENDER_HE;
    return (head & WORD(ROLE_SHE)) != 0 ? GENDER_SHE : GENDER_UNKNOWN;
}

bool ordo_is_calling(const struct search *search, size_t at)
{
    if (ordo_at(search, at, WORD(ROLE_THING) | WORD_ANY_PRONOUN) ||
        (ordo_ends_in_s(search, at) && ordo_at(search, at, WORD(ROLE))))
        return false; /* "officials" */
    return ordo_at(search, at, WORD(ROLE) | WORD(TITLE)) || ordo_is_office(search, at);
}
