/* xml.h: libxml2's two parsers, with memory that runs out told as an error. */
#ifndef ORDO_XML_H
#define ORDO_XML_H

#include "../lib/ordo.h"

#include <libxml/tree.h>

/* Trees of UTF-8 HTML, whatever it is, and of XML in any encoding (NULL: as it declares). Nothing
 * is fetched, entities stay what they are. NULL with error; for XML with the line. The caller frees
 * the tree by xmlFreeDoc. */
/* lost: why the rest of the page is not in the tree, with its line; code ORDO_OK: all is. */
xmlDoc *xml_read_page(struct ordo_string bytes, struct ordo_error *lost, struct ordo_error *error);
xmlDoc *xml_read_news(struct ordo_string bytes, const char *encoding, struct ordo_error *error);

#endif
