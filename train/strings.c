/* strings.c: an interning table for labels and groups. */
#include "strings.h"

#include <stdlib.h>
#include <string.h>

static bool grow(struct strings *strings)
{
    size_t n_slots = strings->n_slots == 0 ? 64 : strings->n_slots * 2;
    uint32_t *slots = calloc(n_slots, sizeof *slots);
    char **items = realloc(strings->items, n_slots / 2 * sizeof *items);

    if (items != NULL)
        strings->items = items;
    if (slots == NULL || items == NULL) {
        free(slots);
        return false;
    }
    strings->capacity = n_slots / 2;
    for (uint32_t i = 0; i < strings->n; i++) {
        size_t at = ordo_checksum(items[i], strlen(items[i]), 0) & (n_slots - 1);
        while (slots[at] != 0)
            at = (at + 1) & (n_slots - 1);
        slots[at] = i + 1;
    }
    free(strings->slots);
    strings->slots = slots;
    strings->n_slots = n_slots;
    return true;
}

uint32_t strings_intern(struct strings *strings, struct ordo_string string)
{
    char *copy;
    size_t at;

    if (strings->n == strings->capacity && !grow(strings))
        return ORDO_NONE;
    at = ordo_checksum(string.bytes, string.length, 0) & (strings->n_slots - 1);
    for (; strings->slots[at] != 0; at = (at + 1) & (strings->n_slots - 1)) {
        const char *item = strings->items[strings->slots[at] - 1];
        if (strlen(item) == string.length && memcmp(item, string.bytes, string.length) == 0)
            return strings->slots[at] - 1;
    }
    copy = strndup(string.bytes, string.length);
    if (copy == NULL)
        return ORDO_NONE;
    strings->items[strings->n] = copy;
    strings->slots[at] = ++strings->n;
    return strings->n - 1;
}

void strings_release(struct strings *strings)
{
    for (uint32_t i = 0; i < strings->n; i++)
        free(strings->items[i]);
    free(strings->items);
    free(strings->slots);
    memset(strings, 0, sizeof *strings);
}
