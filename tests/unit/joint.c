/* joint.c: all classes solved together, held against LIBLINEAR's solution of one after the other.
 */
#include "../../train/joint_dual.h"
#include "../../train/random.h"
#include "tap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct ordo_error error;

enum { ROWS = 300, FEATURES = 120, MOST = 24 }; /* MOST: numbers of a row */

/* Texts of n_classes topics: a row's features are its class's more often than not. Some rows are
 * empty, some stand twice, some have another's label, some weigh more than one or nothing. */
struct drawn {
    struct entry entries[ROWS][MOST];
    struct entry *rows[ROWS];
    struct matrix matrix;
    uint32_t numbers[ROWS], class[ROWS];
    double weight[ROWS], class_weight[64];
    struct examples examples;
};

static int by_index(const void *a, const void *b)
{
    return ((const struct entry *)a)->index - ((const struct entry *)b)->index;
}

static void draw_row(struct entry *row, uint32_t class, double bias, uint64_t *state)
{
    bool has[FEATURES] = {false};
    size_t n = 0;

    while (n < MOST - 2) {
        uint32_t own = (class * 7 + random_below(state, 12)) % FEATURES;
        uint32_t j = random_below(state, 3) > 0 ? own : random_below(state, FEATURES);
        if (random_below(state, 15) == 0)
            break;
        if (has[j])
            continue;
        has[j] = true;
        row[n++] = (struct entry){(int)j + 1, (1 + (double)random_below(state, 8)) / 16};
    }
    qsort(row, n, sizeof *row, by_index);
    if (bias > 0)
        row[n++] = (struct entry){FEATURES + 1, bias};
    row[n] = (struct entry){-1, 0};
}

static void draw(struct drawn *drawn, uint32_t n_classes, double bias, uint64_t seed)
{
    memset(drawn, 0, sizeof *drawn);
    for (uint32_t i = 0; i < ROWS; i++) {
        uint32_t from = i % 10 == 9 ? i - 1 : i; /* a duplicate */
        drawn->numbers[i] = i;
        drawn->rows[i] = drawn->entries[from];
        drawn->class[i] = random_below(&seed, n_classes);
        drawn->weight[i] = i % 17 == 0 ? 3 : i % 23 == 0 ? 0 : 1;
        if (from == i)
            draw_row(drawn->entries[i], drawn->class[i], bias, &seed);
        if (i % 40 == 20)
            drawn->entries[i][0] = (struct entry){-1, 0};
        if (i % 8 == 0)
            drawn->class[i] = random_below(&seed, n_classes);
    }
    for (uint32_t c = 0; c < n_classes; c++)
        drawn->class_weight[c] = 1 + 0.5 * (c % 3);
    drawn->matrix = (struct matrix){.n_rows = ROWS,
                                    .n_features = FEATURES,
                                    .n_columns = FEATURES + (bias > 0),
                                    .rows = drawn->rows,
                                    .entries = drawn->entries[0],
                                    .n_entries = (size_t)ROWS * MOST};
    drawn->examples = (struct examples){.matrix = &drawn->matrix,
                                        .rows = drawn->numbers,
                                        .class = drawn->class,
                                        .weight = drawn->weight,
                                        .n = ROWS,
                                        .n_classes = n_classes};
}

static double cost_of(const struct drawn *drawn, double C, uint32_t c, size_t i)
{
    return C * drawn->weight[i] * (drawn->class[i] == c ? drawn->class_weight[c] : 1);
}

static double half_square(const double *weights, const struct drawn *drawn)
{
    double sum = 0;

    for (uint32_t j = 0; j < drawn->matrix.n_columns; j++)
        sum += weights[j] * weights[j] / 2;
    return sum;
}

/* What is minimised over the weights of one class. */
static double primal(const double *weights, const struct drawn *drawn,
                     const struct solve_options *options, uint32_t c)
{
    double sum = half_square(weights, drawn);

    for (size_t i = 0; i < ROWS; i++) {
        double y = drawn->class[i] == c ? 1 : -1;
        double margin = y * solve_decision(weights, drawn->rows[i]), short_of = fmax(1 - margin, 0);
        double loss = options->solver == SOLVER_L2R_L1LOSS_SVC_DUAL   ? short_of
                      : options->solver == SOLVER_L2R_L2LOSS_SVC_DUAL ? short_of * short_of
                                                                      : log1p(exp(-margin));
        sum += loss * cost_of(drawn, options->C, c, i);
    }
    return sum;
}

/* What is maximised over the dual variables, which are shares of the costs. */
static double dual(const double *weights, const struct drawn *drawn,
                   const struct solve_options *options, uint32_t c)
{
    double sum = -half_square(weights, drawn);

    for (size_t i = 0; i < ROWS; i++) {
        double share = (double)options->share[i * drawn->examples.n_classes + c];
        double a = share < 0 ? 1 + share : share, rest = share < 0 ? -share : 1 - share;
        double gain = options->solver == SOLVER_L2R_L1LOSS_SVC_DUAL   ? a
                      : options->solver == SOLVER_L2R_L2LOSS_SVC_DUAL ? a - a * a / 4
                      : share == 0                                    ? 0
                                   : -(a * log(a) + rest * log(rest));
        sum += gain * cost_of(drawn, options->C, c, i);
    }
    return sum;
}

static uint32_t label_of(const double *weights, const struct drawn *drawn, size_t i, double *margin)
{
    double best = -INFINITY, second = -INFINITY;
    uint32_t label = 0;

    for (uint32_t c = 0; c < drawn->examples.n_classes; c++) {
        double value = solve_decision(weights + c * drawn->matrix.n_columns, drawn->rows[i]);
        if (value > best) {
            second = best;
            best = value;
            label = c;
        } else {
            second = fmax(second, value);
        }
    }
    *margin = best - second;
    return label;
}

static const struct {
    enum solver solver;
    uint32_t n_classes;
    double bias, C;
} PROBLEMS[] = {
    {SOLVER_L2R_L2LOSS_SVC_DUAL, 3, 1, 1},    {SOLVER_L2R_L2LOSS_SVC_DUAL, 5, 0, 0.1},
    {SOLVER_L2R_L2LOSS_SVC_DUAL, 20, 1, 3},   {SOLVER_L2R_L2LOSS_SVC_DUAL, 25, 0.5, 0.3},
    {SOLVER_L2R_L2LOSS_SVC_DUAL, 45, 1, 1},   {SOLVER_L2R_L1LOSS_SVC_DUAL, 3, 0, 1},
    {SOLVER_L2R_L1LOSS_SVC_DUAL, 4, 1, 0.05}, {SOLVER_L2R_L1LOSS_SVC_DUAL, 20, 1, 1},
    {SOLVER_L2R_L1LOSS_SVC_DUAL, 33, 0.5, 3}, {SOLVER_L2R_LR_DUAL, 3, 1, 1},
    {SOLVER_L2R_LR_DUAL, 7, 0, 10},           {SOLVER_L2R_LR_DUAL, 25, 1, 0.1},
    {SOLVER_L2R_LR_DUAL, 40, 1, 30},
};

/* How far joint solutions are from LIBLINEAR's, and from their own dual. */
struct distance {
    double primal, gap; /* relative, the largest of the classes */
    size_t n_other;     /* labels that differ where the choice is not close */
};

static struct distance compare(const struct drawn *drawn, const struct solve_options *options,
                               const double *weights)
{
    uint32_t n_columns = drawn->matrix.n_columns, n_classes = drawn->examples.n_classes;
    double *one = calloc((size_t)n_classes * n_columns, sizeof *one);
    struct solve_options exact = *options;
    struct distance distance = {0, 0, 0};

    exact.epsilon = 1e-7;
    for (uint32_t c = 0; c < n_classes; c++) {
        double *theirs = one + (size_t)c * n_columns, best;
        const double *ours = weights + (size_t)c * n_columns;
        solve(theirs, &drawn->examples, &exact, c, &error);
        best = primal(theirs, drawn, options, c);
        distance.primal =
            fmax(distance.primal, fabs(primal(ours, drawn, options, c) - best) / best);
        distance.gap = fmax(distance.gap, fabs(best - dual(ours, drawn, options, c)) / best);
    }
    for (size_t i = 0; i < ROWS; i++) {
        double margin, theirs;
        uint32_t label = label_of(weights, drawn, i, &margin);
        distance.n_other += label_of(one, drawn, i, &theirs) != label && theirs > 0.01;
    }
    free(one);
    return distance;
}

static void optimum(void)
{
    static struct drawn drawn;
    bool same = true, closed = true, labels = true;

    for (size_t p = 0; p < sizeof PROBLEMS / sizeof *PROBLEMS; p++) {
        uint32_t n_classes = PROBLEMS[p].n_classes;
        struct solve_options options = {
            .solver = PROBLEMS[p].solver, .C = PROBLEMS[p].C, .epsilon = 1e-3, .seed = 1};
        struct distance distance;
        double *weights = calloc((size_t)n_classes * (FEATURES + 1), sizeof *weights);
        draw(&drawn, n_classes, PROBLEMS[p].bias, p + 1);
        options.class_weight = drawn.class_weight;
        options.share = calloc((size_t)ROWS * n_classes, sizeof *options.share);
        same = joint_dual(weights, &drawn.examples, &options, &error) == 0 && same;
        distance = compare(&drawn, &options, weights);
        if (distance.primal > 1e-3 || distance.gap > 1e-5 || distance.n_other > 0)
            printf("# problem %zu: primal %.2g, gap %.2g, %zu other labels\n", p, distance.primal,
                   distance.gap, distance.n_other);
        same = same && distance.primal < 1e-3;
        closed = closed && distance.gap < 1e-5;
        labels = labels && distance.n_other == 0;
        free(weights);
        free(options.share);
    }
    OK(same, "the primal objective of every class and loss is LIBLINEAR's");
    OK(closed, "the dual objective comes up to it");
    OK(labels, "and the labels are the same");
}

/* A path of costs ends where its last cost alone does, in one sweep or two when nothing changes. */
static void path(void)
{
    static struct drawn drawn;
    static const enum solver solvers[] = {SOLVER_L2R_L2LOSS_SVC_DUAL, SOLVER_L2R_L1LOSS_SVC_DUAL,
                                          SOLVER_L2R_LR_DUAL};
    enum { CLASSES = 6, SIZE = CLASSES * (FEATURES + 1) };
    bool same = true;

    draw(&drawn, CLASSES, 1, 99);
    for (size_t s = 0; s < sizeof solvers / sizeof *solvers; s++) {
        static double cold[SIZE], warm[SIZE];
        static float share[ROWS * CLASSES];
        struct solve_options options = {.solver = solvers[s],
                                        .epsilon = 1e-3,
                                        .class_weight = drawn.class_weight,
                                        .C = 2,
                                        .seed = 1};
        joint_dual(cold, &drawn.examples, &options, &error);
        memset(share, 0, sizeof share);
        options.share = share;
        for (options.C = 0.125; options.C <= 2; options.C *= 2)
            joint_dual(warm, &drawn.examples, &options, &error);
        options.C = 2;
        for (uint32_t c = 0; c < CLASSES; c++) {
            double from = primal(cold + c * (FEATURES + 1), &drawn, &options, c);
            double to = primal(warm + c * (FEATURES + 1), &drawn, &options, c);
            same = same && fabs(from - to) < 1e-4 * from;
        }
    }
    OK(same, "a solution that begins where a lower cost ended is the one from nothing");
}

static void repeatable(void)
{
    static struct drawn drawn;
    static double once[40 * (FEATURES + 1)], twice[40 * (FEATURES + 1)], other[40 * (FEATURES + 1)];
    struct solve_options options = {
        .solver = SOLVER_L2R_L2LOSS_SVC_DUAL, .C = 1, .epsilon = 0.1, .seed = 5};

    draw(&drawn, 40, 1, 7);
    options.class_weight = drawn.class_weight;
    joint_dual(once, &drawn.examples, &options, &error);
    joint_dual(twice, &drawn.examples, &options, &error);
    options.seed = 6;
    joint_dual(other, &drawn.examples, &options, &error);
    OK(memcmp(once, twice, sizeof once) == 0 && memcmp(once, other, sizeof once) != 0,
       "the same seed gives the same bytes, another one others");
    drawn.examples.n = 1;
    drawn.weight[0] = 0;
    OK(joint_dual(once, &drawn.examples, &options, &error) == -1 &&
           strcmp(error.message, "no examples to learn from") == 0,
       "examples that weigh nothing are none");
}

/* Which problems are solved so. */
static void choice(void)
{
    OK(solves_together(SOLVER_L2R_L2LOSS_SVC_DUAL, JOINT_CLASSES, false) &&
           !solves_together(SOLVER_L2R_L2LOSS_SVC_DUAL, JOINT_CLASSES - 1, false) &&
           !solves_together(SOLVER_L2R_L2LOSS_SVC_DUAL, 20, true) &&
           !solves_together(SOLVER_L2R_LR, 20, false) && solves_together(SOLVER_MCSVM_CS, 3, false),
       "dual solvers of several classes solve all together, NBSVM and the others one by one");
}

int main(void)
{
    optimum();
    path();
    repeatable();
    choice();
    return tap_done();
}
