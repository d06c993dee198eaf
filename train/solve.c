/* solve.c: the one file that calls LIBLINEAR.
 *
 * One against the rest is done here and not by LIBLINEAR, so that outputs can be solved in parallel
 * and NBSVM can scale the features for each class (Wang and Manning 2012), or all classes in one go
 * (joint_dual.c). LIBLINEAR takes no weights of examples: a weight is a number of copies of the
 * row's pointer, in units that C makes up for. */
#include "solve.h"
#include "joint_dual.h"
#include "naive_bayes.h"

#include <linear.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(sizeof(struct entry) == sizeof(struct feature_node) &&
                   offsetof(struct entry, index) == offsetof(struct feature_node, index) &&
                   offsetof(struct entry, value) == offsetof(struct feature_node, value),
               "struct entry is laid out as LIBLINEAR's feature_node");

const struct solver_name SOLVERS[N_SOLVERS] = {{SOLVER_L2R_LR, "l2r-lr"},
                                               {SOLVER_L2R_L2LOSS_SVC_DUAL, "l2r-l2loss-svc-dual"},
                                               {SOLVER_L2R_L2LOSS_SVC, "l2r-l2loss-svc"},
                                               {SOLVER_L2R_L1LOSS_SVC_DUAL, "l2r-l1loss-svc-dual"},
                                               {SOLVER_MCSVM_CS, "mcsvm-cs"},
                                               {SOLVER_L1R_L2LOSS_SVC, "l1r-l2loss-svc"},
                                               {SOLVER_L1R_LR, "l1r-lr"},
                                               {SOLVER_L2R_LR_DUAL, "l2r-lr-dual"},
                                               {SOLVER_L2R_L2LOSS_SVR, "l2r-l2loss-svr"},
                                               {SOLVER_L2R_L2LOSS_SVR_DUAL, "l2r-l2loss-svr-dual"},
                                               {SOLVER_L2R_L1LOSS_SVR_DUAL, "l2r-l1loss-svr-dual"}};

#define COPIES_MEAN 20 /* of a row, when weights have no common unit */

static void silent(const char *text)
{
    (void)text;
}

/* What one copy weighs: the least weight, where all are small multiples of it, else a twentieth of
 * their mean. A share of the largest would leave none to the others where one stands out. */
static double weight_unit(const double *weight, size_t n)
{
    double least = INFINITY, sum = 0;

    for (size_t i = 0; i < n; i++) {
        if (weight[i] > 0 && weight[i] < least)
            least = weight[i];
        sum += weight[i];
    }
    if (sum == 0)
        return 1;
    for (size_t i = 0; i < n; i++)
        if (fabs(weight[i] / least - round(weight[i] / least)) > 1e-6 || weight[i] / least > 100)
            return sum / (double)n / COPIES_MEAN;
    return least;
}

/* Weighted mean of the targets, and their standard deviation (1 where all are the same). */
static void standardise(const struct examples *examples, double *mean, double *deviation)
{
    double sum = 0, squares = 0, total = 0;

    for (size_t i = 0; i < examples->n; i++) {
        double weight = examples->weight == NULL ? 1 : examples->weight[i];
        sum += weight * examples->target[i];
        total += weight;
    }
    *mean = total > 0 ? sum / total : 0;
    for (size_t i = 0; i < examples->n; i++) {
        double weight = examples->weight == NULL ? 1 : examples->weight[i];
        squares += weight * (examples->target[i] - *mean) * (examples->target[i] - *mean);
    }
    *deviation = squares > 0 ? sqrt(squares / total) : 1;
}

double solve_center(const struct examples *examples)
{
    double mean, deviation;

    standardise(examples, &mean, &deviation);
    return mean;
}

/* What LIBLINEAR is told of one example: +1 or -1 for one class, the class's number, or the
 * standardised target. */
struct targets {
    int positive; /* -1: class numbers */
    bool regress;
    double mean, deviation;
};

static double target_of(const struct targets *targets, const struct examples *examples, size_t i)
{
    if (targets->regress)
        return (examples->target[i] - targets->mean) / targets->deviation;
    if (targets->positive < 0)
        return (double)examples->class[i];
    return examples->class[i] == (uint32_t)targets->positive ? 1 : -1;
}

/* Copies of the examples up to one. The sum is rounded and not each weight, so that what one
 * example loses the next one gains. */
static size_t copies_to(const struct examples *examples, size_t i, double unit, double *sum)
{
    *sum += examples->weight == NULL ? 1 : examples->weight[i] / unit;
    return (size_t)round(*sum);
}

/* LIBLINEAR's problem: rows repeated by weight. */
static int build_problem(struct problem *problem, const struct examples *examples,
                         const struct targets *targets, double *unit, struct ordo_error *error)
{
    double sum = 0;
    size_t n = 0;

    *unit = examples->weight == NULL ? 1 : weight_unit(examples->weight, examples->n);
    for (size_t i = 0; i < examples->n; i++)
        n = copies_to(examples, i, *unit, &sum);
    if (n == 0 || n > INT32_MAX)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no examples to learn from");
    problem->x = malloc(n * sizeof *problem->x);
    problem->y = malloc(n * sizeof *problem->y);
    if (problem->x == NULL || problem->y == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    problem->n = (int)examples->matrix->n_columns;
    problem->bias = -1; /* the matrix has its own bias column */
    sum = 0;
    for (size_t i = 0; i < examples->n; i++) {
        size_t to = copies_to(examples, i, *unit, &sum);
        while ((size_t)problem->l < to) {
            void *row = examples->matrix->rows[examples->rows[i]];
            problem->x[problem->l] = row;
            problem->y[problem->l++] = target_of(targets, examples, i);
        }
    }
    return 0;
}

static double default_epsilon(enum solver solver)
{
    switch (solver) {
    case SOLVER_L2R_LR:
    case SOLVER_L2R_L2LOSS_SVC:
    case SOLVER_L1R_L2LOSS_SVC:
    case SOLVER_L1R_LR:
        return 0.01;
    case SOLVER_L2R_L2LOSS_SVR:
        return 0.0001;
    default:
        return 0.1;
    }
}

static bool can_start(enum solver solver)
{
    return solver == SOLVER_L2R_LR || solver == SOLVER_L2R_L2LOSS_SVC;
}

/* Whether joint_dual.c knows the solver. */
static bool joins(enum solver solver)
{
    return solver == SOLVER_L2R_L2LOSS_SVC_DUAL || solver == SOLVER_L2R_L1LOSS_SVC_DUAL ||
           solver == SOLVER_L2R_LR_DUAL;
}

bool solves_together(enum solver solver, uint32_t n_classes, bool naive_bayes)
{
    return solver == SOLVER_MCSVM_CS ||
           (joins(solver) && n_classes >= JOINT_CLASSES && !naive_bayes);
}

static struct parameter parameter_of(const struct solve_options *options, double unit)
{
    struct parameter parameter;

    memset(&parameter, 0, sizeof parameter);
    parameter.solver_type = (int)options->solver;
    parameter.C = options->C * unit;
    parameter.eps = options->epsilon > 0 ? options->epsilon : default_epsilon(options->solver);
    parameter.p = options->tube;
    if (options->start != NULL && can_start(options->solver))
        parameter.init_sol = (double *)(uintptr_t)options->start; /* which it only reads */
    return parameter;
}

static int run(double *weights, const struct problem *problem, struct parameter *parameter,
               unsigned seed, uint32_t n_outputs, struct ordo_error *error)
{
    const char *refusal = check_parameter(problem, parameter);
    size_t columns = (size_t)problem->n;
    struct model *model;

    if (refusal != NULL)
        return ordo_fail(error, ORDO_ERR_OPTION, "LIBLINEAR refuses: %s", refusal);
    set_print_string_function(silent);
    srand(seed);
    model = train(problem, parameter);
    if (parameter->solver_type != MCSVM_CS) {
        double sign = model->label == NULL || model->label[0] == 1 ? 1 : -1;
        for (size_t j = 0; j < columns; j++)
            weights[j] = sign * model->w[j];
    } else {
        size_t k = (size_t)model->nr_class;
        for (size_t j = 0; j < columns; j++)
            for (size_t c = 0; c < k; c++) {
                size_t class = (size_t)model->label[c];
                if (n_outputs > 1)
                    weights[class * columns + j] = model->w[j * k + c];
                else /* two classes: one output, second against first */
                    weights[j] += class == 1 ? model->w[j * k + c] : -model->w[j * k + c];
            }
    }
    free_and_destroy_model(&model);
    return 0;
}

/* Whether a problem has an example of that label: LIBLINEAR warns of weights for others. */
static bool has_label(const struct problem *problem, double label)
{
    for (int i = 0; i < problem->l; i++)
        if (problem->y[i] == label)
            return true;
    return false;
}

static int solve_crammer_singer(double *weights, const struct examples *examples,
                                const struct solve_options *options, struct ordo_error *error)
{
    uint32_t n = examples->n_classes, n_outputs = n == 2 ? 1 : n;
    struct problem problem = {0, 0, NULL, NULL, -1};
    struct targets targets = {.positive = -1};
    struct parameter parameter;
    double unit;
    int *labels = malloc(n * sizeof *labels);
    double *class_weight = malloc(n * sizeof *class_weight);
    int result = -1;

    if (labels == NULL || class_weight == NULL) {
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    } else if (build_problem(&problem, examples, &targets, &unit, error) == 0) {
        parameter = parameter_of(options, unit);
        for (uint32_t k = 0; k < n; k++)
            if (has_label(&problem, k)) {
                labels[parameter.nr_weight] = (int)k;
                class_weight[parameter.nr_weight++] = options->class_weight[k];
            }
        parameter.weight_label = labels;
        parameter.weight = class_weight;
        memset(weights, 0, (size_t)n_outputs * (size_t)problem.n * sizeof *weights);
        result = run(weights, &problem, &parameter, options->seed, n_outputs, error);
    }
    free(labels);
    free(class_weight);
    free(problem.x);
    free(problem.y);
    return result;
}

/* The class's weight times C for its examples; against the rest of several classes the rest weigh
 * once, as in LIBLINEAR; of two classes each has its own. */
static int solve_one(double *weights, const struct examples *examples,
                     const struct solve_options *options, uint32_t positive,
                     struct ordo_error *error)
{
    struct problem problem = {0, 0, NULL, NULL, -1};
    struct parameter parameter;
    struct targets targets = {.positive = (int)positive};
    int labels[2] = {1, -1};
    double class_weight[2] = {options->class_weight[positive],
                              examples->n_classes == 2 ? options->class_weight[0] : 1};
    double unit;
    int result = build_problem(&problem, examples, &targets, &unit, error);

    if (result == 0) {
        parameter = parameter_of(options, unit);
        if (!has_label(&problem, 1)) {
            labels[0] = -1;
            class_weight[0] = class_weight[1];
        }
        parameter.nr_weight = has_label(&problem, 1) + has_label(&problem, -1);
        parameter.weight_label = labels;
        parameter.weight = class_weight;
        result = run(weights, &problem, &parameter, options->seed, 1, error);
    }
    free(problem.x);
    free(problem.y);
    return result;
}

/* Of standardised targets, so that cost and tube mean the same whatever the targets' unit is. */
static int solve_target(double *weights, const struct examples *examples,
                        const struct solve_options *options, struct ordo_error *error)
{
    struct problem problem = {0, 0, NULL, NULL, -1};
    struct targets targets = {.regress = true};
    struct parameter parameter;
    double unit;
    int result;

    standardise(examples, &targets.mean, &targets.deviation);
    result = build_problem(&problem, examples, &targets, &unit, error);
    if (result == 0) {
        parameter = parameter_of(options, unit);
        result = run(weights, &problem, &parameter, options->seed, 1, error);
    }
    for (uint32_t j = 0; result == 0 && j < examples->matrix->n_columns; j++)
        weights[j] *= targets.deviation;
    free(problem.x);
    free(problem.y);
    return result;
}

int solve(double *weights, const struct examples *examples, const struct solve_options *options,
          uint32_t output, struct ordo_error *error)
{
    uint32_t positive = examples->n_classes == 2 ? 1 : output;
    struct scaled scaled;
    struct examples with_ratio = *examples;
    int result;

    if (solver_regresses(options->solver))
        return solve_target(weights, examples, options, error);
    if (!options->naive_bayes)
        return solve_one(weights, examples, options, positive, error);
    if (naive_bayes_scale(&scaled, examples, positive, error) != 0)
        return -1;
    with_ratio.matrix = &scaled.matrix;
    result = solve_one(weights, &with_ratio, options, positive, error);
    if (result == 0)
        naive_bayes_fold(weights, &scaled, options->interpolation);
    naive_bayes_release(&scaled);
    return result;
}

int solve_together(double *weights, const struct examples *examples,
                   const struct solve_options *options, struct ordo_error *error)
{
    struct solve_options joint = *options;

    if (options->solver == SOLVER_MCSVM_CS)
        return solve_crammer_singer(weights, examples, options, error);
    if (joint.epsilon <= 0)
        joint.epsilon = default_epsilon(options->solver);
    return joint_dual(weights, examples, &joint, error);
}

double solve_decision(const double *weights, const struct entry *row)
{
    double sum = 0;

    for (; row->index != -1; row++)
        sum += weights[row->index - 1] * row->value;
    return sum;
}
