/* paired.c: paired tests of two contenders.
 *
 * Paired bootstrap: groups are drawn, and both contenders measured on the same draw (Efron and
 * Tibshirani 1993). Approximate randomisation (Noreen 1989; Yeh 2000 for F1): if the contenders
 * were alike, exchanging their predictions in any groups would give differences as large; each
 * round exchanges those of half of the groups, at random. */
#include "paired.h"
#include "parallel.h"
#include "random.h"
#include "regression.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS_A_TASK 64

struct pairing {
    const struct lineup *lineup;
    const struct paired_options *options;
    struct tally tally[2];
    double *whole;    /* [n_contenders][n_classes][3] as tally_measures has it */
    double *value[2]; /* [n], of exchanged values */
};

static void choose(const struct paired_options *options, const double *all, double *values)
{
    for (size_t m = 0; m < options->n_measures; m++)
        values[m] = all[options->measures[m]];
}

static void measure_tally(const struct pairing *pairing, int side, const double *whole,
                          double *values)
{
    double all[N_MEASURES];

    tally_measures(&pairing->tally[side], pairing->options->averaged, whole, all, NULL);
    choose(pairing->options, all, values);
}

/* ---- paired bootstrap ---- */

static void add_contender(struct pairing *pairing, size_t contender, const uint32_t *weight)
{
    const struct lineup *lineup = pairing->lineup;

    tally_clear(&pairing->tally[0]);
    for (size_t i = 0; i < lineup->n; i++)
        if (weight[i] > 0)
            tally_add(&pairing->tally[0], &lineup->points[contender][i], weight[i]);
}

/* values: [n_contenders][n_measures], of heads of classes. */
static void compute_classes(void *context, const uint32_t *weight, double *values)
{
    struct pairing *pairing = context;
    size_t stride = 3 * (size_t)pairing->lineup->classes.n;

    for (size_t c = 0; c < pairing->lineup->n_contenders; c++) {
        add_contender(pairing, c, weight);
        measure_tally(pairing, 0, pairing->whole + c * stride,
                      values + c * pairing->options->n_measures);
    }
}

static void find_whole(struct pairing *pairing, const uint32_t *once)
{
    size_t stride = 3 * (size_t)pairing->lineup->classes.n;
    double all[N_MEASURES];

    for (size_t c = 0; c < pairing->lineup->n_contenders; c++) {
        add_contender(pairing, c, once);
        tally_measures(&pairing->tally[0], NULL, NULL, all, pairing->whole + c * stride);
    }
}

static int draw_values(struct pairing *pairing, double *samples, double *values,
                       struct ordo_error *error)
{
    const struct lineup *lineup = pairing->lineup;
    const struct paired_options *options = pairing->options;
    size_t rounds = options->resampling.rounds;
    double *all = malloc((N_REGRESSION * rounds + 1) * sizeof *all), measures[N_REGRESSION];
    int result = all == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;

    for (size_t c = 0; result == 0 && c < lineup->n_contenders; c++) {
        result = regression_draw(all, measures, lineup->gold_value, lineup->value[c], lineup->group,
                                 lineup->n, &options->resampling, error);
        for (size_t m = 0; result == 0 && m < options->n_measures; m++) {
            size_t at = c * options->n_measures + m;
            values[at] = measures[options->measures[m]];
            memcpy(samples + at * rounds, all + options->measures[m] * rounds,
                   rounds * sizeof *samples);
        }
    }
    free(all);
    return result;
}

/* samples: [n_contenders][n_measures][rounds]; values: the same without resampling. */
static int draw(struct pairing *pairing, double *samples, double *values, struct ordo_error *error)
{
    const struct lineup *lineup = pairing->lineup;
    size_t n_values = lineup->n_contenders * pairing->options->n_measures;
    uint32_t *once;

    if (lineup->of_values)
        return draw_values(pairing, samples, values, error);
    once = bootstrap_once(lineup->n);
    if (once == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    find_whole(pairing, once);
    compute_classes(pairing, once, values);
    free(once);
    return bootstrap_draw(samples, n_values, compute_classes, pairing, lineup->n, lineup->group,
                          &pairing->options->resampling, error);
}

static void set_difference(struct paired_difference *difference, double value, const double *a,
                           const double *b, double *apart, size_t rounds)
{
    double below = 0, above = 0, least;
    size_t n = 0;

    for (size_t r = 0; r < rounds; r++) {
        if (isnan(a[r]) || isnan(b[r]))
            continue;
        apart[n] = a[r] - b[r];
        below += apart[n] <= 0;
        above += apart[n] >= 0;
        n++;
    }
    difference->detectable = n > 1 ? 2.8 * gsl_stats_sd(apart, 1, n) : NAN;
    least = below < above ? below : above;
    difference->p_bootstrap = n > 0 ? fmin(1, 2 * (least + 1) / ((double)n + 1)) : NAN;
    difference->difference = bootstrap_interval(value, apart, n);
}

static int set_differences(struct paired *paired, struct pairing *pairing, struct ordo_error *error)
{
    const struct paired_options *options = pairing->options;
    size_t n_measures = options->n_measures, n_contenders = pairing->lineup->n_contenders;
    size_t rounds = options->resampling.rounds, d = 0, n_values = n_contenders * n_measures;
    double *samples = malloc((n_values + 1) * (rounds + 1) * sizeof *samples);
    double *apart = malloc((rounds + 1) * sizeof *apart),
           *values = calloc(n_values, sizeof *values);
    int result = samples == NULL || apart == NULL || values == NULL
                     ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                     : draw(pairing, samples, values, error);

    for (size_t a = 0; result == 0 && a < n_contenders; a++)
        for (size_t b = a + 1; b < n_contenders; b++)
            for (size_t m = 0; m < n_measures; m++) {
                size_t one = a * n_measures + m, other = b * n_measures + m;
                paired->differences[d] =
                    (struct paired_difference){.a = a, .b = b, .measure = m, .p = NAN};
                set_difference(&paired->differences[d++], values[one] - values[other],
                               samples + one * rounds, samples + other * rounds, apart, rounds);
            }
    for (size_t v = 0; result == 0 && v < n_values; v++)
        paired->figures[v] = bootstrap_interval(values[v], samples + v * rounds, rounds);
    free(samples);
    free(apart);
    free(values);
    return result;
}

/* ---- approximate randomisation ---- */

struct exchanging {
    struct pairing *pairing;
    size_t a, b;
    const struct paired_difference *differences; /* [n_measures] of a and b */
    bool *exchanged;                             /* [n_groups] */
    uint32_t *as_large; /* [tasks][n_measures] rounds, shared with children */
};

static void exchange_classes(const struct exchanging *exchanging, double *values, double *others)
{
    struct pairing *pairing = exchanging->pairing;
    const struct lineup *lineup = pairing->lineup;

    tally_clear(&pairing->tally[0]);
    tally_clear(&pairing->tally[1]);
    for (size_t i = 0; i < lineup->n; i++) {
        bool exchanged = exchanging->exchanged[lineup->group[i]];
        tally_add(&pairing->tally[exchanged], &lineup->points[exchanging->a][i], 1);
        tally_add(&pairing->tally[!exchanged], &lineup->points[exchanging->b][i], 1);
    }
    measure_tally(pairing, 0, NULL, values);
    measure_tally(pairing, 1, NULL, others);
}

static int exchange_values(const struct exchanging *exchanging, double *values, double *others)
{
    struct pairing *pairing = exchanging->pairing;
    const struct lineup *lineup = pairing->lineup;
    double all[N_REGRESSION];

    for (size_t i = 0; i < lineup->n; i++) {
        bool exchanged = exchanging->exchanged[lineup->group[i]];
        pairing->value[exchanged][i] = lineup->value[exchanging->a][i];
        pairing->value[!exchanged][i] = lineup->value[exchanging->b][i];
    }
    if (regression_measures(all, lineup->gold_value, pairing->value[0], lineup->n, NULL) != 0)
        return -1;
    choose(pairing->options, all, values);
    if (regression_measures(all, lineup->gold_value, pairing->value[1], lineup->n, NULL) != 0)
        return -1;
    choose(pairing->options, all, others);
    return 0;
}

static int some_rounds(void *context, size_t task, struct ordo_error *error)
{
    struct exchanging *exchanging = context;
    const struct paired_options *options = exchanging->pairing->options;
    const struct lineup *lineup = exchanging->pairing->lineup;
    uint32_t *as_large = exchanging->as_large + task * options->n_measures;
    double values[PAIRED_MEASURES_MAX], others[PAIRED_MEASURES_MAX];

    for (size_t r = task * ROUNDS_A_TASK;
         r < options->permutations && r < (task + 1) * ROUNDS_A_TASK; r++) {
        uint64_t state = bootstrap_seed(~options->resampling.seed, r);
        for (uint32_t g = 0; g < lineup->n_groups; g++)
            exchanging->exchanged[g] = random_next(&state) >> 63;
        if (!lineup->of_values)
            exchange_classes(exchanging, values, others);
        else if (exchange_values(exchanging, values, others) != 0)
            return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        for (size_t m = 0; m < options->n_measures; m++) {
            double found = fabs(exchanging->differences[m].difference.value);
            /* sums differ in their last digits by the order of rows; a figure that is undefined
             * speaks for no difference */
            as_large[m] += !(fabs(values[m] - others[m]) < found - 1e-12);
        }
    }
    return 0;
}

static int randomise(struct paired *paired, struct pairing *pairing, size_t pair,
                     struct ordo_error *error)
{
    const struct paired_options *options = pairing->options;
    struct paired_difference *differences = paired->differences + pair * options->n_measures;
    struct exchanging exchanging = {
        .pairing = pairing, .a = differences->a, .b = differences->b, .differences = differences};
    size_t n_tasks = (options->permutations + ROUNDS_A_TASK - 1) / ROUNDS_A_TASK;
    size_t size = n_tasks * options->n_measures * sizeof *exchanging.as_large;
    int result;

    if (n_tasks == 0)
        return 0;
    exchanging.exchanged = calloc((size_t)pairing->lineup->n_groups + 1, sizeof(bool));
    exchanging.as_large = parallel_share(size);
    if (exchanging.exchanged == NULL || exchanging.as_large == NULL)
        result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    else
        result =
            parallel_run(n_tasks, options->resampling.processes, some_rounds, &exchanging, error);
    for (size_t m = 0; result == 0 && m < options->n_measures; m++) {
        double as_large = 1;
        for (size_t t = 0; t < n_tasks; t++)
            as_large += exchanging.as_large[t * options->n_measures + m];
        if (!isnan(differences[m].difference.value))
            differences[m].p = as_large / ((double)options->permutations + 1);
    }
    free(exchanging.exchanged);
    parallel_unshare(exchanging.as_large, size);
    return result;
}

/* ---- McNemar ---- */

double paired_mcnemar(uint64_t only_a, uint64_t only_b)
{
    uint64_t n = only_a + only_b, fewer = only_a < only_b ? only_a : only_b;

    if (n == 0)
        return 1;
    return fmin(1, 2 * gsl_cdf_binomial_P((unsigned)fewer, 0.5, (unsigned)n));
}

static void set_mcnemar(struct mcnemar *mcnemar, const struct lineup *lineup, size_t a, size_t b)
{
    *mcnemar = (struct mcnemar){.a = a, .b = b};
    for (size_t i = 0; i < lineup->n; i++) {
        const struct point *one = &lineup->points[a][i], *other = &lineup->points[b][i];
        bool right_a = one->gold == one->label, right_b = other->gold == other->label;
        mcnemar->only_a += right_a && !right_b;
        mcnemar->only_b += right_b && !right_a;
    }
    mcnemar->p = paired_mcnemar(mcnemar->only_a, mcnemar->only_b);
}

static int compare(struct paired *paired, struct pairing *pairing, struct ordo_error *error)
{
    const struct lineup *lineup = pairing->lineup;
    size_t pair = 0;

    if (set_differences(paired, pairing, error) != 0)
        return -1;
    for (size_t a = 0; a < lineup->n_contenders; a++)
        for (size_t b = a + 1; b < lineup->n_contenders; b++) {
            if (!lineup->of_values)
                set_mcnemar(&paired->mcnemar[pair], lineup, a, b);
            if (randomise(paired, pairing, pair++, error) != 0)
                return -1;
        }
    return 0;
}

int paired_compare(struct paired *paired, const struct lineup *lineup,
                   const struct paired_options *options, struct ordo_error *error)
{
    struct pairing pairing = {.lineup = lineup, .options = options};
    size_t n_pairs = lineup->n_contenders * (lineup->n_contenders - 1) / 2;
    int result = 0;

    memset(paired, 0, sizeof *paired);
    paired->n_pairs = n_pairs;
    paired->figures = malloc(lineup->n_contenders * options->n_measures * sizeof *paired->figures);
    paired->differences = calloc(n_pairs * options->n_measures + 1, sizeof *paired->differences);
    paired->mcnemar = calloc(n_pairs + 1, sizeof *paired->mcnemar);
    pairing.whole =
        malloc((lineup->n_contenders * lineup->classes.n * 3 + 1) * sizeof *pairing.whole);
    if (paired->figures == NULL || paired->differences == NULL || paired->mcnemar == NULL ||
        pairing.whole == NULL)
        result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (int side = 0; result == 0 && side < 2; side++) {
        pairing.value[side] = malloc((lineup->n + 1) * sizeof *pairing.value[side]);
        result = pairing.value[side] == NULL
                     ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                     : tally_init(&pairing.tally[side], lineup->classes.n, error);
    }
    if (result == 0)
        result = compare(paired, &pairing, error);
    for (int side = 0; side < 2; side++) {
        free(pairing.value[side]);
        tally_release(&pairing.tally[side]);
    }
    free(pairing.whole);
    if (result != 0)
        paired_release(paired);
    return result;
}

void paired_release(struct paired *paired)
{
    free(paired->figures);
    free(paired->differences);
    free(paired->mcnemar);
    memset(paired, 0, sizeof *paired);
}
