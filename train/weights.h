/* weights.h: the weights of a model, by feature, head and what they speak for. */
#ifndef ORDO_WEIGHTS_H
#define ORDO_WEIGHTS_H

#include "../lib/ordo.h"

#define FEATURE_NUMBER_SIZE 16

/* A model's heads, each followed by its variants. */
size_t weights_heads(const struct ordo_model *model, const struct ordo_head **heads, size_t most);
/* "stance"; of a variant "stance, Target=Atheism". */
void weights_head_name(const struct ordo_model *model, const struct ordo_head *head, char *out,
                       size_t size);

/* What weights speak for: a class, or along one output the lower and the higher end. */
uint32_t weights_sides(const struct ordo_head *head);
const char *weights_side(const struct ordo_head *head, uint32_t side);

/* idf times weight: what one occurrence adds before the length is divided out. */
double weights_pull(const struct ordo_model *model, const struct ordo_head *head, uint32_t side,
                    uint32_t feature);

/* The feature's name, or "#NUMBER" in `number` where the model is hashed. */
struct ordo_string weights_name(const struct ordo_model *model, uint32_t feature,
                                char number[FEATURE_NUMBER_SIZE]);
/* The feature of that name; fails with the names that are spelt most like it. */
int weights_find(const struct ordo_model *model, const char *name, uint32_t *feature,
                 struct ordo_error *error);

/* A feature and a weight. */
struct pull {
    uint32_t feature;
    double weight;
};

/* All features by falling weight for one side, equal ones by number. pulls: [n_features]. */
void weights_sort(struct pull *pulls, const struct ordo_model *model, const struct ordo_head *head,
                  uint32_t side);

#endif
