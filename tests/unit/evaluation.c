/* evaluation.c: figures of evaluate and compare against published examples, values worked out by
 * hand, and scikit-learn 1.2's. */
#include "../../train/abstention.h"
#include "../../train/json_tree.h"
#include "../../train/multiple.h"
#include "../../train/order.h"
#include "../../train/paired.h"
#include "../../train/random.h"
#include "../../train/ranking.h"
#include "../../train/regression.h"
#include "../../train/reliability.h"
#include "../../train/slices.h"
#include "tap.h"

#include <math.h>
#include <string.h>

static const struct resampling NONE = {0, 1, 0};

static bool near(double found, double expected)
{
    bool right = fabs(found - expected) <= 1e-9;

    if (!right)
        printf("# expected %.9f, found %.9f\n", expected, found);
    return right;
}

/* Probabilities with all mass on the label. */
static void one_hot(double *p, const uint32_t *label, size_t n, uint32_t n_classes)
{
    memset(p, 0, n * n_classes * sizeof *p);
    for (size_t i = 0; i < n; i++)
        p[i * n_classes + label[i]] = 1.0;
}

/* Two readers of 50 proposals, both yes 20, both no 15, apart 5 and 10: kappa 0.40. Twelve pictures
 * of cats and dogs, right 6 and 3, wrong 2 and 1: Matthews correlation 0.478. */
static void agreement_of_two(void)
{
    static const int counts[2][2][2] = {{{20, 5}, {10, 15}}, {{6, 2}, {1, 3}}};
    uint32_t gold[50], label[50];
    double p[100];

    for (int example = 0; example < 2; example++) {
        struct metrics metrics;
        uint32_t n = 0;
        for (uint32_t g = 0; g < 2; g++)
            for (uint32_t l = 0; l < 2; l++)
                for (int c = 0; c < counts[example][g][l]; c++, n++) {
                    gold[n] = g;
                    label[n] = l;
                }
        one_hot(p, label, n, 2);
        metrics_resample(&metrics, &(struct predictions){n, 2, gold, p, NULL, NULL}, &NONE, NULL);
        if (example == 0)
            OK(near(metrics.kappa.value, 0.4), "Cohen's kappa 0.40");
        else
            OK(near(metrics.mcc.value, 16 / sqrt(1120)), "Matthews correlation 0.478");
        OK(near(metrics.weighted_kappa.value, metrics.kappa.value),
           "of two classes, weights make no difference");
        metrics_release(&metrics);
    }
}

/* Ten rows of three classes; scikit-learn gives the same figures. */
static void agreement_of_three(void)
{
    static const uint32_t gold[] = {0, 0, 0, 1, 1, 1, 2, 2, 2, 2};
    static const uint32_t label[] = {0, 0, 1, 1, 1, 2, 0, 2, 2, 2};
    double p[30];
    struct metrics metrics;

    one_hot(p, label, 10, 3);
    metrics_resample(&metrics, &(struct predictions){10, 3, gold, p, NULL, NULL}, &NONE, NULL);
    OK(near(metrics.kappa.value, 0.5454545454545454), "kappa of three classes");
    OK(near(metrics.weighted_kappa.value, 0.5652173913043479), "kappa with squared weights");
    OK(near(metrics.mcc.value, 0.5454545454545454), "Gorodkin's correlation of three classes");
    OK(near(metrics.balanced_accuracy.value, (2.0 / 3 + 2.0 / 3 + 3.0 / 4) / 3),
       "balanced accuracy is the mean recall");
    metrics_release(&metrics);
}

/* Of ten rows six are of the commonest of three classes. */
static void commonest(void)
{
    static const uint32_t gold[] = {0, 1, 1, 1, 1, 1, 1, 2, 2, 2};
    double p[30], accuracy, macro_f1;
    struct metrics metrics;

    one_hot(p, gold, 10, 3);
    metrics_resample(&metrics, &(struct predictions){10, 3, gold, p, NULL, NULL}, &NONE, NULL);
    OK(metrics_commonest(&metrics, &accuracy, &macro_f1) == 1 && near(accuracy, 0.6) &&
           near(macro_f1, 2 * 0.6 / 1.6 / 3),
       "what always answering the commonest class would reach");
    metrics_release(&metrics);
}

static void one_class(void)
{
    static const uint32_t gold[] = {1, 1, 1};
    double p[6];
    struct metrics metrics;

    one_hot(p, gold, 3, 2);
    metrics_resample(&metrics, &(struct predictions){3, 2, gold, p, NULL, NULL}, &NONE, NULL);
    OK(isnan(metrics.kappa.value) && near(metrics.mcc.value, 0) && near(metrics.accuracy.value, 1),
       "one class alone: kappa is undefined, Matthews correlation 0");
    OK(isnan(metrics.accuracy.low), "without resamples there is no interval");
    metrics_release(&metrics);
}

static void set_binary(double *p, const double *second, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        p[2 * i + 1] = second[i];
        p[2 * i] = 1 - second[i];
    }
}

/* The example of scikit-learn's documentation, and one with ties. */
static void ranks(void)
{
    static const uint32_t gold[] = {0, 0, 1, 1}, tied[] = {1, 0, 1, 0, 1, 0};
    static const double scores[] = {0.1, 0.4, 0.35, 0.8};
    static const double tied_scores[] = {0.9, 0.7, 0.7, 0.7, 0.2, 0.1};
    struct ranking ranking;
    struct pr_point points[4];
    double p[12];
    size_t n;

    set_binary(p, scores, 4);
    ranking_compute(&ranking, &(struct predictions){4, 2, gold, p, NULL, NULL}, &NONE, NULL);
    OK(near(ranking.average_precision[1].value, 5.0 / 6), "average precision 0.83");
    OK(near(ranking.auc[1].value, 0.75), "area under the ROC curve 0.75");
    OK(near(ranking.mean_auc.value, 0.75), "and of both classes the same");
    ranking_release(&ranking);
    ranking_curve(points, &n, &(struct predictions){4, 2, gold, p, NULL, NULL}, 1, NULL);
    OK(n == 4 && near(points[0].precision, 1) && near(points[0].recall, 0.5) &&
           near(points[2].precision, 2.0 / 3) && near(points[2].recall, 1) &&
           near(points[2].false_positive_rate, 0.5) && near(points[3].threshold, 0.1),
       "the precision-recall curve, by falling threshold");
    set_binary(p, tied_scores, 6);
    ranking_compute(&ranking, &(struct predictions){6, 2, tied, p, NULL, NULL}, &NONE, NULL);
    OK(near(ranking.average_precision[1].value, 0.7), "ties are one step of average precision");
    OK(near(ranking.auc[1].value, 2.0 / 3), "ties count half in the area");
    ranking_release(&ranking);
}

static void ranks_without_examples(void)
{
    static const uint32_t gold[] = {0, 0};
    static const double p[] = {0.7, 0.3, 0.6, 0.4};
    struct ranking ranking;

    ranking_compute(&ranking, &(struct predictions){2, 2, gold, p, NULL, NULL}, &NONE, NULL);
    OK(isnan(ranking.auc[1].value) && isnan(ranking.average_precision[1].value) &&
           near(ranking.mean_average_precision.value, 1),
       "a class without examples has neither, and the mean is over the others");
    ranking_release(&ranking);
}

/* Right, wrong, right, wrong by falling confidence: risks 0, 1/2, 1/3, 1/2. */
static void risk_and_coverage(void)
{
    static const uint32_t gold[] = {1, 0, 1, 0};
    static const double second[] = {0.9, 0.8, 0.7, 0.6};
    struct abstention abstention;
    struct risk_point points[4];
    double p[8];
    size_t n;
    struct predictions predictions = {4, 2, gold, p, NULL, NULL};

    set_binary(p, second, 4);
    abstention_compute(&abstention, &predictions, &NONE, NULL);
    OK(near(abstention.aurc.value, (0 + 1.0 / 2 + 1.0 / 3 + 1.0 / 2) / 4),
       "area under the risk-coverage curve");
    OK(abstention.n_thresholds == 6 && near(abstention.thresholds[1].at, 0.7) &&
           near(abstention.thresholds[1].coverage.value, 0.75) &&
           near(abstention.thresholds[1].accuracy.value, 2.0 / 3),
       "a threshold's coverage and accuracy; thresholds below every probability are left out");
    OK(near(abstention.thresholds[2].precision[1].value, 0.5) &&
           near(abstention.thresholds[2].recall[1].value, 0.5) &&
           near(abstention.thresholds[2].recall[0].value, 0),
       "precision of what is labelled, recall of all");
    OK(isnan(abstention.thresholds[4].accuracy.value),
       "where nothing is labelled, there is no accuracy");
    abstention_release(&abstention);
    abstention_curve(points, &n, &predictions, NULL);
    OK(n == 4 && near(points[0].risk, 0) && near(points[2].risk, 1.0 / 3) &&
           near(points[2].coverage, 0.75),
       "the risk-coverage curve");
}

/* Ten forecasts of 0.25, three came true; ten of 0.75, seven did. In one column: reliability
 * 0.0025, resolution 0.04, uncertainty 0.25; two columns double all of it. */
static void murphy(void)
{
    uint32_t gold[20];
    double second[20], p[40];
    struct predictions predictions = {20, 2, gold, p, NULL, NULL};
    struct reliability reliability;
    struct metrics metrics;

    for (uint32_t i = 0; i < 20; i++) {
        second[i] = i < 10 ? 0.25 : 0.75;
        gold[i] = i < 10 ? i < 3 : i < 17;
    }
    set_binary(p, second, 20);
    reliability_compute(&reliability, &predictions, &NONE, NULL);
    metrics_resample(&metrics, &predictions, &NONE, NULL);
    OK(near(reliability.reliability.value, 2 * 0.0025), "Murphy's reliability");
    OK(near(reliability.resolution.value, 2 * 0.04), "resolution");
    OK(near(reliability.uncertainty.value, 2 * 0.25), "uncertainty");
    OK(near(reliability.within.value, 0) &&
           near(reliability.reliability.value - reliability.resolution.value +
                    reliability.uncertainty.value,
                metrics.brier.value),
       "their sum is the Brier score where each bin has one probability");
    OK(near(reliability.adaptive_ece.value, 0.05), "calibration error in bins of equal mass");
    OK(reliability.bins[RELIABILITY_BINS + 2].n == 10 &&
           near(reliability.bins[RELIABILITY_BINS + 2].mean_p, 0.25) &&
           near(reliability.bins[RELIABILITY_BINS + 2].observed.value, 0.3),
       "a bin: mean probability and share observed");
    reliability_release(&reliability);
    metrics_release(&metrics);
}

enum { MANY = 400 };

/* Noisy probabilities of three classes. */
static void make_noise(uint32_t *gold, uint32_t *group, double *p)
{
    uint64_t state = 7;

    for (uint32_t i = 0; i < MANY; i++) {
        double sum = 0;
        gold[i] = random_below(&state, 3);
        group[i] = i / 4;
        for (uint32_t k = 0; k < 3; k++) {
            p[3 * i + k] = 1 + random_below(&state, 1000) + (k == gold[i] ? 400 : 0);
            sum += p[3 * i + k];
        }
        for (uint32_t k = 0; k < 3; k++)
            p[3 * i + k] /= sum;
    }
}

static void processes(void)
{
    static uint32_t gold[MANY], group[MANY];
    static double p[MANY * 3];
    struct predictions predictions = {MANY, 3, gold, p, group, NULL};
    struct resampling here = {200, 5, 0}, apart = {200, 5, 3};
    struct metrics one, other;
    struct reliability reliability;
    bool same = true;

    make_noise(gold, group, p);
    metrics_resample(&one, &predictions, &here, NULL);
    metrics_resample(&other, &predictions, &apart, NULL);
    for (int m = 0; m < N_MEASURES; m++)
        same = same && memcmp(&one.measures[m], &other.measures[m], sizeof one.measures[m]) == 0;
    OK(same, "intervals do not depend on the number of processes");
    OK(one.kappa.low < one.kappa.value && one.kappa.value < one.kappa.high,
       "an interval lies around its figure");
    reliability_compute(&reliability, &predictions, &here, NULL);
    OK(near(reliability.reliability.value - reliability.resolution.value +
                reliability.uncertainty.value + reliability.within.value,
            one.brier.value),
       "the parts of the Brier score add up whatever the probabilities");
    reliability_release(&reliability);
    metrics_release(&one);
    metrics_release(&other);
}

/* R's p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") gives 0.03 0.06 0.06 0.02. */
static void holm(void)
{
    static const double p[] = {0.01, 0.04, NAN, 0.03, 0.005};
    double adjusted[5];

    multiple_holm(adjusted, p, 5, NULL);
    OK(near(adjusted[0], 0.03) && near(adjusted[1], 0.06) && near(adjusted[3], 0.06) &&
           near(adjusted[4], 0.02),
       "Holm's adjustment");
    OK(isnan(adjusted[2]), "what was not tested is no question");
}

static void mcnemar(void)
{
    OK(near(paired_mcnemar(1, 9), 22.0 / 1024), "McNemar's exact test: 1 against 9");
    OK(near(paired_mcnemar(9, 1), 22.0 / 1024) && near(paired_mcnemar(5, 5), 1) &&
           near(paired_mcnemar(0, 0), 1),
       "it has two sides, and no more than 1");
}

/* IQ and hours of television: rho = -29/165. */
static void regression(void)
{
    static const double iq[] = {106, 100, 86, 101, 99, 103, 97, 113, 112, 110};
    static const double hours[] = {7, 27, 2, 50, 28, 29, 20, 12, 6, 17};
    static const double x[] = {1, 2, 3, 4}, y[] = {1, 3, 2, 5}, u[] = {1, 2, 2, 4},
                        v[] = {1, 3, 3, 2}, flat[] = {2, 2, 2, 2};
    double found[N_REGRESSION], level[10];
    struct regression drawn;
    struct resampling resampling = {300, 1, 0};

    regression_measures(found, iq, hours, 10, NULL);
    OK(near(found[SPEARMAN], -29.0 / 165), "Spearman's rho -29/165");
    regression_measures(found, x, y, 4, NULL);
    OK(near(found[PEARSON], 5.5 / sqrt(5 * 8.75)), "Pearson's r");
    OK(near(found[MAE], 0.75) && near(found[RMSE], sqrt(0.75)), "absolute and squared error");
    regression_measures(found, u, v, 4, NULL);
    OK(near(found[SPEARMAN], 1.0 / 3), "ties share the mean of their ranks");
    regression_measures(found, x, flat, 4, NULL);
    OK(isnan(found[PEARSON]) && isnan(found[SPEARMAN]), "a constant correlates with nothing");
    for (size_t i = 0; i < 10; i++) /* of ten such the mean is rounded to another number */
        level[i] = 0.1;
    regression_measures(found, iq, level, 10, NULL);
    OK(isnan(found[PEARSON]) && isnan(found[SPEARMAN]), "however its mean is rounded");
    regression_compute(&drawn, iq, hours, NULL, 10, &resampling, NULL);
    OK(drawn.measures[MAE].low < drawn.measures[MAE].value &&
           drawn.measures[MAE].value < drawn.measures[MAE].high,
       "they have intervals");
}

/* 60 of 100 right here, 80 of 100 there: t = 0.2 / sqrt(0.0042) with 99 degrees. */
static void parts(void)
{
    uint32_t gold[210], value[210];
    double second[210], p[420];
    struct predictions predictions = {200, 2, gold, p, NULL, NULL};
    struct slicing slicing = {20, true};
    struct slices slices;

    for (uint32_t i = 0; i < 210; i++) {
        bool right = i < 100 ? i < 60 : i < 180;
        value[i] = i < 100 ? 0 : i < 200 ? 1 : 2 + i % 2;
        gold[i] = i % 2;
        second[i] = right == (gold[i] == 1) ? 0.9 : 0.1;
    }
    set_binary(p, second, 210);
    slices_compute(&slices, &predictions, value, 2, &slicing, &NONE, NULL);
    OK(slices.n == 2 && slices.items[0].value == 0 && near(slices.items[0].score.value, 0.6) &&
           near(slices.items[0].difference.value, -0.2),
       "the worse part comes first when asked for");
    OK(near(slices.items[0].p, 0.002630301703102353), "and differs beyond chance");
    OK(near(slices.items[1].p_adjusted, 2 * slices.items[0].p), "p is adjusted for both parts");
    slices_release(&slices);
    predictions.n = 210;
    slices_compute(&slices, &predictions, value, 4, &slicing, &NONE, NULL);
    OK(slices.n == 3 && slices.items[2].value == ORDO_NONE && slices.items[2].n == 10 &&
           slices.items[2].n_values == 2 && isnan(slices.items[2].p),
       "rare values are pooled, not tested");
    slices_release(&slices);
}

/* What tells nothing new: each group's rows are the same, so ten groups of ten are no more than
 * ten rows. */
static void parts_of_groups(void)
{
    uint32_t gold[200], value[200], group[200];
    double second[200], p[400], alone;
    struct predictions predictions = {200, 2, gold, p, NULL, NULL};
    struct slicing slicing = {20, false};
    struct slices slices;

    for (uint32_t i = 0; i < 200; i++) {
        group[i] = i / 10;
        value[i] = i / 100;
        gold[i] = 1;
        second[i] = group[i] < 6 || (group[i] >= 10 && group[i] < 18) ? 0.9 : 0.1;
    }
    set_binary(p, second, 200);
    slices_compute(&slices, &predictions, value, 2, &slicing, &NONE, NULL);
    alone = slices.items[0].p;
    slices_release(&slices);
    predictions.group = group;
    slices_compute(&slices, &predictions, value, 2, &slicing, &NONE, NULL);
    OK(alone < 0.01 && slices.items[0].p > 0.3, "rows of a group count as the group they are");
    slices_release(&slices);
}

/* Errors of 1 and -3 here, of 2 and 2 there: 2 and 2 absolute, -1 and 2 on the mean. */
static void parts_of_numbers(void)
{
    static const double gold[] = {0, 0, 0, 0}, predicted[] = {1, -3, 2, 2};
    static const uint32_t value[] = {0, 0, 1, 1};
    struct slicing slicing = {1, true};
    struct slices slices;

    slices_of_numbers(&slices, gold, predicted, NULL, 4, value, 2, &slicing, &NONE, NULL);
    OK(slices.n == 2 && near(slices.items[0].score.value, 2) &&
           near(slices.items[0].detail.value, -1) && near(slices.items[0].difference.value, 0) &&
           near(slices.items[0].p, 1),
       "of numbers a part has its mean absolute error and mean error");
    slices_release(&slices);
}

/* Forty rows, of which one contender has ten more right than the other. */
static void contenders(void)
{
    enum { N = 40 };
    static char path[2][8] = {"a", "b"};
    struct point points[2][N];
    struct point *both[] = {points[0], points[1]};
    uint32_t group[N];
    const char *names[] = {path[0], path[1]};
    struct lineup lineup = {.n = N,
                            .n_contenders = 2,
                            .names = names,
                            .group = group,
                            .n_groups = N,
                            .points = both,
                            .has_p = true};
    unsigned measures[] = {ACCURACY, MACRO_F1};
    struct paired_options options = {
        .measures = measures, .n_measures = 2, .resampling = {1000, 1, 0}, .permutations = 9999};
    struct paired paired, again;

    lineup.classes.n = 2;
    for (uint32_t i = 0; i < N; i++) {
        static const double p[2] = {0.5, 0.5};
        group[i] = i;
        points[0][i] = point_of(i % 2, i < 30 ? i % 2 : 1 - i % 2, p, 2);
        points[1][i] = point_of(i % 2, i < 20 ? i % 2 : 1 - i % 2, p, 2);
    }
    paired_compare(&paired, &lineup, &options, NULL);
    OK(near(paired.differences[0].difference.value, 0.25) &&
           paired.differences[0].difference.low > 0.1 &&
           paired.differences[0].difference.high < 0.4,
       "a difference and its interval");
    OK(fabs(paired.differences[0].p - 2.0 / 1024) < 0.0015,
       "exchanging gives as large a difference in 2 of 1024 ways");
    OK(near(paired.mcnemar[0].p, 2.0 / 1024) && paired.mcnemar[0].only_a == 10,
       "which is what McNemar's test says");
    options.resampling.processes = 3;
    paired_compare(&again, &lineup, &options, NULL);
    OK(memcmp(&paired.differences[0], &again.differences[0], sizeof again.differences[0]) == 0,
       "the number of processes makes no difference");
    paired_release(&again);
    both[1] = points[0];
    paired_compare(&again, &lineup, &options, NULL);
    OK(near(again.differences[1].difference.value, 0) && near(again.differences[1].p, 1) &&
           near(again.differences[1].p_bootstrap, 1),
       "a contender does not differ from itself");
    paired_release(&paired);
    paired_release(&again);
}

static void orders(void)
{
    static const char *const scale[] = {"support", "oppose", "neutral"};
    static const char *const numbers[] = {"10", "9", "-1"};
    static const char *const words[] = {"b", "a"};
    uint32_t order[3];
    double value[3];
    bool ordered;

    order_classes(order, value, &ordered, scale, 3, NULL, NULL);
    OK(ordered && order[0] == 1 && order[1] == 2 && order[2] == 0, "a known scale has its order");
    order_classes(order, value, &ordered, numbers, 3, NULL, NULL);
    OK(ordered && order[0] == 2 && order[1] == 1 && order[2] == 0 && near(value[0], 10),
       "numbers go by value");
    order_classes(order, value, &ordered, words, 2, NULL, NULL);
    OK(!ordered && order[0] == 1, "other words have none, and stand bytewise");
    order_classes(order, value, &ordered, words, 2, "a,b", NULL);
    OK(ordered && order[0] == 1, "but for one that is given");
    OK(order_classes(order, value, &ordered, words, 2, "a,c", NULL) == -1,
       "which must have all of them");
}

static void trees(void)
{
    static const char text[] = "{\"a\": [1, {\"b\": \"x\\u00e9\"}], \"c\": true, \"d\": null} ,";
    struct json_tree tree;
    const struct json_node *a;

    OK(json_tree_parse(&tree, text, sizeof text - 1, NULL) == 0, "JSON with a comma behind it");
    a = json_member(tree.root, "a");
    OK(a != NULL && a->kind == JSON_ARRAY && a->first->number > 0 &&
           strcmp(json_member_text(a->first->next, "b", ""), "x\xc3\xa9") == 0,
       "items and members");
    OK(near(json_member_number(tree.root, "c", 0), 1) && json_member(tree.root, "e") == NULL &&
           near(json_member_number(tree.root, "d", 7), 7),
       "truths, absences and nulls");
    json_tree_release(&tree);
    OK(json_tree_parse(&tree, "{\"a\":", 5, NULL) == -1 &&
           json_tree_parse(&tree, "", 0, NULL) == -1,
       "half of a document is an error");
}

int main(void)
{
    agreement_of_two();
    agreement_of_three();
    commonest();
    one_class();
    ranks();
    ranks_without_examples();
    risk_and_coverage();
    murphy();
    processes();
    holm();
    mcnemar();
    regression();
    parts();
    parts_of_groups();
    parts_of_numbers();
    contenders();
    orders();
    trees();
    return tap_done();
}
