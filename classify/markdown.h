/* markdown.h: Markdown -> the words a reader sees, each byte with its place in the file. */
#ifndef ORDO_MARKDOWN_H
#define ORDO_MARKDOWN_H

#include "../lib/ordo.h"

/* A run of the text that stands in the source as it is, up to the next run. */
struct markdown_run {
    size_t at, source;
};

struct markdown {
    char *bytes; /* owned */
    size_t length, capacity;
    struct markdown_run *runs; /* owned; ascending in both */
    size_t n_runs, run_capacity;
    const char *source;      /* borrowed */
    const char *begin, *end; /* of what is parsed: the source, or `closed` */
    char *closed;            /* owned; a source whose last line has no end, with one */
    size_t closed_capacity;
    size_t settings_length; /* of the source: the settings at its beginning */
    size_t last;            /* end of the newest run in the source */
    size_t table_cells, skipping;
};

/* Reads by CommonMark with tables and bare addresses; code, HTML and images are left out, every
 * block is a paragraph. Memory is reused from call to call. */
int markdown_read(struct markdown *markdown, const char *source, size_t length,
                  struct ordo_error *error);
/* Bytes of the settings between two lines of "---" at the beginning of many files; 0: none. */
size_t markdown_settings_length(const char *source, size_t length);
/* The value that the settings give to a name; length 0: none. Borrowed from the source. */
struct ordo_string markdown_setting(const struct markdown *markdown, const char *name);
/* The source byte of a byte of the text. */
size_t markdown_source(const struct markdown *markdown, size_t at);
void markdown_release(struct markdown *markdown);

#endif
