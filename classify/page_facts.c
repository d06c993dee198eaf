/* page_facts.c: schema.org in JSON-LD first, then OpenGraph and its kin, then what is left: <time>,
 * <title>, <link>, lang, schema.org on the elements themselves (microdata), bylines. */
#include "page_facts.h"
#include "../lib/reserve.h"
#include "page_element.h"
#include "page_schema.h"

#include <string.h>
#include <strings.h>

#define BYLINE_MAX ((size_t)100)

static const struct {
    const char *name; /* of <meta name>, property or itemprop */
    enum page_fact fact;
    int rank;
} METAS[] = {
    {"og:title", PAGE_TITLE, RANK_GRAPH},
    {"twitter:title", PAGE_TITLE, RANK_META},
    {"dc.title", PAGE_TITLE, RANK_META},
    {"headline", PAGE_TITLE, RANK_META},
    {"article:published_time", PAGE_DATE, RANK_GRAPH},
    {"og:published_time", PAGE_DATE, RANK_GRAPH},
    {"datepublished", PAGE_DATE, RANK_GRAPH},
    {"date", PAGE_DATE, RANK_META},
    {"pubdate", PAGE_DATE, RANK_META},
    {"publishdate", PAGE_DATE, RANK_META},
    {"publish_date", PAGE_DATE, RANK_META},
    {"publish-date", PAGE_DATE, RANK_META},
    {"parsely-pub-date", PAGE_DATE, RANK_META},
    {"sailthru.date", PAGE_DATE, RANK_META},
    {"dc.date", PAGE_DATE, RANK_META},
    {"dc.date.issued", PAGE_DATE, RANK_META},
    {"dcterms.created", PAGE_DATE, RANK_META},
    {"citation_publication_date", PAGE_DATE, RANK_META},
    {"author", PAGE_AUTHOR, RANK_META},
    {"article:author", PAGE_AUTHOR, RANK_WEAK}, /* often the address of a profile */
    {"parsely-author", PAGE_AUTHOR, RANK_META},
    {"sailthru.author", PAGE_AUTHOR, RANK_META},
    {"byl", PAGE_AUTHOR, RANK_META},
    {"dc.creator", PAGE_AUTHOR, RANK_META},
    {"citation_author", PAGE_AUTHOR, RANK_META},
    {"og:site_name", PAGE_SOURCE, RANK_GRAPH},
    {"application-name", PAGE_SOURCE, RANK_WEAK},
    {"dc.publisher", PAGE_SOURCE, RANK_META},
    {"og:url", PAGE_URL, RANK_META},
    {"og:locale", PAGE_LANGUAGE, RANK_META},
    {"language", PAGE_LANGUAGE, RANK_META},
    {"content-language", PAGE_LANGUAGE, RANK_META},
};

const char *page_attribute(const xmlNode *element, const char *name)
{
    for (const xmlAttr *attribute = element->properties; attribute != NULL;
         attribute = attribute->next)
        if (strcasecmp((const char *)attribute->name, name) == 0)
            return attribute->children == NULL ? NULL : (const char *)attribute->children->content;
    return NULL;
}

xmlNode *page_next(const xmlNode *top, xmlNode *node, bool inside)
{
    if (inside && node->type == XML_ELEMENT_NODE && node->children != NULL)
        return node->children;
    while (node != top && node->next == NULL)
        node = node->parent;
    return node == top ? NULL : node->next;
}

static bool is_address(const char *value)
{
    return strncasecmp(value, "http://", 7) == 0 || strncasecmp(value, "https://", 8) == 0;
}

/* White space folded, cut at a code point. `rank` must be above what is known. */
void page_facts_know(struct page_finder *finder, enum page_fact fact, int rank, const char *value)
{
    struct page *page = finder->page;
    size_t length = 0, limit;
    char *out;

    if (value == NULL || rank <= finder->rank[fact] || (fact == PAGE_AUTHOR && is_address(value)))
        return;
    limit = strnlen(value, PAGE_FACT_MAX);
    while (limit > 0 && ((unsigned char)value[limit] & 0xC0) == 0x80)
        limit--;
    if (ordo_reserve(&page->known, &page->known_capacity, page->known_length + limit + 1, 1,
                     NULL) != 0) {
        finder->failed = 1;
        return;
    }
    out = page->known + page->known_length;
    for (size_t i = 0; i < limit; i++) {
        bool space = strchr(" \t\r\n", value[i]) != NULL;
        if (!space)
            out[length++] = value[i];
        else if (length > 0 && out[length - 1] != ' ')
            out[length++] = ' ';
    }
    while (length > 0 && out[length - 1] == ' ')
        length--;
    if (length == 0)
        return;
    finder->at[fact] = page->known_length;
    finder->length[fact] = length;
    page->known_length += length;
    finder->rank[fact] = rank;
}

static void look_at_meta(struct page_finder *finder, const xmlNode *element)
{
    static const char *const keys[] = {"property", "name", "itemprop", "http-equiv"};
    const char *content = page_attribute(element, "content");

    for (size_t k = 0; content != NULL && k < sizeof keys / sizeof keys[0]; k++) {
        const char *name = page_attribute(element, keys[k]);
        for (size_t i = 0; name != NULL && i < sizeof METAS / sizeof METAS[0]; i++)
            if (strcasecmp(METAS[i].name, name) == 0)
                page_facts_know(finder, METAS[i].fact, METAS[i].rank, content);
    }
}

/* ---- the rest ------------------------------------------------------------------------------- */

static void text_of(xmlNode *element, char text[PAGE_FACT_MAX])
{
    size_t length = 0;

    for (xmlNode *node = page_next(element, element, true);
         node != NULL && length + 1 < PAGE_FACT_MAX; node = page_next(element, node, true))
        if (node->type == XML_TEXT_NODE && node->content != NULL) {
            size_t n = strnlen((const char *)node->content, PAGE_FACT_MAX - 1 - length);
            memcpy(text + length, node->content, n);
            length += n;
        }
    text[ordo_utf8_valid(text, length)] = '\0';
}

void page_facts_know_text(struct page_finder *finder, enum page_fact fact, int rank,
                          xmlNode *element)
{
    char text[PAGE_FACT_MAX];

    text_of(element, text);
    page_facts_know(finder, fact, rank, text);
}

static bool has_word(const char *words, const char *word)
{
    size_t length = strlen(word);

    for (const char *at = words; at != NULL && *at != '\0'; at += strspn(at, " ")) {
        size_t n = strcspn(at, " ");
        if (n == length && strncasecmp(at, word, n) == 0)
            return true;
        at += n;
    }
    return false;
}

/* "By Jane Roe | Wire" -> "Jane Roe". What is long or has figures holds more than names. */
static void look_at_byline(struct page_finder *finder, xmlNode *element, int rank)
{
    static const char *const by[] = {"by ", "by: ", "von ", "par ", "por "};
    static const char *const ends[] = {"|", "\xE2\x80\xA2", "\xC2\xB7"};
    char text[PAGE_FACT_MAX], *name = text, *end;

    text_of(element, text);
    name += strspn(name, " \t\r\n");
    for (size_t i = 0; i < sizeof by / sizeof by[0]; i++)
        if (strncasecmp(name, by[i], strlen(by[i])) == 0) {
            name += strlen(by[i]);
            break;
        }
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if ((end = strstr(name, ends[i])) != NULL)
            *end = '\0';
    if (strlen(name) <= BYLINE_MAX && strpbrk(name, "0123456789@") == NULL)
        page_facts_know(finder, PAGE_AUTHOR, rank, name);
}

/* Whether an element is a property, or within one, of a thing that is itself one: an author's name.
 */
static bool is_of(const xmlNode *element, const char *property)
{
    for (int i = 0; i < 4 && element != NULL && element->type == XML_ELEMENT_NODE; i++) {
        if (has_word(page_attribute(element, "itemprop"), property))
            return true;
        element = element->parent;
    }
    return false;
}

/* schema.org on the elements themselves. */
static void look_at_microdata(struct page_finder *finder, xmlNode *element, const char *property,
                              bool is_title)
{
    const char *content = page_attribute(element, "content");
    enum page_fact fact;

    if (has_word(property, "headline") && is_title)
        page_facts_know_text(finder, PAGE_TITLE, RANK_META, element);
    else if (has_word(property, "datePublished") && content != NULL)
        page_facts_know(finder, PAGE_DATE, RANK_META, content);
    else if (has_word(property, "datePublished"))
        page_facts_know_text(finder, PAGE_DATE, RANK_WEAK, element);
    else if (has_word(property, "name") &&
             (is_of(element, "author") || is_of(element, "publisher"))) {
        fact = is_of(element, "author") ? PAGE_AUTHOR : PAGE_SOURCE;
        if (content != NULL)
            page_facts_know(finder, fact, RANK_META, content);
        else
            page_facts_know_text(finder, fact, RANK_META, element);
    } else if (has_word(property, "author"))
        look_at_byline(finder, element, RANK_WEAK);
}

void page_facts_look(struct page_finder *finder, xmlNode *element, bool in_article)
{
    const char *name = (const char *)element->name;
    const char *property = page_attribute(element, "itemprop");

    if (property != NULL)
        look_at_microdata(finder, element, property, in_article || strcmp(name, "h1") == 0);
    if (strcmp(name, "meta") == 0)
        look_at_meta(finder, element);
    else if (strcmp(name, "script") == 0)
        page_schema_look(finder, element);
    else if (strcmp(name, "title") == 0 && element->parent != NULL &&
             strcmp((const char *)element->parent->name, "svg") != 0)
        page_facts_know_text(finder, PAGE_TITLE, RANK_WEAK, element);
    else if (strcmp(name, "html") == 0)
        page_facts_know(finder, PAGE_LANGUAGE, RANK_GRAPH, page_attribute(element, "lang"));
    else if (strcmp(name, "link") == 0 && has_word(page_attribute(element, "rel"), "canonical"))
        page_facts_know(finder, PAGE_URL, RANK_GRAPH, page_attribute(element, "href"));
    else if (strcmp(name, "time") == 0 && page_attribute(element, "datetime") != NULL)
        page_facts_know(finder, PAGE_DATE,
                        has_word(property, "datePublished") ||
                                page_attribute(element, "pubdate") != NULL || in_article
                            ? RANK_META
                            : RANK_WEAK,
                        page_attribute(element, "datetime"));
    else if (strcmp(name, "a") == 0 && has_word(page_attribute(element, "rel"), "author"))
        look_at_byline(finder, element, RANK_WEAK);
    else if (element_is_byline(element))
        look_at_byline(finder, element, in_article ? RANK_BYLINE : RANK_GUESS);
}
