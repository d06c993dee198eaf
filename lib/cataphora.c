/* cataphora.c: whom a description or pronoun means that stands before the name.
 *
 * News often begins with what somebody is, "A Winnipeg woman says ...", and tells the name in the
 * next paragraph. So where nobody has been named yet, a description or pronoun without an
 * antecedent stands for the subject whom the next paragraphs name first, unless an office or the
 * gender tells that it is somebody else. */
#include "cataphora.h"

#define AHEAD_MAX        120 /* items between the description and the name */
#define CLAUSE_BEGIN_MAX 3   /* items before the subject of a clause */
#define PARAGRAPHS_MAX   2   /* that may end in between */
#define LATER_MAX        300 /* items in which a description is said again with a name */

/* Whether a person has been named before item `at`. */
static bool has_person_before(const struct search *search, size_t at)
{
    const struct names *names = search->reading->names;

    for (size_t i = 0; i < names->n && names->items[i].first < at; i++)
        if (!names->items[i].heading && ordo_full_name(names, i)->person &&
            ordo_full_name(names, i)->gender != GENDER_THING)
            return true;
    return false;
}

/* The noun that tells what somebody is: "mayor" of "the mayor of Lisbon"; none: `past`. */
static size_t head_of(const struct search *search, size_t first, size_t past)
{
    size_t head = ordo_phrase_head(search, first, past);

    return ordo_is_calling(search, head) ? head : past;
}

/* "The head of the union", "the union's president": both lead it. */
static bool is_lead(const struct search *search, size_t head)
{
    static const char words[][WORD_ROOM] = {"head", "leader", "chief", "boss", ""};

    return ordo_is_any(search, head, words);
}

/* Who speaks for others often keeps their name to themselves. */
static bool is_shy(const struct search *search, size_t head)
{
    static const char words[][WORD_ROOM] = {"spokesman", "spokeswoman", "spokesperson", "official",
                                            "source",    "witness",     "officer",      "aide",
                                            "diplomat",  "insider",     "person",       ""};

    return ordo_is_any(search, head, words);
}

/* Whether somebody who is called so can have this role; one that the article does not tell is
 * empty. */
static bool fits(const struct search *search, size_t head, struct ordo_span role)
{
    if (role.end == role.begin)
        return !is_shy(search, head);
    return is_lead(search, head) || ordo_role_holds(search, role, head);
}

size_t ordo_cataphora(const struct search *search, size_t first, size_t past, enum gender gender)
{
    struct names *names = search->reading->names;
    bool pronoun = ordo_at_pronoun(search, first);
    size_t head = pronoun ? first : head_of(search, first, past), which, from = past,
           paragraphs = 0;
    struct ordo_span role;

    if (!ordo_in_english(search) || head == past || (pronoun && gender == GENDER_UNKNOWN) ||
        has_person_before(search, first))
        return SIZE_MAX;
    which = ordo_names_before(names, past);
    which = which == SIZE_MAX ? 0 : which + 1;
    for (; which < names->n && names->items[which].first < past + AHEAD_MAX; which++) {
        struct name *name = &names->items[which];
        const struct name *full = &names->items[name->fuller];
        for (; from < name->first; from++)
            paragraphs += ordo_at_kind(search, from, ITEM_BREAK);
        if (paragraphs == 0 || name->heading || name->owner || !full->person ||
            full->gender == GENDER_THING)
            continue;
        if (paragraphs > PARAGRAPHS_MAX + (size_t)pronoun || name->fuller < which ||
            !(ordo_is_subject_name(search, name) || (pronoun && full->gender == gender)) ||
            (gender != GENDER_UNKNOWN && full->gender != GENDER_UNKNOWN && full->gender != gender))
            return SIZE_MAX;
        role = ordo_role_of(search, which);
        if (!pronoun && role.end == role.begin && past == first + 2 &&
            ordo_is_word(search, first, "the") && !ordo_at(search, head, WORD(TITLE)))
            return SIZE_MAX; /* "The consultant smiled": the patient may be named first */
        return pronoun || fits(search, head, role) ? which : SIZE_MAX;
    }
    return SIZE_MAX;
}

size_t ordo_named_later(const struct search *search, size_t first, size_t past)
{
    const struct names *names = search->reading->names;
    size_t head = head_of(search, first, past), end = past + LATER_MAX;
    static const char others[][WORD_ROOM] = {"one", "another", "some", "two", "three", ""};

    if (!ordo_in_english(search) || head == past || ordo_at(search, head, WORD(UPPER)) ||
        ordo_is_any(search, first, others) || ordo_is_word(search, first + 1, "second"))
        return SIZE_MAX; /* one of several */
    end = end < search->n ? end : search->n;
    for (size_t comma = past + 2; (comma = ordo_next(search, comma, end, TRAIT_COMMA)) < end;
         comma++) {
        size_t name;
        if (!ordo_same_word(search, comma - 1, head) || !ordo_is_word(search, comma - 2, "the"))
            continue;
        name = ordo_names_at(names, comma + 1);
        return name != SIZE_MAX && names->items[name].first == comma + 1 &&
                       ordo_full_name(names, name)->person &&
                       ordo_at_kind(search, comma + 1 + names->items[name].n, ITEM_COMMA)
                   ? name
                   : SIZE_MAX;
    }
    return SIZE_MAX;
}

size_t ordo_cataphora_within(const struct search *search, size_t at, enum gender gender)
{
    static const char words[][WORD_ROOM] = {"after", "before", "since", "in", ""};
    const struct narration *narration = &search->reading->narration;
    const struct names *names = search->reading->names;
    size_t begin = ordo_sentence_begin(narration, at), end, main = at, past, which;
    enum gender own;

    if (narration->language != LEXICON_ENGLISH || at == begin || at > begin + CLAUSE_BEGIN_MAX ||
        !(ordo_at(search, begin, WORD(SUBORDINATOR)) || ordo_is_any(search, begin, words)) ||
        ordo_next(search, begin, at, TRAIT_NAME) < at)
        return SIZE_MAX;
    end = ordo_sentence_end(narration, at);
    while (main < end && !ordo_at_kind(search, main, ITEM_COMMA) &&
           !(ordo_at_kind(search, main, ITEM_QUOTE) && search->items[main].ending == ENDING_COMMA))
        main++;
    past = ordo_phrase_right(search, ++main);
    which = past > main && past < end ? ordo_names_at(names, past - 1) : SIZE_MAX;
    if (which == SIZE_MAX || names->items[which].owner ||
        names->items[which].first + names->items[which].n != past ||
        !ordo_full_name(names, which)->person ||
        !ordo_at_predicate(search, ordo_phrase_behind(search, past, end)))
        return SIZE_MAX;
    own = (enum gender)ordo_full_name(names, which)->gender;
    return own == gender || own == GENDER_UNKNOWN ? which : SIZE_MAX;
}
