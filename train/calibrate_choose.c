/* calibrate_choose.c: calibrations judged by examples that they were not fitted to, fold by fold.
 */
#include "calibrate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define VECTOR_MAX 50 /* classes; vector scaling of more has too many parameters to try */

/* Of the examples of one fold. */
static void apply(double *probability, struct ordo_estimate *estimates,
                  const struct held_out *held_out, const struct ordo_head *head, uint32_t fold)
{
    for (size_t i = 0; i < held_out->n; i++) {
        const double *decision = held_out->decision + i * head->n_outputs;
        if (held_out->fold[i] != fold)
            continue;
        if (probability != NULL)
            ordo_head_probabilities(head, decision, probability + i * head->n_classes);
        if (estimates != NULL) {
            bool known = head->calibration == ORDO_CALIBRATION_RESIDUALS;
            estimates[i] = (struct ordo_estimate){
                decision[0], known ? decision[0] - head->parameters[0] : (double)NAN,
                known ? decision[0] + head->parameters[0] : (double)NAN};
        }
    }
}

int calibrate_across(double *probability, struct ordo_estimate *estimates,
                     const struct held_out *held_out, enum ordo_calibration how,
                     struct ordo_error *error)
{
    for (uint32_t fold = 0; fold < held_out->n_folds; fold++) {
        struct ordo_head head = *held_out->head;
        struct calibration calibration;
        if (calibrate(&calibration, held_out, how, fold, error) != 0)
            return -1;
        calibration_lend(&head, &calibration);
        apply(probability, estimates, held_out, &head, fold);
        calibration_release(&calibration);
    }
    return 0;
}

/* Mean of -ln p(class), p cut at 1e-15. */
static double log_loss(const double *probability, const struct held_out *held_out)
{
    double sum = 0, n = 0;

    for (size_t i = 0; i < held_out->n; i++) {
        if (held_out->class[i] == ORDO_NONE)
            continue;
        sum -= log(fmax(probability[i * held_out->head->n_classes + held_out->class[i]], 1e-15));
        n++;
    }
    return n > 0 ? sum / n : 0;
}

/* Whether some class has fewer examples than there are folds, so that a table of it is made of none
 * or next to none. */
static bool has_rare_class(const struct held_out *held_out)
{
    for (uint32_t k = 0; k < held_out->head->n_classes; k++) {
        size_t count = 0;
        for (size_t i = 0; i < held_out->n && count < held_out->n_folds; i++)
            count += held_out->class[i] == k;
        if (count < held_out->n_folds)
            return true;
    }
    return false;
}

int calibrate_choose(enum ordo_calibration *how, double *loss, double *probability,
                     const struct held_out *held_out, struct ordo_error *error)
{
    static const enum ordo_calibration kinds[] = {/* simple ones first: they win ties */
                                                  ORDO_CALIBRATION_TEMPERATURE,
                                                  ORDO_CALIBRATION_PLATT, ORDO_CALIBRATION_VECTOR,
                                                  ORDO_CALIBRATION_ISOTONIC, ORDO_CALIBRATION_NONE};
    uint32_t n_classes = held_out->head->n_classes;
    size_t size = held_out->n * n_classes * sizeof *probability;
    double *tried = malloc(size + 1), least = INFINITY;

    if (tried == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (int i = 0; i <= ORDO_CALIBRATION_ISOTONIC; i++)
        loss[i] = NAN;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kinds[i] == ORDO_CALIBRATION_VECTOR && (n_classes == 2 || n_classes > VECTOR_MAX))
            continue;
        if (kinds[i] == ORDO_CALIBRATION_ISOTONIC && has_rare_class(held_out))
            continue;
        if (calibrate_across(tried, NULL, held_out, kinds[i], error) != 0) {
            free(tried);
            return -1;
        }
        loss[kinds[i]] = log_loss(tried, held_out);
        if (i == 0 || loss[kinds[i]] < least) {
            least = loss[kinds[i]];
            *how = kinds[i];
            if (probability != NULL)
                memcpy(probability, tried, size);
        }
    }
    free(tried);
    return 0;
}
