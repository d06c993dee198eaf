/* fitting.c: weights of examples, regression and pruning on small matrices. */
#include "../../train/lesson.h"
#include "../../train/prune.h"
#include "../../train/solve.h"
#include "tap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct ordo_error error;

enum { ROWS = 60, FEATURES = 3, WIDTH = FEATURES + 2 };

/* Rows with x[i] of their own, and a bias of 1. */
struct small {
    struct entry entries[ROWS][WIDTH];
    struct entry *rows[ROWS];
    struct matrix matrix;
    uint32_t numbers[ROWS], class[ROWS];
    double target[ROWS], weight[ROWS];
};

static void make(struct small *small)
{
    memset(small, 0, sizeof *small);
    for (uint32_t i = 0; i < ROWS; i++) {
        struct entry *row = small->entries[i];
        for (int j = 0; j < FEATURES; j++)
            row[j] = (struct entry){j + 1, sin((double)i * (j + 1))};
        row[FEATURES] = (struct entry){FEATURES + 1, 1};
        row[FEATURES + 1] = (struct entry){-1, 0};
        small->rows[i] = row;
        small->numbers[i] = i;
        small->weight[i] = 1;
    }
    small->matrix = (struct matrix){.n_rows = ROWS,
                                    .n_features = FEATURES,
                                    .n_columns = FEATURES + 1,
                                    .rows = small->rows,
                                    .entries = small->entries[0],
                                    .n_entries = (size_t)ROWS * WIDTH};
}

static struct examples examples_of(const struct small *small, size_t n)
{
    return (struct examples){.matrix = &small->matrix,
                             .rows = small->numbers,
                             .class = small->class,
                             .weight = small->weight,
                             .n = n,
                             .n_classes = 2,
                             .target = small->target};
}

/* Targets 40 + 2000 x1 - 1000 x3 are found again, whatever their unit. */
static void regression(void)
{
    static struct small small;
    static const enum solver solvers[] = {SOLVER_L2R_L2LOSS_SVR, SOLVER_L2R_L2LOSS_SVR_DUAL,
                                          SOLVER_L2R_L1LOSS_SVR_DUAL};
    struct examples examples;
    bool found = true, tube = true;

    make(&small);
    for (size_t i = 0; i < ROWS; i++)
        small.target[i] = 40 + 2000 * small.entries[i][0].value - 1000 * small.entries[i][2].value;
    examples = examples_of(&small, ROWS);
    for (size_t s = 0; s < sizeof solvers / sizeof *solvers; s++) {
        struct solve_options options = {
            .solver = solvers[s], .C = 1000, .epsilon = 1e-5, .seed = 1, .tube = 0};
        double weights[FEATURES + 1], center = solve_center(&examples);
        if (solve(weights, &examples, &options, 0, &error) != 0)
            found = false;
        found = found && fabs(weights[0] - 2000) < 20 && fabs(weights[1]) < 20 &&
                fabs(weights[2] + 1000) < 20 && fabs(center + weights[3] - 40) < 20;
        options.tube = 100; /* no error is outside of it */
        solve(weights, &examples, &options, 0, &error);
        tube = tube && fabs(weights[0]) < 1e-6 && fabs(weights[2]) < 1e-6;
    }
    OK(found, "every solver that regresses finds the line that made the targets");
    OK(tube, "errors within the tube teach nothing");
    for (size_t i = 0; i < ROWS; i++)
        small.target[i] = 7;
    {
        struct solve_options options = {.solver = SOLVER_L2R_L2LOSS_SVR, .C = 1, .seed = 1};
        double weights[FEATURES + 1];
        OK(solve(weights, &examples, &options, 0, &error) == 0 &&
               fabs(solve_center(&examples) - 7) < 1e-12 && fabs(weights[0]) < 1e-9,
           "equal targets are predicted as they are");
    }
}

/* An example of weight 3 is three examples; one of weight 0 is none. */
static void weights_of_examples(void)
{
    static struct small small, copied;
    struct solve_options options = {.solver = SOLVER_L2R_LR, .C = 1, .epsilon = 1e-8, .seed = 1};
    double class_weight[2] = {1, 1}, once[FEATURES + 1], thrice[FEATURES + 1];
    struct examples examples;
    bool same = true;

    make(&small);
    make(&copied);
    options.class_weight = class_weight;
    for (size_t i = 0; i < 20; i++)
        small.class[i] = small.entries[i][0].value + 0.5 * small.entries[i][1].value > 0;
    memcpy(copied.class, small.class, sizeof small.class);
    small.weight[3] = 3;
    small.weight[5] = 0;
    copied.rows[20] = copied.rows[21] = copied.rows[3];
    copied.class[20] = copied.class[21] = copied.class[3];
    copied.rows[5] = copied.rows[19]; /* takes the place of the one that weighs nothing */
    copied.class[5] = copied.class[19];
    copied.rows[19] = copied.rows[21];
    copied.class[19] = copied.class[21];
    examples = examples_of(&small, 20);
    same = solve(once, &examples, &options, 0, &error) == 0;
    examples = examples_of(&copied, 21);
    same = same && solve(thrice, &examples, &options, 0, &error) == 0;
    for (int j = 0; same && j <= FEATURES; j++)
        same = fabs(once[j] - thrice[j]) < 1e-5;
    OK(same, "an example's weight is how often it counts");
}

/* One example of weight 150 among 19 of weight 1, which are not to vanish beside it. */
static void a_large_weight(void)
{
    static struct small small;
    static uint32_t rows[19 + 150], class[19 + 150];
    struct solve_options options = {.solver = SOLVER_L2R_LR, .C = 1, .epsilon = 1e-8, .seed = 1};
    double class_weight[2] = {1, 1}, weighted[FEATURES + 1], copied[FEATURES + 1];
    struct examples examples;
    bool same;

    make(&small);
    options.class_weight = class_weight;
    for (size_t i = 0; i < 20; i++)
        small.class[i] = small.entries[i][0].value + 0.5 * small.entries[i][1].value > 0;
    small.weight[19] = 150;
    for (uint32_t i = 0; i < 19 + 150; i++) {
        rows[i] = i < 19 ? i : 19;
        class[i] = small.class[rows[i]];
    }
    examples = examples_of(&small, 20);
    same = solve(weighted, &examples, &options, 0, &error) == 0;
    examples.rows = rows;
    examples.class = class;
    examples.weight = NULL;
    examples.n = 19 + 150;
    same = same && solve(copied, &examples, &options, 0, &error) == 0;
    for (int j = 0; same && j <= FEATURES; j++)
        same = fabs(weighted[j] - copied[j]) < 0.1;
    OK(same, "a large weight leaves the others theirs");
}

/* Six examples, of which the first fold holds two of the second class, and a distant one. */
static void weights_of_classes(void)
{
    static uint32_t rows[7], class[7] = {0, 0, 0, 1, 1, 1, 1}, group[7];
    static uint32_t fold[7] = {1, 1, 1, 0, 0, 1, ORDO_NONE};
    static double target[7], weight[7] = {1, 1, 1, 1, 1, 1, 0.5};
    static const char *classes[] = {"low", "high"};
    static struct fit_options options = {.n_folds = 2};
    struct fitted_head head = {.rows = rows,
                               .class = class,
                               .target = target,
                               .fold = fold,
                               .example_weight = weight,
                               .group = group,
                               .classes = classes,
                               .n = 6,
                               .n_learnt = 7,
                               .n_all = 7};
    struct lesson lesson, copy;

    options.heads[0].balanced = true;
    head.head.n_classes = 2;
    head.head.n_outputs = 1;
    lesson_init(&lesson, &head, &options, 0, SIZE_MAX, NULL, &error);
    OK(lesson.class_weight[0] == 1 && lesson.class_weight[1] == 1,
       "classes are balanced by the labelled examples");
    lesson_release(&lesson);
    lesson_init(&lesson, &head, &options, 0, 0, NULL, &error);
    OK(fabs(lesson.class_weight[0] - 4.0 / 6) < 1e-12 && lesson.class_weight[1] == 2,
       "beside a fold by those that are not in it");
    lesson_copy(&copy, &lesson, &error);
    OK(copy.class_weight != lesson.class_weight && copy.class_weight[1] == 2,
       "a copy has the same weights");
    lesson_release(&copy);
    lesson_release(&lesson);
    head.head.kind = ORDO_HEAD_ORDERED;
    lesson_init(&lesson, &head, &options, 0, 0, NULL, &error);
    OK(lesson.n == 5 && fabs(lesson.weight[0] - 4.0 / 6) < 1e-12 && lesson.weight[3] == 2 &&
           lesson.weight[4] == 1,
       "of ordered classes they are in the examples' weights");
    lesson_release(&lesson);
}

static void pruning(void)
{
    static struct small small;
    static const double importance[] = {0.2, 0.5, 0.3};
    static const uint32_t cost[] = {10, 10, 30};
    uint32_t column[FEATURES], n;
    struct matrix pruned;
    bool unit = true;

    make(&small);
    OK(prune_count(&n, importance, cost, FEATURES, 100, &error) == 0 && n == 3 &&
           prune_count(&n, importance, cost, FEATURES, 45, &error) == 0 && n == 2 &&
           prune_count(&n, importance, cost, FEATURES, 9, &error) == 0 && n == 0,
       "as many of the most important are kept as there is room for");
    OK(prune_choose(column, importance, FEATURES, 2, &error) == 0 && column[0] == ORDO_NONE &&
           column[1] == 0 && column[2] == 1,
       "they are numbered in their order");
    prune_matrix(&pruned, &small.matrix, column, 2, true, &error);
    for (size_t i = 1; i < ROWS; i++) {
        const struct entry *row = pruned.rows[i], *from = small.rows[i];
        unit = unit && row[0].index == 1 && row[1].index == 2 && row[2].index == 3 &&
               row[2].value == 1 && row[3].index == -1 &&
               fabs(row[0].value * row[0].value + row[1].value * row[1].value - 1) < 1e-9 &&
               fabs(row[0].value * from[2].value - row[1].value * from[1].value) < 1e-9;
    }
    OK(unit && pruned.n_features == 2 && pruned.n_columns == 3,
       "rows keep what is kept and the bias, at length one");
    matrix_release(&pruned);
}

/* What one head adds: |weight| times mean value, as a share. */
static void importance(void)
{
    static struct small small;
    static double weights[FEATURES + 1] = {1, -4, 0, 9};
    struct fitted_head head = {.weights = weights, .rows = small.numbers, .n_learnt = 1};
    struct pruning pruning = {.heads = &head, .n_heads = 1};
    double shares[FEATURES] = {0};

    make(&small);
    head.head.n_outputs = 1;
    small.entries[0][0].value = 2;
    small.entries[0][1].value = -1;
    small.entries[0][2].value = 5;
    prune_importance(shares, &pruning, &small.matrix, &error);
    OK(fabs(shares[0] - 2.0 / 6) < 1e-12 && fabs(shares[1] - 4.0 / 6) < 1e-12 && shares[2] == 0,
       "a feature matters by its weight times what it is worth on average");
}

int main(void)
{
    regression();
    weights_of_examples();
    a_large_weight();
    weights_of_classes();
    pruning();
    importance();
    return tap_done();
}
