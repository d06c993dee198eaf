/* paragraph.c: where paragraphs end, whether lines were broken by an editor or not. */
#include "mark.h"
#include "scratch.h"

#include <string.h>

/* Bytes. */
#define WRAPPED_MAX   100   /* a longer line was not broken by an editor */
#define HEADING_MAX   40    /* a shorter line ends its paragraph */
#define PARAGRAPH_MAX 65536 /* taken in pieces where longer: time stays linear */

/* Whether a line ends in what ends a sentence, marks behind it apart. */
static bool ends_sentence(const char *text, size_t begin, size_t end)
{
    static const char *const marks[] = {"\"", "”", "“", "’", "»", "«", "」", "'"};
    static const char *const endings[] = {".", "!", "?", ":", "…", "。", "！", "？"};

    while (end > begin && (text[end - 1] == ' ' || text[end - 1] == '\t' || text[end - 1] == '\r'))
        end--;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (end - begin > strlen(marks[i]) &&
            memcmp(text + end - strlen(marks[i]), marks[i], strlen(marks[i])) == 0) {
            end -= strlen(marks[i]);
            break;
        }
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (end - begin >= strlen(endings[i]) &&
            memcmp(text + end - strlen(endings[i]), endings[i], strlen(endings[i])) == 0)
            return true;
    return false;
}

static bool is_blank(const char *text, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++)
        if (text[i] != ' ' && (text[i] < '\t' || text[i] > '\r'))
            return false;
    return true;
}

/* A small letter begins no paragraph, however long the lines are. */
static bool goes_on(char first)
{
    return first >= 'a' && first <= 'z';
}

/* Adds a paragraph, in pieces that end at a space where it is very long. */
static int add_paragraph(struct marks *marks, const char *text, size_t begin, size_t end,
                         struct ordo_error *error)
{
    while (begin < end) {
        size_t piece = end;
        if (end - begin > PARAGRAPH_MAX) {
            const char *space = memrchr(text + begin + 1, ' ', PARAGRAPH_MAX - 1);
            piece = space == NULL ? begin + PARAGRAPH_MAX : (size_t)(space - text);
            while (((unsigned char)text[piece] & 0xC0) == 0x80)
                piece--;
        }
        if (ordo_reserve(&marks->paragraphs, &marks->paragraph_capacity, marks->n_paragraphs + 1,
                         sizeof *marks->paragraphs, error) != 0)
            return -1;
        marks->paragraphs[marks->n_paragraphs++] =
            (struct ordo_span){(uint32_t)begin, (uint32_t)piece};
        begin = piece;
    }
    return 0;
}

/* Lines that an editor broke are one paragraph; a blank line, an ended sentence, a heading and a
 * line that is too long to have been broken end one. */
int ordo_paragraphs_find(struct marks *marks, const char *text, size_t length,
                         struct ordo_error *error)
{
    const uint64_t *lines = marks->bytes.lines;
    size_t begin = 0, at = 0, end = bits_next(lines, 0, length), next, next_end;
    bool inside = false, blank = is_blank(text, 0, end), next_blank;

    marks->n_paragraphs = 0;
    for (; at < length; at = next, end = next_end, blank = next_blank) {
        bool ended;
        next = end + 1;
        next_end = bits_next(lines, next < length ? next : length, length);
        next_blank = next >= length || is_blank(text, next, next_end);
        if (blank)
            continue;
        if (!inside)
            begin = at;
        ended = next_blank || ends_sentence(text, at, end) ||
                (!goes_on(text[next]) && (end - at > WRAPPED_MAX || end - at < HEADING_MAX ||
                                          next_end - next > WRAPPED_MAX));
        inside = !ended;
        if (ended && add_paragraph(marks, text, begin, end, error) != 0)
            return -1;
    }
    return 0;
}
