/* name_run.c: where proper names stand: runs of capitalised words, with what joins them.
 *
 * Where a name can begin and go on is told for 64 words at once, by rows of bits (trait.h). */
#include "name_run.h"
#include "names.h"

#include <ctype.h>
#include <string.h>

#define LEADING_MAX  20 /* items between a verb and a quotation */
#define OFFICE_MAX   4  /* words between "of" and a first name */
#define NICKNAME_MAX 32 /* bytes, with its marks */

/* Of NO_NAME those that can begin a name behind a quotation or comma: "...," Will wrote. */
#define BEHIND_COMMA (WORD(AUXILIARY) | WORD(STARTER))

#define DATE (WORD(MONTH) | WORD(WEEKDAY))

/* "the Prime Minister's Office", "St. Paul's Hospital", "the Teachers' Federation": bodies whose
 * names tell whose they are; "Clinton's Senate" are two. */
static bool is_body_of(const struct search *search, size_t at)
{
    const struct item *left = &search->items[at - 1];
    const char *text = search->text + left->begin;
    size_t length = ordo_bare_end(left, search->text) - left->begin;

    if (!ordo_in_english(search) ||
        !(ordo_at(search, at, WORD(ORG)) ||
          (ordo_at(search, at, WORD(UPPER)) && ordo_at(search, at + 1, WORD(ORG)))))
        return false;
    if (!left->genitive)
        return text[length - 1] == 's';
    return (ordo_lexicon_find(text, length, search->text + search->reading->narration.length)
                ->classes[LEXICON_ENGLISH] &
            (WORD(TITLE) | WORD(ROLE) | WORD(PORTFOLIO))) != 0 ||
           (at > 1 && ordo_is_word(search, at - 2, "st"));
}

static bool adjoins(const struct search *search, size_t at)
{
    const struct item *left = &search->items[at - 1], *right = &search->items[at];
    const char *text = search->text;
    size_t gap = right->begin - left->end;

    if (left->genitive)
        return gap == 1 && is_body_of(search, at);
    if (gap == 1 && text[left->end] == ' ')
        return true; /* nearly always */
    if ((gap == 2 && text[left->end] == '\'') ||
        (gap == 4 && memcmp(text + left->end, "’ ", 4) == 0))
        return is_body_of(search, at);
    for (size_t i = left->end; i < right->begin; i++)
        if (text[i] != ' ' && text[i] != '.' && text[i] != '\n' && text[i] != '\xC2' &&
            text[i] != '\xA0')
            return false;
    return true;
}

/* "Theresa May", "May said", "said May": a month's name that is somebody's. */
static bool is_no_month(const struct search *search, size_t at)
{
    static const char first_names[][WORD_ROOM] = {"april", "june", "august", ""};
    const uint64_t say = WORD(SAY) | WORD(FINITE);

    if (ordo_is_any(search, at, first_names) && ordo_at(search, at + 1, WORD(UPPER)) &&
        !ordo_is_listed(&search->items[at + 1]) && adjoins(search, at + 1) &&
        (at == 0 || search->items[at - 1].kind != ITEM_WORD))
        return true; /* "June Torres said" */
    if (at + 1 < search->n && (search->items[at + 1].classes & say) == say)
        return at == 0 || !ordo_at(search, at - 1, WORD(PREPOSITION));
    return at > 0 && ((search->items[at - 1].classes & say) == say ||
                      (ordo_at(search, at - 1, WORD(UPPER)) && adjoins(search, at) &&
                       ordo_name_first_gender(&search->reading->narration, &search->items[at - 1],
                                              search->text) != GENDER_UNKNOWN));
}

static bool is_in_capitals(const struct search *search, size_t at)
{
    const char *word;

    if (at >= search->n || search->items[at].kind != ITEM_WORD ||
        search->items[at].end - search->items[at].begin < 2)
        return false;
    word = search->text + search->items[at].begin;
    return ordo_is_capital(word[0]) && ordo_is_capital(word[1]);
}

/* "US officials", "the WHO": in capitals, which no neighbour has. */
static bool is_acronym(const struct search *search, size_t at)
{
    return is_in_capitals(search, at) && !is_in_capitals(search, at + 1) &&
           (at == 0 || !is_in_capitals(search, at - 1));
}

/* "Said Maria Silva, a nurse: "..."": a verb at the head of a sentence that leads to a quotation.
 */
static bool is_leading(const struct search *search, size_t at)
{
    for (size_t i = at + 1; i < at + LEADING_MAX && i < search->n; i++) {
        enum item_kind kind = (enum item_kind)search->items[i].kind;
        if (kind == ITEM_QUOTE)
            return search->items[i - 1].kind != ITEM_WORD;
        if (kind == ITEM_STOP || kind == ITEM_BREAK)
            return false;
    }
    return false;
}

/* "He Lifeng": a family name. */
static bool is_family_name(const struct search *search, size_t at)
{
    return ordo_is_word(search, at, "he") && !ordo_is_listed(&search->items[at + 1]) &&
           adjoins(search, at + 1);
}

/* "5 per cent", not "The plan is dead, per the ministry" */
static bool is_each(const struct search *search, size_t at)
{
    if (!ordo_is_word(search, at, "per"))
        return false;
    return (at > 0 && ordo_at_kind(search, at - 1, ITEM_WORD)) ||
           !(ordo_is_word(search, at + 1, "the") ||
             ordo_at(search, at + 1, WORD(UPPER) | WORD(ROLE)));
}

/* What the lexicon tells of these words is another word's. */
static void forget_classes(struct item *items, struct block *block, size_t first, uint64_t row,
                           uint64_t classes)
{
    for (; row != 0; row &= row - 1) {
        struct item *item = &items[first + (size_t)__builtin_ctzll(row)];
        for (uint64_t left = item->classes & classes; left != 0; left &= left - 1)
            block->rows[__builtin_ctzll(left)] &= ~(row & (0 - row));
        item->classes &= ~classes;
    }
}

void ordo_name_rows(const struct search *search, struct item *items, struct block *block,
                    size_t first)
{
    uint64_t *rows = block->rows, verb, more, surname = 0, leading = 0;

    if (ordo_in_english(search)) {
        uint64_t he = rows[TRAIT_OF(UPPER)] & rows[TRAIT_OF(HE)];
        uint64_t named = ordo_row_where(search, first,
                                        rows[TRAIT_OF(UPPER)] & ~he &
                                            (rows[TRAIT_OF(PRONOUN)] | rows[TRAIT_OF(RELATIVE)]),
                                        is_acronym);
        named |=
            ordo_row_where(search, first, he & row_behind(block, TRAIT_OF(UPPER)), is_family_name);
        forget_classes(items, block, first, named, WORD_LISTED);
        forget_classes(items, block, first,
                       ordo_row_where(search, first, rows[TRAIT_OF(ACCORDING)], is_each),
                       WORD(ACCORDING));
        surname = ordo_row_where(search, first, rows[TRAIT_OF(UPPER)] & rows[TRAIT_OF(MONTH)],
                                 is_no_month);
        leading =
            ordo_row_where(search, first,
                           rows[TRAIT_OF(UPPER)] & rows[TRAIT_OF(SAY)] & rows[TRAIT_OF(FINITE)] &
                               ~row_before(block, TRAIT_WORD) & row_behind(block, TRAIT_OF(UPPER)),
                           is_leading);
    }
    rows[TRAIT_BEGINS_NAME] =
        (surname |
         (rows[TRAIT_OF(UPPER)] & ~row_any(block, DATE | (NO_NAME & ~BEHIND_COMMA)) &
          (~row_any(block, BEHIND_COMMA) | row_before(block, TRAIT_QUOTE) |
           row_before(block, TRAIT_COMMA))) |
         (rows[TRAIT_OF(UPPER)] & rows[TRAIT_OF(ADVERB)] & row_behind(block, TRAIT_OF(UPPER)) &
          row_before(block, TRAIT_WORD) &
          ~row_before(block, TRAIT_OF(UPPER)))) & /* "First Nations" */
        ~leading;
    /* "Minister Silva Says Treaty Holds", "Slams Treaty": no part of a name in a headline. */
    verb = ((rows[TRAIT_OF(SAY)] & rows[TRAIT_OF(CLAUSE)]) |
            (row_any(block, WORD_VERB) & ~rows[TRAIT_OF(PARTICIPLE)])) &
           rows[TRAIT_OF(FINITE)] & ~(rows[TRAIT_OF(NOUN)] | rows[TRAIT_OF(CUE_NOUN)]);
    rows[TRAIT_IN_NAME] =
        rows[TRAIT_OF(UPPER)] & (~row_any(block, DATE) | surname) & ~verb & ~leading;
    more = rows[TRAIT_IN_NAME] & row_before(block, TRAIT_OF(UPPER));
    rows[TRAIT_EXTENDS_NAME] =
        (more & rows[TRAIT_OF(FOLLOWS)]) |
        ordo_row_where(search, first, more & ~rows[TRAIT_OF(FOLLOWS)], adjoins);
    rows[TRAIT_JOINS_NAME] =
        (rows[TRAIT_WORD] | rows[TRAIT_QUOTE]) &
        (row_any_behind(block, WORD(UPPER) | WORD(JOINER)) | /* of the next block not yet IN_NAME */
         row_any_before(block, WORD(TITLE) | WORD(ROLE)));
}

/* "Ursula von Berg", "Mark van der Berg": "von" is a preposition, too, and joins to a first name
 * alone; "der" only behind another. */
static bool joins_german(const struct search *search, size_t at)
{
    return ordo_at(search, at, WORD(JOINER)) && !ordo_at(search, at, WORD(DETERMINER)) &&
           (!ordo_at(search, at, WORD(PREPOSITION)) ||
            ordo_name_first_gender(&search->reading->narration, &search->items[at - 1],
                                   search->text) != GENDER_UNKNOWN);
}

/* A word that stands between the words of a name. "Of", "for" and "on" do in names of offices and
 * organisations alone: "Bank of America", "Commission on Audit", not "Sanders of Vermont". */
static bool joins(const struct search *search, size_t first, size_t at)
{
    static const char calls[][WORD_ROOM] = {"save",    "stop", "keep", "defend",
                                            "protect", "free", ""};
    const uint64_t heads = WORD(ORG) | WORD(TITLE);
    const struct item *items = search->items;
    const char *text = search->text;
    uint64_t classes = 0;

    if (ordo_in_german(search)) /* "Ärzte ohne Grenzen" */
        return joins_german(search, at) ||
               (ordo_is_word(search, at, "ohne") && ordo_is_word(search, at + 1, "grenzen"));
    if ((items[at].classes & WORD(JOINER)) != 0 && !ordo_item_is(&items[at], text, "of"))
        return true;
    if (ordo_item_is(&items[at], text, "the"))
        return ordo_is_any(search, at - 1, calls); /* "Save the Children" */
    if (!ordo_item_is(&items[at], text, "of") && !ordo_item_is(&items[at], text, "for") &&
        !ordo_item_is(&items[at], text, "on"))
        return false;
    for (size_t i = first; i < at; i++)
        classes |= i + 1 == at ? items[i].classes : items[i].classes & WORD(ORG);
    return (classes & (ordo_item_is(&items[at], text, "of") ? heads : WORD(ORG))) != 0;
}

/* Whether the word at `at` goes on with a name that the one before is part of. */
static bool goes_on(const struct search *search, size_t at)
{
    return ordo_has(search, at, TRAIT_IN_NAME) && adjoins(search, at);
}

size_t ordo_name_behind_office(const struct search *search, size_t of)
{
    const struct item *items = search->items;
    size_t first = of + 1, past;

    if (!ordo_is_word(search, of, "of") && !ordo_is_word(search, of, "for"))
        return 0;
    if (ordo_is_word(search, first, "the"))
        first++;
    past = first;
    while (goes_on(search, past) && (items[past].classes & WORD(PORTFOLIO)) != 0) {
        past++;
        if (ordo_is_word(search, past, "and") && ordo_has(search, past + 1, TRAIT_OF(UPPER)) &&
            ordo_at(search, past + 1, WORD(PORTFOLIO)))
            past++; /* "of Economy and Finance" */
    }
    for (size_t at = first; past == first && at < first + OFFICE_MAX && goes_on(search, at); at++)
        if (at > first && ordo_name_first_gender(&search->reading->narration, &items[at],
                                                 search->text) != GENDER_UNKNOWN)
            past = at;
    return past > first && goes_on(search, past) ? past : 0;
}

/* C. L. "Butch" Otter: whether item `at` is a word or two in marks within a name. */
static bool is_nickname(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at];
    size_t begin = item->begin, spaces = 0;

    if (!ordo_at_kind(search, at, ITEM_QUOTE) || !ordo_has(search, at + 1, TRAIT_IN_NAME) ||
        item->ending != ENDING_NONE || item->end - item->begin > NICKNAME_MAX ||
        ordo_is_listed(&item[-1]) || ordo_in_german(search))
        return false;
    while (begin < item->end && !isalnum((unsigned char)search->text[begin]))
        begin++;
    for (size_t i = begin; i < item->end; i++)
        spaces += search->text[i] == ' ';
    return ordo_is_capital(search->text[begin]) && spaces <= 1;
}

size_t ordo_name_run_on(const struct search *search, size_t at, size_t n)
{
    while (n < NAME_MAX && ordo_has(search, at + n, TRAIT_JOINS_NAME)) {
        size_t next = at + n, name;
        if (is_nickname(search, next)) {
            n += 2;
        } else if (ordo_at(search, next - 1, WORD(TITLE) | WORD(ROLE)) &&
                   (name = ordo_name_behind_office(search, next)) > 0 && name < at + NAME_MAX) {
            n = name - at + 1;
        } else {
            if (ordo_has(search, next, TRAIT_IN_NAME) ||
                !((unsigned)ordo_has(search, next + 1, TRAIT_IN_NAME) |
                  ordo_has(search, next + 1, TRAIT_OF(JOINER))) ||
                !joins(search, at, next) || !adjoins(search, next))
                break;
            name = next + 1;
            if (ordo_at(search, name, WORD(JOINER)) && !ordo_has(search, name, TRAIT_IN_NAME) &&
                ordo_at(search, next, WORD(JOINER)) && adjoins(search, name))
                name++; /* "von der" */
            if (!ordo_has(search, name, TRAIT_IN_NAME) || !adjoins(search, name))
                break;
            n = name - at + 1;
        }
        if (n < NAME_MAX)
            n = name_words(search, at, n);
    }
    return n;
}
