/* compile.c: lib/lexicon/<language>.txt -> the C source of the table that lexicon.c searches. Runs
 * when the library is built.
 *
 * usage: compile FILE.txt... > table.c
 *
 * first-names.txt has the classes "male" and "female". place-words.txt, made by places.awk, has no
 * classes but the first word of each place, in the order of the table of places; with a "*" that of
 * a word that only tells about places.
 *
 * A file: "#" comments; "[class]" begins a section; then words, lower case, separated by white
 * space. English and German verbs stand in their base form and are inflected here (inflect.c);
 * irregular ones give their forms themselves. */
#include "inflect.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define ENTRIES_MAX        8192
#define LEXICON_BUCKET_MAX 32 /* words; they are two or three */
#define IN_FULL            64 /* beside the gender of a first name: before a surname alone */

struct word {
    uint64_t key;
    char text[LEXICON_WORD_MAX + 1];
    struct lexicon_entry entry;
};

static struct word *words;
static size_t n_words, n_slots;
static struct lexicon_entry entries[ENTRIES_MAX]; /* all different; the first is empty */
static size_t n_entries = 1;
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

    if (key == 0) /* a free slot's */
        lexicon_fail("word with hash 0; change the mixing in lexicon.h:", text);
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

/* The word's place, which is made for a new one. */
static struct word *add_word(const char *text)
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
    return word;
}

void lexicon_add(const char *text, enum lexicon_language language, uint64_t classes)
{
    add_word(text)->entry.classes[language] |= classes;
}

/* class: an enum gender, maybe IN_FULL. */
static void add_first_name(const char *text, uint64_t class)
{
    struct word *word = add_word(text);

    if ((word->entry.gender | word->entry.gender_in_full) != GENDER_UNKNOWN)
        lexicon_fail("first name given twice:", text);
    *((class & IN_FULL) == 0 ? &word->entry.gender : &word->entry.gender_in_full) =
        (uint8_t)(class & ~(uint64_t)IN_FULL);
}

/* Called for the places in their order, of which several may have one first word. */
static void add_place(char *text)
{
    static uint32_t n;
    char *mark = strchr(text, '*');
    struct word *word;

    if (mark != NULL)
        *mark = '\0';
    word = add_word(text);
    n++;
    if (word->entry.place == 0)
        word->entry.place = n;
    if (mark == NULL)
        word->entry.begins_place = 1;
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

/* The class that "[name]" begins. */
static uint64_t begin_class(char *word, bool names)
{
    word[strlen(word) - 1] = '\0';
    static const struct {
        const char *name;
        uint64_t class;
    } sections[] = {{"male", GENDER_HE},
                    {"female", GENDER_SHE},
                    {"male-in-full", GENDER_HE | IN_FULL},
                    {"female-in-full", GENDER_SHE | IN_FULL}};

    if (!names)
        return class_of(word + 1);
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (strcmp(word + 1, sections[i].name) == 0)
            return sections[i].class;
    lexicon_fail("unknown class", word + 1);
    return 0;
}

static void read_file(void)
{
    const char *slash = strrchr(path, '/'), *name = slash == NULL ? path : slash + 1;
    bool names = strcmp(name, "first-names.txt") == 0,
         places = strcmp(name, "place-words.txt") == 0;
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
            if (places) {
                add_place(word);
            } else if (word[0] == '[' && word[length - 1] == ']') {
                class = begin_class(word, names);
            } else if (class == 0) {
                lexicon_fail("no [class] before", word);
            } else if (names) {
                add_first_name(word, class);
            } else if (language == LEXICON_ENGLISH && (class & WORD_INFLECTED) != 0) {
                lexicon_inflect_english(word, class);
            } else if (language == LEXICON_GERMAN && (class & WORD_INFLECTED) != 0 &&
                       (class & (WORD(FINITE) | WORD(BASE) | WORD(PARTICIPLE))) == 0) {
                lexicon_inflect_german(word, class);
            } else {
                lexicon_add(word, language, class);
            }
        }
    }
    fclose(file);
}

/* Words of one bucket, and where their slots are. */
struct bucket {
    size_t number, n;
    uint64_t keys[LEXICON_BUCKET_MAX];
};

static int by_size(const void *left, const void *right)
{
    const struct bucket *a = left, *b = right;

    return a->n == b->n ? (a->number > b->number) - (a->number < b->number)
                        : (a->n < b->n) - (a->n > b->n);
}

/* Whether the move brings all words of the bucket to free slots, which are then taken. */
static bool fits(const struct bucket *bucket, uint16_t move, uint64_t *taken)
{
    for (size_t i = 0; i < bucket->n; i++) {
        size_t slot = lexicon_slot_of(bucket->keys[i], move);
        if (taken[slot] != 0) {
            while (i-- > 0)
                taken[lexicon_slot_of(bucket->keys[i], move)] = 0;
            return false;
        }
        taken[slot] = bucket->keys[i];
    }
    return true;
}

/* Fills taken, [LEXICON_SLOTS] keys, and moves, [LEXICON_BUCKETS]: the largest buckets first. */
static void displace(uint64_t *taken, uint16_t *moves)
{
    static struct bucket buckets[LEXICON_BUCKETS];

    for (size_t i = 0; i < LEXICON_BUCKETS; i++)
        buckets[i].number = i;
    for (size_t i = 0; i < n_slots; i++) {
        struct bucket *bucket = &buckets[lexicon_bucket(words[i].key)];
        if (words[i].key == 0)
            continue;
        if (bucket->n == LEXICON_BUCKET_MAX)
            lexicon_fail("too many words in a bucket; raise LEXICON_BUCKET_BITS in lexicon.h:",
                         words[i].text);
        bucket->keys[bucket->n++] = words[i].key;
    }
    qsort(buckets, LEXICON_BUCKETS, sizeof *buckets, by_size);
    for (size_t i = 0; i < LEXICON_BUCKETS; i++) {
        size_t move = 0;
        while (move < LEXICON_SLOTS && !fits(&buckets[i], (uint16_t)move, taken))
            move++;
        if (move == LEXICON_SLOTS)
            lexicon_fail("no slots are left; raise LEXICON_SLOT_BITS in lexicon.h:", path);
        moves[buckets[i].number] = (uint16_t)move;
    }
}

/* The number of the entry, which is added where it is new. */
static size_t entry_number(const struct lexicon_entry *entry)
{
    for (size_t i = 0; i < n_entries; i++)
        if (memcmp(&entries[i], entry, sizeof *entry) == 0)
            return i;
    if (n_entries == sizeof entries / sizeof *entries)
        lexicon_fail("too many combinations of classes; raise ENTRIES_MAX in", path);
    entries[n_entries] = *entry;
    return n_entries++;
}

/* The lengths of the German words that compounds end with. */
static void write_tails(void)
{
    static unsigned lengths[1 << LEXICON_TAIL_BITS];

    for (size_t i = 0; i < n_slots; i++) {
        size_t n = strlen(words[i].text);
        if ((words[i].entry.classes[LEXICON_GERMAN] & LEXICON_HEAD_CLASSES) != 0 &&
            n >= LEXICON_HEAD_MIN && n <= LEXICON_HEAD_MAX && strchr(words[i].text, '-') == NULL)
            lengths[lexicon_tail(words[i].text + n)] |= 1U << (n - LEXICON_HEAD_MIN);
    }
    puts("const uint16_t ordo_lexicon_tails[1 << LEXICON_TAIL_BITS] = {");
    for (size_t i = 0; i < 1 << LEXICON_TAIL_BITS; i++)
        printf("%u,\n", lengths[i]);
    puts("};");
}

static void write_table(void)
{
    static uint64_t taken[LEXICON_SLOTS];
    static uint16_t moves[LEXICON_BUCKETS];

    displace(taken, moves);
    puts("/* Made by lib/lexicon/compile.c. */\n#include \"lib/lexicon.h\"\n");
    puts("const uint64_t ordo_lexicon_slots[LEXICON_SLOTS] = {");
    for (size_t i = 0; i < n_slots; i++) {
        uint64_t key = words[i].key;
        if (key != 0)
            printf("[%zu] = 0x%llxU,\n", lexicon_slot_of(key, moves[lexicon_bucket(key)]),
                   (unsigned long long)(key >> 16 << 16 | entry_number(&words[i].entry)));
    }
    puts("};\n\nconst struct lexicon_entry ordo_lexicon_entries[] = {");
    for (size_t i = 0; i < n_entries; i++)
        printf("{{0x%llxU, 0x%llxU, 0x%llxU}, %u, %u, %u, %u},\n",
               (unsigned long long)entries[i].classes[0], (unsigned long long)entries[i].classes[1],
               (unsigned long long)entries[i].classes[2], entries[i].gender,
               entries[i].gender_in_full, entries[i].begins_place, entries[i].place);
    puts("};");
    for (size_t l = 0; l < LEXICON_LANGUAGES; l++) {
        printf("static const uint64_t classes%zu[] = {\n", l);
        for (size_t i = 0; i < n_entries; i++)
            printf("0x%llxU,\n", (unsigned long long)entries[i].classes[l]);
        puts("};");
    }
    puts("const uint64_t *const ordo_lexicon_classes[] = {classes0, classes1, classes2};");
    write_tails();
    puts("\n\nconst uint16_t ordo_lexicon_moves[LEXICON_BUCKETS] = {");
    for (size_t i = 0; i < LEXICON_BUCKETS; i++)
        printf("%u,\n", moves[i]);
    puts("};");
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
