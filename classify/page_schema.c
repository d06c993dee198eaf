/* page_schema.c: a block of JSON-LD describes many things, other articles among them: the one that
 * stands at the page's own address is meant, else the first. */
#include "page_schema.h"

#include <jansson.h>
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX 4  /* of what is looked into */
#define LOOK_UPS  20 /* of names that stand elsewhere in the block, for one fact */

/* How well an article's address fits the page's. */
enum fit { FIT_NONE, FIT_OTHER, FIT_UNKNOWN, FIT_SAME };

struct choice {
    const json_t *article; /* the best so far */
    enum fit fit;
    const char *address; /* of the page; NULL: it tells none */
};

/* ---- addresses ------------------------------------------------------------------------------ */

/* What of an address names a page of its site; empty: nothing. */
static struct ordo_string path_of(const char *address)
{
    const char *host = address == NULL ? NULL : strstr(address, "://");
    const char *path = host == NULL ? address : strchr(host + 3, '/');
    size_t length = path == NULL || path[0] != '/' ? 0 : strcspn(path, "?#");

    while (length > 0 && path[length - 1] == '/')
        length--;
    return (struct ordo_string){path, length};
}

static bool is_same(struct ordo_string a, struct ordo_string b)
{
    return a.length > 0 && a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0;
}

/* The page's own address, looked for once. */
static const char *address_of(struct page_finder *finder, const xmlNode *element)
{
    xmlNode *root = xmlDocGetRootElement(element->doc);

    for (xmlNode *node = root; node != NULL && !finder->has_looked;
         node = page_next(root, node, true)) {
        const char *rel, *property;
        if (node->type != XML_ELEMENT_NODE)
            continue;
        rel = strcmp((const char *)node->name, "link") == 0 ? page_attribute(node, "rel") : NULL;
        property = page_attribute(node, "property");
        if (rel != NULL && strcasecmp(rel, "canonical") == 0) {
            finder->address = page_attribute(node, "href");
            break;
        }
        if (property != NULL && strcasecmp(property, "og:url") == 0)
            finder->address = page_attribute(node, "content");
    }
    finder->has_looked = true;
    return finder->address;
}

/* ---- things --------------------------------------------------------------------------------- */

static bool is_article_type(const char *type)
{
    size_t length = type == NULL ? 0 : strlen(type);

    return length > 0 && ((length >= 7 && strcmp(type + length - 7, "Article") == 0) ||
                          strcmp(type, "BlogPosting") == 0 ||
                          strcmp(type, "LiveBlogPosting") == 0 || strcmp(type, "Report") == 0);
}

static bool is_article(const json_t *object)
{
    const json_t *type = json_object_get(object, "@type");

    for (size_t i = 0; i < json_array_size(type); i++)
        if (is_article_type(json_string_value(json_array_get(type, i))))
            return true;
    return is_article_type(json_string_value(type));
}

/* An address, or that of the thing which stands for one. */
static const char *address_in(const json_t *value)
{
    return json_string_value(json_is_object(value) ? json_object_get(value, "@id") : value);
}

static enum fit fit_of(const json_t *article, const char *address)
{
    struct ordo_string wanted = path_of(address),
                       url = path_of(address_in(json_object_get(article, "url"))),
                       page = path_of(address_in(json_object_get(article, "mainEntityOfPage"))),
                       id = path_of(address_in(json_object_get(article, "@id")));

    if (is_same(url, wanted) || is_same(page, wanted) || is_same(id, wanted))
        return FIT_SAME;
    return wanted.length == 0 || url.length + page.length == 0 ? FIT_UNKNOWN : FIT_OTHER;
}

/* The thing itself, and those within it that may be the article. */
static void choose(struct choice *choice, const json_t *thing, int depth)
{
    enum fit fit = is_article(thing) ? fit_of(thing, choice->address) : FIT_NONE;

    if (depth == DEPTH_MAX)
        return;
    for (size_t i = 0; i < json_array_size(thing); i++)
        choose(choice, json_array_get(thing, i), depth + 1);
    if (!json_is_object(thing))
        return;
    choose(choice, json_object_get(thing, "@graph"), depth + 1);
    choose(choice, json_object_get(thing, "mainEntity"), depth + 1);
    if (fit > choice->fit) {
        choice->article = thing;
        choice->fit = fit;
    }
}

/* The thing with a name that others refer to by this id. */
static const json_t *find(const json_t *thing, const char *id, int depth)
{
    const char *own = json_string_value(json_object_get(thing, "@id"));
    const json_t *found = NULL;

    if (depth == DEPTH_MAX)
        return NULL;
    if (own != NULL && strcmp(own, id) == 0 && json_object_get(thing, "name") != NULL)
        return thing;
    for (size_t i = 0; found == NULL && i < json_array_size(thing); i++)
        found = find(json_array_get(thing, i), id, depth + 1);
    return found != NULL || !json_is_object(thing)
               ? found
               : find(json_object_get(thing, "@graph"), id, depth + 1);
}

/* ---- values --------------------------------------------------------------------------------- */

/* The character that an entity stands for, without & and ; around it; 0: none. */
static int entity_value(const char *name, size_t length)
{
    char copy[12] = "";
    const htmlEntityDesc *known;
    long value;

    if (length == 0 || length >= sizeof copy)
        return 0;
    memcpy(copy, name, length);
    if (copy[0] == '#') {
        value = copy[1] == 'x' || copy[1] == 'X' ? strtol(copy + 2, NULL, 16)
                                                 : strtol(copy + 1, NULL, 10);
        return value >= ' ' && IS_CHAR(value) ? (int)value : 0;
    }
    known = htmlEntityLookup((const xmlChar *)copy);
    return known == NULL ? 0 : (int)known->value;
}

/* JSON knows no entities, but many pages write them there all the same. */
static void resolve_entities(char *text)
{
    char *out = text;

    while (*text != '\0') {
        size_t length = *text == '&' ? strcspn(text + 1, ";&") : 0;
        int value = length > 0 && text[length + 1] == ';' ? entity_value(text + 1, length) : 0;
        if (value == 0) {
            *out++ = *text++;
            continue;
        }
        out += xmlCopyCharMultiByte((xmlChar *)out, value);
        text += length + 2;
    }
    *out = '\0';
}

/* Names that are put together. */
struct names {
    const json_t *block;
    int look_ups; /* that are left: each goes through the block */
    char text[PAGE_FACT_MAX];
};

/* A text, or the name of a thing; of several the names with commas between them. */
static void add_names(struct names *names, const json_t *value, int depth)
{
    const char *text = json_string_value(value), *id;
    size_t length = strlen(names->text);

    if (depth == DEPTH_MAX)
        return;
    if (text != NULL && length + strlen(text) + 3 < sizeof names->text) {
        if (length > 0)
            strcat(names->text, ", ");
        strcat(names->text, text);
    }
    for (size_t i = 0; i < json_array_size(value); i++)
        add_names(names, json_array_get(value, i), depth + 1);
    if (!json_is_object(value))
        return;
    id = json_string_value(json_object_get(value, "@id"));
    if (id != NULL && json_object_get(value, "name") == NULL && names->look_ups-- > 0)
        value = find(names->block, id, 0);
    add_names(names, json_object_get(value, "name"), depth + 1);
}

static void know(struct page_finder *finder, enum page_fact fact, int rank, const json_t *block,
                 const json_t *value)
{
    struct names names = {.block = block, .look_ups = LOOK_UPS};

    add_names(&names, value, 0);
    resolve_entities(names.text);
    page_facts_know(finder, fact, rank, names.text);
}

/* Raw line breaks within strings, which JSON forbids, become spaces, and a wrapping for XML is
 * passed over. */
static json_t *read_block(struct page_finder *finder, const char *text)
{
    const char *wrap = strstr(text, "<![CDATA["), *from = text + strcspn(text, "{[");
    char *copy;
    json_t *json;

    if (wrap != NULL && wrap < from)
        from = wrap + 9 + strcspn(wrap + 9, "{[");
    copy = strdup(from);
    if (copy == NULL) {
        finder->failed = 1;
        return NULL;
    }
    for (char *at = copy; *at != '\0'; at++)
        if ((unsigned char)*at < ' ')
            *at = ' ';
    json = json_loads(copy, JSON_DISABLE_EOF_CHECK, NULL);
    free(copy);
    return json;
}

void page_schema_look(struct page_finder *finder, const xmlNode *element)
{
    static const struct {
        enum page_fact fact;
        const char *name;
    } members[] = {{PAGE_TITLE, "headline"}, {PAGE_DATE, "datePublished"},
                   {PAGE_AUTHOR, "author"},  {PAGE_SOURCE, "publisher"},
                   {PAGE_URL, "url"},        {PAGE_LANGUAGE, "inLanguage"}};
    const char *type = page_attribute(element, "type"), *page;
    const xmlNode *text = element->children;
    struct choice choice = {NULL, FIT_NONE, NULL};
    json_t *block;
    int rank;

    if (type == NULL || strncasecmp(type, "application/ld+json", 19) != 0 || text == NULL ||
        text->content == NULL)
        return;
    block = read_block(finder, (const char *)text->content);
    choice.address = address_of(finder, element);
    choose(&choice, block, 0);
    rank = choice.fit == FIT_OTHER ? RANK_WEAK : RANK_SCHEMA;
    for (size_t i = 0; choice.article != NULL && i < sizeof members / sizeof members[0]; i++)
        know(finder, members[i].fact, rank, block,
             json_object_get(choice.article, members[i].name));
    page = address_in(json_object_get(choice.article, "mainEntityOfPage"));
    page_facts_know(finder, PAGE_URL, rank, page);
    json_decref(block);
}
