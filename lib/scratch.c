/* scratch.c: one thread's working memory. */
#include "scratch.h"

#include <stdlib.h>
#include <string.h>

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
    free(scratch->memo.slots);
    free(scratch->memo.ids);
    free(scratch->memo.waiting);
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

int ordo_reserve(void *array, size_t *capacity, size_t need, size_t size, struct ordo_error *error)
{
    void *bytes;
    size_t larger = *capacity * 2 > need ? *capacity * 2 : need;

    if (need <= *capacity)
        return 0;
    memcpy(&bytes, array, sizeof bytes); /* any object pointer, whatever its type */
    bytes = larger > SIZE_MAX / size ? NULL : realloc(bytes, larger * size);
    if (bytes == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    memcpy(array, &bytes, sizeof bytes);
    *capacity = larger;
    return 0;
}
