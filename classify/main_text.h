/* main_text.h: which blocks of a page are its article. */
#ifndef ORDO_MAIN_TEXT_H
#define ORDO_MAIN_TEXT_H

#include "../lib/ordo.h"

/* A block: text between two tags that break lines. */
struct text_block {
    size_t begin, end; /* of the page's text */
    uint32_t words, link_words;
    uint32_t container; /* number of the innermost element that claims to be an article; 0: none */
    uint32_t quotation; /* number of the block quotation, credits included, around it; 0: none */
    bool heading, quoted;
    bool sentence; /* ends as one does */
    bool wanted;   /* the answer */
};

/* An element that claims to be the article: <main>, <article>, itemprop="articleBody". */
struct text_container {
    uint32_t parent; /* container around it; 0: none */
    int rank;        /* a claim of higher rank is the narrower one */
};

/* Sets `wanted`. containers[0] stands for the page. */
void main_text_choose(struct text_block *blocks, size_t n, const struct text_container *containers,
                      size_t n_containers);

#endif
