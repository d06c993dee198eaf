/* speech.c: what is said without quotation marks.
 *
 * A transcript is a text in which several paragraphs begin with a speaker's name and a colon, in
 * capitals, or the same few names again and again. A dialogue is one in which a paragraph begins
 * with a dash and has an attribution behind another dash or a comma: "— No, — dijo el ministro".
 * One label or dash alone is neither: places, headings and lists look the same. */
#include "speech.h"
#include "lexicon.h"
#include "scratch.h"
#include "unicode.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define LABEL_BYTES_MAX  60
#define LABEL_WORDS_MAX  6
#define LABEL_SLOTS      256 /* in which labels are told apart */
#define HEAD_PARAGRAPHS  5   /* a text whose first label stands among these is all transcript */
#define ATTRIBUTION_MAX  60  /* bytes of "dit le ministre" behind a comma */
#define ATTRIBUTION_VERB 3   /* its verb is among the first so many words */

struct label {
    size_t past; /* behind the colon; 0: no label */
    bool capitals;
    uint64_t name; /* checksum */
};

static size_t skip_spaces(const char *text, size_t at, size_t end)
{
    while (at < end && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n'))
        at++;
    return at;
}

static size_t trim_end(const char *text, size_t begin, size_t end)
{
    while (end > begin && (text[end - 1] == ' ' || text[end - 1] == '\t' || text[end - 1] == '\n' ||
                           text[end - 1] == '\r'))
        end--;
    return end;
}

/* What stands before a colon at the head of a line and names nobody. */
static bool is_heading(const char *text, size_t begin, size_t end)
{
    static const char *const words[] = {
        "READ",          "MORE",       "RELATED",  "WATCH",      "VIDEO",    "PHOTO",
        "PHOTOS",        "UPDATE",     "NOTE",     "SEE",        "ALSO",     "SOURCE",
        "EDITOR",        "LISTEN",     "FOLLOW",   "STORY",      "CLICK",    "WARNING",
        "ADVERTISEMENT", "CORRECTION", "BREAKING", "EXCLUSIVE",  "ANALYSIS", "OPINION",
        "CLAIM",         "FACT",       "FACTS",    "ASSESSMENT", "VERDICT",  "RATING"};
    size_t past = begin, last = end;

    while (past < end && text[past] >= 'A' && text[past] <= 'Z')
        past++;
    while (last > begin && text[last - 1] >= 'A' && text[last - 1] <= 'Z')
        last--; /* "THE FACTS" */
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);
        if ((length == past - begin && memcmp(words[i], text + begin, length) == 0) ||
            (length == end - last && memcmp(words[i], text + last, length) == 0))
            return true;
    }
    return false;
}

/* "MR. MILLER (through an interpreter):" at the head of the paragraph. */
static struct label label_at(const char *text, struct ordo_span paragraph)
{
    struct label label = {0, true, 0};
    size_t begin = skip_spaces(text, paragraph.begin, paragraph.end), words = 0, at = begin, named;
    size_t limit =
        paragraph.end - begin > LABEL_BYTES_MAX ? begin + LABEL_BYTES_MAX : paragraph.end;

    if (begin >= limit || memchr(text + begin, ':', limit - begin) == NULL)
        return (struct label){0}; /* most paragraphs */
    while (at < limit && text[at] != ':' && text[at] != '(' && text[at] != '\n') {
        uint32_t point;
        size_t size = ordo_utf8_decode(text + at, text + paragraph.end, &point, NULL);
        bool begins = at == begin || text[at - 1] == ' ';
        if (ordo_is_letter(point)) {
            if (begins && (!ordo_is_upper(point) || ++words > LABEL_WORDS_MAX))
                return (struct label){0};
            label.capitals = label.capitals && (ordo_is_upper(point) || point >= 0xC0);
        } else if (point != ' ' && point != '.' && point != '-' && point != '\'' &&
                   point != 0x2019) {
            return (struct label){0};
        }
        at += size;
    }
    named = at;
    if (words > 0 && at < limit && text[at] == '(')
        while (at < limit && text[at] != ':')
            at++;
    if (words == 0 || at + 1 >= limit || text[at] != ':' || text[at + 1] != ' ' ||
        is_heading(text, begin, at))
        return (struct label){0};
    if (words == 1 && named - begin == 1 && text[begin] != 'Q' && text[begin] != 'A')
        return (struct label){0};
    label.name = ordo_checksum(text + begin, named - begin, 1);
    label.past = skip_spaces(text, at + 1, paragraph.end);
    if (label.past < paragraph.end) {
        size_t size;
        if (ordo_mark_family(text, label.past, paragraph.end, &size) >= 0)
            return (struct label){0}; /* Silva: "..." is a quotation */
    }
    return label;
}

struct count {
    size_t n, distinct;
    bool seen[LABEL_SLOTS];
};

static void count_label(struct count *count, struct label label)
{
    bool *seen = &count->seen[label.name % LABEL_SLOTS];

    count->n++;
    count->distinct += !*seen;
    *seen = true;
}

/* The bytes of a dash that begins a speech, or 0. */
static size_t dash_at(const char *text, size_t at, size_t end)
{
    if (end - at < 3 || at >= end || memcmp(text + at, "\xE2\x80", 2) != 0)
        return 0;
    return (unsigned char)text[at + 2] >= 0x93 && (unsigned char)text[at + 2] <= 0x95 ? 3 : 0;
}

static size_t next_dash(const char *text, size_t at, size_t end)
{
    while (at < end && dash_at(text, at, end) == 0)
        at++;
    return at;
}

static bool is_letter_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 128;
}

/* Whether a reporting verb is among the first words of [at, end). */
static bool is_attribution(const char *text, size_t at, size_t end, enum lexicon_language language)
{
    for (int n = 0; n < ATTRIBUTION_VERB && at < end; n++) {
        size_t begin = skip_spaces(text, at, end), past = begin;
        const struct lexicon_entry *entry;
        while (past < end && is_letter_byte(text[past]) && dash_at(text, past, end) == 0)
            past++;
        entry = ordo_lexicon_find(text + begin, past - begin, text + end);
        if ((entry->classes[language] & WORD(SAY)) != 0)
            return true;
        if (past == begin)
            return false;
        at = past;
    }
    return false;
}

static int add(struct marks *marks, const char *text, size_t begin, size_t end, bool continues,
               struct ordo_error *error)
{
    begin = skip_spaces(text, begin, end);
    end = trim_end(text, begin, end);
    if (begin >= end)
        return 0;
    if (ordo_reserve(&marks->pairs, &marks->pair_capacity, marks->n_pairs + 1, sizeof *marks->pairs,
                     error) != 0)
        return -1;
    marks->pairs[marks->n_pairs++] = (struct pair){
        .span = {(uint32_t)begin, (uint32_t)end}, .family = MARK_NONE, .continues = continues};
    return 0;
}

/* The comma before "dit le ministre." at the end of a speech, or `end`. */
static size_t trailing_comma(const char *text, size_t begin, size_t end,
                             enum lexicon_language language)
{
    for (size_t at = end; at > begin && end - at < ATTRIBUTION_MAX; at--)
        if (text[at - 1] == ',' && is_attribution(text, at, end, language))
            return at;
    return end;
}

/* The speech of a paragraph that begins with a dash: first, and second behind the attribution.
 * Returns whether it has an attribution. */
static bool read_dialogue(const char *text, struct ordo_span paragraph,
                          enum lexicon_language language, struct ordo_span *first,
                          struct ordo_span *second)
{
    size_t begin = skip_spaces(text, paragraph.begin, paragraph.end), end = paragraph.end, dash;

    begin += dash_at(text, begin, end);
    dash = next_dash(text, begin, end);
    *first = (struct ordo_span){(uint32_t)begin, (uint32_t)end};
    *second = (struct ordo_span){0, 0};
    if (dash == end || !is_attribution(text, dash + 3, end, language)) {
        first->end = (uint32_t)trailing_comma(text, begin, end, language);
        return first->end < end;
    }
    first->end = (uint32_t)dash;
    dash = next_dash(text, dash + 3, end);
    if (dash < end) {
        dash += 3;
        while (dash < end && (text[dash] == '.' || text[dash] == ',' || text[dash] == ' '))
            dash++;
        *second = (struct ordo_span){(uint32_t)dash, (uint32_t)end};
    }
    return true;
}

static int add_dialogue(struct marks *marks, const char *text, struct ordo_span paragraph,
                        enum lexicon_language language, struct ordo_error *error)
{
    struct ordo_span first, second;

    read_dialogue(text, paragraph, language, &first, &second);
    if (add(marks, text, first.begin, first.end, false, error) != 0)
        return -1;
    return add(marks, text, second.begin, second.end, false, error);
}

static int compare(const void *left, const void *right)
{
    const struct pair *a = left, *b = right;

    return (a->span.begin > b->span.begin) - (a->span.begin < b->span.begin);
}

/* Takes out the pairs before `n_marked` that lie in a speech, and puts all in order. */
static void merge(struct marks *marks, size_t n_marked)
{
    size_t kept = 0, speech = n_marked;

    for (size_t i = 0; i < n_marked; i++) {
        struct ordo_span span = marks->pairs[i].span;
        while (speech < marks->n_pairs && marks->pairs[speech].span.end <= span.begin)
            speech++;
        if (speech == marks->n_pairs || marks->pairs[speech].span.begin >= span.end)
            marks->pairs[kept++] = marks->pairs[i];
    }
    memmove(marks->pairs + kept, marks->pairs + n_marked,
            (marks->n_pairs - n_marked) * sizeof *marks->pairs);
    marks->n_pairs -= n_marked - kept;
    if (kept > 0)
        qsort(marks->pairs, marks->n_pairs, sizeof *marks->pairs, compare);
}

/* Which kinds of speech the text has. */
struct survey {
    bool capitals, names; /* transcripts with such labels */
    bool dialogue;
    size_t first_label; /* paragraph */
    enum lexicon_language language;
};

static struct survey look_over(const struct marks *marks, const char *text, size_t length)
{
    struct survey survey = {.first_label = SIZE_MAX};
    struct count capitals = {0}, names = {0};
    bool known = false;

    for (size_t i = 0; i < marks->n_paragraphs; i++) {
        struct ordo_span paragraph = marks->paragraphs[i], first, second;
        size_t begin = skip_spaces(text, paragraph.begin, paragraph.end);
        struct label label = label_at(text, paragraph);
        if (label.past > 0) {
            count_label(&names, label);
            if (label.capitals)
                count_label(&capitals, label);
            if (survey.first_label == SIZE_MAX)
                survey.first_label = i;
        }
        if (survey.dialogue || dash_at(text, begin, paragraph.end) == 0)
            continue;
        if (!known)
            survey.language = ordo_lexicon_language(text, marks->bytes.plain, length);
        known = true;
        survey.dialogue = read_dialogue(text, paragraph, survey.language, &first, &second);
    }
    survey.capitals = capitals.n >= 2 && capitals.distinct >= 2;
    survey.names = names.n >= 4 && names.distinct >= 2 && names.n >= 2 * names.distinct &&
                   names.n * 3 >= marks->n_paragraphs;
    return survey;
}

int ordo_speech_find(struct marks *marks, const char *text, size_t length, struct ordo_error *error)
{
    struct survey survey = look_over(marks, text, length);
    size_t n_marked = marks->n_pairs;
    bool transcript = survey.capitals || survey.names, speaking = false;

    if (!transcript && !survey.dialogue)
        return 0;
    for (size_t i = 0; i < marks->n_paragraphs; i++) {
        struct ordo_span paragraph = marks->paragraphs[i];
        struct label label = label_at(text, paragraph);
        size_t begin = skip_spaces(text, paragraph.begin, paragraph.end);
        if (transcript && label.past > 0 && (survey.names || label.capitals)) {
            if (add(marks, text, label.past, paragraph.end, false, error) != 0)
                return -1;
            speaking = survey.first_label < HEAD_PARAGRAPHS;
        } else if (speaking && text[begin] != '(' && text[begin] != '[') {
            if (add(marks, text, paragraph.begin, paragraph.end, true, error) != 0)
                return -1;
        } else if (survey.dialogue && dash_at(text, begin, paragraph.end) > 0 &&
                   add_dialogue(marks, text, paragraph, survey.language, error) != 0) {
            return -1;
        }
    }
    merge(marks, n_marked);
    return 0;
}
