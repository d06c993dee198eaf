/* language.h: which language a text is in, by libexttextcat's letter n-gram fingerprints (Cavnar
 * and Trenkle 1994). */
#ifndef ORDO_LANGUAGE_H
#define ORDO_LANGUAGE_H

#include "../lib/ordo.h"

#define LANGUAGE_ROOM      16
#define LANGUAGE_BYTES_MIN 60 /* shorter texts are not judged */

/* NULL: its fingerprints are not installed (Debian: libexttextcat-data). */
void *language_open(void);
void language_close(void *handle);
/* Writes ISO 639 codes of the likeliest languages, "en", or "da/no" where it cannot tell them
 * apart;
 * "" where it cannot tell at all or the text is too short. */
void language_of(void *handle, struct ordo_string text, char code[LANGUAGE_ROOM]);

#endif
