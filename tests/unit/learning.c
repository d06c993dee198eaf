/* learning.c: folds, calibration and metrics against values worked out by hand or by definition. */
#include "../../train/calibrate.h"
#include "../../train/folds.h"
#include "../../train/metrics.h"
#include "../../train/random.h"
#include "tap.h"

#include <math.h>
#include <stdlib.h>

static bool near(double a, double b)
{
    return fabs(a - b) < 1e-9;
}

/* Six examples, three classes; gold 0 0 1 1 2 2, predicted 0 1 1 1 2 0. */
static void metrics_by_hand(void)
{
    static const uint32_t gold[] = {0, 0, 1, 1, 2, 2}, group[] = {0, 1, 2, 3, 4, 5};
    static const double p[] = {0.8, 0.1, 0.1, 0.3, 0.6, 0.1, 0.1, 0.7, 0.2,
                               0.0, 1.0, 0.0, 0.2, 0.2, 0.6, 0.5, 0.1, 0.4};
    struct predictions predictions = {6, 3, gold, p, group, NULL};
    struct metrics metrics = {0}, again = {0};
    double log_loss = -(log(0.8) + log(0.3) + log(0.7) + log(1.0) + log(0.6) + log(0.4)) / 6;
    double brier = (0.04 + 0.01 + 0.01 + 0.49 + 0.36 + 0.01 + 0.01 + 0.09 + 0.04 + 0.04 + 0.04 +
                    0.16 + 0.25 + 0.01 + 0.36) /
                   6;
    double f0 = 0.5, f1 = 2 * (2.0 / 3) * 1.0 / (2.0 / 3 + 1.0), f2 = 2 * 1.0 * 0.5 / 1.5;

    metrics_compute(&metrics, &predictions, 200, 1, NULL);
    metrics_compute(&again, &predictions, 200, 1, NULL);
    OK(near(metrics.accuracy.value, 4.0 / 6), "accuracy");
    OK(near(metrics.macro_f1.value, (f0 + f1 + f2) / 3), "macro-F1");
    OK(near(metrics.precision[0].value, 0.5) && near(metrics.recall[1].value, 1.0) &&
           near(metrics.f1[2].value, f2),
       "precision, recall and F1 of a class");
    OK(near(metrics.log_loss.value, log_loss), "log loss");
    OK(near(metrics.brier.value, brier), "Brier score");
    OK(metrics.confusion[0 * 3 + 1] == 1 && metrics.confusion[2 * 3 + 0] == 1 &&
           metrics.confusion[1 * 3 + 1] == 2,
       "confusion matrix, gold by predicted");
    OK(metrics.accuracy.low <= metrics.accuracy.value &&
           metrics.accuracy.value <= metrics.accuracy.high &&
           metrics.accuracy.low < metrics.accuracy.high,
       "the interval holds the value");
    OK(metrics.accuracy.low == again.accuracy.low && metrics.brier.high == again.brier.high,
       "the same seed gives the same interval");
    metrics_release(&metrics);
    metrics_release(&again);
}

/* The interval of a proportion is about what the binomial distribution says. */
static void interval_width(void)
{
    enum { N = 400 };
    static uint32_t gold[N], group[N];
    static double p[N * 2];
    struct predictions predictions = {N, 2, gold, p, group, NULL};
    struct metrics metrics = {0};
    double width = 2 * 1.96 * sqrt(0.7 * 0.3 / N);

    for (uint32_t i = 0; i < N; i++) {
        group[i] = i;
        gold[i] = i % 2;
        p[i * 2 + (i % 10 < 7 ? gold[i] : 1 - gold[i])] = 1.0;
    }
    metrics_compute(&metrics, &predictions, 2000, 3, NULL);
    OK(fabs(metrics.accuracy.high - metrics.accuracy.low - width) < 0.02,
       "a bootstrap interval is as wide as the binomial one");
    OK(near(metrics.ece.value, 0.3), "calibration error of one who is always sure and 70 % right");
    metrics_release(&metrics);
}

static void folds(void)
{
    enum { N = 300 };
    uint32_t fold[N], again[N], labels[N], groups[N], count[5][3] = {{0}};
    bool parted = false, same = true, even = true;

    for (uint32_t i = 0; i < N; i++) {
        labels[i] = i % 3 == 0 ? 0 : i % 7 == 0 ? 1 : 2;
        groups[i] = i / 2;
    }
    folds_make(fold, labels, 1, groups, N, 3, 5, 1, NULL);
    folds_make(again, labels, 1, groups, N, 3, 5, 1, NULL);
    for (uint32_t i = 0; i < N; i++) {
        parted = parted || (i % 2 == 1 && fold[i] != fold[i - 1]);
        same = same && fold[i] == again[i];
        count[fold[i] % 5][labels[i]]++;
    }
    for (int f = 0; f < 5; f++)
        even =
            even && count[f][0] >= 15 && count[f][0] <= 25 && count[f][1] >= 3 && count[f][1] <= 9;
    OK(!parted, "no group stands on both sides of a fold");
    OK(even, "classes are spread evenly over the folds");
    OK(same, "the same seed gives the same folds");
    for (uint32_t i = 0; i < N; i++)
        groups[i] = i % 3;
    OK(folds_make(fold, labels, 1, groups, N, 3, 5, 1, NULL) == -1,
       "fewer groups than folds is an error");
}

/* Decision values of a known sigmoid: Platt scaling finds it again. */
static void platt(void)
{
    enum { N = 20000 };
    static double decision[N];
    static uint32_t class[N];
    double a = 0, b = 0;
    uint64_t state = 5;
    struct ordo_head head = {.n_classes = 2, .n_outputs = 1, .calibration = ORDO_CALIBRATION_PLATT};

    for (size_t i = 0; i < N; i++) {
        decision[i] = (double)random_below(&state, 4000) / 1000 - 2;
        class[i] =
            (double)random_below(&state, 1000000) / 1e6 < 1 / (1 + exp(-(1.7 * decision[i] - 0.4)));
    }
    calibrate(&head, decision, class, N, &a, &b, NULL);
    OK(fabs(a - 1.7) < 0.1 && fabs(b + 0.4) < 0.08,
       "Platt scaling finds the sigmoid that made the labels");
}

/* The same for the softmax of three outputs and its temperature. */
static void temperature(void)
{
    enum { N = 20000 };
    static double decision[N * 3];
    static uint32_t class[N];
    double a[3] = {0}, b[3] = {0};
    uint64_t state = 6;
    struct ordo_head head = {
        .n_classes = 3, .n_outputs = 3, .calibration = ORDO_CALIBRATION_TEMPERATURE};

    for (size_t i = 0; i < N; i++) {
        double e[3], sum = 0, u = (double)random_below(&state, 1000000) / 1e6;
        for (size_t k = 0; k < 3; k++) {
            decision[i * 3 + k] = (double)random_below(&state, 4000) / 1000 - 2;
            e[k] = exp(0.6 * decision[i * 3 + k]);
            sum += e[k];
        }
        class[i] = u < e[0] / sum ? 0 : u < (e[0] + e[1]) / sum ? 1 : 2;
    }
    calibrate(&head, decision, class, N, a, b, NULL);
    OK(fabs(a[0] - 0.6) < 0.04 && a[0] == a[1] && a[1] == a[2],
       "temperature scaling finds the temperature that made the labels");
}

int main(void)
{
    metrics_by_hand();
    interval_width();
    folds();
    platt();
    temperature();
    return tap_done();
}
