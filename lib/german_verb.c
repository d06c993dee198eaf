/* german_verb.c: what German verbs are by the words around them, and compounds by their last part.
 *
 * "stellte" reports in "stellte der Minister fest", and not in "stellte der Minister ein": the
 * lexicon holds the joined form ("feststellte"), and what stands apart is looked up as that. A verb
 * in no list is in the subjunctive of reported speech where it ends in -e and no noun follows, as
 * one does after an adjective: "unterstütze die Fraktion den Plan", "weil sie den Plan
 * unterstütze". */
#include "german_verb.h"

#include <string.h>

#define CLAUSE_MAX 30 /* items between a verb and its prefix */

/* Whether the prefix at `at` ends a clause: "kündigte der Minister an, ...", "lehnt ab und ...". */
static bool ends_clause(const struct narration *narration, size_t at)
{
    const struct item *next = &narration->items[at + 1];

    return at + 1 >= narration->n || next->kind != ITEM_WORD ||
           (next->classes & (WORD(CONJUNCTION) | WORD(SUBORDINATOR))) != 0;
}

/* Classes of the verb joined with its prefix, or 0. */
static uint64_t joined_classes(const struct item *prefix, const struct item *verb, const char *text)
{
    char word[LEXICON_WORD_MAX];
    size_t n = prefix->end - prefix->begin, m = verb->end - verb->begin;
    const struct lexicon_entry *entry;

    if (n + m > sizeof word)
        return 0;
    memcpy(word, text + prefix->begin, n);
    memcpy(word + n, text + verb->begin, m);
    entry = ordo_lexicon_find(word, n + m, word + n + m);
    return entry->classes[LEXICON_GERMAN] &
           (WORD_INFLECTED | WORD(KONJUNKTIV) | WORD(PARTICIPLE) | WORD(BASE));
}

static uint64_t find_prefix(const struct narration *narration, size_t verb, const char *text)
{
    for (size_t i = verb + 1; i < verb + CLAUSE_MAX && !ordo_ends_sentence(narration, i); i++) {
        const struct item *item = &narration->items[i];
        uint64_t classes = 0;
        if ((item->classes & WORD(PREFIX)) != 0 && !ordo_is_upper_word(item) &&
            ends_clause(narration, i))
            classes = joined_classes(item, &narration->items[verb], text);
        if (classes != 0)
            return classes;
    }
    return 0;
}

/* "bekannt gab", "bekannt gegeben": two words, in the order of one. */
static void join_before(const struct narration *narration, size_t at, const char *text)
{
    static const char words[][WORD_ROOM] = {"bekannt", "deutlich", "klar", "bedenken", ""};
    struct item *item = &narration->items[at];

    if (item->kind == ITEM_WORD && !ordo_is_upper_word(item + 1) && item[1].kind == ITEM_WORD &&
        ordo_item_is_any(item, text, words))
        item[1].classes |= joined_classes(item, &item[1], text);
}

/* "bekannt" and its like alone are no prepositions. */
static bool may_be_joined(const struct item *item)
{
    return (item->classes & (WORD(PREFIX) | WORD(PREPOSITION) | WORD(DETERMINER))) == WORD(PREFIX);
}

static bool may_leave_prefix(const struct item *item)
{
    return (item->classes & (WORD(SEPARABLE) | WORD(UPPER))) == WORD(SEPARABLE);
}

static void join_prefix(const struct narration *narration, size_t at, const char *text)
{
    struct item *item = &narration->items[at];

    if (may_be_joined(item))
        join_before(narration, at, text);
    if (!may_leave_prefix(item))
        return;
    item->classes |= find_prefix(narration, at, text);
    item->classes |= (item->classes & WORD_VERB) != 0 ? WORD(FINITE) : WORD(COMMON_VERB);
}

/* Ends as an adjective or adverb does. */
static bool is_adjective(const struct item *item, const char *text)
{
    static const char *const endings[] = {"weise", "ige", "iche", "sche", "ende", "ale",
                                          "ive",   "ere", "same", "bare", "lose", "ie"};

    return ordo_item_ends_with_any(item, text, endings);
}

/* Not "machte", which is past, not "ich mache", not "tagblatt.de". */
static bool is_subjunctive(const struct narration *narration, size_t at, const char *text)
{
    const struct item *item = &narration->items[at], *next = item + 1;

    if (text[item->end - 1] != 'e' || at == 0 || item->end - item->begin < 4 ||
        text[item->end - 2] == 't' || text[item->end - 2] == 'e' || text[item->end - 3] == '.' ||
        is_adjective(item, text) || at + 1 >= narration->n)
        return false;
    for (size_t i = at > 2 ? at - 2 : 0; i < at + 2; i++)
        if (ordo_item_is(&narration->items[i], text, "ich"))
            return false;
    if ((item[-1].classes & (WORD(DETERMINER) | WORD(POSSESSIVE))) != 0)
        return false;             /* "der neue, ..." */
    if (next->kind == ITEM_QUOTE) /* "er spare „...“", not "schuf neue „...“" */
        return (item[-1].classes & WORD_ANY_PRONOUN) != 0;
    return next->kind == ITEM_COMMA || next->kind == ITEM_STOP || next->kind == ITEM_BREAK ||
           ordo_item_is(next, text, "sich") ||
           (next->kind == ITEM_WORD &&
            (next->classes & (WORD(DETERMINER) | WORD(POSSESSIVE) | WORD_ANY_PRONOUN |
                              WORD(PREPOSITION) | WORD(ADVERB))) != 0);
}

/* "die 35-Jährige", "der 81-jährige": a noun, unless one follows. */
static bool is_aged(const struct item *item, const char *text)
{
    static const char age[] = "hrige";
    size_t length = item->end - item->begin, end = item->end;

    if (length < 10 || text[item->begin] < '0' || text[item->begin] > '9' ||
        ordo_is_upper_word(item + 1))
        return false;
    end -= text[end - 1] == 'r' || text[end - 1] == 'n';
    return memcmp(text + end - (sizeof age - 1), age, sizeof age - 1) == 0;
}

/* A word that is in no list. */
static void read_unlisted(const struct narration *narration, size_t at, const char *text)
{
    struct item *item = &narration->items[at];

    if (ordo_is_upper_word(item))
        item->classes |= ordo_lexicon_compound(text + item->begin, item->end - item->begin,
                                               text + narration->length);
    else if (is_aged(item, text))
        item->classes |= WORD(UPPER);
    else if (is_subjunctive(narration, at, text))
        item->classes |= WORD(KONJUNKTIV);
}

/* Whether a word in no list is worth a look, by its first and last letters. Asked of every item,
 * so without branches. */
static bool may_tell(const struct item *item, const char *text)
{
    uint64_t classes = item->classes & (WORD_LISTED | WORD(UPPER));
    size_t end = item->end < LEXICON_TAIL ? LEXICON_TAIL : item->end;
    bool digit = (unsigned char)(text[item->begin] - '0') < 10;

    return (item->kind == ITEM_WORD) &
           (((classes == 0) & (digit | (text[end - 1] == 'e'))) |
            ((classes == WORD(UPPER)) & (lexicon_tail_lengths(text + end) != 0)));
}

void ordo_german_verbs_read(struct narration *narration, const char *text)
{
    if (narration->length < LEXICON_TAIL)
        return;
    for (size_t i = 0; i + 1 < narration->n; i++) { /* the last one ends the text */
        const struct item *item = &narration->items[i];
        unsigned verb = (unsigned)may_be_joined(item) | may_leave_prefix(item);
        if ((verb | may_tell(item, text)) != 0) /* one guess for the processor */
            (verb != 0 ? join_prefix : read_unlisted)(narration, i, text);
    }
}
