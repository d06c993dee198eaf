/* page.h: an HTML page -> the text of its article and what it says of it. */
#ifndef ORDO_PAGE_H
#define ORDO_PAGE_H

#include "main_text.h"

#define PAGE_MAX ((size_t)32 << 20) /* bytes; the tree of a page takes many times as many */

enum page_fact {
    PAGE_TITLE,
    PAGE_DATE,
    PAGE_AUTHOR,
    PAGE_SOURCE,
    PAGE_URL,
    PAGE_LANGUAGE,
    PAGE_FACTS
};

/* Reused from page to page. */
struct page {
    char *text; /* owned; the article's paragraphs with an empty line between them */
    size_t length, capacity;
    struct ordo_string facts[PAGE_FACTS]; /* in `known` */
    struct ordo_error lost; /* why the rest could not be read; code ORDO_OK: all was */
    char *known;            /* owned */
    size_t known_length, known_capacity;

    char *all; /* owned; of all blocks */
    size_t all_length, all_capacity;
    struct text_block *blocks; /* owned */
    size_t n_blocks, block_capacity;
    struct text_container *containers; /* owned */
    size_t n_containers, container_capacity;
};

/* bytes: UTF-8. Quotations of <blockquote> and <q> are put in quotation marks. Fails on memory and
 * on a page of more than PAGE_MAX bytes; any bytes are a page. */
int page_read(struct page *page, struct ordo_string bytes, struct ordo_error *error);
/* The same of markup that stands for a text alone, all of which is wanted. */
int page_read_fragment(struct page *page, struct ordo_string bytes, struct ordo_error *error);
/* The character set that a page declares in <meta>; empty: none. */
void page_charset(struct ordo_string bytes, char name[48]);
void page_release(struct page *page);

#endif
