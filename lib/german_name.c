/* german_name.c: what makes names of words in German quotation marks.
 *
 * A word that names, beside them: "genannt „...“", "die Zeitschrift „...“", "„...“ – so werden sie
 * genannt"; or what stands in them: brands, and capitals throughout. */
#include "german_name.h"

#include <string.h>

#define NAMING_REACH 3 /* items between marks and the word that makes a name of them */

bool ordo_german_has_class(const struct narration *narration, size_t first, size_t past,
                           uint64_t classes)
{
    for (size_t i = first; i < past; i++)
        if ((narration->items[i].classes & classes) != 0 &&
            !(ordo_is_upper_word(&narration->items[i]) &&
              (narration->items[i].classes & WORD(FINITE)) != 0))
            return true;
    return false;
}

/* "heißt", not "heißt es". */
static bool names(const struct narration *narration, size_t at, const char *text)
{
    return (narration->items[at].classes & WORD(NAMING)) != 0 &&
           !(at + 1 < narration->n && ordo_item_is(&narration->items[at + 1], text, "es"));
}

/* "das sich selbst „...“ nennt", "Dies nennt man einen „...“": what something is called. */
static bool calls_itself(const struct narration *narration, size_t at, size_t begin,
                         const char *text)
{
    size_t end = ordo_sentence_end(narration, at);

    if (!ordo_german_has_class(narration, begin, end, WORD(NAME)))
        return false;
    for (size_t i = at > begin + NAMING_REACH ? at - NAMING_REACH : begin; i < at; i++)
        if (ordo_item_is(&narration->items[i], text, "man") ||
            (ordo_item_is(&narration->items[i], text, "sich") && i + 2 >= at))
            return true;
    return false;
}

/* "ein Strom, der als „Sonnenwind“ bezeichnet wird": by everybody. */
static bool is_called_so(const struct narration *narration, size_t at, size_t begin, size_t end,
                         const char *text)
{
    static const char passive[][WORD_ROOM] = {"wird", "werden", ""};
    const struct item *items = narration->items;

    if (at == begin || at + 2 >= end || !ordo_item_is(&items[at - 1], text, "als") ||
        (items[at + 1].classes & WORD(NAME)) == 0 ||
        !ordo_item_is_any(&items[at + 2], text, passive))
        return false;
    while (--at > begin && items[at].kind != ITEM_COMMA &&
           (items[at].classes & WORD(CONJUNCTION)) == 0)
        if (ordo_item_is(&items[at], text, "von"))
            return false;
    return true;
}

/* "„Rot-Hemden“ – so werden die Gegner genannt", "der „Oberste Rat“, wie er sich nennt" */
static bool is_called_behind(const struct narration *narration, size_t at, size_t end,
                             const char *text)
{
    static const char words[][WORD_ROOM] = {"so", "wie", ""};
    bool self = false;

    if (at + 2 >= end || narration->items[at + 1].kind != ITEM_COMMA ||
        !ordo_item_is_any(&narration->items[at + 2], text, words))
        return false;
    for (size_t i = at + 3; i < end && narration->items[i].kind != ITEM_COMMA; i++) {
        if (names(narration, i, text) && !ordo_is_upper_word(&narration->items[i]))
            return true;
        self = self || ordo_item_is(&narration->items[i], text, "sich");
        if (self && (narration->items[i].classes & WORD(NAME)) != 0)
            return true;
    }
    return false;
}

/* "Der Name des Tiers bedeutet „...“." */
static bool is_meaning(const struct narration *narration, size_t at, size_t begin, const char *text)
{
    static const char verbs[][WORD_ROOM] = {"bedeutet", "lautet", ""};
    static const char nouns[][WORD_ROOM] = {"name", "artname", "begriff", "titel", ""};
    bool verb = false;

    for (size_t i = at; i-- > begin && narration->items[i].kind == ITEM_WORD;) {
        verb = verb || ordo_item_is_any(&narration->items[i], text, verbs);
        if (verb && ordo_item_is_any(&narration->items[i], text, nouns))
            return true;
    }
    return false;
}

/* "die Union der Verbände, kurz „UdV“", "kurz: „UdV“" */
static bool is_short_for(const struct narration *narration, size_t at, size_t begin,
                         const char *text)
{
    at -= at > begin && narration->items[at - 1].kind == ITEM_COLON;
    return at > begin && ordo_item_is(&narration->items[at - 1], text, "kurz");
}

bool ordo_german_is_in_compound(const struct item *item, const char *text)
{
    return item[1].kind == ITEM_WORD && item[1].begin == item->end + 1 && text[item->end] == '-';
}

/* "Weber hat das „...“ genannt": in the active it is what somebody says. */
static bool is_called_by(const struct narration *narration, size_t at, size_t begin, size_t verb,
                         const char *text)
{
    static const char has[][WORD_ROOM] = {"hat", "hatte", "haben", "hatten", "habe", ""};

    while (ordo_item_is(&narration->items[verb], text, "genannt") && at-- > begin &&
           narration->items[at].kind != ITEM_COMMA)
        if (ordo_item_is_any(&narration->items[at], text, has))
            return true;
    return false;
}

/* "„...“, erklärte (der Verein)": behind it stands who says it; not "„...“, lautet der Titel". */
static bool is_reporting(const struct item *item, const char *text)
{
    static const char titles[][WORD_ROOM] = {"lautet", "lautete", "lauten", "heißt", "hieß", ""};

    return !ordo_is_upper_word(item) && (item->classes & WORD(SAY)) != 0 &&
           (item->classes & WORD(FINITE)) != 0 && !ordo_item_is_any(item, text, titles);
}

/* Named by the words beside it: "Profil 2.0, auch „X“ genannt", "„X“, so lautet der Titel". */
bool ordo_german_is_named(const struct narration *narration, size_t at, size_t begin, size_t end,
                          const char *text)
{
    size_t first = at > begin + NAMING_REACH ? at - NAMING_REACH : begin;
    size_t past = at + 2 * NAMING_REACH < end ? at + 2 * NAMING_REACH : end;

    if (calls_itself(narration, at, begin, text) || is_called_so(narration, at, begin, end, text) ||
        is_called_behind(narration, at, end, text) || is_meaning(narration, at, begin, text) ||
        is_short_for(narration, at, begin, text))
        return true;
    while (first < at && (!names(narration, first, text) ||
                          (ordo_is_upper_word(&narration->items[first]) && first + 1 < at)))
        first++; /* of nouns the one beside the marks: "der Zeitschrift „...“" */
    for (size_t i = at; i-- > first;)
        if (narration->items[i].kind != ITEM_WORD)
            return false;
    for (size_t i = at + 1; i < past && first == at && !is_reporting(&narration->items[i], text);
         i++)
        if (names(narration, i, text) && (narration->items[i].classes & WORD(ROLE)) == 0)
            return !is_called_by(narration, at, begin, i, text);
    return first < at;
}

bool ordo_german_is_brand(const struct item *item, const char *text)
{
    size_t at = item->begin;

    while (at < item->end && ((unsigned char)text[at] >= 0x80 || text[at] == '"'))
        at++;
    for (at++; at < item->end && text[at] != ' '; at++)
        if ((text[at] >= 'A' && text[at] <= 'Z') ||
            (text[at] == '.' && at + 1 < item->end && text[at + 1] >= 'a' && text[at + 1] <= 'z'))
            return true;
    return false;
}

bool ordo_german_is_all_capital(const struct item *item, const char *text)
{
    bool inside = false;

    if (memchr(text + item->begin, ' ', item->end - item->begin) == NULL)
        return false; /* "Schatten-Kabinett" is one word */

    for (size_t at = item->begin; at < item->end; at++) {
        bool letter = (unsigned char)text[at] < 0x80 && text[at] > ' ' && text[at] != '-';
        if (text[at] == ',' || (letter && !inside && text[at] >= 'a' && text[at] <= 'z'))
            return false; /* „Recht, Gesetz, Frieden“ */
        inside = text[at] != ' ';
    }
    return true;
}
