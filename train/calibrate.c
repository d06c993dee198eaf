/* calibrate.c: decision values -> calibration; GSL minimises.
 *
 * Platt (1999) with the targets of Lin, Lin and Weng (2007): one logistic function for each output,
 * (N+ + 1) / (N+ + 2) and 1 / (N- + 2) in place of 1 and 0. Temperature (Guo et al. 2017): one
 * factor for all outputs of a head, which keeps the order of the classes; for two classes it is
 * Platt's without b. Vector (the same): a factor and an offset for each output, drawn toward the
 * temperature as if by one more example, so that few examples cannot run away with them. Isotonic
 * (Zadrozny and Elkan 2002): isotonic.c. Thresholds: the cumulative logit model (McCullagh 1980).
 * Residuals: the split-conformal half-width (Lei et al. 2018). */
#include "calibrate.h"
#include "isotonic.h"
#include "minimise.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_min.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ITERATIONS_MAX 200
#define COVERAGE       0.9  /* of the intervals around values */
#define PULL           0.01 /* of the thresholds' slope toward 1, for classes that part perfectly */

const char *const CALIBRATION_NAMES[] = {"none",     "platt",      "temperature", "vector",
                                         "isotonic", "thresholds", "residuals"};

/* What a loss is summed over. */
struct points {
    const struct held_out *held_out;
    uint32_t n_classes, n_outputs, without;
    uint32_t output;                         /* of Platt scaling */
    double target_positive, target_negative; /* the same */
    double start;                            /* vector scaling: the temperature's factor */
    double *p;                               /* [n_classes] */
};

static bool is_in(const struct points *points, size_t i)
{
    const struct held_out *held_out = points->held_out;

    return held_out->class[i] != ORDO_NONE &&
           (points->without == ORDO_NONE || held_out->fold[i] != points->without);
}

static const double *decision_of(const struct points *points, size_t i)
{
    return points->held_out->decision + i * points->n_outputs;
}

static bool is_positive(const struct points *points, size_t i)
{
    return points->held_out->class[i] == (points->n_outputs == 1 ? 1 : points->output);
}

/* ln(1 + e^x) for any x. */
static double softplus(double x)
{
    return x > 0 ? x + log1p(exp(-x)) : log1p(exp(x));
}

static double logistic(double x)
{
    return x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x));
}

/* at: a, b. */
static double platt_loss(const double *at, double *slope, void *context)
{
    const struct points *points = context;
    double sum = 0;

    slope[0] = slope[1] = 0;
    for (size_t i = 0; i < points->held_out->n; i++) {
        double d, x, e, target, wrong;
        if (!is_in(points, i))
            continue;
        d = decision_of(points, i)[points->output];
        x = at[0] * d + at[1];
        e = exp(-fabs(x)); /* which softplus and the logistic function share */
        target = is_positive(points, i) ? points->target_positive : points->target_negative;
        wrong = (x >= 0 ? 1 / (1 + e) : e / (1 + e)) - target;
        sum += fmax(x, 0) + log1p(e) - target * x;
        slope[0] += wrong * d;
        slope[1] += wrong;
    }
    return sum;
}

static int fit_platt(struct points *points, double *a, double *b, struct ordo_error *error)
{
    double n[2] = {0, 0}, at[2];

    for (size_t i = 0; i < points->held_out->n; i++)
        if (is_in(points, i))
            n[is_positive(points, i)]++;
    points->target_positive = (n[1] + 1) / (n[1] + 2);
    points->target_negative = 1 / (n[0] + 2);
    at[0] = 1;
    at[1] = log((n[1] + 1) / (n[0] + 1));
    if (minimise(at, 2, 1e-6 * (n[0] + n[1]), platt_loss, points, error) != 0)
        return -1;
    *a = at[0];
    *b = at[1];
    return 0;
}

static double temperature_loss(double log_a, void *context)
{
    const struct points *points = context;
    uint32_t k = points->n_outputs;
    double a = exp(log_a), sum = 0;

    for (size_t i = 0; i < points->held_out->n; i++) {
        const double *d = decision_of(points, i);
        double highest = -INFINITY, total = 0;
        if (!is_in(points, i))
            continue;
        if (k == 1) {
            sum += softplus(points->held_out->class[i] == 1 ? -a * d[0] : a * d[0]);
            continue;
        }
        for (uint32_t c = 0; c < k; c++)
            highest = a * d[c] > highest ? a * d[c] : highest;
        for (uint32_t c = 0; c < k; c++)
            total += exp(a * d[c] - highest);
        sum += log(total) + highest - a * d[points->held_out->class[i]];
    }
    return sum;
}

/* The loss is convex in a and so has one dip in ln a; a grid, walked until the loss rises, finds a
 * bracket, Brent's method the floor. */
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
        if (loss > lowest + 1e-9 * fabs(lowest)) /* and not by rounding */
            break;
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

/* at: a[n_outputs], b[n_outputs]. */
static double vector_loss(const double *at, double *slope, void *context)
{
    const struct points *points = context;
    uint32_t k = points->n_outputs;
    double sum = 0;

    for (uint32_t c = 0; c < k; c++) {
        slope[c] = at[c] - points->start;
        slope[k + c] = at[k + c];
        sum += (slope[c] * slope[c] + slope[k + c] * slope[k + c]) / 2;
    }
    for (size_t i = 0; i < points->held_out->n; i++) {
        const double *d = decision_of(points, i);
        double highest = -INFINITY, total = 0;
        uint32_t class = points->held_out->class[i];
        if (!is_in(points, i))
            continue;
        for (uint32_t c = 0; c < k; c++) {
            points->p[c] = at[c] * d[c] + at[k + c];
            highest = points->p[c] > highest ? points->p[c] : highest;
        }
        sum += highest - points->p[class];
        for (uint32_t c = 0; c < k; c++)
            total += points->p[c] = exp(points->p[c] - highest);
        sum += log(total);
        for (uint32_t c = 0; c < k; c++) {
            double wrong = points->p[c] / total - (c == class);
            slope[c] += wrong * d[c];
            slope[k + c] += wrong;
        }
    }
    return sum;
}

static int fit_vector(struct points *points, double *a, double *b, struct ordo_error *error)
{
    uint32_t k = points->n_outputs;
    double *at = calloc(2 * (size_t)k, sizeof *at);
    int result = at == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                            : fit_temperature(points, &points->start, error);

    for (uint32_t c = 0; result == 0 && c < k; c++)
        at[c] = points->start;
    if (result == 0)
        result = minimise(at, 2 * (size_t)k, 1e-6 * (double)points->held_out->n, vector_loss,
                          points, error);
    for (uint32_t c = 0; result == 0 && c < k; c++) {
        a[c] = at[c];
        b[c] = at[k + c];
    }
    free(at);
    return result;
}

/* A table for each output. As in Platt scaling no outcome is certain: with n examples probabilities
 * stay within 1 / (n + 2) of 0 and 1. */
static int fit_isotonic(struct points *points, struct calibration *calibration,
                        struct ordo_error *error)
{
    const struct held_out *held_out = points->held_out;
    struct pooled *pools = malloc((held_out->n + 1) * sizeof *pools);
    double *to;

    calibration->parameters =
        malloc(points->n_outputs * (1 + 2 * (size_t)KNOTS_MAX) * sizeof *calibration->parameters);
    if (pools == NULL || calibration->parameters == NULL) {
        free(pools);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    to = calibration->parameters;
    for (points->output = 0; points->output < points->n_outputs; points->output++) {
        size_t n = 0, m;
        double least;
        for (size_t i = 0; i < held_out->n; i++)
            if (is_in(points, i))
                pools[n++] = (struct pooled){decision_of(points, i)[points->output],
                                             is_positive(points, i), 1};
        least = 1 / ((double)n + 2);
        if (n == 0) /* nothing is known */
            pools[n++] = (struct pooled){0, 0.5, 1};
        m = isotonic_pool(pools, n, KNOTS_MAX);
        *to++ = (double)m;
        for (size_t i = 0; i < m; i++) {
            to[i] = pools[i].x;
            to[m + i] = fmin(fmax(pools[i].outcome, least), 1 - least);
        }
        to += 2 * m;
    }
    calibration->n_parameters = (uint32_t)(to - calibration->parameters);
    free(pools);
    return 0;
}

/* at: ln a, t[0], ln of each further step. */
static double thresholds_loss(const double *at, double *slope, void *context)
{
    const struct points *points = context;
    uint32_t n = points->n_classes;
    double *t = points->p, a = exp(at[0]), sum = PULL * at[0] * at[0] / 2, pull = 0;

    t[0] = at[1];
    for (uint32_t k = 1; k + 1 < n; k++)
        t[k] = t[k - 1] + exp(at[1 + k]);
    memset(slope, 0, n * sizeof *slope);
    for (size_t i = 0; i < points->held_out->n; i++) {
        uint32_t class = points->held_out->class[i];
        double x, above, next, p, by_lower, by_upper;
        if (!is_in(points, i))
            continue;
        x = a * decision_of(points, i)[0];
        above = class == 0 ? 1 : logistic(x - t[class - 1]);
        next = class + 1 == n ? 0 : logistic(x - t[class]);
        p = fmax(above - next, 1e-12);
        sum -= log(p);
        by_lower =
            above * (1 - above) / p; /* falls with the lower threshold, rises with the upper */
        by_upper = -next * (1 - next) / p;
        slope[0] -= (by_lower + by_upper) * x;
        if (class > 0)
            slope[class] += by_lower;
        if (class + 1 < n)
            slope[class + 1] += by_upper;
    }
    slope[0] += PULL * at[0];
    for (uint32_t k = n - 1; k > 0; k--) { /* a step moves all thresholds above it */
        pull += slope[k];
        slope[k] = k == 1 ? pull : pull * exp(at[k]);
    }
    return sum;
}

/* Starts from the shares of the classes. */
static int fit_thresholds(struct points *points, struct calibration *calibration,
                          struct ordo_error *error)
{
    uint32_t n = points->n_classes;
    double *at = calloc(n + 1, sizeof *at), below = 0, total = 0, before = 0;
    int result = -1;

    calibration->n_parameters = n - 1;
    calibration->parameters = calloc(n, sizeof *calibration->parameters);
    if (at == NULL || calibration->parameters == NULL) {
        free(at);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    for (size_t i = 0; i < points->held_out->n; i++)
        total += is_in(points, i);
    for (uint32_t k = 0; k + 1 < n; k++) {
        double t;
        for (size_t i = 0; i < points->held_out->n; i++)
            below += is_in(points, i) && points->held_out->class[i] == k;
        t = log((below + 1) / (total - below + 1));
        at[1 + k] = k == 0 ? t : log(fmax(t - before, 1e-3));
        before = t;
    }
    result = minimise(at, n, 1e-6 * total, thresholds_loss, points, error);
    calibration->a[0] = exp(at[0]);
    for (uint32_t k = 0; k + 1 < n; k++)
        calibration->parameters[k] =
            k == 0 ? at[1] : calibration->parameters[k - 1] + exp(at[1 + k]);
    free(at);
    return result;
}

/* The k-th smallest absolute residual, k = (n + 1) coverage rounded up: of exchangeable examples a
 * further one lies within it with at least that probability. Too few examples have no interval. */
static int fit_residuals(const struct held_out *held_out, uint32_t without,
                         struct calibration *calibration, struct ordo_error *error)
{
    double *residual = malloc((held_out->n + 1) * sizeof *residual);
    size_t n = 0, rank;

    calibration->parameters = malloc(2 * sizeof *calibration->parameters);
    if (residual == NULL || calibration->parameters == NULL) {
        free(residual);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    for (size_t i = 0; i < held_out->n; i++)
        if (without == ORDO_NONE || held_out->fold[i] != without)
            residual[n++] = fabs(held_out->target[i] - held_out->decision[i]);
    rank = (size_t)ceil((double)(n + 1) * COVERAGE);
    if (rank <= n) {
        gsl_sort(residual, 1, n);
        calibration->parameters[0] = residual[rank - 1];
        calibration->parameters[1] = COVERAGE;
        calibration->n_parameters = 2;
    } else {
        calibration->how = ORDO_CALIBRATION_NONE;
    }
    free(residual);
    return 0;
}

static int fit(struct points *points, struct calibration *calibration, struct ordo_error *error)
{
    double *a = calibration->a, *b = calibration->b;
    int result = 0;

    switch (calibration->how) {
    case ORDO_CALIBRATION_VECTOR:
        if (points->n_outputs > 1)
            return fit_vector(points, a, b, error);
        calibration->how = ORDO_CALIBRATION_PLATT; /* the same for two classes */
        return fit_platt(points, a, b, error);
    case ORDO_CALIBRATION_PLATT:
        for (; result == 0 && points->output < points->n_outputs; points->output++)
            result = fit_platt(points, &a[points->output], &b[points->output], error);
        return result;
    case ORDO_CALIBRATION_TEMPERATURE:
        result = fit_temperature(points, &a[0], error);
        for (uint32_t k = 1; k < points->n_outputs; k++)
            a[k] = a[0];
        return result;
    case ORDO_CALIBRATION_ISOTONIC:
        return fit_isotonic(points, calibration, error);
    case ORDO_CALIBRATION_THRESHOLDS:
        return fit_thresholds(points, calibration, error);
    case ORDO_CALIBRATION_RESIDUALS:
        return fit_residuals(points->held_out, points->without, calibration, error);
    default:
        return 0;
    }
}

int calibrate(struct calibration *calibration, const struct held_out *held_out,
              enum ordo_calibration how, uint32_t without, struct ordo_error *error)
{
    const struct ordo_head *head = held_out->head;
    struct points points = {.held_out = held_out,
                            .n_classes = head->n_classes,
                            .n_outputs = head->n_outputs,
                            .without = without,
                            .p = malloc(((size_t)head->n_classes + 1) * sizeof *points.p)};
    int result = -1;

    gsl_set_error_handler_off();
    *calibration = (struct calibration){how, malloc(head->n_outputs * sizeof *calibration->a),
                                        calloc(head->n_outputs, sizeof *calibration->b), NULL, 0};
    if (points.p == NULL || calibration->a == NULL || calibration->b == NULL) {
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    } else {
        for (uint32_t k = 0; k < head->n_outputs; k++)
            calibration->a[k] = 1;
        result = fit(&points, calibration, error);
    }
    free(points.p);
    if (result != 0)
        calibration_release(calibration);
    return result;
}

void calibration_release(struct calibration *calibration)
{
    free(calibration->a);
    free(calibration->b);
    free(calibration->parameters);
    memset(calibration, 0, sizeof *calibration);
}

void calibration_lend(struct ordo_head *head, const struct calibration *calibration)
{
    head->calibration = calibration->how;
    head->a = calibration->a;
    head->b = calibration->b;
    head->parameters = calibration->parameters;
    head->n_parameters = calibration->n_parameters;
}
