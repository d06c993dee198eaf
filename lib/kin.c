/* kin.c: whom "her husband", "Silva's older brother" means, where nobody has been called so yet.
 *
 * "Luis and Ana Torres" are a couple; else it is the one other person who may be of the gender and
 * whose family's name is the owner's. */
#include "kin.h"
#include "role.h"

#include <string.h>

#define NAMES_MAX    80 /* that are looked back */
#define SLAVIC_LEAST 5  /* bytes of a family's name that has a form for women */

/* "Luis and Ana Torres", once one is called a wife or a husband: that one, or SIZE_MAX. */
static size_t name_in_couple(const struct search *search, const struct finding *finding)
{
    static const char spouses[][WORD_ROOM] = {"wife", "husband", ""};
    const struct names *names = search->reading->names;
    enum gender gender = ordo_described_gender(search->items[finding->past - 1].classes);
    size_t i = ordo_names_before(names, finding->first);

    if (!ordo_is_any(search, finding->past - 1, spouses))
        return SIZE_MAX;
    for (int n = 0; i != SIZE_MAX && i > 0 && n < NAMES_MAX; n++, i--) {
        const struct name *right = &names->items[i], *left = right - 1;
        bool first = names->items[left->fuller].gender == gender;
        if (left->first + left->n + 1 != right->first || left->n > 1 ||
            !ordo_is_word(search, right->first - 1, "and"))
            continue;
        if (first != (names->items[right->fuller].gender == gender))
            return first ? i - 1 : i;
    }
    return SIZE_MAX;
}

size_t ordo_kin_owner(const struct search *search, const struct finding *finding,
                      const struct voice *last)
{
    const struct names *names = search->reading->names;
    enum gender gender = ordo_pronoun_gender(search, finding->first);
    size_t name = SIZE_MAX;
    bool sure;

    for (size_t i = finding->first; i < finding->past && name == SIZE_MAX; i++)
        if (search->items[i].genitive)
            name = ordo_names_at(names, i);
    if (name == SIZE_MAX && gender != GENDER_UNKNOWN)
        name = ordo_antecedent(search, finding->first, gender, last, &sure);
    return name == SIZE_MAX ? SIZE_MAX : names->items[name].fuller;
}

/* Whether the names are one family's: "Ganchev" and "Gancheva", "Kowalski" and "Kowalska" too. */
static bool is_one_family(const struct search *search, const struct name *a, const struct name *b)
{
    const struct item *x = &search->items[a->first + a->n - 1];
    const struct item *y = &search->items[b->first + b->n - 1];
    uint32_t m = ordo_bare_end(x, search->text) - x->begin;
    uint32_t n = ordo_bare_end(y, search->text) - y->begin, least = m < n ? m : n;
    const char *s = search->text + x->begin, *t = search->text + y->begin;

    if (a->key == b->key)
        return true;
    if (least < SLAVIC_LEAST || memcmp(s, t, least - 1) != 0)
        return false;
    if (m == n)
        return (s[n - 1] == 'i' && t[n - 1] == 'a') || (s[n - 1] == 'a' && t[n - 1] == 'i');
    return s[least - 1] == t[least - 1] && (m > n ? m - n : n - m) == 1 &&
           (m > n ? s[m - 1] : t[n - 1]) == 'a';
}

size_t ordo_kin(const struct search *search, const struct finding *finding,
                const struct voice *last)
{
    static const char kin[][WORD_ROOM] = {"wife", "husband", "sister", "brother", ""};
    const struct names *names = search->reading->names;
    enum gender gender = ordo_described_gender(search->items[finding->past - 1].classes);
    size_t only = name_in_couple(search, finding), owner, i;

    if (only != SIZE_MAX || gender == GENDER_UNKNOWN ||
        !ordo_is_any(search, finding->past - 1, kin) ||
        (owner = ordo_kin_owner(search, finding, last)) == SIZE_MAX)
        return only;
    i = ordo_names_before(names, finding->first);
    for (int n = 0; i != SIZE_MAX && n < NAMES_MAX; n++, i = ordo_name_previous(i)) {
        const struct name *full = ordo_full_name(names, i);
        if (names->items[i].fuller == owner ||
            (full->gender != gender && full->gender != GENDER_UNKNOWN) ||
            ordo_name_length(full) < 2 || !is_one_family(search, full, &names->items[owner]))
            continue;
        if (only != SIZE_MAX && names->items[only].fuller != names->items[i].fuller)
            return SIZE_MAX;
        only = i;
    }
    return only;
}
