/* bytes.c: what kind each byte of a text is of.
 *
 * One pass over the text without branches; those who look for words and marks then go from bit to
 * bit (after Langdale and Lemire, "Parsing gigabytes of JSON per second", 2019). */
#include "bytes.h"
#include "reserve.h"

#include <stdlib.h>
#include <string.h>

static void read_64(struct bytes *bytes, const char *text, size_t at)
{
    uint64_t plain = 0, marks = 0, lines = 0;

    for (size_t i = 0; i < 64; i += 16) {
        bytes16 sixteen = bytes_load(text + i);
        plain |= bytes_bits(bytes_plain(sixteen, true)) << i;
        marks |= bytes_bits((bytes16)(sixteen == '"') | (bytes16)(sixteen == '\'') |
                            (bytes16)(sixteen == '`') | (bytes16)((sixteen & 0xC0) == 0xC0))
                 << i;
        lines |= bytes_bits((bytes16)(sixteen == '\n')) << i;
    }
    bytes->plain[at] = plain;
    bytes->marks[at] = marks;
    bytes->lines[at] = lines;
}

int ordo_bytes_read(struct bytes *bytes, const char *text, size_t length, struct ordo_error *error)
{
    size_t n = length / 64;
    char last[64] = {0};

    if (ordo_reserve(&bytes->plain, &bytes->plain_capacity, bits_room(length), sizeof *bytes->plain,
                     error) != 0 ||
        ordo_reserve(&bytes->marks, &bytes->mark_capacity, bits_room(length), sizeof *bytes->marks,
                     error) != 0 ||
        ordo_reserve(&bytes->lines, &bytes->line_capacity, bits_room(length), sizeof *bytes->lines,
                     error) != 0)
        return -1;
    memcpy(last, text + n * 64, length % 64);
    for (size_t at = 0; at <= n; at++)
        read_64(bytes, at < n ? text + at * 64 : last, at);
    bytes->plain[n + 1] = bytes->marks[n + 1] = bytes->lines[n + 1] = 0;
    return 0;
}

void ordo_bytes_release(struct bytes *bytes)
{
    free(bytes->plain);
    free(bytes->marks);
    free(bytes->lines);
}
