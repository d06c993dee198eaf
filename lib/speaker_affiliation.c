/* speaker_affiliation.c: the country or organisation of each speaker: by the office that the
 * article gives, whose somebody is, or the name itself. */
#include "resolve.h"
#include "role.h"

#include <string.h>

#define OWNER_REACH 4 /* words between whose somebody is and the name */
#define BRACKET_MAX 8 /* items of "(United States of America)" */

/* Whether the name is that of a person, whose words tell no country: "Jordan", "Jim French". */
static bool is_person(const struct name *name)
{
    return name->gender == GENDER_HE || name->gender == GENDER_SHE;
}

/* "Portugal's Maria Silva", "Portugal's main opposition Socialist Party" */
static struct ordo_span find_owner(const struct search *search, size_t which)
{
    size_t first = search->reading->names->items[which].first, past = first, begin;

    while (past > 0 && first - past < OWNER_REACH && !search->items[past - 1].genitive &&
           ordo_has(search, past - 1, TRAIT_INNER))
        past--;
    if (past == 0 || !search->items[past - 1].genitive)
        return (struct ordo_span){0, 0};
    begin = ordo_phrase_left(search, past, past > OWNER_REACH ? past - OWNER_REACH : 0);
    return ordo_items_span(search, begin, past);
}

/* "Mr. Silva (Peru)" */
static struct ordo_span find_bracket(const struct search *search, size_t which)
{
    const struct name *name = &search->reading->names->items[which];
    size_t begin = name->first + name->n + 1u, past = begin;

    if (!ordo_at_kind(search, begin - 1, ITEM_OPEN))
        return (struct ordo_span){0, 0}; /* nearly always */
    while (past < begin + BRACKET_MAX && ordo_at_kind(search, past, ITEM_WORD) &&
           (ordo_at(search, past, WORD(UPPER)) || ordo_at_chain(search, past)))
        past++;
    return past > begin && ordo_at_kind(search, past, ITEM_CLOSE)
               ? ordo_items_span(search, begin, past)
               : (struct ordo_span){0, 0};
}

/* What the span near item `near` tells; see ordo_affiliation_find(). */
static bool find_affiliation(const struct search *search, size_t near, struct ordo_span span,
                             char code[ORDO_CODE_ROOM], struct ordo_span *where)
{
    return ordo_name_place(search->reading, near, span, search->text, code, where);
}

/* "President Maria Silva of Portugal" */
static struct ordo_span find_home(const struct search *search, size_t which)
{
    const struct name *name = &search->reading->names->items[which];
    size_t of = name->first + name->n, past;

    if (name->bare == 0 || !ordo_is_word(search, of, "of"))
        return (struct ordo_span){0, 0};
    past = ordo_phrase_right(search, of + 1);
    return past > of + 1 ? ordo_items_span(search, of + 1, past) : (struct ordo_span){0, 0};
}

/* Whether what the article says of the name, perhaps nothing, tells whose the speaker is. */
static bool take(const struct search *search, size_t which, struct ordo_span tells)
{
    struct names *names = search->reading->names;
    struct name *fuller = ordo_full_name(names, which);

    return tells.end > tells.begin &&
           find_affiliation(search, names->items[which].first, tells, fuller->affiliation_code,
                            &fuller->affiliation);
}

/* The first office of each speaker in the article that tells a country, or who they are said to be
 * of: one pass over the names. */
static void read_offices(const struct search *search)
{
    struct names *names = search->reading->names;

    for (size_t i = 0; i < names->n; i++) {
        const struct name *fuller = ordo_full_name(names, i);
        struct ordo_span tells;
        if (!fuller->speaks || fuller->affiliation_code[0] != '\0' ||
            (ordo_name_length(fuller) == 1 && !is_person(fuller) && /* "NATO member Turkey" */
             ordo_name_is_place(search->reading, names->items[i].fuller, search->text)))
            continue;
        tells = ordo_role_of(search, i);
        if (tells.end == tells.begin)
            tells = find_owner(search, i);
        if (!take(search, i, tells) && !take(search, i, find_home(search, i)))
            take(search, i, find_bracket(search, i));
    }
}

void ordo_resolve_affiliations(const struct search *search, struct ordo_quotes *quotes,
                               const struct voice *voices)
{
    struct names *names = search->reading->names;

    read_offices(search);
    for (size_t i = 0; i < quotes->n; i++) {
        struct ordo_quote *quote = &quotes->items[i];
        struct name *name = voices[i].name == SIZE_MAX ? NULL : &names->items[voices[i].name];
        if (name == NULL && quote->speaker.end > 0)
            find_affiliation(search, voices[i].at, quote->speaker, quote->affiliation_code,
                             &quote->affiliation);
        if (name == NULL)
            continue;
        if (name->affiliation_code[0] == '\0' && !is_person(name) && name->place != 1)
            name->place = find_affiliation(search, name->first, quote->speaker,
                                           name->affiliation_code, &name->affiliation)
                              ? 2
                              : 1; /* its own words tell it: looked up once */
        if (name->affiliation_code[0] == '\0' && quote->role.end > 0 &&
            quote->role.begin == quote->mention.begin) /* "an Edmonton man", who is named later */
            find_affiliation(search, voices[i].at, quote->role, name->affiliation_code,
                             &name->affiliation);
        if (name->affiliation_code[0] != '\0') {
            quote->affiliation = name->affiliation;
            memcpy(quote->affiliation_code, name->affiliation_code, ORDO_CODE_ROOM);
        }
    }
}
