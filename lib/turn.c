/* turn.c: who speaks the turns of transcripts and interviews. */
#include "turn.h"

#include <ctype.h>

#define NAMES_MAX 40 /* at the head of an interview, or before a label */

char ordo_turn_letter(const struct search *search, const struct finding *finding)
{
    const struct item *item = &search->items[finding->first];

    return finding->by == ORDO_BY_LABEL && finding->past == finding->first + 1 &&
                   item->end - item->begin == 1
               ? search->text[item->begin]
               : '\0';
}

bool ordo_turn_is_asker(const struct search *search, const struct finding *finding)
{
    static const char words[][WORD_ROOM] = {"host",       "moderator", "interviewer",
                                            "questioner", "question",  "reporter",
                                            "journalist", "anchor",    ""};

    return finding->by == ORDO_BY_LABEL && ordo_is_any(search, finding->past - 1, words) &&
           (finding->past == finding->first + 1 || ordo_at_determiner(search, finding->first));
}

/* How often the fullest name is named by the first n names. */
static size_t mentions_among(const struct names *names, size_t n, uint32_t fullest)
{
    size_t mentions = 0;

    for (size_t i = 0; i < n; i++)
        mentions += names->items[i].fuller == fullest;
    return mentions;
}

/* Answers name others than who gives them. */
size_t ordo_turn_interviewed(const struct search *search, size_t begin)
{
    const struct names *names = search->reading->names;
    size_t best = SIZE_MAX, most = 0, n = 0;

    while (n < names->n && n < NAMES_MAX && names->items[n].first < begin)
        n++;
    for (size_t i = 0; i < n; i++) {
        uint32_t fullest = names->items[i].fuller;
        const struct name *full = &names->items[fullest];
        size_t mentions;
        if (!full->titled || full->gender == GENDER_THING)
            continue;
        mentions = mentions_among(names, n, fullest);
        if (mentions > most) {
            most = mentions;
            best = fullest;
        }
    }
    return best;
}

/* "ONE", "2": tells officials apart who may not be named. */
static bool is_number(const struct search *search, size_t at)
{
    static const char numbers[][WORD_ROOM] = {"one", "two", "three", "four", "five", ""};

    return isdigit((unsigned char)search->text[search->items[at].begin]) ||
           ordo_is_any(search, at, numbers);
}

static bool is_office(const struct search *search, size_t at)
{
    return ordo_at(search, at, WORD(TITLE) | WORD(ROLE));
}

bool ordo_turn_is_office(const struct search *search, const struct finding *finding)
{
    size_t last = finding->past - 1;

    return is_office(search, last) ||
           (last > finding->first && is_number(search, last) && is_office(search, last - 1));
}

/* "The Prime Minister (Maria Silva):": who holds the office from here on, or SIZE_MAX. */
static size_t introduced(const struct search *search, const struct finding *finding)
{
    struct names *names = search->reading->names;
    size_t which = ordo_at_kind(search, finding->past, ITEM_OPEN)
                       ? ordo_names_at(names, finding->past + 1)
                       : SIZE_MAX;
    struct name *name = which == SIZE_MAX ? NULL : &names->items[which];

    if (name == NULL || !ordo_at_kind(search, name->first + name->n, ITEM_CLOSE) ||
        !ordo_name_is_human(names, which))
        return SIZE_MAX;
    name->role = ordo_items_span(search, finding->first, finding->past);
    name->role_known = true;
    return which;
}

size_t ordo_turn_holder(const struct search *search, const struct finding *finding)
{
    static const char others[][WORD_ROOM] = {"acting", "deputy", "vice", "former", ""};
    const struct names *names = search->reading->names;
    size_t last = finding->past - 1, i = introduced(search, finding);

    if (i != SIZE_MAX)
        return i;
    if (last > finding->first && !ordo_at_determiner(search, finding->first))
        return SIZE_MAX; /* "SENIOR STATE DEPARTMENT OFFICIAL" */
    if (last > finding->first + 1 && ordo_is_any(search, last - 1, others))
        return SIZE_MAX;
    i = ordo_names_before(names, finding->first);
    for (int n = 0; i != SIZE_MAX && n < NAMES_MAX; n++, i = ordo_name_previous(i))
        if ((ordo_full_name(names, i)->person || names->items[i].bare > 0) &&
            ordo_role_holds(search, ordo_role_of(search, i), last))
            return i;
    return SIZE_MAX;
}
