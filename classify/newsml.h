/* newsml.h: NewsML-G2, NewsML 1 and NITF documents (IPTC) -> their items. */
#ifndef ORDO_NEWSML_H
#define ORDO_NEWSML_H

#include "page.h"

/* Texts are those of struct page; facts and text last until the next item. */
struct newsml {
    struct page page; /* text and facts of the item in hand */
    struct ordo_string id;
    char *known; /* owned: the id */
    size_t known_capacity;
    void *document, *root, *next; /* of libxml2 */
};

/* encoding: NULL, or the character set whatever the document declares. Entities are not expanded
 * and nothing is fetched. */
int newsml_open(struct newsml *newsml, struct ordo_string bytes, const char *encoding,
                struct ordo_error *error);
/* 1: an item with text; 0: no more; -1: memory ran out. */
int newsml_next(struct newsml *newsml, struct ordo_error *error);
void newsml_close(struct newsml *newsml);
void newsml_release(struct newsml *newsml);

#endif
