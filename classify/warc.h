/* warc.h: web archives (ISO 28500, WARC 1.0 and 1.1) and the HTTP messages in them. */
#ifndef ORDO_WARC_H
#define ORDO_WARC_H

#include "../lib/ordo.h"

#define WARC_HEAD_MAX ((size_t)64 << 10) /* bytes of a record's header */

struct warc_record {
    size_t head_length;                                   /* with the empty line that ends it */
    uint64_t length;                                      /* of the block behind it */
    struct ordo_string type, id, url, date, content_type; /* borrowed; id without brackets */
};

/* 1: a record's header; -1: it is none, or does not end within WARC_HEAD_MAX bytes. */
int warc_read(struct warc_record *record, struct ordo_string bytes, struct ordo_error *error);
/* Responses, resources and texts made from pages. */
bool warc_may_hold_article(const struct warc_record *record);

/* What a record's block carries once HTTP is taken off. */
struct warc_body {
    struct ordo_string bytes; /* of the block, or of `unpacked` */
    struct ordo_string media; /* "text/html"; length 0: not said */
    char encoding[48];        /* charset that the header declares; empty: none */
    unsigned status;          /* of HTTP; 200 where there is none */
    char *unpacked, *joined;  /* owned; reused: content decoded, chunks joined */
    size_t unpacked_capacity, joined_capacity;
};

/* Undoes chunked transfer and gzip, deflate or br content coding (also where a crawler left the
 * header and undid the coding itself). limit: bytes of the body. */
int warc_body_read(struct warc_body *body, const struct warc_record *record,
                   struct ordo_string block, size_t limit, struct ordo_error *error);
void warc_body_release(struct warc_body *body);

#endif
