/* agreement.c: figures of how far annotators agree. */
#include "agreement.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define EM_ROUNDS    1000
#define EM_TOLERANCE 1e-9
#define LEAST        1e-12 /* a probability that EM has brought to 0 */

static uint32_t label_of(const struct ratings *ratings, size_t item, size_t annotator)
{
    return ratings->label[item * ratings->n_annotators + annotator];
}

static size_t count_labels(const struct ratings *ratings, size_t item)
{
    size_t n = 0;

    for (size_t a = 0; a < ratings->n_annotators; a++)
        n += label_of(ratings, item, a) != ORDO_NONE;
    return n;
}

/* Adds an item's pairs of labels to the coincidences [n_classes][n_classes]. */
static void add_coincidences(const struct ratings *ratings, size_t item, double *coincidences)
{
    size_t n = count_labels(ratings, item);

    for (size_t a = 0; n > 1 && a < ratings->n_annotators; a++) {
        uint32_t first = label_of(ratings, item, a);
        for (size_t b = 0; first != ORDO_NONE && b < ratings->n_annotators; b++) {
            uint32_t second = label_of(ratings, item, b);
            if (a != b && second != ORDO_NONE)
                coincidences[first * ratings->n_classes + second] += 1.0 / (double)(n - 1);
        }
    }
}

/* Squared difference of two classes; totals: how often each occurs in pairs. */
static double difference(const struct ratings *ratings, enum agreement_level level,
                         const double *totals, uint32_t a, uint32_t b)
{
    uint32_t low = a < b ? a : b, high = a < b ? b : a;
    double sum = 0;

    if (a == b)
        return 0;
    if (level == LEVEL_NOMINAL)
        return 1;
    if (level == LEVEL_INTERVAL)
        return (ratings->value[a] - ratings->value[b]) * (ratings->value[a] - ratings->value[b]);
    for (uint32_t g = low; g <= high; g++)
        sum += totals[g];
    sum -= (totals[a] + totals[b]) / 2;
    return sum * sum;
}

double agreement_alpha(const struct ratings *ratings, enum agreement_level level,
                       const uint32_t *items, size_t n)
{
    uint32_t n_classes = ratings->n_classes;
    double *coincidences = calloc((size_t)n_classes * (n_classes + 1) + 1, sizeof *coincidences);
    double *totals = coincidences + (size_t)n_classes * n_classes;
    double observed = 0, expected = 0, sum = 0;

    if (coincidences == NULL || (level == LEVEL_INTERVAL && ratings->value == NULL)) {
        free(coincidences);
        return NAN;
    }
    for (size_t i = 0; i < (items == NULL ? ratings->n_items : n); i++)
        add_coincidences(ratings, items == NULL ? i : items[i], coincidences);
    for (uint32_t a = 0; a < n_classes; a++)
        for (uint32_t b = 0; b < n_classes; b++)
            totals[a] += coincidences[a * n_classes + b];
    for (uint32_t a = 0; a < n_classes; a++) {
        sum += totals[a];
        for (uint32_t b = 0; b < n_classes; b++) {
            double apart = difference(ratings, level, totals, a, b);
            observed += coincidences[a * n_classes + b] * apart;
            expected += totals[a] * totals[b] * apart;
        }
    }
    free(coincidences);
    return expected > 0 ? 1 - (sum - 1) * observed / expected : NAN;
}

double agreement_kappa(const struct ratings *ratings, size_t a, size_t b, bool weighted, size_t *n)
{
    uint32_t n_classes = ratings->n_classes;
    double *first = calloc(2 * (size_t)n_classes + 1, sizeof *first), *second = first + n_classes;
    double observed = 0, expected = 0;

    *n = 0;
    if (first == NULL)
        return NAN;
    for (size_t i = 0; i < ratings->n_items; i++) {
        uint32_t x = label_of(ratings, i, a), y = label_of(ratings, i, b);
        double apart = (double)x - (double)y;
        if (x == ORDO_NONE || y == ORDO_NONE)
            continue;
        ++*n;
        first[x]++;
        second[y]++;
        observed += weighted ? apart * apart : x != y;
    }
    for (uint32_t x = 0; *n > 0 && x < n_classes; x++)
        for (uint32_t y = 0; y < n_classes; y++) {
            double apart = (double)x - (double)y;
            expected += first[x] * second[y] / (double)*n * (weighted ? apart * apart : x != y);
        }
    free(first);
    return expected > 0 ? 1 - observed / expected : NAN;
}

double agreement_fleiss(const struct ratings *ratings)
{
    uint32_t n_classes = ratings->n_classes;
    size_t n = ratings->n_items == 0 ? 0 : count_labels(ratings, 0);
    double *totals = calloc(2 * (size_t)n_classes + 1, sizeof *totals),
           *counts = totals + n_classes;
    double observed = 0, expected = 0, items = (double)ratings->n_items;

    if (totals == NULL || n < 2) {
        free(totals);
        return NAN;
    }
    for (size_t i = 0; i < ratings->n_items; i++) {
        if (count_labels(ratings, i) != n) {
            free(totals);
            return NAN;
        }
        memset(counts, 0, n_classes * sizeof *counts);
        for (size_t a = 0; a < ratings->n_annotators; a++)
            if (label_of(ratings, i, a) != ORDO_NONE)
                counts[label_of(ratings, i, a)]++;
        for (uint32_t k = 0; k < n_classes; k++) {
            observed += counts[k] * (counts[k] - 1) / ((double)n * (double)(n - 1)) / items;
            totals[k] += counts[k] / ((double)n * items);
        }
    }
    for (uint32_t k = 0; k < n_classes; k++)
        expected += totals[k] * totals[k];
    free(totals);
    return expected < 1 ? (observed - expected) / (1 - expected) : NAN;
}

double agreement_share(const struct ratings *ratings)
{
    size_t agreeing = 0, pairs = 0;

    for (size_t i = 0; i < ratings->n_items; i++)
        for (size_t a = 0; a < ratings->n_annotators; a++)
            for (size_t b = a + 1; b < ratings->n_annotators; b++) {
                uint32_t x = label_of(ratings, i, a), y = label_of(ratings, i, b);
                pairs += x != ORDO_NONE && y != ORDO_NONE;
                agreeing += x != ORDO_NONE && x == y;
            }
    return pairs > 0 ? (double)agreeing / (double)pairs : NAN;
}

double agreement_divided(const struct ratings *ratings, enum agreement_level level, size_t item)
{
    double sum = 0;
    size_t pairs = 0;

    for (size_t a = 0; a < ratings->n_annotators; a++)
        for (size_t b = a + 1; b < ratings->n_annotators; b++) {
            uint32_t x = label_of(ratings, item, a), y = label_of(ratings, item, b);
            if (x == ORDO_NONE || y == ORDO_NONE)
                continue;
            pairs++;
            sum += level == LEVEL_NOMINAL    ? x != y
                   : level == LEVEL_INTERVAL ? fabs(ratings->value[x] - ratings->value[y])
                                             : fabs((double)x - (double)y);
        }
    return pairs > 0 ? sum / (double)pairs : 0;
}

uint32_t agreement_majority(const struct ratings *ratings, size_t item, size_t without, bool *tied)
{
    uint32_t best = ORDO_NONE;
    size_t most = 0;

    *tied = false;
    for (uint32_t k = 0; k < ratings->n_classes; k++) {
        size_t n = 0;
        for (size_t a = 0; a < ratings->n_annotators; a++)
            n += a != without && label_of(ratings, item, a) == k;
        if (n > most) {
            best = k;
            *tied = false;
        } else if (n == most && n > 0) {
            *tied = true;
        }
        most = n > most ? n : most;
    }
    return best;
}

/* ---- Dawid and Skene ------------------------------------------------------------------------ */

static void start_from_votes(const struct ratings *ratings, double *p)
{
    uint32_t n_classes = ratings->n_classes;

    for (size_t i = 0; i < ratings->n_items; i++) {
        size_t n = count_labels(ratings, i);
        for (uint32_t k = 0; k < n_classes; k++)
            p[i * n_classes + k] = n == 0 ? 1.0 / n_classes : 0;
        for (size_t a = 0; a < ratings->n_annotators; a++)
            if (label_of(ratings, i, a) != ORDO_NONE)
                p[i * n_classes + label_of(ratings, i, a)] += 1.0 / (double)n;
    }
}

/* Shares of the classes and error rates that the posterior implies. */
static void maximise(const struct ratings *ratings, const double *p, double *shares, double *rates)
{
    uint32_t n_classes = ratings->n_classes;
    size_t square = (size_t)n_classes * n_classes;

    memset(shares, 0, n_classes * sizeof *shares);
    memset(rates, 0, ratings->n_annotators * square * sizeof *rates);
    for (size_t i = 0; i < ratings->n_items; i++)
        for (uint32_t k = 0; k < n_classes; k++) {
            double mass = p[i * n_classes + k];
            shares[k] += mass / (double)ratings->n_items;
            for (size_t a = 0; a < ratings->n_annotators; a++)
                if (label_of(ratings, i, a) != ORDO_NONE)
                    rates[a * square + k * n_classes + label_of(ratings, i, a)] += mass;
        }
    for (size_t row = 0; row < ratings->n_annotators * n_classes; row++) {
        double sum = 0;
        for (uint32_t k = 0; k < n_classes; k++)
            sum += rates[row * n_classes + k];
        for (uint32_t k = 0; k < n_classes; k++)
            rates[row * n_classes + k] = sum > 0 ? rates[row * n_classes + k] / sum : 0;
    }
}

/* The posterior of every item. Returns the log likelihood. */
static double expect(const struct ratings *ratings, double *p, const double *shares,
                     const double *rates)
{
    uint32_t n_classes = ratings->n_classes;
    size_t square = (size_t)n_classes * n_classes;
    double likelihood = 0;

    for (size_t i = 0; i < ratings->n_items; i++) {
        double *mine = p + i * n_classes, most = -INFINITY, sum = 0;
        for (uint32_t k = 0; k < n_classes; k++) {
            mine[k] = log(fmax(shares[k], LEAST));
            for (size_t a = 0; a < ratings->n_annotators; a++)
                if (label_of(ratings, i, a) != ORDO_NONE)
                    mine[k] += log(
                        fmax(rates[a * square + k * n_classes + label_of(ratings, i, a)], LEAST));
            most = fmax(most, mine[k]);
        }
        for (uint32_t k = 0; k < n_classes; k++)
            sum += mine[k] = exp(mine[k] - most);
        for (uint32_t k = 0; k < n_classes; k++)
            mine[k] /= sum;
        likelihood += most + log(sum);
    }
    return likelihood;
}

int agreement_dawid_skene(const struct ratings *ratings, double *p, double *error_rates,
                          struct ordo_error *error)
{
    double *shares = malloc((ratings->n_classes + 1) * sizeof *shares);
    double last = -INFINITY;
    int round;

    if (shares == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    start_from_votes(ratings, p);
    for (round = 1; round <= EM_ROUNDS; round++) {
        double likelihood;
        maximise(ratings, p, shares, error_rates);
        likelihood = expect(ratings, p, shares, error_rates);
        if (likelihood - last < EM_TOLERANCE * fabs(likelihood))
            break;
        last = likelihood;
    }
    free(shares);
    return round;
}
