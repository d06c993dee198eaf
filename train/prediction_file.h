/* prediction_file.h: predictions beside what is right, as a file that `compare` reads.
 *
 * One record for each row and head: row (its number in the data), id, head, group, gold, predicted,
 * and p, the probabilities of the classes. JSONL (p is an object) or CSV (columns p.CLASS). Of
 * files made elsewhere only gold and predicted are needed. */
#ifndef ORDO_PREDICTION_FILE_H
#define ORDO_PREDICTION_FILE_H

#include "judge.h"

/* CSV where the path ends in .csv, else JSONL. */
int prediction_file_write(const char *path, const struct judging *judging,
                          struct ordo_error *error);

#endif
