/* join_documents.c: a corpus -> documents with white space folded -> the texts of labels. */
#include "../lib/reserve.h"
#include "join_private.h"
#include "read.h"

#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of the white space at `at` (Unicode's White_Space and the separators U+001C to U+001F), or
 * 0.
 */
static size_t space_at(const char *text, size_t at, size_t end)
{
    unsigned char c = (unsigned char)text[at];
    unsigned char next = at + 1 < end ? (unsigned char)text[at + 1] : 0;
    unsigned char last = at + 2 < end ? (unsigned char)text[at + 2] : 0;

    if (c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F))
        return 1;
    if (c == 0xC2)
        return next == 0x85 || next == 0xA0 ? 2 : 0;
    if (c == 0xE1)
        return next == 0x9A && last == 0x80 ? 3 : 0;
    if (c == 0xE3)
        return next == 0x80 && last == 0x80 ? 3 : 0;
    if (c != 0xE2)
        return 0;
    return (next == 0x80 &&
            ((last >= 0x80 && last <= 0x8A) || last == 0xA8 || last == 0xA9 || last == 0xAF)) ||
                   (next == 0x81 && last == 0x9F)
               ? 3
               : 0;
}

/* Folds white space into joining->folded. Returns its length, or SIZE_MAX with error. */
static size_t fold(struct joining *joining, struct ordo_string text, struct ordo_error *error)
{
    size_t n = 0, at = 0;

    if (ordo_reserve(&joining->folded, &joining->folded_capacity, text.length + 1, 1, error) != 0)
        return SIZE_MAX;
    while (at < text.length) {
        size_t space = space_at(text.bytes, at, text.length);
        if (space == 0) {
            joining->folded[n++] = text.bytes[at++];
            continue;
        }
        while (at < text.length && (space = space_at(text.bytes, at, text.length)) > 0)
            at += space;
        joining->folded[n++] = ' ';
    }
    return n;
}

/* The byte of a code point, or SIZE_MAX when the text is shorter. */
static size_t byte_of(const char *text, size_t length, size_t point)
{
    size_t at = 0;

    for (; at < length; at++)
        if (((unsigned char)text[at] & 0xC0) != 0x80 && point-- == 0)
            return at;
    return point == 0 ? at : SIZE_MAX;
}

static int cut(struct joining *joining, struct label *label, size_t length,
               struct ordo_error *error)
{
    size_t begin = byte_of(joining->folded, length, label->begin);
    size_t end = byte_of(joining->folded, length, label->end);

    label->differs = true;
    if (begin == SIZE_MAX || end == SIZE_MAX ||
        ordo_checksum(joining->folded + begin, end - begin, 0) != label->checksum)
        return 0;
    label->differs = false;
    label->length = end - begin;
    label->text = strndup(joining->folded + begin, end - begin);
    return label->text == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}

/* Cuts the texts of all labels of a document. */
static int take_document(struct joining *joining, const struct corpus *corpus,
                         struct ordo_string doc, struct ordo_string text, struct ordo_error *error)
{
    struct ordo_string source = {corpus->source, strlen(corpus->source)};
    size_t i = join_first(joining, source, doc), length;
    struct label key = {.source = source, .doc = doc};

    if (i == joining->n)
        return 0;
    length = fold(joining, text, error);
    if (length == SIZE_MAX)
        return -1;
    for (; i < joining->n && join_compare(joining->order[i], &key) == 0; i++)
        if (joining->order[i]->text == NULL && cut(joining, joining->order[i], length, error) != 0)
            return -1;
    return 0;
}

/* "name.txt" for the document "name.txt" or "name". */
static int take_file(struct joining *joining, const struct corpus *corpus, const char *path,
                     const char *name, struct ordo_error *error)
{
    const char *dot = strrchr(name, '.');
    struct ordo_string source = {corpus->source, strlen(corpus->source)};
    struct ordo_string whole = {name, strlen(name)};
    struct ordo_string bare = {name, dot == NULL ? strlen(name) : (size_t)(dot - name)};
    struct ordo_file file;
    int result;

    if (join_first(joining, source, whole) == joining->n)
        whole = bare;
    if (join_first(joining, source, whole) == joining->n)
        return 0;
    if (ordo_file_open(&file, path, error) != 0)
        return -1;
    result =
        take_document(joining, corpus, whole, (struct ordo_string){file.bytes, file.length}, error);
    ordo_file_release(&file);
    return result;
}

int join_folder(struct joining *joining, const struct corpus *corpus, bool *is_folder,
                struct ordo_error *error)
{
    char path[4096];
    char *paths[] = {path, NULL};
    FTS *tree;
    int result = 0;

    snprintf(path, sizeof path, "%s", corpus->path);
    tree = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR | FTS_COMFOLLOW, NULL);
    if (tree == NULL)
        return ordo_fail(error, ORDO_ERR_IO, "cannot read %s", corpus->path);
    *is_folder = false;
    for (FTSENT *entry = fts_read(tree); result == 0 && entry != NULL; entry = fts_read(tree)) {
        if (entry->fts_info == FTS_D && entry->fts_level == 0)
            *is_folder = true;
        else if (entry->fts_info == FTS_F && *is_folder)
            result = take_file(joining, corpus, entry->fts_path, entry->fts_name, error);
        else if (entry->fts_info == FTS_NS && entry->fts_level == 0)
            result = ordo_fail(error, ORDO_ERR_IO, "cannot read %s", corpus->path);
    }
    fts_close(tree);
    return result;
}

/* "https://host/name/" -> "name" */
static struct ordo_string last_part(struct ordo_string id)
{
    size_t begin;

    while (id.length > 0 && id.bytes[id.length - 1] == '/')
        id.length--;
    for (begin = id.length; begin > 0 && id.bytes[begin - 1] != '/'; begin--)
        continue;
    return (struct ordo_string){id.bytes + begin, id.length - begin};
}

struct taking {
    struct joining *joining;
    const struct corpus *corpus;
};

static int take_row(void *context, const struct rows_file *file, const struct rows_row *row,
                    struct ordo_error *error)
{
    struct taking *taking = context;

    (void)file;
    if (row->values[0].length == 0 || row->values[1].length == 0)
        return 0;
    return take_document(taking->joining, taking->corpus, last_part(row->values[0]), row->values[1],
                         error);
}

int join_rows(struct joining *joining, const struct corpus *corpus, struct ordo_error *error)
{
    const char *columns[2] = {corpus->id, corpus->text};
    struct taking taking = {joining, corpus};
    size_t n_bad = 0; /* what is missed by them is counted */
    struct reading reading = {joining->talk, &n_bad, &taking, NULL, take_row};
    struct rows_request request = {
        .path = corpus->path, .names = columns, .n_names = 2, .n_required = 2};

    return read_rows(&request, &reading, error);
}
