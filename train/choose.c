/* choose.c: what candidates are worth, and which one is taken.
 *
 * The heads of a model share features and weighting; each has its own solver, cost and class
 * weights. A candidate is worth what the model would be if one head took it and the others took the
 * best that shares with it; of one head that is its own metric. */
#include "rung.h"

#include <math.h>

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

double findings_worth(const struct searching *searching, const struct findings *findings,
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
            findings_worth(searching, findings, findings->last, c) >= findings->best - error) {
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

void findings_choose(struct findings *findings, const struct searching *searching)
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
        worth = findings_worth(searching, findings, findings->last, c);
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
