/* tune_nested.c: an estimate that the choice had no part in.
 *
 * The figure of the best of many candidates is too good, as it was chosen for it. Here every outer
 * fold's examples are labelled by what a search on the other folds chose, with offsets and
 * calibration from there. */
#include "tune.h"
#include "metrics.h"
#include "offsets.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Predictions of one head as the outer folds come in. */
struct gathered {
    uint32_t *predicted; /* [dataset->n] */
    double *log_p;       /* [dataset->n] */
};

static void predict(struct gathered *gathered, const struct candidate *candidate,
                    const struct trial *trial, const double *offsets,
                    const struct sample_head *head, const double *decision, size_t i)
{
    uint32_t k = head->n_classes, n_outputs = sample_outputs(head), row = head->rows[i];
    double a[2] = {trial->a, trial->a}, b[2] = {trial->b, trial->b}, highest = -INFINITY, sum = 0;
    const double *values = decision + i * n_outputs;

    if (candidate->offsets) {
        gathered->predicted[row] = offsets_label(values, offsets, k);
    } else if (k == 2) {
        double p = 1 / (1 + exp(-(a[0] * values[0] + b[0])));
        gathered->predicted[row] = p > 1 - p;
        gathered->log_p[row] = log(fmax(head->class[i] == 1 ? p : 1 - p, 1e-15));
        return;
    } else {
        gathered->predicted[row] = offsets_label(values, NULL, k);
    }
    for (uint32_t c = 0; c < n_outputs; c++)
        highest = fmax(highest, a[0] * values[c]);
    for (uint32_t c = 0; c < n_outputs; c++)
        sum += exp(a[0] * values[c] - highest);
    gathered->log_p[row] =
        fmax(a[0] * values[k == 2 ? 0 : head->class[i]] - highest - log(sum), log(1e-15));
}

/* Labels the examples of one outer fold by what the search without them chose. */
static int predict_fold(struct tuning *tuning, const struct findings *findings, const bool *out,
                        struct gathered *gathered, struct ordo_error *error)
{
    struct trial_options cold = tuning->search.trial;
    struct sample sample;
    int result = 0;

    cold.warm = false;
    if (sample_hold_out(&sample, &tuning->dataset, NULL, out, error) != 0)
        return -1;
    for (size_t h = 0; result == 0 && h < sample.n_heads; h++) {
        size_t chosen = findings->chosen[h];
        struct candidate candidate = tuning->candidates[chosen];
        const struct sample_head *head = &sample.heads[h];
        const struct superset *superset = searching_superset(&tuning->searching, &candidate, error);
        struct trials trials = {0};
        candidate.offsets = false; /* they are known */
        result = superset == NULL
                     ? -1
                     : trials_solve(&trials, &candidate, 1, &sample, superset, &cold, error);
        candidate.offsets = tuning->candidates[chosen].offsets;
        for (size_t i = 0; result == 0 && i < head->n; i++)
            if (head->fold[i] == 0)
                predict(&gathered[h], &candidate, &findings->results[chosen * sample.n_heads + h],
                        findings->offsets + chosen * findings->offsets_stride +
                            findings->offsets_at[h],
                        head, trials.decision + trials.decision_at[h], i);
        trials_release(&trials);
    }
    sample_release(&sample);
    return result;
}

static int search_fold(struct tuning *tuning, const uint32_t *fold, uint32_t which, bool *in,
                       bool *out, struct gathered *gathered, struct ordo_error *error)
{
    struct findings findings;
    int result;

    for (size_t i = 0; i < tuning->dataset.n; i++) {
        out[i] = fold[i] == which;
        in[i] = !out[i];
    }
    talk_progress(tuning->talk, "outer fold %u of %zu", which + 1, tuning->options->outer_folds);
    if (search(&findings, &tuning->searching, in, (int)which, error) != 0)
        return -1;
    result = predict_fold(tuning, &findings, out, gathered, error);
    findings_release(&findings);
    return result;
}

static int judge_head(struct tuning *tuning, size_t h, const struct gathered *gathered,
                      struct ordo_error *error)
{
    const struct criterion *criterion = &tuning->search.trial.criterion;
    struct sample sample;
    struct sample_head *head;
    struct judged judged;
    uint32_t *predicted = malloc((tuning->dataset.n + 1) * sizeof *predicted);
    double *log_p = malloc((tuning->dataset.n + 1) * sizeof *log_p);
    bool averaged[CLASSES_MAX];
    int result = -1;

    if (predicted == NULL || log_p == NULL) {
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        goto done;
    }
    if (sample_make(&sample, &tuning->dataset, NULL, 2, 1, tuning->search.seed, error) != 0)
        goto done;
    head = &sample.heads[h];
    for (size_t i = 0; i < head->n; i++) {
        predicted[i] = gathered->predicted[head->rows[i]];
        log_p[i] = gathered->log_p[head->rows[i]];
    }
    judged = (struct judged){head->n, head->n_classes, head->class,    predicted,
                             log_p,   head->group,     head->n_groups, averaged};
    result = criterion_classes(averaged, criterion,
                               (const char *const *)tuning->dataset.classes[h].items,
                               head->n_classes, error);
    if (result == 0)
        result = criterion_score(&tuning->nested[h], criterion->kind, &judged,
                                 tuning->search.trial.bootstrap, tuning->search.seed, error);
    sample_release(&sample);

done:
    free(predicted);
    free(log_p);
    return result;
}

/* Stratified by the first head; a row without a label there counts as a class of its own. */
static int divide(uint32_t *fold, const struct tuning *tuning, struct ordo_error *error)
{
    size_t n = tuning->options->outer_folds;
    double *shares = malloc(n * sizeof *shares);
    int result;

    for (size_t i = 0; shares != NULL && i < n; i++)
        shares[i] = 1 / (double)n;
    result = shares == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                            : sample_parts(fold, &tuning->dataset, NULL, n, shares,
                                           tuning->search.seed + 1, error);
    free(shares);
    return result;
}

int tune_nested(struct tuning *tuning, struct ordo_error *error)
{
    size_t n = tuning->dataset.n, n_heads = tuning->dataset.n_labels;
    uint32_t *fold = malloc((n + 1) * sizeof *fold);
    bool *in = malloc(2 * n + 2), *out = in == NULL ? NULL : in + n + 1;
    struct gathered gathered[HEADS_MAX];
    int result =
        fold == NULL || in == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;

    for (size_t h = 0; h < n_heads; h++) {
        gathered[h].predicted = calloc(n + 1, sizeof *gathered[h].predicted);
        gathered[h].log_p = calloc(n + 1, sizeof *gathered[h].log_p);
        if (gathered[h].predicted == NULL || gathered[h].log_p == NULL)
            result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    if (result == 0)
        result = divide(fold, tuning, error);
    for (uint32_t f = 0; result == 0 && f < tuning->options->outer_folds; f++)
        result = search_fold(tuning, fold, f, in, out, gathered, error);
    for (size_t h = 0; result == 0 && h < n_heads; h++)
        result = judge_head(tuning, h, &gathered[h], error);
    tuning->has_nested = result == 0;
    for (size_t h = 0; h < n_heads; h++) {
        free(gathered[h].predicted);
        free(gathered[h].log_p);
    }
    free(fold);
    free(in);
    return result;
}
