/* german_epithet.c: whom "der SPD-Politiker", "die 39-Jährige", "die Regierungschefin" mean.
 *
 * German news calls by such words whoever it has just named, so as not to say the name again. */
#include "german_epithet.h"
#include "description.h"
#include "german_antecedent.h"

#include <string.h>

#define AGENT_LEAST 6 /* bytes of a noun that tells by its ending what a man is, */
#define WOMAN_LEAST 5 /* or a woman */

/* "der Mediziner", "der Nationalspieler": what somebody is, though no list has it; not what a firm
 * or a club can be: "der Anbieter", "der Zweitligist". */
static bool is_called_agent(const struct search *search, size_t at)
{
    static const char *const endings[] = {"er", "ist", "ent", "ant", "eur", "loge", "om"};
    /* firms, clubs, papers, things, and who is somebody else's or a stranger */
    static const char *const others[] = {
        "ender",    "räger",   "bieter",  "reiber",   "steller", "sicherer",   "geber",
        "ligist",   "steiger", "bauer",   "eister",   "rüster",  "ändler",     "ieferant",
        "ieferer",  "sorger",  "ounter",  "nstalter", "leiher",  "reamer",     "nzeiger",
        "urier",    "rechner", "omputer", "ommer",    "inter",   "ampfer",     "schrauber",
        "ament",    "ument",   "ezember", "ovember",  "ktober",  "eptember",   "assant",
        "ermieter", "ruder",   "ater",    "ieter",    "esucher", "angehöriger"};
    const struct item *noun = &search->items[at];

    return noun->end - noun->begin >= AGENT_LEAST && ordo_at(search, at, WORD(UPPER)) &&
           !ordo_at(search, at, WORD(ROLE_THING) | WORD(ORG)) &&
           ordo_item_ends_with_any(noun, search->text, endings) &&
           !ordo_item_ends_with_any(noun, search->text, others);
}

/* "die Hessin", "die Pianistin"; not "die Freundin", who is somebody's. */
static bool is_woman(const struct search *search, size_t at)
{
    static const char *const others[] = {"zin",      "plin",   "trin",     "rlin",    "ein",
                                         "reundin",  "undin",  "achbarin", "ieterin", "eugin",
                                         "assantin", "nkelin", "ousin"};
    const struct item *noun = &search->items[at];

    return noun->end - noun->begin >= WOMAN_LEAST && ordo_at(search, at, WORD(UPPER)) &&
           ordo_item_ends_with(noun, search->text, "in") &&
           !ordo_item_ends_with_any(noun, search->text, others);
}

/* The gender that the article and the noun tell; GENDER_UNKNOWN: nothing of the kind. */
static enum gender epithet_gender(const struct search *search, const struct finding *finding)
{
    static const char *const both[] = {"hrige", "sitzende", "ordnete", "auftragte"};
    static const char *const shy[] = {"precher", "precherin", "eamte", "eamter"};
    const struct item *noun = &search->items[finding->past - 1];
    bool der = ordo_is_word(search, finding->first, "der");

    if (!ordo_in_german(search) || !(der || ordo_is_word(search, finding->first, "die")) ||
        ordo_item_ends_with_any(noun, search->text, shy))
        return GENDER_UNKNOWN;
    if (ordo_described_gender(noun->classes) == GENDER_SHE ||
        (!der && is_woman(search, finding->past - 1)))
        return GENDER_SHE; /* with "der" it is a genitive or dative */
    if (der && ordo_german_is_native(search, finding->past - 1))
        return GENDER_HE; /* "der Belgier" */
    if (ordo_item_ends_with_any(noun, search->text, both))
        return der ? GENDER_HE : GENDER_SHE;
    return der && (ordo_is_calling(search, finding->past - 1) ||
                   is_called_agent(search, finding->past - 1))
               ? GENDER_HE
               : GENDER_UNKNOWN;
}

/* "Die Ministerin" is nobody of whom the article says another office, unless that is "her
 * colleague". */
static bool has_other_office(const struct search *search, size_t head, size_t which)
{
    static const char *const offices[] = {"inister",    "inisterin",   "anzler",   "anzlerin",
                                          "räsident",   "räsidentin",  "rmeister", "rmeisterin",
                                          "ichter",     "ichterin",    "rainer",   "rainerin",
                                          "otschafter", "otschafterin"};
    struct ordo_span role = ordo_role_of(search, search->reading->names->items[which].fuller);

    return role.end > role.begin && !ordo_role_holds(search, role, head) &&
           memmem(search->text + role.begin, role.end - role.begin, "kolleg", 6) == NULL &&
           ordo_item_ends_with_any(&search->items[head], search->text, offices);
}

/* Not "Vandalismus": one word that comes once is a noun, unless a title tells a person. */
static bool is_somebody(const struct name *full)
{
    return full->gender != GENDER_THING &&
           (ordo_name_length(full) > 1 || full->titled || full->mentions > 1);
}

size_t ordo_german_epithet(const struct search *search, const struct finding *finding,
                           const struct voice *last)
{
    enum gender gender = epithet_gender(search, finding);
    struct finding unnamed = {0};
    size_t which;
    bool sure = false;

    if (gender == GENDER_UNKNOWN)
        return SIZE_MAX;
    if (last->name != SIZE_MAX && /* "der 61-Jährige" again */
        ordo_span_has_word(search, search->reading->names->items[last->name].called,
                           finding->past - 1))
        return last->name;
    which = ordo_only_before(search, finding->first, gender);
    if (which == SIZE_MAX) {
        which = ordo_antecedent(search, finding->first, gender, last, &sure);
        which = sure ? which : SIZE_MAX;
    }
    return which != SIZE_MAX &&
                   (ordo_is_calling(search, finding->past - 1) ||
                    is_somebody(ordo_full_name(search->reading->names, which))) &&
                   !has_other_office(search, finding->past - 1, which) &&
                   !(ordo_german_antecedent(search, finding->first, gender, &unnamed) &&
                     unnamed.first > search->reading->names->items[which].first)
               ? which
               : SIZE_MAX;
}

bool ordo_german_is_politician(const struct search *search, const struct finding *finding)
{
    static const char *const nouns[] = {"olitiker", "olitikerin"};

    return ordo_in_german(search) &&
           ordo_item_ends_with_any(&search->items[finding->past - 1], search->text, nouns);
}
