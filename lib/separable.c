/* separable.c: German verbs whose prefix stands at the end of their clause.
 *
 * "stellte" reports in "stellte der Minister fest", and not in "stellte der Minister ein": the
 * lexicon holds the joined form ("feststellte"), and what stands apart is looked up as that. */
#include "separable.h"

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
    return entry == NULL ? 0 : entry->classes[LEXICON_GERMAN] & (WORD_VERB | WORD(KONJUNKTIV));
}

static uint64_t find_prefix(const struct narration *narration, size_t verb, const char *text)
{
    for (size_t i = verb + 1; i < verb + CLAUSE_MAX && !ordo_ends_sentence(narration, i); i++) {
        const struct item *item = &narration->items[i];
        uint64_t classes = 0;
        if ((item->classes & WORD(PREFIX)) != 0 && !item->upper && ends_clause(narration, i))
            classes = joined_classes(item, &narration->items[verb], text);
        if (classes != 0)
            return classes;
    }
    return 0;
}

void ordo_separable_read(struct narration *narration, const char *text)
{
    for (size_t i = 0; i < narration->n; i++) {
        struct item *item = &narration->items[i];
        if ((item->classes & WORD(SEPARABLE)) == 0 || item->upper)
            continue;
        item->classes |= find_prefix(narration, i, text);
        if ((item->classes & WORD_VERB) != 0)
            item->classes |= WORD(FINITE);
        else
            item->classes |= WORD(COMMON_VERB);
    }
}
