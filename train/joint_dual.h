/* joint_dual.h: one against the rest of several classes, all of them solved together. */
#ifndef ORDO_JOINT_DUAL_H
#define ORDO_JOINT_DUAL_H

#include "solve.h"

#define JOINT_EPSILON_LEAST 1e-4 /* what the precision of floats can tell */

/* Weights [n_classes][n_columns] of each class against the rest, by the L1 or L2 loss SVM or the
 * logistic regression of LIBLINEAR's dual solvers; the optimum is the same. The options' epsilon
 * must be set and is LIBLINEAR's too. Examples weigh what their weights say. */
int joint_dual(double *weights, const struct examples *examples,
               const struct solve_options *options, struct ordo_error *error);

#endif
