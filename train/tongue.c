/* tongue.c: the vote of Boyer and Moore (1991) finds the only language that may be most texts', a
 * second pass counts it. */
#include "tongue.h"

#include <string.h>

int tongue_of(const struct dataset *dataset, char language[LANGUAGE_ROOM], struct ordo_error *error)
{
    char code[LANGUAGE_ROOM];
    size_t lead = 0, n_in = 0, n = 0;

    language[0] = '\0';
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < dataset->n; i++) {
            struct ordo_string text = dataset->fields[i * dataset->n_fields];
            if (!language_of(text.bytes, text.length, code))
                return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
            if (code[0] == '\0')
                continue;
            if (pass == 0 && lead == 0)
                strcpy(language, code);
            if (pass == 0)
                lead = strcmp(language, code) == 0 ? lead + 1 : lead - 1;
            n += pass == 1;
            n_in += pass == 1 && strcmp(language, code) == 0;
        }
    if (n_in * 10 < n * 9)
        language[0] = '\0';
    return 0;
}
