/* candidates.c: a space is a list of values for each setting; a candidate is one place in each
 * list. All of them, or some drawn at random, which finds good ones sooner where few settings
 * matter (Bergstra and Bengio 2012). */
#include "random.h"
#include "space.h"
#include "superset.h"

#include <stdlib.h>
#include <string.h>

#define CANDIDATES_MAX 100000
#define TRIES          50 /* for each draw that is new */

/* Fields without n-grams are left out; what has no effect gets its default, so that equals are
 * equal. False when nothing is left to learn from, or the solver cannot do it. */
static bool tidy(struct candidate *candidate)
{
    struct ordo_spec *spec = &candidate->spec;
    size_t n = 0;

    for (size_t f = 0; f < spec->n_fields; f++)
        if (spec->fields[f].words > 0 || spec->fields[f].chars_max > 0 || spec->fields[f].skip > 0)
            spec->fields[n++] = spec->fields[f];
    /* the text is always the first, and read in any case */
    if (n == 0 || strcmp(spec->fields[0].name, "text") != 0)
        return false;
    for (size_t f = 0; f < n; f++)
        if (spec->fields[f].words == 0 && spec->fields[f].skip == 0 && spec->fields[f].negation)
            return false; /* characters do not tell */
    memset(spec->fields + n, 0, (ORDO_FIELDS_MAX - n) * sizeof *spec->fields);
    spec->n_fields = n;
    if (!candidate->naive_bayes)
        candidate->interpolation = 1;
    return !(candidate->naive_bayes && candidate->learning.solver == SOLVER_MCSVM_CS);
}

static bool make(struct candidate *candidate, const struct space *space, const size_t *choice)
{
    memset(candidate, 0, sizeof *candidate);
    ordo_spec_default(&candidate->spec);
    candidate->spec.n_fields = space->n_fields;
    for (size_t f = 0; f < space->n_fields; f++)
        strcpy(candidate->spec.fields[f].name, space->fields[f]);
    space_put(candidate, space, choice);
    return tidy(candidate);
}

void candidate_recipe(struct recipe *recipe, const struct candidate *candidate)
{
    memset(recipe, 0, sizeof *recipe);
    recipe->spec = candidate->spec;
    recipe->selection = candidate->selection;
    recipe->naive_bayes = candidate->naive_bayes;
    recipe->interpolation = candidate->interpolation;
    recipe->bias = candidate->bias;
    recipe->epsilon = candidate->epsilon;
    recipe->common = candidate->learning;
}

/* Candidates as they are found, each once. */
struct finding {
    struct candidate *items;
    size_t n, capacity;
    struct strings texts;
    struct json json;
};

/* 1: it was new; 0: it was there; -1: no memory. */
static int find_new(struct finding *finding, const struct candidate *candidate,
                    struct ordo_error *error)
{
    struct recipe recipe;
    uint32_t before = finding->texts.n;

    candidate_recipe(&recipe, candidate);
    json_clear(&finding->json);
    recipe_write(&finding->json, &recipe);
    json_format(&finding->json, "%d", candidate->offsets);
    if (finding->json.failed ||
        strings_intern(&finding->texts, (struct ordo_string){finding->json.bytes,
                                                             finding->json.length}) == ORDO_NONE)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (finding->texts.n == before)
        return 0;
    if (finding->n == CANDIDATES_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d candidates: draw some (--search)",
                         CANDIDATES_MAX);
    if (finding->n == finding->capacity) {
        size_t capacity = finding->capacity * 2 + 64;
        struct candidate *items = realloc(finding->items, capacity * sizeof *items);
        if (items == NULL)
            return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        finding->items = items;
        finding->capacity = capacity;
    }
    finding->items[finding->n++] = *candidate;
    return 1;
}

/* The choice with every value of the last dimension from the given one on. 1: any was new. */
static int find_path(struct finding *finding, const struct space *space, size_t *choice,
                     struct ordo_error *error)
{
    size_t last = space->n_dimensions - 1;
    int any = 0;

    for (choice[last] = 0; choice[last] < space->dimensions[last].n; choice[last]++) {
        struct candidate candidate;
        int new = make(&candidate, space, choice) ? find_new(finding, &candidate, error) : 0;
        if (new < 0)
            return -1;
        any |= new;
    }
    choice[last] = 0;
    return any;
}

static int find_all(struct finding *finding, const struct space *space, struct ordo_error *error)
{
    size_t choice[DIMENSIONS_MAX] = {0}, at;

    do {
        if (find_path(finding, space, choice, error) < 0)
            return -1;
        at = space->n_dimensions - 1;
        while (at > 0 && ++choice[at - 1] == space->dimensions[at - 1].n)
            choice[--at] = 0;
    } while (at > 0);
    return 0;
}

static int find_some(struct finding *finding, const struct space *space, size_t draws,
                     uint64_t seed, struct ordo_error *error)
{
    size_t choice[DIMENSIONS_MAX] = {0}, n = 0;

    for (size_t tries = draws * TRIES; tries > 0 && n < draws; tries--) {
        int any;
        for (size_t i = 0; i + 1 < space->n_dimensions; i++)
            choice[i] = random_below(&seed, (uint32_t)space->dimensions[i].n);
        any = find_path(finding, space, choice, error);
        if (any < 0)
            return -1;
        n += (size_t)any;
    }
    return 0;
}

static bool same_matrix(const struct candidate *a, const struct candidate *b)
{
    return memcmp(&a->spec, &b->spec, sizeof a->spec) == 0 && a->selection.by == b->selection.by &&
           a->selection.n == b->selection.n && a->bias == b->bias;
}

static bool same_shared(const struct candidate *a, const struct candidate *b)
{
    return a->block == b->block && a->naive_bayes == b->naive_bayes &&
           a->interpolation == b->interpolation && a->epsilon == b->epsilon;
}

/* Numbers by the first candidate that is alike. Those before it of the same texts are few enough
 * to look through. */
static void number(struct candidate *items, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        items[i].texts = items[i].block = items[i].shared = (uint32_t)i;
        for (size_t k = i; k-- > 0 && items[i].texts == i;)
            if (superset_share(&items[i].spec, &items[k].spec))
                items[i].texts = items[k].texts;
        for (size_t k = i; k-- > 0 && items[i].block == i;)
            if (same_matrix(&items[i], &items[k]))
                items[i].block = items[k].block;
        for (size_t k = i; k-- > 0 && items[i].shared == i;)
            if (same_shared(&items[i], &items[k]))
                items[i].shared = items[k].shared;
    }
}

/* Beside each other what shares texts, a matrix, a path of costs, a solution. */
static int by_sharing(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    const struct head_options *l = &x->learning, *m = &y->learning;
    int weights;

#define COMPARE(u, v)                                                                              \
    if ((u) != (v))                                                                                \
    return (u) < (v) ? -1 : 1
    COMPARE(x->texts, y->texts);
    COMPARE(x->block, y->block);
    COMPARE(x->naive_bayes, y->naive_bayes);
    COMPARE(x->epsilon, y->epsilon);
    COMPARE(l->solver, m->solver);
    COMPARE(l->balanced, m->balanced);
    weights = strcmp(l->class_weights == NULL ? "" : l->class_weights,
                     m->class_weights == NULL ? "" : m->class_weights);
    COMPARE(weights, 0);
    COMPARE(l->C, m->C);
    COMPARE(y->interpolation, x->interpolation);
    COMPARE(x->offsets, y->offsets);
#undef COMPARE
    return 0;
}

int space_candidates(struct candidate **candidates, size_t *n, const struct space *space,
                     size_t draws, uint64_t seed, struct ordo_error *error)
{
    struct finding finding = {NULL, 0, 0, {0}, {0}};
    int result = draws > 0 ? find_some(&finding, space, draws, seed, error)
                           : find_all(&finding, space, error);

    if (result == 0 && finding.n == 0)
        result =
            ordo_fail(error, ORDO_ERR_OPTION, "no combination in the search space makes sense");
    if (result == 0) {
        number(finding.items, finding.n);
        qsort(finding.items, finding.n, sizeof *finding.items, by_sharing);
    }
    strings_release(&finding.texts);
    json_release(&finding.json);
    if (result != 0)
        free(finding.items);
    *candidates = result == 0 ? finding.items : NULL;
    *n = result == 0 ? finding.n : 0;
    return result;
}
