/* Near-duplicates: found where they are, no others, and in linear time. */
#include "../../train/duplicates.h"
#include "../../train/random.h"
#include "tap.h"

#include <stdlib.h>
#include <string.h>

#define N     2000
#define WORDS 30

static char *random_text(uint64_t *state)
{
    char *text = malloc(WORDS * 12 + 1), *at = text;

    for (int i = 0; i < WORDS; i++)
        at += sprintf(at, "%s%x", i == 0 ? "" : " ", random_below(state, 1U << 20));
    return text;
}

/* The same with word `which` changed. */
static char *changed(const char *text, int which)
{
    char *copy = strdup(text), *at = copy;

    while (which-- > 0)
        at = strchr(at, ' ') + 1;
    for (; *at != ' ' && *at != '\0'; at++)
        *at = 'z';
    return copy;
}

static double similarity(const char *a, const char *b)
{
    struct ordo_string texts[2] = {{a, strlen(a)}, {b, strlen(b)}};
    struct duplicates duplicates;
    double found = 0;

    if (duplicates_find(&duplicates, texts, 2, 1, 0.01, NULL) != 0)
        return -1;
    if (duplicates.n_pairs == 1)
        found = duplicates.pairs[0].similarity;
    duplicates_release(&duplicates);
    return found;
}

int main(void)
{
    static struct ordo_string texts[2 * N];
    struct duplicates duplicates;
    uint64_t state = 7;
    size_t found = 0, wrong = 0;

    OK(similarity("We kept our word.", "we kept  our WORD!") == 1,
       "case, punctuation and spaces do not count");
    OK(similarity("", "") == 0 && similarity("...", "...") == 0,
       "texts without words are nobody's");
    OK(similarity("abc", "abc") == 1, "a text shorter than a shingle has one");
    OK(similarity("ha ha ha ha", "ha ha ha ha ha ha ha") == 1, "repetition does not count");

    for (size_t i = 0; i < N; i++) {
        char *text = random_text(&state);
        texts[i] = (struct ordo_string){text, strlen(text)};
        text = changed(text, (int)random_below(&state, WORDS));
        texts[N + i] = (struct ordo_string){text, strlen(text)};
    }
    OK(duplicates_find(&duplicates, texts, 2 * N, 1, 0.7, NULL) == 0, "4,000 texts are searched");
    for (size_t i = 0; i < duplicates.n_pairs; i++) {
        const struct duplicate *pair = &duplicates.pairs[i];
        wrong += pair->second != pair->first + N;
        found += duplicates.cluster[pair->second] == pair->first;
    }
    if (!OK(found >= N - 2, "a text with one word of thirty changed is found"))
        printf("# %zu of %d\n", found, N);
    OK(wrong == 0, "and nothing else");
    duplicates_release(&duplicates);

    for (size_t i = 1; i < 2 * N; i++) {
        free((void *)(uintptr_t)texts[i].bytes);
        texts[i] = texts[0];
    }
    OK(duplicates_find(&duplicates, texts, 2 * N, 1, 0.7, NULL) == 0 &&
           duplicates.n_pairs == 2 * N - 1 && duplicates.cluster[2 * N - 1] == 0,
       "thousands of equal texts are one cluster, each linked once");
    duplicates_release(&duplicates);
    free((void *)(uintptr_t)texts[0].bytes);
    return tap_done();
}
