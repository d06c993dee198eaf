/* xml.c: libxml2 2.9 does not bear every lack of memory: its HTML parser may go round for ever when
 * an allocation fails. So control leaves it there by a jump. What it had then is lost, and so is
 * the run, which ends with "out of memory". */
#include "xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlmemory.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

static _Thread_local jmp_buf *way_out; /* NULL: outside of the library */

static void *or_leave(void *block)
{
    if (block == NULL && way_out != NULL)
        longjmp(*way_out, 1);
    return block;
}

static void *allocate(size_t size)
{
    return or_leave(malloc(size));
}

static void *reallocate(void *block, size_t size)
{
    return or_leave(realloc(block, size));
}

static char *duplicate(const char *text)
{
    return or_leave(strdup(text));
}

static void set_up(void)
{
    xmlMemSetup(free, allocate, reallocate, duplicate);
    xmlInitParser();
}

/* encoding: for XML; NULL for a page in UTF-8 where is_page. */
static xmlDoc *parse(struct ordo_string bytes, bool is_page, const char *encoding, bool *no_memory)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    jmp_buf here;
    xmlDoc *document;

    pthread_once(&once, set_up);
    *no_memory = true;
    if (setjmp(here) != 0) {
        way_out = NULL;
        return NULL;
    }
    way_out = &here;
    xmlResetLastError();
    document = is_page
                   ? htmlReadMemory(bytes.bytes, (int)bytes.length, NULL, "UTF-8",
                                    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                        HTML_PARSE_NONET | HTML_PARSE_COMPACT)
                   : xmlReadMemory(bytes.bytes, (int)bytes.length, NULL, encoding,
                                   XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                       XML_PARSE_COMPACT | XML_PARSE_NOCDATA);
    way_out = NULL;
    *no_memory = false;
    return document;
}

/* Of what is wrong with a page the parser stops for its own limits alone. */
static void note_lost(struct ordo_error *lost)
{
    const xmlError *reason = xmlGetLastError();

    lost->code = ORDO_OK;
    if (reason == NULL)
        return;
    if (reason->code == XML_ERR_INTERNAL_ERROR)
        ordo_fail(lost, ORDO_ERR_LIMIT,
                  "elements nested deeper than %u, the rest of the page is left out",
                  xmlParserMaxDepth);
    else if (reason->code == XML_ERR_NO_MEMORY)
        ordo_fail(lost, ORDO_ERR_LIMIT,
                  "text longer than %d bytes in one element, the rest of the page is left out",
                  XML_MAX_TEXT_LENGTH);
    else
        return;
    ordo_fail_at(lost, NULL, (uint64_t)(reason->line > 0 ? reason->line : 0), 0);
}

xmlDoc *xml_read_page(struct ordo_string bytes, struct ordo_error *lost, struct ordo_error *error)
{
    bool no_memory;
    xmlDoc *document = parse(bytes, true, NULL, &no_memory);

    if (no_memory)
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    else if (document == NULL)
        ordo_fail(error, ORDO_ERR_FORMAT, "not read: no page");
    else
        note_lost(lost);
    return document;
}

xmlDoc *xml_read_news(struct ordo_string bytes, const char *encoding, struct ordo_error *error)
{
    bool no_memory;
    xmlDoc *document = parse(bytes, false, encoding, &no_memory);
    const xmlError *reason;

    if (no_memory)
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (no_memory || document != NULL)
        return document;
    reason = xmlGetLastError();
    if (reason == NULL || reason->message == NULL) {
        ordo_fail(error, ORDO_ERR_FORMAT, "invalid XML");
        return NULL;
    }
    ordo_fail(error, ORDO_ERR_FORMAT, "invalid XML: %.*s", (int)strcspn(reason->message, "\n"),
              reason->message);
    ordo_fail_at(error, NULL, (uint64_t)(reason->line > 0 ? reason->line : 0), 0);
    return NULL;
}
