/* detect.h: uchardet, whose memory may run out. */
#ifndef ORDO_DETECT_H
#define ORDO_DETECT_H

#include <stdbool.h>
#include <stddef.h>

#define CHARSET_ROOM 48 /* of a character set's name */

#ifdef __cplusplus
extern "C" {
#endif

/* Names the character set that the bytes are most likely in; "" where it cannot tell. false: memory
 * ran out. */
bool detect_charset(const char *bytes, size_t length, char name[CHARSET_ROOM]);

#ifdef __cplusplus
}
#endif

#endif
