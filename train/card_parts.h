/* card_parts.h: what a model card can be filled with. */
#ifndef ORDO_CARD_PARTS_H
#define ORDO_CARD_PARTS_H

#include "inspect.h"
#include "json_tree.h"
#include "judge.h"
#include "regression.h"

enum card_part {
    CARD_DETAILS,
    CARD_USE,
    CARD_FACTORS,
    CARD_METRICS,
    CARD_EVALUATION,
    CARD_TRAINING,
    CARD_ANALYSES,
    CARD_ETHICS,
    CARD_CAVEATS,
    N_CARD_PARTS
};

struct card_facts {
    const struct ordo_model *model;
    const struct inspect_options *options;
    struct json_tree record;
    struct pull *pulls; /* [n_features] working memory */
    bool judged;        /* on options->data */
    struct judge_options judge_options;
    struct judging judging;
    struct metrics metrics[HEADS_MAX];
    struct regression regression[HEADS_MAX]; /* by number among judging.judged */
};

int card_gather(struct card_facts *facts, const struct ordo_model *model,
                const struct inspect_options *options, const struct talk *talk, size_t *n_bad,
                struct ordo_error *error);
void card_forget(struct card_facts *facts);

void card_title(struct json *out, const struct card_facts *facts);
/* Nothing where there are no facts. */
void card_part(struct json *out, const struct card_facts *facts, enum card_part part);

#endif
