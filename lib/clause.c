/* clause.c: where a reported clause begins and ends, by the words at its edges.
 *
 * It reaches to the end of the sentence, or to the next reporting word that is not its own: ",
 * adding
 * ...", "; ...", "and said ...", ", according to ...". */
#include "clause.h"

/* Finite verb, auxiliary or any reporting verb: what makes words a clause. */
#define PREDICATE                                                                                  \
    (WORD(FINITE) | WORD(AUXILIARY) | WORD(COMMON_VERB) | WORD(BASE) | WORD(KONJUNKTIV) |          \
     WORD(KONJUNKTIV_TWO))

bool ordo_clause_has_predicate(const struct search *search, size_t first, size_t past)
{
    for (size_t i = first; i < past; i++)
        if (ordo_at(search, i, PREDICATE) || search->items[i].in_ed)
            return true;
    return false;
}

bool ordo_clause_has_quotation(const struct search *search, struct clause clause)
{
    for (size_t i = clause.first; i < clause.past; i++)
        if (search->items[i].kind == ITEM_QUOTE && !search->items[i].within)
            return true;
    return false;
}

bool ordo_is_any(const struct search *search, size_t at, const char *const *words)
{
    for (; at < search->n && *words != NULL; words++)
        if (ordo_item_is(&search->items[at], search->text, *words))
            return true;
    return false;
}

bool ordo_is_that(const struct search *search, size_t at)
{
    static const char *const words[] = {"that", "dass", "daß", NULL};

    return ordo_at(search, at, WORD(SUBORDINATOR)) && ordo_is_any(search, at, words);
}

bool ordo_is_question(const struct search *search, size_t at)
{
    static const char *const words[] = {"whether", "how",   "why", "what", "if",
                                        "where",   "which", "who", "ob",   NULL};

    return ordo_at(search, at, WORD(SUBORDINATOR) | WORD(RELATIVE)) &&
           ordo_is_any(search, at, words);
}

/* Whether behind a conjunction comes a verb that reports more. */
static bool goes_on_behind(const struct search *search, size_t at)
{
    size_t verb = at + 1;

    while (ordo_at_skipped(search, verb) && !ordo_at(search, verb, WORD(AUXILIARY)))
        verb++;
    if (!ordo_at(search, verb, WORD(FINITE)) || !ordo_at(search, verb, WORD_VERB))
        return false;
    return !ordo_at(search, verb, WORD(CUE_NOUN) | WORD(NOUN)) ||
           ordo_at(search, verb + 1, WORD_ANY_PRONOUN | WORD(DETERMINER)) ||
           ordo_is_that(search, verb + 1);
}

/* "and said", "but also warned": the same subject goes on to another report. */
bool ordo_goes_on(const struct search *search, size_t at)
{
    return ordo_at(search, at, WORD(CONJUNCTION)) && goes_on_behind(search, at);
}

/* What the reporter adds after a comma. */
static bool is_aside(const struct search *search, size_t at)
{
    static const char *const words[] = {"though", "although", "as", "with", NULL};

    return ordo_at(search, at, WORD(SUBORDINATOR) | WORD(PREPOSITION)) &&
           ordo_is_any(search, at, words);
}

/* ", but critics say ..." */
static bool others_report(const struct search *search, size_t at)
{
    size_t verb;

    if (!ordo_at(search, at, WORD(CONJUNCTION)) && !ordo_is_word(search, at, "while"))
        return false;
    verb = ordo_phrase_right(search, at + 1);
    if (verb > at + 2 && ordo_at(search, verb - 1, WORD(BASE)))
        verb--; /* "critics say" */
    return verb > at + 1 && ordo_at(search, verb, WORD(SAY)) &&
           ordo_at(search, verb, WORD(CLAUSE)) && ordo_at(search, verb, WORD(FINITE) | WORD(BASE));
}

/* Where the clause that begins at `first` ends: before ", adding ...", "; ...", "and said ..." and
 * ", according to ...". */
size_t ordo_clause_end(const struct search *search, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        if (i > first && ordo_goes_on(search, i))
            return ordo_at_kind(search, i - 1, ITEM_COMMA) ? i - 1 : i;
        if (!ordo_at_kind(search, i, ITEM_COMMA) || i + 1 >= end)
            continue;
        if (search->text[search->items[i].begin] == ';' || others_report(search, i + 1) ||
            ordo_at(search, i + 1, WORD(ACCORDING)) || is_aside(search, i + 1) ||
            (ordo_at(search, i + 1, WORD_VERB) && ordo_at(search, i + 1, WORD(GERUND))) ||
            (ordo_at(search, i + 1, WORD(SAY)) && ordo_at(search, i + 1, WORD(CLAUSE)) &&
             ordo_at(search, i + 1, WORD(FINITE)))) /* "who estimated that ..., said" */
            return i;
    }
    return end;
}

/* A quotation is a statement of its own: the clause ends at the comma before it. */
static void end_before_quotation(const struct search *search, struct clause *clause)
{
    size_t i = clause->first;

    while (i < clause->past && (search->items[i].kind != ITEM_QUOTE || search->items[i].within))
        i++;
    if (i == clause->past)
        return;
    while (i > clause->first && !ordo_at_kind(search, i, ITEM_COMMA) &&
           !ordo_at_kind(search, i, ITEM_COLON))
        i--;
    if (ordo_clause_has_predicate(search, clause->first, i))
        clause->past = i;
}

/* Takes off what is no word at the end of a clause. False: too little is left. */
bool ordo_clause_trim(const struct search *search, struct clause *clause)
{
    end_before_quotation(search, clause);
    if (ordo_clause_has_quotation(search, *clause))
        return false;
    while (clause->past > clause->first && (ordo_at_kind(search, clause->past - 1, ITEM_COMMA) ||
                                            ordo_at_kind(search, clause->past - 1, ITEM_COLON)))
        clause->past--;
    return clause->past > clause->first;
}

size_t ordo_object_end(const struct search *search, size_t at, size_t end)
{
    static const char *const inside[] = {"as", "whether", "how", "where", "what", "why", NULL};

    while (at < end && !ordo_at_kind(search, at, ITEM_COMMA) &&
           !ordo_at_kind(search, at, ITEM_QUOTE) && !ordo_goes_on(search, at) &&
           (!ordo_at(search, at, WORD(SUBORDINATOR)) || ordo_is_that(search, at) ||
            ordo_is_any(search, at, inside)))
        at++;
    return at;
}

/* The object goes on in marks: that quotation tells what is said. */
bool ordo_goes_on_in_quotation(const struct search *search, struct clause clause)
{
    return ordo_at_kind(search, clause.past, ITEM_QUOTE) && !search->items[clause.past].within;
}

/* "to keep", not "to the allies" */
bool ordo_is_infinitive(const struct search *search, size_t to)
{
    return ordo_at_kind(search, to + 1, ITEM_WORD) && !search->items[to + 1].upper &&
           !ordo_at_determiner(search, to + 1) && !ordo_at_pronoun(search, to + 1) &&
           !ordo_at(search, to + 1, WORD(GERUND));
}
