/* indirect.c: reported speech without marks.
 *
 * A reporting verb is followed by its clause ("said that ...", "said he ...", "urged them to ...",
 * "asked whether ..."), or follows it ("..., he said"); "according to X" stands before or after.
 * The clause reaches to the end of the sentence, or to the next reporting word that is not its
 * own. */
#include "indirect.h"
#include "scratch.h"

#include <string.h>

#define CLAUSE_MIN      2  /* items in a reported clause */
#define DATELINE_MAX    10 /* items of a dateline */
#define TRAILING_MAX    12 /* items of an attribution at the end of a sentence */
#define PREDICATE_REACH 6  /* items between the subject of a clause and its verb */

/* Finite verb, auxiliary or any reporting verb: what makes words a clause. */
#define PREDICATE (WORD(FINITE) | WORD(AUXILIARY) | WORD(COMMON_VERB) | WORD(BASE))

struct clause {
    size_t first, past; /* items */
};

static bool has_predicate(const struct search *search, size_t first, size_t past)
{
    for (size_t i = first; i < past; i++)
        if (ordo_at(search, i, PREDICATE) ||
            (search->items[i].kind == ITEM_WORD &&
             search->items[i].end - search->items[i].begin > 4 &&
             memcmp(search->text + search->items[i].end - 2, "ed", 2) == 0))
            return true;
    return false;
}

static bool has_quotation(const struct search *search, size_t first, size_t past)
{
    for (size_t i = first; i < past; i++)
        if (search->items[i].kind == ITEM_QUOTE)
            return true;
    return false;
}

/* Where the clause that begins at `first` ends: before ", adding ...", "; ..." and
 * ", according to ...". */
static size_t clause_end(const struct search *search, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        if (!ordo_at_kind(search, i, ITEM_COMMA) || i + 1 >= end)
            continue;
        if (search->text[search->items[i].begin] == ';' ||
            ordo_at(search, i + 1, WORD(ACCORDING)) ||
            (ordo_at(search, i + 1, WORD_VERB) && ordo_at(search, i + 1, WORD(GERUND))))
            return i;
    }
    return end;
}

/* Whether the verb names who is spoken to before what is said. */
static bool is_told(const struct search *search, size_t verb)
{
    const struct item *item = &search->items[verb];

    return ordo_item_is(item, search->text, "told") || ordo_item_is(item, search->text, "tells") ||
           ordo_item_is(item, search->text, "tell") || ordo_item_is(item, search->text, "telling");
}

/* What the verb at `verb` reports, when the words after it begin it. */
static bool clause_after(const struct search *search, size_t verb, size_t end,
                         struct clause *clause)
{
    size_t at = verb + 1, object;

    while (at < end && ordo_at_adverb(search, at))
        at++;
    object = ordo_phrase_right(search, at);
    if (object > at && object < end && ordo_item_is(&search->items[object], search->text, "that"))
        at = object;                            /* "told reporters that" */
    if (object > at && is_told(search, verb)) { /* "told reporters the talks had failed" */
        at = object;
        object = ordo_phrase_right(search, at);
    }
    if (at >= end || search->items[at].kind != ITEM_WORD)
        return false;
    clause->first = at;
    clause->past = clause_end(search, at, end);
    if (ordo_item_is(&search->items[at], search->text, "that") ||
        ordo_item_is(&search->items[at], search->text, "dass"))
        return has_predicate(search, at + 1, clause->past);
    if (ordo_item_is(&search->items[at], search->text, "whether") ||
        ordo_item_is(&search->items[at], search->text, "ob") ||
        ordo_item_is(&search->items[at], search->text, "how") ||
        ordo_item_is(&search->items[at], search->text, "why") ||
        ordo_item_is(&search->items[at], search->text, "what"))
        return has_predicate(search, at + 1, clause->past);
    if (object > at && ordo_item_is(&search->items[object], search->text, "to"))
        at = clause->first = object; /* "urged the allies to" */
    if (ordo_item_is(&search->items[at], search->text, "to"))
        return ordo_at(search, verb, WORD(ACT)); /* "refused to" tells a deed */
    return ordo_at(search, verb, WORD(SAY) | WORD(THINK)) && object > at && object < clause->past &&
           has_predicate(search, object,
                         clause->past < object + PREDICATE_REACH ? clause->past
                                                                 : object + PREDICATE_REACH);
}

static int add(struct indirect **list, size_t *n, size_t *capacity, const struct search *search,
               struct clause clause, struct clause sentence, const struct finding *finding,
               struct ordo_error *error)
{
    struct indirect *added;

    if (has_quotation(search, clause.first, clause.past))
        return 0;
    while (clause.past > clause.first && search->items[clause.past - 1].kind != ITEM_WORD &&
           search->items[clause.past - 1].kind != ITEM_CLOSE)
        clause.past--;
    if (clause.past < clause.first + CLAUSE_MIN)
        return 0;
    if (ordo_reserve(list, capacity, *n + 1, sizeof **list, error) != 0)
        return -1;
    added = &(*list)[(*n)++];
    added->clause =
        (struct ordo_span){search->items[clause.first].begin, search->items[clause.past - 1].end};
    added->sentence = (struct ordo_span){search->items[sentence.first].begin,
                                         search->items[sentence.past - 1].end};
    added->finding = *finding;
    return 0;
}

/* "..., he said" and "..., said the minister": the clause is what stands before the comma. */
static bool clause_before(const struct search *search, size_t verb, size_t begin, size_t end,
                          struct clause *clause, struct finding *finding)
{
    size_t past;

    *finding = (struct finding){.cue = verb, .cue_past = verb + 1, .by = ORDO_BY_VERB_AFTER};
    if (verb > begin && ordo_at_kind(search, verb - 1, ITEM_COMMA)) {
        past = ordo_phrase_right(search, verb + 1);
        if (past == verb + 1)
            return false;
        finding->first = verb + 1;
        finding->past = past;
        clause->past = verb - 1;
    } else {
        if (!ordo_phrase_subject(search, verb, begin, finding) || finding->first == begin ||
            !ordo_at_kind(search, finding->first - 1, ITEM_COMMA))
            return false;
        if (verb + 1 < end && !ordo_at_kind(search, verb + 1, ITEM_COMMA) &&
            !ordo_at(search, verb + 1, WORD(PREPOSITION) | WORD(WEEKDAY) | WORD(ADVERB)))
            return false;
        clause->past = finding->first - 1;
    }
    finding->found = true;
    clause->first = begin;
    past = finding->past > verb ? finding->past : verb + 1;
    if (ordo_at_kind(search, past, ITEM_COMMA) && end - past > clause->past - begin) {
        clause->first = past + 1; /* "Still, he said, officials have to decide" */
        clause->past = clause_end(search, clause->first, end);
    }
    return ordo_at(search, verb, WORD(SAY)) && has_predicate(search, clause->first, clause->past);
}

static bool according(const struct search *search, size_t at, size_t begin, size_t end,
                      struct clause *clause, struct finding *finding)
{
    *finding = (struct finding){0};
    if (!ordo_cue_according(search, at, finding) || finding->past > end)
        return false;
    if (at == begin) {
        size_t comma = finding->past;
        while (comma < end && !ordo_at_kind(search, comma, ITEM_COMMA))
            comma++;
        *clause = (struct clause){comma + 1, end};
        return comma + 1 < end;
    }
    *clause = (struct clause){begin, ordo_at_kind(search, at - 1, ITEM_COMMA) ? at - 1 : at};
    return true;
}

/* Behind "PORT ESPERANZA, May 3 - ", which is nobody's words. */
static size_t after_dateline(const struct search *search, size_t begin, size_t end)
{
    const struct item *first = &search->items[begin];

    if (begin >= end || first->kind != ITEM_WORD || first->end - first->begin < 3 ||
        search->text[first->begin + 1] < 'A' || search->text[first->begin + 1] > 'Z')
        return begin;
    for (size_t i = begin + 1; i + 1 < end && i < begin + DATELINE_MAX; i++)
        if (ordo_at_kind(search, i, ITEM_COMMA) && search->text[search->items[i].begin] != ',')
            return i + 1;
    return begin;
}

/* "..., their union said on Friday.": the attribution at the end governs the whole sentence. */
static bool trailing(const struct search *search, size_t begin, size_t end, struct clause *clause,
                     struct finding *finding)
{
    for (size_t i = end; i-- > begin && end - i < TRAILING_MAX;)
        if (ordo_at(search, i, WORD(SAY)) && ordo_cue_is_finite(search, i) &&
            clause_before(search, i, begin, end, clause, finding))
            return clause->first == begin;
    return false;
}

int ordo_indirect_find(const struct search *search, size_t begin, size_t end,
                       struct indirect **list, size_t *n, size_t *capacity,
                       struct ordo_error *error)
{
    struct clause sentence = {begin, end};
    struct finding last = {0};
    struct clause whole;
    size_t free_from; /* items before it belong to a clause already */

    begin = free_from = after_dateline(search, begin, end);

    if (trailing(search, begin, end, &whole, &last) && !has_quotation(search, begin, whole.past))
        return add(list, n, capacity, search, whole, sentence, &last, error);
    last = (struct finding){0};
    for (size_t i = begin; i < end; i++) {
        struct clause clause;
        struct finding finding = {0};
        bool gerund = ordo_at(search, i, WORD(SAY)) && ordo_at(search, i, WORD(GERUND));
        if (ordo_at(search, i, WORD(ACCORDING))) {
            if (!according(search, i, free_from, end, &clause, &finding))
                continue;
        } else if (ordo_cue_is_finite(search, i)) {
            if (clause_after(search, i, end, &clause)) {
                if (!ordo_cue_subject(search, i, free_from, &finding))
                    continue;
            } else if (!clause_before(search, i, free_from, end, &clause, &finding)) {
                continue;
            }
        } else if (gerund && clause_after(search, i, end, &clause)) {
            if (last.found)
                finding = last;
            else if (!ordo_cue_first_phrase(search, free_from, i, &finding))
                continue;
            finding.by = ORDO_BY_PARTICIPLE;
            finding.cue = i;
            finding.cue_past = i + 1;
        } else {
            continue;
        }
        last = finding;
        if (add(list, n, capacity, search, clause, sentence, &finding, error) != 0)
            return -1;
        if (clause.past > i)
            i = clause.past - 1;
        free_from = i + 1;
    }
    return 0;
}
