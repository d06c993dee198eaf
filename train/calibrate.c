/* calibrate.c: Platt scaling and temperature scaling; GSL minimises.
 *
 * Platt (1999) with the targets of Lin, Lin and Weng (2007): one logistic function for each output,
 * (N+ + 1) / (N+ + 2) and 1 / (N- + 2) in place of 1 and 0. Temperature (Guo et al. 2017): one
 * factor for all outputs of a head, which keeps the order of the classes; for two classes it is
 * Platt's without b. */
#include "calibrate.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_min.h>
#include <gsl/gsl_multimin.h>
#include <math.h>

#define ITERATIONS_MAX 200

struct points {
    const struct ordo_head *head;
    const double *decision;
    const uint32_t *class;
    size_t n;
    uint32_t output;
    double target_positive, target_negative;
};

static bool is_positive(const struct points *points, size_t i)
{
    uint32_t positive = points->head->n_outputs == 1 ? 1 : points->output;

    return points->class[i] == positive;
}

/* ln(1 + e^x) for any x. */
static double softplus(double x)
{
    return x > 0 ? x + log1p(exp(-x)) : log1p(exp(x));
}

static double platt_loss(const gsl_vector *at, void *context)
{
    const struct points *points = context;
    double a = gsl_vector_get(at, 0), b = gsl_vector_get(at, 1), sum = 0;

    for (size_t i = 0; i < points->n; i++) {
        double x, target;
        if (points->class[i] == ORDO_NONE)
            continue;
        x = a * points->decision[i * points->head->n_outputs + points->output] + b;
        target = is_positive(points, i) ? points->target_positive : points->target_negative;
        sum += softplus(x) - target * x;
    }
    return sum;
}

static void platt_slope(const gsl_vector *at, void *context, gsl_vector *slope)
{
    const struct points *points = context;
    double a = gsl_vector_get(at, 0), b = gsl_vector_get(at, 1), by_a = 0, by_b = 0;

    for (size_t i = 0; i < points->n; i++) {
        double d, error;
        if (points->class[i] == ORDO_NONE)
            continue;
        d = points->decision[i * points->head->n_outputs + points->output];
        error = 1 / (1 + exp(-(a * d + b))) -
                (is_positive(points, i) ? points->target_positive : points->target_negative);
        by_a += error * d;
        by_b += error;
    }
    gsl_vector_set(slope, 0, by_a);
    gsl_vector_set(slope, 1, by_b);
}

static void platt_both(const gsl_vector *at, void *context, double *loss, gsl_vector *slope)
{
    *loss = platt_loss(at, context);
    platt_slope(at, context, slope);
}

static int fit_platt(struct points *points, double *a, double *b, struct ordo_error *error)
{
    gsl_multimin_function_fdf function = {platt_loss, platt_slope, platt_both, 2, points};
    gsl_multimin_fdfminimizer *minimizer =
        gsl_multimin_fdfminimizer_alloc(gsl_multimin_fdfminimizer_vector_bfgs2, 2);
    gsl_vector *start = gsl_vector_alloc(2);
    size_t n_positive = 0, n_negative = 0;

    if (minimizer == NULL || start == NULL) {
        gsl_multimin_fdfminimizer_free(minimizer);
        gsl_vector_free(start);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    for (size_t i = 0; i < points->n; i++)
        if (points->class[i] != ORDO_NONE)
            *(is_positive(points, i) ? &n_positive : &n_negative) += 1;
    points->target_positive = ((double)n_positive + 1) / ((double)n_positive + 2);
    points->target_negative = 1 / ((double)n_negative + 2);
    gsl_vector_set(start, 0, 1);
    gsl_vector_set(start, 1, log(((double)n_positive + 1) / ((double)n_negative + 1)));
    gsl_multimin_fdfminimizer_set(minimizer, &function, start, 0.1, 0.1);
    for (int i = 0; i < ITERATIONS_MAX; i++)
        if (gsl_multimin_fdfminimizer_iterate(minimizer) != GSL_SUCCESS ||
            gsl_multimin_test_gradient(minimizer->gradient, 1e-6 * (double)points->n) ==
                GSL_SUCCESS)
            break;
    *a = gsl_vector_get(minimizer->x, 0);
    *b = gsl_vector_get(minimizer->x, 1);
    gsl_multimin_fdfminimizer_free(minimizer);
    gsl_vector_free(start);
    return 0;
}

static double temperature_loss(double log_a, void *context)
{
    const struct points *points = context;
    uint32_t k = points->head->n_outputs;
    double a = exp(log_a), sum = 0;

    for (size_t i = 0; i < points->n; i++) {
        const double *d = points->decision + i * k;
        double highest = -INFINITY, total = 0;
        if (points->class[i] == ORDO_NONE)
            continue;
        if (k == 1) {
            sum += softplus(points->class[i] == 1 ? -a * d[0] : a * d[0]);
            continue;
        }
        for (uint32_t c = 0; c < k; c++)
            highest = a * d[c] > highest ? a * d[c] : highest;
        for (uint32_t c = 0; c < k; c++)
            total += exp(a * d[c] - highest);
        sum += log(total) + highest - a * d[points->class[i]];
    }
    return sum;
}

/* The loss is convex in a and so has one dip in ln a; a grid finds a bracket, Brent's method the
 * floor. */
static int fit_temperature(struct points *points, double *a, struct ordo_error *error)
{
    gsl_function function = {temperature_loss, points};
    gsl_min_fminimizer *minimizer = gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent);
    const double step = 0.25, low = -7, high = 7;
    double best = 0, lowest = INFINITY;

    if (minimizer == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (double x = low; x <= high; x += step) {
        double loss = temperature_loss(x, points);
        if (loss < lowest) {
            lowest = loss;
            best = x;
        }
    }
    if (gsl_min_fminimizer_set(minimizer, &function, best, best - step, best + step) == GSL_SUCCESS)
        for (int i = 0; i < ITERATIONS_MAX; i++) {
            if (gsl_min_fminimizer_iterate(minimizer) != GSL_SUCCESS)
                break;
            best = gsl_min_fminimizer_x_minimum(minimizer);
            if (gsl_min_test_interval(gsl_min_fminimizer_x_lower(minimizer),
                                      gsl_min_fminimizer_x_upper(minimizer), 1e-7,
                                      0) == GSL_SUCCESS)
                break;
        }
    gsl_min_fminimizer_free(minimizer);
    *a = exp(best);
    return 0;
}

int calibrate(const struct ordo_head *head, const double *decision, const uint32_t *class, size_t n,
              double *a, double *b, struct ordo_error *error)
{
    struct points points = {head, decision, class, n, 0, 1, 0};

    gsl_set_error_handler_off();
    for (uint32_t k = 0; k < head->n_outputs; k++) {
        a[k] = 1;
        b[k] = 0;
    }
    if (head->calibration == ORDO_CALIBRATION_TEMPERATURE) {
        if (fit_temperature(&points, &a[0], error) != 0)
            return -1;
        for (uint32_t k = 1; k < head->n_outputs; k++)
            a[k] = a[0];
    }
    for (; head->calibration == ORDO_CALIBRATION_PLATT && points.output < head->n_outputs;
         points.output++)
        if (fit_platt(&points, &a[points.output], &b[points.output], error) != 0)
            return -1;
    return 0;
}
