/* search.c: all candidates on all examples, or successive halving (Jamieson and Talwalkar 2016):
 * all on a few examples, the best third on three times as many, and so on.
 *
 * The heads of a model share features and weighting, each has its own solver, cost and class
 * weights. A candidate is worth what the model would be if one head took it and the others took the
 * best that shares with it; of one head that is its own metric. */
#include "search.h"

#include <math.h>
#include <stdio.h>
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

/* One rung being climbed. */
struct rung {
    struct searching *searching;
    struct findings *findings;
    struct sample sample;
    int outer;
    size_t number;
    const size_t *alive; /* [n] candidates, ascending */
    size_t n;
    struct json json;
};

static void put_exact(struct json *json, const char *key, double value)
{
    char text[32];
    int n = snprintf(text, sizeof text, "%.17g", value);

    json_key(json, key);
    json_raw(json, text, (size_t)n);
}

static void write_line(struct rung *rung, size_t candidate, size_t head)
{
    struct json *json = &rung->json, recipe_text = {0}, offsets = {0};
    const struct findings *findings = rung->findings;
    const struct trial *trial =
        &findings->results[candidate * rung->searching->dataset->n_labels + head];
    const double *offset =
        findings->offsets + candidate * findings->offsets_stride + findings->offsets_at[head];
    struct recipe recipe;

    json_open(json, '{');
    json_key(json, "outer");
    json_integer(json, rung->outer);
    json_key(json, "examples");
    json_integer(json, (int64_t)rung->sample.n_rows);
    json_key(json, "candidate");
    json_integer(json, (int64_t)candidate);
    json_key(json, "head");
    json_integer(json, (int64_t)head);
    candidate_recipe(&recipe, &rung->searching->candidates[candidate]);
    recipe_write(&recipe_text, &recipe);
    json_key(json, "recipe");
    json_string(json, recipe_text.bytes, recipe_text.length);
    put_exact(json, "features", trial->n_features);
    put_exact(json, "score", trial->score.value);
    put_exact(json, "low", trial->score.low);
    put_exact(json, "high", trial->score.high);
    put_exact(json, "error", trial->score.error);
    put_exact(json, "a", trial->a);
    put_exact(json, "b", trial->b);
    for (uint32_t k = 0;
         rung->searching->candidates[candidate].offsets && k < rung->sample.heads[head].n_classes;
         k++)
        json_format(&offsets, "%.17g ", offset[k]);
    json_key(json, "offsets");
    json_string(json, offsets.bytes == NULL ? "" : offsets.bytes, offsets.length);
    json_close(json, '}');
    json_newline(json);
    json->failed = json->failed || recipe_text.failed || offsets.failed;
    json_release(&recipe_text);
    json_release(&offsets);
}

/* The number after "key": in a line that write_line wrote. */
static bool read_exact(const char *line, const char *key, double *value)
{
    char quoted[32], *end;
    const char *at;

    snprintf(quoted, sizeof quoted, "\"%s\":", key);
    at = strstr(line, quoted);
    if (at == NULL)
        return false;
    at += strlen(quoted);
    *value = strtod(at, &end);
    return end > at;
}

static bool read_line(struct rung *rung, const char *line, size_t candidate, size_t head)
{
    struct findings *findings = rung->findings;
    struct trial *trial = &findings->results[candidate * rung->searching->dataset->n_labels + head];
    double *offset =
        findings->offsets + candidate * findings->offsets_stride + findings->offsets_at[head];
    const char *offsets = strstr(line, "\"offsets\":\"");
    double outer, examples, of, head_number;

    if (!read_exact(line, "outer", &outer) || !read_exact(line, "examples", &examples) ||
        !read_exact(line, "candidate", &of) || !read_exact(line, "head", &head_number) ||
        (int)outer != rung->outer || (size_t)examples != rung->sample.n_rows ||
        (size_t)of != candidate || (size_t)head_number != head || offsets == NULL ||
        !read_exact(line, "features", &trial->n_features) ||
        !read_exact(line, "score", &trial->score.value) ||
        !read_exact(line, "low", &trial->score.low) ||
        !read_exact(line, "high", &trial->score.high) ||
        !read_exact(line, "error", &trial->score.error) || !read_exact(line, "a", &trial->a) ||
        !read_exact(line, "b", &trial->b))
        return false;
    offsets += strlen("\"offsets\":\"");
    for (uint32_t k = 0;
         rung->searching->candidates[candidate].offsets && k < rung->sample.heads[head].n_classes;
         k++) {
        char *end;
        offset[k] = strtod(offsets, &end);
        if (end == offsets)
            return false;
        offsets = end;
    }
    return true;
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
        else if (!read_line(rung, line, rung->alive[first + i / n_heads], i % n_heads)) {
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
            write_line(rung, rung->alive[first + c], h);
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

/* The best score of a head among candidates on the last rung that share with this one. */
static double best_beside(const struct searching *searching, const struct findings *findings,
                          size_t rung, size_t candidate, size_t head, size_t *which)
{
    uint32_t shared = searching->candidates[candidate].shared;
    size_t n_heads = searching->dataset->n_labels;
    double best = -INFINITY;

    for (size_t c = 0; c < searching->n; c++) {
        double value = findings->results[c * n_heads + head].score.value;
        if (findings->measured[c] != rung || searching->candidates[c].shared != shared ||
            value <= best)
            continue;
        best = value;
        if (which != NULL)
            *which = c;
    }
    return best;
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

static double worth_of(const struct searching *searching, const struct findings *findings,
                       size_t rung, size_t candidate)
{
    size_t n_heads = searching->dataset->n_labels;
    const struct trial *own = &findings->results[candidate * n_heads];
    double beside[HEADS_MAX], sum = 0, worth = -INFINITY;

    if (n_heads == 1)
        return own->score.value;
    for (size_t h = 0; h < n_heads; h++)
        sum += beside[h] = best_beside(searching, findings, rung, candidate, h, NULL);
    for (size_t h = 0; h < n_heads; h++) {
        double with = (sum - beside[h] + own[h].score.value) / (double)n_heads;
        worth = with > worth ? with : worth;
    }
    return worth;
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
            worth_of(rung->searching, rung->findings, rung->number + 1, alive[i]), alive[i]};
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
    char line[160];
    int result;

    for (size_t i = 0; i < dataset->n; i++)
        use[i] = (in == NULL || in[i]) && (part == NULL || part[i] <= rung->number);
    if (sample_make(&rung->sample, dataset, use, options->n_folds, options->n_repeats,
                    options->seed, error) != 0)
        return -1;
    rung->findings->examples[rung->number] = rung->sample.n_rows;
    snprintf(line, sizeof line, "%zu candidates on %zu examples", rung->n, rung->sample.n_rows);
    rung->searching->talk->progress(rung->searching->talk->context, line);
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

/* The simplest within one standard error of the best (Breiman et al. 1984): fewest features, then
 * for each head the lowest cost. */
static void choose_simplest(struct findings *findings, const struct searching *searching,
                            size_t best)
{
    size_t n_heads = searching->dataset->n_labels, simplest = best;
    double squares = 0, fewest = INFINITY, error;

    for (size_t h = 0; h < n_heads; h++) {
        double of_head = findings->results[findings->chosen[h] * n_heads + h].score.error;
        squares += of_head * of_head;
    }
    error = sqrt(squares) / (double)n_heads;
    for (size_t c = 0; c < searching->n; c++) {
        double features = findings->results[c * n_heads].n_features;
        if (findings->measured[c] == findings->last && features < fewest &&
            worth_of(searching, findings, findings->last, c) >= findings->best - error) {
            fewest = features;
            simplest = c;
        }
    }
    for (size_t h = 0; h < n_heads; h++) {
        size_t chosen = simplest;
        const struct trial *trial;
        double least;
        best_beside(searching, findings, findings->last, simplest, h, &chosen);
        trial = &findings->results[chosen * n_heads + h];
        least = trial->score.value - (n_heads == 1 ? 0 : trial->score.error);
        if (n_heads == 1)
            least = findings->best - error;
        for (size_t c = 0; c < searching->n; c++)
            if (findings->measured[c] == findings->last &&
                searching->candidates[c].shared == searching->candidates[simplest].shared &&
                findings->results[c * n_heads + h].score.value >= least &&
                searching->candidates[c].learning.C < searching->candidates[chosen].learning.C)
                chosen = c;
        findings->chosen[h] = chosen;
    }
}

static void choose(struct findings *findings, const struct searching *searching)
{
    size_t best = searching->n, n_heads = searching->dataset->n_labels;

    for (size_t c = 0; c < searching->n; c++)
        findings->last =
            findings->measured[c] > findings->last ? findings->measured[c] : findings->last;
    findings->best = -INFINITY;
    for (size_t c = 0; findings->last > 0 && c < searching->n; c++) {
        double worth;
        if (findings->measured[c] != findings->last)
            continue;
        worth = worth_of(searching, findings, findings->last, c);
        if (best == searching->n || worth > findings->best) {
            findings->best = worth;
            best = c;
        }
    }
    for (size_t h = 0; best < searching->n && h < n_heads; h++) {
        findings->chosen[h] = best;
        best_beside(searching, findings, findings->last, best, h, &findings->chosen[h]);
    }
    if (best < searching->n && searching->options->one_se)
        choose_simplest(findings, searching, best);
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
        choose(findings, searching);
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
