/* signature.c: attribution by a line that names a person and has no verb: a heading above the
 * quotation, a signature below it, or one behind a dash in its own line. */
#include "attribution.h"

#include <string.h>

#define HEADING_MAX 12 /* items */
#define LIST_MAX    20 /* of what people said */
#define RUN_IN_MAX  3  /* sentences between such a heading and the quotation */

/* Whether [begin, end) is a person's name, title and all, and at most a description without a verb.
 */
static bool is_name_line(const struct search *search, size_t begin, size_t end,
                         struct finding *finding)
{
    const struct names *names = search->reading->names;
    size_t name = ordo_names_at(names, begin), past;

    if (end <= begin || end - begin > HEADING_MAX)
        return false;
    if (name == SIZE_MAX ||
        !ordo_name_is_human(names, name)) { /* "goalkeeper Maria Silva, on her record" */
        past = ordo_phrase_right(search, begin);
        name = past > begin ? ordo_names_at(names, past - 1) : SIZE_MAX;
        if (name == SIZE_MAX || !ordo_name_is_human(names, name) ||
            !ordo_at(search, names->items[name].first - 1, WORD(ROLE) | WORD(TITLE)))
            return false;
    }
    past = names->items[name].first + names->items[name].n;
    for (size_t i = begin; i < end; i++)
        if (ordo_at_kind(search, i, ITEM_QUOTE) || ordo_at_kind(search, i, ITEM_COLON))
            return false;
    if (!ordo_is_nominal(search, begin, end))
        return false;
    *finding = (struct finding){.first = begin, .past = past, .by = ORDO_BY_LABEL, .found = true};
    return true;
}

/* Such a line right behind a quotation that is a paragraph, or the end of that paragraph. */
static bool signed_below(const struct search *search, size_t quote, struct finding *finding)
{
    struct finding found;
    size_t begin = quote + 1, end;

    if (quote > 0 && !ordo_at_kind(search, quote - 1, ITEM_BREAK))
        return false;
    while (begin < search->n && ordo_ends_sentence(&search->reading->narration, begin))
        begin++;
    end = ordo_sentence_end(&search->reading->narration, begin);
    if (begin == quote + 1 || end >= search->n ||
        !(ordo_at_kind(search, end, ITEM_BREAK) || ordo_at_kind(search, end + 1, ITEM_BREAK)) ||
        !is_name_line(search, begin, end, &found))
        return false;
    *finding = found;
    return true;
}

/* Such a line right before the quotation's paragraph. */
static bool headed_above(const struct search *search, size_t quote, struct finding *finding)
{
    size_t end, begin;

    if (quote < 2 || !ordo_at_kind(search, quote - 1, ITEM_BREAK))
        return false;
    end = ordo_sentence_before(&search->reading->narration, quote);
    begin = ordo_sentence_begin(&search->reading->narration, end);
    return (begin == 0 || ordo_at_kind(search, begin - 1, ITEM_BREAK)) &&
           is_name_line(search, begin, end, finding);
}

/* Whether a list of lines and quotations, to which the one at `quote` belongs, begins with a
 * quotation: then the lines are signatures. */
static bool begins_with_quotation(const struct search *search, size_t quote)
{
    struct finding line;

    for (int n = 0; n < LIST_MAX && headed_above(search, quote, &line); n++) {
        size_t at = ordo_sentence_before(&search->reading->narration, line.first);
        if (at == 0 || !ordo_at_kind(search, at - 1, ITEM_QUOTE))
            return false;
        quote = at - 1;
    }
    return true;
}

bool ordo_attribution_heading(const struct search *search, size_t quote, struct finding *finding)
{
    return headed_above(search, quote, finding) && !begins_with_quotation(search, quote);
}

/* "..." at the end of a paragraph, and "- Maria Silva." in the next: a signature. */
bool ordo_attribution_signature(const struct search *search, size_t quote, struct finding *finding)
{
    size_t at = quote + 1, past;

    if (signed_below(search, quote, finding))
        return true;
    while (ordo_at_kind(search, at, ITEM_STOP))
        at++;
    if (!ordo_at_kind(search, at, ITEM_BREAK) || at + 1 >= search->n)
        return false;
    at++;
    if (ordo_at_kind(search, at, ITEM_COMMA)) /* a dash */
        at++;
    else if (search->items[at].begin == 0 ||
             memchr("-~", search->text[search->items[at].begin - 1], 2) == NULL) {
        if (search->items[at].begin < 2 ||
            memcmp(search->text + search->items[at].begin - 2, "- ", 2) != 0)
            return false;
    }
    past = ordo_phrase_right(search, at);
    if (ordo_names_at(search->reading->names, at) == SIZE_MAX ||
        !(ordo_at_kind(search, past, ITEM_STOP) || ordo_at_kind(search, past, ITEM_BREAK) ||
          ordo_at_kind(search, past, ITEM_COMMA)))
        return false;
    *finding = (struct finding){.first = at, .past = past, .by = ORDO_BY_LABEL, .found = true};
    return true;
}

/* "Maria Silva, Bank of Lima. Prices rise. "..."": a heading within the paragraph. */
bool ordo_attribution_run_in(const struct search *search, size_t quote, struct finding *finding)
{
    const struct narration *narration = &search->reading->narration;
    size_t begin = ordo_sentence_begin(narration, quote), end = quote;

    for (int n = 0; n < RUN_IN_MAX && begin > 0 && ordo_at_kind(search, begin - 1, ITEM_STOP);
         n++) {
        end = ordo_sentence_back(narration, &begin);
    }
    return end < quote && (begin == 0 || ordo_at_kind(search, begin - 1, ITEM_BREAK)) &&
           ordo_next(search, end, quote, TRAIT_QUOTE) == quote &&
           is_name_line(search, begin, end, finding);
}

/* "May 3", "1991"; an age is shorter. */
static bool is_date(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at];
    char first = search->text[item->begin];

    return ordo_at(search, at, WORD(MONTH)) ||
           (first >= '0' && first <= '9' && item->end - item->begin == 4);
}

/* Not "- speech in Lima, June 5", "- CNN, May 3". */
static bool is_signatory(const struct search *search, size_t first, size_t past)
{
    bool dated = ordo_at_kind(search, past, ITEM_COMMA) && is_date(search, past + 1);

    if (search->text[search->items[first].begin] == '@' ||
        (ordo_phrase_is_person(search, first, past) && !(dated && past == first + 1)))
        return true;
    return !dated && ordo_names_at(search->reading->names, past - 1) != SIZE_MAX &&
           ordo_next(search, first, past, TRAIT_OF(CUE_NOUN)) == past;
}

/* "..." - Maria Silva, mayor of Lima, to reporters: what follows in the line has no verb but in
 * clauses about who that is. */
bool ordo_attribution_dash(const struct search *search, size_t quote, struct finding *finding)
{
    const struct narration *narration = &search->reading->narration;
    size_t first = quote + 1, past, end;

    first += ordo_at_kind(search, first, ITEM_STOP);
    if (!ordo_at_dash(search, first) || (ordo_sentence_begin(narration, quote) != quote &&
                                         !ordo_at_kind(search, quote - 1, ITEM_COLON)))
        return false; /* nearly always */
    while (ordo_at_dash(search, first))
        first++;
    past = search->text[search->items[first].begin] == '@' ? first + 1
                                                           : ordo_phrase_right(search, first);
    end = ordo_sentence_end(narration, first);
    for (size_t i = past; i < end && !ordo_at(search, i, WORD(RELATIVE)); i++)
        if (ordo_at_dash(search, i) || ordo_at_predicate(search, i))
            return false;
    *finding = (struct finding){.first = first, .past = past, .by = ORDO_BY_LABEL};
    return finding->found = past > first && !ordo_at_pronoun(search, first) &&
                            is_signatory(search, first, past) &&
                            (ordo_at_kind(search, end, ITEM_BREAK) ||
                             ordo_at_kind(search, end + 1, ITEM_BREAK) ||
                             ordo_at_kind(search, end + 1, ITEM_QUOTE));
}
