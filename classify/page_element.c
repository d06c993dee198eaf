/* page_element.c: tables of names. */
#include "page_element.h"
#include "../lib/bytes.h"
#include "page_facts.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const struct {
    const char *name;
    enum element_kind kind;
} ELEMENTS[] = {
    {"p", IS_BLOCK},
    {"div", IS_BLOCK},
    {"li", IS_BLOCK},
    {"ul", IS_BLOCK},
    {"ol", IS_BLOCK},
    {"dl", IS_BLOCK},
    {"dt", IS_BLOCK},
    {"dd", IS_BLOCK},
    {"h1", IS_HEADING},
    {"h2", IS_HEADING},
    {"h3", IS_HEADING},
    {"h4", IS_HEADING},
    {"h5", IS_HEADING},
    {"h6", IS_HEADING},
    {"section", IS_BLOCK},
    {"article", IS_BLOCK},
    {"main", IS_BLOCK},
    {"body", IS_BLOCK},
    {"html", IS_BLOCK},
    {"table", IS_BLOCK},
    {"tr", IS_BLOCK},
    {"td", IS_BLOCK},
    {"th", IS_BLOCK},
    {"tbody", IS_BLOCK},
    {"thead", IS_BLOCK},
    {"blockquote", IS_BLOCK},
    {"pre", IS_BLOCK},
    {"header", IS_BLOCK},
    {"center", IS_BLOCK},
    {"hr", IS_BLOCK},
    {"address", IS_BLOCK},
    {"details", IS_BLOCK},
    {"summary", IS_BLOCK},
    {"hgroup", IS_BLOCK},
    {"head", IS_DROPPED},
    {"script", IS_DROPPED},
    {"style", IS_DROPPED},
    {"noscript", IS_DROPPED},
    {"template", IS_DROPPED},
    {"iframe", IS_DROPPED},
    {"object", IS_DROPPED},
    {"embed", IS_DROPPED},
    {"svg", IS_DROPPED},
    {"math", IS_DROPPED},
    {"canvas", IS_DROPPED},
    {"form", IS_BLOCK},
    {"button", IS_DROPPED},
    {"select", IS_DROPPED},
    {"textarea", IS_DROPPED},
    {"input", IS_DROPPED},
    {"label", IS_DROPPED},
    {"nav", IS_DROPPED},
    {"footer", IS_DROPPED},
    {"aside", IS_DROPPED},
    {"figure", IS_DROPPED},
    {"figcaption", IS_DROPPED},
    {"caption", IS_DROPPED},
    {"audio", IS_DROPPED},
    {"video", IS_DROPPED},
    {"menu", IS_DROPPED},
    {"dialog", IS_DROPPED},
    {"sup", IS_DROPPED},
    {"rp", IS_DROPPED},
    {"rt", IS_DROPPED},
    {"hl1", IS_DROPPED},
    {"hl2", IS_HEADING},
    {"bq", IS_BLOCK},
    {"block", IS_BLOCK},
    {"media", IS_DROPPED},
    {"body.head", IS_DROPPED},
    {"body.end", IS_DROPPED},
    {"note", IS_DROPPED},
    {"body.content", IS_BLOCK},
    {"inlineData", IS_BLOCK},
};

/* Words of a class or an id that say what an element is for, as such names are chosen in practice
 * (compare the lists of Arc90's Readability). */
static const char *const BESIDE[] = {
    "comment",   "comments",   "disqus",      "share",      "sharing",     "sharedaddy",
    "social",    "related",    "recommended", "sidebar",    "sponsor",     "sponsored",
    "promo",     "newsletter", "subscribe",   "breadcrumb", "breadcrumbs", "cookie",
    "cookies",   "consent",    "footer",      "masthead",   "menu",        "nav",
    "navbar",    "navigation", "modal",       "popup",      "advert",      "advertisement",
    "ad",        "ads",        "caption",     "credit",     "byline",      "dateline",
    "timestamp", "tags",       "pagination",  "toolbar",    "outbrain",    "taboola",
    "pullquote", "login",      "signup",      "copyright",  "trending",    "popular",
    "tools",     "gallery",    "slideshow",   "bio",        "authorbio",   "sharetools",
    "mostread",  "topics",     "metadata",    "infobox"};
/* Names that say so alone: of "overflow-hidden", "wp-widget" and "pager-item" nobody knows. */
static const char *const BESIDE_ALONE[] = {"hidden",     "is-hidden", "visually-hidden",
                                           "widget",     "pager",     "print",
                                           "print-only", "skip",      "skip-link"};
/* Words that take it back, or tell what else is on the page: "no-print", "has-sidebar". */
static const char *const TURNED[] = {"no",   "not",  "non",   "without", "with",   "has",
                                     "free", "none", "until", "aware",   "visible"};
static const char *const BESIDE_ROLES[] = {"navigation", "banner", "contentinfo", "complementary",
                                           "search",     "dialog", "menu",        "menubar",
                                           "toolbar",    "alert",  "alertdialog", "tablist"};
/* Words that overrule them: "article-with-sidebar". */
static const char *const WITHIN[] = {"article", "body", "content", "main",    "story",    "entry",
                                     "post",    "text", "page",    "wrapper", "container"};

/* Whether one of the words stands in a class: words end at signs and where capitals begin. */
static bool has_any(const char *value, const char *const *words, size_t n)
{
    while (value != NULL && *value != '\0') {
        size_t length = 0;
        while (*value != '\0' && !bytes_is_plain(*value))
            value++;
        while (bytes_is_plain(value[length]) && !(length > 0 && value[length] >= 'A' &&
                                                  value[length] <= 'Z' && value[length - 1] >= 'a'))
            length++;
        for (size_t i = 0; length > 0 && i < n; i++)
            if (strlen(words[i]) == length && strncasecmp(words[i], value, length) == 0)
                return true;
        value += length;
    }
    return false;
}
#define HAS_ANY(value, words) has_any(value, words, sizeof(words) / sizeof *(words))

/* Whether one of the names in a class or an id says so. One with a colon holds in some light alone:
 * "print:hidden". */
static bool names_beside(const char *names)
{
    char name[64];

    while (names != NULL && *names != '\0') {
        size_t length = strcspn(names, " \t\r\n");
        snprintf(name, sizeof name, "%.*s", (int)length, names);
        for (size_t i = 0; i < sizeof BESIDE_ALONE / sizeof BESIDE_ALONE[0]; i++)
            if (strcasecmp(name, BESIDE_ALONE[i]) == 0)
                return true;
        if (strchr(name, ':') == NULL && HAS_ANY(name, BESIDE) && !HAS_ANY(name, TURNED))
            return true;
        names += length + strspn(names + length, " \t\r\n");
    }
    return false;
}

enum element_kind element_kind(const char *name)
{
    for (size_t i = 0; i < sizeof ELEMENTS / sizeof ELEMENTS[0]; i++)
        if (strcmp(ELEMENTS[i].name, name) == 0)
            return ELEMENTS[i].kind;
    return IS_INLINE;
}

bool element_is_hidden(const xmlNode *element)
{
    const char *style = page_attribute(element, "style");
    const char *aria = page_attribute(element, "aria-hidden");
    const char *none = style == NULL ? NULL : strstr(style, "display");

    for (const xmlAttr *a = element->properties; a != NULL; a = a->next)
        if (strcasecmp((const char *)a->name, "hidden") == 0)
            return true;
    if (none != NULL) {
        none += 7 + strspn(none + 7, " :");
        if (strncmp(none, "none", 4) == 0)
            return true;
    }
    return aria != NULL && strcmp(aria, "true") == 0;
}

bool element_is_beside(const xmlNode *element)
{
    const char *name = (const char *)element->name;
    const char *class = page_attribute(element, "class"), *id = page_attribute(element, "id");

    if (strcmp(name, "html") == 0 || strcmp(name, "body") == 0 || strcmp(name, "article") == 0 ||
        strcmp(name, "main") == 0)
        return false;
    if (HAS_ANY(page_attribute(element, "role"), BESIDE_ROLES))
        return true;
    return (names_beside(class) && !HAS_ANY(class, WITHIN)) ||
           (names_beside(id) && !HAS_ANY(id, WITHIN));
}

int element_rank(const xmlNode *element)
{
    const char *name = (const char *)element->name;
    const char *property = page_attribute(element, "itemprop");

    if (property != NULL && strcasecmp(property, "articleBody") == 0)
        return 3;
    if (strcmp(name, "article") == 0)
        return 2;
    return strcmp(name, "main") == 0 || (page_attribute(element, "role") != NULL &&
                                         strcasecmp(page_attribute(element, "role"), "main") == 0)
               ? 1
               : 0;
}

bool element_is_byline(const xmlNode *element)
{
    static const char *const words[] = {"byline"};
    const char *class = page_attribute(element, "class");

    return HAS_ANY(class, words) || (class != NULL && strcasecmp(class, "author") == 0);
}

bool element_is_block_quotation(const char *name)
{
    return strcmp(name, "blockquote") == 0 || strcmp(name, "bq") == 0;
}

bool element_is_credit(const char *name)
{
    return strcmp(name, "cite") == 0 || strcmp(name, "footer") == 0 || strcmp(name, "credit") == 0;
}
