/* dateline.c: where and when a report was written, at its head: nobody's words.
 *
 * "PORT ESPERANZA, May 3 - ", in German also "Berlin (dpa) - " and "Washington/Berlin – ". */
#include "dateline.h"

#define DATELINE_MAX 10 /* items of a dateline */
#define CITY_MAX     3  /* words of cities before a dash */

/* "Berlin (dpa) - " */
static bool has_agency(const struct search *search, size_t begin)
{
    static const char agencies[][WORD_ROOM] = {"dpa", "afp", "ap",  "apa",  "reuters", "sda", "sid",
                                               "kna", "epd", "ots", "dapd", "dts",     ""};
    size_t open = begin + 1 + ordo_at(search, begin + 1, WORD(UPPER));

    return ordo_in_german(search) && ordo_at_kind(search, open, ITEM_OPEN) &&
           ordo_is_any(search, open + 1, agencies);
}

/* Behind "Bern - ", "Washington/Berlin – " at the head of a paragraph, or `begin`. */
static size_t behind_city(const struct search *search, size_t begin, size_t end)
{
    size_t dash = begin;

    if (!ordo_in_german(search) || (begin > 0 && !ordo_at_kind(search, begin - 1, ITEM_BREAK)))
        return begin;
    while (dash < begin + CITY_MAX && ordo_at_kind(search, dash, ITEM_WORD) &&
           ordo_at(search, dash, WORD(UPPER)) && !ordo_at_determiner(search, dash))
        dash++;
    return dash > begin && dash + 1 < end && ordo_at_dash(search, dash) &&
                   search->text[search->items[dash].begin - 1] == ' ' &&
                   (ordo_at(search, dash + 1, WORD(UPPER)) ||
                    ordo_at_kind(search, dash + 1, ITEM_QUOTE))
               ? dash + 1
               : begin;
}

/* "LIMA", "EL OBEID", not "I". */
static bool is_long(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at];

    return item->end - item->begin > 2 ||
           (item->end - item->begin == 2 && ordo_at(search, at + 1, WORD(UPPER)) &&
            item[1].end - item[1].begin > 2 && ordo_is_capital(search->text[item[1].begin + 1]));
}

size_t ordo_behind_dateline(const struct search *search, size_t begin, size_t end)
{
    const struct item *first = &search->items[begin];
    size_t city = behind_city(search, begin, end);

    if (city > begin)
        return city;
    if (begin >= end || first->kind != ITEM_WORD || !is_long(search, begin) ||
        (!ordo_is_capital(search->text[first->begin + 1]) && !has_agency(search, begin)))
        return begin;
    for (size_t i = begin + 1; i < end && i < begin + DATELINE_MAX; i++)
        if (ordo_at_kind(search, i, ITEM_COMMA) && search->text[search->items[i].begin] != ',')
            return i + 1;
    return begin;
}
