/* Text and tokens: normalisation against its reference, spans, and Unicode's own word break test.
 */
#include "../../lib/text.h"
#include "../../lib/unicode.h"
#include "../../lib/utf8.h"
#include "tap.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 0x9E3779B97F4A7C15ULL;

static uint64_t next_random(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static bool same_as_reference(const char *bytes, size_t length)
{
    struct ordo_text fast = {0}, reference = {0};
    struct ordo_error error;
    bool same = ordo_text_normalise(&fast, bytes, length, &error) == 0 &&
                ordo_text_normalise_reference(&reference, bytes, length, &error) == 0 &&
                fast.length == reference.length &&
                memcmp(fast.bytes, reference.bytes, fast.length) == 0 &&
                fast.n_ill_formed == reference.n_ill_formed;

    if (!same) {
        printf("# differs for %zu bytes:", length);
        for (size_t i = 0; i < length && i < 80; i++)
            printf(" %02x", (unsigned char)bytes[i]);
        printf("\n");
    }
    ordo_text_release(&fast);
    ordo_text_release(&reference);
    return same;
}

/* Points that are likely to interact: letters, marks, Hangul parts, ignorables, compatibility
 * forms. */
static uint32_t random_point(void)
{
    static const uint32_t ranges[][2] = {{0x20, 0x7E},       {0x20, 0x7E},     {0xA0, 0x24F},
                                         {0x300, 0x36F},     {0x1100, 0x11FF}, {0xAC00, 0xAC80},
                                         {0x2000, 0x206F},   {0x3040, 0x30FF}, {0x3130, 0x318F},
                                         {0xFF00, 0xFFEF},   {0x900, 0x9FF},   {0x1F300, 0x1F64F},
                                         {0xE0100, 0xE0110}, {0xFE00, 0xFE0F}, {0x590, 0x6FF},
                                         {0x1D100, 0x1D200}, {0x0, 0x1F},      {0xF00, 0xFFF}};
    size_t i = next_random() % (sizeof ranges / sizeof *ranges + 1);

    if (i == sizeof ranges / sizeof *ranges) {
        uint32_t any = (uint32_t)(next_random() % 0x110000);
        return any >= 0xD800 && any < 0xE000 ? 'x' : any;
    }
    return ranges[i][0] + (uint32_t)(next_random() % (ranges[i][1] - ranges[i][0] + 1));
}

static void random_texts(void)
{
    bool points = true, bytes = true, marks = true;
    char text[2048];

    for (int round = 0; round < 40000 && points; round++) {
        size_t length = 0;
        for (size_t n = next_random() % 40; n > 0; n--)
            length += ordo_utf8_encode(random_point(), text + length);
        points = same_as_reference(text, length);
    }
    OK(points, "fast path equals reference on 40,000 random strings of code points");
    for (int round = 0; round < 20000 && bytes; round++) {
        size_t length = next_random() % 100;
        for (size_t i = 0; i < length; i++)
            text[i] =
                (char)(next_random() % 4 == 0
                           ? next_random()
                           : (uint64_t)(unsigned char)"aB \xC3\x80\xE2\x80\x9C"[next_random() % 8]);
        bytes = same_as_reference(text, length);
    }
    OK(bytes, "fast path equals reference on 20,000 random byte strings");
    for (int round = 0; round < 300 && marks; round++) {
        size_t length = 0;
        for (size_t n = next_random() % 400; n > 0; n--)
            length += ordo_utf8_encode(
                next_random() % 50 == 0 ? 'e' : 0x300 + (uint32_t)(next_random() % 0x50),
                text + length);
        marks = same_as_reference(text, length);
    }
    OK(marks, "fast path equals reference on long runs of combining marks");
}

static void real_texts(void)
{
    DIR *folder = opendir("datasets/articles");
    struct dirent *entry;
    bool same = folder != NULL;

    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        char path[512];
        struct ordo_file file;
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "datasets/articles/%s", entry->d_name);
        if (ordo_file_open(&file, path, NULL) == 0) {
            same = same && same_as_reference(file.bytes, file.length);
            ordo_file_release(&file);
        }
    }
    if (folder != NULL)
        closedir(folder);
    OK(same, "fast path equals reference on the sample articles");
}

static bool normalises(const char *source, const char *expected)
{
    struct ordo_text text = {0};
    bool same = ordo_text_normalise(&text, source, strlen(source), NULL) == 0 &&
                text.length == strlen(expected) && memcmp(text.bytes, expected, text.length) == 0;

    if (!same)
        printf("# '%s' became '%.*s', expected '%s'\n", source, (int)text.length, text.bytes,
               expected);
    ordo_text_release(&text);
    return same;
}

static void examples(void)
{
    OK(normalises("The UN", "the un"), "letters are folded");
    OK(normalises("“Don’t”—he said…", "\"don't\"-he said..."), "marks are unified");
    OK(normalises("Stra\xC3\x9F"
                  "e",
                  "strasse"),
       "case folding is full");
    OK(normalises("cafe\xCC\x81", "caf\xC3\xA9"), "a mark joins the ASCII letter before it");
    OK(normalises("\xEF\xAC\x81ne \xEF\xBC\xA1", "fine a"), "compatibility forms are resolved");
    OK(normalises("a\xC2\xA0"
                  "b\tc",
                  "a b c"),
       "white space is unified");
    OK(normalises("a\xFF"
                  "b\xE2\x82",
                  "a\xEF\xBF\xBD"
                  "b\xEF\xBF\xBD"),
       "ill-formed bytes become U+FFFD");
    OK(normalises("co\xC2\xADoperate", "cooperate"), "soft hyphens vanish");
}

static void spans(void)
{
    const char *source = "Caf\xC3\xA9 \xE2\x80\x9CNATO\xE2\x80\x9D \xEF\xAC\x81ne";
    struct ordo_text text = {0};
    struct ordo_tokens tokens = {0};
    static const char *const expected[] = {"Caf\xC3\xA9", "NATO", "\xEF\xAC\x81ne"};
    bool right = ordo_text_normalise(&text, source, strlen(source), NULL) == 0 &&
                 ordo_tokens_find(&tokens, text.bytes, text.length, 0, NULL) == 0 && tokens.n == 3;

    for (size_t i = 0; right && i < 3; i++) {
        struct ordo_span span =
            ordo_text_source(&text, (struct ordo_span){tokens.items[i].begin, tokens.items[i].end});
        right = span.end - span.begin == strlen(expected[i]) &&
                memcmp(source + span.begin, expected[i], span.end - span.begin) == 0;
        if (!right)
            printf("# token %zu is '%.*s'\n", i, (int)(span.end - span.begin), source + span.begin);
    }
    OK(right, "every token keeps its span in the source");
    ordo_text_release(&text);
    ordo_tokens_release(&tokens);
}

/* Tokens as "a|b|c". */
static bool splits(const char *source, unsigned options, const char *expected)
{
    struct ordo_text text = {0};
    struct ordo_tokens tokens = {0};
    char found[1024] = "";
    bool same;

    ordo_text_normalise(&text, source, strlen(source), NULL);
    ordo_tokens_find(&tokens, text.bytes, text.length, options, NULL);
    for (size_t i = 0; i < tokens.n; i++)
        snprintf(found + strlen(found), sizeof found - strlen(found), "%s%s%.*s", i > 0 ? "|" : "",
                 tokens.items[i].mapped ? "=" : "",
                 (int)(tokens.items[i].end - tokens.items[i].begin),
                 text.bytes + tokens.items[i].begin);
    same = strcmp(found, expected) == 0;
    if (!same)
        printf("# found '%s', expected '%s'\n", found, expected);
    ordo_text_release(&text);
    ordo_tokens_release(&tokens);
    return same;
}

static void token_examples(void)
{
    unsigned all =
        ORDO_MAP_URLS | ORDO_MAP_MENTIONS | ORDO_MAP_NUMBERS | ORDO_KEEP_MARKS | ORDO_KEEP_HASHTAGS;

    OK(splits("Don't stop, U.S.-led 3.5%!", 0, "don't|stop|u.s|led|3.5"),
       "apostrophes and points inside words");
    OK(splits("see https://a.org/x?y=1. Now", all, "see|=https://a.org/x?y=1|now"), "URLs");
    OK(splits("see https://a.org/x", 0, "see|https|a.org|x"), "URLs are words without the option");
    OK(splits("@NATO #peace now!?", all, "=@nato|#peace|now|!?"), "mentions, hashtags, marks");
    OK(splits("a@b.org", all, "a|b.org"), "an address is no mention");
    OK(splits("1,234.5 in 2024", all, "=1,234.5|in|=2024"), "numbers");
    OK(splits("foo_bar __ x", 0, "foo_bar|x"), "underscores");
    OK(splits("\xE4\xB8\xAD\xE5\x9B\xBD", 0, "\xE4\xB8\xAD|\xE5\x9B\xBD"),
       "ideographs stand alone");
    OK(splits("Well, (x) -- so... $5?!", ORDO_KEEP_PUNCTUATION, "well|,|(|x|)|--|so|...|$|5|?!"),
       "punctuation");
    OK(splits("a@b #c U.S. \xC2\xBF"
              "d\xE3\x80\x82",
              ORDO_KEEP_PUNCTUATION, "a|@|b|#|c|u.s|.|\xC2\xBF|d|\xE3\x80\x82"),
       "signs that make no token of their own are punctuation, and so are wide ones");
    OK(splits("", 0, ""), "nothing in, nothing out");
}

/* One line of WordBreakTest.txt: "÷ 0061 × 0308 ÷". Our words must be exactly the segments that
 * hold a letter, digit, Katakana or ideograph. Returns false when they differ. */
static bool break_test(char *line)
{
    char text[512];
    size_t length = 0, n_words = 0, begin = 0, found = 0;
    bool word = false, same = true;
    struct ordo_span words[64];
    struct ordo_tokens tokens = {0};

    for (char *part = strtok(line, " \t\n"); part != NULL && part[0] != '#';
         part = strtok(NULL, " \t\n")) {
        if (strcmp(part, "\xC3\xB7") == 0) {
            if (word)
                words[n_words++] = (struct ordo_span){(uint32_t)begin, (uint32_t)length};
            begin = length;
            word = false;
        } else if (strcmp(part, "\xC3\x97") != 0) {
            uint32_t point = (uint32_t)strtoul(part, NULL, 16);
            enum ordo_break class = ordo_break_of(point);
            word = word || class == BREAK_LETTER || class == BREAK_HEBREW || class == BREAK_DIGIT ||
                   class == BREAK_KATAKANA || class == BREAK_ALONE;
            length += ordo_utf8_encode(point, text + length);
        }
    }
    memset(text + length, 0, 16);
    ordo_tokens_find(&tokens, text, length, 0, NULL);
    for (; found < tokens.n && same; found++)
        same = found < n_words && tokens.items[found].begin == words[found].begin &&
               tokens.items[found].end == words[found].end;
    same = same && tokens.n == n_words;
    ordo_tokens_release(&tokens);
    return same;
}

/* The written list (docs/text.md): a letter, a joiner and an emoji are one segment by WB3c; here
 * the emoji does not belong to the word. */
#define ZWJ_EMOJI_1 "0061 \xC3\x97 200D \xC3\x97 1F6D1"
#define ZWJ_EMOJI_2 "0061 \xC3\x97 200D \xC3\x97 2701"

static void word_breaks(void)
{
    FILE *file = fopen("/usr/share/unicode/auxiliary/WordBreakTest.txt", "r");
    char line[4096], copy[4096];
    int n = 0, n_wrong = 0;

    if (file == NULL) {
        tap_skip("Unicode's WordBreakTest", "Debian's unicode-data is not installed");
        return;
    }
    while (fgets(line, sizeof line, file) != NULL) {
        if (line[0] == '#')
            continue;
        n++;
        strcpy(copy, line);
        if (break_test(line) ==
            (strstr(copy, ZWJ_EMOJI_1) != NULL || strstr(copy, ZWJ_EMOJI_2) != NULL)) {
            n_wrong++;
            printf("# %s", copy);
        }
    }
    fclose(file);
    OK(n > 1000 && n_wrong == 0,
       "words differ from Unicode's WordBreakTest in the written list alone");
}

/* Text of ASCII alone goes another way than text with signs as tokens: both must cut the same
 * words. */
static void composition(void)
{
    int32_t room[16];

    OK(ordo_nfc("Jose\xCC\x81", 6, room, 13) == 5 && memcmp(room, "Jos\xC3\xA9", 5) == 0,
       "NFC joins a letter and its accent");
    OK(ordo_nfc("Ana", 3, room, 7) == 3 && memcmp(room, "Ana", 3) == 0 &&
           ordo_nfc("\xE2\x84\xA2", 3, room, 7) == 3,
       "and changes nothing else");
    OK(ordo_nfc("", 0, room, 1) == 0 && ordo_nfc("Ana", 3, room, 3) == SIZE_MAX,
       "no more than there is room for");
}

static void ascii_tokens(void)
{
    static const char letters[] = "ab Z09_.,:;'-!\n  ";
    struct ordo_tokens fast = {0}, general = {0};
    bool same = true;

    for (int round = 0; round < 30000 && same; round++) {
        char text[320] = {0};
        size_t length = next_random() % 300, k = 0;
        for (size_t i = 0; i < length; i++)
            text[i] = letters[next_random() % (sizeof letters - 1)];
        ordo_tokens_find(&fast, text, length, 0, NULL);
        ordo_tokens_find(&general, text, length,
                         round % 2 == 0 ? ORDO_KEEP_MARKS : ORDO_KEEP_PUNCTUATION, NULL);
        for (size_t i = 0; i < general.n && same; i++) {
            if (general.items[i].kind == ORDO_TOKEN_MARK)
                continue;
            same = k < fast.n && fast.items[k].begin == general.items[i].begin &&
                   fast.items[k].end == general.items[i].end &&
                   fast.items[k].kind == general.items[i].kind;
            k++;
        }
        same = same && k == fast.n;
        if (!same)
            printf("# %s\n", text);
    }
    OK(same, "words of 30,000 random ASCII texts are the same by bit masks and by rules");
    ordo_tokens_release(&fast);
    ordo_tokens_release(&general);
}

static void checksums(void)
{
    OK(ordo_checksum("", 0, 0) == 0xEF46DB3751D8E999ULL, "XXH64 of nothing");
    OK(ordo_checksum("abc", 3, 0) == 0x44BC2CF5AD770999ULL, "XXH64 of abc");
}

int main(void)
{
    examples();
    spans();
    token_examples();
    composition();
    ascii_tokens();
    random_texts();
    real_texts();
    word_breaks();
    checksums();
    return tap_done();
}
