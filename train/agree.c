/* agree.c: several annotators' labels -> how far they agree, and one label for each item. */
#include "agree_private.h"
#include "deliver.h"
#include "random.h"

#include <math.h>
#include <stdlib.h>

/* ---- figures -------------------------------------------------------------------------------- */

/* Adds alpha's interval over resampled items. */
static int resample(struct agreeing *agreeing, enum agreement_level level, struct ordo_error *error)
{
    const struct ratings *ratings = &agreeing->ratings;
    struct figure *alpha = &agreeing->alpha[level];
    size_t rounds = agreeing->options->bootstrap;
    uint32_t *items = malloc((ratings->n_items + 1) * sizeof *items);
    double *values = malloc((rounds + 1) * sizeof *values);
    uint64_t state = agreeing->options->seed;

    if (items == NULL || values == NULL) {
        free(items);
        free(values);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    for (size_t round = 0; round < rounds; round++) {
        for (size_t i = 0; i < ratings->n_items; i++)
            items[i] = random_below(&state, (uint32_t)ratings->n_items);
        values[round] = agreement_alpha(ratings, level, items, ratings->n_items);
    }
    *alpha = bootstrap_interval(alpha->value, values, rounds);
    free(items);
    free(values);
    return 0;
}

static int measure(struct agreeing *agreeing, struct ordo_error *error)
{
    for (int level = 0; level < N_LEVELS; level++) {
        struct figure *alpha = &agreeing->alpha[level];
        *alpha = (struct figure){NAN, NAN, NAN};
        if (level != LEVEL_NOMINAL && !agreeing->ordered)
            continue;
        alpha->value = agreement_alpha(&agreeing->ratings, (enum agreement_level)level, NULL, 0);
        if (!isnan(alpha->value) && resample(agreeing, (enum agreement_level)level, error) != 0)
            return -1;
    }
    return 0;
}

/* The struct that the comparison below looks into; qsort takes no context. */
struct apart {
    uint32_t item;
    double apart;
};

static int by_division(const void *a, const void *b)
{
    const struct apart *x = a, *y = b;

    if (x->apart != y->apart)
        return x->apart > y->apart ? -1 : 1;
    return (x->item > y->item) - (x->item < y->item);
}

static int rank_items(struct agreeing *agreeing, struct ordo_error *error)
{
    size_t n = agreeing->ratings.n_items;
    struct apart *list = malloc((n + 1) * sizeof *list);

    agreeing->divided = malloc((n + 1) * sizeof *agreeing->divided);
    if (list == NULL || agreeing->divided == NULL) {
        free(list);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    for (uint32_t i = 0; i < n; i++)
        list[i] = (struct apart){
            i, agreement_divided(&agreeing->ratings,
                                 agreeing->ordered ? LEVEL_ORDINAL : LEVEL_NOMINAL, i)};
    qsort(list, n, sizeof *list, by_division);
    for (size_t i = 0; i < n; i++)
        agreeing->divided[i] = list[i].item;
    free(list);
    return 0;
}

static int estimate(struct agreeing *agreeing, struct ordo_error *error)
{
    const struct ratings *ratings = &agreeing->ratings;
    size_t square = (size_t)ratings->n_classes * ratings->n_classes;

    agreeing->posterior =
        malloc((ratings->n_items * ratings->n_classes + 1) * sizeof *agreeing->posterior);
    agreeing->error_rates =
        malloc((ratings->n_annotators * square + 1) * sizeof *agreeing->error_rates);
    if (agreeing->posterior == NULL || agreeing->error_rates == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    return agreement_dawid_skene(ratings, agreeing->posterior, agreeing->error_rates, error) < 0
               ? -1
               : 0;
}

/* ---- adjudication --------------------------------------------------------------------------- */

/* The class of an item, ORDO_NONE for a tie, and how it was reached. */
static uint32_t adjudicate(const struct agreeing *agreeing, size_t item, const char **how,
                           double *p)
{
    const struct ratings *ratings = &agreeing->ratings;
    bool tied;
    uint32_t best = agreement_majority(ratings, item, SIZE_MAX, &tied);

    *p = NAN;
    if (agreeing->options->by == ADJUDICATE_DAWID_SKENE) {
        const double *posterior = agreeing->posterior + item * ratings->n_classes;
        best = 0;
        for (uint32_t k = 1; k < ratings->n_classes; k++)
            best = posterior[k] > posterior[best] ? k : best;
        *p = posterior[best];
        *how = "dawid-skene";
        return best;
    }
    *how = tied                                                  ? "tie"
           : agreement_divided(ratings, LEVEL_NOMINAL, item) > 0 ? "majority"
                                                                 : "unanimous";
    return tied ? ORDO_NONE : best;
}

static int write_adjudicated(const struct agreeing *agreeing, size_t *n_ties,
                             struct ordo_error *error)
{
    struct json json = {0};

    *n_ties = 0;
    for (size_t i = 0; i < agreeing->ratings.n_items; i++) {
        const char *how;
        double p;
        uint32_t best = adjudicate(agreeing, i, &how, &p);
        json_open(&json, '{');
        json_key(&json, "id");
        json_text(&json, agreeing->items.items[i]);
        json_key(&json, "label");
        if (best == ORDO_NONE)
            json_null(&json);
        else
            json_text(&json, agreeing->classes.items[best]);
        json_key(&json, "how");
        json_text(&json, how);
        if (!isnan(p)) {
            json_key(&json, "p");
            json_number(&json, p, 4);
        }
        json_key(&json, "labels");
        agree_put_labels(agreeing, i, &json);
        json_close(&json, '}');
        json_newline(&json);
        *n_ties += best == ORDO_NONE;
    }
    return deliver(agreeing->options->adjudicated, &json, error);
}

/* ---- all of it ------------------------------------------------------------------------------ */

static int run(struct agreeing *agreeing, const struct talk *talk, struct json *out,
               struct ordo_error *error)
{
    const struct agree_options *options = agreeing->options;
    size_t n_ties = 0;

    if (agree_read(agreeing, talk, error) != 0 || agree_rate(agreeing, error) != 0 ||
        measure(agreeing, error) != 0 || rank_items(agreeing, error) != 0)
        return -1;
    if (options->by == ADJUDICATE_DAWID_SKENE && estimate(agreeing, error) != 0)
        return -1;
    if (options->adjudicated != NULL && write_adjudicated(agreeing, &n_ties, error) != 0)
        return -1;
    if ((options->json ? agree_put(agreeing, out, error) : agree_say(agreeing, out, error)) != 0)
        return -1;
    if (n_ties > 0 && !options->json)
        json_format(out, "\n%zu items are tied and have no adjudicated label\n", n_ties);
    return out->failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}

int agree(const struct agree_options *options, const struct talk *talk, struct json *out,
          size_t *n_bad, struct ordo_error *error)
{
    struct agreeing *agreeing = calloc(1, sizeof *agreeing);
    int result;

    if (agreeing == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    agreeing->options = options;
    result = run(agreeing, talk, out, error);
    *n_bad = agreeing->n_bad;
    strings_release(&agreeing->items);
    strings_release(&agreeing->annotators);
    strings_release(&agreeing->classes);
    free(agreeing->judgements);
    free(agreeing->ratings.label);
    free(agreeing->values);
    free(agreeing->posterior);
    free(agreeing->error_rates);
    free(agreeing->divided);
    free(agreeing);
    return result;
}
