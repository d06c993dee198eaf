/* input.c: pieces cover their files, and reading goes on from any of their places. */
#include "../../classify/documents.h"
#include "../../lib/reserve.h"
#include "tap.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/ordo-input-XXXXXX";

static const char *path_of(const char *name)
{
    static char path[8][256];
    static int which;

    which = (which + 1) % 8;
    snprintf(path[which], sizeof path[which], "%s/%s", folder, name);
    return path[which];
}

static void write_file(const char *name, const char *bytes, size_t length)
{
    FILE *file = fopen(path_of(name), "w");

    if (file == NULL || fwrite(bytes, 1, length, file) != length || fclose(file) != 0)
        exit(1);
}

/* Rows enough for several pieces. */
static char *make_rows(bool csv, size_t n, size_t *length)
{
    char *rows = malloc(n * 80 + 16), *at = rows;

    if (csv)
        at += sprintf(at, "id,text\n");
    for (size_t i = 0; i < n; i++)
        at +=
            sprintf(at, csv ? "r%zu,\"text,\n%zu\"\n" : "{\"id\":\"r%zu\",\"text\":\"text %zu\"}\n",
                    i, i * 7919);
    *length = (size_t)(at - rows);
    return rows;
}

static void write_archive(const char *name, const char *const *members, const char *const *bytes,
                          const size_t *lengths, size_t n)
{
    struct archive *archive = archive_write_new();

    archive_write_add_filter_gzip(archive);
    archive_write_set_format_pax_restricted(archive);
    archive_write_open_filename(archive, path_of(name));
    for (size_t i = 0; i < n; i++) {
        struct archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, members[i]);
        archive_entry_set_size(entry, (la_int64_t)lengths[i]);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_write_header(archive, entry);
        archive_write_data(archive, bytes[i], lengths[i]);
        archive_entry_free(entry);
    }
    archive_write_free(archive);
}

static void make_files(void)
{
    static const char *const members[] = {"one.txt", "rows.jsonl", "two.html"};
    static const char record[] = "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\n"
                                 "Content-Length: 12\r\n\r\nHello there.\r\n\r\n";
    const char *bytes[3] = {"Plain text.", NULL, "<html><body><p>A page.</p></body></html>"};
    size_t lengths[3] = {11, 0, 0}, length;
    char *rows = make_rows(false, 30000, &length), *csv;
    char warc[3 * sizeof record] = "";

    bytes[1] = rows;
    lengths[1] = length;
    lengths[2] = strlen(bytes[2]);
    write_file("b.jsonl", rows, length);
    write_archive("c.tgz", members, bytes, lengths, 3);
    csv = make_rows(true, 30000, &length);
    write_file("a.csv", csv, length);
    for (int i = 0; i < 3; i++)
        strcat(warc, record);
    write_file("d.warc", warc, strlen(warc));
    write_file("e.txt", "The end.", 8);
    write_file("f.bin", "\0\1\2", 3); /* refused; takes its number all the same */
    write_file("g.txt", "Behind it.", 10);
    free(rows);
    free(csv);
}

/* A piece as it was; pieces may be cut elsewhere when reading begins elsewhere. */
struct seen {
    struct position at, after;
    char *path, *bytes; /* owned */
    size_t length;
    bool bad;
};

/* Every piece from a position on. */
static size_t read_all(struct position from, struct seen *seen, size_t room)
{
    const char *paths[] = {folder};
    struct settings settings = {
        .text_field = "text", .limit_size = 64, .inputs = paths, .n_inputs = 1};
    struct input *input;
    struct piece piece = {0};
    struct ordo_error error;
    size_t n = 0;
    int found;

    if (input_new(&input, &settings, &error) != 0)
        return 0;
    input_seek(input, from);
    while ((found = input_next(input, &piece, &error)) != 0 && n < room) {
        seen[n] = (struct seen){.bad = found < 0};
        if (found > 0) {
            seen[n].at = piece.at;
            seen[n].after = piece.after;
            seen[n].path = strdup(piece.path);
            seen[n].bytes = malloc(piece.length + 1);
            seen[n].length = piece.length;
            memcpy(seen[n].bytes, piece.bytes, piece.length);
        }
        n++;
    }
    piece_release(&piece);
    input_free(input);
    return n;
}

static void forget(struct seen *seen, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        free(seen[i].path);
        free(seen[i].bytes);
    }
}

/* FNV over all bytes, and over the path wherever it changes. */
static uint64_t hash_of(const struct seen *seen, size_t n)
{
    uint64_t hash = 1469598103934665603U;
    const char *path = "";

    for (size_t i = 0; i < n; i++) {
        if (seen[i].bad)
            continue;
        for (const char *p = seen[i].path; strcmp(seen[i].path, path) != 0 && *p != '\0'; p++)
            hash = (hash ^ (unsigned char)*p) * 1099511628211U;
        path = seen[i].path;
        for (size_t k = 0; k < seen[i].length; k++)
            hash = (hash ^ (unsigned char)seen[i].bytes[k]) * 1099511628211U;
    }
    return hash;
}

static bool same_place(struct position a, struct position b)
{
    return a.source == b.source && a.member == b.member && a.byte == b.byte && a.line == b.line;
}

#define ROOM 64

static bool goes_on(struct position from, const struct seen *expected, size_t n)
{
    struct seen rest[ROOM];
    size_t left = read_all(from, rest, ROOM);
    bool same = hash_of(rest, left) == hash_of(expected, n) &&
                (n == 0 || expected[0].bad || (left > 0 && same_place(rest[0].at, from)) ||
                 from.source != rest[0].at.source || from.member != rest[0].at.member);

    forget(rest, left);
    return same;
}

/* The room that a piece takes for records of a kilobyte each. */
static size_t room_of_records(size_t n)
{
    const char *paths[] = {path_of("long.warc")};
    struct settings settings = {
        .text_field = "text", .limit_size = 64, .inputs = paths, .n_inputs = 1};
    FILE *file = fopen(paths[0], "w");
    struct input *input;
    struct piece piece = {0};
    struct ordo_error error;
    size_t room;

    if (file == NULL)
        exit(1);
    for (size_t i = 0; i < n; i++)
        fprintf(file,
                "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\n"
                "Content-Length: 1000\r\n\r\n%1000s\r\n\r\n",
                "text");
    fclose(file);
    if (input_new(&input, &settings, &error) != 0)
        exit(1);
    for (size_t i = 0; i < n; i++)
        if (input_next(input, &piece, &error) != 1 || piece.length < 1000)
            exit(1);
    if (input_next(input, &piece, &error) != 0)
        exit(1);
    room = piece.capacity;
    piece_release(&piece);
    input_free(input);
    unlink(paths[0]);
    return room;
}

int main(void)
{
    struct seen all[ROOM];
    struct position begin = {0, 0, 0, 1};
    size_t n, wrong_at = 0, wrong_after = 0, gaps = 0;

    if (mkdtemp(folder) == NULL)
        return 1;
    make_files();
    n = read_all(begin, all, ROOM);
    OK(n > 15, "a folder comes in pieces");
    for (size_t i = 0; i < n; i++) {
        if (all[i].bad)
            continue;
        wrong_at += !goes_on(all[i].at, all + i, n - i);
        wrong_after += !goes_on(all[i].after, all + i + 1, n - i - 1);
        gaps += i + 1 < n && !all[i + 1].bad && all[i].at.source == all[i + 1].at.source &&
                all[i].at.member == all[i + 1].at.member &&
                !same_place(all[i].after, all[i + 1].at);
    }
    OK(wrong_at == 0, "reading goes on from where any piece begins");
    OK(wrong_after == 0, "and from behind any piece");
    OK(gaps == 0, "pieces of one file follow each other");
    OK(all[n - 2].bad && !all[n - 1].bad && all[n - 1].at.source == 6,
       "a file that is refused keeps its number");
    forget(all, n);
    OK(room_of_records(5000) == room_of_records(50), "web archives are read in even memory");
    for (const char *name = "a.csv\0b.jsonl\0c.tgz\0d.warc\0e.txt\0f.bin\0g.txt\0"; *name != '\0';
         name += strlen(name) + 1)
        unlink(path_of(name));
    rmdir(folder);
    return tap_done();
}
