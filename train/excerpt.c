/* excerpt.c: a text cut between characters, on one line. */
#include "excerpt.h"

#include <stdlib.h>
#include <string.h>

void excerpt_make(char *out, size_t size, struct ordo_string text, size_t characters)
{
    size_t n = 0, count = 0, bad;
    char *raw;

    out[0] = '\0';
    if (text.length > 8 * size) /* more is not needed, even where all is white space */
        text.length = 8 * size;
    raw = malloc(3 * text.length + 1); /* an ill-formed byte becomes three */
    if (raw == NULL)
        return;
    text.length = text.length == 0 ? 0 : ordo_utf8_repair(text.bytes, text.length, raw, &bad);
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)raw[i];
        bool blank = byte <= 0x20 || byte == 0x7F, starts = (byte & 0xC0) != 0x80;
        if (blank && (n == 0 || out[n - 1] == ' '))
            continue;
        if (starts && (count == characters || n + 8 > size)) {
            strcpy(out + n, "…");
            free(raw);
            return;
        }
        count += starts;
        out[n++] = blank ? ' ' : (char)byte;
        out[n] = '\0';
    }
    free(raw);
}
