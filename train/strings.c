/* strings.c: an interning table for labels and groups. */
#include "strings.h"

#include <stdlib.h>
#include <string.h>

/* Puts a number, from 1, into the first free slot of its string. */
static void file(uint32_t *slots, size_t n_slots, const char *item, uint32_t number)
{
    size_t at = ordo_checksum(item, strlen(item), 0) & (n_slots - 1);

    while (slots[at] != 0)
        at = (at + 1) & (n_slots - 1);
    slots[at] = number;
}

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
    for (size_t old = 0; old < strings->n_slots; old++)
        if (strings->slots[old] != 0)
            file(slots, n_slots, items[strings->slots[old] - 1], strings->slots[old]);
    free(strings->slots);
    strings->slots = slots;
    strings->n_slots = n_slots;
    return true;
}

static uint32_t append(struct strings *strings, struct ordo_string string)
{
    char *copy = strndup(string.bytes, string.length);

    if (copy == NULL)
        return ORDO_NONE;
    strings->items[strings->n] = copy;
    return strings->n++;
}

uint32_t strings_add_nameless(struct strings *strings)
{
    if (strings->n == strings->capacity && !grow(strings))
        return ORDO_NONE;
    return append(strings, (struct ordo_string){"", 0});
}

uint32_t strings_intern(struct strings *strings, struct ordo_string string)
{
    uint32_t number;
    size_t at;

    if (strings->n == strings->capacity && !grow(strings))
        return ORDO_NONE;
    at = ordo_checksum(string.bytes, string.length, 0) & (strings->n_slots - 1);
    for (; strings->slots[at] != 0; at = (at + 1) & (strings->n_slots - 1)) {
        const char *item = strings->items[strings->slots[at] - 1];
        if (strlen(item) == string.length && memcmp(item, string.bytes, string.length) == 0)
            return strings->slots[at] - 1;
    }
    number = append(strings, string);
    if (number != ORDO_NONE)
        strings->slots[at] = number + 1;
    return number;
}

void strings_release(struct strings *strings)
{
    for (uint32_t i = 0; i < strings->n; i++)
        free(strings->items[i]);
    free(strings->items);
    free(strings->slots);
    memset(strings, 0, sizeof *strings);
}
