/* tune.c: the parts of a search against values worked out by hand, or against the long way round.
 */
#include "../../train/criterion.h"
#include "../../train/matrix.h"
#include "../../train/offsets.h"
#include "../../train/random.h"
#include "../../train/search.h"
#include "../../train/select.h"
#include "../../train/solve.h"
#include "../../train/space.h"
#include "../../train/superset.h"
#include "tap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool near(double a, double b)
{
    return fabs(a - b) < 1e-12;
}

/* Gold in rows, predicted in columns. */
static void criteria(void)
{
    static const double three[] = {3, 1, 0, 2, 2, 0, 1, 0, 1}, none[] = {2, 1, 0, 1, 2, 0, 0, 0, 0};
    static const bool all[] = {true, true, true}, two[] = {true, false, true};
    double f0 = 6.0 / 10, f1 = 4.0 / 7, f2 = 2.0 / 3;
    /* squared distances found: 1 + 2 + 4 = 7; by chance: gold 4 4 2, predicted 6 3 1 of 10 */
    double chance = (4 * 3 + 4 * 4 * 1 + 4 * 6 + 4 * 1 + 4 * 2 * 6 + 2 * 3) / 10.0;

    OK(near(criterion_of_counts(CRITERION_ACCURACY, three, 3, all), 0.6), "accuracy");
    OK(near(criterion_of_counts(CRITERION_MACRO_F1, three, 3, all), (f0 + f1 + f2) / 3),
       "macro-F1");
    OK(near(criterion_of_counts(CRITERION_MEAN_F1, three, 3, two), (f0 + f2) / 2),
       "mean F1 of two of three classes");
    OK(near(criterion_of_counts(CRITERION_MACRO_F1, none, 3, all), 2.0 / 3),
       "macro-F1 leaves out a class that nobody has");
    OK(near(criterion_of_counts(CRITERION_MEAN_F1, none, 3, two), 1.0 / 3),
       "the mean of named classes does not");
    OK(near(criterion_of_counts(CRITERION_WEIGHTED_KAPPA, three, 3, all), 1 - 7 / chance),
       "quadratic weighted kappa");
    /* 6 of 10 agree; by chance (4 * 6 + 4 * 3 + 2 * 1) / 100 */
    OK(near(criterion_of_counts(CRITERION_KAPPA, three, 3, all), (0.6 - 0.38) / (1 - 0.38)),
       "Cohen's kappa");
}

static void criterion_bootstrap(void)
{
    enum { N = 400 };
    static uint32_t gold[N], predicted[N], group[N];
    static double log_p[N];
    static const bool both[] = {true, true}, three[] = {true, true, true};
    struct judged rare, judged = {N, 2, gold, predicted, log_p, group, N, both};
    struct score alone, grouped, losses, macro;
    double error = sqrt(0.7 * 0.3 / N);

    for (uint32_t i = 0; i < N; i++) {
        gold[i] = i % 2;
        predicted[i] = i % 10 < 7 ? gold[i] : 1 - gold[i];
        group[i] = i;
        log_p[i] = i % 10 < 7 ? log(0.8) : log(0.2);
    }
    criterion_score(&alone, CRITERION_ACCURACY, &judged, 2000, 1, NULL);
    criterion_score(&losses, CRITERION_LOG_LOSS, &judged, 0, 1, NULL);
    OK(near(alone.value, 0.7) && fabs(alone.error - error) < 0.002,
       "the standard error of a share is the binomial one");
    OK(alone.low < 0.7 - 1.5 * error && alone.high > 0.7 + 1.5 * error, "and so is its interval");
    OK(near(losses.value, 0.7 * log(0.8) + 0.3 * log(0.2)), "log loss is the mean logarithm");
    for (uint32_t i = 0; i < N; i++)
        group[i] = i / 10 * 2 + (i % 10 < 7); /* the right and the wrong ones apart */
    judged.n_groups = N / 5;
    rare = judged;
    rare.n_classes = 3;
    rare.averaged = three;
    gold[0] = 2; /* and nowhere else: two resamples of five miss it */
    criterion_score(&macro, CRITERION_MACRO_F1, &rare, 500, 1, NULL);
    gold[0] = 0;
    OK(macro.high < macro.value * 1.3, "macro-F1 is over the same classes in every resample");
    criterion_score(&grouped, CRITERION_ACCURACY, &judged, 2000, 1, NULL);
    OK(grouped.error > 2 * alone.error, "groups that agree in themselves make it wider");
}

/* Three examples of the rare class never come first until it is given an offset. */
static void offsets(void)
{
    static const uint32_t gold[] = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 0};
    static const double decision[] = {2, 0, 1, 2, 0, 1, 2, 0, 0,   2, 0, 1, 0, 2, 1,   0, 2, 0,
                                      0, 2, 1, 0, 2, 0, 2, 0, 1.6, 0, 2, 1, 0, 2, 1.7, 2, 0, 1.1};
    static const bool all[] = {true, true, true};
    static const double scores[] = {-3, -2.5, -2, -1.5, -1, -0.5};
    static const uint32_t sides[] = {0, 0, 0, 1, 0, 1};
    double offset[3], pair[2];
    uint32_t right = 0;

    offsets_choose(offset, CRITERION_MACRO_F1, all, gold, decision, 12, 3, NULL);
    for (size_t i = 0; i < 12; i++)
        right += offsets_label(decision + 3 * i, offset, 3) == gold[i];
    OK(right >= 11 && offset[2] > offset[0], "an offset brings out a class that never comes first");
    offsets_choose(pair, CRITERION_MACRO_F1, all, sides, scores, 6, 2, NULL);
    OK(pair[0] == 0 && near(pair[1], 1.75), "of two classes it is the best cut");
}

static void selection(void)
{
    static const uint32_t holds[] = {8, 2}, examples[] = {10, 20}, even[] = {5, 10};
    /* 2 x 2 table 8 2 / 2 18: n (ad - bc)^2 / (product of margins) */
    double chi2 = 30.0 * (8 * 18 - 2 * 2) * (8 * 18 - 2 * 2) / (10.0 * 20 * 10 * 20);
    double gain = 8 / 30.0 * log(8 * 30 / (10.0 * 10)) + 2 / 30.0 * log(2 * 30 / (10.0 * 20)) +
                  2 / 30.0 * log(2 * 30 / (20.0 * 10)) + 18 / 30.0 * log(18 * 30 / (20.0 * 20));

    OK(near(select_chi2(holds, examples, 2), chi2), "chi-square of a fourfold table");
    OK(near(select_gain(holds, examples, 2), gain), "information gain of the same");
    OK(near(select_chi2(even, examples, 2), 0) && fabs(select_gain(even, examples, 2)) < 1e-15,
       "a feature that is as frequent in both classes tells nothing");
}

/* 300 texts of made-up words, some frequent and some rare, in three classes. */
static struct dataset make_texts(void)
{
    enum { N = 300 };
    static char text[N][256];
    static struct ordo_string fields[N];
    static uint32_t labels[N], groups[N];
    static double weights[N];
    static char *names[] = {"a", "b", "c"};
    struct dataset dataset = {.n = N, .n_fields = 1, .n_labels = 1};
    uint64_t state = 11;

    for (uint32_t i = 0; i < N; i++) {
        size_t length = 0, n = 5 + random_below(&state, 15);
        labels[i] = i % 3;
        groups[i] = i;
        weights[i] = 1;
        for (size_t w = 0; w < n; w++)
            length += (size_t)snprintf(
                text[i] + length, sizeof text[i] - length, "%s%u%s ", w % 5 == 4 ? "not w" : "w",
                random_below(&state, 1 + random_below(&state, 60)) + (w % 3 == 0 ? labels[i] : 0),
                w % 7 == 6 ? "." : "");
        fields[i] = (struct ordo_string){text[i], length};
    }
    dataset.fields = fields;
    dataset.labels = labels;
    dataset.groups = groups;
    dataset.weights = weights;
    dataset.classes[0].items = names;
    dataset.classes[0].n = 3;
    return dataset;
}

static bool same_rows(const struct matrix *a, const struct matrix *b)
{
    bool same = a->n_rows == b->n_rows && a->n_features == b->n_features;

    for (size_t i = 0; same && i < a->n_rows; i++) {
        const struct entry *x = a->rows[i], *y = b->rows[i];
        for (; same && (x->index != -1 || y->index != -1); x++, y++)
            same = x->index == y->index && memcmp(&x->value, &y->value, sizeof x->value) == 0;
    }
    return same;
}

/* Filtering the superset of all specifications gives, to the last bit, the matrix that reading the
 * texts by one of them gives. */
static void superset(void)
{
    static const char *const specs[] = {
        "field text words 1\ntf count\nidf yes\nmin-df 2\n",
        "field text words 3 skip 1\ntf log\nidf yes\nmin-df 3\n",
        "field text words 0 chars 3 4\ntf log\nidf no\n",
        "field text words 2 chars 2 3\nl2 no\ntf binary\nidf no\nmax-features 40\n",
        "field text words 2\ntf count\nidf yes\nmin-df 1\n"};
    static const char names[1][ORDO_NAME_MAX] = {"text"};
    struct dataset dataset = make_texts();
    struct selection none = {SELECT_NONE, 0};
    struct superset all;
    struct ordo_spec wide;
    uint32_t rows[300];

    for (uint32_t i = 0; i < 300; i++)
        rows[i] = i;
    ordo_spec_parse(&wide, specs[0], strlen(specs[0]), NULL);
    for (size_t i = 1; i < sizeof specs / sizeof *specs; i++) {
        struct ordo_spec spec;
        ordo_spec_parse(&spec, specs[i], strlen(specs[i]), NULL);
        superset_join(&wide, &spec);
    }
    superset_build(&all, &wide, &dataset, names, NULL);
    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++) {
        struct ordo_spec spec;
        struct vocabulary vocabulary;
        struct matrix direct, filtered = {0};
        struct subset subset;
        struct training training = {rows, 300, &dataset};
        char name[128];
        ordo_spec_parse(&spec, specs[i], strlen(specs[i]), NULL);
        vocabulary_build(&vocabulary, &spec, &dataset, NULL);
        matrix_build(&direct, &spec, &vocabulary, &dataset, 1, NULL);
        subset_choose(&subset, &all.counts, all.shape, &spec, &none, &training, NULL);
        matrix_weigh(&filtered, &all.counts, &subset, &spec, NULL, 300, 1, NULL);
        snprintf(name, sizeof name, "superset and reading agree: %.40s", specs[i]);
        *strchr(name, '\n') = '\0';
        OK(same_rows(&direct, &filtered) && direct.n_features > 10, name);
        matrix_release(&direct);
        matrix_release(&filtered);
        subset_release(&subset);
        vocabulary_release(&vocabulary);
    }
    superset_release(&all);
}

/* What the held out examples hold changes nothing in what is kept. */
static void no_leak(void)
{
    static const char text[] = "field text words 1\nmin-df 2\n";
    static const char names[1][ORDO_NAME_MAX] = {"text"};
    struct dataset dataset = make_texts();
    struct selection telling = {SELECT_CHI2, 5};
    struct ordo_spec spec;
    struct superset all;
    struct subset before, after;
    uint32_t rows[200];
    struct training training = {rows, 200, &dataset};

    for (uint32_t i = 0; i < 200; i++)
        rows[i] = i;
    ordo_spec_parse(&spec, text, strlen(text), NULL);
    superset_build(&all, &spec, &dataset, names, NULL);
    subset_choose(&before, &all.counts, all.shape, &spec, &telling, &training, NULL);
    for (size_t i = 200; i < 300; i++)
        dataset.labels[i] = 0;
    for (size_t k = all.counts.start[200]; k < all.counts.start[300]; k++)
        all.counts.items[k].feature = 0;
    subset_choose(&after, &all.counts, all.shape, &spec, &telling, &training, NULL);
    OK(before.n == 5 && memcmp(before.columns, after.columns,
                               all.counts.n_features * sizeof *before.columns) == 0,
       "features, idf and selection depend on the training examples alone");
    subset_release(&before);
    subset_release(&after);
    superset_release(&all);
}

/* A solution that begins at that of a lower cost is the one found from nothing. */
static void warm_start(void)
{
    static const char text[] = "field text words 2\nmin-df 1\n";
    static const double even[] = {1, 1, 1};
    struct dataset dataset = make_texts();
    struct ordo_spec spec;
    struct vocabulary vocabulary;
    struct matrix matrix;
    uint32_t rows[300];
    struct examples examples = {.rows = rows, .class = dataset.labels, .n = 300, .n_classes = 3};
    struct solve_options options = {
        .solver = SOLVER_L2R_LR, .C = 1, .epsilon = 1e-8, .class_weight = even, .seed = 1};
    double *low, *cold, *warm, farthest = 0, moved = 0;

    for (uint32_t i = 0; i < 300; i++)
        rows[i] = i;
    ordo_spec_parse(&spec, text, strlen(text), NULL);
    vocabulary_build(&vocabulary, &spec, &dataset, NULL);
    matrix_build(&matrix, &spec, &vocabulary, &dataset, 1, NULL);
    examples.matrix = &matrix;
    low = calloc(3 * (size_t)matrix.n_columns, sizeof *low);
    cold = low + matrix.n_columns;
    warm = cold + matrix.n_columns;
    solve(low, &examples, &options, 1, NULL);
    options.C = 4;
    solve(cold, &examples, &options, 1, NULL);
    options.start = low;
    solve(warm, &examples, &options, 1, NULL);
    for (uint32_t j = 0; j < matrix.n_columns; j++) {
        farthest = fmax(farthest, fabs(warm[j] - cold[j]));
        moved = fmax(moved, fabs(warm[j] - low[j]));
    }
    OK(farthest < 1e-5 && moved > 0.1, "a solution from a start is the one from nothing");
    free(low);
    matrix_release(&matrix);
    vocabulary_release(&vocabulary);
}

static void schedule(void)
{
    OK(search_rungs(400, 10000, 10000, 5, 500) == 3,
       "rungs of 1111, 3333 and 10000 examples, above 500");
    OK(search_rungs(400, 1861, 230, 5, 500) == 2, "two rungs of 1861 examples");
    OK(search_rungs(10, 100000, 100000, 5, 500) == 1, "few candidates are not thinned below four");
    OK(search_rungs(400, 10000, 40, 5, 500) == 1, "few groups are not parted");
}

static void spaces(void)
{
    static const char text[] = "field text words 1 2 chars none\nweighting tfidf nb\n"
                               "min-df 1\nbias 1\nsolver l2r-lr\nclass-weight none\n"
                               "negation no\ntokens none\nl2 yes\ninterpolation 1 0.5\nC 0.1..10\n";
    static const char *const fields[] = {"text"};
    static const char bad[] = "words 1\nC 1\n\nsolver nothing\n";
    struct ordo_error error = {0};
    struct space space;
    struct candidate *candidates = NULL;
    size_t n = 0, n_drawn = 0;

    space_init(&space, fields, 1, NULL);
    OK(space_parse(&space, text, strlen(text), NULL) == 0, "a space is read");
    space_candidates(&candidates, &n, &space, 0, 1, NULL);
    OK(n == 2 * 3 * 5, "interpolation makes no other candidates without NBSVM");
    OK(near(candidates[1].learning.C, 0.1) || near(candidates[1].learning.C, 0.316),
       "costs rise along a path");
    free(candidates);
    candidates = NULL;
    space_candidates(&candidates, &n_drawn, &space, 3, 1, NULL);
    OK(n_drawn == 15, "each draw has all costs");
    free(candidates);
    OK(space_parse(&space, bad, strlen(bad), &error) != 0 && error.line == 4,
       "a bad value is named with its line");
    space_release(&space);
}

int main(void)
{
    criteria();
    criterion_bootstrap();
    offsets();
    selection();
    superset();
    no_leak();
    warm_start();
    schedule();
    spaces();
    return tap_done();
}
