/* input_private.h: what the two halves of the input share: input.c moves from member to member,
 * input_piece.c reads the one in hand. */
#ifndef ORDO_INPUT_PRIVATE_H
#define ORDO_INPUT_PRIVATE_H

#include "input.h"
#include "sources.h"
#include "stream.h"

#define PIECE_SIZE ((size_t)256 << 10)

struct input {
    const struct settings *settings;
    struct sources *sources;
    struct stream *stream;   /* NULL: between two files */
    struct charset *charset; /* of rows */
    struct records records;  /* of JSON whose rows stand deeper; its path is empty: they do not */
    struct stream_member member;
    uint64_t limit;         /* bytes of one text */
    bool inside;            /* a member */
    bool ended;             /* it is read to its end */
    bool returns;           /* its lines end with CR alone */
    bool skipping;          /* the rest of a row that is too long */
    struct rows_skip skip;  /* where in that row one stands */
    bool told;              /* what it is converted from */
    bool found;             /* where its rows stand was found, and is to be told */
    struct ordo_error lost; /* why the rest of its rows cannot be read; code ORDO_OK: it can */
    enum piece_kind kind;
    struct rows_dialect dialect;
    char *header; /* owned */
    size_t header_length, header_capacity;
    char last;   /* newest byte of the rows that is no space or comma */
    char *carry; /* owned; read, and part of the next piece */
    size_t carry_length, carry_capacity;
    struct position at;    /* of the next piece */
    struct position start; /* where to begin */
    uint64_t n_sources;    /* that were given, or could not be */
    uint64_t passed;       /* members of the file that were left behind before the start */
    const char *path;      /* of the file; borrowed from the sources */
    uint64_t bytes_before; /* of the files before */
    uint64_t left_out;     /* members of theirs */
};

/* Reads until the piece holds `want` bytes or the member ends. */
int input_fill(struct input *input, struct piece *piece, size_t want, struct ordo_error *error);
/* Begins the next piece with what the last one left. */
int input_bring_back(struct input *input, struct piece *piece, struct ordo_error *error);
/* The next piece of the member in hand. 0: it has no more. */
int input_take_piece(struct input *input, struct piece *piece, struct ordo_error *error);
/* Line feeds among the bytes. */
uint64_t input_lines(const char *bytes, size_t length);

#endif
