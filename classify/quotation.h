/* quotation.h: block quotations, of HTML and Markdown alike. They are put in quotation marks: one
 * before each paragraph, one behind the last; the line that names the speaker stands outside. */
#ifndef ORDO_QUOTATION_H
#define ORDO_QUOTATION_H

#include <stdbool.h>
#include <stddef.h>

#define QUOTATION_OPEN  "\xE2\x80\x9C"
#define QUOTATION_CLOSE "\xE2\x80\x9D"

/* Whether a text opens or closes with a mark of its own, so that none is doubled. */
bool quotation_opens(const char *text, size_t length);
bool quotation_closes(const char *text, size_t length);
/* Whether a line begins with a dash, as one that names the speaker does ("— Ana Silva"). */
bool quotation_credits(const char *line, size_t length);

#endif
