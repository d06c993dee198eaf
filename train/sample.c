/* sample.c: labelled rows of each head, taken out of the data set. */
#include "sample.h"
#include "folds.h"

#include <stdlib.h>
#include <string.h>

static int allocate(struct sample_head *head, size_t n, size_t n_repeats, struct ordo_error *error)
{
    head->rows = malloc((n + 1) * sizeof *head->rows);
    head->class = malloc((n + 1) * sizeof *head->class);
    head->group = malloc((n + 1) * sizeof *head->group);
    head->weight = malloc((n + 1) * sizeof *head->weight);
    head->fold = malloc((n * n_repeats + 1) * sizeof *head->fold);
    if (head->rows == NULL || head->class == NULL || head->group == NULL || head->weight == NULL ||
        head->fold == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    return 0;
}

/* Groups numbered anew, in the order of their numbers in the data set: their folds stay the same.
 */
static int number_groups(struct sample_head *head, const struct dataset *dataset,
                         struct ordo_error *error)
{
    uint32_t highest = 0, *number;

    for (size_t i = 0; i < dataset->n; i++)
        highest = dataset->groups[i] > highest ? dataset->groups[i] : highest;
    number = calloc((size_t)highest + 2, sizeof *number);
    if (number == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < head->n; i++)
        number[head->group[i]] = 1;
    for (uint32_t g = 0; g <= highest; g++)
        if (number[g] != 0)
            number[g] = head->n_groups++;
    for (size_t i = 0; i < head->n; i++)
        head->group[i] = number[head->group[i]];
    free(number);
    return 0;
}

static int take_head(struct sample_head *head, const struct dataset *dataset, size_t label,
                     const bool *in, size_t n_repeats, struct ordo_error *error)
{
    head->label = label;
    head->n_classes = dataset->classes[label].n;
    if (allocate(head, dataset->n, n_repeats, error) != 0)
        return -1;
    for (size_t i = 0; i < dataset->n; i++) {
        uint32_t class = dataset->labels[i * dataset->n_labels + label];
        if (class == ORDO_NONE || (in != NULL && !in[i]))
            continue;
        head->rows[head->n] = (uint32_t)i;
        head->class[head->n] = class;
        head->group[head->n] = dataset->groups[i];
        head->weight[head->n++] = dataset->weights[i];
    }
    return number_groups(head, dataset, error);
}

static int take(struct sample *sample, const struct dataset *dataset, const bool *in,
                size_t n_repeats, struct ordo_error *error)
{
    memset(sample, 0, sizeof *sample);
    sample->dataset = dataset;
    sample->n_repeats = n_repeats;
    for (size_t h = 0; h < dataset->n_labels; h++) {
        sample->n_heads++; /* also what is half made must be released */
        if (take_head(&sample->heads[h], dataset, h, in, n_repeats, error) != 0) {
            sample_release(sample);
            return -1;
        }
    }
    for (size_t i = 0; i < dataset->n; i++)
        sample->n_rows += in == NULL || in[i];
    return 0;
}

int sample_make(struct sample *sample, const struct dataset *dataset, const bool *in,
                size_t n_folds, size_t n_repeats, uint64_t seed, struct ordo_error *error)
{
    if (take(sample, dataset, in, n_repeats, error) != 0)
        return -1;
    sample->n_folds = n_folds;
    for (size_t h = 0; h < sample->n_heads; h++) {
        struct sample_head *head = &sample->heads[h];
        for (size_t r = 0; r < n_repeats; r++)
            if (folds_make(head->fold + r * head->n, head->class, 1, head->group, head->n,
                           head->n_classes, (uint32_t)n_folds, seed + r * 1000003, error) != 0) {
                sample_release(sample);
                return -1;
            }
    }
    return 0;
}

int sample_hold_out(struct sample *sample, const struct dataset *dataset, const bool *in,
                    const bool *out, struct ordo_error *error)
{
    if (take(sample, dataset, in, 1, error) != 0)
        return -1;
    sample->n_folds = 1;
    for (size_t h = 0; h < sample->n_heads; h++)
        for (size_t i = 0; i < sample->heads[h].n; i++)
            sample->heads[h].fold[i] = out[sample->heads[h].rows[i]] ? 0 : 1;
    return 0;
}

void sample_release(struct sample *sample)
{
    for (size_t h = 0; h < sample->n_heads; h++) {
        free(sample->heads[h].rows);
        free(sample->heads[h].class);
        free(sample->heads[h].group);
        free(sample->heads[h].weight);
        free(sample->heads[h].fold);
    }
    memset(sample, 0, sizeof *sample);
}

int sample_parts(uint32_t *part, const struct dataset *dataset, const bool *in, size_t n_parts,
                 const double *shares, uint64_t seed, struct ordo_error *error)
{
    uint32_t *labels = malloc((dataset->n + 1) * sizeof *labels);
    int result;

    if (labels == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    /* by the first head's classes; one class more for rows that have no label there */
    for (size_t i = 0; i < dataset->n; i++) {
        uint32_t class = dataset->labels[i * dataset->n_labels];
        labels[i] = class == ORDO_NONE ? dataset->classes[0].n : class;
        if (in != NULL && !in[i])
            labels[i] = ORDO_NONE;
    }
    result = folds_divide(part, labels, 1, dataset->groups, dataset->n, dataset->classes[0].n + 1,
                          (uint32_t)n_parts, shares, seed, error);
    free(labels);
    return result;
}
