/* german_source.c: whose view "nach" tells, and where "es" is said.
 *
 * "nach Ansicht des Ministers", "nach Angaben von Weber": the genitive or "von" behind the noun.
 * "nach Webers Ansicht", "seiner Ansicht nach": who stands before it. Else the noun itself is all
 * that is known of the source where it tells something: "nach Polizeiangaben", "nach dem
 * Gutachten", not "nach ersten Angaben". "In der Rede heißt es": what stands for who speaks. */
#include "german.h"

#include <string.h>

#define ADJECTIVES_MAX 2 /* "nach ersten Angaben der Polizei" */

static char last_letter(const struct search *search, size_t at)
{
    return search->text[search->items[at].end - 1];
}

/* "der", "des", "einer", "ihrer"; "libanesischer Behörden"; "Webers", "Frau Weber" */
static bool is_genitive(const struct search *search, size_t at)
{
    char last;

    if (!ordo_at_kind(search, at, ITEM_WORD))
        return ordo_at_kind(search, at, ITEM_QUOTE);
    last = last_letter(search, at);
    if (ordo_at_determiner(search, at) || !ordo_at(search, at, WORD(UPPER)))
        return last == 'r' || last == 's' || ordo_at(search, at, WORD(CHAIN) & ~WORD(DETERMINER));
    return true;
}

/* "UNO-Angaben", "Polizeiangaben": a noun that holds another. */
static bool is_compound(const struct search *search, size_t at)
{
    /* without their first letters, which may be capitals */
    static const char *const nouns[] = {"ngaben", "erichten", "ericht",  "ussagen",
                                        "einung", "reisen",   "nsicht",  "nformationen",
                                        "tudie",  "lanungen", "entwurf", "gesetz"};
    const struct item *item = &search->items[at];

    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (item->end - item->begin > strlen(nouns[i]) + 1 &&
            ordo_item_ends_with(item, search->text, nouns[i]))
            return true;
    return false;
}

/* A word behind which stands whose view it is. */
static bool is_view(const struct search *search, size_t at)
{
    return ordo_at_kind(search, at, ITEM_WORD) && ordo_at(search, at, WORD(UPPER)) &&
           (ordo_at(search, at, WORD(THAT_NOUN)) || is_compound(search, at));
}

static bool found(struct finding *finding, size_t first, size_t past)
{
    finding->first = first;
    finding->past = past;
    return finding->found = past > first;
}

/* What stands behind the noun at `noun`. */
static bool source_behind(const struct search *search, size_t noun, struct finding *finding)
{
    size_t first = noun + 1, past;

    if (!is_genitive(search, first))
        return false;
    if (ordo_is_word(search, first, "für"))
        return false;
    if (ordo_at(search, first, WORD(PREPOSITION)) && !ordo_at_determiner(search, first))
        first++;
    past = ordo_phrase_right(search, first);
    if (past > first && !ordo_at(search, past - 1, WORD(UPPER)) &&
        !ordo_at_pronoun(search, first) && !ordo_at_kind(search, past - 1, ITEM_QUOTE))
        return false; /* "nach Angaben sind ..." */
    return found(finding, first, past);
}

/* "seiner Ansicht nach" */
static bool is_view_before(const struct search *search, size_t at)
{
    return ordo_at(search, at, WORD(POSSESSIVE)) && is_view(search, at + 1) &&
           ordo_is_word(search, at + 2, "nach");
}

/* "nach" and "aus": "aus Sicht des Ministers" */
static bool leads_to_view(const struct search *search, size_t at, size_t noun)
{
    return ordo_is_word(search, at, "nach") ||
           (ordo_is_word(search, at, "aus") && ordo_is_word(search, noun, "sicht"));
}

bool ordo_german_is_aim(const struct search *search, size_t at)
{
    static const char nouns[][WORD_ROOM] = {"frage",  "fragen",    "suche",       "ruf",
                                            "wunsch", "forderung", "forderungen", ""};

    return at > 0 && ordo_is_any(search, at - 1, nouns);
}

bool ordo_german_source(const struct search *search, size_t at, struct finding *finding)
{
    size_t noun = at + 1;
    bool determined = ordo_at_determiner(search, noun);

    *finding = (struct finding){.cue = at, .cue_past = at + 3, .by = ORDO_BY_ACCORDING};
    if (ordo_german_is_aim(search, at))
        return false;
    if (is_view_before(search, at)) {
        finding->cue++;
        return found(finding, at, at + 1);
    }
    noun += determined;
    while (ordo_at_kind(search, noun, ITEM_WORD) && noun <= at + ADJECTIVES_MAX &&
           !ordo_at(search, noun, WORD(UPPER)))
        noun++;
    if (is_view(search, noun + 1) && last_letter(search, noun) == 's' &&
        leads_to_view(search, at, noun + 1) &&
        ordo_names_at(search->reading->names, noun) != SIZE_MAX)
        return found(finding, noun, noun + 2); /* "nach Webers Ansicht" */
    if (!is_view(search, noun) || !leads_to_view(search, at, noun))
        return false;
    finding->cue_past = noun + 1;
    if (source_behind(search, noun, finding))
        return true;
    if (ordo_at(search, at + 1, WORD(POSSESSIVE)))
        return found(finding, at + 1, at + 2);
    return (determined || is_compound(search, noun)) && found(finding, at + 1, noun + 1);
}

bool ordo_german_is_document(const struct search *search, size_t at)
{
    /* without their first letters, which may be capitals */
    static const char *const nouns[] = {
        "rklärung",  "itteilung", "tellungnahme", "nalyse",   "chreiben",     "rief",
        "esolution", "rtikel",    "utachten",     "nweisung", "ffentlichung", "usgabe",
        "etition",   "ericht",    "tudie",        "ede",      "rteil",        "ntwurf",
        "eitung",    "omepage",   "ebsite",       "ebseite"};

    if (!ordo_at_kind(search, at, ITEM_WORD) || !ordo_at(search, at, WORD(UPPER)))
        return false;
    return ordo_item_ends_with_any(&search->items[at], search->text, nouns);
}

bool ordo_german_document(const struct search *search, size_t begin, size_t end,
                          struct finding *finding)
{
    static const char words[][WORD_ROOM] = {"in", "im", "auf", "seitens", ""};

    for (size_t at = begin; (at = ordo_next(search, at, end, TRAIT_OF(PREPOSITION))) < end; at++) {
        size_t noun = at + 1 + ordo_at_determiner(search, at + 1);
        if (!ordo_is_any(search, at, words))
            continue;
        while (noun < at + 2 + ADJECTIVES_MAX && ordo_at_kind(search, noun, ITEM_WORD) &&
               !ordo_at(search, noun, WORD(UPPER)))
            noun++;
        if ((ordo_german_is_document(search, noun) || ordo_is_word(search, at, "seitens") ||
             (ordo_at_kind(search, noun, ITEM_QUOTE) && search->items[noun].term)) &&
            found(finding, at + 1,
                  ordo_at_kind(search, noun, ITEM_QUOTE) ? noun + 1
                                                         : ordo_phrase_right(search, at + 1)))
            return true;
    }
    return false;
}

bool ordo_german_is_view(const struct search *search, size_t at)
{
    return is_view(search, at);
}

/* ---- where something is said ----------------------------------------------------------------- */

/* "in Bern": where nobody is named; "aus Bern" stands for those who govern there. */
static bool is_place(const struct search *search, size_t in)
{
    size_t name = ordo_names_at(search->reading->names, in + 1);

    return ordo_is_word(search, in, "in") && name != SIZE_MAX &&
           ordo_name_is_place(search->reading, name, search->text);
}

/* What the preposition at `at` leads to. */
static bool behind_preposition(const struct search *search, size_t at, struct finding *finding)
{
    static const char others[][WORD_ROOM] = {"als", "zu", "zum", "zur", ""}; /* "zur Begründung" */

    if (!ordo_at(search, at, WORD(PREPOSITION)) || ordo_is_any(search, at, others) ||
        is_place(search, at))
        return false;
    finding->first = at + 1;
    finding->past = ordo_phrase_right(search, at + 1);
    return finding->found = finding->past > at + 1;
}

bool ordo_german_place_of_es(const struct search *search, size_t es, struct finding *finding)
{
    size_t at = es + 1;

    while (ordo_at_kind(search, at, ITEM_WORD) && !ordo_at(search, at, WORD(UPPER)) &&
           (!ordo_is_listed(&search->items[at]) || ordo_at(search, at, WORD(ADVERB))) &&
           !ordo_at(search, at, WORD(PREPOSITION)))
        at++; /* "hieß es am Montag lapidar aus dem Rathaus" */
    return behind_preposition(search, at, finding);
}

bool ordo_german_is_said(const struct search *search, size_t verb)
{
    static const char verbs[][WORD_ROOM] = {"heißt", "hieß", "heisst", "hiess", ""};

    return ordo_is_word(search, verb + 1, "es") && ordo_is_any(search, verb, verbs);
}

/* "Aus dem Amt verlautete", "verlautete aus dem Amt" */
static bool is_heard(const struct search *search, size_t verb)
{
    static const char verbs[][WORD_ROOM] = {"verlautet", "verlautete", ""};

    return ordo_is_any(search, verb, verbs);
}

/* "hieß es dazu in der Rede", "Auf der Seite heißt es", "in der Rede hatte es geheißen" */
bool ordo_german_place(const struct search *search, size_t verb, size_t clause,
                       struct finding *finding)
{
    size_t begin = ordo_sentence_begin(&search->reading->narration, verb);

    if (ordo_at(search, clause, WORD(PREPOSITION)) && clause > begin + 1 &&
        ordo_at(search, clause + 1, WORD(RELATIVE)) && ordo_is_word(search, clause + 2, "es")) {
        finding->past = clause - 1; /* "ein Brief, in dem es heißt" */
        finding->first = ordo_phrase_left(search, clause - 1, begin);
        return finding->found = finding->first < finding->past;
    }
    if (is_heard(search, verb))
        return behind_preposition(search, ordo_is_word(search, verb + 1, "aus") ? verb + 1 : begin,
                                  finding);
    if (verb + 1 >= search->n || !ordo_is_word(search, verb + 1, "es") ||
        (clause < verb && ordo_at_determiner(search, clause) &&
         !ordo_german_is_oblique(search, clause)))
        return false; /* "Der Diplomat formulierte es im Gespräch so" */
    return ordo_german_place_of_es(search, verb + 1, finding) ||
           behind_preposition(search, ordo_at(search, clause, WORD(PREPOSITION)) ? clause : begin,
                              finding);
}
