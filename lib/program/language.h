/* language.h: which language a text is in. */
#ifndef ORDO_LANGUAGE_H
#define ORDO_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

#define LANGUAGE_ROOM      16
#define LANGUAGE_BYTES_MIN 30 /* shorter texts are not judged */

#ifdef __cplusplus
extern "C" {
#endif

/* Writes the ISO 639-1 code ("en", "zh"; "zh-Hant" and the like are cut at the hyphen) of the
 * language that a well-formed UTF-8 text is most likely in, "" where it cannot tell. Looks at the
 * beginning, and at more of it where that leaves a doubt. Any thread may call it. false: memory ran
 * out. */
bool language_of(const char *text, size_t length, char code[LANGUAGE_ROOM]);

/* Whether two codes name one language: "en-US" is "en". */
bool language_is(const char *code, size_t length, const char *other);

#ifdef __cplusplus
}
#endif

#endif
