/* charset.h: bytes in any character set -> UTF-8, as a stream or as a whole. */
#ifndef ORDO_CHARSET_H
#define ORDO_CHARSET_H

#include "../ordo.h"
#include "detect.h"

/* Reads on: up to `room` bytes; *got is 0 at the end only. */
typedef int charset_read_function(void *context, char *bytes, size_t room, size_t *got,
                                  struct ordo_error *error);

struct charset_input {
    charset_read_function *read;
    void *context;
};

struct charset; /* a stream being converted */

/* encoding: what iconv calls it, or NULL: detected at the first byte that is not ASCII, from the
 * mebibyte that follows it. Fails with ORDO_ERR_OPTION for a name that iconv does not know. */
int charset_new(struct charset **charset, struct charset_input input, const char *encoding,
                struct ordo_error *error);
/* As the input reads, with room for at least 16 bytes. Bytes of UTF-8 are given as they are,
 * ill-formed ones and a byte order mark, too. */
int charset_read(struct charset *charset, char *bytes, size_t room, size_t *got,
                 struct ordo_error *error);
/* The character set converted from, NULL while it is UTF-8; *n_replaced: sequences that are none of
 * it and became U+FFFD. */
const char *charset_name(const struct charset *charset, uint64_t *n_replaced);
void charset_free(struct charset *charset); /* NULL is fine */

/* Names the set of a whole text: empty where it is UTF-8. declared: what the text or its carrier
 * says, NULL if nothing; believed where iconv knows it and the text does not look like UTF-8 with
 * other bytes than ASCII, which hardly any text in another set does. */
int charset_of(struct ordo_string text, const char *declared, char name[CHARSET_ROOM],
               struct ordo_error *error);
/* Converts a whole text from a set that charset_of gave. *bytes is owned by the caller and reused;
 * returns its length in *length. */
int charset_convert(struct ordo_string text, const char *name, char **bytes, size_t *capacity,
                    size_t *length, uint64_t *n_replaced, struct ordo_error *error);
/* Bytes of the smallest character. */
size_t charset_unit(const char *name);
bool charset_is_known(const char *name);
/* UTF-16LE, UTF-16BE, UTF-32LE or UTF-32BE by its mark, or UTF-16 by zeros that stand in every
 * other byte, or in few where all else makes characters in use; NULL: it is none. */
const char *charset_wide(const char *bytes, size_t length);

#endif
