/* import.h: labelled data of many formats -> the one JSONL that every command reads.
 *
 * A record has the members id, text, one for each label (label, or the names given), and where they
 * are known annotator, group, weight, begin and end (code points of a span in its document), and
 * the fields asked for. What the formats are stands in the table of import_formats.c. */
#ifndef ORDO_IMPORT_H
#define ORDO_IMPORT_H

#include "../lib/program/json.h"
#include "dataset.h"

#define IMPORT_FIELDS_MAX 32

struct import_format; /* import_format.h */

struct import_column {
    const char *member, *column; /* of the record; of the data */
};

enum import_several { SEVERAL_EACH, SEVERAL_FIRST, SEVERAL_NONE, SEVERAL_FLAGS };

struct import_options {
    const struct import_format *format;
    const char *const *paths; /* [n_paths] files and folders; "-": standard input */
    size_t n_paths;
    const char *output;                     /* NULL: standard output */
    const char *text, *id, *group, *weight; /* columns; NULL: the format's own */
    struct import_column labels[HEADS_MAX]; /* none: the format's own */
    size_t n_labels;
    struct import_column fields[IMPORT_FIELDS_MAX];
    size_t n_fields;
    const char *const *maps; /* [n_maps] "OLD=NEW" or "HEAD:OLD=NEW" */
    size_t n_maps;
    const char *const *drops; /* [n_drops] labels that are none: "OLD" or "HEAD:OLD" */
    size_t n_drops;
    const char *const *allowed; /* [n_allowed] as struct dataset_names has them */
    size_t n_allowed;
    const char *cut;        /* "low,-0.5,mid,0.5,high": numbers -> labels; NULL: numbers stay */
    const char *encoding;   /* NULL: detected, or the format's own */
    const char *vocabulary; /* of svmlight */
    const char *prefix;     /* of fastText's labels */
    char delimiter;         /* of CSV; 0: found */
    bool headless, zero_based, unlabelled;
    enum import_several several; /* labels of one text for one head */
};

/* Writes the records to the output, or through talk->print. What is bad is told and left out. */
int import(const struct import_options *options, const struct talk *talk, size_t *n_bad,
           struct ordo_error *error);

/* NULL: there is none of that name. */
const struct import_format *import_format_named(const char *name);
/* "  name   what it is" a line, of all formats. */
void import_formats_help(struct json *out);

#endif
