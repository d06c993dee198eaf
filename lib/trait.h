/* trait.h: what holds of each item of the narration, as rows of bits.
 *
 * A trait is a question that is answered by yes or no: is it a comma, has it this class, can it
 * stand in a noun phrase? Bit i of its row answers for item i. So one operation answers for 64
 * items, and the next item with a trait is found by counting zeros, without a branch for each word.
 * These are the parallel bit streams of Cameron, Herdy and Lin, "High performance XML parsing using
 * parallel bit stream technology" (CASCON 2008), of words instead of characters. */
#ifndef ORDO_TRAIT_H
#define ORDO_TRAIT_H

#include "lexicon.h"
#include "ordo.h"

struct item;
struct ordo_reading;

/* Before these stand the classes of words, by enum word_class_number. */
enum trait {
    TRAIT_KIND = WORD_NUMBERS, /* the three bits of enum item_kind, the lowest first */
    TRAIT_WORD = 64,           /* its kind; as the next four */
    TRAIT_QUOTE,
    TRAIT_COMMA,
    TRAIT_COLON,
    TRAIT_BREAK,
    TRAIT_END,          /* ordo_ends_sentence() */
    TRAIT_BEGINS_NAME,  /* can be the first word of a name. This and the next three by name_run.c */
    TRAIT_IN_NAME,      /* can be another word of one */
    TRAIT_EXTENDS_NAME, /* is one if what stands before it is part of a name */
    TRAIT_JOINS_NAME,   /* what stands before it may be part of a name that goes on behind it */
    TRAIT_NAME,         /* part of one. From here on by phrase.c, as phrase.h tells */
    TRAIT_CUE,          /* ordo_is_cue() */
    TRAIT_DETERMINER,
    TRAIT_SECOND_DETERMINER, /* "the two", "all the" */
    TRAIT_PRONOUN,
    TRAIT_CHAIN,
    TRAIT_SKIPPED,
    TRAIT_PREDICATE,
    TRAIT_PHRASE_WORD, /* noun, adjective or name: part of a noun phrase wherever it stands */
    TRAIT_ENDS_GERMAN, /* a noun behind which a German noun phrase cannot go on */
    TRAIT_INNER,  /* a phrase word that a noun phrase goes on to from its right, whatever it is */
    TRAIT_BEGINS, /* can begin a noun phrase */
    TRAIT_CONTINUES,   /* is part of a noun phrase that what stands before it is part of */
    TRAIT_PASSIVE,     /* behind "was", adverbs apart. This and the next by cue.c */
    TRAIT_FINITE,      /* ordo_cue_is_finite() */
    TRAIT_MAY_GO_ON,   /* "and", before what may be a reporting verb. From here on by clause.c */
    TRAIT_MAY_END,     /* what can end an object */
    TRAIT_CLAUSE_VERB, /* what makes words a clause */
    TRAIT_REPORTS,     /* may report, by english_report.c and german_report.c */
    TRAIT_MOOD,        /* a verb in the mood of reported speech, by german_report.c */
    TRAIT_COUNT
};

#define TRAIT_OF(class) ((enum trait)WORD_NUMBER_##class)

/* The rows of 64 items. */
struct block {
    uint64_t rows[TRAIT_COUNT];
};

/* Those of items before the first and behind the last hold nothing, and can be asked for: items -64
 * to n + 63. */
struct traits {
    struct block *blocks; /* block i is that of items 64 (i - 1) on */
    size_t n, capacity;   /* blocks that hold items */
};

/* Reads the rows before TRAIT_NAME of n items. */
int ordo_traits_read(struct traits *traits, const struct item *items, size_t n,
                     struct ordo_error *error);
void ordo_traits_release(struct traits *traits);

/* ---- rows of a block ------------------------------------------------------------------------- */

/* The items of any of these classes. */
static inline uint64_t row_any(const struct block *block, uint64_t classes)
{
    uint64_t row = 0;

    for (; classes != 0; classes &= classes - 1)
        row |= block->rows[__builtin_ctzll(classes)];
    return row;
}

/* The items that one with the trait, or of any of these classes, stands before; behind. */
static inline uint64_t row_before(const struct block *block, enum trait trait)
{
    return block->rows[trait] << 1 | block[-1].rows[trait] >> 63;
}

static inline uint64_t row_behind(const struct block *block, enum trait trait)
{
    return block->rows[trait] >> 1 | block[1].rows[trait] << 63;
}

static inline uint64_t row_any_before(const struct block *block, uint64_t classes)
{
    return row_any(block, classes) << 1 | row_any(block - 1, classes) >> 63;
}

static inline uint64_t row_any_behind(const struct block *block, uint64_t classes)
{
    return row_any(block, classes) >> 1 | row_any(block + 1, classes) << 63;
}

/* ---- items ----------------------------------------------------------------------------------- */

/* The narration that is searched; borrowed. */
struct search {
    const struct ordo_reading *reading;
    const struct item *items;
    size_t n;
    const char *text;
    const struct block *blocks;
};

struct search ordo_search(const struct ordo_reading *reading, const char *text);

/* Reads rows of 64 items, the first of which is `first`. */
typedef void ordo_read_rows(const struct search *search, struct block *block, size_t first);

/* Reads them of all items. */
void ordo_rows_read(struct ordo_reading *reading, const char *text, ordo_read_rows *read);

static inline bool ordo_has(const struct search *search, size_t at, enum trait trait)
{
    return (search->blocks[(at + 64) / 64].rows[trait] >> at % 64 & 1) != 0;
}

/* The 64 items from `at` on, by their bits. */
static inline uint64_t block_window(const struct block *blocks, size_t at, enum trait trait)
{
    const struct block *block = &blocks[(at + 64) / 64];

    return block->rows[trait] >> at % 64 | block[1].rows[trait] << 1 << (63 - at % 64);
}

/* The first item of [first, past) that has the trait, or `past`. */
static inline size_t block_next(const struct block *blocks, size_t first, size_t past,
                                enum trait trait)
{
    for (size_t at = first; at < past; at += 64) {
        uint64_t row = block_window(blocks, at, trait);
        if (row != 0) { /* mostly at once */
            at += (size_t)__builtin_ctzll(row);
            return at < past ? at : past;
        }
    }
    return past;
}

/* The last item of [first, past) that has the trait, or SIZE_MAX. */
static inline size_t block_last(const struct block *blocks, size_t first, size_t past,
                                enum trait trait)
{
    for (; past > first; past = past > 64 ? past - 64 : 0) {
        uint64_t row = block_window(blocks, past - 64, trait); /* 64 items are before the first */
        if (row != 0) {
            past -= (size_t)__builtin_clzll(row) + 1;
            return past + 1 > first ? past : SIZE_MAX;
        }
    }
    return SIZE_MAX;
}

static inline uint64_t ordo_window(const struct search *search, size_t at, enum trait trait)
{
    return block_window(search->blocks, at, trait);
}

static inline size_t ordo_next(const struct search *search, size_t first, size_t past,
                               enum trait trait)
{
    return block_next(search->blocks, first, past, trait);
}

static inline size_t ordo_last(const struct search *search, size_t first, size_t past,
                               enum trait trait)
{
    return block_last(search->blocks, first, past, trait);
}

/* Of a row, whose first item is `first`, the items of which something holds that the rows do not
 * tell. */
static inline uint64_t ordo_row_where(const struct search *search, size_t first, uint64_t row,
                                      bool (*holds)(const struct search *, size_t))
{
    for (uint64_t left = row; left != 0; left &= left - 1)
        if (!holds(search, first + (size_t)__builtin_ctzll(left)))
            row ^= left & -left;
    return row;
}

#endif
