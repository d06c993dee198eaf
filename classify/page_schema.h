/* page_schema.h: what a page's JSON-LD says of its article (schema.org). */
#ifndef ORDO_PAGE_SCHEMA_H
#define ORDO_PAGE_SCHEMA_H

#include "page_facts.h"

/* Looks at a <script>; others than JSON-LD say nothing. */
void page_schema_look(struct page_finder *finder, const xmlNode *element);

#endif
