/* compare.c: pairs contenders, tests every pair on every measure, corrects for how many questions
 * were asked, and says in words what follows. */
#include "compare.h"
#include "multiple.h"
#include "order.h"
#include "paired.h"
#include "regression.h"
#include "verdict.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One head: who takes part, and what came out. */
struct match {
    struct lineup lineup;
    unsigned measures[PAIRED_MEASURES_MAX];
    bool averaged[CLASSES_MAX];
    struct paired_options paired_options;
    struct paired paired;
    bool compared;
};

struct comparison {
    const struct compare_options *options;
    struct prediction_sets sets;
    struct match matches[HEADS_MAX];
    size_t n_matches;
};

static bool is_model(const char *path)
{
    struct ordo_error ignored;
    struct ordo_file file;
    bool is;

    if (ordo_file_open(&file, path, &ignored) != 0)
        return false; /* the reader will say so */
    is = file.length >= 14 && memcmp(file.bytes, "{\"ordo-model\":", 14) == 0;
    ordo_file_release(&file);
    return is;
}

static int add_model(struct comparison *comparison, const char *path, const struct talk *talk,
                     size_t *n_bad, struct ordo_error *error)
{
    struct judge_options options = comparison->options->judge;
    struct judging *judging;
    int result;

    if (options.n_paths == 0)
        return ordo_fail(error, ORDO_ERR_OPTION, "%s is a model: --data is needed", path);
    judging = malloc(sizeof *judging);
    if (judging == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    options.model = path;
    result = judge(judging, &options, talk, error);
    *n_bad = judging->dataset.n_bad; /* the same for every model */
    if (result == 0)
        result = prediction_sets_judged(&comparison->sets, path, judging, error);
    judging_release(judging);
    free(judging);
    return result;
}

static int read_contenders(struct comparison *comparison, const struct talk *talk, size_t *n_bad,
                           struct ordo_error *error)
{
    const struct compare_options *options = comparison->options;
    struct talk once = *talk; /* bad rows of the data are told for the first model alone */
    size_t n_bad_data = 0, n_bad_files = 0;

    for (size_t c = 0; c < options->n_contenders; c++) {
        const char *path = options->contenders[c];
        if (is_model(path)) {
            if (add_model(comparison, path, &once, &n_bad_data, error) != 0)
                return -1;
            once.bad_row = talk_of_no_row;
        } else if (prediction_sets_read(&comparison->sets, path, options->of_values, talk,
                                        &n_bad_files, error) != 0) {
            return -1;
        }
    }
    *n_bad = n_bad_data + n_bad_files;
    return 0;
}

/* The contender's set for a head, or NULL. Sets stand in the order of the contenders; a contender
 * given twice has two. */
static const struct prediction_set *set_of(const struct comparison *comparison, size_t contender,
                                           const char *head)
{
    const char *path = comparison->options->contenders[contender];

    for (size_t s = 0; s < comparison->sets.n; s++) {
        const struct prediction_set *set = &comparison->sets.items[s];
        if (set->path == path && strcmp(set->head, head) == 0)
            return set;
    }
    return NULL;
}

/* Lines up every head that all contenders have. */
static int line_up(struct comparison *comparison, struct ordo_error *error)
{
    const struct compare_options *options = comparison->options;
    const struct prediction_set **sets = malloc(options->n_contenders * sizeof *sets);
    int result = sets == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;

    for (size_t s = 0; result == 0 && s < comparison->sets.n; s++) {
        const struct prediction_set *first = &comparison->sets.items[s];
        bool all = first->path == options->contenders[0] && comparison->n_matches < HEADS_MAX;
        for (size_t c = 0; all && c < options->n_contenders; c++) {
            sets[c] = set_of(comparison, c, first->head);
            all = sets[c] != NULL;
        }
        if (!all)
            continue;
        result = lineup_make(&comparison->matches[comparison->n_matches].lineup, sets,
                             options->n_contenders, options->judge.order, error);
        comparison->n_matches += result == 0;
    }
    free(sets);
    if (result == 0 && comparison->n_matches == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no head is common to all contenders");
    return result;
}

/* ---- measures ---- */

/* "macro-f1" and "macro_f1" are the same. */
static bool same_name(const char *name, size_t length, const char *key)
{
    if (strlen(key) != length)
        return false;
    for (size_t i = 0; i < length; i++)
        if (name[i] != key[i] && !(name[i] == '-' && key[i] == '_'))
            return false;
    return true;
}

static unsigned find_measure(const struct measure_name *names, unsigned n, const char *name,
                             size_t length)
{
    unsigned m = 0;

    while (m < n && !same_name(name, length, names[m].key))
        m++;
    return m;
}

static int add_measure(const struct comparison *comparison, struct match *match, const char *name,
                       size_t length, struct ordo_error *error)
{
    bool of_values = match->lineup.of_values;
    unsigned n = of_values ? (unsigned)N_REGRESSION : (unsigned)N_MEASURES;
    unsigned m = find_measure(of_values ? REGRESSION_MEASURES : MEASURES, n, name, length);
    size_t at = match->paired_options.n_measures;

    if (m == n) /* perhaps of heads of the other kind */
        return find_measure(MEASURES, N_MEASURES, name, length) < N_MEASURES ||
                       find_measure(REGRESSION_MEASURES, N_REGRESSION, name, length) < N_REGRESSION
                   ? 0
                   : ordo_fail(error, ORDO_ERR_OPTION, "unknown metric '%.*s'", (int)length, name);
    if (!of_values && !match->lineup.has_p && (m == LOG_LOSS || m == BRIER || m == ECE))
        return ordo_fail(error, ORDO_ERR_OPTION,
                         "metric '%s' needs probabilities, which not all contenders have",
                         MEASURES[m].key);
    if (!of_values && m == WEIGHTED_KAPPA && !match->lineup.ordered)
        return ordo_fail(error, ORDO_ERR_OPTION,
                         "metric 'weighted_kappa' needs the order of the classes: give --order");
    if (!of_values && m == MEAN_F1 && comparison->options->averaged == NULL)
        return ordo_fail(error, ORDO_ERR_OPTION, "metric 'mean_f1' needs --classes");
    for (size_t i = 0; i < at; i++)
        if (match->measures[i] == m)
            return 0;
    if (at < PAIRED_MEASURES_MAX)
        match->measures[match->paired_options.n_measures++] = m;
    return 0;
}

static int choose_measures(const struct comparison *comparison, struct match *match,
                           struct ordo_error *error)
{
    const struct compare_options *options = comparison->options;
    const struct lineup *lineup = &match->lineup;
    const char *averaged = options->averaged, *classes[CLASSES_MAX];

    for (size_t i = 0; i < options->n_measures; i++)
        for (const char *name = options->measures[i]; *name != '\0';) {
            size_t length = strcspn(name, ",");
            if (add_measure(comparison, match, name, length, error) != 0)
                return -1;
            name += length + (name[length] == ',');
        }
    if (options->n_measures == 0 && !lineup->of_values) {
        match->measures[match->paired_options.n_measures++] = ACCURACY;
        match->measures[match->paired_options.n_measures++] = MACRO_F1;
        if (averaged != NULL)
            match->measures[match->paired_options.n_measures++] = MEAN_F1;
    } else if (options->n_measures == 0) {
        match->measures[match->paired_options.n_measures++] = PEARSON;
        match->measures[match->paired_options.n_measures++] = MAE;
    }
    for (uint32_t k = 0; k < lineup->classes.n; k++)
        classes[k] = lineup->classes.items[lineup->order[k]];
    return averaged == NULL || lineup->of_values
               ? 0
               : order_choose(match->averaged, classes, lineup->classes.n, averaged, lineup->head,
                              error);
}

/* ---- tests ---- */

/* Heads for which no metric was asked for are left out, but not all of them. */
static int run_matches(struct comparison *comparison, struct ordo_error *error)
{
    const struct compare_options *options = comparison->options;
    bool any = false;

    for (size_t m = 0; m < comparison->n_matches; m++) {
        struct match *match = &comparison->matches[m];
        if (choose_measures(comparison, match, error) != 0)
            return -1;
        if (match->paired_options.n_measures == 0)
            continue;
        match->paired_options.measures = match->measures;
        match->paired_options.averaged = options->averaged == NULL ? NULL : match->averaged;
        match->paired_options.resampling = options->resampling;
        match->paired_options.permutations = options->permutations;
        if (paired_compare(&match->paired, &match->lineup, &match->paired_options, error) != 0)
            return -1;
        match->compared = any = true;
    }
    return any ? 0 : ordo_fail(error, ORDO_ERR_OPTION, "no head has a metric asked for");
}

static size_t n_questions(const struct match *match)
{
    return match->paired.n_pairs * match->paired_options.n_measures;
}

/* Holm over all heads, pairs and measures. adjusted: a number for each, in their order. */
static int adjust(const struct comparison *comparison, double **adjusted, struct ordo_error *error)
{
    size_t n = 0, at = 0;
    double *p;
    int result;

    for (size_t m = 0; m < comparison->n_matches; m++)
        n += n_questions(&comparison->matches[m]);
    p = malloc((n + 1) * sizeof *p);
    *adjusted = malloc((n + 1) * sizeof **adjusted);
    if (p == NULL || *adjusted == NULL) {
        free(p);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    for (size_t m = 0; m < comparison->n_matches; m++)
        for (size_t i = 0; i < n_questions(&comparison->matches[m]); i++)
            p[at++] = comparison->matches[m].paired.differences[i].p;
    result = multiple_holm(*adjusted, p, n, error);
    free(p);
    return result;
}

static int run(struct comparison *comparison, struct json *out, struct ordo_error *error)
{
    struct report report = {0};
    double *adjusted = NULL;
    size_t at = 0;
    int result;

    if (line_up(comparison, error) != 0 || run_matches(comparison, error) != 0)
        return -1;
    result = adjust(comparison, &adjusted, error);
    for (size_t m = 0; result == 0 && m < comparison->n_matches; m++) {
        const struct match *match = &comparison->matches[m];
        if (!match->compared)
            continue;
        result = verdict_add(&report, &match->lineup, &match->paired_options, &match->paired,
                             adjusted + at, error);
        at += n_questions(match);
    }
    if (result == 0)
        result = report_write(&report, comparison->options->form, out, error);
    report_release(&report);
    free(adjusted);
    return result;
}

int compare(const struct compare_options *options, const struct talk *talk, struct json *out,
            size_t *n_bad, struct ordo_error *error)
{
    struct comparison *comparison = calloc(1, sizeof *comparison);
    int result;

    if (comparison == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    comparison->options = options;
    result = read_contenders(comparison, talk, n_bad, error);
    if (result == 0)
        result = run(comparison, out, error);
    for (size_t m = 0; m < comparison->n_matches; m++) {
        if (comparison->matches[m].compared)
            paired_release(&comparison->matches[m].paired);
        lineup_release(&comparison->matches[m].lineup);
    }
    prediction_sets_release(&comparison->sets);
    free(comparison);
    return result;
}
