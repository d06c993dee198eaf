/* calibration.c: every calibration against values worked out by hand or the law that made the data.
 */
#include "../../train/calibrate.h"
#include "../../train/isotonic.h"
#include "../../train/minimise.h"
#include "../../train/random.h"
#include "tap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N = 20000 };
static double decision[N * 3];
static uint32_t class[N], fold[N];
static double target[N];

static bool near(double a, double b)
{
    return fabs(a - b) < 1e-9;
}

static double logistic(double x)
{
    return 1 / (1 + exp(-x));
}

static double uniform(uint64_t *state)
{
    return (double)random_below(state, 1000000) / 1e6;
}

static struct held_out held_out(const struct ordo_head *head, size_t n)
{
    for (size_t i = 0; i < n; i++)
        fold[i] = (uint32_t)(i % 5);
    return (struct held_out){head, decision, class, target, fold, n, 5};
}

static const struct ordo_head TWO = {.n_classes = 2, .n_outputs = 1};
static const struct ordo_head THREE = {.n_classes = 3, .n_outputs = 3};
static const struct ordo_head ORDERED = {.n_classes = 3, .n_outputs = 1, .kind = ORDO_HEAD_ORDERED};
static const struct ordo_head VALUE = {.n_outputs = 1, .kind = ORDO_HEAD_VALUE};

/* Two outputs' worth of decision values of a sigmoid. */
static void make_two(size_t n, double a, double b)
{
    uint64_t state = 5;

    for (size_t i = 0; i < n; i++) {
        decision[i] = 4 * uniform(&state) - 2;
        class[i] = uniform(&state) < logistic(a * decision[i] + b);
    }
}

/* Labels by softmax(a d + b). */
static void make_three(size_t n, const double *a, const double *b)
{
    uint64_t state = 6;

    for (size_t i = 0; i < n; i++) {
        double e[3], sum = 0, u = uniform(&state);
        for (size_t k = 0; k < 3; k++) {
            decision[i * 3 + k] = 4 * uniform(&state) - 2;
            e[k] = exp(a[k] * decision[i * 3 + k] + b[k]);
            sum += e[k];
        }
        class[i] = u < e[0] / sum ? 0 : u < (e[0] + e[1]) / sum ? 1 : 2;
    }
}

static void platt(void)
{
    struct held_out data = held_out(&TWO, N);
    struct calibration found;

    make_two(N, 1.7, -0.4);
    calibrate(&found, &data, ORDO_CALIBRATION_PLATT, ORDO_NONE, NULL);
    OK(fabs(found.a[0] - 1.7) < 0.1 && fabs(found.b[0] + 0.4) < 0.08,
       "Platt scaling finds the sigmoid that made the labels");
    calibration_release(&found);
    calibrate(&found, &data, ORDO_CALIBRATION_VECTOR, ORDO_NONE, NULL);
    OK(found.how == ORDO_CALIBRATION_PLATT && fabs(found.a[0] - 1.7) < 0.1,
       "vector scaling of two classes is Platt's");
    calibration_release(&found);

    /* one positive and one negative at 0: targets 2/3 and 1/3, so p = 1/2 by symmetry */
    decision[0] = decision[1] = 0;
    class[0] = 0;
    class[1] = 1;
    data.n = 2;
    calibrate(&found, &data, ORDO_CALIBRATION_PLATT, ORDO_NONE, NULL);
    OK(fabs(found.b[0]) < 1e-4, "two examples at one place are a coin");
    calibration_release(&found);

    /* no negative at all: the target is (n + 1) / (n + 2) = 4/5 for each */
    for (int i = 0; i < 3; i++) {
        decision[i] = 1;
        class[i] = 1;
    }
    data.n = 3;
    calibrate(&found, &data, ORDO_CALIBRATION_PLATT, ORDO_NONE, NULL);
    OK(fabs(logistic(found.a[0] + found.b[0]) - 0.8) < 1e-3,
       "a class alone is not certain: (n + 1) / (n + 2)");
    calibration_release(&found);
}

static void temperature_and_vector(void)
{
    static const double same[] = {0.6, 0.6, 0.6}, zero[] = {0, 0, 0};
    static const double own[] = {0.5, 1.5, 1}, shift[] = {0.5, -0.5, 0};
    struct held_out data = held_out(&THREE, N);
    struct calibration found;

    make_three(N, same, zero);
    calibrate(&found, &data, ORDO_CALIBRATION_TEMPERATURE, ORDO_NONE, NULL);
    OK(fabs(found.a[0] - 0.6) < 0.04 && found.a[0] == found.a[1] && found.a[1] == found.a[2],
       "temperature scaling finds the temperature that made the labels");
    calibration_release(&found);
    make_three(N, own, shift);
    calibrate(&found, &data, ORDO_CALIBRATION_VECTOR, ORDO_NONE, NULL);
    OK(fabs(found.a[0] - 0.5) < 0.08 && fabs(found.a[1] - 1.5) < 0.1 &&
           fabs(found.a[2] - 1) < 0.08 && fabs(found.b[0] - found.b[1] - 1) < 0.1,
       "vector scaling finds each output's factor and offset");
    calibration_release(&found);
}

/* Outcomes 1 0 | 0 1 1 by rising x: the first two violate, and pool with the third (1/3). */
static void pools(void)
{
    struct pooled points[] = {{3, 0, 1}, {1, 1, 1}, {5, 1, 1}, {2, 0, 1}, {4, 1, 1}};
    struct pooled ties[] = {{1, 0, 1}, {1, 1, 1}, {1, 1, 1}, {2, 1, 1}};
    struct pooled many[1000], odd[20];
    bool rising = true;
    uint64_t state = 9;
    size_t n = isotonic_pool(points, 5, 64);

    OK(n == 2 && near(points[0].outcome, 1.0 / 3) && near(points[0].x, 2) &&
           near(points[0].weight, 3) && near(points[1].outcome, 1) && near(points[1].x, 4.5),
       "adjacent violators are pooled, and equal neighbours with them");
    n = isotonic_pool(ties, 4, 64);
    OK(n == 2 && near(ties[0].outcome, 2.0 / 3) && near(ties[1].outcome, 1),
       "equal decision values have one probability");
    for (size_t i = 0; i < 20; i++) /* a value whose running mean is rounded to another */
        odd[i] = (struct pooled){-1.3965781047011498, i < 10 ? 0 : 1, 1};
    n = isotonic_pool(odd, 20, 64);
    OK(n == 1 && near(odd[0].outcome, 0.5), "however their mean is rounded");
    for (size_t i = 0; i < 1000; i++) {
        double x = 8 * uniform(&state) - 4;
        many[i] = (struct pooled){x, uniform(&state) < logistic(x), 1};
    }
    n = isotonic_pool(many, 1000, 8);
    for (size_t i = 1; i < n; i++)
        rising = rising && many[i].x > many[i - 1].x && many[i].outcome > many[i - 1].outcome;
    OK(n <= 8 && rising, "a table is cut to size and still rises");
    OK(isotonic_pool(many, 0, 8) == 0, "no points, no pools");
}

static void isotonic(void)
{
    struct held_out data = held_out(&TWO, 5);
    struct ordo_head head = TWO;
    struct calibration found;
    static const double x[] = {3, 1, 5, 2, 4}, far = 100;
    static const uint32_t y[] = {0, 1, 1, 0, 1};
    double p[2], before = -1;
    bool rising = true;

    memcpy(decision, x, sizeof x);
    memcpy(class, y, sizeof y);
    calibrate(&found, &data, ORDO_CALIBRATION_ISOTONIC, ORDO_NONE, NULL);
    calibration_lend(&head, &found);
    OK(found.n_parameters == 5 && near(found.parameters[0], 2) &&
           near(found.parameters[3], 1.0 / 3) && near(found.parameters[4], 6.0 / 7),
       "the table holds the pools, no nearer to 1 than (n + 1) / (n + 2)");
    for (double d = 0; d < 6; d += 0.25) {
        ordo_head_probabilities(&head, &d, p);
        rising = rising && p[1] >= before && near(p[0] + p[1], 1);
        before = p[1];
    }
    ordo_head_probabilities(&head, &far, p);
    OK(rising && near(p[1], 6.0 / 7), "probabilities rise with the decision value and stay level");
    calibration_release(&found);

    make_two(N, 2, 0.3);
    data.n = N;
    calibrate(&found, &data, ORDO_CALIBRATION_ISOTONIC, ORDO_NONE, NULL);
    calibration_lend(&head, &found);
    for (double d = -1.5; d < 1.6; d += 0.5) {
        ordo_head_probabilities(&head, &d, p);
        rising = rising && fabs(p[1] - logistic(2 * d + 0.3)) < 0.06;
    }
    OK(rising && found.n_parameters <= 1 + 2 * KNOTS_MAX,
       "of many examples it finds the curve that made them, in a bounded table");
    calibration_release(&found);
}

static void thresholds(void)
{
    struct held_out data = held_out(&ORDERED, N);
    struct ordo_head head = ORDERED;
    struct calibration found;
    uint64_t state = 12;
    double p[3], mean_before = -1;
    bool sound = true;

    for (size_t i = 0; i < N; i++) {
        double u = uniform(&state);
        decision[i] = 4 * uniform(&state) - 2;
        class[i] = (uint32_t)((u < logistic(1.5 * decision[i] + 0.5)) +
                              (u < logistic(1.5 * decision[i] - 1)));
    }
    calibrate(&found, &data, ORDO_CALIBRATION_THRESHOLDS, ORDO_NONE, NULL);
    OK(fabs(found.a[0] - 1.5) < 0.08 && fabs(found.parameters[0] + 0.5) < 0.08 &&
           fabs(found.parameters[1] - 1) < 0.08,
       "thresholds find the cumulative model that made the labels");
    calibration_lend(&head, &found);
    for (double d = -30; d <= 30; d += 0.5) {
        double mean;
        ordo_head_probabilities(&head, &d, p);
        mean = p[1] + 2 * p[2];
        sound = sound && near(p[0] + p[1] + p[2], 1) && p[0] >= 0 && p[1] >= 0 && p[2] >= 0 &&
                mean >= mean_before - 1e-12;
        mean_before = mean;
    }
    OK(sound, "probabilities sum to one and the mean class rises with the decision value");
    calibration_release(&found);

    for (size_t i = 0; i < 6; i++) { /* classes that part perfectly, one of them missing */
        decision[i] = i < 3 ? -1 : 1;
        class[i] = i < 3 ? 0 : 2;
    }
    data.n = 6;
    OK(calibrate(&found, &data, ORDO_CALIBRATION_THRESHOLDS, ORDO_NONE, NULL) == 0 &&
           isfinite(found.a[0]) && found.parameters[0] <= found.parameters[1],
       "a perfect or empty class leaves thresholds finite and rising");
    calibration_release(&found);
}

/* Residuals 1..20: rank ceil(21 0.9) = 19. */
static void residuals(void)
{
    struct held_out data = held_out(&VALUE, 20);
    struct calibration found;
    struct ordo_estimate estimates[20];

    for (size_t i = 0; i < 20; i++) {
        target[i] = 100;
        decision[i] = 100 + (i % 2 == 0 ? 1.0 : -1.0) * (double)(i + 1);
    }
    calibrate(&found, &data, ORDO_CALIBRATION_RESIDUALS, ORDO_NONE, NULL);
    OK(found.n_parameters == 2 && near(found.parameters[0], 19) && near(found.parameters[1], 0.9),
       "the half-width is the residual of rank (n + 1) coverage");
    calibration_release(&found);
    data.n = 8;
    calibrate(&found, &data, ORDO_CALIBRATION_RESIDUALS, ORDO_NONE, NULL);
    OK(found.how == ORDO_CALIBRATION_NONE && found.n_parameters == 0,
       "eight examples cannot tell what nine of ten do");
    calibration_release(&found);
    data.n = 20; /* without fold 4 (residuals 5 10 15 20) 16 are left: rank ceil(15.3) = 16 */
    calibrate_across(NULL, estimates, &data, ORDO_CALIBRATION_RESIDUALS, NULL);
    OK(near(estimates[4].high - estimates[4].value, 19) &&
           near(estimates[0].high - estimates[0].value, 20),
       "an example's interval comes from the other folds");
}

static void choice(void)
{
    static const double same[] = {0.6, 0.6, 0.6}, zero[] = {0, 0, 0};
    static const double own[] = {0.2, 3, 1}, shift[] = {1, -1, 0};
    struct held_out data = held_out(&THREE, 3000);
    enum ordo_calibration how;
    double loss[ORDO_CALIBRATION_ISOTONIC + 1];

    make_three(3000, own, shift);
    calibrate_choose(&how, loss, NULL, &data, NULL);
    OK(how == ORDO_CALIBRATION_VECTOR && loss[how] < loss[ORDO_CALIBRATION_TEMPERATURE],
       "vector scaling is chosen where the outputs differ");
    make_three(3000, same, zero);
    calibrate_choose(&how, loss, NULL, &data, NULL);
    OK((how == ORDO_CALIBRATION_TEMPERATURE || how == ORDO_CALIBRATION_VECTOR) &&
           loss[ORDO_CALIBRATION_TEMPERATURE] < loss[ORDO_CALIBRATION_NONE] &&
           loss[ORDO_CALIBRATION_TEMPERATURE] < loss[ORDO_CALIBRATION_PLATT],
       "temperature beats what it has a reason to beat");
    data.head = &TWO;
    make_two(3000, 1, 0);
    calibrate_choose(&how, loss, NULL, &data, NULL);
    OK(isnan(loss[ORDO_CALIBRATION_VECTOR]) && isfinite(loss[ORDO_CALIBRATION_ISOTONIC]),
       "two classes have no vector scaling of their own");
}

/* Whatever the data, probabilities are finite, not negative and sum to one. */
static void degenerate(void)
{
    static const double hard[] = {-1e300, -50, 0, 50, 1e300};
    struct held_out data = held_out(&THREE, 5);
    bool sound = true;

    for (int how = 0; how <= ORDO_CALIBRATION_ISOTONIC; how++)
        for (size_t n = 0; n <= 5; n++)
            for (uint32_t only = 0; only < 3; only++) {
                struct ordo_head head = THREE;
                struct calibration found;
                for (size_t i = 0; i < 5; i++) {
                    class[i] = only;
                    for (size_t k = 0; k < 3; k++)
                        decision[i * 3 + k] = k == only ? 2 : -2;
                }
                data.n = n;
                if (calibrate(&found, &data, (enum ordo_calibration)how, ORDO_NONE, NULL) != 0) {
                    sound = false;
                    continue;
                }
                calibration_lend(&head, &found);
                for (size_t i = 0; i < 5; i++) {
                    double d[3] = {hard[i], hard[4 - i], hard[(i + 1) % 5]}, p[3];
                    ordo_head_probabilities(&head, d, p);
                    sound = sound && p[0] >= 0 && p[1] >= 0 && p[2] >= 0 &&
                            fabs(p[0] + p[1] + p[2] - 1) < 1e-9;
                }
                calibration_release(&found);
            }
    OK(sound, "no, one and few examples of one class give probabilities all the same");
}

static double bowl(const double *at, double *slope, void *context)
{
    (void)context;
    slope[0] = 2 * (at[0] - 3);
    slope[1] = 20 * (at[1] + 1);
    return (at[0] - 3) * (at[0] - 3) + 10 * (at[1] + 1) * (at[1] + 1);
}

static void floor_of_a_bowl(void)
{
    double at[2] = {0, 0};

    OK(minimise(at, 2, 1e-8, bowl, NULL, NULL) == 0 && fabs(at[0] - 3) < 1e-6 &&
           fabs(at[1] + 1) < 1e-6,
       "the floor of a bowl is found");
}

int main(void)
{
    platt();
    temperature_and_vector();
    pools();
    isotonic();
    thresholds();
    residuals();
    choice();
    degenerate();
    floor_of_a_bowl();
    return tap_done();
}
