/* german_noun.c: what German nouns are by their last part.
 *
 * No list holds all compounds, but the last part tells what they are: "Landesvorsitzende",
 * "SPD-Fraktionschefin", "Bezirksgericht". Endings are taken off one or two letters at a time, and
 * what is left is compared with the heads that share its last letter. */
#include "german_noun.h"

#include <string.h>

#define COMPOUND_MIN 8 /* bytes */

/* Who stands before a name, "Polizeichef Weber", and who speaks as an office or body. */
#define PERSON (WORD(TITLE) | WORD(ROLE))
#define BODY   (WORD(ROLE) | WORD(ROLE_THING))

struct head {
    const char *word;
    uint64_t classes;
};

static const struct head IN_D[] = {{"verband", BODY}, {NULL, 0}},
                         IN_E[] = {{"vorsitzende", PERSON}, {"abgeordnete", PERSON},
                                   {"beauftragte", PERSON}, {"beamte", PERSON},
                                   {"experte", PERSON},     {"behörde", BODY},
                                   {NULL, 0}},
                         IN_F[] = {{"chef", PERSON}, {"bischof", PERSON}, {NULL, 0}},
                         IN_G[] = {{"regierung", BODY}, {"zeitung", BODY}, {NULL, 0}},
                         IN_I[] = {{"polizei", BODY}, {"partei", BODY}, {NULL, 0}},
                         IN_L[] = {{"general", PERSON}, {NULL, 0}},
                         IN_M[] = {{"ministerium", BODY}, {"präsidium", BODY}, {"ökonom", PERSON},
                                   {NULL, 0}},
                         IN_N[] = {{"kommission", BODY},  {"fraktion", BODY}, {"direktion", BODY},
                                   {"unternehmen", BODY}, {"konzern", BODY},  {"kapitän", PERSON},
                                   {"hauptmann", PERSON}, {"obmann", PERSON}, {NULL, 0}},
                         IN_R[] = {{"minister", PERSON},   {"sprecher", PERSON},
                                   {"leiter", PERSON},     {"direktor", PERSON},
                                   {"kanzler", PERSON},    {"sekretär", PERSON},
                                   {"kommissar", PERSON},  {"meister", PERSON},
                                   {"trainer", PERSON},    {"manager", PERSON},
                                   {"richter", PERSON},    {"politiker", PERSON},
                                   {"senator", PERSON},    {"botschafter", PERSON},
                                   {"gouverneur", PERSON}, {"professor", PERSON},
                                   {"redakteur", PERSON},  {"vertreter", PERSON},
                                   {"berater", PERSON},    {"forscher", PERSON},
                                   {"führer", PERSON},     {"gründer", PERSON},
                                   {"agentur", BODY},      {NULL, 0}},
                         IN_T[] = {{"präsident", PERSON},  {"anwalt", PERSON}, {"kandidat", PERSON},
                                   {"kommandant", PERSON}, {"gericht", BODY},  {"institut", BODY},
                                   {"anwaltschaft", BODY}, {NULL, 0}};

static const struct head *const BY_LAST_LETTER[] = {
    ['d' - 'a'] = IN_D, ['e' - 'a'] = IN_E, ['f' - 'a'] = IN_F, ['g' - 'a'] = IN_G,
    ['i' - 'a'] = IN_I, ['l' - 'a'] = IN_L, ['m' - 'a'] = IN_M, ['n' - 'a'] = IN_N,
    ['r' - 'a'] = IN_R, ['t' - 'a'] = IN_T};

/* Of the compound [begin, end), without the first letter, which may be a capital behind "-". */
static uint64_t head_classes(const char *begin, const char *end)
{
    unsigned last = (unsigned)end[-1] - 'a';
    const struct head *head = last > 't' - 'a' ? NULL : BY_LAST_LETTER[last];

    for (; head != NULL && head->word != NULL; head++) {
        size_t n = strlen(head->word) - 1;
        if ((size_t)(end - begin) > n + 2 && memcmp(end - n, head->word + 1, n) == 0 &&
            ((end[-(long)n - 1] | ' ') == head->word[0] || (unsigned char)head->word[0] >= 0x80))
            return head->classes;
    }
    return 0;
}

uint64_t ordo_german_noun_classes(const struct item *item, const char *text)
{
    const char *begin = text + item->begin, *end = text + item->end;
    uint64_t classes;
    char last;

    if (end - begin < COMPOUND_MIN)
        return 0;
    last = end[-1];
    classes = head_classes(begin, end);
    if (classes == 0 && (last == 'n' || last == 'r' || last == 's')) /* "-vorsitzender" */
        classes = head_classes(begin, end - 1);
    if (classes == 0 && last == 'n' && (end[-2] == 'i' || end[-2] == 'e')) /* "-sprecherin" */
        classes = head_classes(begin, end - 2);
    return classes;
}
