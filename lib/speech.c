/* speech.c: what is said without quotation marks.
 *
 * The turns of a transcript (transcript.c), and dialogue: a text in which a paragraph begins with a
 * dash and has an attribution behind another dash or a comma: "— No, — dijo el ministro". One dash
 * alone is none: lists look the same. */
#include "speech.h"
#include "lexicon.h"
#include "reserve.h"
#include "transcript.h"
#include "turn_label.h"

#include <stdlib.h>
#include <string.h>

#define ATTRIBUTION_MAX  60 /* bytes of "dit le ministre" behind a comma */
#define ATTRIBUTION_VERB 3  /* its verb is among the first so many words */
#define OFFICE_BYTES     60 /* of an office in a line of its own */

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
        size_t begin = ordo_skip_spaces(text, at, end), past = begin;
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
    begin = ordo_skip_spaces(text, begin, end);
    end = ordo_trim_spaces(text, begin, end);
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
    size_t begin = ordo_skip_spaces(text, paragraph.begin, paragraph.end), end = paragraph.end,
           dash;

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

/* Whether the text has a dialogue; *language receives whose attributions were looked for. */
static bool has_dialogue(const struct marks *marks, const char *text, size_t length,
                         enum lexicon_language *language)
{
    bool known = false, found = false;

    for (size_t i = 0; i < marks->n_paragraphs && !found; i++) {
        struct ordo_span paragraph = marks->paragraphs[i], first, second;
        size_t begin = ordo_skip_spaces(text, paragraph.begin, paragraph.end);
        if (dash_at(text, begin, paragraph.end) == 0)
            continue;
        if (!known)
            *language = ordo_lexicon_language(text, marks->bytes.plain, length);
        known = true;
        found = read_dialogue(text, paragraph, *language, &first, &second);
    }
    return found;
}

/* "President of Peru" above "Maria Silva: ...": of whoever speaks next. */
static bool is_office_line(const char *text, struct ordo_span line)
{
    return line.end - line.begin <= OFFICE_BYTES && strchr(":;", text[line.end - 1]) == NULL &&
           !ordo_turn_is_spoken(text, line);
}

/* "(Laughter.)", "[Applause.]", "* * *", "<...>": said by nobody. */
static bool is_direction(char c)
{
    return c == '(' || c == '[' || c == '*' || c == '<';
}

int ordo_speech_find(struct marks *marks, const char *text, size_t length, struct ordo_error *error)
{
    struct transcript transcript;
    enum lexicon_language language = LEXICON_ENGLISH;
    bool dialogue = has_dialogue(marks, text, length, &language), speaking = false, begun = false;
    size_t n_marked = marks->n_pairs, turn, next = 0;

    ordo_transcript_read(&transcript, marks, text);
    if (!transcript.found && !dialogue)
        return 0;
    if (transcript.found && marks->n_paragraphs > 0)
        next = ordo_transcript_turn(&transcript, marks, 0, text);
    for (size_t i = 0; i < marks->n_paragraphs; i++) {
        struct ordo_span paragraph = marks->paragraphs[i];
        size_t begin = ordo_skip_spaces(text, paragraph.begin, paragraph.end);
        turn = next;
        next = transcript.found && i + 1 < marks->n_paragraphs
                   ? ordo_transcript_turn(&transcript, marks, i + 1, text)
                   : 0;
        if (turn > 0) {
            if (add(marks, text, turn, paragraph.end, false, error) != 0)
                return -1;
            begun = turn < paragraph.end;
            speaking =
                transcript.goes_on ||
                !ordo_turn_is_spoken(text, (struct ordo_span){(uint32_t)turn, paragraph.end});
        } else if (speaking && !is_direction(text[begin])) {
            if (!(next > 0 && is_office_line(text, paragraph)) &&
                add(marks, text, paragraph.begin, paragraph.end, begun, error) != 0)
                return -1;
            begun = true;
            speaking = transcript.goes_on;
        } else if (dialogue && dash_at(text, begin, paragraph.end) > 0 &&
                   add_dialogue(marks, text, paragraph, language, error) != 0) {
            return -1;
        }
    }
    merge(marks, n_marked);
    return 0;
}
