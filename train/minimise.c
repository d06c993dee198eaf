/* minimise.c: GSL's interface to what a calibration's loss looks like. */
#include "minimise.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multimin.h>
#include <string.h>

#define ITERATIONS_MAX 200

struct minimising {
    smooth_function *function;
    void *context;
    gsl_vector *slope; /* of whom the value alone is wanted */
};

static double value(const gsl_vector *at, void *context)
{
    struct minimising *minimising = context;

    return minimising->function(at->data, minimising->slope->data, minimising->context);
}

static void slope(const gsl_vector *at, void *context, gsl_vector *to)
{
    struct minimising *minimising = context;

    minimising->function(at->data, minimising->slope->data, minimising->context);
    gsl_vector_memcpy(to, minimising->slope);
}

static void both(const gsl_vector *at, void *context, double *to, gsl_vector *slope_to)
{
    struct minimising *minimising = context;

    *to = minimising->function(at->data, minimising->slope->data, minimising->context);
    gsl_vector_memcpy(slope_to, minimising->slope);
}

int minimise(double *at, size_t n, double flat, smooth_function *function, void *context,
             struct ordo_error *error)
{
    struct minimising minimising = {function, context, gsl_vector_alloc(n)};
    gsl_multimin_function_fdf wanted = {value, slope, both, n, &minimising};
    gsl_multimin_fdfminimizer *minimizer =
        gsl_multimin_fdfminimizer_alloc(gsl_multimin_fdfminimizer_vector_bfgs2, n);
    gsl_vector *start = gsl_vector_alloc(n);
    int result = -1;

    if (minimizer == NULL || start == NULL || minimising.slope == NULL) {
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    } else {
        memcpy(start->data, at, n * sizeof *at);
        gsl_multimin_fdfminimizer_set(minimizer, &wanted, start, 0.1, 0.1);
        for (int i = 0; i < ITERATIONS_MAX; i++)
            if (gsl_multimin_fdfminimizer_iterate(minimizer) != GSL_SUCCESS ||
                gsl_multimin_test_gradient(minimizer->gradient, flat) == GSL_SUCCESS)
                break;
        memcpy(at, minimizer->x->data, n * sizeof *at);
        result = 0;
    }
    if (minimizer != NULL)
        gsl_multimin_fdfminimizer_free(minimizer);
    gsl_vector_free(start);
    gsl_vector_free(minimising.slope);
    return result;
}
