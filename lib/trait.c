/* trait.c: items -> rows of bits.
 *
 * The classes of a word and what else its item tells are 64 bits at most, so that 64 items are a
 * square of bits, which turned around its diagonal has a row for each trait (Warren, Hacker's
 * Delight, 2nd edition, 7-3). */
#include "reading.h"
#include "scratch.h"

#include <stdlib.h>
#include <string.h>

_Static_assert(TRAIT_IN_ED < 64, "an item's traits must be 64 at most");
_Static_assert(SUFFIX_LY == 1 && SUFFIX_ED == 2, "each suffix must be a bit");
_Static_assert(ITEM_STOP == 6 && ITEM_BREAK == 7, "an item's kind must be three bits");

/* Swaps what lies across the diagonal of a square of four, which rows a and b, `half` apart, halve.
 */
static inline void swap_halves(uint64_t *a, uint64_t *b, size_t half, uint64_t low)
{
    uint64_t swap = (*a >> half ^ *b) & low;

    *a ^= swap << half;
    *b ^= swap;
}

/* Turns squares of 2 and of 4 times `step` rows, in one go: four rows at a time. */
static inline void turn_fours(uint64_t *rows, size_t step, uint64_t low, uint64_t low_twice)
{
    for (size_t square = 0; square < 64; square += 4 * step)
        for (size_t i = square; i < square + step; i++) {
            uint64_t a = rows[i], b = rows[i + step], c = rows[i + 2 * step],
                     d = rows[i + 3 * step];
            swap_halves(&a, &b, step, low);
            swap_halves(&c, &d, step, low);
            swap_halves(&a, &c, 2 * step, low_twice);
            swap_halves(&b, &d, 2 * step, low_twice);
            rows[i] = a;
            rows[i + step] = b;
            rows[i + 2 * step] = c;
            rows[i + 3 * step] = d;
        }
}

static void turn(uint64_t *rows)
{
    turn_fours(rows, 1, UINT64_C(0x5555555555555555), UINT64_C(0x3333333333333333));
    turn_fours(rows, 4, UINT64_C(0x0F0F0F0F0F0F0F0F), UINT64_C(0x00FF00FF00FF00FF));
    turn_fours(rows, 16, UINT64_C(0x0000FFFF0000FFFF), UINT64_C(0x00000000FFFFFFFF));
}

static inline uint64_t traits_of(const struct item *item)
{
    return item->classes | (uint64_t)item->kind << TRAIT_KIND |
           (uint64_t)item->upper << TRAIT_UPPER | (uint64_t)item->suffix << TRAIT_IN_LY;
}

/* n: at most 64 items; those that are missing are breaks. */
static void read_block(struct block *block, const struct item *items, size_t n)
{
    uint64_t *rows = block->rows, *kind = &block->rows[TRAIT_KIND];

    for (size_t i = 0; i < n; i++)
        rows[i] = traits_of(&items[i]);
    for (size_t i = n; i < 64; i++)
        rows[i] = (uint64_t)ITEM_BREAK << TRAIT_KIND;
    turn(rows);
    rows[TRAIT_WORD] = ~(kind[0] | kind[1] | kind[2]);
    rows[TRAIT_QUOTE] = kind[0] & ~kind[1] & ~kind[2];
    rows[TRAIT_COMMA] = ~kind[0] & kind[1] & ~kind[2];
    rows[TRAIT_COLON] = kind[0] & kind[1] & ~kind[2];
    rows[TRAIT_END] = kind[1] & kind[2]; /* ITEM_STOP or ITEM_BREAK */
    rows[TRAIT_NAME] = 0;
}

int ordo_traits_read(struct traits *traits, const struct item *items, size_t n,
                     struct ordo_error *error)
{
    const size_t margin = sizeof *traits->blocks;

    traits->n = (n + 63) / 64;
    if (ordo_reserve(&traits->blocks, &traits->capacity, traits->n + 3, sizeof *traits->blocks,
                     error) != 0)
        return -1;
    memset(&traits->blocks[0], 0, margin);
    for (size_t i = 0, first = 0; i < traits->n; i++, first += 64)
        read_block(&traits->blocks[i + 1], &items[first], n - first < 64 ? n - first : 64);
    memset(&traits->blocks[traits->n + 1], 0, 2 * margin);
    return 0;
}

struct search ordo_search(const struct ordo_reading *reading, const char *text)
{
    return (struct search){reading, reading->narration.items, reading->narration.n, text,
                           reading->narration.traits.blocks};
}

void ordo_traits_release(struct traits *traits)
{
    free(traits->blocks);
    memset(traits, 0, sizeof *traits);
}
