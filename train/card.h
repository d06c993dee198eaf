/* card.h: a model card. */
#ifndef ORDO_CARD_H
#define ORDO_CARD_H

#include "inspect.h"

/* Writes Markdown after Mitchell et al., "Model Cards for Model Reporting" (2019): what the
 * training record tells; with options->data, figures on it; and from options->notes, a Markdown
 * file, what people must write: its parts under "## Intended use" and so on go to the card's. */
int card(struct json *out, const struct ordo_model *model, const struct inspect_options *options,
         const struct talk *talk, size_t *n_bad, struct ordo_error *error);

#endif
