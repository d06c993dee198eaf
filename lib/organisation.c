/* organisation.c: which organisation "the company", "the ministry" means. */
#include "organisation.h"
#include "german_phrase.h"
#include "role.h"

#include <ctype.h>

#define NAMES_MAX      40 /* that are looked back */
#define BODY_SENTENCES 3  /* that "das Unternehmen" goes back to a name */
#define BODY_REACH     80 /* items between a German body and "die Behörde" */

static const char bodies[][WORD_ROOM] = {
    "company",      "corporation", "firm",     "group",   "organization", "agency",
    "union",        "airline",     "retailer", "bank",    "charity",      "manufacturer",
    "organisation", "association", "utility",  "chain",   "carmaker",     "automaker",
    "publisher",    "startup",     "grocer",   "insurer", "lender",       "developer",
    "studio",       "club",        "network",  "label",   "federation",   ""};

/* "the Calgary-based company" */
static bool is_based(const struct search *search, size_t at)
{
    return ordo_item_ends_with(&search->items[at], search->text, "-based");
}

/* "grocery chain Torvale", "head of Torvale", "Torvale chief executive Ana Silva": the name of what
 * somebody runs. */
static bool is_firm(const struct search *search, const struct name *name)
{
    static const char heads[][WORD_ROOM] = {
        "executive", "president", "director", "founder",    "chairman", "chair",     "ceo", "head",
        "owner",     "boss",      "chief",    "chairwoman", "manager",  "spokesman", ""};
    size_t first = name->first, past = first + name->n;

    if (first > 1 && ordo_is_any(search, first - 1, bodies) && !ordo_at_determiner(search, first))
        return true;
    if (first > 2 && ordo_is_word(search, first - 1, "of") && ordo_is_any(search, first - 2, heads))
        return true;
    return ordo_is_word(search, past, "chief") && ordo_is_word(search, past + 1, "executive");
}

/* "The company": the only firm that the article has named so far, or SIZE_MAX. */
static size_t only_firm(const struct search *search, size_t at)
{
    const struct names *names = search->reading->names;
    size_t i = ordo_names_before(names, at), only = SIZE_MAX;

    for (int n = 0; i != SIZE_MAX && n < NAMES_MAX; n++, i = ordo_name_previous(i)) {
        const struct name *full = ordo_full_name(names, i);
        if (full->titled || !is_firm(search, &names->items[i]) ||
            ordo_name_is_place(search->reading, names->items[i].fuller, search->text))
            continue;
        if (only != SIZE_MAX && names->items[only].fuller != names->items[i].fuller)
            return SIZE_MAX;
        only = i;
    }
    return only;
}

/* "The company": the organisation that the article has named again and again so far, more than any
 * other, or SIZE_MAX. */
static size_t subject_of_article(const struct search *search, const struct finding *finding)
{
    const struct names *names = search->reading->names;
    size_t i = ordo_names_before(names, finding->first), best = SIZE_MAX;
    uint32_t most = 1, next = 1;

    if (!ordo_is_any(search, finding->past - 1, bodies))
        return SIZE_MAX; /* "the study" */
    for (int n = 0; i != SIZE_MAX && n < NAMES_MAX; n++, i = ordo_name_previous(i)) {
        const struct name *full = ordo_full_name(names, i);
        if (full->gender != GENDER_THING || full->mentions <= next ||
            (best != SIZE_MAX && names->items[best].fuller == names->items[i].fuller))
            continue;
        next = full->mentions > most ? most : full->mentions;
        if (full->mentions > most) {
            most = full->mentions;
            best = i;
        }
    }
    return most > next ? best : SIZE_MAX;
}

/* "The Ukrainian defense ministry" is no "Russian Defense Ministry", nor a "Foreign Ministry". */
static bool is_others(const struct search *search, const struct finding *finding, size_t which)
{
    struct ordo_span name = ordo_name_span(search->reading, which, search->text);

    for (size_t i = finding->first; i + 1 < finding->past; i++) {
        const struct item *item = &search->items[i];
        if (((ordo_tells_place(item) && ordo_at(search, i, WORD(UPPER)) &&
              !ordo_at_determiner(search, i)) || /* "The Hague" is one */
             ordo_at(search, i, WORD(PORTFOLIO))) &&
            !ordo_span_holds(search, name, search->text + item->begin, item->end - item->begin))
            return true;
    }
    return false;
}

/* "Exports fell, the ministry said": a word that may be none of the names, at the head of what is
 * reported. */
static bool is_in_clause(const struct search *search, size_t which, size_t at)
{
    const struct name *name = &search->reading->names->items[which];

    return name->n == 1 && ordo_full_name(search->reading->names, which)->gender != GENDER_THING &&
           name->first == ordo_sentence_begin(&search->reading->narration, at);
}

/* "Hospitals were crowded. The main hospital said": a word that may be none of the names. */
static bool is_plural(const struct search *search, size_t which)
{
    const struct names *names = search->reading->names;
    const struct name *full = ordo_full_name(names, which);

    return full->mentions == 1 && full->gender != GENDER_THING &&
           ordo_name_may_be_plural(&search->reading->narration, &names->items[which], search->text);
}

/* "Die Behörde" of "die Bundesnetzagentur", "der Verband" of "der Mieterbund": whether the last
 * word of the name tells a body of that kind. */
static bool is_german_body(const struct search *search, size_t head, const struct name *name)
{
    /* without their first letters, which may be capitals */
    static const char *const authorities[] = {"gentur",   "nwaltschaft", "räsidium",
                                              "irektion", "inisterium",  "ehörde",
                                              "undesamt", "andesamt",    "ericht"};
    static const char *const unions[] = {"erband", "bund", "esellschaft", "ewerkschaft"};
    const struct item *last = &search->items[name->first + name->n - 1];

    if (ordo_item_ends_with(&search->items[head], search->text, "ehörde"))
        return ordo_item_ends_with_any(last, search->text, authorities);
    return ordo_item_ends_with(&search->items[head], search->text, "erband") &&
           ordo_item_ends_with_any(last, search->text, unions);
}

/* "Kaufrausch24", "SAP", "die Deutsche Bahn"; not the noun "Kritik", nor somebody's last name. */
static bool is_german_name(const struct search *search, const struct name *name, bool article)
{
    const struct name *full = &search->reading->names->items[name->fuller];
    const struct item *word = &search->items[name->first];

    if ((full->gender == GENDER_THING && !ordo_at(search, name->first, WORD(ROLE_THING))) ||
        ordo_name_is_acronym(word, search->text) || (name->n > 1 && article))
        return true;
    for (size_t i = name->first + 1; i + 1 < (size_t)name->first + name->n; i++)
        if (ordo_at(search, i, WORD(PREPOSITION)))
            return true; /* "Ärzte ohne Grenzen" */
    for (size_t at = word->begin + 1; name->n == 1 && at < word->end; at++)
        if (isdigit((unsigned char)search->text[at]) || ordo_is_capital(search->text[at]))
            return true;
    return false;
}

/* "Siemens prüft", not "Beobachter kritisierten" */
static bool is_singular_verb(const struct search *search, size_t at)
{
    return ordo_at_predicate(search, at) && search->text[search->items[at].end - 1] != 'n';
}

/* "Das Unternehmen": the body that a sentence before names by its kind, "der Autobauer Volkswagen",
 * or, of a firm or organisation, begins with, "SAP prüft"; SIZE_MAX. */
static size_t german_body_before(const struct search *search, size_t at, bool firm)
{
    static const char also[][WORD_ROOM] = {"auch", "doch", "aber", ""};
    const struct narration *narration = &search->reading->narration;
    const struct names *names = search->reading->names;
    size_t begin = ordo_sentence_begin(narration, at), head, i = ordo_names_before(names, at);

    for (int n = 0; n < BODY_SENTENCES; n++)
        ordo_sentence_back(narration, &begin);
    for (; i != SIZE_MAX && names->items[i].first >= begin; i = ordo_name_previous(i)) {
        const struct name *name = &names->items[i], *full = ordo_full_name(names, i);
        bool article;
        if (ordo_name_length(name) > 1 && (full->gender == GENDER_HE || full->gender == GENDER_SHE))
            continue; /* "der Ladenbetreiber Karl Weber" */
        if ((name->n > 1 && ordo_german_tells_body(search, name->first)) ||
            (name->first > 0 && ordo_german_tells_body(search, name->first - 1)))
            return i;
        if (!firm)
            continue;
        head = ordo_sentence_begin(narration, name->first);
        head += ordo_is_any(search, head, also);
        article = ordo_at_determiner(search, head);
        if (head + article == name->first && is_german_name(search, name, article) &&
            !full->titled && is_singular_verb(search, name->first + name->n))
            return i;
    }
    return SIZE_MAX;
}

/* "Die Organisation": the one that was called so with its name, "die Organisation Pro Asyl", else
 * the body that spoke last; SIZE_MAX. */
static size_t german_body(const struct search *search, const struct finding *finding,
                          const struct voice *last)
{
    /* without their first letters, which may be capitals */
    static const char *const nouns[] = {
        "rganisation", "erband",     "ewerkschaft", "ehörde",   "nternehmen",  "onzern",
        "artei",       "gentur",     "erein",       "tiftung",  "nitiative",   "esellschaft",
        "irma",        "inisterium", "lub",         "ruppe",    "ündnis",      "eederei",
        "ersteller",   "ligist",     "erbands",     "erbandes", "nternehmens", "onzerns",
        "ereins",      "nstituts",   "lubs"};
    static const char *const offices[] = {"inisterium", "ehörde"};
    static const char *const firms[] = {"nternehmen", "onzern",      "irma",    "rganisation",
                                        "erein",      "ersteller",   "eederei", "ligist",
                                        "lub",        "nternehmens", "onzerns", "ereins"};
    const struct names *names = search->reading->names;
    size_t head = finding->past - 1, i = ordo_names_before(names, finding->first);

    if (finding->past != finding->first + 2 ||
        !ordo_item_ends_with_any(&search->items[head], search->text, nouns))
        return SIZE_MAX;
    for (int n = 0; i != SIZE_MAX && n < NAMES_MAX; n++, i = ordo_name_previous(i)) {
        size_t first = names->items[i].first + names->items[i].bare;
        if (first > 0 && names->items[i].first != head && ordo_same_word(search, first - 1, head))
            return i;
    }
    if (last->name != SIZE_MAX && names->items[last->name].gender == GENDER_THING)
        return last->name;
    i = ordo_names_before(names, finding->first);
    for (; i != SIZE_MAX && names->items[i].first + BODY_REACH > head; i = ordo_name_previous(i))
        if (is_german_body(search, head, &names->items[i]))
            return i;
    return ordo_item_ends_with_any(&search->items[head], search->text, offices)
               ? SIZE_MAX /* a name is no ministry's */
               : german_body_before(
                     search, finding->first,
                     ordo_item_ends_with_any(&search->items[head], search->text, firms));
}

/* "The study": whoever it was said to be by, "a study by the Fund", or SIZE_MAX. */
static size_t name_called_by(const struct search *search, const struct finding *finding)
{
    const struct names *names = search->reading->names;
    size_t i = ordo_names_before(names, finding->first);

    for (int n = 0; i != SIZE_MAX && n < NAMES_MAX; n++, i = ordo_name_previous(i))
        if (ordo_span_has_word(search, ordo_full_name(names, i)->called, finding->past - 1))
            return i;
    return SIZE_MAX;
}

size_t ordo_organisation(const struct search *search, const struct finding *finding,
                         const struct voice *last)
{
    static const char documents[][WORD_ROOM] = {"study", "survey", "paper", ""};
    static const char public[][WORD_ROOM] = {"government", "administration", "ministry", "court",
                                             "parliament", "city",           "town",     "county",
                                             "province",   "village",        ""};
    const struct names *names = search->reading->names;
    const struct item *head = &search->items[finding->past - 1];
    size_t i = ordo_names_before(names, finding->first), which;
    bool sure = false;

    if (ordo_in_german(search))
        return german_body(search, finding, last);
    for (int n = 0; i != SIZE_MAX && n < NAMES_MAX; n++, i = ordo_name_previous(i))
        if (names->items[i].gender == GENDER_THING &&
            ordo_span_holds(search, ordo_name_span(search->reading, i, search->text),
                            search->text + head->begin, head->end - head->begin) &&
            !is_others(search, finding, i))
            return i;
    for (i = finding->first; i < finding->past; i++)
        if (ordo_names_at(names, i) != SIZE_MAX && !is_based(search, i) &&
            !ordo_is_word(search, i, "crown"))
            return SIZE_MAX; /* "the Silva campaign" is itself */
    if (ordo_at(search, finding->past - 1, WORD(CUE_NOUN)) ||
        ordo_is_any(search, finding->past - 1, documents))
        return name_called_by(search, finding); /* "the report" */
    if (ordo_is_any(search, finding->past - 1, bodies) &&
        (which = only_firm(search, finding->first)) != SIZE_MAX)
        return which;
    if (ordo_is_any(search, finding->past - 1, public))
        return SIZE_MAX; /* "the interior ministry" is nobody that has another name */
    which = ordo_antecedent(search, finding->first, GENDER_THING, last, &sure);
    if (sure && ordo_is_any(search, finding->past - 1, bodies) &&
        (ordo_name_is_place(search->reading, names->items[which].fuller, search->text) ||
         ordo_is_any(search, names->items[which].first + names->items[which].n - 1, public)))
        sure = false; /* no country is a company, nor a ministry */
    return sure && !is_in_clause(search, which, finding->first) && !is_plural(search, which)
               ? which
               : subject_of_article(search, finding);
}
