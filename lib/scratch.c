/* scratch.c: one thread's working memory. */
#include "scratch.h"

#include <stdlib.h>

struct ordo_scratch *ordo_scratch_new(void)
{
    return calloc(1, sizeof(struct ordo_scratch));
}

void ordo_scratch_free(struct ordo_scratch *scratch)
{
    if (scratch == NULL)
        return;
    ordo_text_release(&scratch->text);
    ordo_tokens_release(&scratch->tokens);
    ordo_ngrams_release(&scratch->ngrams);
    free(scratch->hashes);
    free(scratch->negated);
    free(scratch->keys);
    free(scratch->ids);
    free(scratch->count);
    free(scratch->index);
    free(scratch->value);
    free(scratch->decision);
    free(scratch->probability);
    free(scratch->label);
    free(scratch->variant);
    free(scratch->estimate);
    free(scratch->memo.slots);
    free(scratch->memo.more);
    free(scratch->memo.keys);
    free(scratch);
}

const struct ordo_text *ordo_scratch_text(const struct ordo_scratch *scratch)
{
    return &scratch->text;
}

const struct ordo_tokens *ordo_scratch_tokens(const struct ordo_scratch *scratch)
{
    return &scratch->tokens;
}
