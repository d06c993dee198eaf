/* joint_dual.c: dual coordinate descent for all classes of one against the rest at a time.
 *
 * The steps are those of LIBLINEAR's dual solvers (Hsieh et al. 2008 for the two hinge losses, Yu,
 * Huang and Lin 2011 for the logistic one). The problems of two classes differ in the signs of
 * their labels alone, so all can visit the same rows in the same order. A feature's weights for all
 * classes lie side by side: reading a row once gives its decision values for every class, and
 * passing over it once more moves all their weights. One class after the other misses the cache at
 * each number of a row for each class; here it is once for all, and the loops over classes become
 * vector instructions.
 *
 * A dual variable is kept as a share of its example's cost, 0 to 1 (of the squared hinge loss to
 * infinity). So the solution at one cost is where the next can begin: scaled by the ratio of the
 * costs (Chu et al. 2015). Rows are not put aside as LIBLINEAR's shrinking does: of many classes
 * there is nearly always one that still needs the row. */
#include "joint_dual.h"
#include "random.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define GROUP       32 /* classes at a time, which bounds the memory of the weights */
#define LANES       4  /* floats of one vector */
#define SWEEPS_MAX  1000
#define NEWTON_MAX  100
#define AHEAD       32 /* numbers of a row that weights are fetched ahead of their use */
#define PAGE        ((size_t)1 << 21)
#define SHARE_FIRST 1e-8F /* the logistic loss has no solution at 0 */

/* One number of a row. */
struct cell {
    uint32_t column;
    float value;
};

struct joint {
    const struct examples *examples;
    const struct solve_options *options;
    uint32_t first, n, width; /* the classes solved; width: n up to whole vectors */
    struct cell *cells;       /* of all rows, and AHEAD more */
    size_t *start;            /* [examples->n + 1] into cells */
    double *square;           /* [examples->n] sums of squares of the rows */
    uint32_t *order;          /* [n_order] examples that weigh something */
    uint32_t n_order;
    float *weights; /* [n_columns][width] */
    float *share;   /* [examples->n][width] dual variables, as shares of their cost */
    uint64_t state; /* of the random order */
};

/* What the step of one row needs to know of each class. */
struct lanes {
    float value[GROUP]; /* the decision value; then by how much the weights move along the row */
    float sign[GROUP];  /* 1 for the row's own class, -1 for the others */
    float cost[GROUP];
};

static double weight_of(const struct examples *examples, size_t i)
{
    return examples->weight == NULL ? 1 : examples->weight[i];
}

static int copy_rows(struct joint *joint, struct ordo_error *error)
{
    const struct examples *examples = joint->examples;
    size_t n = examples->n, at = 0;

    joint->start = malloc((n + 1) * sizeof *joint->start);
    joint->square = calloc(n + 1, sizeof *joint->square);
    joint->order = malloc((n + 1) * sizeof *joint->order);
    if (joint->start == NULL || joint->square == NULL || joint->order == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < n; i++) {
        const struct entry *row = examples->matrix->rows[examples->rows[i]];
        joint->start[i] = at;
        for (; row->index != -1; row++, at++)
            joint->square[i] += row->value * row->value;
        if (weight_of(examples, i) > 0)
            joint->order[joint->n_order++] = (uint32_t)i;
    }
    joint->start[n] = at;
    joint->cells = calloc(at + AHEAD, sizeof *joint->cells);
    if (joint->cells == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < n; i++) {
        const struct entry *row = examples->matrix->rows[examples->rows[i]];
        for (struct cell *cell = joint->cells + joint->start[i]; row->index != -1; row++)
            *cell++ = (struct cell){(uint32_t)row->index - 1, (float)row->value};
    }
    return joint->n_order > 0 ? 0 : ordo_fail(error, ORDO_ERR_FORMAT, "no examples to learn from");
}

/* Room for the weights, at random places of which most of the time is spent: large pages, where
 * the system has them, save looking up where they are. */
static float *reserve(size_t n)
{
    size_t size = (n * sizeof(float) + PAGE) / PAGE * PAGE;
    float *weights = aligned_alloc(PAGE, size);

    if (weights != NULL)
        madvise(weights, size, MADV_HUGEPAGE);
    return weights;
}

/* value[c] = the row's decision value for each class. */
static void decide(float *restrict value, const struct joint *joint, size_t i)
{
    const struct cell *cell = joint->cells + joint->start[i];
    const struct cell *end = joint->cells + joint->start[i + 1];
    size_t width = joint->width;

    memset(value, 0, width * sizeof *value);
    for (; cell < end; cell++) {
        const float *restrict from = joint->weights + cell->column * width;
        __builtin_prefetch(joint->weights + cell[AHEAD].column * width);
        __builtin_prefetch(joint->weights + (cell[AHEAD].column + 1) * width - 1);
        for (size_t c = 0; c < width; c++)
            value[c] += cell->value * from[c];
    }
}

/* Moves the weights of each class by step[c] along the row. */
static void move(struct joint *joint, const float *restrict step, size_t i)
{
    const struct cell *cell = joint->cells + joint->start[i];
    const struct cell *end = joint->cells + joint->start[i + 1];
    size_t width = joint->width;

    for (; cell < end; cell++) {
        float *restrict to = joint->weights + cell->column * width;
        for (size_t c = 0; c < width; c++)
            to[c] += cell->value * step[c];
    }
}

/* Signs and costs of a row: a class's weight counts for its own examples, as in solve.c. */
static void describe(struct lanes *lanes, const struct joint *joint, size_t i)
{
    const double *class_weight = joint->options->class_weight;
    uint32_t own = joint->examples->class[i] - joint->first;
    double cost = joint->options->C * weight_of(joint->examples, i);

    for (uint32_t c = 0; c < joint->width; c++) {
        lanes->sign[c] = -1;
        lanes->cost[c] = (float)cost;
    }
    if (own < joint->n) {
        lanes->sign[own] = 1;
        lanes->cost[own] = (float)(cost * class_weight[joint->examples->class[i]]);
    }
}

static void shuffle(struct joint *joint)
{
    for (uint32_t n = joint->n_order; n > 1; n--) {
        uint32_t k = random_below(&joint->state, n), last = joint->order[n - 1];
        joint->order[n - 1] = joint->order[k];
        joint->order[k] = last;
    }
}

/* The extremes of the projected gradient in one sweep, by class. */
struct extremes {
    float high[GROUP], low[GROUP];
};

/* One step for each class: the gradient in the dual variable over its second derivative. With a as
 * share of the cost C, d = y f - 1 + r a, and the second derivative C x'x + r; r is 1/2 for the
 * squared loss, else 0. */
static void step_hinge(struct joint *joint, size_t i, struct extremes *extremes)
{
    bool squared = joint->options->solver == SOLVER_L2R_L2LOSS_SVC_DUAL;
    float ridge = squared ? 0.5F : 0, most = squared ? INFINITY : 1;
    float square = (float)joint->square[i], *share = joint->share + i * joint->width;
    struct lanes lanes;
    bool moves = false;

    decide(lanes.value, joint, i);
    describe(&lanes, joint, i);
    for (uint32_t c = 0; c < joint->width; c++) {
        float a = share[c];
        float d = lanes.sign[c] * lanes.value[c] - 1 + ridge * a;
        float projected = (a <= 0 && d > 0) || (a >= most && d < 0) ? 0 : d;
        float to = a - projected / (lanes.cost[c] * square + ridge + FLT_MIN); /* of an empty row */
        to = to < 0 ? 0 : to > most ? most : to;
        extremes->high[c] = projected > extremes->high[c] ? projected : extremes->high[c];
        extremes->low[c] = projected < extremes->low[c] ? projected : extremes->low[c];
        lanes.value[c] = (to - a) * lanes.cost[c] * lanes.sign[c];
        share[c] = to;
        moves |= to != a;
    }
    if (moves)
        move(joint, lanes.value, i);
}

/* Ends when each class's projected gradients were within epsilon of each other in some sweep. */
static void solve_hinge(struct joint *joint)
{
    bool done[GROUP] = {false};

    for (uint32_t sweep = 0, n_done = 0; n_done < joint->n && sweep < SWEEPS_MAX; sweep++) {
        struct extremes extremes;
        for (uint32_t c = 0; c < joint->width; c++) {
            extremes.high[c] = -INFINITY;
            extremes.low[c] = INFINITY;
        }
        shuffle(joint);
        for (uint32_t s = 0; s < joint->n_order; s++)
            step_hinge(joint, joint->order[s], &extremes);
        for (uint32_t c = 0; c < joint->n; c++)
            if (!done[c] &&
                (double)(extremes.high[c] - extremes.low[c]) <= joint->options->epsilon) {
                done[c] = true;
                n_done++;
            }
    }
}

/* How near the inner Newton method of the logistic loss must come, by class: nearer when few
 * variables still need a step. */
struct nearness {
    double inner[GROUP];
    double farthest[GROUP]; /* gradient met in this sweep */
    size_t n_steps[GROUP];
};

/* Newton's method in one dual variable z as a share of its cost, 0 < z < 1, or in 1 - z, whichever
 * is below a half at the solution: that one's sign is the share's. The gradient is
 * curve (z - z0) + slope + ln(z / (1 - z)). Returns by how much the variable itself grows. */
static double step_logistic(float *share, double curve, double slope, struct nearness *nearness,
                            uint32_t c)
{
    double first = *share > 0 ? (double)*share : 1 + (double)*share, sign = 1, from, z, gradient;
    int step = 0;

    if (0.5 * curve * (1 - 2 * first) + slope < 0) { /* at a half; from where it is */
        first = *share > 0 ? 1 - (double)*share : -(double)*share;
        sign = -1;
    }
    from = first;
    z = from > 0.5 ? 0.1 * from : from;
    gradient = curve * (z - from) + sign * slope + log(z / (1 - z));
    nearness->farthest[c] = fmax(nearness->farthest[c], fabs(gradient));
    for (; step < NEWTON_MAX && fabs(gradient) >= nearness->inner[c]; step++) {
        double to = z - gradient / (curve + 1 / (z * (1 - z)));
        z = to <= 0 ? fmax(0.1 * z, (double)FLT_MIN) : to;
        gradient = curve * (z - from) + sign * slope + log(z / (1 - z));
    }
    if (step == 0)
        return 0;
    nearness->n_steps[c] += (size_t)step;
    *share = (float)(sign * z);
    return sign * (z - from);
}

static void visit_logistic(struct joint *joint, size_t i, struct nearness *nearness)
{
    float *share = joint->share + i * joint->width;
    struct lanes lanes;
    bool moves = false;

    decide(lanes.value, joint, i);
    describe(&lanes, joint, i);
    for (uint32_t c = 0; c < joint->n; c++) {
        double cost = (double)lanes.cost[c];
        double growth = step_logistic(&share[c], cost * joint->square[i],
                                      (double)(lanes.sign[c] * lanes.value[c]), nearness, c);
        lanes.value[c] = (float)(growth * cost) * lanes.sign[c];
        moves |= growth != 0;
    }
    for (uint32_t c = joint->n; c < joint->width; c++)
        lanes.value[c] = 0;
    if (moves)
        move(joint, lanes.value, i);
}

/* Ends when each class's gradients were all below epsilon in some sweep. */
static void solve_logistic(struct joint *joint)
{
    double least = fmin(1e-8, joint->options->epsilon);
    bool done[GROUP] = {false};
    struct nearness nearness;

    for (uint32_t c = 0; c < joint->n; c++)
        nearness.inner[c] = 1e-2;
    for (uint32_t sweep = 0, n_done = 0; n_done < joint->n && sweep < SWEEPS_MAX; sweep++) {
        memset(nearness.farthest, 0, sizeof nearness.farthest);
        memset(nearness.n_steps, 0, sizeof nearness.n_steps);
        shuffle(joint);
        for (uint32_t s = 0; s < joint->n_order; s++)
            visit_logistic(joint, joint->order[s], &nearness);
        for (uint32_t c = 0; c < joint->n; c++) {
            if (nearness.n_steps[c] <= joint->n_order / 10)
                nearness.inner[c] = fmax(least, 0.1 * nearness.inner[c]);
            if (!done[c] && nearness.farthest[c] < joint->options->epsilon) {
                done[c] = true;
                n_done++;
            }
        }
    }
}

/* The weights are what the dual variables say. */
static void begin(struct joint *joint)
{
    const struct solve_options *options = joint->options;
    float least = options->solver == SOLVER_L2R_LR_DUAL ? SHARE_FIRST : 0;
    uint32_t n_classes = joint->examples->n_classes;

    memset(joint->weights, 0,
           joint->examples->matrix->n_columns * joint->width * sizeof *joint->weights);
    memset(joint->share, 0, joint->examples->n * joint->width * sizeof *joint->share);
    for (uint32_t s = 0; s < joint->n_order; s++) {
        size_t i = joint->order[s];
        float *share = joint->share + i * joint->width;
        struct lanes lanes = {.value = {0}};
        bool moves = false;
        describe(&lanes, joint, i);
        for (uint32_t c = 0; c < joint->n; c++) {
            if (options->share != NULL)
                share[c] = options->share[i * n_classes + joint->first + c];
            if (share[c] == 0)
                share[c] = least;
            lanes.value[c] =
                lanes.sign[c] * lanes.cost[c] * (share[c] < 0 ? 1 + share[c] : share[c]);
            moves |= share[c] != 0;
        }
        if (moves)
            move(joint, lanes.value, i);
    }
}

static void end(double *weights, const struct joint *joint)
{
    size_t columns = joint->examples->matrix->n_columns, n_classes = joint->examples->n_classes;
    float *share = joint->options->share;

    for (size_t c = 0; c < joint->n; c++)
        for (size_t j = 0; j < columns; j++)
            weights[(joint->first + c) * columns + j] =
                (double)joint->weights[j * joint->width + c];
    for (size_t i = 0; share != NULL && i < joint->examples->n; i++)
        memcpy(share + i * n_classes + joint->first, joint->share + i * joint->width,
               joint->n * sizeof *share);
}

static int solve_group(double *weights, struct joint *joint, struct ordo_error *error)
{
    const struct examples *examples = joint->examples;

    joint->state = joint->options->seed + (uint64_t)joint->first;
    joint->width = (joint->n + LANES - 1) / LANES * LANES;
    joint->weights = reserve((size_t)examples->matrix->n_columns * joint->width);
    joint->share = malloc((examples->n * joint->width + 1) * sizeof *joint->share);
    if (joint->weights == NULL || joint->share == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    begin(joint);
    if (joint->options->solver == SOLVER_L2R_LR_DUAL)
        solve_logistic(joint);
    else
        solve_hinge(joint);
    end(weights, joint);
    free(joint->weights);
    free(joint->share);
    joint->weights = joint->share = NULL;
    return 0;
}

int joint_dual(double *weights, const struct examples *examples,
               const struct solve_options *options, struct ordo_error *error)
{
    struct solve_options bounded = *options;
    struct joint joint = {.examples = examples, .options = &bounded};
    uint32_t n_groups = (examples->n_classes + GROUP - 1) / GROUP, n_classes = examples->n_classes;
    int result = copy_rows(&joint, error);

    bounded.epsilon = fmax(bounded.epsilon, JOINT_EPSILON_LEAST);
    for (uint32_t g = 0; result == 0 && g < n_groups; g++) { /* as even as can be */
        joint.first = (uint32_t)((uint64_t)g * n_classes / n_groups);
        joint.n = (uint32_t)((uint64_t)(g + 1) * n_classes / n_groups) - joint.first;
        result = solve_group(weights, &joint, error);
    }
    free(joint.cells);
    free(joint.start);
    free(joint.square);
    free(joint.order);
    free(joint.weights);
    free(joint.share);
    return result;
}
