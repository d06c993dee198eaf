/* utf8.h: decoding and encoding of single code points. */
#ifndef ORDO_UTF8_H
#define ORDO_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ORDO_REPLACEMENT 0xFFFDU

/* Decodes the code point at p (p < end) into *point and returns its length in bytes. Ill-formed
 * bytes: *point is U+FFFD, *ill_formed (may be NULL) is set, and the length is that of the maximal
 * subpart, as the Unicode Standard, chapter 3.9, table 3-7 and U+FFFD Substitution recommend. */
size_t ordo_utf8_decode(const char *p, const char *end, uint32_t *point, bool *ill_formed);

/* Writes a code point (at most 0x10FFFF) and returns its length, 1 to 4. */
size_t ordo_utf8_encode(uint32_t point, char *out);

#endif
