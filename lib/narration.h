/* narration.h: what the reporter says around the quotations, as a row of items. */
#ifndef ORDO_NARRATION_H
#define ORDO_NARRATION_H

#include "lexicon.h"
#include "mark.h"
#include "trait.h"

enum item_kind {
    ITEM_WORD,
    ITEM_QUOTE, /* a whole quotation */
    ITEM_COMMA, /* comma or dash */
    ITEM_COLON,
    ITEM_OPEN, /* bracket */
    ITEM_CLOSE,
    ITEM_STOP, /* end of a sentence; as all that follow */
    ITEM_BREAK /* end of a paragraph; between sentences there is exactly one stop or break */
};

/* How a quotation ends inside its marks. */
enum ending {
    ENDING_NONE,
    ENDING_COMMA,
    ENDING_FULL /* . */,
    ENDING_STRONG /* ! or ? or an ellipsis */
};

/* What stands inside the marks. */
struct look {
    size_t n_words;
    bool upper;   /* its first letter is a capital, or of a script without them */
    bool capital; /* all of its words of more than three letters are capitalised: a title */
};

struct item {
    uint32_t begin, end; /* bytes of the text */
    uint64_t classes;    /* of a word, sum of WORD(...) in the article's language; else 0 */
    uint64_t head;       /* of a word, lexicon_head(); else 0 */
    union {
        uint32_t pair; /* of a quotation */
        uint32_t name; /* of a word: place in struct names + 1, or 0 */
    };
    uint16_t entry;     /* of a word, its place in ordo_lexicon_entries */
    uint8_t kind;       /* enum item_kind */
    uint8_t ending : 2; /* of a quotation, enum ending */
    bool within : 1;    /* a quotation that is part of the reported clause around it */
    bool term : 1;      /* a quotation that is no statement */
    bool reported : 1;  /* a quotation in a reported clause, in German */
    bool genitive : 1;  /* a word that ends in 's or ’s */
};

struct narration {
    struct item *items;
    size_t n, capacity;
    uint32_t *quotes; /* [n_quotes] the item of each of marks->pairs */
    size_t n_quotes, quote_capacity;
    struct traits traits; /* of the items */
    size_t length;        /* bytes of the text */
    enum lexicon_language language;
    bool fragments; /* there are quotations within clauses */
    bool unspaced;  /* there is a script whose words have no spaces between them */
};

/* Reads the text around marks->pairs. */
int ordo_narration_read(struct narration *narration, const struct marks *marks, const char *text,
                        size_t length, struct ordo_error *error);
void ordo_narration_release(struct narration *narration);

/* Whether item `at` ends a sentence; what lies outside does. */
static inline bool ordo_ends_sentence(const struct narration *narration, size_t at)
{
    return at >= narration->n || narration->items[at].kind >= ITEM_STOP;
}

#define SENTENCE_MAX 200 /* items to each side that a sentence is followed */

/* The items of the sentence around item `at`, [begin, end). */
static inline size_t ordo_sentence_begin(const struct narration *narration, size_t at)
{
    size_t limit = at > SENTENCE_MAX ? at - SENTENCE_MAX : 0, end;

    if (at > narration->n)
        return at;
    end = block_last(narration->traits.blocks, limit, at, TRAIT_END);
    return end == SIZE_MAX ? limit : end + 1;
}

static inline size_t ordo_sentence_end(const struct narration *narration, size_t at)
{
    size_t left = at < narration->n ? narration->n - at : 0;

    return block_next(narration->traits.blocks, at,
                      at + (left < SENTENCE_MAX ? left : SENTENCE_MAX), TRAIT_END);
}

/* Whether item `at` begins a sentence. */
static inline bool ordo_begins_sentence(const struct narration *narration, size_t at)
{
    return at == 0 || ordo_ends_sentence(narration, at - 1);
}

/* Where the sentence before the one that begins at `begin` ends: before the stops and breaks in
 * between. 0: there is none. */
static inline size_t ordo_sentence_before(const struct narration *narration, size_t begin)
{
    while (begin > 0 && ordo_ends_sentence(narration, begin - 1))
        begin--;
    return begin;
}

/* Moves *begin, where a sentence begins, to where the one before begins; returns where that ends.
 */
static inline size_t ordo_sentence_back(const struct narration *narration, size_t *begin)
{
    size_t end = ordo_sentence_before(narration, *begin);

    *begin = ordo_sentence_begin(narration, end);
    return end;
}

/* The word's end without 's. */
static inline uint32_t ordo_bare_end(const struct item *item, const char *text)
{
    if (!item->genitive)
        return item->end;
    return item->end - (text[item->end - 2] == '\'' ? 2 : 4);
}

/* Where what ends with the word ends in a text of `length` bytes: the last point of "U.S." is part
 * of it, though it may end a sentence as well. */
static inline uint32_t ordo_item_past(const struct item *item, const char *text, size_t length)
{
    uint32_t end = item->end;

    return end +
           (end < length && text[end] == '.' && end > item->begin + 2 && text[end - 2] == '.');
}

static inline bool ordo_is_upper_word(const struct item *item)
{
    return (item->classes & WORD(UPPER)) != 0;
}

/* Whether the lexicon tells something of it. */
static inline bool ordo_is_listed(const struct item *item)
{
    return (item->classes & WORD_LISTED) != 0;
}

/* Whether names of lib/lexicon/places.txt begin with the word. */
static inline bool ordo_tells_place(const struct item *item)
{
    return ordo_lexicon_entries[item->entry].place != 0;
}

/* Whether a word is a finite reporting verb, or "according", "laut". */
static inline bool ordo_is_cue(const struct item *item)
{
    return (((item->classes & WORD_VERB) != 0) & ((item->classes & WORD(FINITE)) != 0)) |
           ((item->classes & WORD(ACCORDING)) != 0);
}

/* Of a word whose first eight letters are those of `word`: whether the others are, too. */
bool ordo_item_is_long(const struct item *item, const char *text, const char *word);

/* Whether a word is this lower-case one, whatever its capitals (ASCII). Against a short word given
 * in the code this is one comparison of eight bytes. */
static inline bool ordo_item_is(const struct item *item, const char *text, const char *word)
{
    size_t length = strlen(word);
    uint64_t head = 0;

    memcpy(&head, word, length < 8 ? length : 8);
    /* Behind a short word the head is zeros. */
    return item->head == head && (length < 8 || ordo_item_is_long(item, text, word));
}

/* Whether the word is longer than this and ends with it. */
static inline bool ordo_item_ends_with(const struct item *item, const char *text,
                                       const char *ending)
{
    size_t n = strlen(ending);

    return item->end - item->begin > n && memcmp(text + item->end - n, ending, n) == 0;
}

/* Whether that holds of one of n endings. */
static inline bool ordo_item_ends_with_one_of(const struct item *item, const char *text,
                                              const char *const *endings, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (ordo_item_ends_with(item, text, endings[i]))
            return true;
    return false;
}

/* The same of an array. */
#define ordo_item_ends_with_any(item, text, endings)                                               \
    ordo_item_ends_with_one_of(item, text, endings, sizeof(endings) / sizeof *(endings))

#define WORD_ROOM 16 /* bytes of a word in a list, zeros behind it; an empty one ends the list */

/* Whether it is one of the first n of these: all are compared, which is one guess less for the
 * processor than to end at the one that fits. */
static inline bool ordo_item_is_one_of(const struct item *item, const char *text,
                                       const char (*words)[WORD_ROOM], size_t n)
{
    uint64_t longer = 0;
    bool found = false;

    for (size_t i = 0; i < n; i++) {
        bool same = memcmp(&item->head, words[i], sizeof item->head) == 0;
        bool is_short = words[i][7] == '\0'; /* then it is all in its head; known to the compiler */
        found |= same & is_short;
        longer |= (uint64_t)(same & !is_short) << i;
    }
    for (; longer != 0; longer &= longer - 1)
        found |= ordo_item_is_long(item, text, words[__builtin_ctzll(longer)]);
    return found;
}

/* The same of an array. */
#define ordo_item_is_any(item, text, words)                                                        \
    ordo_item_is_one_of(item, text, words, sizeof(words) / sizeof *(words)-1)

/* ---- items of a search, which may lie outside ------------------------------------------------ */

/* Whether it is a word of one of these classes, of this kind, an adverb. */
static inline bool ordo_at(const struct search *search, size_t at, uint64_t classes)
{
    return at < search->n && (search->items[at].classes & classes) != 0;
}

static inline bool ordo_at_kind(const struct search *search, size_t at, enum item_kind kind)
{
    return at < search->n && search->items[at].kind == kind;
}

/* Of the commas the dashes. */
static inline bool ordo_at_dash(const struct search *search, size_t at)
{
    return ordo_at_kind(search, at, ITEM_COMMA) && search->text[search->items[at].begin] != ',' &&
           search->text[search->items[at].begin] != ';';
}

static inline bool ordo_at_adverb(const struct search *search, size_t at)
{
    return ordo_at(search, at, WORD(IN_LY));
}

/* As the plurals of English nouns and the third person of verbs do. */
static inline bool ordo_ends_in_s(const struct search *search, size_t at)
{
    return search->text[search->items[at].end - 1] == 's';
}

/* "Says": a finite verb in the present, of a third person. */
static inline bool ordo_at_third_person(const struct search *search, size_t at)
{
    return ordo_at(search, at, WORD(FINITE)) && ordo_ends_in_s(search, at);
}

static inline bool ordo_is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* "17", "1,500". */
static inline bool ordo_at_number(const struct search *search, size_t at)
{
    return ordo_at_kind(search, at, ITEM_WORD) && search->text[search->items[at].begin] >= '0' &&
           search->text[search->items[at].begin] <= '9';
}

/* A quotation that is part of the clause around it. */
static inline bool ordo_at_fragment(const struct search *search, size_t at)
{
    return at < search->n && search->items[at].within;
}

/* "leading": a longer word in small letters, most of which are gerunds. */
static inline bool ordo_at_ing(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at];

    return ordo_at_kind(search, at, ITEM_WORD) && !ordo_is_upper_word(item) &&
           item->end - item->begin > 5 && ordo_item_ends_with(item, search->text, "ing");
}

/* Before the adverbs that end at `past`, no further than `begin`. */
static inline size_t ordo_before_adverbs(const struct search *search, size_t past, size_t begin)
{
    while (past > begin && ordo_at_adverb(search, past - 1))
        past--;
    return past;
}

/* Whether item `at` is this lower-case word, or one of these. */
static inline bool ordo_is_word(const struct search *search, size_t at, const char *word)
{
    return at < search->n && ordo_item_is(&search->items[at], search->text, word);
}

/* Whether two items are the same word in any case, as far as its first letters and length tell. */
static inline bool ordo_same_word(const struct search *search, size_t a, size_t b)
{
    const struct item *x = &search->items[a], *y = &search->items[b];
    uint32_t n = x->end - x->begin;

    return x->head == y->head && n == y->end - y->begin &&
           memcmp(search->text + x->begin + 1, search->text + y->begin + 1, n - 1) == 0;
}

/* "Housing advocates say", "advocates have", "cycling advocates": a role in the plural that looks
 * like a verb. */
static inline bool ordo_at_plural_role(const struct search *search, size_t at)
{
    return ordo_at(search, at, WORD(ROLE)) && ordo_ends_in_s(search, at) &&
           (ordo_is_word(search, at + 1, "say") || ordo_at(search, at + 1, WORD(AUXILIARY)) ||
            (ordo_at(search, at + 1, WORD(FINITE)) &&
             search->text[search->items[at + 1].end - 1] == 'd') ||
            (at > 0 && ordo_at_ing(search, at - 1)));
}

#define ordo_is_any(search, at, words)                                                             \
    ((at) < (search)->n && ordo_item_is_any(&(search)->items[at], (search)->text, words))

#endif
