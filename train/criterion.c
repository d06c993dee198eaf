/* criterion.c: figures from confusion counts, and their bootstrap.
 *
 * A resample of groups is a sum of the groups' own counts. Where each example is its own group,
 * examples of one cell of the confusion matrix are alike, and a resample is a draw from the
 * multinomial distribution over the cells: the same bootstrap at the cost of the cells instead of
 * the examples. */
#include "criterion.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const NAMES[] = {"accuracy", "macro-f1", "mean-f1",
                                    "log-loss", "kappa",    "weighted-kappa"};

int criterion_parse(struct criterion *criterion, const char *text, struct ordo_error *error)
{
    size_t length = strcspn(text, ":");
    bool named = text[length] == ':' && text[length + 1] != '\0';

    for (int kind = 0; kind <= CRITERION_WEIGHTED_KAPPA; kind++)
        if (length == strlen(NAMES[kind]) && memcmp(text, NAMES[kind], length) == 0 &&
            (kind == CRITERION_MEAN_F1 ? named : text[length] == '\0')) {
            *criterion =
                (struct criterion){(enum criterion_kind)kind, named ? text + length + 1 : NULL};
            return 0;
        }
    return ordo_fail(error, ORDO_ERR_OPTION,
                     "unknown metric '%s' (accuracy, macro-f1, mean-f1:CLASS,..., log-loss, kappa, "
                     "weighted-kappa)",
                     text);
}

int criterion_classes(bool *averaged, const struct criterion *criterion, const char *const *classes,
                      uint32_t n_classes, struct ordo_error *error)
{
    const char *at = criterion->classes;

    for (uint32_t k = 0; k < n_classes; k++)
        averaged[k] = at == NULL;
    while (at != NULL && *at != '\0') {
        size_t length = strcspn(at, ",");
        uint32_t k = 0;
        while (k < n_classes &&
               (strlen(classes[k]) != length || memcmp(classes[k], at, length) != 0))
            k++;
        if (k == n_classes)
            return ordo_fail(error, ORDO_ERR_OPTION, "the metric names '%.*s', which is no class",
                             (int)length, at);
        averaged[k] = true;
        at += length + (at[length] == ',');
    }
    return 0;
}

static double accuracy(const double *confusion, uint32_t n)
{
    double right = 0, all = 0;

    for (uint32_t i = 0; i < n * n; i++)
        all += confusion[i];
    for (uint32_t k = 0; k < n; k++)
        right += confusion[(size_t)k * n + k];
    return all > 0 ? right / all : 0;
}

/* NaN of a class that is neither in gold nor in predictions. */
static double f1_of(const double *confusion, uint32_t n, uint32_t k)
{
    double both = 0;

    for (uint32_t i = 0; i < n; i++)
        both += confusion[(size_t)k * n + i] + confusion[(size_t)i * n + k];
    return 2 * confusion[(size_t)k * n + k] / both;
}

/* whole: [n] F1 of the classes in the whole sample, which those have that a resample misses, so
 * that the mean is over the same classes in each; NULL: this is the whole sample. */
static double mean_f1(const double *confusion, uint32_t n, const bool *averaged, bool named,
                      const double *whole)
{
    double sum = 0;
    uint32_t n_counted = 0;

    for (uint32_t k = 0; k < n; k++) {
        double f1 = f1_of(confusion, n, k);
        if (isnan(f1) && whole != NULL)
            f1 = whole[k];
        if (!averaged[k] || (!named && isnan(f1)))
            continue;
        n_counted++;
        sum += isnan(f1) ? 0 : f1;
    }
    return n_counted > 0 ? sum / n_counted : 0;
}

/* 1 less the distance that was found over what chance would give: squared, or of unlike classes 1.
 */
static double kappa(const double *confusion, uint32_t n, bool weighted)
{
    double all = 0, found = 0, chance = 0;

    for (uint32_t i = 0; i < n * n; i++)
        all += confusion[i];
    for (uint32_t g = 0; g < n; g++)
        for (uint32_t p = 0; p < n; p++) {
            double gold = 0, predicted = 0;
            double distance = weighted ? ((double)g - p) * ((double)g - p) : g != p;
            for (uint32_t i = 0; i < n; i++) {
                gold += confusion[(size_t)g * n + i];
                predicted += confusion[(size_t)i * n + p];
            }
            found += distance * confusion[(size_t)g * n + p];
            chance += distance * gold * predicted / (all > 0 ? all : 1);
        }
    return chance > 0 ? 1 - found / chance : 0;
}

static double of_counts(enum criterion_kind kind, const double *confusion, uint32_t n_classes,
                        const bool *averaged, const double *whole)
{
    switch (kind) {
    case CRITERION_ACCURACY:
        return accuracy(confusion, n_classes);
    case CRITERION_MACRO_F1:
    case CRITERION_MEAN_F1:
        return mean_f1(confusion, n_classes, averaged, kind == CRITERION_MEAN_F1, whole);
    case CRITERION_KAPPA:
    case CRITERION_WEIGHTED_KAPPA:
        return kappa(confusion, n_classes, kind == CRITERION_WEIGHTED_KAPPA);
    case CRITERION_LOG_LOSS:
        break;
    }
    return 0;
}

double criterion_of_counts(enum criterion_kind kind, const double *confusion, uint32_t n_classes,
                           const bool *averaged)
{
    return of_counts(kind, confusion, n_classes, averaged, NULL);
}

/* What a resample adds up: the cells of the confusion matrix, or for log loss the sum and the
 * number. */
struct sums {
    enum criterion_kind kind;
    const struct judged *judged;
    double *total; /* [n_cells] */
    size_t n_cells;
    double *whole;            /* [n_classes] F1 in the whole sample */
    uint32_t *start, *member; /* examples by group: member[start[g]..start[g + 1]) */
};

static void add(struct sums *sums, size_t i, double times)
{
    const struct judged *judged = sums->judged;

    if (sums->kind == CRITERION_LOG_LOSS) {
        sums->total[0] += times * judged->log_p[i];
        sums->total[1] += times;
    } else {
        sums->total[(size_t)judged->gold[i] * judged->n_classes + judged->predicted[i]] += times;
    }
}

static double value_of(const struct sums *sums)
{
    if (sums->kind == CRITERION_LOG_LOSS)
        return sums->total[1] > 0 ? sums->total[0] / sums->total[1] : 0;
    return of_counts(sums->kind, sums->total, sums->judged->n_classes, sums->judged->averaged,
                     sums->whole);
}

static void sort_by_group(struct sums *sums)
{
    const struct judged *judged = sums->judged;

    for (size_t i = 0; i < judged->n; i++)
        sums->start[judged->group[i] + 2]++;
    for (uint32_t g = 0; g < judged->n_groups; g++)
        sums->start[g + 2] += sums->start[g + 1];
    for (size_t i = 0; i < judged->n; i++)
        sums->member[sums->start[judged->group[i] + 1]++] = (uint32_t)i;
}

static void draw_groups(struct sums *sums, gsl_rng *random)
{
    uint32_t n = sums->judged->n_groups;

    memset(sums->total, 0, sums->n_cells * sizeof *sums->total);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t g = (uint32_t)gsl_rng_uniform_int(random, n);
        for (uint32_t k = sums->start[g]; k < sums->start[g + 1]; k++)
            add(sums, sums->member[k], 1);
    }
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

static void summarise(struct score *score, double *values, size_t rounds)
{
    double mean = 0, squares = 0;

    for (size_t r = 0; r < rounds; r++)
        mean += values[r] / (double)rounds;
    for (size_t r = 0; r < rounds; r++)
        squares += (values[r] - mean) * (values[r] - mean);
    qsort(values, rounds, sizeof *values, by_size);
    score->low = values[(size_t)(0.025 * (double)(rounds - 1) + 0.5)];
    score->high = values[(size_t)(0.975 * (double)(rounds - 1) + 0.5)];
    score->error = rounds > 1 ? sqrt(squares / (double)(rounds - 1)) : 0;
}

static void resample(struct sums *sums, double *values, double *cells, unsigned *drawn,
                     size_t rounds, gsl_rng *random)
{
    bool alone = sums->judged->n_groups == sums->judged->n && sums->kind != CRITERION_LOG_LOSS;

    memcpy(cells, sums->total, sums->n_cells * sizeof *cells);
    for (size_t r = 0; r < rounds; r++) {
        if (alone) {
            gsl_ran_multinomial(random, sums->n_cells, (unsigned)sums->judged->n, cells, drawn);
            for (size_t c = 0; c < sums->n_cells; c++)
                sums->total[c] = drawn[c];
        } else {
            draw_groups(sums, random);
        }
        values[r] = value_of(sums);
    }
}

int criterion_score(struct score *score, enum criterion_kind kind, const struct judged *judged,
                    size_t rounds, uint64_t seed, struct ordo_error *error)
{
    size_t n_cells = kind == CRITERION_LOG_LOSS ? 2 : (size_t)judged->n_classes * judged->n_classes;
    struct sums sums = {.kind = kind,
                        .judged = judged,
                        .total = calloc(2 * n_cells + 1, sizeof(double)),
                        .n_cells = n_cells,
                        .whole = malloc(((size_t)judged->n_classes + 1) * sizeof(double))};
    double *values = malloc((rounds + 1) * sizeof *values);
    unsigned *drawn = malloc((n_cells + 1) * sizeof *drawn);
    gsl_rng *random;
    int result = 0;

    gsl_set_error_handler_off();
    random = gsl_rng_alloc(gsl_rng_mt19937);
    sums.start = calloc((size_t)judged->n_groups + 3, sizeof *sums.start);
    sums.member = malloc((judged->n + 1) * sizeof *sums.member);
    if (sums.total == NULL || sums.whole == NULL || values == NULL || drawn == NULL ||
        random == NULL || sums.start == NULL || sums.member == NULL) {
        result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    } else {
        gsl_rng_set(random, seed);
        sort_by_group(&sums);
        for (size_t i = 0; i < judged->n; i++)
            add(&sums, i, 1);
        for (uint32_t k = 0; kind != CRITERION_LOG_LOSS && k < judged->n_classes; k++)
            sums.whole[k] = f1_of(sums.total, judged->n_classes, k);
        score->value = score->low = score->high = value_of(&sums);
        score->error = 0;
        resample(&sums, values, sums.total + n_cells, drawn, judged->n > 0 ? rounds : 0, random);
        if (rounds > 0 && judged->n > 0)
            summarise(score, values, rounds);
    }
    free(sums.total);
    free(sums.whole);
    free(sums.start);
    free(sums.member);
    free(values);
    free(drawn);
    if (random != NULL)
        gsl_rng_free(random);
    return result;
}
