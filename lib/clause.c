/* clause.c: where a reported clause begins and ends, by the words at its edges.
 *
 * It reaches to the end of the sentence, or to the next reporting word that is not its own: ",
 * adding
 * ...", "; ...", "and said ...", ", according to ...". */
#include "clause.h"

#include <string.h>

bool ordo_is_any(const struct search *search, size_t at, const char (*words)[WORD_ROOM])
{
    const struct item *item = &search->items[at];

    for (; at < search->n && words[0][0] != '\0'; words++)
        if (memcmp(&item->head, *words, sizeof item->head) == 0 &&
            ordo_item_is(item, search->text, *words))
            return true;
    return false;
}

bool ordo_is_question(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {"whether", "how",   "why", "what", "if",
                                            "where",   "which", "who", "ob",   ""};

    return ordo_at(search, at, WORD(SUBORDINATOR) | WORD(RELATIVE)) &&
           ordo_is_any(search, at, words);
}

/* ---- rows: where clauses end ------------------------------------------------------------------ */

/* Whether behind a conjunction comes a verb that reports more: "and said", "but also warned". The
 * same subject goes on to another report. */
static bool goes_on(const struct search *search, size_t at)
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

static bool is_that(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {"that", "dass", "daß", ""};

    return ordo_is_any(search, at, words);
}

/* "; ...", and what the reporter adds after a comma. */
static bool is_cut(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {"though", "although", "as", "with", ""};

    return search->text[search->items[at].begin] == ';' ||
           (ordo_at(search, at + 1, WORD(SUBORDINATOR) | WORD(PREPOSITION)) &&
            ordo_is_any(search, at + 1, words));
}

/* A subordinator behind which an object goes on. */
static bool is_inside(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {"as", "whether", "how", "where", "what", "why", ""};

    return ordo_is_any(search, at, words);
}

static void read_ends(const struct search *search, struct block *block, size_t first)
{
    uint64_t *rows = block->rows, comma = rows[TRAIT_COMMA], cut, saying;
    uint64_t subordinator = rows[TRAIT_OF(SUBORDINATOR)] & ~rows[TRAIT_THAT];

    rows[TRAIT_GOES_ON] = ordo_row_where(
        search, first,
        rows[TRAIT_OF(CONJUNCTION)] &
            (row_behind(block, TRAIT_OF(FINITE)) | row_behind(block, TRAIT_SKIPPED)),
        goes_on);
    saying = row_behind(block, TRAIT_OF(SAY)) & row_behind(block, TRAIT_OF(CLAUSE)) &
             row_behind(block, TRAIT_OF(FINITE)); /* "who estimated that ..., said" */
    cut = comma & (row_behind(block, TRAIT_OF(ACCORDING)) | saying |
                   (row_any_behind(block, WORD_VERB) & row_behind(block, TRAIT_OF(GERUND))));
    rows[TRAIT_CUT] = cut | ordo_row_where(search, first, comma & ~cut, is_cut);
    rows[TRAIT_OBJECT_END] = comma | rows[TRAIT_QUOTE] | rows[TRAIT_GOES_ON] |
                             (subordinator & ~ordo_row_where(search, first, subordinator, is_inside));
    rows[TRAIT_CLAUSE_VERB] =
        rows[TRAIT_IN_ED] | row_any(block, WORD(FINITE) | WORD(AUXILIARY) | WORD(COMMON_VERB) |
                                               WORD(BASE) | WORD(KONJUNKTIV) | WORD(KONJUNKTIV_TWO));
}

void ordo_clauses_read(struct ordo_reading *reading, const char *text)
{
    struct block *blocks = &reading->traits.blocks[1];
    const struct search search = ordo_search(reading, text);

    for (size_t i = 0; i < reading->traits.n; i++)
        blocks[i].rows[TRAIT_THAT] =
            ordo_row_where(&search, i * 64, blocks[i].rows[TRAIT_OF(SUBORDINATOR)], is_that);
    for (size_t i = 0; i < reading->traits.n; i++)
        read_ends(&search, &blocks[i], i * 64);
}

/* ---- clauses ---------------------------------------------------------------------------------- */

/* The first quotation of [first, past) that is a statement of its own, or `past`. */
static size_t next_quotation(const struct search *search, size_t first, size_t past)
{
    while ((first = ordo_next(search, first, past, TRAIT_QUOTE)) < past &&
           search->items[first].within)
        first++;
    return first;
}

bool ordo_clause_has_quotation(const struct search *search, struct clause clause)
{
    return next_quotation(search, clause.first, clause.past) < clause.past;
}

/* Where the clause that begins at `first` ends: before ", adding ...", "; ...", "and said ..." and
 * ", according to ...". */
size_t ordo_clause_end(const struct search *search, size_t first, size_t end)
{
    size_t on = ordo_next(search, first + 1, end, TRAIT_GOES_ON);
    size_t cut = ordo_next(search, first, on, TRAIT_CUT);

    if (cut < on && cut + 1 < end)
        return cut;
    return on < end && ordo_at_kind(search, on - 1, ITEM_COMMA) ? on - 1 : on;
}

/* A quotation is a statement of its own: the clause ends at the comma before it. */
static void end_before_quotation(const struct search *search, struct clause *clause)
{
    size_t i = next_quotation(search, clause->first, clause->past);

    if (i >= clause->past)
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
    return at < end ? ordo_next(search, at, end, TRAIT_OBJECT_END) : at;
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
