/* Measures of agreement against published examples. */
#include "../../train/agreement.h"
#include "tap.h"

#include <math.h>
#include <string.h>

#define NONE ORDO_NONE

static bool near(double found, double expected, double tolerance)
{
    bool right = fabs(found - expected) <= tolerance;

    if (!right)
        printf("# expected %.4f, found %.4f\n", expected, found);
    return right;
}

/* Krippendorff (2011), section C: four observers, twelve units. */
static void krippendorff(void)
{
    static const int given[4][12] = {{1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0},
                                     {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3},
                                     {0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0},
                                     {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0}};
    static const double values[5] = {1, 2, 3, 4, 5};
    uint32_t labels[12 * 4];
    struct ratings ratings = {12, 4, 5, labels, values};

    for (size_t i = 0; i < 12; i++)
        for (size_t a = 0; a < 4; a++)
            labels[i * 4 + a] = given[a][i] == 0 ? NONE : (uint32_t)given[a][i] - 1;
    OK(near(agreement_alpha(&ratings, LEVEL_NOMINAL, NULL, 0), 0.743, 0.0006),
       "Krippendorff's example, nominal alpha 0.743");
    OK(near(agreement_alpha(&ratings, LEVEL_ORDINAL, NULL, 0), 0.815, 0.0006),
       "Krippendorff's example, ordinal alpha 0.815");
    OK(near(agreement_alpha(&ratings, LEVEL_INTERVAL, NULL, 0), 0.849, 0.0006),
       "Krippendorff's example, interval alpha 0.849");
    OK(isnan(agreement_fleiss(&ratings)), "Fleiss' kappa is undefined where labels are missing");
}

/* Ten items, fourteen raters, five classes: the example of many text books. */
static void fleiss(void)
{
    static const int counts[10][5] = {
        {0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0}, {2, 2, 8, 1, 1},
        {7, 7, 0, 0, 0},  {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7}};
    uint32_t labels[10 * 14];
    struct ratings ratings = {10, 14, 5, labels, NULL};

    for (size_t i = 0; i < 10; i++) {
        size_t n = 0;
        for (uint32_t k = 0; k < 5; k++)
            for (int c = 0; c < counts[i][k]; c++)
                labels[i * 14 + n++] = k;
    }
    OK(near(agreement_fleiss(&ratings), 0.210, 0.0006), "Fleiss' kappa 0.210");
}

/* Two readers, 50 proposals: both yes 20, both no 15, 5 and 10 apart: kappa 0.40. */
static void cohen(void)
{
    uint32_t labels[50 * 2];
    struct ratings ratings = {50, 2, 2, labels, NULL};
    size_t n;

    for (size_t i = 0; i < 50; i++) {
        labels[i * 2] = i < 25 ? 0 : 1;
        labels[i * 2 + 1] = i < 20 || (i >= 25 && i < 35) ? 0 : 1;
    }
    OK(near(agreement_kappa(&ratings, 0, 1, false, &n), 0.40, 1e-9) && n == 50,
       "Cohen's kappa 0.40");
    OK(near(agreement_kappa(&ratings, 0, 1, true, &n), 0.40, 1e-9),
       "weights change nothing between two classes");
    OK(near(agreement_share(&ratings), 0.7, 1e-9), "they agree on 70 %");
    OK(near(agreement_kappa(&ratings, 0, 0, false, &n), 1, 1e-9),
       "everybody agrees with themselves");
}

/* Dawid and Skene's case: one annotator who says the opposite is worth as much as one who is right.
 */
static void dawid_skene(void)
{
    uint32_t labels[40 * 4];
    struct ratings ratings = {40, 4, 2, labels, NULL};
    double p[40 * 2], rates[4 * 4];
    size_t right = 0;

    for (size_t i = 0; i < 40; i++) {
        uint32_t truth = i % 3 == 0 ? 1 : 0;
        labels[i * 4] = truth;
        labels[i * 4 + 1] = i % 9 == 4 ? 1 - truth : truth;
        labels[i * 4 + 2] = i % 11 == 5 ? NONE : truth;
        labels[i * 4 + 3] = 1 - truth;
    }
    OK(agreement_dawid_skene(&ratings, p, rates, NULL) > 0, "EM comes to an end");
    for (size_t i = 0; i < 40; i++)
        right += (p[i * 2 + 1] > 0.5) == (i % 3 == 0);
    OK(right == 40, "every label is found, against one annotator who inverts them");
    OK(near(rates[3 * 4 + 1], 1, 1e-6) && near(rates[3 * 4 + 2], 1, 1e-6),
       "whose error rates say so");
}

static void small(void)
{
    uint32_t labels[3 * 3] = {0, 0, 1, 2, NONE, NONE, 0, 1, 2};
    struct ratings ratings = {3, 3, 3, labels, NULL};
    uint32_t once[2] = {0, 0};
    bool tied;

    OK(agreement_majority(&ratings, 0, SIZE_MAX, &tied) == 0 && !tied,
       "two of three are a majority");
    OK(agreement_majority(&ratings, 0, 0, &tied) == 0 && tied, "one of two is a tie");
    OK(agreement_majority(&ratings, 1, 0, &tied) == NONE, "nobody is none");
    OK(near(agreement_divided(&ratings, LEVEL_ORDINAL, 2), 4.0 / 3, 1e-9),
       "how divided an item is");
    OK(isnan(agreement_alpha(&ratings, LEVEL_NOMINAL, once, 0)), "alpha of nothing is undefined");
    OK(isnan(agreement_alpha(&ratings, LEVEL_INTERVAL, NULL, 0)),
       "so is an interval without values");
}

int main(void)
{
    krippendorff();
    fleiss();
    cohen();
    dawid_skene();
    small();
    return tap_done();
}
