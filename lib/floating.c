/* floating.c: whose voice a quotation is that nothing in its own sentence attributes: what the
 * sentence before it, or what leads to a list, tells. */
#include "attribution.h"
#include "cue.h"
#include "german.h"

#define APPOSITION_REACH 5 /* items between a description and the name behind its comma */
#define BARE_MAX         2 /* numbers and headings that are skipped */

/* "2.", "Taxes", "Here are some of them:": a number, a heading of one word, what leads to a list
 * and names nobody. */
static bool is_bare(const struct search *search, size_t begin, size_t end)
{
    const struct names *names = search->reading->names;
    size_t which = ordo_names_at(names, begin);
    struct finding finding = {0};
    char c;

    if (end > begin + 1 && ordo_at_kind(search, end - 1, ITEM_COLON)) {
        for (size_t i = begin; i < end; i++)
            if (ordo_cue_is_finite(search, i) && ordo_cue_subject(search, i, begin, &finding) &&
                !ordo_at(search, finding.first, WORD(PRONOUN)))
                return false; /* "Here are some of the things Silva has said:" */
        return !ordo_cue_first_phrase(search, begin, end, &finding) ||
               ordo_at(search, finding.first, WORD(PRONOUN));
    }
    if (end > begin + 1 && ordo_at_kind(search, begin, ITEM_OPEN) &&
        ordo_at_kind(search, end - 1, ITEM_CLOSE))
        return true; /* "(Interview with CNN, May 3)" */
    if (end != begin + 1 || !ordo_at_kind(search, begin, ITEM_WORD))
        return false; /* nearly always */
    c = search->text[search->items[begin].begin];
    return (c >= '0' && c <= '9') ||
           (which != SIZE_MAX && names->items[which].n == 1 &&
            names->items[which].fuller == which && names->items[which].mentions == 1 &&
            !names->items[which].person);
}

/* "Silva laughed when Ortega spoke of it": the end of the clause that the person is the subject of
 * whom the sentence [begin, end) begins with. */
static size_t main_clause_end(const struct search *search, size_t begin, size_t end)
{
    static const char words[][WORD_ROOM] = {"when", "while", "as", "because", ""};
    size_t past = ordo_phrase_right(search, begin), next;

    if (past == begin || past >= end || !ordo_at_predicate(search, past) ||
        !ordo_phrase_is_person(search, begin, past))
        return end;
    next = ordo_next(search, past, end, TRAIT_OF(SUBORDINATOR));
    return ordo_is_any(search, next, words) ? next : end;
}

/* "Silva's history of insults" as a heading: the owner. */
static void narrow_to_owner(const struct search *search, size_t end, struct finding *finding)
{
    size_t which = ordo_names_at(search->reading->names, finding->first), past;

    if (which == SIZE_MAX || !search->reading->names->items[which].owner)
        return; /* nearly always */
    past = finding->first + search->reading->names->items[which].n;
    for (size_t i = past; i < end; i++)
        if ((ordo_at_predicate(search, i) && !ordo_at_chain(search, i - 1)) ||
            ordo_at(search, i, WORD(ROLE)))
            return;
    if (past < finding->past)
        finding->past = past;
}

/* "a laugh from Maria Silva": her. "her husband shakes his head": before the verb, which is
 * unknown.
 */
static void narrow_to_person(const struct search *search, struct finding *finding)
{
    size_t head = ordo_phrase_head(search, finding->first, finding->past);

    if (!ordo_in_english(search))
        return;
    if (ordo_is_word(search, head + 1, "from") && head + 2 < finding->past &&
        !ordo_phrase_is_person(search, finding->first, head + 1) &&
        ordo_phrase_is_person(search, head + 2, finding->past))
        finding->first = head + 2;
    for (size_t i = finding->first + 3; i < finding->past; i++)
        if (ordo_at_determiner(search, i) && !ordo_at_chain(search, i - 1) &&
            !ordo_at_determiner(search, i - 1) &&
            ordo_phrase_is_person(search, finding->first, i - 1))
            finding->past = i - 1;
}

/* "Maria Silva pours tea", whose verb is unknown, and "her rival across the street, Maria Silva,
 * pours": the name alone. */
static void narrow_to_name(const struct search *search, size_t end, struct finding *finding)
{
    const struct names *names = search->reading->names;
    size_t at = finding->first, which;

    if (ordo_next(search, finding->first, finding->past, TRAIT_NAME) == finding->past) {
        at = ordo_next(search, finding->past, end, TRAIT_COMMA) + 1;
        if (at >= end || at > finding->past + APPOSITION_REACH ||
            !ordo_at(search, finding->first, WORD(DETERMINER) | WORD(POSSESSIVE)) ||
            (at == finding->past + 1 &&
             ordo_phrase_is_person(search, finding->first, finding->past)))
            return; /* "the mayor, Maria Silva," is seen as a whole */
    }
    which = ordo_names_at(names, at);
    if (which == SIZE_MAX || names->items[which].first != at || names->items[which].n < 2 ||
        names->items[which].owner || !ordo_full_name(names, which)->person)
        return;
    if (at > finding->first ? !ordo_at_kind(search, at + names->items[which].n, ITEM_COMMA)
                            : names->items[which].n + at >= finding->past ||
                                  ordo_at(search, at + names->items[which].n, WORD(UPPER)))
        return;
    if (at == finding->first && ordo_names_at(names, finding->past - 1) != SIZE_MAX)
        return; /* "Maria Silva adviser Luis Ortega" */
    finding->first = at;
    finding->past = at + names->items[which].n;
}

/* "I ask Maria Silva whether she misses it.": who answers. */
static bool find_asked(const struct search *search, size_t begin, size_t end,
                       struct finding *finding)
{
    static const char me[][WORD_ROOM] = {"i", "we", ""};
    static const char ask[][WORD_ROOM] = {"ask", "asked", "asks", ""};
    static const char them[][WORD_ROOM] = {"him", "her", ""};
    size_t verb = begin + 1, first, past;

    if (!ordo_is_any(search, begin, me) || !ordo_in_english(search))
        return false; /* nearly always */
    while (ordo_at_skipped(search, verb))
        verb++;
    first = verb + 1;
    past = ordo_is_any(search, first, them) ? first + 1 : ordo_phrase_right(search, first);
    if (!ordo_is_any(search, verb, ask) || past > end || past == first ||
        !(ordo_is_any(search, first, them) || ordo_phrase_is_person(search, first, past)))
        return false;
    *finding = (struct finding){
        .first = first, .past = past, .by = ORDO_BY_SENTENCE_BEFORE, .found = true};
    return true;
}

/* "She says that people should choose.": whose voice a quotation beside the sentence is. */
static bool find_voice(const struct search *search, size_t begin, size_t end,
                       struct finding *finding)
{
    struct finding aside = {0};
    size_t according;

    if (find_asked(search, begin, end, finding))
        return true;
    if (ordo_is_word(search, begin, "asked")) {
        size_t comma = ordo_next(search, begin, end, TRAIT_COMMA);
        begin = comma + 1 < end ? comma + 1 : begin; /* "Asked about it, she laughed." */
    }
    if (ordo_in_english(search) && ordo_attribution_view(search, begin, end, finding)) {
        finding->by = ORDO_BY_SENTENCE_BEFORE;
        finding->cue_past = finding->cue; /* "for" is none */
        return true;
    }
    according = ordo_next(search, begin, end, TRAIT_OF(ACCORDING));
    finding->found = (according < end && ordo_cue_according(search, according, finding)) ||
                     ordo_cue_according(search, begin, finding) || /* "Nach Ansicht von Weber" */
                     ordo_german_so_in(search, begin, end, finding);
    for (size_t i = begin, past = main_clause_end(search, begin, end); i < past && !finding->found;
         i++) {
        finding->found =
            ordo_cue_is_finite(search, i) && ordo_cue_subject(search, i, begin, finding);
        if (finding->found && !aside.found && finding->relative > finding->past) {
            aside = *finding; /* "Silva, who advises the bank, said" */
            finding->found = false;
        }
    }
    if (!finding->found && aside.found)
        *finding = aside;
    if (!finding->found && ordo_german_voice(search, begin, finding))
        return true;
    if (!finding->found && !ordo_cue_first_phrase(search, begin, end, finding))
        return false;
    finding->past = ordo_past_of_owner(search, finding->first, finding->past);
    narrow_to_owner(search, end, finding);
    narrow_to_person(search, finding);
    narrow_to_name(search, end, finding);
    finding->by = ORDO_BY_SENTENCE_BEFORE;
    return true;
}

/* "She says that people should choose. "It is their life."": the sentence before tells whose voice
 * it is. */
bool ordo_floating_subject(const struct search *search, size_t at, struct finding *finding)
{
    const struct narration *narration = &search->reading->narration;
    size_t begin = ordo_sentence_begin(narration, at), end;
    int n = 0;

    *finding = (struct finding){0};
    do {
        end = ordo_sentence_back(narration, &begin);
    } while (n++ < BARE_MAX && is_bare(search, begin, end));
    if (end == 0)
        return false;
    return ordo_attribution_lead(search, begin, end, finding) ||
           find_voice(search, begin, end, finding);
}

/* "Silva broke down when a nurse came in. / "..."": of those whom the sentence before names, the
 * one who has spoken. */
bool ordo_floating_named(const struct search *search, size_t at, struct finding *finding)
{
    const struct narration *narration = &search->reading->narration;
    const struct names *names = search->reading->names;
    size_t begin = ordo_sentence_begin(narration, at);
    size_t end = ordo_sentence_back(narration, &begin), which = ordo_names_before(names, end);

    for (; which != SIZE_MAX && names->items[which].first >= begin;
         which = ordo_name_previous(which)) {
        const struct name *name = &names->items[which];
        if (!names->items[name->fuller].speaks || name->owner)
            continue;
        *finding = (struct finding){.first = name->first,
                                    .past = (size_t)name->first + name->n,
                                    .by = ORDO_BY_SENTENCE_BEFORE,
                                    .found = true};
        return true;
    }
    return false;
}

/* "..." / Maria Silva laughs when she says it. */
bool ordo_floating_ahead(const struct search *search, size_t at, struct finding *finding)
{
    const struct narration *narration = &search->reading->narration;
    size_t begin = at + 1;

    *finding = (struct finding){0};
    while (begin < search->n && ordo_ends_sentence(narration, begin))
        begin++;
    return begin < search->n && narration->language == LEXICON_ENGLISH &&
           find_voice(search, begin, ordo_sentence_end(narration, begin), finding) &&
           ordo_phrase_is_person(search, finding->first, finding->past);
}
