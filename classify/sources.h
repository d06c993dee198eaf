/* sources.h: operands, lists and folders -> paths of files, one after another in a fixed order. */
#ifndef ORDO_SOURCES_H
#define ORDO_SOURCES_H

#include "../lib/ordo.h"

#define SOURCES_WRITTEN 3

struct source_entry {
    const char *path; /* "-": standard input; until the next call */
    const char *root; /* the operand or listed path that it was found under */
    uint64_t number;  /* from 0, the same in every run over the same files */
    bool found;       /* in a folder: not named by the user */
};

struct sources_request {
    const char *const *paths; /* [n_paths]: files, folders, "-" */
    size_t n_paths;
    const char *list; /* of more paths, one a line, read behind `paths`; NULL: none; "-": standard
                         input */
    bool zero;        /* the list's paths end with NUL instead of a line break */
    const char *const *written; /* [SOURCES_WRITTEN]: what the run writes itself; NULL: nothing */
};

struct sources; /* memory: the names of one folder at each depth */

int sources_open(struct sources **sources, const struct sources_request *request,
                 struct ordo_error *error);
/* 1: a file; 0: no more; -1: something could not be read, or is no file: it is left out (it takes a
 * number all the same), call again. Folders are walked by name; hidden files, READMEs and files
 * whose ending tells that they are no article are passed over, and so is what the run itself
 * writes there; links to files are followed, links to folders are not. */
int sources_next(struct sources *sources, struct source_entry *entry, struct ordo_error *error);
/* Files of folders that were passed over so far because of their names; of hidden folders none is
 * counted. */
uint64_t sources_left_out(const struct sources *sources);
/* Whether what would be written over, the first of `written`, stood among the files of a folder so
 * far. */
bool sources_met_output(const struct sources *sources);
void sources_close(struct sources *sources); /* NULL is fine */

/* Whether a file of a folder or of an archive is looked at. */
bool sources_wants(const char *name);
/* Whether one of the folders on a path within an archive is hidden. */
bool sources_hides(const char *path);

#endif
