/* page.c: libxml2 parses, this file walks the tree once and writes blocks of text.
 *
 * What elements mean decides first: navigation, forms, asides, captions and what its own class
 * calls comments, sharing or related links is left out before any counting; the shape of the blocks
 * decides the rest (main_text.c). */
#include "page.h"
#include "../lib/reserve.h"
#include "page_element.h"
#include "page_facts.h"
#include "quotation.h"
#include "xml.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define NOT_QUOTED 1000 /* taken off the quotations that are open, where a credit stands */

/* ---- the walk ------------------------------------------------------------------------------- */

struct walk {
    struct page *page;
    struct page_finder finder;
    uint32_t container;
    int links, quotes, headings;
    int lines; /* elements whose lines are kept: <pre>, and text that is plain */
    bool half; /* of a word, in a script that writes none apart */
    bool is_page;
    bool trusting;      /* classes, also where nothing would be left of the article */
    bool left_out;      /* a part of the article, because of its class */
    size_t bytes;       /* of text in the whole page */
    bool space;         /* is due before the next word */
    bool in_word;       /* the newest character belongs to one */
    bool in_block;      /* the newest block is open */
    uint32_t quotation; /* number of the newest block quotation, from 1 */
    bool quote_due;     /* the next paragraph of it opens with a mark */
    bool credit;        /* the newest block names its speaker, after a dash */
    int credits;        /* elements that are open and name its speaker */
    bool dialogue;      /* it began with a dash itself */
    int breaks;         /* <br> in a row */
    bool failed;
};

static void put(struct walk *walk, const char *bytes, size_t length)
{
    struct page *page = walk->page;

    if (ordo_reserve(&page->all, &page->all_capacity, page->all_length + length, 1, NULL) != 0) {
        walk->failed = true;
        return;
    }
    memcpy(page->all + page->all_length, bytes, length);
    page->all_length += length;
}

static bool ends_with(const char *text, size_t length, const char *ending)
{
    size_t n = strlen(ending);

    return length >= n && memcmp(text + length - n, ending, n) == 0;
}

static struct text_block *block(struct walk *walk)
{
    return &walk->page->blocks[walk->page->n_blocks - 1];
}

/* Whether a text ends as a sentence does, marks and brackets behind it passed over. */
static bool ends_sentence(const char *text, size_t length)
{
    static const char *const closing[] = {
        "\"",           "'",        ")",        "]",           QUOTATION_CLOSE, QUOTATION_OPEN,
        "\xE2\x80\x99", "\xC2\xBB", "\xC2\xAB", "\xE3\x80\x8D"};
    static const char *const ends[] = {
        ".", "!", "?", ":", "\xE2\x80\xA6", "\xE3\x80\x82", "\xEF\xBC\x81", "\xEF\xBC\x9F"};

    for (size_t i = 0; i < sizeof closing / sizeof closing[0]; i++)
        if (ends_with(text, length, closing[i])) {
            length -= strlen(closing[i]);
            i = SIZE_MAX; /* once more from the first */
        }
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (ends_with(text, length, ends[i]))
            return true;
    return false;
}

static void end_block(struct walk *walk)
{
    if (walk->in_block) {
        struct text_block *newest = block(walk);
        newest->end = walk->page->all_length;
        newest->sentence =
            ends_sentence(walk->page->all + newest->begin, newest->end - newest->begin);
    }
    walk->in_block = walk->space = walk->in_word = false;
    walk->breaks = 0;
    walk->quotes += walk->credit ? NOT_QUOTED : 0;
    walk->credit = false;
    if (walk->quotes > 0)
        walk->quote_due = true;
}

static bool begin_block(struct walk *walk)
{
    struct page *page = walk->page;

    if (walk->in_block)
        return true;
    if (ordo_reserve(&page->blocks, &page->block_capacity, page->n_blocks + 1, sizeof *page->blocks,
                     NULL) != 0) {
        walk->failed = true;
        return false;
    }
    page->blocks[page->n_blocks++] =
        (struct text_block){.begin = page->all_length,
                            .end = page->all_length,
                            .container = walk->container,
                            .heading = walk->headings > 0,
                            .quoted = walk->quotes > 0,
                            .quotation = walk->quotes != 0 ? walk->quotation : 0};
    walk->in_block = true;
    return true;
}

/* Closes a block quotation: behind its last word, unless a mark stands there. */
static void close_quotation(struct walk *walk)
{
    struct page *page = walk->page;

    walk->quote_due = false;
    if (page->n_blocks == 0 || !block(walk)->quoted || block(walk)->end == 0 ||
        quotation_closes(page->all, page->all_length))
        return;
    put(walk, QUOTATION_CLOSE, strlen(QUOTATION_CLOSE));
    block(walk)->end = page->all_length;
}

/* Before a line of a block quotation: one that names the speaker, in a quotation that has begun and
 * did not begin so itself, stands outside of it. */
static void begin_line(struct walk *walk, const char *text)
{
    const struct page *page = walk->page;
    bool credits = quotation_credits(text, strlen(text));
    bool goes_on =
        page->n_blocks > 0 && block(walk)->quoted && block(walk)->quotation == walk->quotation;

    if (!goes_on)
        walk->dialogue = credits;
    if (!credits || !goes_on || walk->dialogue)
        return;
    end_block(walk);
    close_quotation(walk);
    walk->credit = true;
    walk->quotes -= NOT_QUOTED;
}

static bool is_space(const char *at, size_t *length)
{
    *length = strncmp(at, "\xC2\xA0", 2) == 0 ? 2 : 1;
    return *length == 2 || *at == ' ' || *at == '\t' || *at == '\n' || *at == '\r' || *at == '\f';
}

static bool counts_as_word(unsigned char c)
{
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The first byte of a Chinese or Japanese character: two of them count as a word. */
static bool is_ideograph(unsigned char c)
{
    return c >= 0xE3 && c <= 0xE9;
}

/* Two breaks in a row end a paragraph. */
static void meet_break(struct walk *walk)
{
    if (walk->in_block && ++walk->breaks == 2)
        end_block(walk);
}

static void put_text(struct walk *walk, const char *text)
{
    size_t length;

    while (*text != '\0' && !walk->failed) {
        const char *from = text;
        if (is_space(text, &length)) {
            if (*text == '\n' && walk->lines > 0)
                meet_break(walk);
            walk->space = walk->in_block;
            walk->in_word = false;
            text += length;
            continue;
        }
        if (walk->quotes > 0 && (!walk->in_block || walk->breaks == 1))
            begin_line(walk, text);
        if (!begin_block(walk))
            return;
        if (walk->breaks == 1)
            put(walk, "\n", 1);
        else if (walk->space)
            put(walk, " ", 1);
        walk->space = false;
        walk->breaks = 0;
        if (walk->quote_due && !quotation_opens(text, strlen(text)))
            put(walk, QUOTATION_OPEN, strlen(QUOTATION_OPEN));
        walk->quote_due = false;
        for (; *text != '\0' && !is_space(text, &length); text++) {
            bool word = counts_as_word((unsigned char)*text);
            if (is_ideograph((unsigned char)*text))
                walk->half = !walk->half;
            if ((word && !walk->in_word) || (is_ideograph((unsigned char)*text) && walk->half)) {
                block(walk)->words++;
                block(walk)->link_words += walk->links > 0;
            }
            if (word || *text != '\'')
                walk->in_word = word;
        }
        put(walk, from, (size_t)(text - from));
    }
}

static uint32_t add_container(struct walk *walk, int rank)
{
    struct page *page = walk->page;

    if (ordo_reserve(&page->containers, &page->container_capacity, page->n_containers + 1,
                     sizeof *page->containers, NULL) != 0) {
        walk->failed = true;
        return 0;
    }
    page->containers[page->n_containers] = (struct text_container){walk->container, rank};
    return (uint32_t)page->n_containers++;
}

#define CONTAINERS_MAX 256 /* a page with more is a list of articles */

/* Attributions within a block quotation stand outside of its marks. */
static bool is_attribution(const struct walk *walk, const char *name)
{
    return (walk->quotes > 0 || walk->credits > 0) && element_is_credit(name);
}

/* Whether a <q> brings its marks along. */
static bool is_marked(xmlNode *q)
{
    const char *first = NULL, *last = "";
    size_t length;

    for (xmlNode *node = page_next(q, q, true); node != NULL; node = page_next(q, node, true)) {
        const char *text = node->type == XML_TEXT_NODE ? (const char *)node->content : NULL;
        text = text == NULL ? "" : text + strspn(text, " \t\r\n");
        first = first == NULL && *text != '\0' ? text : first;
        last = *text != '\0' ? text : last;
    }
    for (length = strlen(last); length > 0 && strchr(" \t\r\n,.;", last[length - 1]) != NULL;)
        length--;
    return first != NULL && quotation_opens(first, strlen(first)) && quotation_closes(last, length);
}

/* Bytes of text that might be read, white space and markup apart. */
static size_t text_in(xmlNode *top)
{
    size_t bytes = 0;
    xmlNode *node = page_next(top, top, true);

    while (node != NULL) {
        bool inside = true;
        if (node->type == XML_TEXT_NODE && node->content != NULL)
            for (const xmlChar *at = node->content; *at != '\0'; at++)
                bytes += *at > ' ';
        else if (node->type == XML_ELEMENT_NODE)
            inside = element_kind((const char *)node->name) != IS_DROPPED;
        node = page_next(top, node, inside);
    }
    return bytes;
}

/* What holds a third of the page is not beside it, whatever its name. */
static bool is_left_out(struct walk *walk, xmlNode *element, enum element_kind kind)
{
    if (kind == IS_DROPPED || element_is_hidden(element))
        return true;
    if ((!walk->trusting && walk->container > 0) || !element_is_beside(element) ||
        text_in(element) >= walk->bytes / 3)
        return false;
    walk->left_out = walk->left_out || walk->container > 0;
    return true;
}

/* Whether classes left no sentence in the elements that the page calls its article. */
static bool is_emptied(const struct walk *walk)
{
    const struct page *page = walk->page;

    for (size_t i = 0; i < page->n_blocks; i++)
        if (page->blocks[i].container > 0 && page->blocks[i].sentence)
            return false;
    return walk->left_out;
}

/* False: the element is left out. */
static bool enter(struct walk *walk, xmlNode *element)
{
    const char *name = (const char *)element->name;
    enum element_kind kind = element_kind(name);
    int rank;

    if (walk->is_page)
        page_facts_look(&walk->finder, element, walk->container > 0);
    if (is_attribution(walk, name)) {
        if (walk->credits++ > 0)
            return true;
        end_block(walk);
        close_quotation(walk);
        walk->quotes -= NOT_QUOTED; /* until the element is left */
        return true;
    }
    if (is_left_out(walk, element, kind)) {
        if (kind != IS_INLINE && kind != IS_DROPPED)
            end_block(walk);
        return false;
    }
    if (strcmp(name, "br") == 0) {
        meet_break(walk);
        return true;
    }
    if (kind != IS_INLINE)
        end_block(walk);
    rank = element_rank(element);
    if (rank > 0 && walk->page->n_containers < CONTAINERS_MAX)
        walk->container = add_container(walk, rank);
    walk->links += strcmp(name, "a") == 0;
    walk->headings += kind == IS_HEADING;
    walk->lines += strcmp(name, "pre") == 0;
    if (element_is_block_quotation(name) && walk->quotes++ == 0) {
        walk->quote_due = true;
        walk->quotation++;
    }
    if (strcmp(name, "q") == 0 && !is_marked(element))
        put_text(walk, QUOTATION_OPEN);
    return true;
}

static void leave(struct walk *walk, xmlNode *element)
{
    const char *name = (const char *)element->name;
    enum element_kind kind = element_kind(name);

    if (walk->credits > 0 && element_is_credit(name)) {
        if (--walk->credits > 0)
            return;
        end_block(walk);
        walk->quotes += NOT_QUOTED;
        return;
    }
    if (strcmp(name, "q") == 0 && !is_marked(element)) {
        walk->space = false;
        put_text(walk, QUOTATION_CLOSE);
    }
    if (kind != IS_INLINE)
        end_block(walk);
    if (element_is_block_quotation(name) && walk->quotes > 0 && --walk->quotes == 0)
        close_quotation(walk);
    walk->links -= strcmp(name, "a") == 0;
    walk->headings -= kind == IS_HEADING;
    walk->lines -= strcmp(name, "pre") == 0;
    if (walk->container > 0 && element_rank(element) > 0 &&
        walk->page->n_containers <= CONTAINERS_MAX)
        walk->container = walk->page->containers[walk->container].parent;
}

/* Facts stand in what is left out, too: in the head above all. */
static void look_within(struct walk *walk, xmlNode *top)
{
    for (xmlNode *node = page_next(top, top, true); node != NULL; node = page_next(top, node, true))
        if (node->type == XML_ELEMENT_NODE)
            page_facts_look(&walk->finder, node, false);
}

static void walk_tree(struct walk *walk, xmlNode *top)
{
    xmlNode *node = top;

    while (node != NULL && !walk->failed) {
        bool inside = false;
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
            if (node->content != NULL)
                put_text(walk, (const char *)node->content);
        } else if (node->type == XML_ELEMENT_NODE) {
            inside = enter(walk, node);
            if (!inside)
                look_within(walk, node);
            else if (node->children == NULL)
                leave(walk, node);
            inside = inside && node->children != NULL;
        }
        if (inside) {
            node = node->children;
            continue;
        }
        while (node != top && node->next == NULL) {
            node = node->parent;
            leave(walk, node);
        }
        node = node == top ? NULL : node->next;
    }
    end_block(walk);
}

/* ---- the page ------------------------------------------------------------------------------- */

/* The wanted blocks with an empty line between them. */
static int join(struct page *page, struct ordo_error *error)
{
    if (ordo_reserve(&page->text, &page->capacity, page->all_length + 2 * page->n_blocks + 1, 1,
                     error) != 0)
        return -1;
    for (size_t i = 0; i < page->n_blocks; i++) {
        const struct text_block *block = &page->blocks[i];
        if (!block->wanted || block->words == 0)
            continue;
        if (page->length > 0) {
            memcpy(page->text + page->length, "\n\n", 2);
            page->length += 2;
        }
        memcpy(page->text + page->length, page->all + block->begin, block->end - block->begin);
        page->length += block->end - block->begin;
    }
    return 0;
}

static void begin(struct walk *walk, struct page *page)
{
    *walk = (struct walk){.page = page, .finder = {.page = page}};
    page->length = page->all_length = page->n_blocks = page->known_length = 0;
    page->n_containers = 0;
    memset(page->facts, 0, sizeof page->facts);
    add_container(walk, 0);
}

static int end(struct walk *walk, bool choose, struct ordo_error *error)
{
    struct page *page = walk->page;

    if (walk->failed || walk->finder.failed)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < PAGE_FACTS; i++)
        if (walk->finder.length[i] > 0)
            page->facts[i] =
                (struct ordo_string){page->known + walk->finder.at[i], walk->finder.length[i]};
    if (choose)
        main_text_choose(page->blocks, page->n_blocks, page->containers, page->n_containers);
    for (size_t i = 0; !choose && i < page->n_blocks; i++)
        page->blocks[i].wanted = true;
    return join(page, error);
}

static int read_markup(struct page *page, struct ordo_string bytes, bool is_page,
                       struct ordo_error *error)
{
    struct walk walk;
    xmlDoc *document;
    xmlNode *root;

    begin(&walk, page);
    page->lost.code = ORDO_OK;
    if (bytes.length > PAGE_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "page longer than %zu bytes, left out", PAGE_MAX);
    if (bytes.length == 0)
        return 0;
    document = xml_read_page(bytes, &page->lost, error);
    if (document == NULL)
        return -1;
    root = xmlDocGetRootElement(document);
    for (bool trusting = true; root != NULL; trusting = false) {
        begin(&walk, page);
        walk.is_page = is_page;
        walk.trusting = trusting;
        walk.bytes = text_in(root);
        walk_tree(&walk, root);
        if (!is_emptied(&walk))
            break;
    }
    xmlFreeDoc(document);
    return end(&walk, is_page, error);
}

int page_read(struct page *page, struct ordo_string bytes, struct ordo_error *error)
{
    return read_markup(page, bytes, true, error);
}

int page_read_fragment(struct page *page, struct ordo_string bytes, struct ordo_error *error)
{
    return read_markup(page, bytes, false, error);
}

int page_read_tree(struct page *page, xmlNode *body, xmlNode *item,
                   void (*look)(struct page_finder *finder, xmlNode *item),
                   struct ordo_error *error)
{
    struct walk walk;

    begin(&walk, page);
    walk.trusting = true;
    walk.lines = xmlFirstElementChild(body) == NULL; /* text/plain */
    walk.bytes = text_in(body);
    look(&walk.finder, item);
    walk_tree(&walk, body);
    return end(&walk, false, error);
}

void page_charset(struct ordo_string bytes, char name[48])
{
    size_t length = bytes.length < 4096 ? bytes.length : 4096, n = 0;
    const char *end = bytes.bytes + length;

    name[0] = '\0';
    for (const char *at = bytes.bytes; end - at > 8; at++) {
        if (strncasecmp(at, "charset=", 8) != 0 && strncasecmp(at, "encoding=", 9) != 0)
            continue;
        at += at[7] == '=' ? 8 : 9;
        while (at < end && (*at == '"' || *at == '\'' || *at == ' '))
            at++;
        for (; at + n < end && n < 47 && strchr("\"'; \t>/?", at[n]) == NULL; n++)
            name[n] = at[n];
        name[n] = '\0';
        return;
    }
}

void page_release(struct page *page)
{
    free(page->text);
    free(page->known);
    free(page->all);
    free(page->blocks);
    free(page->containers);
    memset(page, 0, sizeof *page);
}
