/* naive_bayes.c: r = ln((p / |p|) / (q / |q|)), p and q one more than the number of positive and
 * negative examples that hold the feature. */
#include "naive_bayes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void count(const struct examples *examples, uint32_t positive, double *p, double *q,
                  uint32_t n)
{
    double sum_p = 0, sum_q = 0;

    for (uint32_t j = 0; j < n; j++)
        p[j] = q[j] = 1;
    for (size_t i = 0; i < examples->n; i++) {
        double *side = examples->class[i] == positive ? p : q;
        double weight = examples->weight == NULL ? 1 : examples->weight[i];
        for (const struct entry *e = examples->matrix->rows[examples->rows[i]]; e->index != -1; e++)
            side[e->index - 1] += weight;
    }
    for (uint32_t j = 0; j < n; j++) {
        sum_p += p[j];
        sum_q += q[j];
    }
    for (uint32_t j = 0; j < n; j++)
        p[j] = log(p[j] / sum_p / (q[j] / sum_q));
}

int naive_bayes_scale(struct scaled *scaled, const struct examples *examples, uint32_t positive,
                      struct ordo_error *error)
{
    const struct matrix *matrix = examples->matrix;
    uint32_t n = matrix->n_columns;
    double *q = malloc(((size_t)n + 1) * sizeof *q);
    size_t total = 0;

    memset(scaled, 0, sizeof *scaled);
    for (size_t i = 0; i < examples->n; i++)
        for (const struct entry *e = matrix->rows[examples->rows[i]];; e++) {
            total++;
            if (e->index == -1)
                break;
        }
    scaled->matrix = *matrix;
    scaled->ratio = malloc(((size_t)n + 1) * sizeof *scaled->ratio);
    scaled->matrix.entries = malloc((total + 1) * sizeof *scaled->matrix.entries);
    scaled->matrix.rows = calloc(matrix->n_rows + 1, sizeof *scaled->matrix.rows);
    if (q == NULL || scaled->ratio == NULL || scaled->matrix.entries == NULL ||
        scaled->matrix.rows == NULL) {
        free(q);
        naive_bayes_release(scaled);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    count(examples, positive, scaled->ratio, q, n);
    free(q);
    if (n > matrix->n_features)
        scaled->ratio[n - 1] = 1;
    total = 0;
    for (size_t i = 0; i < examples->n; i++) {
        struct entry *to = scaled->matrix.entries + total;
        scaled->matrix.rows[examples->rows[i]] = to;
        for (const struct entry *e = matrix->rows[examples->rows[i]]; e->index != -1; e++)
            *to++ = (struct entry){e->index, e->value * scaled->ratio[e->index - 1]};
        *to++ = (struct entry){-1, 0};
        total = (size_t)(to - scaled->matrix.entries);
    }
    scaled->matrix.n_entries = total;
    return 0;
}

void naive_bayes_fold(double *weights, const struct scaled *scaled, double interpolation)
{
    uint32_t n = scaled->matrix.n_features; /* the bias stays as it is */
    double mean = 0;

    for (uint32_t j = 0; j < n; j++)
        mean += fabs(weights[j]) / n;
    for (uint32_t j = 0; j < n; j++)
        weights[j] = ((1 - interpolation) * mean + interpolation * weights[j]) * scaled->ratio[j];
}

void naive_bayes_release(struct scaled *scaled)
{
    free(scaled->ratio);
    free(scaled->matrix.rows);
    free(scaled->matrix.entries);
    memset(scaled, 0, sizeof *scaled);
}
