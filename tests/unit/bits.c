/* Rows of bits against a look at every bit, alone and in blocks of traits, and the kinds of bytes
 * against the bytes themselves. */
#include "../../lib/bits.h"
#include "../../lib/bytes.h"
#include "../../lib/trait.h"
#include "tap.h"

#include <stdlib.h>
#include <string.h>

#define LENGTH 300

static bool has(const uint64_t *bits, size_t at)
{
    return (bits[at / 64] >> at % 64 & 1) != 0;
}

static size_t slow_next(const uint64_t *bits, size_t at, size_t end)
{
    while (at < end && !has(bits, at))
        at++;
    return at;
}

static size_t slow_last(const uint64_t *bits, size_t first, size_t past)
{
    while (past > first && !has(bits, past - 1))
        past--;
    return past > first ? past - 1 : SIZE_MAX;
}

static size_t slow_run(const uint64_t *bits, size_t at)
{
    size_t n = 0;

    while (n < BITS_RUN_MAX && has(bits, at + n))
        n++;
    return n;
}

/* density: of 256 bits, how many are set. */
static bool agrees(int density)
{
    uint64_t bits[LENGTH / 64 + 2] = {0};
    bool right = true;

    for (size_t i = 0; i < LENGTH; i++)
        bits[i / 64] |= (uint64_t)(rand() % 256 < density) << i % 64;
    for (size_t at = 0; at < LENGTH; at++) {
        right = right && bits_run(bits, at) == slow_run(bits, at);
        for (size_t end = at; end <= LENGTH; end++)
            right = right && bits_next(bits, at, end) == slow_next(bits, at, end);
    }
    return right;
}

/* The same row in the blocks of traits, between blocks that hold nothing. */
static bool blocks_agree(int density)
{
    static struct block blocks[LENGTH / 64 + 4];
    const enum trait trait = TRAIT_COMMA;
    uint64_t bits[LENGTH / 64 + 2] = {0};
    bool right = true;

    for (size_t i = 0; i < LENGTH; i++)
        bits[i / 64] |= (uint64_t)(rand() % 256 < density) << i % 64;
    for (size_t i = 0; i < LENGTH / 64 + 1; i++)
        blocks[i + 1].rows[trait] = bits[i];
    for (size_t at = 0; at < LENGTH; at++)
        for (size_t end = at; end <= LENGTH; end++)
            right = right && block_next(blocks, at, end, trait) == slow_next(bits, at, end) &&
                    block_last(blocks, at, end, trait) == slow_last(bits, at, end);
    return right;
}

static bool is_plain(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Of a text of this length that ends where its memory does. */
static bool tells_bytes(size_t length)
{
    char *text = malloc(length == 0 ? 1 : length);
    struct bytes bytes = {0};
    struct ordo_error error;
    bool right = text != NULL;

    for (size_t i = 0; right && i < length; i++)
        text[i] = (char)(rand() % 256);
    right = right && ordo_bytes_read(&bytes, text, length, &error) == 0;
    for (size_t i = 0; right && i < length + 64; i++) {
        unsigned char c = i < length ? (unsigned char)text[i] : 0;
        right = has(bytes.plain, i) == is_plain(c) &&
                (i >= length ||
                 has(bytes.marks, i) == (c == '"' || c == '\'' || c == '`' || c >= 0xC0)) &&
                has(bytes.lines, i) == (c == '\n');
    }
    ordo_bytes_release(&bytes);
    free(text);
    return right;
}

int main(void)
{
    const struct {
        int density;
        const char *name;
    } rows[] = {{0, "rows without a bit"},
                {8, "rows of few bits"},
                {128, "rows half full"},
                {248, "rows with few gaps"},
                {256, "rows of set bits alone"}};
    const bytes16 mixed = {'A', 'Z', 'a', 'z', '@', '[', 0xC3, '0'},
                  small = {'a', 'z', 'a', 'z', '@', '[', 0xC3, '0'};
    bool right = true;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        OK(agrees(rows[i].density) && blocks_agree(rows[i].density), rows[i].name);
    for (size_t length = 0; length < 200; length++)
        right = right && tells_bytes(length);
    OK(right, "each byte's kind is told, in texts of any length");
    OK(bytes_bits((bytes16)(bytes_small(mixed) == small)) == 0xFFFF,
       "capitals of ASCII alone become small");
    return tap_done();
}
