/* newsml.c: items are found by element name whatever their namespace and case, so that one table
 * serves all formats, Reuters' RCV1 among them; their bodies are HTML or NITF and are read as pages
 * are. */
#include "newsml.h"
#include "../lib/reserve.h"
#include "page_facts.h"
#include "xml.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Where facts stand, the best place first. */
static const struct {
    enum page_fact fact;
    const char *within; /* an element around it, NULL: the item */
    const char *element;
    const char *attribute; /* NULL: its text */
} PLACES[] = {
    {PAGE_TITLE, NULL, "headline", NULL},
    {PAGE_TITLE, NULL, "hl1", NULL},
    {PAGE_TITLE, NULL, "title", NULL},
    {PAGE_DATE, NULL, "contentCreated", NULL},
    {PAGE_DATE, NULL, "date.issue", "norm"},
    {PAGE_DATE, NULL, "story.date", "norm"},
    {PAGE_DATE, NULL, "firstCreated", NULL},
    {PAGE_DATE, NULL, "versionCreated", NULL},
    {PAGE_DATE, NULL, "dateId", NULL},
    {PAGE_AUTHOR, "creator", "name", NULL},
    {PAGE_AUTHOR, NULL, "by", NULL},
    {PAGE_AUTHOR, "byline", "person", NULL},
    {PAGE_AUTHOR, NULL, "byline", NULL},
    {PAGE_AUTHOR, NULL, "creator", "literal"},
    {PAGE_SOURCE, "provider", "name", NULL},
    {PAGE_SOURCE, "infoSource", "name", NULL},
    {PAGE_SOURCE, NULL, "provider", "literal"},
    {PAGE_SOURCE, NULL, "infoSource", "literal"},
    {PAGE_SOURCE, NULL, "distributor", NULL},
    {PAGE_SOURCE, NULL, "pubdata", "name"},
    {PAGE_SOURCE, NULL, "creditLine", NULL},
    {PAGE_SOURCE, NULL, "doc.copyright", "holder"},
    {PAGE_SOURCE, NULL, "providerId", NULL},
    {PAGE_LANGUAGE, NULL, "language", "tag"},
    {PAGE_LANGUAGE, NULL, "language", "formalName"},
};

/* Elements whose text is the item's, the best first. */
static const char *const BODIES[] = {"body.content", "body", "inlineData", "dataContent", "text"};

static bool is_called(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcasecmp((const char *)node->name, name) == 0;
}

static xmlNode *find(xmlNode *top, const char *name)
{
    for (xmlNode *node = page_next(top, top, true); node != NULL; node = page_next(top, node, true))
        if (is_called(node, name))
            return node;
    return NULL;
}

static bool is_item(const xmlNode *node)
{
    return is_called(node, "newsItem") || is_called(node, "nitf");
}

/* The New York Times' corpus has the first paragraph twice: alone, and in the block of the whole.
 */
static xmlNode *find_body(xmlNode *item)
{
    xmlNode *body = find(item, "block");

    for (; body != NULL; body = page_next(item, body, true))
        if (is_called(body, "block") && page_attribute(body, "class") != NULL &&
            strcmp(page_attribute(body, "class"), "full_text") == 0)
            return body;
    for (size_t i = 0; body == NULL && i < sizeof BODIES / sizeof BODIES[0]; i++)
        body = find(item, BODIES[i]);
    return body;
}

static void find_facts(struct page_finder *finder, xmlNode *item)
{
    for (size_t i = 0; i < sizeof PLACES / sizeof PLACES[0]; i++) {
        xmlNode *top = PLACES[i].within == NULL ? item : find(item, PLACES[i].within);
        xmlNode *element = top == NULL ? NULL : find(top, PLACES[i].element);
        if (element == NULL)
            continue;
        if (PLACES[i].attribute != NULL)
            page_facts_know(finder, PLACES[i].fact, 1,
                            page_attribute(element, PLACES[i].attribute));
        else
            page_facts_know_text(finder, PLACES[i].fact, 1, element);
    }
    page_facts_know(finder, PAGE_LANGUAGE, 1, page_attribute(item, "lang"));
    page_facts_know(finder, PAGE_DATE, 1, page_attribute(item, "date"));
}

static int find_id(struct newsml *newsml, xmlNode *item, struct ordo_error *error)
{
    const char *id = page_attribute(item, "guid");
    xmlNode *element = find(item, "doc-id");

    if (id == NULL)
        id = page_attribute(item, "itemid");
    if (id == NULL && element != NULL)
        id = page_attribute(element, "id-string");
    element = find(item, "publicIdentifier");
    if (id == NULL && element != NULL && element->children != NULL)
        id = (const char *)element->children->content;
    newsml->id = (struct ordo_string){NULL, 0};
    if (id == NULL)
        return 0;
    id += strspn(id, " \t\r\n");
    newsml->id.length = strcspn(id, " \t\r\n");
    if (ordo_reserve(&newsml->known, &newsml->known_capacity, newsml->id.length + 1, 1, error) != 0)
        return -1;
    memcpy(newsml->known, id, newsml->id.length);
    newsml->id.bytes = newsml->known;
    return 0;
}

int newsml_open(struct newsml *newsml, struct ordo_string bytes, const char *encoding,
                struct ordo_error *error)
{
    xmlDoc *document;

    newsml_close(newsml);
    if (bytes.length > PAGE_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "XML longer than %zu bytes, left out", PAGE_MAX);
    document = xml_read_news(bytes, encoding, error);
    if (document == NULL)
        return -1;
    newsml->document = document;
    newsml->root = newsml->next = xmlDocGetRootElement(document);
    return 0;
}

int newsml_next(struct newsml *newsml, struct ordo_error *error)
{
    xmlNode *root = newsml->root, *node = newsml->next;

    while (node != NULL) {
        bool item = is_item(node);
        xmlNode *body, *here = node;
        node = page_next(root, node, !item);
        newsml->next = node;
        if (!item)
            continue;
        body = find_body(here);
        if (body == NULL) /* a picture, a film, a list of other items */
            continue;
        if (find_id(newsml, here, error) != 0 ||
            page_read_tree(&newsml->page, body, here, find_facts, error) != 0)
            return -1;
        if (newsml->page.length > 0)
            return 1;
    }
    return 0;
}

void newsml_close(struct newsml *newsml)
{
    if (newsml->document != NULL)
        xmlFreeDoc(newsml->document);
    newsml->document = newsml->root = newsml->next = NULL;
}

void newsml_release(struct newsml *newsml)
{
    newsml_close(newsml);
    page_release(&newsml->page);
    free(newsml->known);
    memset(newsml, 0, sizeof *newsml);
}
