/* description.c: whom a description stands for.
 *
 * "The minister" is whoever has such a role (role.c), "the engineer" whoever was spoken of last (in
 * German: german_epithet.c), "her husband" whoever was called so or is her kin (kin.c), "the group"
 * an organisation (organisation.c). */
#include "description.h"
#include "cataphora.h"
#include "german.h"
#include "german_antecedent.h"
#include "german_epithet.h"
#include "kin.h"
#include "organisation.h"

#include <ctype.h>
#include <string.h>

#define ROLE_REACH    16  /* items between a name and the end of its role */
#define NAMES_MAX     40  /* names that a role goes back */
#define AGED_MAX      200 /* names that are looked back for an age */
#define OPENING_MAX   40  /* items at the head of an article */
#define WORDS_MAX     7   /* of a description */
#define SENTENCES_MAX 3   /* that a pronoun goes back to a description */

/* A word in capitals that is no title, or a people's: "Somali", not "Liberal". */
static bool is_name_word(const struct search *search, size_t at)
{
    char code[ORDO_CODE_ROOM];
    struct ordo_span where;

    if (!ordo_at(search, at, WORD(UPPER)) || ordo_at(search, at, WORD(DETERMINER)))
        return false;
    return !ordo_at(search, at, WORD(TITLE) | WORD(ROLE) | WORD(OFFICE)) ||
           (ordo_tells_place(&search->items[at]) &&
            ordo_name_place(search->reading, at, ordo_items_span(search, at, at + 1), search->text,
                            code, &where));
}

/* "The Ontario premier" is no "Premier of Quebec": a name in the description that the role of
 * `which` does not hold, and another one in the role. */
static bool is_of_another(const struct search *search, const struct finding *finding, size_t which)
{
    const struct name *name = &search->reading->names->items[which];
    struct ordo_span role = ordo_role_of(search, which);
    size_t first = name->first > ROLE_REACH ? name->first - ROLE_REACH : 0;
    size_t past = name->first + name->n + ROLE_REACH;
    bool named = ordo_is_word(search, finding->first, "its"); /* of what was last spoken of */

    if (ordo_in_german(search))
        return false; /* capitals tell no name */
    for (size_t i = finding->first; i + 1 < finding->past; i++) {
        if (!is_name_word(search, i))
            continue;
        if (ordo_span_has_word(search, role, i))
            return false;
        named = true;
    }
    for (size_t i = first; named && i < past && i < search->n; i++)
        if (search->items[i].begin >= role.begin && search->items[i].end <= role.end &&
            is_name_word(search, i))
            return true;
    return false;
}

/* "The foreign minister": whether the role has the words before the head, too. */
static bool has_modifiers(const struct search *search, const struct finding *finding,
                          struct ordo_span role)
{
    for (size_t i = finding->first + 1; i + 1 < finding->past; i++)
        if (!ordo_span_has_word(search, role, i))
            return false;
    return true;
}

/* "The Somali minister" is "his Somali counterpart". */
static bool is_counterpart(const struct search *search, const struct finding *finding,
                           struct ordo_span role)
{
    return finding->past > finding->first + 2 && is_name_word(search, finding->first + 1) &&
           ordo_span_holds(search, role, "counterpart", strlen("counterpart")) &&
           ordo_span_has_word(search, role, finding->first + 1);
}

/* Whoever was called so before; of several the one who spoke last, the one that a pronoun would
 * mean, or the nearest. `of` is "state" of "the secretary of state", or SIZE_MAX. `exact`: by all
 * the words before the head, too. */
static size_t name_called(const struct search *search, const struct finding *finding, size_t of,
                          bool exact, const struct voice *last)
{
    const struct names *names = search->reading->names;
    size_t head = finding->past - 1;
    size_t i = ordo_names_before(names, finding->first), nearest = SIZE_MAX, meant = SIZE_MAX;
    size_t past = SIZE_MAX; /* a former one */
    bool former =
        ordo_role_is_former(search, ordo_items_span(search, finding->first, finding->past));
    bool sure, plain = ordo_next(search, finding->first + 1, finding->past - 1, TRAIT_OF(UPPER)) ==
                       finding->past - 1; /* not "the Lima mayor" */

    for (int n = 0; i != SIZE_MAX && n < NAMES_MAX * 2; n++, i = ordo_name_previous(i)) {
        size_t fuller = names->items[i].fuller;
        if (!names->items[fuller].person ||
            (exact && !has_modifiers(search, finding, ordo_role_of(search, i))) ||
            !(ordo_role_holds(search, ordo_role_of(search, i), head) ||
              is_counterpart(search, finding, ordo_role_of(search, i)) ||
              ordo_role_holds(search, ordo_apposition_of(search, i), head) ||
              (plain && ordo_role_holds(search, names->items[fuller].called, head))) ||
            is_of_another(search, finding, i) ||
            (of != SIZE_MAX && !ordo_span_has_word(search, ordo_role_of(search, i), of)))
            continue;
        if (!former && ordo_role_is_former(search, ordo_role_of(search, i))) {
            past = past == SIZE_MAX ? i : past;
            continue;
        }
        if (fuller == last->name)
            return i;
        if (nearest == SIZE_MAX) {
            nearest = i;
            continue;
        }
        if (meant == SIZE_MAX && fuller != names->items[nearest].fuller)
            meant =
                ordo_antecedent(search, finding->first,
                                ordo_described_gender(search->items[head].classes), last, &sure);
        if (meant != SIZE_MAX && fuller == names->items[meant].fuller)
            return i;
    }
    return nearest == SIZE_MAX ? past : nearest;
}

/* "The minister", "the defence secretary", who is none of state if there are both. */
static size_t name_of_role(const struct search *search, const struct finding *finding, size_t of,
                           const struct voice *last)
{
    bool modified = finding->past > finding->first + 2;
    size_t which = modified ? name_called(search, finding, of, true, last) : SIZE_MAX;

    return which != SIZE_MAX ? which : name_called(search, finding, of, false, last);
}

/* "The mother of two": somebody spoken of before. */
static bool is_parent(const struct search *search, const struct finding *finding)
{
    static const char parents[][WORD_ROOM] = {"mother", "father",      "mom",         "dad",
                                              "parent", "grandmother", "grandfather", ""};

    return (finding->past == finding->first + 4 || finding->past == finding->first + 2) &&
           ordo_is_word(search, finding->first, "the") &&
           ordo_is_any(search, finding->first + 1, parents) &&
           ordo_is_word(search, finding->first + 2, "of") &&
           (ordo_at(search, finding->first + 3, WORD(DETERMINER)) ||
            isdigit((unsigned char)search->text[search->items[finding->first + 3].begin]));
}

/* "the University of Toronto physicist" */
static bool is_within_name(const struct search *search, size_t at)
{
    return ordo_in_english(search) && ordo_at(search, at - 1, WORD(UPPER)) &&
           ordo_at(search, at + 1, WORD(UPPER));
}

static bool is_plural(const struct search *search, size_t at)
{
    static const char irregular[][WORD_ROOM] = {"people", "men", "women", "children", ""};
    const struct item *item = &search->items[at];

    if (!ordo_in_english(search))
        return false;
    return ordo_is_any(search, at, irregular) ||
           (!item->genitive && item->end - item->begin > 4 && search->text[item->end - 1] == 's' &&
            search->text[item->end - 2] != 's' && !ordo_at(search, at, WORD(ROLE_THING)));
}

/* "the Legal Aid worker": somebody spoken of before, as whom they work for shows. */
static bool is_known_worker(const struct search *search, const struct finding *finding)
{
    return ordo_in_english(search) && ordo_is_calling(search, finding->past - 1) &&
           ordo_at(search, finding->first + 1, WORD(UPPER)) &&
           !ordo_at(search, finding->past - 1, WORD(UPPER));
}

static bool may_be(const struct name *name, enum gender gender)
{
    return name->gender == gender || name->gender == GENDER_UNKNOWN;
}

bool ordo_names_person(const struct search *search, size_t first, size_t past, enum gender gender)
{
    const struct names *names = search->reading->names;
    size_t which = ordo_names_before(names, past);

    for (; which != SIZE_MAX && names->items[which].first >= first;
         which = ordo_name_previous(which))
        if (ordo_full_name(names, which)->person && may_be(ordo_full_name(names, which), gender))
            return true;
    return false;
}

/* "the 52-year-old rig manager" */
static bool has_age(const struct search *search, const struct finding *finding)
{
    for (size_t i = finding->first + 1; i < finding->past; i++)
        if (ordo_item_ends_with(&search->items[i], search->text, "-old"))
            return true;
    return false;
}

/* "Silva's boat is gone. She counted four. "...," the chief said.": the pronoun that the sentence
 * before begins with, if nobody is named since and it is of the gender; else `at`. */
static size_t pronoun_leading(const struct search *search, size_t at, enum gender gender)
{
    const struct narration *narration = &search->reading->narration;
    size_t begin = ordo_sentence_begin(narration, at);
    enum gender own;

    ordo_sentence_back(narration, &begin);
    if (begin >= at || !ordo_at(search, begin, WORD(HE) | WORD(SHE)))
        return at;
    own = ordo_pronoun_gender(search, begin);
    return (gender == GENDER_UNKNOWN || gender == own) && !ordo_names_person(search, begin, at, own)
               ? begin
               : at;
}

/* "the senator and presidential candidate": the first of the two; "the secretary of state": the
 * secretary, with the item of "state" in *of, which else is SIZE_MAX. */
static struct finding first_calling(const struct search *search, const struct finding *finding,
                                    size_t *of)
{
    struct finding part = *finding;

    *of = SIZE_MAX;
    if (finding->past > finding->first + 3 && ordo_is_word(search, finding->past - 2, "of") &&
        ordo_at(search, finding->past - 3, WORD(TITLE) | WORD(OFFICE))) {
        *of = finding->past - 1;
        part.past = finding->past - 2;
        return part;
    }
    part.past = ordo_next(search, finding->first + 1, finding->past, TRAIT_OF(CONJUNCTION));
    for (size_t i = finding->first + 2; i < part.past; i++)
        if (ordo_is_word(search, i, "from") || ordo_is_word(search, i, "aus"))
            part.past = i; /* "the 28-year-old from Lisbon" */
    return part;
}

size_t ordo_only_person(const struct search *search, size_t at, enum gender gender)
{
    const struct names *names = search->reading->names;
    size_t i = ordo_names_before(names, at), only = SIZE_MAX;

    for (int n = 0; i != SIZE_MAX; n++, i = ordo_name_previous(i)) {
        const struct name *full = ordo_full_name(names, i);
        if (n == NAMES_MAX)
            return SIZE_MAX;
        if (!ordo_name_is_human(names, names->items[i].fuller) || full->gender == GENDER_THING ||
            (ordo_in_german(search) && full->n == 1 && !full->titled) || /* a noun */
            (gender != GENDER_UNKNOWN && !may_be(full, gender)))
            continue;
        if (only != SIZE_MAX && names->items[only].fuller != names->items[i].fuller)
            return SIZE_MAX;
        only = i;
    }
    return only;
}

size_t ordo_only_before(const struct search *search, size_t at, enum gender gender)
{
    const struct names *names = search->reading->names;
    size_t begin = ordo_sentence_begin(&search->reading->narration, at);
    size_t end = ordo_sentence_back(&search->reading->narration, &begin), only = SIZE_MAX;

    for (size_t i = ordo_names_before(names, end); i != SIZE_MAX && names->items[i].first >= begin;
         i = ordo_name_previous(i)) {
        const struct name *full = ordo_full_name(names, i);
        if (!full->person || (gender != GENDER_UNKNOWN && !may_be(full, gender)))
            continue;
        if (only != SIZE_MAX && names->items[only].fuller != names->items[i].fuller)
            return SIZE_MAX;
        only = i;
    }
    return only;
}

/* "A Lima student was late. / Ana Torres, 16, ... "...," the student said.": the name of somebody
 * of the calling with whom the article begins, or SIZE_MAX. */
static size_t name_of_opening(const struct search *search, const struct finding *finding)
{
    const struct item *head = &search->items[finding->past - 1];

    for (size_t i = 1; i < OPENING_MAX && i < finding->first; i++) {
        size_t first;
        if (search->items[i].head != head->head || !ordo_at_kind(search, i, ITEM_WORD))
            continue;
        first = ordo_phrase_left(search, i + 1, 0);
        return ordo_at_indefinite(search, first)
                   ? ordo_cataphora(search, first, i + 1, ordo_described_gender(head->classes))
                   : SIZE_MAX;
    }
    return SIZE_MAX;
}

/* "Her husband", "Silva's lawyer": who was called somebody's before. */
static bool is_owned(const struct search *search, const struct finding *finding)
{
    bool owned = ordo_at(search, finding->first, WORD(POSSESSIVE));

    for (size_t i = finding->first; i + 1 < finding->past; i++)
        owned = owned || search->items[i].genitive;
    return owned && ordo_in_english(search) && finding->past > finding->first &&
           finding->past < finding->first + WORDS_MAX && ordo_is_calling(search, finding->past - 1);
}

/* Of "senator's", those of "senator". */
static uint64_t classes_of(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at];

    return !item->genitive || !ordo_in_english(search)
               ? item->classes
               : ordo_lexicon_find(search->text + item->begin,
                                   ordo_bare_end(item, search->text) - item->begin,
                                   search->text + search->reading->narration.length)
                     ->classes[LEXICON_ENGLISH];
}

/* "The managing director" is nobody of whom the article says another office. */
static bool has_other_title(const struct search *search, size_t head, size_t which, bool specific)
{
    const struct names *names = search->reading->names;
    struct ordo_span role;

    if (which == SIZE_MAX || !(ordo_at(search, head, WORD(TITLE)) || specific))
        return false;
    role = ordo_role_of(search, names->items[which].fuller);
    return role.end > role.begin && !ordo_role_holds(search, role, head);
}

/* "The 54-year-old", "der 54-Jährige": whom the article gives this age, "Silva, 54, ..." or "Silva
 * (54)", or SIZE_MAX. */
static size_t name_of_age(const struct search *search, size_t at)
{
    const struct names *names = search->reading->names;
    const char *age = search->text + search->items[at].begin;
    size_t length = 0, end = search->items[at].end - search->items[at].begin, i;

    while (length < end && age[length] >= '0' && age[length] <= '9')
        length++;
    if (length == 0 || length == end || age[length] != '-')
        return SIZE_MAX; /* nearly always */
    i = ordo_names_before(names, at);
    for (int n = 0; i != SIZE_MAX && n < AGED_MAX; n++, i = ordo_name_previous(i)) {
        size_t past = names->items[i].first + names->items[i].n;
        const struct item *item = &search->items[past + 1];
        if ((ordo_at_kind(search, past, ITEM_COMMA) || ordo_at_kind(search, past, ITEM_OPEN)) &&
            ordo_at_number(search, past + 1) && item->end - item->begin == length &&
            memcmp(search->text + item->begin, age, length) == 0)
            return i;
    }
    return SIZE_MAX;
}

/* "The dispatcher told her": nobody is told by herself. */
static bool tells_self(const struct search *search, const struct finding *finding, size_t which)
{
    static const char objects[][WORD_ROOM] = {"him", "her", ""};
    size_t object = finding->cue_past;
    enum gender gender;

    if (which == SIZE_MAX || finding->cue_past <= finding->past ||
        !ordo_is_any(search, object, objects) || !ordo_in_english(search) ||
        !ordo_owns_nothing(search, object))
        return false; /* "her sister" */
    gender = ordo_pronoun_gender(search, object);
    return ordo_full_name(search->reading->names, which)->gender == gender;
}

/* Somebody spoken of before who is described, though not as what the article has said of them. */
static size_t name_of_last(const struct search *search, const struct finding *finding,
                           const struct voice *last)
{
    enum gender gender = ordo_described_gender(classes_of(search, finding->past - 1));
    size_t at = pronoun_leading(search, finding->first, gender), which;
    bool sure = false;

    if (at < finding->first) {
        which = ordo_antecedent(search, at, ordo_pronoun_gender(search, at), last, &sure);
        return sure ? which : ordo_spoken_before(search, at);
    }
    which = ordo_antecedent(search, at, gender, last, &sure);
    if (!sure)
        which = ordo_only_person(search, at, gender);
    return has_other_title(search, finding->past - 1, which,
                           finding->past > finding->first + 3) /* "the Lima health critic" */
               ? SIZE_MAX
               : which;
}

/* "nach Angaben der Veranstalter", "der Experten": the genitive "der" with what can be a plural,
 * and no feminine, is of several. */
static bool is_genitive_plural(const struct search *search, const struct finding *finding)
{
    const struct item *head = &search->items[finding->past - 1];

    return finding->first > 0 && ordo_is_word(search, finding->first, "der") &&
           ordo_german_is_view(search, finding->first - 1) &&
           ordo_described_gender(head->classes) != GENDER_SHE &&
           (head->classes & WORD(ROLE_THING)) == 0 &&
           (ordo_item_ends_with(head, search->text, "er") ||
            ordo_item_ends_with(head, search->text, "en"));
}

/* What German descriptions that are no role's can mean; false: it is one. */
static bool german_name(const struct search *search, const struct finding *finding,
                        const struct voice *last, size_t *which)
{
    const struct finding body = {.first = finding->past - 2, .past = finding->past};

    *which = SIZE_MAX;
    if (is_genitive_plural(search, finding))
        return true;
    if (finding->past > finding->first + 3 && ordo_german_is_document(search, finding->past - 3)) {
        if (ordo_at_determiner(search, body.first)) /* "einer Mitteilung | des Verbands" */
            *which = ordo_organisation(search, &body, last);
        return true;
    }
    if (ordo_at(search, finding->past - 1, WORD(TITLE) | WORD(ROLE)))
        return false;
    *which = ordo_organisation(search, finding, last); /* "die Hilfsorganisation" */
    if (*which == SIZE_MAX)
        *which = ordo_german_epithet(search, finding, last);
    return true;
}

size_t ordo_described_name(const struct search *search, const struct finding *described,
                           const struct voice *last)
{
    size_t of;
    const struct finding part = first_calling(search, described, &of), *finding = &part;
    const struct names *names = search->reading->names;
    static const char articles[][WORD_ROOM] = {"the", "der", "die", "das", ""};
    static const char ranks[][WORD_ROOM] = {"supreme", "prime", "chief", "crown", "grand",
                                            "deputy",  "vice",  "first", ""};
    uint64_t head = classes_of(search, finding->past - 1);
    size_t which;
    bool sure = false;

    which = name_of_age(search, finding->past - 1);
    if (which != SIZE_MAX)
        return which;
    if (is_parent(search, finding)) {
        enum gender gender = ordo_described_gender(search->items[finding->first + 1].classes);
        if (last->name != SIZE_MAX && names->items[last->name].gender == gender)
            return last->name;
        which = ordo_antecedent(search, finding->first, gender, last, &sure);
        return sure || (which != SIZE_MAX && ordo_full_name(names, which)->gender == gender)
                   ? which
                   : SIZE_MAX;
    }
    if (is_owned(search, finding)) {
        which = name_of_role(search, finding, of, last);
        return which != SIZE_MAX && /* "his brother" is not himself */
                       names->items[which].fuller != ordo_kin_owner(search, finding, last)
                   ? which
                   : ordo_kin(search, finding, last);
    }
    if (ordo_in_german(search) && german_name(search, finding, last, &which))
        return which;
    if (!(ordo_is_any(search, finding->first, articles) ||
          ordo_at(search, finding->first, WORD(TITLE) | WORD(ROLE))) ||
        ((head & (WORD(TITLE) | WORD(ROLE))) == 0 && !ordo_is_office(search, finding->past - 1)) ||
        finding->past - finding->first > WORDS_MAX)
        return SIZE_MAX;
    for (size_t i = finding->first + 1; i < finding->past; i++) /* "der" is chained, too */
        if ((ordo_at_chain(search, i) && !is_within_name(search, i)) ||
            (ordo_is_word(search, i, "to") && ordo_in_english(search)))
            return SIZE_MAX; /* "people close to the president" */
    if (is_plural(search, finding->past - 1) || ordo_is_word(search, finding->past - 1, "police"))
        return SIZE_MAX;
    if ((head & WORD(ROLE_THING)) != 0)
        return ordo_organisation(search, finding, last);
    if (ordo_german_is_politician(search, finding) &&
        (which = ordo_german_epithet(search, finding, last)) != SIZE_MAX)
        return which;
    which = name_of_role(search, finding, of, last);
    if (of != SIZE_MAX)
        return which; /* "the president of Peru" may have no name here */
    if (which == SIZE_MAX && ordo_in_german(search))
        return ordo_german_epithet(search, finding, last);
    if (which == SIZE_MAX && ordo_in_english(search))
        which = name_of_opening(search, finding);
    if (which != SIZE_MAX || !(ordo_is_office(search, finding->past - 1) ||
                               is_known_worker(search, finding) || has_age(search, finding)))
        return which;
    if (finding->past > finding->first + 2 && ordo_is_any(search, finding->past - 2, ranks) &&
        ordo_at(search, finding->past - 1, WORD(UPPER)))
        return SIZE_MAX; /* "the Supreme Leader": nobody was called so */
    if (ordo_at(search, finding->past - 1, WORD(UPPER)) &&
        (which = ordo_only_before(search, finding->first, ordo_described_gender(head))) != SIZE_MAX)
        return which; /* "the Swede" */
    which = name_of_last(search, finding, last);
    return tells_self(search, finding, which) ? SIZE_MAX : which;
}

size_t ordo_described_before(const struct search *search, size_t at, enum gender gender,
                             const struct voice *last)
{
    const struct narration *narration = &search->reading->narration;
    const struct names *names = search->reading->names;
    size_t begin = ordo_sentence_begin(narration, at), which;
    struct finding finding = {0};

    if (ordo_in_german(search)) { /* "Die Ministerin lacht. „...“, sagt sie." */
        which = ordo_german_antecedent(search, at, gender, &finding) &&
                        (ordo_is_word(search, finding.first, "der") ||
                         ordo_is_word(search, finding.first, "die")) &&
                        !ordo_names_person(search, finding.past, at, gender)
                    ? ordo_described_name(search, &finding, last)
                    : SIZE_MAX;
        return which != SIZE_MAX && may_be(ordo_full_name(names, which), gender) ? which : SIZE_MAX;
    }
    if (narration->language != LEXICON_ENGLISH)
        return SIZE_MAX;
    for (int n = 0; n < SENTENCES_MAX; n++) {
        finding.first = ordo_behind_question(search, begin);
        finding.past = finding.first < at && (ordo_is_word(search, finding.first, "the") ||
                                              ordo_at(search, finding.first, WORD(POSSESSIVE)))
                           ? ordo_phrase_right(search, finding.first)
                           : finding.first;
        if (ordo_at(search, finding.first, WORD(POSSESSIVE)) &&
            !(finding.past < at && is_owned(search, &finding)))
            finding.past = finding.first; /* "Her voice broke." */
        if (finding.past > finding.first + 1 && finding.past < at)
            break;
        ordo_sentence_back(narration, &begin);
    }
    if (finding.past <= finding.first + 1 || finding.past >= at ||
        (gender == GENDER_THING ? !ordo_at(search, finding.past - 1, WORD(ROLE_THING))
                                : !ordo_is_calling(search, finding.past - 1)) ||
        !ordo_at_predicate(search, ordo_phrase_behind(search, finding.past, at)) ||
        (gender != GENDER_THING && ordo_names_person(search, finding.past, at, gender)))
        return SIZE_MAX;
    which = ordo_described_name(search, &finding, last);
    return which != SIZE_MAX && may_be(ordo_full_name(names, which), gender) ? which : SIZE_MAX;
}
