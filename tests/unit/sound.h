/* sound.h: what must hold of the quotations of any text at all. */
#ifndef ORDO_SOUND_H
#define ORDO_SOUND_H

#include "../../lib/ordo.h"

#include <stdlib.h>

/* A statement's spans lie in the text, ascend and do not overlap, and statements ascend; words fit
 * their room, are well-formed, and come from where they say. */
static inline bool quotes_are_sound(const struct ordo_quotes *quotes, const char *text,
                                    size_t length)
{
    uint32_t first = 0;

    for (size_t i = 0; i < quotes->n; i++) {
        const struct ordo_span *spans = quotes->spans + quotes->items[i].first_span;
        uint32_t last = first;
        for (uint32_t k = 0; k < quotes->items[i].n_spans; k++) {
            if (spans[k].begin < last || spans[k].end <= spans[k].begin || spans[k].end > length)
                return false;
            last = spans[k].end;
        }
        if (quotes->items[i].n_spans == 0)
            return false;
        first = spans[0].begin;
        const struct ordo_quote *quote = &quotes->items[i];
        size_t room = ordo_quote_room(quotes, i);
        char *words = malloc(room);
        uint32_t *from = malloc(room * sizeof *from);
        size_t n = ordo_quote_words(quotes, i, text, words, from);
        bool sound = n <= room && quote->mention.end <= length && quote->speaker.end <= length &&
                     quote->cue.end <= length && quote->sentence.end <= length &&
                     quote->sentence.begin <= quote->sentence.end && ordo_utf8_valid(words, n) == n;
        for (size_t k = 0; sound && k < n; k++)
            sound = from[k] < length && (words[k] == ' ' || words[k] == text[from[k]]);
        free(words);
        free(from);
        if (!sound)
            return false;
    }
    return true;
}

#endif
