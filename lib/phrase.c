/* phrase.c: noun phrases by their edges: determiners, capital letters, and the words that cannot
 * stand in one. */
#include "phrase.h"

#include <string.h>

#define PHRASE_MAX 14 /* items of a noun phrase */

const char *const ordo_pronouns[] = {"he",  "she", "they", "it",   "i",   "we", "you",  "er", "sie",
                                     "ich", "wir", "il",   "elle", "ils", "él", "ella", NULL};
const char *const ordo_determiners[] = {
    "the",   "a",     "an",    "his", "her", "their", "its",     "our",   "my",
    "this",  "these", "those", "one", "two", "three", "another", "other", "several",
    "some",  "many",  "both",  "no",  "der", "die",   "das",     "ein",   "eine",
    "einer", "den",   "le",    "la",  "les", "un",    "une",     "el",    NULL};
const char *const ordo_chains[] = {"of",  "for", "from", "at",  "von", "des",
                                   "der", "de",  "du",   "del", NULL};
const char *const ordo_stoppers[] = {
    "in",        "on",       "at",      "by",        "with",    "from",      "to",
    "during",    "after",    "before",  "over",      "under",   "about",     "into",
    "through",   "since",    "until",   "against",   "between", "among",     "without",
    "within",    "upon",     "per",     "via",       "amid",    "of",        "for",
    "that",      "which",    "who",     "whom",      "whose",   "and",       "but",
    "or",        "nor",      "because", "when",      "while",   "where",     "if",
    "although",  "though",   "as",      "than",      "so",      "also",      "not",
    "is",        "are",      "was",     "were",      "be",      "been",      "being",
    "has",       "have",     "had",     "having",    "will",    "would",     "could",
    "should",    "may",      "might",   "can",       "must",    "do",        "does",
    "did",       "last",     "next",    "yesterday", "today",   "earlier",   "later",
    "recently",  "again",    "then",    "now",       "once",    "how",       "what",
    "why",       "just",     "even",    "only",      "still",   "monday",    "tuesday",
    "wednesday", "thursday", "friday",  "saturday",  "sunday",  "january",   "february",
    "march",     "april",    "june",    "july",      "august",  "september", "october",
    "november",  "december", "there",   "und",       "aber",    "dass",      "im",
    "am",        "auf",      "nach",    "vor",       "bei",     "mit",       "für",
    "zu",        "zum",      "zur",     "gegenüber", "gestern", "heute",     "ist",
    "sind",      "war",      "wurde",   "hat",       "habe",    "haben",     "à",
    "dans",      "sur",      "que",     "qui",       "est",     "a",         "y",
    NULL};
const char *const ordo_skipped[] = {/* between subject and verb, or between verb and subject */
                                    "has",     "have",  "had",        "also",    "later",
                                    "then",    "once",  "often",      "never",   "always",
                                    "still",   "again", "even",       "just",    "too",
                                    "would",   "will",  "could",      "did",     "does",
                                    "first",   "now",   "previously", "himself", "herself",
                                    "hat",     "haben", "habe",       "a",       "ha",
                                    "ont",     "auch",  "ebenfalls",  "not",     "further",
                                    "instead", "soon",  NULL};
static const char *const RELATIVES[] = {"who", "which", "that", "der", "die", "das", "qui", NULL};

bool ordo_at_in(const struct search *search, size_t at, const char *const *words)
{
    return at < search->n && ordo_item_in(&search->items[at], search->text, words);
}

bool ordo_at_kind(const struct search *search, size_t at, enum item_kind kind)
{
    return at < search->n && search->items[at].kind == kind;
}

bool ordo_at_adverb(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at];

    return at < search->n && item->kind == ITEM_WORD && !item->upper &&
           item->end - item->begin > 4 && memcmp(search->text + item->end - 2, "ly", 2) == 0;
}

static bool is_phrase_word(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at];

    if (at >= search->n || item->kind != ITEM_WORD || ordo_at_adverb(search, at))
        return false;
    if (item->upper)
        return !ordo_at_in(search, at, ordo_stoppers) ||
               ordo_names_at(search->reading->names, at) != SIZE_MAX;
    return item->cue != CUE_VERB && item->cue != CUE_ACCORDING &&
           !ordo_at_in(search, at, ordo_stoppers) && !ordo_at_in(search, at, ordo_pronouns);
}

size_t ordo_phrase_right(const struct search *search, size_t at)
{
    size_t i = at;

    if (ordo_at_in(search, i, ordo_pronouns))
        return i + 1;
    while (i < search->n && i - at < PHRASE_MAX) {
        if (ordo_at_in(search, i, ordo_determiners) &&
            (i == at || ordo_at_in(search, i - 1, ordo_chains)))
            i++;
        else if (is_phrase_word(search, i))
            i++;
        else if (i > at && ordo_at_in(search, i, ordo_chains) &&
                 (is_phrase_word(search, i + 1) || ordo_at_in(search, i + 1, ordo_determiners)))
            i++;
        else if (i > at && ordo_item_is(&search->items[i], search->text, "and") &&
                 search->items[i - 1].upper && is_phrase_word(search, i + 1) &&
                 search->items[i + 1].upper)
            i++;
        else
            break;
    }
    while (i > at &&
           (ordo_at_in(search, i - 1, ordo_determiners) || ordo_at_in(search, i - 1, ordo_chains)))
        i--;
    return i;
}

size_t ordo_phrase_left(const struct search *search, size_t past, size_t limit)
{
    size_t i = past;

    if (i > limit && ordo_at_in(search, i - 1, ordo_pronouns))
        return i - 1;
    while (i > limit && past - i < PHRASE_MAX) {
        size_t at = i - 1;
        if (ordo_at_in(search, at, ordo_determiners)) {
            i--;
            if (i < limit + 2 || !ordo_at_in(search, i - 1, ordo_chains) ||
                !is_phrase_word(search, i - 2))
                break;
        } else if (is_phrase_word(search, at)) {
            i--;
        } else if (i < past && i >= limit + 2 && ordo_at_in(search, at, ordo_chains) &&
                   is_phrase_word(search, at - 1)) {
            i--;
        } else if (i < past && i >= limit + 2 &&
                   ordo_item_is(&search->items[at], search->text, "and") &&
                   search->items[i].upper && search->items[at - 1].upper &&
                   is_phrase_word(search, at - 1)) {
            i--;
        } else {
            break;
        }
    }
    while (i < past && ordo_at_in(search, i, ordo_chains) &&
           !ordo_at_in(search, i, ordo_determiners))
        i++;
    return i;
}

/* The comma or bracket that opens the apposition which closes at `at`, or SIZE_MAX. */
static size_t apposition_begin(const struct search *search, size_t at, size_t limit)
{
    enum item_kind opening = ordo_at_kind(search, at, ITEM_CLOSE) ? ITEM_OPEN : ITEM_COMMA;

    for (size_t i = at; i-- > limit && at - i < REACH_MAX;) {
        if (ordo_at_kind(search, i, opening))
            return i;
        if (ordo_ends_sentence(&search->reading->narration, i))
            break;
    }
    return SIZE_MAX;
}

bool ordo_phrase_subject(const struct search *search, size_t verb, size_t limit,
                         struct finding *finding)
{
    size_t i = verb;

    for (int hops = 0; hops < 3; hops++) {
        size_t begin;
        while (i > limit &&
               (ordo_at_in(search, i - 1, ordo_skipped) || ordo_at_adverb(search, i - 1)))
            i--;
        if (i > limit && ordo_at_in(search, i - 1, RELATIVES)) {
            i--;
            if (i > limit && ordo_at_kind(search, i - 1, ITEM_COMMA))
                i--;
        }
        if (i <= limit)
            return false;
        if (ordo_at_kind(search, i - 1, ITEM_COMMA) || ordo_at_kind(search, i - 1, ITEM_CLOSE)) {
            begin = apposition_begin(search, i - 1, limit);
            if (begin == SIZE_MAX)
                return false;
            i = begin;
            continue;
        }
        begin = ordo_phrase_left(search, i, limit);
        if (begin == i)
            return false;
        finding->first = begin;
        finding->past = i;
        return finding->found = true;
    }
    return false;
}
