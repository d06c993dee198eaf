/* quotes.c: the examples in tests/spec, and what must hold of quotations in any text at all. */
#include "../../lib/ordo.h"
#include "sound.h"
#include "tap.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static char article[65536], expected[65536], found[65536];

static void append(char *buffer, const char *bytes, size_t length)
{
    size_t at = strlen(buffer);

    memcpy(buffer + at, bytes, length);
    buffer[at + length] = '\0';
}

/* The statements of a text, one line each, as the spec writes them. */
static void describe(struct ordo_quotes *quotes, const char *text, size_t length, char *out)
{
    struct ordo_error error;

    out[0] = '\0';
    if (ordo_quotes_find(quotes, text, length, &error) != 0 ||
        ordo_speakers_find(quotes, text, &error) != 0) {
        append(out, error.message, strlen(error.message));
        return;
    }
    if (quotes->n == 0)
        append(out, "none\n", 5);
    for (size_t i = 0; i < quotes->n; i++) {
        const struct ordo_quote *quote = &quotes->items[i];
        char *words = malloc(ordo_quote_room(quotes, i));
        size_t n = ordo_quote_words(quotes, i, text, words, NULL);
        append(out, ordo_kind_name(quote->kind), strlen(ordo_kind_name(quote->kind)));
        append(out, " | ", 3);
        append(out, words, n);
        append(out, " | ", 3);
        if (quote->speaker.end > quote->speaker.begin)
            append(out, text + quote->speaker.begin, quote->speaker.end - quote->speaker.begin);
        else
            append(out, "?", 1);
        if (quote->role.end > quote->role.begin) {
            append(out, " | ", 3);
            append(out, text + quote->role.begin, quote->role.end - quote->role.begin);
        }
        append(out, "\n", 1);
        free(words);
    }
}

static void check_example(struct ordo_quotes *quotes, const char *path, int line)
{
    char name[128];

    snprintf(name, sizeof name, "%s, example before line %d", path, line);
    describe(quotes, article, strlen(article), found);
    if (!OK(strcmp(found, expected) == 0, name))
        printf("# expected: %s# found: %s", expected, found);
}

static void run_examples(struct ordo_quotes *quotes, const char *path)
{
    FILE *file = fopen(path, "r");
    char line[4096];
    int number = 0;

    article[0] = expected[0] = '\0';
    if (!OK(file != NULL, path))
        return;
    while (fgets(line, sizeof line, file) != NULL) {
        number++;
        if (line[0] == '>') {
            if (expected[0] != '\0') {
                check_example(quotes, path, number);
                article[0] = expected[0] = '\0';
            }
            append(article, line + (line[1] == ' ' ? 2 : 1),
                   strlen(line) - (line[1] == ' ' ? 2 : 1));
        } else if (line[0] == '=' && line[1] == ' ') {
            append(expected, line + 2, strlen(line) - 2);
        }
    }
    check_example(quotes, path, number);
    fclose(file);
}

static void run_spec(struct ordo_quotes *quotes)
{
    glob_t files;

    if (!OK(glob("tests/spec/*.txt", 0, NULL, &files) == 0, "there are examples in tests/spec"))
        return;
    for (size_t i = 0; i < files.gl_pathc; i++)
        run_examples(quotes, files.gl_pathv[i]);
    globfree(&files);
}

static void run_random(struct ordo_quotes *quotes)
{
    static const char *const pieces[] = {"\"", "“",   "”",   "„",    "«",
                                         "»",  "‘",   "’",   "'",    "said",
                                         " ",  " ",   "\n",  "\n\n", "Maria Silva",
                                         "he", ".",   ",",   "word", "「",
                                         "」", "(",   "=",   "5",    "according to",
                                         ":",  "Who", "who", "é",    "the"};
    unsigned state = 1;
    bool sound = true;

    for (int i = 0; i < 20000 && sound; i++) {
        char text[2048] = "";
        for (int k = 0; k < 80; k++) {
            const char *piece;
            state = state * 1664525U + 1013904223U;
            piece = pieces[(state >> 16) % (sizeof pieces / sizeof pieces[0])];
            append(text, piece, strlen(piece));
        }
        if (ordo_quotes_find(quotes, text, strlen(text), NULL) != 0 ||
            ordo_speakers_find(quotes, text, NULL) != 0 ||
            !quotes_are_sound(quotes, text, strlen(text))) {
            sound = false;
            printf("# %s\n", text);
        }
    }
    OK(sound, "20,000 random texts give sound spans");
}

/* Twice the marks, about twice the steps: told by whether it ends at all. */
static void run_hostile(struct ordo_quotes *quotes)
{
    static const char *const patterns[] = {"(\"",
                                           " “",
                                           "\"a",
                                           "“a” said ",
                                           "‘s ",
                                           " he said, \"",
                                           "\n\n“a",
                                           "A. ",
                                           "“",
                                           "``",
                                           "“”„«",
                                           "Aa ",
                                           "said he ",
                                           "said that he is, ",
                                           "the minister, who ",
                                           "Aa Bb, the minister, said. ",
                                           " he ",
                                           "\"Aa,\" he said, ",
                                           "He said \"it.\" ",
                                           "The group said, \"It holds.\" Aa Bb ",
                                           "Aa-Bb Council of ",
                                           "\"Why?\" she asked.\n\n\"No?\"\n\n",
                                           "A man came. He said it is there, and he said it is, ",
                                           "his claim by the group that ",
                                           "asked by the minister whether ",
                                           "der Minister spricht von „Krise“ und ",
                                           "Anna von Berg („Wir bleiben.“) ",
                                           "er soll laut Anna von der Berg, "};
    bool ended = true;

    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        size_t size = strlen(patterns[i]), length = 0, capacity = 1000000;
        char *text = malloc(capacity + 16);
        while (length + size < capacity) {
            memcpy(text + length, patterns[i], size);
            length += size;
        }
        ended = ended && ordo_quotes_find(quotes, text, length, NULL) == 0 &&
                ordo_speakers_find(quotes, text, NULL) == 0 &&
                quotes_are_sound(quotes, text, length);
        free(text);
    }
    OK(ended, "megabytes of marks, names and verbs that lead nowhere are read in bounded time");
}

static void run_shared(struct ordo_quotes *quotes)
{
    static const char path[] = "../shared/data/articles/sino-russian-meeting.txt";
    struct ordo_file file;
    size_t marked = 0;
    char name[] = "the commentary in ../shared has Lavrov, Doshi and the foreign ministers";

    if (ordo_file_open(&file, path, NULL) != 0) {
        tap_skip(name, "no ../shared");
        return;
    }
    describe(quotes, file.bytes, file.length, found);
    for (size_t i = 0; i < quotes->n; i++)
        marked += quotes->items[i].kind != ORDO_INDIRECT;
    OK(marked == 3 && strstr(found, "| Sergey Lavrov |") != NULL &&
           strstr(found, "| Rush Doshi |") != NULL &&
           strstr(found, "| the foreign ministers\n") != NULL,
       name);
    ordo_file_release(&file);
}

/* White space at every place of stretches that are looked at sixteen bytes at a time. */
static void run_folding(struct ordo_quotes *quotes)
{
    static const char *const spaces[] = {" ", "  ", "\t", " \t ", "\r", "\v \f"};
    static const char before[] = "aaaaaaaaaa bbbbbbbbbbb cccccccccccccccccccc", after[] = "ddddd d";
    const size_t begin = strlen("Silva said: \"");
    bool folded = true;

    for (size_t k = 1; k < sizeof before; k++)
        for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
            char words[128], expect[128];
            uint32_t from[128];
            int length, n = snprintf(article, sizeof article, "Silva said: \"%.*s%s%s.%s\"\n",
                                     (int)k, before, spaces[i], after, spaces[i]);
            size_t gap = strlen(spaces[i]) - 1;
            if (before[k - 1] == ' ')
                continue;
            length = snprintf(expect, sizeof expect, "%.*s %s.", (int)k, before, after);
            folded = folded && ordo_quotes_find(quotes, article, (size_t)n, NULL) == 0 &&
                     quotes->n == 1 &&
                     ordo_quote_words(quotes, 0, article, words, from) == (size_t)length &&
                     memcmp(words, expect, (size_t)length) == 0;
            /* A space is from where the word behind it is. */
            for (size_t at = 0; folded && at < (size_t)length; at++)
                folded = from[at] == begin + at + (at >= k ? gap : 0) + (words[at] == ' ');
        }
    OK(folded, "white space is folded wherever it stands");
}

/* A text need not be followed by anything: here no byte behind it can be read. */
static void run_bounds(struct ordo_quotes *quotes)
{
    static const char text[] =
        "\xE2\x80\x9CIt is to go,\xE2\x80\x9D Ana Silva of the U.N. told us. "
        "It's Bo\xE2\x80\x99s, he said, 'We can't.'";
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *pages = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    bool found_all = pages != MAP_FAILED && mprotect(pages + page, page, PROT_NONE) == 0;

    for (size_t length = 0; found_all && length < sizeof text; length++) {
        char *end = memcpy(pages + page - length, text, length);
        found_all = ordo_quotes_find(quotes, end, length, NULL) == 0 &&
                    ordo_speakers_find(quotes, end, NULL) == 0;
    }
    OK(found_all, "no byte behind a text is read");
    munmap(pages, 2 * page);
}

int main(void)
{
    struct ordo_quotes quotes = {0};

    run_spec(&quotes);
    run_folding(&quotes);
    run_random(&quotes);
    run_hostile(&quotes);
    run_bounds(&quotes);
    run_shared(&quotes);
    OK(ordo_quotes_find(&quotes, "", 0, NULL) == 0 && quotes.n == 0,
       "an empty text has no quotations");
    ordo_quotes_release(&quotes);
    return tap_done();
}
