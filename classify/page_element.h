/* page_element.h: what an element of a page is for, by its name, its attributes and its class. */
#ifndef ORDO_PAGE_ELEMENT_H
#define ORDO_PAGE_ELEMENT_H

#include <libxml/tree.h>
#include <stdbool.h>

enum element_kind { IS_INLINE, IS_BLOCK, IS_HEADING, IS_DROPPED };

/* Of HTML and NITF. */
enum element_kind element_kind(const char *name);
/* The page does not show it. */
bool element_is_hidden(const xmlNode *element);
/* Its role, class or id says that it stands beside the article. */
bool element_is_beside(const xmlNode *element);
/* How narrow its claim is to be the article: 3 for its body, 2, 1; 0: none. */
int element_rank(const xmlNode *element);
/* Whether its class says that it names the author. */
bool element_is_byline(const xmlNode *element);
bool element_is_block_quotation(const char *name);
/* Names whom a quotation is by. */
bool element_is_credit(const char *name);

#endif
