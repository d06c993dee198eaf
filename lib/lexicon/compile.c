/* compile.c: lib/lexicon/<language>.txt -> the C source of the table that lexicon.c searches. Runs
 * when the library is built.
 *
 * usage: compile FILE.txt... > table.c
 *
 * first-names.txt has the classes "male" and "female" and makes a table of its own.
 *
 * A file: "#" comments; "[class]" begins a section; then words, lower case, separated by white
 * space. English and German verbs stand in their base form and are inflected here (inflect.c);
 * irregular ones give their forms themselves. */
#include "inflect.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

struct word {
    uint64_t key;
    char text[LEXICON_WORD_MAX + 1];
    struct lexicon_entry entry;
};

static struct word *words;
static size_t n_words, n_slots;
static uint64_t first_names[1 << FIRST_NAME_BITS];
static size_t n_first_names;
static const char *path;
static unsigned line_number;

void lexicon_fail(const char *problem, const char *subject)
{
    fprintf(stderr, "%s:%u: %s '%s'\n", path, line_number, problem, subject);
    exit(1);
}

static struct word *slot_of(const char *text, size_t length)
{
    uint64_t key = lexicon_hash(text, length);
    size_t at = (size_t)(key >> 8) & (n_slots - 1);

    while (words[at].key != 0 && words[at].key != key)
        at = (at + 1) & (n_slots - 1);
    if (words[at].key != 0 && strcmp(words[at].text, text) != 0)
        lexicon_fail("two words have one hash; change the mixing in lexicon.h:", text);
    words[at].key = key;
    return &words[at];
}

static void grow(void)
{
    struct word *old = words;
    size_t n_old = n_slots;

    n_slots = n_slots == 0 ? 1024 : n_slots * 2;
    words = calloc(n_slots, sizeof *words);
    if (words == NULL)
        lexicon_fail("out of memory at", path);
    for (size_t i = 0; i < n_old; i++)
        if (old[i].key != 0)
            *slot_of(old[i].text, strlen(old[i].text)) = old[i];
    free(old);
}

void lexicon_add(const char *text, enum lexicon_language language, uint64_t classes)
{
    size_t length = strlen(text);
    struct word *word;

    if (length == 0 || length > LEXICON_WORD_MAX)
        lexicon_fail("empty or too long word", text);
    if (n_words * 2 >= n_slots)
        grow();
    word = slot_of(text, length);
    n_words += word->text[0] == '\0';
    memcpy(word->text, text, length + 1);
    word->entry.classes[language] |= classes;
}

static uint64_t class_of(const char *name)
{
    static const char *const names[] = {
#define X(name, text) text,
        WORD_CLASSES(X)
#undef X
    };

    char first[LEXICON_WORD_MAX + 1] = "";
    const char *form = strchr(name, '-');

    for (size_t i = 0; i < WORD_CLASS_COUNT; i++)
        if (strcmp(name, names[i]) == 0)
            return UINT64_C(1) << i;
    if (form == NULL || (size_t)(form - name) >= sizeof first)
        lexicon_fail("unknown class", name);
    memcpy(first, name, (size_t)(form - name)); /* "say-finite": say and finite */
    return class_of(first) | class_of(form + 1);
}

static enum lexicon_language language_of(const char *file)
{
    const char *name = strrchr(file, '/');

    name = name == NULL ? file : name + 1;
    if (strcmp(name, "en.txt") == 0)
        return LEXICON_ENGLISH;
    return strcmp(name, "de.txt") == 0 ? LEXICON_GERMAN : LEXICON_OTHER;
}

static void add_first_name(const char *text, bool female)
{
    uint64_t key = lexicon_hash(text, strlen(text)) >> 1;
    size_t at = first_name_slot(key);

    if (++n_first_names * 2 > sizeof first_names / sizeof *first_names)
        lexicon_fail("too many first names; raise FIRST_NAME_BITS in lexicon.h:", text);
    while (first_names[at] != 0 && first_names[at] >> 1 != key)
        at = first_name_next(at);
    if (first_names[at] != 0)
        lexicon_fail("first name given twice:", text);
    first_names[at] = key << 1 | (female ? 1 : 0);
}

/* The class that "[name]" begins. */
static uint64_t begin_class(char *word, bool names)
{
    word[strlen(word) - 1] = '\0';
    if (!names)
        return class_of(word + 1);
    if (strcmp(word, "[male") != 0 && strcmp(word, "[female") != 0)
        lexicon_fail("unknown class", word + 1);
    return word[1] == 'f' ? 2 : 1;
}

static void read_file(void)
{
    const char *slash = strrchr(path, '/');
    bool names = strcmp(slash == NULL ? path : slash + 1, "first-names.txt") == 0;
    enum lexicon_language language = language_of(path);
    FILE *file = fopen(path, "r");
    char line[8192];
    uint64_t class = 0;

    if (file == NULL)
        lexicon_fail("cannot open", path);
    for (line_number = 1; fgets(line, sizeof line, file) != NULL; line_number++) {
        char *comment = strchr(line, '#');
        if (strchr(line, '\n') == NULL)
            lexicon_fail("line too long, or without an end:", line);
        if (comment != NULL)
            *comment = '\0';
        for (char *word = strtok(line, " \t\n"); word != NULL; word = strtok(NULL, " \t\n")) {
            size_t length = strlen(word);
            if (word[0] == '[' && word[length - 1] == ']') {
                class = begin_class(word, names);
            } else if (class == 0) {
                lexicon_fail("no [class] before", word);
            } else if (names) {
                add_first_name(word, class == 2);
            } else if (language == LEXICON_ENGLISH && (class & WORD_INFLECTED) != 0) {
                lexicon_inflect_english(word, class);
            } else if (language == LEXICON_GERMAN && (class & WORD_VERB) != 0 &&
                       (class & (WORD(FINITE) | WORD(BASE) | WORD(PARTICIPLE))) == 0) {
                lexicon_inflect_german(word, class);
            } else {
                lexicon_add(word, language, class);
            }
        }
    }
    fclose(file);
}

static void write_table(void)
{
    static uint64_t filter[(size_t)1 << (LEXICON_FILTER_BITS - 6)];

    puts("/* Made by lib/lexicon/compile.c. */\n#include \"lib/lexicon.h\"\n");
    printf("static const uint64_t keys[%zu] = {\n", n_slots);
    for (size_t i = 0; i < n_slots; i++) {
        uint64_t bit = words[i].key >> (64 - LEXICON_FILTER_BITS);
        if (words[i].key != 0) {
            printf("[%zu] = 0x%llxU,\n", i, (unsigned long long)words[i].key);
            filter[bit / 64] |= UINT64_C(1) << bit % 64;
        }
    }
    printf("};\n\nstatic const struct lexicon_entry entries[%zu] = {\n", n_slots);
    for (size_t i = 0; i < n_slots; i++) {
        const uint64_t *classes = words[i].entry.classes;
        if (words[i].key != 0)
            printf("[%zu] = {{0x%llxU, 0x%llxU, 0x%llxU}},\n", i, (unsigned long long)classes[0],
                   (unsigned long long)classes[1], (unsigned long long)classes[2]);
    }
    printf("};\n\nstatic const uint64_t filter[%zu] = {\n", sizeof filter / sizeof filter[0]);
    for (size_t i = 0; i < sizeof filter / sizeof filter[0]; i++)
        printf("0x%llxU,\n", (unsigned long long)filter[i]);
    puts("};\n\nconst uint64_t ordo_first_names[1 << FIRST_NAME_BITS] = {");
    for (size_t i = 0; i < sizeof first_names / sizeof *first_names; i++)
        if (first_names[i] != 0)
            printf("[%zu] = 0x%llxU,\n", i, (unsigned long long)first_names[i]);
    printf("};\n\nconst struct lexicon_table ordo_lexicon = {keys, entries, filter, %zu};\n",
           n_slots - 1);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        path = argv[i];
        read_file();
    }
    write_table();
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
