/* weights.c: reading a linear model. */
#include "weights.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NEAREST      3
#define DISTANCE_MAX 3
#define LENGTH_MAX   120 /* bytes of a name that is looked for by its spelling */

size_t weights_heads(const struct ordo_model *model, const struct ordo_head **heads, size_t most)
{
    size_t n = 0;

    for (uint32_t h = 0; h < model->n_heads; h++) {
        if (n < most)
            heads[n++] = &model->heads[h];
        for (uint32_t v = 0; v < model->heads[h].n_variants && n < most; v++)
            heads[n++] = &model->heads[h].variants[v];
    }
    return n;
}

void weights_head_name(const struct ordo_model *model, const struct ordo_head *head, char *out,
                       size_t size)
{
    if (head->value == NULL)
        snprintf(out, size, "%s", head->name);
    else
        snprintf(out, size, "%s, %s=%s", head->name, model->per, head->value);
}

uint32_t weights_sides(const struct ordo_head *head)
{
    return head->kind == ORDO_HEAD_CLASSES ? head->n_classes : 2;
}

const char *weights_side(const struct ordo_head *head, uint32_t side)
{
    if (head->kind == ORDO_HEAD_CLASSES)
        return head->classes[side];
    return side == 0 ? "lower" : "higher";
}

double weights_pull(const struct ordo_model *model, const struct ordo_head *head, uint32_t side,
                    uint32_t feature)
{
    const float *row = model->rows + feature * model->row_size;
    double sign = head->n_outputs == 1 && side == 0 ? -1 : 1;
    uint32_t output = head->first_output + (head->n_outputs == 1 ? 0 : side);

    return sign * (double)row[0] * (double)row[1 + output];
}

struct ordo_string weights_name(const struct ordo_model *model, uint32_t feature,
                                char number[FEATURE_NUMBER_SIZE])
{
    if (model->names == NULL) {
        int n = snprintf(number, FEATURE_NUMBER_SIZE, "#%u", feature);
        return (struct ordo_string){number, (size_t)n};
    }
    return (struct ordo_string){model->names + model->name_at[feature],
                                model->name_at[feature + 1] - model->name_at[feature]};
}

static int by_pull(const void *a, const void *b)
{
    const struct pull *x = a, *y = b;

    if (x->weight != y->weight)
        return x->weight < y->weight ? 1 : -1;
    return x->feature < y->feature ? -1 : x->feature > y->feature;
}

void weights_sort(struct pull *pulls, const struct ordo_model *model, const struct ordo_head *head,
                  uint32_t side)
{
    for (uint32_t j = 0; j < model->n_features; j++)
        pulls[j] = (struct pull){j, weights_pull(model, head, side, j)};
    qsort(pulls, model->n_features, sizeof *pulls, by_pull);
}

/* Levenshtein (1966) distance in bytes; anything beyond DISTANCE_MAX may come back as more. */
static unsigned distance(struct ordo_string a, const char *b, size_t n)
{
    unsigned row[LENGTH_MAX + 1];
    size_t apart = a.length > n ? a.length - n : n - a.length;

    if (apart > DISTANCE_MAX || n > LENGTH_MAX)
        return DISTANCE_MAX + 1;
    for (size_t j = 0; j <= n; j++)
        row[j] = (unsigned)j;
    for (size_t i = 1; i <= a.length; i++) {
        unsigned diagonal = row[0], least = row[0] = (unsigned)i;
        for (size_t j = 1; j <= n; j++) {
            unsigned above = row[j], cost = diagonal + (a.bytes[i - 1] != b[j - 1]);
            row[j] = cost < above + 1 ? cost : above + 1;
            row[j] = row[j] < row[j - 1] + 1 ? row[j] : row[j - 1] + 1;
            least = row[j] < least ? row[j] : least;
            diagonal = above;
        }
        if (least > DISTANCE_MAX)
            return DISTANCE_MAX + 1;
    }
    return row[n];
}

/* The names nearest to one that is absent: by distance, then the more frequent. */
static size_t nearest(const struct ordo_model *model, const char *name, uint32_t *found)
{
    unsigned distances[NEAREST];
    char number[FEATURE_NUMBER_SIZE];
    size_t n = 0, length = strlen(name);

    for (uint32_t j = 0; j < model->n_features; j++) {
        unsigned apart = distance(weights_name(model, j, number), name, length);
        size_t at = n;
        if (apart > DISTANCE_MAX || apart >= length)
            continue;
        while (at > 0 && (apart < distances[at - 1] ||
                          (apart == distances[at - 1] && model->df[j] > model->df[found[at - 1]])))
            at--;
        if (at == NEAREST)
            continue;
        n = n < NEAREST ? n + 1 : n;
        memmove(found + at + 1, found + at, (n - at - 1) * sizeof *found);
        memmove(distances + at + 1, distances + at, (n - at - 1) * sizeof *distances);
        found[at] = j;
        distances[at] = apart;
    }
    return n;
}

int weights_find(const struct ordo_model *model, const char *name, uint32_t *feature,
                 struct ordo_error *error)
{
    char text[160] = "", number[FEATURE_NUMBER_SIZE];
    uint32_t near[NEAREST];
    size_t n, length = strlen(name), written = 0;

    if (model->names == NULL && name[0] == '#') {
        *feature = (uint32_t)strtoul(name + 1, NULL, 10);
        return *feature < model->n_features
                   ? 0
                   : ordo_fail(error, ORDO_ERR_OPTION, "model has no feature '%s'", name);
    }
    if (model->names == NULL)
        return ordo_fail(error, ORDO_ERR_OPTION,
                         "a hashed model has no feature names, only numbers, such as #17");
    for (uint32_t j = 0; j < model->n_features; j++) {
        struct ordo_string own = weights_name(model, j, number);
        if (own.length == length && memcmp(own.bytes, name, length) == 0) {
            *feature = j;
            return 0;
        }
    }
    n = nearest(model, name, near);
    for (size_t i = 0; i < n && written < sizeof text; i++) {
        struct ordo_string own = weights_name(model, near[i], number);
        written += (size_t)snprintf(text + written, sizeof text - written, "%s'%.*s'",
                                    i > 0 ? ", " : "; near it: ", (int)own.length, own.bytes);
    }
    return ordo_fail(error, ORDO_ERR_OPTION, "model has no feature '%.80s'%s", name, text);
}
