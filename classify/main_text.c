/* main_text.c: main content by shallow features of blocks.
 *
 * A block's number of words and the share of them in links, its own and its neighbours', tell an
 * article from what stands around it (Kohlschuetter, Fankhauser and Nejdl 2010, Boilerplate
 * Detection using Shallow Text Features; the decision tree is theirs, figure
 * "NumWords/LinkDensity"). Short blocks are decided by the nearest long ones around them (Pomikalek
 * 2011, Removing Boilerplate and Duplicate Content from Web Corpora, chapter 3: jusText's
 * context-sensitive step). Both see the text alone; where the page itself says which element is the
 * article and that element holds enough text, the choice is made within it. */
#include "main_text.h"

#define LINKS_MAX       0.333333 /* share of words in links; the papers' figures, as the rest */
#define LINKS_BEFORE    0.555556
#define GAP_MAX         12 /* blocks of boilerplate between two parts of one article */
#define CONTAINER_WORDS 60 /* that an element must hold to be believed */

static double links(const struct text_block *block)
{
    return block == NULL || block->words == 0 ? 0
                                              : (double)block->link_words / (double)block->words;
}

static uint32_t words(const struct text_block *block)
{
    return block == NULL ? 0 : block->words;
}

/* The decision tree of the first paper. */
static bool is_content(const struct text_block *before, const struct text_block *block,
                       const struct text_block *after)
{
    if (links(block) > LINKS_MAX)
        return false;
    if (links(before) > LINKS_BEFORE)
        return words(block) > 40 || words(after) > 17;
    if (words(block) > 16)
        return true;
    return words(after) > 15 || words(before) > 4;
}

static bool is_within(const struct text_container *containers, uint32_t which, uint32_t outer)
{
    while (which != outer && which != 0)
        which = containers[which].parent;
    return which == outer;
}

static uint64_t plain_words(const struct text_block *block)
{
    return links(block) > LINKS_MAX ? 0 : block->words - block->link_words;
}

/* The container that holds the article: of those that hold enough, the narrowest kind, then the
 * most words. */
static uint32_t choose_container(const struct text_block *blocks, size_t n,
                                 const struct text_container *containers, size_t n_containers)
{
    uint64_t best_words = 0, all = 0;
    uint32_t best = 0;

    for (size_t i = 0; i < n; i++)
        all += plain_words(&blocks[i]);
    for (uint32_t c = 1; c < n_containers; c++) {
        uint64_t sum = 0;
        for (size_t i = 0; i < n; i++)
            if (is_within(containers, blocks[i].container, c))
                sum += plain_words(&blocks[i]);
        if (sum < CONTAINER_WORDS || sum * 4 < all)
            continue;
        if (best == 0 || containers[c].rank > containers[best].rank ||
            (containers[c].rank == containers[best].rank && sum > best_words)) {
            best = c;
            best_words = sum;
        }
    }
    return best;
}

/* Short blocks follow the nearest long ones: between two wanted ones they are wanted; beside one,
 * where the tree wants them and they end as a sentence does. */
static void settle_short(struct text_block *blocks, size_t n)
{
    bool before = false;

    for (size_t i = 0; i < n; i++) {
        bool after = false;
        if (blocks[i].words > 16 || links(&blocks[i]) > LINKS_MAX) {
            before = blocks[i].wanted;
            continue;
        }
        for (size_t k = i + 1; k < n && k <= i + GAP_MAX; k++)
            if (blocks[k].words > 16 || links(&blocks[k]) > LINKS_MAX) {
                after = blocks[k].wanted;
                break;
            }
        blocks[i].wanted =
            (before && after) || ((before || after) && blocks[i].wanted && blocks[i].sentence);
    }
}

/* Runs of wanted blocks with small gaps between them; the run with the most words stays. */
static void keep_largest_run(struct text_block *blocks, size_t n)
{
    size_t best_begin = 0, best_end = 0, begin = 0, last = 0;
    uint64_t best = 0, sum = 0;

    for (size_t i = 0; i <= n; i++) {
        bool wanted = i < n && blocks[i].wanted;
        if (i == n || (wanted && sum > 0 && i - last > GAP_MAX)) {
            if (sum > best) {
                best = sum;
                best_begin = begin;
                best_end = last + 1;
            }
            sum = 0;
        }
        if (!wanted)
            continue;
        if (sum == 0)
            begin = i;
        sum += blocks[i].words;
        last = i;
    }
    for (size_t i = 0; i < n; i++)
        if (i < best_begin || i >= best_end)
            blocks[i].wanted = false;
}

/* A heading stays when something of its section does. */
static void settle_headings(struct text_block *blocks, size_t n)
{
    bool before = false;

    for (size_t i = 0; i < n; i++) {
        if (blocks[i].heading)
            blocks[i].wanted =
                before && i + 1 < n && blocks[i + 1].wanted && links(&blocks[i]) == 0;
        before = before || blocks[i].wanted;
    }
}

/* A page may hold the first paragraph apart from the element that it calls the body. */
static void add_lead(struct text_block *blocks, size_t n, const struct text_container *containers,
                     uint32_t container)
{
    uint32_t around = containers[container].parent;

    for (size_t i = 0; around != 0 && i < n; i++) {
        if (blocks[i].wanted && is_within(containers, blocks[i].container, container))
            return;
        if (is_within(containers, blocks[i].container, around) && blocks[i].words > 16 &&
            blocks[i].sentence && !blocks[i].heading && links(&blocks[i]) <= LINKS_MAX)
            blocks[i].wanted = true;
    }
}

/* Of a quotation all is wanted or nothing: its marks stand at its ends. */
static void settle_quotations(struct text_block *blocks, size_t n)
{
    for (size_t i = 0, end; i < n; i = end) {
        bool wanted = blocks[i].wanted;
        for (end = i + 1;
             end < n && blocks[i].quotation > 0 && blocks[end].quotation == blocks[i].quotation;
             end++)
            wanted = wanted || blocks[end].wanted;
        for (size_t k = i; k < end; k++)
            blocks[k].wanted = wanted;
    }
}

static bool is_any_wanted(const struct text_block *blocks, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (blocks[i].wanted)
            return true;
    return false;
}

void main_text_choose(struct text_block *blocks, size_t n, const struct text_container *containers,
                      size_t n_containers)
{
    uint32_t container = choose_container(blocks, n, containers, n_containers);

    for (size_t i = 0; i < n; i++) {
        struct text_block *block = &blocks[i];
        if (container == 0)
            block->wanted = !block->heading && is_content(i == 0 ? NULL : block - 1, block,
                                                          i + 1 == n ? NULL : block + 1);
        else
            block->wanted = is_within(containers, block->container, container) &&
                            links(block) <= (block->quoted ? 1 : LINKS_MAX);
    }
    if (container == 0) {
        settle_short(blocks, n);
        keep_largest_run(blocks, n);
    } else {
        add_lead(blocks, n, containers, container);
    }
    settle_headings(blocks, n);
    if (!is_any_wanted(blocks, n)) /* a page of a few words: its sentences */
        for (size_t i = 0; i < n; i++)
            blocks[i].wanted =
                blocks[i].sentence && !blocks[i].heading && links(&blocks[i]) <= LINKS_MAX;
    settle_quotations(blocks, n);
}
