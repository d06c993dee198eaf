/* pair.c: which quotation marks belong together.
 *
 * Within a paragraph the outermost pair is looked for; a paragraph that begins with an opening mark
 * goes on with the quotation that the one before left open. Every mark is looked at a bounded
 * number of times. */
#include "mark.h"
#include "scratch.h"
#include "unicode.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define RESCANS_MAX    8  /* in one paragraph, after an opening mark that nothing closed */
#define UNMARKED_MAX   12 /* paragraphs of a quotation that closes in the last */
#define SIGNATURE_MAX  70 /* bytes */
#define PARAGRAPHS_MAX 40 /* that one quotation goes on for */

static bool opens(const struct mark *mark)
{
    if (mark->family == MARK_SINGLE) /* apostrophes are many: only what can do nothing else opens */
        return mark->opens_alone && !mark->usually_closes;
    if (mark->usually_opens)
        return !mark->closes_alone;
    return mark->usually_closes ? mark->opens_alone : !mark->closes_alone;
}

/* Whether the mark closes what `opener` opened. */
static bool closes(const struct mark *mark, const struct mark *opener)
{
    if (mark->family != opener->family)
        return false;
    if (mark->is_low)
        return false;
    if (opener->usually_closes) /* »…« and ”…” */
        return mark->usually_opens || mark->closes_alone;
    if (mark->usually_opens)
        return opener->is_low || mark->closes_alone;
    return !mark->opens_alone;
}

/* ministers’ meeting: a plural's apostrophe, when a better closing mark follows before the next
 * opening one. */
static bool is_possessive(const struct marks *marks, size_t at, size_t end, const char *text,
                          size_t length)
{
    const struct mark *mark = &marks->items[at];
    uint32_t next = 0;

    if (mark->family != MARK_SINGLE || mark->begin == 0 || text[mark->begin - 1] != 's' ||
        mark->end >= length || text[mark->end] != ' ')
        return false;
    if ((size_t)mark->end + 1 < length)
        ordo_utf8_decode(text + mark->end + 1, text + length, &next, NULL);
    if (!ordo_is_letter(next) || ordo_is_upper(next))
        return false;
    for (size_t i = at + 1; i < end; i++)
        if (marks->items[i].family == MARK_SINGLE)
            return !opens(&marks->items[i]);
    return false;
}

static size_t marks_until(const struct marks *marks, size_t at, uint32_t end)
{
    while (at < marks->n && marks->items[at].begin < end)
        at++;
    return at;
}

static int add_pair(struct marks *marks, uint8_t family, struct ordo_span span, bool closed,
                    bool continues, struct ordo_error *error)
{
    if (ordo_reserve(&marks->pairs, &marks->pair_capacity, marks->n_pairs + 1, sizeof *marks->pairs,
                     error) != 0)
        return -1;
    marks->pairs[marks->n_pairs++] = (struct pair){span, family, closed, continues};
    return 0;
}

/* Looks from `at` for the mark that closes `opener`; marks of its family that can only open are
 * nested. Returns its place, or `end` with what is nested and not closed in *depth. */
static size_t find_closing(const struct marks *marks, size_t at, size_t end,
                           const struct mark *opener, const char *text, size_t length,
                           size_t *depth)
{
    for (; at < end; at++) {
        const struct mark *mark = &marks->items[at];
        if (mark->family != opener->family)
            continue;
        if (closes(mark, opener)) {
            if (is_possessive(marks, at, end, text, length))
                continue;
            if (*depth == 0)
                return at;
            --*depth;
        } else if (opens(mark) && mark->opens_alone) {
            ++*depth;
        }
    }
    return end;
}

/* "Maria Silva, minister." and a mark: a line that says who is quoted in the paragraph before. */
static bool is_signature(const char *text, struct ordo_span paragraph)
{
    size_t at = paragraph.begin;

    if (paragraph.end - paragraph.begin > SIGNATURE_MAX)
        return false;
    for (int words = 0; words < 2; words++) {
        if (at >= paragraph.end || text[at] < 'A' || text[at] > 'Z')
            return false;
        while (at < paragraph.end && text[at] != ' ')
            at++;
        at++;
    }
    return true;
}

/* Whether a quotation that opened a paragraph goes on over paragraphs without marks, `which` the
 * first of them: the next mark, `at`, can only close it. */
static bool closes_later(const struct marks *marks, size_t at, size_t which,
                         const struct mark *opener, const char *text)
{
    const struct mark *mark = &marks->items[at];

    if (at == marks->n || opener->family == MARK_SINGLE ||
        (opener->begin > 0 && text[opener->begin - 1] != '\n') || mark->family != opener->family ||
        !closes(mark, opener) || !mark->closes_alone)
        return false;
    for (size_t i = which; i < marks->n_paragraphs && i < which + UNMARKED_MAX; i++)
        if (mark->begin < marks->paragraphs[i].end)
            return !is_signature(text, marks->paragraphs[i]);
    return false;
}

/* The first mark of paragraph `which`: does the quotation go on? */
static bool goes_on(const struct marks *marks, size_t at, size_t which, const struct mark *opener,
                    const char *text, bool *reopened)
{
    struct ordo_span paragraph = marks->paragraphs[which];
    size_t end = marks_until(marks, at, paragraph.end), first = at;

    *reopened = false;
    while (at < end && marks->items[at].family != opener->family)
        at++;
    if (at == end)
        return first == end && closes_later(marks, at, which, opener, text);
    *reopened = marks->items[at].begin == paragraph.begin && !closes(&marks->items[at], opener);
    return *reopened || (opener->family != MARK_SINGLE && closes(&marks->items[at], opener) &&
                         marks->items[at].closes_alone && !is_signature(text, paragraph));
}

/* Follows a quotation that its paragraph left open. 1: it went on, *paragraph and *at moved to
 * where it ends; 0: it is not continued. */
static int follow(struct marks *marks, size_t *paragraph, size_t *at, const struct mark *opener,
                  const char *text, size_t length, struct ordo_error *error)
{
    uint32_t begin = opener->begin;
    bool any = false;

    for (int hops = 0; *paragraph + 1 < marks->n_paragraphs && hops < PARAGRAPHS_MAX; hops++) {
        struct ordo_span next = marks->paragraphs[*paragraph + 1];
        size_t end, found, depth = 0;
        bool reopened;
        if (!goes_on(marks, *at, *paragraph + 1, opener, text, &reopened))
            break;
        if (add_pair(marks, opener->family,
                     (struct ordo_span){begin, marks->paragraphs[*paragraph].end}, false, any,
                     error) != 0)
            return -1;
        end = marks_until(marks, *at, next.end);
        found = find_closing(marks, *at + (reopened ? 1 : 0), end, opener, text, length, &depth);
        begin = next.begin;
        any = true;
        ++*paragraph;
        *at = found < end ? found + 1 : end;
        if (found < end)
            return add_pair(marks, opener->family,
                            (struct ordo_span){begin, marks->items[found].end}, true, true,
                            error) == 0
                       ? 1
                       : -1;
    }
    if (!any)
        return 0;
    return add_pair(marks, opener->family,
                    (struct ordo_span){begin, marks->paragraphs[*paragraph].end}, false, true,
                    error) == 0
               ? 1
               : -1;
}

/* An unclosed mark is a quotation to the end of its paragraph when nothing else stands there and it
 * follows what leads to one. */
static bool is_unclosed_quotation(const struct marks *marks, size_t at, size_t end,
                                  const char *text)
{
    const struct mark *mark = &marks->items[at];
    size_t before = mark->begin;

    if (mark->family == MARK_SINGLE || !mark->opens_alone)
        return false;
    for (size_t i = at + 1; i < end; i++)
        if (marks->items[i].family != MARK_SINGLE)
            return false;
    while (before > 0 && (text[before - 1] == ' ' || text[before - 1] == '\n'))
        before--;
    return before == 0 || text[before - 1] == ',' || text[before - 1] == ':' ||
           text[before - 1] == '.' || (mark->begin > 0 && text[mark->begin - 1] == '\n');
}

/* Pairs the marks from *at to the end of the paragraph; may move on into later paragraphs. */
static int pair_paragraph(struct marks *marks, size_t *paragraph, size_t *at, const char *text,
                          size_t length, struct ordo_error *error)
{
    size_t end = marks_until(marks, *at, marks->paragraphs[*paragraph].end), rescans = 0;

    while (*at < end) {
        const struct mark *opener = &marks->items[*at];
        size_t depth = 0, found;
        if (!opens(opener)) {
            ++*at;
            continue;
        }
        found = find_closing(marks, *at + 1, end, opener, text, length, &depth);
        if (found < end) {
            struct ordo_span span = {opener->begin, marks->items[found].end};
            if (add_pair(marks, opener->family, span, true, false, error) != 0)
                return -1;
            *at = found + 1;
            continue;
        }
        if (++rescans > RESCANS_MAX) {
            *at = end;
            return 0;
        }
        if (depth == 0) {
            size_t next = end;
            int followed = follow(marks, paragraph, &next, opener, text, length, error);
            if (followed != 0) {
                *at = next;
                return followed < 0 ? -1 : 0;
            }
            if (is_unclosed_quotation(marks, *at, end, text)) {
                struct ordo_span span = {opener->begin, marks->paragraphs[*paragraph].end};
                *at = end;
                return add_pair(marks, opener->family, span, false, false, error);
            }
        }
        ++*at;
    }
    return 0;
}

/* 'We go on,' he said: a clause that is a statement whatever else the article has in single marks.
 */
static bool is_interrupted(const struct pair *pair, const char *text)
{
    size_t begin = pair->span.begin, end = pair->span.end;
    const char *space;
    uint32_t first, second;

    if (text[end - 1] != '\'' && end > begin + 3)
        end -= 2; /* ’ */
    begin += text[begin] == '\'' ? 1 : 3;
    if (!pair->closed || end < begin + 2 || text[end - 2] != ',')
        return false;
    ordo_utf8_decode(text + begin, text + end, &first, NULL);
    space = memchr(text + begin, ' ', end - begin);
    if (space == NULL || !ordo_is_upper(first))
        return false;
    ordo_utf8_decode(space + 1, text + end, &second, NULL);
    return !ordo_is_upper(second); /* else a headline, mostly */
}

/* Where double marks quote, single ones stand around titles and in headlines, save in paragraphs
 * with such a clause; where single ones are more, they are the article's quotation marks. */
static void drop_minor_single(struct marks *marks, const char *text)
{
    size_t n_single = 0, kept = 0, paragraph = 0, speech = SIZE_MAX;

    for (size_t i = 0; i < marks->n_pairs; i++)
        n_single += marks->pairs[i].family == MARK_SINGLE;
    if (n_single == 0 || n_single > marks->n_pairs - n_single)
        return;
    for (size_t i = 0; i < marks->n_pairs; i++) {
        const struct pair *pair = &marks->pairs[i];
        while (marks->paragraphs[paragraph].end < pair->span.end)
            paragraph++;
        if (pair->family == MARK_SINGLE && is_interrupted(pair, text))
            speech = paragraph;
        if (pair->family != MARK_SINGLE || speech == paragraph)
            marks->pairs[kept++] = *pair;
    }
    marks->n_pairs = kept;
}

int ordo_marks_pair(struct marks *marks, const char *text, size_t length, struct ordo_error *error)
{
    size_t at = 0;

    marks->n_pairs = 0;
    if (ordo_bytes_read(&marks->bytes, text, length, error) != 0 ||
        ordo_paragraphs_find(marks, text, length, error) != 0 ||
        ordo_marks_find(marks, text, length, error) != 0)
        return -1;
    for (size_t paragraph = 0; paragraph < marks->n_paragraphs; paragraph++) {
        /* a quotation that ended inside a later paragraph leaves the rest of that one to do */
        size_t here;
        do {
            here = paragraph;
            if (pair_paragraph(marks, &paragraph, &at, text, length, error) != 0)
                return -1;
        } while (paragraph != here);
    }
    drop_minor_single(marks, text);
    return 0;
}

void ordo_marks_release(struct marks *marks)
{
    ordo_bytes_release(&marks->bytes);
    free(marks->items);
    free(marks->paragraphs);
    free(marks->pairs);
    memset(marks, 0, sizeof *marks);
}
