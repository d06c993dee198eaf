/* learning.c: folds, calibration and metrics against values worked out by hand or by definition. */
#include "../../train/calibrate.h"
#include "../../train/folds.h"
#include "../../train/metrics.h"
#include "../../train/random.h"
#include "../../train/strings.h"
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

/* Two hundred examples, and one of a class that is never predicted: a resample that misses it must
 * not average over the other classes alone. */
static void a_rare_class(void)
{
    enum { N = 201, ROUNDS = 2000 };
    static uint32_t gold[N], group[N];
    static double p[N * 3];
    struct predictions predictions = {N, 3, gold, p, group, NULL};
    struct metrics metrics = {0};
    double f1[ROUNDS], recall[ROUNDS];
    struct figure mean, balanced;

    for (uint32_t i = 0; i < N; i++) {
        group[i] = i;
        gold[i] = i == N - 1 ? 2 : i % 2;
        p[i * 3 + (i % 5 < 3 ? i % 2 : 1 - i % 2)] = 1.0;
    }
    for (size_t r = 0; r < ROUNDS; r++) { /* the same resamples, by definition */
        uint64_t state = bootstrap_seed(1, r);
        double in_gold[3] = {0}, predicted[3] = {0}, both[2] = {0};
        for (uint32_t i = 0; i < N; i++) {
            uint64_t drawn = random_below(&state, N);
            uint32_t label = p[drawn * 3] == 1.0 ? 0 : 1;
            in_gold[gold[drawn]]++;
            predicted[label]++;
            if (gold[drawn] == label)
                both[label]++;
        }
        f1[r] = recall[r] = 0;
        for (int k = 0; k < 2; k++) {
            f1[r] += 2 * both[k] / (in_gold[k] + predicted[k]) / 3;
            recall[r] += both[k] / in_gold[k] / 3;
        }
    }
    metrics_compute(&metrics, &predictions, ROUNDS, 1, NULL);
    mean = bootstrap_interval(metrics.macro_f1.value, f1, ROUNDS);
    balanced = bootstrap_interval(metrics.balanced_accuracy.value, recall, ROUNDS);
    OK(near(metrics.macro_f1.low, mean.low) && near(metrics.macro_f1.high, mean.high),
       "macro-F1 is over the same classes in every resample");
    OK(near(metrics.balanced_accuracy.low, balanced.low) &&
           near(metrics.balanced_accuracy.high, balanced.high),
       "and so is balanced accuracy");
    OK(isnan(metrics.precision[2].value) && near(metrics.recall[2].value, 0),
       "a class that is never predicted has no precision");
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

/* Enough names for the table to grow, each beside one that has none. */
static void names(void)
{
    struct strings strings = {0};
    bool right = true;
    char name[16];

    for (int round = 0; round < 2; round++)
        for (uint32_t i = 0; i < 1000; i++) {
            size_t length = (size_t)snprintf(name, sizeof name, "%u", i);
            uint32_t expected = 2 * i;
            right =
                right && strings_intern(&strings, (struct ordo_string){name, length}) == expected;
            right = right && (round == 1 || strings_add_nameless(&strings) == expected + 1);
        }
    OK(right && strings.n == 2000, "names are found again, the nameless are new each time");
    OK(strings_intern(&strings, (struct ordo_string){"", 0}) == 2000, "and no name finds them");
    strings_release(&strings);
}

int main(void)
{
    names();
    metrics_by_hand();
    interval_width();
    a_rare_class();
    folds();
    return tap_done();
}
