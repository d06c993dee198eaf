/* german_phrase.c: what the first words and the endings of German noun phrases show.
 *
 * Articles tell the case, some also the number; endings tell which nouns are feminine, with which
 * "der" is no nominative, and which words with a capital are none. */
#include "german_phrase.h"

/* A noun that is feminine by its ending: with it "der" is no nominative. */
static bool is_feminine(const struct search *search, size_t at)
{
    static const char *const endings[] = {"ung", "ion",    "heit",    "keit",   "schaft",
                                          "tät", "enz",    "ei",      "in",     "ehr",
                                          "tur", "presse", "behörde", "schrift"};

    if (ordo_item_ends_with(&search->items[at], search->text, "ein"))
        return false; /* "Verein" */
    return ordo_item_ends_with_any(&search->items[at], search->text, endings);
}

/* "der Regierung", "der neuen Regierung" */
static bool is_of_feminine(const struct search *search, size_t at)
{
    if (!ordo_is_word(search, at, "der") || ordo_at(search, at + 1, WORD(PREPOSITION)) ||
        ordo_at_determiner(search, at + 1))
        return false; /* "der für die Region zuständige Minister", "der die Region lobte" */
    do
        at++;
    while (ordo_at_kind(search, at, ITEM_WORD) && !ordo_at(search, at, WORD(UPPER)));
    return ordo_at_kind(search, at, ITEM_WORD) && is_feminine(search, at);
}

/* "Relativierend", "Kritisch": no noun, where it begins a sentence. */
static bool is_adverb(const struct search *search, size_t at)
{
    static const char *const endings[] = {"end", "isch", "lich", "weise"};
    const struct item *item = &search->items[at];

    if ((at > 0 && !ordo_has(search, at - 1, TRAIT_END)) || item->end - item->begin <= 5)
        return false;
    return ordo_item_ends_with_any(&search->items[at], search->text, endings);
}

bool ordo_german_is_oblique(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {"den",    "dem",    "des",    "einen",  "einem",
                                            "eines",  "diesen", "diesem", "dieses", "keinen",
                                            "seinen", "seinem", "ihren",  "ihrem",  "ihn",
                                            "ihm",    "ihnen",  "sich",   ""};

    return ordo_is_any(search, at, words) || is_of_feminine(search, at) || is_adverb(search, at);
}

bool ordo_german_is_nominative(const struct search *search, size_t at)
{
    if (at + 1 >= search->n)
        return false;
    if (ordo_is_word(search, at, "der"))
        return ordo_at(search, at + 1, WORD(TITLE) | WORD(ROLE)) && !is_feminine(search, at + 1);
    return ordo_is_word(search, at, "er") || ordo_is_word(search, at, "wir");
}

/* ---- number ---------------------------------------------------------------------------------- */

/* Whether the noun phrase is surely in the plural, "die tibetischen Mönche", "Die Äußerungen". */
static bool is_plural(const struct search *search, size_t first, size_t past)
{
    static const char *const endings[] = {"ungen", "heiten", "keiten", "schaften", "ionen"};
    size_t noun = first + 1;

    if (!ordo_is_word(search, first, "die") || past < first + 2)
        return false;
    if (!ordo_at(search, noun, WORD(UPPER)))
        return ordo_item_ends_with(&search->items[noun], search->text, "en");
    return ordo_item_ends_with_any(&search->items[noun], search->text, endings);
}

/* "das Gesetz", "ein Plan" */
static bool is_singular(const struct search *search, size_t first)
{
    static const char words[][WORD_ROOM] = {"das", "ein", "eine", "dieses", "jeder", "jedes", ""};

    return ordo_is_any(search, first, words);
}

bool ordo_german_disagrees(const struct search *search, const struct finding *left, size_t verb)
{
    bool verb_plural = search->text[search->items[verb].end - 1] == 'n';

    if (left->first > 0 && (ordo_at(search, left->first - 1, WORD(CONJUNCTION)) ||
                            ordo_is_word(search, left->first - 1, "auch")))
        return false; /* "der Minister und das Amt sagten", "sowohl er als auch das Amt" */
    return verb_plural ? is_singular(search, left->first)
                       : is_plural(search, left->first, left->past);
}

/* ---- between a verb and its subject ---------------------------------------------------------- */

/* Behind "am Montag", "am 3. Mai" at `at`, where that stands there. */
static size_t behind_day(const struct search *search, size_t at)
{
    size_t past = at + 1;

    if (!ordo_is_word(search, at, "am"))
        return at;
    while (ordo_at_kind(search, past, ITEM_WORD) &&
           (ordo_at(search, past, WORD(WEEKDAY) | WORD(MONTH)) ||
            (unsigned char)(search->text[search->items[past].begin] - '0') < 10))
        past++;
    return past > at + 1 ? past : at;
}

size_t ordo_german_behind_also(const struct search *search, size_t at)
{
    while (ordo_at(search, at, WORD(ADVERB)) && !ordo_at_determiner(search, at))
        at++;
    return at;
}

size_t ordo_german_behind_adverbs(const struct search *search, size_t at)
{
    static const char objects[][WORD_ROOM] = {"sich", "ihm", "ihn",  "ihnen",
                                              "uns",  "mir", "mich", ""};
    size_t before;

    do {
        before = at;
        while (ordo_at_skipped(search, at) || ordo_is_any(search, at, objects))
            at++;
        at = behind_day(search, at);
    } while (at > before);
    return at;
}

bool ordo_german_is_inverted(const struct search *search, size_t first)
{
    size_t begin = ordo_sentence_begin(&search->reading->narration, first), verb = first;
    const struct item *item;

    if (first < begin + 2 || !ordo_at(search, begin, WORD(PREPOSITION) | WORD(ADVERB)) ||
        ordo_german_is_oblique(search, first))
        return false;
    while (verb > begin + 1 &&
           (ordo_is_word(search, verb - 1, "sich") ||
            (ordo_at(search, verb - 1, WORD(ADVERB)) && !ordo_at(search, verb - 1, WORD(UPPER)))))
        verb--; /* "hatte | sich auch" */
    item = &search->items[--verb];
    return verb > begin && ordo_at_kind(search, verb, ITEM_WORD) && !ordo_is_upper_word(item) &&
           !ordo_at(search, verb, WORD(PREPOSITION) | WORD(DETERMINER) | WORD_ANY_PRONOUN) &&
           (ordo_at(search, verb, WORD(AUXILIARY) | WORD(FINITE) | WORD(COMMON_VERB)) ||
            ordo_item_ends_with(item, search->text, "te") ||
            ordo_item_ends_with(item, search->text, "t"));
}

/* ---- bodies ---------------------------------------------------------------------------------- */

bool ordo_german_tells_body(const struct search *search, size_t at)
{
    /* without their first letters, which may be capitals */
    static const char *const kinds[] = {
        "ersteller",   "utobauer",    "eugbauer",   "nenbauer",      "eederei",   "erband",
        "erein",       "onzern",      "ruppe",      "irma",          "bieter",    "netzbetreiber",
        "esellschaft", "ewerkschaft", "nternehmen", "dienstleister", "nitiative", "ündnis",
        "tiftung",     "rganisation", "ender",      "lub",           "artei",     "gentur",
        "ersicherer",  "olding",      "nstitut",    "bank"};

    return ordo_at(search, at, WORD(UPPER)) &&
           ordo_item_ends_with_any(&search->items[at], search->text, kinds);
}
