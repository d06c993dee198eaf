/* language.c: which language a text is in. */
#include "language.h"

#include <libexttextcat/textcat.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define FINGERPRINTS "/usr/share/libexttextcat/"
#define BYTES_MAX    1000 /* that are looked at; the library recommends a few hundred */

void *language_open(void)
{
    if (access(FINGERPRINTS "fpdb.conf", R_OK) != 0)
        return NULL;
    return special_textcat_Init(FINGERPRINTS "fpdb.conf", FINGERPRINTS);
}

void language_close(void *handle)
{
    if (handle != NULL)
        textcat_Done(handle);
}

/* "[en--utf8][nl--utf8]" -> "en/nl"; three and more are no answer. */
static void read_answer(const char *answer, char code[LANGUAGE_ROOM])
{
    size_t length = 0, n = 0;

    code[0] = '\0';
    for (const char *at = strchr(answer, '['); at != NULL; at = strchr(at + 1, '[')) {
        size_t size = strcspn(at + 1, "-]");
        if (++n > 2 || length + size + 2 > LANGUAGE_ROOM) {
            code[0] = '\0';
            return;
        }
        length += (size_t)snprintf(code + length, LANGUAGE_ROOM - length, "%s%.*s",
                                   n == 1 ? "" : "/", (int)size, at + 1);
    }
}

void language_of(void *handle, struct ordo_string text, char code[LANGUAGE_ROOM])
{
    code[0] = '\0';
    if (handle == NULL || text.length < LANGUAGE_BYTES_MIN)
        return;
    read_answer(
        textcat_Classify(handle, text.bytes, text.length < BYTES_MAX ? text.length : BYTES_MAX),
        code);
}
