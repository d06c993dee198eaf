/* trait.c: items -> rows of bits.
 *
 * The classes of a word and what else its item tells are 64 bits at most, so that 64 items are a
 * square of bits, which turned around its diagonal has a row for each trait (Warren, Hacker's
 * Delight, 2nd edition, 7-3). */
#include "reading.h"
#include "scratch.h"

#include <stdlib.h>
#include <string.h>

_Static_assert(TRAIT_KIND + 3 <= 64, "an item's traits must be 64 at most");
_Static_assert(ITEM_STOP == 6 && ITEM_BREAK == 7, "an item's kind must be three bits");

/* Two rows beside each other. */
typedef uint64_t rows2 __attribute__((vector_size(16)));

/* Swaps what lies across the diagonal of a square of four, which rows a and b, `half` apart, halve.
 */
#define SWAP_HALVES(a, b, half, low)                                                               \
    do {                                                                                           \
        __typeof__(a) swap_ = ((a) >> (half) ^ (b)) & (low);                                       \
        (a) ^= swap_ << (half);                                                                    \
        (b) ^= swap_;                                                                              \
    } while (0)

/* Turns squares of 2 and of 4 times `step` rows, in one go: four rows at a time, each with the next
 * one. */
static inline void turn_fours(uint64_t *rows, size_t step, uint64_t low, uint64_t low_twice)
{
    for (size_t square = 0; square < 64; square += 4 * step)
        for (size_t i = square; i < square + step; i += 2) {
            rows2 a, b, c, d;
            memcpy(&a, &rows[i], sizeof a);
            memcpy(&b, &rows[i + step], sizeof b);
            memcpy(&c, &rows[i + 2 * step], sizeof c);
            memcpy(&d, &rows[i + 3 * step], sizeof d);
            SWAP_HALVES(a, b, step, low);
            SWAP_HALVES(c, d, step, low);
            SWAP_HALVES(a, c, 2 * step, low_twice);
            SWAP_HALVES(b, d, 2 * step, low_twice);
            memcpy(&rows[i], &a, sizeof a);
            memcpy(&rows[i + step], &b, sizeof b);
            memcpy(&rows[i + 2 * step], &c, sizeof c);
            memcpy(&rows[i + 3 * step], &d, sizeof d);
        }
}

/* The traits of items i and i + 1 of n, turned to squares of 2; those that are missing are breaks.
 */
static inline void read_twos(uint64_t *rows, const struct item *items, size_t n)
{
    for (size_t i = 0; i < 64; i += 2) {
        uint64_t a = (uint64_t)ITEM_BREAK << TRAIT_KIND, b = a;
        if (i < n)
            a = items[i].classes | (uint64_t)items[i].kind << TRAIT_KIND;
        if (i + 1 < n)
            b = items[i + 1].classes | (uint64_t)items[i + 1].kind << TRAIT_KIND;
        SWAP_HALVES(a, b, 1, UINT64_C(0x5555555555555555));
        rows[i] = a;
        rows[i + 1] = b;
    }
}

/* Turns the two squares of 32 rows. */
static void turn_halves(uint64_t *rows)
{
    for (size_t i = 0; i < 32; i += 2) {
        rows2 a, b;
        memcpy(&a, &rows[i], sizeof a);
        memcpy(&b, &rows[i + 32], sizeof b);
        SWAP_HALVES(a, b, 32, UINT64_C(0x00000000FFFFFFFF));
        memcpy(&rows[i], &a, sizeof a);
        memcpy(&rows[i + 32], &b, sizeof b);
    }
}

/* n: at most 64 items. */
static void read_block(struct block *block, const struct item *items, size_t n)
{
    uint64_t *rows = block->rows, *kind = &block->rows[TRAIT_KIND];

    if (n == 64) /* nearly always; the compiler knows then that none are missing */
        read_twos(rows, items, 64);
    else
        read_twos(rows, items, n);
    turn_fours(rows, 2, UINT64_C(0x3333333333333333), UINT64_C(0x0F0F0F0F0F0F0F0F));
    turn_fours(rows, 8, UINT64_C(0x00FF00FF00FF00FF), UINT64_C(0x0000FFFF0000FFFF));
    turn_halves(rows);
    rows[TRAIT_WORD] = ~(kind[0] | kind[1] | kind[2]);
    rows[TRAIT_QUOTE] = kind[0] & ~kind[1] & ~kind[2];
    rows[TRAIT_COMMA] = ~kind[0] & kind[1] & ~kind[2];
    rows[TRAIT_COLON] = kind[0] & kind[1] & ~kind[2];
    rows[TRAIT_BREAK] = kind[0] & kind[1] & kind[2];
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

void ordo_rows_read(struct ordo_reading *reading, const char *text, ordo_read_rows *read)
{
    const struct search search = ordo_search(reading, text);

    for (size_t i = 0; i < reading->narration.traits.n; i++)
        read(&search, &reading->narration.traits.blocks[i + 1], i * 64);
}

void ordo_traits_release(struct traits *traits)
{
    free(traits->blocks);
    memset(traits, 0, sizeof *traits);
}
