/* tally.c: a confusion matrix, sums of losses and bins of confidence; and the figures that follow.
 */
#include "tally.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct measure_name MEASURES[N_MEASURES] = {
    [ACCURACY] = {"accuracy", "accuracy", false},
    [MACRO_F1] = {"macro_f1", "macro-F1", false},
    [MEAN_F1] = {"mean_f1", "mean F1", false},
    [BALANCED_ACCURACY] = {"balanced_accuracy", "balanced accuracy", false},
    [KAPPA] = {"kappa", "Cohen's kappa", false},
    [WEIGHTED_KAPPA] = {"weighted_kappa", "kappa, squared weights", false},
    [MCC] = {"mcc", "Matthews correlation", false},
    [LOG_LOSS] = {"log_loss", "log loss", true},
    [BRIER] = {"brier", "Brier score", true},
    [ECE] = {"ece", "calibration error", true}};

struct point point_of(uint32_t gold, uint32_t label, const double *p, uint32_t n_classes)
{
    struct point point = {gold, label == ORDO_NONE ? 0 : label, 0, 0, 0, 0};

    for (uint32_t k = 0; k < n_classes; k++) {
        double miss = (k == gold ? 1 : 0) - p[k];
        point.brier += miss * miss;
        if (label == ORDO_NONE && p[k] > p[point.label])
            point.label = k;
    }
    point.log_loss = -log(p[gold] > 1e-15 ? p[gold] : 1e-15);
    point.confidence = p[point.label];
    point.bin = (uint32_t)(point.confidence * ECE_BINS);
    if (point.bin >= ECE_BINS)
        point.bin = ECE_BINS - 1;
    return point;
}

int tally_init(struct tally *tally, uint32_t n_classes, struct ordo_error *error)
{
    memset(tally, 0, sizeof *tally);
    tally->n_classes = n_classes;
    tally->confusion = calloc((size_t)n_classes * n_classes + 1, sizeof *tally->confusion);
    return tally->confusion == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}

void tally_release(struct tally *tally)
{
    free(tally->confusion);
    memset(tally, 0, sizeof *tally);
}

void tally_clear(struct tally *tally)
{
    struct tally empty = {.n_classes = tally->n_classes, .confusion = tally->confusion};

    memset(tally->confusion, 0,
           (size_t)tally->n_classes * tally->n_classes * sizeof *tally->confusion);
    *tally = empty;
}

void tally_add(struct tally *tally, const struct point *point, uint32_t times)
{
    tally->confusion[(size_t)point->gold * tally->n_classes + point->label] += times;
    tally->n += times;
    tally->log_loss += times * point->log_loss;
    tally->brier += times * point->brier;
    tally->bin_n[point->bin] += times;
    tally->bin_confidence[point->bin] += times * point->confidence;
    tally->bin_right[point->bin] += point->gold == point->label ? times : 0;
}

/* What the measures need of the confusion matrix. */
struct margins {
    double right, chance; /* sum of the diagonal; of products of margins over the diagonal */
    double gold_squares, label_squares;
    double apart, apart_chance; /* squared distances, and those that chance would give, times n */
    double f1, f1_chosen, recall;
    double n_occurring, n_chosen, n_gold;
};

static void add_distances(struct margins *margins, const struct tally *tally, uint32_t k,
                          double gold, const double *label)
{
    const uint64_t *row = tally->confusion + (size_t)k * tally->n_classes;

    for (uint32_t j = 0; j < tally->n_classes; j++) {
        double distance = (double)k - (double)j;
        margins->apart += distance * distance * (double)row[j];
        margins->apart_chance += distance * distance * gold * label[j];
    }
}

/* figures, whole: precision, recall and F1 of the class, here and in the whole sample. */
static void add_class(struct margins *margins, double gold, double label, double both, bool chosen,
                      const double *whole, double *figures)
{
    double recall = figures[1] = gold > 0 ? both / gold : NAN;
    double f1 = figures[2] = gold + label > 0 ? 2 * both / (gold + label) : NAN;

    figures[0] = label > 0 ? both / label : NAN;
    if (whole != NULL && isnan(recall))
        recall = whole[1];
    if (whole != NULL && isnan(f1))
        f1 = whole[2];
    margins->right += both;
    margins->chance += gold * label;
    margins->gold_squares += gold * gold;
    margins->label_squares += label * label;
    margins->f1 += isnan(f1) ? 0 : f1;
    margins->n_occurring += !isnan(f1);
    margins->f1_chosen += chosen && !isnan(f1) ? f1 : 0;
    margins->n_chosen += chosen;
    margins->recall += isnan(recall) ? 0 : recall;
    margins->n_gold += !isnan(recall);
}

static void measure(const struct tally *tally, const struct margins *m, const bool *averaged,
                    double *out)
{
    double n = (double)tally->n, spread, gap = 0;

    for (int bin = 0; bin < ECE_BINS; bin++)
        gap += fabs((double)tally->bin_right[bin] - tally->bin_confidence[bin]);
    out[ACCURACY] = m->right / n;
    out[MACRO_F1] = m->n_occurring > 0 ? m->f1 / m->n_occurring : NAN;
    out[MEAN_F1] = averaged == NULL  ? out[MACRO_F1]
                   : m->n_chosen > 0 ? m->f1_chosen / m->n_chosen
                                     : NAN;
    out[BALANCED_ACCURACY] = m->n_gold > 0 ? m->recall / m->n_gold : NAN;
    out[KAPPA] = m->chance < n * n ? (m->right * n - m->chance) / (n * n - m->chance) : NAN;
    out[WEIGHTED_KAPPA] = m->apart_chance > 0 ? 1 - m->apart * n / m->apart_chance : NAN;
    spread = sqrt(n * n - m->label_squares) * sqrt(n * n - m->gold_squares);
    out[MCC] = spread > 0 ? (m->right * n - m->chance) / spread : 0; /* one class alone */
    out[LOG_LOSS] = tally->log_loss / n;
    out[BRIER] = tally->brier / n;
    out[ECE] = gap / n;
}

void tally_measures(const struct tally *tally, const bool *averaged, const double *whole,
                    double *measures, double *by_class)
{
    uint32_t n_classes = tally->n_classes;
    struct margins margins = {0};
    double label[CLASSES_MAX], figures[3];

    for (uint32_t j = 0; j < n_classes; j++) {
        label[j] = 0;
        for (uint32_t k = 0; k < n_classes; k++)
            label[j] += (double)tally->confusion[(size_t)k * n_classes + j];
    }
    for (uint32_t k = 0; k < n_classes; k++) {
        double gold = 0;
        for (uint32_t j = 0; j < n_classes; j++)
            gold += (double)tally->confusion[(size_t)k * n_classes + j];
        add_distances(&margins, tally, k, gold, label);
        add_class(&margins, gold, label[k], (double)tally->confusion[(size_t)k * n_classes + k],
                  averaged != NULL && averaged[k], whole == NULL ? NULL : whole + 3 * (size_t)k,
                  by_class == NULL ? figures : by_class + 3 * (size_t)k);
    }
    measure(tally, &margins, averaged, measures);
}
