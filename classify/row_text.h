/* row_text.h: the fields of a row -> its text. */
#ifndef ORDO_ROW_TEXT_H
#define ORDO_ROW_TEXT_H

#include "documents.h"

/* The fields that --text-field names, of the newest row, with an empty line between them; HTML is
 * read as such. Empty where they are empty or null. Until the next call. -1: the row has none of
 * them, or one holds no text. */
int row_text(struct documents *documents, struct ordo_string *text, struct ordo_error *error);

#endif
