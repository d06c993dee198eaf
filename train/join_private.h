/* join_private.h: what the parts of join share. */
#ifndef ORDO_JOIN_PRIVATE_H
#define ORDO_JOIN_PRIVATE_H

#include "join.h"

enum { SOURCE, DOC, BEGIN, END, CHECKSUM, N_NEEDED };

struct label {
    char *record;                   /* owned, without the line's end */
    struct ordo_string source, doc; /* in the record */
    size_t begin, end;              /* code points */
    uint64_t checksum;
    uint64_t line;
    char *text; /* owned; NULL: not found yet */
    size_t length;
    bool differs; /* found, with another checksum */
};

struct joining {
    const struct join_options *options;
    const struct talk *talk;
    const char *columns[COLUMNS_MAX];
    char *column_names; /* owned */
    size_t n_columns, needed[N_NEEDED];
    struct label *labels;
    size_t n, capacity;
    struct label **order; /* [n] by source, then document */
    char *folded;         /* a document, white space folded */
    size_t folded_capacity;
};

/* join.c: labels are ordered by source, then document. */
int join_compare(const struct label *a, const struct label *b);
/* The first label of a document in the order, or n. */
size_t join_first(const struct joining *joining, struct ordo_string source, struct ordo_string doc);

/* join_documents.c: cut the texts of all labels out of a corpus, a folder or a table. */
int join_folder(struct joining *joining, const struct corpus *corpus, bool *is_folder,
                struct ordo_error *error);
int join_rows(struct joining *joining, const struct corpus *corpus, struct ordo_error *error);

#endif
