/* search.c: all candidates on all examples, or successive halving (Jamieson and Talwalkar 2016):
 * all on a few examples, the best third on three times as many, and so on. */
#include "rung.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ETA            3
#define SURVIVORS      4                  /* that the last rung should have at least */
#define BATCH_BLOCKS   8                  /* matrices between two looks at the clock */
#define BATCH_BYTES    ((size_t)64 << 20) /* of decision values */
#define SUPERSET_BYTES ((size_t)1 << 30)  /* of all supersets that are kept */

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

int searching_init(struct searching *searching, struct ordo_error *error)
{
    searching->supersets = calloc(searching->n + 1, sizeof *searching->supersets);
    searching->used = calloc(searching->n + 1, sizeof *searching->used);
    searching->began = now();
    if (searching->supersets != NULL && searching->used != NULL)
        return 0;
    return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
}

void searching_release(struct searching *searching)
{
    for (size_t i = 0; searching->supersets != NULL && i < searching->n; i++)
        superset_release(&searching->supersets[i]);
    free(searching->supersets);
    free(searching->used);
    journal_release(&searching->journal);
}

/* Those not used for longest go until the rest is small. */
static void make_room(struct searching *searching)
{
    for (;;) {
        size_t sum = 0, oldest = searching->n;
        for (size_t i = 0; i < searching->n; i++) {
            size_t bytes = superset_bytes(&searching->supersets[i]);
            sum += bytes;
            if (bytes > 0 &&
                (oldest == searching->n || searching->used[i] < searching->used[oldest]))
                oldest = i;
        }
        if (sum < SUPERSET_BYTES || oldest == searching->n)
            return;
        superset_release(&searching->supersets[oldest]);
    }
}

const struct superset *searching_superset(struct searching *searching,
                                          const struct candidate *candidate,
                                          struct ordo_error *error)
{
    struct superset *superset = &searching->supersets[candidate->texts];
    struct ordo_spec all = candidate->spec;

    searching->used[candidate->texts] = ++searching->clock;
    if (superset->counts.start != NULL)
        return superset;
    make_room(searching);
    for (size_t i = 0; i < searching->n; i++)
        if (searching->candidates[i].texts == candidate->texts)
            superset_join(&all, &searching->candidates[i].spec);
    return superset_build(superset, &all, searching->dataset, searching->fields, error) == 0
               ? superset
               : NULL;
}

/* Takes a block's results from the log. 1: they were there. */
static int recall(struct rung *rung, size_t first, size_t n, struct ordo_error *error)
{
    size_t n_heads = rung->sample.n_heads;
    struct ordo_string lines;
    int result = journal_take(&rung->searching->journal, n * n_heads, &lines, error);

    for (size_t i = 0; result == 1 && i < n * n_heads; i++) {
        size_t length = strcspn(lines.bytes, "\n") + 1;
        char *line = strndup(lines.bytes, length);
        if (line == NULL)
            result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        else if (!rung_read(rung, line, rung->alive[first + i / n_heads], i % n_heads)) {
            ordo_fail(error, ORDO_ERR_FORMAT, "not the trial that comes next: '%.60s'", line);
            result = ordo_fail_at(error, rung->searching->journal.path, 0, 0);
        }
        free(line);
        lines.bytes += length;
    }
    return result;
}

static void keep(struct rung *rung, const struct trials *trials, size_t c, size_t candidate)
{
    struct findings *findings = rung->findings;
    size_t n_heads = rung->sample.n_heads;

    memcpy(&findings->results[candidate * n_heads], &trials->results[c * n_heads],
           n_heads * sizeof *findings->results);
    memcpy(findings->offsets + candidate * findings->offsets_stride,
           trials->offsets + c * findings->offsets_stride,
           findings->offsets_stride * sizeof *findings->offsets);
}

/* Measures alive[first..first + n), which share texts, and logs them. */
static int measure(struct rung *rung, size_t first, size_t n, struct ordo_error *error)
{
    struct searching *searching = rung->searching;
    struct candidate *batch = malloc((n + 1) * sizeof *batch);
    const struct superset *superset;
    struct trials trials;
    int result = -1;

    if (batch == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t c = 0; c < n; c++)
        batch[c] = searching->candidates[rung->alive[first + c]];
    memset(&trials, 0, sizeof trials);
    superset = searching_superset(searching, &batch[0], error);
    if (superset != NULL && trials_solve(&trials, batch, n, &rung->sample, superset,
                                         &searching->options->trial, error) == 0)
        result = trials_score(&trials, error);
    json_clear(&rung->json);
    for (size_t c = 0; result == 0 && c < n; c++) {
        keep(rung, &trials, c, rung->alive[first + c]);
        for (size_t h = 0; searching->journal.path != NULL && h < rung->sample.n_heads; h++)
            rung_write(rung, rung->alive[first + c], h);
    }
    if (result == 0 && rung->json.failed)
        result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (result == 0)
        result = journal_append(&searching->journal, rung->json.bytes, rung->json.length, error);
    trials_release(&trials);
    free(batch);
    return result;
}

static bool time_is_up(struct searching *searching)
{
    double minutes = searching->options->minutes;

    searching->out_of_time =
        searching->out_of_time || (minutes > 0 && now() - searching->began > 60 * minutes);
    return searching->out_of_time;
}

/* How many of the alive from `first` on share a matrix, or texts. */
static size_t block_length(const struct rung *rung, size_t first)
{
    const struct candidate *candidates = rung->searching->candidates;
    size_t n = 1;

    while (first + n < rung->n &&
           candidates[rung->alive[first + n]].block == candidates[rung->alive[first]].block)
        n++;
    return n;
}

static size_t within_budget(const struct rung *rung, size_t n, size_t pending)
{
    size_t most = rung->searching->options->max_trials;
    size_t spent = rung->findings->n_trials + pending;

    return most > 0 && spent + n > most ? most - spent : n;
}

/* Measures what waits: alive[first..first + n). */
static int flush(struct rung *rung, size_t first, size_t *n, struct ordo_error *error)
{
    if (*n == 0)
        return 0;
    if (measure(rung, first, *n, error) != 0)
        return -1;
    for (size_t c = 0; c < *n; c++)
        rung->findings->measured[rung->alive[first + c]] = rung->number + 1;
    rung->findings->n_trials += *n;
    *n = 0;
    return 0;
}

static int climb(struct rung *rung, struct ordo_error *error)
{
    const struct candidate *candidates = rung->searching->candidates;
    struct findings *findings = rung->findings;
    size_t waiting = 0, n_blocks = 0, bytes = trials_bytes(&rung->sample);

    for (size_t at = 0; at < rung->n && !findings->stopped;) {
        size_t all = block_length(rung, at), n = within_budget(rung, all, waiting), from = at;
        int known = n == 0 ? 0 : recall(rung, at, n, error);
        if (known < 0)
            return -1;
        findings->stopped = n < all || (known == 0 && time_is_up(rung->searching));
        if (known == 1) {
            for (size_t c = 0; c < n; c++)
                findings->measured[rung->alive[at + c]] = rung->number + 1;
            findings->n_trials += n;
            at += n;
            continue;
        }
        if (rung->searching->out_of_time)
            n = 0;
        if (waiting > 0 &&
            (n_blocks >= BATCH_BLOCKS || (waiting + n) * bytes > BATCH_BYTES ||
             candidates[rung->alive[at]].texts != candidates[rung->alive[at - 1]].texts)) {
            if (flush(rung, from - waiting, &waiting, error) != 0)
                return -1;
            n_blocks = 0;
        }
        waiting += n;
        at += n;
        n_blocks++;
        if ((at == rung->n || findings->stopped) && flush(rung, at - waiting, &waiting, error) != 0)
            return -1;
    }
    return 0;
}

struct ranked {
    double worth;
    size_t candidate;
};

static int by_worth(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    if (x->worth != y->worth)
        return x->worth < y->worth ? 1 : -1;
    return x->candidate < y->candidate ? -1 : x->candidate > y->candidate;
}

static int by_number(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;

    return x < y ? -1 : x > y;
}

/* The best third stays, in the order of the candidates. */
static int halve(const struct rung *rung, size_t *alive, size_t *n, struct ordo_error *error)
{
    struct ranked *ranked = malloc((*n + 1) * sizeof *ranked);

    if (ranked == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < *n; i++)
        ranked[i] = (struct ranked){
            findings_worth(rung->searching, rung->findings, rung->number + 1, alive[i]), alive[i]};
    qsort(ranked, *n, sizeof *ranked, by_worth);
    *n = (*n + ETA - 1) / ETA;
    for (size_t i = 0; i < *n; i++)
        alive[i] = ranked[i].candidate;
    qsort(alive, *n, sizeof *alive, by_number);
    free(ranked);
    return 0;
}

static size_t count_groups(const struct sample *sample)
{
    size_t least = SIZE_MAX;

    for (size_t h = 0; h < sample->n_heads; h++)
        least = sample->heads[h].n_groups < least ? sample->heads[h].n_groups : least;
    return least;
}

size_t search_rungs(size_t n_candidates, size_t n_examples, size_t n_groups, size_t n_folds,
                    size_t least_examples)
{
    size_t n = 1, divisor = ETA;

    while (n < RUNGS_MAX && n_examples / divisor >= least_examples &&
           n_groups / divisor >= 3 * n_folds && n_candidates / divisor >= SURVIVORS) {
        n++;
        divisor *= ETA;
    }
    return n;
}

/* part[row]: the rung on which a row is first used. */
static int divide(uint32_t *part, const struct searching *searching, const bool *in, size_t n_rungs,
                  struct ordo_error *error)
{
    double shares[RUNGS_MAX], size = 1;

    for (size_t r = n_rungs; r-- > 0; size /= ETA)
        shares[r] = r == 0 ? size : size - size / ETA;
    return sample_parts(part, searching->dataset, in, n_rungs, shares, searching->options->seed,
                        error);
}

static int climb_one(struct rung *rung, const uint32_t *part, const bool *in, bool *use,
                     struct ordo_error *error)
{
    const struct search_options *options = rung->searching->options;
    const struct dataset *dataset = rung->searching->dataset;
    int result;

    for (size_t i = 0; i < dataset->n; i++)
        use[i] = (in == NULL || in[i]) && (part == NULL || part[i] <= rung->number);
    if (sample_make(&rung->sample, dataset, use, options->n_folds, options->n_repeats,
                    options->seed, error) != 0)
        return -1;
    rung->findings->examples[rung->number] = rung->sample.n_rows;
    talk_progress(rung->searching->talk, "%zu candidates on %zu examples", rung->n,
                  rung->sample.n_rows);
    result = climb(rung, error);
    sample_release(&rung->sample);
    return result;
}

static int climb_all(struct findings *findings, struct searching *searching, const bool *in,
                     int outer, uint32_t *part, bool *use, size_t *alive, struct ordo_error *error)
{
    struct rung rung = {.searching = searching,
                        .findings = findings,
                        .outer = outer,
                        .alive = alive,
                        .n = searching->n};
    int result = 0;

    for (size_t i = 0; i < searching->n; i++)
        alive[i] = i;
    if (findings->n_rungs > 1)
        result = divide(part, searching, in, findings->n_rungs, error);
    for (; result == 0 && rung.number < findings->n_rungs && !findings->stopped; rung.number++) {
        result = climb_one(&rung, findings->n_rungs > 1 ? part : NULL, in, use, error);
        if (result == 0 && rung.number + 1 < findings->n_rungs && !findings->stopped)
            result = halve(&rung, alive, &rung.n, error);
    }
    json_release(&rung.json);
    return result;
}

int search(struct findings *findings, struct searching *searching, const bool *in, int outer,
           struct ordo_error *error)
{
    const struct search_options *options = searching->options;
    const struct dataset *dataset = searching->dataset;
    uint32_t *part = malloc((dataset->n + 1) * sizeof *part);
    bool *use = malloc(dataset->n + 1);
    size_t *alive = malloc((searching->n + 1) * sizeof *alive);
    struct sample sample;
    int result = -1;

    memset(findings, 0, sizeof *findings);
    for (size_t h = 0; h < dataset->n_labels; h++) {
        findings->offsets_at[h] = findings->offsets_stride;
        findings->offsets_stride += dataset->classes[h].n;
    }
    findings->measured = calloc(searching->n + 1, sizeof *findings->measured);
    findings->results = calloc(searching->n * dataset->n_labels + 1, sizeof *findings->results);
    findings->offsets =
        calloc(searching->n * findings->offsets_stride + 1, sizeof *findings->offsets);
    if (part == NULL || use == NULL || alive == NULL || findings->measured == NULL ||
        findings->results == NULL || findings->offsets == NULL) {
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    } else if (sample_make(&sample, dataset, in, options->n_folds, 1, options->seed, error) == 0) {
        findings->n_rungs = options->halving
                                ? search_rungs(searching->n, sample.n_rows, count_groups(&sample),
                                               options->n_folds, options->least_examples)
                                : 1;
        sample_release(&sample);
        result = climb_all(findings, searching, in, outer, part, use, alive, error);
    }
    if (result == 0)
        findings_choose(findings, searching);
    if (result == 0 && findings->last == 0)
        result = ordo_fail(error, ORDO_ERR_OPTION, "the budget is over before the first trial");
    free(part);
    free(use);
    free(alive);
    if (result != 0)
        findings_release(findings);
    return result;
}

void findings_release(struct findings *findings)
{
    free(findings->measured);
    free(findings->results);
    free(findings->offsets);
    memset(findings, 0, sizeof *findings);
}
