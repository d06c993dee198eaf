/* select.c: chi-square, information gain, and the path of an L1-regularised SVM.
 *
 * The first two see a feature alone: a table of presence by class. The third sees it beside the
 * others: as the cost of errors grows from nearly nothing, features get weight one after another,
 * and those that repeat what is known already come late (Zhu et al. 2004, the 1-norm SVM's path;
 * here in steps that double the cost). */
#include "select.h"
#include "matrix.h"
#include "solve.h"

#include <math.h>
#include <stdlib.h>

#define PATH_BEGIN 0.005
#define PATH_STEPS 14 /* to a cost of 41 */

const char *const SELECTING_NAMES[N_SELECTING] = {"none", "chi2", "gain", "l1"};

double select_chi2(const uint32_t *holds, const uint32_t *examples, uint32_t n_classes)
{
    double n = 0, held = 0, sum = 0;

    for (uint32_t k = 0; k < n_classes; k++) {
        n += examples[k];
        held += holds[k];
    }
    if (held == 0 || held == n)
        return 0;
    for (uint32_t k = 0; k < n_classes; k++) {
        double expected = held * examples[k] / n, lacking = examples[k] - expected;
        double off = holds[k] - expected;
        if (examples[k] > 0)
            sum += off * off / expected + off * off / lacking;
    }
    return sum;
}

static double part(double count, double of, double class, double n)
{
    return count > 0 ? count / n * log(count * n / (of * class)) : 0;
}

double select_gain(const uint32_t *holds, const uint32_t *examples, uint32_t n_classes)
{
    double n = 0, held = 0, sum = 0;

    for (uint32_t k = 0; k < n_classes; k++) {
        n += examples[k];
        held += holds[k];
    }
    for (uint32_t k = 0; k < n_classes; k++)
        sum += part(holds[k], held, examples[k], n) +
               part((double)examples[k] - holds[k], n - held, examples[k], n);
    return sum;
}

/* The labels of one head among the training examples. */
struct side {
    uint32_t *rows, *class; /* [n] */
    size_t n;
    uint32_t n_classes;
};

static int take_side(struct side *side, const struct training *training, size_t label,
                     struct ordo_error *error)
{
    const struct dataset *dataset = training->dataset;

    *side = (struct side){NULL, NULL, 0, dataset->classes[label].n};
    side->rows = malloc((training->n + 1) * sizeof *side->rows);
    side->class = malloc((training->n + 1) * sizeof *side->class);
    if (side->rows == NULL || side->class == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < training->n; i++) {
        uint32_t class = dataset->labels[training->rows[i] * dataset->n_labels + label];
        if (class == ORDO_NONE)
            continue;
        side->rows[side->n] = training->rows[i];
        side->class[side->n++] = class;
    }
    return 0;
}

static void release_side(struct side *side)
{
    free(side->rows);
    free(side->class);
}

static int score_presence(double *score, const struct counts *counts, const struct subset *subset,
                          enum selecting by, const struct side *side, struct ordo_error *error)
{
    uint32_t n_classes = side->n_classes;
    uint32_t *holds = calloc((size_t)subset->n * n_classes + 1, sizeof *holds);
    uint32_t *examples = calloc((size_t)n_classes + 1, sizeof *examples);
    int result =
        holds == NULL || examples == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;

    for (size_t i = 0; result == 0 && i < side->n; i++) {
        uint32_t row = side->rows[i];
        examples[side->class[i]]++;
        for (size_t k = counts->start[row]; k < counts->start[row + 1]; k++) {
            uint32_t column = subset->columns[counts->items[k].feature].index;
            if (column != ORDO_NONE)
                holds[(size_t)column * n_classes + side->class[i]]++;
        }
    }
    for (uint32_t j = 0; result == 0 && j < subset->n; j++) {
        const uint32_t *of = holds + (size_t)j * n_classes;
        double tells = by == SELECT_CHI2 ? select_chi2(of, examples, n_classes)
                                         : select_gain(of, examples, n_classes);
        score[j] = tells > score[j] ? tells : score[j];
    }
    free(holds);
    free(examples);
    return result;
}

/* Walks the path of one output until `most` features have a weight. The score of a feature is
 * higher the earlier it got one, and among those of one step the larger that is. */
static int walk_path(double *score, const struct examples *examples, uint32_t output, uint32_t n,
                     uint32_t most, struct ordo_error *error)
{
    double *weights = malloc(((size_t)examples->matrix->n_columns + 1) * sizeof *weights);
    double *class_weight = malloc(examples->n_classes * sizeof *class_weight);
    struct solve_options options = {.solver = SOLVER_L1R_L2LOSS_SVC, .C = PATH_BEGIN, .seed = 1};
    uint32_t entered = 0;
    int result = weights == NULL || class_weight == NULL
                     ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                     : 0;

    for (uint32_t k = 0; result == 0 && k < examples->n_classes; k++)
        class_weight[k] = 1;
    options.class_weight = class_weight;
    for (int step = 0; result == 0 && step < PATH_STEPS && entered < most; step++) {
        result = solve(weights, examples, &options, output, error);
        entered = 0;
        for (uint32_t j = 0; result == 0 && j < n; j++) {
            double size = fabs(weights[j]), now = PATH_STEPS - step + size / (1 + size);
            entered += size > 0;
            if (size > 0 && now > score[j])
                score[j] = now;
        }
        options.C *= 2;
    }
    free(weights);
    free(class_weight);
    return result;
}

static int score_path(double *score, const struct counts *counts, const struct subset *subset,
                      const struct ordo_spec *spec, uint32_t most, const struct side *side,
                      struct ordo_error *error)
{
    struct matrix matrix = {0};
    struct examples examples = {.matrix = &matrix,
                                .rows = side->rows,
                                .class = side->class,
                                .n = side->n,
                                .n_classes = side->n_classes};
    uint32_t n_outputs = side->n_classes == 2 ? 1 : side->n_classes;
    int result = matrix_weigh(&matrix, counts, subset, spec, side->rows, side->n, 1, error);

    for (uint32_t output = 0; result == 0 && output < n_outputs; output++)
        result = walk_path(score, &examples, output, subset->n, most, error);
    matrix_release(&matrix);
    return result;
}

int select_score(double *score, const struct counts *counts, const struct subset *subset,
                 const struct ordo_spec *spec, const struct selection *selection,
                 const struct training *training, struct ordo_error *error)
{
    int result = 0;

    for (size_t label = 0; result == 0 && label < training->dataset->n_labels; label++) {
        struct side side;
        result = take_side(&side, training, label, error);
        if (result == 0)
            result = selection->by == SELECT_L1
                         ? score_path(score, counts, subset, spec, selection->n, &side, error)
                         : score_presence(score, counts, subset, selection->by, &side, error);
        release_side(&side);
    }
    return result;
}
