/* ranking.c: average precision and area under the ROC curve (Hanley and McNeil 1982: the
 * Mann-Whitney statistic), each class against the rest.
 *
 * Examples are sorted once for each class; a resample goes through them in that order with its
 * weights. Equal probabilities are one step. */
#include "ranking.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct scored {
    double score;
    uint32_t row;
};

static int by_score(const void *a, const void *b)
{
    const struct scored *x = a, *y = b;

    if (x->score != y->score)
        return x->score < y->score ? 1 : -1;
    return x->row < y->row ? -1 : x->row > y->row;
}

int ranking_order(uint32_t *order, const double *score, size_t stride, size_t n,
                  struct ordo_error *error)
{
    struct scored *scored = malloc((n + 1) * sizeof *scored);

    if (scored == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < n; i++)
        scored[i] = (struct scored){score[i * stride], (uint32_t)i};
    qsort(scored, n, sizeof *scored, by_score);
    for (size_t i = 0; i < n; i++)
        order[i] = scored[i].row;
    free(scored);
    return 0;
}

/* A place in the order of one class, so laid out that a resample reads it from front to back. */
struct step {
    uint32_t row;
    bool of_class, last; /* last: the next one's probability is another */
};

struct ranked {
    const struct predictions *predictions;
    struct step *steps; /* [n_classes][n] */
    double *whole;      /* [2 * n_classes + 2] values of all examples; NULL: not known yet */
};

static void rank_class(const struct ranked *ranked, uint32_t class, const uint32_t *weight,
                       double *average_precision, double *auc)
{
    size_t n = ranked->predictions->n;
    const struct step *steps = ranked->steps + class * n;
    double inside = 0, outside = 0, n_inside = 0, n_outside = 0, precision_sum = 0, above = 0;

    for (size_t i = 0; i < n; i++) {
        double w = weight[steps[i].row];
        if (steps[i].of_class)
            inside += w;
        else
            outside += w;
        if (!steps[i].last || inside + outside == 0)
            continue;
        precision_sum += inside * (n_inside + inside) / (n_inside + inside + n_outside + outside);
        above += outside * (n_inside + inside / 2);
        n_inside += inside;
        n_outside += outside;
        inside = outside = 0;
    }
    *average_precision = n_inside > 0 ? precision_sum / n_inside : NAN;
    *auc = n_inside > 0 && n_outside > 0 ? above / n_inside / n_outside : NAN;
}

/* values: average precision of each class, area of each, the two means. */
static void compute(void *context, const uint32_t *weight, double *values)
{
    const struct ranked *ranked = context;
    uint32_t n_classes = ranked->predictions->n_classes;
    double sum[2] = {0, 0}, n[2] = {0, 0};

    for (uint32_t k = 0; k < n_classes; k++) {
        rank_class(ranked, k, weight, &values[k], &values[n_classes + k]);
        for (uint32_t i = 0; i < 2; i++) {
            double value = values[i * n_classes + k];
            if (ranked->whole != NULL && isnan(value))
                value = ranked->whole[i * n_classes + k]; /* the means are over the same classes */
            sum[i] += isnan(value) ? 0 : value;
            n[i] += isnan(value) ? 0 : 1;
        }
    }
    values[2 * n_classes] = n[0] > 0 ? sum[0] / n[0] : NAN;
    values[2 * n_classes + 1] = n[1] > 0 ? sum[1] / n[1] : NAN;
}

static int sort_class(struct step *steps, const struct predictions *predictions, uint32_t class,
                      uint32_t *order, struct ordo_error *error)
{
    const double *p = predictions->probability + class;
    size_t n = predictions->n, n_classes = predictions->n_classes;

    if (ranking_order(order, p, n_classes, n, error) != 0)
        return -1;
    for (size_t i = 0; i < n; i++)
        steps[i] =
            (struct step){order[i], predictions->gold[order[i]] == class,
                          i + 1 == n || p[order[i + 1] * n_classes] < p[order[i] * n_classes]};
    return 0;
}

int ranking_compute(struct ranking *ranking, const struct predictions *predictions,
                    const struct resampling *resampling, struct ordo_error *error)
{
    size_t n = predictions->n, n_classes = predictions->n_classes, n_values = 2 * n_classes + 2;
    struct ranked ranked = {.predictions = predictions,
                            .steps = malloc(n_classes * n * sizeof *ranked.steps + 1)};
    uint32_t *order = malloc((n + 1) * sizeof *order);
    struct figure *figures = malloc(n_values * sizeof *figures);
    int result = ranked.steps == NULL || order == NULL || figures == NULL
                     ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                     : 0;

    memset(ranking, 0, sizeof *ranking);
    for (uint32_t k = 0; result == 0 && k < n_classes; k++)
        result = sort_class(ranked.steps + k * n, predictions, k, order, error);
    if (result == 0 && (ranked.whole = bootstrap_whole(n_values, compute, &ranked, n)) == NULL)
        result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (result == 0)
        result = bootstrap(figures, n_values, compute, &ranked, n, predictions->group, resampling,
                           error);
    free(ranked.steps);
    free(ranked.whole);
    free(order);
    if (result != 0) {
        free(figures);
        return -1;
    }
    *ranking = (struct ranking){predictions->n_classes, figures, figures + n_classes,
                                figures[2 * n_classes], figures[2 * n_classes + 1]};
    return 0;
}

void ranking_release(struct ranking *ranking)
{
    free(ranking->average_precision);
    memset(ranking, 0, sizeof *ranking);
}

int ranking_curve(struct pr_point *points, size_t *n, const struct predictions *predictions,
                  uint32_t class, struct ordo_error *error)
{
    size_t n_rows = predictions->n;
    uint32_t *order = malloc((n_rows + 1) * sizeof *order);
    struct step *steps = malloc((n_rows + 1) * sizeof *steps);
    double inside = 0, outside = 0, n_inside = 0;
    int result = order == NULL || steps == NULL
                     ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                     : sort_class(steps, predictions, class, order, error);

    *n = 0;
    for (size_t i = 0; i < n_rows; i++)
        n_inside += predictions->gold[i] == class;
    for (size_t i = 0; result == 0 && i < n_rows; i++) {
        double p = predictions->probability[steps[i].row * (size_t)predictions->n_classes + class];
        inside += steps[i].of_class;
        outside += !steps[i].of_class;
        if (steps[i].last)
            points[(*n)++] = (struct pr_point){p, inside / (inside + outside),
                                               n_inside > 0 ? inside / n_inside : NAN,
                                               outside / ((double)n_rows - n_inside)};
    }
    free(order);
    free(steps);
    return result;
}
