/* solve.h: examples -> weights, by LIBLINEAR (Fan et al. 2008), one class against the rest; by its
 * dual solvers for classes all of several classes at once. */
#ifndef ORDO_SOLVE_H
#define ORDO_SOLVE_H

#include "matrix.h"

/* LIBLINEAR's numbers. Its one-class SVM (21) is no use here: it learns no label. */
enum solver {
    SOLVER_L2R_LR = 0,
    SOLVER_L2R_L2LOSS_SVC_DUAL = 1,
    SOLVER_L2R_L2LOSS_SVC = 2,
    SOLVER_L2R_L1LOSS_SVC_DUAL = 3,
    SOLVER_MCSVM_CS = 4,
    SOLVER_L1R_L2LOSS_SVC = 5,
    SOLVER_L1R_LR = 6,
    SOLVER_L2R_LR_DUAL = 7,
    SOLVER_L2R_L2LOSS_SVR = 11, /* from here on for numbers and ordered classes */
    SOLVER_L2R_L2LOSS_SVR_DUAL = 12,
    SOLVER_L2R_L1LOSS_SVR_DUAL = 13
};

struct solver_name {
    enum solver solver;
    const char *name;
};
#define N_SOLVERS 11
extern const struct solver_name SOLVERS[N_SOLVERS];

static inline bool solver_regresses(enum solver solver)
{
    return solver >= SOLVER_L2R_L2LOSS_SVR;
}

struct solve_options {
    enum solver solver;
    double C;
    double epsilon;             /* <= 0: LIBLINEAR's own for the solver */
    const double *class_weight; /* [n_classes] multiples of C */
    bool naive_bayes;           /* NBSVM: scale features by their log-count ratio */
    double interpolation;       /* NBSVM: 1 all of the weights, 0 their mean size alone */
    unsigned seed;
    const double *start; /* [n_columns] weights near the solution, of one output; NULL: none.
                            Solvers that LIBLINEAR can start so only */
    float *share;        /* [n][n_classes] dual variables of a joint solution (joint_dual.c): where
                            to begin, 0 for nothing, and then where it ended; NULL: none */
    double
        tube; /* regression: errors below it cost nothing; in standard deviations of the target */
};

/* Whether all outputs are solved together, as Crammer-Singer must. From JOINT_CLASSES classes up
 * one against the rest by a dual solver is too (joint_dual.c). The more classes share a reading the
 * more is saved: of 20 classes four fifths of the time, of three half at best. NBSVM scales the
 * features for each class, and so has no rows to share. */
#define JOINT_CLASSES 4
bool solves_together(enum solver solver, uint32_t n_classes, bool naive_bayes);

/* Which rows to learn from. */
struct examples {
    const struct matrix *matrix;
    const uint32_t *rows;  /* [n] */
    const uint32_t *class; /* [n] */
    const double *weight;  /* [n] or NULL */
    size_t n;
    uint32_t n_classes;
    const double *target; /* [n] for solvers that regress, which read no class */
};

/* Weights of output `output`, [n_columns] with the bias's last, of a head with n_classes (two
 * classes: output 0 speaks for class 1). Solvers that regress have output 0 alone. */
int solve(double *weights, const struct examples *examples, const struct solve_options *options,
          uint32_t output, struct ordo_error *error);
/* Weights of all outputs, [n_outputs][n_columns], where solves_together. */
int solve_together(double *weights, const struct examples *examples,
                   const struct solve_options *options, struct ordo_error *error);

/* The weighted mean of the targets, about which a solver that regresses gives weights: a prediction
 * is the mean and solve_decision. */
double solve_center(const struct examples *examples);

/* Sum of weights times values of one row. */
double solve_decision(const double *weights, const struct entry *row);

#endif
