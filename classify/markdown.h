/* markdown.h: Markdown -> the words a reader sees, each byte with its place in the file. */
#ifndef ORDO_MARKDOWN_H
#define ORDO_MARKDOWN_H

#include "../lib/ordo.h"

#define MARKDOWN_AS_IT_IS SIZE_MAX

/* A run of the text, up to the next: as it stands in the source, or for what stands there. */
struct markdown_run {
    size_t at, source;
    size_t past; /* in the source, of one that stands for something; else MARKDOWN_AS_IT_IS */
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
    size_t quotations; /* block quotations that are open */
    bool line_begins;
    char break_due; /* before it: a space or a line break; 0: none */
    bool mark_due;  /* before the next word of a quotation */
    bool marked;    /* a quotation was opened and not closed */
    bool credit;    /* the rest of its paragraph names the speaker */
    bool dialogue;  /* it began with a dash itself: others name nobody */
};

/* Reads by CommonMark with tables and bare addresses; code, HTML and images are left out, every
 * block is a paragraph, and block quotations are put in quotation marks. Memory is reused from call
 * to call. */
int markdown_read(struct markdown *markdown, const char *source, size_t length,
                  struct ordo_error *error);
/* Bytes of the settings between two lines of "---" at the beginning of many files; 0: none. */
size_t markdown_settings_length(const char *source, size_t length);
/* The value that the settings give to a name; length 0: none. Borrowed from the source. */
struct ordo_string markdown_setting(const struct markdown *markdown, const char *name);
/* Where in the source a byte of the text begins and ends. */
struct ordo_span markdown_source(const struct markdown *markdown, size_t at);
void markdown_release(struct markdown *markdown);

#endif
