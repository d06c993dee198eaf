/* page_facts.h: title, date, author, source, address and language of a page, from its metadata. */
#ifndef ORDO_PAGE_FACTS_H
#define ORDO_PAGE_FACTS_H

#include "page.h"

#include <libxml/tree.h>

#define PAGE_FACT_MAX ((size_t)1000) /* bytes of one */

/* How good a source of a fact is. */
enum { RANK_GUESS = 1, RANK_BYLINE, RANK_WEAK, RANK_META, RANK_GRAPH, RANK_SCHEMA };

/* Collects facts while the page is walked: the best source of each wins. */
struct page_finder {
    struct page *page;
    int rank[PAGE_FACTS];                      /* of what is known; 0: nothing */
    size_t at[PAGE_FACTS], length[PAGE_FACTS]; /* in page->known */
    int failed;                                /* memory ran out */
    const char *address; /* of the page, in its tree, once it was looked for; NULL: it tells none */
    bool has_looked;
};

/* Looks at an element. Elements of the head and of the body alike. */
void page_facts_look(struct page_finder *finder, xmlNode *element, bool in_article);
/* Takes a value, or an element's text, where its rank is above what is known. An author is no
 * address. */
void page_facts_know(struct page_finder *finder, enum page_fact fact, int rank, const char *value);
void page_facts_know_text(struct page_finder *finder, enum page_fact fact, int rank,
                          xmlNode *element);
/* Reads a tree that is not a page: all of `body` is text, what `look` finds in `item` are facts. */
int page_read_tree(struct page *page, xmlNode *body, xmlNode *item,
                   void (*look)(struct page_finder *finder, xmlNode *item),
                   struct ordo_error *error);
/* The node behind `node` in the order of the text, without (inside: with) its children; NULL behind
 * the last one within `top`. */
xmlNode *page_next(const xmlNode *top, xmlNode *node, bool inside);
/* An element's attribute, NULL: it has none or an empty one. */
const char *page_attribute(const xmlNode *element, const char *name);

#endif
